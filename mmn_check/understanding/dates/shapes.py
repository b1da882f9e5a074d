"""The shapes that dates have, and what each of them means.

A shape is a regular expression over the kinds of the words (see `words`). Nothing here narrows
what was said: "spring 2020" stays with the year.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import timedelta

from mmn_check.understanding.dates import calendar, lengths, meanings
from mmn_check.understanding.dates.calendar import Moment, Span, each, month_of, year_of
from mmn_check.understanding.dates.date_words import FALL, TODAY, DateTokens, kinds_of
from mmn_check.understanding.dates.lengths import LENGTH, amount_of
from mmn_check.understanding.dates.meanings import Found, Meaning

_AWAY = {"l": -1, "t": 0, "x": 1}


def meaning_of(tokens: DateTokens, moment: Moment) -> Meaning:
    """What a phrase without "to" and "or" may mean."""
    kinds = kinds_of(tokens)
    for shape, mean in _SHAPES:
        if re.fullmatch(shape, kinds):  # compiled once it is wanted: no start waits for all of them
            meaning = mean(Found(tokens, moment))
            if meaning is not None:
                return meaning
    return None


def _season(said: Found) -> Meaning:
    """Last summer; but the fall, of no year, may be an accident."""
    if said.one("s") == FALL and not said.said():
        return None
    return calendar.season(said.one("s"), said.said(), said.moment)


def _part_of_day(said: Found) -> Meaning:
    """This morning; last night, which may have been yesterday or today."""
    today = said.moment.today
    first = today - timedelta(days="l" in kinds_of(said.tokens))
    return (Span(first.isoformat(), today.isoformat()),)


def _ago(said: Found) -> Meaning:
    """5 years ago."""
    amount = amount_of(said.without("a"))
    return lengths.ago(amount, said.moment) if amount else None


def _from_now(said: Found) -> Meaning:
    """In two weeks."""
    amount = amount_of(said.without("if"))
    return lengths.ahead(amount, said.moment) if amount else None


Mean = Callable[[Found], Meaning]

_SHAPES: Iterable[tuple[str, Mean]] = (
    # by day, month and year
    ("y", lambda said: each([year_of(said.one("y"))])),
    ("my|ym", lambda said: each([month_of(said.one("y"), said.one("m"))])),
    ("[ltx]?w?([no]m|m[no])[ny]w?|w?ym[no]", meanings.day),
    (
        "[ltx]?m",
        lambda said: calendar.without_year(said.one("m"), None, said.moment, said=said.said()),
    ),
    ("w?[no]mw?|w?m[no]w?", meanings.day_without_year),
    ("[ltx]w(?:[no]m|m[no]|o)", meanings.day_of_week_said),
    ("w?o|ow", meanings.day_of_month),
    ("[no][r/-][no]my?|m[no][r/-][no]y?", meanings.days_of_month),
    # in figures
    ("w?n([/.-])n\\1[ny]|w?nn[ny]", meanings.numeric_day),
    ("y([/.-])n\\1n", lambda said: each([calendar.day_of(said.one("y"), *said.all("n"))])),
    ("n[/.-]y", lambda said: each([month_of(said.one("y"), said.one("n"))])),
    ("y[/.-]n", meanings.year_and_number),
    ("n[/.]n", meanings.two_numbers),
    ("b?yrn", lambda said: meanings.years_cut_short(said) or None),
    # by season, decade or age
    ("[ltx]?s", _season),
    ("nPa|Asa", meanings.seasons_ago),
    ("s[ny]|ys", meanings.season_of_year),
    ("sy[/-]n", meanings.season_of_years),
    ("sym|smy|mys|ysm|yms|msy", meanings.month_in_season),
    ("k*Ke?c|k*e?c", meanings.decade),
    (
        "(?=.*k)k*~?b?n([r/-]n)?Y?k*",
        lambda said: calendar.at_age(min(said.all("n")), max(said.all("n")), said.moment),
    ),
    # by the day or the week
    ("v", lambda said: calendar.days([said.day_away(said.one("v") - TODAY)])),
    ("N", lambda said: calendar.days([said.moment.today])),
    ("[tl]z", _part_of_day),
    ("[ltx]?w", lambda said: calendar.weekday(said.one("w"), said.said(), said.moment)),
    (
        "w[ltx]W|[ltx]Ww",
        lambda said: calendar.weekday_in(said.one("w"), _AWAY[said.said()], said.moment),
    ),
    (f"w{LENGTH}a|{LENGTH}aw", meanings.weekday_ago),
    ("[ltx]W", lambda said: calendar.week(said.said(), said.moment)),
    ("[ltx]?E", lambda said: calendar.weekend(said.said(), said.moment)),
    # by a length of time
    (f"{LENGTH}N?", meanings.length),
    (f"{LENGTH}a", _ago),
    (f"i{LENGTH}f?|{LENGTH}f", _from_now),
    (f"[lpx<]{LENGTH}a?|p[YMWD]", meanings.within),
    # a bare number: a year, an age or a length of time
    ("Y?n([r/.-]n)*", lambda _: ()),
)
