"""A count before a part of the body is no choice's number, whatever the part and the side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer
from mmn_check.visit.values import Answer, Mark, answered
from tests.support.profile import some
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, outcome, read, space, step


def phrases(language: str) -> Iterator[tuple[str, Answer]]:
    """Each phrase of the space, and the one place and side that it can mean."""
    data = space("counted_places")[language]
    for form, said, (side, where) in product(data["forms"], data["counts"], data["sides"].items()):
        for place, names in data["parts"].items():
            for name in names:
                phrase = form.format(count=said, part=name, side=where)
                yield phrase, answered((Mark(place, side),))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_count_is_taken_for_a_choice(language: str, figures: Counter[str]) -> None:
    """The part is kept with its side, or asked about; nothing else ever is."""
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        at = step(language, "weak_places")
        for phrase, right in some(phrases(language), usual=125, deep=3000):
            reading = read(at, phrase)
            outcomes[outcome(reading, right)] += 1
            if isinstance(reading, ParsedAnswer) and reading.answer != right:
                wrong.append((phrase, reading.answer.value))
    count(figures, f"counted places in {language}", outcomes)

    assert wrong == []
    assert outcomes["right"] > 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_part_of_a_limb_is_asked(language: str) -> None:
    """Arm and leg are names of two parts each: every part offered has the side that was said."""
    data = space("counted_places")[language]["limbs"]
    with spoken(language):
        at = step(language, "weak_places")
        for (form, limbs), (side, where) in product(data["forms"].items(), data["sides"].items()):
            reading = read(at, form.format(side=where))
            assert isinstance(reading, NeedsConfirmation), form
            told = [one.reading for one in reading.options if isinstance(one.reading, ParsedAnswer)]
            marks = [value for one in told if isinstance(value := one.answer.value, tuple)]
            assert len(marks) == 2**limbs + 1
            assert all(len(one) >= limbs for one in marks)
            assert {one.side for some in marks for one in some if isinstance(one, Mark)} == {side}
