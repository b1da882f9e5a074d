"""How two visits differ in one answer, and what each said there."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from mmn_check.bank.model import Date, Many, One, Places, Rating, Rows, Text, is_later
from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.summary.summary_model import Phrase
from mmn_check.summary.view import TableRow, View
from mmn_check.summary.wording import (
    answer_in_words,
    choice_words,
    lower_first,
    told_apart,
    words,
)
from mmn_check.visit.steps import Pick, Step, picked_by
from mmn_check.visit.values import ALONE, NO_MORE, Answer, Mark, RoughDate, in_figures
from mmn_check.visit.visit import Key

Standing = Literal["answered", "none", "not_sure", "declined", "skipped", "not_asked", "unfit"]
"""The six things an answer can be, never turned into one another; and an answer that is kept but
no longer fits the questions as they are."""


class AnswerThen(NamedTuple):
    """What stood at one visit."""

    standing: Standing
    things: tuple[Phrase, ...] = ()
    """In words, one phrase for each thing said; the rows of a table are told apart."""

    @property
    def has_value(self) -> bool:
        """Whether something was answered, be it that there is none."""
        return self.standing in ("answered", "none")


NOT_ASKED = AnswerThen("not_asked")
PickedPhrases = Mapping[str, tuple[Pick, Phrase]]
"""What was picked, by its id, each in words as well."""


class Turn(NamedTuple):
    """A thing that was picked at both visits, on another side."""

    thing: Phrase
    was: Phrase
    now: Phrase


class Difference(Record):
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

    @property
    def content(self) -> Hashable:
        """What two answers must have in common to be the same; None if it was not asked.

        Picks are the same in any order, a date however it was put into words.
        """
        match self.answer.value if self.answer else None:
            case None:
                return self.answer
            case RoughDate(earliest=str(earliest), latest=latest):
                return earliest, latest
            case tuple(several) if self.step and isinstance(self.step.item, Many | Places):
                return frozenset[str | Mark](several)
            case value:
                return value

    @property
    def said(self) -> AnswerThen:
        """What stood there, in words; of a table with rows only that."""
        step, answer = self.step, self.answer
        table = self.told.bank.by_id.get(self.key[0])
        if isinstance(table, Rows) and (len(self.key) == 1 or self.key[1:] == ("end",)):
            return self._of_table(table, answer)
        if step is None or answer is None:
            return NOT_ASKED
        if not answer.given:
            return AnswerThen(answer.state)
        if isinstance(step.item, Rating) and isinstance(answer.value, int | float):
            return AnswerThen("answered", (words(in_figures(answer.value)),))
        none = isinstance(step.item, Many | Places) and not picked_by(step, answer)
        things = answer_in_words(self.told, step, answer, told_apart(step.choices))
        return AnswerThen("none" if none else "answered", things)

    def _of_table(self, table: Rows, answer: Answer | None) -> AnswerThen:
        if len(self.key) == 1:
            if rows_told(self.told, table):
                return AnswerThen("answered")
            answer = answer or self.below("end").answer
            if answer == NO_MORE:
                return AnswerThen("none", (words(lower_first(table.none or tr("none"))),))
        elif answer == NO_MORE:
            return AnswerThen("answered", (words(tr("no more")),))
        return AnswerThen(answer.state) if answer else NOT_ASKED

    @property
    def picks(self) -> PickedPhrases:
        """What was picked; "none of these" is nothing."""
        step, answer = self.step, self.answer
        picks = picked_by(step, answer) if step else ()
        pairs = zip(picks, self.said.things, strict=False)
        return {pick.choice.id: (pick, said) for pick, said in pairs}

    def below(self, *part: str) -> At:
        """A part of the same thing."""
        return At(self.told, (*self.key, *part))


def rows_told(told: View, table: Rows) -> list[TableRow]:
    """The rows in which something was said."""
    rows = told.rows(table.id)
    return [one for one in rows if any(told.answer(step.key) for step in one.cells.values())]


def differences(was: At, now: At) -> Iterator[Difference]:
    """What differs at a place and in its follow-ups.

    The words that go with a choice are part of it where it is picked at one visit only.
    """
    below = (one.key for one in now.told.steps_of(now.key[0]) if one.key[:-2] == now.key)
    parts = [key[len(now.key) :] for key in below]
    follow_ups = [one for one in parts if one[0] == "words" and was.below(*one).step]
    pairs = ((was.below(*one), now.below(*one)) for one in (*follow_ups, ("others",)))
    for before, after in ((was, now), *pairs):
        if (step := after.step or before.step) and before.content != after.content:
            yield _difference(before, after, step)


def _difference(was: At, now: At, step: Step) -> Difference:
    key = step.key
    found = Difference(
        # Without its row, which may have another number at the other visit.
        key=(key[0], *key[3:]) if key[1:2] == ("row",) else key,
        asked=step.item.clinical_name,
        was=was.said,
        now=now.said,
        told=isinstance(step.item, Date | Text),
    )
    if isinstance(step.item, One | Many | Places) and found.was.has_value and found.now.has_value:
        return _with_picks(was, now, found, several=not isinstance(step.item, One))
    return found


def _with_picks(was: At, now: At, found: Difference, *, several: bool) -> Difference:
    """The difference, with which picks are new or gone, and which the bank did not have."""
    before, after = was.picks, now.picks
    new, newer = _not_in(before, after, was.told.visit.bank_version)
    gone, older = _not_in(after, before, now.told.visit.bank_version)
    found = replace(found, not_offered_then=newer, not_offered_now=older)
    if not several:
        return found
    turned = tuple(
        Turn(words(choice_words(one.choice)), *(words(tr(ALONE[side])) for side in sides))
        for name, (one, _) in after.items()
        if name in before and (old := before[name][0]).mark and one.mark and old.mark != one.mark
        for sides in [(old.mark.side, one.mark.side)]
    )
    return replace(found, several=True, new=new, gone=gone, turned=turned)


def _not_in(
    other: PickedPhrases, these: PickedPhrases, version: str
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """What was not picked at the other visit: what its bank's version had on offer, and had not."""
    found: tuple[list[Phrase], list[Phrase]] = ([], [])
    for name, (one, said) in these.items():
        if name not in other:
            later = bool(one.choice.since) and is_later(one.choice.since or "", version)
            found[later].append(said)
    return tuple(found[0]), tuple(found[1])
