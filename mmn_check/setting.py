"""What one run of the program works with: a bank, a terminal, a folder, a clock."""

from __future__ import annotations

import sys
from datetime import datetime
from os import environ
from pathlib import Path

from mmn_check.domain.bank import Bank, Term
from mmn_check.domain.records import Record
from mmn_check.screen import Screen
from mmn_check.storage.bank_files import read_bank, read_glossary, shipped_bank
from mmn_check.storage.data_folder import data_folder
from mmn_check.storage.visit_files import VisitStore


class Setting(Record):
    """What one run of the program works with."""

    bank_folder: Path
    plain: bool
    one_key: bool = False
    """Whether a choice is taken on one key press, whatever the visit remembers."""
    hints: bool = True
    """Whether the keys and the way to answer are shown with each question."""

    @classmethod
    def of(
        cls, *, bank: Path | None, plain: bool, one_key: bool = False, hints: bool = True
    ) -> Setting:
        """The shipped bank unless another is named; plain where the terminal asks for it."""
        folder, plain = bank or shipped_bank(), plain or wants_plain()
        return cls(bank_folder=folder, plain=plain, one_key=one_key, hints=hints)

    def bank(self) -> Bank:
        """The question bank.

        Raises:
            WrongUseError: telling every mistake in it.
        """
        return read_bank(self.bank_folder)

    def words(self) -> tuple[Term, ...]:
        """The bank's glossary; raises as `bank` does."""
        return read_glossary(self.bank_folder)

    def console(self) -> Screen:
        """The terminal; without a single escape sequence if plain."""
        if self.plain:
            return Screen(color_system=None, highlight=False, markup=False, emoji=False)
        return Screen(highlight=False, markup=False, emoji=False)

    def store(self) -> VisitStore:
        """Where the visits are kept."""
        return VisitStore(data_folder())


def wants_plain() -> bool:
    """Whether the surroundings ask for plain text (https://no-color.org, TERM=dumb, a pipe)."""
    return bool(environ.get("NO_COLOR")) or environ.get("TERM") == "dumb" or not sys.stdout.isatty()


def now() -> datetime:
    """This moment, with the time zone of the machine."""
    return datetime.now().astimezone()
