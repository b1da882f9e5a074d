"""What is known of a kept visit before its answers are looked at."""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path

from mmn_check.domain.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.language import tr, tr_n
from mmn_check.storage.disk import open_to_read
from mmn_check.storage.documents import Document, Fault, document_of
from mmn_check.storage.mistakes import shown
from mmn_check.storage.safe_files import named, read_file
from mmn_check.storage.visit_header import ANSWERS, Header, header_of
from mmn_check.storage.visit_reader import LARGEST

HEAD = 512
"""Bytes in which the lines above the answers stand."""
FINISHED = re.compile(rb"^finished: ([0-9]{4}-.*)$", re.MULTILINE)
SPOKEN = re.compile(rb"^language: ([a-z]{2,3}(?:_[A-Z]{2})?)$", re.MULTILINE)
EMPTY = re.compile(
    rb"^answers: \{\}\nnot_sure: \[\]\nskipped: \[\]\ndeclined: \[\]\nset_aside: \{\}\n\Z",
    re.MULTILINE,
)


class DamagedError(MmnCheckError):
    """A visit's file cannot be used; it stays as it is."""


class Kept(Record):
    """A visit that is kept."""

    name: str
    started: datetime
    finished: datetime | None
    bank_id: str | None
    answered: int
    """How many questions have an answer, "not sure" and the like among them."""

    def __str__(self) -> str:
        """As one line of a list."""
        return f"{shown(self.name)}  {self._how_far()}"

    def _how_far(self) -> str:
        if self.finished:
            return tr_n(
                "finished, {count} question answered",
                "finished, {count} questions answered",
                self.answered,
            )
        return tr_n(
            "not finished, {count} question answered",
            "not finished, {count} questions answered",
            self.answered,
        )


class Damaged(Record):
    """A visit whose file cannot be read; it hides no other."""

    name: str
    sentence: str

    def __str__(self) -> str:
        """As one line of a list."""
        return f"{shown(self.name)}  {self.sentence}"


LAST = ANSWERS[-1]
"""What every visit's file ends with, on one line: without it something is missing."""


class Opened(Record):
    """A visit's file, read but for its answers."""

    raw: bytes
    document: Document
    header: Header
    started: datetime


def says_finished(path: str) -> bool:
    """Whether the file's first lines say so, which is far quicker to see than to read it all.

    No other line of YAML that holds keys can begin like this. Where it is not plain to see, False.
    """
    return bool(FINISHED.search(head_of(path)))


def finished_at(path: str) -> datetime | None:
    """When the visit was finished, seen in the same way; None where it is not plain to see."""
    said = FINISHED.search(head_of(path))
    try:
        moment = datetime.fromisoformat(said[1].decode()) if said else None
    except ValueError:
        return None
    return moment.astimezone() if moment else None


def language_at(path: str) -> str | None:
    """The language of the visit, seen in the same way; None where none is noted."""
    said = SPOKEN.search(head_of(path))
    return said[1].decode() if said else None


def says_empty(path: str) -> bool:
    """Whether the file holds no answer at all, seen in the same way."""
    return bool(EMPTY.search(head_of(path)))


def head_of(path: str) -> bytes:
    """A file's first bytes; none where they cannot be read."""
    try:
        descriptor = open_to_read(path, follow=False)
    except OSError:
        return b""
    try:
        return os.read(descriptor, HEAD)
    except OSError:
        return b""
    finally:
        os.close(descriptor)


def entry_of(path: Path, name: str) -> Kept | Damaged:
    """A visit as the list shows it; whatever is wrong with it is told, not raised."""
    try:
        opened = opened_at(path)
        refuse_cut(path, opened.document)
    except MmnCheckError as error:
        return Damaged(name=name, sentence=str(error))
    said = (opened.document.data.get(part) for part in ANSWERS if part != "set_aside")
    return Kept(
        name=name,
        started=opened.started,
        finished=opened.header.finished,
        bank_id=opened.header.bank_id,
        answered=sum(len(part) for part in said if isinstance(part, dict | list)),
    )


def opened_at(path: Path) -> Opened:
    """A visit's file, read but for its answers; a symbolic link is not followed.

    Raises:
        DamagedError: if the file cannot be used.
    """
    raw = read_file(path, limit=LARGEST, follow=False)
    document = document_of(raw)
    refuse_faults(path, document)
    header = header_of(document)
    refuse_faults(path, document)
    if header is None or header.started is None or not (header.written_by_us and header.bank_id):
        raise DamagedError(
            tr(
                "{file} is no visit that mmn-check wrote. Move it away, or leave it.",
                file=named(path),
            )
        )
    return Opened(raw=raw, document=document, header=header, started=header.started)


def refuse_faults(path: Path, document: Document) -> None:
    """Raise the first thing that makes a file unusable, if there is any."""
    if document.faults:
        fault = min(document.faults, key=lambda one: one.spot.line)
        raise DamagedError(
            tr(
                "{file} cannot be read. Line {line}: {fault} The file is left as it is. {remedy}",
                file=named(path),
                line=fault.spot.line,
                fault=fault,
                remedy=tr(fault.remedy),
            )
        )


def refuse_cut(path: Path, document: Document) -> None:
    """Refuse a file without its end, which may be sound as far as it goes."""
    if not isinstance(document.data.get(LAST), dict):
        raise DamagedError(
            tr(
                "{file} was cut short: {last} should stand at its end. "
                "The file is left as it is. {remedy}",
                file=named(path),
                last=LAST,
                remedy=tr(Fault.remedy),
            )
        )
