"""What an earlier visit offers at a question, in words that are true today."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from mmn_check.bank.model import Bank, One, Question, Rows, YesNo
from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.understanding.dates import lasting
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.flow import course_of
from mmn_check.visit.last_time import LastTime, OfferedPart, told_with_key
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Answer, RoughDate, Words, answered
from mmn_check.visit.visit import Key, Visit


def last_time_of(bank: Bank, earlier: Visit) -> LastTime:
    """What an earlier visit says to the questions that the bank marks, as far as all of it fits.

    "Two years ago" was true of that day: it is offered in words that are true of today, too.
    """
    answers: dict[str, dict[Key, Answer]] = {}
    course = course_of(bank, earlier)
    for key, answer in course.answers.items():
        if bank.by_id[key[0]].as_last_time and key[0] not in earlier.misfits:
            rough = answer.value
            lasts = answered(lasting(rough)) if isinstance(rough, RoughDate) else answer
            answers.setdefault(key[0], {})[key] = lasts
    told = {name: said for name, said in answers.items() if any(one.given for one in said.values())}
    days = dict.fromkeys(told, earlier.started.date())
    rows = {name: earlier.row_count(name) for name in earlier.by_question}
    return LastTime(answers=told, days=days, said=course.said, rows=rows, pace=earlier.pace)


class Recalled(Record):
    """One thing that was said, as it is told again: an answer, or one row of a table."""

    line: str
    question: str
    row: int | None = None
    """Which row, from 0, in a table of as many rows as the person likes."""


def recalled(parts: Sequence[OfferedPart]) -> list[Recalled]:
    """What was said to some questions, a line for each row of a table, else for each question."""
    return [
        told
        for key, some in groupby(parts, key=lambda part: told_with_key(part[0]))
        if (told := _told(list(some), row=key[2:3]))
    ]


def _told(parts: list[OfferedPart], *, row: Key) -> Recalled | None:
    step, answer = parts[0]
    question = step.question
    if not isinstance(question, Rows):
        said = [_with_its_question(*part) if part[0].follows else in_words(*part) for part in parts]
        return Recalled(line=f"{step.item.ask} {' '.join(said)}", question=question.id)
    if answer == NO_MORE:
        # The end of a table that has rows tells nothing; without any it is the answer.
        line = f"{question.ask} {in_words(step, answer)}" if step.thing == "1" else ""
        return Recalled(line=line, question=question.id) if line else None
    if question.for_each:
        things = groupby(parts, key=lambda part: part[0].thing)
        told = "; ".join(f"{thing}: {_cells([*cells])}" for thing, cells in things)
        return Recalled(line=f"{question.ask} {told}", question=question.id)
    name = f"{question.row.capitalize()} {step.thing}"
    number = int(row[0]) if row else None
    return Recalled(line=f"{name}: {_cells(parts)}", question=question.id, row=number)


def _with_its_question(step: Step, answer: Answer) -> str:
    return f"{step.item.ask} {in_words(step, answer)}"


def _cells(parts: list[OfferedPart]) -> str:
    """What was said in the cells of a row; with its question where that does not go without."""
    said = []
    for step, answer in parts:
        match answer.value:
            case None:
                continue
            case Words(text):
                said.append(" ".join(text.split()))
            case _:
                words = in_words(step, answer).removesuffix(".")
                alone = not isinstance(step.item, YesNo | One) or _is_only_cell(step.question)
                said.append(words if alone else f"{step.item.ask} {words}")
    return ", ".join(said) or tr("nothing said")


def _is_only_cell(question: Question) -> bool:
    """Whether a table asks one thing of each row: its own question says which."""
    return isinstance(question, Rows) and len(question.fields) == 1
