"""One person's answers to one bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from mmn_check.bank.model import Depth
from mmn_check.bank.records import Record
from mmn_check.visit.pace import Pace
from mmn_check.visit.values import Answer, Mark, Written

if TYPE_CHECKING:
    from mmn_check.visit.steps import Background

Key = tuple[str, ...]
"""Where an answer belongs. The first part is the question's id; then, for the parts of a question:

    (id, "others")           whether the unpicked choices are really absent (`confirm_rest`)
    (id, "words", choice)    the free words that go with a choice
    (id, "row", row, field)  one cell; row is "0", "1" ... or, with `for_each`, what was picked
    (id, "end")              the person has no more rows

A step that offers an earlier answer has (id, "last_time"); nothing is ever kept there.
"""


class Visit(Record):
    """Everything said before one visit, answers of closed branches included."""

    name: str
    bank_id: str
    bank_version: str
    started: datetime
    identifier: str | None = None
    """A random UUID, made when the visit is begun: by it other systems know the visit for ever."""
    finished: datetime | None = None
    amended: bool = False
    """Whether an answer was given or changed after the visit had been finished."""
    depth: Depth = 1
    one_key: bool = False
    language: str | None = None
    """The language it is answered in; None where nothing but English was ever wished for."""
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    counted: frozenset[str] = frozenset()
    """The questions whose answers counted by an earlier version of the bank: they still do,
    whatever opens these questions now."""
    misfits: Mapping[str, list[Written]] = field(default_factory=dict)
    """Written data, by question, of each answer that no longer fits the bank: kept, never used."""
    urgent_shown: Mapping[str, datetime] = field(default_factory=dict)
    """When the stop card was shown, by the question that called for it."""
    urgent_unticked: Mapping[str, datetime] = field(default_factory=dict)
    """When a question for which the card was shown was put right, so that it calls no more."""
    as_before: frozenset[str] = frozenset()
    """The questions whose answers were taken over from an earlier visit, several at once."""
    settled: frozenset[str] = frozenset()
    """The contradictions, by id, that were asked about."""
    pace: Pace = Pace()
    """How fast it was answered so far, and what was told of the time left."""
    behind: Background | None = None
    """Of a day in the diary: what the newest visit told, on which its questions depend."""
    urgent_asked: Mapping[str, datetime] = field(default_factory=dict)
    """When each question of the urgent check was answered last."""

    @cached_property
    def by_question(self) -> Mapping[str, Mapping[Key, Answer]]:
        """The answers by the question that they belong to."""
        found: dict[str, dict[Key, Answer]] = {}
        for key, answer in self.answers.items():
            found.setdefault(key[0], {})[key] = answer
        return found

    @cached_property
    def mentioned(self) -> frozenset[Key]:
        """Every question (id) that is answered, every field, choice and words (id, name) there."""
        found: set[Key] = set()
        for key, answer in self.answers.items():
            found |= {key[:1], (key[0], key[-1]), (key[0], *key[-2:])}
            value = answer.value
            for one in value if isinstance(value, tuple) else (value,):
                if isinstance(one, str | Mark):
                    found.add((key[0], one if isinstance(one, str) else one.place))
        return frozenset(found)

    def with_answer(self, key: Key, answer: Answer) -> Visit:
        """The visit with one answer more, or changed.

        A new list of picks needs a new word on what was left unpicked, so the old one goes.
        """
        kept = dict(self.answers)
        others = (*key, "others")
        if len(key) == 1 and kept.get(key) != answer:
            kept.pop(others, None)
        kept[key] = answer
        return replace(self._reopened(kept), as_before=self.as_before - {key[0]})

    def with_answers(self, answers: Mapping[Key, Answer]) -> Visit:
        """The visit with several answers more, taken over together from an earlier one."""
        as_before = self.as_before.union(key[0] for key in answers)
        return replace(self._reopened({**self.answers, **answers}), as_before=as_before)

    def without(self, *keys: Key) -> Visit:
        """The visit without the answers at these keys."""
        kept = {key: answer for key, answer in self.answers.items() if key not in keys}
        return replace(self, answers=MappingProxyType(kept))

    def rows(self, question: str) -> frozenset[str]:
        """The rows of a table that are begun, by their numbers or what they are about."""
        keys = self.by_question.get(question, ())
        return frozenset(key[2] for key in keys if key[1:2] == ("row",))

    def without_row(self, question: str, row: int) -> Visit:
        """The visit with one numbered row taken out and the later ones moved up."""
        kept: dict[Key, Answer] = {}
        for key, answer in self.answers.items():
            if key[:2] != (question, "row"):
                kept[key] = answer
            elif (number := int(key[2])) != row:
                moved = str(number - 1 if number > row else number)
                kept[*key[:2], moved, *key[3:]] = answer
        return self._reopened(kept)

    def _reopened(self, answers: Mapping[Key, Answer]) -> Visit:
        """The visit with other answers: it has to be finished anew."""
        changed = self.finished is not None and answers != self.answers
        return replace(
            self,
            answers=MappingProxyType(dict(answers)),
            finished=None,
            amended=self.amended or changed,
        )
