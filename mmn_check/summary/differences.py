"""Kinds of differences between two visits, and those in one answer."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from mmn_check.bank.model import Choice, Date, Many, One, Places, Rating, Text, is_later
from mmn_check.i18n import tr, tr_later
from mmn_check.summary.summary_model import Phrase
from mmn_check.summary.view import View
from mmn_check.summary.wording import answer_in_words, choice_words, in_figures, words
from mmn_check.visit.steps import Step, picked_by
from mmn_check.visit.values import Answer, Mark, RoughDate, Side
from mmn_check.visit.visit import Key

Standing = Literal["answered", "none", "not_sure", "declined", "skipped", "not_asked", "unfit"]
"""The six things an answer can be, never turned into one another; and an answer that is kept but
no longer fits the questions as they are."""

ChangeKind = Literal[
    "changed",
    "now_answered",
    "no_longer_answered",
    "not_asked_then",
    "not_asked_now",
    "not_offered_then",
    "not_offered_now",
    "unfit",
]
"""The first three are changes of what was said; the others say why nothing can be compared."""

CHANGES: tuple[ChangeKind, ...] = ("changed", "now_answered", "no_longer_answered")


@dataclass(frozen=True, kw_only=True)
class AnswerThen:
    """What stood at one visit."""

    standing: Standing
    things: tuple[Phrase, ...] = ()
    """In words, one phrase for each thing said; the rows of a table are told apart."""

    @property
    def has_value(self) -> bool:
        """Whether something was answered, be it that there is none."""
        return self.standing in ("answered", "none")


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A thing that was picked at both visits, on another side."""

    thing: Phrase
    was: Phrase
    now: Phrase


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing asked that was answered in another way."""

    key: Key
    """The question's, or that of a part of it, in whichever row."""
    asked: str
    """The question, or the part of one."""
    was: AnswerThen
    now: AnswerThen
    new: tuple[Phrase, ...] = ()
    """Of several things picked: those that were not picked before, though on offer."""
    gone: tuple[Phrase, ...] = ()
    turned: tuple[Turn, ...] = ()
    not_offered_then: tuple[Phrase, ...] = ()
    """Picked now; the bank did not have them at the earlier visit."""
    not_offered_now: tuple[Phrase, ...] = ()
    several: bool = False
    """Whether several things may be picked, and both visits say which, or none."""
    told: bool = False
    """Whether it is told in the person's own way, as a date is or free words are."""


@dataclass(frozen=True, kw_only=True)
class RowDifference:
    """One row of a table that is new, gone, or was answered in another way."""

    thing: Phrase
    """What the row is about."""
    is_new: bool = False
    is_gone: bool = False
    cells: tuple[Difference, ...] = ()
    """Of a row that is new or gone, all that was said in it."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """What differs in the answers to one question."""

    question: str
    """Its id, which may be none of the bank's any more."""
    section: str | None
    kind: ChangeKind
    parts: tuple[Difference, ...] = ()
    rows: tuple[RowDifference, ...] = ()
    reordered: bool = False
    """Whether a table's rows stand in another order."""

    @property
    def is_comparable(self) -> bool:
        """Whether the person was asked the same at both visits."""
        return self.kind in CHANGES

    @property
    def is_one_sided(self) -> bool:
        """Whether it was asked at one visit only."""
        return self.kind in ("not_asked_then", "not_asked_now")


NOT_ASKED = AnswerThen(standing="not_asked")
SIDES: Mapping[Side, str] = {
    "left": tr_later("left"),
    "right": tr_later("right"),
    "both": tr_later("both sides"),
    "not_sure": tr_later("side not sure"),
    "whole": tr_later("no side"),
}


class _Picked(NamedTuple):
    choice: Choice
    mark: Mark | None
    said: Phrase


class At(NamedTuple):
    """Where something stood at one visit; rows may have moved between two."""

    told: View
    key: Key

    @property
    def answer(self) -> Answer | None:
        """What was said there."""
        return self.told.answer(self.key)

    @property
    def step(self) -> Step | None:
        """What was asked there."""
        return self.told.steps.get(self.key)

    def below(self, *part: str) -> At:
        """A part of the same thing."""
        return At(self.told, (*self.key, *part))


def differences(was: At, now: At) -> Iterator[Difference]:
    """What differs at a place and in its follow-ups.

    The words that go with a choice are part of it where it is picked at one visit only.
    """
    pairs = ((was.below(*one), now.below(*one)) for one in _follow_ups(was, now))
    for before, after in ((was, now), *pairs):
        if found := difference(before, after):
            yield found


def difference(was: At, now: At) -> Difference | None:
    """What differs at one place, if anything does."""
    step = now.step or was.step
    if step is None or content_at(was) == content_at(now):
        return None
    found = Difference(
        key=_part(step.key),
        asked=step.item.clinical or step.item.ask,
        was=said_at(was),
        now=said_at(now),
        told=isinstance(step.item, Date | Text),
    )
    if isinstance(step.item, One | Many | Places) and found.was.has_value and found.now.has_value:
        return _with_picks(was, now, found, several=not isinstance(step.item, One))
    return found


def said_at(at: At) -> AnswerThen:
    """What stood at a place, in words."""
    step, answer = at.step, at.answer
    if step is None or answer is None:
        return NOT_ASKED
    if not answer.given:
        return AnswerThen(standing=answer.state)
    return AnswerThen(standing=_standing(step, answer), things=_things(at.told, step, answer))


def content_at(at: At) -> Hashable:
    """What two answers must have in common to be the same; None if it was not asked.

    Picks are the same in any order, a date however it was put into words.
    """
    match at.answer.value if at.answer else None:
        case None:
            return at.answer
        case RoughDate(earliest=str(earliest), latest=latest):
            return earliest, latest
        case tuple(several) if at.step and isinstance(at.step.item, Many | Places):
            return frozenset[str | Mark](several)
        case value:
            return value


def _part(key: Key) -> Key:
    """A key without its row, which may have another number at the other visit."""
    return (key[0], *key[3:]) if key[1:2] == ("row",) else key


def _follow_ups(was: At, now: At) -> Iterator[Key]:
    """The parts of a key at which words for a pick of both visits stand, or one on the rest."""
    for one in now.told.steps_of(now.key[0]):
        part = one.key[len(now.key) :]
        if one.key[:-2] == now.key and part[0] == "words" and was.below(*part).step:
            yield part
    yield ("others",)


def _standing(step: Step, answer: Answer) -> Standing:
    several = isinstance(step.item, Many | Places)
    return "none" if several and not picked_by(step, answer) else "answered"


def _things(told: View, step: Step, answer: Answer) -> tuple[Phrase, ...]:
    match step.item, answer.value:
        case Rating(), int() | float() as number:
            return (words(in_figures(number)),)
        case _:
            return answer_in_words(told, step, answer)


def _with_picks(was: At, now: At, found: Difference, *, several: bool) -> Difference:
    """The difference, with which picks are new or gone, and which the bank did not have."""
    before, after = _picks(was), _picks(now)
    added = [one for name, one in after.items() if name not in before]
    lost = [one for name, one in before.items() if name not in after]
    newer, older = _not_offered(was, added), _not_offered(now, lost)
    found = replace(
        found,
        not_offered_then=tuple(one.said for one in newer),
        not_offered_now=tuple(one.said for one in older),
    )
    if not several:
        return found
    return replace(
        found,
        several=True,
        new=tuple(one.said for one in added if one not in newer),
        gone=tuple(one.said for one in lost if one not in older),
        turned=tuple(_turns(before, after)),
    )


def _picks(at: At) -> Mapping[str, _Picked]:
    """What was picked, each in words."""
    if at.step is None or at.answer is None:
        return {}
    value = at.answer.value
    each = value if isinstance(value, tuple) else (value,)
    phrases = answer_in_words(at.told, at.step, at.answer)
    said = {
        one.place if isinstance(one, Mark) else one: phrase
        for one, phrase in zip(each, phrases, strict=True)
    }
    # One of several places is picked with its side, by a name of its own.
    return {
        pick.choice.id: _Picked(pick.choice, pick.mark, said.get(pick.choice.id, phrases[0]))
        for pick in picked_by(at.step, at.answer)
    }


def _not_offered(at: At, picks: Iterable[_Picked]) -> list[_Picked]:
    version = at.told.visit.bank_version
    return [one for one in picks if one.choice.since and is_later(one.choice.since, version)]


def _turns(before: Mapping[str, _Picked], after: Mapping[str, _Picked]) -> Iterator[Turn]:
    for name, one in after.items():
        old = before[name].mark if name in before else None
        if old and one.mark and old != one.mark:
            was, now = (words(tr(SIDES[mark.side])) for mark in (old, one.mark))
            yield Turn(thing=words(choice_words(one.choice)), was=was, now=now)
