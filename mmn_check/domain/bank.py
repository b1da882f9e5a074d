"""A question bank: everything that a patient or a doctor may be asked or told about health."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from functools import cached_property

from mmn_check.domain.conditions import Condition
from mmn_check.domain.layout import Changes, Page
from mmn_check.domain.named import SectionId, SourceId, TextId
from mmn_check.domain.questions import Choice, Many, One, Places, Question, Role, Rows, Text
from mmn_check.domain.records import Record

FIGURES = re.compile("[0-9]+")


class Move(Record):
    """An earlier place for a section, taken when the condition holds."""

    after: SectionId
    ask_if: Condition


class Contradiction(Record):
    """Answers that cannot all be true: shown together and asked about once."""

    id: str
    when: Condition
    """One clause for each of the answers; the questions are of this section or an earlier one."""


class Section(Record):
    """One part of the interview."""

    id: str
    title: str
    questions: tuple[Question, ...]
    neurologist_question: int | None = None
    """Which of the neurologist's five questions this section answers."""
    ask_if: Condition = ()
    earlier: Move | None = None
    contradictions: tuple[Contradiction, ...] = ()
    """What is asked about at the end of the section, with the fixed text `contradiction`."""


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


class Concern(Record):
    """What a person may say at any moment, whatever was asked, and the text that answers it.

    It is heard by its words, each language's by its code; nothing is kept of its having been heard.
    """

    say: TextId
    """The fixed text that is shown."""
    hear: Mapping[str, tuple[str, ...]]
    """The phrases by which it is known. One that ends in " ?" counts only in a question."""
    then: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """If given, one of these has to follow in the same sentence: what is asked about."""
    but_not: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words right before the phrase that deny it."""
    once: bool = False
    """Whether the text is shown only once in a sitting."""
    to_ask: bool = False
    """Whether what was typed may be put among the questions that the patient wants to ask."""


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
    concerns: tuple[Concern, ...] = ()
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

    def as_asked(self, mentioned: Iterable[tuple[str, ...]]) -> Bank:
        """The bank as it is asked now: without what it no longer asks, but for what is held.

        A question (id) that is answered, and a choice or field (id, name) that an answer holds,
        stay, so that an earlier version's answers can be told and compared.
        """
        if not self._retired:
            return self
        held = self._retired.intersection(mentioned)
        if held not in self._asked:
            self._asked[held] = replace(
                self,
                sections=tuple(
                    replace(
                        one,
                        questions=tuple(
                            _as_asked(question, self._retired - held)
                            for question in one.questions
                            if (question.id,) not in self._retired - held
                        ),
                    )
                    for one in self.sections
                ),
            )
        return self._asked[held]

    @cached_property
    def _retired(self) -> frozenset[tuple[str, ...]]:
        """What is no longer asked: questions (id), fields and choices (id, name)."""
        found: set[tuple[str, ...]] = set()
        for question in self.questions():
            parts = question.fields if isinstance(question, Rows) else _choices_of(question)
            found |= {(question.id, part.id) for part in parts if part.until}
            found |= {(question.id,)} if question.until else set()
        return frozenset(found)

    @cached_property
    def _asked(self) -> dict[frozenset[tuple[str, ...]], Bank]:
        """What was worked out before, by what is held."""
        return {}

    @cached_property
    def by_role(self) -> Mapping[Role, Question]:
        """The questions that code must know the purpose of."""
        return {question.role: question for question in self.questions() if question.role}

    @cached_property
    def urgent_check(self) -> frozenset[str]:
        """The required questions that may show the stop card, and those that open them there."""
        return frozenset(
            name
            for section in self.sections
            for one in section.questions
            if one.required and one.urgent_if
            for name in (one.id, *(clause.question for clause in one.ask_if))
            if any(name == other.id for other in section.questions)
        )

    @cached_property
    def own_questions(self) -> Rows | None:
        """The table of what the patient wants to ask, if there is one: the one with ideas."""
        tables = (one for one in self.questions() if isinstance(one, Rows) and one.ideas)
        return next((one for one in tables if isinstance(one.fields[0], Text)), None)

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the files."""
        for section in self.sections:
            yield from section.questions


def _choices_of(question: Question) -> tuple[Choice, ...]:
    return question.choices if isinstance(question, One | Many | Places) else ()


def _as_asked(question: Question, gone: frozenset[tuple[str, ...]]) -> Question:
    """The question without the fields or choices that are gone."""
    match question:
        case Rows(fields=parts):
            kept = tuple(one for one in parts if (question.id, one.id) not in gone)
            return question if kept == parts else replace(question, fields=kept)
        case One(choices=choices) | Many(choices=choices) | Places(choices=choices):
            left = tuple(one for one in choices if (question.id, one.id) not in gone)
            return question if left == choices else replace(question, choices=left)
        case _:
            return question


def is_later(version: str, than: str) -> bool:
    """Whether a version is later than another, as people count: 2026.11 is later than 2026.9."""
    return _counted(version) > _counted(than)


def _counted(version: str) -> tuple[int, ...]:
    return tuple(map(int, FIGURES.findall(version)))
