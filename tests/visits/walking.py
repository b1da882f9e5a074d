"""The seven visits, each walked from its first question as its person answered them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mmn_check.bank.model import Depth
from mmn_check.bank.records import Record
from mmn_check.interview.last_time import last_time_of
from mmn_check.storage.answers_file import read_answers
from mmn_check.visit.flow import course_of, record
from mmn_check.visit.last_visit import NOTHING, SAME, LastTime
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, answered
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped

FOLDER = Path(__file__).parent
NOW = datetime(2026, 11, 28, 15, tzinfo=UTC)
FIRST_VISITS = (
    "finger_drop",
    "mostly_unsure",
    "foot_drop_by_daughter",
    "second_opinion",
    "urgent_then_unticked",
    "long_texts",
)
RETURN_VISIT = "wears_off"
SEVEN = (*FIRST_VISITS, RETURN_VISIT)


class Walk(Record):
    """One visit as it was asked."""

    steps: tuple[Step, ...]
    announced: int
    """How many questions the person was told of, once the visit's kind was known."""
    visit: Visit


@cache
def told(name: str) -> Visit:
    """All that one of the seven has to say."""
    return read_answers(FOLDER / f"{name}.yaml", shipped(), now=NOW)


def last_time() -> LastTime:
    """What the visit before the return visit has to offer."""
    return last_time_of(shipped(), told(f"{RETURN_VISIT}_before"))


def walked(name: str, depth: Depth, last_time: LastTime = NOTHING) -> Walk:
    """The visit, asked step by step, so deep; what its person does not say is skipped."""
    full = told(name)
    visit = replace(full, depth=depth, answers={})
    steps: list[Step] = []
    announced = 0
    while step := (course := course_of(shipped(), visit, last_time)).next_step():
        if len(steps) == len(("informant", "visit_type")):
            announced = course.progress(step).total
        steps.append(step)
        if not step.offered:
            visit = record(visit, step, _said(full, step))
            continue
        changed = {
            part.question.id
            for part, answer in step.offered
            if full.answers.get(part.key, answer) != answer
        }
        last_time = last_time.refusing(changed)
        same = tuple(one for one in step.offered if one[0].question.id not in changed)
        visit = record(visit, replace(step, offered=same), answered(SAME)) if same else visit
    return Walk(steps=tuple(steps), announced=announced, visit=visit)


def _said(full: Visit, step: Step) -> Answer:
    """What the person says to a step; of a table, whether it is over."""
    table = step.question.id
    row = str(int(step.thing or "1") - 1) if step.may_end else ""
    for key in (step.key, (table, "row", row, step.item.id), (table,)):
        if key in full.answers:
            return full.answers[key]
    return NO_MORE if step.may_end else SKIPPED
