"""The commands about what is kept: visits, forget, where."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from mmn_check.commands.options import Language, PlainAlready, VisitName
from mmn_check.storage.data_folder import data_folder
from mmn_check.storage.safe_files import named
from mmn_check.window import fitted


def visits(*, plain: PlainAlready = False, language: Language = None) -> None:
    """List every visit kept: when, how far, where."""
    del plain
    from mmn_check import keeping  # noqa: PLC0415 - loads where visits are kept

    _speak(language)
    for line in keeping.visit_lines(keeping.store()):
        _tell(line)


def forget(
    visit: VisitName = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Every visit and the folder itself.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    plain: PlainAlready = False,
    language: Language = None,
) -> None:
    """Delete a visit, or all of them, for good."""
    del plain
    from mmn_check import keeping  # noqa: PLC0415 - loads where visits are kept

    _speak(language)
    store, which = keeping.store(), None if every else visit
    typer.echo(keeping.forget(store, which, every=every, yes=yes, tell=_tell))


def where(*, plain: PlainAlready = False) -> None:
    """Print the folder that holds your answers. Nobody else sees them."""
    del plain
    folder = data_folder()  # exact for another program, safe to look at for a person
    typer.echo(named(folder) if sys.stdout.isatty() else os.fsencode(folder))


def _speak(language: str | None) -> None:
    from mmn_check.storage.bank_files import shipped_bank  # noqa: PLC0415 - loads what reads banks
    from mmn_check.translation import speak_for  # noqa: PLC0415 - the same

    speak_for(shipped_bank(), asked=language, visit=None)


def _tell(line: str) -> None:
    typer.echo(fitted(line, sys.stdout))
