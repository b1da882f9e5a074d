"""Rows of characters: what a page of text is made of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len

from mmn_check.domain.summing.fitting import wrapped
from mmn_check.domain.summing.wording import printable


class Piece(NamedTuple):
    """A run of characters in a row."""

    text: str
    strong: bool = False
    """Whether it is a heading; answers all have the same weight."""


Row = str | tuple[Piece, ...]
"""Plain text, or text with headings in it."""
EMPTY = ""
HANG = 2
"""Columns."""


def heading(text: str) -> Row:
    """A row that is a heading."""
    return (Piece(text, strong=True),)


def text_of(one: Row) -> str:
    """The characters of a row."""
    return one if isinstance(one, str) else "".join(segment.text for segment in one).rstrip()


def padded(text: str, width: int) -> str:
    """The text with blanks after it, up to a column."""
    return text + " " * max(0, width - cell_len(text))


def folded(text: str, *, width: int) -> Iterator[str]:
    """The text in lines that fit, without any character that is not to be seen."""
    return wrapped(printable(text), width=width, columns=cell_len)


def hanging(text: str, *, width: int, indent: int) -> Iterator[str]:
    """A paragraph, its later lines set in by two more columns."""
    for number, line in enumerate(folded(text, width=max(width - indent - HANG, 1))):
        yield " " * (indent + (HANG if number else 0)) + line if line else EMPTY
