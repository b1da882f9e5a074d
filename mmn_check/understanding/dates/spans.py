"""The stretches of time that a phrase may mean, worked out from the calendar alone.

Every function that can mean more than one stretch gives them all, the likeliest first; an empty
tuple says that there is no such day.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mmn_check.understanding.dates.tokens import FIRST_YEAR, LAST_YEAR
from mmn_check.visit.values import first_day, last_day

Said = Literal["", "l", "t", "x"]
"""Nothing, "last", "this" or "next" before a month, a weekday or a season."""

HALF_A_YEAR = timedelta(days=183)
AROUND = 8
"""Years to look back and ahead: so many may lie between two leap years."""


class Moment(NamedTuple):
    """When a phrase is read, at what age, and whether a day to come is expected."""

    today: date
    age: int | None
    future: bool


class Span(NamedTuple):
    """From the first to the last day, month or year that is meant."""

    earliest: str
    latest: str
    ahead: bool = False
    """Known to be still to come, though its year or month has begun."""


Spans = tuple[Span, ...]


def is_near(year: int) -> bool:
    """Whether a person of today may speak of that year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def year_of(year: int) -> str | None:
    """A year as a partial date; None if it is too far off."""
    return str(year) if is_near(year) else None


def month_of(year: int, month: int) -> str | None:
    """A month as a partial date; None if there is no such month."""
    return f"{year}-{month:02}" if 1 <= month <= 12 and is_near(year) else None


def day_of(year: int, month: int, day: int) -> str | None:
    """A day as a partial date; None if there is no such day."""
    if month_of(year, month) is None or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day).isoformat()


def full_year(two_digits: int, moment: Moment) -> int:
    """The year that two digits stand for: the latest one that fits the question."""
    year = 2000 + two_digits
    return year if year <= moment.today.year + (10 if moment.future else 0) else year - 100


def each(partials: Iterable[str | None]) -> Spans:
    """One span for each different partial date that exists."""
    return tuple(Span(one, one) for one in dict.fromkeys(partials) if one)


def without_year(
    month: int, day: int | None, moment: Moment, *, said: Said = "", on: int | None = None
) -> Spans:
    """A month, or a day of a month (on a weekday, if that was said), whose year was not said."""
    years = range(moment.today.year - AROUND, moment.today.year + AROUND + 1)
    every = [month_of(year, month) if day is None else day_of(year, month, day) for year in years]
    real = [one for one in every if one and on in (None, first_day(one).weekday())]
    past = [one for one in reversed(real) if last_day(one) < moment.today]
    ahead = [one for one in real if first_day(one) > moment.today]
    present = [one for one in real if one not in past and one not in ahead]
    match said:
        case "t":
            return each(one for one in real if _is_this_year(one, moment))
        case "x":
            return each(ahead[: 1 + _is_this_year(ahead[0], moment)])
        case "l":
            return each(past[: 1 + _is_this_year(past[0], moment)])
        case "" if moment.future:
            return _nearest([*present, *ahead], past, moment)
        case _:
            return _nearest([*present, *past], past, moment, is_sure=not present or on is not None)


def _nearest(wanted: list[str], other: list[str], moment: Moment, *, is_sure: bool = True) -> Spans:
    """The nearest date, and one more if the year of it would be a guess.

    No other year is plausible if the nearest one lies in this year or within half a year.
    """
    near = [one for one in wanted[:1] if abs(first_day(one) - moment.today) <= HALF_A_YEAR]
    this_year = [one for one in wanted[:1] if _is_this_year(one, moment)]
    if is_sure and (near or this_year):
        return each(wanted[:1])
    return each([*wanted[:1], *[one for one in other if one not in wanted[:1]][:1]])


def _is_this_year(partial: str, moment: Moment) -> bool:
    return first_day(partial).year == moment.today.year
