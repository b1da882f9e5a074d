"""A choice is not taken for its opposite: a denial, a "less", a "before" count as every word."""

from __future__ import annotations

import re

import pytest

from mmn_check.bank.model import Many
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.understanding.replies import says_no
from mmn_check.understanding.talk_around import asked_for
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Mark
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import read, step, steps

DENIALS = {
    "en": re.compile(
        r"\b(?:does not|do not|have not|not|no|none|nothing|never)\b ?", re.IGNORECASE
    ),
    "es": re.compile(r"\b(?:no|sin|ningún|nunca)\b ?", re.IGNORECASE),
}
SWAPPED = {"en": {"less": "more", "more": "less"}, "es": {"menos": "más", "más": "menos"}}
WEAK_BEFORE = ("before", "no_weakness")
WHICH_FIRST: dict[str, dict[str, dict[str, tuple[str, ...]]]] = {
    "en": {
        "numb_or_weak_first": {
            "it was weak before": WEAK_BEFORE,
            "weakness before": WEAK_BEFORE,
            "I was weak before": WEAK_BEFORE,
        },
        "thin_when": {
            "it was weak before": WEAK_BEFORE,
            "weakness before thinning": WEAK_BEFORE,
            "weakness after": ("after",),
        },
    },
    "es": {
        "numb_or_weak_first": {
            "la debilidad antes": WEAK_BEFORE,
            "la debilidad fue primero": WEAK_BEFORE,
        },
        "thin_when": {"la debilidad fue antes": WEAK_BEFORE},
    },
}
"""What is said of the weakness, and the choices that would turn it round."""
BEYOND = {
    "en": ["an hour and a half", "one and a half hours", "over an hour", "more than an hour"],
    "es": ["hora y media", "una hora y media", "más de una hora"],
}


def ids(reading: Reading) -> set[str]:
    """The choices that an answer picks; none, if it is asked about or refused."""
    value = reading.answer.value if isinstance(reading, ParsedAnswer) else ()
    several = value if isinstance(value, tuple) else (value,)
    return {one.place if isinstance(one, Mark) else str(one) for one in several}


def offered(reading: Reading) -> set[str]:
    """The same, with what is asked about."""
    options = reading.options if isinstance(reading, NeedsConfirmation) else ()
    return ids(reading).union(*(ids(one.reading) for one in options))


def lists(language: str) -> list[Step]:
    """The questions and cells that have choices."""
    return [at for at in steps(language) if at.choices]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_there_is_not_taken_for_its_denial(language: str) -> None:
    """Nobody who says "cramps" is even asked whether "No cramps" was meant."""
    wrong = []
    with spoken(language):
        for at in lists(language):
            for choice in at.choices:
                said = DENIALS[language].sub("", choice.label).lstrip(", ")
                names = [choice.label.casefold(), *(one.casefold() for one in choice.synonyms)]
                first, *_ = choice.label.split()
                denies = says_no(choice.label, language) and not first.endswith(",")
                denies = denies and " sin " not in choice.label
                is_other = (
                    len(said) > 2
                    and not says_no(said, language)
                    and said.casefold() not in names
                    and len(said.split()) < 5
                )
                of = offered if choice.exclusive else ids
                if denies and is_other and choice.id in of(read(at, said)):
                    wrong.append((at.key, said))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_is_not_less(language: str) -> None:
    """To say "I work more" is not kept as "I work less", nor "a bit less" as "a bit more"."""
    wrong, tried = [], 0
    with spoken(language):
        for at in lists(language):
            for choice in at.choices:
                words = choice.label.split()
                other = [SWAPPED[language].get(word.casefold(), word) for word in words]
                tried += other != words
                if other != words and choice.id in ids(read(at, " ".join(other))):
                    wrong.append((at.key, " ".join(other)))
    assert wrong == []
    assert tried > 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_came_first_is_not_turned_round(language: str) -> None:
    """A "before" behind the weakness says that the weakness came first."""
    with spoken(language):
        for question, phrases in WHICH_FIRST[language].items():
            for said, wrong in phrases.items():
                assert ids(read(step(language, question), said)).isdisjoint(wrong), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_than_a_time_is_not_that_time(language: str) -> None:
    """An hour and a half is not "Up to an hour"."""
    with spoken(language):
        for said in BEYOND[language]:
            assert not isinstance(read(step(language, "after_rest"), said), ParsedAnswer), said


@pytest.mark.parametrize("said", ["left less", "right less bad", "less on the left"])
def test_the_side_that_is_less_bad_is_asked_about(said: str) -> None:
    """It is the other one that is worse."""
    assert not isinstance(read(step("en", "worse_side"), said), ParsedAnswer)


ABLE = {
    "en": ("I can still do {}, no problem.", "{} I can do.", "I manage {}."),
    "es": ("todavía puedo con {}", "{} sí puedo"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_can_do_is_not_kept_as_hard(language: str) -> None:
    """Where what has got harder is asked for, an "I can" with a name is asked about."""
    with spoken(language):
        kept = [
            (at.key, said)
            for at in steps(language)
            if isinstance(at.item, Many) and "has_trouble" in asked_for(at)
            for choice in at.choices
            if not choice.exclusive
            for way in ABLE[language]
            for said in [way.format((choice.synonyms or (choice.label,))[0])]
            if isinstance(read(at, said), ParsedAnswer)
        ]
    assert kept == []


OTHER_KINDS = {
    "en": ("x-ray of my {}", "a CT of the {}", "an X ray of the {}"),
    "es": ("una radiografía de {}", "una placa de {}", "rayos x de {}"),
}
PARTS = {
    "en": ("neck", "back", "brain", "shoulder"),
    "es": ("cuello", "la espalda", "el cerebro", "el hombro"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_kind_of_the_same_part_is_not_offered(language: str) -> None:
    """An x-ray of the neck is no MRI of the neck."""
    with spoken(language):
        at = step(language, "tests")
        for kind in OTHER_KINDS[language]:
            for part in PARTS[language]:
                ids = picks_of(read(at, kind.format(part)))
                assert not any(one.startswith("mri") for one in ids), (kind, part)


UNCLEAR = {
    "en": ("Not really. {}", "Not exactly, {}", "Not yet. {}", "No. {}"),
    "es": ("En realidad no. {}", "Todavía no. {}", "No exactamente, {}"),
}
THOUGHT = {
    "en": ("My doctor said maybe a pinched nerve.", "a doctor thought it may be the neck"),
    "es": ("Mi médico dijo que quizá un nervio pinzado.", "un médico pensó en el cuello"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unclear_no_offers_the_no(language: str) -> None:
    """Whatever else the words behind it share with a yes."""
    with spoken(language):
        at = step(language, "named")
        for no in UNCLEAR[language]:
            for thought in THOUGHT[language]:
                reading = read(at, no.format(thought))
                assert not isinstance(reading, Rejected), (no, thought)
                assert "yes" not in picks_of(reading) or "no" in picks_of(reading), (no, thought)


def picks_of(reading: Reading) -> set[str]:
    """The choices that an answer picks, or those that are offered."""
    match reading:
        case ParsedAnswer(answer):
            value = answer.value
            return set(map(str, value)) if isinstance(value, tuple) else {str(value)}
        case NeedsConfirmation(options=options):
            return set().union(*(picks_of(one.reading) for one in options))
        case _:
            return set()
