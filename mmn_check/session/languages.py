"""Which language a run speaks.

The one asked for; else that of the visit at hand; else the one of the surroundings, as gettext
takes it from them; else English.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from os import environ
from pathlib import Path

from mmn_check.bank.catalogs import languages_in, program_words
from mmn_check.bank.shipped import shipped_bank
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.i18n import ENGLISH, speak, tr
from mmn_check.storage.visit_file import first_lines_at
from mmn_check.storage.visit_store import VisitStore
from mmn_check.text_safety import quoted_in_a_row, shown

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


def speak_for(
    bank: Path, *, asked: str | None, visit: str | None, store: VisitStore | None = None
) -> str:
    """Speak, from now on, what suits a bank and a visit (the newest, if None); its code.

    Raises:
        WrongUseError: if a language is asked for that there is not.
    """
    languages = languages_of(bank)
    if asked is not None and asked not in languages:
        raise WrongUseError(
            tr(
                'There is no language "{language}" here. It may be {languages}.',
                language=shown(asked),
                languages=quoted_in_a_row(languages, joined=tr("{most} or {last}")),
            )
        )
    kept = _of_visit(visit, store or VisitStore()) if len(languages) > 1 and not asked else None
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
