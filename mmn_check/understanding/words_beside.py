"""What was said beside an answer, as it is told with it.

It is kept to the letter. Where it is told, the numbers of a list at its start are left out: behind
the screen they say nothing, and what they stood for is told before it. And it need not be told
where it says nothing else than what it stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from mmn_check.bank.model import YesNo
from mmn_check.understanding.lexicon import alike, lexicon, listed
from mmn_check.understanding.utterance import UNITS, stems, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark

_FIGURES = re.compile(r"(?<!\S)(\d{1,3})[^\W\d]?(?!\w)")
"""The number of a choice, perhaps with the letter of a side."""
_PARTED = re.compile(r"[,;:.()]")
_TALK = frozenset({"AND", "ALSO", "NUMBER", "LEAD", "IDLE", "THE", "A", "OF", "IN", "ON", ",", ";"})
"""Tokens that tell nothing."""


def words_beside(step: Step, answer: Answer) -> str:
    """What was said beside an answer, without the numbers by which it was picked.

    They stand at its start; then perhaps at the start of its other parts, too.
    """
    known, note = _figures_of(step, answer), answer.note
    said, end = "", 0
    for found in _FIGURES.finditer(note) if known else ():
        before, after = note[end : found.start()], note[found.end() :]
        is_picked = found[1] in known or known.issuperset(found[1])
        if is_picked and not _is_amount(after, step.language):
            if not said and _TALK.issuperset(words_in(before, step.language)):
                end = found.end()
            elif end and before.rstrip().endswith((",", ";")):
                said, end = f"{said}{before}…", found.end()
        if not end:
            return note
    rest = f"{said}{note[end:]}".lstrip(" ,;.:")
    return f"… {rest}" if rest and end else rest


def _is_amount(behind: str, language: str) -> bool:
    """Whether what stands behind a number makes an amount of it: "2 weeks"."""
    return not UNITS.isdisjoint(stems(words_in(behind, language), language)[:1])


def _figures_of(step: Step, answer: Answer) -> set[str]:
    """The figures that stand on the screen before what was picked."""
    value = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    if isinstance(step.item, YesNo):
        return {str(at) for at, one in enumerate(("yes", "no"), start=1) if one in value}
    named = {mark: one for one, mark in step.marks.items()}
    picked = {named.get(one, one.place) if isinstance(one, Mark) else one for one in value}
    choices = enumerate(step.choices, start=1)
    return {step.figure_of(number) for number, choice in choices if choice.id in picked}


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
