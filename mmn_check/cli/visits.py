"""The commands about visits: begin, start, diary, change; and what is kept, and what words mean."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer
from typer.core import TyperGroup

from mmn_check import __version__
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.cli import (
    BANK,
    LANGUAGE,
    OF_ASKING,
    PLAIN,
    PLAIN_ALREADY,
    VisitName,
    tell,
    with_options,
)
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.i18n import tr
from mmn_check.session.run_options import RunOptions, written
from mmn_check.storage.safe_files import data_folder, path_shown

if TYPE_CHECKING:
    from mmn_check.bank.model import Bank, Term


@with_options(*OF_ASKING)
def begin(
    context: typer.Context,
    *,
    options: RunOptions,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Questions to answer before a visit to the doctor, and a page to take along.

    Without a command: go on with the unfinished visit, or start one.

    Weak hands: numbers and Enter do everything, one key after the other, in your own time. With
    --one-key a choice needs no Enter.

    Dictation: say the number or the words, such as "Seven.", "right hand" or "go back", then Enter.
    What was understood is read back.

    Screen reader: with --plain each question is said once, in order, in lines of plain text. With
    --quiet-hints the keys are not said each time; h tells them, r says the question again.
    """
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        _begin(options)
    else:
        _hand_down(context, context.invoked_subcommand, options)


def _begin(options: RunOptions) -> None:
    from mmn_check.session.conversation import begin  # noqa: PLC0415 - loads terminal and bank

    begin(options)


def _hand_down(context: typer.Context, name: str, options: RunOptions) -> None:
    """Take what stands before a command for the command's own options.

    Raises:
        WrongUseError: if the command knows no such option; plain text is fine for all.
    """
    command = cast("TyperGroup", context.command).commands[name]
    said = ((one.name, getattr(options, one.name)) for one in OF_ASKING)
    given = {option: value for option, value in said if value}
    known = {PLAIN.name, *(option.name for option in command.params)}
    for option in (one for one in given if one not in known):
        why = tr(
            "{option} does not go with {name}. Without it: mmn-check {name}",
            option=written(option),
            name=name,
        )
        if name == "bank" and option == "bank":
            why = f"To name a bank's folder, put it last: mmn-check bank check {given[option]}"
        raise WrongUseError(why)
    context.default_map = {name: given}


@with_options(*OF_ASKING)
def start(
    *,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="FILE", help="Take the answers from a file; ask nothing."
        ),
    ] = None,
    options: RunOptions,
) -> None:
    """Start a new visit."""
    if answers is None:
        _begin(replace(options, new=True))
        return
    from mmn_check.session.kept_visits import keep_answers  # noqa: PLC0415 - hardly ever needed

    for line in keep_answers(options, answers, tell=lambda one: typer.echo(one, err=True)):
        tell(line)


@with_options(*OF_ASKING)
def diary(
    *,
    day: Annotated[
        str | None,
        typer.Option("--day", metavar="DATE", help="Another day than today: yesterday, or a date."),
    ] = None,
    options: RunOptions,
) -> None:
    """One minute between visits: how it is today, a dose, what is new."""
    from mmn_check.session.diary_sitting import keep_day  # noqa: PLC0415 - loads terminal and bank

    keep_day(options, day=day)


@with_options(*OF_ASKING)
def change(visit: VisitName = None, *, options: RunOptions) -> None:
    """Answer some questions of a visit again."""
    from mmn_check.session import conversation  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.session.run import Session  # noqa: PLC0415 - the same

    conversation.change(Session.of(options, visit=visit), name=visit)


@with_options(PLAIN_ALREADY, LANGUAGE)
def visits(*, options: RunOptions) -> None:
    """List every visit kept: when, how far, where."""
    from mmn_check.session import kept_visits  # noqa: PLC0415 - loads where visits are kept

    _speak(options)
    for line in kept_visits.visit_lines():
        tell(line)


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
    if every and visit is not None:
        raise WrongUseError(tr("Name a visit, or say --all, not both."))
    typer.echo(kept_visits.forget(visit, every=every, yes=yes, tell=tell))


@with_options(PLAIN_ALREADY)
def where() -> None:
    """Print the folder that holds your answers. Nobody else sees them."""
    folder = data_folder()  # exact for another program, safe to look at for a person
    typer.echo(path_shown(folder) if sys.stdout.isatty() else os.fsencode(folder))


def _speak(options: RunOptions) -> None:
    from mmn_check.session.run import speak_for  # noqa: PLC0415 - loads what reads banks

    speak_for(shipped_bank(), asked=options.language, visit=None)


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
        tell("\n".join(term.word for term in words))
        return
    word = " ".join(said)
    found, near = _look_up(words, word)
    if found is None:
        why = [tr("{word} is not in the glossary.", word=word)]
        if fear := _answer_to_fear(session.bank, word):
            why.append(fear)
        elif near:
            why.append(tr("Did you mean: {words}?", words=", ".join(near)))
        why.append(f"{tr('For all: mmn-check explain')}{session.bank_named}")
        raise MmnCheckError(" ".join(why))
    tell(f"{found.word}: {found.meaning}")


def _answer_to_fear(bank: Bank, word: str) -> str:
    """The bank's text for who asks whether it is that illness, if the word is the name of one."""
    from mmn_check.interview.concerns import concerns_in  # noqa: PLC0415 - only this command's

    asked = (one for one in concerns_in(bank, f"{word}?") if one.to_ask)
    return next((bank.texts[one.say].text for one in asked), "")


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
