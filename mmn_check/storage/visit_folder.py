"""The folder of visits: its files told apart by what they begin with, and which one is meant.

People copy and rename files, editors and syncing programs leave more beside them: what a file is
called says little. To see the first lines of a thousand files takes 20 ms; they are looked at
again only where a file has changed since.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.disk import open_to_read
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_n
from mmn_check.storage.safe_files import NotReadableError, path_shown, read_file, refusal
from mmn_check.storage.visit_file import (
    ANSWERS,
    LARGEST,
    NAME,
    Document,
    Header,
    document_of,
    header_of,
    moment_in,
)
from mmn_check.text_safety import shown

SUFFIX = ".yaml"
LONG_ENOUGH = 512
"""Bytes in which the lines above the answers stand."""
LINES = re.compile(
    rb"^(mmn_check|visit|id|started|finished|language): ([^\r\n]*)\r?$", re.MULTILINE
)
"""No other line of YAML that holds keys can begin like this."""
EMPTY = re.compile(
    rb"^answers: \{\}\nnot_sure: \[\]\nskipped: \[\]\ndeclined: \[\]\nset_aside: \{\}\n\Z",
    re.MULTILINE,
)


class FirstLines(NamedTuple):
    """What a file's first lines say of its visit; None where that is not plain to see."""

    stem: str
    """What the file is called, without its ending."""
    name: str | None
    """What the visit is called, as its file says."""
    identifier: str | None
    started: datetime | None
    finished: datetime | None
    language: str | None
    is_ours: bool
    """Whether it begins as mmn-check writes the file of a visit."""
    is_empty: bool
    """Whether it holds no answer at all."""

    @property
    def is_visit(self) -> bool:
        """Whether it is a visit's file, or has the name of one though it cannot be read."""
        return self.is_ours or NAME.fullmatch(self.stem) is not None

    @property
    def age(self) -> tuple[str, int, float]:
        """By which visits are in order: the day they began, and a day's tenth after its ninth."""
        said = self.name if self.is_ours and self.name else self.stem
        day, _, number = said.rpartition("-") if NAME.fullmatch(said) else ("", "", "0")
        if self.started:
            day = self.started.date().isoformat()
        return day, int(number), self.started.timestamp() if self.started else 0.0


class FolderContents(NamedTuple):
    """What is in a folder of visits."""

    visits: tuple[FirstLines, ...]
    """The newest, which is the one begun last, first."""
    copies: Mapping[str, str]
    """By what a file is called: the visit of which it is a copy."""


_seen: dict[tuple[str, int, int, int], FirstLines] = {}
"""What files begin with, by their path and what changes with their content."""


def first_lines_at(path: Path | str) -> FirstLines:
    """What a file begins with; where it cannot be read, that says nothing."""
    raw = _first_bytes(str(path))
    said = {name.decode(): value.decode(errors="replace") for name, value in LINES.findall(raw)}
    started = _moment(said.get("started"))
    return FirstLines(
        stem=os.path.basename(path).removesuffix(SUFFIX),  # noqa: PTH119 - a thousand Paths take a while
        name=said.get("visit"),
        identifier=said.get("id"),
        started=started,
        finished=_moment(said.get("finished")),
        language=said.get("language"),
        is_ours="mmn_check" in said and started is not None,
        is_empty=bool(EMPTY.search(raw)),
    )


def folder_contents(folder: Path) -> FolderContents:
    """What the files of a folder are; nothing if it is not there.

    Files of the same visit are its copies where one of them has its name; else nobody can tell
    which is the copy, and each is a visit.
    """
    same: defaultdict[object, list[FirstLines]] = defaultdict(list)
    for lines in _lines_in(folder):
        if lines.is_visit:
            same[(lines.name, lines.started) if lines.is_ours else lines.stem].append(lines)
    visits: list[FirstLines] = []
    copies: dict[str, str] = {}
    for several in same.values():
        first = next((one for one in several if one.stem == one.name), None)
        for one in several:
            if first and one is not first and _are_one(one.identifier, first.identifier):
                copies[one.stem] = first.stem
            else:
                visits.append(one)
    visits.sort(key=lambda one: (one.age, one.stem), reverse=True)
    return FolderContents(tuple(visits), copies)


def _are_one(one: str | None, other: str | None) -> bool:
    """Whether these identify the same visit; files of an older version say nothing."""
    return one is None or other is None or one == other


def _lines_in(folder: Path) -> Iterator[FirstLines]:
    try:
        with os.scandir(folder) as entries:
            files = [one for one in entries if one.name.endswith(SUFFIX) and one.name[0] != "."]
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotReadableError(refusal("look into", folder, error)) from error
    for file in files:
        try:
            status = file.stat(follow_symlinks=False)
        except OSError:
            continue
        key = (file.path, status.st_mtime_ns, status.st_size, status.st_ino)
        if key not in _seen:
            _seen[key] = first_lines_at(file.path)
        yield _seen[key]


def _first_bytes(path: str) -> bytes:
    """A file's first bytes; none where they cannot be read."""
    with suppress(OSError):
        descriptor = open_to_read(path, follow=False)
        try:
            return os.read(descriptor, LONG_ENOUGH).removeprefix(b"\xef\xbb\xbf")
        finally:
            os.close(descriptor)
    return b""


def _moment(said: str | None) -> datetime | None:
    with suppress(ValueError, OverflowError):
        return moment_in(said or "")
    return None


INSIDE = re.compile(rb"mmn_check: [0-9]")
WRITTEN = re.compile(rb"visit: ([0-9]{4}-[0-9]{2}-[0-9]{2}-[1-9][0-9]{0,5})\b")
"""What stands, somewhere, in every file that holds a visit's."""


class DamagedError(MmnCheckError):
    """A visit's file cannot be used; it stays as it is."""


class KeptVisit(Record):
    """A visit that is kept."""

    name: str
    started: datetime
    finished: datetime | None
    bank_id: str | None
    answered: int
    """How many questions have an answer, "not sure" and the like among them."""

    def __str__(self) -> str:
        """As one line of a list."""
        how_far = (
            tr_n(
                "finished, {count} question answered",
                "finished, {count} questions answered",
                self.answered,
            )
            if self.finished
            else tr_n(
                "not finished, {count} question answered",
                "not finished, {count} questions answered",
                self.answered,
            )
        )
        return f"{shown(self.name)}  {how_far}"


class DamagedVisit(Record):
    """A visit whose file cannot be read; it hides no other."""

    name: str
    sentence: str

    def __str__(self) -> str:
        """As one line of a list."""
        return f"{shown(self.name)}  {self.sentence}"


class OtherFile(Record):
    """What is in the folder of visits besides them."""

    name: str
    """Of the file, with its ending."""
    of: str | None
    """The visit whose answers it holds, if one can be told."""
    has_answers: bool

    def __str__(self) -> str:
        """As one line of a list."""
        if self.of:
            what = tr("a copy of visit {name}", name=shown(self.of))
        else:
            what = tr("holds answers, too") if self.has_answers else tr("no visit, left alone")
        return f"{shown(self.name, 300)}  {what}"


LAST = ANSWERS[-1]
"""What every visit's file ends with, on one line: without it something is missing."""


class OpenedFile(Record):
    """A visit's file, read but for its answers."""

    raw: bytes
    document: Document
    header: Header
    started: datetime


def entry_of(path: Path, name: str) -> KeptVisit | DamagedVisit:
    """A visit as the list shows it; whatever is wrong with it is told, not raised."""
    try:
        opened = opened_at(path)
        refuse_cut(path, opened.document)
    except MmnCheckError as error:
        return DamagedVisit(name=name, sentence=str(error))
    said = (opened.document.data.get(part) for part in ANSWERS if part != "set_aside")
    return KeptVisit(
        name=name,
        started=opened.started,
        finished=opened.header.said.get("finished"),
        bank_id=opened.header.bank_id,
        answered=sum(len(part) for part in said if isinstance(part, dict | list)),
    )


def other_at(path: Path, *, copy_of: str | None) -> OtherFile:
    """What a file is that is no visit, told by what is inside; editors' own forms of it, too."""
    raw = b""
    if copy_of is None:
        with suppress(MmnCheckError):
            raw = read_file(path, limit=LARGEST, follow=False)
    said = WRITTEN.search(raw) if INSIDE.search(raw) else None
    of = copy_of or (said[1].decode() if said else None)
    return OtherFile(name=path.name, of=of, has_answers=bool(of or INSIDE.search(raw)))


def opened_at(path: Path) -> OpenedFile:
    """A visit's file, read but for its answers; a symbolic link is not followed.

    Raises:
        DamagedError: if the file cannot be used.
    """
    raw = read_file(path, limit=LARGEST, follow=False)
    document = document_of(raw)
    refuse_problems(path, document)
    header = header_of(document)
    refuse_problems(path, document)
    if header is None or header.started is None or not (header.written_by_us and header.bank_id):
        raise DamagedError(
            tr(
                "{file} is no visit that mmn-check wrote. Move it away, or leave it.",
                file=path_shown(path),
            )
        )
    return OpenedFile(raw=raw, document=document, header=header, started=header.started)


def refuse_problems(path: Path, document: Document) -> None:
    """Raise the first thing that makes a file unusable, if there is any."""
    if document.problems:
        first = min(document.problems, key=lambda one: one.line)
        raise DamagedError(
            tr(
                "{file} cannot be read. Line {line}: {fault} The file is left as it is. {remedy}",
                file=path_shown(path),
                line=first.line,
                fault=first,
                remedy=tr(first.of_file),
            )
        )


def refuse_cut(path: Path, document: Document) -> None:
    """Refuse a file without its end, which may be sound as far as it goes."""
    if not isinstance(document.data.get(LAST), dict):
        raise DamagedError(
            tr(
                "{file} was cut short: {last} should stand at its end. "
                "The file is left as it is. {remedy}",
                file=path_shown(path),
                last=LAST,
                remedy=tr(Problem.of_file),
            )
        )


OURS = (".*.yaml.new", ".*.jsonl.new", ".*.lock", "diary.jsonl", "fault.txt")
"""What else the program may have put into its folder."""


class NoSuchVisitError(MmnCheckError):
    """There is no visit of that name or number."""


class VisitFolder:
    """A folder with one file for each visit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file of a visit."""
        return self.folder / f"{name}{SUFFIX}"

    def list(self) -> tuple[KeptVisit | DamagedVisit, ...]:
        """Every visit, the newest first; a damaged one hides no other."""
        return tuple(entry_of(self.path(name), name) for name in self.names())

    def names(self) -> tuple[str, ...]:
        """The names of the visits, the newest, which is the one begun last, first."""
        return tuple(one.stem for one in folder_contents(self.folder).visits)

    def others(self) -> tuple[OtherFile, ...]:
        """What else is in the folder: copies, what editors and syncing programs leave, notes."""
        contents = folder_contents(self.folder)
        visits = {f"{one.stem}{SUFFIX}" for one in contents.visits}
        try:
            there = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        except OSError as error:
            raise NotReadableError(refusal("look into", self.folder, error)) from error
        return tuple(
            other_at(path, copy_of=contents.copies.get(path.name.removesuffix(SUFFIX)))
            for path in there
            if path.name not in visits and not any(map(path.match, OURS))
        )

    def name_of(self, which: str | None) -> str:
        """The name of the visit that a name or a number in the list means; the newest, if None.

        Raises:
            NoSuchVisitError: if there is none.
        """
        if which and which == Path(which).name and which[0] != "." and self.is_there(which):
            return which  # to list them all would take longer than to open it
        names = self.names()
        if not names:
            raise NoSuchVisitError(tr("No visits are kept yet. To begin one: mmn-check start"))
        if which is None:
            return names[0]
        numbered = {str(number): name for number, name in enumerate(names, start=1)}
        if which not in numbered:
            raise NoSuchVisitError(
                tr(
                    'There is no visit "{name}". To see the visits that are kept: mmn-check visits',
                    name=shown(which),
                )
            )
        return numbered[which]

    def answered(self, which: str | None) -> str:
        """As `name_of`; but the newest with any answer, if None.

        Raises:
            NoSuchVisitError: if there is none.
        """
        if which is None:
            for one in folder_contents(self.folder).visits:
                if not one.is_empty:
                    return one.stem
        return self.name_of(which)

    def is_there(self, name: str) -> bool:
        """Whether anything has the name of a visit's file, a link that leads nowhere included."""
        return os.path.lexists(self.path(name))
