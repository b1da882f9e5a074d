"""One day of the diary: which day it is, which entry, and the interview about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from uuid import uuid4

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.i18n import day_in_words, tr, tr_n
from mmn_check.interview.interview import Interview
from mmn_check.interview.menus import choose
from mmn_check.interview.signals import honest_exits
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.interview.wizard import Wizard
from mmn_check.session import RunOptions
from mmn_check.session.conversation import LOOKED_BACK, parts_of, prompter_of
from mmn_check.session.run import Session, now
from mmn_check.storage.diary_file import DiaryFile, read_days
from mmn_check.text_safety import shown
from mmn_check.understanding.dates.reading import Clock, UnlikelyDate, read_date
from mmn_check.visit.diary import DayEntry, last_told, of_day
from mmn_check.visit.flow import background_of, course_of
from mmn_check.visit.values import RoughDate, first_day
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
    bank = session.bank(diary=True)
    if bank.diary is None:
        raise WrongUseError(tr("This question bank has no diary."))
    today = now().date()
    meant = _day_meant(day, today, session.language) if day is not None else today
    behind = _newest_visit(session, bank)
    prompter = prompter_of(session)
    prompter.one_key = options.one_key or behind.one_key
    file = DiaryFile(session.store().folder)
    with honest_exits(lambda: _where(session, file)), file.lock() as is_alone:
        if not is_alone:
            prompter.show(tr("This disk cannot tell that the diary is open in another window."))
        kept = read_days(file, bank, back_from=meant)
        for sentence in kept.sentences:
            prompter.show(sentence)
        if meant > today:
            meant = _confirmed(prompter, meant, today)
        _tell_of_clock(prompter, kept.entries)
        entries = kept.entries
        sitting = _Sitting(
            session=session, bank=bank, prompter=prompter, file=file, entries=entries, day=meant
        )
        sitting.hold(behind)


class _Sitting(Record):
    """One sitting at the diary, its lock held."""

    session: Session
    bank: Bank
    prompter: TerminalPrompter
    file: DiaryFile
    entries: Sequence[DayEntry]
    day: date

    def hold(self, behind: Visit) -> None:
        """Ask about the day, or let an entry of it be put right."""
        asked = self.bank.of_a_day
        entry = self._entry_meant()
        visit = Visit(
            name=self.day.isoformat(),
            bank_id=self.bank.id,
            bank_version=self.bank.version,
            started=now().replace(microsecond=0),
            depth=3,
            one_key=self.prompter.one_key,
            behind=background_of(self.bank, behind),
            identifier=(entry.identifier if entry else None) or str(uuid4()),
        )
        if entry:
            visit = replace(visit, answers=entry.answers)
            open_now = {key[0] for key in course_of(asked, visit).answers}
            counted = frozenset(key[0] for key in entry.answers if key[0] not in open_now)
            visit = replace(visit, counted=counted)
        last = max((one.number for one in self.entries), default=0)
        number = entry.number if entry else last + 1
        parts = parts_of(
            self.session,
            self.prompter,
            save=lambda changed, course: self.file.save(
                asked, changed, course.answers.keys(), day=self.day, number=number
            ),
            last_time=lambda: last_told(asked, self.entries, before=self.day),
        )
        interview = Interview(asked, visit, parts)
        self._open()
        if entry:
            Wizard(asked, interview=interview).review()
        interview.run()
        self._close(interview)

    def _open(self) -> None:
        self.prompter.show(tr("Diary, {day}", day=day_in_words(self.day)))
        if ABOUT in self.bank.texts:
            self.prompter.show(self.bank.texts[ABOUT].text)

    def _close(self, interview: Interview) -> None:
        said = sum(answer.given for answer in interview.course.answers.values())
        self.prompter.show(
            tr_n(
                "Kept for {day}: {count} answer.",
                "Kept for {day}: {count} answers.",
                said,
                day=day_in_words(self.day),
            )
        )
        again = "" if self.day == now().date() else f" --day {self.day.isoformat()}"
        again += self.session.bank_named
        self.prompter.show(tr("To put it right: mmn-check diary{again}", again=again))
        Wizard(self.bank.of_a_day, interview=interview).recall_signs()

    def _entry_meant(self) -> DayEntry | None:
        """The entry of this day that is to be put right; None for a new one."""
        there = of_day(self.entries, self.day)
        if not there:
            return None
        options = [
            tr("Put right the entry of {time}", time=f"{one.written:%H:%M}") for one in there
        ]
        sentence = tr("{day} is in the diary.", day=day_in_words(self.day))
        options.append(tr("Add one more entry for this day"))
        picked = choose(self.prompter, sentence, options)
        return there[picked] if picked < len(there) else None


def _day_meant(typed: str, today: date, language: str) -> date:
    """The one day that is said; it may be still to come.

    Raises:
        WrongUseError: if it is none, more than one, or vague.
    """
    read = read_date(typed, language, clock=Clock(today=today), future=False)
    rough = read.rough if isinstance(read, UnlikelyDate) else read
    match rough:
        case RoughDate(earliest=str(one), latest=str(other), about=False) if one == other and len(
            one
        ) == len(today.isoformat()):
            return first_day(one)
        case _:
            raise WrongUseError(
                tr(
                    "“{words}” is not one day. Say which, such as --day yesterday or --day {day}",
                    words=shown(typed),
                    day=today.isoformat(),
                )
            )


def _newest_visit(session: Session, bank: Bank) -> Visit:
    """The newest visit with answers: its parts, tasks and treatments are what a day asks about."""
    store = session.store()
    if not store.names():
        why = tr(
            "The diary asks about the parts, tasks and treatments of your newest visit, and "
            "there is none yet. To begin one: mmn-check"
        )
        raise MmnCheckError(f"{why}{session.bank_named}")
    newest = (one for one in islice(store.readable(bank), LOOKED_BACK) if one.answers)
    return next(newest, None) or store.open(None, bank)


def _confirmed(prompter: TerminalPrompter, day: date, today: date) -> date:
    """The day that is meant, where the one that was said is still to come."""
    options = (
        tr("Today, {day}", day=day_in_words(today)),
        tr("It is right: {day}", day=day_in_words(day)),
    )
    asked = tr("{day} is still to come. Which day is meant?", day=day_in_words(day))
    return (today, day)[choose(prompter, asked, options)]


def _tell_of_clock(prompter: TerminalPrompter, entries: Sequence[DayEntry]) -> None:
    """Say so where an entry was written later than this machine says it is."""
    moment: datetime = now()
    last = max((one.written for one in entries), default=moment)
    if last > moment:
        prompter.show(
            tr(
                "This machine says that it is {now}, but the diary was written on {then}. One of "
                "the clocks is wrong. To name the day yourself, stop and use --day.",
                now=day_in_words(moment.date()),
                then=day_in_words(last.date()),
            )
        )


def _where(session: Session, file: DiaryFile) -> str:
    if not file.is_there():
        return tr("Nothing is kept.")
    said = tr(
        "What was answered is in {path}\nGo on with: mmn-check diary",
        path=shown(str(file.path), 400),
    )
    return f"{said}{session.bank_named}"
