"""Dates said by their day, month or year."""

from __future__ import annotations

import re

from mmn_check.understanding.dates import spans, weeks
from mmn_check.understanding.dates.found import Found, Meaning
from mmn_check.understanding.dates.spans import Span, Spans
from mmn_check.understanding.dates.tokens import kinds_of
from mmn_check.visit.values import first_day

MONTHS_AROUND = 3
"""How far a day of a month may be away when the month was not said."""


def year(found: Found) -> Meaning:
    """2019."""
    return spans.each([spans.year_of(found.one("y"))])


def month(found: Found) -> Meaning:
    """March 2019."""
    return spans.each([spans.month_of(found.one("y"), found.one("m"))])


def day(found: Found) -> Meaning:
    """12 March 2019; 12 March 19."""
    which_year = found.year()
    if which_year is None:
        return None
    days = spans.each([spans.day_of(which_year, found.one("m"), found.one("no"))])
    return _on_weekday(days, found)


def _on_weekday(days: Spans, found: Found) -> Spans:
    """Only the days that fall on the day of the week that was said."""
    which = found.weekday()
    return tuple(one for one in days if which in (None, first_day(one.earliest).weekday()))


def month_without_year(found: Found) -> Meaning:
    """March; last March."""
    return spans.without_year(found.one("m"), None, found.moment, said=found.said())


def day_without_year(found: Found) -> Meaning:
    """12 March; "March 19" may be a month of a year as well."""
    days = _nearest_days(found)
    short = found.year() if re.fullmatch("mn", kinds_of(found.tokens)) else None
    if short is None or found.moment.future:
        return days
    return days + spans.each([spans.month_of(short, found.one("m"))])


def _nearest_days(found: Found) -> Spans:
    """A day of a month; if the day of the week does not fit it, one that fits as well."""
    number = found.one("m"), found.one("no")
    days = spans.without_year(*number, found.moment)
    fitting = _on_weekday(days, found)
    other = spans.without_year(*number, found.moment, on=found.weekday())
    return fitting or days[:1] + other[:1]


def day_of_week_said(found: Found) -> Meaning:
    """Last Wednesday, the 18th of November: the Wednesday meant, if it is that day."""
    months, day = found.all("m"), found.one("no")
    named = weeks.weekday(found.one("w"), found.said(), found.moment)
    fitting = [one for one in named if int(one.earliest[8:]) == day]
    if months:
        fitting = [one for one in fitting if int(one.earliest[5:7]) == months[0]]
    if fitting:
        return tuple(fitting[:1])
    coming = found.moment.future or found.said() == "x"
    rest = Found(found.without("ltx"), found.moment._replace(future=coming))
    return day_without_year(rest) if months else day_of_month(rest)


def day_of_month(found: Found) -> Meaning:
    """The 12th, Monday 16th: the nearest one that has begun, or that is to come if expected."""
    today, ahead = found.moment.today, found.moment.future
    away = range(MONTHS_AROUND) if ahead else range(0, -MONTHS_AROUND, -1)
    months = [today.year * 12 + today.month - 1 + one for one in away]
    days = spans.each(spans.day_of(one // 12, one % 12 + 1, found.one("o")) for one in months)
    fitting = [one for one in _on_weekday(days, found) if _is_on_side(one, found)]
    return tuple(fitting[:1])


def _is_on_side(one: Span, found: Found) -> bool:
    day_meant, today = first_day(one.earliest), found.moment.today
    return day_meant >= today if found.moment.future else day_meant <= today


def days_of_month(found: Found) -> Meaning:
    """12 to 14 March 2019."""
    which_month, (first, last) = found.one("m"), found.all("no")
    if "y" in kinds_of(found.tokens):
        years = [found.one("y")]
    else:
        nearest = spans.without_year(which_month, last, found.moment)
        years = [first_day(one.earliest).year for one in nearest]
    ends = [[spans.day_of(one, which_month, end) for end in (first, last)] for one in years]
    return tuple(Span(one, two) for one, two in ends if one and two and one <= two)


def numeric_day(found: Found) -> Meaning:
    """03/04/2019: which is the day and which the month is not guessed; 98/04/03."""
    first, second, *rest = found.all("n")
    if first > 31 and rest:
        short = spans.full_year(first, found.moment)
        return spans.each([spans.day_of(short, second, rest[0])])
    which_year = found.year()
    if which_year is None:
        return None
    either = (spans.day_of(which_year, second, first), spans.day_of(which_year, first, second))
    return _on_weekday(spans.each(either), found)


def year_first(found: Found) -> Meaning:
    """2019-03-12."""
    which_month, which_day = found.all("n")
    return spans.each([spans.day_of(found.one("y"), which_month, which_day)])


def numeric_month(found: Found) -> Meaning:
    """03/2019."""
    return spans.each([spans.month_of(found.one("y"), found.one("n"))])


def year_and_number(found: Found) -> Meaning:
    """2005-06 may be a month, or two years with the second cut short."""
    return spans.each([spans.month_of(found.one("y"), found.one("n"))]) + _years_cut_short(found)


def years_cut_short(found: Found) -> Meaning:
    """2018 or 19."""
    return _years_cut_short(found) or None


def _years_cut_short(found: Found) -> Spans:
    first, short = found.one("y"), found.tokens[-1]
    last = first // 100 * 100 + short.value
    return (Span(str(first), str(last)),) if short.two_digits and last > first else ()


def two_numbers(found: Found) -> Meaning:
    """3/4 may be two days; 3/04 a month of a year as well."""
    first, second = found.all("n")
    pairs = [(second, first), (first, second)]
    days = [spans.without_year(*pair, found.moment) for pair in pairs if pair[0] <= 12]
    short = None if found.moment.future else found.year()
    months = spans.each([spans.month_of(short, first)]) if short else ()
    return tuple(dict.fromkeys((*sum(days, ()), *months)))


def no_such_date(_: Found) -> Meaning:
    """A bare number: a year, an age or a length of time."""
    return ()
