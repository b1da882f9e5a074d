"""The stretches of time that a phrase may mean, worked out from the calendar alone.

Every function that can mean more than one stretch gives them all, the likeliest first; an empty
tuple says that there is no such day, None that nothing can be said.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from mmn_check.understanding.dates.tokens import FIRST_YEAR, LAST_YEAR
from mmn_check.visit.values import first_day, last_day

SaidAs = Literal["", "l", "t", "x", "X"]
"""Nothing, "last", "this", "next" or "this coming" before a month, a weekday or a season."""
AWAY: Mapping[str, int] = {"l": -1, "t": 0, "x": 1}
"""How many years, months or weeks from this one "last", "this" and "next" are."""
_WEEKENDS: Mapping[tuple[str, bool, bool], tuple[int, ...]] = {
    ("l", False, False): (0,), ("l", True, False): (-1,),
    ("t", False, False): (1,), ("t", True, False): (0,),
    ("x", False, False): (1, 2), ("x", True, False): (1,),
    ("X", False, False): (1,), ("X", True, False): (0, 1),
    ("", False, False): (0,), ("", True, False): (0, -1),
    ("", False, True): (1,), ("", True, True): (0,),
}  # fmt: skip
"""How many weekends from the one begun last are meant: as it is said, at one, of days to come."""
_HALF_A_YEAR = timedelta(days=183)
_AROUND = 8
"""Years to look back and ahead: so many may lie between two leap years."""
SEASON_MONTHS = (
    *((3, 12), (1, 12), (3, 12), (1, 12)),  # spring to winter
    *((12, 12), (3, 5), (1, 12), (10, 11), (10, 10), (3, 12)),  # Christmas to the fall
)
"""First and last month in which each season or feast may fall, in either half of the world."""
_SUMMER_AND_WINTER = (1, 3)


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
Meaning = Spans | None
"""Every span that may be meant, none if there is no such day; None if not understood."""


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


def moved(count: int, unit: str, today: date) -> str | None:
    """The year, month or day so many units (Y, M, D) from now; None if too far off."""
    if unit == "Y":
        return year_of(today.year + count)
    if unit == "M":
        months = today.year * 12 + today.month - 1 + count
        return month_of(months // 12, months % 12 + 1)
    near = is_near(today.year + count // 365)
    return (today + timedelta(days=count)).isoformat() if near else None


def full_year(two_digits: int, moment: Moment) -> int:
    """The year that two digits stand for: the latest one that fits the question."""
    year = 2000 + two_digits
    return year if year <= moment.today.year + (10 if moment.future else 0) else year - 100


def each(*partials: str | None) -> Spans:
    """One span for each different partial date that exists."""
    return tuple(Span(one, one) for one in dict.fromkeys(partials) if one)


def days(dates: Iterable[date]) -> Spans:
    """One span for each different day."""
    return each(*(day.isoformat() for day in dates))


def without_year(
    month: int, day: int | None, moment: Moment, *, said: SaidAs = "", on: int | None = None
) -> Spans:
    """A month, or a day of a month (on a weekday, if that was said), whose year was not said."""
    this = moment.today.year
    years = range(this - _AROUND, this + _AROUND + 1)
    every = [month_of(year, month) if day is None else day_of(year, month, day) for year in years]
    real = [one for one in every if one and on in (None, first_day(one).weekday())]
    past = [one for one in reversed(real) if last_day(one) < moment.today]
    ahead = [one for one in real if first_day(one) > moment.today]
    present = [one for one in real if one not in past and one not in ahead]
    match said:
        case "t":
            return each(*(one for one in real if first_day(one).year == this))
        case "x":
            return each(*ahead[: 1 + (first_day(ahead[0]).year == this)])
        case "X":
            return each(*ahead[:1])
        case "l":
            return each(*past[: 1 + (first_day(past[0]).year == this)])
    wanted = [*present, *(ahead if moment.future else past)]
    is_sure = moment.future or not present or on is not None
    nearest = [first_day(one) for one in wanted[:1] if is_sure]
    # No other year is plausible if the nearest one lies in this year or within half a year.
    if any(one.year == this or abs(one - moment.today) <= _HALF_A_YEAR for one in nearest):
        return each(wanted[0])
    return each(*wanted[:1], *[one for one in past if one not in wanted[:1]][:1])


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


def week(said: SaidAs, moment: Moment) -> Spans:
    """Last, this or next week, whether it begins on Monday or on Sunday."""
    then = moment.today + timedelta(weeks=AWAY[said])
    both = [day for which in range(7) for day in _in_week(which, then)]
    first, last = min(both), max(both)
    if said == "t":
        first, last = (moment.today, last) if moment.future else (first, moment.today)
    return (Span(first.isoformat(), last.isoformat()),)


def weekend(said: SaidAs, moment: Moment) -> Spans:
    """A weekend, Saturday and Sunday, as far as it has come where no day to come is expected."""
    today = moment.today
    begun = today - timedelta(days=(today.weekday() - 5) % 7)
    weeks = _WEEKENDS[said, today.weekday() >= 5, moment.future and not said]
    saturdays = [begun + timedelta(weeks=away) for away in weeks]
    return tuple(
        Span(one.isoformat(), (one + timedelta(days=moment.future or one != today)).isoformat())
        for one in saturdays
    )


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
        return each(str(year - (month < first)))
    return (Span(str(year - _reach(which, moment)), str(year)),)


def _reach(which: int, moment: Moment) -> int:
    """How many years ago the last season of that name may have begun."""
    return 2 if moment.today.month <= 3 and which in _SUMMER_AND_WINTER else 1


def season_of(which: int, year: int, moment: Moment) -> Spans:
    """A season or feast of a year."""
    ahead = year == moment.today.year and moment.today.month < SEASON_MONTHS[which][0]
    return (Span(str(year), str(year), ahead=ahead),)


def seasons_ago(which: int, count: int, moment: Moment) -> Meaning:
    """So many summers ago: which one was the last is not known, so two years."""
    reach = _reach(which, moment)
    first = moment.today.year - count + 1 - reach
    return (Span(str(first), str(first + reach)),) if is_near(first) else None


def at_age(low: int, high: int, moment: Moment) -> Meaning:
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
