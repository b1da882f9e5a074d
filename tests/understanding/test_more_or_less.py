"""More or less said of an answer that is shown: added or taken out, and nothing else is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import permutations

import pytest

from mmn_check.bank.model import Choice, Many, Places, Rows
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.did_you_mean import amended
from mmn_check.understanding.parsed_answer import ParsedAnswer, Reading
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Words, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import CLOCK, Outcome, count, outcome, step, steps

MORE = {
    "en": ("Add {}.", "also {}", "plus {}", "{}, too", "and {}", "add: {}", "{} as well."),
    "es": ("Añada {}.", "también {}", "agrega {}", "{} también", "y {}", "más {}"),
}
LESS = {
    "en": ("Remove {}.", "take out {}", "not the {}", "take out: {}", "without {}"),
    "es": ("Quite {}.", "quita {}", "sin {}", "saca {}", "elimine: {}"),
}


def pairs(language: str) -> Iterator[tuple[Step, Choice, Choice]]:
    """Two choices of each list, in either order."""
    for at in steps(language):
        table = isinstance(at.question, Rows)
        if isinstance(at.item, Many | Places) and not table and not at.question.urgent_if:
            plain = [one for one in at.choices if not one.exclusive and not one.words]
            many = isinstance(at.item, Many) and at.item.at_most == 1
            yield from () if many else ((at, *two) for two in [*permutations(plain, 2)][::9])


def said(at: Step, choice: Choice, side: str) -> str:
    """A choice by its label, with a side where it has one."""
    return (
        f"{choice.label}, {side}" if isinstance(at.item, Places) and choice.sides else choice.label
    )


def picking(at: Step, *choices: Choice) -> Answer:
    """The answer that picks them, all on the right."""
    order = sorted(choices, key=at.choices.index)
    if isinstance(at.item, Places):
        return answered(tuple(Mark(one.id, "right" if one.sides else "whole") for one in order))
    return answered(tuple(one.id for one in order))


def again(at: Step, kept: Answer, typed: str) -> Reading:
    """What is read where an answer is shown."""
    read = partial(read_answer, clock=CLOCK)
    return amended(at, kept, typed, read=read) or read(at, typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_is_added_and_less_taken_out(language: str, figures: Counter[str]) -> None:
    """Every form with choices of every list; what is not done is asked."""
    side = {"en": "right", "es": "derecha"}[language]
    outcomes, wrong = Counter[Outcome](), []
    with spoken(language):
        ways = [(form, True) for form in MORE[language]] + [(one, False) for one in LESS[language]]
        for nth, (at, held, other) in enumerate(some(pairs(language), usual=60)):
            for form, adds in ways[nth % 2 :: 2]:
                kept = picking(at, held) if adds else picking(at, held, other)
                right = picking(at, held, other) if adds else picking(at, held)
                label = said(at, other, side)
                typed = form.format(label[:1].lower() + label[1:])
                reading = again(at, kept, typed)
                found = outcome(without_note(reading), right)
                outcomes[found] += 1
                wrong += [(at.key, typed, reading)] if found == "wrong" else []
    count(figures, f"more or less of an answer in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 9 * outcomes["asked"]


def without_note(reading: Reading) -> Reading:
    """The reading without the words beside the answer."""
    if isinstance(reading, ParsedAnswer):
        return ParsedAnswer(Answer(reading.answer.state, reading.answer.value))
    return reading


@pytest.mark.parametrize(
    ("typed", "more"),
    [
        ("Add that it hurts at night.", "that it hurts at night."),
        ("Also add: worse in winter", "worse in winter"),
    ],
)
def test_what_is_added_to_own_words_is_offered_behind_them(typed: str, more: str) -> None:
    """Or they are taken for all of the answer, as the person says."""
    with spoken("en"):
        reading = again(step("en", "main_problem"), answered(Words("My hand is weak.")), typed)

    texts = [one.reading for one in getattr(reading, "options", ())]
    assert texts[:2] == [
        ParsedAnswer(answered(Words(f"My hand is weak. {more}"))),
        ParsedAnswer(answered(Words(typed))),
    ]


@pytest.mark.parametrize(
    "typed", ["not sure", "none", "No.", "not the left foot but the right foot"]
)
def test_what_is_no_less_is_read_as_ever(typed: str) -> None:
    """What a denial begins may be another answer."""
    read = partial(read_answer, clock=CLOCK)
    with spoken("en"):
        at = step("en", "muscle_signs")
        assert amended(at, picking(at, at.choices[0]), typed, read=read) is None
