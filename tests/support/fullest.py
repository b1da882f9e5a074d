"""The visit of somebody to whom everything applies, and who has much to say."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import NO_MORE, Mark, RoughDate, Value, Words, answered
from mmn_check.visit.visit import Visit
from tests.support.visit_cases import STARTED, whole_bank

LONG = ("There is a great deal to be said about this, and here it is. " * 5)[:300]
ROWS = 3


@cache
def fullest_visit(visit_type: str) -> Visit:
    """Yes to all, every choice picked, three rows in each table, 300 characters of each text."""
    bank = whole_bank()
    visit = Visit(name="1", bank_id=bank.id, bank_version=bank.version, started=STARTED, depth=3)
    while open_steps := [s for s in course_of(bank, visit).steps if s.key not in visit.answers]:
        for step in open_steps:
            if step.key == ("visit_type",):
                visit = record(visit, step, answered(visit_type))
            elif step.may_end and int(step.thing or "1") > ROWS:
                visit = record(visit, step, NO_MORE)
            else:
                visit = record(visit, step, answered(fullest(step)))
    return visit


def fullest(step: Step) -> Value:
    """The answer that says the most."""
    choices = [choice for choice in step.choices if not choice.exclusive]
    match step.item:
        case YesNo():
            return "yes"
        case One():
            return next(iter(step.marks.values()), choices[0].id)
        case Many(at_most=most) | Rank(at_most=most):
            return tuple(choice.id for choice in choices[:most])
        case Places():
            return tuple(Mark(one.id, "both" if one.sides else "whole") for one in choices)
        case Number(maximum=most):
            return most
        case Rating():
            return 10
        case Date():
            return RoughDate(as_typed="about 2 years ago", earliest="2024", latest="2024")
        case Text():
            return Words(LONG)
        case _:
            assert_never(step.item)
