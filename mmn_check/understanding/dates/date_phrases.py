"""What a whole phrase may mean: settled into a plainer one, then looked up by its shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from mmn_check.understanding.dates.calendar import Moment, Span, Spans, is_near
from mmn_check.understanding.dates.date_words import OR, TO, TODAY, DateToken, DateTokens, kinds_of
from mmn_check.understanding.dates.lengths import LENGTH
from mmn_check.understanding.dates.meanings import Meaning
from mmn_check.understanding.dates.shapes import meaning_of
from mmn_check.understanding.dates.tokens import stretches_of, tokens_of
from mmn_check.understanding.dates.turns import settled
from mmn_check.visit.values import Manner, first_day, last_day

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


def meanings_of(typed: str, moment: Moment) -> Meaning:
    """Every span that may be meant, none if there is no such day; None if not understood."""
    tokens = tokens_of(typed, moment.language)
    if not tokens or not is_near(moment.today.year):
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

    spans: Spans
    manner: Manner
    about: bool


def dates_within(typed: str, moment: Moment) -> tuple[DateInWords, ...]:
    """The dates inside a text that is no date as a whole."""
    if not is_near(moment.today.year):
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
    told = tuple(token for token in tokens_of(typed, language) or () if token.kind != "_")
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


def _within(tokens: DateTokens, moment: Moment) -> Iterator[DateInWords]:
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


def _whole(tokens: DateTokens, moment: Moment) -> Meaning:
    meaning = meaning_of(tokens, moment)
    if meaning is None:
        meaning = _range(tokens, moment)
    if meaning is None and re.match("k+[^kn]", kinds_of(tokens)):
        return _whole(tuple(token for token in tokens if token.kind != "k"), moment)
    return meaning


def _range(tokens: DateTokens, moment: Moment) -> Meaning:
    """Two dates with "to", "or" or a dash between them."""
    tokens = tokens[1:] if kinds_of(tokens).startswith("b") else tokens
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
            both = [_from_to(one, two, joint) for one, two in zip(begin, end, strict=True)]
            return tuple(span for span in both if span) or None
    return None


def _is_length(tokens: DateTokens) -> bool:
    """Whether it is half of a length: the months of "2 months and 3 weeks ago"."""
    return re.fullmatch(LENGTH, kinds_of(tokens)) is not None


def _from_to(one: Span, two: Span, joint: DateToken) -> Span | None:
    """From the start of one span to the end of the other; "or" may name the later one first."""
    in_any_order = joint.kind == "r" and joint.value != TO
    if in_any_order and first_day(two.earliest) < first_day(one.earliest):
        one, two = two, one
    if first_day(one.earliest) > first_day(two.earliest):
        return None
    if last_day(one.latest) > last_day(two.latest):
        return None
    return Span(one.earliest, two.latest, ahead=one.ahead or two.ahead)
