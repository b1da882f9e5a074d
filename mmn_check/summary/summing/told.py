"""What a visit tells, looked up by question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mmn_check.bank.conditions import Condition, Said, holds
from mmn_check.bank.model import Bank, Choice, Question, Rows, built_on
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.steps import Step, said_by
from mmn_check.visit.values import Answer, RoughDate, Words, first_day
from mmn_check.visit.visit import Key, Visit


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table."""

    number: int
    thing: Choice | None
    """What the row is about; None in a table of as many rows as the person likes."""
    cells: Mapping[str, Step]
    """The open cells by id, follow-ups left out."""


class Told:
    """One visit to one bank, on one day: only live answers, never those of closed branches."""

    def __init__(self, bank: Bank, visit: Visit, *, today: date) -> None:
        self.bank = bank
        self.visit = visit
        self.made = today
        self.asked = min(visit.urgent_asked.values(), default=visit.started).date()
        self.course: Course = course_of(bank, visit)
        self.brief = False
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._states: dict[str, str] = {}

    def in_brief(self) -> Told:
        """The same in the short words of page 1, which leaves out what was not ranked."""
        brief = copy(self)
        brief.brief = True
        return brief

    @cached_property
    def steps(self) -> Mapping[Key, Step]:
        """Every open step."""
        return {step.key: step for step in self.course.steps}

    @cached_property
    def _by_question(self) -> Mapping[str, tuple[Step, ...]]:
        found: dict[str, list[Step]] = {}
        for step in self.course.steps:
            found.setdefault(step.key[0], []).append(step)
        return {question: tuple(steps) for question, steps in found.items()}

    def steps_of(self, question: str) -> tuple[Step, ...]:
        """The open steps of one question, in the order asked."""
        return self._by_question.get(question, ())

    def answer(self, key: Key) -> Answer | None:
        """The live answer at a key; None if it was not asked."""
        return self.course.answers.get(key)

    def state(self, question: str) -> str:
        """Answered, not_sure, skipped, declined or not_asked; a table with a cell is answered."""
        if question not in self._states:
            self._states[question] = self._state(question)
        return self._states[question]

    def _state(self, question: str) -> str:
        cells = (step.key for row in self.rows(question) for step in row.cells.values())
        if any(self.answer(key) for key in cells):
            return "answered"
        answer = self.answer((question,)) or self.answer((question, "end"))
        return answer.state if answer else "not_asked"

    def free_words(self, key: Key, choice: str) -> str | None:
        """The patient's words that go with a choice."""
        answer = self.answer((*key, "words", choice))
        return answer.value.text if answer and isinstance(answer.value, Words) else None

    def rest_denied(self, key: Key) -> bool:
        """Whether the person confirmed that what was left unpicked is not there."""
        answer = self.answer((*key, "others"))
        return answer is not None and answer.value == "yes"

    def rows(self, question: str) -> tuple[Row, ...]:
        """The rows of a table that something was said in, or that stand for something picked."""
        if question not in self._tables:
            table = self.bank.by_id[question]
            self._tables[question] = tuple(self._rows(table)) if isinstance(table, Rows) else ()
        return self._tables[question]

    def _rows(self, table: Rows) -> Iterator[Row]:
        found: dict[str, dict[str, Step]] = {}
        for step in self.steps_of(table.id):
            if len(step.key) == 4 and step.key[1] == "row":
                found.setdefault(step.key[2], {})[step.key[3]] = step
        for number, (row, cells) in enumerate(found.items(), start=1):
            if table.for_each or any(self.answer(step.key) for step in cells.values()):
                thing = self._choice(table.for_each, row) if table.for_each else None
                yield Row(number=number, thing=thing, cells=cells)

    def _choice(self, question: str, picked: str) -> Choice:
        step = self.steps[(question,)]
        return next(choice for choice in step.choices if choice.id == picked)

    @property
    def visit_day(self) -> date | None:
        """The day of the visit, if it is known to the day."""
        question = self.bank.by_role.get("visit_date")
        answer = self.answer((question.id,)) if question else None
        match answer.value if answer else None:
            case RoughDate(earliest=str(day), latest=latest) if day == latest and len(day) == 10:
                return first_day(day)
            case _:
                return None

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds, as it did when the questions were asked."""
        return holds(condition, said=self.course.said, today=self.asked)

    def says_in(self, row: Row, cell: str) -> frozenset[str]:
        """What a cell's answer comes to, in the words that conditions use."""
        step = row.cells.get(cell)
        return said_by(step, self.answer(step.key)).words if step else frozenset()

    def said(self, question: str) -> Said:
        """What was said to a question, in the words that conditions use."""
        return self.course.said.get(question, Said())

    def behind(self, question: str) -> frozenset[str]:
        """The question, and those whose picks it speaks of: their words stand in its answers."""
        kind = self.kind(question)
        items = (kind, *kind.fields) if isinstance(kind, Rows) else (kind,)
        return frozenset({question, *(source for item in items for source in built_on(item))})

    def kind(self, question: str) -> Question:
        """The question itself."""
        return self.bank.by_id[question]
