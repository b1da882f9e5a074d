"""The command that explains words."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mmn_check.commands.options import BankFolder, Language, PlainAlready
from mmn_check.errors import MmnCheckError
from mmn_check.language import tr
from mmn_check.window import fitted


def explain(
    said: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]", help="The word to explain.")
    ] = None,
    *,
    plain: PlainAlready = False,
    bank: BankFolder = None,
    language: Language = None,
) -> None:
    """Explain a word that doctors use; without one, list the words."""
    from mmn_check.domain.glossary import look_up  # noqa: PLC0415 - only this command's
    from mmn_check.setting import Setting  # noqa: PLC0415 - the same

    del plain
    words = Setting.of(bank=bank, plain=True, language=language).words()
    if not said:
        typer.echo(fitted("\n".join(term.word for term in words), sys.stdout))
        return
    word = " ".join(said)
    found, near = look_up(words, word)
    if found is None:
        why = [tr("{word} is not in the glossary.", word=word)]
        if near:
            why.append(tr("Did you mean: {words}?", words=", ".join(near)))
        raise MmnCheckError(" ".join([*why, tr("For all: mmn-check explain")]))
    typer.echo(fitted(f"{found.word}: {found.meaning}", sys.stdout))
