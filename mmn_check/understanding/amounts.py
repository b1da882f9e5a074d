"""Numbers and ratings: one figure, in the item's own unit, nothing rounded and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mmn_check.bank.model import Number, Rating
from mmn_check.i18n import tr
from mmn_check.understanding.dates import Clock, ages_now
from mmn_check.understanding.lexicon import ways_to_say
from mmn_check.understanding.numbers import Heard, Scale, hear, number_alone, scale_of
from mmn_check.understanding.options import is_it, which_of
from mmn_check.understanding.parsed import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
)
from mmn_check.understanding.replies import denied, without_lead
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.utterance import figures_as_number, folded
from mmn_check.understanding.words import repeated, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import answered

_NOT_AN_AGE = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
"""A year, where an age is asked."""
_YOUNGEST, _OLDEST = 10, 110
"""Years. An age beyond them is likelier a slip, and is asked about."""


def read_amount(step: Step, item: Number | Rating, text: str, *, clock: Clock) -> Reading:
    """One number on the item's scale."""
    scale = scale_of(item, step.language)
    if item.role == "age" and (born := _born(step, text, clock)):
        return born
    heard = hear(text, scale)
    if heard is None:
        return _none(step, scale, text) or again(step, tr("That is not one number."))
    return _on_scale(step, scale, heard)


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


def _born(step: Step, text: str, clock: Clock) -> Reading | None:
    """Which age is meant by a year or date of birth: "born in 1970", "3 May 1974", "1970"."""
    said = folded(text)
    told = next((one for one in _ways_of_birth(step.language) if said.startswith(one)), "")
    if not told and not _NOT_AN_AGE.search(said):
        return None
    ages = ages_now(said.removeprefix(told), step.language, clock=clock)
    readings = [ParsedAnswer(answered(one)) for one in ages if 0 <= one <= _OLDEST]
    if len(readings) > 1:
        return which_of(step, [(unstopped(step, one.answer), one) for one in readings])
    return is_it(step, readings[0]) if readings else None


def _ways_of_birth(language: str) -> Sequence[str]:
    """The words before a date of birth, the longest first."""
    return sorted(ways_to_say(language, "born"), key=len, reverse=True)


def amount_option(
    step: Step, item: Number | Rating, sure: NeedsConfirmation, text: str, *, clock: Clock
) -> Reading | None:
    """What is said at a menu of numbers: one of them, or another number.

    None where it has to be read as at any menu: a place on the list, a yes, a command.
    """
    said, lead = without_lead(text, step.language)
    if words_in(said, step.language)[:1] == ("NUMBER",):
        return None
    if not lead and (unclear := _place_or_value(sure, said, step.language)):
        return unclear
    offered = [one.reading for one in sure.options if isinstance(one.reading, ParsedAnswer)]
    heard = hear(said, scale_of(item, step.language))
    meant_by_it = [one for one in offered if heard and heard.values == (one.answer.value,)]
    if meant_by_it and not (said.isdecimal() and figures_as_number(said) <= len(sure.options)):
        denied_it = lead == "plain_no" and len(offered) == 1
        return sure.options[-1].reading if denied_it else meant_by_it[0]
    anew = read_amount(step, item, said, clock=clock)
    if len(said) < 2 or lead == "plain_yes" or isinstance(anew, Rejected | Command):
        return None
    return anew if isinstance(anew, ParsedAnswer) or lead else None


def _place_or_value(sure: NeedsConfirmation, text: str, language: str) -> Rejected | None:
    """What to say of a figure that is one option's number and another one's place in the list."""
    number = number_alone(text, language)
    if number is None:
        return None
    for place, option in enumerate(sure.options, start=1):
        reading = option.reading
        means = isinstance(reading, ParsedAnswer) and reading.answer.value == number
        if means and place != number <= len(sure.options):
            return Rejected(
                tr(
                    "{number} could be the answer, or the place on this list. "
                    "Type all of it, for example “{label}”.",
                    number=number,
                    label=option.label,
                )
            )
    return None


def is_likely_age(years: float) -> bool:
    """Whether an age is one at which people come with this; any other is asked about."""
    return _YOUNGEST <= years <= _OLDEST


def _on_scale(step: Step, scale: Scale, heard: Heard) -> Reading:
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
    readings = [ParsedAnswer(answered(one)) for one in fitting]
    if len(readings) > 1:
        return which_of(step, [(unstopped(step, one.answer), one) for one in readings])
    unlikely = step.item.role == "age" and not is_likely_age(fitting[0])
    if heard.doubtful or len(heard.values) > 1 or slip or unlikely:
        return is_it(step, readings[0])
    return readings[0]
