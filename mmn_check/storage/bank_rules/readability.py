"""How hard a text is to read: the Flesch-Kincaid grade, in years of school."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import syllapy

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?:]+(?=\s|$)|\n")


@cache
def _syllables(word: str) -> int:
    return max(1, int(syllapy.count(word.replace("’", "'"))))


def grade(texts: Iterable[str]) -> float:
    """The grade of some texts together; a line without a stop is a sentence, too."""
    sentences = [part for text in texts for part in END.split(text) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
