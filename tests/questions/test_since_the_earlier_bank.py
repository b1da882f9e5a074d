"""Answers to the bank as it was before: still read, told and asked about no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.flow import Course, course_of
from tests.support.kept import shipped
from tests.support.visit_cases import visit_of

KEPT = """\
mmn_check: 1
bank: {id: mmn, version: "2026.11"}
visit: 2026-10-01-1
started: 2026-10-01T09:00:00+00:00
finished: 2026-10-01T09:30:00+00:00
depth: 2
answers:
  visit_type: first
  weak: yes
  weak_places: {hand: right}
  arm_moves: {move_thumb: right, grip: right}
  twitches: yes
  worse_side: right
  pain: no
  in_the_cold: no_change
  tasks: [buttons, hobbies]
  past_illness: [heart]
set_aside:
  leg_moves: {lift_foot: left}
"""


def said(**answers: object) -> Course:
    """The course of a first visit at which this was said."""
    return course_of(
        shipped(), visit_of({"answers": {"visit_type": "first", **answers}}, shipped())
    )


@pytest.fixture
def kept(tmp_path: Path) -> Course:
    """The course of a visit that was kept by the earlier version."""
    (tmp_path / "2026-10-01-1.yaml").write_text(KEPT, encoding="utf-8")
    return course_of(shipped(), VisitStore(tmp_path).open("2026-10-01-1", shipped()))


def test_what_counted_then_counts_still(kept: Course) -> None:
    """Questions no longer asked, or asked of fewer, keep their answers; what was aside stays so."""
    counted = {key[0] for key in kept.answers}

    assert counted == {
        *("visit_type", "weak", "weak_places", "arm_moves", "twitches", "worse_side", "pain"),
        *("in_the_cold", "tasks", "past_illness"),
    }


def test_a_choice_that_went_is_offered_to_who_has_it_only(kept: Course) -> None:
    """The thumb was one move, and is three: the one stands where it was picked."""
    then = {choice.id for choice in kept.parts("arm_moves")[0].choices}
    now = {
        choice.id
        for choice in said(weak="yes", weak_places={"wrist": "left"}).parts("arm_moves")[0].choices
    }

    assert "move_thumb" in then
    assert "move_thumb" not in now


def test_what_is_no_longer_asked_is_not_asked() -> None:
    """Of the questions that have gone, no visit begun today is asked one."""
    gone = {question.id for question in shipped().questions() if question.until}
    asked = {step.question.id for step in said(weak="yes").steps}

    assert gone
    assert asked.isdisjoint(gone)


@pytest.mark.parametrize(
    ("worst", "worse", "contradicts"),
    [("right", "left", True), ("left", "right", True), ("right", "right", False)],
)
def test_worst_place_and_worse_side_cannot_differ(
    worst: str, worse: str, *, contradicts: bool
) -> None:
    """A worst place on one side and the other side worse are named as a contradiction."""
    course = said(
        weak="yes",
        weak_places={"hand": "right", "foot": "left", "wrist": "both"},
        worst_place={"wrist": worst},
        worse_side=worse,
    )

    assert any(one.settles for one in course.steps) == contradicts


@pytest.mark.parametrize(
    ("speed", "began", "called", "urgent"),
    [
        ("weeks", "2026-11-10", ("onset_speed",), ()),
        ("days", "2026-11-10", (), ("onset_speed",)),
        ("weeks", "2026-08-10", (), ()),
    ],
)
def test_weeks_call_for_the_office_and_days_for_help(
    speed: str, began: str, called: tuple[str, ...], urgent: tuple[str, ...]
) -> None:
    """A start over weeks, within the last month, is a call to the office today; over days, help."""
    course = said(began={"as_typed": began, "from": began, "to": began}, onset_speed=speed)

    assert (course.call_today, course.urgent) == (called, urgent)


def test_not_sure_if_a_sign_is_new_asks_once_more() -> None:
    """No stop card for a sign that may be old: a question more, whose answer decides."""
    signs = {"picked": ["swallowing"], "others": "yes"}
    unsure = {"speech_breath": signs, "symptoms_new": {"state": "not_sure"}}

    assert said(**unsure).urgent == ()
    assert said(**unsure, symptoms_unsure="worse").urgent == ("symptoms_unsure",)
    assert said(**unsure, symptoms_unsure={"state": "not_sure"}).call_today == ("symptoms_unsure",)
    assert said(speech_breath=signs, symptoms_new=["swallowing"]).urgent == ("symptoms_new",)
