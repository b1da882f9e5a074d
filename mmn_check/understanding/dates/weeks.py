"""Days named by their place in the week."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mmn_check.understanding.dates.spans import Moment, Said, Span, Spans, each


def weekday(which: int, said: Said, moment: Moment) -> Spans:
    """A day of the week: the nearest one, or every one that "last" or "next" may mean."""
    today = moment.today
    passed = today - timedelta(days=(today.weekday() - which - 1) % 7 + 1)
    coming = today + timedelta(days=(which - today.weekday() - 1) % 7 + 1)
    match said:
        case "l":
            return days((passed, *_in_week(which, today - timedelta(weeks=1))))
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


def week(said: Said, moment: Moment) -> Spans:
    """Last, this or next week, whether it begins on Monday or on Sunday."""
    today = moment.today
    shift = timedelta(weeks={"l": -1, "x": 1}.get(said, 0))
    monday = today - timedelta(days=today.weekday()) + shift
    sunday = today - timedelta(days=(today.weekday() + 1) % 7) + shift
    first, last = min(monday, sunday), max(monday, sunday) + timedelta(days=6)
    if said == "t":
        first, last = (today, last) if moment.future else (first, today)
    return (Span(first.isoformat(), last.isoformat()),)


def weekend(said: Said, moment: Moment) -> Spans:
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
        case _ if is_weekend:
            weeks = (0,) if moment.future else (0, -1)
        case _:
            weeks = (1,) if moment.future else (0,)
    return tuple(_days_off(begun + timedelta(weeks=away), moment) for away in weeks)


def _days_off(saturday: date, moment: Moment) -> Span:
    sunday = saturday + timedelta(days=1)
    is_over = moment.future or saturday != moment.today
    return Span(saturday.isoformat(), (sunday if is_over else saturday).isoformat())
