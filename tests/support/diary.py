"""Days of an invented person, typed at the interview and kept as the program keeps them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from mmn_check.bank.model import Bank
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.interview.interview import Interview
from mmn_check.storage.diary_file import DiaryFile, line_of, read_days
from mmn_check.visit.diary import DayEntry, last_told
from mmn_check.visit.flow import course_of
from mmn_check.visit.visit import Visit
from tests.support.scripted import Scripted
from tests.visits.walking import FOLDER, told

TYPED = FOLDER / "wears_off.days.txt"
MADE = date(2026, 11, 28)


@cache
def with_diary_bank() -> Bank:
    """The shipped bank with its diary, read once."""
    return read_bank(shipped_bank())


def days_typed(folder: Path) -> DiaryFile:
    """The diary to which the typed days lead."""
    bank, file = with_diary_bank(), DiaryFile(folder)
    behind = course_of(bank, told("wears_off")).background
    for line in TYPED.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            day, *typed = line.split(" | ")
            _type(bank, file, date.fromisoformat(day), typed, _empty(bank, behind, day))
    return file


def _empty(bank: Bank, behind: object, day: str) -> Visit:
    return Visit(
        name=day,
        bank_id=bank.id,
        bank_version=bank.version,
        started=datetime.combine(date.fromisoformat(day), time(20), UTC),
        depth=3,
        behind=behind,  # type: ignore[arg-type]
    )


def _type(bank: Bank, file: DiaryFile, day: date, typed: list[str], visit: Visit) -> None:
    entries = read_days(file, bank).entries
    number = len(entries) + 1
    interview = Interview(
        bank.of_a_day,
        visit,
        Scripted(typed),
        save=lambda changed, course: file.save(
            line_of(bank.of_a_day, changed, course.answers.keys(), day=day, number=number)
        ),
        now=lambda: visit.started,
        glossary=tuple,
        last_time=lambda: last_told(bank.of_a_day, entries, before=day),
    )
    interview.run()


@cache
def three_months() -> tuple[DayEntry, ...]:
    """The days of the person whose treatment wears off, typed one by one."""
    import tempfile  # noqa: PLC0415 - once a run

    with tempfile.TemporaryDirectory() as folder:
        return read_days(days_typed(Path(folder)), with_diary_bank()).entries
