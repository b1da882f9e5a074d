"""What a question came to is remembered, and worked out anew as soon as anything differs."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given, settings

from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import Answer, Mark, answered
from mmn_check.visit.visit import Key
from tests.support.every_kind import GARDEN
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.tongue import Tongue, speaking
from tests.support.walks import any_answer, finished_visit, new_visit, seeds

SMALL_WALKS = examples(200, usual=20)


@settings(max_examples=SMALL_WALKS, deadline=None)
@given(seeds)
def test_what_is_remembered_is_what_would_be_worked_out(seed: int) -> None:
    """Two persons answer the same bank by turns: each is asked what a fresh bank asks."""
    chance = Random(seed)
    visits = [new_visit(GARDEN), new_visit(GARDEN, depth=chance.choice((1, 2, 3)))]
    for turn in range(chance.randint(2, 40)):
        visit = visits[turn % 2]
        course = course_of(GARDEN, visit)
        assert course == course_of(replace(GARDEN), visit)
        step = course.next_question() or chance.choice(course.steps)
        if chance.random() < 0.3:
            step = chance.choice(course.steps)
        visits[turn % 2] = record(visit, step, any_answer(step, chance))


def test_what_is_said_beside_an_answer_is_not_remembered_from_before() -> None:
    """An answer that means the same, with other words beside it, is told with its own words."""
    visit = finished_visit(shipped(), Random(3))
    key = next(key for key, one in visit.answers.items() if one.value == "yes")
    for note in ("Yes, at night.", "Yes, by day."):
        said = replace(visit, answers={**visit.answers, key: answered("yes", note)})
        assert course_of(shipped(), said).answers[key].note == note


def test_what_was_worked_out_in_one_language_is_not_said_in_another() -> None:
    """Who changes the language meets the places picked before in the new one."""
    said: dict[Key, Answer] = {
        ("weak",): answered("yes"),
        ("spots",): answered((Mark("hand", "both"),)),
    }
    visit = replace(new_visit(GARDEN), answers=said)
    tongue = Tongue({"{place}, left": "{place} (izquierda)"})
    for catalog, label in ((None, "Hand, left"), (tongue, "Hand (izquierda)")):
        with speaking("es" if catalog else "en", catalog):
            step = course_of(GARDEN, visit).step_at(("worst",))
            assert step
            assert [choice.label for choice in step.choices][1] == label
