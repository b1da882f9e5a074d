"""A summary drawn with characters: on the terminal, and as a plain text file.

There is one way of drawing: the console gets the rows of the file, with headings in bold where
it can show them. It has no pages to fit: page 1 stands whole, then the rest. Text is never
markup, and no control character is ever written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style
from rich.text import Text

from mmn_check.i18n import tr, tr_later
from mmn_check.output.shortened_words import PAGE_2, WHOLE, brief, flowing
from mmn_check.summary.summary_model import Block, Grid, Line, Sentence, Summary
from mmn_check.text_safety import to_print

BOLD = Style(bold=True)
WIDEST = 80
"""Longer lines are hard to read, however wide the window."""
LABELS = 16
"""Columns for the headings of page 1."""
NARROW = 60
"""Below so many columns the headings stand above the answers."""
BELOW = 4
"""Rows of a screen that what is asked below a part of the summary takes."""
HANG = "  "
PAGE_1, SECOND, ANSWERS = tr_later("Page 1"), tr_later("Page 2"), tr_later("All answers")
_PAPER = Console(file=StringIO(), width=WIDEST)


GridRow = tuple[str, str]
"""What of a row is bold, and the rest of it."""
EMPTY: GridRow = ("", "")


def render_text(summary: Summary, *, width: int = WIDEST, first_page: bool = False) -> str:
    """The summary, or page 1 of it, as plain text, no line wider than `width` columns."""
    rows = _pages(summary, width=min(width, WIDEST), spoken=False, first_page=first_page)
    return "".join(f"{(bold + rest).rstrip()}\n" for bold, rest in rows)


def print_summary(
    summary: Summary,
    console: Console,
    *,
    plain: bool,
    first_page: bool = False,
    more: Callable[[], bool] | None = None,
) -> None:
    """Put the summary, or page 1 of it, on the console.

    `plain` means unstyled, tables in sentences, and all at once. Else `more`, if it is given, is
    asked after each screenful of a terminal whether the next is wanted.
    """
    rows = [*_pages(summary, width=min(console.width, WIDEST), spoken=plain, first_page=first_page)]
    # Who listens has no screen that a page could scroll off.
    in_parts = more and console.is_terminal and not plain
    at_once = max(console.height - BELOW, BELOW) if in_parts else len(rows)
    for begins in range(0, len(rows), at_once):
        if begins and more and not more():
            return
        ink: list[Segment] = []
        for bold, rest in rows[begins : begins + at_once]:
            ink += (Segment(bold, None if plain else BOLD), Segment(f"{rest}\n"))
        console.print(Segments(ink), soft_wrap=True, end="")


def in_lines(text: str, *, width: int) -> Iterator[str]:
    """The text in lines that fit, broken between words, without what is not to be seen."""
    for part in to_print(text).split("\n"):
        if not part:
            yield ""
        for line in Text(part).wrap(_PAPER, max(width, 2), overflow="fold"):
            yield line.plain.rstrip()


def _heading(text: str, width: int) -> Iterator[GridRow]:
    return ((one, "") for one in in_lines(text.upper(), width=width))


def _paragraph(text: str, width: int, *, indent: str = "") -> Iterator[GridRow]:
    """A paragraph, its later lines set in, so that none can pass for a heading."""
    lines = in_lines(text, width=width - len(indent) - len(HANG))
    return (
        ("", f"{indent}{HANG if number else ''}{one}") if one else EMPTY
        for number, one in enumerate(lines)
    )


def _pages(summary: Summary, *, width: int, spoken: bool, first_page: bool) -> Iterator[GridRow]:
    yield from ((one, "") for one in in_lines(_flat(summary.title.text), width=width))
    for line in (summary.about, summary.statement):
        yield from _paragraph(_text_held(summary, line.sentences), width) if line.sentences else ()
    if summary.urgent:
        rule = ("", "=" * width)
        yield from (rule, *_paragraph(_text_held(summary, summary.urgent.sentences), width), rule)
    for block in summary.first:
        yield from _block_of_page_1(summary, block, width)
    if first_page and summary.first:
        return
    yield from [EMPTY] if summary.first else []
    for page, blocks in ((SECOND, summary.second), (ANSWERS, summary.answers)):
        if blocks and summary.first:
            yield from (*_heading(tr(page), width), ("", "-" * width))
        for block in blocks:
            yield from _block_behind(block, width, spoken=spoken)
    if summary.note:
        yield from (EMPTY, *_paragraph(summary.note.text, width))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _text_held(summary: Summary, sentences: Sequence[Sentence]) -> str:
    """Sentences of page 1, the patient's words as far as it holds them."""
    where = tr(PAGE_2) if not summary.answers else tr(ANSWERS)
    short = (brief(flowing(one), WHOLE, summary.takes_back, where=where) for one in sentences)
    return _flat(" ".join(one.text for one in short))


def _block_of_page_1(summary: Summary, block: Block, width: int) -> Iterator[GridRow]:
    narrow = width < NARROW
    room = width - (len(HANG) if narrow else LABELS)
    said: list[str] = []
    for line in block.lines:
        label = f"{line.label.text}: " if line.label else ""
        said += in_lines(label + _text_held(summary, line.sentences), width=room)
    if narrow:
        yield from _heading(block.heading, width)
        yield from (("", HANG + text) for text in said)
        return
    names = in_lines(block.heading.upper(), width=LABELS - 1)
    for name, text in zip_longest(names, said, fillvalue=""):
        padding = " " * (LABELS - cell_len(name)) if text else ""
        yield name + padding, text


def _block_behind(block: Block, width: int, *, spoken: bool) -> Iterator[GridRow]:
    yield from (EMPTY, *_heading(block.heading, width))
    if block.grid:
        yield from _grid_in_rows(block.grid, width, spoken=spoken)
    for line in block.lines:
        yield from _line_in_rows(line, width)


def _line_in_rows(line: Line, width: int) -> Iterator[GridRow]:
    label = line.label.text if line.label else ""
    colon = "" if not label or label.endswith(("?", "?)")) else ":"
    text = f"{label}{colon} {line.text}".strip()
    return _paragraph(text, width, indent=HANG if line.under else "")


def _grid_in_rows(grid: Grid, width: int, *, spoken: bool) -> Iterator[GridRow]:
    """A table in columns; in sentences for the ear, or where the columns would be too narrow.

    Long cells at the end of a row stand below it.
    """
    texts = [[cell.text for cell in row] for row in grid.rows]
    upright = len(grid.head) - grid.wide_end
    columns = [*zip(grid.head, *texts, strict=True)][:upright]
    rooms = [max(map(cell_len, column)) for column in columns]
    if sum(rooms) + 2 * (len(rooms) - 1) > width:  # the heads over several lines
        rooms = [max(map(cell_len, (*name.split(), *cells))) for name, *cells in columns]
    if spoken or sum(rooms) + 2 * (len(rooms) - 1) > width:
        for first, *others in texts:
            said = _cells_by_name(grid.head[1:], others)
            yield from _paragraph(f"{first}: {said}." if said else f"{first}.", width)
        return
    for number, row in enumerate([list(grid.head[:upright]), *texts]):
        cells = [
            [*in_lines(text, width=room)] if text else [""]
            for text, room in zip(row, rooms, strict=False)
        ]
        for line in zip_longest(*cells, fillvalue=""):
            pairs = zip(line, rooms, strict=True)
            padded = (text + " " * (room - cell_len(text)) for text, room in pairs)
            text = "  ".join(padded).rstrip()
            yield ("", text) if number else (text, "")
        if below := _cells_by_name(grid.head[upright:], row[upright:]):
            yield from _paragraph(below, width, indent=HANG)


def _cells_by_name(head: Sequence[str], cells: Sequence[str]) -> str:
    """The cells of a row that say something, each behind what its column is called."""
    return "; ".join(f"{name}: {text}" for name, text in zip(head, cells, strict=False) if text)
