"""The diary on disk: one file to which each day adds a line, JSON that a person can read.

    {"day": "2026-11-28", "entry": 41, "written": "2026-11-28T20:12:00+01:00", "answers": {...}}

What was there before a sitting stays as it is, to the byte. An entry that is put right gets a
line more with its number, and the last line of a number counts. While a day is being answered
its own line is written anew after each answer, as safely as a visit is.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import day_in_words, tr, tr_later, tr_n
from mmn_check.storage import safe_files
from mmn_check.storage.all_answers import FromWritten, as_written, notes_of
from mmn_check.storage.visit_file import UUID, moment_in
from mmn_check.text_safety import LINE, safe
from mmn_check.visit.diary import HALF_A_YEAR, DayEntry, Diary
from mmn_check.visit.values import Written
from mmn_check.visit.visit import Key, Visit

DIARY = "diary.jsonl"
LARGEST = 5_000_000
"""Bytes: 30 years of days."""
LONGEST = 20_000
"""Characters that one line may have to be looked at."""
DAMAGED = tr_later("{file}, line {line}, is no day that can be read: {why} It is left as it is.")
MISFIT = tr_later("{file}, line {line}: {why} It is left as it is.")
TOO_LARGE = tr_later("Cannot write {file}: it would be too large. Give a shorter answer.")
PARTS = ("answers", "not_sure", "skipped", "declined", "set_aside", "notes")


class DiaryLine(Record):
    """One line that is an entry, not yet held against a bank."""

    at: int
    """Which line of the file it is, from 1."""
    entry: DayEntry
    """As yet without its answers."""
    bank: str
    data: Mapping[str, Written]


class DiaryFile:
    """The diary of a folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / DIARY
        self._kept = b""
        """What the file held before this sitting."""
        # Where none was there, any that is there later is another program's.
        self._file = safe_files.SafeFile(self.path, known=b"", go_on=" diary")

    def is_there(self) -> bool:
        """Whether there is a diary."""
        return self.path.is_file()

    @contextmanager
    def lock(self) -> Iterator[bool]:
        """Hold the diary for this window alone; False where the disk knows no locks.

        Raises:
            BusyError: if another window holds it.
        """
        safe_files.private_folder(self.path.parent)
        busy = tr("The diary is open in another window. Go on there, or close that window first.")
        with self._file.held(busy=busy) as is_alone:
            yield is_alone

    def lines(self) -> tuple[tuple[DiaryLine, ...], tuple[str, ...]]:
        """The lines that count, in the order of their entries; a sentence on each damaged one.

        Raises:
            NotReadableError: if the file cannot be read.
        """
        if not self.is_there():
            return (), ()
        self._kept = self._file.read(limit=LARGEST)
        found: dict[tuple[int, str], DiaryLine] = {}
        damaged: list[str] = []
        for at, raw in enumerate(self._kept.split(b"\n"), start=1):
            if raw.strip():
                line = _entry_in_line(raw, at)
                if isinstance(line, DiaryLine):
                    found[line.entry.number, line.bank] = line
                else:
                    file = safe_files.path_shown(self.path)
                    damaged.append(tr(DAMAGED, file=file, line=at, why=line))
        return tuple(found[one] for one in sorted(found)), tuple(damaged)

    def save(self, line: str) -> None:
        """Keep an entry as it now is, as its line; when this returns, it is on the disk.

        Raises:
            NotWritableError: if it cannot be kept, or another program changed the file.
        """
        before = self._kept if self._kept.endswith(b"\n") or not self._kept else self._kept + b"\n"
        content = before + line.encode()
        if len(content) > LARGEST or len(line) > LONGEST:
            raise safe_files.NotWritableError(tr(TOO_LARGE, file=safe_files.path_shown(self.path)))
        self._file.write(content)

    def begin(self, lines: bytes) -> str:
        """Begin it with the entries of another machine; a sentence on what became of them.

        Raises:
            BusyError: if it is open in another window.
            NotWritableError: if it cannot be kept.
        """
        each = [one + b"\n" for one in lines[:LARGEST].splitlines()]
        whole = [one for one in each if isinstance(_entry_in_line(one, 1), DiaryLine)]
        with self.lock():
            if self.is_there():
                return tr("There is a diary here already: it stays as it is.")
            if whole:
                self._file.write(b"".join(whole))
        return tr_n(
            "{count} day of the diary is kept, too.",
            "{count} days of the diary are kept, too.",
            len(whole),
        )

    def forget(self) -> None:
        """Delete the diary for good.

        Raises:
            BusyError: if it is open in another window.
        """
        with self.lock():
            self._file.remove()

    def __str__(self) -> str:
        """As one line of a list."""
        try:
            lines, damaged = self.lines()
        except MmnCheckError as error:
            return safe(f"{DIARY}  {error}", LINE)
        days = sorted(line.entry.day for line in lines)
        said = tr_n("{count} entry", "{count} entries", len(lines))
        if days:
            first, last = day_in_words(days[0]), day_in_words(days[-1])
            said += ", " + tr("{first} to {last}", first=first, last=last)
        if count := len(damaged):
            said += "; " + tr_n(
                "{count} line cannot be read", "{count} lines cannot be read", count
            )
        return f"{tr('diary')}  {said}"


def read_days(
    file: DiaryFile, bank: Bank, *, until: date = date.max, back_from: date | None = None
) -> Diary:
    """The entries that answer this bank, of days up to `until`; `bank` has its diary.

    The half year back from a day, the last one if None, is read whole; of what is older only the
    days are: so a thousand of them take no time.

    Raises:
        NotReadableError: if the file cannot be read.
    """
    lines, damaged = file.lines()
    lines = tuple(one for one in lines if one.bank == bank.id and one.entry.day <= until)
    since = (back_from or max((one.entry.day for one in lines), default=date.max)) - HALF_A_YEAR
    sentences = list(damaged)
    entries: list[DayEntry] = []
    whole, name = bank.with_diary, safe_files.path_shown(file.path)
    for line in lines:
        entry = line.entry
        if entry.day > since:
            found = FromWritten(whole, line.data, started=entry.written)
            wrong = (safe(x.sentence, LINE) for x in found.problems if x.way[0] != "set_aside")
            sentences += [tr(MISFIT, file=name, line=line.at, why=why) for why in wrong]
            counts = {key: said for key, said in found.answers.items() if key[0] in found.counted}
            entry = replace(entry, answers=counts)
        entries.append(entry)
    return Diary(bank=bank, entries=tuple(entries), sentences=tuple(sentences))


def line_of(
    bank: Bank, visit: Visit, counts: Collection[Key] | None = None, *, day: date, number: int
) -> str:
    """An entry as it stands in the file; `counts` as `as_written` has it."""
    written = {
        "day": day.isoformat(),
        "entry": number,
        "id": visit.identifier,
        "written": visit.started.isoformat(timespec="seconds"),
        "bank": visit.bank_id,
        "version": visit.bank_version,
        **as_written(bank, visit, counts),
        "notes": notes_of(visit),
        "stop_card_shown": {one: when.isoformat() for one, when in visit.urgent_shown.items()},
    }
    said = {name: part for name, part in written.items() if part not in (None, "", [], {})}
    return f"{json.dumps(said, ensure_ascii=False)}\n"


def _entry_in_line(raw: bytes, at: int) -> DiaryLine | str:
    """What a line says; why it cannot be read, if it cannot."""
    if len(raw) > LONGEST * 4:
        return tr("It is too long.")
    try:
        data = json.loads(
            raw.decode("utf-8-sig"),
            parse_int=str,
            parse_float=str,
            parse_constant=lambda _: None,  # NaN and the like: no answer has them
            object_pairs_hook=_each_once,
        )
    except UnicodeDecodeError:
        return tr("This is not text in UTF-8.")
    except (ValueError, RecursionError):
        return tr("It is not whole.")
    match data:
        case {
            "day": str(day),
            "entry": str(number),
            "written": str(written),
            "bank": str(bank),
        } if number.isdecimal() and len(number) <= 6:
            name = str(data.get("id", ""))
        case _:
            return tr("Its day, entry, time or bank is missing.")
    try:
        entry = DayEntry(
            day=date.fromisoformat(day),
            number=int(number),
            written=moment_in(written),
            identifier=name if UUID.fullmatch(name) else None,
        )
    except (ValueError, OverflowError):
        return tr("Its day or time is none.")
    answers = {part: data[part] for part in PARTS if part in data}
    return DiaryLine(at=at, entry=entry, bank=bank, data=answers)


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table without a key that is there twice, or a value that no answer has."""
    table = dict(pairs)
    if len(table) < len(pairs) or any(one in (None, True, False) for one in table.values()):
        raise ValueError
    return table
