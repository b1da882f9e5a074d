"""What one run of the program works with: a bank, a language, a terminal, a folder, a clock.

The language is the one asked for; else that of the visit at hand; else the one of the
surroundings, as gettext takes it from them; else English.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field, replace
from datetime import date, datetime
from functools import cached_property
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from mmn_check.bank.catalogs import Translations, languages_in, program_words, read_catalog
from mmn_check.bank.model import Bank, Term
from mmn_check.bank.records import Record
from mmn_check.bank.shipped_bank import compiled_bank, shipped_bank
from mmn_check.errors import MmnCheckError, NoTerminalError, WrongUseError
from mmn_check.i18n import ENGLISH, speak, tr
from mmn_check.session.plain import Screen, screen_for, wants_plain
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.visit_file import first_lines_at
from mmn_check.storage.visit_store import VisitStore
from mmn_check.text_safety import LINE, quoted_in_a_row, safe

if TYPE_CHECKING:
    from mmn_check.interview.terminal import TerminalPrompter
    from mmn_check.summary.summary_model import Summary
    from mmn_check.visit.diary import Diary
    from mmn_check.visit.visit import Visit


CATALOGS = Path(__file__).parents[1] / "locale"
"""What the program itself says."""
SURROUNDINGS = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
INVITATIONS = {
    ENGLISH: "In English: mmn-check --language en",
    "es": "En español: mmn-check --language es",
}
"""Each in its own language, for who cannot read the other, of those that are whole.

A language that is only begun is spoken where it is asked for, and offered to nobody.
"""


def languages_of(bank: Path) -> tuple[str, ...]:
    """The languages in which a bank can be asked: those that bank and program both speak."""
    both = set(languages_in(bank)) & set(languages_in(CATALOGS)) if bank.is_dir() else set()
    return (ENGLISH, *sorted(both))


def invitations(bank: Path, code: str) -> tuple[str, ...]:
    """How to be asked in each other language in which the whole shipped bank can be."""
    others = languages_of(bank) if bank == shipped_bank() else ()
    return tuple(line for one, line in INVITATIONS.items() if one in others and one != code)


def wished(surroundings: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """The first of the languages that the surroundings wish for and that is whole; else English."""
    said = next((surroundings[name] for name in SURROUNDINGS if surroundings.get(name)), "")
    for one in said.split(":"):
        full = one.partition(".")[0].partition("@")[0]
        for code in (full, full.partition("_")[0]):
            if code in languages and code in INVITATIONS:
                return code
    return ENGLISH


def speak_for(bank: Path, *, asked: str | None, visit: str | None, store: VisitStore) -> str:
    """Speak, from now on, what suits a bank and a visit (the newest, if None); its code.

    Raises:
        WrongUseError: if a language is asked for that there is not.
    """
    languages = languages_of(bank)
    if asked is not None and asked not in languages:
        may_be = quoted_in_a_row(languages, joined=tr("{most} or {last}"))
        why = tr('There is no language "{language}" here.', language=safe(asked))
        raise WrongUseError(f"{why} {tr('It may be {languages}.', languages=may_be)}")
    kept = _of_visit(visit, store) if len(languages) > 1 and not asked else None
    code = asked or (kept if kept in languages else None) or wished(environ, languages)
    speak(code, None if code == ENGLISH else program_words(CATALOGS, code))
    return code


def _of_visit(visit: str | None, store: VisitStore) -> str | None:
    """The language that a visit was begun in."""
    with suppress(MmnCheckError):
        if visit is None:
            return next((one.said("language") for one in store.at_first), None)
        return first_lines_at(store.path(store.name_of(visit))).said("language")
    return None


class Session(Record):
    """What one run of the program works with."""

    options: RunOptions
    bank_folder: Path
    plain: bool
    """Whether output has neither colour nor layout: asked for, or all that the terminal can."""
    language: str = ENGLISH
    """The code of the language that is spoken."""
    store: VisitStore = field(default_factory=VisitStore)
    """Where the visits are kept."""

    @classmethod
    def of(cls, options: RunOptions, *, visit: str | None = None) -> Session:
        """The session that the options ask for, about a visit (the newest, if None).

        From now on the language is spoken that is asked for or that suits the visit.

        Raises:
            WrongUseError: if a language is asked for that there is not.
        """
        folder, plain = options.bank or shipped_bank(), wants_plain(asked=options.plain)
        store = VisitStore()
        code = speak_for(folder, asked=options.language, visit=visit, store=store)
        return cls(options=options, bank_folder=folder, plain=plain, language=code, store=store)

    @cached_property
    def bank(self) -> Bank:
        """The question bank with its diary, if it has one, in the language that is spoken.

        Raises:
            WrongUseError: telling every mistake in it.
        """
        folder = self.bank_folder
        if folder != shipped_bank():
            return self._bank_read()
        sources = [*folder.glob("*.yaml"), *folder.glob(f"{self.language}.po")]
        return compiled_bank(folder, f"bank_and_diary.{self.language}", sources, self._bank_read)

    def _bank_read(self) -> Bank:
        # A start with the shipped bank, which was read before, need not wait for what reads it.
        from mmn_check.bank_check.checked_bank import read_bank  # noqa: PLC0415

        bank = read_bank(self.bank_folder)
        if self._translations is None:
            return bank
        from mmn_check.bank.schema import translated_bank  # noqa: PLC0415 - the same

        return translated_bank(bank, self._translations.of, self.language)

    def words(self) -> tuple[Term, ...]:
        """The bank's glossary, ordered by the letters of its language; raises as `bank`."""
        from mmn_check.bank_check.checked_bank import read_glossary  # noqa: PLC0415 - the same

        glossary = read_glossary(self.bank_folder)
        if self._translations is None:
            return glossary
        from mmn_check.bank.schema import translated_glossary  # noqa: PLC0415 - the same

        spoken = translated_glossary(glossary, self._translations.of)
        return tuple(sorted(spoken, key=lambda one: one.word.casefold()))

    @property
    def noted_language(self) -> str | None:
        """What a visit notes of its language: nothing, where it would be spoken anyway."""
        spoken = wished(environ, languages_of(self.bank_folder))
        return None if self.language == ENGLISH == spoken else self.language

    @cached_property
    def _translations(self) -> Translations | None:
        """What the bank says in this language; None in English, as it is written in that."""
        return None if self.language == ENGLISH else read_catalog(self.bank_folder, self.language)

    @property
    def bank_named(self) -> str:
        """What has to follow a command that a hint names, so that it takes this bank again."""
        if self.options.bank is None:
            return ""
        import shlex  # noqa: PLC0415 - only who has a bank of their own needs it

        return f" --bank {safe(shlex.quote(str(self.options.bank)), LINE)}"

    @cached_property
    def prompter(self) -> TerminalPrompter:
        """What asks on the terminal and takes what is typed.

        Raises:
            NoTerminalError: if there is no terminal.
        """
        from mmn_check.interview.keyboard import TerminalKeyboard  # noqa: PLC0415 - as above
        from mmn_check.interview.terminal import TerminalPrompter  # noqa: PLC0415

        if not sys.stdin.isatty():
            why = tr(
                "There is no terminal to ask on. Run it in a terminal, "
                "or give the answers in a file: mmn-check start --answers FILE"
            )
            raise NoTerminalError(why)
        # What a shell once exported would hide that the window was resized since.
        environ.pop("COLUMNS", None)
        keyboard = TerminalKeyboard(plain=self.plain)
        prompter = TerminalPrompter(self.console(), keyboard=keyboard, language=self.language)
        prompter.hints = not self.options.quiet_hints
        return prompter

    def console(self) -> Screen:
        """The terminal, as `screen_for` makes it."""
        return screen_for(plain=self.plain)


def now() -> datetime:
    """This moment, with the time zone of the machine."""
    return datetime.now().astimezone()


def summary_with_days(session: Session, visit: Visit) -> tuple[Summary, Diary | None]:
    """The summary as of today, against the visit before, with the diary up to it; that diary."""
    # No question need wait for what makes the page.
    from mmn_check.summary.diary_pages import with_diary  # noqa: PLC0415
    from mmn_check.summary.summarize import summarize  # noqa: PLC0415

    diary = diary_with(session, visit)
    earlier = session.store.readable(session.bank, before=visit.name)
    before = next((one for one in earlier if one.finished), None)
    return with_diary(
        summarize(session.bank, visit, today=now().date(), before=before), diary
    ), diary


def diary_with(session: Session, visit: Visit, *, until: date | None = None) -> Diary | None:
    """The days that are told with a visit; None where no diary is kept.

    They end with `until`; else with today, or with a visit that is not the newest.
    """
    from mmn_check.storage.diary_file import DiaryFile, read_days  # noqa: PLC0415 - the same

    store = session.store
    file = DiaryFile(store.folder)
    if not file.is_there():
        return None
    is_newest = store.names()[:1] == (visit.name,)
    until = until or (now().date() if is_newest else visit.started.date())
    days = read_days(file, session.bank, until=until, back_from=until)
    return replace(days, until=until)
