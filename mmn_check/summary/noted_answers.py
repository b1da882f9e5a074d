"""A visit as the summary reads it: every look at an answer is noted.

What is said on the page knows where it came from because the looks taken for it are noted as
they are taken (`noting`), and never by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property

from mmn_check.bank.conditions import Condition, Said, holds
from mmn_check.bank.model import Bank, Choice, Question, built_on
from mmn_check.bank.page_layout import Fact, Topic, fields_of, question_of
from mmn_check.bank.records import Record
from mmn_check.i18n import ENGLISH
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.steps import Pick, Step, picked_by, said_by
from mmn_check.visit.values import Answer, RoughDate, Words, first_day
from mmn_check.visit.visit import Key, Visit


class TableRow(Record):
    """One row of a table."""

    number: int
    thing: Choice | None
    """What the row is about; None in a table of as many rows as the person likes."""
    cells: Mapping[str, Step]
    """The open cells by id, follow-ups left out."""

    @property
    def at(self) -> Key:
        """What the keys of all its cells begin with."""
        return next(iter(self.cells.values())).key[:-1]


class View:
    """One visit to one bank, on one day: only live answers, never those of closed branches."""

    def __init__(
        self, bank: Bank, visit: Visit, *, today: date, before: Visit | None = None
    ) -> None:
        self.bank = bank
        self.visit = visit
        self.made = today
        self.before = View(bank, before, today=today) if before else None
        self.asked = min(visit.urgent_asked.values(), default=visit.started).date()
        self.course: Course = course_of(bank, visit)
        self._noted: set[str] = set()

    @contextmanager
    def noting(self) -> Iterator[set[str]]:
        """Collect the ids of the questions that are looked at meanwhile."""
        before, self._noted = self._noted, set()
        try:
            yield self._noted
        finally:
            before.update(self._noted)
            self._noted = before

    def note(self, *names: str) -> None:
        """Note a look at some questions or fixed texts."""
        self._noted.update(names)

    @cached_property
    def steps(self) -> Mapping[Key, Step]:
        """Every open step."""
        return {step.key: step for step in self.course.steps}

    @cached_property
    def told_by(self) -> Counter[str]:
        """How many facts of page 1 tell of each question."""
        rows = self.bank.page.rows if self.bank.page else ()
        facts = (fact for row in rows for fact in row.facts if not fact.then)
        return Counter(one for fact in facts for one in {*map(question_of, fields_of(fact.text))})

    def steps_of(self, question: str) -> tuple[Step, ...]:
        """The open steps of one question, in the order asked."""
        self._noted.add(question)
        return tuple(step for step in self.course.steps if step.key[0] == question)

    def step(self, key: Key) -> Step | None:
        """The open step at a key."""
        self._noted.add(key[0])
        return self.steps.get(key)

    def kind(self, question: str) -> Question:
        """The question itself."""
        return self.bank.by_id[question]

    def answer(self, key: Key) -> Answer | None:
        """The live answer at a key; None if it was not asked."""
        self._noted.add(key[0])
        return self.course.answers.get(key)

    def picks(self, question: str) -> tuple[Pick, ...]:
        """What was picked; "none of these" is nothing."""
        step = self.step((question,))
        return picked_by(step, self.answer(step.key)) if step else ()

    def state(self, question: str) -> str:
        """Answered, not_sure, skipped, declined or not_asked; a table with a cell is answered."""
        cells = (step.key for row in self.rows(question) for step in row.cells.values())
        if any(self.answer(key) for key in cells):
            return "answered"
        answer = self.answer((question,)) or self.answer((question, "end"))
        return answer.state if answer else "not_asked"

    @cached_property
    def _askable(self) -> frozenset[str]:
        """The questions that the answers so far leave open, however deep they are."""
        whole = self.visit.depth == 3
        deepest = self.course if whole else course_of(self.bank, replace(self.visit, depth=3))
        return frozenset(step.key[0] for step in deepest.steps)

    def is_left_open(self, question: str) -> bool:
        """Whether nothing was said to a question that is asked as things stand, at some depth."""
        return question in self._askable and self.is_unasked(question)

    def is_unasked(self, question: str) -> bool:
        """Whether nothing was said to a question that no answer has ruled out."""
        kind = self.kind(question)
        needed = (*self.bank.section_of[question].ask_if, *kind.ask_if)
        looked_at = (*needed, *kind.longest_if)
        self.note(*(clause.question for clause in looked_at), *built_on(kind))
        if self.state(question) != "not_asked" or kind.until:
            return False
        return question in self._askable or (
            bool(needed)
            and all(self.holds((one,)) or self.is_unasked(one.question) for one in needed)
        )

    def noted(self, question: str) -> tuple[tuple[Step, Answer], ...]:
        """The answers to a question and its parts beside which something was said."""
        said = ((step, self.course.answers.get(step.key)) for step in self.steps_of(question))
        return tuple((step, one) for step, one in said if one and one.note)

    def free_words(self, key: Key, choice: str) -> str | None:
        """The patient's words that go with a choice."""
        answer = self.answer((*key, "words", choice))
        return answer.value.text if answer and isinstance(answer.value, Words) else None

    def rest_denied(self, question: str) -> bool:
        """Whether what was left unpicked was said not to be there: by "none", or confirmed."""
        answer = self.answer((question,))
        if answer is None or not answer.given:
            return False
        confirmed = self.answer((question, "others"))
        return not self.picks(question) or (confirmed is not None and confirmed.value == "yes")

    def rows(self, question: str) -> tuple[TableRow, ...]:
        """The rows of a table that something was said in, or that stand for something picked."""
        self.note(question, *filter(None, [getattr(self.kind(question), "for_each", None)]))
        return self._tables.get(question, ())

    @cached_property
    def _tables(self) -> Mapping[str, tuple[TableRow, ...]]:
        found: dict[str, dict[str, dict[str, Step]]] = {}
        for step in self.course.steps:
            if len(step.key) == 4 and step.key[1] == "row":
                table, _, row, cell = step.key
                found.setdefault(table, {}).setdefault(row, {})[cell] = step
        return {table: tuple(self._rows(table, rows)) for table, rows in found.items()}

    def _rows(self, table: str, rows: Mapping[str, Mapping[str, Step]]) -> Iterator[TableRow]:
        source = getattr(self.kind(table), "for_each", None)
        things = {one.id: one for one in self.steps[source,].choices} if source else {}
        for number, (row, cells) in enumerate(rows.items(), start=1):
            if source or any(step.key in self.course.answers for step in cells.values()):
                yield TableRow(number=number, thing=things.get(row), cells=cells)

    @property
    def other_language(self) -> str:
        """The code of the language it was answered in, if that is not the page's."""
        code = self.visit.language or ENGLISH
        return "" if code == self.bank.language else code

    @property
    def visit_day(self) -> date | None:
        """The day of the visit, if it is known to the day."""
        question = self.bank.by_role.get("visit_date")
        answer = self.answer((question.id,)) if question else None
        return exact_day(answer.value) if answer and isinstance(answer.value, RoughDate) else None

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds, as it did when the questions were asked."""
        self._noted.update(clause.question for clause in condition)
        return holds(condition, said=self.course.said, today=self.visit.started.date())

    def tells(self, one: Fact | Topic) -> bool:
        """Whether a piece of the layout has its turn."""
        return self.holds(one.ask_if) and not (one.unless and self.holds(one.unless))

    def said_at(self, key: Key) -> frozenset[str]:
        """What the answer at a key comes to, in the words that conditions use."""
        step = self.step(key)
        return said_by(step, self.answer(key)).words if step else frozenset()

    def said(self, question: str) -> Said:
        """What was said to a question, in the words that conditions use."""
        self._noted.add(question)
        return self.course.said.get(question, Said())


def exact_day(rough: RoughDate) -> date | None:
    """The day that a date is known to be."""
    day = rough.earliest if rough.earliest == rough.latest else None
    return first_day(day) if day and len(day) == 10 else None
