"""The name of a drug, a test or an illness is never kept as that of another."""

from __future__ import annotations

import pytest

from mmn_check.visit.values import answered
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import outcome, read, space, step

NAMES = space("other_things")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_means_its_own_thing_and_no_other(language: str) -> None:
    """A name that is one thing's picks it; one that could be several things' is asked about."""
    with spoken(language):
        wrong = {
            (question, typed): reading
            for question, names in NAMES[language].items()
            for typed, choice in names.items()
            for reading in [read(step(language, question), typed)]
            if outcome(reading, answered((choice,))) != ("asked" if choice == "asked" else "right")
        }

    assert wrong == {}
