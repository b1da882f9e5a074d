"""Words of one language put into those of another: the longest phrases first, then the order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

LONGEST = 300
"""Characters. What is longer tells a story, and nobody reads it for phrases."""
MARK = "ħ"
"""Stands before every word that is in no table; no English word has this letter."""

_RAISED = "ªº"
"""Signs for "-th" that pass for letters."""
_PIECE = re.compile(rf"[^\W\d_{_RAISED}½]+|\d+|\s+|.", re.DOTALL)
_WITHIN_WORDS = re.compile(r"(?<=[^\W\d_])['’ʼ](?=[^\W\d_])")
_BEGINS = "¿¡"
"""Marks that open a sentence and tell nothing that the closing one does not."""

Turn = tuple[str, str]
"""A regular expression over what came out, and what to put in its place."""


class Phrasebook:
    """Puts a text into English, word by word and in the end in the English order."""

    def __init__(
        self, phrases: Mapping[str, str], turns: Iterable[Turn], stem: Callable[[str], str] = str
    ) -> None:
        self._phrases = {tuple(_pieces(said)): english for said, english in phrases.items()}
        self._longest = max(map(len, self._phrases))
        self._turns = [(re.compile(shape), instead) for shape, instead in turns]
        self._stem = stem
        self.put = lru_cache(maxsize=1024)(self._put)

    def _put(self, typed: str) -> str:
        """The text in English; what is in no table is marked."""
        if len(typed) > LONGEST:
            return typed
        said, english, at = _pieces(typed), "", 0
        while at < len(said):
            put, length = self._longest_at(said, at)
            english += put
            at += length
        for shape, instead in self._turns:
            english = shape.sub(instead, english)
        return english

    def _longest_at(self, said: list[str], at: int) -> tuple[str, int]:
        for length in range(min(self._longest, len(said) - at), 0, -1):
            english = self._phrases.get(tuple(said[at : at + length]))
            if english is not None:
                return english, length
        word = said[at]
        return (MARK + self._stem(word) if word.isalpha() and word not in _RAISED else word), 1


def spoken_by(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """The English of every phrase: the tables have the English first, then the ways to say it."""
    return {
        said: english
        for table in tables
        for english, line in table.items()
        for said in line.split(", ")
    }


def _pieces(text: str) -> list[str]:
    """Its words and signs, without case, accents and whatever tells nothing."""
    plain = _WITHIN_WORDS.sub("", unicodedata.normalize("NFC", text))
    return [_folded(one) for one in _PIECE.findall(plain)]


def _folded(piece: str) -> str:
    if piece.isspace() or piece in _BEGINS:
        return " "
    if not piece.isalpha() or piece in _RAISED:
        return piece
    parts = unicodedata.normalize("NFKD", piece.casefold())
    return "".join(part for part in parts if unicodedata.category(part) != "Mn")
