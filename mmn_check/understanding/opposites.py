"""Choices that say the opposite of what was said: "No cramps" for "cramps", before for after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mmn_check.bank.model import Choice, Many, One, Places
from mmn_check.i18n import tr
from mmn_check.understanding.labels import tells
from mmn_check.understanding.lexicon import alike, lexicon, words_of
from mmn_check.understanding.options import which_one
from mmn_check.understanding.parsed import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    again,
)
from mmn_check.understanding.replies import says_no, turns
from mmn_check.understanding.talk import listed_parts
from mmn_check.understanding.utterance import is_number, ordinal, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark

_TELLING = 4
"""Letters of the shortest word that tells what something is before or after."""


def not_the_opposite(step: Step, text: str, reading: Reading) -> Reading:
    """The reading without choices that deny what is said: "No cramps" is not meant by "cramps".

    What is named by its number or by a whole name of its own is meant, and so may be what is
    denied in any words. Of signs that may call for help nothing is left out.
    """
    is_list = isinstance(step.item, One | Many | Places)
    words = words_in(text, step.language)
    by_number = any(map(is_number, words)) or any(map(ordinal, words[-1:]))
    denies = says_no(text, step.language) or turns(text, step.language)
    if not is_list or by_number or not words or denies:
        return reading

    # What is asked about is not kept: there, "none" alone is too far from what was said.
    none_only = bool(step.question.urgent_if) or isinstance(reading, NeedsConfirmation)

    def is_meant(meant: Reading) -> bool:
        if not isinstance(meant, ParsedAnswer) or not meant.answer.given:
            return True
        picked = _picked(step, meant.answer)
        picks = [one for one in picked if one.exclusive or not none_only]
        if any(_is_opposite(one, text, step.language) for one in picks):
            return False
        others = [_is_of_another(one, text, step.language) for one in picked]
        several = isinstance(reading, NeedsConfirmation) and reading.several
        return not picked or not (any(others) if several else all(others))

    match reading:
        case ParsedAnswer() if not is_meant(reading):
            return again(step, tr("That is not on the list."))
        case NeedsConfirmation(_, options) if not all(is_meant(one.reading) for one in options):
            left = tuple(one for one in options if is_meant(one.reading))
            if any(isinstance(one.reading, ParsedAnswer) for one in left):
                return replace(reading, options=left)
            return again(step, tr("That is not on the list."))
        case _:
            return reading


def _picked(step: Step, answer: Answer) -> list[Choice]:
    """The choices that an answer picks, "none of these" among them."""
    several = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    ids = {one.place if isinstance(one, Mark) else one for one in several}
    return [choice for choice in step.choices if choice.id in ids]


def right_way_round(step: Step, text: str, reading: Reading) -> Reading:
    """The reading; asked about, where a "before" or an "after" stands behind what it is before.

    "Before it got weak" is not meant by "it was weak before".
    """
    known, said = lexicon(step.language).phrases("relates"), words_of(text)
    at = next((at for at, word in enumerate(said) if (word,) in known), 0)
    if not at or not isinstance(step.item, One) or not isinstance(reading, ParsedAnswer):
        return reading
    related = [n for n, one in enumerate(step.choices, start=1) if words_of(one.label)[:1] in known]
    names_of = [
        words_of(one)
        for choice in _picked(step, reading.answer)
        for one in (choice.label, *choice.synonyms)
    ]
    telling = {
        one
        for name in names_of
        if said[at] in name
        for one in name[name.index(said[at]) + 1 :]
        if len(one) >= _TELLING
    }
    before, behind = (
        any(alike(one, other) for one in part for other in telling)
        for part in (said[:at], said[at + 1 :])
    )
    turned = len(related) > 1 and before and not behind
    return which_one(step, related) if turned else reading


def _is_opposite(choice: Choice, text: str, language: str) -> bool:
    """Whether a choice says that something is not so, and the text, which denies nothing, is it."""
    said = f" {' '.join(words_of(text))} "
    named = (choice.label, *choice.synonyms)
    whole = any(f" {' '.join(words_of(one))} " in said for one in named)
    first, *_ = choice.label.split()
    denies = words_of(first) in lexicon(language).phrases("no") or says_no(choice.label, language)
    return denies and not whole and not first.endswith(",")  # "No, they are better today"


def _is_of_another(choice: Choice, text: str, language: str) -> bool:
    """Whether something else is said to be of what a choice is of: the "x-ray" of "MRI of neck"."""
    kind, of = _around_of(choice.label, language)
    own = {*kind, *(word for one in choice.synonyms for word in words_of(one))} - {*of}
    told = [_around_of(one, language) for one in listed_parts(text, language)]
    kinds = [before for before, behind in told if before and _are_alike(behind, of)]
    return bool(kind and kinds) and not any(_are_alike(one, own) for one in kinds)


def _around_of(text: str, language: str) -> tuple[list[str], list[str]]:
    """The telling words before and behind the "of" of a few words; none, where there is none."""
    words = words_in(text, language)
    at = words.index("OF") if "OF" in words else len(words)
    before, behind = words[:at], words[at + 1 :]
    return [one for one in before if behind and tells(one, language)], [
        one for one in behind if tells(one, language)
    ]


def _are_alike(some: Iterable[str], others: Iterable[str]) -> bool:
    known = [*others]
    return any(alike(one, other) for one in some for other in known)
