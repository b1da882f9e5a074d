"""The conditions of a bank in words, for somebody who follows them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from mmn_check.domain.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within
from mmn_check.domain.questions import Choice, Many, One, Places, Question, Rank, Rows, YesNo

NOT_SURE = "Not sure"
_WORDS = {"yes": "“Yes”", "no": "“No”", "not_sure": f"“{NOT_SURE}”"}
_NOTHING = "nothing"
"""On paper, what is skipped or not said is a box left empty."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What directions may point to."""

    questions: Mapping[str, Question]
    names: Mapping[str, str]
    """How each question is called on paper: "question 8"."""
    texts: Mapping[str, str]
    """The bank's fixed texts."""

    def choices(self, question: Question) -> tuple[Choice, ...]:
        """What there is to tick, here or where it was ticked before."""
        source = source_of(question)
        if source:
            return self.choices(self.questions[source])
        return question.choices if isinstance(question, One | Many | Places) else ()

    def note_to(self, question: Question) -> str | None:
        """The fixed words that go with a question, unless its help says them already."""
        note = self.texts.get(question.note or "")
        return None if note and note in (question.help or "") else note

    def holds_if(self, condition: Condition) -> str:
        """When the condition holds: "you ticked “Yes” in question 8"."""
        return ", and ".join(self._clause(clause) for clause in condition)

    def _clause(self, clause: Clause) -> str:
        name = self.names[clause.question]
        match clause:
            case AnyOf() if not self._has_boxes(clause.question):
                return f"you answered {name}"
            case AnyOf():
                return f"you ticked {listed(dict.fromkeys(self._labels(clause)), 'or')} in {name}"
            case AllOf():
                return f"you ticked {listed(self._labels(clause), 'and')} in {name}"
            case Within():
                return f"the day you gave in {name} is in the last {clause.days} days"
            case _:
                assert_never(clause)

    def _has_boxes(self, question: str) -> bool:
        found = self.questions[question]
        return isinstance(found, YesNo) or bool(self.choices(found))

    def _labels(self, clause: AnyOf | AllOf) -> Iterator[str]:
        choices = self.choices(self.questions[clause.question])
        for word in clause.words:
            meant = [choice for choice in choices if word in (choice.id, choice.group)]
            if meant:
                yield from (f"“{choice.label}”" for choice in meant)
            elif word == ANYTHING:
                none = [f" but “{choice.label}”" for choice in choices if choice.exclusive]
                yield "anything" + "".join(none)
            else:
                yield _WORDS.get(word, _NOTHING)


def source_of(question: Question) -> str | None:
    """The question whose picks this one is about."""
    match question:
        case One(picked_in=str(source)) | Rank(picked_in=source) | Rows(for_each=str(source)):
            return source
        case _:
            return None


def listed(things: Iterable[str], joint: str) -> str:
    """Things in a row: "a, b or c"."""
    *others, last = things
    return f"{', '.join(others)} {joint} {last}" if others else last
