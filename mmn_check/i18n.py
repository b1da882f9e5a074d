"""The program's own sentences in the language in use: English, or what a catalog says.

What the question bank says is translated with the bank. A sentence that a person meets is
written in English where it is needed, whole, and looked up as it is said: `tr("Saved as {path}",
path=path)`. What is filled in is never looked up itself. Days and months are said here, too.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Protocol

ENGLISH = "en"
CODE = re.compile(r"[a-z]{2,3}(?:_[A-Z]{2})?")
"""What a language is called: es, pt_BR."""


class Catalog(Protocol):
    """Sentences by their English, as gettext keeps them."""

    def gettext(self, message: str, /) -> str:
        """The sentence in the catalog's language; as it is, if the catalog has none."""

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        """The same for a sentence that depends on a count."""


class _Speech:
    """What is spoken now. One process speaks one language at a time, as it has one terminal.

    So it is not handed down with each of some four hundred sentences, through every layer. What
    understands typed words takes a language as an argument, from the bank that is asked: the same
    words may have to be read in two.
    """

    language = ENGLISH
    catalog: Catalog | None = None


_now = _Speech()


def language() -> str:
    """The language in use, as its code: "en"."""
    return _now.language


def speak(code: str, catalog: Catalog | None) -> None:
    """Speak a language from now on; English needs no catalog."""
    _now.language, _now.catalog = code, catalog


def tr(sentence: str, /, **parts: object) -> str:
    """The sentence in the language in use, with the parts that it names in braces filled in."""
    said = _now.catalog.gettext(sentence) if _now.catalog else sentence
    return said.format(**parts) if parts else said


def tr_n(one: str, several: str, count: int, /, **parts: object) -> str:
    """The same for a sentence that depends on a count, which may be filled in as `{count}`."""
    if _now.catalog:
        said = _now.catalog.ngettext(one, several, count)
    else:
        said = one if count == 1 else several
    return said.format(count=count, **parts)


def tr_later(sentence: str) -> str:
    """The sentence as it is, for the catalog; to be said with `tr` when it is needed."""
    return sentence


MONTHS = (
    tr_later("January"), tr_later("February"), tr_later("March"), tr_later("April"),
    tr_later("May"), tr_later("June"), tr_later("July"), tr_later("August"),
    tr_later("September"), tr_later("October"), tr_later("November"), tr_later("December"),
)  # fmt: skip


def month_in_words(month: int) -> str:
    """The name of a month, counted from 1."""
    return tr(MONTHS[month - 1])


def day_in_words(day: date) -> str:
    """One day in full: 21 November 2026."""
    month = month_in_words(day.month)
    return tr("{day} {month} {year}", day=day.day, month=month, year=day.year)
