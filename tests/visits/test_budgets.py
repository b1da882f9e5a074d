"""How much is asked of seven people, next to what was promised."""

from __future__ import annotations

from collections import Counter

import pytest

from mmn_check.bank.model import Depth
from mmn_check.visit.visit import Visit
from tests.visits.walking import FIRST_VISITS, RETURN_VISIT, SEVEN, told, walked

AT_MOST: dict[Depth, int] = {1: 20, 2: 48, 3: 110}
"""Questions asked in 5 minutes, in 15 minutes, and with everything."""
EARLY = ("name", "age", "handedness", "sex", "work", "named")
TOP_HALF = (
    *EARLY,
    "main_problem",
    "sudden_signs",
    "treatments",
    "weak",
    "began",
    "course",
    "speech_breath",
    "blood_thinner",
)
"""What five minutes must yield: the top half of page 1."""


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", FIRST_VISITS)
def test_no_more_is_asked_than_the_time_allows(
    name: str, depth: Depth, figures: Counter[str]
) -> None:
    """Each of the visits, at each depth, keeps within its budget of questions."""
    walk = walked(name, depth)
    asked = len(walk.asked)
    figures[f"{name}, depth {depth}: asked of {AT_MOST[depth]} (told {walk.announced})"] += asked

    assert asked <= AT_MOST[depth]


def test_what_is_announced_is_asked(figures: Counter[str]) -> None:
    """The number told at the start holds within a quarter for nine of ten visits."""
    walks = [walked(name, depth) for name in SEVEN for depth in AT_MOST]
    off = [abs(walk.announced / len(walk.asked) - 1) for walk in walks]
    figures["visits of which the announced number is off by more than a quarter, in 100"] = round(
        100 * sum(one > 0.25 for one in off) / len(off)
    )

    assert sum(one <= 0.25 for one in off) >= 0.9 * len(off)


@pytest.mark.parametrize(("depth", "at_most"), [(1, 20), (2, 32), (3, 110)])
def test_a_return_visit_starts_from_the_last_one(
    depth: Depth, at_most: int, figures: Counter[str]
) -> None:
    """What stayed as it was is one question a section."""
    walk = walked(RETURN_VISIT, depth)
    asked = len(walk.asked)
    figures[f"{RETURN_VISIT}, depth {depth}: asked of {at_most} (told {walk.announced})"] += asked

    assert asked <= at_most


@pytest.mark.parametrize("name", SEVEN)
def test_everything_that_the_person_has_to_say_is_asked(name: str) -> None:
    """No answer of the seven visits is one that nobody asks for."""
    full = told(name)

    assert unasked(walked(name, 3).visit, full) == set()


def unasked(visit: Visit, full: Visit) -> set[str]:
    """The questions with an answer that was not given on the way."""
    return {key[0] for key in full.answers if key not in visit.answers and key[-1] != "end"}


@pytest.mark.parametrize("name", FIRST_VISITS)
def test_five_minutes_fill_the_top_half_of_page_1(name: str) -> None:
    """Who it is, the urgent signs, the problem, the treatment, the course, the breath."""
    asked = {step.question.id for step in walked(name, 1).asked}

    assert asked >= set(TOP_HALF)


@pytest.mark.parametrize("name", FIRST_VISITS)
def test_who_it_is_is_asked_early(name: str) -> None:
    """Name, age, hand, sex, work and the name of the illness come before the body."""
    asked = [step.question.id for step in walked(name, 1).asked]

    assert max(map(asked.index, EARLY)) < asked.index("main_problem")


def test_nobody_is_asked_what_cannot_be() -> None:
    """No man is asked if he is pregnant; one side alone is not asked which is worse."""
    man = {step.question.id for step in walked("finger_drop", 3).asked}
    one_side = {step.question.id for step in walked("second_opinion", 3).asked}

    assert man.isdisjoint({"pregnant", "pregnant_since", "pregnant_changes", "estrogen"})
    assert "worse_side" not in one_side
