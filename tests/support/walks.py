"""Walks through a questionnaire as a person might take them, for properties to hold on.

A walk is made from a seed, so that hypothesis can find and shrink it without drawing each of
its hundred answers.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import assert_never

from hypothesis import strategies as st

from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    Depth,
    Many,
    Number,
    One,
    Places,
    Rank,
    Rating,
    Rows,
    Text,
    YesNo,
)
from mmn_check.visit.flow import _PassOverTheBank, course_of
from mmn_check.visit.last_time import NOTHING, LastTime
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Side,
    Value,
    Words,
    answered,
)
from mmn_check.visit.visit import Visit

IDENTIFIER = "0f8fad5b-d9cb-469f-a165-70867728950e"
STARTED = datetime(2026, 11, 21, 9, 12, 33, tzinfo=UTC)
SIDES: tuple[Side, ...] = ("left", "right", "both", "not_sure")
DATES = (
    RoughDate(as_typed="2019", earliest="2019", latest="2019"),
    RoughDate(as_typed="March 2024", earliest="2024-03", latest="2024-03"),
    RoughDate(as_typed="yesterday", earliest="2026-11-20", latest="2026-11-20"),
    RoughDate(as_typed="before my second child"),
)
WORDS = (
    "My right hand will not open",
    "[bold]not markup[/]",
    "#panic() {{x}} <b>y</b>",
    "yes",
    "2019",
    "null",
    "- a\n- b",
    "日本語 Ελλάδα Київ",
    "'\" \\ : # !tag &a *a",
    "x" * 300,
)

seeds = st.integers(0, 2**32 - 1)


def new_visit(bank: Bank, *, depth: Depth = 3) -> Visit:
    """An empty visit to the bank."""
    return Visit(
        identifier=IDENTIFIER,
        name="2026-11-21-1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=STARTED,
        depth=depth,
    )


def next_step(bank: Bank, visit: Visit, last_time: LastTime = NOTHING) -> Step | None:
    """What the course asks next, found without a look at what comes behind it."""
    walk = _PassOverTheBank(bank.as_asked(visit.mentioned), visit, last_time)
    return next((step for step in walk.steps() if step.key not in walk.answers), None)


def finished_visit(bank: Bank, chance: Random, *, depth: Depth = 3) -> Visit:
    """A visit in which every open step was answered, one after the other."""
    return _to_the_end(bank, new_visit(bank, depth=depth), chance)


def wandering_visit(bank: Bank, chance: Random, *, depth: Depth = 3, most: int = 60) -> Visit:
    """A visit with answers changed on the way, in which every open step ended up answered."""
    visit = new_visit(bank, depth=depth)
    for _ in range(chance.randint(1, most)):
        course = course_of(bank, visit)
        onward = course.next_question()
        back = chance.choice(course.steps)
        step = onward if onward and chance.random() < 0.7 else back
        visit = record(visit, step, any_answer(step, chance))
    return _to_the_end(bank, visit, chance)


def straight_through(bank: Bank, visit: Visit) -> Visit:
    """The same final answers, given from the first question to the last without going back.

    What was answered before it had to wait for good counts: nothing is lost.
    """
    final = course_of(bank, visit).answers
    waited = {key: one for key, one in final.items() if bank.by_id[key[0]].longest_if}
    straight = replace(new_visit(bank, depth=visit.depth), answers=waited)
    while step := next_step(bank, straight):
        table = step.question.id
        closed = final.get((table,)) or final.get((table, "end")) if step.may_end else None
        if isinstance(step.question, Rows) and step.question.at_once and step.key in final:
            for key in [key for key in final if key[:2] == (table, "row")]:
                straight = straight.with_answer(key, final[key])
            continue
        straight = record(straight, step, final.get(step.key) or closed or NO_MORE)
    return straight


def any_answer(step: Step, chance: Random) -> Answer:
    """An answer that may be kept for the step, every state included."""
    if step.may_end and chance.random() < 0.5:
        return NO_MORE
    if not step.names_row and chance.random() < 0.2:
        return chance.choice((NOT_SURE,) if step.item.required else (NOT_SURE, SKIPPED, DECLINED))
    return answered(any_value(step, chance))


def any_value(step: Step, chance: Random) -> Value:
    """A value that fits the step."""
    match step.item:
        case YesNo():
            return chance.choice(("yes", "no"))
        case One():
            one = chance.choice(_ordinary(step)).id
            return step.marks.get(one, one)
        case Many(at_most=most):
            return tuple(choice.id for choice in _picks(step, chance, most=most or 5))
        case Places():
            return tuple(_mark(choice, chance) for choice in _picks(step, chance, most=5))
        case Rank(at_most=most):
            return tuple(
                one.id for one in chance.sample(step.choices, k=min(most, len(step.choices)))
            )
        case Number(minimum=low, maximum=high):
            return chance.randint(low, high)
        case Rating():
            return chance.randint(0, 10)
        case Date():
            return chance.choice(DATES)
        case Text():
            return Words(chance.choice(WORDS))
        case _:
            assert_never(step.item)


def _to_the_end(bank: Bank, visit: Visit, chance: Random) -> Visit:
    while step := next_step(bank, visit):
        visit = record(visit, step, any_answer(step, chance))
    return visit


def _ordinary(step: Step) -> list[Choice]:
    return [choice for choice in step.choices if choice.id != "declined"]


def _picks(step: Step, chance: Random, *, most: int) -> list[Choice]:
    alone = [choice for choice in _ordinary(step) if choice.exclusive]
    if alone and chance.random() < 0.2:
        return alone[:1]
    together = [choice for choice in _ordinary(step) if not choice.exclusive]
    picked = chance.sample(together, k=chance.randint(1, min(most, len(together))))
    return [choice for choice in step.choices if choice in picked]


def _mark(choice: Choice, chance: Random) -> Mark:
    return Mark(choice.id, chance.choice(SIDES) if choice.sides else "whole")
