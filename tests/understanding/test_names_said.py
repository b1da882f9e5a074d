"""A name said in a sentence, and an answer that is kept with the words beside it."""

from __future__ import annotations

import pytest

from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer
from mmn_check.visit.values import Words, answered
from tests.support.spoken import spoken
from tests.understanding.asking import CLOCK, read, step


@pytest.mark.parametrize(
    ("language", "typed", "name"),
    [
        ("en", "Tess will do.", "Tess"),
        ("en", "Call me Tess", "Tess"),
        ("en", "My name is Tess Miller", "Tess Miller"),
        ("en", "You can call me Tess, thank you", "Tess"),
        ("es", "Me llamo Teresa", "Teresa"),
        ("es", "Teresa está bien", "Teresa"),
    ],
)
def test_a_name_is_kept_without_what_leads_to_it(language: str, typed: str, name: str) -> None:
    """It goes on the page as a name, not as a sentence."""
    with spoken(language):
        assert read(step(language, "name"), typed) == ParsedAnswer(answered(Words(name)))


@pytest.mark.parametrize("typed", ["Im Sung", "Just Tess", "It's Tess", "Art Fine", "Tess, please"])
def test_one_word_beside_a_name_is_asked_about(typed: str) -> None:
    """It may belong to the name."""
    with spoken("en"):
        reading = read(step("en", "name"), typed)

    kept = reading == ParsedAnswer(answered(Words(typed)))
    assert kept or isinstance(reading, NeedsConfirmation)


@pytest.mark.parametrize(
    ("language", "first", "typed"),
    [
        ("en", "EMG and some porridge test", "Keep it with what I said."),
        ("en", "EMG and some porridge test", "with my words"),
        ("en", "EMG and some porridge test", "Just keep it."),
        ("es", "Punción lumbar y gachas", "Guárdelo con lo que dije."),
        ("es", "Punción lumbar y gachas", "con mis palabras"),
    ],
)
def test_words_are_kept_beside_however_that_is_said(language: str, first: str, typed: str) -> None:
    """The option is taken by any way to say it."""
    with spoken(language):
        at = step(language, "tests")
        sure = read(at, first)
        assert isinstance(sure, NeedsConfirmation)
        assert read_option(at, sure, typed, clock=CLOCK) == sure.options[0].reading
