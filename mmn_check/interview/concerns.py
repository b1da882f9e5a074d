"""Minds what is typed anywhere: what the bank is concerned about is answered at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from mmn_check.bank.model import Bank, Concern
from mmn_check.i18n import ENGLISH
from mmn_check.interview.menus import Prompter
from mmn_check.understanding.utterance import words_of
from mmn_check.understanding.words import SpokenWords

_SENTENCE = re.compile(r"[^.!?;\n]+\??")
_FEW = 3
"""A denial counts if it stands so few words before."""
_MOST = 100_000
"""So many characters are listened to; what is pasted may have more."""


class _HeardSentence:
    """The words of a sentence, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.words = words_of(text)
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            self._places.setdefault(word, []).append(at)

    def found(self, phrase: SpokenWords, *, after: int = 0) -> Iterator[int]:
        """Where the words of a phrase stand side by side."""
        for at in self._places.get(phrase[0], ()):
            if at >= after and self.words[at : at + len(phrase)] == phrase:
                yield at

    def is_denied(self, at: int, denials: tuple[SpokenWords, ...]) -> bool:
        """Whether a denial stands right before a place; what a comma sets apart is none."""
        before = self.words[max(at - _FEW, 0) : at]
        apart = [number for number, word in enumerate(before, start=1) if word == ","]
        return any((word,) in denials for word in before[max(apart, default=0) :])


def concerns_in(bank: Bank, typed: str) -> tuple[Concern, ...]:
    """Which of the bank's concerns the words speak of, in its language or in English."""
    if not bank.concerns or len(typed) < _FEW:
        return ()
    sentences = [_HeardSentence(one) for one in _SENTENCE.findall(typed[:_MOST])]
    return tuple(
        concern
        for concern in bank.concerns
        if any(_speaks_of(concern, sentence, bank.language) for sentence in sentences)
    )


def _speaks_of(concern: Concern, sentence: _HeardSentence, language: str) -> bool:
    denials, then = _phrases(concern.but_not, language), _phrases(concern.then, language)
    if any(sentence.words == (*one, "?") for one in then):
        return True
    for phrase in _phrases(concern.hear, language):
        said = phrase[:-1] if phrase[-1] == "?" else phrase
        if said != phrase and "?" not in sentence.words:
            continue
        for at in sentence.found(said):
            end = at + len(said)
            told = not then or any(True for one in then for _ in sentence.found(one, after=end))
            if told and not sentence.is_denied(at, denials):
                return True
    return False


def _phrases(by_language: Mapping[str, tuple[str, ...]], language: str) -> tuple[SpokenWords, ...]:
    own = by_language.get(language, ())
    return _in_words(own if language == ENGLISH else by_language.get(ENGLISH, ()) + own)


@lru_cache(maxsize=16)
def _in_words(phrases: tuple[str, ...]) -> tuple[SpokenWords, ...]:
    said = (words_of(one) for one in phrases)
    return tuple(one for one in said if one not in ((), ("?",)))


class ConcernListener:
    """Shows the fixed text to what a person says in distress, wherever it is said.

    What was typed may be an answer as well, where one in own words is asked for.
    """

    is_distress: bool
    """Whether what was typed last is no question, but calls for help."""
    is_first: bool
    """Whether it is the first such in this sitting."""

    def __init__(self, prompter: Prompter, bank: Bank) -> None:
        self._prompter, self._bank = prompter, bank
        self._said: set[str] = set()
        self._to_ask = ""
        self.is_distress = self.is_first = False
        prompter.heard = self._hear

    @property
    def has_worry(self) -> bool:
        """Whether something was typed that the person may want to ask the doctor."""
        return bool(self._to_ask)

    def take_worry(self) -> str:
        """What was typed that the person may want to ask the doctor; it is handed over once."""
        typed, self._to_ask = self._to_ask, ""
        return typed

    def _hear(self, typed: str) -> None:
        heard = concerns_in(self._bank, typed)
        distress = {one.say for one in heard if not one.to_ask}
        self.is_distress, self.is_first = bool(distress), not distress <= self._said
        for concern in heard:
            if not (concern.once and concern.say in self._said):
                self._said.add(concern.say)
                self._prompter.show(self._bank.texts[concern.say].text)
            if concern.to_ask:
                self._to_ask = " ".join(typed.split())
