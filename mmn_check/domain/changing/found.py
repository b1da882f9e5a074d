"""What differs between two visits, as data: what was said before, and what is said now.

Nothing here says whether a change is good or bad, or how large it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mmn_check.domain.summing.wording import Phrase
from mmn_check.domain.visit import Key

Standing = Literal["answered", "none", "not_sure", "declined", "skipped", "not_asked", "unfit"]
"""The six things an answer can be, never turned into one another; and an answer that is kept but
no longer fits the questions as they are."""

Kind = Literal[
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

CHANGES: tuple[Kind, ...] = ("changed", "now_answered", "no_longer_answered")


@dataclass(frozen=True, kw_only=True)
class Said:
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
    was: Said
    now: Said
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
    kind: Kind
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
