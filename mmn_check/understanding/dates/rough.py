"""Dates said by a season, an age, a weekday, or how long ago they were."""

from __future__ import annotations

import re
from datetime import timedelta

from mmn_check.understanding.dates import lengths, spans, weeks, years
from mmn_check.understanding.dates.found import Found, Meaning
from mmn_check.understanding.dates.lengths import amount_of
from mmn_check.understanding.dates.spans import Span, Spans
from mmn_check.understanding.dates.tokens import FALL, TODAY, Token, kinds_of

OLDEST_AGE_SAID_IN_TENS = 60
"""The sixties may be an age or years; the seventies and later are years if no age is known."""
YEARS_OF_TEN = ((0, 4), (3, 6), (5, 9), (0, 9))
"""Early, mid, late; and the whole ten years."""
LEAST_YEARS_LIKE_AN_AGE = 18


def season(found: Found) -> Meaning:
    """Last summer; but the fall, of no year, may be an accident."""
    if found.one("s") == FALL and not found.said():
        return None
    return years.season(found.one("s"), found.said(), found.moment)


def season_of_year(found: Found) -> Meaning:
    """Spring 2019."""
    which = found.year()
    return None if which is None else years.season_of(found.one("s"), which, found.moment)


def seasons_ago(found: Found) -> Meaning:
    """Two summers ago."""
    count = found.one("nA") if "n" in kinds_of(found.tokens) else 1
    return years.seasons_ago(found.one("sP"), count, found.moment)


def season_of_years(found: Found) -> Meaning:
    """Winter 2018/19."""
    first = found.one("y")
    last = first // 100 * 100 + found.one("n")
    return (Span(str(first), str(last)),) if last == first + 1 else None


def decade(found: Found) -> Meaning:
    """The nineties; in my thirties."""
    tens = found.one("c")
    first, last = YEARS_OF_TEN[found.all("e")[0] if found.all("e") else -1]
    own = years.at_age(tens + first, tens + last, found.moment) if tens < 100 else None
    if re.search("[kK]", kinds_of(found.tokens)):
        return own
    lived = tuple(span for span in own or () if not span.ahead)
    return (_calendar_decade(found, first, last) + lived) or None


def _calendar_decade(found: Found, first: int, last: int) -> Spans:
    """Ten years of the calendar, if they are not more likely somebody's age."""
    tens, moment = found.one("c"), found.moment
    start = tens if tens >= 100 else spans.full_year(tens, moment)
    until = max(min(start + last, moment.today.year), start + first)
    born = None if moment.age is None else moment.today.year - moment.age - 1
    if tens <= OLDEST_AGE_SAID_IN_TENS and (born is None or until < born):
        return ()
    return (Span(str(start + first), str(until)),)


def age(found: Found) -> Meaning:
    """When I was 38; 38 or 39 years old."""
    said = found.all("n")
    return years.at_age(min(said), max(said), found.moment)


def day_word(found: Found) -> Meaning:
    """Yesterday."""
    return weeks.days([found.moment.today + timedelta(days=found.one("v") - TODAY)])


def now(found: Found) -> Meaning:
    """Now."""
    return weeks.days([found.moment.today])


def part_of_day(found: Found) -> Meaning:
    """This morning; last night, which may have been yesterday or today."""
    today = found.moment.today
    first = today - timedelta(days="l" in kinds_of(found.tokens))
    return (Span(first.isoformat(), today.isoformat()),)


def weekday(found: Found) -> Meaning:
    """Tuesday; last Tuesday."""
    return weeks.weekday(found.one("w"), found.said(), found.moment)


def weekday_of_week(found: Found) -> Meaning:
    """Tuesday last week."""
    away = {"l": -1, "t": 0, "x": 1}[found.said()]
    return weeks.weekday_in(found.one("w"), away, found.moment)


def weekday_ago(found: Found) -> Meaning:
    """Three weeks ago Tuesday."""
    amount = amount_of(found.without("wa"))
    if amount is None or "W" not in kinds_of(found.tokens) or amount.low != amount.high:
        return None
    return weeks.weekday_ago(found.one("w"), amount.low // 7, found.moment)


def week(found: Found) -> Meaning:
    """Last week."""
    return weeks.week(found.said(), found.moment)


def weekend(found: Found) -> Meaning:
    """The weekend; last weekend."""
    return weeks.weekend(found.said(), found.moment)


def length(found: Found) -> Meaning:
    """5 years: before today, unless a day to come is expected; 38 years may be an age."""
    amount = amount_of(found.without("N"))
    if amount is None or found.moment.future:
        return lengths.ahead(amount, found.moment) if amount else None
    before = lengths.ago(amount, found.moment)
    own = None
    if kinds_of(found.tokens) == "nY" and amount.low >= LEAST_YEARS_LIKE_AN_AGE:
        own = years.at_age(amount.low, amount.high, found.moment)
    return before + own if before and own and not own[0].ahead else before


def ago(found: Found) -> Meaning:
    """5 years ago."""
    amount = amount_of(found.without("a"))
    return lengths.ago(amount, found.moment) if amount else None


def from_now(found: Found) -> Meaning:
    """In two weeks."""
    amount = amount_of(found.without("if"))
    return lengths.ahead(amount, found.moment) if amount else None


def within(found: Found) -> Meaning:
    """The last two years; the past year."""
    bare = found.without("lpx<a")
    amount = amount_of(bare if len(bare) > 1 else (Token("A"), *bare))
    future = "x" in kinds_of(found.tokens)
    return lengths.within(amount, found.moment, future=future) if amount else None
