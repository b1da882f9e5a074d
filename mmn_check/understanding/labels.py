"""The names by which a choice may be called, and which choices some words may mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mmn_check.understanding.lexicon import LEAST_SHARED, alike, are_forms, lexicon, listed
from mmn_check.understanding.utterance import (
    SpokenWords,
    in_full,
    is_number,
    says_little,
    stem,
    stems,
    words_in,
    words_that_name,
)
from mmn_check.visit.steps import Step

ARTICLES = frozenset({"THE", "A", "OF"})
_STRUCTURE = ARTICLES | {"AND", "OR", "TO", "IN", "ON", "AS", "LEAD", "IDLE", "ALSO"}
_VAGUE = frozenset({"YES", "NO", "NOT", "MORE", "LESS", "OTHER", "ELSE"})
"""Words that a list may hold, but that make it no plain list."""
_ANY = frozenset({"ALL", "SOME"})
_PARTING = frozenset({",", ";", "/", "OR"})
"""What sets the members of a plain list apart."""
_FEW = 3
"""So many choices may share a word that still tells one from the others."""
_TELLING = 3
"""Letters of the shortest word that tells anything by itself."""
_QUOTED = 40
"""So many characters of what was typed are said again in a sentence."""
_BENDING = frozenset({"HALF", "LESS", "MORE", "NOT", "NO", "NEVER"})
"""What must be said of a name that holds it: "used to" is not "a lot less than it used to"."""
_PAIR = 2
"""Words of a name that is a noun and what it is like."""
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")


class ChoiceNames(NamedTuple):
    """Every name of every choice on offer; a choice goes by its number."""

    exact: Mapping[SpokenWords, frozenset[int]]
    """Whole labels and synonyms, word for word."""
    loose: Mapping[SpokenWords, frozenset[int]]
    """Those and parts of labels that are names, with all that they may mean."""
    words: tuple[tuple[frozenset[str], ...], ...]
    """Of each choice, the words of its label and of each of its synonyms."""
    begun: frozenset[SpokenWords]
    """The beginnings of all names, each name itself among them."""
    language: str

    def at(self, words: Sequence[str]) -> tuple[frozenset[int], int]:
        """The choices that the longest name at the start calls, and how many words it takes."""
        found, length = frozenset[int](), 0
        said: SpokenWords = ()
        stemmed: SpokenWords = ()
        for taken, word in enumerate(words, start=1):
            if word == "," or word in ARTICLES:
                continue
            said, stemmed = (*said, *in_full((word,))), (*stemmed, stem(word, self.language))
            if said not in self.begun and stemmed not in self.begun:
                break
            called = self.exact.get(said) or self.loose.get(stemmed)
            if called:
                found, length = called, taken
        return found, length

    def with_words(self, words: Iterable[str]) -> frozenset[int]:
        """The choices one of whose names holds all of these words, small ones aside."""
        big = (word for word in in_full(tuple(words)) if not is_small(word, self.language))
        telling = stems(big, self.language)
        tells = any(len(word) > 1 and not is_number(word) for word in telling)
        return _holding(self.words, telling) if tells else frozenset()

    def with_word(self, word: str) -> frozenset[int]:
        """The choices one of whose names holds this word."""
        said, whole = word.partition(":")[2], stem(word, self.language)
        return _holding(self.words, {whole}) | _holding(self.words, {said or whole})

    def akin(self, words: Sequence[str]) -> frozenset[int]:
        """The choices that share most of the telling words, in any form ("breathe", "breathing").

        A word that more than a few of them share tells nothing beside others.
        """
        by_word = [held for word in words if (held := self._with_form_of(word))]
        few = [held for held in by_word if len(held) <= _FEW]
        counted = Counter(number for held in few or by_word for number in held)
        most = max(counted.values(), default=0)
        return frozenset(number for number, count in counted.items() if count == most)

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, frozenset[int]]]:
        """Where the longest name at each place begins and ends, and what it calls."""
        for start in range(len(words)):
            found, length = self.at(words[start:]) if words[start] not in ARTICLES else ((), 0)
            if found:
                yield start, start + length, frozenset(found)

    def mentions(self, words: Sequence[str]) -> bool:
        """Whether a choice is named, or a telling word of one stands in any form."""
        telling = [one for one in words if tells(one, self.language)]
        held = [word for names in self.words for name in names for word in name]
        named = any(
            end - start > 1 or words[start] in telling for start, end, _ in self.spans(words)
        )
        return named or any(
            _is_form(one, word, self.language)
            for one in telling
            if not says_little(one, self.language)
            for word in held
        )

    def surely(self, words: Sequence[str], number: int) -> bool:
        """Whether every telling word is a form of one in one name of the choice: "smoking"."""
        hedges = lexicon(self.language).phrases("softened", "hedges")
        telling = [
            one
            for one in words
            if tells(one, self.language) and not says_little(one, self.language)
        ]
        if any((one,) in hedges for one in telling):  # "mostly" is no form of "most days"
            return False
        return bool(telling) and any(
            self._are_forms(telling, name)
            and self._are_forms(self._qualities(name), telling)
            and _BENDING & name <= {*words}
            for name in self.words[number - 1]
        )

    def holds_one(self, words: Sequence[str], number: int) -> bool:
        """Whether every telling word of one name of the choice is said, in any form."""
        called = (
            [one for one in name if tells(one, self.language)] for name in self.words[number - 1]
        )
        return any(telling and self._are_forms(telling, words) for telling in called)

    def _are_forms(self, some: Iterable[str], others: Collection[str]) -> bool:
        return all(any(_is_form(one, other, self.language) for other in others) for one in some)

    def _qualities(self, name: Collection[str]) -> Iterable[str]:
        """What must be said with the noun of a name of two words: the "weak" of "weak cough"."""
        telling = [one for one in name if tells(one, self.language)]
        return telling if len(telling) == len(name) == _PAIR else ()

    def _with_form_of(self, word: str) -> frozenset[int]:
        if word[0] == "@":
            return self.with_word(word)
        small = is_small(word, self.language) or says_little(word, self.language)
        if small or len(word) < _TELLING or word in _VAGUE | _ANY:
            return frozenset()
        return _holding_form(self.words, word, self.language)


def _is_form(one: str, other: str, language: str) -> bool:
    """Whether two words are forms of one, for sure."""
    least = lexicon(language).section("stems").get("shared", LEAST_SHARED)
    return are_forms(one, other, language, least)


def plainly(words: Sequence[str], called: ChoiceNames) -> frozenset[int]:
    """The one choice that is named by just its telling words: "in the morning", "about the same".

    Nothing where another choice holds them too.
    """
    told = _telling(words, called.language)
    if len(told) < sum(tells(one, called.language) for one in words):
        return frozenset()  # a word said twice may take something back: "No aplica. No, no."
    meant = called.with_words(told)
    names = [one for number in meant for one in called.words[number - 1]]
    fits = any(told == _telling(one, called.language) for one in names)
    return meant if len(meant) == 1 and fits else frozenset()


def _telling(words: Iterable[str], language: str) -> frozenset[str]:
    telling = (one for one in in_full(tuple(words)) if tells(one, language))
    return frozenset(stems(telling, language))


@lru_cache(maxsize=20_000)
def tells(word: str, language: str) -> bool:
    """Whether a word tells one choice from another."""
    small = is_small(word, language) or word in _small_stems(language)
    return not small and word not in ("ABOUT", ",")


@cache
def _small_stems(language: str) -> frozenset[str]:
    return frozenset(stems(_small(language), language))


def is_small(word: str, language: str) -> bool:
    """Whether a word tells no choice from another."""
    return word in _STRUCTURE or word in _small(language)


@cache
def _small(language: str) -> frozenset[str]:
    small = listed(lexicon(language).section("small"))
    return frozenset(word for one in small for word in words_in(one, language))


def names(step: Step, *, synonyms: bool = True) -> ChoiceNames:
    """Every name of every choice of a step."""
    also = tuple(choice.synonyms if synonyms else () for choice in step.choices)
    return names_of([one.label for one in step.choices], step.language, also)


def names_of(
    labels: Sequence[str], language: str, synonyms: Sequence[Sequence[str]] = ()
) -> ChoiceNames:
    """The names that labels give: whole, without what is in brackets, or one of a list.

    `synonyms` are other names of each choice, whole. A name that is no whole label ("buttons" of
    "Buttons, zippers or laces") may also mean every other label that holds its words; any other
    part of a label is no name.
    """
    also = synonyms or [()] * len(labels)
    return _names_of(tuple(labels), tuple(map(tuple, also)), language)


@lru_cache(maxsize=512)
def _names_of(labels: SpokenWords, synonyms: tuple[SpokenWords, ...], language: str) -> ChoiceNames:
    also = [
        [*(_words(one, language) for one in several), *_either(label, language)]
        for label, several in zip(labels, synonyms, strict=True)
    ]
    words = tuple(
        tuple(
            frozenset(stems(in_full(name), language)) for name in (_words(label, language), *others)
        )
        for label, others in zip(labels, also, strict=True)
    )
    labelled = tuple(several[:1] for several in words)
    exact: dict[SpokenWords, frozenset[int]] = {}
    loose: dict[SpokenWords, frozenset[int]] = {}
    for number, label in enumerate(labels, start=1):
        plain = _words(_IN_BRACKETS.sub(" ", label), language)
        whole = {_words(label, language), plain, *also[number - 1]} - {()}
        whole |= {(done, *name[1:]) for name in whole for done in _gerunds(name[0], language)}
        for name in map(in_full, whole):
            exact[name] = exact.get(name, frozenset()) | {number}
        for name in (*whole, *_parts(label, language)):
            at = stems(name, language)
            loose[at] = loose.get(at, frozenset()) | {number} | _holding(labelled, in_full(at))
    begun = {name[:end] for name in (*exact, *loose) for end in range(1, len(name) + 1)}
    return ChoiceNames(exact, loose, words, frozenset(begun), language)


@lru_cache(maxsize=2_000)
def _gerunds(word: str, language: str) -> frozenset[str]:
    """The forms that tell of doing it, for a word that may be a verb: "lift", "lifting"."""
    ways: Mapping[str, str] = lexicon(language).section("stems")["gerunds"]
    fits = len(word) >= _TELLING and word.islower()
    return frozenset(
        word.removesuffix(end) + new for end, new in ways.items() if fits and word.endswith(end)
    )


def _holding(named: Sequence[Sequence[frozenset[str]]], words: Iterable[str]) -> frozenset[int]:
    return _holding_all(named, frozenset(words))


@lru_cache(maxsize=20_000)
def _holding_all(
    named: Sequence[Sequence[frozenset[str]]], wanted: frozenset[str]
) -> frozenset[int]:
    return frozenset(
        n for n, names in enumerate(named, start=1) if any(one >= wanted for one in names)
    )


@lru_cache(maxsize=20_000)
def _holding_form(
    named: Sequence[Sequence[frozenset[str]]], word: str, language: str
) -> frozenset[int]:
    return frozenset(
        number
        for number, names in enumerate(named, start=1)
        if any(alike(word, held, language) for name in names for held in name)
    )


def _parts(label: str, language: str) -> Iterator[SpokenWords]:
    """Short names in brackets, members of a plain list, and a telling beginning.

    "Worse in steps" is a name of "Worse in steps, with flat spells".
    """
    for inside in _IN_BRACKETS.findall(label):
        if len(short := _words(inside, language)) == 1:
            yield short
    members = _members(words_in(_IN_BRACKETS.sub(" ", label), language), _PARTING)
    if len(members) > 1 and all(len(one) <= 2 and not _VAGUE.issuperset(one) for one in members):
        # "Fingers" alone is not what "shaking hands or fingers" means.
        yield from (member for member in members if len(member) >= len(members[0]))
    beginning = _members(words_in(_IN_BRACKETS.sub(" ", label), language), _PARTING - {"OR"})[:1]
    for name in beginning:
        telling = [one for one in set(name) - _VAGUE - _ANY if not is_small(one, language)]
        if len(telling) > 1:
            yield name


def _either(label: str, language: str) -> Iterator[SpokenWords]:
    """A label with each of two words alone: "Cramps in a hand or arm" is "cramps in an arm"."""
    words = _words(_IN_BRACKETS.sub(" ", label), language)
    for at in (at for at, word in enumerate(words) if word == "OR"):
        pair = words[at - 1 : at] + words[at + 1 : at + 2]
        if len(pair) == 2 and len(words) > 3 and not any(_is_vague(one) for one in pair):
            yield from ((*words[: at - 1], one, *words[at + 2 :]) for one in pair)


def _is_vague(word: str) -> bool:
    return word in _VAGUE | _ANY or is_number(word)


def _members(words: SpokenWords, parting: frozenset[str]) -> list[SpokenWords]:
    members: list[SpokenWords] = [()]
    for word in words:
        if word in parting:
            members.append(())
        elif word not in ARTICLES and _is_word(word):
            members[-1] = (*members[-1], word)
    return [one for one in members if one]


def _words(text: str, language: str) -> SpokenWords:
    return tuple(one for one in words_in(text, language) if one not in ARTICLES and _is_word(one))


def _is_word(word: str) -> bool:
    return word[0].isalnum() or len(word) > 1


def unread(text: str, called: ChoiceNames) -> str:
    """The longest run of words, as typed, that are in no name of any choice; empty without one."""
    known = {word for names in called.words for name in names for word in name}
    runs: list[list[str]] = [[]]
    for typed in text.split():
        said = words_in(typed, called.language)
        strange = bool(said) and not any(_is_known(word, known, called.language) for word in said)
        runs[-1].append(typed.strip(' ,.;:!?¿¡"“”()')) if strange else runs.append([])
    longest = max(map(" ".join, runs), key=len)
    return longest if len(longest) <= _QUOTED else ""


def _is_known(word: str, known: Iterable[str], language: str) -> bool:
    """Whether a word is a token of the lexicon, tells little, or is in a name of a choice."""
    small = is_small(word, language) or says_little(word, language)
    little = small or not word.islower() or len(word) < _TELLING
    return little or any(alike(word, one, language) for one in known)


def bare_words(text: str, language: str) -> SpokenWords:
    """The words of a text without politeness at its ends, and without articles."""
    said = words_that_name(words_in(text, language))
    return tuple(one for one in said if one not in ARTICLES)


def choices_by_side(step: Step) -> Mapping[str, int]:
    """The two choices that are for the sides, where one is for the right and one for the left."""
    held = [frozenset(words_in(one.label, step.language)) for one in step.choices]
    right = [n for n, words in enumerate(held, start=1) if "RIGHT" in words and "LEFT" not in words]
    left = [n for n, words in enumerate(held, start=1) if "LEFT" in words and "RIGHT" not in words]
    return {"right": right[0], "left": left[0]} if len(right) == len(left) == 1 else {}
