"""A side said with its noun, where the choices are sides: "my right hand", "the left one"."""

from __future__ import annotations

from typing import NamedTuple

from mmn_check.understanding.answer_reading.naming import ARTICLES
from mmn_check.understanding.answer_reading.spoken import tokens, without_politeness
from mmn_check.understanding.hearing import heard
from mmn_check.visit.steps import Step

_OPPOSITE = {"left": "right", "right": "left"}
_GENERAL = frozenset({"side", "one"})
_NOUNS = _GENERAL | {"hand"}
_LEADS = (("it", "is"), ("its",), ("on",), ("just",), ("only",))


class SideNamed(NamedTuple):
    """What is left when the noun is left out."""

    words: str
    number: int | None
    """The choice, if nothing but the side was said."""
    doubtful: bool
    """Whether the question does not speak of such a thing."""


def side_named(step: Step, typed: str) -> SideNamed | None:
    """The side without its noun; None if the choices are no sides, or none is said with one."""
    by_side = {first: n for n, first in enumerate(map(_first_word, _labels(step)), start=1)}
    words = tuple(w for w in without_politeness(tokens(typed)) if w not in ARTICLES)
    lead = next((one for one in _LEADS if words[: len(one)] == one), ())
    match words[len(lead) :]:
        case (side, noun, *rest) if side in _OPPOSITE and noun in _NOUNS:
            if not {side, _OPPOSITE[side]} <= by_side.keys():
                return None
            asked = _GENERAL.union(tokens(heard(f"{step.item.ask} {step.item.ask_helper or ''}")))
            number = None if rest else by_side[side]
            return SideNamed(" ".join((side, *rest)), number, doubtful=noun not in asked)
        case _:
            return None


def _labels(step: Step) -> list[str]:
    return [heard(choice.label) for choice in step.choices]


def _first_word(label: str) -> str:
    return tokens(label)[0]
