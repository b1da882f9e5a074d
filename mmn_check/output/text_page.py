"""A summary drawn with characters: on the terminal, and as a plain text file.

There is one way of drawing: the console gets the rows of the file, with headings in bold where
it can show them. A window has no pages, so there what stands behind page 1 comes in one piece.
Text is never markup, and no control character is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.style import Style

from mmn_check.i18n import tr, tr_later
from mmn_check.output.text_blocks import (
    EMPTY,
    Chunk,
    StyledText,
    TextRow,
    first_chunks,
    folded,
    heading,
    more_chunks,
    padded,
    text_of,
)
from mmn_check.summary.printed import PAGE_LINES, Summary

BOLD = Style(bold=True)
WIDEST = 80
"""Longer lines are hard to read, however wide the window."""
RULE = 72
"""Columns of the title bar."""
PAGE_1, REST = tr_later("Page 1"), tr_later("Page 2 and on")
"""What the one page and the rest are called where there are no pages."""
LEAST = 12
"""Rows of answers on a page, in a window so narrow that its title alone would fill it."""


def render_text(summary: Summary, *, width: int = 80) -> str:
    """The summary as plain text, no line wider than `width` columns."""
    text = StringIO()
    for one in _rows(summary, width=width, spoken=False):
        text.write(f"{text_of(one)}\n")
    return text.getvalue()


def print_summary(
    summary: Summary, console: Console, *, plain: bool, first_page: bool = False
) -> None:
    """Put the summary, or only what stands on its first page, on the console.

    `plain` means unstyled, and the body grid in sentences.
    """
    draw = _flowing if console.is_terminal else _rows
    rows = draw(summary, width=console.width, spoken=plain, first_page=first_page)
    styled = ((text, strong and not plain) for one in rows for text, strong in _with_end(one))
    ink = [
        Segment("".join(text for text, _ in run), BOLD if strong else None)
        for strong, run in groupby(styled, lambda piece: piece[1])
    ]
    console.print(Segments(ink), soft_wrap=True, end="")


def _with_end(one: TextRow) -> tuple[StyledText, ...]:
    return (StyledText(f"{one}\n"),) if isinstance(one, str) else (*one, StyledText("\n"))


def _flowing(summary: Summary, *, width: int, spoken: bool, first_page: bool) -> Iterator[TextRow]:
    """What it is said once; page 1; then all the rest under one heading, as page 1 sends there."""
    width = min(width, WIDEST)
    wide = min(width, RULE)
    first = first_chunks(summary.first, width=width)
    yield from _title(summary, tr(PAGE_1) if first else "", wide=wide)
    yield from [*folded(summary.about.text, width=wide), *_below(summary, wide=wide)]
    yield from (row for chunk in first for row in chunk)
    if first and first_page:
        return
    yield from [EMPTY, heading(tr(REST))] if first else []
    for chunk in more_chunks(summary.more, width=width, spoken=spoken):
        yield from chunk


def _rows(
    summary: Summary, *, width: int, spoken: bool, first_page: bool = False
) -> Iterator[TextRow]:
    width = min(width, WIDEST)
    wide = min(width, RULE)
    about = list(folded(summary.about.text, width=wide))
    below = _below(summary, wide=wide)
    room = PAGE_LINES - len(_title(summary, "", wide=wide)) - len(below)
    first = first_chunks(summary.first, width=width)
    more = more_chunks(summary.more, width=width, spoken=spoken)
    # Page 1 is cut to fit on one, and on a narrow screen it is still the one before page 2.
    in_front = [[row for chunk in first for row in chunk]] if first else []
    pages = [*in_front, *_pages(more, room=room)]
    wanted = pages[:1] if first_page else pages
    for number, page in enumerate(wanted, start=1):
        yield from [] if number == 1 else [EMPTY]
        page_of = tr("Page {number} of {count}", number=number, count=len(pages))
        yield from _title(summary, page_of, wide=wide)
        yield from [*(about if number == 1 else []), *below, *page]


def _below(summary: Summary, *, wide: int) -> list[TextRow]:
    return [*folded(summary.statement.text, width=wide), "-" * wide]


def _title(summary: Summary, page: str, *, wide: int) -> list[TextRow]:
    """The title with the number of the page, on one row if there is room."""
    title = summary.title.text
    together = f"{padded(title, wide - cell_len(page))}{page}"
    titles = [together] if cell_len(together) <= wide else [*folded(title, width=wide), page]
    return [heading(one.rstrip()) for one in titles if one]


def _pages(chunks: Iterable[Chunk], *, room: int) -> Iterator[Chunk]:
    """Pages of no more than `room` rows; what belongs together stays so, if a page can hold it."""
    room = max(room, LEAST)
    page: Chunk = []
    for chunk in chunks:
        if len(page) + len(chunk) > room and page:
            yield page
            page = []
        page = page + chunk if page else _from_the_top(chunk)
        if len(page) > room:
            *full, page = [page[at : at + room] for at in range(0, len(page), room)]
            yield from full
    if page:
        yield page


def _from_the_top(chunk: Chunk) -> Chunk:
    return chunk[1:] if chunk and chunk[0] == EMPTY else chunk
