"""The commands of `mmn-check bank`: for those who write the questions."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.cli import arg, tell, with_options
from mmn_check.errors import WrongUseError
from mmn_check.session.run_options import RunOptions
from mmn_check.text_safety import safe

bank = typer.Typer(add_completion=False, no_args_is_help=True)


@bank.callback()
def about() -> None:
    """Write a question bank, check it, try it out, show it, translate it.

    To begin: mmn-check bank new DIR. It names the page that tells how to write one, README.md in
    the folder of the shipped questions.
    """


Folder = Annotated[Path, arg("DIR", "The bank's folder.")]
FolderOrShipped = Annotated[Path | None, arg("[DIR]", "The bank's folder; else the shipped one.")]


@bank.command()
@with_options("plain")
def check(folder: FolderOrShipped = None) -> None:
    """Say every mistake in a question bank, at once, and what to think over in notes."""
    # No other command wants the rules. Where no option is given, __main__.py does this by itself.
    from mmn_check.bank_check.checked_bank import said_of_bank

    told, outcome = said_of_bank(folder)
    for lines, is_wrong in ((told, True), (outcome, False)):
        for line in lines:
            typer.echo(line, err=is_wrong)
    if not outcome:
        raise typer.Exit(WrongUseError.exit_code)


@bank.command()
@with_options("plain")
def schema(
    folder: Annotated[Path | None, arg("[DIR]", "The bank whose ids are completed too.")] = None,
) -> None:
    """Print the JSON Schema of a bank's files, for editors."""
    # The same: only this command draws it.
    from mmn_check.bank_check.json_schema import bank_schema

    typer.echo(bank_schema(folder), nl=False)


@bank.command()
@with_options("plain")
def new(
    folder: Annotated[Path, arg("DIR", "A new folder, or an empty one.")],
) -> None:
    """Write a small whole bank to start from.

    Every kind of question is in it once, with a page; comments say what is what.
    """
    from mmn_check.authoring import write_starter
    from mmn_check.bank_check.json_schema import bank_schema

    files = write_starter(folder, schema=bank_schema())
    at = safe(shlex.quote(str(folder)), 400)
    tell(f"Written: {', '.join(one.name for one in files)}.")
    tell(
        f"It is about headaches: put your own questions in, and the same in the page. Then:\n"
        f"mmn-check bank check {at}    tells every mistake with its line\n"
        f"mmn-check bank try {at}    asks it, and shows the page; nothing is kept\n"
        f"mmn-check --bank {at}    asks it for good\n"
        f"How to write one: {safe(str(shipped_bank() / 'README.md'), 400)}"
    )


@bank.command(name="try")
@with_options("plain", "one_key", "language")
def try_it(
    folder: Folder,
    question: Annotated[str | None, arg("[ID]", "One question alone, by its id.")] = None,
    *,
    options: RunOptions,
) -> None:
    """Be asked a bank, or one question of it.

    A day of its diary is asked, too. One question is asked as if those before it had opened it.
    Then the page is shown as it would be; nothing is kept.
    """
    from mmn_check.session.run import Session
    from mmn_check.session.try_bank import try_bank

    try_bank(Session.of(replace(options, bank=folder)), question)


@bank.command()
@with_options("plain")
def show(folder: FolderOrShipped = None) -> None:
    """Print every question, on a sheet to sign.

    With when it is asked, in words, where the page prints it, and its sources.
    """
    from mmn_check.authoring.sheet import sheet_of
    from mmn_check.bank_check.checked_bank import read_bank

    tell("\n".join(sheet_of(read_bank(folder or shipped_bank()))))


@bank.command()
@with_options("plain")
def compare(
    old: Annotated[Path, arg("OLD", "The folder of the earlier bank.")],
    new: Annotated[Path, arg("NEW", "The folder of the later one.")],
) -> None:
    """Tell what changed between two versions.

    And what becomes of the visits that were kept by the earlier one.
    """
    from mmn_check.authoring.sheet import changes_in_bank
    from mmn_check.bank_check.checked_bank import read_bank

    banks = [read_bank(one) for one in (old, new)]
    tell("\n".join(changes_in_bank(*banks)))


@bank.command()
@with_options("plain")
def translate(
    language: Annotated[str, arg("LANG", "Its code: es, pt_BR.")],
    folder: FolderOrShipped = None,
) -> None:
    """Bring a translation up to date.

    What is new is empty, what was reworded is marked fuzzy beside what it was, and what is no
    longer said is kept as obsolete: for Poedit and other tools of translators.
    """
    from mmn_check.authoring.translate import translate
    from mmn_check.bank.catalogs import languages_in
    from mmn_check.session.run import CATALOGS

    for line in translate(folder or shipped_bank(), language):
        tell(line)
    if language not in languages_in(CATALOGS):
        tell(f"mmn-check itself does not speak {language} yet, so the bank is asked in English.")
