"""The visits that are kept, one file each: begun, opened, saved after every answer, deleted."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from mmn_check.bank.model import Bank
from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.storage.safe_files import (
    BusyError,
    NotWritableError,
    SafeFile,
    path_shown,
    private_folder,
    remove_file,
)
from mmn_check.storage.visit_file import (
    ANSWERS,
    NAME,
    Document,
    Header,
    document_of,
    header_of,
    visit_of,
    visit_text,
)
from mmn_check.storage.visit_folder import LARGEST, OURS, FirstLines, OtherFile, VisitFolder
from mmn_check.text_safety import shown
from mmn_check.visit.visit import Key, Visit

OPEN_TO_OTHERS = tr_later(
    "Others who use this machine may be able to read your answers: this disk cannot close a folder "
    "to them. To keep your answers on another disk, set XDG_DATA_HOME to a folder there."
)
UNLOCKED = tr_later(
    "This disk cannot tell that a visit is open in another window. Answer in one window only."
)
BUSY = tr_later("Visit {visit} is open in another window. Go on there, or close that window first.")
OF_ANOTHER_BANK = tr_later(
    '{file} answers another question bank, "{other}" and not "{bank}". Name its folder with --bank.'
)
NOT_OURS = tr_later("{file} is no visit that mmn-check wrote. Move it away, or leave it.")
UNREADABLE = tr_later(
    "{file} cannot be read. Line {line}: {fault} The file is left as it is. {remedy}"
)
CUT_SHORT = tr_later(
    "{file} was cut short: {last} should stand at its end. The file is left as it is. {remedy}"
)
TOO_LARGE = tr_later(
    "Cannot write {file}: it would be larger than {size} MB. Give a shorter answer."
)
LAST = ANSWERS[-1]
"""What every visit's file ends with, on one line: without it something is missing."""


class DamagedError(MmnCheckError):
    """A visit's file cannot be used; it stays as it is."""


class KeptVisit(Record):
    """A visit that is kept."""

    name: str
    finished: datetime | None
    bank_id: str | None
    answered: int
    """How many questions have an answer, "not sure" and the like among them."""

    def __str__(self) -> str:
        """As one line of a list."""
        how_far = tr_n(
            "not finished, {count} question answered",
            "not finished, {count} questions answered",
            self.answered,
        )
        if self.finished:
            how_far = tr_n(
                "finished, {count} question answered",
                "finished, {count} questions answered",
                self.answered,
            )
        return f"{shown(self.name)}  {how_far}"


class DamagedVisit(Record):
    """A visit whose file cannot be read; it hides no other."""

    name: str
    sentence: str

    def __str__(self) -> str:
        """As one line of a list."""
        return f"{shown(self.name)}  {self.sentence}"


class VisitStore(VisitFolder):
    """The visits of a folder, to be opened, kept and deleted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._files: dict[str, SafeFile] = {}
        """The files that were read or written, by the visit's name."""
        self._identifiers: dict[str, str] = {}
        """What visits got whose files had none, by the visit's name."""
        self._called: dict[str, str] = {}
        """What a visit is called whose file was renamed, by the file's name."""

    def list(self) -> tuple[KeptVisit | DamagedVisit, ...]:
        """Every visit, the newest first; a damaged one hides no other."""
        return tuple(map(self._listed, self.names()))

    def open(self, which: str | None, bank: Bank, *, as_kept: bool = False) -> Visit:
        """The visit of a name or number, the newest with any answer if None.

        Answers that no longer fit the bank are among its misfits. `as_kept`, it has the version
        of the bank by which it was kept last.

        Raises:
            NoSuchVisitError: if there is none.
            DamagedError: if the file cannot be used, or belongs to another bank.
        """
        name = self.answered(which)
        path = self.path(name)
        document, header, started = _read(self._file(name))
        if header.bank_id != bank.id:
            other = shown(str(header.bank_id))
            why = tr(OF_ANOTHER_BANK, file=path_shown(path), other=other, bank=bank.id)
            raise DamagedError(why)
        version = (as_kept and header.bank_version) or bank.version
        start = Visit(name=name, bank_id=bank.id, bank_version=version, started=started)
        visit, _ = visit_of(document, header, bank, start=start)
        _refuse_problems(path, document)
        _refuse_cut(path, document)
        day = f"{visit.started:%Y-%m-%d}-1"
        self._called[name] = visit.name if NAME.fullmatch(visit.name) else day
        return replace(visit, name=name)

    def as_it_is(self, visit: Visit, bank: Bank) -> Visit:
        """A visit that was opened or made here: read anew if another program changed its file."""
        return self.open(visit.name, bank) if self._file(visit.name).was_changed() else visit

    def readable(self, bank: Bank, *, before: str = "", as_kept: bool = False) -> Iterator[Visit]:
        """The visits to this bank as far as they can be read, the newest first.

        `before` is the name of the visit than which they are older; then none if there is none.
        """
        names = self.names()
        first = names.index(before) + 1 if before in names else len(names) if before else 0
        for name in names[first:]:
            with suppress(MmnCheckError):  # a damaged one, or one of another bank, hides no other
                yield self.open(name, bank, as_kept=as_kept)

    def unfinished(
        self, bank: Bank, visits: Collection[FirstLines] | None = None
    ) -> tuple[Visit | None, tuple[DamagedVisit, ...]]:
        """The newest visit to this bank that is not finished; and the damaged ones before it.

        `visits` are those of the folder, if they are at hand.
        """
        damaged: list[DamagedVisit] = []
        for name in (one.stem for one in visits or self.visits() if not one.finished):
            match self._listed(name):
                case DamagedVisit() as one:
                    damaged.append(one)
                case KeptVisit(finished=None, bank_id=bank.id):
                    try:
                        return self.open(name, bank), tuple(damaged)
                    except MmnCheckError as error:
                        damaged.append(DamagedVisit(name=name, sentence=str(error)))
        return None, tuple(damaged)

    def new(self, bank: Bank, now: datetime) -> Visit:
        """A visit without answers, kept under a name of its own."""
        started = now.astimezone() if now.tzinfo is None else now
        started = started.replace(microsecond=0)
        empty = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=started)
        return self.keep_new(empty, bank)

    def keep_new(self, visit: Visit, bank: Bank) -> Visit:
        """The visit, kept under the first name of its day that is free.

        It keeps its identifier, if it has one that no other kept visit has.
        """
        private_folder(self.folder)
        if visit.identifier is None or any(v.said("id") == visit.identifier for v in self.visits()):
            visit = replace(visit, identifier=str(uuid4()))
        names = (f"{visit.started.date().isoformat()}-{number}" for number in count(1))
        while True:
            first = replace(visit, name=next(names))
            # Whoever holds the lock has the name: two at the same moment get different ones.
            with suppress(BusyError):
                if not self.is_there(first.name) and self._keep_first(first, bank):
                    return first

    def identified(self, visit: Visit, bank: Bank) -> Visit:
        """The visit with its identifier; one that an older version kept gets it now, for ever.

        Raises:
            BusyError: if it has to be kept, and another window has it.
            NotWritableError: if it has to be kept, and cannot be.
        """
        if visit.identifier:
            return visit
        with self.lock(visit.name):
            self.save(visit, bank)
        return replace(visit, identifier=self._identifiers[visit.name])

    def save(self, visit: Visit, bank: Bank, counts: Collection[Key] | None = None) -> None:
        """Keep the visit as it now is; when this returns, it is on the disk.

        A visit without an identifier gets one, which its file has from then on. `counts` are the
        answers of open branches, if they are at hand.

        Raises:
            NotWritableError: if it cannot be kept, or another program changed the file.
        """
        if visit.identifier is None:
            given = self._identifiers.setdefault(visit.name, str(uuid4()))
            visit = replace(visit, identifier=given)
        called = self._called.get(visit.name, visit.name)
        content = visit_text(bank, replace(visit, name=called), counts).encode()
        file = self._file(visit.name)
        if len(content) > LARGEST:
            size = LARGEST // 1_000_000
            raise NotWritableError(tr(TOO_LARGE, file=path_shown(file.path), size=size))
        if not self.folder.is_dir():
            private_folder(self.folder)
        file.write(content)

    @contextmanager
    def lock(self, name: str) -> Iterator[tuple[str, ...]]:
        """Hold a visit for this window alone; what a dead program held is free.

        Gives what the person must know of this disk: what it cannot do.

        Raises:
            BusyError: if another window holds it.
        """
        is_private = private_folder(self.folder)
        with self._file(name).held(busy=tr(BUSY, visit=shown(name))) as is_alone:
            lacks = ((OPEN_TO_OTHERS, not is_private), (UNLOCKED, not is_alone))
            yield tuple(tr(sentence) for sentence, is_so in lacks if is_so)

    def forget(self, name: str) -> None:
        """Delete a visit and all that belongs to it.

        Raises:
            BusyError: if it is open in another window.
        """
        with self.lock(name):
            self._file(name).remove()

    def forget_all(self) -> tuple[OtherFile, ...]:
        """Delete every file with answers, what else the program left there, and the folder.

        What of others is left there, having no answers.

        Raises:
            BusyError: if a visit is open in another window; then nothing is deleted.
        """
        # Nothing else that is done with visits need wait for it.
        from mmn_check.storage.diary_file import DiaryFile  # noqa: PLC0415

        if not self.folder.is_dir():
            return ()
        others, names = self.others(), self.names()
        with ExitStack() as locks:
            for name in names:
                locks.enter_context(self.lock(name))
            locks.enter_context(DiaryFile(self.folder).lock())
            for name in names:
                self._file(name).remove()
            for one in others:
                if one.has_answers:
                    remove_file(self.folder / one.name)
        for pattern in OURS:
            for path in self.folder.glob(pattern):
                remove_file(path)
        with suppress(OSError):  # something of the person's own may be in it
            self.folder.rmdir()
        return tuple(one for one in others if not one.has_answers)

    def _file(self, name: str) -> SafeFile:
        return self._files.setdefault(name, SafeFile(self.path(name)))

    def _keep_first(self, visit: Visit, bank: Bank) -> bool:
        """Keep a visit under a name that nobody has; whether nobody had it."""
        with self.lock(visit.name):
            if self.is_there(visit.name):
                return False
            try:
                self.save(visit, bank)
            except MmnCheckError:
                self._file(visit.name).remove()
                raise
            return True

    def _listed(self, name: str) -> KeptVisit | DamagedVisit:
        """A visit as the list shows it; whatever is wrong with it is told, not raised."""
        try:
            document, header, _ = _read(SafeFile(self.path(name)))
            _refuse_cut(self.path(name), document)
        except MmnCheckError as error:
            return DamagedVisit(name=name, sentence=str(error))
        parts = (document.data.get(part) for part in ANSWERS if part != "set_aside")
        answered = sum(len(part) for part in parts if isinstance(part, dict | list))
        finished = header.said.get("finished")
        return KeptVisit(name=name, finished=finished, bank_id=header.bank_id, answered=answered)


def _read(file: SafeFile) -> tuple[Document, Header, datetime]:
    """A visit's file but for its answers, and when it was begun.

    Raises:
        DamagedError: if the file cannot be used.
    """
    document = document_of(file.read(limit=LARGEST))
    _refuse_problems(file.path, document)
    header = header_of(document)
    _refuse_problems(file.path, document)
    if not (header and header.started and header.written_by_us and header.bank_id):
        raise DamagedError(tr(NOT_OURS, file=path_shown(file.path)))
    return document, header, header.started


def _refuse_problems(path: Path, document: Document) -> None:
    """Raise the first thing that makes a file unusable, if there is any."""
    for first in sorted(document.problems, key=lambda one: one.line):
        remedy = tr(first.of_file)
        told = tr(UNREADABLE, file=path_shown(path), line=first.line, fault=first, remedy=remedy)
        raise DamagedError(told)


def _refuse_cut(path: Path, document: Document) -> None:
    """Refuse a file without its end, which may be sound as far as it goes."""
    if not isinstance(document.data.get(LAST), dict):
        remedy = tr(Problem.of_file)
        raise DamagedError(tr(CUT_SHORT, file=path_shown(path), last=LAST, remedy=remedy))
