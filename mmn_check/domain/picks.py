"""What was picked or marked, read from plain data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from mmn_check.domain.entries import Plain
from mmn_check.domain.questions import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.domain.slots import sides_of
from mmn_check.domain.steps import Step
from mmn_check.domain.values import Answer, Mark, Value


@dataclass(frozen=True)
class Unfit:
    """Why something is no answer to its question."""

    sentence: str
    word: str = ""
    """What is not known ..."""
    known: tuple[str, ...] = ()
    """... and what would be."""


Typed = Callable[[Step, str], Answer | Unfit]
"""Reads what a person would type to a step."""


def form_of(step: Step) -> str:
    """What is written for such a question."""
    match step.item:
        case One() if step.marks:
            return "This is one place with its side, such as {hand: right}."
        case YesNo() | One():
            return "This is one word."
        case Many() | Rank():
            return "This is a list of choices, such as [rest, ice]."
        case Places():
            return "These are places, each with its side, such as {hand: right}."
        case Number() | Rating():
            return "This is a number."
        case Date():
            return "This is a date, such as 2024, or {as_typed: 2024, from: 2024, to: 2024}."
        case Text():
            return "This is text."
        case _:
            assert_never(step.item)


def ids_of(step: Step) -> tuple[str, ...]:
    """The choices that are kept as they are; "rather not say" is kept as a state."""
    return tuple(choice.id for choice in step.choices if choice.id != "declined")


def one_mark(step: Step, content: Mapping[str, Plain]) -> Value | Unfit:
    """One place out of those picked before."""
    offered = list(step.marks.values())
    pairs = [Mark(place, side) for place, side in content.items()]
    if len(pairs) != 1:
        return Unfit(form_of(step))
    if pairs[0] in offered:
        return pairs[0]
    places = dict.fromkeys(mark.place for mark in offered)
    sides = tuple(mark.side for mark in offered if mark.place == pairs[0].place)
    if not sides:
        return _unknown(pairs[0].place, tuple(places))
    return _unknown(pairs[0].side, sides)


def several(step: Step, parts: Sequence[Plain], *, typed: Typed) -> Value | Unfit:
    """What was picked or marked, in the order written."""
    found: list[str | Mark] = []
    for part in parts:
        read = _picked(step, part, typed=typed)
        if isinstance(read, Unfit):
            return read
        found += read
    places = [one.place if isinstance(one, Mark) else one for one in found]
    if problem := _problem(step, places):
        return Unfit(problem)
    marks = tuple(one for one in found if isinstance(one, Mark))
    return marks or tuple(one for one in found if isinstance(one, str))


def _picked(step: Step, part: Plain, *, typed: Typed) -> tuple[str, ...] | tuple[Mark, ...] | Unfit:
    match step.item, part:
        case Places(), dict() if part:
            marks = [_mark(step, place, side) for place, side in part.items()]
            wrong = next((mark for mark in marks if isinstance(mark, Unfit)), None)
            return wrong or tuple(mark for mark in marks if isinstance(mark, Mark))
        case Many() | Rank(), str() if part in ids_of(step):
            return (part,)
        case _, str():
            read = typed(step, part)
            if isinstance(read, Unfit):
                return read
            return read.value if isinstance(read.value, tuple) else Unfit(form_of(step))
        case _:
            return Unfit(form_of(step))


def _mark(step: Step, place: Plain, side: Plain) -> Mark | Unfit:
    choice = next((choice for choice in step.choices if choice.id == place), None)
    if choice is None:
        return _unknown(place, ids_of(step))
    sides = sides_of(choice)
    return Mark(choice.id, side) if side in sides else _unknown(side, sides)


def _problem(step: Step, places: Sequence[str]) -> str | None:
    """Why these cannot stand together."""
    most = getattr(step.item, "at_most", None)
    if not places:
        return "Nothing is picked."
    if twice := next((one for one in places if places.count(one) > 1), None):
        return f'"{twice}" is picked twice.'
    if most and len(places) > most:
        return f"No more than {most} can be picked."
    alone = next((one.id for one in step.choices if one.exclusive and one.id in places), None)
    return f'"{alone}" cannot stand with others.' if alone and len(places) > 1 else None


def _unknown(word: Plain, known: tuple[str, ...]) -> Unfit:
    return Unfit(f'"{word}" is not on offer.', str(word), known)
