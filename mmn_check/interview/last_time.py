"""What an earlier visit offers at a question, in words that are true today."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mmn_check.bank.model import Bank, One, Rows, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.answers import in_words
from mmn_check.understanding.dates.reading import lasting
from mmn_check.visit.flow import (
    course_of,
)
from mmn_check.visit.last_visit import LastTime
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Answer, RoughDate, Words, answered
from mmn_check.visit.visit import Key, Visit


def last_time_of(bank: Bank, earlier: Visit) -> LastTime:
    """What an earlier visit says to the questions that the bank marks, as far as all of it fits.

    "Two years ago" was true of that day: it is offered in words that are true of today, too.
    """
    answers: dict[str, dict[Key, Answer]] = {}
    for key, answer in course_of(bank, earlier).answers.items():
        if bank.by_id[key[0]].as_last_time and key[0] not in earlier.misfits:
            rough = answer.value
            lasts = answered(lasting(rough)) if isinstance(rough, RoughDate) else answer
            answers.setdefault(key[0], {})[key] = lasts
    told = {name: said for name, said in answers.items() if any(one.given for one in said.values())}
    return LastTime(day=earlier.started.date(), answers=told)


RecalledPart = tuple[Step, Answer]


def recalled(offer: Step) -> list[str]:
    """What is offered, a line for each row of a table, else for each part of the answer."""
    return [
        line
        for _, parts in groupby(offer.offered, key=_row)
        if (line := _line(list(parts), table=isinstance(offer.question, Rows)))
    ]


def _row(part: RecalledPart) -> Key:
    key = part[0].key
    return key[:3] if key[1:2] == ("row",) else key


def _line(parts: list[RecalledPart], *, table: bool) -> str:
    first, answer = parts[0]
    if not table:
        return (
            f"{first.item.ask} {in_words(first, answer)}" if first.follows else in_words(*parts[0])
        )
    if answer == NO_MORE:
        return in_words(first, answer) if first.thing == "1" else ""
    said = ", ".join(_cells(parts))
    named = first.question
    thing = f"{first.thing}: " if isinstance(named, Rows) and named.for_each else ""
    return f"{thing}{said or tr('nothing said')}"


def _cells(parts: list[RecalledPart]) -> Iterator[str]:
    for step, answer in parts:
        match answer.value:
            case None:
                continue
            case Words(text):
                yield " ".join(text.split())
            case _:
                words = in_words(step, answer).removesuffix(".")
                yield f"{step.item.ask} {words}" if isinstance(step.item, YesNo | One) else words
