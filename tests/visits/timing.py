"""How long a visit takes at a fair pace: ten seconds to read and think, then keys or a sentence."""

from __future__ import annotations

from math import ceil

from mmn_check.bank.model import Many
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Answer, Mark, RoughDate, Words

THINKING, A_KEY, A_SENTENCE = 10, 1, 3
"""Seconds to read and weigh a question, for a key of weak hands, and to say a sentence."""
WORDS_OF_A_SENTENCE = 8
ONE_FIGURE = 9
LETTERS = {"left": "l", "right": "r", "both": "b", "not_sure": "u", "whole": ""}


def seconds(step: Step, answer: Answer, *, by_voice: bool = False) -> float:
    """What it takes to read one question and to answer it."""
    typed = keys(step, answer)
    if by_voice:
        return THINKING + A_SENTENCE * max(ceil(len(typed.split()) / WORDS_OF_A_SENTENCE), 1)
    return THINKING + A_KEY * (len(typed) + 1)


def keys(step: Step, answer: Answer) -> str:
    """The shortest that may be typed before Enter to say it."""
    if step.offered or not answer.given:
        return "1"
    if answer == NO_MORE:
        return "0"
    figures = {one.id: step.figure_of(n) for n, one in enumerate(step.choices, start=1)}
    match answer.value:
        case Words(text):
            return text
        case RoughDate() as rough:
            return rough.as_typed or "May 2020"
        case Mark() as mark:
            return next((figures[one] for one, held in step.marks.items() if held == mark), "1")
        case tuple(several):
            many = isinstance(step.item, Many) and len(step.choices) > ONE_FIGURE + 1
            told = [_picked(one, figures) for one in several]
            return (" " if many else "").join(told)
        case value:
            return figures.get(str(value), "1" if step.choices else str(value))


def _picked(one: object, figures: dict[str, str]) -> str:
    if isinstance(one, Mark):
        return figures[one.place] + LETTERS[one.side]
    return figures[str(one)]
