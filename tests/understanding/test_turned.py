"""Choices named with words that say they are well, ruled out, doubted, or somebody else's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mmn_check.bank.model import Many, Places
from mmn_check.understanding.parsed_answer import ParsedAnswer
from mmn_check.visit.values import Mark, Side
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import picked, read, step, steps

TURNED = {
    "en": (
        "{choice} is ok now", "my {choice} is okay", "{choice} ok", "the doctor ruled out {choice}",
        "{choice} was ruled out", "they treated me for {choice} by mistake",
        "my doctor doubts {choice}", "I deny {choice}",
        "instead of {choice}", "far from {choice}", "do I have {choice}",
    ),
    "es": (
        "en vez de {choice}", "en lugar de {choice}", "el doctor descartó {choice}",
        "descartaron {choice}", "descartamos {choice} el año pasado", "ya me curé de {choice}",
        "dudo que sea {choice}", "niego {choice}", "{choice} ok",
        "lejos de {choice}",
    ),
}  # fmt: skip
"""What may be said of a choice that is just not meant, by language."""


def _is_a_thing(label: str) -> bool:
    """Whether an "okay" behind the label can only tell how the thing is."""
    last = label.rsplit(maxsplit=1)[-1]
    return last.isalpha() and last not in ("it", "one") and not label.startswith("Me ")


def turned(language: str) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every question of several picks, the id of a choice, and what says that it is not meant."""
    for at in steps(language):
        if isinstance(at.item, Many | Places):
            for choice in (
                one for one in at.choices if not one.exclusive and _is_a_thing(one.label)
            ):
                side = {"en": "right ", "es": ""}[language] if isinstance(at.item, Places) else ""
                for said in TURNED[language]:
                    yield at.key, choice.id, said.format(choice=side + choice.label.lower())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_well_or_ruled_out_is_not_kept(language: str) -> None:
    """Neither "My knee is okay" nor "They ruled out a stroke" marks it; at most it is asked."""
    kept = []
    with spoken(language):
        by_key = {at.key: at for at in steps(language)}
        for key, choice, said in some(turned(language), usual=200, deep=1500):
            reading = read(by_key[key], said)
            if isinstance(reading, ParsedAnswer):
                picks = [
                    one.place if isinstance(one, Mark) else one for one in picked(reading.answer)
                ]
                kept += [(key, said)] if choice in picks else []
    assert not kept


@pytest.mark.parametrize(
    "said",
    [
        "right hand ok, left hand weak", "my left knee is okay", "the right hand is ok now",
        "both hands, the feet are ok",
    ],
)  # fmt: skip
def test_a_part_that_is_well_is_not_marked(said: str) -> None:
    """An "okay" behind a part of the body tells how it is; it is no filler there."""
    assert not isinstance(read(step("en", "weak_places"), said), ParsedAnswer)


@pytest.mark.parametrize("said", ["my dad's diabetes", "my husband's stroke"])
def test_what_somebody_else_has_is_asked_about(said: str) -> None:
    """Another person's illness is not kept as the patient's at once."""
    assert not isinstance(read(step("en", "past_illness"), said), ParsedAnswer)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("treatments", "they offered plasma exchange"), ("treatments", "I refused steroids"),
        ("past_illness", "I had a stroke scare in 2019 but it was a migraine"),
        ("speech_breath", "coughing"),
    ],
)  # fmt: skip
def test_what_was_only_offered_or_is_only_half_said_is_asked_about(
    question: str, said: str
) -> None:
    """A treatment that was offered was not had, and a cough is not a weak cough."""
    assert not isinstance(read(step("en", question), said), ParsedAnswer)


@pytest.mark.parametrize("said", ["no se adelgazó la mano", "no se me acalambra la mano"])
def test_no_se_before_a_verb_denies(said: str) -> None:
    """Only at an end "no se" is "no sé": before a verb it says that it does not happen."""
    with spoken("es"):
        assert not isinstance(read(step("es", "muscle_signs"), said), ParsedAnswer)


@pytest.mark.parametrize("said", ["ok, the right hand", "Okay. Right hand, okay.", "2r ok"])
def test_an_okay_around_an_answer_says_nothing(said: str) -> None:
    """Before an answer, or behind a stop or a number, it is but talk."""
    reading = read(step("en", "weak_places"), said)
    assert isinstance(reading, ParsedAnswer)
    assert picked(reading.answer) == (Mark("hand", "right"),)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("weak_places", "my hand right now"), ("weak_places", "right now my hand"),
        ("weak_places", "right at the wrist"), ("weak_places", "it is right in the foot"),
        ("weak_places", "thumb is all I have left"), ("weak_places", "my left hand all right"),
        ("pain_places", "right between the shoulders"), ("pain_places", "left over pain in foot"),
        ("worse_side", "right now"), ("worse_side", "it is all right"),
    ],
)  # fmt: skip
def test_a_right_or_left_that_is_no_side_marks_none(question: str, said: str) -> None:
    """The side is asked for: "right now" and "right at" say when and where."""
    assert not isinstance(read(step("en", question), said), ParsedAnswer)


@pytest.mark.parametrize(
    ("said", "side"),
    [("right hand right now", "right"), ("the hand on the right at night", "right"),
     ("left hand right now", "left"), ("All right, left hand.", "left")],
)  # fmt: skip
def test_a_side_beside_it_is_still_one(said: str, side: Side) -> None:
    """What stands with the part is its side."""
    reading = read(step("en", "weak_places"), said)
    assert isinstance(reading, ParsedAnswer)
    assert picked(reading.answer) == (Mark("hand", side),)
