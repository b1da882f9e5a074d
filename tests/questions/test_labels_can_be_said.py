from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from mmn_check.bank.model import Bank, Choice, Many, One, Places, Rows
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading
from mmn_check.visit.steps import Step
from mmn_check.visit.values import DECLINED, Answer, Mark, answered
from tests.support.kept import shipped
from tests.support.profile import DEEP, some
from tests.support.sketches import step_of

CLOCK = Clock(today=date(2026, 11, 21))
YES_OR_NO = re.compile(r"(Yes|No)\b")
"""What a label begins with that answers the question by itself."""
STILL_SAID = ("never {}", "{}, but not now")
"""What leaves a yes or a no what it is: it has words behind it, or before it."""


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    """Every question of the shipped bank that lists choices, cells of tables too."""
    return list(steps_with_choices(shipped()))


def steps_with_choices(bank: Bank) -> Iterator[Step]:
    for question in bank.questions():
        for item in question.fields if isinstance(question, Rows) else (question,):
            if isinstance(item, One | Many | Places) and item.choices:
                yield step_of(item, item.choices)


def read(step: Step, typed: str) -> Reading:
    return read_answer(step, typed, clock=CLOCK)


def said(step: Step, choice: Choice, words: str) -> str:
    """The words as one would say them: a place with its side."""
    return f"{words}, left" if isinstance(step.item, Places) and choice.sides else words


def answer_of(step: Step, choice: Choice) -> Answer:
    if choice.id == "declined":
        return DECLINED
    match step.item:
        case Places():
            return answered((Mark(choice.id, "left" if choice.sides else "whole"),))
        case Many():
            return answered((choice.id,))
        case _:
            return answered(choice.id)


def is_said(step: Step, choice: Choice, word: str, reading: Reading) -> bool:
    """Whether a word means a choice; where others bear it too, whether it is among those asked."""
    meant = ParsedAnswer(answer_of(step, choice))
    if sum(word in one.synonyms for one in step.choices) == 1:
        return reading == meant
    return isinstance(reading, NeedsConfirmation) and meant in [
        option.reading for option in reading.options
    ]


@pytest.mark.parametrize(("nth", "as_typed"), [(0, "{}"), (1, "{}."), (2, "Um, {}, please.")])
def test_every_label_means_its_choice(steps: list[Step], nth: int, as_typed: str) -> None:
    """Reading a choice's own words aloud picks that choice and no other: in each of the ways.

    A usual run takes one way for each question.
    """
    wrong = {
        (step.item.id, choice.id): reading
        for step in (steps if DEEP else steps[nth::3])
        for choice in step.choices
        for reading in [read(step, as_typed.format(said(step, choice, choice.label)))]
        if reading != ParsedAnswer(answer_of(step, choice))
    }

    assert wrong == {}


def test_every_synonym_means_its_choice(steps: list[Step]) -> None:
    """Another word for a choice picks it and no other; a word for several is asked about."""
    wrong = {
        (step.item.id, choice.id, word): reading
        for step in steps
        if not step.question.urgent_if  # there, it is asked about
        for choice in step.choices
        for word in choice.synonyms
        for reading in [read(step, said(step, choice, word))]
        if not is_said(step, choice, word, reading)
    }

    assert wrong == {}


def test_every_number_means_its_choice(steps: list[Step]) -> None:
    """The number before a choice picks it, however long the list is."""
    wrong = {
        (step.item.id, choice.id): reading
        for step in steps
        for number, choice in enumerate(step.choices, start=1)
        for reading in [read(step, said(step, choice, step.figure_of(number)))]
        if reading != ParsedAnswer(answer_of(step, choice))
    }

    assert wrong == {}


@pytest.mark.parametrize(
    "as_typed",
    ["not {}", "{} or not", "maybe {}", "never {}", "{}?", "{}, but not now", "hardly any {}"],
)
def test_no_label_is_picked_by_words_that_doubt_it(steps: list[Step], as_typed: str) -> None:
    """What denies or doubts a choice is asked again, never taken for an answer.

    But a yes or a no may have words beside it.
    """
    taken = [
        (step.item.id, choice.id)
        for step in some(steps, usual=6)
        for choice in step.choices
        if choice.id != "declined"
        if not (as_typed in STILL_SAID and YES_OR_NO.match(choice.label))
        if isinstance(read(step, as_typed.format(said(step, choice, choice.label))), ParsedAnswer)
    ]

    assert taken == []
