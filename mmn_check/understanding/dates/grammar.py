"""What a whole phrase may mean: settled into a plainer one, then looked up by its shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice, product
from typing import NamedTuple

from mmn_check.understanding.dates import calendar, lengths, meanings
from mmn_check.understanding.dates.date_words import (
    AND,
    OR,
    TO,
    TODAY,
    DateToken,
    DateTokens,
    kinds_of,
)
from mmn_check.understanding.dates.rewriting import settled
from mmn_check.understanding.dates.tokens import stretches_of, tokens_of
from mmn_check.visit.values import Manner, first_day, last_day


def meaning_of(tokens: DateTokens, moment: calendar.Moment) -> meanings.Meaning:
    """What a phrase without "to" and "or" may mean."""
    kinds = kinds_of(tokens)
    for shape, mean in _SHAPES:
        if re.fullmatch(shape, kinds):  # compiled once it is wanted: no start waits for all of them
            meaning = mean(meanings.Found(tokens, moment))
            if meaning is not None:
                return meaning
    return None


Mean = Callable[[meanings.Found], meanings.Meaning]

_SHAPES: Iterable[tuple[str, Mean]] = (
    # by day, month and year
    ("y", lambda said: calendar.each([calendar.year_of(said.one("y"))])),
    ("my|ym", lambda said: calendar.each([calendar.month_of(said.one("y"), said.one("m"))])),
    ("[ltxX]?w?([no]m|m[no])[ny]w?|w?ym[no]", meanings.day),
    ("[ltxX]?m", meanings.month),
    ("w?[no]mw?|w?m[no]w?", meanings.day_without_year),
    ("[ltxX]w(?:[no]m|m[no]|o)", meanings.day_of_week_said),
    ("w?o|ow", meanings.day_of_month),
    ("owmy?", meanings.weekday_in_month),
    ("[no][r/-][no]my?|m[no][r/-][no]y?", meanings.days_of_month),
    # in figures
    ("w?n([/.-])n\\1[ny]|w?nn[ny]", meanings.numeric_day),
    ("y([/.-])n\\1n", lambda said: calendar.each([calendar.day_of(said.one("y"), *said.all("n"))])),
    ("n[/.-]y", lambda said: calendar.each([calendar.month_of(said.one("y"), said.one("n"))])),
    ("y[/.-]n", meanings.year_and_number),
    ("n[/.]n", meanings.two_numbers),
    ("b?yrn", lambda said: meanings.years_cut_short(said) or None),
    # by season, decade or age
    ("[ltxX]?s", meanings.season),
    ("nPa|Asa", meanings.seasons_ago),
    ("s[ny]|ys", meanings.season_of_year),
    ("sy[/-]n", meanings.season_of_years),
    ("sym|smy|mys|ysm|yms|msy", meanings.month_in_season),
    ("k*Ke?c|k*e?c", meanings.decade),
    ("(?=.*k)k*~?b?n([r/-]n)?Y?k*", meanings.age),
    # by the day or the week
    ("v", lambda said: calendar.days([said.day_away(said.one("v") - TODAY)])),
    ("N", lambda said: calendar.days([said.moment.today])),
    ("[tl]z", meanings.part_of_day),
    ("[ltxX]?w", lambda said: calendar.weekday(said.one("w"), said.said(), said.moment)),
    ("w[ltx]W|[ltx]Ww", meanings.weekday_of_week),
    ("\\+[ltxX]?w|[ltxX]?w\\+|\\+v|v\\+", meanings.weeks_after),
    (f"w{lengths.LENGTH}a|{lengths.LENGTH}aw", lengths.weekday_ago),
    ("[ltx]W", lambda said: calendar.week(said.said(), said.moment)),
    ("[ltxX]?E", lambda said: calendar.weekend(said.said(), said.moment)),
    # by a length of time
    (f"{lengths.LENGTH}N?", lengths.length),
    (f"{lengths.LENGTH}a", lengths.ago),
    (f"i{lengths.LENGTH}f?|{lengths.LENGTH}f", lengths.from_now),
    (f"[lpx<]{lengths.LENGTH}a?|p[YMWD]", lengths.within),
    # a bare number: a year, an age or a length of time
    ("Y?n([r/.-]n)*", lambda _: ()),
)


MOST_WITHIN = 4
"""So many dates inside a sentence are looked for; it is a story, if it has more."""
MOST_IN_A_ROW = 10
"""A day of a month beyond this is hardly said for anything else: "the 25th"."""
LONGEST_WITHIN = 10
"""Words that a date inside a sentence may have."""
PLAIN = frozenset("nomywrbi_~-/.d")
"""Kinds of words that a date in full says just as well."""
_NAMED = "w?(?:[no]m[ny]?|m[no]?y?|m[no]n|y|w)w?"
"""The parts of one date, none of them twice: what tells it from another."""
_BARE_LENGTH = re.compile("[~_nqhArN-]*[YMWDH][~_nqhArNYMWDH-]*")
_TELLING = re.compile(r"y|m[no]|[no]m|[YMWDH].*a|g.*[YMWDHd]|v|c|[lxtjJ][YMWms]|[YMWms][lxjJ]|L.*n")
"""What is a date even inside a sentence: not a number alone, nor "may", nor "second"."""


def meanings_of(typed: str, moment: calendar.Moment) -> meanings.Meaning:
    """Every span that may be meant, none if there is no such day; None if not understood."""
    tokens = tokens_of(typed, moment.language)
    if not tokens or not calendar.is_near(moment.today.year):
        return None
    return _whole(settled(tokens, moment), moment)


def how_said(typed: str, language: str) -> tuple[Manner, bool]:
    """How a date was said, and whether "about" was said with it; in words, if in none of them."""
    return _how_said(tokens_of(typed, language) or ())


def _how_said(tokens: DateTokens) -> tuple[Manner, bool]:
    kinds = re.sub("[gB]", "a", kinds_of(tokens))
    about = "~" in kinds
    if tokens and PLAIN.issuperset(kinds):
        said_or = any(token.kind == "r" and token.value == OR for token in tokens)
        return ("either" if said_or else "date"), about
    if _BARE_LENGTH.fullmatch(kinds):
        return "length", about
    return ("ago" if "a" in kinds else "words"), about


class DateInWords(NamedTuple):
    """A date that stands inside other words."""

    spans: calendar.Spans
    manner: Manner
    about: bool


def dates_within(typed: str, moment: calendar.Moment) -> tuple[DateInWords, ...]:
    """The dates inside a text that is no date as a whole."""
    if not calendar.is_near(moment.today.year):
        return ()
    found = (
        one for tokens in stretches_of(typed, moment.language) for one in _within(tokens, moment)
    )
    return tuple(dict.fromkeys(islice(found, MOST_WITHIN)))


def names_time(typed: str, language: str) -> bool:
    """Whether any word is more than a number, an order or a joint."""
    return any(re.search("[ymwcvsYMWDE]", kinds_of(one)) for one in stretches_of(typed, language))


def names_day_alone(typed: str, language: str) -> bool:
    """Whether a small number in a row is all that is said: "the second" may be no day."""
    told = tuple(one for one in tokens_of(typed, language) or () if one.kind not in "_~")
    alone = re.fullmatch("d[no]|o", kinds_of(told)) is not None
    return alone and told[-1].value <= MOST_IN_A_ROW


def parts_said(typed: str, language: str) -> Mapping[str, int]:
    """The year, month, day and weekday that a phrase names; empty if it says anything else."""
    tokens = tuple(token for token in tokens_of(typed, language) or () if token.kind not in "_~ik")
    kinds = kinds_of(tokens)
    if not re.fullmatch(_NAMED, kinds):
        return {}
    parts: dict[str, int] = {}
    for token in tokens:
        name = {"o": "day", "n": "day", "m": "month", "y": "year", "w": "weekday"}[token.kind]
        if token.kind == "n" and "day" in parts:
            name = "short_year"
        parts["short_year" if token.two_digits and token.kind == "y" else name] = token.value
    return parts


def _within(tokens: DateTokens, moment: calendar.Moment) -> Iterator[DateInWords]:
    """The dates of a stretch of a text, the longest first, then those on either side of it."""
    for length in range(min(len(tokens), LONGEST_WITHIN), 0, -1):
        for start in range(len(tokens) - length + 1):
            some = tokens[start : start + length]
            told = _TELLING.search(re.sub("[_~]", "", kinds_of(some)))
            meaning = told and _whole(settled(some, moment), moment)
            if meaning:
                yield DateInWords(meaning, *_how_said(some))
                yield from _within(tokens[:start], moment)
                yield from _within(tokens[start + length :], moment)
                return


def _whole(tokens: DateTokens, moment: calendar.Moment) -> meanings.Meaning:
    meaning = meaning_of(tokens, moment)
    if meaning is None:
        meaning = _range(tokens, moment)
    if meaning is None and re.match("k+[^kn]", kinds_of(tokens)):
        return _whole(tuple(token for token in tokens if token.kind != "k"), moment)
    return _said_twice(tokens, moment) if meaning is None else meaning


def _said_twice(tokens: DateTokens, moment: calendar.Moment) -> meanings.Meaning:
    """One date in two ways: "the ninth of December, next Wednesday week", "5 years ago, in 2021".

    It is the more exact one, if that lies within the other. A length alone ("a week on
    Wednesday") is no date said twice.
    """
    for at in range(1, len(tokens)):
        ways = tokens[:at], tokens[at:]
        one, other = (() if _is_length(some) else meaning_of(some, moment) or () for some in ways)
        pairs = (*product(one, other), *product(other, one))
        found = dict.fromkeys(inner for inner, outer in pairs if _is_within(inner, outer))
        if found:
            return tuple(found)
    return None


def _is_within(inner: calendar.Span, outer: calendar.Span) -> bool:
    first, last = first_day(outer.earliest), last_day(outer.latest)
    return first <= first_day(inner.earliest) and last_day(inner.latest) <= last


def _range(tokens: DateTokens, moment: calendar.Moment) -> meanings.Meaning:
    """Two dates with "to", "or" or a dash between them."""
    between = kinds_of(tokens).startswith("b")
    tokens = tokens[between:]
    for at, joint in enumerate(tokens):
        left, right = tokens[:at], tokens[at + 1 :]
        if joint.kind not in "r-/" or not left or not right or _is_length(left):
            continue
        if kinds_of(right) == "N" or right == (DateToken("v", TODAY, TODAY),):
            return meaning_of(left, moment)
        if re.fullmatch("[no]?m[no]?|s", kinds_of(left)):
            left += tuple(token for token in right if token.kind == "y")[:1]
        begin, end = meaning_of(left, moment), meaning_of(right, moment)
        if begin and end and len(begin) == len(end):
            if (joint.kind, joint.value) == ("r", AND) and not between:
                return (*begin, *end)  # "2019 and 2021" is no span
            both = [_from_to(one, two, joint) for one, two in zip(begin, end, strict=True)]
            return tuple(span for span in both if span) or None
    return None


def _is_length(tokens: DateTokens) -> bool:
    """Whether it is half of a length: the months of "2 months and 3 weeks ago"."""
    return re.fullmatch(lengths.LENGTH, kinds_of(tokens)) is not None


def _from_to(one: calendar.Span, two: calendar.Span, joint: DateToken) -> calendar.Span | None:
    """From the start of one span to the end of the other; "or" may name the later one first."""
    in_any_order = joint.kind == "r" and joint.value != TO
    if in_any_order and first_day(two.earliest) < first_day(one.earliest):
        one, two = two, one
    if first_day(one.earliest) > first_day(two.earliest):
        return None
    if last_day(one.latest) > last_day(two.latest):
        return None
    return calendar.Span(one.earliest, two.latest, ahead=one.ahead or two.ahead)
