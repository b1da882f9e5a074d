"""How long ago a rough date was, put into words that are no more exact than it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from mmn_check.i18n import tr, tr_n
from mmn_check.visit.values import RoughDate, first_day, last_day

HALF_A_YEAR = 6
DAYS_COUNT = 16 * 7
"""So many days back, a treatment's cycle is told in days and not in weeks or months."""
DAYS_A_MONTH = 365.25 / 12

LengthUnit = Literal["year", "month", "week", "day"]


class _Length(NamedTuple):
    """A length of time in words."""

    words: str
    exact: bool = False
    """Whether nothing in it says yet that it is no more than about right."""


def length_in_words(rough: RoughDate, *, today: date) -> str | None:
    """How long ago a date was, never more exactly than the date itself is known.

    Nothing if the date was not understood or is still to come.
    """
    if rough.earliest is None or rough.latest is None or first_day(rough.earliest) > today:
        return None
    length = _since(rough.earliest, rough.latest, today)
    return (_about(length) if rough.about else length).words


def days_before(rough: RoughDate, *, day: date) -> str | None:
    """How long before a day (a visit) a date was, in days: "27 days", "26 to 28 days".

    What is further back than days are counted has the length that it has elsewhere. None where
    no day is known (a date told by its month stays a month), and for a date still to come.
    """
    if rough.earliest is None or rough.latest is None or first_day(rough.earliest) > day:
        return None
    if len(min(rough.earliest, rough.latest, key=len)) < len("2026-11-21"):
        return None
    low, high = ((day - first_day(one)).days for one in (rough.latest, rough.earliest))
    if high > DAYS_COUNT:
        return length_in_words(rough, today=day)
    length = _between(low, high, "day") if low > 0 else _less_than(high + 1, "day")
    return (_about(length) if rough.about and low == high else length).words


def _about(length: _Length) -> _Length:
    return _Length(tr("about {length}", length=length.words)) if length.exact else length


def _since(earliest: str, latest: str, today: date) -> _Length:
    match len(min(earliest, latest, key=len)):
        case 4:
            low, high = (today.year - int(one[:4]) for one in (latest, earliest))
            return _rough_count(max(low, 0), high, "year")
        case 7:
            return _since_months(_months(latest, today), _months(earliest, today))
        case _:
            return _since_days(first_day(earliest), last_day(latest), today)


def _rough_count(low: int, high: int, unit: LengthUnit) -> _Length:
    """A difference of calendar years or months: the time gone by may be nearly one less."""
    if low == 0 or high == 1:
        return _less_than(high + 1, unit)
    return _about(_between(low, high, unit))


def _months(partial: str, today: date) -> int:
    """How many calendar months ago; none for a month to come."""
    day = first_day(partial)
    return max((today.year - day.year) * 12 + today.month - day.month, 0)


def _since_months(low: int, high: int) -> _Length:
    if high < 2:
        return _rough_count(low, high, "month")
    if low == high:
        return _years_and_months(high)
    if high >= 12 and high - low <= HALF_A_YEAR:
        return _about(_years_and_months((low + high) // 2))
    if high < 24:
        return _between(low, high, "month") if low else _less_than(high + 1, "month")
    if low < 12:
        return _less_than(high // 12 + 1, "year")
    return _about(_between(low // 12, -(-high // 12), "year"))


def _years_and_months(months: int) -> _Length:
    years, rest = divmod(months, 12)
    if not years or not rest:
        return _counted(years, "year") if years else _counted(rest, "month")
    parts = {"years": _counted(years, "year").words, "months": _counted(rest, "month").words}
    return _Length(tr("{years} {months}", **parts), exact=True)


def _since_days(earliest: date, latest: date, today: date) -> _Length:
    low, high = max((today - latest).days, 0), (today - earliest).days
    if earliest == latest:
        return _since_day(earliest, today)
    if low == 0:
        return _less_than(high + 1, "day") if high < 14 else _less_than(high // 7 + 1, "week")
    if high < 14:
        return _between(low, high, "day")
    if high < 16 * 7:
        return _about(_between(round(low / 7), round(high / 7), "week"))
    return _about(_since_months(round(low / DAYS_A_MONTH), round(high / DAYS_A_MONTH)))


def _since_day(day: date, today: date) -> _Length:
    """Whole days, weeks or months that have gone by since one day."""
    days = (today - day).days
    if days < 14:
        return _counted(days, "day") if days else _less_than(1, "day")
    months = _months(day.isoformat(), today) - (today.day < day.day)
    return _years_and_months(months) if months >= 3 else _counted(days // 7, "week")


def _counted(count: int, unit: LengthUnit) -> _Length:
    return _Length(_COUNTED[unit](count), exact=True)


def _between(low: int, high: int, unit: LengthUnit) -> _Length:
    return _counted(high, unit) if low == high else _Length(_BETWEEN[unit](low, high), exact=True)


def _less_than(count: int, unit: LengthUnit) -> _Length:
    return _Length(_LESS_THAN[unit](count))


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
