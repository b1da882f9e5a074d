"""What was typed in a language, as the words that the readers know.

A canonical token stands in capitals ("RIGHT"), a number that was spelled out is "#7", an ordinal
"@7:seventh" ("^7" in figures), figures are as typed, and any other word is as it is, folded.
What depends on the words beside it is settled here, by rules that hold in every language; which
words they are about is in the lexicon.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache

from mmn_check.understanding.lexicon import (
    LexiconTable,
    Token,
    TypedPiece,
    folded,
    lexicon,
    listed,
    pieces_of,
)

SpokenWords = tuple[str, ...]

SIGNS = frozenset({",", ";"})
UNITS = frozenset({"YEAR", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "TIME"})
_LONGEST = 300
"""Characters. What is longer tells a story, and nobody reads it for phrases."""
_BESIDES = frozenset({"IDLE", "WELL", ","})


class Utterance:
    """One text that was typed in a language, taken apart once."""

    def __init__(self, typed: str, language: str) -> None:
        self.text = unicodedata.normalize("NFC", typed).strip()
        self.language = language
        self.pieces = pieces_of(self.text)

    def tokens(self, section: str = "tokens") -> tuple[Token, ...]:
        """Every piece in the canonical tokens of a section of the lexicon."""
        return lexicon(self.language).vocabulary(section).tokens(self.pieces)

    @cached_property
    def words(self) -> SpokenWords:
        """The words, each as it is meant beside the others."""
        beside, tokens = lexicon(self.language).section("beside_numbers"), self.tokens()
        settled = (word for at in range(len(tokens)) for word in _settled(tokens, at, beside))
        return tuple(_HUNDREDS.sub(_in_hundreds, " ".join(settled)).split())

    @cached_property
    def without_idle_ends(self) -> SpokenWords:
        """The words as the phrases of a lexicon are written: no "please" at an end, no commas."""
        kept: list[tuple[Token, Sequence[TypedPiece]]] = []
        at = 0
        for token in self.tokens():
            kept.append((token, self.pieces[at : at + token.length]))
            at += token.length
        while kept and kept[0][0].word in _BESIDES:
            del kept[0]
        while kept and kept[-1][0].word in _BESIDES:
            del kept[-1]
        pieces = [piece for _, some in kept for piece in some] or self.pieces
        return tuple(piece.word for piece in pieces if piece.word != ",")


@lru_cache(maxsize=20_000)
def utterance(typed: str, language: str) -> Utterance:
    """The typed text, taken apart."""
    return Utterance(typed, language)


def words_in(text: str, language: str) -> SpokenWords:
    """The words of a text in a language (its code); of what is longer than an answer, none."""
    return utterance(text, language).words if len(text) <= _LONGEST else ()


def spelled(word: str) -> int | None:
    """The number that the word spells out; None if it is none."""
    return int(word[1:]) if word[0] == "#" and len(word) > 1 else None


def ordinal(word: str) -> int | None:
    """The number of an ordinal, in words or in figures; None if the word is none."""
    number = word[1:].partition(":")[0] if word[0] in "@^" else ""
    return int(number) if number.isdecimal() else None


def is_number(word: str) -> bool:
    """Whether it is a number, in figures or spelled out."""
    return word.isdecimal() or spelled(word) is not None


_LEADS = SIGNS | {"THE", "A", "OF", "AND", "NUMBER"}


def numbers_alone(text: str, language: str) -> SpokenWords:
    """The words of a text that is nothing but numbers, if it is: "number 4 and 9", "the second"."""
    said = tuple(one for one in words_in(text, language) if one not in _LEADS)
    return said if all(is_number(one) or ordinal(one) for one in said) else ()


def in_full(words: Sequence[str]) -> SpokenWords:
    """The words with every number in one form, whether it was typed in figures or spelled."""
    return tuple(map(_in_full, words))


@lru_cache(maxsize=20_000)
def _in_full(word: str) -> str:
    return f"#{int(word)}" if word.isdecimal() and len(word) < 10 else word


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The word without the ending of its plural."""
    if not word.islower():
        return word[:-1] if word[:-1] in UNITS else word
    rules = lexicon(language).section("stems")
    if word in rules["same"]:
        return str(rules["same"][word])
    for ending in rules["endings"]:
        if len(word) > 3 and word.endswith(ending) and not word.endswith(rules.get("but", "#")):
            word = word.removesuffix(ending)
    return word[:-1] + str(rules.get("last", {}).get(word[-1], word[-1]))


def stems(words: Iterable[str], language: str) -> SpokenWords:
    """The words without the endings of their plurals."""
    return tuple(stem(word, language) for word in words)


def _settled(tokens: Sequence[Token], at: int, beside: LexiconTable) -> SpokenWords:
    """What a token means beside the others: some mean something else by a number or at the end."""
    token = tokens[at]
    word = f"#{token.number}" if token.spelled else token.word
    after = tokens[at + 1] if at + 1 < len(tokens) else _END
    if word == "KNOWS NOT":
        return ("UNSURE",) if _ends(after) else ("NO", "not")
    before = tokens[at - 1] if at else _END
    if word == "WELL":
        return (token.raw if _tells_how_it_is(before) else "IDLE",)
    if token.length > 1:
        return tuple(word.split())
    counted, counts = _counts(before), _counts(after)
    if counted and _is_ending(token, beside):
        return ()
    if word.isdecimal() and len(word) < 10 and _is_ending(after, beside):
        return (f"^{int(word)}",)
    if token.raw in beside["sides"] and _is_side(tokens, at, beside["sides"]):
        return (str(beside["sides"][token.raw]),)
    if token.raw in beside["to"] and counted and counts:
        return ("TO",)
    if token.raw in beside["one"] and (counts or _ends(after)):
        return () if counts else ("#1",)
    return tuple(word.split())


_END = Token(",")
_ANSWERS = frozenset({"IDLE", "WELL", "LEAD", "YES", "NO", "RIGHT", "LEFT", "BOTH", "ALL"})
"""Behind these, an "okay" is but talk."""


def _counts(token: Token) -> bool:
    return token.number is not None


def _ends(token: Token) -> bool:
    return token.word in SIGNS or token.word in ("AND", "OR")


def _tells_how_it_is(before: Token) -> bool:
    """Whether an "okay" tells how what is named before it is: "My left knee is okay"."""
    return len(before.word) > 1 and before.word.isalpha() and before.word not in _ANSWERS


def _is_ending(token: Token, beside: LexiconTable) -> bool:
    """Whether the token makes an ordinal of the figures before it: "2nd"."""
    return token.raw in beside["endings"] and (token.touches or not token.raw.isalpha())


def _is_side(tokens: Sequence[Token], at: int, sides: LexiconTable) -> bool:
    """Whether a letter is the side of a number that it touches, or that it stands behind."""
    before, after, next_but_one = (
        tokens[place] if 0 <= place < len(tokens) else _END for place in (at - 1, at + 1, at + 2)
    )
    if (_counts(before) and tokens[at].touches) or (_counts(after) and after.touches):
        return True
    is_next = _counts(after) and next_but_one.raw in sides
    return _counts(before) and (_ends(after) or is_next)


_HUNDREDS = re.compile(
    r"(?<!\S)(?:(?:#([1-9])|A) HUNDRED|#([1-9])00)(?:(?: AND)? #([1-9]\d?)(?!\S))?(?!\S)"
)
"""Hundreds with what follows them, which is one number."""


def _in_hundreds(found: re.Match[str]) -> str:
    return f"#{100 * int(found[1] or found[2] or 1) + int(found[3] or 0)}"


_IDLE = frozenset({"IDLE", ","})
_LOOKS_LIKE = {"l": "1", "i": "1", "|": "1", "o": "0"}
"""Letters that are typed for a figure; asked about wherever they touch one."""
_AROUND_FIGURES = re.compile(r"(?<=\d)[ilo|]+|(?<![^\W\d_])[ilo|]+(?=\d)")


def words_that_name(words: SpokenWords) -> SpokenWords:
    """Of the words, those that may name a choice, a place or an amount: without idle ends, if any.

    A phrase of a lexicon is looked up by `without_idle_ends` instead.
    """
    *_, least = with_ever_fewer_idle_words(words)
    return least


def with_ever_fewer_idle_words(words: SpokenWords) -> Iterator[SpokenWords]:
    """The words, then with ever fewer idle ones at the ends: the "well" there may be meant."""
    yield words
    start, end = 0, len(words)
    while start < end and words[start] in _IDLE:
        start += 1
    while start < end:
        yield words[start:end]
        if words[end - 1] not in _IDLE:
            return
        end -= 1


def with_figures(text: str, *, but: str = "") -> str:
    """The text with l, I and O beside a figure made figures, except the letters in `but`."""

    def figures(found: re.Match[str]) -> str:
        return "".join(one if one in but else _LOOKS_LIKE[one] for one in found[0])

    return _AROUND_FIGURES.sub(figures, folded(text))


def repeated(figures: str) -> int | None:
    """The number whose key was pressed too often, if the figures are one repeated."""
    for one in (figures[:1], figures[:2]):
        times = len(figures) // max(len(one), 1)
        if 1 < times < 10 and one * times == figures:
            return int(one)
    return None


_LONGEST_PHRASE = 120
"""Characters. Nobody says more in a fixed phrase."""
_QUOTES = frozenset("\"'“”‘’«»„`´")


def without_idle_ends(text: str, language: str) -> SpokenWords:
    """The words of a text as phrases are written, without "please" and the like at both ends.

    Of what is longer than a phrase, none.
    """
    return utterance(text, language).without_idle_ends if len(text) <= _LONGEST_PHRASE else ()


def request(text: str, language: str) -> SpokenWords:
    """The phrase without a mark of question at its end, which may as well be polite."""
    said = without_idle_ends(text, language)
    return said[:-1] if len(said) > 1 and said[-1] == "?" else said


def says(text: str, language: str, *names: str) -> bool:
    """Whether the text is one of the phrases of these names."""
    return without_idle_ends(text, language) in lexicon(language).phrases(*names)


def key(name: str, language: str) -> str:
    """The letter that means this in a language."""
    return str(lexicon(language).section("keys")[name])


def is_key(text: str, language: str, *names: str) -> bool:
    """Whether a letter was typed alone that means one of these."""
    letter = lone_letter(text)
    return bool(letter) and any(letter == key(name, language) for name in names)


def lone_letter(text: str) -> str:
    """The letter that was typed alone; nothing, if something else or a quotation was typed."""
    pieces = pieces_of(text)
    word = pieces[0].word if len(pieces) == 1 else ""
    return word if len(word) == 1 and word.isalpha() and _QUOTES.isdisjoint(text) else ""


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(listed(lexicon(language).section("little")["says"]))


def says_little(word: str, language: str) -> bool:
    """Whether a word tells no choice from another, wherever it stands."""
    return word in _small_words(language)
