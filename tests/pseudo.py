"""A made-up language that shows what is not looked up: every letter of a sentence is struck out."""

from __future__ import annotations

import re

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
