"""What was said beside an answer, as it is told with it.

It is kept to the letter. Where it is told, what was picked by its number on the list stands by its
name, since a number of a list says nothing behind the screen; and it need not be told where it says
nothing else than what it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from mmn_check.bank.model import Choice, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.lexicon import lexicon, listed
from mmn_check.understanding.say_back import YES_NO, name_within
from mmn_check.understanding.utterance import alike
from mmn_check.understanding.words import UNITS, stems, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import IN_A_SENTENCE, Answer, Mark

_FIGURES = re.compile(r"(?<!\S)(\d{1,3})[^\W\d]?(?!\w)")
"""The number of a choice, perhaps with the letter of a side."""
_PARTED = re.compile(r"[,;:.()]")
_TALK = frozenset({"AND", "ALSO", "NUMBER", "LEAD", "IDLE", "THE", "A", "OF", "IN", "ON", ",", ";"})
"""Tokens that tell nothing."""


def words_beside(step: Step, answer: Answer) -> str:
    """What was said beside an answer; choices by their numbers at its start are in brackets."""
    names, note = _picked_by_figure(step, answer), answer.note
    said, end = "", 0
    for found in _FIGURES.finditer(note) if names else ():
        figures = [found[1]] if found[1] in names else [*found[1]]
        between, after = (
            stems(words_in(text, step.language), step.language)
            for text in (note[end : found.start()], note[found.end() :])
        )
        is_amount = not UNITS.isdisjoint(after[:1])
        if is_amount or not (_TALK.issuperset(between) and names.keys() >= {*figures}):
            break
        said += note[end : found.start()] + ", ".join(f"[{names[one]}]" for one in figures)
        end = found.end()
    return said + note[end:]


def _picked_by_figure(step: Step, answer: Answer) -> Mapping[str, str]:
    """What was picked, by the figures that stand before it on the screen."""
    if isinstance(step.item, YesNo):
        said = enumerate(YES_NO, start=1)
        return {str(at): tr(YES_NO[one]).lower() for at, one in said if one == answer.value}
    value = answer.value
    picked = {_id(step, one): one for one in (value if isinstance(value, tuple) else (value,))}
    return {
        step.figure_of(number): _named(choice, picked[choice.id])
        for number, choice in enumerate(step.choices, start=1)
        if choice.id in picked
    }


def _id(step: Step, pick: object) -> object:
    """What the choice is called that a pick stands for."""
    named = (one for one, mark in step.marks.items() if mark == pick)
    return next(named, pick.place if isinstance(pick, Mark) else pick)


def _named(choice: Choice, pick: object) -> str:
    name = name_within(choice)
    if isinstance(pick, Mark) and pick.place == choice.id:
        return tr(IN_A_SENTENCE[pick.side], place=name)
    return name


def repeats(note: str, told: str, language: str) -> bool:
    """Whether each part of what was said beside an answer stands in one part of what is told."""
    known, said = [*_parts(told, language)], [*_parts(note, language)]
    return bool(said) and all(any(_holds(part, one) for one in known) for part in said)


def _holds(part: Iterable[str], told: Iterable[str]) -> bool:
    return all(any(alike(one, other) for other in told) for one in part)


def _parts(text: str, language: str) -> Iterator[frozenset[str]]:
    """The words of each part of a text that tell something."""
    little = {*listed(lexicon(language).section("little")["in_menus"])}
    for part in _PARTED.split(text):
        told = stems(words_in(part, language), language)
        if told[:1] == ("YES",):
            yield frozenset(told[:1])
            told = told[1:]
        for is_and, some in groupby(told, key="AND".__eq__):
            if not is_and and (telling := {*some} - little - _TALK):
                yield frozenset(telling)
