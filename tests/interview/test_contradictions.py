"""Two answers that cannot both be true are asked about once, where their section ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mmn_check.bank.model import Bank
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import NOT_SURE, SKIPPED, Answer, Mark, RoughDate, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.kept import shipped
from tests.support.scripted import Sitting
from tests.support.spoken import sit_down, spoken, text_of, visit_up_to
from tests.support.walks import new_visit


@pytest.fixture(params=["en", "es"])
def bank(request: pytest.FixtureRequest) -> Iterator[Bank]:
    """The shipped bank, in each language."""
    with spoken(request.param) as said:
        yield said


def weak(bank: Bank, *marks: Mark, worst: Mark | None = None) -> Visit:
    """A visit with these weak places, up to the question which side is worse."""
    said: dict[Key, Answer] = {("weak",): answered("yes"), ("weak_places",): answered(marks)}
    if worst:
        said |= {("worst_place",): answered(worst)}
    return visit_up_to(bank, "worse_side", visit=replace(new_visit(bank, depth=2), answers=said))


RIGHT, LEFT = Mark("hand", "right"), Mark("foot", "left")


def at_the_end_of_the_section(bank: Bank, *typed: str) -> Sitting:
    """The worst place is the right hand; the side that is worse is the left."""
    return sit_down(bank, "2", *typed, visit=weak(bank, RIGHT, LEFT, worst=RIGHT))


def asks(sitting: Sitting, bank: Bank) -> list[str]:
    """How often it was asked about."""
    return [one for one in sitting.shown if one == f"? {text_of(bank, 'contradiction')}"]


def test_a_worst_place_on_the_other_side_is_asked_about(bank: Bank) -> None:
    """Both answers are shown, and nothing is changed by itself."""
    sitting = at_the_end_of_the_section(bank)
    step = sitting.interview.course.next_question()

    assert sitting.interview.visit.answers["worse_side",] == answered("left")
    assert asks(sitting, bank)
    assert step
    told = QuestionScreen(bank, sitting.interview.course, step).note or ""
    for (which, answer), choice in zip(step.offered, step.choices[1:], strict=True):
        assert f"{which.item.ask} {in_words(which, answer)}" in told
        assert which.item.ask in choice.label


def test_both_may_be_right_all_the_same(bank: Bank) -> None:
    """Then it is not asked about again, in this sitting or the next."""
    sitting = at_the_end_of_the_section(bank, "1")
    visit = sitting.interview.visit
    resumed = sit_down(bank, visit=visit)

    assert visit.settled == {"worst_right_but_left_worse"}
    assert len(asks(sitting, bank)) == 1
    assert not asks(resumed, bank)


@pytest.mark.parametrize(
    ("slip", "typed", "key", "value"),
    [("3", "1", "worse_side", "right"), ("2", "2", "worst_place", LEFT)],
)
def test_the_slip_is_put_right_at_its_question(
    bank: Bank, slip: str, typed: str, key: str, value: str | Mark
) -> None:
    """The one that was a slip is asked again, its answer shown; the other stays."""
    sitting = at_the_end_of_the_section(bank, slip, typed)

    assert sitting.interview.visit.answers[key,] == answered(value)
    assert not any(one.settles for one in sitting.interview.course.steps)
    assert len(asks(sitting, bank)) == 1


def test_what_agrees_is_not_asked_about(bank: Bank) -> None:
    """The same side, or both the same."""
    for typed in ("1", "3"):
        sitting = sit_down(bank, typed, visit=weak(bank, RIGHT, LEFT, worst=RIGHT))

        assert not asks(sitting, bank)


def test_where_one_side_was_marked_the_side_is_not_asked(bank: Bank) -> None:
    """It is known; where the side of a place is not, it is asked."""
    for marks, is_asked in (
        ((RIGHT,), False),
        ((RIGHT, Mark("wrist", "right")), False),
        ((LEFT, RIGHT), True),
        ((Mark("hand", "both"),), True),
        ((Mark("hand", "not_sure"),), True),
    ):
        said: dict[Key, Answer] = {("weak",): answered("yes"), ("weak_places",): answered(marks)}
        visit = replace(new_visit(bank, depth=2), answers=said)
        steps = sit_down(bank, visit=visit).interview.course.steps

        assert (("worse_side",) in {step.key for step in steps}) is is_asked, marks


def test_new_weakness_of_days_says_to_call_the_office_today(bank: Bank) -> None:
    """Not the card for an emergency; and it is said once."""
    visit = replace(new_visit(bank, depth=2), answers={("visit_type",): answered("return")})
    before = visit_up_to(bank, "new_weak_places", visit=visit)
    sitting = sit_down(bank, "1r", "2 days ago", visit=before)
    spanish = sit_down(bank, "1d", "hace 2 días", visit=before)
    text = text_of(bank, "call_today")

    assert text in sitting.shown + spanish.shown
    assert text_of(bank, "stop_card") not in sitting.shown + spanish.shown


def day(told: str) -> Answer:
    """A date told as exactly as that."""
    return answered(RoughDate(as_typed=told, earliest=told, latest=told))


@pytest.mark.parametrize(
    ("said", "pair"),
    [
        ({"age": answered(40), "began": day("1984")}, "began_before_birth"),
        ({"age": answered(40), "began": day("1986")}, ""),
        (
            {"named": answered("yes"), "named_when": day("2019"), "began": day("2020")},
            "named_before_it_began",
        ),
        ({"named": answered("yes"), "named_when": day("2020"), "began": day("2020-05")}, ""),
        ({"onset_speed": answered("years"), "began": day("2026-05")}, "years_to_come_on_but_new"),
        (
            {"ig_fades_days": answered(30), "ig_gap_weeks": answered(4)},
            "fades_before_the_dose_it_follows",
        ),
        ({"ig_fades_days": answered(28), "ig_gap_weeks": answered(4)}, ""),
        ({"ig_fades_days": answered(30), "ig_gap_weeks": NOT_SURE}, ""),
        (
            {"ig_since": day("2026-10"), "ig_last_dose": day("2026-09-01")},
            "last_dose_before_the_first",
        ),
        (
            {"goals": answered(("wears_off",)), "ig_fades": answered("never")},
            "wears_off_but_does_not_fade",
        ),
        (
            {"sudden_signs": answered(("walk_or_head",)), "leg_tasks": answered(("none",))},
            "cannot_walk_but_no_leg_task",
        ),
        (
            {"better_with": answered(("warmth",)), "worse_with": answered(("heat",))},
            "warmth_helps_and_heat_hurts",
        ),
    ],
)
def test_answers_that_cannot_both_be_true_are_named(said: dict[str, Answer], pair: str) -> None:
    """Lengths are compared as far as they are told: what may still be so is not asked about."""
    bank = shipped()
    said = {
        "visit_type": answered("first"),
        "weak": answered("yes"),
        "weak_places": answered((RIGHT, LEFT)),
        "treatments": answered(("ivig",)),
        "ig_fades": answered("every_time"),
        **said,
    }
    answers: dict[Key, Answer] = {(name,): answer for name, answer in said.items()}
    course = course_of(bank, replace(new_visit(bank, depth=3), answers=answers))

    assert [one.settles.id for one in course.steps if one.settles] == ([pair] if pair else [])
    steps = [step for step in course.steps if step.settles]
    assert [len(step.offered) for step in steps] == ([2] if pair else [])


@pytest.mark.parametrize(("age", "asked"), [(55, True), (56, False), (None, True)])
def test_who_is_past_55_is_not_asked_if_she_is_pregnant(age: int | None, *, asked: bool) -> None:
    """Who does not tell her age is."""
    bank = shipped()
    told = answered(age) if age else SKIPPED
    answers: dict[Key, Answer] = {
        ("age",): told,
        ("sex",): answered("female"),
        ("pregnant_since",): answered("no"),
    }
    course = course_of(bank, replace(new_visit(bank, depth=3), answers=answers))

    assert (course.step_at(("pregnant",)) is not None) is asked
