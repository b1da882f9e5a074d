"""When a question is asked: the small language of `ask_if` and `urgent_if`.

A condition is a list of clauses that must all hold. A clause looks at one earlier question:
at what was said there (any of some words, or all of them), or at how long ago a date is.
There are no operators and nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date
from typing import assert_never

from mmn_check.bank.records import Record

ANYTHING = "any"
"""The word for "something was picked": true for every choice but "none of these"."""


class Said(Record):
    """What one question's live answers come to, in the words conditions use."""

    words: frozenset[str] = field(default_factory=frozenset)
    """Choice ids, their groups, yes or no, and the states not_sure, skipped and declined."""
    latest: date | None = None
    """The last day a date may mean; None if it is no date or was not understood."""
    number: float | None = None
    """The number that was said; None if there is none."""

    def then(self, more: Said) -> Said:
        """This and what was said behind it; of the dates, the last."""
        return Said(words=self.words | more.words, latest=more.latest, number=more.number)


class AnyOf(Record):
    """Holds if at least one of the words was said."""

    question: str
    words: tuple[str, ...]


class AllOf(Record):
    """Holds if every one of the words was said."""

    question: str
    words: tuple[str, ...]


class Within(Record):
    """Holds if the date may lie within so many days before today.

    A vague date counts if any day it may mean does: what hangs on it is a call for help.
    """

    question: str
    days: int


AT_MOST = "at_most_"
"""Begins a word that holds of a number if it is at most the one behind it: at_most_55."""


def limits_in(words: Iterable[str]) -> list[int]:
    """The numbers behind the words that say how large a number may be."""
    ends = (word.removeprefix(AT_MOST) for word in words if word.startswith(AT_MOST))
    return [int(one) for one in ends if one.isdecimal()]


Clause = AnyOf | AllOf | Within
Condition = tuple[Clause, ...]
NOTHING_SAID = Said()


def holds(condition: Condition, *, said: Mapping[str, Said], today: date) -> bool:
    """Whether every clause holds; an empty condition always does."""
    return all(_clause_holds(clause, said=said, today=today) for clause in condition)


def _clause_holds(clause: Clause, *, said: Mapping[str, Said], today: date) -> bool:
    heard = said.get(clause.question, NOTHING_SAID)
    match clause:
        case AnyOf(words=words):
            number = heard.number
            few = number is not None and any(number <= most for most in limits_in(words))
            return few or not heard.words.isdisjoint(words)
        case AllOf():
            return heard.words.issuperset(clause.words)
        case Within():
            return heard.latest is not None and (today - heard.latest).days <= clause.days
        case _:
            assert_never(clause)
