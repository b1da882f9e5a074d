"""The folder of visits: its files told apart by what they begin with, and which one is meant.

People copy and rename files, editors and syncing programs leave more beside them: what a file is
called says little. To see the first lines of a thousand files takes 20 ms.
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

from mmn_check.bank.records import Record
from mmn_check.disk import open_to_read
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_later
from mmn_check.storage.safe_files import NotReadableError, read_file, refusal
from mmn_check.storage.visit_file import NAME, moment_in
from mmn_check.text_safety import shown

SUFFIX = ".yaml"
LONG_ENOUGH = 512
"""Bytes in which the lines above the answers stand."""
LINES = re.compile(
    rb"\n(mmn_check|visit|id|started|finished|language): ([^\r\n]*)\r?$", re.MULTILINE
)
"""No other line of YAML that holds keys can begin like this. The end of the line before is found
in less time than a beginning: there may be a thousand files."""
EMPTY = re.compile(
    rb"^answers: \{\}\nnot_sure: \[\]\nskipped: \[\]\ndeclined: \[\]\nset_aside: \{\}\n\Z",
    re.MULTILINE,
)


class FirstLines:
    """What a file's first bytes say of its visit; None where that is not plain to see."""

    def __init__(self, stem: str, raw: bytes) -> None:
        """`stem` is what the file is called, without its ending."""
        self.stem = stem
        self._raw = raw
        self._said = dict(LINES.findall(b"\n" + raw))
        self.started = _moment(self.said("started"))
        self.name = self.said("visit")
        """What the visit is called, as its file says."""
        self.is_ours = b"mmn_check" in self._said and self.started is not None
        """Whether it begins as mmn-check writes the file of a visit."""

    def said(self, name: str) -> str | None:
        """What stands behind a name, such as `language`."""
        value = self._said.get(name.encode())
        return None if value is None else value.decode(errors="replace")

    @property
    def finished(self) -> datetime | None:
        """When the visit was finished."""
        return _moment(self.said("finished"))

    @property
    def is_empty(self) -> bool:
        """Whether it holds no answer at all."""
        return EMPTY.search(self._raw) is not None

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


def first_lines_at(path: Path) -> FirstLines:
    """What a file begins with; where it cannot be read, that says nothing."""
    return FirstLines(path.name.removesuffix(SUFFIX), _first_bytes(path))


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
            if first and one is not first and _are_one(one.said("id"), first.said("id")):
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
    for one in files:  # a thousand Paths would take a while
        yield FirstLines(one.name.removesuffix(SUFFIX), _first_bytes(one.path))


def _first_bytes(path: Path | str) -> bytes:
    """A file's first bytes; none where they cannot be read."""
    try:
        descriptor = open_to_read(path, follow=False)
        try:
            return os.read(descriptor, LONG_ENOUGH).removeprefix(b"\xef\xbb\xbf")
        finally:
            os.close(descriptor)
    except OSError:
        return b""


def _moment(said: str | None) -> datetime | None:
    try:
        return moment_in(said) if said else None
    except (ValueError, OverflowError):
        return None


LARGEST = 5_000_000
"""More bytes than any visit has."""
INSIDE = re.compile(rb"mmn_check: [0-9]")
WRITTEN = re.compile(rb"visit: ([0-9]{4}-[0-9]{2}-[0-9]{2}-[1-9][0-9]{0,5})\b")
"""What stands, somewhere, in every file that holds a visit's."""
OURS = (".*.yaml.new", ".*.jsonl.new", ".*.lock", "diary.jsonl", "fault.txt")
"""What else the program may have put into its folder."""


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


class NoSuchVisitError(MmnCheckError):
    """There is no visit of that name or number."""


class VisitFolder:
    """A folder with one file for each visit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file of a visit."""
        return self.folder / f"{name}{SUFFIX}"

    def visits(self) -> tuple[FirstLines, ...]:
        """What the visits' files begin with, the newest, which is the one begun last, first."""
        return folder_contents(self.folder).visits

    def names(self) -> tuple[str, ...]:
        """The names of the visits, the newest first."""
        return tuple(one.stem for one in self.visits())

    def others(self) -> tuple[OtherFile, ...]:
        """What else is in the folder: copies, what editors and syncing programs leave, notes."""
        contents = folder_contents(self.folder)
        visits = {f"{one.stem}{SUFFIX}" for one in contents.visits}
        try:
            there = sorted(self.folder.iterdir()) if self.folder.is_dir() else []
        except OSError as error:
            raise NotReadableError(refusal("look into", self.folder, error)) from error
        return tuple(
            _other_at(path, copy_of=contents.copies.get(path.name.removesuffix(SUFFIX)))
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
        numbered = {None: names[0]} | {str(at): one for at, one in enumerate(names, start=1)}
        if which not in numbered:
            why = tr_later(
                'There is no visit "{name}". To see the visits that are kept: mmn-check visits'
            )
            raise NoSuchVisitError(tr(why, name=shown(str(which))))
        return numbered[which]

    def answered(self, which: str | None) -> str:
        """As `name_of`; but the newest with any answer, if None."""
        if which is None:
            which = next((one.stem for one in self.visits() if not one.is_empty), None)
        return self.name_of(which)

    def is_there(self, name: str) -> bool:
        """Whether anything has the name of a visit's file, a link that leads nowhere included."""
        return os.path.lexists(self.path(name))


def _other_at(path: Path, *, copy_of: str | None) -> OtherFile:
    """What a file is that is no visit, told by what is inside; editors' own forms of it, too."""
    raw = b""
    if copy_of is None:
        with suppress(MmnCheckError):
            raw = read_file(path, limit=LARGEST, follow=False)
    said = WRITTEN.search(raw) if INSIDE.search(raw) else None
    of = copy_of or (said[1].decode() if said else None)
    return OtherFile(name=path.name, of=of, has_answers=bool(of or INSIDE.search(raw)))
