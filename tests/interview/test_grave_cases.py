"""What once was answered falsely or to somebody's harm, said as people say it, in each language."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from mmn_check.bank.model import Bank
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import Answer, Mark, RoughDate, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.scripted import Sitting
from tests.support.spoken import (
    HELPER,
    PATIENT,
    bank_of,
    label_of,
    sit_down,
    spoken,
    text_of,
    visit_up_to,
)
from tests.support.walks import new_visit

SIGNS = {
    "en": [
        ("trouble breathing when lying flat", "breathing"),
        ("I cant breathe properly when I lie down. Is that ALS?", "breathing"),
        ("I can't breathe", "breathing"),
        ("short of breath", "breathing"),
        ("trouble breathing at night", "breathing"),
        ("I fainted", "chest_pain"),
        ("I passed out", "chest_pain"),
        ("I can't walk", "walk_or_head"),
        ("I cannot hold my head up", "walk_or_head"),
        ("I lost my vision", "sight"),
        ("I can't see out of one eye", "sight"),
        ("I had a stroke", "limb_or_face"),
        ("my arm suddenly went weak yesterday", "limb_or_face"),
        ("my face droops", "face_droops"),
        ("I am choking", "swallowing"),
        ("I can't swallow", "swallowing"),
        ("my chest hurts", "chest_pain"),
        ("I can't pee", "bladder_or_bowel"),
        ("worst headache of my life", "headache"),
        ("slurred speech", "speech"),
    ],
    "es": [
        ("dificultad para respirar acostado", "breathing"),
        ("no puedo respirar bien cuando me acuesto. ¿Es ELA?", "breathing"),
        ("no puedo respirar", "breathing"),
        ("me falta el aire", "breathing"),
        ("me cuesta respirar de noche", "breathing"),
        ("me desmayé", "chest_pain"),
        ("perdí el conocimiento", "chest_pain"),
        ("no puedo caminar", "walk_or_head"),
        ("no puedo sostener la cabeza", "walk_or_head"),
        ("perdí la vista", "sight"),
        ("no veo de un ojo", "sight"),
        ("tuve un derrame", "limb_or_face"),
        ("el brazo se me puso débil de repente ayer", "limb_or_face"),
        ("se me cae la cara", "face_droops"),
        ("me atraganto", "swallowing"),
        ("no puedo tragar", "swallowing"),
        ("me duele el pecho", "chest_pain"),
        ("no puedo orinar", "bladder_or_bowel"),
        ("el peor dolor de cabeza de mi vida", "headache"),
        ("hablo arrastrando las palabras", "speech"),
    ],
}
NONE_OF_IT = {
    "en": (
        "No allergies.",
        "no allergies",
        "No known allergies.",
        "I have no allergies.",
        "none that i know",
        "None known.",
        "Not that I know of.",
        "I don't have any.",
        "none",
        "nothing",
    ),
    "es": (
        "Sin alergias.",
        "no tengo alergias",
        "Ninguna alergia conocida.",
        "No tengo ninguna.",
        "ninguna que yo sepa",
        "Ninguna conocida.",
        "Que yo sepa, no.",
        "no tengo",
        "ninguna",
        "nada",
    ),
}
CODES = ("en", "es")


def heard(bank: Bank, sitting: Sitting, sign: str) -> bool:
    """Whether a sign is asked about, or ticked and its card shown."""
    label = label_of(bank, "sudden_signs", sign)
    answer = sitting.interview.visit.answers.get(("sudden_signs",))
    ticked = answer is not None and isinstance(answer.value, tuple) and sign in answer.value
    return label in sitting.shown[-1] or (ticked and text_of(bank, "stop_card") in sitting.shown)


@pytest.mark.parametrize("way", [PATIENT, HELPER], ids=["patient", "helper"])
@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at", range(20))
def test_a_sign_in_plain_words_is_heard(code: str, at: int, way: tuple[str, ...]) -> None:
    """It is asked about, or help is called for; never is it "not on the list"."""
    typed, sign = SIGNS[code][at]
    with spoken(code) as bank:
        sitting = sit_down(bank, *way, typed)

        help_comes = text_of(bank, "get_help_now") in sitting.shown
        helper = {one.id: one.label_helper for one in bank.by_id["sudden_signs"].choices}  # type: ignore[union-attr]
        asked = helper[sign] is not None and str(helper[sign]) in sitting.shown[-1]
        assert heard(bank, sitting, sign) or asked or help_comes, sitting.shown[-2:]
        assert not any("not on the list" in one for one in sitting.shown)


@cache
def at_the_allergies(code: str) -> Visit:
    bank = bank_of(code)
    return visit_up_to(bank, "allergies", visit=new_visit(bank, depth=3))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("at", range(10))
def test_nothing_said_as_none_is_an_allergy(code: str, at: int) -> None:
    """No row is made of it, and the answer meant for the next question does not land in one."""
    with spoken(code) as bank:
        sitting = sit_down(bank, NONE_OF_IT[code][at], "1", visit=at_the_allergies(code))
        answers = sitting.interview.visit.answers

        assert len(sitting.interview.visit.rows("allergies")) == 0, sitting.shown[-3:]
        assert answers["allergies", "end"].given


@pytest.mark.parametrize("code", CODES)
def test_right_stands_before_left_wherever_sides_are_picked(code: str) -> None:
    """A slip of one list must not follow from the order of another."""
    with spoken(code) as bank:
        for question in bank.as_asked(()).questions():
            ids = [one.id for one in getattr(question, "choices", ())]
            if {"right", "left"} <= set(ids):
                assert ids.index("right") < ids.index("left"), question.id


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("sex", ["male", "female"])
def test_no_man_is_asked_if_he_is_pregnant(code: str, sex: str) -> None:
    """Nor is that offered where what set it off is asked."""
    said: dict[Key, Answer] = {("sex",): answered(sex), ("age",): answered(40)}
    with spoken(code) as bank:
        visit = replace(new_visit(bank, depth=3), answers=said)
        asked = {step.question.id for step in course_of(bank, visit).steps}

        assert ("pregnant_since" in asked) is (sex == "female")


@pytest.mark.parametrize("code", CODES)
def test_an_earlier_spread_is_not_unsaid_at_a_return_visit(code: str) -> None:
    """What is new since the last visit is another question; the spread is offered as it was."""
    spread: dict[Key, Answer] = {
        ("visit_type",): answered("first"),
        ("spread_places", "row", "0", "where"): answered((Mark("foot", "right"),)),
        ("spread_places", "row", "0", "when"): answered(
            RoughDate(as_typed="June 2024", earliest="2024-06", latest="2024-06")
        ),
        ("spread_places", "end"): answered("no_more"),
    }
    with spoken(code) as bank:
        earlier = replace(new_visit(bank, depth=2), answers=spread)
        now = replace(new_visit(bank, depth=2), answers={("visit_type",): answered("return")})
        visit = visit_up_to(bank, "spread_places", visit=now)
        sitting = Sitting(bank, "1", visit=visit, earlier=earlier)
        with pytest.raises(EOFError):
            sitting.interview.run()

        kept = sitting.interview.visit.answers
        assert (
            kept["spread_places", "row", "0", "where"]
            == spread["spread_places", "row", "0", "where"]
        )
        assert "since your last visit" in bank.by_id["new_weak"].ask or code == "es"
