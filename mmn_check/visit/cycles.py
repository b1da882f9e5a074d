"""The days of a diary by how long after a dose they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.visit.diary import DayEntry, had_dose, in_time

ONE_DAY = timedelta(days=1)


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
    rounds = _in_a_row(sorted({one.day for one in ordered if had_dose(bank, one)}))
    starts = [days[0] for days in rounds]
    before = tuple(one for one in ordered if not starts or one.day < starts[0])
    found = [Cycle(dose=None, entries=before)] if before else []
    for at, days in enumerate(rounds):
        end = starts[at + 1] if at + 1 < len(starts) else date.max
        within = tuple(one for one in ordered if days[0] <= one.day < end)
        found.append(Cycle(dose=days[0], dose_days=tuple(days), entries=within))
    return tuple(found)


def _in_a_row(days: Sequence[date]) -> list[list[date]]:
    """Days in runs without a gap."""
    runs: list[list[date]] = []
    for day in days:
        if runs and day - runs[-1][-1] == ONE_DAY:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs
