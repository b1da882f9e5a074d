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
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, RoughDate, answered
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

    asked: tuple[Step, ...]
    """What was put to the person; an offer of which some is changed is there twice."""
    announced: int
    """How many questions the person was told of, once the visit's kind was known."""
    visit: Visit


@cache
def told(name: str) -> Visit:
    """All that one of the seven has to say."""
    return read_answers(FOLDER / f"{name}.yaml", shipped(), now=NOW)


def before(name: str) -> LastTime:
    """What the visit before has to offer; nothing where there was none."""
    return last_time_of(shipped(), told(f"{name}_before")) if name == RETURN_VISIT else NOTHING


@cache
def walked(name: str, depth: Depth) -> Walk:
    """The visit, asked step by step, so deep; what its person does not say is skipped."""
    full, last_time = told(name), before(name)
    visit = replace(full, depth=depth, answers={})
    asked: list[Step] = []
    announced = 0
    while step := (course := course_of(shipped(), visit, last_time)).next_step():
        if len(asked) == len(("informant", "visit_type")):
            announced = course.progress(step).total
        asked.append(step)
        if not step.offered:
            visit = record(visit, step, _said(full, step))
            continue
        again = {part.key[0] for part, same in step.offered if _said(full, part) != _now(same)}
        asked += [step] if again else []
        left = tuple(pair for pair in step.offered if pair[0].key[0] not in again)
        last_time = last_time.refusing(again)
        if left:
            visit = record(visit, replace(step, offered=left), answered(SAME))
    return Walk(asked=tuple(asked), announced=announced, visit=visit)


def _said(full: Visit, step: Step) -> Answer:
    """What the person says to a step; of a table, whether it is over."""
    table = step.question.id
    row = str(int(step.thing or "1") - 1) if step.may_end else ""
    for key in (step.key, (table, "row", row, step.item.id), (table,)):
        if key in full.answers:
            return _now(full.answers[key])
    return NO_MORE if step.may_end else SKIPPED


def _now(answer: Answer) -> Answer:
    """The answer, a date without the words it was told in: those change from visit to visit."""
    match answer.value:
        case RoughDate() as rough:
            return answered(RoughDate(as_typed="", earliest=rough.earliest, latest=rough.latest))
        case _:
            return answer
