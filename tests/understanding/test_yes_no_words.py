"""A clear yes or no with words behind it is that, and the words are kept; a bent one is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from typing import Any

import pytest

from mmn_check.bank.model import YesNo
from mmn_check.understanding.parsed import NeedsConfirmation, ParsedAnswer
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.values import answered
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, outcome, read, space, steps

FEW = 6
"""Questions: the words of one hardly matter to how a yes to it is read."""


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
        for at in islice((one for one in steps(language) if isinstance(one.item, YesNo)), FEW):
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
        at = next(one for one in steps(language) if isinstance(one.item, YesNo))
        for phrase, _ in phrases(space("yes_no_words")[language], "bends"):
            figures[f"yes or no taken back in {language}: asked"] += 1
            if not isinstance(read(at, phrase), NeedsConfirmation):
                kept.append((phrase, read(at, phrase)))

    assert kept == []


def test_the_words_are_read_back_with_the_answer() -> None:
    """So that the person sees that they were kept."""
    at = next(one for one in steps("en") if isinstance(one.item, YesNo))
    reading = read(at, "Yes, at night.")

    assert isinstance(reading, ParsedAnswer)
    assert in_words(at, reading.answer) == "Yes. “Yes, at night.”"
