"""What is done with the visits that are kept, besides answering them: listed, deleted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

from mmn_check.errors import (
    InterruptedByPersonError,
    MmnCheckError,
    NoTerminalError,
    StoppedError,
)
from mmn_check.keyboard import TerminalKeyboard
from mmn_check.language import tr, tr_later
from mmn_check.prompting import says_yes
from mmn_check.storage.data_folder import data_folder
from mmn_check.storage.mistakes import LINE, shown
from mmn_check.storage.visit_entries import Kept
from mmn_check.storage.visit_files import VisitStore

ELSEWHERE = tr_later("What you saved as PDF or text is not deleted: those files are yours.")


def store() -> VisitStore:
    """Where this person's visits are kept."""
    return VisitStore(data_folder())


def visit_lines(kept_in: VisitStore) -> Iterator[str]:
    """One line for each visit kept, the newest first, then where they are; what to do with two."""
    kept = kept_in.list()
    if not kept:
        yield tr("No visits are kept yet. To begin one: mmn-check start")
        return
    for number, one in enumerate(kept, start=1):
        yield shown(f"{number}  {one}", LINE)
    yield shown(tr("Kept in {folder}", folder=kept_in.folder), LINE)
    if sum(isinstance(one, Kept) and one.finished is not None for one in kept) > 1:
        yield tr("What changed between the last two that are finished: mmn-check compare")


def forget(
    kept_in: VisitStore,
    visit: str | None,
    *,
    every: bool,
    yes: bool,
    tell: Callable[[str], None],
) -> str:
    """Delete a visit, or every one, if the person agrees; what was deleted.

    `tell` shows what is asked, in lines that fit.

    Raises:
        MmnCheckError: if the person does not agree.
        NoTerminalError: if there is nobody to ask, and nothing said unasked (`yes`).
        InterruptedByPersonError: on Ctrl-C.
    """
    name = None if every else kept_in.name_of(visit)
    what, folder = shown(name or "", LINE), shown(str(kept_in.folder), LINE)
    if name:
        question = tr("Delete visit {name} for good?", name=what)
    else:
        question = tr("Delete every visit in {folder} for good?", folder=folder)
    if not yes and not _agrees(question, tell):
        raise MmnCheckError(tr("Nothing was deleted."))
    if name:
        kept_in.forget(name)
        told = tr("Deleted: visit {name}", name=what)
    else:
        kept_in.forget_all()
        told = tr("Deleted: every visit in {folder}", folder=folder)
    return f"{told}\n{tr(ELSEWHERE)}"


def _agrees(question: str, tell: Callable[[str], None]) -> bool:
    """Whether the answer, typed or dictated, is a plain yes."""
    if not sys.stdin.isatty():
        raise NoTerminalError(tr("There is no terminal to ask on. With --yes it is done unasked."))
    tell(question)
    try:
        typed = TerminalKeyboard(plain=True).read_line(f"{tr('Type yes or no:')} ")
    except KeyboardInterrupt:
        why = f"\n{tr('Interrupted. Nothing was deleted.')}"
        raise InterruptedByPersonError(why) from None
    except (EOFError, StoppedError):
        raise MmnCheckError(f"\n{tr('Stopped. Nothing was deleted.')}") from None
    return says_yes(typed.text)
