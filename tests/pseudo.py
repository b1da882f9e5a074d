"""A made-up language that shows what is not looked up: every letter of a sentence is struck out."""

from __future__ import annotations

import re
from codecs import encode

_KEPT = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[^a-zA-Z{}]+")
_STRUCK = {
    ord(one): f"{one}\u0335" for one in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
}


def struck(sentence: str) -> str:
    """The sentence with every letter struck out, but what is filled in."""
    at, parts = 0, []
    for kept in _KEPT.finditer(sentence):
        parts += [sentence[at : kept.start()].translate(_STRUCK), kept[0]]
        at = kept.end()
    return "".join([*parts, sentence[at:].translate(_STRUCK)])


class Struck:
    """A catalog in which every sentence is struck out: what can still be read was not looked up."""

    def gettext(self, message: str, /) -> str:
        return struck(message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return struck(one if count == 1 else several)


class Shifted:
    """A catalog of another tongue that can be typed: every letter is the 13th after it."""

    def gettext(self, message: str, /) -> str:
        parts = re.split(r"(\{[^{}]*\})", message)
        return "".join(one if one[:1] == "{" else encode(one, "rot13") for one in parts)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return self.gettext(one if count == 1 else several)


def not_looked_up(said: str) -> frozenset[str]:
    """The words of which a letter is not struck out, in small letters."""
    kept = re.sub("[a-zA-Z]\u0335", "", said)
    return frozenset(re.findall("[a-z]+", kept.casefold()))


def in_english(said: str) -> str:
    """What was struck out, legible again."""
    return said.replace("\u0335", "")
