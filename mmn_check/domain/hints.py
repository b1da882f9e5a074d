"""What may be typed at a step: the way to answer and the keys, in full or in short."""

from __future__ import annotations

from typing import assert_never

from mmn_check.domain.questions import (
    Date,
    Many,
    Number,
    One,
    Places,
    Rank,
    Rating,
    Text,
    YesNo,
)
from mmn_check.domain.steps import Step

NOT_SURE = "Not sure"
"""What n stands for, wherever something may be unsure."""


def keys_at(step: Step) -> dict[str, str]:
    """The letters that do something at this step besides n, and what they do."""
    keys = {"b": "back", "s": "skip", "h": "help", "q": "stop and keep"}
    if step.item.required:
        del keys["s"]
    return keys


def keys_in_words(step: Step) -> str:
    """Every key of the step, in a sentence that can be read aloud."""
    unsure = {} if step.names_row else {"n": "not sure"}
    does = {**unsure, **keys_at(step), "r": "show the question again"}
    keys = ", ".join(f"{key} {word}" for key, word in does.items())
    words = [*unsure.values(), "go back", "stop"]
    if not step.item.required:
        words += ["skip", "rather not say"]
    return f"Keys: {keys}. You can also type the words: {', '.join(words)}."


def how_to_answer(step: Step, *, in_full: bool) -> str | None:
    """How this kind of question is answered; in short, only what the question does not say."""
    match step.item:
        case YesNo():
            return None
        case One():
            return "Pick one." if in_full else None
        case Many(at_most=most):
            which = f"up to {most}" if most else "all that fit"
            return f"Pick {which}, for example 2 5." if in_full else f"Pick {which}."
        case Rank(at_most=most):
            which = f"Pick up to {most}, the most important first"
            return f"{which}, for example 2 1." if in_full else f"{which}."
        case Places():
            example = "2r 3b 5l: r right, l left, b both." if in_full else "2r 3b."
            return f"Number and side, for example {example}"
        case Rating(lowest=lowest, highest=highest):
            return f"A number from 0 to 10. 0: {lowest}. 10: {highest}."
        case Number(unit=unit):
            return f"A number of {unit}." if unit else "A number."
        case Date(future=future):
            return _dates(future=future) if in_full else None
        case Text():
            return "Type what you like, then press Enter." if in_full else None
        case _:
            assert_never(step.item)


def _dates(*, future: bool) -> str:
    if future:
        return "For example 3 December, next Tuesday, or in two weeks."
    return "For example 2019, March 2019, about 5 years ago, or when I was 38."
