"""Numbers and ratings, in words and figures: "a six or seven", "every other week", "2,5".

Nothing is rounded and nothing guessed: what may be two numbers comes to both, and is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from mmn_check.bank.model import Number, Rating
from mmn_check.i18n import tr
from mmn_check.understanding.dates import OLDEST, Clock, ages_now
from mmn_check.understanding.lexicon import (
    figures_as_number,
    folded,
    lexicon,
    ways_to_say,
    words_of,
)
from mmn_check.understanding.options import is_it, which_of
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
)
from mmn_check.understanding.replies import denied, takes_away, without_lead
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.talk_around import (
    Read,
    begun_by,
    clauses_of,
    phrases_in,
    told_in,
    without_phrases,
)
from mmn_check.understanding.utterance import (
    SpokenWords,
    in_full,
    is_number,
    ordinal,
    repeated,
    spelled,
    stem,
    words_in,
    words_that_name,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import answered

_NOT_AN_AGE = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
"""A year, where an age is asked."""
_YOUNGEST = 10
"""Years. A lower age is likelier a slip, and is asked about."""
_FIGURES = re.compile(r"(?<!\d)[.,]+\d+(?:[.,]+\d+)*|\d+(?:[.,]+\d+)*|(?<!\S)\.+(?=\s*\d)")
_STAND_IN = "77777"
"""Stands for a run of figures while the words around it are read."""
_POINTED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_STRAY = re.compile(r"(?<!\w)[.,]")
"""A mark that stands behind no word: ". 5"."""
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d{0,9}[.,]\d{1,6}")
_LEADS = frozenset({"LEAD", "NUMBER", "AGE", "A", "THE", "ABOUT", "MAYBE"})
_OFTEN: dict[SpokenWords, int] = {("ONCE",): 1, ("TWICE",): 2}
"""How many doses fall into the time that is said behind them."""
_JOINTS = frozenset({"-", "TO", "OR", "AND"})
_OUT_OF_TEN: tuple[SpokenWords, ...] = (("OUT_OF", "#10"), ("/", "#10"), ("OF", "#10"))
_OF_AGE: tuple[SpokenWords, ...] = (("YEAR", "OLD"), ("YEAR", "OF", "AGE"), ("YEAR",))
_KNOWN = (_OUT_OF_TEN[:1], _OF_AGE[:1])
"""Of what nobody needs to say "maybe": a rating, and an age; a count may be about right."""
_LEAST = 4
"""Words of what a number was once, said of itself: "it was five then"."""
_IDLE = frozenset({"IDLE", "WELL", ","})
_HOLDS = {
    ("YEAR", "MONTH"): Fraction(12), ("MONTH", "WEEK"): Fraction(365, 84),
    ("MONTH", "DAY"): Fraction(365, 12), ("WEEK", "DAY"): Fraction(7),
    ("DAY", "HOUR"): Fraction(24), ("HOUR", "MINUTE"): Fraction(60),
}  # fmt: skip
"""How many of the second are in one of the first; a month is only about so long."""
_MAKES = _HOLDS | {(small, large): 1 / count for (large, small), count in _HOLDS.items()}
_TIMES = frozenset(unit for units in _HOLDS for unit in units)
_NEARLY = Fraction(1, 7)
"""So near a whole number of units, that number may be meant."""


def read_amount(step: Step, item: Number | Rating, text: str, *, clock: Clock) -> Reading:
    """One number on the item's scale."""
    scale = scale_of(item, step.language)
    if item.role == "age" and (born := _born(step, text, clock)):
        return born
    heard = hear(_words(text, step.language), scale)
    if heard:
        return _on_scale(step, scale, heard)
    told = _none(step, scale, text) or _among_clauses(step, scale, text)
    return told or again(step, tr("That is not one number."))


def _none(step: Step, scale: Scale, text: str) -> Reading | None:
    """What words come to that deny what is counted: "none" is 0, and "no falls" most likely."""
    reading = ParsedAnswer(answered(0))
    unit = step.item.unit or "" if isinstance(step.item, Number) else ""
    if scale.minimum > 0 or step.item.role == "age":
        return None
    if denied(text, step.language, (step.item.ask, unit)) != "whole":
        return None
    if unit and denied(text, step.language) == "whole":  # a meter's "none" may say: no number
        return reading
    return is_it(step, reading)


class _Counted(NamedTuple):
    """One clause of a sentence with numbers, and the value it says if it says just one."""

    words: tuple[str, ...]
    value: float | None
    numbers: tuple[float, ...]

    def has(self, language: str, *names: str) -> bool:
        """Whether a phrase of one of these names stands in it."""
        return any(phrases_in(self.words, language, *names))


def _among_clauses(step: Step, scale: Scale, text: str) -> Reading | None:
    """The number of one clause, where the others only tell more of it; else which one is meant.

    What is said of now counts, against what was before: "It was four, now it is five weeks".
    """
    language = step.language
    clauses = clauses_of(text)
    every = [one for each in clauses if (one := _counted(step, scale, each)).words]
    values = [one for one in every if one.value is not None]
    if not values or len(clauses) < 2 or "?" in text or _STRAY.search(text):
        return None
    now = [one for one in values if one.has(language, "at_present")]
    told = now[0] if len(now) == 1 else values[0]
    rest = [one for one in every if one is not told]
    first = told is every[0]
    if (first or now) and all(_tells_of(step, told, one, now=told in now) for one in rest):
        return _on_scale(step, scale, Heard((told.value or 0,)), note=text)
    offered = list(dict.fromkeys(one.value for one in values[::-1] if one.value is not None))
    plain = first and not any(one.numbers for one in rest)
    return _which(step, offered) if plain or len(offered) > 1 else None


def _counted(step: Step, scale: Scale, clause: str) -> _Counted:
    language, asked = step.language, words_of(step.item.ask)
    words = without_phrases(clause.split(), language, "says_nothing")
    left = without_phrases(words, language, "softened", "at_present")
    echoed = [
        w for w in left if {*words_of(w)} <= {*asked} and "".join(words_in(w, language)).islower()
    ]
    more = [one for one in left if one not in echoed]
    for some in (left, more, without_phrases(more, language, "frames")):
        if heard := hear(_words(" ".join(some), language), scale) if some else None:
            break
    value = heard.values[0] if heard and len(heard.values) == 1 and not heard.doubtful else None
    every = words_in(clause, language)
    said = [_whole_number(one) if is_number(one) else ordinal(one) or 1 for one in every]
    timed = any(phrases_in(words, language, "time_of_day"))
    counts = len(every) == 1 and is_number(every[0])  # "one" of several words may be anything
    numbers = [n for n in said if n is not None and (n != 1 or counts) and not timed]
    more = without_phrases(words, language, "softened")  # "7, more or less"
    idle = _IDLE.issuperset(words_in(" ".join(more), language))
    return _Counted(() if idle else tuple(words), value, tuple(numbers))


def _tells_of(step: Step, told: _Counted, other: _Counted, *, now: bool) -> bool:
    """Whether a clause leaves the number that is told as it is."""
    language, again = step.language, set(other.numbers) == {told.value}
    begins = partial(begun_by, other.words, language)
    ones = {"A", "1", "#1", "ONCE"} & {*words_in(" ".join(other.words[:3]), language)}
    adds = begins("adds", "joins_item", "of_more") and (ones or other.has(language, "of_more"))
    bent = other.has(language, "not_sure", "asks_back", "bounds_it")
    if begins("taken_back", "not") or bent or adds:
        return False
    if now and other.numbers:
        return other.has(language, "past", "other_time", "starts", "compared", "common")
    if step.item.role == "age" and other.has(language, "turns_next"):
        return [*other.numbers] == [(told.value or 0) + 1]
    if other.numbers:
        was = len(other.words) >= _LEAST or other.has(language, "other_time")
        once = len(other.numbers) == 1 and begins("it_was") > 0 and was
        return (again and len(other.words) > 1) or begins("at_times") > 0 or once
    moved = other.has(language, "at_present", "only_then", "conditions") or begins("it_was") > 0
    return len(other.words) > 1 and not moved and not takes_away(" ".join(other.words), language)


def _born(step: Step, text: str, clock: Clock) -> Reading | None:
    """Which age is meant by a year or date of birth: "born in 1970", "3 May 1974", "1970"."""
    said = folded(text)
    ways = sorted(ways_to_say(step.language, "born"), key=len, reverse=True)
    told = next((one for one in ways if said.startswith(one)), "")
    if not told and not _NOT_AN_AGE.search(said):
        return None
    ages = ages_now(said.removeprefix(told), step.language, clock=clock)
    likely = [one for one in ages if 0 <= one <= OLDEST]
    return _which(step, likely) if likely else None


def _which(step: Step, values: Sequence[float]) -> Reading:
    """Asks which of the values is meant, or whether the only one is."""
    readings = [ParsedAnswer(answered(one)) for one in values]
    if len(readings) == 1:
        return is_it(step, readings[0])
    return which_of(step, [(unstopped(step, one.answer), one) for one in readings])


def amount_option(step: Step, sure: NeedsConfirmation, text: str, *, read: Read) -> Reading | None:
    """What is said at a menu of numbers: one of them, or another number.

    None where it has to be read as at any menu: a place on the list, a yes, a command.
    """
    said, lead = without_lead(text, step.language)
    words = words_that_name(words_in(said, step.language))
    if words[:1] == ("NUMBER",):
        return None
    anew, offered = read(said), [one.reading for one in sure.options]
    number = _whole_number(words[0]) if len(words) == 1 else None
    told = told_in(anew)  # which may be asked about, as it was before
    meant = ParsedAnswer(told) if told and told.value == number else anew
    is_place = number is not None and number <= len(offered)
    if meant in offered and not (is_place and said.isdecimal()):
        return offered[-1] if lead == "plain_no" and len(offered) == 2 else meant
    if meant in offered and not lead and offered.index(meant) + 1 != number:
        return Rejected(
            tr(
                "{number} could be the answer, or the place on this list. "
                "Type all of it, for example “{label}”.",
                number=number,
                label=sure.options[offered.index(meant)].label,
            )
        )
    if len(said) < 2 or lead == "plain_yes" or isinstance(anew, Rejected | Command):
        return None
    return anew if isinstance(anew, ParsedAnswer) or lead else None


def is_likely_age(years: float) -> bool:
    """Whether an age is one at which people come with this; any other is asked about."""
    return _YOUNGEST <= years <= OLDEST


def _on_scale(step: Step, scale: Scale, heard: Heard, *, note: str = "") -> Reading:
    """What the values come to between the lowest and the highest."""
    fitting = [one for one in heard.values if scale.minimum <= one <= scale.maximum]
    slip = bool(not fitting and len(heard.values) == 1 and not heard.out_of_ten)
    if slip:
        held = repeated(f"{heard.values[0]:.0f}")  # 77 for 7
        fitting = [held] if held is not None and scale.minimum <= held <= scale.maximum else []
    if not fitting:
        too_high = heard.values[0] > scale.maximum
        return again(step, tr("That is too high.") if too_high else tr("That is too low."))
    unlikely = step.item.role == "age" and not is_likely_age(fitting[0])
    if heard.doubtful or len(heard.values) > 1 or slip or unlikely:
        return _which(step, fitting)
    return ParsedAnswer(answered(fitting[0], note))


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
    counts = bool(unit) and not item.decimals and _TIMES.isdisjoint(unit)
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


def _words(text: str, language: str) -> SpokenWords:
    """The words of a text, with each run of figures and the marks in it as one."""
    plain = folded(text)
    figures = [found[0] for found in _FIGURES.finditer(plain)]
    said = words_in(_FIGURES.sub(_STAND_IN, plain), language)
    return tuple(
        word.replace(_STAND_IN, figures.pop(0)) if _STAND_IN in word and figures else word
        for word in said
    )


def hear(said: SpokenWords, scale: Scale) -> Heard | None:
    """What numbers the words may mean; None if a word is left over."""
    words, often, vague = _every(words_that_name(_without_articles(said)), scale)
    with_leads, factor = _without_unit(words, scale)
    core = _without_leads(with_leads)
    if ("TIME",) in scale.units and core in _OFTEN:
        core = (f"#{_OFTEN[core]}",)
    if core == ("A",) and with_leads != words:
        core = ("#1",)
    sounds = lexicon(scale.language).section("sounds_like")
    surely, perhaps = sounds["surely"].get(" ".join(core)), sounds["perhaps"].get(" ".join(core))
    heard = _values(core, scale)
    if surely is not None or perhaps is not None:
        heard = Heard((surely or perhaps or 0,), core != words or surely is None)
    if heard is None:
        return None
    heard = heard._replace(
        doubtful=heard.doubtful or vague or ("MAYBE" in words and scale.units[:1] in _KNOWN),
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


def _every(words: SpokenWords, scale: Scale) -> tuple[SpokenWords, int, bool]:
    """The length behind "every": "once a month" is a month, "4-weekly" is every 4 weeks.

    With it, how many doses fall into it ("twice a week"), and whether its number was not said.
    """
    while words[:1] == ("ABOUT",):
        words = words[1:]
    rest = _singular(words, scale.language) if scale.unit in _TIMES else ()
    match rest:
        case ("ONCE" | "TWICE" as said, "A" | "EVERY", *length):
            often = _OFTEN[said,]
        case (count, "TIME", "A" | "EVERY", *length):
            often = _whole_number("#1" if count == "A" else count) or 0
        case ("EVERY", *length):
            often = 1
        case _:
            return words, 1, False
    match length:
        case (unit,):
            return ("#1", unit), often, True
        case (other, unit) if other == "OTHER" or ordinal(other):
            return (f"#{ordinal(other) or 2}", unit), often, True
        case _:
            return tuple(length), often, False


def _without_leads(words: SpokenWords) -> SpokenWords:
    """The words without "I would say about" at the start."""
    while len(words) > 1 and words[0] in _LEADS:
        words = words[1:]
    return words


def _without_unit(words: SpokenWords, scale: Scale) -> tuple[SpokenWords, Fraction]:
    """The words without the unit, and how many of the item's unit the typed one makes."""
    stems = _singular(in_full(words), scale.language)
    for unit in scale.units:
        if len(stems) > len(unit) and stems[-len(unit) :] == unit:
            return words[: -len(unit)], Fraction(1)
    last = stems[-1] if len(stems) > 1 else ""
    factor = _MAKES.get((last, scale.unit))
    return (words[:-1], factor) if factor else (words, Fraction(1))


def _values(words: SpokenWords, scale: Scale) -> Heard | None:
    match words:
        case (one,):
            return _figure(one, scale)
        case ("POINT", _):
            return _values(("#0", *words), scale)
        case (one, "AND", "A", "HALF") | (one, "AND", "HALF") | (one, "HALF"):
            return _and_tenths(one, 5, scale)
        case (one, "POINT", tenths) if tenths[-1:] == tenths.lstrip("#"):
            return _and_tenths(one, _whole_number(tenths) or 0, scale)
        case ("BETWEEN" | "OR" | "OF", *rest) if len(rest) == 3:
            return _values(tuple(rest), scale)
        case (one, joint, other) if joint in _JOINTS:
            ends = _figure(one, scale), _figure(other, scale)
            values = [value for end in ends if end for value in end.values]
            return Heard(tuple(dict.fromkeys(values)), doubtful=True) if all(ends) else None
        case _:
            return None


def _and_tenths(word: str, tenths: int, scale: Scale) -> Heard | None:
    """So many tenths more than one number."""
    heard = _figure(word, scale)
    single = heard and len(heard.values) == 1
    return _whole([heard.values[0] + tenths / 10], scale) if heard and single else None


def _whole_number(word: str) -> int | None:
    return figures_as_number(word) if word.isdecimal() else spelled(word)


def _figure(word: str, scale: Scale) -> Heard | None:
    """What one number means; a fraction of a scale without fractions may be either neighbour."""
    number = _whole_number(word)
    if number is not None:
        return Heard((number,))
    if lexicon(scale.language).section("points_may_part_thousands") and _POINTED.fullmatch(word):
        return None
    readings: list[float] = [float(word.replace(",", "."))] if _DECIMAL.fullmatch(word) else []
    if _THOUSANDS.fullmatch(word):
        thousands = figures_as_number(word.replace(",", ""))
        readings = [*(readings if scale.decimals else ()), thousands]
    if not readings:
        return None
    found = _whole(readings, scale)
    return found._replace(doubtful=found.doubtful or word[0] in ",.")


def _whole(values: Sequence[float], scale: Scale) -> Heard:
    if scale.decimals:
        return Heard(tuple(values), doubtful=len(values) > 1)
    around = [n for value in values for n in (floor(value), ceil(value))]
    return Heard(tuple(dict.fromkeys(around)))
