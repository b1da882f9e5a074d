"""A visit's file: read as plain data that knows its places, told as a visit, and written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, assert_never, get_args

from mmn_check.bank.model import Bank, Depth, is_later
from mmn_check.bank.nodes import (
    TOP,
    FilePlace,
    ListNode,
    Lost,
    Node,
    ScalarNode,
    TableNode,
    led_to,
    name_of,
    scalars,
)
from mmn_check.bank.problems import Problem, UnreadableError
from mmn_check.bank.records import Record
from mmn_check.i18n import CODE, tr, tr_later
from mmn_check.storage.visit_answers import from_plain, notes_of, to_plain
from mmn_check.storage.yaml_text import yaml_text
from mmn_check.visit.pace import Pace
from mmn_check.visit.visit import Key, Visit


@dataclass(kw_only=True)
class Document:
    """What a file says, and what is wrong with it."""

    node: Node | None = None
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why the file as a whole cannot be used as it is."""

    def complain(self, spot: FilePlace, what: str, remedy: str = "") -> None:
        """Note a problem; what is wrong with the YAML comes with a remedy."""
        self.problems.append(Problem(what, remedy=remedy).at(spot))

    def spot(self, *way: str | int) -> FilePlace:
        """The place of what the keys and numbers lead to, or of the last that is there."""
        return led_to(self.node, way)[0]

    def cut(self) -> Iterator[FilePlace]:
        """Where YAML takes for a comment what may be the rest of a text: "My #1 problem"."""
        for one in scalars(self.node):
            if one.comment and (" " in one.value or one.comment[1:2].strip()):
                yield one

    def is_lost(self, *way: str | int) -> bool:
        """Whether what stood there was refused already."""
        return isinstance(led_to(self.node, way)[1], Lost)


def document_of(raw: bytes) -> Document:
    """The content of a file, with every problem of its YAML."""
    # Where there is nothing to read, a start need not wait for what reads YAML.
    from mmn_check.bank.yaml_source import compose  # noqa: PLC0415

    document = Document()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        document.node = compose(text, document.complain)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.complain(FilePlace(line, 1), tr("This is not text in UTF-8."))
    except UnreadableError as error:
        document.problems.append(error.problem)
    else:
        data = _plain(document.node, document) if document.node else None
        if isinstance(data, dict) and data:
            document.data = data
        else:
            empty = tr("There are no answers in it.") if data else tr("It is empty.")
            document.complain(TOP, empty)
    return document


def _plain(node: Node, document: Document) -> Any:
    match node:
        case ScalarNode(value=value, plain=plain):
            return None if plain and value in ("", "~", "null") else value
        case ListNode(items=items):
            return [_plain(item, document) for item in items]
        case TableNode():
            return _plain_fields(node, document)
        case Lost():
            return None
        case _:
            assert_never(node)


def _plain_fields(table: TableNode, document: Document) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, below in table.pairs:
        name = name_of(key)
        if name is None:
            document.complain(key, tr("A key must be one word."))
        elif name in content:
            document.complain(key, tr('"{name}" is there twice.', name=name))
        else:
            content[name] = _plain(below, document)
    return content


FORMAT = 1
"""The version of the file's format, under the key `mmn_check`."""


def visit_text(bank: Bank, visit: Visit, counts: Collection[Key] | None = None) -> str:
    """The text of a visit's file; `counts` as `to_plain` has it."""
    header: dict[str, Any] = {
        "mmn_check": FORMAT,
        "bank": {"id": visit.bank_id, "version": visit.bank_version},
    }
    for key, (name, _, _) in HEADER_KEYS.items():
        if (value := _plain_of(getattr(visit, name))) or key == "finished":
            header[key] = value
    if notes := notes_of(visit):
        header["notes"] = notes
    return yaml_text(header | to_plain(bank, visit, counts))


def _plain_of(value: object) -> object:
    """What is written of a field; nothing where there is nothing to write."""
    match value:
        case bool():
            return "yes" if value else None
        case frozenset():
            return sorted(value)
        case Mapping():
            return dict(value)
        case Pace():
            told = {word: _plain_of(getattr(value, name)) for word, name in _PACE.items()}
            return {word: number for word, number in told.items() if number}
        case timedelta():
            return round(value.total_seconds())
        case float():
            return round(value, 1)
        case _:
            return value


_PACE = {
    "done": "done", "seconds": "spent", "texts": "texts", "writing": "writing",
    "spoken": "spoken", "told": "told", "left": "left",
}  # fmt: skip
"""The fields of a pace, by the words under which they are written."""


_LATER = re.compile("[1-9][0-9]*")
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[1-9]\d{0,5}", re.ASCII)
"""What a visit is called: its day and a number."""
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.ASCII)
ANSWERS = ("answers", "not_sure", "skipped", "declined", "set_aside")


class Header(Record):
    """What stands above the answers; None where a file says nothing."""

    written_by_us: bool
    bank_id: str | None = None
    bank_version: str | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    """What it says of the visit, by field."""

    @property
    def started(self) -> datetime | None:
        """When the visit was begun."""
        return self.said.get("started")


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


def _names(said: list[str]) -> frozenset[str]:
    if not (isinstance(said, list) and all(isinstance(one, str) for one in said)):
        raise TypeError
    return frozenset(said)


def _pace(said: Mapping[str, str]) -> Pace:
    """How fast the visit was answered; what is not plainly told is not known."""
    told: dict[str, Any] = {_PACE[word]: float(said[word]) for word in said if word in _PACE}
    kinds: dict[str, Callable[[float], Any]] = {
        **dict.fromkeys(("spent", "writing"), lambda seconds: timedelta(seconds=seconds)),
        **dict.fromkeys(("spoken", "told"), int),
    }
    return Pace(**{name: kinds.get(name, float)(number) for name, number in told.items()})


_OURS = tr_later("This is written by mmn-check alone: leave it out.")
_A_TIME = tr_later("A time is written like this: 2026-11-21T09:12:33+01:00.")
_TIMES = tr_later("These are times, each by its question.")
_YES_OR_NO = tr_later("This is yes or no.")
_TRUTHS = {"yes": True, "no": False}
_DEPTHS = {str(one): one for one in get_args(Depth)}
HEADER_KEYS: Mapping[str, tuple[str, Callable[[Any], object] | None, str]] = {
    "visit": (
        "name",
        _matching(NAME),
        tr_later("A visit is called by its day and a number: 2026-11-21-1."),
    ),
    "id": (
        "identifier",
        _matching(UUID),
        tr_later(
            "This is the visit's own number for other systems. Leave it as it is, or take "
            "the line out to get a new one."
        ),
    ),
    "started": ("started", moment_in, _A_TIME),
    "finished": ("finished", moment_in, _A_TIME),
    "amended": ("amended", _TRUTHS.__getitem__, _YES_OR_NO),
    "depth": ("depth", _DEPTHS.__getitem__, tr_later("The depth is 1, 2 or 3.")),
    "one_key": ("one_key", _TRUTHS.__getitem__, _YES_OR_NO),
    "language": (
        "language",
        _matching(CODE),
        tr_later("A language is called by its code, such as es."),
    ),
    "urgent_shown": ("urgent_shown", None, _TIMES),
    "urgent_unticked": ("urgent_unticked", None, _TIMES),
    "urgent_asked": ("urgent_asked", None, _TIMES),
    "as_before": ("as_before", _names, _OURS),
    "settled": ("settled", _names, _OURS),
    "counted": ("counted", _names, _OURS),
    "pace": ("pace", _pace, _OURS),
}
"""What stands above the answers, in order: the field, how it is read (None for times, each by its
question), and what it should be."""
HEADER = ("mmn_check", "bank", "notes", *HEADER_KEYS)


def header_of(document: Document) -> Header | None:
    """The header; None if the file is of a kind that this version cannot read."""
    if not _is_readable(document):
        return None
    known = (*HEADER, *ANSWERS)
    for key in document.data:
        if key not in known:
            problem = Problem(tr('"{key}" means nothing here.', key=key), key, known)
            document.problems.append(problem.at(document.spot(key)))
    said = {
        name: value
        for key, (name, parse, sentence) in HEADER_KEYS.items()
        if (value := _read(document, parse, sentence, key)) is not None
    }
    ours = "mmn_check" in document.data
    return Header(written_by_us=ours, said=said, **_bank_named(document))


def _is_readable(document: Document) -> bool:
    number = document.data.get("mmn_check", str(FORMAT))
    if number == str(FORMAT):
        return True
    problem = Problem(tr("This should be {number}, the version of the format.", number=FORMAT))
    if isinstance(number, str) and _LATER.fullmatch(number):
        newer = tr("A newer mmn-check wrote this file.")
        problem = Problem(newer, of_file=tr_later("Update mmn-check to read it."))
    document.problems.append(problem.at(document.spot("mmn_check")))
    return False


def _read(
    document: Document, parse: Callable[[Any], object] | None, sentence: str, *way: str
) -> object | None:
    """What stands there, as it is read; None, and a problem, if it is not what it should be."""
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
    times = {name: _read(document, moment_in, _A_TIME, *way, name) for name in content}
    return {name: moment for name, moment in times.items() if moment}


def _bank_named(document: Document) -> dict[str, str | None]:
    """The bank that is answered, and its version."""
    match document.data.get("bank"):
        case None:
            return {}
        case {"id": str(name), **others} if others.keys() <= {"version"}:
            version = others.get("version")
            return {"bank_id": name, "bank_version": version if isinstance(version, str) else None}
        case _:
            sentence = tr('This should be the bank, such as {id: mmn, version: "1"}.')
            document.complain(document.spot("bank"), sentence)
            return {}


def visit_of(
    document: Document, header: Header, bank: Bank, *, start: Visit
) -> tuple[Visit, list[Problem]]:
    """The visit that a document holds; what it does not say is taken from `start`.

    Also tells which answers do not fit the bank; the visit has them among its misfits.
    """
    visit = replace(start, **header.said)
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
        counted=visit.counted | (found.counted if older else frozenset()),
        misfits=found.misfits,
    ), misfits
