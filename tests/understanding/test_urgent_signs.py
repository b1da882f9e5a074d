"""What a frightened person types at the urgent signs is asked about, never taken for none."""

from __future__ import annotations

from collections import Counter

import pytest

from mmn_check.understanding.parsed_answer import NeedsConfirmation, Option, ParsedAnswer, Rejected
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import read, space, step


def _has(option: Option, sign: str) -> bool:
    match option.reading:
        case ParsedAnswer(answer):
            return isinstance(answer.value, tuple) and sign in answer.value
        case _:
            return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_name_a_sign_bring_it_up(language: str, figures: Counter[str]) -> None:
    """A sign in everyday words is asked about, or taken where they are the label's own."""
    missed = []
    with spoken(language):
        at = step(language, "sudden_signs")
        for sign, phrases in space("urgent_signs")[language].items():
            for phrase in phrases if sign != "others" else ():
                figures[f"urgent signs in {language}: heard"] += 1
                match read(at, phrase):
                    case NeedsConfirmation(_, options) if any(
                        _has(option, sign) for option in options
                    ):
                        continue
                    case ParsedAnswer() as reading if _has(Option("", reading), sign):
                        continue
                    case reading:
                        missed.append((phrase, reading))

    assert missed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_that_name_none_are_never_an_answer(language: str) -> None:
    """They are refused, which brings the text on getting help first, or asked about."""
    with spoken(language):
        at = step(language, "sudden_signs")
        read_as = [read(at, phrase) for phrase in space("urgent_signs")[language]["others"]]

    assert all(isinstance(one, Rejected | NeedsConfirmation) for one in read_as)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_types_the_number_of_the_emergency_services_picks_no_signs(language: str) -> None:
    """Of 911 no 9 and 11 is made: what is not read there brings the words on getting help."""
    with spoken(language):
        at = step(language, "sudden_signs")

        readings = {typed: read(at, typed) for typed in ("911", "112", "999", "061", "call 911")}

    assert {type(one) for one in readings.values()} == {Rejected}


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("en", "No. The immune globulin was in 2024."),
        ("es", "No. La inmunoglobulina fue en el 2024."),
    ],
)
def test_who_tells_why_none_of_it_fits_is_asked_if_there_is_none(language: str, typed: str) -> None:
    """What none itself says ("no immune globulin lately") frightens nobody, and is not kept."""
    with spoken(language):
        reading = read(step(language, "globulin_signs"), typed)

    assert isinstance(reading, NeedsConfirmation)
    assert _has(reading.options[0], "none")
