"""A summary drawn with characters: on the terminal, and as a plain text file.

There is one way of drawing: the console gets the rows of the file, with headings in bold where
it can show them. Text is never markup, and no control character is ever written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from mmn_check.domain.printed import Summary
from mmn_check.output.text_blocks import Chunk, first_chunks, more_chunks
from mmn_check.output.text_rows import EMPTY, Row, folded, heading, padded, row, text_of

WIDEST = 80
"""Longer lines are hard to read, however wide the window."""
RULE = 72
"""Columns of the title bar."""
PAGE = 55
"""Lines of one page."""


def render_text(summary: Summary, *, width: int = 80) -> str:
    """The summary as plain text, no line wider than `width` columns."""
    return "".join(f"{text_of(one)}\n" for one in _rows(summary, width=width, spoken=False))


def print_summary(
    summary: Summary, console: Console, *, plain: bool, first_page: bool = False
) -> None:
    """Put the summary, or only its first page, on the console.

    `plain` means unstyled, and the body grid in sentences.
    """
    rows = _rows(summary, width=console.width, spoken=plain, first_page=first_page)
    for one in rows:
        text = Text()
        for segment in one:
            text.append(segment.text, style="bold" if segment.strong and not plain else "")
        text.rstrip()
        console.print(text, soft_wrap=True)


def _rows(summary: Summary, *, width: int, spoken: bool, first_page: bool = False) -> Iterator[Row]:
    width = min(width, WIDEST)
    first = first_chunks(summary.first, width=width)
    more = more_chunks(summary.more, width=width, spoken=spoken)
    about = [row(one) for one in folded(summary.about.text, width=min(width, RULE))]
    room = PAGE - len(_title_bar(summary, "", width=width))
    pages = [*_pages(first, room=room - len(about)), *_pages(more, room=room)]
    for number, page in enumerate(pages, start=1):
        top = _title_bar(summary, f"Page {number} of {len(pages)}", width=width)
        yield from [*top[:1], *about, *top[1:]] if number == 1 else [EMPTY, *top]
        yield from page
        if first_page:
            return


def _title_bar(summary: Summary, page: str, *, width: int) -> list[Row]:
    """What every page begins with: the title, the statement and a rule."""
    wide = min(width, RULE)
    title = summary.title.text
    together = f"{padded(title, wide - cell_len(page))}{page}"
    titles = [together] if cell_len(together) <= wide else [*folded(title, width=wide), page]
    below = [*folded(summary.statement.text, width=wide), "-" * wide]
    return [*(heading(one) for one in titles), *(row(one) for one in below)]


def _pages(chunks: Iterable[Chunk], *, room: int) -> Iterator[Chunk]:
    """Pages of no more than `room` rows; what belongs together stays so, if a page can hold it."""
    page: Chunk = []
    for chunk in chunks:
        if len(page) + len(chunk) > room and page:
            yield page
            page = []
        page = page + chunk if page else _from_the_top(chunk)
        while len(page) > room:
            yield page[:room]
            page = page[room:]
    if page:
        yield page


def _from_the_top(chunk: Chunk) -> Chunk:
    return chunk[1:] if chunk and chunk[0] == EMPTY else chunk
