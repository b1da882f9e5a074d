"""How hard a text is to read: the Flesch-Kincaid grade, in years of school."""

from __future__ import annotations

import re
from collections.abc import Iterable

import syllapy

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
END = re.compile(r"[.!?:]+(?=\s|$)|\n")


def grade(texts: Iterable[str]) -> float:
    """The grade of some texts together; a line without a stop is a sentence, too."""
    sentences = [part for text in texts for part in END.split(text) if WORD.search(part)]
    words = [word for part in sentences for word in WORD.findall(part)]
    if not words:
        return 0.0
    syllables: int = sum(max(1, syllapy.count(word.replace("’", "'"))) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
