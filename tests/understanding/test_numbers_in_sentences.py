"""A number with more said of it: the number meant is kept with all the words, or it is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product

import pytest

from mmn_check.understanding.parsed_answer import ParsedAnswer
from mmn_check.visit.values import answered
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, read, space, step

NUMBERS = {
    "age": {"en": ("sixty-six", "eighty"), "es": ("sesenta y seis", "ochenta")},
    "tired": {"en": ("four", "seven"), "es": ("cuatro", "siete")},
}
"""Words of some numbers; of all other questions those of the second."""
FIGURES = {"age": (66, 80), "tired": (4, 7)}


def sentences(language: str) -> Iterator[tuple[str, str, int, bool]]:
    """The question, each sentence in figures and in words, the number, and whether it is kept."""
    for name, frames in space("numbers_in_sentences")[language].items():
        like = name if name in FIGURES else "tired"
        for n, word in zip(FIGURES[like], NUMBERS[like][language], strict=True):
            for kind, said in product(("kept", "asked"), (str(n), word)):
                for frame in frames[kind]:
                    yield name, frame.format(n=said, next=n + 1, less=n - 1), n, kind == "kept"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_among_other_words_is_kept_with_them_or_asked(
    language: str, figures: Counter[str]
) -> None:
    """What is only more of it stands beside it; what may change it keeps nothing unasked."""
    outcomes: Counter[Outcome] = Counter()
    with spoken(language):
        for name, typed, number, kept in sentences(language):
            reading = read(step(language, name), typed)
            if kept:
                assert reading == ParsedAnswer(answered(number, typed)), typed
            else:
                assert not isinstance(reading, ParsedAnswer), (typed, reading)
            outcomes["right" if kept else "asked"] += 1
    count(figures, f"numbers in sentences in {language}", outcomes)
