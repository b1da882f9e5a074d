"""What to type: one short sentence for each kind of question."""

from __future__ import annotations

from typing import assert_never

from mmn_check.domain.questions import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.domain.steps import Step

_ENDLESS = 1_000_000
"""A maximum that is not worth saying."""


def what_to_type(step: Step) -> str:
    """What may be typed to answer the step."""
    count = len(step.choices)
    item = step.item
    match item:
        case YesNo():
            return "Type 1 for yes or 2 for no." if step.names_row else _YES_NO
        case One():
            return f"Type one number from 1 to {count}."
        case Many():
            most = count - 1 if step.none_by_zero else count
            none = f" 0: {step.choices[-1].label}." if step.none_by_zero else ""
            return (
                f"Type the numbers that fit, from 1 to {most}, for example {_example(most)}.{none}"
            )
        case Places():
            none = f" 0: {step.choices[-1].label}." if step.none_by_zero else ""
            return (
                f"Type each number with its side, for example 2r 3b: r right, l left, b both.{none}"
            )
        case Rank():
            most = min(item.at_most, count)
            return f"Type up to {most} numbers, the most important first, for example 2 1."
        case Number():
            return f"Type a number{_span(item)}."
        case Rating():
            return "Type one whole number from 0 to 10."
        case Date():
            return "Type a date as you know it, for example 2019, March 2019 or about 2 years ago."
        case Text():
            return "Type your answer in your own words."
        case _:
            assert_never(item)


_YES_NO = "Type 1 for yes, 2 for no, or n if you are not sure."


def _example(count: int) -> str:
    return "2 5" if count >= 5 else "1 2"


def _span(item: Number) -> str:
    of = f" of {item.unit}" if item.unit else ""
    if item.maximum >= _ENDLESS:
        return f"{of}, {item.minimum} or more"
    return f"{of}, from {item.minimum} to {item.maximum}"
