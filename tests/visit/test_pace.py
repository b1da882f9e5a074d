from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.bank.model import Text, YesNo
from mmn_check.visit.pace import SURELY_SPOKEN, Pace

WEAK, WHY = YesNo(id="weak", ask="Weak?"), Text(id="why", ask="Why?")


def after(answers: int, *, seconds: float) -> Pace:
    """The pace of somebody who takes so long for each answer."""
    pace = Pace()
    for _ in range(answers):
        pace = pace.after(timedelta(seconds=seconds), WEAK)
    return pace


def test_before_anything_is_known_the_first_guess_is_what_most_people_take() -> None:
    """Eleven or twelve seconds for a yes or no; words take longer, by voice less so."""
    typed, spoken = Pace(), Pace(spoken=SURELY_SPOKEN)

    assert typed.minutes_for(60) == 12
    assert spoken.minutes_for(60) == 14
    assert typed.effort([WEAK]) == spoken.effort([WEAK]) == 1
    assert typed.effort([WHY]) > 4 > spoken.effort([WHY]) > 1


def test_the_guess_comes_near_to_how_fast_the_person_is() -> None:
    """Who takes a minute for each question is told so after some of them."""
    assert after(40, seconds=60).minutes_for(10) == pytest.approx(10, abs=2)
    assert after(40, seconds=3).minutes_for(30) <= 4


def test_a_rest_does_not_make_the_person_slow() -> None:
    """An hour away from the table counts as two minutes."""
    rested = after(5, seconds=20).after(timedelta(hours=1), WEAK)

    assert rested.minutes_for(10) <= 6


def test_who_writes_long_texts_is_reckoned_to_write_more_of_them() -> None:
    """Four minutes for 240 characters are no rest; what is picked takes no longer for it."""
    pace = after(20, seconds=11)
    for _ in range(4):
        pace = pace.after(timedelta(minutes=4), WHY, length=240)
    again = Pace().following(pace)

    told = Pace().telling([WHY] * 10, more=0).told
    late = replace(pace, told=told, left=Pace().effort([WHY] * 10))

    assert late.telling([WHY] * 9, more=0).told == told < pace.telling([WHY] * 9, more=0).told
    assert pace.minutes_for(pace.effort([WHY] * 10)) == pytest.approx(30, abs=3)
    assert pace.minutes_for(pace.effort([WEAK] * 60)) == 11
    assert again.minutes_for(again.effort([WHY] * 10)) == pytest.approx(24, abs=3)


@given(st.integers(0, 60), st.floats(0, 300), st.integers(1, 300))
def test_fewer_questions_never_take_longer(answers: int, seconds: float, to_ask: int) -> None:
    """At one pace the minutes left only go down, and are never none."""
    pace = after(answers, seconds=seconds)

    assert 1 <= pace.minutes_for(to_ask) <= pace.minutes_for(to_ask + 1)


def test_the_next_visit_begins_with_the_pace_of_the_last_one() -> None:
    """Who took a minute for each question is told so from the start; it may be unlearnt."""
    again = after(1, seconds=20).telling([WEAK] * 30, more=0).following(after(40, seconds=60))
    quicker = again
    for _ in range(60):
        quicker = quicker.after(timedelta(seconds=3), WEAK)

    assert Pace().minutes_for(30) == 6
    assert again.telling([WEAK] * 30, more=0).told >= 15
    assert quicker.minutes_for(30) <= 8
    assert after(1, seconds=20).following(Pace()) == after(1, seconds=20)


def test_who_dictated_last_time_dictates_after_one_answer_by_voice() -> None:
    """So the first questions do not speak of a voice that may not be heard today."""
    spoke = Pace(done=9, spoken=9)
    again = Pace().following(spoke)

    assert spoke.by_voice
    assert not again.by_voice
    assert again.after(timedelta(seconds=9), WEAK, spoken=True).by_voice
