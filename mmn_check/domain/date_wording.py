"""A rough date put into words that are no more exact than it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from mmn_check.domain.date_reading.vocabulary import FALL, OR
from mmn_check.domain.date_reading.words import Token, Tokens, kinds_of, tokens_of
from mmn_check.domain.days import month_in_words
from mmn_check.domain.hearing import heard_date
from mmn_check.domain.values import RoughDate
from mmn_check.language import tr, tr_later

PLAIN = set("nomywrbi_-/.")
"""Kinds of words that a date in full says just as well."""
LENGTH = re.compile("[~_nqhArN-]*[YMWDH][~_nqhArNYMWDH-]*")
"""Kinds of words that say how long, and not how long ago."""
_SOFT = (tr_later("early {date}"), tr_later("mid {date}"), tr_later("late {date}"))
FEASTS = {Token("s", feast, feast) for feast in range(4, FALL)}
"""They keep their capital; the four seasons do not need it."""


class _Joint(NamedTuple):
    """How two dates are joined, by what they share."""

    nothing: str
    year: str
    year_of_days: str
    month: str


_TO = _Joint(
    nothing=tr_later("{first} to {last}"),
    year=tr_later("{first_month} to {last_month} {year}"),
    year_of_days=tr_later("{first_day} {first_month} to {last_day} {last_month} {year}"),
    month=tr_later("{first_day} to {last_day} {month} {year}"),
)
_OR = _Joint(
    nothing=tr_later("{first} or {last}"),
    year=tr_later("{first_month} or {last_month} {year}"),
    year_of_days=tr_later("{first_day} {first_month} or {last_day} {last_month} {year}"),
    month=tr_later("{first_day} or {last_day} {month} {year}"),
)


def date_in_words(rough: RoughDate) -> str:
    """A date read back with its precision: as said, in full, or both."""
    said = " ".join(rough.as_typed.split())
    if rough.earliest is None or rough.latest is None:
        return tr("“{said}” (kept in your words)", said=said)
    tokens = tokens_of(heard_date(rough.as_typed)) or ()
    kinds = kinds_of(tokens)
    if tokens and PLAIN.issuperset(kinds) and _says_or(tokens):
        return _joined(rough.earliest, rough.latest, _OR)
    in_full = in_full_words(rough.earliest, rough.latest)
    if (tokens and PLAIN.issuperset(kinds)) or said.casefold() == in_full.casefold():
        return in_full
    if _is_numeric(kinds):
        return _softened(in_full, tokens)
    said = _inside_a_line(said, tokens)
    years = {str(token.value) for token in tokens if token.kind == "y"}
    if years.issuperset((rough.earliest[:4], rough.latest[:4])):
        return said
    return f"{said} ({in_full})"


def says_how_long(rough: RoughDate) -> bool:
    """Whether it was said as a bare length of time ("2 years"), which names no date as it is."""
    return LENGTH.fullmatch(kinds_of(tokens_of(heard_date(rough.as_typed)) or ())) is not None


def _says_or(tokens: Tokens) -> bool:
    return any(token.kind == "r" and token.value == OR for token in tokens)


def _is_numeric(kinds: str) -> bool:
    """Whether a day or month is written as a number: such forms are never printed."""
    bare = re.sub("[_~]", "", kinds)
    numbers = re.search(r"n([/.-])n\1[ny]|y[/.-]n|n[/.-]y|n/n(?![YMWDH])", bare)
    return numbers is not None and "s" not in bare


def _softened(in_full: str, tokens: Tokens) -> str:
    """A date in full with the "about" or "early" that was said."""
    said = in_full
    if any(token.kind == "~" for token in tokens):
        said = tr("about {date}", date=said)
    for token in reversed([token for token in tokens if token.kind == "e"]):
        said = tr(_SOFT[token.value], date=said)
    return said


def _inside_a_line(said: str, tokens: Tokens) -> str:
    """The person's own words without the full stop and the capital that dictation adds."""
    said = said.rstrip(".!")
    is_name = not tokens or tokens[0].kind in "mw" or tokens[0] in FEASTS
    if is_name or said.startswith(("I ", "I'")) or said[1:2].isupper():
        return said
    return said[:1].lower() + said[1:]


def in_full_words(earliest: str, latest: str) -> str:
    """One date, or two with what they share said once."""
    return _joined(earliest, latest, _TO)


def _joined(earliest: str, latest: str, joint: _Joint) -> str:
    if earliest == latest:
        return _whole(latest)
    (year, *first), (last_year, *last) = earliest.split("-"), latest.split("-")
    match first, last:
        case [month], [last_month] if year == last_year:
            months = {"first_month": _month(month), "last_month": _month(last_month)}
            return tr(joint.year, **months, year=year)
        case [month, day], [last_month, last_day] if year == last_year:
            days = {"first_day": int(day), "last_day": int(last_day), "year": year}
            if month == last_month:
                return tr(joint.month, **days, month=_month(month))
            first_month, last_month = _month(month), _month(last_month)
            return tr(joint.year_of_days, **days, first_month=first_month, last_month=last_month)
        case _:
            return tr(joint.nothing, first=_whole(earliest), last=_whole(latest))


def _whole(partial: str) -> str:
    """The day, month and year of a partial date, as far as it has them."""
    match partial.split("-"):
        case [year, month, day]:
            return tr("{day} {month} {year}", day=int(day), month=_month(month), year=year)
        case [year, month]:
            return tr("{month} {year}", month=_month(month), year=year)
        case _:
            return partial


def _month(figures: str) -> str:
    return month_in_words(int(figures))
