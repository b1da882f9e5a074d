"""A clear yes or no with words behind it is that, and the words are kept; a bent one is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import Any

import pytest

from mmn_check.bank.model import YesNo
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.understanding.replies import says_no
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import answered
from tests.support.profile import examples, some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, outcome, read, space, step, steps

FEW = examples(6, usual=2)
"""Questions: the words of one hardly matter to how a yes to it is read."""


def questions(language: str) -> Iterator[Step]:
    """Every question that is answered by yes or no."""
    return (at for at in steps(language) if isinstance(at.item, YesNo))


def phrases(data: Any, which: str) -> Iterator[tuple[str, str]]:
    for meaning in ("yes", "no"):
        for first, mark, then in product(data[meaning], data["marks"], data[f"{which}_{meaning}"]):
            yield f"{first}{mark}{then}.", meaning


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clear_one_is_kept_with_its_words(language: str, figures: Counter[str]) -> None:
    """The answer is the yes or the no, and the note what was typed, to the letter."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for at in islice(questions(language), FEW):
            for phrase, meaning in phrases(space("yes_no_words")[language], "behind"):
                reading = read(at, phrase)
                found = outcome(reading, answered(meaning))
                outcomes[found] += 1
                noted = isinstance(reading, ParsedAnswer) and reading.answer.note == phrase
                if found == "wrong" or (found == "right" and not noted):
                    wrong.append((at.key, phrase, reading))
    count(figures, f"yes or no with words behind it in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 20 * outcomes["asked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_that_is_taken_back_is_asked(language: str, figures: Counter[str]) -> None:
    """Which of the two was meant is asked, never guessed."""
    kept = []
    with spoken(language):
        at = next(questions(language))
        for phrase, _ in phrases(space("yes_no_words")[language], "bends"):
            figures[f"yes or no taken back in {language}: asked"] += 1
            if not isinstance(read(at, phrase), NeedsConfirmation):
                kept.append((phrase, read(at, phrase)))

    assert kept == []


def test_the_words_are_read_back_with_the_answer() -> None:
    """So that the person sees that they were kept."""
    at = next(questions("en"))
    reading = read(at, "Yes, at night.")

    assert isinstance(reading, ParsedAnswer)
    assert in_words(at, reading.answer) == "Yes. “Yes, at night.”"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_say_for_yes_and_no(language: str, figures: Counter[str]) -> None:
    """Said of others, in part or in other words, it is kept as what it means, or asked."""
    outcomes: Counter[Outcome] = Counter()
    data, wrong = space("yes_no_words")[language], []
    with spoken(language):
        plain = [at for at in questions(language) if not says_no(at.item.ask, language)]
        for at in some(plain, usual=3):
            for meaning in ("yes", "no"):
                for phrase in data[f"natural_{meaning}"]:
                    reading = read(at, phrase)
                    found = outcome(reading, answered(meaning))
                    outcomes[found] += 1
                    wrong += [(at.key, phrase, reading)] if found == "wrong" else []
    count(figures, f"what people say for yes and no in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 4 * outcomes["asked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_else_is_a_yes_to_whether_the_list_is_whole(
    language: str, figures: Counter[str]
) -> None:
    """And what tells of more is never a yes to it."""
    outcomes: Counter[Outcome] = Counter()
    data, kept = space("yes_no_words")[language], []
    with spoken(language) as bank:
        whole = YesNo(id="others", ask=bank.texts["confirm_rest"].text)
        at = replace(step(language, "past_illness"), item=whole, choices=())
        for phrase in data["right_that"]:
            outcomes[outcome(read(at, phrase), answered("yes"))] += 1
        for phrase in data["not_right"]:
            reading = read(at, phrase)
            if isinstance(reading, ParsedAnswer) and reading.answer.value == "yes":
                kept.append(phrase)
    count(figures, f"a list said to be whole in {language}", outcomes)

    assert kept == []
    assert outcomes["wrong"] == 0
    assert outcomes["right"] > 5 * outcomes["asked"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_helper_says_of_another_is_understood(language: str, figures: Counter[str]) -> None:
    """Of what somebody can do, and of what they have: kept or asked, never refused."""
    outcomes: Counter[Outcome] = Counter()
    data, wrong, refused = space("yes_no_words")[language], [], []
    with spoken(language):
        for name, what in (("scig_hands", "can"), ("cramps", "others")):
            for meaning in ("yes", "no"):
                for phrase in data[f"{what}_{meaning}"]:
                    reading = read(at := step(language, name), phrase)
                    found = outcome(reading, answered(meaning))
                    outcomes[found] += 1
                    wrong += [(at.key, phrase)] if found == "wrong" else []
                    refused += [(at.key, phrase)] if isinstance(reading, Rejected) else []
    count(figures, f"what a helper says in {language}", outcomes)

    assert wrong == []
    assert refused == []
    assert outcomes["right"] > 2 * outcomes["asked"]


OTHERWISE = {
    "en": (
        "tell me what's wrong", "my legs feel wrong", "my left knee is wrong", "if I say yes",
        "my back hurts, otherwise no", "always on time", "should I say no",
        "I think there is nothing there",
    ),
    "es": (
        "mi mano izquierda no está bien", "me duele la espalda, por lo demás no",
        "a veces no hay nada", "si digo que sí",
    ),
}  # fmt: skip
"""What ends in a word for yes or no, or holds one, and says neither of what was asked."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_says_no_of_something_else_is_asked(language: str) -> None:
    """To say "My legs feel wrong" is no "no", and "otherwise no" denies just what was not meant."""
    with spoken(language):
        kept = [
            (at.key, said)
            for at in questions(language)
            for said in OTHERWISE[language]
            if isinstance(read(at, said), ParsedAnswer)
        ]
    assert kept == []


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [
        ("en", "cramps", "I used to get them as a girl but not now."),
        ("en", "digits_differ", "I couldn't say, I never tried them one by one."),
        ("es", "digits_differ", "Todos por el estilo, ninguno más que otro."),
        ("es", "infusion_reaction", "no nomas dolor de cabeza"),
    ],
)
def test_a_story_with_a_no_in_it_is_asked_with_its_words(
    language: str, name: str, said: str
) -> None:
    """It is not refused, and what was said stays beside whichever is picked."""
    with spoken(language):
        asked = read(step(language, name), said)

    assert isinstance(asked, NeedsConfirmation)
    told = [one.reading.answer for one in asked.options if isinstance(one.reading, ParsedAnswer)]
    assert {one.value: one.note for one in told if one.given} == {"yes": said, "no": said}


@pytest.mark.parametrize(("question", "meaning"), [("hot_and_cold", "yes"), ("numb", "no")])
def test_no_problem_is_a_yes_to_what_one_can_do(question: str, meaning: str) -> None:
    """It denies what is asked about trouble alone."""
    with spoken("en"):
        found = outcome(read(step("en", question), "No problem there"), answered(meaning))

    assert found != "wrong"
