"""Which signs call for help: for which of them the stop card was shown, and is to be shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mmn_check.domain.bank import Bank
from mmn_check.domain.conditions import ANYTHING, AllOf, AnyOf, Clause
from mmn_check.domain.flow import Course
from mmn_check.domain.records import Record
from mmn_check.domain.steps import picked_by, said_by
from mmn_check.domain.visit import Key, Visit


class Sign(Record):
    """One thing said that calls for help."""

    question: str
    """The question that calls."""
    key: Key
    """The answer on which it rests."""
    picked: str = ""
    """What was picked there; empty where nothing is."""


def with_cards_due(bank: Bank, visit: Visit, *, before: Course, now: Course) -> Visit:
    """The visit with the stop card not yet shown for questions where a new sign calls `now`."""
    if visit.urgent_shown.keys().isdisjoint(now.urgent):
        return visit
    new = frozenset(_signs(bank, now)) - frozenset(_signs(bank, before))
    due = frozenset(sign.question for sign in new)
    shown = {one: time for one, time in visit.urgent_shown.items() if one not in due}
    return replace(visit, urgent_shown=shown) if due else visit


def _signs(bank: Bank, course: Course) -> Iterator[Sign]:
    for question in course.urgent:
        for clause in bank.by_id[question].urgent_if:
            yield from _on_which(question, clause, course)


def _on_which(question: str, clause: Clause, course: Course) -> Iterator[Sign]:
    """What holds a clause up: each pick alone, or the answer where there is nothing to pick."""
    words = frozenset(clause.words) if isinstance(clause, AnyOf | AllOf) else frozenset()
    for step in course.parts(clause.question):
        answer = course.answers.get(step.key)
        if answer is None or step.follows:
            continue
        picked = [one.choice for one in picked_by(step, answer)]
        named = [one for one in picked if words & {one.id, one.group, ANYTHING}]
        yield from (Sign(question=question, key=step.key, picked=one.id) for one in named)
        if not words or (not picked and words & said_by(step, answer).words):
            yield Sign(question=question, key=step.key)
