"""None of a whole list, said in several clauses: "No, none of that, my speech is fine"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from mmn_check.understanding.lexicon import LEAST_SHARED, alike, ways_to_say, words_of
from mmn_check.understanding.options import FEW, which_of
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    meant,
)
from mmn_check.understanding.replies import asks_whether, denied, says_no
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.talk_around import MOST_WORDS, kept_beside, phrases_in, without_phrases
from mmn_check.understanding.utterance import says, says_little, words_in
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer

_CLAUSES = re.compile(r"[,.;:!…–—]+(?=\s|$)|\s-\s")


_ZERO = re.compile(r"0(?=[,.;]?\s)")
"""The figure of "none of these" at the start."""
_DENIES = ("no", "firm_no")
_AGREES = (*_DENIES, "no_more", "firm_yes")


class NoneSaid(NamedTuple):
    """That there is none, and what is said besides."""

    only_no: bool
    """Whether nothing but a "no" says so, which may be said of one thing alone."""
    beside: bool
    """Whether a reassurance or a reason stands beside it: "it came on slowly"."""
    rest: str
    """What is neither a none, nor a reassurance: something of the list may be named there."""


def none_said(
    text: str, language: str, topics: Iterable[str] = (), *, lately: bool = False
) -> NoneSaid | None:
    """What the words say behind a "none of these"; None if they do not say that.

    `topics` are the question's own words, which "nothing" and "none" may be said of; `lately`
    tells that it asks for what is new.
    """
    denying = ("none", "none_known", *(["none_lately"] if lately else ()))
    if "?" in text or len(text.split()) > MOST_WORDS:
        return None
    only_no, beside, rest, begins = True, False, list[str](), False
    for clause in reversed(_clauses(text, language)):
        words = clause.split()
        if _denies(clause, language, topics, denying):
            begins, only_no = True, False
        elif not without_phrases(words, language, *_AGREES, "says_nothing"):
            no = any(phrases_in(words, language, *_DENIES))
            begins = begins or (no and denied(clause, language) != "partly")  # "never none"
        elif _reassures(words, language, urgent=lately):
            beside = True
        elif not lately and _denies_asked(clause, language, topics):
            begins = False
        elif rest or not beside or without_phrases(words, language, "of_health", "says_nothing"):
            rest.append(clause)  # else the first words of "I talk, swallow and breathe well"
            begins = False
    return NoneSaid(only_no, beside, ", ".join(reversed(rest))) if begins else None


def read_none(
    step: Step, text: str, none: Answer, *, read: Callable[[str], Reading]
) -> Reading | None:
    """The list's own "none", said in clauses; asked where something of the list may be named.

    `none` is what that comes to, `read` reads what is said besides. A no alone to signs that call
    for help is asked about, and what is said there that is no sign is never taken for none.
    """
    urgent, language = bool(step.question.urgent_if), step.language
    told = text
    if step.none_by_zero and _ZERO.match(text):  # "0, but writing is slow"
        told = _ZERO.sub(ways_to_say(language, "none_begins")[0], text)
    said = none_said(told, language, (step.item.ask,), lately=urgent)
    if said is None:
        return None
    reading = ParsedAnswer(replace(none, note=text) if said.beside or said.rest else none)
    label = unstopped(step, none)
    if not said.rest:
        unsure = said.only_no and (urgent or not asks_whether(step.item.ask, language))
        return meant(step, label, reading) if unsure else reading
    named = _named(step, read(said.rest), none=none)
    if named:
        return which_of(step, [*named, (label, reading)], most=FEW + 1)
    if urgent:
        return meant(step, label, reading) if _is_of_label(label, said.rest, language) else None
    return kept_beside(step, reading, said.rest)


def _is_of_label(label: str, rest: str, language: str) -> bool:
    """Whether nothing but words of "none" itself, and times, stand beside a no.

    "No. The immune globulin was in 2024." at "None of these, or no immune globulin lately".
    """
    idle = ("says_nothing", "time_or_dose", "around_times", "was_once")
    words = words_of(" ".join(without_phrases(rest.split(), language, *idle)))
    telling = [one for one in words if one.isalpha() and len(one) >= LEAST_SHARED]
    of = words_of(label)
    return bool(telling) and all(any(alike(one, it, language) for it in of) for one in telling)


def _named(step: Step, reading: Reading, *, none: Answer) -> Sequence[tuple[str, Reading]]:
    """What of the list may be named, each with its words."""
    match reading:
        case ParsedAnswer(answer) if answer.given and answer != none:
            return [(unstopped(step, answer), reading)]
        case NeedsConfirmation(_, options):
            found = [one.reading for one in options]
            return [named for one in found for named in _named(step, one, none=none)][:FEW]
        case _:
            return []


def _clauses(text: str, language: str) -> Sequence[str]:
    """What stands between the marks, and behind "but", "except" and the like."""
    found = list[str]()
    for clause in filter(None, map(str.strip, _CLAUSES.split(text))):
        words = clause.split()
        starts = [start for start, _ in phrases_in(words, language, "goes_on") if start]
        for start, end in zip([0, *starts], [*starts, len(words)], strict=True):
            begins = [until for at, until in phrases_in(words, language, "goes_on") if at == start]
            found.append(" ".join(words[begins[0] if begins else start : end]))
    return [one for one in found if one]


def _denies(clause: str, language: str, topics: Iterable[str], denying: Sequence[str]) -> bool:
    """Whether a clause says that there is none of it all."""
    words = without_phrases(clause.split(), language, "says_nothing")
    bare = " ".join(without_phrases(words, language, "no"))
    for told in (" ".join(words), bare) if bare else ():
        if says(told, language, *denying) or denied(told, language) == "whole":
            return True
    nothing = bool(bare) and says(bare.split()[0], language, "none_begins")
    return nothing and denied(bare, language, topics) == "whole"


def _denies_asked(clause: str, language: str, topics: Iterable[str]) -> bool:
    """Whether a clause denies in the question's own words: "I do not take a blood thinner"."""
    asked = " ".join(topics)
    if not says_no(clause, language) or says_no(asked, language):
        return False
    plain = " ".join(without_phrases(clause.split(), language, "frames", "says_nothing"))
    words = [one for one in words_in(plain, language) if one.islower()]
    little = [one for one in words if says_little(one, language) or says_no(one, language)]
    telling = [one for one in words if one not in little and len(one) > 2]
    return bool(telling) and all(
        any(alike(one, other, language) for other in words_of(asked)) for one in telling
    )


def _reassures(words: Sequence[str], language: str, *, urgent: bool) -> bool:
    """Whether a clause says only that all is well, that it came slowly, or that it is but weak.

    To `urgent` signs that something is weak is no reassurance.
    """
    ways = [("well", "of_health"), ("slow", "of_onset")]
    ways += [] if urgent else [("only_weak", "of_all_weak")]
    return any(
        any(phrases_in(words, language, told))
        and not without_phrases(words, language, told, beside, "says_nothing")
        for told, beside in ways
    )
