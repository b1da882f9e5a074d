"""Lengths of time in a phrase: "two and a half years", "2-3 weeks", "a few days"."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal, NamedTuple

from mmn_check.understanding.dates import calendar
from mmn_check.understanding.dates.calendar import Moment, Span, Spans, is_near, month_of, year_of
from mmn_check.understanding.dates.date_words import UNITS, DateToken, DateTokens, kinds_of
from mmn_check.understanding.dates.meanings import Found, Meaning

_NUMBER = "(?:b?n[r/-]n|nr?h|hA?|q|n|A)"
LENGTH = f"~?(?:{_NUMBER}[YMWDH](?:r?h|r?[nA][YMWD])?)"
"""The shape of a length; a leading ~ says that it is only about so long."""


LEAST_LIKE_AN_AGE = 18
Unit = Literal["year", "month", "day"]


class Amount(NamedTuple):
    """A length of time: from `low` to `high` units, give or take `slack`."""

    unit: Unit
    low: int
    high: int
    slack: int = 0


def amount_of(tokens: DateTokens) -> Amount | None:
    """The length of time that the tokens of a LENGTH say."""
    kinds = kinds_of(tokens)
    at = next(at for at, kind in enumerate(kinds) if kind in UNITS)
    unit, rest = tokens[at], tokens[at + 1 :]
    low, high = _numbers(tokens[:at])
    if "h" in kinds:
        return _with_half(unit, low, high)
    if rest:
        return _with_smaller(unit, low, _numbers(rest[:-1])[0], rest[-1])
    return _of(unit.kind, low * unit.value, high * unit.value, about=kinds.startswith("~"))


def _numbers(tokens: DateTokens) -> tuple[int, int]:
    """The least and the most that a number says; "a" is one, "half" alone is none."""
    said = [token for token in tokens if token.kind in "nqA"]
    if not said or said[0].kind == "A":
        return (0, 0) if "h" in kinds_of(tokens) else (1, 1)
    ends = [said[0].value, said[-1].high]
    return min(ends), max(ends)


def _of(kind: str, low: int, high: int, *, about: bool) -> Amount:
    """Days and weeks get the room that memory needs; months and years are rough enough."""
    match kind:
        case "Y":
            return Amount("year", low, high)
        case "M":
            return Amount("month", low, high)
        case "W":
            low, high = low * 7, high * 7
            return Amount("day", low, high, slack=max(5 if about else 3, high // 20))
        case "D":
            exact = 0 if high < 7 else max(1, high // 10)
            return Amount("day", low, high, slack=max(1, high // 5) if about else exact)
        case _:
            return Amount("day", low // 24, high // 24 + 1)


def _with_half(unit: DateToken, low: int, high: int) -> Amount | None:
    """Half a unit more, as exact as a quarter of it at best."""
    match unit.kind:
        case "Y" if unit.value == 1:
            return Amount("month", low * 12 + 6, high * 12 + 6, slack=3 if high else 1)
        case "Y":
            return Amount("year", low * 10 + 5, high * 10 + 5, slack=1)
        case "M":
            return Amount("month", low, high + 1)
        case "W":
            return Amount("day", low * 7 * unit.value + 3, high * 7 * unit.value + 4, slack=2)
        case _:
            return Amount("day", low, high + 1)


def _with_smaller(unit: DateToken, count: int, more: int, smaller: DateToken) -> Amount | None:
    """Years and months, or weeks and days."""
    match unit.kind, smaller.kind:
        case "Y", "M" if unit.value == 1:
            return Amount("month", count * 12 + more, count * 12 + more)
        case "W", "D":
            days = count * 7 * unit.value + more
            return Amount("day", days, days, slack=1)
        case _:
            return None


def length(found: Found) -> Meaning:
    """5 years: before today, unless a day to come is expected; 38 years may be an age."""
    said = found.without("N")
    if found.moment.future:
        return _ahead(said, found.moment)
    before, own = _before(said, found.moment), None
    if kinds_of(found.tokens) == "nY":
        years = found.one("n") * found.one("Y")
        own = calendar.at_age(years, years, found.moment) if years >= LEAST_LIKE_AN_AGE else None
    return before + own if before and own and not own[0].ahead else before


def ago(found: Found) -> Meaning:
    """5 years ago, as exact as the unit."""
    return _before(found.without("a"), found.moment)


def from_now(found: Found) -> Meaning:
    """In two weeks, as exact as the unit."""
    return _ahead(found.without("if"), found.moment)


def within(found: Found) -> Meaning:
    """The last two years; the past year; the next two weeks."""
    bare = found.without("lpx<a")
    amount = amount_of(bare if len(bare) > 1 else (DateToken("A"), *bare))
    if amount is None:
        return None
    future = "x" in kinds_of(found.tokens)
    edge = _moved(amount.high if future else -amount.high, amount.unit, found.moment)
    today = _moved(0, amount.unit, found.moment)
    if not edge or not today:
        return None
    return (Span(today, edge, ahead=True) if future else Span(edge, today),)


def weekday_ago(found: Found) -> Meaning:
    """Three weeks ago Tuesday."""
    amount = amount_of(found.without("wa"))
    if amount is None or "W" not in kinds_of(found.tokens) or amount.low != amount.high:
        return None
    return calendar.weekday_ago(found.one("w"), amount.low // 7, found.moment)


def _before(tokens: DateTokens, moment: Moment) -> Spans | None:
    amount = amount_of(tokens)
    if amount is None:
        return None
    first = _moved(-amount.high - amount.slack, amount.unit, moment)
    last = _moved(min(amount.slack - amount.low, 0), amount.unit, moment)
    return (Span(first, last),) if first and last else None


def _ahead(tokens: DateTokens, moment: Moment) -> Spans | None:
    amount = amount_of(tokens)
    if amount is None:
        return None
    first = _moved(max(amount.low - amount.slack, 0), amount.unit, moment)
    last = _moved(amount.high + amount.slack, amount.unit, moment)
    return (Span(first, last, ahead=True),) if first and last else None


def _moved(count: int, unit: Unit, moment: Moment) -> str | None:
    """The year, month or day so many units from now; None if too far off."""
    today = moment.today
    if unit == "year":
        return year_of(today.year + count)
    if unit == "month":
        months = today.year * 12 + today.month - 1 + count
        return month_of(months // 12, months % 12 + 1)
    near = is_near(today.year + count // 365)
    return (today + timedelta(days=count)).isoformat() if near else None
