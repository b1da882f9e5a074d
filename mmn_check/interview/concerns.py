"""Minds what is typed anywhere: what the bank is concerned about is answered at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from mmn_check.bank.model import Bank, Concern
from mmn_check.i18n import ENGLISH
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.understanding.lexicon import words_of
from mmn_check.understanding.utterance import words_in

_SENTENCE = re.compile(r"(?:[^.!?;\n]|\.(?=\S))+\??")
"""A full stop that no space follows ends no sentence: "A.L.S."."""
_ENDS = r"(?= (?:[,?] |$))"
_FEW = 3
"""A denial counts if it stands so few words before."""
_MOST = 100_000
"""So many characters are listened to; what is pasted may have more."""
_BY_LANGUAGE = Mapping[str, tuple[str, ...]]


def concerns_in(bank: Bank, typed: str) -> tuple[Concern, ...]:
    """Which of the bank's concerns the words speak of, in its language or in English."""
    if not bank.concerns or len(typed) < _FEW:
        return ()
    said = [f" {' '.join(words_of(one))} " for one in _SENTENCE.findall(typed[:_MOST])]
    return tuple(
        concern
        for concern in bank.concerns
        if any(_speaks_of(concern, sentence, bank.language) for sentence in said)
    )


def _speaks_of(concern: Concern, sentence: str, language: str) -> bool:
    """Whether a sentence speaks of it, its words between spaces; a question, if it names it."""
    if concern.then and "?" in sentence and any(_found(concern.then, sentence, language)):
        return True
    denials = frozenset(_of_language(concern.but_not, language))
    return any(
        (not concern.then or any(_found(concern.then, sentence, language, after=end)))
        and not _is_denied(sentence[:start].split(), denials, language)
        for start, end in _found(concern.hear, sentence, language)
    )


def _is_denied(before: list[str], denials: frozenset[str], language: str) -> bool:
    """Whether a denial is among the last words; what a comma or an "and" sets apart is none."""
    near = before[-_FEW:]
    joins = [word == "," or words_in(word, language) == ("AND",) for word in near]
    apart = [number for number, one in enumerate(joins, start=1) if one]
    return not denials.isdisjoint(near[max(apart, default=0) :])


def _found(
    phrases: _BY_LANGUAGE, sentence: str, language: str, *, after: int = 0
) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a sentence, from there on: the first characters and the last."""
    anywhere, asked = _patterns_in(_of_language(phrases, language))
    for pattern in (anywhere, asked) if "?" in sentence else (anywhere,):
        yield from (match.span() for match in pattern.finditer(sentence, after) if match.group())


def _of_language(phrases: _BY_LANGUAGE, language: str) -> tuple[str, ...]:
    """The phrases of a language; those in English are heard in every other one too."""
    own = phrases.get(language, ())
    return own if language == ENGLISH else phrases.get(ENGLISH, ()) + own


@lru_cache(maxsize=32)
def _patterns_in(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds the phrases in any sentence, and what finds the others in a question."""
    asked = [one for one in phrases if one.endswith(" ?")]
    anywhere = [one for one in phrases if one not in asked]
    return _any_phrase(anywhere), _any_phrase([one.removesuffix(" ?") for one in asked])


def _any_phrase(phrases: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(_phrase, phrases)) or "(?!)")


def _phrase(said: str) -> str:
    """The pattern of a phrase: "one|other" is either word, "|word" may be left out."""
    ends = said.endswith(" .")
    words = []
    for word in said.removesuffix(" .").split():
        either = "|".join(re.escape(" ".join(words_of(one))) for one in word.split("|") if one)
        words.append(f"(?: (?:{either}))" + "?" * word.startswith("|"))
    return "".join(words) + (_ENDS if ends else "(?= )")


class ConcernListener:
    """Shows the fixed text to what a person says in distress, wherever it is said.

    What was typed may be an answer as well, where one in own words is asked for.
    """

    is_distress = False
    """Whether what was typed last is no question, but calls for help."""
    is_answered = False
    """Whether what was typed last got its fixed text at once, or once before."""
    is_first = False
    """Whether it is the first such in this sitting."""
    at_question = False
    """Whether a question of the bank stands, which the words may answer."""
    helped = False
    """Whether somebody who helps the patient types."""
    unanswered = ""
    """The text for what was typed, should it be no answer to the question; or nothing."""

    def __init__(self, prompter: TerminalPrompter, bank: Bank) -> None:
        self._prompter, self._bank = prompter, bank
        self._said: set[str] = set()
        self._to_ask = ""
        prompter.heard = self

    @classmethod
    def of(cls, prompter: TerminalPrompter, bank: Bank) -> ConcernListener:
        """The one that listens to a prompter already, or a new one."""
        heard = prompter.heard
        return heard if isinstance(heard, cls) else cls(prompter, bank)

    @property
    def has_worry(self) -> bool:
        """Whether something was typed that the person may want to ask the doctor."""
        return bool(self._to_ask)

    def take_worry(self) -> str:
        """What was typed that the person may want to ask the doctor; it is handed over once."""
        typed, self._to_ask = self._to_ask, ""
        return typed

    def __call__(self, typed: str) -> None:
        """Hear what was typed, and answer it; what calls for help stays until it is read."""
        heard = {one.say: one for one in concerns_in(self._bank, typed)}.values()
        later = [one.say for one in heard if one.unless_answered and self.at_question]
        distress = {one.say for one in heard if not (one.to_ask or one.unless_answered)}
        is_first = not distress <= self._said
        for concern in heard:
            if concern.say not in later and not (concern.once and concern.say in self._said):
                self._said.add(concern.say)
                show = self._prompter.show if concern.to_ask else self._prompter.read_out
                show(self._bank.text(concern.say, helped=self.helped))
            if concern.to_ask:
                self._to_ask = " ".join(typed.split())
        # Last, as the Enter that ends the reading of a text is heard meanwhile.
        self.is_distress, self.is_first = bool(distress), is_first
        self.is_answered = len(later) < len(heard)
        self.unanswered = "".join(later[:1])
