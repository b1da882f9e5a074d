"""`mmn-check bank`: for those who write the questions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mmn_check.cli.options import PlainAlready

bank = typer.Typer(add_completion=False, no_args_is_help=True)


@bank.callback()
def about() -> None:
    """Write a question bank, check it, try it out, show it, translate it.

    To begin: mmn-check bank new DIR. It names the page that tells how to write one, README.md in
    the folder of the shipped questions.
    """


@bank.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The bank's folder; the shipped one.")
    ] = None,
    *,
    plain: PlainAlready = False,
) -> None:
    """Say every mistake in a question bank, at once."""
    del plain
    # No other command wants the rules, or the library that counts syllables.
    from mmn_check.bank.load import shipped_bank  # noqa: PLC0415
    from mmn_check.bank.problems import BankError  # noqa: PLC0415
    from mmn_check.bank_check.report import check_bank  # noqa: PLC0415

    report = check_bank(folder or shipped_bank())
    if report.figures is None:
        raise BankError(report.mistakes)
    typer.echo(str(report.figures))


@bank.command()
def schema(*, plain: PlainAlready = False) -> None:
    """Print the JSON Schema of a bank's files, for editors."""
    del plain
    # The same: only this command draws it.
    from mmn_check.bank_check.json_schema import bank_schema  # noqa: PLC0415

    typer.echo(bank_schema(), nl=False)
