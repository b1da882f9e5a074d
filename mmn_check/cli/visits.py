"""The commands about what is kept and what words mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mmn_check.bank.shipped import shipped_bank
from mmn_check.cli.shared_options import BANK, LANGUAGE, PLAIN_ALREADY, VisitName, with_options
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.safe_files import data_folder, path_shown
from mmn_check.text_safety import fitted

if TYPE_CHECKING:
    from mmn_check.bank.model import Term


@with_options(PLAIN_ALREADY, LANGUAGE)
def visits(*, options: RunOptions) -> None:
    """List every visit kept: when, how far, where."""
    from mmn_check.session import kept_visits  # noqa: PLC0415 - loads where visits are kept

    _speak(options)
    for line in kept_visits.visit_lines(kept_visits.store()):
        _tell(line)


@with_options(PLAIN_ALREADY, LANGUAGE)
def forget(
    visit: VisitName = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Every visit and the folder itself.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
    options: RunOptions,
) -> None:
    """Delete a visit, or all of them, for good."""
    from mmn_check.session import kept_visits  # noqa: PLC0415 - loads where visits are kept

    _speak(options)
    store, which = kept_visits.store(), None if every else visit
    typer.echo(kept_visits.forget(store, which, every=every, yes=yes, tell=_tell))


@with_options(PLAIN_ALREADY)
def where() -> None:
    """Print the folder that holds your answers. Nobody else sees them."""
    folder = data_folder()  # exact for another program, safe to look at for a person
    typer.echo(path_shown(folder) if sys.stdout.isatty() else os.fsencode(folder))


def _speak(options: RunOptions) -> None:
    from mmn_check.session.languages import speak_for  # noqa: PLC0415 - loads what reads banks

    speak_for(shipped_bank(), asked=options.language, visit=None)


def _tell(line: str) -> None:
    typer.echo(fitted(line, sys.stdout))


@with_options(PLAIN_ALREADY, BANK, LANGUAGE)
def explain(
    said: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]", help="The word to explain.")
    ] = None,
    *,
    options: RunOptions,
) -> None:
    """Explain a word that doctors use; without one, list the words."""
    from mmn_check.session.run import Session  # noqa: PLC0415 - only this command's

    session = Session.of(options)
    words = session.words()
    if not said:
        typer.echo(fitted("\n".join(term.word for term in words), sys.stdout))
        return
    word = " ".join(said)
    found, near = _look_up(words, word)
    if found is None:
        why = [tr("{word} is not in the glossary.", word=word)]
        if near:
            why.append(tr("Did you mean: {words}?", words=", ".join(near)))
        why.append(f"{tr('For all: mmn-check explain')}{session.bank_named}")
        raise MmnCheckError(" ".join(why))
    typer.echo(fitted(f"{found.word}: {found.meaning}", sys.stdout))


def _look_up(words: Sequence[Term], wanted: str) -> tuple[Term | None, tuple[str, ...]]:
    """The entry for a word, or the nearest words there are; letter case does not matter."""
    from difflib import get_close_matches  # noqa: PLC0415 - only this command's

    by_name = {name.lower(): term for term in words for name in (term.word, *term.also)}
    found = by_name.get(wanted.strip().lower())
    if found:
        return found, ()
    near = get_close_matches(wanted.strip().lower(), by_name, n=3, cutoff=0.6)
    parts = [name for name in by_name if wanted.strip().lower() in name] if wanted.strip() else []
    names = dict.fromkeys(by_name[name].word for name in (*parts, *near))
    return None, tuple(names)
