"""What a visit file says of its visit, the answers aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, get_args

from mmn_check.domain.pace import Pace
from mmn_check.domain.questions import Depth
from mmn_check.domain.records import Record
from mmn_check.language import CODE, tr, tr_later
from mmn_check.storage.documents import Document, Fault
from mmn_check.storage.visit_text import FORMAT

NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[1-9]\d{0,5}", re.ASCII)
"""What a visit is called: its day and a number."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
HEADER = (
    "mmn_check",
    "bank",
    "visit",
    "id",
    "started",
    "finished",
    "amended",
    "depth",
    "one_key",
    "language",
    "urgent_shown",
    "urgent_unticked",
    "urgent_asked",
    "pace",
    "notes",
)
ANSWERS = ("answers", "not_sure", "skipped", "declined", "set_aside")


class Header(Record):
    """What stands above the answers; None where a file says nothing."""

    written_by_us: bool
    bank_id: str | None
    bank_version: str | None
    name: str | None
    identifier: str | None
    started: datetime | None
    finished: datetime | None
    amended: bool
    depth: Depth | None
    one_key: bool
    language: str | None
    urgent_shown: Mapping[str, datetime]
    urgent_unticked: Mapping[str, datetime]
    urgent_asked: Mapping[str, datetime]
    pace: Pace


def header_of(document: Document) -> Header | None:
    """The header; None if the file is of a kind that this version cannot read."""
    reader = _Reader(document)
    if not reader.is_readable():
        return None
    reader.refuse_strange_keys()
    return Header(
        written_by_us="mmn_check" in document.data,
        bank_id=reader.bank_id(),
        bank_version=reader.bank_version(),
        name=reader.name(),
        identifier=reader.identifier(),
        started=reader.moment("started"),
        finished=reader.moment("finished"),
        amended=reader.truth("amended"),
        depth=reader.depth(),
        one_key=reader.truth("one_key"),
        language=reader.language(),
        urgent_shown=reader.times("urgent_shown"),
        urgent_unticked=reader.times("urgent_unticked"),
        urgent_asked=reader.times("urgent_asked"),
        pace=reader.pace(),
    )


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._data = document.data

    def is_readable(self) -> bool:
        number = self._data.get("mmn_check", str(FORMAT))
        if number == str(FORMAT):
            return True
        spot = self._document.spot("mmn_check")
        if isinstance(number, str) and number.isdecimal() and number.isascii() and number != "0":
            fault = Fault(
                spot=spot,
                sentence=tr("A newer mmn-check wrote this file."),
                remedy=tr_later("Update mmn-check to read it."),
            )
        else:
            sentence = tr("This should be {number}, the version of the format.", number=FORMAT)
            fault = Fault(spot=spot, sentence=sentence)
        self._document.faults.append(fault)
        return False

    def refuse_strange_keys(self) -> None:
        known = (*HEADER, *ANSWERS)
        for key in self._data:
            if key not in known:
                spot, sentence = (
                    self._document.spot(key),
                    tr('"{key}" means nothing here.', key=key),
                )
                fault = Fault(spot=spot, sentence=sentence, word=key, known=known)
                self._document.faults.append(fault)

    def bank_id(self) -> str | None:
        match self._data.get("bank"):
            case None:
                return None
            case {"id": str(name), **others} if others.keys() <= {"version"}:
                return name
            case _:
                sentence = tr('This should be the bank, such as {id: mmn, version: "1"}.')
                self._complain(sentence, "bank")
                return None

    def bank_version(self) -> str | None:
        match self._data.get("bank"):
            case {"version": str(version)}:
                return version
            case _:
                return None

    def name(self) -> str | None:
        match self._data.get("visit"):
            case None:
                return None
            case str(name) if NAME.fullmatch(name):
                return name
            case _:
                sentence = tr("A visit is called by its day and a number: 2026-11-21-1.")
                self._complain(sentence, "visit")
                return None

    def identifier(self) -> str | None:
        match self._data.get("id"):
            case None:
                return None
            case str(name) if UUID.fullmatch(name):
                return name
            case _:
                sentence = tr(
                    "This is the visit's own number for other systems. Leave it as it is, or take "
                    "the line out to get a new one."
                )
                self._complain(sentence, "id")
                return None

    def moment(self, *way: str) -> datetime | None:
        content: Any = self._data
        for part in way:
            content = content.get(part)
        if content is None:
            return None
        try:
            moment = datetime.fromisoformat(content)
            return moment if moment.tzinfo else moment.astimezone()
        except (TypeError, ValueError, OverflowError):
            self._complain(tr("A time is written like this: 2026-11-21T09:12:33+01:00."), *way)
            return None

    def depth(self) -> Depth | None:
        said = self._data.get("depth")
        if said is None:
            return None
        found = next((one for one in get_args(Depth) if str(one) == said), None)
        if found is None:
            self._complain(tr("The depth is 1, 2 or 3."), "depth")
        return found

    def truth(self, key: str) -> bool:
        said = self._data.get(key)
        if said not in (None, "yes", "no"):
            self._complain(tr("This is yes or no."), key)
        return bool(said == "yes")

    def language(self) -> str | None:
        match self._data.get("language"):
            case None:
                return None
            case str(code) if CODE.fullmatch(code):
                return code
            case _:
                self._complain(tr("A language is called by its code, such as es."), "language")
                return None

    def times(self, key: str) -> Mapping[str, datetime]:
        """The times that stand under a key, by question."""
        said = self._data.get(key)
        if not isinstance(said, dict):
            if said is not None:
                self._complain(tr("These are times, each by its question."), key)
            return {}
        times = {name: self.moment(key, name) for name in said}
        return {name: moment for name, moment in times.items() if moment}

    def pace(self) -> Pace:
        """How fast the visit was answered; what is not plainly told is not known."""
        said = self._data.get("pace", {})
        try:
            told = {name: float(said[name]) for name in said}
            return Pace(
                done=told.pop("done", 0),
                spent=timedelta(seconds=told.pop("seconds", 0)),
                spoken=int(told.pop("spoken", 0)),
                told=int(told.pop("told", 0)),
                left=told.pop("left", 0),
            )
        except (TypeError, ValueError, OverflowError):
            self._complain(tr("This is written by mmn-check alone: leave it out."), "pace")
            return Pace()

    def _complain(self, sentence: str, *way: str) -> None:
        self._document.complain(self._document.spot(*way), sentence)
