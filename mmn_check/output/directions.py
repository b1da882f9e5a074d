"""The conditions of a bank in words, for somebody who follows them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import assert_never

from mmn_check.domain.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within
from mmn_check.domain.questions import Choice, Many, One, Places, Question, YesNo, built_on
from mmn_check.domain.steps import TWO_SIDES
from mmn_check.language import tr, tr_later, tr_n

NOT_SURE = tr_later("Not sure")
_BOXES = {"yes": tr_later("Yes"), "no": tr_later("No"), "not_sure": NOT_SURE}
_NOTHING = tr_later("nothing")
"""On paper, what is skipped or not said is a box left empty."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What directions may point to."""

    questions: Mapping[str, Question]
    names: Mapping[str, str]
    """How each question is called on paper: "question 8"."""
    texts: Mapping[str, str]
    """The bank's fixed texts."""

    def called(self, question: Question) -> str:
        """How the questions are called that one is built on: "question 8 or question 9"."""
        return _one_of(self.names[source] for source in built_on(question))

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """What there is to tick, here or where it was ticked before."""
        sources = built_on(question)
        if sources:
            return tuple(one for source in sources for one in self._all(source))
        return question.choices if isinstance(question, One | Many | Places) else ()

    def _all(self, source: str) -> Iterator[Choice]:
        """What can be picked at a question that others build on."""
        return (one for one in self.choices(self.questions[source]) if not one.exclusive)

    def note_to(self, question: Question) -> str | None:
        """The fixed words that go with a question, unless its help says them already."""
        note = self.texts.get(question.note or "")
        return None if note and note in (question.help or "") else note

    def can_hold(self, condition: Condition) -> bool:
        """Whether all that the condition looks at is asked on this paper."""
        return all(clause.question in self.names for clause in condition)

    def holds_if(self, condition: Condition) -> str:
        """When the condition holds: "you ticked “Yes” in question 8"."""
        clauses = (self._clause(clause) for clause in condition)
        return reduce(lambda one, more: tr("{one}, and {more}", one=one, more=more), clauses)

    def _clause(self, clause: Clause) -> str:
        name = self.names[clause.question]
        match clause:
            case AnyOf() if not self._has_boxes(clause.question):
                return tr("you answered {question}", question=name)
            case AnyOf():
                return self._any_of(clause, name)
            case AllOf():
                each = (_one_of(self._labels(clause, word)) for word in clause.words)
                things = reduce(_and_also, each)
                return tr("you ticked {things} in {question}", things=things, question=name)
            case Within():
                return tr_n(
                    "the day you gave in {question} is in the last {count} day",
                    "the day you gave in {question} is in the last {count} days",
                    clause.days,
                    question=name,
                )
            case _:
                assert_never(clause)

    def _any_of(self, clause: AnyOf, name: str) -> str:
        labels = [label for word in clause.words for label in self._labels(clause, word)]
        if {*labels} == {tr(_NOTHING)}:
            return tr("you ticked nothing in {question}", question=name)
        return tr("you ticked {things} in {question}", things=_one_of(labels), question=name)

    def _has_boxes(self, question: str) -> bool:
        found = self.questions[question]
        return isinstance(found, YesNo) or bool(self.choices(found))

    def _labels(self, clause: AnyOf | AllOf, word: str) -> list[str]:
        """What stands beside the boxes that a word of a condition means."""
        choices = self.choices(self.questions[clause.question])
        if meant := [f"“{one.label}”" for one in choices if word in (one.id, one.group)]:
            return meant
        if word == TWO_SIDES:
            return [tr("both sides")]
        if word == ANYTHING:
            none = [f"“{one.label}”" for one in choices if one.exclusive]
            return [reduce(_but, none, tr("anything"))]
        return [f"“{tr(_BOXES[word])}”" if word in _BOXES else tr(_NOTHING)]


def _one_of(labels: Iterable[str]) -> str:
    """Labels in a row, each once: "a, b or c"."""
    *others, last = dict.fromkeys(labels)
    return tr("{things} or {last}", things=", ".join(others), last=last) if others else last


def _and_also(things: str, more: str) -> str:
    return tr("{things}, and also {more}", things=things, more=more)


def _but(things: str, label: str) -> str:
    return tr("{things} but {label}", things=things, label=label)
