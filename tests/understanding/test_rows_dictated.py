"""Several rows of a table dictated in one breath: asked about, never one row unasked."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations, product

import pytest

from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer
from mmn_check.visit.values import Words, answered
from tests.support.profile import some
from tests.understanding.asking import CLOCK, read, step

THINGS = {
    "en": ("losartan", "levothyroxine", "vitamin D", "fish oil", "a water pill"),
    "es": ("losartán", "levotiroxina", "vitamina D", "omega tres", "una pastilla para la presión"),
}
DOSES = {
    "en": (
        *("fifty twice a day", "50 mg", "fifty milligrams", "seventy five", "every morning"),
        *("10 mg, in the morning and at night", "one a day"),
    ),
    "es": (
        *("de cincuenta dos veces al día", "50 mg", "cincuenta miligramos", "de setenta y cinco"),
        *("cada mañana", "10 mg, por la mañana y por la noche", "una al día"),
    ),
}
JOINTS = {"en": (", and ", ", ", " and "), "es": (", y ", ", ", " y ")}
ALONE = {
    "en": (
        *("metformin 500 mg, one in the morning and two at night", "Tylenol as needed"),
        *("aspirin eighty one, for my heart", "vitamin D, when I remember"),
        *("insulin ten units in the morning and twelve at night", "penicillin, a rash"),
        *("twice  a day, aspirin", "aspirin 81; vitamin D and zinc"),
        "Ramipril 5 mg once a day. Nothing else.",
    ),
    "es": (
        *("metformina 500 mg por la mañana y por la noche", "penicilina, ronchas"),
        *("insulina diez unidades en la mañana y doce en la noche", "aspirina, para el corazón"),
    ),
}


def lists(language: str) -> list[tuple[str, Sequence[str]]]:
    """Two things with their doses and a third that may have none, joined in each way."""
    return [
        (joint.join(rows), rows)
        for (one, two, last), dose, joint in product(
            permutations(THINGS[language], 3), DOSES[language], JOINTS[language]
        )
        for rows in ((f"{one} {dose}", f"{two} {dose}", last),)
    ]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_list_of_things_with_their_doses_is_offered_as_rows(language: str) -> None:
    """The first option has each by itself, the second all of it to the letter."""
    at, wrong = step(language, "medicines", "name"), []
    for said, rows in some(lists(language), usual=60):
        reading = read(at, said)
        offered = [
            one.reading.answer.value
            for one in (reading.options if isinstance(reading, NeedsConfirmation) else ())
            if isinstance(one.reading, ParsedAnswer)
        ]
        if offered != [Words("; ".join(rows)), Words(said)]:
            wrong.append((said, offered))

    assert wrong == []


@pytest.mark.parametrize(
    ("language", "said"), [(language, one) for language, every in ALONE.items() for one in every]
)
def test_one_thing_is_kept_to_the_letter(language: str, said: str) -> None:
    """Times, doses, reasons and reactions are no rows; who types semicolons has parted them."""
    assert read(step(language, "medicines", "name"), said) == ParsedAnswer(answered(Words(said)))


@pytest.mark.parametrize(
    ("language", "said", "kept"),
    [
        *[("en", said, "Aspirin 81; vitamin D") for said in ("1", "Yes.", "Separately.", "apart")],
        *[("en", said, "Aspirin 81 and vitamin D") for said in ("2", "no", "Keep it as one.")],
        *[("es", said, "Aspirin 81; vitamin D") for said in ("1", "Sí.", "Por separado.")],
        *[("es", said, "Aspirin 81 y vitamin D") for said in ("2", "no", "Todo junto.")],
    ],
)
def test_rows_are_taken_apart_or_as_one_in_plain_words(language: str, said: str, kept: str) -> None:
    """By number, by yes and no, and by what the two options say."""
    at, joint = step(language, "medicines", "name"), {"en": "and", "es": "y"}[language]
    menu = read(at, f"Aspirin 81 {joint} vitamin D")
    assert isinstance(menu, NeedsConfirmation)

    assert read_option(at, menu, said, clock=CLOCK) == ParsedAnswer(answered(Words(kept)))
