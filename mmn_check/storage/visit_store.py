"""The visits that are kept, one file each: begun, opened, saved after every answer, deleted.

People copy and rename files, editors and syncing programs leave more beside them: what a file is
called says little. To see the first lines of a thousand files takes 10 ms.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from uuid import uuid4

from mmn_check.bank.model import Bank
from mmn_check.bank.problems import Problem
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.storage import safe_files, visit_file
from mmn_check.storage.documents import Document, document_of
from mmn_check.storage.safe_files import SafeFile, path_shown, private_folder
from mmn_check.text_safety import safe
from mmn_check.visit.visit import Key, Visit

LARGEST = 5_000_000
"""More bytes than any visit has."""
INSIDE = re.compile(rb"mmn_check: [0-9]")
WRITTEN = re.compile(rb"visit: ([0-9]{4}-[0-9]{2}-[0-9]{2}-[1-9][0-9]{0,5})\b")
"""What stands, somewhere, in every file that holds a visit's."""
OURS = (".*.yaml.new", ".*.jsonl.new", ".*.lock", "diary.jsonl", "fault.txt")
"""What else the program may have put into its folder."""
LAST = visit_file.ANSWERS[-1]
"""What every visit's file ends with, on one line: without it something is missing."""
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
NO_SUCH_VISIT = tr_later(
    'There is no visit "{name}". To see the visits that are kept: mmn-check visits'
)
UNREADABLE = tr_later(
    "{file} cannot be read. Line {line}: {fault} The file is left as it is. {remedy}"
)
CUT_SHORT = tr_later(
    "{file} was cut short: {last} should stand at its end. The file is left as it is. {remedy}"
)
TOO_LARGE = tr_later(
    "Cannot write {file}: it would be larger than {size} MB. Give a shorter answer."
)


class NoSuchVisitError(MmnCheckError):
    """There is no visit of that name or number."""


class DamagedError(MmnCheckError):
    """A visit's file cannot be used; it stays as it is."""


class OtherBankError(DamagedError):
    """A visit answers another bank."""


class KeptVisit(Record):
    """A visit that is kept."""

    name: str
    damage: str = ""
    """Why its file cannot be read, as a sentence; then nothing else is known of it."""
    finished: datetime | None = None
    bank_id: str | None = None
    answered: int = 0
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
        return f"{safe(self.name)}  {self.damage or how_far}"


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
            what = tr("a copy of visit {name}", name=safe(self.of))
        else:
            what = tr("holds answers, too") if self.has_answers else tr("no visit, left alone")
        return f"{safe(self.name, 300)}  {what}"


class VisitStore:
    """The visits of a folder, to be opened, kept and deleted."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder` is where they are; None for the place of this person."""
        self._folder = folder
        self._files: dict[str, SafeFile] = {}
        """The files that were read or written, by the visit's name."""
        self._called: dict[str, str] = {}
        """What a visit is called whose file was renamed, by the file's name."""

    @cached_property
    def folder(self) -> Path:
        """Where the visits are; raises NoDataFolderError."""
        return self._folder or safe_files.data_folder()

    @cached_property
    def at_first(self) -> tuple[visit_file.FirstLines, ...]:
        """`visits` as they were when first looked at: with a thousand that takes a moment."""
        return self.visits()

    def path(self, name: str) -> Path:
        """The file of a visit."""
        return self.folder / f"{name}{visit_file.SUFFIX}"

    def is_there(self, name: str) -> bool:
        """Whether anything has the name of a visit's file, a link that leads nowhere included."""
        return os.path.lexists(self.path(name))

    def visits(self) -> tuple[visit_file.FirstLines, ...]:
        """What the visits' files begin with, the newest, which is the one begun last, first."""
        return self._told_apart()[0]

    def names(self) -> tuple[str, ...]:
        """The names of the visits, the newest first."""
        return tuple(one.stem for one in self.visits())

    def others(self) -> tuple[OtherFile, ...]:
        """What else is in the folder: copies, what editors and syncing programs leave, notes."""
        visits, copies = self._told_apart()
        known = {f"{one.stem}{visit_file.SUFFIX}" for one in visits}
        return tuple(
            _other_at(path, copy_of=copies.get(path.name.removesuffix(visit_file.SUFFIX)))
            for path in sorted(map(Path, self._entries()))
            if path.name not in known and not any(map(path.match, OURS))
        )

    def _entries(self) -> list[os.DirEntry[str]]:
        """All that is in the folder; nothing if it is not there."""
        try:
            with os.scandir(self.folder) as entries:
                return list(entries)
        except FileNotFoundError:
            return []
        except OSError as error:
            why = safe_files.refusal("look into", self.folder, error)
            raise safe_files.NotReadableError(why) from error

    def _told_apart(self) -> tuple[tuple[visit_file.FirstLines, ...], dict[str, str]]:
        """The visits, and by what a file is called: the visit of which it is a copy.

        Files of the same visit are its copies where one of them has its name; else nobody can tell
        which is the copy, and each is a visit.
        """
        found = [
            visit_file.first_lines_at(entry)  # a thousand Paths would take a while
            for entry in self._entries()
            if entry.name.endswith(visit_file.SUFFIX) and entry.name[0] != "."
        ]
        if all(one.is_called_so for one in found):  # so it is for most people, and soon sorted
            found.sort(key=lambda one: (one.stem[:10], int(one.stem[11:])), reverse=True)
            return tuple(found), {}
        same: defaultdict[object, list[visit_file.FirstLines]] = defaultdict(list)
        for one in found:
            if one.is_ours:
                same[one.said("visit"), one.started].append(one)
            elif visit_file.NAME.fullmatch(one.stem):  # though it cannot be read
                same[one.stem].append(one)
        visits: list[visit_file.FirstLines] = []
        copies: dict[str, str] = {}
        for several in same.values():
            first = next((one for one in several if one.stem == one.said("visit")), None)
            for one in several:
                if first and one is not first and one.may_be(first):
                    copies[one.stem] = first.stem
                else:
                    visits.append(one)
        visits.sort(key=lambda one: (one.age, one.stem), reverse=True)
        return tuple(visits), copies

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
            raise NoSuchVisitError(tr(NO_SUCH_VISIT, name=safe(str(which))))
        return numbered[which]

    def list(self) -> tuple[KeptVisit, ...]:
        """Every visit, the newest first; a damaged one hides no other."""
        return tuple(map(self._listed, self.names()))

    def open(self, which: str | None, bank: Bank, *, as_kept: bool = False) -> Visit:
        """The visit of a name or number, the newest with any answer if None.

        Answers that no longer fit the bank are among its misfits. One without an identifier, from
        an older version, has one from now on. `as_kept`, it has the version of the bank by which
        it was kept last.

        Raises:
            NoSuchVisitError: if there is none.
            DamagedError: if the file cannot be used, or belongs to another bank.
        """
        if which is None:
            which = next((one.stem for one in self.visits() if not one.is_empty), None)
        name = self.name_of(which)
        path = self.path(name)
        document, header, started = _read_first_lines(self._file(name))
        if header.bank_id != bank.id:
            file, other = path_shown(path), safe(str(header.bank_id))
            raise OtherBankError(tr(OF_ANOTHER_BANK, file=file, other=other, bank=bank.id))
        version = (as_kept and header.bank_version) or bank.version
        start = Visit(name=name, bank_id=bank.id, bank_version=version, started=started)
        visit, _ = visit_file.visit_of(document, header, bank, start=start)
        _refuse_problems(path, document)
        _refuse_cut(path, document)
        day = f"{visit.started:%Y-%m-%d}-1"
        self._called[name] = visit.name if visit_file.NAME.fullmatch(visit.name) else day
        return replace(visit, name=name, identifier=visit.identifier or str(uuid4()))

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
        self, bank: Bank, visits: Collection[visit_file.FirstLines] | None = None
    ) -> tuple[Visit | None, tuple[str, ...]]:
        """The newest visit to this bank that is not finished; what is wrong with those before it.

        `visits` are those of the folder, if they are at hand.
        """
        damaged: list[str] = []
        for name in (one.stem for one in visits or self.visits() if not one.finished):
            try:
                visit = self.open(name, bank)
            except OtherBankError:
                continue
            except MmnCheckError as error:
                damaged.append(str(error))
            else:
                if not visit.finished:
                    return visit, tuple(damaged)
        return None, tuple(damaged)

    def new(self, bank: Bank, now: datetime) -> Visit:
        """A visit without answers, kept under a name of its own."""
        started = now.astimezone().replace(microsecond=0)
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
            if self.is_there(first.name):
                continue
            # Whoever holds the lock has the name: two at the same moment get different ones.
            with suppress(safe_files.BusyError), self.lock(first.name):
                if not self.is_there(first.name):
                    try:
                        self.save(first, bank)
                    except MmnCheckError:
                        self._file(first.name).remove()
                        raise
                    return first

    def identified(self, visit: Visit, bank: Bank) -> Visit:
        """The visit, its identifier kept; one that an older version kept has it from now on.

        Raises:
            BusyError: if it has to be kept, and another window has it.
            NotWritableError: if it has to be kept, and cannot be.
        """
        if visit_file.first_lines_at(self.path(visit.name)).said("id") is None:
            with self.lock(visit.name):
                self.save(visit, bank)
        return visit

    def save(self, visit: Visit, bank: Bank, counts: Collection[Key] | None = None) -> None:
        """Keep the visit as it now is; when this returns, it is on the disk.

        `counts` are the answers of open branches, if they are at hand.

        Raises:
            NotWritableError: if it cannot be kept, or another program changed the file.
        """
        called = self._called.get(visit.name, visit.name)
        content = visit_file.visit_text(bank, replace(visit, name=called), counts).encode()
        file = self._file(visit.name)
        if len(content) > LARGEST:
            size = LARGEST // 1_000_000
            raise safe_files.NotWritableError(tr(TOO_LARGE, file=path_shown(file.path), size=size))
        file.write(content)

    @contextmanager
    def lock(self, name: str) -> Iterator[tuple[str, ...]]:
        """Hold a visit for this window alone; what a dead program held is free.

        Gives what the person must know of this disk: what it cannot do.

        Raises:
            BusyError: if another window holds it.
        """
        is_private = private_folder(self.folder)
        with self._file(name).held(busy=tr(BUSY, visit=safe(name))) as is_alone:
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
                    safe_files.remove_file(self.folder / one.name)
        for pattern in OURS:
            for path in self.folder.glob(pattern):
                safe_files.remove_file(path)
        with suppress(OSError):  # something of the person's own may be in it
            self.folder.rmdir()
        return tuple(one for one in others if not one.has_answers)

    def _file(self, name: str) -> SafeFile:
        return self._files.setdefault(name, SafeFile(self.path(name)))

    def _listed(self, name: str) -> KeptVisit:
        """A visit as the list shows it; whatever is wrong with it is told, not raised."""
        try:
            document, header, _ = _read_first_lines(SafeFile(self.path(name)))
            _refuse_cut(self.path(name), document)
        except MmnCheckError as error:
            return KeptVisit(name=name, damage=str(error))
        parts = (document.data.get(part) for part in visit_file.ANSWERS if part != "set_aside")
        answered = sum(len(part) for part in parts if isinstance(part, dict | list))
        finished = header.said.get("finished")
        return KeptVisit(name=name, finished=finished, bank_id=header.bank_id, answered=answered)


def _read_first_lines(file: SafeFile) -> tuple[Document, visit_file.Header, datetime]:
    """A visit's file but for its answers, and when it was begun.

    Raises:
        DamagedError: if the file cannot be used.
    """
    document = document_of(file.read(limit=LARGEST))
    _refuse_problems(file.path, document)
    header = visit_file.header_of(document)
    _refuse_problems(file.path, document)
    started = header.said.get("started") if header else None
    if not (header and started and header.written_by_us and header.bank_id):
        raise _damaged(NOT_OURS, file.path)
    return document, header, started


def _refuse_problems(path: Path, document: Document) -> None:
    """Raise the first thing that makes a file unusable, if there is any."""
    for first in sorted(document.problems, key=lambda one: one.line):
        remedy = tr(first.of_file)
        raise _damaged(UNREADABLE, path, line=first.line, fault=first, remedy=remedy)


def _refuse_cut(path: Path, document: Document) -> None:
    """Refuse a file without its end, which may be sound as far as it goes."""
    if not isinstance(document.data.get(LAST), dict):
        raise _damaged(CUT_SHORT, path, last=LAST, remedy=tr(Problem.of_file))


def _damaged(sentence: str, path: Path, **told: object) -> DamagedError:
    return DamagedError(tr(sentence, file=path_shown(path), **told))


def _other_at(path: Path, *, copy_of: str | None) -> OtherFile:
    """What a file is that is no visit, told by what is inside; editors' own forms of it, too."""
    raw = b""
    if copy_of is None:
        with suppress(MmnCheckError):
            raw = safe_files.read_file(path, limit=LARGEST, follow=False)
    said = WRITTEN.search(raw) if INSIDE.search(raw) else None
    of = copy_of or (said[1].decode() if said else None)
    return OtherFile(name=path.name, of=of, has_answers=bool(of or INSIDE.search(raw)))
