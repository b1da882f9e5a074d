"""Words and figures as people type and dictate them, made alike: case, accents, number words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

Token = str | int
"""A word, figures or a sign as typed; or a number that was spelled out."""

_APOSTROPHES = frozenset("'’‘ʼ`´")
_DASHES = frozenset("‐‑‒–—−")
_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|(?<=\d)\.(?=\d)|[^\s\w.!\"“”„«»()\[\]…¡¿]|_")


def listed(line: str) -> tuple[str, ...]:
    """The words or phrases of a line, set apart by commas."""
    return tuple(line.split(", "))


_UNITS = listed(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, "
    "fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"
)
_TENS = listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")
NUMBER_WORDS = {word: number for number, word in enumerate(_UNITS)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        listed("first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth"), start=1
    )
}
ORDINAL_ENDINGS = frozenset({"st", "nd", "rd", "th"})

SOUNDS_LIKE = {"to": 2, "too": 2, "for": 4, "fore": 4, "won": 1, "ate": 8}
"""What speech software types for a number; alone, where a number is asked for, it is one."""
MAY_SOUND_LIKE = {"tree": 3, "free": 3, "fife": 5, "sex": 6, "sicks": 6, "tin": 10, "oh": 0}
"""Words that may stand for a number, but are asked about even alone."""
LOOKS_LIKE = {"l": "1", "i": "1", "|": "1", "o": "0"}
"""Letters that are typed for a figure; asked about wherever they touch one."""
_AROUND_FIGURES = re.compile(r"(?<=\d)[ilo|]+|(?<![^\W\d_])[ilo|]+(?=\d)")

_IDLE = frozenset({","}) | frozenset(
    listed("please, thanks, thank, you, um, uh, er, erm, hm, hmm, oh, well, ok, okay, so, sorry")
)


def plain(text: str) -> str:
    """The text in lower case, with plain letters and figures, no apostrophes, no hyphened words."""
    folded = "".join(map(_plain_character, text.casefold())).lower()
    return _HYPHEN.sub(" ", folded)


def _plain_character(character: str) -> str:
    if character.isascii():
        return "" if character in _APOSTROPHES else character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "No" or character in _APOSTROPHES:
        # A raised 2 or a half is not the figure it would decompose to.
        return character if kind == "No" else ""
    if character in _DASHES:
        return "-"
    parts = unicodedata.normalize("NFKD", character)
    return "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))


def tokens(text: str) -> tuple[str, ...]:
    """The words, figures and telling signs of a text; full stops and quotes tell nothing."""
    return tuple(_TOKEN.findall(plain(text)))


def without_politeness(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without "um", "please" and the like at both ends, if anything is left then."""
    *_, least = less_and_less_polite(words)
    return least


def less_and_less_polite(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, then with ever less politeness: the "well" at an end may be meant."""
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
        return "".join(one if one in but else LOOKS_LIKE[one] for one in found[0])

    return _AROUND_FIGURES.sub(figures, plain(text))


def with_numbers(words: tuple[str, ...]) -> tuple[Token, ...]:
    """The words with every spelled-out number as one number."""
    result: list[Token] = []
    at = 0
    while at < len(words):
        number, length = spelled(words, at)
        result.append(words[at] if number is None else number)
        at += length
    return tuple(result)


def spelled(words: tuple[str, ...], at: int) -> tuple[int | None, int]:
    """The number spelled out from `at` on, and how many words it takes."""
    number, length = _below_hundred(words, at)
    following = words[at + length] if at + length < len(words) else ""
    if following != "hundred" or not (words[at] == "a" or number in range(1, 10)):
        return number, length
    hundreds, length = 100 * (number or 1), length + 1
    joined = 1 if words[at + length : at + length + 1] == ("and",) else 0
    rest, more = _below_hundred(words, at + length + joined)
    return (hundreds, length) if rest is None else (hundreds + rest, length + joined + more)


def _below_hundred(words: tuple[str, ...], at: int) -> tuple[int | None, int]:
    number = NUMBER_WORDS.get(words[at]) if at < len(words) else None
    if number is None or number < 20:
        return number, 1
    unit = NUMBER_WORDS.get(words[at + 1], 0) if at + 1 < len(words) else 0
    return (number + unit, 2) if 0 < unit < 10 else (number, 1)


def repeated(figures: str) -> int | None:
    """The number whose key was pressed too often, if the figures are one repeated."""
    for one in (figures[:1], figures[:2]):
        times = len(figures) // max(len(one), 1)
        if 1 < times < 10 and one * times == figures:
            return int(one)
    return None


def small_number(figures: str) -> int:
    """The figures as a number; absurdly many of them come to a number too large for anything."""
    return int(figures) if len(figures) < 10 else 10**9
