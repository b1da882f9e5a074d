"""Visits that press on the page: nothing said, everything said."""

from __future__ import annotations

from typing import assert_never

from mmn_check.bank.model import Bank, Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import NO_MORE, Answer, Mark, RoughDate, Value, Words, answered
from mmn_check.visit.visit import Visit
from tests.support.walks import new_visit

ROWS = 3


def fullest_visit(bank: Bank, *, says: str) -> Visit:
    """Everything ticked on both sides, and `says` wherever there is room for words."""
    visit = new_visit(bank)
    while (course := course_of(bank, visit)).next_question():
        for step in course.steps:
            if step.key not in course.answers:
                visit = record(visit, step, _fullest(step, says))
    return visit


def _fullest(step: Step, says: str) -> Answer:
    enough = step.may_end and int(step.thing or "1") > ROWS
    return NO_MORE if enough else answered(_value(step, says))


def _value(step: Step, says: str) -> Value:
    ordinary = [choice for choice in step.choices if not choice.exclusive]
    match step.item:
        case YesNo():
            return "yes"
        case One():
            return step.marks.get(ordinary[-1].id, ordinary[-1].id)
        case Many(at_most=most) | Rank(at_most=most):
            return tuple(choice.id for choice in ordinary[:most])
        case Places():
            return tuple(Mark(one.id, "both" if one.sides else "whole") for one in ordinary)
        case Number(maximum=highest):
            return highest
        case Rating():
            return 10
        case Date():
            return RoughDate(as_typed="May 2024", earliest="2024-05", latest="2024-05")
        case Text():
            return Words(says)
        case _:
            assert_never(step.item)
