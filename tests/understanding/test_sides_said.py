"""The whole words of choices with their sides, in every order in which people say them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import permutations, product

import pytest

from mmn_check.bank.model import Places, Rows
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    what_to_say,
)
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Mark, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.support.walks import new_visit
from tests.understanding.asking import (
    CLOCK,
    SIDES,
    Outcome,
    count,
    outcome,
    picked,
    read,
    space,
    step,
    steps,
)

Said = tuple[Step, str, tuple[Mark, ...]]
PARTS = 5
"""Each form, side and list takes another part of the choices: a form is read alike whichever of
them it names. All forms together try every one."""


def phrases(language: str, kind: str) -> Iterator[Said]:
    """Three choices of each list, or two, said in each form of a kind with a side each."""
    data = space("sides_said")[language]
    lists = [at for at in steps(language) if isinstance(at.item, Places)]
    for nth, (at, (side, other), form) in enumerate(product(lists, SIDES, data[kind])):
        sided = [one for one in at.choices if one.sides and not one.words]
        for one, two, three in list(permutations(sided, 3))[::7][nth % PARTS :: PARTS]:
            sides = (*data["sides"][side], *data["sides"][other])
            words = zip(("side", "at", "this", "other", "at_other", "that"), sides, strict=True)
            typed = form.format(one=one.label, two=two.label, three=three.label, **dict(words))
            last = side if kind == "same" else other
            named = ((one, side), *([(two, side)] if "{two}" in form else []), (three, last))
            yield at, typed, tuple(Mark(choice.id, on) for choice, on in named)


def is_said(at: Step, marks: tuple[Mark, ...], reading: Reading) -> bool:
    """Whether just that is kept; as it was said where places are rows, else in the list's order."""
    order = [one.id for one in at.choices]
    in_rows = isinstance(at.question, Rows) and at.question.at_once
    right = marks if in_rows else tuple(sorted(marks, key=lambda one: order.index(one.place)))
    return isinstance(reading, ParsedAnswer) and reading.answer.value == right


@pytest.mark.parametrize("kind", ["apart", "heading", "same"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_choices_with_their_sides_are_kept(
    language: str, kind: str, figures: Counter[str]
) -> None:
    """Each choice has the side that is said with it, or before it for all that follow."""
    outcomes: Counter[Outcome] = Counter()
    with spoken(language):
        said = [
            (*one, read(*one[:2])) for one in some(phrases(language, kind), usual=75, deep=1500)
        ]
    wrong = []
    for at, typed, marks, reading in said:
        kept = is_said(at, marks, reading)
        outcomes["right" if kept else "asked"] += 1
        if not kept:
            wrong.append((at.key, typed, reading))
    count(figures, f"sides said {kind} in {language}", outcomes)

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_side_that_is_asked_back_loses_no_place(language: str, figures: Counter[str]) -> None:
    """However the side is told then, what was said before it stays."""
    data, outcomes, wrong = space("sides_said")[language], Counter[Outcome](), []
    with spoken(language):
        for at, first, (lacks, has) in some(phrases(language, "asked_back"), usual=60):
            sure = read(at, first)
            if not isinstance(sure, NeedsConfirmation):
                continue  # an "and" may give both the side of the second
            one = next(choice for choice in at.choices if choice.id == lacks.place)
            side, on, this = data["sides"][lacks.side]
            for form in data["told"]:
                typed = form.format(one=one.label, side=side, at=on, this=this)
                reading = read_option(at, sure, typed, clock=CLOCK)
                kept = is_said(at, (lacks, has), reading)
                outcomes[
                    "right" if kept else "asked" if isinstance(reading, Rejected) else "wrong"
                ] += 1
                wrong += [] if kept else [(at.key, first, typed, reading)]
    count(figures, f"sides asked back in {language}", outcomes)

    assert outcomes["wrong"] == 0, wrong
    assert outcomes["right"] > 9 * outcomes["asked"], wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_part_of_a_place_is_that_place_alone(language: str, figures: Counter[str]) -> None:
    """The back of a forearm is no back; the words stay beside it."""
    data, outcomes, wrong = space("sides_said")[language], Counter[Outcome](), []
    with spoken(language):
        for name, (side, _) in product(("weak_places", "numb_places", "pain_places"), SIDES):
            said, _, this = data["sides"][side]
            for form, (place, word) in product(data["parts_of"], data["places"].items()):
                typed = form.format(side=said, this=this, place=word)
                right = answered((Mark(place, side),), note=typed)
                reading = read(step(language, name), typed)
                outcomes[outcome(reading, right)] += 1
                wrong += [] if outcome(reading, right) == "right" else [(name, typed, reading)]
    count(figures, f"parts of places in {language}", outcomes)

    assert outcomes["wrong"] == 0, wrong
    assert outcomes["right"] > 9 * outcomes["asked"], wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_side_of_one_limb_is_none_of_another(language: str, figures: Counter[str]) -> None:
    """One hand is thinner, and the calf cramps: that does not say which calf."""
    data, outcomes = space("sides_said")[language], Counter[Outcome]()
    with spoken(language):
        at = step(language, "muscle_signs")
        for one, joint, other in product(data["one_limb"], data["joints"], data["another"]):
            reading = read(at, f"{one}{joint}{other}")
            outcomes["wrong" if isinstance(reading, ParsedAnswer) else "asked"] += 1
    count(figures, f"sides of another limb in {language}", outcomes)

    assert outcomes["wrong"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_one_is_told_to_say_is_understood(language: str) -> None:
    """The example in the sentence for who dictates is an answer, at every list with sides."""
    with spoken(language):
        lists = [at for at in steps(language) if isinstance(at.item, Places)]
        for at in lists:
            _, example, _ = re.split("[“”]", what_to_say(at))
            sided = next(one.id for one in at.choices if one.sides)
            reading = read(at, example)
            assert isinstance(reading, ParsedAnswer), (at.key, example)
            assert reading.answer.value == (Mark(sided, "left"),)
    assert lists


@pytest.mark.parametrize(
    ("language", "typed", "beside"),
    [
        ("en", "On the left the fingers and the hand. On the right only the thumb.", True),
        ("en", "left ankle, right foot", True),
        ("en", "Fingers or thumb, right. Fingers or thumb, left.", False),
        ("en", "left hand and right hand", False),
        ("es", "a la izquierda los dedos; a la derecha solo el pulgar", True),
        ("es", "el pulgar derecho y el pulgar izquierdo", False),
    ],
)
def test_two_parts_of_one_place_stay_told_apart(language: str, typed: str, *, beside: bool) -> None:
    """Where the left fingers and the right thumb are one place on both sides, the words stay."""
    with spoken(language):
        reading = read(step(language, "weak_places"), typed)

    assert isinstance(reading, ParsedAnswer)
    assert (reading.answer.note == typed) == beside


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "The fingers of my left hand, the ring finger."),
        ("es", "Los dedos de la mano izquierda, el anular."),
        ("es", "El anular izquierdo."),
        ("es", "Los dedos de la izquierda, que no los puedo abrir."),
        ("en", "The left fingers, because I use them most."),
    ],
)
def test_one_of_the_places_is_chosen_as_it_was_marked(language: str, typed: str) -> None:
    """The limb that bears the side is not chosen, nor the same place on the other side."""
    marks = (Mark("fingers", "both"), Mark("hand", "left"), Mark("wrist", "left"))
    with spoken(language) as bank:
        visit = new_visit(bank, depth=3).with_answer(("weak",), answered("yes"))
        course = course_of(bank, visit.with_answer(("weak_places",), answered(marks)))
        at = next(one for one in course.steps if one.key == ("worst_place",))
        reading = read(at, typed)

    assert isinstance(reading, ParsedAnswer)
    assert reading.answer.value == Mark("fingers", "left")


LIMBS = (
    ("fingers", "hand", "wrist", "forearm", "upper_arm", "shoulder"),
    ("thigh", "knee", "lower_leg", "foot", "toes"),
)
"""Parts of one limb each: one side holds for two of them that are said together."""


def test_one_side_before_two_parts_of_a_limb_is_of_both(figures: Counter[str]) -> None:
    """One side: "my right hand and wrist"; of "my right hand and foot" the other is asked."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken("en"):
        at = step("en", "weak_places")
        named = {one.id: one for one in at.choices}
        order = [one.id for one in at.choices]
        pairs = permutations((part for limb in LIMBS for part in limb), 2)
        forms = ("{side} {one} and {two}", "My {side} {one} and the {two}.")
        for (one, two), (side, _), form in product(pairs, SIDES, forms):
            words = {"one": named[one].label.lower(), "two": named[two].label.lower()}
            marks = tuple(Mark(part, side) for part in sorted((one, two), key=order.index))
            together = any({one, two} <= {*limb} for limb in LIMBS)
            found = outcome(read(at, form.format(side=side, **words)), answered(marks))
            found = "wrong" if found == "right" and not together else found
            outcomes[found] += 1
            wrong += [(side, one, two, form)] if found == "wrong" else []
    count(figures, "one side before two parts in en", outcomes)

    assert wrong == []
    assert outcomes["right"] > 150


@pytest.mark.parametrize(
    ("said", "marks"),
    [
        ("The left ankle and the toes on that foot.", (Mark("foot", "left"), Mark("toes", "left"))),
        ("Hand and forearm. Right only.", (Mark("hand", "right"), Mark("forearm", "right"))),
        ("Hand and forearm, all on the left", (Mark("hand", "left"), Mark("forearm", "left"))),
    ],
)
def test_a_side_that_is_pointed_to_or_said_last_holds(said: str, marks: tuple[Mark, ...]) -> None:
    """The one side of a sentence is that of "that foot", and of all before a last "right only"."""
    with spoken("en"):
        reading = read(step("en", "weak_places"), said)

    assert isinstance(reading, ParsedAnswer)
    assert reading.answer == answered(marks)


SIGNS = {
    "en": {"thin": "thinner", "twitch": "twitches", "cramp": "cramps"},
    "es": {"thin": "más delgado", "twitch": "saltos", "cramp": "calambres"},
}
LIMBS_SAID = {
    "en": {"right": ("right arm", "right hand", "right leg", "right foot")},
    "es": {"right": ("el brazo derecho", "la mano derecha", "la pierna derecha", "el pie derecho")},
}
LIMBS_SAID["en"]["left"] = ("left arm", "left hand", "left leg", "left foot")
LIMBS_SAID["es"]["left"] = (
    *("el brazo izquierdo", "la mano izquierda", "la pierna izquierda", "el pie izquierdo"),
)
FORMS = {
    "en": (
        "{sign} in the {one} and the {two}, {then} in the {last}",
        "{sign} in my {one}, and my {two}. {then} in my {last}.",
        "{sign} in the {one} and {two}; {then} in the {last}",
    ),
    "es": (
        "{sign} en {one} y {two}, {then} en {last}",
        "{sign} en {one}, y en {two}. {then} en {last}.",
        "{sign} en {one} y en {two}; {then} en {last}",
    ),
}
"""Signs, the limbs in which they are felt, and how two of either are told together."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_limb_of_a_sign_is_no_side_of_the_first(
    language: str, figures: Counter[str]
) -> None:
    """Of "twitches in the left arm and right leg, cramps in ..." both limbs twitch; or it asks."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        at = step(language, "muscle_signs")
        signs = permutations(SIGNS[language], 2)
        for (sign, then), (side, other), arm, leg, form in product(
            signs, SIDES, (0, 1), (2, 3), FORMS[language]
        ):
            typed = form.format(
                sign=SIGNS[language][sign],
                then=SIGNS[language][then],
                one=LIMBS_SAID[language][side][arm],
                two=LIMBS_SAID[language][other][leg],
                last=LIMBS_SAID[language][side][1 - arm],
            )
            right = {
                Mark(f"{sign}_arm", side),
                Mark(f"{sign}_leg", other),
                Mark(f"{then}_arm", side),
            }
            match read(at, typed):
                case ParsedAnswer(answer):
                    found: Outcome = "right" if {*picked(answer)} == right else "wrong"
                case _:
                    found = "asked"
            outcomes[found] += 1
            wrong += [typed] if found == "wrong" else []
    count(figures, f"signs of two limbs in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 0
