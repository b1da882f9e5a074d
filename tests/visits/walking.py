"""The seven visits, each walked from its first question as its person answered them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mmn_check.bank.model import Depth, Rows
from mmn_check.bank.records import Record
from mmn_check.interview.question_screen import last_time_of
from mmn_check.storage.answers_file import read_answers
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.last_time import NOTHING, LastTime
from mmn_check.visit.pace import SURELY_SPOKEN, Pace
from mmn_check.visit.steps import SAME, Step, record
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, Mark, RoughDate, Words, answered
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped
from tests.support.walks import next_step
from tests.visits.timing import seconds

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
KNOWN = 2
"""The number told is that of the third question: who answers and what visit it is are known."""
SEVEN = (*FIRST_VISITS, RETURN_VISIT)


class Walk(Record):
    """One visit as it was asked."""

    asked: tuple[Step, ...]
    """What was put to the person; an offer of which some is changed is there twice."""
    announced: int
    """How many questions the person was told of, once the visit's kind was known."""
    typed: tuple[float, ...]
    """The seconds that each takes at a fair pace, typed."""
    spoken: tuple[float, ...]
    """The same dictated."""
    minutes: tuple[int, int]
    """The minutes that were told with that number, to who types and to who dictates."""
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
    return _walked(replace(told(name), depth=depth), before(name))


@cache
def come_back(name: str, depth: Depth) -> Walk:
    """A return visit of the same person, who says all that was said at the first, so deep."""
    again = told(name).with_answer(("visit_type",), answered("return"))
    return _walked(replace(again, depth=depth), last_time_of(shipped(), walked(name, depth).visit))


@cache
def known_to_the_doctor(name: str, depth: Depth) -> Walk:
    """A return visit of the same person, who has this program for the first time."""
    again = told(name).with_answer(("visit_type",), answered("return"))
    return _walked(replace(again, depth=depth), NOTHING)


@cache
def as_a_first_visit(name: str, depth: Depth) -> Walk:
    """A first visit of the same person."""
    first = told(name).with_answer(("visit_type",), answered("first"))
    return _walked(replace(first, depth=depth), NOTHING)


def _walked(full: Visit, last_time: LastTime) -> Walk:
    visit = replace(full, answers={})
    asked: list[Step] = []
    took: list[tuple[float, float]] = []
    announced, minutes = 0, (0, 0)
    while step := next_step(shipped(), visit, last_time):
        if len(asked) == KNOWN:
            course = course_of(shipped(), visit, last_time)
            announced = course.progress(step).total
            minutes = _minutes(course, step, by_voice=False), _minutes(course, step, by_voice=True)
        asked.append(step)
        said = _as_told(full, step)
        took.append((seconds(step, said), seconds(step, said, by_voice=True)))
        if not step.offered:
            visit = record(visit, step, _said(full, step))
            continue
        again = {part.key[0] for part, same in step.offered if _said(full, part) != _now(same)}
        asked += [step] if again else []
        took += took[-1:] if again else []
        left = tuple(pair for pair in step.offered if pair[0].key[0] not in again)
        last_time = last_time.refusing(again)
        if left:
            visit = record(visit, replace(step, offered=left), answered(SAME))
    typed, spoken = zip(*took, strict=True)
    return Walk(
        asked=tuple(asked),
        announced=announced,
        visit=visit,
        typed=typed,
        spoken=spoken,
        minutes=minutes,
    )


def _minutes(course: Course, step: Step, *, by_voice: bool) -> int:
    items = (one.item for one in course.still_to_ask(step))
    pace = Pace(spoken=SURELY_SPOKEN if by_voice else 0)
    return pace.minutes_for(pace.effort(items, more=course.still_expected(step)))


def _as_told(full: Visit, step: Step) -> Answer:
    """What the person says, a date in the words it is told in."""
    rough = full.answers.get(step.key)
    return rough if rough and isinstance(rough.value, RoughDate) else _said(full, step)


def _said(full: Visit, step: Step) -> Answer:
    """What the person says to a step; of a table, whether it is over."""
    table = step.question.id
    is_new = step.may_end and not step.names_row and step.key[-1] != "end"
    if isinstance(step.question, Rows) and step.question.at_once and is_new:
        return _at_once(full, table)
    row = str(int(step.thing or "1") - 1) if step.may_end else ""
    for key in (step.key, (table, "row", row, step.item.id), (table,)):
        if key in full.answers:
            return _now(full.answers[key])
    return NO_MORE if step.may_end else SKIPPED


def _at_once(full: Visit, table: str) -> Answer:
    """What the person says to a table of which all rows are told in one answer."""
    rows = [one.value for key, one in full.answers.items() if key[:2] == (table, "row")]
    if texts := [one.text for one in rows if isinstance(one, Words)]:
        return answered(Words("; ".join(texts)))
    several = (one for row in rows if isinstance(row, tuple) for one in row)
    if marks := tuple(one for one in several if isinstance(one, Mark)):
        return answered(marks)
    return full.answers.get((table,), NO_MORE)


def _now(answer: Answer) -> Answer:
    """The answer, a date without the words it was told in: those change from visit to visit."""
    match answer.value:
        case RoughDate() as rough:
            return answered(RoughDate(as_typed="", earliest=rough.earliest, latest=rough.latest))
        case _:
            return answer
