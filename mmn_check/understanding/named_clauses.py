"""The clauses of a sentence, and what of a list each names.

A clause ends at a mark, before an "and", and before what begins a clause of its own ("but it").
It names choices by whole names, else by the telling words of one name that the sentence holds. A
word is strange if it is neither named nor known to say nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from mmn_check.bank.model import Places
from mmn_check.understanding.labels import ARTICLES, ChoiceNames, names, tells
from mmn_check.understanding.lexicon import alike, lexicon, words_of
from mmn_check.understanding.replies import says_no, turns
from mmn_check.understanding.talk_around import asked_for, begun_by, folded_words, phrases_in
from mmn_check.understanding.utterance import SIGNS, says_little, words_in
from mmn_check.visit.steps import Step

MARKS = ",;.:!…"
"""What ends a clause behind a word."""
IDLE = (
    "says_nothing",
    "joins_clause",
    "frames",
    "softened",
    "common",
    "around_times",
    "time_or_dose",
    "now_and_then",
)
"""The names of the phrases that say nothing beside a name."""
SHORTEST = 3
"""Letters of the shortest word that names anything by itself."""
_LONGEST_NAME = 9
_ELSE = frozenset({"HALF", "OTHER", "ELSE", "MORE", "LESS", "NOT", "NO", "NEVER"})
"""Tokens that may bend what they stand beside."""


class Naming(NamedTuple):
    """Where in a clause choices are named, which they may be, and whether by several words."""

    start: int
    end: int
    found: frozenset[int]
    certain: bool
    whole: bool = True


class NamedClause(NamedTuple):
    """Some words of a sentence, and what they name."""

    words: Sequence[str]
    named: tuple[Naming, ...]
    end: int
    """How many words of the sentence there are up to its end."""

    @property
    def inside(self) -> set[int]:
        """The places of the words that name something."""
        return {at for one in self.named for at in range(one.start, one.end)}


def named_clauses(step: Step, words: Sequence[str]) -> list[NamedClause]:
    """Every clause of a sentence, with what it names."""
    clauses = list(_clauses(step, words))
    ends = accumulate(map(len, clauses))
    return [
        NamedClause(one, tuple(_named(step, one, words)), end)
        for one, end in zip(clauses, ends, strict=True)
    ]


def named_clause(step: Step, words: Sequence[str]) -> NamedClause:
    """A sentence of one clause with what it names."""
    return NamedClause(words, tuple(_named(step, words, words)), len(words))


def _clauses(step: Step, words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words between marks, and before what begins a clause of its own."""
    language = step.language
    runs = [(one.start, one.end) for one in _whole_names(words, names(step))]
    runs += phrases_in(words, language, "now_and_then")
    inside = {at for start, end in runs for at in range(start + 1, end)}
    starts = {
        at
        for at in range(1, len(words))
        if begun_by(words[at:], language, "begins_clause", *or_denied(step))
        or words_in(words[at], language) == ("AND",)
    }
    ends = {at for at, word in enumerate(words, start=1) if word[-1] in MARKS}
    start = 0
    for end in sorted({*(starts - inside), *ends, len(words)}):
        if end > start:
            yield words[start:end]
        start = end


def or_denied(step: Step) -> tuple[str, ...]:
    """The name of the words that join what one cannot do: "I cannot grip or pinch"."""
    places = isinstance(step.item, Places)
    return ("or_denied",) if places and "has_trouble" in asked_for(step) else ()


def _named(step: Step, clause: Sequence[str], sentence: Sequence[str]) -> Iterator[Naming]:
    """What a clause names: by whole names, else by telling words of one that the sentence holds."""
    called, spoken = names(step), words_in(" ".join(sentence), step.language)
    other = {n for n, one in enumerate(step.choices, start=1) if one.stands_for_words}
    whole = [
        one
        for one in _whole_names(clause, called)
        if not (one.found <= other and one.end - one.start == 1 and one.end < len(clause))
    ]  # no "otro" of "al otro día"
    if whole or any(phrases_in(clause, step.language, "relates")):
        yield from whole  # what is before what is told by the order of whole names alone
        return
    left = strange_words(step, clause, set(), but_asked=False)
    if turns(" ".join(left), step.language):
        return
    words = tuple(word for word in words_in(" ".join(left), step.language) if word not in SIGNS)
    telling = [
        one for one in words if tells(one, step.language) and not says_little(one, step.language)
    ]
    fitting = frozenset(
        n
        for n, choice in enumerate(step.choices, start=1)
        if called.surely(words, n)
        and called.holds_one(spoken, n)
        and not says_no(choice.label, step.language)
    )
    if fitting and any(one.islower() and len(one) >= SHORTEST for one in telling):
        at = [n for n, word in enumerate(folded_words(clause)) if word in left]
        yield Naming(at[0], at[-1] + 1, fitting, len(telling) > 1, whole=False)


def _whole_names(clause: Sequence[str], called: ChoiceNames) -> Iterator[Naming]:
    """Where the longest names stand, and what each calls."""
    at, language = 0, called.language
    idle = phrases_in(clause, language, "says_nothing", "softened", "hedges")
    within = {place for start, end in idle for place in range(start + 1, end)}
    details = lexicon(language).phrases("details")
    while at < len(clause):
        if at in within:  # the "todo" of "sobre todo de vez en cuando"
            at += 1
            continue
        for end in range(min(len(clause), at + _LONGEST_NAME), at, -1):
            said = words_in(" ".join(clause[at:end]), language)
            while said and said[-1] in SIGNS:
                said = said[:-1]
            found, length = called.at(said) if said and said[0] not in ARTICLES else ((), 0)
            if found and length == len(said):
                big = [
                    one
                    for one in said
                    if one not in SIGNS and (one,) not in details and tells(one, language)
                ]
                yield Naming(at, end, frozenset(found), len(found) == 1 and len(big) > 1)
                at = end
                break
        else:
            at += 1


def strange_words(
    step: Step, clause: Sequence[str], inside: set[int], *, but_asked: bool = True
) -> list[str]:
    """The words of a clause that are neither named nor known to say nothing there."""
    language = step.language
    idle_of = [*IDLE, *or_denied(step)]
    if isinstance(step.item, Places):
        idle_of = [*(one for one in idle_of if one != "around_times"), "remarks"]
    idle = {
        at for run in phrases_in(clause, language, *idle_of, *asked_for(step)) for at in range(*run)
    }
    asked = [one for one in words_of(step.item.wordings) if len(one) > 2] if but_asked else []
    return [
        word
        for at, word in enumerate(folded_words(clause))
        if word
        and at not in inside | idle
        and not is_structure(word, language)
        and not any(alike(word, one, language) for one in asked)
    ]


def is_structure(word: str, language: str) -> bool:
    """Whether a word is a side, a number, or joins others."""
    said = [one for one in words_in(word, language) if one not in SIGNS | ARTICLES]
    return not any(one.islower() or one in _ELSE for one in said)
