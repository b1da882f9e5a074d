"""A yes before a choice, "the first three", and a no half said: never kept as something else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from mmn_check.bank.model import Many, Rows, Text
from mmn_check.understanding.parsed_answer import Command, ParsedAnswer, Rejected
from mmn_check.visit.steps import Step
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, outcome, read, space, steps


def lists(language: str) -> Iterator[Step]:
    """Every list of the bank from which any number may be picked, with its choices."""
    for at in steps(language):
        if isinstance(at.item, Many) and len(at.choices) > 1:
            yield at


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_before_a_choice_adds_no_other(language: str, figures: Counter[str]) -> None:
    """It comes to what the choice alone comes to, or is asked about."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for at in some(lists(language), usual=6):
            for choice in at.choices:
                alone = read(at, choice.label)
                for form in space("yes_then_choice")[language]["behind_yes"]:
                    reading = read(at, form.format(choice=choice.label))
                    right = alone.answer if isinstance(alone, ParsedAnswer) else None
                    if isinstance(reading, ParsedAnswer) and reading.answer != right:
                        wrong.append((at.key, form, choice.label, reading.answer.value))
                    elif right:
                        outcomes[outcome(reading, right)] += 1
    count(figures, f"a yes before a choice in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > outcomes["asked"]


@pytest.mark.parametrize(("language", "said"), [("en", "Yes, I do."), ("en", "yes"), ("es", "sí")])
def test_a_yes_alone_to_places_asks_which(language: str, said: str) -> None:
    """Where a part of the body is asked for that there may not be."""
    with spoken(language):
        places = [one for one in steps(language) if one.none_by_zero and one.item.kind == "places"]
        readings = [read(at, said) for at in places]

    which = "Which of these is it?" if language == "en" else "¿Cuál de estas opciones es?"
    assert readings
    assert all(isinstance(one, Rejected) and which in one.sentence for one in readings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_three_are_not_the_first_and_three(language: str) -> None:
    """An order with a count behind or before it is asked about, or not understood."""
    with spoken(language):
        for at in lists(language):
            for said in space("yes_then_choice")[language]["first"].values():
                for phrase in said:
                    assert not isinstance(read(at, phrase), ParsedAnswer), (at.key, phrase)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_half_said_is_no_row_of_a_table(language: str) -> None:
    """It ends the table or is asked about; it is never kept as the name of a thing."""
    with spoken(language):
        for at in steps(language):
            if not (isinstance(at.question, Rows) and at.may_end and isinstance(at.item, Text)):
                continue
            for phrase in space("yes_then_choice")[language]["half_no"]:
                reading = read(at, phrase)
                assert not isinstance(reading, ParsedAnswer), (at.key, phrase)
                assert not isinstance(reading, Command) or reading.name == "no_more"
