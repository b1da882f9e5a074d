"""The visits that are kept, one file each."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path

from mmn_check.domain.bank import Bank
from mmn_check.domain.visit import Visit
from mmn_check.errors import MmnCheckError
from mmn_check.storage.documents import Document, document_of
from mmn_check.storage.mistakes import shown
from mmn_check.storage.safe_files import (
    PRIVATE_FILE,
    NotWritableError,
    beside,
    in_words,
    private_folder,
    read_file,
    remove_file,
    write_file,
)
from mmn_check.storage.visit_header import ANSWERS, Header, header_of
from mmn_check.storage.visit_reader import LARGEST, visit_of
from mmn_check.storage.visit_text import text_of

SUFFIX = ".yaml"
LEFTOVERS = (".*.yaml.new", ".*.lock", "fault.txt")
"""What else the program may have put into its folder."""


class DamagedError(MmnCheckError):
    """A visit's file cannot be used; it stays as it is."""


class NoSuchVisitError(MmnCheckError):
    """There is no visit of that name or number."""


class BusyError(MmnCheckError):
    """The visit is open in another window."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A visit that is kept."""

    name: str
    started: datetime
    finished: datetime | None
    bank_id: str | None
    answered: int
    """How many questions have an answer, "not sure" and the like among them."""

    def __str__(self) -> str:
        """As one line of a list."""
        how = "finished" if self.finished else "not finished"
        questions = "question" if self.answered == 1 else "questions"
        return f"{self.name}  {how}, {self.answered} {questions} answered"


@dataclass(frozen=True, kw_only=True)
class Damaged:
    """A visit whose file cannot be read; it hides no other."""

    name: str
    sentence: str

    def __str__(self) -> str:
        """As one line of a list."""
        return f"{self.name}  {self.sentence}"


class VisitStore:
    """A folder with one file for each visit."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, name: str) -> Path:
        """The file of a visit."""
        return self.folder / f"{name}{SUFFIX}"

    def list(self) -> tuple[Kept | Damaged, ...]:
        """Every visit, the newest first; a damaged one hides no other."""
        return tuple(map(self._kept, self.names()))

    def names(self) -> tuple[str, ...]:
        """The names of the visits, the newest first."""
        try:
            files = [one.name for one in self.folder.iterdir()]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise MmnCheckError(f"Cannot look into {self.folder}: {in_words(error)}.") from error
        names = [one[: -len(SUFFIX)] for one in files if one.endswith(SUFFIX) and one[0] != "."]
        return tuple(sorted(names, key=_by_number, reverse=True))

    def name_of(self, which: str | None) -> str:
        """The name of the visit that a name or a number in the list means; the newest, if None.

        Raises:
            NoSuchVisitError: if there is none.
        """
        names = self.names()
        if not names:
            raise NoSuchVisitError("No visits are kept yet. To begin one: mmn-check start")
        if which is None:
            return names[0]
        numbered = {str(number): name for number, name in enumerate(names, start=1)}
        if which not in names and which not in numbered:
            raise NoSuchVisitError(
                f'There is no visit "{which}". To see the visits that are kept: mmn-check visits'
            )
        return which if which in names else numbered[which]

    def open(self, which: str | None, bank: Bank) -> Visit:
        """The visit of a name or number, the newest if None.

        Answers that no longer fit the bank are among its misfits.

        Raises:
            NoSuchVisitError: if there is none.
            DamagedError: if the file cannot be used, or belongs to another bank.
        """
        name = self.name_of(which)
        path = self.path(name)
        document, header, started = _read(path)
        if header.bank_id != bank.id:
            raise DamagedError(
                f'{path} answers another question bank, "{shown(str(header.bank_id))}" and not '
                f'"{bank.id}". Name its folder with --bank.'
            )
        start = Visit(name=name, bank_id=bank.id, bank_version=bank.version, started=started)
        visit, _ = visit_of(document, header, bank, start=start)
        _refuse_faults(path, document)
        return replace(visit, name=name)

    def unfinished(self, bank: Bank) -> Visit | None:
        """The newest visit to this bank that is not finished and not damaged."""
        for one in self.list():
            if isinstance(one, Kept) and one.finished is None and one.bank_id == bank.id:
                with suppress(DamagedError):
                    return self.open(one.name, bank)
        return None

    def new(self, bank: Bank, now: datetime) -> Visit:
        """A visit without answers, kept under a name of its own."""
        started = now.astimezone().replace(microsecond=0) if now.tzinfo is None else now
        empty = Visit(
            name="",
            bank_id=bank.id,
            bank_version=bank.version,
            started=started.replace(microsecond=0),
        )
        return self.keep_new(empty, bank)

    def keep_new(self, visit: Visit, bank: Bank) -> Visit:
        """The visit, kept under the first name of its day that is free."""
        private_folder(self.folder)
        names = (f"{visit.started:%Y-%m-%d}-{number}" for number in count(1))
        while True:
            named = replace(visit, name=next(names))
            # Whoever holds the lock has the name: two at the same moment get different ones.
            with suppress(BusyError):
                if not self._is_there(named.name) and self._keep_first(named, bank):
                    return named

    def _keep_first(self, visit: Visit, bank: Bank) -> bool:
        """Keep a visit under a name that nobody has; whether nobody had it."""
        with self.lock(visit.name):
            if self._is_there(visit.name):
                return False
            try:
                self.save(visit, bank)
            except MmnCheckError:
                self._remove(visit.name)
                raise
            return True

    def save(self, visit: Visit, bank: Bank) -> None:
        """Keep the visit as it now is; when this returns, it is on the disk."""
        content = text_of(bank, visit).encode()
        path = self.path(visit.name)
        if len(content) > LARGEST:
            raise NotWritableError(
                f"Cannot write {path}: it would be larger than {LARGEST // 1_000_000} MB. "
                "Give a shorter answer."
            )
        if not self.folder.is_dir():
            private_folder(self.folder)
        write_file(path, content)

    @contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Hold a visit for this window alone; what a dead program held is free.

        Raises:
            BusyError: if another window holds it.
        """
        # Reading a visit or the list of them need not wait for this.
        from filelock import FileLock, Timeout  # noqa: PLC0415

        private_folder(self.folder)
        lock = FileLock(self._lock_path(name), timeout=0, mode=PRIVATE_FILE)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(
                f"Visit {name} is open in another window. Go on there, or close that window first."
            ) from None
        except OSError as error:
            path = lock.lock_file
            raise NotWritableError(f"Cannot write {path}: {in_words(error)}.") from error
        try:
            yield
        finally:
            lock.release()

    def forget(self, name: str) -> None:
        """Delete a visit and all that belongs to it.

        Raises:
            BusyError: if it is open in another window.
        """
        with self.lock(name):
            self._remove(name)

    def forget_all(self) -> None:
        """Delete every visit, whatever else the program left in its folder, and the folder.

        Raises:
            BusyError: if one is open in another window; then none is deleted.
        """
        if not self.folder.is_dir():
            return
        with ExitStack() as locks:
            names = self.names()
            for name in names:
                locks.enter_context(self.lock(name))
            for name in names:
                self._remove(name)
            for pattern in LEFTOVERS:
                for path in self.folder.glob(pattern):
                    remove_file(path)
        with suppress(OSError):  # something of the person's own may be in it
            self.folder.rmdir()

    def _kept(self, name: str) -> Kept | Damaged:
        try:
            document, header, started = _read(self.path(name))
        except MmnCheckError as error:
            return Damaged(name=name, sentence=str(error))
        said = (document.data.get(part) for part in ANSWERS if part != "set_aside")
        return Kept(
            name=name,
            started=started,
            finished=header.finished,
            bank_id=header.bank_id,
            answered=sum(len(part) for part in said if isinstance(part, dict | list)),
        )

    def _is_there(self, name: str) -> bool:
        return os.path.lexists(self.path(name))

    def _lock_path(self, name: str) -> Path:
        return self.folder / f".{name}.lock"

    def _remove(self, name: str) -> None:
        path = self.path(name)
        for one in (path, beside(path), self._lock_path(name)):
            remove_file(one)


def _read(path: Path) -> tuple[Document, Header, datetime]:
    """What a visit's file says before its answers are looked at."""
    document = document_of(read_file(path, limit=LARGEST, follow=False))
    _refuse_faults(path, document)
    header = header_of(document)
    _refuse_faults(path, document)
    if header is None or header.started is None or not (header.written_by_us and header.bank_id):
        raise DamagedError(f"{path} is no visit that mmn-check wrote. Move it away, or leave it.")
    return document, header, header.started


def _refuse_faults(path: Path, document: Document) -> None:
    if document.faults:
        fault = min(document.faults, key=lambda one: one.spot.line)
        raise DamagedError(
            f"{path} cannot be read. Line {fault.spot.line}: {fault} "
            f"The file is left as it is. {fault.remedy}"
        )


def _by_number(name: str) -> list[str | int]:
    """Names in the order people count: 9 before 10."""
    parts = re.split("([0-9]+)", name)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
