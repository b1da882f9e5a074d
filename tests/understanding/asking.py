"""The shipped bank's questions as steps in either language, and what reading an answer comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from mmn_check.bank.model import Rows
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import ParsedAnswer, Reading
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Side
from mmn_check.visit.visit import Key
from tests.support.spoken import bank_of

CLOCK = Clock(today=date(2026, 11, 21), age=52)
SPACES = Path(__file__).parent / "spaces"
SIDES: tuple[tuple[Side, Side], ...] = (("right", "left"), ("left", "right"))
"""Each with the other."""
Outcome = Literal["right", "asked", "wrong"]


@cache
def steps(language: str) -> tuple[Step, ...]:
    """Every question and every cell of a table, as the first time it is asked."""
    return tuple(_steps(language))


def _steps(language: str) -> Iterator[Step]:
    for section in bank_of(language).sections:
        for question in section.questions:
            fields = question.fields if isinstance(question, Rows) else (question,)
            for at, item in enumerate(fields):
                in_rows = isinstance(question, Rows)
                numbered = isinstance(question, Rows) and question.for_each is None
                yield Step(
                    key=(question.id, "row", "0", item.id) if in_rows else (question.id,),
                    section=section,
                    question=question,
                    item=item,
                    language=language,
                    choices=tuple(
                        choice for choice in getattr(item, "choices", ()) if not choice.until
                    ),
                    thing="1" if numbered else None,
                    may_end=numbered and at == 0,
                )


def step(language: str, *name: str) -> Step:
    """The question of that id; with two ids, the table's cell."""
    wanted = name if len(name) == 1 else (name[0], "row", "0", name[1])
    return _by_key(language)[wanted]


@cache
def _by_key(language: str) -> dict[Key, Step]:
    return {one.key: one for one in reversed(steps(language))}


def read(at: Step, typed: str) -> Reading:
    """What is typed at a step, as it is read."""
    return read_answer(at, typed, clock=CLOCK)


def outcome(reading: Reading, right: Answer) -> Outcome:
    """Whether the right answer is kept, or something is asked, or a wrong one is kept."""
    match reading:
        case ParsedAnswer(answer) if answer == right:
            return "right"
        case ParsedAnswer():
            return "wrong"
        case _:
            return "asked"


def picked(answer: Answer) -> tuple[str | Mark, ...]:
    """What is picked of a list."""
    return answer.value if isinstance(answer.value, tuple) else ()


@cache
def space(name: str) -> Any:
    """The data of one space of phrases, to be read only."""
    return yaml.load((SPACES / f"{name}.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)


def count(figures: Counter[str], what: str, outcomes: Counter[Outcome]) -> None:
    """Have the outcomes of a space printed at the end of the run."""
    for one in ("right", "asked", "wrong"):
        figures[f"{what}: {one}"] = outcomes[one]
