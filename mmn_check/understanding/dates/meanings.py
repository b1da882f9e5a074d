"""What the shapes of dates mean that take more than a look at the calendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple, cast

from mmn_check.understanding.dates import calendar
from mmn_check.understanding.dates.date_words import FALL, TODAY, DateTokens, kinds_of
from mmn_check.visit.values import first_day

Meaning = calendar.Spans | None
"""Every span that may be meant, none if there is no such day; None if not understood."""

MONTHS_AROUND = 3
"""How far a day of a month may be away when the month was not said."""
OLDEST_AGE_SAID_IN_TENS = 60
"""The sixties may be an age or years; the seventies and later are years if no age is known."""
YEARS_OF_TEN = ((0, 4), (3, 6), (5, 9), (0, 9))
"""Early, mid, late; and the whole ten years."""
LONGEST_AGO = 80
"""Years. Two digits for a year longer ago are likelier a slip."""


class Found(NamedTuple):
    """The words of a phrase that has a known shape."""

    tokens: DateTokens
    moment: calendar.Moment

    def all(self, kinds: str) -> list[int]:
        """The values of the words of these kinds."""
        return [token.value for token in self.tokens if token.kind in kinds]

    def one(self, kinds: str) -> int:
        """The value of the first word of these kinds."""
        return self.all(kinds)[0]

    def without(self, kinds: str) -> DateTokens:
        """The words of other kinds."""
        return tuple(token for token in self.tokens if token.kind not in kinds)

    def year(self) -> int | None:
        """The year that was said; of two digits, if the last number has two."""
        if self.all("y"):
            return self.one("y")
        last = [token for token in self.tokens if token.kind == "n"][-1]
        year = calendar.full_year(last.value, self.moment)
        return year if last.two_digits and year > self.moment.today.year - LONGEST_AGO else None

    def weekday(self) -> int | None:
        """The day of the week that was said."""
        return next(iter(self.all("w")), None)

    def day_away(self, days: int) -> date:
        """The day so many days from now."""
        return self.moment.today + timedelta(days=days)

    def said(self) -> calendar.SaidAs:
        """Whether "last", "this" or "next" was said."""
        return cast(
            "calendar.SaidAs", "".join(token.kind for token in self.tokens if token.kind in "ltxX")
        )


def day(found: Found) -> Meaning:
    """12 March 2019; 12 March 19."""
    which_year = found.year()
    if which_year is None:
        return None
    days = calendar.each([calendar.day_of(which_year, found.one("m"), found.one("no"))])
    return _on_weekday(days, found)


def _on_weekday(days: calendar.Spans, found: Found) -> calendar.Spans:
    """Only the days that fall on the day of the week that was said."""
    which = found.weekday()
    return tuple(one for one in days if which in (None, first_day(one.earliest).weekday()))


def day_without_year(found: Found) -> Meaning:
    """12 March; "March 19" may be a month of a year as well."""
    days = _nearest_days(found)
    short = found.year() if re.fullmatch("mn", kinds_of(found.tokens)) else None
    if short is None or found.moment.future:
        return days
    return days + calendar.each([calendar.month_of(short, found.one("m"))])


def _nearest_days(found: Found) -> calendar.Spans:
    """A day of a month; if the day of the week does not fit it, one that fits as well."""
    number = found.one("m"), found.one("no")
    days = calendar.without_year(*number, found.moment)
    fitting = _on_weekday(days, found)
    other = calendar.without_year(*number, found.moment, on=found.weekday())
    return fitting or days[:1] + other[:1]


def day_of_week_said(found: Found) -> Meaning:
    """Last Wednesday, the 18th of November: the Wednesday meant, if it is that day."""
    months, day = found.all("m"), found.one("no")
    named = calendar.weekday(found.one("w"), found.said(), found.moment)
    fitting = [one for one in named if int(one.earliest[8:]) == day]
    if months:
        fitting = [one for one in fitting if int(one.earliest[5:7]) == months[0]]
    if fitting:
        return tuple(fitting[:1])
    coming = found.moment.future or found.said() in ("x", "X")
    rest = Found(found.without("ltxX"), found.moment._replace(future=coming))
    return day_without_year(rest) if months else day_of_month(rest)


def day_of_month(found: Found) -> Meaning:
    """The 12th, Monday 16th: the nearest one that has begun, or that is to come if expected."""
    today, ahead = found.moment.today, found.moment.future
    away = range(MONTHS_AROUND) if ahead else range(0, -MONTHS_AROUND, -1)
    months = [today.year * 12 + today.month - 1 + one for one in away]
    days = calendar.each(calendar.day_of(one // 12, one % 12 + 1, found.one("o")) for one in months)
    fitting = [one for one in _on_weekday(days, found) if _is_on_side(one, found)]
    return tuple(fitting[:1])


def weekday_in_month(found: Found) -> Meaning:
    """The second Tuesday of December; "the 2nd, Wednesday, December" is that day as well."""
    month, days = found.one("m"), list[date]()
    if found.all("y"):
        months = calendar.each([calendar.month_of(found.one("y"), month)])
    else:
        months = calendar.without_year(month, None, found.moment)
    for first in (first_day(span.earliest) for span in months):
        after = (found.one("w") - first.weekday()) % 7 + 7 * (found.one("o") - 1)
        both = (first + timedelta(days=away) for away in (after, found.one("o") - 1))
        days += [one for one in both if (one.month, one.weekday()) == (month, found.one("w"))]
    return calendar.days(days) or None


def _is_on_side(one: calendar.Span, found: Found) -> bool:
    day_meant, today = first_day(one.earliest), found.moment.today
    return day_meant >= today if found.moment.future else day_meant <= today


def days_of_month(found: Found) -> Meaning:
    """12 to 14 March 2019."""
    which_month, (first, last) = found.one("m"), found.all("no")
    if "y" in kinds_of(found.tokens):
        years = [found.one("y")]
    else:
        nearest = calendar.without_year(which_month, last, found.moment)
        years = [first_day(one.earliest).year for one in nearest]
    ends = [[calendar.day_of(one, which_month, end) for end in (first, last)] for one in years]
    return tuple(calendar.Span(one, two) for one, two in ends if one and two and one <= two)


def numeric_day(found: Found) -> Meaning:
    """03/04/2019: which is the day and which the month is not guessed; 98/04/03."""
    first, second, *rest = found.all("n")
    if first > 31 and rest:
        short = calendar.full_year(first, found.moment)
        return calendar.each([calendar.day_of(short, second, rest[0])])
    which_year = found.year()
    if which_year is None:
        return None
    either = (
        calendar.day_of(which_year, second, first),
        calendar.day_of(which_year, first, second),
    )
    return _on_weekday(calendar.each(either), found)


def year_and_number(found: Found) -> Meaning:
    """2005-06 may be a month, or two years with the second cut short."""
    month = calendar.month_of(found.one("y"), found.one("n"))
    return calendar.each([month]) + years_cut_short(found)


def years_cut_short(found: Found) -> calendar.Spans:
    """2018 or 19."""
    first, short = found.one("y"), found.tokens[-1]
    last = first // 100 * 100 + short.value
    return (calendar.Span(str(first), str(last)),) if short.two_digits and last > first else ()


def two_numbers(found: Found) -> Meaning:
    """3/4 may be two days; 3/04 a month of a year as well."""
    first, second = found.all("n")
    pairs = [(second, first), (first, second)]
    days = [calendar.without_year(*pair, found.moment) for pair in pairs if pair[0] <= 12]
    short = None if found.moment.future else found.year()
    months = calendar.each([calendar.month_of(short, first)]) if short else ()
    return tuple(dict.fromkeys((*sum(days, ()), *months)))


def month(found: Found) -> Meaning:
    """March, last March, this coming March."""
    return calendar.without_year(found.one("m"), None, found.moment, said=found.said())


def season(found: Found) -> Meaning:
    """Last summer; but the fall, of no year, may be an accident."""
    if found.one("s") == FALL and not found.said():
        return None
    return calendar.season(found.one("s"), found.said(), found.moment)


def season_of_year(found: Found) -> Meaning:
    """Spring 2019."""
    which = found.year()
    return None if which is None else calendar.season_of(found.one("s"), which, found.moment)


def month_in_season(found: Found) -> Meaning:
    """Spring 2024, about March: the month, which is in the season in one half of the world."""
    first, last = calendar.SEASON_MONTHS[found.one("s")]
    which = found.one("m")
    return (
        calendar.each([calendar.month_of(found.one("y"), which)])
        if first <= which <= last
        else None
    )


def seasons_ago(found: Found) -> Meaning:
    """Two summers ago."""
    count = found.one("nA") if "n" in kinds_of(found.tokens) else 1
    return calendar.seasons_ago(found.one("sP"), count, found.moment)


def season_of_years(found: Found) -> Meaning:
    """Winter 2018/19."""
    first = found.one("y")
    last = first // 100 * 100 + found.one("n")
    return (calendar.Span(str(first), str(last)),) if last == first + 1 else None


def decade(found: Found) -> Meaning:
    """The nineties; in my thirties."""
    tens = found.one("c")
    first, last = YEARS_OF_TEN[found.all("e")[0] if found.all("e") else -1]
    own = calendar.at_age(tens + first, tens + last, found.moment) if tens < 100 else None
    if re.search("[kK]", kinds_of(found.tokens)):
        return own
    lived = tuple(span for span in own or () if not span.ahead)
    return (_calendar_decade(found, first, last) + lived) or None


def _calendar_decade(found: Found, first: int, last: int) -> calendar.Spans:
    """Ten years of the calendar, if they are not more likely somebody's age."""
    tens, moment = found.one("c"), found.moment
    start = tens if tens >= 100 else calendar.full_year(tens, moment)
    until = max(min(start + last, moment.today.year), start + first)
    born = None if moment.age is None else moment.today.year - moment.age - 1
    if tens <= OLDEST_AGE_SAID_IN_TENS and (born is None or until < born):
        return ()
    return (calendar.Span(str(start + first), str(until)),)


def age(found: Found) -> Meaning:
    """When I was 38 or 39."""
    ages = found.all("n")
    return calendar.at_age(min(ages), max(ages), found.moment)


def part_of_day(found: Found) -> Meaning:
    """This morning; last night, which may have been yesterday or today."""
    today = found.moment.today
    first = found.day_away(-1) if found.said() == "l" else today
    return (calendar.Span(first.isoformat(), today.isoformat()),)


def weekday_of_week(found: Found) -> Meaning:
    """Friday next week."""
    return calendar.weekday_in(found.one("w"), calendar.AWAY[found.said()], found.moment)


def weeks_after(found: Found) -> Meaning:
    """A week on Wednesday, tomorrow week: so many weeks after each day that may be meant."""
    weeks = found.one("+")
    if found.all("v"):
        return calendar.days([found.day_away(found.one("v") - TODAY + 7 * weeks)])
    first = calendar.weekday(found.one("w"), found.said(), found.moment)
    return calendar.days(first_day(one.earliest) + timedelta(weeks=weeks) for one in first)
