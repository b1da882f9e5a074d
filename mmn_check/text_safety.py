"""One policy of characters: what is safe to keep, to show and to print."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TextIO

LINE = 1000
"""The most of a line about a file; its name and what is in it may be endless."""


def shown(text: str, most: int = 60) -> str:
    """Words of a file, safe to print: hidden characters spelt out, and not too long."""
    short = (text if len(text) <= most else f"{text[: most - 1]}…").replace("\n", " ")
    return "".join(one if one.isprintable() else f"<{code_of(one)}>" for one in short)


def in_a_row(words: Iterable[str], *, joined: str = "{most} or {last}") -> str:
    """Words in quotation marks, joined for a sentence: "a", "b" or "c"."""
    *most, last = [f'"{shown(word)}"' for word in words]
    return joined.format(most=", ".join(most), last=last) if most else last


def has_hidden(text: str) -> bool:
    """Whether some characters cannot be seen, or change how others are shown."""
    return not text.replace("\n", "").isprintable()


def code_of(character: str) -> str:
    """The name of a character that cannot be shown: U+001B."""
    return f"U+{ord(character):04X}"


ACTING = dict.fromkeys(
    one
    for first, last in (
        (0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F), (0x61C, 0x61C), (0x200E, 0x200F),
        (0x2028, 0x202E), (0x2066, 0x2069),
    )
    for one in range(first, last + 1)
)  # fmt: skip
"""What could act on a terminal, but for the end of a line."""


def printable(text: str) -> str:
    """The text without what could act on a terminal: control and direction characters."""
    return text.translate(ACTING)


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


def harmless(text: str) -> str:
    """Lines that may quote a file or a person, safe to print, none of them endless."""
    return "\n".join(shown(line, LINE) for line in text.split("\n"))


def fitted(text: str, stream: TextIO) -> str:
    """The text in lines that fit the window, if there is one, none of its words broken."""
    if not stream.isatty():
        return text
    from textwrap import TextWrapper  # noqa: PLC0415 - only for what is read in a window

    width = os.get_terminal_size(stream.fileno()).columns or 80
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(line) for line in text.split("\n"))
