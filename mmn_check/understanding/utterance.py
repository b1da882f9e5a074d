"""What was typed, taken apart once: its text, its pieces, and the tokens that a lexicon finds.

A piece is a word, a run of figures or a sign, folded: without case, accents and apostrophes. A
token is one or more pieces that mean one thing: a canonical token of the lexicon in capitals
("RIGHT", whatever the language), a number, or a word as it is. Typed words are never in
capitals, so nobody can type a canonical token that the lexicon does not know.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from mmn_check.bank.records import Record

_APOSTROPHES = frozenset("'’‘ʼ`´")
_NO_APOSTROPHES = dict.fromkeys(map(ord, _APOSTROPHES))
_DASHES = frozenset("‐‑‒–—−")
_RAISED = "ªº"
"""Signs for "-th" that pass for letters."""
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_PIECE = re.compile(
    rf"\d+|[^\W\d_{_RAISED}½]+|(?<=\d)\.(?=\d)|[^\s\w.!\"“”„«»()\[\]…¡¿]|[_{_RAISED}½]"
)
_SENTENCE_END = re.compile(r"[.!…](?=\s)")
LEAST_SHARED = 4
"""Letters that two forms of one word share at least: "fall" and "fallen"."""
_ENORMOUS = 10**9
"""What absurdly many figures come to: a number too large for anything."""


class TypedPiece(NamedTuple):
    """One word, run of figures or sign."""

    word: str
    touches: bool
    """Whether nothing, no space and no full stop, stands between it and the piece before."""
    opens: bool = False
    """Whether a sentence ended before it: no phrase goes on across that."""


class Token(NamedTuple):
    """What one or more pieces mean."""

    word: str
    """A canonical token in capitals, or the word, figures or sign as folded."""
    number: int | None = None
    """What the figures or the spelled-out number come to."""
    touches: bool = False
    length: int = 1
    """How many pieces it takes."""
    raw: str = ""
    """The first of its pieces, folded."""
    spelled: bool = False
    """Whether it is a number in words."""


def lengths_by_first(phrases: Iterable[tuple[str, ...]]) -> Mapping[str, Sequence[int]]:
    """By the first word of some phrases, how many words these have, the longest first."""
    found: dict[str, set[int]] = {}
    for first, *rest in phrases:
        found.setdefault(first, set()).add(1 + len(rest))
    return {word: sorted(lengths)[::-1] for word, lengths in found.items()}


class Vocabulary:
    """The phrases of one language and the token each stands for; the longest phrase counts."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Token]) -> None:
        self._phrases = phrases
        self._lengths = lengths_by_first(phrases)

    def at(self, pieces: Sequence[TypedPiece], start: int) -> Token:
        """The token that begins at the piece `start`."""
        piece = pieces[start]
        for length in self._lengths.get(piece.word, ()):
            others = pieces[start + 1 : start + length]
            if len(others) < length - 1 or (others and any(one.opens for one in others)):
                continue
            found = self._phrases.get((piece.word, *[one.word for one in others]))
            if found:
                word, number, _, _, _, spelled = found
                return Token(word, number, piece.touches, length, piece.word, spelled)
        number = figures_as_number(piece.word) if piece.word.isdecimal() else None
        return Token(piece.word, number, piece.touches, raw=piece.word)


class Utterance(Record, kw_only=False):
    """One typed text; `text` is in Unicode NFC, without white space around it."""

    text: str
    pieces: tuple[TypedPiece, ...]

    def tokens(self, vocabulary: Vocabulary) -> tuple[Token, ...]:
        """Every piece in the tokens of a vocabulary, none left out."""
        found: list[Token] = []
        at = 0
        while at < len(self.pieces):
            token = vocabulary.at(self.pieces, at)
            found.append(token)
            at += token.length
        return tuple(found)


@lru_cache(maxsize=256)
def utterance(typed: str) -> Utterance:
    """The typed text, taken apart."""
    text = unicodedata.normalize("NFC", typed).strip()
    return Utterance(text, cut(folded(text), _PIECE))


def cut(plain: str, shape: re.Pattern[str]) -> tuple[TypedPiece, ...]:
    """A folded text in pieces of that shape; what has it nowhere is left out."""
    pieces: list[TypedPiece] = []
    end = 0
    for found in shape.finditer(plain):
        between = plain[end : found.start()]
        opens = end > 0 and len(between) > 1 and _SENTENCE_END.search(between) is not None
        pieces.append(TypedPiece(found[0], end > 0 and not between, opens))
        end = found.end()
    return tuple(pieces)


def folded(text: str) -> str:
    """The text in lower case, with plain letters and figures, no apostrophes, no hyphened words."""
    if text.isascii():
        letters = text.lower().translate(_NO_APOSTROPHES)
    else:
        letters = "".join(map(_folded_character, text.casefold())).lower()
    return _HYPHEN.sub(" ", letters) if "-" in letters else letters


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase of a lexicon, folded as what is typed is."""
    return tuple(piece.word for piece in utterance(phrase).pieces)


def figures_as_number(figures: str) -> int:
    """The figures as a number; absurdly many of them come to one too large for anything."""
    return int(figures) if len(figures) < 10 else _ENORMOUS


@lru_cache(maxsize=20_000)
def alike(one: str, other: str) -> bool:
    """Whether two words may be forms of one: half of their letters are the same at the start."""
    if other in (one, f"{one}s") or one == f"{other}s":
        return True
    if one[:LEAST_SHARED] != other[:LEAST_SHARED]:
        return False
    shared = shared_start(one, other)
    return shared >= LEAST_SHARED and 2 * shared >= max(len(one), len(other))


def shared_start(one: str, other: str) -> int:
    """How many letters two words share at their start."""
    same = [first == second for first, second in zip(one, other, strict=False)]
    return same.index(False) if False in same else len(same)


@lru_cache(maxsize=2048)
def _folded_character(character: str) -> str:
    if character.isascii():
        return "" if character in _APOSTROPHES else character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "No" or character in _RAISED:
        return character  # a raised 2 or a half is not the figure it would decompose to
    if character in _APOSTROPHES:
        return ""
    if character in _DASHES:
        return "-"
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))
