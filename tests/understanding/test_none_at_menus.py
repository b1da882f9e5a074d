from __future__ import annotations

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Rejected
from mmn_check.visit.values import Mark, answered
from tests.support.spoken import spoken
from tests.understanding.asking import CLOCK, steps

NO = {"en": ("none", "None.", "no", "1"), "es": ("ninguno", "Ninguno.", "no", "1")}


@pytest.mark.parametrize("language", NO)
def test_none_said_again_takes_the_option_that_is_none(language: str) -> None:
    """Where "no" may mean "no muscle", saying "none" to that does not ask all over again."""
    with spoken(language):
        step = next(one for one in steps(language) if one.question.id == "thin_places")
        unclear = read_answer(step, "no", clock=CLOCK)

        assert isinstance(unclear, NeedsConfirmation)
        for typed in NO[language]:
            taken = read_option(step, unclear, typed, clock=CLOCK)
            assert taken == ParsedAnswer(answered((Mark("none", "whole"),))), typed
        assert isinstance(read_option(step, unclear, "2", clock=CLOCK), Rejected)
