"""The names by which a choice may be called, and which choices some words may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from mmn_check.understanding.answer_reading.spoken import NUMBER_WORDS, listed, tokens
from mmn_check.understanding.hearing import heard
from mmn_check.understanding.hearing.phrasebook import MARK
from mmn_check.understanding.replies import alike, says_little

ARTICLES = frozenset({"the", "a", "an", "my", "your", "our"})
_SMALL_WORDS = ARTICLES | frozenset(
    listed(
        "i, it, is, am, are, be, of, in, on, at, with, and, or, to, do, have, get, for, that, "
        "this, me"
    )
)
"""Words that tell no choice from another."""
_VAGUE = frozenset({"yes", "no", "not", "more", "less", "other", "else"})
"""Words that a list may hold, but that make it no plain list."""
_EMPTY = _SMALL_WORDS | _VAGUE | {"all", "any", "some"}
"""Words that do not make the beginning of a label a name of it."""
_CONTRACTED = {
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "its": ("it", "is"),
    "isnt": ("is", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
}
"""Words drawn together in speech; they are written without their apostrophe here."""
_SAME = {"feet": "foot", "teeth": "tooth"}
_FEW = 3
"""So many choices may share a word that still tells one from the others."""
_TELLING = 3
"""Letters of the shortest word that tells anything by itself."""
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_LISTED = re.compile(r"[,;/]|\bor\b")
_BEGINNING = re.compile(r"[,;/].*")


class Names(NamedTuple):
    """Every name of every choice on offer; a choice goes by its number."""

    exact: Mapping[tuple[str, ...], frozenset[int]]
    """Whole labels, word for word."""
    loose: Mapping[tuple[str, ...], frozenset[int]]
    """Whole labels and parts of them that are names, by their stems, with all they may mean."""
    words: tuple[tuple[frozenset[str], ...], ...]
    """Of each choice, the words of its label and of each of its synonyms."""
    longest: int

    def at(self, words: Sequence[str]) -> tuple[frozenset[int], int]:
        """The choices that the longest name at the start calls, and how many words it takes."""
        found, length = frozenset[int](), 0
        said: tuple[str, ...] = ()
        for taken, word in enumerate(words, start=1):
            if word == "," or word in ARTICLES:
                continue
            said = (*said, word)
            if len(said) > self.longest:
                break
            called = self.exact.get(said) or self.loose.get(tuple(map(stem, said)))
            called = called or self.exact.get(_in_full(said))
            if called:
                found, length = called, taken
        return found, length

    def with_word(self, word: str) -> frozenset[int]:
        """The choices whose label holds this word."""
        return _holding(self.words, {stem(word)})

    def with_words(self, words: Iterable[str]) -> frozenset[int]:
        """The choices whose label holds all of these words, small ones aside."""
        apart = [part for word in words for part in _CONTRACTED.get(word, (word,))]
        telling = {stem(word) for word in apart if word not in _SMALL_WORDS}
        tells = any(len(word) > 1 for word in telling)
        return _holding(self.words, telling) if tells else frozenset()

    def akin(self, words: Sequence[str]) -> frozenset[int]:
        """The choices that share most of the telling words, in any form ("breathe", "breathing").

        A word that more than a few of them share tells nothing beside others.
        """
        by_word = [held for word in words if (held := self._with_form_of(word))]
        few = [held for held in by_word if len(held) <= _FEW]
        counted = Counter(number for held in few or by_word for number in held)
        most = max(counted.values(), default=0)
        return frozenset(number for number, count in counted.items() if count == most)

    def _with_form_of(self, word: str) -> frozenset[int]:
        if (
            len(word) < _TELLING
            or word in _SMALL_WORDS | _VAGUE
            or says_little(word.removeprefix(MARK))
        ):
            return frozenset()
        return frozenset(
            number
            for number, names in enumerate(self.words, start=1)
            if any(alike(word, held) for name in names for held in name)
        )


def _holding(named: Sequence[Sequence[frozenset[str]]], stems: Iterable[str]) -> frozenset[int]:
    stems = frozenset(stems)
    return frozenset(
        n for n, names in enumerate(named, start=1) if any(one >= stems for one in names)
    )


def names_of(labels: Sequence[str], synonyms: Sequence[Sequence[str]] = ()) -> Names:
    """The names that the labels give: whole, without what is in brackets, or one of a list.

    `synonyms` are other names of each choice, whole. A name that is no whole label word for
    word ("buttons" of "Buttons, zippers or laces") may also mean every other label that holds its
    words; any other part of a label is no name.
    """
    labels = [heard(label) for label in labels]
    also = [[_words(heard(one)) for one in several] for several in synonyms]
    also = also or [[] for _ in labels]
    words = tuple(
        tuple(frozenset(map(stem, name)) for name in (_words(label), *others))
        for label, others in zip(labels, also, strict=True)
    )
    exact: dict[tuple[str, ...], frozenset[int]] = {}
    loose: dict[tuple[str, ...], frozenset[int]] = {}
    for number, label in enumerate(labels, start=1):
        whole = {_words(label), _words(_IN_BRACKETS.sub(" ", label)), *also[number - 1]} - {()}
        for name in whole | set(map(_in_full, whole)):
            exact[name] = exact.get(name, frozenset()) | {number}
        for name in (*whole, *_parts(label)):
            stems = tuple(map(stem, name))
            loose[stems] = loose.get(stems, frozenset()) | {number} | _holding(words, stems)
    return Names(exact, loose, words, max(map(len, (*exact, *loose)), default=0))


def _parts(label: str) -> Iterable[tuple[str, ...]]:
    """Short names in brackets, members of a plain list, and a telling beginning.

    "Worse in steps" is a name of "Worse in steps, with flat spells".
    """
    for inside in _IN_BRACKETS.findall(label):
        if len(short := _words(inside)) == 1:
            yield short
    listed_members = _LISTED.split(_IN_BRACKETS.sub(" ", label).casefold())
    members = [member for one in listed_members if (member := _words(one))]
    if len(members) > 1 and all(len(one) <= 2 and not _VAGUE.issuperset(one) for one in members):
        # "Fingers" alone is not what "shaking hands or fingers" means.
        yield from (member for member in members if len(member) >= len(members[0]))
    beginning = _words(_BEGINNING.sub("", _IN_BRACKETS.sub(" ", label)))
    if len(set(beginning) - _EMPTY) > 1:
        yield beginning


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in tokens(text) if word not in ARTICLES and word[0].isalnum())


def _in_full(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with each number in figures and nothing drawn together.

    "I'm helping" is "I am helping", and "about five minutes" is "about 5 minutes".
    """
    apart = (part for word in words for part in _CONTRACTED.get(word, (word,)))
    return tuple(str(NUMBER_WORDS.get(word, word)) for word in apart)


def stem(word: str) -> str:
    """The word without the ending of its plural."""
    if word in _SAME:
        return _SAME[word]
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word
