"""The files in the folder of visits, told apart by what their first lines say.

People copy and rename files, editors and syncing programs leave more beside them: what a file is
called says little. To see the first lines of a thousand files takes 20 ms; they are looked at
again only where a file has changed since.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from mmn_check.disk import open_to_read
from mmn_check.storage.safe_files import NotReadableError, refusal
from mmn_check.storage.visit_file import NAME

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


class Head(NamedTuple):
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
    def age(self) -> tuple[date, int, float]:
        """By which visits are in order: the day they began, and a day's tenth after its ninth."""
        said = self.name if self.is_ours and self.name else self.stem
        day, number = date.min, 0
        if NAME.fullmatch(said):
            head, _, tail = said.rpartition("-")
            day, number = _day_of(head), int(tail)
        if self.started:
            day = self.started.date()
        return day, number, self.started.timestamp() if self.started else 0.0


class Contents(NamedTuple):
    """What is in a folder of visits."""

    visits: tuple[Head, ...]
    """The newest, which is the one begun last, first."""
    copies: Mapping[str, str]
    """By what a file is called: the visit of which it is a copy."""


_seen: dict[tuple[str, int, int, int], Head] = {}
"""Heads by the file's path, and what changes with its content."""


def head_at(path: Path | str) -> Head:
    """The head of a file; where it cannot be read, one that says nothing."""
    raw = _first_bytes(str(path))
    said = {name.decode(): value.decode(errors="replace") for name, value in LINES.findall(raw)}
    started = _moment(said.get("started"))
    return Head(
        stem=os.path.basename(path).removesuffix(SUFFIX),  # noqa: PTH119 - a thousand Paths take a while
        name=said.get("visit"),
        identifier=said.get("id"),
        started=started,
        finished=_moment(said.get("finished")),
        language=said.get("language"),
        is_ours="mmn_check" in said and started is not None,
        is_empty=bool(EMPTY.search(raw)),
    )


def contents_of(folder: Path) -> Contents:
    """What the files of a folder are; nothing if it is not there.

    Files of the same visit are its copies where one of them has its name; else nobody can tell
    which is the copy, and each is a visit.
    """
    same: defaultdict[object, list[Head]] = defaultdict(list)
    for head in _heads_in(folder):
        if head.is_visit:
            same[(head.name, head.started) if head.is_ours else head.stem].append(head)
    visits: list[Head] = []
    copies: dict[str, str] = {}
    for heads in same.values():
        first = next((one for one in heads if one.stem == one.name), None)
        for head in heads:
            if first and head is not first and _are_one(head.identifier, first.identifier):
                copies[head.stem] = first.stem
            else:
                visits.append(head)
    visits.sort(key=lambda one: (one.age, one.stem), reverse=True)
    return Contents(tuple(visits), copies)


def _are_one(one: str | None, other: str | None) -> bool:
    """Whether these identify the same visit; files of an older version say nothing."""
    return one is None or other is None or one == other


def _heads_in(folder: Path) -> Iterator[Head]:
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
            _seen[key] = head_at(file.path)
        yield _seen[key]


def _first_bytes(path: str) -> bytes:
    """A file's first bytes; none where they cannot be read."""
    try:
        descriptor = open_to_read(path, follow=False)
    except OSError:
        return b""
    try:
        return os.read(descriptor, LONG_ENOUGH).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def _moment(said: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said or "")
        return moment if moment.tzinfo else moment.astimezone()
    except (ValueError, OverflowError):
        return None


def _day_of(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return date.min
