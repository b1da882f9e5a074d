"""The single letters that do something: each language's own, none of them an answer in it."""

from __future__ import annotations

from typing import Literal

from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.utterance import utterance

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


def key(name: KeyName) -> str:
    """The letter that means this in the language in use."""
    return str(lexicon().section("keys")[name])


def lone_letter(text: str) -> str:
    """The letter that was typed alone; nothing, if something else or a quotation was typed."""
    pieces = utterance(text).pieces
    word = pieces[0].word if len(pieces) == 1 else ""
    return word if len(word) == 1 and word.isalpha() and _QUOTES.isdisjoint(text) else ""
