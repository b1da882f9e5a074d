"""The text of a visit's file, both ways: head, answers, and every problem with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

import yaml
from yaml.resolver import Resolver

from mmn_check.bank.model import Bank, Depth, is_later
from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.i18n import CODE, tr, tr_later
from mmn_check.storage.answer_values import with_point
from mmn_check.storage.documents import Document
from mmn_check.storage.visit_answers import from_plain, notes_of, to_plain
from mmn_check.visit.pace import Pace
from mmn_check.visit.visit import Visit

FORMAT = 1
"""The version of the file's format, under the key `mmn_check`."""
_WORD = "tag:yaml.org,2002:str"
_TRUTH = "tag:yaml.org,2002:bool"
_RESOLVER = Resolver()
_DELICATE = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]|^[ \n]|[ \n]\Z|[ ]\n")
_WIDEST = 2**31 - 1


_Dumper: type[yaml.SafeDumper] = type(
    "_Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {"yaml_implicit_resolvers": {}}
)
"""Writes nodes as they are: what needs quotation marks has them already. The fast one, if any."""


def visit_text(bank: Bank, visit: Visit) -> str:
    """The text of a visit's file."""
    header: dict[str, Any] = {
        "mmn_check": FORMAT,
        "bank": {"id": visit.bank_id, "version": visit.bank_version},
        "visit": visit.name,
        **({"id": visit.identifier} if visit.identifier else {}),
        "started": visit.started,
        "finished": visit.finished,
        **({"amended": "yes"} if visit.amended else {}),
        "depth": visit.depth,
    }
    if visit.one_key:
        header["one_key"] = "yes"
    if visit.language:
        header["language"] = visit.language
    for key in ("urgent_shown", "urgent_unticked", "urgent_asked"):
        if times := getattr(visit, key):
            header[key] = dict(times)
    for key in ("as_before", "settled", "counted"):
        if names := getattr(visit, key):
            header[key] = sorted(names)
    if visit.pace != Pace():
        header["pace"] = _pace_words(visit.pace)
    if notes := notes_of(visit):
        header["notes"] = notes
    pairs = [
        (_node(name), _laid_out(name, _node(value)))
        for name, value in (header | to_plain(bank, visit)).items()
    ]
    top = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    text = yaml.serialize(top, Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
    return str(text)


def _pace_words(pace: Pace) -> dict[str, Any]:
    words = {
        "done": round(pace.done, 1),
        "seconds": round(pace.spent.total_seconds()),
        "spoken": pace.spoken,
        "told": pace.told,
        "left": round(pace.left, 1),
    }
    return {name: number for name, number in words.items() if number}


def _node(value: Any) -> yaml.Node:
    match value:
        case dict():
            pairs = [(_node(name), _node(one)) for name, one in value.items()]
            flow = all(map(_fits_a_line, value.values()))
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
        case list():
            flow = all(map(_fits_a_line, value))
            nodes = [_node(one) for one in value]
            return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=flow)
        case str():
            return yaml.ScalarNode(_WORD, value, style=_style_of(value))
        case None:
            return yaml.ScalarNode(_WORD, "null")
        case datetime():
            return yaml.ScalarNode(_WORD, value.isoformat())
        case float():
            return yaml.ScalarNode(_WORD, with_point(value))
        case _:
            return yaml.ScalarNode(_WORD, str(value))


def _laid_out(name: str, node: yaml.Node) -> yaml.Node:
    """One answer a line, however few there are; the end of the file on one line.

    Where a file was cut short, the bracket of its end is open: it cannot go unnoticed.
    """
    if isinstance(node, yaml.MappingNode) and node.value and name in ("answers", "set_aside"):
        node.flow_style = name == "set_aside"
    return node


def _fits_a_line(value: Any) -> bool:
    return not isinstance(value, dict | list) and not (isinstance(value, str) and "\n" in value)


def _style_of(text: str) -> str | None:
    """How to quote a text so that it is read as the same text again."""
    if _DELICATE.search(text):
        return '"'
    if "\n" in text:
        return "|"
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return None if tag in (_WORD, _TRUTH) else '"'


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
    "as_before",
    "settled",
    "counted",
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
    as_before: frozenset[str]
    settled: frozenset[str]
    counted: frozenset[str]


def header_of(document: Document) -> Header | None:
    """The header; None if the file is of a kind that this version cannot read."""
    reader = _HeaderReader(document)
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
        as_before=reader.names("as_before"),
        settled=reader.names("settled"),
        counted=reader.names("counted"),
    )


class _HeaderReader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._data = document.data

    def is_readable(self) -> bool:
        number = self._data.get("mmn_check", str(FORMAT))
        if number == str(FORMAT):
            return True
        spot = self._document.spot("mmn_check")
        if isinstance(number, str) and number.isdecimal() and number.isascii() and number != "0":
            newer = tr("A newer mmn-check wrote this file.")
            problem = Problem(newer, remedy=tr_later("Update mmn-check to read it."))
        else:
            sentence = tr("This should be {number}, the version of the format.", number=FORMAT)
            problem = Problem(sentence)
        self._document.problems.append(problem.at(spot))
        return False

    def refuse_strange_keys(self) -> None:
        known = (*HEADER, *ANSWERS)
        for key in self._data:
            if key not in known:
                sentence = tr('"{key}" means nothing here.', key=key)
                problem = Problem(sentence, key, known).at(self._document.spot(key))
                self._document.problems.append(problem)

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

    def names(self, key: str) -> frozenset[str]:
        """The names that stand in a list under a key."""
        said = self._data.get(key, [])
        if isinstance(said, list) and all(isinstance(one, str) for one in said):
            return frozenset(said)
        self._complain(tr("This is written by mmn-check alone: leave it out."), key)
        return frozenset()

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


LARGEST = 5_000_000
"""More bytes than any visit has."""


def visit_of(
    document: Document, header: Header, bank: Bank, *, start: Visit
) -> tuple[Visit, list[Problem]]:
    """The visit that a document holds; what it does not say is taken from `start`.

    Also tells which answers do not fit the bank; the visit has them among its misfits.
    """
    visit = replace(
        start,
        name=header.name or start.name,
        started=header.started or start.started,
        identifier=header.identifier,
        finished=header.finished,
        amended=header.amended,
        depth=header.depth or start.depth,
        one_key=header.one_key,
        language=header.language,
        urgent_shown=header.urgent_shown,
        urgent_unticked=header.urgent_unticked,
        urgent_asked=header.urgent_asked,
        pace=header.pace,
        as_before=header.as_before,
        settled=header.settled,
    )
    found = from_plain(bank, document.data, started=visit.started)
    misfits = []
    for one in found.problems:
        problem = one.at(document.spot(*one.way))
        if len(one.way) == 1:
            document.problems.append(problem)
        elif one.way[0] != "set_aside" and not document.is_lost(*one.way):
            misfits.append(problem)
    older = header.bank_version and is_later(bank.version, header.bank_version)
    return replace(
        visit,
        answers=found.answers,
        counted=header.counted | (found.counted if older else frozenset()),
        misfits=found.misfits,
    ), misfits
