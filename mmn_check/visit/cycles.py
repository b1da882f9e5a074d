"""The days of a diary by how long after a dose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.visit.diary import DayEntry, had_dose, in_time


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
