"""A visit's file: what its first lines say, its header, all of it as a visit, and written."""

from __future__ import annotations

import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Mapping
from dataclasses import field, fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, get_args

from mmn_check.bank.model import Bank, Depth, is_later
from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.i18n import CODE, tr, tr_later
from mmn_check.os_files import open_to_read
from mmn_check.storage.all_answers import FromWritten, as_written, notes_of
from mmn_check.storage.documents import Document, yaml_text
from mmn_check.visit.pace import Pace
from mmn_check.visit.visit import Key, Visit

FORMAT = 1
"""The version of the file's format, under the key `mmn_check`."""


def visit_text(bank: Bank, visit: Visit, counts: Collection[Key] | None = None) -> str:
    """The text of a visit's file; `counts` as `as_written` has it."""
    header: dict[str, Any] = {
        "mmn_check": FORMAT,
        "bank": {"id": visit.bank_id, "version": visit.bank_version},
    }
    for key in HEADER_KEYS:
        if (value := _header_value(getattr(visit, FIELDS.get(key, key)))) or key == "finished":
            header[key] = value
    if notes := notes_of(visit):
        header["notes"] = notes
    return yaml_text(header | as_written(bank, visit, counts))


def _header_value(value: object) -> object:
    """What is written of a field; nothing where there is nothing to write."""
    match value:
        case bool():
            return "yes" if value else None
        case frozenset():
            return sorted(value)
        case Pace():
            told = {one.name: round(getattr(value, one.name), 1) for one in fields(Pace)}
            told |= {name: round(told[name]) for name in ("seconds", "writing")}
            return {name: number for name, number in told.items() if number}
        case _:
            return value


_LATER = re.compile("[1-9][0-9]*")
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[1-9]\d{0,5}", re.ASCII)
"""What a visit is called: its day and a number."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
ANSWERS = ("answers", "not_sure", "skipped", "declined", "set_aside")


SUFFIX = ".yaml"
LONG_ENOUGH = 512
"""Bytes in which the lines above the answers stand."""
EMPTY = "\nanswers: {}\nnot_sure: []\nskipped: []\ndeclined: []\nset_aside: {}\n"


class FirstLines:
    """What a file begins with says of its visit; None where that is not plain to see."""

    def __init__(self, stem: str, text: str) -> None:
        """`stem` is what the file is called, without its ending."""
        self.stem = stem
        self._text = f"\n{text}"

    def said(self, name: str) -> str | None:
        """What stands behind a name, such as `language`: no other line of YAML begins like this."""
        begin = f"\n{name}: "
        at = self._text.find(begin) + len(begin)
        return self._text[at:].partition("\n")[0].rstrip("\r") if at >= len(begin) else None

    @cached_property
    def started(self) -> datetime | None:
        """When the visit was begun."""
        return _moment_or_none(self.said("started"))

    @property
    def is_ours(self) -> bool:
        """Whether it begins as mmn-check writes the file of a visit."""
        return self.said("mmn_check") is not None and self.started is not None

    @property
    def is_called_so(self) -> bool:
        """Whether the file is called as it says itself, and as a visit of that day is."""
        day = f"\nstarted: {self.stem[:10]}T"
        is_so = f"\nvisit: {self.stem}\n" in self._text and day in self._text
        return is_so and NAME.fullmatch(self.stem) is not None

    @property
    def finished(self) -> datetime | None:
        """When the visit was finished."""
        return _moment_or_none(self.said("finished"))

    @property
    def is_empty(self) -> bool:
        """Whether it holds no answer at all."""
        return self._text.endswith(EMPTY)

    def may_be(self, other: FirstLines) -> bool:
        """Whether both may identify the same visit; files of an older version say nothing."""
        mine, its = self.said("id"), other.said("id")
        return mine is None or its is None or mine == its

    @property
    def age(self) -> tuple[str, int, float]:
        """By which visits are in order: the day they began, and a day's tenth after its ninth."""
        said = (self.is_ours and self.said("visit")) or self.stem
        day, _, number = said.rpartition("-") if NAME.fullmatch(said) else ("", "", "0")
        if self.started:
            day = self.started.date().isoformat()
        return day, int(number), self.started.timestamp() if self.started else 0.0


def first_lines_at(path: Path | os.DirEntry[str]) -> FirstLines:
    """What a file begins with; where it cannot be read, that says nothing."""
    try:
        descriptor = open_to_read(path, follow=False)
        try:
            raw = os.read(descriptor, LONG_ENOUGH).removeprefix(BOM_UTF8)
        finally:
            os.close(descriptor)
    except OSError:
        raw = b""
    return FirstLines(path.name.removesuffix(SUFFIX), raw.decode(errors="replace"))


def _moment_or_none(said: str | None) -> datetime | None:
    try:
        return moment_in(said) if said else None
    except (ValueError, OverflowError):
        return None


class Header(Record):
    """What stands above the answers; None where a file says nothing."""

    written_by_us: bool
    bank_id: str | None = None
    bank_version: str | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    """What it says of the visit, by field."""


def _matching(pattern: re.Pattern[str]) -> Callable[[str], str]:
    def parse(said: str) -> str:
        if not pattern.fullmatch(said):
            raise ValueError
        return said

    return parse


def moment_in(said: str) -> datetime:
    """A moment in ISO 8601, in the machine's zone if it names none; else ValueError."""
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo else moment.astimezone()


def _set_of_names(said: list[str]) -> frozenset[str]:
    if not (isinstance(said, list) and all(isinstance(one, str) for one in said)):
        raise TypeError
    return frozenset(said)


def _pace(said: Mapping[str, str]) -> Pace:
    """How fast the visit was answered; what is not plainly told is not known."""
    kinds = {one.name: type(getattr(Pace, one.name)) for one in fields(Pace)}
    return Pace(**{one: kinds[one](float(said[one])) for one in said if one in kinds})


def _bank_named(said: dict[str, Any]) -> tuple[str, str | None]:
    """The bank that is answered, and its version."""
    if not isinstance(said["id"], str) or said.keys() - {"id", "version"}:
        raise TypeError
    version = said.get("version")
    return said["id"], version if isinstance(version, str) else None


HeaderKind = tuple[Callable[[Any], object] | None, str]
"""How something is read (None for times, each by its question), and what it should be."""
_OURS = tr_later("This is written by mmn-check alone: leave it out.")
_TIME = (moment_in, tr_later("A time is written like this: 2026-11-21T09:12:33+01:00."))
_BANK = (_bank_named, tr_later('This should be the bank, such as {id: mmn, version: "1"}.'))
_TRUTH = ({"yes": True, "no": False}.__getitem__, tr_later("This is yes or no."))
_DEPTHS = {str(one): one for one in get_args(Depth)}
_ID = tr_later(
    "This is the visit's own number for other systems. Leave it as it is, or take "
    "the line out to get a new one."
)
_NAME = tr_later("A visit is called by its day and a number: 2026-11-21-1.")
HEADER_KEYS: Mapping[str, HeaderKind] = {
    "visit": (_matching(NAME), _NAME),
    "id": (_matching(UUID), _ID),
    "started": _TIME,
    "finished": _TIME,
    "amended": _TRUTH,
    "depth": (_DEPTHS.__getitem__, tr_later("The depth is 1, 2 or 3.")),
    "one_key": _TRUTH,
    "language": (_matching(CODE), tr_later("A language is called by its code, such as es.")),
    **dict.fromkeys(
        ("urgent_shown", "urgent_unticked", "urgent_asked"),
        (None, tr_later("These are times, each by its question.")),
    ),
    **dict.fromkeys(("as_before", "settled", "counted"), (_set_of_names, _OURS)),
    "pace": (_pace, _OURS),
}
"""What stands above the answers, in order."""
FIELDS = {"visit": "name", "id": "identifier"}
"""The fields of a visit that are called otherwise there."""


def header_of(document: Document) -> Header | None:
    """The header; None if the file is of a kind that this version cannot read."""
    if not _is_readable(document):
        return None
    known = ("mmn_check", "bank", "notes", *HEADER_KEYS, *ANSWERS)
    for key in document.data:
        if key not in known:
            problem = Problem(tr('"{key}" means nothing here.', key=key), key, known)
            document.problems.append(problem.with_line_of(document.spot(key)))
    said = {
        FIELDS.get(key, key): value
        for key, kind in HEADER_KEYS.items()
        if (value := _read_field(document, kind, key)) is not None
    }
    bank = _read_field(document, _BANK, "bank")
    bank_id, version = bank or (None, None)
    ours = "mmn_check" in document.data
    return Header(written_by_us=ours, bank_id=bank_id, bank_version=version, said=said)


def _is_readable(document: Document) -> bool:
    number = document.data.get("mmn_check", str(FORMAT))
    if number == str(FORMAT):
        return True
    problem = Problem(tr("This should be {number}, the version of the format.", number=FORMAT))
    if isinstance(number, str) and _LATER.fullmatch(number):
        newer = tr("A newer mmn-check wrote this file.")
        problem = Problem(newer, of_file=tr_later("Update mmn-check to read it."))
    document.problems.append(problem.with_line_of(document.spot("mmn_check")))
    return False


def _read_field(document: Document, kind: HeaderKind, *way: str) -> Any:
    """What stands there, as it is read; None, and a problem, if it is not what it should be."""
    parse, sentence = kind
    content: Any = document.data
    for part in way:
        content = content.get(part)
    if content is None:
        return None
    try:
        return parse(content) if parse else _times(document, content, *way)
    except (TypeError, ValueError, LookupError, OverflowError):
        document.complain(document.spot(*way), tr(sentence))
        return None


def _times(document: Document, content: Any, *way: str) -> Mapping[str, object]:
    if not isinstance(content, dict):
        raise TypeError
    times = {name: _read_field(document, _TIME, *way, name) for name in content}
    return {name: moment for name, moment in times.items() if moment}


def visit_of(
    document: Document, header: Header, bank: Bank, *, start: Visit
) -> tuple[Visit, list[Problem]]:
    """The visit that a document holds; what it does not say is taken from `start`.

    Also tells which answers do not fit the bank; the visit has them among its misfits.
    """
    visit = replace(start, **header.said)
    found = FromWritten(bank, document.data, started=visit.started)
    misfits = []
    for one in found.problems:
        problem = one.with_line_of(document.spot(*one.way))
        if len(one.way) == 1:
            document.problems.append(problem)
        elif one.way[0] != "set_aside" and not document.is_lost(*one.way):
            misfits.append(problem)
    older = header.bank_version and is_later(bank.version, header.bank_version)
    return replace(
        visit,
        answers=found.answers,
        counted=visit.counted | (found.counted if older else frozenset()),
        misfits=found.misfits,
    ), misfits
