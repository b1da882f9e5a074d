"""The command that tells what changed between two visits."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from mmn_check.commands.options import BankFolder, Force, Language, Output, Plain
from mmn_check.errors import MmnCheckError
from mmn_check.language import tr

if TYPE_CHECKING:  # only this command loads them, when it is called
    from mmn_check.domain.bank import Bank
    from mmn_check.domain.visit import Visit
    from mmn_check.storage.visit_files import VisitStore

OldVisit = Annotated[
    str | None,
    typer.Argument(
        metavar="[OLD]", help="The earlier visit, as `visits` shows it; else the one before."
    ),
]
NewVisit = Annotated[
    str | None, typer.Argument(metavar="[NEW]", help="The later visit; else the newest.")
]


def compare(  # noqa: PLR0913 - a command's options are its arguments
    old: OldVisit = None,
    new: NewVisit = None,
    *,
    output: Output = None,
    force: Force = False,
    plain: Plain = False,
    bank: BankFolder = None,
    language: Language = None,
) -> None:
    """Show what changed between two visits, in your own words.

    Without a visit: the newest that is finished, and the one before.
    """
    from mmn_check import delivery  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.domain.changes import tell_changes  # noqa: PLC0415 - only this command's
    from mmn_check.output.terminal import print_summary  # noqa: PLC0415 - the same
    from mmn_check.setting import Setting, now  # noqa: PLC0415 - loads terminal and bank

    setting = Setting.of(bank=bank, plain=plain, language=language, visit=new)
    loaded, store = setting.bank(), setting.store()
    if old is not None:
        first, second = store.open_as_kept(old, loaded), store.open_as_kept(new, loaded)
    else:
        first, second = _latest_two(store, loaded)
    was, later = _in_time(store, first, second)
    turned = old is not None and was is not first
    made = tell_changes(loaded, was, later, today=now().date(), turned=turned)
    if output is None:
        print_summary(made, setting.console(), plain=setting.plain)
        return
    target = delivery.Target(output=output, force=force)
    path = delivery.deliver_text(made, target, name="visit-changes")
    if path:
        typer.echo(tr("Saved as {path}", path=path), err=True)


def _latest_two(store: VisitStore, bank: Bank) -> tuple[Visit, Visit]:
    """The newest finished visit and the one before; what is not finished, where there is no other.

    Raises:
        MmnCheckError: if there are not two that have answers and can be read.
    """
    finished: list[Visit] = []
    begun: list[Visit] = []
    for name in store.names():
        with suppress(MmnCheckError):  # a damaged one, or one of another bank, hides no other
            visit = store.open_as_kept(name, bank)
            if visit.answers:
                (finished if visit.finished else begun).append(visit)
        if len(finished) == 2:
            break
    newest = (finished or begun)[:1]
    older = [one for one in begun if newest and one.started < newest[0].started]
    both = [*newest, *finished[1:], *older, *begun]
    if len(both) < 2:
        raise MmnCheckError(
            tr("There are not two visits to compare yet. For those kept: mmn-check visits")
        )
    return both[1], both[0]


def _in_time(store: VisitStore, first: Visit, second: Visit) -> tuple[Visit, Visit]:
    """The visits in the order of time.

    Raises:
        MmnCheckError: if they are one and the same.
    """
    if first.name == second.name:
        raise MmnCheckError(
            tr(
                "Both are visit {name}. Name another one; to see them: mmn-check visits",
                name=first.name,
            )
        )
    names = store.names()  # the newest first
    was, later = sorted((first, second), key=lambda one: (one.started, -names.index(one.name)))
    return was, later
