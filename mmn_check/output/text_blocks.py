"""The blocks of a summary in rows of characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mmn_check.domain.printed import MEASURE, Block, Line
from mmn_check.output.text_grid import grid_rows
from mmn_check.output.text_rows import (
    EMPTY,
    HANG,
    Piece,
    Row,
    folded,
    hanging,
    heading,
    padded,
    text_of,
)

LABELS = 15
"""Columns for the labels of page 1."""
NARROW = 60
"""Below so many columns the labels stand above the answers."""
BESIDE = 41
"""The column where a short block begins that stands beside another."""

Chunk = list[Row]
"""Rows that are kept together on one page."""


def first_chunks(blocks: Sequence[Block], *, width: int) -> list[Chunk]:
    """Page 1: labels on the left, answers on the right."""
    chunks: list[Chunk] = []
    for block in blocks:
        rows = _narrow(block, width) if width < NARROW else _labelled(block, width)
        if block.beside and chunks and (joined := _beside(chunks[-1], block, width)):
            chunks[-1] = joined
        else:
            chunks.append([*([EMPTY] if block.space else []), *rows])
    return chunks


def _labelled(block: Block, width: int) -> list[Row]:
    answers = _answers(block, min(MEASURE, width - LABELS))
    label = block.heading.upper()
    hang = "  " if label[:1].isdigit() else ""
    first, *others = folded(label, width=LABELS - 1 - len(hang))
    labels = [first, *(f"{hang}{one}" for one in others)]
    return [
        (Piece(padded(name, LABELS), strong=True), Piece(text)) if text else heading(name)
        for name, text in zip_longest(labels, answers, fillvalue="")
    ]


def _answers(block: Block, width: int) -> list[str]:
    return [text for line in block.lines for text in folded(line.text, width=width)]


def _narrow(block: Block, width: int) -> list[Row]:
    label = [heading(text) for text in folded(block.heading.upper(), width=width)]
    return [*label, *(f"  {text}" for text in _answers(block, width - 2))]


def _beside(before: Chunk, block: Block, width: int) -> Chunk | None:
    """The chunk with a short block put beside it, if both are short enough for one row."""
    label = f"{block.heading.upper()}  "
    answers = _answers(block, width)
    last = before[-1]
    left = text_of(last)
    fits = BESIDE + len(label) + len(answers[0]) <= width and len(left) < BESIDE
    alone = len([one for one in before if one]) == len(answers) == 1
    if isinstance(last, str) or not (alone and fits):
        return None
    together = (*last, Piece(" " * (BESIDE - len(left))), Piece(label, strong=True))
    return [*before[:-1], (*together, Piece(answers[0]))]


def more_chunks(blocks: Sequence[Block], *, width: int, spoken: bool) -> Iterator[Chunk]:
    """The pages behind page 1: a heading is kept with what comes first under it."""
    for block in blocks:
        top: Chunk = [heading(text) for text in folded(block.heading.upper(), width=width)]
        if block.grid:
            top += grid_rows(block.grid, width=width, spoken=spoken)
        kept: Chunk = [EMPTY, *top]
        for line in block.lines:
            kept += _paragraph(line, width)
            yield kept
            kept = []
        if kept:
            yield kept


def _paragraph(line: Line, width: int) -> Iterator[str]:
    text = line.text
    if line.label:
        label = line.label.text
        colon = "" if "?" in label or (line.under and label.isdigit()) else ":"
        text = f"{label}{colon} {text}".rstrip()
    indent = HANG if line.under else 0
    if _has_own_words(line):
        return hanging(text, width=width, indent=indent)
    parts = text.split("\n")
    return (one for part in parts for one in hanging(part, width=width, indent=indent))


def _has_own_words(line: Line) -> bool:
    """Then every line but the first is set in, so that none can pass for a heading."""
    return any(piece.own for sentence in line.sentences for piece in sentence.pieces)
