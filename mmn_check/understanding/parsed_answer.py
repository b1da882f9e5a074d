"""What reading a typed answer may come to: an answer, what to type instead, a question back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.understanding.lexicon import ways_to_say
from mmn_check.understanding.utterance import key
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer

CommandName = Literal["back", "skip", "help", "stop", "repeat", "no_more", "quiet", "ideas"]


class ParsedAnswer(Record, kw_only=False):
    """It can mean one thing only."""

    answer: Answer


class Rejected(Record, kw_only=False):
    """It was not understood or does not fit: the sentence says what to type."""

    sentence: str
    quotes: bool = False
    """Whether the sentence itself says which words were not understood."""


class Command(Record, kw_only=False):
    """It is no answer, but something to be done."""

    name: CommandName


class Option(Record, kw_only=False):
    """One thing that may have been meant."""

    label: str
    reading: Reading
    keys: tuple[str, ...] = ()
    """What may be typed for it besides its number and its label."""
    names_it: bool = True
    """Whether its label tells what was meant; a yes to the question, or another try, does not."""


class NeedsConfirmation(Record, kw_only=False):
    """It may mean several things: which one is asked, with numbered options."""

    sentence: str
    options: tuple[Option, ...]
    in_part: bool = False
    """Whether the first option is a part of a list, to which the rest may be said."""
    several: bool = False
    """Whether more than one of the options may be meant."""


Reading = ParsedAnswer | Rejected | NeedsConfirmation | Command


def with_answers(reading: Reading, change: Callable[[Answer], Answer]) -> Reading:
    """The reading with each of its answers changed, those that are asked about among them."""
    match reading:
        case ParsedAnswer(answer):
            return ParsedAnswer(change(answer))
        case NeedsConfirmation(_, options):
            changed = [replace(one, reading=with_answers(one.reading, change)) for one in options]
            return replace(reading, options=tuple(changed))
        case _:
            return reading


_ENDLESS = 1_000_000
"""A maximum that is not worth saying."""


def again(step: Step, sentence: str, *, quotes: bool = False) -> Rejected:
    """Ask again, saying that and what to type; `quotes` tells that it says the words again."""
    return Rejected(f"{sentence} {what_to_type(step)}", quotes)


def meant(step: Step, words: str, reading: Reading) -> NeedsConfirmation:
    """Ask whether that was meant; if not, say what to type."""
    return NeedsConfirmation(tr("Did you mean {words}?", words=words), yes_or_no(step, reading))


def agreeing(step: Step) -> tuple[str, ...]:
    """What agrees, where one meaning is offered."""
    return (key("yes", step.language), *ways_to_say(step.language, "yes", "firm_yes", "agrees"))


def yes_or_no(step: Step, reading: Reading) -> tuple[Option, Option]:
    """What was probably meant, to be confirmed: yes takes the answer, no asks for another."""
    denying = (key("no", step.language), *ways_to_say(step.language, "no", "denies"))
    yes = Option(tr("Yes"), reading, keys=agreeing(step), names_it=False)
    other = Rejected(what_to_type(step))
    return yes, Option(tr("No"), other, keys=denying, names_it=False)


def meant_by_denial(step: Step, label: str, reading: Reading, *, said: str) -> NeedsConfirmation:
    """Ask the same where a no was typed: who says it once more means the first."""
    meaning = Option(
        label,
        reading,
        keys=(said, key("no", step.language), *ways_to_say(step.language, "no", "none")),
    )
    return NeedsConfirmation(tr("Which did you mean?"), (meaning, something_else(step)))


def something_else(step: Step, *, keys: tuple[str, ...] = ()) -> Option:
    """What was offered was not meant: say what to type."""
    return Option(tr("Something else"), Rejected(what_to_type(step)), keys=keys, names_it=False)


def none_meant(step: Step) -> Option:
    """None of the options: ask the question again, saying what to type."""
    keys = ways_to_say(step.language, "none", "perhaps_none", "no", "denies", "ask_again")
    return Option(tr("Ask me again"), Rejected(what_to_type(step)), keys=keys)


def what_to_type(step: Step) -> str:
    """What may be typed to answer the step."""
    count = len(step.choices)
    item = step.item
    match item:
        case YesNo():
            return _yes_or_no(step)
        case One():
            return _one_of(count)
        case Many(at_most=most):
            ordinary = count - 1 if step.none_by_zero else count
            return _with_none(step, _one_of(ordinary) if most == 1 else _numbers(ordinary))
        case Places():
            sides = tr(
                "Type each number with its side, for example 2r 3b: r right, l left, b both."
            )
            return _with_none(step, sides)
        case Rank():
            most = min(item.at_most, count)
            return tr(
                "Type up to {most} numbers, the most important first, for example 2 1.", most=most
            )
        case Number():
            return _number(item)
        case Rating():
            return tr("Type one whole number from 0 to 10.")
        case Date():
            return tr(
                "Type a date as you know it, for example 2019, March 2019 or about 2 years ago."
            )
        case Text():
            return tr("Type your answer in your own words.")
        case _:
            assert_never(item)


def for_the_voice(step: Step, sentence: str) -> str:
    """The sentence with what to say in the place of what to type."""
    return sentence.replace(what_to_type(step), what_to_say(step))


def what_to_say(step: Step) -> str:
    """What who dictates may say to answer the step."""
    sided = [one.label for one in step.choices if one.sides and not one.exclusive]
    match step.item:
        case YesNo():
            return tr("Say yes, no, or not sure.")
        case One():
            return tr("Say one of the choices, or its number.")
        case Many():
            return _with_none(step, tr("Say the choices that fit, or their numbers."))
        case Places() if sided:
            way = tr("Say each choice with its side, such as “{one}, left.”", one=sided[0])
            return _with_none(step, way)
        case Rank():
            return tr("Say the choices in order, the most important first.")
        case _:
            return what_to_type(step)


def _yes_or_no(step: Step) -> str:
    keys = {name: key(name, step.language) for name in ("yes", "no", "not_sure")}
    if step.names_row:
        return tr("Type {yes} for yes or {no} for no.", **keys)
    return tr("Type {yes} for yes, {no} for no, or {not_sure} if you are not sure.", **keys)


def _one_of(count: int) -> str:
    return tr("Type one number from 1 to {count}.", count=count)


def _numbers(most: int) -> str:
    if most == 1:
        return tr("Type 1.")
    example = "2 5" if most >= 5 else "1 2"
    return tr(
        "Type the numbers that fit, from 1 to {most}, for example {example}.",
        most=most,
        example=example,
    )


def _with_none(step: Step, sentence: str) -> str:
    return f"{sentence} 0: {step.choices[-1].label}." if step.none_by_zero else sentence


def _number(item: Number) -> str:
    ends = {"lowest": item.minimum, "highest": item.maximum, "unit": item.unit}
    if item.maximum < _ENDLESS and item.unit:
        return tr("Type a number of {unit}, from {lowest} to {highest}.", **ends)
    if item.maximum < _ENDLESS:
        return tr("Type a number, from {lowest} to {highest}.", **ends)
    if item.unit:
        return tr("Type a number of {unit}, {lowest} or more.", **ends)
    return tr("Type a number, {lowest} or more.", **ends)
