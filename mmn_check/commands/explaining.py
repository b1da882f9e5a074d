"""The command that explains words."""

from __future__ import annotations

from typing import Annotated

import typer

from mmn_check.commands.options import BankFolder, Plain
from mmn_check.errors import MmnCheckError


def explain(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="The word to explain.")
    ] = None,
    *,
    plain: Plain = False,
    bank: BankFolder = None,
) -> None:
    """Explain a word that doctors use; without one, list the words."""
    from mmn_check.domain.glossary import look_up  # noqa: PLC0415 - only this command's
    from mmn_check.storage.bank_files import read_glossary, shipped_bank  # noqa: PLC0415 - the same

    del plain  # plain it is already
    words = read_glossary(bank or shipped_bank())
    if word is None:
        typer.echo("\n".join(term.word for term in words))
        return
    found, near = look_up(words, word)
    if found is None:
        nearest = f" Did you mean: {', '.join(near)}?" if near else ""
        raise MmnCheckError(f"{word} is not in the glossary.{nearest} For all: mmn-check explain")
    typer.echo(f"{found.word}: {found.meaning}")
