"""The stretches of time that a phrase may mean, worked out from the calendar alone.

Every function that can mean more than one stretch gives them all, the likeliest first; an empty
tuple says that there is no such day, None that nothing can be said.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mmn_check.understanding.dates.date_words import FIRST_YEAR, LAST_YEAR
from mmn_check.visit.values import first_day, last_day

SaidAs = Literal["", "l", "t", "x", "X"]
"""Nothing, "last", "this", "next" or "this coming" before a month, a weekday or a season."""
AWAY: Mapping[str, int] = {"l": -1, "t": 0, "x": 1}
"""How many years, months or weeks from this one "last", "this" and "next" are."""

HALF_A_YEAR = timedelta(days=183)
AROUND = 8
"""Years to look back and ahead: so many may lie between two leap years."""


SEASON_MONTHS = (
    *((3, 12), (1, 12), (3, 12), (1, 12)),  # spring to winter
    *((12, 12), (3, 5), (1, 12), (10, 11), (10, 10), (3, 12)),  # Christmas to the fall
)
"""First and last month in which each season or feast may fall, in either half of the world."""
SUMMER, WINTER = 1, 3


class Moment(NamedTuple):
    """When a phrase is read, at what age, and whether a day to come is expected."""

    today: date
    age: int | None
    future: bool
    language: str


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
    month: int, day: int | None, moment: Moment, *, said: SaidAs = "", on: int | None = None
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
        case "X":
            return each(ahead[:1])
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


def weekday(which: int, said: SaidAs, moment: Moment) -> Spans:
    """A day of the week: the nearest one, or every one that "last" or "next" may mean."""
    today = moment.today
    passed = today - timedelta(days=(today.weekday() - which - 1) % 7 + 1)
    coming = today + timedelta(days=(which - today.weekday() - 1) % 7 + 1)
    match said:
        case "l":
            return days((passed, *_in_week(which, today - timedelta(weeks=1))))
        case "X":
            return days((coming,))
        case "x":
            return days((coming, *_in_week(which, today + timedelta(weeks=1))))
    nearest = coming if moment.future else passed
    return days((today, nearest) if today.weekday() == which else (nearest,))


def weekday_in(which: int, weeks: int, moment: Moment) -> Spans:
    """A day of the week so many weeks from now (before, if negative)."""
    return days(_in_week(which, moment.today + timedelta(weeks=weeks)))


def weekday_ago(which: int, weeks: int, moment: Moment) -> Spans:
    """Three weeks ago Tuesday: in the week then, or so long before the Tuesday just gone."""
    today = moment.today - timedelta(weeks=weeks)
    passed = today - timedelta(days=(today.weekday() - which) % 7)
    return days((passed, *_in_week(which, today)))


def _in_week(which: int, day: date) -> tuple[date, date]:
    """A weekday in the week of a day, for weeks from Monday and for weeks from Sunday."""
    monday = day - timedelta(days=day.weekday())
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return monday + timedelta(days=which), sunday + timedelta(days=(which + 1) % 7)


def days(dates: Iterable[date]) -> Spans:
    """One span for each different day."""
    return each(day.isoformat() for day in dates)


def week(said: SaidAs, moment: Moment) -> Spans:
    """Last, this or next week, whether it begins on Monday or on Sunday."""
    today = moment.today
    shift = timedelta(weeks=AWAY[said])
    monday = today - timedelta(days=today.weekday()) + shift
    sunday = today - timedelta(days=(today.weekday() + 1) % 7) + shift
    first, last = min(monday, sunday), max(monday, sunday) + timedelta(days=6)
    if said == "t":
        first, last = (today, last) if moment.future else (first, today)
    return (Span(first.isoformat(), last.isoformat()),)


def weekend(said: SaidAs, moment: Moment) -> Spans:
    """A weekend, Saturday and Sunday, as far as it has come where no day to come is expected."""
    today = moment.today
    is_weekend = today.weekday() >= 5
    begun = today - timedelta(days=(today.weekday() - 5) % 7)
    weeks: tuple[int, ...]
    match said:
        case "l":
            weeks = (-1,) if is_weekend else (0,)
        case "x":
            weeks = (1,) if is_weekend else (1, 2)
        case "t":
            weeks = (0,) if is_weekend else (1,)
        case "X":
            weeks = (0, 1) if is_weekend else (1,)
        case _ if is_weekend:
            weeks = (0,) if moment.future else (0, -1)
        case _:
            weeks = (1,) if moment.future else (0,)
    return tuple(_days_off(begun + timedelta(weeks=away), moment) for away in weeks)


def _days_off(saturday: date, moment: Moment) -> Span:
    sunday = saturday + timedelta(days=1)
    is_over = moment.future or saturday != moment.today
    return Span(saturday.isoformat(), (sunday if is_over else saturday).isoformat())


def season(which: int, said: SaidAs, moment: Moment) -> Spans:
    """A season or feast whose year was not said: the years it may lie in.

    Which months a season has depends on the half of the world, so it stays with years.
    """
    year, month = moment.today.year, moment.today.month
    first, last = SEASON_MONTHS[which]
    if said == "t":
        return (Span(str(year - (month <= 3)), str(year), ahead=3 < month < first),)
    if said in ("x", "X") or (moment.future and not said):
        latest = year + (month >= first or said == "x")
        return (Span(str(year + (month > last)), str(latest), ahead=True),)
    if month < first or (month > last and not said):
        return each((str(year - (month < first)),))
    reach = 2 if month <= 3 and which in (SUMMER, WINTER) else 1
    return (Span(str(year - reach), str(year)),)


def season_of(which: int, year: int, moment: Moment) -> Spans:
    """A season or feast of a year."""
    ahead = year == moment.today.year and moment.today.month < SEASON_MONTHS[which][0]
    return (Span(str(year), str(year), ahead=ahead),)


def seasons_ago(which: int, count: int, moment: Moment) -> Spans | None:
    """So many summers ago: which one was the last is not known, so two years."""
    reach = 2 if moment.today.month <= 3 and which in (SUMMER, WINTER) else 1
    first = moment.today.year - count + 1 - reach
    return (Span(str(first), str(first + reach)),) if is_near(first) else None


def at_age(low: int, high: int, moment: Moment) -> Spans | None:
    """The years in which the person was so old; nothing if their age is not known.

    The day of birth is known only to within a year, and one age touches two calendar years.
    """
    if moment.age is None:
        return None
    born = moment.today.year - moment.age
    first, last = born - 1 + low, born + high + 1
    if low <= moment.age:
        last = min(last, moment.today.year)
    if not is_near(first) or not is_near(last):
        return None
    return (Span(str(first), str(last), ahead=low > moment.age),)
