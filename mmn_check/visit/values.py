"""What an answer may hold: places with sides, rough dates, words, numbers, or why there is none."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Any, Literal

from mmn_check.bank.records import Record
from mmn_check.i18n import tr_later

Side = Literal["left", "right", "both", "not_sure", "whole"]
"""`whole` is for a place that has no sides (the neck)."""

SIDES: tuple[Side, ...] = ("left", "right", "both", "not_sure", "whole")


class Mark(Record, kw_only=False):
    """One place (a choice's id) with the side that was marked there."""

    place: str
    side: Side


Manner = Literal["date", "either", "length", "ago", "words"]
"""How a date was said: as a date ("March 2019"), as one of two ("2019 or 2021"), as a length of
time ("2 years"), as so long ago ("2 years ago"), or in other words ("last summer")."""

MANNERS: tuple[Manner, ...] = ("date", "either", "length", "ago", "words")


class RoughDate(Record):
    """A date as exact as the person's memory, and no more exact.

    `earliest` and `latest` are the first and last day, month or year it may mean, as
    "2024", "2024-03" or "2024-03-05"; both None if the words were not understood.
    """

    as_typed: str
    earliest: str | None = None
    latest: str | None = None
    manner: Manner = "date"
    about: bool = False
    """Whether "about", "maybe" or the like was said with it."""


class Words(Record, kw_only=False):
    """Free words, kept to the letter."""

    text: str


def first_day(partial: str) -> date:
    """The first day of a year, month or day written as "2024", "2024-03" or "2024-03-05"."""
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    return date(year, month or 1, day or 1)


def last_day(partial: str) -> date:
    """The last day of a year, month or day written as "2024", "2024-03" or "2024-03-05"."""
    year, month, day = (*map(int, partial.split("-")), 0, 0)[:3]
    return date(year, month or 12, day or monthrange(year, month or 12)[1])


Value = str | int | float | Words | RoughDate | Mark | tuple[str, ...] | tuple[Mark, ...]
"""yes_no and one: a str (or a Mark, where places are chosen from); many and rank: a tuple of
choice ids; places: a tuple of Marks; number and rating: an int or float; text: Words."""

State = Literal["answered", "not_sure", "skipped", "declined"]


class Answer(Record, kw_only=False):
    """What was said to one step. A step without one was not asked."""

    state: State
    value: Value | None = None
    note: str = field(default="", compare=False)
    """What was said beside a yes or a no ("Yes, at night."), to the letter; changes no meaning."""

    @property
    def given(self) -> bool:
        """Whether there is a value."""
        return self.state == "answered"

    @property
    def picks(self) -> tuple[str, ...] | tuple[Mark, ...]:
        """What is picked of a list."""
        return self.value if isinstance(self.value, tuple) else ()

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The places that are marked on a list of them."""
        return tuple(one for one in self.picks if isinstance(one, Mark))


NOT_SURE = Answer("not_sure")
SKIPPED = Answer("skipped")
DECLINED = Answer("declined")
STATES: Mapping[str, Answer] = {"not_sure": NOT_SURE, "skipped": SKIPPED, "declined": DECLINED}
"""Why a question may have no value, by the word that is kept."""
LISTED_STATES: Mapping[str, Answer] = {"not_sure": NOT_SURE, "declined": DECLINED}
"""Those that a bank may list among the choices of a question; picked, they are kept as a state."""
NO_MORE = Answer("answered", "no_more")
"""Closes a table: there are no more rows."""


def answered(value: Value, note: str = "") -> Answer:
    """An answer with a value, and with what was said beside it."""
    return Answer("answered", value, note)


Written = Any
"""Words, numbers, lists and mappings, as YAML and JSON know them."""


CLOSED, UNFIT = "set aside", "no longer fits"
"""Tell apart, where one question has both, answers of a closed branch and misfits."""


def in_one_line(content: Written) -> str:
    """Written data as a person may read it."""
    match content:
        case dict():
            return ", ".join(f"{name}: {in_one_line(one)}" for name, one in content.items())
        case list():
            return ", ".join(map(in_one_line, content))
        case _:
            return " ".join(str(content).split())


NOT_SURE_IN_WORDS = tr_later("Not sure")
"""What the key for it stands for, wherever something may be unsure."""

OFFERED: Mapping[Side, str] = {
    "left": tr_later("{place}, left"),
    "right": tr_later("{place}, right"),
    "both": tr_later("{place}, both"),
    "not_sure": tr_later("{place}, side not sure"),
    "whole": "{place}",
}
"""A place that was marked before, as one of several to choose from."""
READ_BACK: Mapping[Side, str] = {
    "left": tr_later("{place} (left)"),
    "right": tr_later("{place} (right)"),
    "both": tr_later("{place} (both sides)"),
    "not_sure": tr_later("{place} (not sure which side)"),
    "whole": "{place}",
}
"""A place as it is read back to who marked it."""
IN_A_SENTENCE: Mapping[Side, str] = {
    "left": tr_later("left {place}"),
    "right": tr_later("right {place}"),
    "both": tr_later("right and left {place}"),
    "not_sure": tr_later("{place} (side not sure)"),
    "whole": "{place}",
}
"""A place as the page tells it."""
BY_SIDE: Mapping[Side, str] = {
    "right": tr_later("right: {places}"),
    "left": tr_later("left: {places}"),
    "both": tr_later("both sides: {places}"),
    "not_sure": tr_later("side not sure: {places}"),
    "whole": "{places}",
}
"""Several places of the same side, in the order in which the page tells the sides."""
ALONE: Mapping[Side, str] = {
    "left": tr_later("left"),
    "right": tr_later("right"),
    "both": tr_later("both sides"),
    "not_sure": tr_later("side not sure"),
    "whole": tr_later("no side"),
}
"""A side that changed."""

STATES_READ_BACK: Mapping[State, str] = {
    "not_sure": NOT_SURE_IN_WORDS,
    "skipped": tr_later("Skipped"),
    "declined": tr_later("You would rather not say"),
}
"""Why there is no answer, as it is read back."""
STATE_WORDS: Mapping[str, str] = {
    "not_sure": tr_later("not sure"),
    "skipped": tr_later("skipped"),
    "declined": tr_later("rather not say"),
    "not_asked": tr_later("not asked"),
}
"""The same as the page tells it."""


def in_figures(number: float) -> str:
    """A number as it was said, without an exponent: 0.0000001."""
    # Rarely needed, and a start would wait for it.
    from decimal import Decimal  # noqa: PLC0415

    return format(Decimal(str(number)), "f")
