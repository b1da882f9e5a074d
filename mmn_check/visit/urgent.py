"""The stop card: for which urgent answers it is due, and when it was shown.

Which answers are urgent is told by flow.py, from `urgent_if` of the bank; interview.py shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause
from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.visit.flow import Course
from mmn_check.visit.steps import Step, picked_by, said_by
from mmn_check.visit.visit import Key, Visit

STOP_CARD = "stop_card"
"""The fixed text shown when an answer calls for help at once."""
HELP_NOW = "get_help_now"
"""The fixed text that lists when not to wait for the visit; a bank may do without."""
CALL_TODAY = "call_today"
"""The fixed text shown when the doctor's office is to be called today; a bank may do without."""


class UrgentSign(Record):
    """One thing said that calls for help."""

    question: str
    """The question that calls."""
    key: Key
    """The answer on which it rests."""
    picked: str = ""
    """What was picked there; empty where nothing is."""


def with_calls(bank: Bank, visit: Visit, *, before: Course, now: Course, when: datetime) -> Visit:
    """The visit with what its change means for the stop card.

    It is due again at questions where a new sign calls; a question that calls no more, though the
    card was shown for it, was put right.
    """
    new = frozenset(_signs(bank, now)) - frozenset(_signs(bank, before))
    due = frozenset(sign.question for sign in new)
    shown = {one: time for one, time in visit.urgent_shown.items() if one not in due}
    right = [one for one in before.urgent if one not in now.urgent and one in shown]
    unticked = {**visit.urgent_unticked, **dict.fromkeys(right, when)}
    unticked = {one: time for one, time in unticked.items() if one not in now.urgent}
    if shown == visit.urgent_shown and unticked == visit.urgent_unticked:
        return visit
    return replace(visit, urgent_shown=shown, urgent_unticked=unticked)


def stop_card_due_for(course: Course, visit: Visit) -> Sequence[str]:
    """The questions with an urgent answer for which the card was not shown yet."""
    return [one for one in course.urgent if one not in visit.urgent_shown]


def with_day_asked(bank: Bank, visit: Visit, question: str, when: datetime) -> Visit:
    """The visit with the day of an answer noted, where it is one to the urgent check."""
    if question not in bank.urgent_check:
        return visit
    return replace(visit, urgent_asked={**visit.urgent_asked, question: when})


def with_cards_shown(visit: Visit, questions: Sequence[str], when: datetime) -> Visit:
    """The visit with the stop card noted as shown for these questions."""
    shown = {**visit.urgent_shown, **dict.fromkeys(questions, when)}
    return replace(visit, urgent_shown=shown)


def ticked(bank: Bank, course: Course) -> tuple[Step, ...]:
    """The open steps whose answers call for help, in the order asked."""
    keys = {sign.key for sign in _signs(bank, course)}
    return tuple(step for step in course.steps if step.key in keys)


def _signs(bank: Bank, course: Course) -> Iterator[UrgentSign]:
    for question in course.urgent:
        for clause in bank.by_id[question].urgent_if:
            yield from _on_which(question, clause, course)


def _on_which(question: str, clause: Clause, course: Course) -> Iterator[UrgentSign]:
    """The signs that make a clause true: each pick, or the answer where none can be picked."""
    words = frozenset(clause.words) if isinstance(clause, AnyOf | AllOf) else frozenset()
    for step in course.parts(clause.question):
        answer = course.answers.get(step.key)
        if answer is None or step.follows:
            continue
        picked = [one.choice for one in picked_by(step, answer)]
        named = [one for one in picked if words & {one.id, one.group, ANYTHING}]
        yield from (UrgentSign(question=question, key=step.key, picked=one.id) for one in named)
        if not words or (not picked and words & said_by(step, answer).words):
            yield UrgentSign(question=question, key=step.key)
