"""Which visits there are in a folder, and what else is."""

from __future__ import annotations

import os
from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.language import tr
from mmn_check.storage.mistakes import shown
from mmn_check.storage.safe_files import NotReadableError, refusal
from mmn_check.storage.visit_entries import Damaged, Kept, Other, entry_of, other_at
from mmn_check.storage.visit_heads import SUFFIX, Contents, contents_of

OURS = (".*.yaml.new", ".*.lock", "fault.txt")
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

    def list(self) -> tuple[Kept | Damaged, ...]:
        """Every visit, the newest first; a damaged one hides no other."""
        return tuple(entry_of(self.path(name), name) for name in self.names())

    def names(self) -> tuple[str, ...]:
        """The names of the visits, the newest, which is the one begun last, first."""
        return tuple(one.stem for one in self._contents().visits)

    def others(self) -> tuple[Other, ...]:
        """What else is in the folder: copies, what editors and syncing programs leave, notes."""
        contents = self._contents()
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

    def _contents(self) -> Contents:
        return contents_of(self.folder)

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
            for head in self._contents().visits:
                if not head.is_empty:
                    return head.stem
        return self.name_of(which)

    def is_there(self, name: str) -> bool:
        """Whether anything has the name of a visit's file, a link that leads nowhere included."""
        return os.path.lexists(self.path(name))
