"""Text on the terminal, line by line: it fits, stands where it should, and is harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from mmn_check.text_safety import to_show

EXAMPLE = re.compile(r"(?<=\d) (?=\d)|(?<=\d[rlb]) (?=\d)")
"""Where a line would break an example of what to type in two: 2 5, or 2r 3b."""
GLUE = "\ue000"
"""Stands there while the lines are broken."""
INDENT = 5
"""Columns before the words of a choice."""
LOWEST = 10
"""In a lower window than this nothing is gained by parting a list."""


class PrintedLines:
    """Writes to a console; what comes from a bank or a person is never markup."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.rows = 0
        """How many rows were written."""

    @property
    def height(self) -> int:
        """How many rows the window shows."""
        return max(self._console.size.height, LOWEST)

    def gap(self) -> None:
        """Leave a line empty."""
        self._console.print()
        self.rows += 1

    def text(self, text: str, *, indent: int = 0, style: str = "", label: str = "") -> None:
        """Write wrapped text, if any."""
        if not text:
            return
        width = max(self._console.width - indent, 8)
        words = Text(EXAMPLE.sub(GLUE, to_show(text)), style=style)
        look = self._console.get_style(style) if style else None
        fits = "\n" not in text and words.cell_len <= width
        for number, line in enumerate([words] if fits else words.wrap(self._console, width)):
            lead = label if label and number == 0 else " " * indent
            whole = Segment(line.plain.replace(GLUE, " ").rstrip(), look)
            # As it is: to have Rich find out how to draw it takes a third of showing a question.
            self._console.print(Segments([Segment(lead), whole, Segment.line()]), soft_wrap=True)
            self.rows += 1

    def rows_of(self, text: str, *, indent: int = INDENT) -> int:
        """How many rows a choice, or another text, takes, near enough."""
        return 1 + cell_len(text) // max(self._console.width - indent, 8)

    def labelled(self, label: str, text: str, *, style: str = "") -> None:
        """Write what is picked by a figure or a letter, and that before it."""
        self.text(text, indent=INDENT, label=f"{label:>3}  ", style=style)

    def room_between(self, left: str, right: str) -> int:
        """How many columns would be free between two texts on one line."""
        return self._console.width - cell_len(left) - cell_len(right)

    def apart(self, left: str, right: str) -> bool:
        """Write a dim line with a text at either end, if they fit and the terminal has colours."""
        room = self.room_between(left, right)
        fits = self._console.is_terminal and bool(self._console.color_system) and room >= 2
        if fits:
            line = Text.assemble((to_show(left), "dim"), " " * room, (to_show(right), "dim"))
            self._console.print(line, soft_wrap=True)
            self.rows += 1
        return fits

    def packed(self, words: Iterable[str]) -> list[str]:
        """Words in as few lines beside a label as hold them, none of them broken."""
        return packed(words, gap=" " * 3, width=self._console.width - INDENT)


def packed(words: Iterable[str], *, gap: str, width: int) -> list[str]:
    """The words in as few lines as hold them, none of them broken."""
    lines: list[str] = []
    for word in words:
        if lines and cell_len(lines[-1]) + len(gap) + cell_len(word) <= width:
            lines[-1] += gap + word
        else:
            lines.append(word)
    return lines
