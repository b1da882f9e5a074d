"""The visits that are kept, one file each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from itertools import count
from pathlib import Path
from uuid import uuid4

from mmn_check.bank.model import Bank
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr, tr_later
from mmn_check.storage import safe_files, visit_folder
from mmn_check.storage.visit_file import LARGEST, NAME, visit_of, visit_text
from mmn_check.text_safety import shown
from mmn_check.visit.visit import Visit

OPEN_TO_OTHERS = tr_later(
    "Others who use this machine may be able to read your answers: this disk cannot close a folder "
    "to them. To keep your answers on another disk, set XDG_DATA_HOME to a folder there."
)
UNLOCKED = tr_later(
    "This disk cannot tell that a visit is open in another window. Answer in one window only."
)


class VisitStore(visit_folder.VisitFolder):
    """The visits of a folder, to be opened, kept and deleted."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._known: dict[str, bytes] = {}
        """What was read or written last, by the visit's name."""
        self._identifiers: dict[str, str] = {}
        """What visits got whose files had none, by the visit's name."""
        self._called: dict[str, str] = {}
        """What a visit is called whose file was renamed, by the file's name."""

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
        opened = visit_folder.opened_at(path)
        if opened.header.bank_id != bank.id:
            raise visit_folder.DamagedError(
                tr(
                    '{file} answers another question bank, "{other}" and not "{bank}". '
                    "Name its folder with --bank.",
                    file=safe_files.path_shown(path),
                    other=shown(str(opened.header.bank_id)),
                    bank=bank.id,
                )
            )
        version = (as_kept and opened.header.bank_version) or bank.version
        start = Visit(name=name, bank_id=bank.id, bank_version=version, started=opened.started)
        visit, _ = visit_of(opened.document, opened.header, bank, start=start)
        visit_folder.refuse_problems(path, opened.document)
        visit_folder.refuse_cut(path, opened.document)
        self._known[name] = opened.raw
        self._called[name] = (
            visit.name if NAME.fullmatch(visit.name) else f"{visit.started:%Y-%m-%d}-1"
        )
        return replace(visit, name=name)

    def before(self, name: str, bank: Bank) -> Iterator[Visit]:
        """The visits to this bank that are older, as far as they can be read, the newest first."""
        names = self.names()
        for older in names[names.index(name) + 1 :] if name in names else ():
            with suppress(MmnCheckError):
                yield self.open(older, bank)

    def unfinished(self, bank: Bank) -> tuple[Visit | None, tuple[visit_folder.DamagedVisit, ...]]:
        """The newest visit to this bank that is not finished; and the damaged ones before it."""
        damaged = []
        for lines in visit_folder.folder_contents(self.folder).visits:
            if lines.finished:
                continue
            name = lines.stem
            one = visit_folder.entry_of(self.path(name), name)
            if isinstance(one, visit_folder.DamagedVisit):
                damaged.append(one)
            elif one.finished is None and one.bank_id == bank.id:
                try:
                    return self.open(name, bank), tuple(damaged)
                except MmnCheckError as error:
                    damaged.append(visit_folder.DamagedVisit(name=name, sentence=str(error)))
        return None, tuple(damaged)

    def finished_since(self, moment: datetime, bank: Bank) -> Visit | None:
        """The newest visit, if it answers this bank and was finished since then."""
        with suppress(MmnCheckError):
            name = self.answered(None)
            finished = visit_folder.first_lines_at(self.path(name)).finished
            if finished and finished >= moment:
                return self.open(name, bank)
        return None

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
        safe_files.private_folder(self.folder)
        known = (one.identifier for one in visit_folder.folder_contents(self.folder).visits)
        if visit.identifier is None or visit.identifier in known:
            visit = replace(visit, identifier=str(uuid4()))
        names = (f"{visit.started.date().isoformat()}-{number}" for number in count(1))
        while True:
            first = replace(visit, name=next(names))
            # Whoever holds the lock has the name: two at the same moment get different ones.
            with suppress(safe_files.BusyError):
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

    def save(self, visit: Visit, bank: Bank) -> None:
        """Keep the visit as it now is; when this returns, it is on the disk.

        A visit without an identifier gets one, which its file has from then on.

        Raises:
            NotWritableError: if it cannot be kept, or another program changed the file.
        """
        if visit.identifier is None:
            given = self._identifiers.setdefault(visit.name, str(uuid4()))
            visit = replace(visit, identifier=given)
        called = self._called.get(visit.name, visit.name)
        content = visit_text(bank, replace(visit, name=called)).encode()
        path = self.path(visit.name)
        if len(content) > LARGEST:
            raise safe_files.NotWritableError(
                tr(
                    "Cannot write {file}: it would be larger than {size} MB. "
                    "Give a shorter answer.",
                    file=safe_files.path_shown(path),
                    size=LARGEST // 1_000_000,
                )
            )
        if not self.folder.is_dir():
            safe_files.private_folder(self.folder)
        known = self._known.get(visit.name)
        if known is None:
            safe_files.write_file(path, content)
        else:  # our lock holds no editor off
            safe_files.write_again(path, content, known=known, go_on="")
        self._known[visit.name] = content

    @contextmanager
    def lock(self, name: str) -> Iterator[tuple[str, ...]]:
        """Hold a visit for this window alone; what a dead program held is free.

        Gives what the person must know of this disk: what it cannot do.

        Raises:
            BusyError: if another window holds it.
        """
        is_private = safe_files.private_folder(self.folder)
        busy = tr(
            "Visit {visit} is open in another window. Go on there, or close that window first.",
            visit=shown(name),
        )
        with safe_files.held(self.path(name), busy=busy) as is_alone:
            lacks = ((OPEN_TO_OTHERS, not is_private), (UNLOCKED, not is_alone))
            yield tuple(tr(sentence) for sentence, is_so in lacks if is_so)

    def forget(self, name: str) -> None:
        """Delete a visit and all that belongs to it.

        Raises:
            BusyError: if it is open in another window.
        """
        with self.lock(name):
            self._remove(name)

    def forget_all(self) -> tuple[visit_folder.OtherFile, ...]:
        """Delete every file with answers, what else the program left there, and the folder.

        What of others is left there, having no answers.

        Raises:
            BusyError: if a visit is open in another window; then nothing is deleted.
        """
        # Nothing else that is done with visits need wait for it.
        from mmn_check.storage.diary_file import DiaryFile  # noqa: PLC0415

        if not self.folder.is_dir():
            return ()
        others = self.others()
        with ExitStack() as locks:
            names = self.names()
            for name in names:
                locks.enter_context(self.lock(name))
            locks.enter_context(DiaryFile(self.folder).lock())
            for name in names:
                self._remove(name)
            for one in others:
                if one.has_answers:
                    safe_files.remove_file(self.folder / one.name)
        for pattern in visit_folder.OURS:
            for path in self.folder.glob(pattern):
                safe_files.remove_file(path)
        with suppress(OSError):  # something of the person's own may be in it
            self.folder.rmdir()
        return tuple(one for one in others if not one.has_answers)

    def _keep_first(self, visit: Visit, bank: Bank) -> bool:
        """Keep a visit under a name that nobody has; whether nobody had it."""
        with self.lock(visit.name):
            if self.is_there(visit.name):
                return False
            try:
                self.save(visit, bank)
            except MmnCheckError:
                self._remove(visit.name)
                raise
            return True

    def _remove(self, name: str) -> None:
        for one in (self.path(name), safe_files.beside(self.path(name))):
            safe_files.remove_file(one)
