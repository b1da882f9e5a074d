"""A question bank: everything that a patient or a doctor may be asked or told about health."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from mmn_check.domain.conditions import Condition
from mmn_check.domain.layout import Changes, Page
from mmn_check.domain.named import SectionId, SourceId
from mmn_check.domain.questions import Question, Role
from mmn_check.domain.records import Record

FIGURES = re.compile("[0-9]+")


class Move(Record):
    """An earlier place for a section, taken when the condition holds."""

    after: SectionId
    ask_if: Condition


class Section(Record):
    """One part of the interview."""

    id: str
    title: str
    questions: tuple[Question, ...]
    neurologist_question: int | None = None
    """Which of the neurologist's five questions this section answers."""
    ask_if: Condition = ()
    earlier: Move | None = None


class Source(Record):
    """Where a fact comes from."""

    title: str
    address: str


class FixedText(Record):
    """Words that are always the same, and where they come from."""

    text: str
    sources: tuple[SourceId, ...]
    refs: tuple[str, ...] = ()
    """Rows of the clinical question list that this text stands for, instead of a question."""


class Idea(Record):
    """A question the patient may want to ask, never chosen by the answers."""

    text: str
    ask_if: Condition = ()
    """May look at the visit type only."""


class Term(Record):
    """One word of the glossary."""

    word: str
    meaning: str
    sources: tuple[SourceId, ...]
    also: tuple[str, ...] = ()
    """Other spellings by which it may be looked up."""


class Bank(Record):
    """The questions, and every other word about health."""

    id: str
    version: str
    title: str
    texts: Mapping[str, FixedText]
    sources: Mapping[str, Source]
    sections: tuple[Section, ...]
    ideas: tuple[Idea, ...] = ()
    groups: Mapping[str, str] = field(default_factory=dict)
    """What a group of choices is called where a list shows it; its own name if absent."""
    page: Page | None = None
    """How the page is laid out; every answer by section, if absent."""
    changes: Changes | None = None
    """How changes since an earlier visit are laid out; by section, if absent."""
    glossary: tuple[Term, ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions()}

    @cached_property
    def by_role(self) -> Mapping[Role, Question]:
        """The questions that code must know the purpose of."""
        return {question.role: question for question in self.questions() if question.role}

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the files."""
        for section in self.sections:
            yield from section.questions


def is_later(version: str, than: str) -> bool:
    """Whether a version is later than another, as people count: 2026.11 is later than 2026.9."""
    return _counted(version) > _counted(than)


def _counted(version: str) -> tuple[int, ...]:
    return tuple(map(int, FIGURES.findall(version)))
