"""What to type: one short sentence for each kind of question."""

from __future__ import annotations

from typing import assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.fixed_phrases import key
from mmn_check.understanding.parsed import Rejected
from mmn_check.visit.steps import Step

_ENDLESS = 1_000_000
"""A maximum that is not worth saying."""


def again(step: Step, sentence: str, *, quotes: bool = False) -> Rejected:
    """Ask again, saying that and what to type; `quotes` tells that it says the words again."""
    return Rejected(f"{sentence} {what_to_type(step)}", quotes)


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


def _yes_or_no(step: Step) -> str:
    if step.names_row:
        return tr("Type {yes} for yes or {no} for no.", yes=key("yes"), no=key("no"))
    return tr(
        "Type {yes} for yes, {no} for no, or {not_sure} if you are not sure.",
        yes=key("yes"),
        no=key("no"),
        not_sure=key("not_sure"),
    )


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
    lowest, highest, unit = item.minimum, item.maximum, item.unit
    if highest < _ENDLESS and unit:
        return tr(
            "Type a number of {unit}, from {lowest} to {highest}.",
            unit=unit,
            lowest=lowest,
            highest=highest,
        )
    if highest < _ENDLESS:
        return tr("Type a number, from {lowest} to {highest}.", lowest=lowest, highest=highest)
    if unit:
        return tr("Type a number of {unit}, {lowest} or more.", unit=unit, lowest=lowest)
    return tr("Type a number, {lowest} or more.", lowest=lowest)
