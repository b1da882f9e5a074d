"""`mmn-check bank`: for those who write the questions."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmn_check.cli.shared_options import PLAIN_ALREADY, with_options
from mmn_check.errors import WrongUseError
from mmn_check.session.run_options import RunOptions
from mmn_check.text_safety import shown

if TYPE_CHECKING:
    from mmn_check.bank_check.report import Report

bank = typer.Typer(add_completion=False, no_args_is_help=True)


@bank.callback()
def about() -> None:
    """Write a question bank, check it, try it out, show it, translate it.

    To begin: mmn-check bank new DIR. It names the page that tells how to write one, README.md in
    the folder of the shipped questions.
    """


class ReportFormat(StrEnum):
    """How mistakes are told."""

    TEXT = "text"
    JSON = "json"


@bank.command()
@with_options(PLAIN_ALREADY)
def check(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The bank's folder; the shipped one.")
    ] = None,
    *,
    report_format: Annotated[
        ReportFormat, typer.Option("--format", help="json is for editors and other programs.")
    ] = ReportFormat.TEXT,
    options: RunOptions,
) -> None:
    """Say every mistake in a question bank, at once, and what to think over in notes."""
    del options
    # No other command wants the rules, or the library that counts syllables.
    from mmn_check.bank.load import BANK_FILE  # noqa: PLC0415
    from mmn_check.bank.shipped import shipped_bank  # noqa: PLC0415
    from mmn_check.bank_check.report import check_bank  # noqa: PLC0415

    looked_at = folder or shipped_bank()
    report = check_bank(looked_at)
    found = (*report.mistakes, *report.notes)
    if report_format is ReportFormat.JSON:
        typer.echo(json.dumps([one.as_data() for one in found], indent=2, ensure_ascii=False))
    else:
        for one in found:
            typer.echo(str(one), err=True)
        typer.echo(_outcome(report, looked_at), err=bool(report.mistakes))
        if (
            folder is None
            and (Path(HERE) / BANK_FILE).is_file()
            and not Path(HERE).samefile(looked_at)
        ):
            hint = f"There is another bank in ./{HERE}: mmn-check bank check {HERE}"
            typer.echo(hint, err=bool(report.mistakes))
    if report.mistakes:
        raise typer.Exit(WrongUseError.exit_code)


HERE = "questions"
"""What the folder of a bank is called in a checkout."""


def _outcome(report: Report, folder: Path) -> str:
    """Which folder was looked at, and with what outcome."""
    several = {"mistake": len(report.mistakes), "note": len(report.notes)}
    counted = " and ".join(f"{n} {what}{'' if n == 1 else 's'}" for what, n in several.items() if n)
    place = f"Looked at {shown(str(folder.resolve()), 400)}: {counted or 'no mistakes'}"
    return f"{report.figures}\n{place}." if report.figures else f"{place}. It cannot be used yet."


@bank.command()
@with_options(PLAIN_ALREADY)
def schema(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="The bank whose ids are completed too.")
    ] = None,
    *,
    options: RunOptions,
) -> None:
    """Print the JSON Schema of a bank's files, for editors."""
    del options
    # The same: only this command draws it.
    from mmn_check.bank_check.json_schema import bank_schema  # noqa: PLC0415

    typer.echo(bank_schema(folder), nl=False)
