"""Every command of a person: a visit and its diary, what is kept, and what is made to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from mmn_check import __version__
from mmn_check.bank.records import Record
from mmn_check.cli import OF_A_PAGE, OF_ASKING, VisitName, arg, opt, tell, with_options
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.i18n import tr
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.safe_files import data_folder, path_shown
from mmn_check.text_safety import harmless

if TYPE_CHECKING:
    from mmn_check.bank.model import Bank, Term
    from mmn_check.output.delivery import Target
    from mmn_check.output.pdf import Paper
    from mmn_check.session.run import Session
    from mmn_check.storage.visit_store import VisitStore
    from mmn_check.summary.summary_model import Summary
    from mmn_check.visit.visit import Visit


@with_options(*OF_ASKING)
def begin(
    context: typer.Context,
    *,
    options: RunOptions,
    version: Annotated[bool, opt("--version", "Print the version.")] = False,
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
        from mmn_check.session.conversation import begin_or_go_on

        begin_or_go_on(options)


@with_options(*OF_ASKING)
def start(
    *,
    answers: Annotated[
        Path | None, opt("--answers", "Take the answers from a file; ask nothing.", metavar="FILE")
    ] = None,
    options: RunOptions,
) -> None:
    """Start a new visit."""
    if answers is None:
        from mmn_check.session.conversation import begin_or_go_on

        begin_or_go_on(replace(options, new=True))
        return
    from mmn_check.session.kept_visits import keep_answers

    for line in keep_answers(options, answers, tell=lambda one: typer.echo(one, err=True)):
        tell(line)


@with_options(*OF_ASKING)
def diary(
    *,
    day: Annotated[
        str | None, opt("--day", "Another day than today: yesterday, or a date.", metavar="DATE")
    ] = None,
    options: RunOptions,
) -> None:
    """One minute between visits: how it is today, a dose, what is new."""
    from mmn_check.session.diary_sitting import keep_day

    keep_day(options, day=day)


@with_options(*OF_ASKING)
def change(visit: VisitName = None, *, options: RunOptions) -> None:
    """Answer some questions of a visit again."""
    from mmn_check.session import conversation
    from mmn_check.session.run import Session

    conversation.change_answers(Session.of(options, visit=visit), name=visit)


@with_options("plain", "language")
def visits(*, options: RunOptions) -> None:
    """List every visit kept: when, how far, where."""
    from mmn_check.session import kept_visits
    from mmn_check.session.run import Session

    Session.of(options)  # from now on its language is spoken
    for line in kept_visits.visit_lines():
        tell(line)


@with_options("plain", "language")
def forget(
    visit: VisitName = None,
    *,
    every: Annotated[bool, opt("--all", "Every visit and the folder itself.")] = False,
    yes: Annotated[bool, opt("--yes", "Do not ask first.")] = False,
    options: RunOptions,
) -> None:
    """Delete a visit, or all of them, for good."""
    from mmn_check.session import kept_visits
    from mmn_check.session.run import Session

    Session.of(options)  # from now on its language is spoken
    if every and visit is not None:
        raise WrongUseError(tr("Name a visit, or say --all, not both."))
    typer.echo(kept_visits.forget_visits(visit, every=every, yes=yes, tell=tell))


@with_options("plain")
def where() -> None:
    """Print the folder that holds your answers. Nobody else sees them."""
    folder = data_folder()  # exact for another program, safe to look at for a person
    typer.echo(path_shown(folder) if sys.stdout.isatty() else os.fsencode(folder))


@with_options(*OF_A_PAGE)
def explain(
    said: Annotated[list[str] | None, arg("[WORD]", "The word to explain.")] = None,
    *,
    options: RunOptions,
) -> None:
    """Explain a word that doctors use; without one, list the words."""
    from mmn_check.session.run import Session

    session = Session.of(options)
    words = session.words()
    if not said:
        tell("\n".join(term.word for term in words))
        return
    word = " ".join(said)
    by_name = {name.lower(): term for term in words for name in (term.word, *term.also)}
    if found := by_name.get(word.strip().lower()):
        tell(f"{found.word}: {found.meaning}")
        return
    why = [tr("{word} is not in the glossary.", word=word)]
    if fear := _answer_to_fear(session.bank, word):
        why.append(fear)
    elif near := _near(by_name, word.strip().lower()):
        why.append(tr("Did you mean: {words}?", words=", ".join(near)))
    why.append(f"{tr('For all: mmn-check explain')}{session.bank_named}")
    raise MmnCheckError(" ".join(why))


def _answer_to_fear(bank: Bank, word: str) -> str:
    """The bank's text for who asks whether it is that illness, if the word is the name of one."""
    from mmn_check.interview.concerns import concerns_in

    asked = (one for one in concerns_in(bank, f"{word}?") if one.to_ask)
    return next((bank.texts[one.say].text for one in asked), "")


def _near(by_name: Mapping[str, Term], wanted: str) -> Iterable[str]:
    """The words that are nearest to what is wanted, or hold it."""
    from difflib import get_close_matches

    parts = [name for name in by_name if wanted and wanted in name]
    near = get_close_matches(wanted, by_name, n=3, cutoff=0.6)
    return dict.fromkeys(by_name[name].word for name in (*parts, *near))


PaperName = Literal["a4", "letter"]


class FileOptions(Record):
    """Where a page goes, as it was asked for."""

    output: str | None = None
    paper: PaperName | None = None
    force: bool = False


to_a_file = with_options("output", "paper", "force", of=FileOptions)

OutputFormat = Literal["terminal", "text", "pdf", "fhir"]
"""What a summary is made into."""
ENDINGS: dict[str, OutputFormat] = {".txt": "text", ".pdf": "pdf", ".json": "fhir"}


def format_for(form: OutputFormat | None, output: str | None) -> OutputFormat:
    """What to make: what was asked for; else what the file's ending says, or text, or the screen.

    Raises:
        WrongUseError: if ending and form disagree, or nothing can be made of this ending.
    """
    ending = ending_of(output)
    if form == "terminal" and output:
        raise WrongUseError(tr("--format terminal is for the screen. For a file: --format text"))
    if form:
        refuse_other_ending(output, form)
        return form
    if ending and ending not in ENDINGS:
        why = tr("It cannot be told from {file} what to make.", file=output)
        raise WrongUseError(f"{why} {tr('End it in .pdf, .txt or .json, or say --format.')}")
    return ENDINGS.get(ending, "text" if output else "terminal")


def refuse_other_ending(output: str | None, form: OutputFormat) -> None:
    """Raise WrongUseError if the name of a file says that it is of another form."""
    if ENDINGS.get(ending_of(output), form) is not form:
        right = next(ending for ending, one in ENDINGS.items() if one is form)
        why = tr("{file} does not end as a file of the form {form} does.", file=output, form=form)
        raise WrongUseError(f"{why} {tr('End it in {ending}.', ending=right)}")


def ending_of(output: str | None) -> str:
    """The ending of a file's name, as ".pdf"; none of a folder's or of standard output."""
    path = Path(output or "")
    return "" if path.is_dir() else path.suffix.casefold()


EXAMPLE_DAY = datetime(2026, 11, 21, 9, 12, tzinfo=UTC)
"""The day on which the invented person answers."""
PAPERS: dict[PaperName, Paper] = {"a4": "a4", "letter": "us-letter"}


Form = Annotated[
    OutputFormat | None, opt("--format", "What to make of it; else what FILE ends in, .pdf or so.")
]
Pages = Annotated[int | None, opt("--pages", "1: page 1 alone.", min=1, max=1)]
Patient = Annotated[
    str | None, opt("--patient", "FHIR: whose it is, Patient/123 or SYSTEM|NUMBER.", metavar="REF")
]


@with_options(*OF_A_PAGE)
@to_a_file
def summary(  # noqa: PLR0913 - a command's options are its arguments
    visit: VisitName = None,
    *,
    form: Form = None,
    to: FileOptions,
    pages: Pages = None,
    patient: Patient = None,
    options: RunOptions,
) -> None:
    """Read a summary, or make it text, a page to print or a file for a clinic's system (FHIR)."""
    from mmn_check.interview.question_screen import unfit_lines
    from mmn_check.output import delivery
    from mmn_check.session.run import summary_with_days

    session, target = _begun(options, to, visit=visit)
    form = format_for(form, to.output)
    idle = "--pages" if pages and form == "fhir" else ""
    if idle or (patient is not None and form != "fhir"):
        option = idle or "--patient"
        why = tr("{option} does not go with --format {form}.", option=option, form=form)
        raise WrongUseError(why)
    loaded = session.bank
    kept = session.store.open(visit, loaded)
    made, diary = summary_with_days(session, kept)
    told = [*unfit_lines(loaded, kept), *(diary.sentences if diary else ())]
    _say_where(None, also="\n".join(told))
    if form == "fhir":
        kept = session.store.identified(kept, loaded)
        clinic = delivery.Clinic(patient=patient, diary=diary)
        _say_where(delivery.deliver_fhir(loaded, kept, target, summary=made, clinic=clinic))
        return
    _deliver(made, target, form, session, first_page=pages == 1)


@with_options("plain", "language")
@to_a_file
def example(*, to: FileOptions, options: RunOptions) -> None:
    """See page 1 of an invented person, before you begin."""
    from mmn_check.storage.answers_file import read_answers
    from mmn_check.summary.summarize import summarize

    form = format_for(None, to.output)
    if form == "fhir":
        why = tr("An example is made to be read. End {file} in .pdf or .txt.", file=to.output)
        raise WrongUseError(why)
    session, target = _begun(options, to)
    bank = session.bank
    spoken = session.bank_folder / f"example.{session.language}.yaml"
    path = spoken if spoken.is_file() else session.bank_folder / "example.yaml"
    visit = read_answers(path, bank, EXAMPLE_DAY)
    made = summarize(bank, visit, today=EXAMPLE_DAY.date())
    _deliver(made, target, form, session, first_page=True)


def _deliver(
    made: Summary, target: Target, form: OutputFormat, session: Session, *, first_page: bool
) -> None:
    """Print or save a summary for people to read."""
    from mmn_check.output import delivery
    from mmn_check.output.text import print_summary

    if form == "terminal":
        print_summary(made, session.console(), plain=session.plain, first_page=first_page)
    elif form == "pdf":
        path, not_shown = delivery.deliver_page(made, target, first_page=first_page)
        _say_where(path, also=not_shown)
    else:
        _say_where(delivery.deliver_text(made, target, first_page=first_page))


@with_options(*OF_A_PAGE)
@to_a_file
def paper(
    *,
    depth: Annotated[int, typer.Option(min=1, max=3, help="1 short, 2 core, 3 everything.")] = 2,
    to: FileOptions,
    options: RunOptions,
) -> None:
    """Make a blank form to fill in by hand (PDF)."""
    from mmn_check.interview.wizard import DEPTHS
    from mmn_check.output import delivery
    from mmn_check.session.run import now

    session, target = _begun(options, to)
    refuse_other_ending(to.output, "pdf")
    deep, today = DEPTHS[depth - 1], now().date()
    path, how_long = delivery.deliver_form(session.bank, target, depth=deep, today=today)
    _say_where(path, also=how_long if path else "")


def _begun(
    options: RunOptions, to: FileOptions, *, visit: str | None = None
) -> tuple[Session, Target]:
    """The run, about a visit if one is meant, and where what it makes goes."""
    from mmn_check.output.delivery import Target
    from mmn_check.session.run import Session

    session, paper = Session.of(options, visit=visit), PAPERS[to.paper] if to.paper else None
    named = session.bank_named
    return session, Target(output=to.output, force=to.force, paper=paper, bank_named=named)


def _say_where(path: Path | None, *, also: str = "") -> None:
    """Say on standard error where a file is: standard output may be the file itself."""
    for sentence in (tr("Saved as {path}", path=path) if path else "", also):
        if sentence:
            tell(harmless(sentence), err=True)


OldVisit = Annotated[
    str | None, arg("[OLD]", "The earlier visit, as `visits` shows it; else the one before.")
]
NewVisit = Annotated[str | None, arg("[NEW]", "The later visit; else the newest.")]


@with_options(*OF_A_PAGE)
@with_options("output", "force", of=FileOptions)
def compare(
    old: OldVisit = None, new: NewVisit = None, *, to: FileOptions, options: RunOptions
) -> None:
    """Show what changed between two visits, in your own words.

    Without a visit: the newest that is finished, and the one before.
    """
    from mmn_check.output import delivery
    from mmn_check.output.text import print_summary
    from mmn_check.session.run import diary_with, now
    from mmn_check.summary.diary_pages import with_days_between
    from mmn_check.summary.visit_changes import tell_changes

    session, target = _begun(options, to, visit=new)
    refuse_other_ending(to.output, "text")
    loaded, store = session.bank, session.store
    if old is not None:
        first, second = (store.open(one, loaded, as_kept=True) for one in (old, new))
    else:
        first, second = _latest_two(store, loaded)
    was, later = _oldest_first(store, first, second)
    turned = old is not None and was is not first
    made = tell_changes(loaded, was, later, today=now().date(), turned=turned)
    ends = was.started.date(), later.started.date()
    diary = diary_with(session, later, until=ends[1])
    made = with_days_between(made, diary, was=ends[0], now=ends[1])
    if to.output is None:
        print_summary(made, session.console(), plain=session.plain)
        return
    _say_where(delivery.deliver_text(made, target, name="visit-changes"))


def _latest_two(store: VisitStore, bank: Bank) -> tuple[Visit, Visit]:
    """The newest finished visit and the one before; what is not finished, where there is no other.

    Raises:
        MmnCheckError: if there are not two that have answers and can be read.
    """
    finished: list[Visit] = []
    begun: list[Visit] = []
    for visit in store.readable(bank, as_kept=True):
        if visit.answers:
            (finished if visit.finished else begun).append(visit)
        if len(finished) == 2:
            break
    # Beside one that is finished: the newest of those begun before it, else of the others.
    begun.sort(key=lambda one: bool(finished) and one.started >= finished[0].started)
    both = [*finished, *begun]
    if len(both) < 2:
        why = tr("There are not two visits to compare yet. For those kept: mmn-check visits")
        raise MmnCheckError(why)
    return both[1], both[0]


def _oldest_first(store: VisitStore, first: Visit, second: Visit) -> tuple[Visit, Visit]:
    """The visits in the order of time.

    Raises:
        MmnCheckError: if they are one and the same.
    """
    if first.name == second.name:
        why = tr("Both are visit {name}.", name=first.name)
        raise MmnCheckError(f"{why} {tr('Name another one; to see them: mmn-check visits')}")
    names = store.names()  # the newest first
    was, later = sorted((first, second), key=lambda one: (one.started, -names.index(one.name)))
    return was, later
