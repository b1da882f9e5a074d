"""A rough date put into words that are no more exact than it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from mmn_check.i18n import month_in_words, tr, tr_later, tr_n
from mmn_check.understanding.dates.tokens import begins_with_name, tokens_inside, tokens_of
from mmn_check.visit.values import RoughDate, first_day, last_day

_FIGURES = re.compile(r"(?<!\d)\d{1,2}[/.-]\d|\d[/.-]\d{1,2}(?!\d)")
"""A day or month in figures, which may be read in two ways: the date stands beside it."""

_MOST_WORDS = 4
"""Of words with a date in them, so many are said again beside it."""

Joint = tuple[str, str, str, str]
"""How two dates are joined that share nothing; of months, a year; of days, a year; and a month."""
TO: Joint = (
    tr_later("{first} to {last}"),
    tr_later("{first_month} to {last_month} {year}"),
    tr_later("{first_day} {first_month} to {last_day} {last_month} {year}"),
    tr_later("{first_day} to {last_day} {month} {year}"),
)
_OR: Joint = (
    tr_later("{first} or {last}"),
    tr_later("{first_month} or {last_month} {year}"),
    tr_later("{first_day} {first_month} or {last_day} {last_month} {year}"),
    tr_later("{first_day} or {last_day} {month} {year}"),
)
BETWEEN: Joint = (
    tr_later("some time between {first} and {last}"),
    tr_later("some time between {first_month} and {last_month} {year}"),
    tr_later("some time between {first_day} {first_month} and {last_day} {last_month} {year}"),
    tr_later("some time between {first_day} and {last_day} {month} {year}"),
)
"""Of what began then and goes on."""
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
    plain = rough.manner in ("date", "either") and (in_figures or not rough.about)
    told_at_length = len(said.split()) > _MOST_WORDS and tokens_of(said, None) is None
    if plain or told_at_length:
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


def date_in_full(rough: RoughDate, joint: Joint = TO) -> str:
    """A date as it was understood, without other words that it was said in: "about March 2019".

    A season or a part of the year is said too ("summer 2025", "early 2024"). Empty if the date
    was not understood.
    """
    if rough.earliest is None or rough.latest is None:
        return ""
    said = rough.as_typed if rough.manner in ("words", "ago") else ""
    tokens = (tokens_of(said, None) or tokens_inside(said)) if said else ()
    seasons = [token.value for token in tokens if token.kind in "sP"]
    parts = [token.value for token in tokens if token.kind == "e"]
    is_season = len(seasons) == 1 and len(rough.earliest) == len("2019")
    one_winter = seasons == [_WINTER] and joint == TO
    one_of = rough.manner == "either" or (is_season and not one_winter)
    in_full = in_full_words(rough.earliest, rough.latest, _OR if one_of else joint)
    if is_season:
        in_full = tr(_SEASONS[seasons[0]], year=in_full)
    if len(parts) == 1 and (seasons or rough.earliest == rough.latest):
        in_full = tr(_PARTS[parts[0]], date=in_full)
    is_vague = joint == BETWEEN and rough.earliest != rough.latest
    return tr("about {date}", date=in_full) if rough.about and not is_vague else in_full


def _inside_a_line(said: str, language: str) -> str:
    """The person's own words without the full stop and the capital that dictation adds."""
    said = said.rstrip(".!")
    if begins_with_name(said, language) or said.startswith(("I ", "I'")) or said[1:2].isupper():
        return said
    return said[:1].lower() + said[1:]


def in_full_words(earliest: str, latest: str, joint: Joint = TO) -> str:
    """One date, or two with what they share said once."""
    if earliest == latest:
        return _whole(latest)
    (year, *first), (last_year, *last) = earliest.split("-"), latest.split("-")
    if year != last_year or not first or len(first) != len(last):
        return tr(joint[0], first=_whole(earliest), last=_whole(latest))
    months = {"first_month": _month(first[0]), "last_month": _month(last[0]), "year": year}
    if len(first) == 1:
        return tr(joint[1], **months)
    days = {"first_day": int(first[1]), "last_day": int(last[1]), "month": months["first_month"]}
    return tr(joint[3 if first[0] == last[0] else 2], **months, **days)


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


HALF_A_YEAR = 6
DAYS_A_MONTH = 365.25 / 12

LengthUnit = Literal["year", "month", "week", "day"]


def length_in_words(rough: RoughDate, *, today: date) -> str | None:
    """How long ago a date was, never more exactly than the date itself is known.

    Nothing if the date was not understood or is still to come.
    """
    if rough.earliest is None or rough.latest is None or first_day(rough.earliest) > today:
        return None
    first, last = first_day(rough.earliest), last_day(rough.latest)
    match len(min(rough.earliest, rough.latest, key=len)):
        case 4:
            low, high = max(today.year - last.year, 0), today.year - first.year
            return _calendar_units(low, high, "year")
        case 7:
            low, high = _months(last, today), _months(first, today)
            return _months_gone(low, high, about=rough.about)
        case _ if first == last:
            return _since_day(first, today, about=rough.about)
        case _:
            return _days_gone((today - last).days, (today - first).days, about=rough.about)


def _calendar_units(low: int, high: int, unit: LengthUnit) -> str:
    """A difference of calendar years or months: the time gone by may be nearly one less."""
    return _gone(0 if high == 1 else low, high, unit, about=True)


def _months(day: date, today: date) -> int:
    """How many calendar months ago; none for a month to come."""
    return max((today.year - day.year) * 12 + today.month - day.month, 0)


def _months_gone(low: int, high: int, *, about: bool) -> str:
    if high < 2:
        return _calendar_units(low, high, "month")
    if low == high:
        return _years_and_months(high, about=about)
    if high >= 12 and high - low <= HALF_A_YEAR:
        return _years_and_months((low + high) // 2, about=True)
    if high < 24:
        return _gone(low, high, "month", about=about)
    low = low // 12
    return _gone(low, -(-high // 12) if low else high // 12, "year", about=True)


def _years_and_months(months: int, *, about: bool) -> str:
    years, rest = divmod(months, 12)
    if not years or not rest:
        return _gone(years or rest, years or rest, "year" if years else "month", about=about)
    said = tr("{years} {months}", years=_COUNTED["year"](years), months=_COUNTED["month"](rest))
    return tr("about {length}", length=said) if about else said


def _days_gone(low: int, high: int, *, about: bool) -> str:
    if high < 14:
        return _gone(max(low, 0), high, "day", about=about)
    if low <= 0:
        return _gone(0, high // 7, "week", about=about)
    if high < 16 * 7:
        return _gone(round(low / 7), round(high / 7), "week", about=True)
    return _months_gone(round(low / DAYS_A_MONTH), round(high / DAYS_A_MONTH), about=True)


def _since_day(day: date, today: date, *, about: bool) -> str:
    """Whole days, weeks or months that have gone by since one day."""
    days, months = (today - day).days, _months(day, today) - (today.day < day.day)
    if days >= 14 and months >= 3:
        return _years_and_months(months, about=about)
    if days >= 14:
        return _gone(days // 7, days // 7, "week", about=about)
    return _gone(days, days, "day", about=about)


def _gone(low: int, high: int, unit: LengthUnit, *, about: bool) -> str:
    """From `low` to `high` units; what may be none is less than one more than the most."""
    if low == 0:
        return _LESS_THAN[unit](high + 1)
    said = _COUNTED[unit](high) if low == high else _BETWEEN[unit](low, high)
    return tr("about {length}", length=said) if about else said


_COUNTED: Mapping[LengthUnit, Callable[[int], str]] = {
    "year": lambda n: tr_n("{count} year", "{count} years", n),
    "month": lambda n: tr_n("{count} month", "{count} months", n),
    "week": lambda n: tr_n("{count} week", "{count} weeks", n),
    "day": lambda n: tr_n("{count} day", "{count} days", n),
}
_BETWEEN: Mapping[LengthUnit, Callable[[int, int], str]] = {
    "year": lambda low, n: tr_n("{low} to {count} year", "{low} to {count} years", n, low=low),
    "month": lambda low, n: tr_n("{low} to {count} month", "{low} to {count} months", n, low=low),
    "week": lambda low, n: tr_n("{low} to {count} week", "{low} to {count} weeks", n, low=low),
    "day": lambda low, n: tr_n("{low} to {count} day", "{low} to {count} days", n, low=low),
}
_LESS_THAN: Mapping[LengthUnit, Callable[[int], str]] = {
    "year": lambda n: tr_n("less than a year", "less than {count} years", n),
    "month": lambda n: tr_n("less than a month", "less than {count} months", n),
    "week": lambda n: tr_n("less than a week", "less than {count} weeks", n),
    "day": lambda n: tr_n("less than a day", "less than {count} days", n),
}
