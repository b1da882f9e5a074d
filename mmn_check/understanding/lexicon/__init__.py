"""The words of each language, as data: one YAML file a language, read when first needed.

    stems:    what word endings are dropped, so that "thumbs" is "thumb"
    numbers:  how numbers up to 999 are spelled out
    tokens:   canonical tokens in capitals, each with the ways to say it
    dates:    the words that dates are made of, by canonical token (two of them joined by a plus),
              or by kind and number: "y 2000" a year, "c 30" the thirties
    nth:      words in a row for 0th, 1st, 2nd ...
    years:    how a year begins that is said in words, by its century
    replies:  the words of which a yes, a no and a "none" are made, by canonical token
    told_apart: words that an accent alone makes something else, each with what it is then
    accented: by the name of phrases, words that are one only with their accent: "tomó", not "tomo"
    keys:     the letters that do something
    phrases:  what whole answers mean ("not sure", "none of these"), by name
    polite:   words that say nothing, with a yes ("yes please") or any other answer

A typed text is cut into pieces: a word, a run of figures or a sign, folded, which is without case,
accents and apostrophes. A token is one or more pieces that mean one thing: a canonical token in
capitals ("RIGHT", whatever the language), a number, or a word as it is. Typed words are never in
capitals, so nobody can type a canonical token that the lexicon does not know.

The ways to say it stand in one line, set apart by commas; case, accents and apostrophes do not
matter. A third language needs its file here and no code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pkgutil import get_data
from typing import Any, Generic, NamedTuple, TypeVar

from mmn_check.i18n import ENGLISH

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


FoldedWords = tuple[str, ...]
"""The words of something that is said, folded."""
Meant = TypeVar("Meant")


def lengths_by_first(phrases: Iterable[FoldedWords]) -> Mapping[str, Sequence[int]]:
    """By the first word of some phrases, how many words these have, the longest first."""
    found: dict[str, set[int]] = {}
    for first, *rest in phrases:
        found.setdefault(first, set()).add(1 + len(rest))
    return {word: sorted(lengths)[::-1] for word, lengths in found.items()}


class Phrasebook(Generic[Meant]):
    """The phrases of one language and what each stands for; the longest phrase counts."""

    def __init__(self, phrases: Mapping[FoldedWords, Meant]) -> None:
        self._phrases = phrases
        self._lengths = lengths_by_first(phrases)

    def at(self, pieces: Sequence[TypedPiece], start: int) -> tuple[Meant | None, int]:
        """What the phrase means that begins at the piece `start`, if any, and its length."""
        first = pieces[start].word
        for length in self._lengths.get(first, ()):
            others = pieces[start + 1 : start + length]
            if len(others) < length - 1 or any(one.opens for one in others):
                continue
            found = self._phrases.get((first, *[one.word for one in others]))
            if found:
                return found, length
        return None, 1


class Vocabulary(Phrasebook[Token]):
    """The phrases of one language and the token each stands for."""

    def tokens(self, pieces: Sequence[TypedPiece]) -> tuple[Token, ...]:
        """Every piece in these tokens, none left out."""
        found: list[Token] = []
        at = 0
        while at < len(pieces):
            word, touches, _ = pieces[at]
            token, length = self.at(pieces, at)
            number = figures_as_number(word) if word.isdecimal() else None
            token = token or Token(word, number)
            found.append(token._replace(touches=touches, length=length, raw=word))
            at += length
        return tuple(found)


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


@lru_cache(maxsize=2048)
def pieces_of(text: str) -> tuple[TypedPiece, ...]:
    """What is typed, in pieces."""
    return cut(folded(text), _PIECE)


def words_of(phrase: str) -> FoldedWords:
    """The words of a phrase of a lexicon, folded as what is typed is."""
    return tuple(piece.word for piece in pieces_of(phrase))


def figures_as_number(figures: str) -> int:
    """The figures as a number; absurdly many of them come to one too large for anything."""
    return int(figures) if len(figures) < 10 else _ENORMOUS


@lru_cache(maxsize=20_000)
def alike(one: str, other: str, language: str) -> bool:
    """Whether two words may be forms of one, by their ends or by three fifths of their letters."""
    if other in (one, f"{one}s") or one == f"{other}s" or are_forms(one, other, language):
        return True
    shared = shared_start(one, other) if one[:LEAST_SHARED] == other[:LEAST_SHARED] else 0
    return shared > LEAST_SHARED and 5 * shared >= 3 * max(len(one), len(other))


@lru_cache(maxsize=20_000)
def are_forms(one: str, other: str, language: str, least: int = LEAST_SHARED) -> bool:
    """Whether two words differ by the ends that words take: "warm", "warming"."""
    same = lexicon(language).section("stems")["same"]
    one, other = same.get(one, one), same.get(other, other)
    if one == other or one[:LEAST_SHARED] != other[:LEAST_SHARED]:
        return one == other
    shared = shared_start(one, other)
    ends = {one[shared:], other[shared:]}
    return shared >= least and ends <= {*listed(lexicon(language).section("stems")["forms"]), ""}


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


LexiconTable = Mapping[str, Any]
_POLITE_IN = (
    ("tokens", "IDLE"),
    ("dates", "FILLER"),
    ("replies", "IDLE"),
    ("phrases", "says_nothing"),
)
"""The lists that hold the polite words, besides what is idle there alone."""


class Lexicon:
    """All that is known of one language."""

    def __init__(self, code: str) -> None:
        text = get_data(__name__, f"{code}.yaml")
        # Not at import: to load it is a tenth of a start, and no first question waits for words.
        import yaml  # noqa: PLC0415

        # The fast one, unless this Python came without it.
        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._sections: LexiconTable = yaml.load(text or b"", Loader=loader)  # noqa: S506 - a safe loader, C or not
        for section, name in _POLITE_IN:
            self._sections[section][name] += f", {self._sections['polite']}"
        self._vocabularies: dict[str, Vocabulary] = {}
        self._phrases: dict[FoldedWords, frozenset[FoldedWords]] = {}
        self._lengths: dict[FoldedWords, Mapping[str, Sequence[int]]] = {}

    def section(self, name: str) -> Any:
        """One part of the file, as it stands there."""
        return self._sections.get(name, {})

    def vocabulary(self, name: str = "tokens") -> Vocabulary:
        """The phrases of a section with their canonical tokens, and the spelled-out numbers."""
        if name not in self._vocabularies:
            tokens = {
                words_of(said): Token(canonical)
                for canonical, line in self.section(name).items()
                for said in listed(line)
            }
            numbers = {
                said: Token(str(number), number, spelled=True)
                for said, number in self.spelled_numbers()
            }
            ordinals = {
                words_of(said): Token(f"@{number}:{said}")
                for number, ways in enumerate(self.series("nth") if name == "tokens" else ())
                for said in ways
            }
            self._vocabularies[name] = Vocabulary(numbers | ordinals | tokens)
        return self._vocabularies[name]

    def spelled_numbers(self) -> Iterator[tuple[FoldedWords, int]]:
        """Every number from 0 to 99, and the hundreds that are one word, as they are spelled."""
        section = self.section("numbers")
        small = [way.split("/") for way in section["small"].split()]
        tens = section["tens"].split()
        also = {1: section.get("one_after_tens", "").split()}
        for number, ways in enumerate(small):
            yield from ((words_of(way), number) for way in ways)
        for ten, said in enumerate(tens, start=10 - len(tens)):
            yield words_of(said), 10 * ten
            for unit in range(1, 10):
                for way in (*small[unit], *also.get(unit, ())):
                    yield words_of(f"{said} {section.get('join', '')} {way}"), 10 * ten + unit
        for number, line in section.get("hundreds", {}).items():
            yield from ((words_of(way), number) for way in listed(line))

    def series(self, name: str) -> Iterator[Sequence[str]]:
        """Words that stand for numbers in a row, each with the ways to say it."""
        return (ways.split("/") for ways in str(self._sections.get(name, "")).split())

    def phrases(self, *names: str) -> frozenset[FoldedWords]:
        """The whole answers that mean one of these, each as its words."""
        if names not in self._phrases:
            lines = (self.section("phrases").get(name, "") for name in names)
            self._phrases[names] = frozenset(
                words_of(way) for line in lines for way in listed(line)
            )
        return self._phrases[names]

    def phrase_lengths(self, *names: str) -> Mapping[str, Sequence[int]]:
        """By the first word of those answers, how many words they have, the longest first."""
        if names not in self._lengths:
            self._lengths[names] = lengths_by_first(self.phrases(*names))
        return self._lengths[names]


@cache
def ways_to_say(language: str, *names: str) -> tuple[str, ...]:
    """The phrases of these names, each in one line of plain words."""
    return tuple(sorted(map(" ".join, lexicon(language).phrases(*names))))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, by its code; the English one where there is none."""
    try:
        return Lexicon(language)
    except FileNotFoundError:
        return lexicon(ENGLISH)


def lexicons() -> Iterator[Lexicon]:
    """The lexicon of every language."""
    # Not at import: it loads much, and no first question need wait for it.
    from importlib.resources import files  # noqa: PLC0415

    shipped = (one.name for one in files(__name__).iterdir() if one.name.endswith(".yaml"))
    yield from map(lexicon, sorted(name.removesuffix(".yaml") for name in shipped))


def listed(line: str) -> tuple[str, ...]:
    """The ways to say something, of one line."""
    return tuple(line.split(", ")) if line else ()
