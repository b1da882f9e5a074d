"""What reading a typed answer may come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mmn_check.visit.values import Answer

CommandName = Literal["back", "skip", "help", "stop", "repeat", "no_more", "quiet", "ideas"]


@dataclass(frozen=True)
class ParsedAnswer:
    """It can mean one thing only."""

    answer: Answer


@dataclass(frozen=True)
class Rejected:
    """It was not understood or does not fit: the sentence says what to type."""

    sentence: str
    quotes: bool = False
    """Whether the sentence itself says which words were not understood."""


@dataclass(frozen=True)
class Command:
    """It is no answer, but something to be done."""

    name: CommandName


@dataclass(frozen=True)
class Option:
    """One thing that may have been meant."""

    label: str
    reading: Reading
    keys: tuple[str, ...] = ()
    """What may be typed for it besides its number and its label."""
    names_it: bool = True
    """Whether its label tells what was meant; a yes to the question, or another try, does not."""


@dataclass(frozen=True)
class NeedsConfirmation:
    """It may mean several things: which one is asked, with numbered options."""

    sentence: str
    options: tuple[Option, ...]


Reading = ParsedAnswer | Rejected | NeedsConfirmation | Command
