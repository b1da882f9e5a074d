"""Numbers in words and figures on a scale: "a six or seven", "every other week", "2,5".

Nothing is rounded and nothing guessed: what may be two numbers comes to both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from mmn_check.bank.model import Number, Rating
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.utterance import figures_as_number, folded
from mmn_check.understanding.words import (
    SpokenWords,
    in_full,
    ordinal,
    spelled,
    stem,
    with_figures,
    without_politeness,
    words_in,
)

_FIGURES = re.compile(r"(?<!\d)[.,]+\d+(?:[.,]+\d+)*|\d+(?:[.,]+\d+)*|(?<!\S)\.+(?=\s*\d)")
_STAND_IN = "77777"
"""Stands for a run of figures while the words around it are read."""
_POINTED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d{0,9}[.,]\d{1,6}")
_LEADS = frozenset({"LEAD", "NUMBER", "AGE", "A", "THE"})
_OFTEN: dict[SpokenWords, int] = {("ONCE",): 1, ("TWICE",): 2}
"""How many doses fall into the time that is said behind them."""
_LENGTHS_OF_TIME = frozenset({"MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR"})
_JOINTS = frozenset({"-", "TO", "OR", "AND"})
_OUT_OF_TEN: tuple[SpokenWords, ...] = (("OUT_OF", "#10"), ("/", "#10"), ("OF", "#10"))
_OF_AGE: tuple[SpokenWords, ...] = (("YEAR", "OLD"), ("YEAR", "OF", "AGE"), ("YEAR",))
_MAKES = {
    ("WEEK", "DAY"): Fraction(7),
    ("YEAR", "MONTH"): Fraction(12),
    ("DAY", "HOUR"): Fraction(24),
    ("HOUR", "MINUTE"): Fraction(60),
    ("MONTH", "WEEK"): Fraction(365, 84),
    ("MONTH", "DAY"): Fraction(365, 12),
}
"""How many of the second are in one of the first; a month is only about so long."""
_NEARLY = Fraction(1, 7)
"""So near a whole number of units, that number may be meant."""


class Scale(NamedTuple):
    """What may be typed for one item, and in which units."""

    minimum: int
    maximum: int
    language: str
    decimals: bool = False
    units: tuple[SpokenWords, ...] = ()
    unit: str = ""


class Heard(NamedTuple):
    """The values that may be meant."""

    values: tuple[float, ...]
    doubtful: bool = False
    out_of_ten: bool = False
    """Whether the scale was said with it: 11 of 10 is no 1 whose key was held."""


def scale_of(item: Number | Rating, language: str) -> Scale:
    """The scale of an item, with the ways in which its unit may be said."""
    if isinstance(item, Rating):
        return Scale(minimum=0, maximum=10, language=language, units=_OUT_OF_TEN)
    unit = _singular(words_in(item.unit or "", language), language)
    years = _OF_AGE if unit == ("YEAR",) or item.role == "age" else ()
    counts = bool(unit) and not item.decimals and _LENGTHS_OF_TIME.isdisjoint(unit)
    return Scale(
        minimum=item.minimum,
        maximum=item.maximum,
        language=language,
        decimals=item.decimals,
        units=(*years, unit, *((("TIME",),) if counts else ())) if unit else years,
        unit=" ".join(unit),
    )


def _singular(words: SpokenWords, language: str) -> SpokenWords:
    return tuple(stem(one, language) if one.isupper() else one.removesuffix("s") for one in words)


def hear(text: str, scale: Scale) -> Heard | None:
    """What numbers a text may mean, with letters that look like figures if nothing else fits."""
    said = _words(text, scale.language)
    mended = _words(with_figures(text), scale.language)
    heard = _hear(said, scale)
    if heard or mended == said:
        return heard
    heard = _hear(mended, scale)
    return heard and heard._replace(doubtful=True)


def number_alone(text: str, language: str) -> int | None:
    """The whole number that is all that was said, politeness apart."""
    words = without_politeness(_words(text, language))
    return _whole_number(words[0]) if len(words) == 1 else None


def _words(text: str, language: str) -> SpokenWords:
    """The words of a text, with each run of figures and the marks in it as one."""
    plain = folded(text)
    figures = [found[0] for found in _FIGURES.finditer(plain)]
    said = words_in(_FIGURES.sub(_STAND_IN, plain), language)
    return tuple(
        word.replace(_STAND_IN, figures.pop(0)) if _STAND_IN in word and figures else word
        for word in said
    )


def _hear(said: SpokenWords, scale: Scale) -> Heard | None:
    """What numbers the words may mean; None if a word is left over."""
    words, often, vague = _every(without_politeness(_without_articles(said)), scale)
    with_leads, factor = _without_unit(words, scale)
    core, hedged = _without_leads(with_leads)
    if ("TIME",) in scale.units and core in _OFTEN:
        core = (f"#{_OFTEN[core]}",)
    if core == ("A",) and with_leads != words:
        core = ("#1",)
    sounds = lexicon(scale.language).sounds_like
    surely, perhaps = sounds["surely"].get(" ".join(core)), sounds["perhaps"].get(" ".join(core))
    heard = _values(core, scale)
    if surely is not None or perhaps is not None:
        heard = Heard((surely or perhaps or 0,), core != words or surely is None)
    if heard is None:
        return None
    heard = heard._replace(
        doubtful=heard.doubtful or hedged or vague,
        out_of_ten=scale.units == _OUT_OF_TEN and with_leads != words,
    )
    return heard if factor == often == 1 else _in_unit(heard, factor, often)


def _without_articles(words: SpokenWords) -> SpokenWords:
    """The words without an article before a number: "a five or a six"."""
    return tuple(
        one for one, then in pairwise((*words, "-")) if one != "A" or _whole_number(then) is None
    )


def _in_unit(heard: Heard, factor: Fraction, often: int) -> Heard | None:
    """What was said in another unit, asked about; None if only a guess would make it even.

    A month, or half of a week, is so many weeks or days or one more; 15 days are two weeks.
    """
    values = [Fraction(one) * factor / often for one in heard.values]
    exact = often == 1 and 1 in (factor.numerator, factor.denominator)
    if min(values) < 1 or (exact and any(abs(one - round(one)) > _NEARLY for one in values)):
        return None
    around = [n for one in values for n in ((round(one),) if exact else (floor(one), ceil(one)))]
    return Heard(tuple(dict.fromkeys(around)), doubtful=True)


class _Every(NamedTuple):
    """A length of time from one dose to the next."""

    words: SpokenWords
    often: int = 1
    """How many doses fall into it: two, if "twice a week" was said."""
    vague: bool = False
    """Whether its number was not said."""


def _every(words: SpokenWords, scale: Scale) -> _Every:
    """The length behind "every": "once a month" is a month, "4-weekly" is every 4 weeks."""
    while words[:1] == ("ABOUT",):
        words = words[1:]
    rest = _singular(words, scale.language) if scale.unit in _LENGTHS_OF_TIME else ()
    often = 1
    match rest:
        case (count, "-", "EVERY", unit) | (count, "EVERY", unit) if _whole_number(count):
            return _Every((count, unit), vague=True)
        case ("ONCE" | "TWICE" as said, *others):
            often, rest = _OFTEN[said,], tuple(others)
        case (count, "TIME", *others):
            often, rest = _whole_number("#1" if count == "A" else count) or 0, tuple(others)
        case (count, "A", unit):
            often, rest = _whole_number(count) or 0, ("A", unit)
    match rest:
        case ("EVERY", unit) | ("A", unit) if often and (rest[0] == "EVERY" or rest != words):
            return _Every(("#1", unit), often, vague=True)
        case ("EVERY", other, unit) if other == "OTHER" or ordinal(other):
            return _Every((f"#{ordinal(other) or 2}", unit), vague=True)
        case ("EVERY", *others) if often:
            return _Every(tuple(others), often)
        case _:
            return _Every(words)


def _without_leads(words: SpokenWords) -> tuple[SpokenWords, bool]:
    """The words without "I would say about" at the start; whether that was a hedge."""
    doubtful = False
    if words[:1] == ("OF",) and words[2:3] == ("TO",):
        words = words[1:]
    while len(words) > 1 and words[0] in _LEADS | {"ABOUT", "MAYBE"}:
        doubtful = doubtful or words[0] == "MAYBE"
        words = words[1:]
    return words, doubtful


def _without_unit(words: SpokenWords, scale: Scale) -> tuple[SpokenWords, Fraction]:
    """The words without the unit, and how many of the item's unit the typed one makes."""
    match _singular(words, scale.language):
        case (number, length, "AND", "HALF") | (number, length, "AND", "A", "HALF"):
            words = (number, "AND", "HALF", length)
        case ("A", length, "OR" | "TO" as joint, number):
            words = ("#1", joint, number, length)
    stems = _singular(in_full(words), scale.language)
    for unit in scale.units:
        if len(stems) > len(unit) and stems[-len(unit) :] == unit:
            return words[: -len(unit)], Fraction(1)
    if len(words) < 2:
        return words, Fraction(1)
    if more := _MAKES.get((stems[-1], scale.unit)):
        return words[:-1], more
    if less := _MAKES.get((scale.unit, stems[-1])):
        return words[:-1], 1 / less
    return words, Fraction(1)


def _values(words: SpokenWords, scale: Scale) -> Heard | None:
    match words:
        case (one,):
            return _figure(one, scale)
        case (one, other) if one == other:
            heard = _figure(one, scale)
            return heard and heard._replace(doubtful=True)
        case (one, "AND", "A", "HALF") | (one, "AND", "HALF") | (one, "HALF"):
            return _more_than(_figure(one, scale), 0.5, scale)
        case (one, "POINT", tenths) if tenths[-1:] == tenths.lstrip("#"):
            return _more_than(_figure(one, scale), (_whole_number(tenths) or 0) / 10, scale)
        case ("BETWEEN" | "OR", *rest) if len(rest) == 3:
            return _values(tuple(rest), scale)
        case (one, joint, other) if joint in _JOINTS:
            ends = _figure(one, scale), _figure(other, scale)
            values = [value for end in ends if end for value in end.values]
            return Heard(tuple(dict.fromkeys(values)), doubtful=True) if all(ends) else None
        case _:
            return None


def _whole_number(word: str) -> int | None:
    return figures_as_number(word) if word.isdecimal() else spelled(word)


def _figure(word: str, scale: Scale) -> Heard | None:
    """What one number means; a fraction of a scale without fractions may be either neighbour."""
    number = _whole_number(word)
    if number is not None:
        return Heard((number,))
    readings: list[float] = []
    unsaid = False
    if lexicon(scale.language).section("points_may_part_thousands") and _POINTED.fullmatch(word):
        return None
    if _DECIMAL.fullmatch(word):
        readings.append(float(word.replace(",", ".")))
        unsaid = word[0] in ",."
    if _THOUSANDS.fullmatch(word):
        thousands = figures_as_number(word.replace(",", ""))
        readings = [*readings, thousands] if scale.decimals else [thousands]
    found = _whole(readings, scale) if readings else None
    return found and found._replace(doubtful=found.doubtful or unsaid)


def _more_than(heard: Heard | None, fraction: float, scale: Scale) -> Heard | None:
    if heard is None or len(heard.values) != 1:
        return None
    return _whole([heard.values[0] + fraction], scale)


def _whole(values: Sequence[float], scale: Scale) -> Heard:
    if scale.decimals:
        return Heard(tuple(values), doubtful=len(values) > 1)
    around = [n for value in values for n in (floor(value), ceil(value))]
    return Heard(tuple(dict.fromkeys(around)))
