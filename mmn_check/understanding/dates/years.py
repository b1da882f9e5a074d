"""Stretches that are known by their years: seasons, feasts and ages."""

from __future__ import annotations

from mmn_check.understanding.dates.spans import Moment, Said, Span, Spans, each, is_near

SEASON_MONTHS = (
    (3, 12),
    (1, 12),
    (3, 12),
    (1, 12),
    (12, 12),
    (3, 5),
    (1, 12),
    (10, 11),
    (10, 10),
    (3, 12),
)
"""First and last month in which each season or feast may fall, in either half of the world."""
SUMMER, WINTER = 1, 3


def season(which: int, said: Said, moment: Moment) -> Spans:
    """A season or feast whose year was not said: the years it may lie in.

    Which months a season has depends on the half of the world, so it stays with years.
    """
    year, month = moment.today.year, moment.today.month
    first, last = SEASON_MONTHS[which]
    if said == "t":
        return (Span(str(year - (month <= 3)), str(year), ahead=3 < month < first),)
    if said == "x" or (moment.future and not said):
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
