"""What one run of the program works with: a bank, a terminal, a folder, a clock."""

from __future__ import annotations

import errno
import sys
from datetime import datetime
from functools import cached_property, partial
from os import environ
from pathlib import Path

from rich.console import Console

from mmn_check.bank.catalogs import Translations
from mmn_check.bank.model import Bank, Term
from mmn_check.bank.records import Record
from mmn_check.bank.shipped import compiled_bank, shipped_bank
from mmn_check.i18n import ENGLISH
from mmn_check.session.languages import bank_words, glossary_spoken, speak_for, to_keep
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.safe_files import data_folder
from mmn_check.storage.visit_store import VisitStore
from mmn_check.text_safety import LINE, shown


class Screen(Console):
    """A console that is as wide as its window, and leaves it to us how to end without one."""

    @property
    def is_dumb_terminal(self) -> bool:
        """Never: Rich takes a dumb one for 80 columns wide; without colours nothing is amiss."""
        return False

    def on_broken_pipe(self) -> None:
        """Say that nobody reads any more, instead of ending the program here."""
        raise BrokenPipeError(errno.EPIPE, "")


class Session(Record):
    """What one run of the program works with."""

    options: RunOptions
    bank_folder: Path
    plain: bool
    """Whether output has neither colour nor layout: asked for, or all that the terminal can."""
    language: str = ENGLISH
    """The code of the language that is spoken."""

    @classmethod
    def of(cls, options: RunOptions, *, visit: str | None = None) -> Session:
        """The session that the options ask for, about a visit (the newest, if None).

        From now on the language is spoken that is asked for or that suits the visit.

        Raises:
            WrongUseError: if a language is asked for that there is not.
        """
        folder, plain = options.bank or shipped_bank(), options.plain or wants_plain()
        code = speak_for(folder, asked=options.language, visit=visit)
        return cls(options=options, bank_folder=folder, plain=plain, language=code)

    def bank(self, *, diary: bool = False) -> Bank:
        """The question bank, with its diary if wanted, in the language that is spoken.

        Raises:
            WrongUseError: telling every mistake in it.
        """
        if self.bank_folder != shipped_bank():
            return self._bank_read(diary=diary)
        name = f"{'bank_and_diary' if diary else 'bank'}.{self.language}"
        sources = [*self.bank_folder.glob("*.yaml"), *self.bank_folder.glob(f"{self.language}.po")]
        return compiled_bank(self.bank_folder, name, sources, partial(self._bank_read, diary=diary))

    def _bank_read(self, *, diary: bool) -> Bank:
        """The bank read from its files, in the language that is spoken."""
        # A start with the shipped bank, which was read before, need not wait for what reads it.
        from mmn_check.bank_check.checked_bank import read_bank  # noqa: PLC0415

        bank = read_bank(self.bank_folder, diary=diary)
        if self._translations is None:
            return bank
        from mmn_check.bank.texts import bank_in  # noqa: PLC0415 - the same

        return bank_in(bank, self._translations.of, self.language)

    def words(self) -> tuple[Term, ...]:
        """The bank's glossary; raises as `bank` does."""
        from mmn_check.bank_check.checked_bank import read_glossary  # noqa: PLC0415 - the same

        return glossary_spoken(read_glossary(self.bank_folder), self._translations)

    @property
    def noted_language(self) -> str | None:
        """What a visit notes of its language."""
        return to_keep(self.language, self.bank_folder)

    @cached_property
    def _translations(self) -> Translations | None:
        return bank_words(self.bank_folder, self.language)

    @property
    def bank_named(self) -> str:
        """What has to follow a command that a hint names, so that it takes this bank again."""
        if self.options.bank is None:
            return ""
        import shlex  # noqa: PLC0415 - only who has a bank of their own needs it

        return f" --bank {shown(shlex.quote(str(self.options.bank)), LINE)}"

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
