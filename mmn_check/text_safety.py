"""One policy of characters: what is safe to keep, to show and to print."""

from __future__ import annotations

import codecs
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TextIO

LINE = 1000
"""The most of a line about a file; its name and what is in it may be endless."""


def safe(text: str, most: int = 60) -> str:
    """Words of a file, safe to print: hidden characters spelt out, and not too long."""
    short = (text if len(text) <= most else f"{text[: most - 1]}…").replace("\n", " ")
    return "".join(one if one.isprintable() else f"<{code_point(one)}>" for one in short)


def quoted_in_a_row(words: Iterable[str], *, joined: str = "{most} or {last}") -> str:
    """Words in quotation marks, joined for a sentence: "a", "b" or "c"."""
    *most, last = [f'"{safe(word)}"' for word in words]
    return joined.format(most=", ".join(most), last=last) if most else last


def has_hidden(text: str) -> bool:
    """Whether some characters cannot be seen, or change how others are shown."""
    return not text.replace("\n", "").isprintable()


def code_point(character: str) -> str:
    """The name of a character that cannot be shown: U+001B."""
    return f"U+{ord(character):04X}"


HIDDEN: Mapping[int, None] = dict.fromkeys(
    one
    for first, last in (
        (0x00, 0x09), (0x0B, 0x1F), (0x7F, 0x9F),  # controls, but for the end of a line
        (0x61C, 0x61C), (0x200E, 0x200F), (0x202A, 0x202E),  # marks of direction
        (0x2028, 0x2029), (0x2060, 0x206F),  # ends of lines and paragraphs, invisible operators
        (0xD800, 0xDFFF),  # halves of characters
        (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB),  # a byte order mark, notes between lines
        (0xE0000, 0xE007F),  # tags
    )
    for one in range(first, last + 1)
)  # fmt: skip
"""What moves the cursor, turns the reading direction of what follows, or cannot be seen.

The joiners U+200C and U+200D are not among them: letters of some scripts and emoji need them.
"""
_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def to_show(text: str) -> str:
    """The text for a terminal: without hidden characters, its line feeds kept."""
    # Nothing hidden counts as printable, which is seen much faster.
    return text if text.isprintable() else text.translate(HIDDEN)


def to_print(text: str) -> str:
    """The text for a page or a file to read: every break a line feed, every tab a space."""
    return to_show(_BREAKS.sub("\n", text.replace("\t", " ")))


def is_kept(character: str) -> bool:
    """Whether a character typed may stand in an answer: a line feed, and no other control.

    Marks of direction and invisible letters are kept, as they belong to what was written, and left
    out wherever it is shown or printed.
    """
    kind = unicodedata.category(character)
    return character == "\n" or kind not in ("Cc", "Cs", "Zl", "Zp")


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
    spaced = raw.replace("\r\n", "\n").replace("\t", " ")
    kept = "".join(filter(is_kept, spaced))
    return Typed(
        text=unicodedata.normalize("NFC", kept).strip(),
        left_out=len(kept) != len(spaced) or "\t" in raw.strip(),
    )


def harmless(text: str) -> str:
    """Lines that may quote a file or a person, safe to print, none of them endless."""
    return "\n".join(safe(line, LINE) for line in text.split("\n"))


def fitted(text: str, stream: TextIO) -> str:
    """The text in lines that fit the window, if there is one, none of its words broken."""
    if not stream.isatty():
        return text
    from textwrap import TextWrapper  # noqa: PLC0415 - only for what is read in a window

    width = os.get_terminal_size(stream.fileno()).columns or 80
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(line) for line in text.split("\n"))


_MEANS_THE_SAME = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’´", "'"),
    **dict.fromkeys("–—‒‑‐−", "-"),
    "…": "...",
    "\N{NO-BREAK SPACE}": " ",
    "½": "1/2",
}
"""Signs for which any terminal has others that mean the same."""


def replace_what_is_not_there() -> None:
    """Let what is printed from now on never fail for want of a letter."""
    codecs.register_error("mmn-check", _sign_instead)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="mmn-check")


def _sign_instead(error: UnicodeError) -> tuple[str, int]:
    """The sign that means the same; else the letter without its accent; else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letter = error.object[error.start]
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode()
    missing = "" if unicodedata.combining(letter) else "?"
    return _MEANS_THE_SAME.get(letter) or bare or missing, error.start + 1
