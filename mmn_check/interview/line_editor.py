"""One line, edited as it is typed, and drawn on any terminal without a library of the system's.

What a Python has for this differs (GNU readline, libedit, nothing), and none of them can be
given letters alone. What little a line of words needs is here, the same everywhere.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import takewhile

from rich.cells import get_character_cell_size as cells_of

from mmn_check.interview import single_keys as keys
from mmn_check.text_safety import HIDDEN

_DRAWN = {**HIDDEN, ord("\t"): " "}
"""A tab is kept as a space; what would turn the direction of the text is not shown."""


class EditedLine:
    """A line that is being typed, and before which of its characters the cursor stands."""

    def __init__(self) -> None:
        self.text = ""
        self.at = 0
        self.drawn = 0
        """So many of its first characters are as they were when it was drawn last."""

    def type(self, letters: str) -> None:
        """Put letters where the cursor is."""
        self._replace(self.at, self.at, letters)

    def press(self, key: str) -> None:
        """Do what a key does if it is one of `KEYS`; else it is letters."""
        if key in KEYS:
            KEYS[key](self)
        else:
            self.type(key)

    def before(self) -> int:
        """Where the letter before the cursor begins; marks on a letter belong to it."""
        at = max(self.at - 1, 0)
        while at and not cells_of(self.text[at]):
            at -= 1
        return at

    def after(self) -> int:
        """Where the letter after the cursor ends."""
        marks = takewhile(lambda one: not cells_of(one), self.text[self.at + 1 :])
        return min(self.at + 1 + sum(1 for _ in marks), len(self.text))

    def word_before(self) -> int:
        """Where the word before the cursor begins."""
        kept = self.text[: self.at].rstrip()
        return len(kept) - len(kept.rsplit(maxsplit=1)[-1]) if kept else 0

    def word_after(self) -> int:
        """Where the word after the cursor ends."""
        rest = self.text[self.at :].lstrip()
        return len(self.text) - len(rest) + (len(rest.split(maxsplit=1)[0]) if rest else 0)

    def go(self, at: int) -> None:
        """Put the cursor elsewhere."""
        self.at = at

    def cut(self, start: int, end: int) -> None:
        """Take out a part; the cursor stands where it was."""
        self._replace(start, end, "")

    def _replace(self, start: int, end: int, letters: str) -> None:
        self.text = f"{self.text[:start]}{letters}{self.text[end:]}"
        self.at, self.drawn = start + len(letters), min(self.drawn, start)


KEYS: dict[str, Callable[[EditedLine], None]] = {
    keys.HOME: lambda line: line.go(0),
    keys.END: lambda line: line.go(len(line.text)),
    keys.LEFT: lambda line: line.go(line.before()),
    keys.RIGHT: lambda line: line.go(line.after()),
    keys.WORD_LEFT: lambda line: line.go(line.word_before()),
    keys.WORD_RIGHT: lambda line: line.go(line.word_after()),
    keys.RUB_OUT: lambda line: line.cut(line.before(), line.at),
    keys.BACKSPACE: lambda line: line.cut(line.before(), line.at),
    keys.DELETE: lambda line: line.cut(line.at, line.after()),
    keys.END_OR_DELETE: lambda line: line.cut(line.at, line.after()),
    keys.RUB_OUT_WORD: lambda line: line.cut(line.word_before(), line.at),
    keys.DELETE_WORD: lambda line: line.cut(line.at, line.word_after()),
    keys.RUB_OUT_ALL: lambda line: line.cut(0, line.at),
    keys.DELETE_ALL: lambda line: line.cut(line.at, len(line.text)),
}
"""What each key that edits does to a line."""


class LineDrawing:
    """A line as it stands on the terminal, from its prompt on; only what changed is written.

    While letters come at the end, nothing but these letters is. `width` tells the columns of the
    window; without it no escape sequence is written, and a line is taken to have one endless row.
    """

    def __init__(
        self, prompt: str, *, write: Callable[[str], object], width: Callable[[], int] | None
    ) -> None:
        self._prompt, self._text = prompt, ""
        self._at = 0
        """Before which character the cursor stands, at this row and column from the prompt on."""
        self._row = self._column = 0
        self._write = write
        self._width_now = width or (lambda: sys.maxsize)
        self._width = self._width_now()
        self._is_plain = width is None
        self._is_at_margin = False
        self._put(prompt)

    def show(self, line: EditedLine) -> None:
        """Bring the terminal from what it shows to the line."""
        if self._width != self._width_now():
            self._width = self._width_now()
            self._row, self._column = self._cursor_behind(self._text[: self._at])
        was, self._text = self._text, line.text
        same, line.drawn = line.drawn, len(line.text)
        if same == self._at == len(was) and line.at == len(line.text):
            self._put(line.text[same:])
            self._at = line.at
            return
        if same < max(len(was), len(line.text)):
            self._move(same)
            self._put(line.text[same:])
            self._at = len(line.text)
            row, column = self._cursor_behind(was)
            self._put(" " * ((row - self._row) * self._width + column - self._column))
        self._move(line.at)

    def end(self) -> None:
        """Leave the line."""
        self._move(len(self._text))
        self._write("\n")

    def again(self) -> None:
        """Draw all of it, where something else was written meanwhile."""
        at, self._at, self._row, self._column = self._at, len(self._text), 0, 0
        self._put(f"{self._prompt}{self._text}")
        self._move(at)

    def _put(self, text: str) -> None:
        """Write text where the cursor is."""
        drawn = text.translate(_DRAWN)
        if drawn:
            self._write(drawn)
            self._row, self._column = self._advanced(drawn, self._row, self._column)
            self._is_at_margin = bool(self._row) and not self._column

    def _move(self, at: int) -> None:
        """Put the cursor before a character of the line, whose text is on the terminal."""
        row, column = self._cursor_behind(self._text[:at])
        if (row, column) != (self._row, self._column) and self._is_at_margin:
            self._write(" \r")  # some terminals are in the next row already, others are not yet
            self._is_at_margin = False
        if row < self._row:
            self._write(f"\x1b[{self._row - row}A")
        elif row > self._row:
            self._write("\n" * (row - self._row))
            self._column = 0
        if column < self._column:
            self._write("\b" * (self._column - column))
        elif column > self._column:
            forward = f"\x1b[{column - self._column}C"
            self._write(self._text[self._at : at].translate(_DRAWN) if self._is_plain else forward)
        self._at, self._row, self._column = at, row, column

    def _cursor_behind(self, text: str) -> tuple[int, int]:
        """The row and column behind the prompt and some text."""
        return self._advanced(f"{self._prompt}{text}".translate(_DRAWN), 0, 0)

    def _advanced(self, text: str, row: int, column: int) -> tuple[int, int]:
        for one in text:
            cells = cells_of(one)
            if column + cells > self._width:
                row, column = row + 1, 0
            column += cells
        return (row + 1, 0) if column == self._width else (row, column)
