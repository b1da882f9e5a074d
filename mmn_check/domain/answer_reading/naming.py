"""The names by which a choice may be called, and which choices some words may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mmn_check.domain.answer_reading.spoken import listed, tokens

ARTICLES = frozenset({"the", "a", "an", "my", "your", "our"})
_SMALL_WORDS = ARTICLES | frozenset(
    listed(
        "i, it, is, am, are, be, of, in, on, at, with, and, or, to, do, have, get, for, that, "
        "this, me"
    )
)
"""Words that tell no choice from another."""
_SAME = {"feet": "foot", "teeth": "tooth"}
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_LISTED = re.compile(r"[,;/]|\bor\b")


class Names(NamedTuple):
    """Every name of every choice on offer; a choice goes by its number."""

    called: Mapping[tuple[str, ...], frozenset[int]]
    words: tuple[frozenset[str], ...]
    longest: int

    def at(self, words: Sequence[str]) -> tuple[frozenset[int], int]:
        """The choices that the longest name at the start calls, and how many words it takes."""
        found, length, said = frozenset[int](), 0, list[str]()
        for taken, word in enumerate(words, start=1):
            if word == "," or word in ARTICLES:
                continue
            said.append(stem(word))
            if len(said) > self.longest:
                break
            if called := self.called.get(tuple(said)):
                found, length = called, taken
        return found, length

    def with_word(self, word: str) -> frozenset[int]:
        """The choices whose label holds this word."""
        return self._holding({stem(word)})

    def with_words(self, words: Iterable[str]) -> frozenset[int]:
        """The choices whose label holds all of these words, small ones aside."""
        telling = {stem(word) for word in words if word not in _SMALL_WORDS and len(word) > 1}
        return self._holding(telling) if telling else frozenset()

    def _holding(self, telling: set[str]) -> frozenset[int]:
        return frozenset(n for n, held in enumerate(self.words, start=1) if telling <= held)


def names_of(labels: Sequence[str]) -> Names:
    """The names that the labels give: whole, without what is in brackets, or one of a list.

    A part of a listed label ("buttons" of "Buttons, zippers or laces") is a name only if no
    other label holds its words; any other part of a label is no name at all.
    """
    words = tuple(frozenset(_stems(label)) for label in labels)
    whole: dict[tuple[str, ...], set[int]] = {}
    for number, label in enumerate(labels, start=1):
        for name in (label, _IN_BRACKETS.sub(" ", label)):
            whole.setdefault(_stems(name), set()).add(number)
    parts: dict[tuple[str, ...], set[int]] = {}
    for number, label in enumerate(labels, start=1):
        for part in _parts(label):
            if part not in whole:
                others = {n for n, held in enumerate(words, start=1) if held.issuperset(part)}
                parts.setdefault(part, set()).update(others | {number})
    called = {name: frozenset(numbers) for name, numbers in (parts | whole).items() if name}
    return Names(called, words, max(map(len, called), default=0))


def _parts(label: str) -> Iterable[tuple[str, ...]]:
    """The short names in brackets, and the members of a label that is a plain list."""
    for inside in _IN_BRACKETS.findall(label):
        if len(short := _stems(inside)) == 1:
            yield short
    members = [_stems(part) for part in _LISTED.split(_IN_BRACKETS.sub(" ", label).casefold())]
    members = [member for member in members if member]
    if len(members) > 1 and all(len(member) <= 2 for member in members):
        yield from members


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in tokens(text) if word not in ARTICLES and word[0].isalnum())


def stem(word: str) -> str:
    """The word without the ending of its plural."""
    if word in _SAME:
        return _SAME[word]
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
