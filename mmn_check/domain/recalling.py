"""What was said before an earlier visit, in words, so that it can be taken over knowingly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mmn_check.domain.answers import in_words
from mmn_check.domain.questions import One, Rows, YesNo
from mmn_check.domain.steps import Step
from mmn_check.domain.values import NO_MORE, Answer, Words
from mmn_check.domain.visit import Key
from mmn_check.language import tr

Part = tuple[Step, Answer]


def recalled(offer: Step) -> list[str]:
    """What is offered, a line for each row of a table, else for each part of the answer."""
    return [
        line
        for _, parts in groupby(offer.offered, key=_row)
        if (line := _line(list(parts), table=isinstance(offer.question, Rows)))
    ]


def _row(part: Part) -> Key:
    key = part[0].key
    return key[:3] if key[1:2] == ("row",) else key


def _line(parts: list[Part], *, table: bool) -> str:
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


def _cells(parts: list[Part]) -> Iterator[str]:
    for step, answer in parts:
        match answer.value:
            case None:
                continue
            case Words(text):
                yield " ".join(text.split())
            case _:
                words = in_words(step, answer).removesuffix(".")
                yield f"{step.item.ask} {words}" if isinstance(step.item, YesNo | One) else words
