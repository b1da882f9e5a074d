"""Numbers and ratings: one figure, in the item's own unit, nothing rounded and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from mmn_check.bank.model import Number, Rating
from mmn_check.i18n import tr
from mmn_check.understanding.answer_reading.choices import which_of
from mmn_check.understanding.answer_reading.hints import again, what_to_type
from mmn_check.understanding.answer_reading.leads import without_lead
from mmn_check.understanding.answer_reading.readback import in_words
from mmn_check.understanding.answer_reading.readings import (
    Again,
    Command,
    Reading,
    Sure,
    Understood,
    meant,
)
from mmn_check.understanding.answer_reading.spoken import (
    MAY_SOUND_LIKE,
    SOUNDS_LIKE,
    Token,
    listed,
    plain,
    repeated,
    small_number,
    with_figures,
    with_numbers,
    without_politeness,
)
from mmn_check.understanding.hearing import heard
from mmn_check.understanding.replies import denied
from mmn_check.visit.steps import Step
from mmn_check.visit.values import answered

Words = tuple[str, ...]

_TOKEN = re.compile(
    r"(?<!\d)[.,]+\d+(?:[.,]+\d+)*|\d+(?:[.,]+\d+)*|½|[^\W\d_½]+"
    r"|(?<!\S)\.+(?=\s*\d)|[^\s\w.!\"“”()]"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+")
_DECIMAL = re.compile(r"\d{0,9}[.,]\d{1,6}")
_LEADS: tuple[Words, ...] = (
    ("i", "would", "say"),
    ("id", "say"),
    ("i", "say"),
    ("i", "am"),
    ("im",),
    ("it", "is"),
    ("its",),
    ("that", "is"),
    ("thats",),
    ("number",),
    ("age",),
    ("aged",),
    ("a",),
)
_EVERY: tuple[Words, ...] = (
    ("once", "every"),
    ("one", "time", "every"),
    ("an", "time", "every"),
    ("every",),
    ("each",),
)
"""How a label says the time from one dose to the next."""
_OTHER: tuple[Words, ...] = (("other",), ("second",))
"""Every other week: two."""
_LENGTHS_OF_TIME = frozenset({"minute", "hour", "day", "week", "month", "year"})
_YOUNGEST, _OLDEST = 10, 110
"""Years. An age beyond them is likelier a slip, and is asked about."""
_ONE: tuple[Words, ...] = (("a",), ("an",))
_TIMES: dict[Words, str] = {("once",): "1", ("twice",): "2"}
_ABOUT = frozenset(listed("about, around, roughly, approximately, approx, circa, ~"))
_HEDGES = frozenset({"maybe", "perhaps", "probably"})
_PLACES = ("number", "option", "choice", "answer")
"""What stands before a place on a list."""
_JOINTS = frozenset({"-", "to", "or", "and"})
_OUT_OF_TEN: tuple[Words, ...] = (
    ("out", "of", "10"),
    ("out", "of", "ten"),
    ("/", "10"),
    ("of", "10"),
    ("of", "ten"),
)
_OF_AGE: tuple[Words, ...] = (("year", "old"), ("year", "of", "age"), ("year",))
_MAKES = {
    ("week", "day"): 7,
    ("year", "month"): 12,
    ("day", "hour"): 24,
    ("hour", "minute"): 60,
}
"""How many of the second are in one of the first, where that is always so."""


class _Scale(NamedTuple):
    """What may be typed for one item; `likely` is from where to where nothing need be asked."""

    minimum: int
    maximum: int
    decimals: bool = False
    units: tuple[Words, ...] = ()
    unit: str = ""
    likely: tuple[float, float] = (float("-inf"), float("inf"))


class _Heard(NamedTuple):
    """The values that may be meant."""

    values: tuple[float, ...]
    doubtful: bool = False
    out_of_ten: bool = False
    """Whether the scale was said with it: 11 of 10 is no 1 whose key was held."""


def read_amount(step: Step, item: Number | Rating, typed: str, *, text: str) -> Reading:
    """One number on the item's scale."""
    scale = _scale_of(item)
    heard = _hear(plain(typed), scale)
    mended = with_figures(typed)
    if heard is None and mended != plain(typed):
        heard = _hear(mended, scale)
        heard = heard and heard._replace(doubtful=True)
    if heard is None:
        return _none(step, scale, text) or again(step, tr("That is not one number."))
    return _on_scale(step, scale, heard)


def _none(step: Step, scale: _Scale, text: str) -> Reading | None:
    """What words come to that deny what is counted: "none" is 0, and "no falls" most likely."""
    reading = Understood(answered(0))
    if scale.minimum > 0 or denied(text, (step.item.ask, scale.unit)) != "whole":
        return None
    if denied(text, (scale.unit,)) == "whole" and not isinstance(step.item, Rating):
        return reading
    return meant(_said(step, reading), reading, otherwise=what_to_type(step))


def amount_option(step: Step, item: Number | Rating, sure: Sure, typed: str) -> Reading | None:
    """What is said at a menu of numbers: one of them, or another number.

    None where it has to be read as at any menu: a place on the list, a yes, a command.
    """
    said, lead = without_lead(typed)
    spoken = heard(said)
    if plain(spoken).startswith(_PLACES):
        return None
    if not lead and (unclear := _place_or_value(sure, spoken)):
        return unclear
    offered = [one.reading for one in sure.options if isinstance(one.reading, Understood)]
    number = _hear(plain(spoken), _scale_of(item)) or _Heard(())
    meant_by_it = [one for one in offered if number.values == (one.answer.value,)]
    if meant_by_it and not (said.isdecimal() and small_number(said) <= len(sure.options)):
        denied_it = lead == "plain_no" and len(offered) == 1
        return sure.options[-1].reading if denied_it else meant_by_it[0]
    anew = read_amount(step, item, spoken, text=said)
    if len(said) < 2 or lead == "plain_yes" or isinstance(anew, Again | Command):
        return None
    return anew if isinstance(anew, Understood) or lead else None


def _place_or_value(sure: Sure, typed: str) -> Again | None:
    """What to say of a figure that is one option's number and another one's place in the list."""
    words = with_numbers(without_politeness(tuple(_TOKEN.findall(plain(typed)))))
    if len(words) != 1 or not f"{words[0]}".isdecimal():
        return None
    number = small_number(f"{words[0]}")
    for place, option in enumerate(sure.options, start=1):
        reading = option.reading
        means = isinstance(reading, Understood) and reading.answer.value == number
        if means and place != number <= len(sure.options):
            return Again(
                tr(
                    "{number} could be the answer, or the place on this list. "
                    "Type all of it, for example “{label}”.",
                    number=number,
                    label=option.label,
                )
            )
    return None


def _scale_of(item: Number | Rating) -> _Scale:
    if isinstance(item, Rating):
        return _Scale(minimum=0, maximum=10, units=_OUT_OF_TEN)
    unit = tuple(map(_singular, plain(heard(item.unit or "")).split()))
    years = _OF_AGE if unit == ("year",) or item.role == "age" else ()
    counts = bool(unit) and not item.decimals and _LENGTHS_OF_TIME.isdisjoint(unit)
    return _Scale(
        minimum=item.minimum,
        maximum=item.maximum,
        decimals=item.decimals,
        units=(*years, unit, *((("time",),) if counts else ())) if unit else years,
        unit=" ".join(unit),
        likely=(_YOUNGEST, _OLDEST) if item.role == "age" else _Scale(0, 0).likely,
    )


def _singular(unit: str) -> str:
    return unit.removesuffix("s")


def _on_scale(step: Step, scale: _Scale, heard: _Heard) -> Reading:
    """What the values come to between the lowest and the highest."""
    fitting = [one for one in heard.values if scale.minimum <= one <= scale.maximum]
    slip = None
    if not fitting:
        may_slip = len(heard.values) == 1 and not heard.out_of_ten
        slip = repeated(f"{heard.values[0]:.0f}") if may_slip else None
        if slip is None or not scale.minimum <= slip <= scale.maximum:
            too_high = heard.values[0] > scale.maximum
            return again(step, tr("That is too high.") if too_high else tr("That is too low."))
        fitting = [slip]
    readings = [Understood(answered(one)) for one in fitting]
    if len(readings) > 1:
        return which_of(step, [(_said(step, one), one) for one in readings])
    least, most = scale.likely
    unlikely = not least <= fitting[0] <= most
    if heard.doubtful or len(heard.values) > 1 or slip or unlikely:
        return meant(_said(step, readings[0]), readings[0], otherwise=what_to_type(step))
    return readings[0]


def _said(step: Step, reading: Understood) -> str:
    return in_words(step, reading.answer).removesuffix(".")


def _hear(text: str, scale: _Scale) -> _Heard | None:
    """What numbers the words may mean; None if a word is left over."""
    words, vague = _without_every(without_politeness(tuple(_TOKEN.findall(text))), scale)
    with_leads, factor = _without_unit(words, scale)
    core, hedged = _without_leads(with_leads)
    if ("time",) in scale.units and core in _TIMES:
        core = (_TIMES[core],)
    if core in _ONE and with_leads != words:
        core = ("1",)
    if len(core) == 1 and core[0] in SOUNDS_LIKE | MAY_SOUND_LIKE:
        number = (SOUNDS_LIKE | MAY_SOUND_LIKE)[core[0]]
        heard: _Heard | None = _Heard((number,), core != words or core[0] in MAY_SOUND_LIKE)
    else:
        heard = _values(with_numbers(core), scale)
    if heard is None:
        return None
    heard = heard._replace(
        doubtful=heard.doubtful or hedged or vague,
        out_of_ten=scale.units == _OUT_OF_TEN and with_leads != words,
    )
    return heard if factor == 1 else _in_unit(heard, factor)


def _in_unit(heard: _Heard, factor: Fraction) -> _Heard | None:
    """What was said in another unit, asked about; None if it does not come out even."""
    values = [Fraction(one) * factor for one in heard.values]
    if any(one.denominator != 1 for one in values):
        return None
    return _Heard(tuple(map(int, values)), doubtful=True)


def _without_every(words: Words, scale: _Scale) -> tuple[Words, bool]:
    """The words without "every" where a length of time is asked; whether it hid the number."""
    while words[:1] and words[0] in _ABOUT:
        words = words[1:]
    lead = next((one for one in _EVERY if words[: len(one)] == one), ())
    if not lead or scale.unit not in _LENGTHS_OF_TIME:
        return words, False
    match words[len(lead) :]:
        case (unit,):
            return ("1", unit), True
        case (other, unit) if (other,) in _OTHER:
            return ("2", unit), True
        case rest:
            return rest, False


def _without_leads(words: Words) -> tuple[Words, bool]:
    """The words without "I would say about" at the start; whether that was a hedge."""
    doubtful = False
    while len(words) > 1:
        lead = next((one for one in _LEADS if words[: len(one)] == one), ())
        if lead and words[1:2] != ("hundred",):
            words = words[len(lead) :]
        elif words[0] in _ABOUT | _HEDGES:
            doubtful = doubtful or words[0] in _HEDGES
            words = words[1:]
        else:
            break
    return words, doubtful


def _without_unit(words: Words, scale: _Scale) -> tuple[Words, Fraction]:
    """The words without the unit, and how many of the item's unit the typed one makes."""
    stems = tuple(map(_singular, words))
    for unit in scale.units:
        if len(stems) > len(unit) and stems[-len(unit) :] == unit:
            return words[: -len(unit)], Fraction(1)
    if len(words) < 2:
        return words, Fraction(1)
    if more := _MAKES.get((stems[-1], scale.unit)):
        return words[:-1], Fraction(more)
    if less := _MAKES.get((scale.unit, stems[-1])):
        return words[:-1], Fraction(1, less)
    return words, Fraction(1)


def _values(words: tuple[Token, ...], scale: _Scale) -> _Heard | None:
    match words:
        case (one,):
            return _figure(one, scale)
        case (one, other) if one == other:
            heard = _figure(one, scale)
            return heard and heard._replace(doubtful=True)
        case (one, "and", "a", "half") | (one, "and", "half") | (one, "½"):
            return _more_than(_figure(one, scale), 0.5, scale)
        case (one, "point", int(tenths)) if tenths < 10:
            return _more_than(_figure(one, scale), tenths / 10, scale)
        case ("between", *rest) if len(rest) == 3:
            return _values(tuple(rest), scale)
        case (one, joint, other) if joint in _JOINTS:
            ends = _figure(one, scale), _figure(other, scale)
            values = [value for end in ends if end for value in end.values]
            return _Heard(tuple(dict.fromkeys(values)), doubtful=True) if all(ends) else None
        case _:
            return None


def _figure(word: Token, scale: _Scale) -> _Heard | None:
    """What one number means; a fraction of a scale without fractions may be either neighbour."""
    if isinstance(word, int):
        return _Heard((word,))
    if word.isdecimal():
        return _Heard((small_number(word),))
    readings: list[float] = []
    unsaid = False
    if _DECIMAL.fullmatch(word):
        readings.append(float(word.replace(",", ".")))
        unsaid = word[0] in ",."
    if _THOUSANDS.fullmatch(word):
        thousands = small_number(word.replace(",", ""))
        readings = [*readings, thousands] if scale.decimals else [thousands]
    found = _whole(readings, scale) if readings else None
    return found and found._replace(doubtful=found.doubtful or unsaid)


def _more_than(heard: _Heard | None, fraction: float, scale: _Scale) -> _Heard | None:
    if heard is None or len(heard.values) != 1:
        return None
    return _whole([heard.values[0] + fraction], scale)


def _whole(values: Sequence[float], scale: _Scale) -> _Heard:
    if scale.decimals:
        return _Heard(tuple(values), doubtful=len(values) > 1)
    around = [n for value in values for n in (floor(value), ceil(value))]
    return _Heard(tuple(dict.fromkeys(around)))
