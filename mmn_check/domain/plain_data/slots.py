"""Every place of a bank where an answer may be kept, whether or not it is open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from mmn_check.domain.bank import Bank
from mmn_check.domain.opening import CONFIRM_REST, with_choices
from mmn_check.domain.questions import (
    Choice,
    Many,
    One,
    Places,
    Rank,
    Rows,
    Text,
    YesNo,
    built_on,
)
from mmn_check.domain.steps import Pick, Step
from mmn_check.domain.values import Mark, Side
from mmn_check.domain.visit import Key

_ROW = re.compile(r"0|[1-9][0-9]{0,5}")


def sides_of(choice: Choice) -> tuple[Side, ...]:
    """The sides that may be marked at a place."""
    if choice.sides and not choice.exclusive:
        return ("right", "left", "both", "not_sure")
    return ("whole",)


class Slots:
    """The places for answers that one bank has."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._sections = {one.id: section for section in bank.sections for one in section.questions}
        self._picks: dict[str, tuple[Pick, ...]] = {}

    def at(self, key: Key) -> Step | None:
        """The step at a key, with all that could ever be on offer; None if the bank has none."""
        question = self._bank.by_id.get(key[0])
        if question is None:
            return None
        first = question.fields[0] if isinstance(question, Rows) else question
        bare = Step(key=key, section=self._sections[key[0]], question=question, item=first)
        match question, key[1:]:
            case Rows(for_each=None), () | ("end",):
                return replace(bare, thing="1", may_end=True)
            case Rows(), ("row", row, name, *rest) if self._has_row(question, row):
                cell = next((field for field in question.fields if field.id == name), None)
                return self._simple(replace(bare, item=cell), rest) if cell else None
            case Rows(), _:
                return None
            case _:
                return self._simple(bare, key[1:])

    def _simple(self, bare: Step, rest: Sequence[str]) -> Step | None:
        """A simple question or cell itself, or one of its follow-ups."""
        step = self._with_all_choices(bare)
        match rest:
            case []:
                return step
            case ["words", name]:
                asks = {choice.id: choice.words for choice in step.choices}
                ask = asks.get(name)
                return replace(bare, item=Text(id=name, ask=ask)) if ask else None
            case ["others"] if isinstance(bare.item, Many) and bare.item.confirm_rest:
                text = self._bank.texts[CONFIRM_REST].text
                return replace(bare, item=YesNo(id="others", ask=text))
            case _:
                return None

    def _with_all_choices(self, bare: Step) -> Step:
        match bare.item:
            case One() | Many() | Rank() as item:
                picks = {source: self._every_pick(source) for source in built_on(item)}
                return with_choices(bare, picks)
            case _:
                return with_choices(bare, {})

    def _every_pick(self, source: str) -> tuple[Pick, ...]:
        """All that a question could put on offer for later ones."""
        if source not in self._picks:
            step = self.at((source,))
            self._picks[source] = _picks_of(step) if step else ()
        return self._picks[source]

    def _has_row(self, table: Rows, row: str) -> bool:
        if table.for_each is None:
            return bool(_ROW.fullmatch(row)) and int(row) < table.at_most
        return any(
            pick.choice.id == row
            and (not table.only or pick.choice.id in table.only or pick.choice.group in table.only)
            for pick in self._every_pick(table.for_each)
        )


def _picks_of(step: Step) -> tuple[Pick, ...]:
    choices = [choice for choice in step.choices if not choice.exclusive]
    if not isinstance(step.item, Places):
        return tuple(Pick(choice, step.marks.get(choice.id)) for choice in choices)
    return tuple(
        Pick(choice, Mark(choice.id, side))
        for choice in choices
        for side in sides_of(choice)
        if side != "both"
    )
