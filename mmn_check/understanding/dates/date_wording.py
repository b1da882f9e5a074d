"""A rough date put into words that are no more exact than it is."""

from __future__ import annotations

import re
from typing import NamedTuple

from mmn_check.i18n import month_in_words, tr, tr_later
from mmn_check.understanding.dates.tokens import begins_with_name, tokens_in_some_language
from mmn_check.visit.values import RoughDate

_FIGURES = re.compile(r"(?<!\d)\d{1,2}[/.-]\d|\d[/.-]\d{1,2}(?!\d)")
"""A day or month in figures, which may be read in two ways: the date stands beside it."""


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

_PARTS = (tr_later("early {date}"), tr_later("mid {date}"), tr_later("late {date}"))
_SEASONS = (
    tr_later("spring {year}"),
    tr_later("summer {year}"),
    tr_later("autumn {year}"),
    tr_later("winter {year}"),
    tr_later("Christmas {year}"),
    tr_later("Easter {year}"),
    tr_later("New Year {year}"),
    tr_later("Thanksgiving {year}"),
    tr_later("Halloween {year}"),
    tr_later("fall {year}"),
)
"""By their values among the words of dates."""
_WINTER = 3


def date_in_words(rough: RoughDate, language: str) -> str:
    """A date read back with its precision: in full if it was said as a date, else as said.

    What was said in other words has the date behind it, unless it names each year itself.
    """
    said = " ".join(rough.as_typed.split())
    if rough.earliest is None or rough.latest is None:
        return tr("“{said}” (kept in your words)", said=said)
    in_figures = _FIGURES.search(said) is not None
    if rough.manner in ("date", "either") and (in_figures or not rough.about):
        return date_in_full(rough)
    in_full = in_full_words(rough.earliest, rough.latest)
    said = _inside_a_line(said, language)
    if said.casefold() == in_full.casefold():
        return in_full
    return said if names_its_years(rough) and not in_figures else f"{said} ({in_full})"


def names_its_years(rough: RoughDate) -> bool:
    """Whether the words themselves have each year that was understood."""
    years = {end[:4] for end in (rough.earliest, rough.latest) if end}
    return years.issubset(re.findall(r"[0-9]{4}", rough.as_typed))


def date_in_full(rough: RoughDate) -> str:
    """A date as it was understood, without other words that it was said in: "about March 2019".

    A season or a part of the year is said too ("summer 2025", "early 2024"). Empty if the date
    was not understood.
    """
    if rough.earliest is None or rough.latest is None:
        return ""
    tokens = tokens_in_some_language(rough.as_typed) if rough.manner in ("words", "ago") else None
    seasons = [token.value for token in tokens or () if token.kind in "sP"]
    parts = [token.value for token in tokens or () if token.kind == "e"]
    is_season = len(seasons) == 1 and len(rough.earliest) == len("2019")
    one_of = rough.manner == "either" or (is_season and seasons != [_WINTER])
    in_full = _joined(rough.earliest, rough.latest, _OR if one_of else _TO)
    if is_season:
        in_full = tr(_SEASONS[seasons[0]], year=in_full)
    if len(parts) == 1 and (seasons or rough.earliest == rough.latest):
        in_full = tr(_PARTS[parts[0]], date=in_full)
    return tr("about {date}", date=in_full) if rough.about else in_full


def _inside_a_line(said: str, language: str) -> str:
    """The person's own words without the full stop and the capital that dictation adds."""
    said = said.rstrip(".!")
    if begins_with_name(said, language) or said.startswith(("I ", "I'")) or said[1:2].isupper():
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
