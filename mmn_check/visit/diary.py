"""The diary: what was told of one day between visits, and how long after a dose that was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from itertools import pairwise

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.visit.last_time import LastTime
from mmn_check.visit.values import Answer
from mmn_check.visit.visit import Key

HALF_A_YEAR = timedelta(days=183)
"""So many days are told with a visit: more than lies between two as a rule."""


class DayEntry(Record):
    """What was told of one day. A day may have several, each told by its own number."""

    day: date
    number: int
    """From 1, in the order of the file; an entry that was put right keeps it."""
    written: datetime
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    """Those that count: none of a branch that closed."""
    identifier: str | None = None
    """A random UUID, by which other systems know the entry for ever; None in a line without."""

    def number_at(self, question: str) -> float | None:
        """The number that was given to a question; None if none was."""
        answer = self.answers.get((question,))
        value = answer.value if answer else None
        return value if isinstance(value, int | float) else None


class Diary(Record):
    """What of a diary is told with a visit."""

    bank: Bank
    """With its diary."""
    entries: tuple[DayEntry, ...] = ()
    sentences: tuple[str, ...] = ()
    """What of its file cannot be used, each with its place."""
    until: date | None = None
    """The day with which it is told; that of the last entry, if None."""

    @property
    def lately(self) -> tuple[DayEntry, ...]:
        """The entries of the half year up to that day, in the order of time."""
        last = self.until or max((one.day for one in self.entries), default=date.max)
        return in_time(one for one in self.entries if one.day > last - HALF_A_YEAR)


def of_day(entries: Iterable[DayEntry], day: date) -> tuple[DayEntry, ...]:
    """The entries of one day, in the order of their numbers."""
    return tuple(one for one in entries if one.day == day)


def in_time(entries: Iterable[DayEntry]) -> tuple[DayEntry, ...]:
    """The entries in the order of their days, and of their numbers within one."""
    return tuple(sorted(entries, key=lambda one: (one.day, one.number)))


def had_dose(bank: Bank, entry: DayEntry) -> bool:
    """Whether the question with the role `dose` was answered yes; `bank` is that of a day."""
    question = bank.by_role.get("dose")
    answer = entry.answers.get((question.id,)) if question else None
    return answer is not None and answer.value == "yes"


def last_told(bank: Bank, entries: Sequence[DayEntry], *, before: date) -> LastTime:
    """What was told last, up to a day, of each question that the bank marks to be offered again."""
    marked = [one.id for one in bank.questions() if one.as_last_time]
    told: dict[str, dict[Key, Answer]] = {}
    days: dict[str, date] = {}
    for entry in in_time(one for one in entries if one.day <= before):
        for question in marked:
            here = {key: one for key, one in entry.answers.items() if key[0] == question}
            if any(one.given for one in here.values()):
                told[question], days[question] = here, entry.day
    return LastTime(answers=told, days=days)


class Cycle(Record):
    """The entries from one dose to the next; those before any dose have none."""

    dose: date | None
    """Its first day: a dose may take several days in a row."""
    dose_days: tuple[date, ...] = ()
    entries: tuple[DayEntry, ...] = ()

    def days_since(self, day: date) -> int | None:
        """How many days after the first day of the dose a day is."""
        return (day - self.dose).days if self.dose else None


def cycles_of(bank: Bank, entries: Iterable[DayEntry]) -> tuple[Cycle, ...]:
    """The entries by the dose that they follow, in the order of time; `bank` is that of a day."""
    ordered = in_time(entries)
    doses = runs_of(sorted({one.day.toordinal() for one in ordered if had_dose(bank, one)}))
    starts = [date.fromordinal(first) for first, _ in doses]
    before = tuple(one for one in ordered if not starts or one.day < starts[0])
    found = [Cycle(dose=None, entries=before)] if before else []
    ends = pairwise([*starts, date.max])
    for (start, end), (first, last) in zip(ends, doses, strict=True):
        within = tuple(one for one in ordered if start <= one.day < end)
        days = tuple(map(date.fromordinal, range(first, last + 1)))
        found.append(Cycle(dose=start, dose_days=days, entries=within))
    return tuple(found)


def runs_of(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in order as runs without a gap, each by its ends."""
    runs: list[tuple[int, int]] = []
    for one in numbers:
        if runs and one - runs[-1][1] <= 1:
            runs[-1] = runs[-1][0], one
        else:
            runs.append((one, one))
    return runs
