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
    Simple,
    Text,
    YesNo,
)
from mmn_check.domain.steps import Step
from mmn_check.language import tr, tr_later

NOT_SURE = tr_later("Not sure")
"""What n stands for, wherever something may be unsure."""


def keys_at(step: Step) -> dict[str, str]:
    """The letters that do something at this step besides n, and what they do."""
    keys = {"b": tr("back"), "s": tr("skip"), "h": tr("help"), "q": tr("stop and keep")}
    if step.item.required:
        del keys["s"]
    return keys


def keys_in_words(step: Step) -> str:
    """Every key of the step, in a sentence that can be read aloud."""
    unsure = {} if step.names_row else {"n": tr("not sure")}
    does = {**unsure, **keys_at(step), "r": tr("show the question again")}
    keys = ", ".join(f"{key} {word}" for key, word in does.items())
    words = [*unsure.values(), tr("go back"), tr("stop")]
    if not step.item.required:
        words += [tr("skip"), tr("rather not say")]
    return tr(
        "Keys: {keys}. You can also type the words: {words}.", keys=keys, words=", ".join(words)
    )


def how_to_answer(step: Step, *, in_full: bool) -> str | None:
    """How this kind of question is answered; in short, only what the question does not say."""
    return _in_full(step.item) if in_full else _in_short(step.item)


def _in_full(item: Simple | Rank) -> str | None:
    match item:
        case YesNo():
            return None
        case One():
            return tr("Pick one.")
        case Many(at_most=None):
            return tr("Pick all that fit, for example 2 5.")
        case Many(at_most=most):
            return tr("Pick up to {most}, for example 2 5.", most=most)
        case Rank(at_most=most):
            return tr("Pick up to {most}, the most important first, for example 2 1.", most=most)
        case Places():
            return tr("Number and side, for example 2r 3b 5l: r right, l left, b both.")
        case Rating() | Number():
            return _in_short(item)
        case Date(future=True):
            return tr("For example 3 December, next Tuesday, or in two weeks.")
        case Date():
            return tr("For example 2019, March 2019, about 5 years ago, or when I was 38.")
        case Text():
            return tr("Type what you like, then press Enter.")
        case _:
            assert_never(item)


def _in_short(item: Simple | Rank) -> str | None:
    match item:
        case YesNo() | One() | Date() | Text():
            return None
        case Many(at_most=None):
            return tr("Pick all that fit.")
        case Many(at_most=most):
            return tr("Pick up to {most}.", most=most)
        case Rank(at_most=most):
            return tr("Pick up to {most}, the most important first.", most=most)
        case Places():
            return tr("Number and side, for example 2r 3b.")
        case Rating(lowest=lowest, highest=highest):
            both = {"lowest": lowest, "highest": highest}
            return tr("A number from 0 to 10. 0: {lowest}. 10: {highest}.", **both)
        case Number(unit=str(unit)) if unit:
            return tr("A number of {unit}.", unit=unit)
        case Number():
            return tr("A number.")
        case _:
            assert_never(item)
