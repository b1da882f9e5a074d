"""A step, what its answer comes to, and where in the visit that is kept.

A step is one thing asked on the screen and one answer kept, so that every answer is safe
before the next is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, Said
from mmn_check.bank.records import Record
from mmn_check.visit.values import (
    NO_MORE,
    Answer,
    Mark,
    RoughDate,
    Words,
    answered,
    first_day,
    last_day,
)
from mmn_check.visit.visit import Key, Visit

TWO_SIDES = "two_sides"
SAME, CHANGE = "same", "change"
"""What may be made of an offer: take all of it over, or all but what is to be changed."""
BETWEEN_QUESTIONS = re.compile(r"(?<=[?])\s+(?=[^?;]*[?])")
"""Between a question and the next one, told in one answer, with what leads to that."""
LABEL_WIDTH = 60
"""How much of somebody's free words is shown when they are offered again."""


class Step(Record):
    """One thing to ask: a question, or a part of one."""

    key: Key
    section: model.Section
    question: model.Question
    item: model.Simple | model.Rank
    """What is asked now: the question itself, a cell of its table, or a follow-up."""
    language: str
    """The code of the language in which it is asked, and answered."""
    choices: tuple[model.Choice, ...] = ()
    """What is on offer, in order; empty where nothing is picked."""
    marks: Mapping[str, Mark] = field(default_factory=dict)
    """Where places are chosen from: the place and side that each choice's id stands for."""
    thing: str | None = None
    """What a cell is about: the label of what was picked, or the number of the row ("2")."""
    may_end: bool = False
    """Whether this is the first cell of a row that the person may do without: a new one, with
    which the table ends (then the key may be that of the ending), or one to be taken out."""

    offered: tuple[tuple[Step, Answer], ...] = ()
    """What was said and is told with this: before an earlier visit, to be taken over; or what is
    to be settled. The parts of it, each with its answer."""

    settles: model.Contradiction | None = None
    """The answers that cannot all be true, where this asks about them."""

    @property
    def names_row(self) -> bool:
        """Whether this names a row that stands: without it, the row would be about nothing."""
        return self.may_end and self.item.required

    @property
    def none_by_zero(self) -> bool:
        """Whether 0 picks "none of these", the last choice, so that one figure is enough."""
        several = isinstance(self.item, model.Many | model.Places)
        return several and bool(self.choices) and self.choices[-1].id == "none"

    def figure_of(self, number: int) -> str:
        """The figure that stands before a choice, counted from 1."""
        return "0" if self.none_by_zero and number == len(self.choices) else str(number)

    @property
    def follows(self) -> bool:
        """Whether this follows up another step: conditions look at that one alone."""
        return self.key[-1] == "others" or self.key[-2:-1] == ("words",)


class Pick(Record, kw_only=False):
    """One thing picked, on offer for later questions."""

    choice: model.Choice
    mark: Mark | None = None


class Background(Record):
    """What a visit told, for questions of another bank that look back at it."""

    said: Mapping[str, Said] = field(default_factory=dict)
    picks: Mapping[str, tuple[Pick, ...]] = field(default_factory=dict)
    helped: bool = False


def live_answer(step: Step, visit: Visit) -> Answer | None:
    """The answer kept for a step, as far as it still fits what is on offer."""
    answer = visit.answers.get(step.key)
    if answer is None or not answer.given:
        return answer
    match step.item, answer.value:
        case ((model.Rank() | model.Many(picked_in=str())), tuple(picked)):
            offered = {choice.id for choice in step.choices}
            still = tuple(one for one in picked if isinstance(one, str) and one in offered)
            return replace(answer, value=still) if still else None
        case model.One(picked_in=str()), Mark() as mark:
            return answer if mark in step.marks.values() else None
        case model.One(picked_in=str()), str(one):
            return answer if any(choice.id == one for choice in step.choices) else None
        case _:
            return answer


def picked_by(step: Step, answer: Answer | None) -> tuple[Pick, ...]:
    """What an answer puts on offer for later questions; "none of these" is nothing."""
    if answer is None or answer.value is None or not step.choices:
        return ()
    by_id = {choice.id: choice for choice in step.choices if not choice.exclusive}
    match answer.value:
        case Mark() as mark:
            return tuple(Pick(by_id[one], held) for one, held in step.marks.items() if held == mark)
        case str(one) if one in by_id:
            return (Pick(by_id[one]),)
        case tuple(several):
            pairs = [(one.place, one) if isinstance(one, Mark) else (one, None) for one in several]
            return tuple(Pick(by_id[one], mark) for one, mark in pairs if one in by_id)
        case _:
            return ()


def named_by(step: Step, answer: Answer, picks: tuple[Pick, ...]) -> tuple[Pick, ...]:
    """The picks, with the free words to one of them in its label: "Other: a hot bath"."""
    if not isinstance(answer.value, Words):
        return picks
    text = " ".join(answer.value.text.split())
    words = text if len(text) <= LABEL_WIDTH else f"{text[: LABEL_WIDTH - 1]}…"
    return tuple(
        replace(pick, choice=replace(pick.choice, label=f"{pick.choice.label}: {words}"))
        if pick.choice.id == step.item.id
        else pick
        for pick in picks
    )


def said_by(step: Step, answer: Answer | None) -> Said:
    """What an answer comes to, in the words that conditions use."""
    if answer is None:
        return Said()
    if not answer.given:
        return Said(words=frozenset({answer.state}))
    picks = picked_by(step, answer)
    words = {word for pick in picks for word in (pick.choice.id, pick.choice.group) if word}
    if picks or not step.choices:
        words.add(ANYTHING)
    match answer.value:
        case RoughDate(latest=str(latest)):
            return Said(words=frozenset(words), latest=last_day(latest))
        case int() | float() as number:
            return Said(words=frozenset(words), number=number)
        case str(one):
            words.add(one)
        case Mark() as mark:
            words |= sides_said([mark])
        case tuple(several):
            words.update(one.place if isinstance(one, Mark) else one for one in several)
            words |= sides_said([one for one in several if isinstance(one, Mark)])
    return Said(words=frozenset(words))


DAYS: Mapping[str, tuple[float, float]] = {"d": (1, 0), "wk": (7, 0), "a": (365.25, 365.25)}
"""By the code of a unit, how many days one is, and by how many more it may be longer than told:
who is 52 may be nearly 53."""


def length_in_days(step: Step, answer: Answer, *, today: date) -> tuple[float, float] | None:
    """How long what was said is at least, and at most; None if it is no length, or not known."""
    match step.item, answer.value:
        case model.Number(ucum=str(unit)), int() | float() as number if unit in DAYS:
            each, over = DAYS[unit]
            return number * each, number * each + over
        case model.Date(), RoughDate(earliest=str(earliest), latest=str(latest)):
            return (today - last_day(latest)).days, (today - first_day(earliest)).days
        case _:
            return None


def sides_said(marks: Sequence[Mark]) -> frozenset[str]:
    """The sides that were marked, in the words that conditions use.

    Marks all on the right, or all on the left, are `one_side`; anything else is `two_sides`: where
    a side is not known, or a place has none, nothing can be said of the other one.
    """
    if not marks:
        return frozenset()
    sides = {mark.side for mark in marks}
    words = {f"on_{side}" for side in ("right", "left") if sides & {side, "both"}}
    return frozenset({*words, "one_side" if sides <= {"right"} or sides <= {"left"} else TWO_SIDES})


def with_own_question(bank: model.Bank, visit: Visit, text: str) -> Visit | None:
    """The visit with one more of the questions that the patient wants to ask.

    None where the bank has no such table, it is full, or the same stands in it.
    """
    table = bank.own_questions
    if table is None:
        return None
    row, cell = len(visit.rows(table.id)), table.fields[0].id
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
    if not step.may_end or not isinstance(step.question, model.Rows):
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


def _rows_told(answer: Answer, table: model.Rows, *, first: int) -> list[Answer]:
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
