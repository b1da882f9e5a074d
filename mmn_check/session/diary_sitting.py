"""One day of the diary: which day it is, which entry, and the interview about it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import islice
from uuid import uuid4

from mmn_check.bank.model import Bank
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.i18n import day_in_words, tr, tr_n
from mmn_check.interview.menus import choose
from mmn_check.interview.os_signals import honest_exits
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.session.conversation import LOOKED_BACK, wizard_of
from mmn_check.session.run import Session, now
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.diary_file import DiaryFile, line_of, read_days
from mmn_check.text_safety import safe
from mmn_check.understanding.dates import AskedDate, Clock, read_date
from mmn_check.visit.diary import DayEntry, Diary, last_told, of_day
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.visit import Visit

ABOUT = "diary"
"""The fixed text with which a day begins; a bank may do without."""


def keep_day(options: RunOptions, *, day: str | None) -> None:
    """Ask about one day, today if none is said, and keep it in the diary.

    Raises:
        WrongUseError: if what is said is not one day, or the bank has no diary.
        MmnCheckError: if there is no visit whose parts and tasks a day could ask about.
        StoppedError, InterruptedByPersonError, NoTerminalError: as a visit's interview does.
    """
    session = Session.of(options)
    bank, today = session.bank, now().date()
    if bank.diary is None:
        raise WrongUseError(tr("This question bank has no diary."))
    meant = today if day is None else _day_meant(day, today, session.language)
    behind = _newest_visit(session, bank)
    prompter = session.prompter
    prompter.one_key = options.one_key or behind.one_key
    file = DiaryFile(session.store.folder)
    with honest_exits(lambda: _where_diary_is(session, file)), file.lock() as is_alone:
        if not is_alone:
            prompter.show(tr("This disk cannot tell that the diary is open in another window."))
        kept = read_days(file, bank, back_from=meant)
        for sentence in kept.sentences:
            prompter.show(sentence)
        if meant > today:
            meant = _day_confirmed(prompter, meant, today)
        _ask(session, file, kept, day=meant, behind=behind)


def _ask(session: Session, file: DiaryFile, kept: Diary, *, day: date, behind: Visit) -> None:
    """Ask about the day, or let an entry of it be put right."""
    bank, entries, prompter = kept.bank, kept.entries, session.prompter
    entry = _entry_meant(prompter, entries, day)
    asked = bank.of_a_day
    number = entry.number if entry else 1 + max((one.number for one in entries), default=0)
    visit = replace(_day_as_visit(bank, day, entry, behind=behind), one_key=prompter.one_key)

    def save(changed: Visit, course: Course) -> None:
        counts = course.answers.keys()
        file.save(line_of(asked, changed, counts, day=day, number=number))

    told = partial(last_told, asked, entries, before=day)
    wizard = wizard_of(session, asked, visit, save=save, last_time=told)
    prompter.show(tr("Diary, {day}", day=day_in_words(day)))
    if ABOUT in bank.texts:
        prompter.show(bank.texts[ABOUT].text)
    if entry:
        wizard.review()
    wizard.interview.run()
    said = sum(answer.given for answer in wizard.interview.course.answers.values())
    kept_now = tr_n(
        "Kept for {day}: {count} answer.",
        "Kept for {day}: {count} answers.",
        said,
        day=day_in_words(day),
    )
    prompter.show(kept_now)
    of_day = "" if day == now().date() else f" --day {day.isoformat()}"
    again = of_day + session.bank_named
    prompter.show(tr("To put it right: mmn-check diary{again}", again=again))
    wizard.recall_signs()


def _day_as_visit(bank: Bank, day: date, entry: DayEntry | None, *, behind: Visit) -> Visit:
    """A day as what is asked about it; with the answers of the entry that is put right, if any."""
    visit = Visit(
        name=day.isoformat(),
        bank_id=bank.id,
        bank_version=bank.version,
        started=now().replace(microsecond=0),
        depth=3,
        answers=entry.answers if entry else {},
        behind=course_of(bank, behind).background,
        identifier=(entry.identifier if entry else None) or str(uuid4()),
    )
    open_now = {key[0] for key in course_of(bank.of_a_day, visit).answers}
    counted = frozenset(key[0] for key in visit.answers if key[0] not in open_now)
    return replace(visit, counted=counted)


def _entry_meant(
    prompter: TerminalPrompter, entries: Sequence[DayEntry], day: date
) -> DayEntry | None:
    """The entry of this day that is to be put right; None for a new one."""
    there = of_day(entries, day)
    if not there:
        return None
    options = [tr("Put right the entry of {time}", time=f"{one.written:%H:%M}") for one in there]
    options.append(tr("Add one more entry for this day"))
    picked = choose(prompter, tr("{day} is in the diary.", day=day_in_words(day)), options)
    return there[picked] if picked < len(there) else None


def _day_meant(typed: str, today: date, language: str) -> date:
    """The one day that is said, which may be still to come.

    Raises:
        WrongUseError: if it is none, or vague.
    """
    read = read_date(typed, language, clock=Clock(today=today), future=False)
    dates = read.readings if isinstance(read, AskedDate) else (read,)
    if len(dates) == 1 and dates[0].earliest == dates[0].latest and not dates[0].about:
        with suppress(ValueError):  # a month, or a year
            return date.fromisoformat(dates[0].earliest or "")
    why = tr("“{words}” is not one day.", words=safe(typed))
    how = tr("Say which, such as --day yesterday or --day {day}", day=today.isoformat())
    raise WrongUseError(f"{why} {how}")


def _newest_visit(session: Session, bank: Bank) -> Visit:
    """The newest visit with answers: its parts, tasks and treatments are what a day asks about."""
    store = session.store
    if not store.names():
        why = tr(
            "The diary asks about the parts, tasks and treatments of your newest visit, and "
            "there is none yet. To begin one: mmn-check"
        )
        raise MmnCheckError(f"{why}{session.bank_named}")
    newest = (one for one in islice(store.readable(bank), LOOKED_BACK) if one.answers)
    return next(newest, None) or store.open(None, bank)


def _day_confirmed(prompter: TerminalPrompter, day: date, today: date) -> date:
    """The day that is meant, where the one that was said is still to come."""
    options = (
        tr("Today, {day}", day=day_in_words(today)),
        tr("It is right: {day}", day=day_in_words(day)),
    )
    asked = tr("{day} is still to come. Which day is meant?", day=day_in_words(day))
    return (today, day)[choose(prompter, asked, options)]


def _where_diary_is(session: Session, file: DiaryFile) -> str:
    if not file.is_there():
        return tr("Nothing is kept.")
    said = tr(
        "What was answered is in {path}\nGo on with: mmn-check diary",
        path=safe(str(file.path), 400),
    )
    return f"{said}{session.bank_named}"
