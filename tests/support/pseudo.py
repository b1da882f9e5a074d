"""A made-up language that shows what is not looked up: every letter of a sentence has an accent.

To take accents away is all that it needs to be legible, to be typed, and to be printed. So the
same language serves on the screen, in what is typed, and on paper.
"""

from __future__ import annotations

import re
import unicodedata
from string import ascii_letters

_FILLED_IN = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_ACUTE = "\u0301"
_OTHERS = {"\u0307": "bfx", "\u0302": "hj", "\u0327": "k", "\u030c": "dt", "\u0303": "v"}
_ACCENTS = {letter: accent for accent, letters in _OTHERS.items() for letter in letters}
"""The accents with which these are letters of some language, as the page's fonts have them."""
_STRUCK = {
    ord(one): unicodedata.normalize("NFC", one + _ACCENTS.get(one.lower(), _ACUTE))
    for one in ascii_letters
}


def struck(sentence: str) -> str:
    """The sentence with an accent on every letter, but in the names of what is filled in."""
    at, parts = 0, []
    for kept in _FILLED_IN.finditer(sentence):
        parts += [sentence[at : kept.start()].translate(_STRUCK), kept[0]]
        at = kept.end()
    return "".join([*parts, sentence[at:].translate(_STRUCK)])


class Struck:
    """A catalog of that language: what can be read without accents was not looked up."""

    def gettext(self, message: str, /) -> str:
        return struck(message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return struck(one if count == 1 else several)


def not_looked_up(said: str) -> frozenset[str]:
    """The words of which a letter has no accent, in small letters."""
    return frozenset(re.findall("(?:[a-z](?!\u0301))+", said.casefold()))


def in_english(said: str) -> str:
    """What has accents, legible again."""
    apart = unicodedata.normalize("NFD", said)
    return "".join(one for one in apart if not unicodedata.combining(one))
