"""Whole answers that are fixed: phrases ("not sure", "go back") and the letters of keys.

The letters are each language's own, and none of them is an answer in it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.utterance import utterance
from mmn_check.understanding.words import SpokenWords

_LONGEST = 120
"""Characters. Nobody says more in a fixed phrase."""
_BESIDES = frozenset({"IDLE", ","})
KeyName = Literal[
    "back",
    "skip",
    "help",
    "stop",
    "not_sure",
    "repeat",
    "ideas",
    "yes",
    "no",
    "right",
    "left",
    "both",
]
_QUOTES = frozenset("\"'“”‘’«»„`´")


def phrase(text: str, language: str) -> SpokenWords:
    """The words of a text as the phrases are written: nothing polite at its ends, no commas."""
    return _phrase(text, language) if len(text) <= _LONGEST else ()


@lru_cache(maxsize=256)
def _phrase(text: str, language: str) -> SpokenWords:
    said = utterance(text)
    tokens = said.tokens(lexicon(language).vocabulary())
    starts = [sum(token.length for token in tokens[:at]) for at in range(len(tokens) + 1)]
    first, last = 0, len(tokens)
    while first < last and tokens[first].word in _BESIDES:
        first += 1
    while first < last and tokens[last - 1].word in _BESIDES:
        last -= 1
    kept = said.pieces[starts[first] : starts[last]] or said.pieces
    return tuple(piece.word for piece in kept if piece.word != ",")


def request(text: str, language: str) -> SpokenWords:
    """The phrase without a mark of question at its end, which may as well be polite."""
    said = phrase(text, language)
    return said[:-1] if len(said) > 1 and said[-1] == "?" else said


def says(text: str, language: str, *names: str) -> bool:
    """Whether the text is one of the phrases of these names."""
    said = phrase(text, language)
    return any(said in lexicon(language).phrases(name) for name in names)


def key(name: KeyName, language: str) -> str:
    """The letter that means this in a language."""
    return str(lexicon(language).section("keys")[name])


def lone_letter(text: str) -> str:
    """The letter that was typed alone; nothing, if something else or a quotation was typed."""
    pieces = utterance(text).pieces
    word = pieces[0].word if len(pieces) == 1 else ""
    return word if len(word) == 1 and word.isalpha() and _QUOTES.isdisjoint(text) else ""
