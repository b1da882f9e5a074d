"""Keeps what was said to a step where it belongs in the visit."""

from __future__ import annotations

import re
from dataclasses import replace

from mmn_check.bank.model import Bank, Rows
from mmn_check.visit.last_time import SAME
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Answer, Words, answered
from mmn_check.visit.visit import Visit

BETWEEN_QUESTIONS = re.compile(r"(?<=[?])\s+(?=[^?;]*[?])")
"""Between a question and the next one, told in one answer, with what leads to that."""


def with_own_question(bank: Bank, visit: Visit, text: str) -> Visit | None:
    """The visit with one more of the questions that the patient wants to ask.

    None where the bank has no such table, it is full, or the same stands in it.
    """
    table = bank.own_questions
    if table is None:
        return None
    row, cell = visit.row_count(table.id), table.fields[0].id
    there = {key: one for key, one in visit.answers.items() if key[:2] == (table.id, "row")}
    if row >= table.at_most or answered(Words(text)) in there.values():
        return None
    reopened = visit.without((table.id,), (table.id, "end"))
    return reopened.with_answer((table.id, "row", str(row), cell), answered(Words(text)))


def record(visit: Visit, step: Step, answer: Answer) -> Visit:
    """The visit with the answer to a step kept where it belongs.

    "No more" at a row that stands takes it out; at a new one it closes the table. A skip and
    its like at a new row speak of the whole table where it is empty, else they close it. What is
    offered from an earlier visit is kept, if it is taken, as if it had been said now.
    """
    if step.settles:
        return replace(visit, settled=visit.settled | {step.settles.id})
    if step.offered:
        taken = {one.key: said for one, said in step.offered}
        return visit.with_answers(taken) if answer.value == SAME else visit
    if not step.may_end or not isinstance(step.question, Rows):
        return visit.with_answer(step.key, answer)
    table, row = step.question.id, int(step.thing or "1") - 1
    cell = (table, "row", str(row), step.item.id)
    if cell in visit.answers and answer == NO_MORE:
        return visit.without_row(table, row)
    reopened = visit.without((table,), (table, "end"))
    if cell in visit.answers:
        return visit.with_answer(cell, answer)
    if step.question.at_once and (told := _rows_told(answer, step.question, first=row)):
        for number, one in enumerate(told, start=row):
            reopened = reopened.with_answer((*cell[:2], str(number), cell[3]), one)
        return reopened.with_answer((table, "end"), NO_MORE)
    if answer.given and answer != NO_MORE:
        return reopened.with_answer(cell, answer)
    if answer == NO_MORE or row > 0:
        return reopened.with_answer((table, "end"), answer)
    return reopened.with_answer((table,), answer)


def _rows_told(answer: Answer, table: Rows, *, first: int) -> list[Answer]:
    """What each of the rows says that are told in one answer; the last that fits has the rest."""
    room = table.at_most - first
    match answer.value:
        case Words(text):
            parted = text.replace("\n", ";")
            if table.ideas:
                parted = BETWEEN_QUESTIONS.sub(";", parted)
            told = [one.strip() for one in parted.split(";") if one.strip()] or [text]
            alone = min(len(told), room) - 1
            return [answered(Words(one)) for one in (*told[:alone], "; ".join(told[alone:]))]
        case tuple(marks):
            alone = min(len(marks), room) - 1
            singly = (answered(marks[at : at + 1]) for at in range(alone))
            return [*singly, answered(marks[alone:], answer.note)]
        case _:
            return []
