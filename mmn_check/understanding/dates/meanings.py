"""What the shapes of dates mean, worked out from the calendar alone.

Every function that can mean more than one stretch of time gives them all, the likeliest first; an
empty tuple says that there is no such day, None that nothing can be said.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple, cast

from mmn_check.understanding.dates.tokens import (
    FALL,
    FIRST_YEAR,
    LAST_YEAR,
    TODAY,
    TOKENS,
    UNITS,
    DateToken,
    DateTokens,
    kinds_of,
)
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


MONTHS_AROUND = 3
"""How far a day of a month may be away when the month was not said."""
OLDEST_AGE_SAID_IN_TENS = 60
"""The sixties may be an age or years; the seventies and later are years if no age is known."""
YEARS_OF_TEN = ((0, 4), (3, 6), (5, 9), (0, 9))
"""Early, mid, late; and the whole ten years."""
LONGEST_AGO = 80
"""Years. Two digits for a year longer ago are likelier a slip."""
LEAST_LIKE_AN_AGE = 18
LENGTH = "~?(?:(?:b?n[r/-]n|nr?h|hA?|q|n|A)[YMWDH](?:r?h|r?[nA][YMWD])?)"
"""The shape of a length; a leading ~ says that it is only about so long."""


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


class DatePhrase(NamedTuple):
    """The words of a phrase that has a known shape."""

    tokens: DateTokens
    moment: Moment

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
        year = full_year(last.value, self.moment)
        return year if last.two_digits and year > self.moment.today.year - LONGEST_AGO else None

    def on_weekday(self, spans: Spans) -> Spans:
        """Only the days that fall on the day of the week that was said."""
        which = next(iter(self.all("w")), None)
        return tuple(one for one in spans if which in (None, first_day(one.earliest).weekday()))

    def day_away(self, days: int) -> date:
        """The day so many days from now."""
        return self.moment.today + timedelta(days=days)

    def said(self) -> SaidAs:
        """Whether "last", "this" or "next" was said."""
        return cast("SaidAs", "".join(token.kind for token in self.tokens if token.kind in "ltxX"))


def is_near(year: int) -> bool:
    """Whether a person of today may speak of that year."""
    return FIRST_YEAR <= year <= LAST_YEAR


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
        return str(today.year + count) if is_near(today.year + count) else None
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


def day(said: DatePhrase) -> Meaning:
    """12 March 2019; 12 March 19."""
    year, moment = said.year(), said.moment
    if year is None or (moment.future and not said.all("y") and year < moment.today.year):
        return None  # "December third, ten thirty"
    return said.on_weekday(each(day_of(year, said.one("m"), said.one("no"))))


def day_without_year(said: DatePhrase) -> Meaning:
    """12 March; "March 19" may be a month of a year as well.

    If the day of the week does not fit the nearest one, one that fits may be meant as well.
    """
    month, number = said.one("m"), said.one("no")
    nearest = without_year(month, number, said.moment)
    on = next(iter(said.all("w")), None)
    other = without_year(month, number, said.moment, on=on)
    days = said.on_weekday(nearest) or nearest[:1] + other[:1]
    short = said.year() if kinds_of(said.tokens) == "mn" else None
    if short is None or said.moment.future:
        return days
    return days + each(month_of(short, month))


def day_of_week_said(said: DatePhrase) -> Meaning:
    """Last Wednesday, the 18th of November: the Wednesday meant, if it is that day."""
    month, day = said.all("m"), said.one("no")
    named = weekday(said)
    parts = [(one, list(map(int, one.earliest.split("-")))) for one in named]
    fitting = [one for one, (_, *its) in parts if its == [*(month or its[:1]), day]]
    if fitting:
        return tuple(fitting[:1])
    coming = said.moment.future or said.said() in ("x", "X")
    rest = DatePhrase(said.without("ltxX"), said.moment._replace(future=coming))
    return day_without_year(rest) if month else day_of_month(rest)


def day_of_month(said: DatePhrase) -> Meaning:
    """The 12th, Monday 16th: the nearest one that has begun, or that is to come if expected."""
    today, ahead = said.moment.today, said.moment.future
    away = range(MONTHS_AROUND) if ahead else range(0, -MONTHS_AROUND, -1)
    months = [today.year * 12 + today.month - 1 + one for one in away]
    days = each(*(day_of(one // 12, one % 12 + 1, said.one("o")) for one in months))
    sides = [(one, first_day(one.earliest)) for one in said.on_weekday(days)]
    return tuple(one for one, day in sides if (day >= today if ahead else day <= today))[:1]


def day_or_year(said: DatePhrase) -> Meaning:
    """The 15th, a day just past or to come; "el 15" may as well be a year."""
    number, moment = said.tokens[0], said.moment
    is_year = number.two_digits and not moment.future
    years = each(str(full_year(number.value, moment))) if is_year else ()
    return (day_of_month(said) or ()) + years


def weekday_in_month(said: DatePhrase) -> Meaning:
    """The second or last Tuesday of December; "the 2nd, Wednesday, December" is that day too."""
    month, which, place = said.one("m"), said.one("w"), [*said.all("o"), 0][0] - 1
    if said.all("y"):
        months = each(month_of(said.one("y"), month))
    else:
        months = without_year(month, None, said.moment)
    if place < 0:
        ends = [last_day(span.latest) for span in months]
        return days(one - timedelta(days=(one.weekday() - which) % 7) for one in ends)
    firsts = [first_day(span.earliest) for span in months]
    away = [((which - first.weekday()) % 7 + 7 * place, place) for first in firsts]
    every = [
        first + timedelta(days=one)
        for first, both in zip(firsts, away, strict=True)
        for one in both
    ]
    return days(one for one in every if (one.month, one.weekday()) == (month, which)) or None


def days_of_month(said: DatePhrase) -> Meaning:
    """12 to 14 March 2019."""
    month, (first, last) = said.one("m"), said.all("no")
    nearest = without_year(month, last, said.moment)
    years = said.all("y") or [first_day(one.earliest).year for one in nearest]
    ends = [[day_of(one, month, end) for end in (first, last)] for one in years]
    return tuple(Span(one, two) for one, two in ends if one and two and one <= two)


def numeric_day(said: DatePhrase) -> Meaning:
    """03/04/2019: which is the day and which the month is not guessed; 98/04/03."""
    first, second, *rest = said.all("n")
    if first > 31 and rest:
        year = full_year(first, said.moment)
        return each(day_of(year, second, rest[0]))
    which = said.year()
    if which is None:
        return None
    either = day_of(which, second, first), day_of(which, first, second)
    return said.on_weekday(each(*either))


def year_and_number(said: DatePhrase) -> Meaning:
    """2005-06 may be a month, or two years with the second cut short."""
    month = month_of(said.one("y"), said.one("n"))
    return each(month) + years_cut_short(said)


def years_cut_short(said: DatePhrase) -> Spans:
    """2018 or 19; winter 2018/19."""
    first, short = said.one("y"), said.tokens[-1]
    last = first // 100 * 100 + short.value
    fits = short.two_digits and last > first and (last == first + 1 or not said.all("s"))
    return (Span(str(first), str(last)),) if fits else ()


def month(said: DatePhrase) -> Meaning:
    """March, last March, this coming March."""
    return without_year(said.one("m"), None, said.moment, said=said.said())


def weekday(said: DatePhrase) -> Spans:
    """A day of the week: the nearest one, or every one that "last" or "next" may mean."""
    which, today = said.one("w"), said.moment.today
    passed = today - timedelta(days=(today.weekday() - which - 1) % 7 + 1)
    coming = today + timedelta(days=(which - today.weekday() - 1) % 7 + 1)
    match said.said():
        case "l":
            return days((passed, *_in_week(which, today - timedelta(weeks=1))))
        case "X":
            return days((coming,))
        case "x":
            return days((coming, *_in_week(which, today + timedelta(weeks=1))))
    nearest = coming if said.moment.future else passed
    return days((today, nearest) if today.weekday() == which else (nearest,))


def weekday_of_week(said: DatePhrase) -> Meaning:
    """Friday next week."""
    return days(_in_week(said.one("w"), said.day_away(7 * AWAY[said.said()])))


def weekday_ago(said: DatePhrase) -> Meaning:
    """Three weeks ago Tuesday: in the week then, or so long before the Tuesday just gone."""
    amount, which = amount_of(said.without("wa")), said.one("w")
    if amount is None or not said.all("W") or amount.low != amount.high:
        return None
    then = said.day_away(-(amount.low // 7) * 7)
    passed = then - timedelta(days=(then.weekday() - which) % 7)
    return days((passed, *_in_week(which, then)))


def _in_week(which: int, day: date) -> tuple[date, date]:
    """A weekday in the week of a day, for weeks from Monday and for weeks from Sunday."""
    monday = day - timedelta(days=day.weekday())
    sunday = day - timedelta(days=(day.weekday() + 1) % 7)
    return monday + timedelta(days=which), sunday + timedelta(days=(which + 1) % 7)


def week(said: DatePhrase) -> Meaning:
    """Last, this or next week, whether it begins on Monday or on Sunday."""
    then, today = said.day_away(7 * AWAY[said.said()]), said.moment.today
    both = [day for which in range(7) for day in _in_week(which, then)]
    first, last = min(both), max(both)
    if said.said() == "t":
        first, last = (today, last) if said.moment.future else (first, today)
    return (Span(first.isoformat(), last.isoformat()),)


def weekend(said: DatePhrase) -> Meaning:
    """A weekend, Saturday and Sunday, as far as it has come where no day to come is expected."""
    today, future = said.moment.today, said.moment.future
    begun = said.day_away(-((today.weekday() - 5) % 7))
    weeks = _WEEKENDS[said.said(), today.weekday() >= 5, future and not said.said()]
    saturdays = [begun + timedelta(weeks=away) for away in weeks]
    return tuple(
        Span(one.isoformat(), (one + timedelta(days=future or one != today)).isoformat())
        for one in saturdays
    )


def one_more_away(said: DatePhrase) -> Meaning:
    """Thursday before last, the week after next: one more away than the last or the next."""
    token, way = said.tokens[0], 1 if said.all("F") else -1
    if token.kind in "MY":
        return each(moved(2 * token.value * way, token.kind, said.moment.today))
    nearest = DatePhrase((DateToken("x" if way > 0 else "l"), token), said.moment)
    known = {"w": weekday, "E": weekend, "W": week, "m": month, "s": season}
    spans = known[token.kind](nearest) or ()
    return tuple(
        one._replace(earliest=_shifted(one.earliest, way), latest=_shifted(one.latest, way))
        for one in spans
    )


def _shifted(partial: str, way: int) -> str:
    """A day a week away, or a month or year a year away."""
    if len(partial) == len("2026-11-21"):
        return (first_day(partial) + timedelta(weeks=way)).isoformat()
    return f"{int(partial[:4]) + way}{partial[4:]}"


def season(said: DatePhrase) -> Meaning:
    """A season or feast whose year was not said: the years it may lie in.

    Which months a season has depends on the half of the world, so it stays with years. The fall,
    of no year, may be an accident.
    """
    which, how = said.one("s"), said.said()
    if which == FALL and not how:
        return None
    year, month = said.moment.today.year, said.moment.today.month
    first, last = SEASON_MONTHS[which]
    if how == "t":
        return (Span(str(year - (month <= 3)), str(year), ahead=3 < month < first),)
    if how in ("x", "X") or (said.moment.future and not how):
        latest = year + (month >= first or how == "x")
        return (Span(str(year + (month > last)), str(latest), ahead=True),)
    if month < first or (month > last and not how):
        return each(str(year - (month < first)))
    return (Span(str(year - _reach(which, said.moment)), str(year)),)


def _reach(which: int, moment: Moment) -> int:
    """How many years ago the last season of that name may have begun."""
    return 2 if moment.today.month <= 3 and which in _SUMMER_AND_WINTER else 1


def season_of_year(said: DatePhrase) -> Meaning:
    """Spring 2019."""
    year, today = said.year(), said.moment.today
    ahead = year == today.year and today.month < SEASON_MONTHS[said.one("s")][0]
    return None if year is None else (Span(str(year), str(year), ahead=ahead),)


def seasons_ago(said: DatePhrase) -> Meaning:
    """So many summers ago: which one was the last is not known, so two years."""
    count, reach = [*said.all("n"), 1][0], _reach(said.one("sP"), said.moment)
    first = said.moment.today.year - count + 1 - reach
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


def two_numbers(said: DatePhrase) -> Meaning:
    """3/4 may be two days; 3/04 a month of a year as well."""
    first, second = said.all("n")
    pairs = [(second, first), (first, second)]
    days = [without_year(*pair, said.moment) for pair in pairs if pair[0] <= 12]
    short = None if said.moment.future else said.year()
    months = each(month_of(short, first)) if short else ()
    return tuple(dict.fromkeys((*sum(days, ()), *months)))


def month_in_season(said: DatePhrase) -> Meaning:
    """Spring 2024, about March: the month, which is in the season in one half of the world."""
    first, last = SEASON_MONTHS[said.one("s")]
    month = each(month_of(said.one("y"), said.one("m")))
    return month if first <= said.one("m") <= last else None


def decade(said: DatePhrase) -> Meaning:
    """The nineties; in my thirties: years of the calendar, or of the person's life."""
    tens, moment = said.one("c"), said.moment
    first, last = YEARS_OF_TEN[[*said.all("e"), -1][0]]
    own = at_age(tens + first, tens + last, moment) if tens < 100 else None
    if re.search("[kK]", kinds_of(said.tokens)):
        return own
    start = tens if tens >= 100 else full_year(tens, moment)
    until = max(min(start + last, moment.today.year), start + first)
    lived = tuple(span for span in own or () if not span.ahead)
    born = None if moment.age is None else moment.today.year - moment.age - 1
    if tens <= OLDEST_AGE_SAID_IN_TENS and (born is None or until < born):
        return lived or None  # more likely somebody's age
    return (Span(str(start + first), str(until)), *lived)


def age(said: DatePhrase) -> Meaning:
    """When I was 38 or 39."""
    ages = said.all("n")
    return at_age(min(ages), max(ages), said.moment)


def part_of_day(said: DatePhrase) -> Meaning:
    """This morning; last night, which may have been yesterday or today."""
    first = said.day_away(-(said.said() == "l"))
    return (Span(first.isoformat(), said.moment.today.isoformat()),)


def weeks_after(said: DatePhrase) -> Meaning:
    """A week on Wednesday, tomorrow week: so many weeks after each day that may be meant."""
    weeks = said.one("+")
    if said.all("v"):
        return days([said.day_away(said.one("v") - TODAY + 7 * weeks)])
    return days(first_day(one.earliest) + timedelta(weeks=weeks) for one in weekday(said))


class Amount(NamedTuple):
    """A length of time: from `low` to `high` units (Y, M or D), give or take `slack`."""

    unit: str
    low: int
    high: int
    slack: int = 0


def amount_of(tokens: DateTokens) -> Amount | None:
    """The length of time that the tokens of a LENGTH say.

    Days and weeks get the room that memory needs; months and years are rough enough. Half a unit
    more is as exact as a quarter of it at best.
    """
    kinds = kinds_of(tokens)
    at = next(at for at, kind in enumerate(kinds) if kind in UNITS)
    unit, size = tokens[at].kind, tokens[at].value
    low, high = _numbers(tokens[:at])
    half, about = "h" in kinds, kinds[0] == "~"
    smaller = tokens[at + 1 :] if not half else ()
    if any(token.kind == "r" and token != TOKENS["AND"] for token in smaller):
        return None  # "a year to 18 months"
    more = _numbers(smaller[:-1])[0] if smaller else 0
    match unit, kinds_of(smaller[-1:]):
        case "Y", "M" if size == 1:
            return Amount("M", low * 12 + more, low * 12 + more)
        case "W", "D":
            return Amount("D", low * 7 * size + more, low * 7 * size + more, slack=1)
        case _ if smaller:
            return None
        case "Y", _ if half and size == 1:
            return Amount("M", low * 12 + 6, high * 12 + 6, slack=3 if high else 1)
        case "Y", _:
            return Amount("Y", low * size + half * 5, high * size + half * 5, slack=int(half))
        case "W", _ if half:
            return Amount("D", low * 7 * size + 3, high * 7 * size + 4, slack=2)
        case "W", _:
            low, high = low * 7 * size, high * 7 * size
            return Amount("D", low, high, slack=max(5 if about else 3, high // 20))
        case "H", _:
            return Amount("D", low * size // 24, high * size // 24 + 1)
        case "D", _ if not half:
            exact = 0 if high < 7 else max(1, high // 10)
            return Amount("D", low, high, slack=max(1, high // 5) if about else exact)
    return Amount(unit, low, high + half)


def _numbers(tokens: DateTokens) -> tuple[int, int]:
    """The least and the most that a number says; "a" is one, "half" alone is none."""
    said = [token for token in tokens if token.kind in "nqA"]
    if not said or said[0].kind == "A":
        return (0, 0) if "h" in kinds_of(tokens) else (1, 1)
    ends = [said[0].value, said[-1].high]
    return min(ends), max(ends)


def _away(tokens: DateTokens, moment: Moment, *, ahead: bool, from_now: bool = False) -> Meaning:
    """From the least to the most that a length says, before or after today; or all of it."""
    amount = amount_of(tokens)
    if amount is None:
        return None
    near = 0 if from_now else max(amount.low - amount.slack, 0)
    far = amount.high + (0 if from_now else amount.slack)
    first, last = sorted((near, far) if ahead else (-near, -far))
    earliest, latest = (moved(one, amount.unit, moment.today) for one in (first, last))
    return (Span(earliest, latest, ahead=ahead),) if earliest and latest else None


def length(said: DatePhrase) -> Meaning:
    """5 years: before today, unless a day to come is expected; 38 years may be an age."""
    found = _away(said.without("N"), said.moment, ahead=said.moment.future)
    if said.moment.future or found is None or kinds_of(said.tokens) != "nY":
        return found
    years = said.one("n") * said.one("Y")
    own = at_age(years, years, said.moment) if years >= LEAST_LIKE_AN_AGE else None
    return found + own if own and not own[0].ahead else found


def ago(said: DatePhrase) -> Meaning:
    """5 years ago, as exact as the unit."""
    return _away(said.without("a"), said.moment, ahead=False)


def anniversary(said: DatePhrase) -> Meaning:
    """It will be three years in March; else it may as well have been then: "hará tres años"."""
    today, month = said.moment.today, said.one("m")
    years = max(said.one("nA"), 1) * said.one("Y")
    coming = today.year + (month < today.month)
    is_sure = said.all("Q") == [0]
    return each(*(month_of(one - years, month) for one in (coming, today.year)[: 2 - is_sure]))


def from_now(said: DatePhrase) -> Meaning:
    """In two weeks, as exact as the unit."""
    return _away(said.without("if"), said.moment, ahead=True)


def within(said: DatePhrase) -> Meaning:
    """The last two years; the past year; the next two weeks; within a week, to come if expected."""
    bare = said.without("lpx<a")
    counted = bare if len(bare) > 1 else (DateToken("A"), *bare)
    to_come = said.moment.future and said.all("<") and not said.all("a")
    ahead = bool(said.all("x") or to_come)
    return _away(counted, said.moment, ahead=ahead, from_now=True)
