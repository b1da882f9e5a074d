"""What was typed, made safe to keep and to show, and nothing else changed."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

KEPT_CONTROLS = "\n"
"""Of all control characters only the line break has a place in an answer."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """One answer as typed, made safe."""

    text: str
    """In Unicode NFC, without outer white space or control characters."""
    left_out: bool = False
    """Whether control characters were left out, which the person must be told."""
    unreadable: bool = False
    """Whether bytes came that are no characters: nothing of the answer can be trusted."""


def clean(raw: str) -> Typed:
    """The text of an answer without what must not be kept or shown.

    A tab becomes a space: left out, it would join the words on either side.
    """
    unreadable = any("\ud800" <= char <= "\udfff" for char in raw)
    if unreadable:
        return Typed(text="", unreadable=True)
    spaced = raw.replace("\r\n", "\n").replace("\t", " ")
    kept = "".join(char for char in spaced if char in KEPT_CONTROLS or not _is_control(char))
    return Typed(
        text=unicodedata.normalize("NFC", kept).strip(),
        left_out=len(kept) != len(spaced) or "\t" in raw.strip(),
    )


def _is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in "\u2028\u2029"
