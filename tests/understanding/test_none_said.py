"""None of a list is none however it is said; what is said of the list besides is never lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from mmn_check.bank.model import Many, Places
from mmn_check.understanding.options import none_choice
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, outcome, read, space, step, steps

PARTS = 20
"""Every list tries another part of the phrases; all lists together try them all."""


def lists(language: str) -> Iterator[tuple[Step, Answer]]:
    """Every list that offers "none", and what that comes to."""
    for at in steps(language):
        if isinstance(at.item, Many | Places) and none_choice(at.choices) and len(at.choices) > 1:
            is_list = isinstance(at.item, Many)
            yield at, answered(("none",) if is_list else (Mark("none", "whole"),))


def said(language: str) -> list[str]:
    """Every way to say none, alone and with each ending."""
    data = space("none_said")[language]
    marks = (", ", ". ", "; ")
    several = [
        f"{head.rstrip('.')}{mark}{end}."
        for head, mark, end in product(data["heads"], marks, data["endings"])
    ]
    return [*data["heads"], *several]


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_said_any_way_is_none(language: str, figures: Counter[str]) -> None:
    """At every list, the urgent ones first; with a reason or a reassurance behind it as well."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for nth, (at, none) in enumerate(some(lists(language), usual=4)):
            part = 6 if at.question.urgent_if else PARTS
            for phrase in some(said(language)[nth % part :: part], usual=60):
                reading = read(at, phrase)
                found = outcome(reading, none)
                outcomes[found] += 1
                if found == "wrong" or (at.question.urgent_if and isinstance(reading, Rejected)):
                    wrong.append((at.key, phrase, reading))
    count(figures, f"none of a list in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 50 * outcomes["asked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_said_besides_is_not_lost(language: str, figures: Counter[str]) -> None:
    """A choice that is named behind a "none" is asked about, or kept; it is never just none."""
    data = space("none_said")[language]
    lost = []
    with spoken(language):
        for nth, (at, none) in enumerate(some(lists(language), usual=4)):
            labels = [one.label for one in at.choices if not one.exclusive]
            every = [*product(data["heads"], data["goes_on"], labels)][nth % PARTS :: PARTS]
            for head, end, label in some(every, usual=25):
                phrase = head.rstrip(".") + end.format(label=label[:1].lower() + label[1:])
                reading = read(at, phrase)
                figures[f"something said behind a none in {language}: not lost"] += 1
                if isinstance(reading, ParsedAnswer) and reading.answer == none:
                    lost.append((at.key, phrase))

    assert lost == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_nought_with_words_behind_it_keeps_them(language: str) -> None:
    """Which of the two is asked where a choice is named; else they stay beside the none."""
    data, wrong = space("none_said")[language], []
    with spoken(language):
        for at, none in some(lists(language), usual=6):
            labels = [one.label for one in at.choices if not one.exclusive]
            for form, label in some(product(data["nought"], labels), usual=25):
                typed = form.format(label=label[:1].lower() + label[1:])
                if read(at, typed) == ParsedAnswer(none):
                    wrong.append((at.key, typed, "none"))
            reading = read(at, data["nought_alone"])
            offered = reading.options[0].reading if isinstance(reading, NeedsConfirmation) else None
            kept = ParsedAnswer(replace(none, note=data["nought_alone"]))
            if at.none_by_zero and not at.question.urgent_if and offered != kept:
                wrong.append((at.key, data["nought_alone"], f"{reading}"))

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_for_some_time_is_asked_where_no_choice_says_it(language: str) -> None:
    """At a list of how often or when it is no choice: each is offered, or to skip it."""
    with spoken(language):
        for name in ("twitch_often", "ig_fades", "ig_how_often", "cramp_when", "drops_things"):
            at = step(language, name)
            for typed in space("none_said")[language]["for_now"]:
                reading = read(at, typed)
                kept = isinstance(reading, ParsedAnswer) and reading.answer.value
                assert isinstance(reading, NeedsConfirmation) or kept == "never", (name, typed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_alarms_behind_a_none_is_never_none(language: str) -> None:
    """At the signs that call for help it is refused, which brings the text on getting help."""
    data = space("none_said")[language]
    with spoken(language):
        at = step(language, "sudden_signs")
        said_so = some(product(data["heads"], data["alarming"]), usual=25)
        phrases = [f"{head.rstrip('.')}, {alarm}" for head, alarm in said_so]
        kept = [one for one in phrases if isinstance(read(at, one), ParsedAnswer)]

    assert kept == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "No, I do not take a blood thinner."),
        ("en", "None. I don't take any blood thinners."),
        ("es", "No, no tomo ningún anticoagulante."),
    ],
)
def test_a_none_said_again_in_the_question_s_words_is_none(language: str, said: str) -> None:
    """What only denies what was asked is no other thing that could be on the list."""
    with spoken(language):
        reading = read(step(language, "blood_thinner"), said)

    assert reading == ParsedAnswer(answered(("none",)))
