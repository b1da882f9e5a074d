"""What reading a typed answer may come to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mmn_check.i18n import tr
from mmn_check.understanding.fixed_phrases import key
from mmn_check.understanding.lexicon import ways_to_say
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


def meant(words: str, reading: Reading, *, otherwise: str) -> NeedsConfirmation:
    """Ask whether that was meant; if not, say what to type."""
    return NeedsConfirmation(
        tr("Did you mean {words}?", words=words), yes_or_no(reading, otherwise=otherwise)
    )


def agreeing() -> tuple[str, ...]:
    """What agrees, where one meaning is offered."""
    return (key("yes"), *ways_to_say("yes", "firm_yes", "agrees"))


def yes_or_no(reading: Reading, *, otherwise: str) -> tuple[Option, Option]:
    """What was probably meant, to be confirmed: yes takes the answer, no asks for another."""
    denying = (key("no"), *ways_to_say("no", "denies"))
    yes = Option(tr("Yes"), reading, keys=agreeing(), names_it=False)
    return yes, Option(tr("No"), Rejected(otherwise), keys=denying, names_it=False)


def meant_by_denial(
    label: str, reading: Reading, *, said: str, otherwise: str
) -> NeedsConfirmation:
    """Ask the same where a no was typed: who says it once more means the first."""
    meaning = Option(label, reading, keys=(said, key("no"), *ways_to_say("no")))
    return NeedsConfirmation(tr("Which did you mean?"), (meaning, something_else(otherwise)))


def something_else(otherwise: str, *, keys: tuple[str, ...] = ()) -> Option:
    """What was offered was not meant: say what to type."""
    return Option(tr("Something else"), Rejected(otherwise), keys=keys, names_it=False)


def none_meant(*, otherwise: str) -> Option:
    """None of the options: ask the question again, saying what to type."""
    keys = ways_to_say("none", "perhaps_none", "no")
    return Option(tr("Ask me again"), Rejected(otherwise), keys=keys)
