"""What was picked or marked, read from plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from mmn_check.domain.plain_data.entries import Plain, Way
from mmn_check.domain.plain_data.slots import sides_of
from mmn_check.domain.questions import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.domain.steps import Step
from mmn_check.domain.values import Answer, Mark, Value
from mmn_check.language import tr


@dataclass(frozen=True)
class Unfit:
    """Why something is no answer to its question."""

    sentence: str
    word: str = ""
    """What is not known ..."""
    known: tuple[str, ...] = ()
    """... and what would be."""
    inside: Way = ()
    """Where it is, within what is written."""
    others: tuple[Unfit, ...] = ()
    """What else is wrong there."""


ReadTyped = Callable[[Step, str], Answer | Unfit]
"""Reads what a person would type to a step."""


def form_of(step: Step) -> str:
    """What is written for such a question."""
    match step.item:
        case One() if step.marks:
            return tr("This is one place with its side, such as {hand: right}.")
        case YesNo() | One():
            return tr("This is one word.")
        case Many() | Rank():
            return tr("This is a list of choices, such as [rest, ice].")
        case Places():
            return tr("These are places, each with its side, such as {hand: right}.")
        case Number() | Rating():
            return tr("This is a number.")
        case Date():
            return tr("This is a date, such as 2024, or {as_typed: 2024, from: 2024, to: 2024}.")
        case Text():
            return tr("This is text.")
        case _:
            assert_never(step.item)


def ids_of(step: Step) -> tuple[str, ...]:
    """The choices that are kept as they are; "rather not say" is kept as a state."""
    return tuple(choice.id for choice in step.choices if choice.id not in ("declined", "not_sure"))


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


def several(step: Step, written: Plain, *, typed: ReadTyped) -> Value | Unfit:
    """What was picked or marked, in the order written."""
    parts = list(enumerate(written)) if isinstance(written, list) else []
    if len(parts) > len(step.choices):
        return Unfit(tr("There is more here than there is to choose from."))
    if isinstance(written, dict):
        found = list(_picked(step, written, typed=typed))
    else:
        found = [
            replace(one, inside=(place, *one.inside)) if isinstance(one, Unfit) else one
            for place, part in parts
            for one in _picked(step, part, typed=typed)
        ]
    wrong = [one for one in found if isinstance(one, Unfit)]
    if wrong:
        return replace(wrong[0], others=tuple(wrong[1:]))
    marks = tuple(one for one in found if isinstance(one, Mark))
    words = tuple(one for one in found if isinstance(one, str))
    if problem := _problem(step, [*words, *(mark.place for mark in marks)]):
        return Unfit(problem)
    return marks or words


def _picked(step: Step, part: Plain, *, typed: ReadTyped) -> Iterator[str | Mark | Unfit]:
    match step.item, part:
        case Places(), dict() if part:
            for place, side in part.items():
                yield _mark(step, place, side)
        case Many() | Rank(), str() if part in ids_of(step):
            yield part
        case _, str() | int():
            read = typed(step, str(part))
            if isinstance(read, Answer) and isinstance(read.value, tuple):
                yield from read.value
            else:
                yield read if isinstance(read, Unfit) else Unfit(form_of(step))
        case _:
            yield Unfit(form_of(step))


def _mark(step: Step, place: Plain, side: Plain) -> Mark | Unfit:
    choice = next((choice for choice in step.choices if choice.id == place), None)
    if choice is None:
        return replace(_unknown(place, ids_of(step)), inside=(str(place),))
    sides = sides_of(choice)
    if side not in sides:
        return replace(_unknown(side, sides), inside=(choice.id,))
    return Mark(choice.id, side)


def _problem(step: Step, places: Sequence[str]) -> str | None:
    """Why these cannot stand together."""
    most = getattr(step.item, "at_most", None)
    if not places:
        return tr("Nothing is picked.")
    if twice := next((one for one in places if places.count(one) > 1), None):
        return tr('"{choice}" is picked twice.', choice=twice)
    if most and len(places) > most:
        return tr("No more than {most} can be picked.", most=most)
    alone = next((one.id for one in step.choices if one.exclusive and one.id in places), None)
    if alone and len(places) > 1:
        return tr('"{choice}" cannot stand with others.', choice=alone)
    return None


def _unknown(word: Plain, known: tuple[str, ...]) -> Unfit:
    return Unfit(tr('"{word}" is not on offer.', word=word), str(word), known)
