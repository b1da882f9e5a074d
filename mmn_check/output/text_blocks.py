"""The blocks of a text page, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len

from mmn_check.bank.model import Choice
from mmn_check.i18n import tr, tr_later
from mmn_check.summary.printed import MEASURE, Block, Grid, GridSign, Line
from mmn_check.summary.summing.fitting import wrapped
from mmn_check.summary.summing.wording import printable
from mmn_check.visit.values import Side


class StyledText(NamedTuple):
    """A run of characters in a row."""

    text: str
    strong: bool = False
    """Whether it is a heading; answers all have the same weight."""


TextRow = str | tuple[StyledText, ...]
"""Plain text, or text with headings in it."""
EMPTY = ""
HANG = 2
"""Columns."""


def heading(text: str) -> TextRow:
    """A row that is a heading."""
    return (StyledText(text, strong=True),)


def text_of(one: TextRow) -> str:
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


PLACES = 22
"""Columns for the names of the places, where there is room."""
SIDES: tuple[Side, ...] = ("right", "left")
UNSIDED: tuple[Side, ...] = ("whole", "not_sure")
UNLISTED = tr_later("A place that is not listed was not marked.")
_MARKED: Mapping[Side, str] = {
    "right": tr_later("Right {place}: {signs}."),
    "left": tr_later("Left {place}: {signs}."),
    "whole": tr_later("{place}: {signs}."),
    "not_sure": tr_later("{place}, side not sure: {signs}."),
}
_UNMARKED: Mapping[Side, str] = {
    "right": tr_later("Right {place}: not marked."),
    "left": tr_later("Left {place}: not marked."),
}


def grid_rows(grid: Grid, *, width: int, spoken: bool) -> list[TextRow]:
    """The grid, for a screen or a sheet, or spoken."""
    marked = [place for place in grid.places if _is_marked(grid, place)]
    rows = _spoken(grid, marked, width) if spoken else _columns(grid, marked, width)
    rest = [*_unsided(grid, marked), *(_unmarked(sign) for sign in grid.signs if not sign.marks)]
    for sentence in (*rest, *([tr(UNLISTED)] if marked else [])):
        rows += hanging(sentence, width=width, indent=0)
    return rows


def _is_marked(grid: Grid, place: Choice) -> bool:
    return any(mark.place == place.id for sign in grid.signs for mark in sign.marks)


def _columns(grid: Grid, places: list[Choice], width: int) -> list[TextRow]:
    first = min(PLACES, width // 3)
    side = (width - first) // 2
    rows: list[TextRow] = []
    for place in places:
        cells = [_signs(grid, place, one) for one in SIDES]
        if any(cells):
            columns = [folded(place.label, width=first - 1)]
            columns += [folded(cell or "-", width=side - 1) for cell in cells]
            rows += [_set(line, first, side) for line in zip_longest(*columns, fillvalue="")]
    head = _set(("", tr("Right"), tr("Left")), first, side)
    return [heading(head), *rows] if rows else []


def _set(line: tuple[str, ...], first: int, side: int) -> str:
    place, right, left = line
    return f"{padded(place, first)}{padded(right, side)}{left}".rstrip()


def _spoken(grid: Grid, places: list[Choice], width: int) -> list[TextRow]:
    """As sentences: "Right hand: weak. Left hand: not marked"."""
    rows: list[TextRow] = []
    for place in places:
        if any(_signs(grid, place, side) for side in SIDES):
            said = " ".join(_side(grid, place, side) for side in SIDES)
            rows += hanging(said, width=width, indent=0)
    return rows


def _side(grid: Grid, place: Choice, side: Side) -> str:
    name = place.label[:1].lower() + place.label[1:]
    signs = _signs(grid, place, side)
    said = tr((_MARKED if signs else _UNMARKED)[side], place=name, signs=signs)
    return said[:1].upper() + said[1:]


def _signs(grid: Grid, place: Choice, side: Side) -> str:
    return ", ".join(name.lower() for name in grid.marked(place.id, side))


def _unsided(grid: Grid, places: list[Choice]) -> Iterator[str]:
    for side in UNSIDED:
        for place in places:
            if signs := _signs(grid, place, side):
                yield tr(_MARKED[side], place=place.label, signs=signs)


def _unmarked(sign: GridSign) -> str:
    return f"{sign.name}: {sign.said.text}."


LABELS = 15
"""Columns for the labels of page 1."""
NARROW = 60
"""Below so many columns the labels stand above the answers."""
BESIDE = 41
"""The column where a short block begins that stands beside another."""

Chunk = list[TextRow]
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


def _labelled(block: Block, width: int) -> list[TextRow]:
    answers = _answers(block, min(MEASURE, width - LABELS))
    label = block.heading.upper()
    hang = "  " if label[:1].isdigit() else ""
    first, *others = folded(label, width=LABELS - 1 - len(hang))
    labels = [first, *(f"{hang}{one}" for one in others)]
    return [
        (StyledText(padded(name, LABELS), strong=True), StyledText(text)) if text else heading(name)
        for name, text in zip_longest(labels, answers, fillvalue="")
    ]


def _answers(block: Block, width: int) -> list[str]:
    return [text for line in block.lines for text in folded(line.text, width=width)]


def _narrow(block: Block, width: int) -> list[TextRow]:
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
    together = (*last, StyledText(" " * (BESIDE - len(left))), StyledText(label, strong=True))
    return [*before[:-1], (*together, StyledText(answers[0]))]


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
