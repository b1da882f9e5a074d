"""What was typed: one answer, as text that is safe to keep and to show."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from mmn_check.interview.line_editor import KEYS, EditedLine, LineDrawing
from mmn_check.interview.os_signals import put_off
from mmn_check.interview.single_keys import END_OR_DELETE, ConsoleKeys, KeySequences, single_keys
from mmn_check.text_safety import Typed, clean

PASTE_PAUSE = 0.005
"""Seconds within which a further line counts as pasted together with the one before."""
LONG_PASTE_PAUSE = 0.02
"""The same where much may be pasted, and come in parts."""
DRAWN = 0.002
"""Seconds that are left to the terminal to draw a question: it may have to wait for this processor
otherwise, until all is worked out that is worked out meanwhile."""
SLIP = 0.4
"""Seconds within which nobody has read a new question: a figure pressed so soon is a slip."""
HABIT = 1.0
"""Seconds within which Enter behind a figure that needed none is a habit, and no answer."""
HELD = 0.1
"""Seconds within which a key that is held down repeats itself."""
WORD = 0.8
"""Seconds within which a letter that begins a word is followed by the next one."""

FIGURES = "0123456789"
_EDITS = "".join(KEYS)
_PARTS = re.compile(f"[{re.escape(_EDITS)}\r\n]|[^{re.escape(_EDITS)}\r\n]+")


class TerminalKeyboard:
    """The keyboard of the terminal that the program runs on, until it ends."""

    def __init__(self, *, plain: bool, prompt: str = "> ") -> None:
        self._prompt = prompt
        self._sequences = KeySequences(sys.stdin.encoding)
        self._drawing: LineDrawing | None = None
        self._ahead = ""
        """What was taken already and not used yet."""
        self._pressed = ""
        """The key that answered the question before, if one key did."""
        self.meanwhile: Callable[[str], object] = lambda _: None
        """What is done while nothing comes: once the place to type is shown, given nothing; and
        given a line, while those are waited for that may have been pasted with it."""
        if hasattr(sys.stdout, "reconfigure"):
            # So a question is written in one piece, with its prompt.
            sys.stdout.reconfigure(line_buffering=False)
        self._keys = single_keys(self._sequences, back=self._draw_again)
        # The console of Windows knows no escape sequences unless it is told to.
        plain = plain or isinstance(self._keys, ConsoleKeys)
        self._width = None if plain else _terminal_columns

    def read_line(self, *, long: bool = False) -> Typed:
        """Read one answer; lines that were pasted together belong to it.

        If one key answered the question before, the same once more, before the new question can
        have been read, is a slip and begins no line.

        Raises:
            EOFError: if the terminal was closed or Ctrl-D pressed on an empty line.
            KeyboardInterrupt: on Ctrl-C.
        """
        self._sequences.forget()
        after, self._pressed = self._pressed, ""
        drawing = self._drawn(self._prompt)
        shown = self._made_ready()
        if after:
            self._ahead = self._past_slip(after, shown)
        return self._lines(drawing, pause=LONG_PASTE_PAUSE if long else PASTE_PAUSE)

    def read_key(self, *, letters: str = "") -> Typed:
        """Read a figure, or one of the letters, without Enter; else a line that Enter ends.

        A key pressed before the question can have been read is a slip and passed over, and so
        is the key that answered the question before, while it is held down. A letter waits a
        little, as a word may follow; words come at once where they are dictated. Keys that type
        nothing are passed over too. Raises as `read_line` does.
        """
        self._sequences.forget()
        drawing = self._drawn(self._prompt)
        after, self._pressed = self._pressed, ""
        burst = self._burst(after=after, letters=letters, shown=self._made_ready())
        pressed = _key_among(burst, FIGURES + letters)
        if pressed and not self._sequences.left_out:
            _write(f"{pressed}\n")
            self._pressed = pressed
            return Typed(text=pressed)
        self._ahead = burst
        return self._lines(drawing, pause=PASTE_PAUSE)

    def _lines(self, drawing: LineDrawing, *, pause: float) -> Typed:
        """A line and those pasted with it, and whether the terminal sent more than letters."""
        lines = [self._line(drawing)]
        until = monotonic() + pause
        self._do_meanwhile(clean(lines[0]).text)
        while self._ahead or self._keys.more(max(until - monotonic(), 0)):
            try:
                lines.append(self._line(self._drawn("")))
            except EOFError:
                break
            until = monotonic() + pause
        if self._sequences.unreadable:
            return Typed(text="", unreadable=True)
        typed = clean("\n".join(lines))
        return replace(typed, left_out=typed.left_out or self._sequences.left_out)

    def _line(self, drawing: LineDrawing) -> str:
        line = EditedLine()
        while True:
            taken, self._ahead = self._ahead or self._keys.take(), ""
            for part in _PARTS.finditer(taken):
                if part[0] in "\r\n":
                    self._ahead = taken[part.end() :]
                    drawing.show(line)
                    drawing.end()
                    return line.text
                if part[0] == END_OR_DELETE and not line.text:
                    raise EOFError
                line.press(part[0])
            drawing.show(line)

    def _past_slip(self, after: str, shown: float) -> str:
        """What is typed at first, without a key that bounced."""
        while True:
            taken = self._keys.take()
            slip = taken == after and monotonic() - shown < SLIP
            if not slip and not _by_habit(taken, after, shown):
                return taken

    def _burst(self, *, after: str, letters: str, shown: float) -> str:
        """What comes at once: one key as a rule, words if they were dictated or pasted."""
        while True:
            burst = self._at_once()
            early = monotonic() - shown < SLIP
            if _key_among(burst, letters) and self._keys.more(WORD):
                burst += self._keys.take()
            pressed = _key_among(burst, FIGURES + letters)
            slip = (pressed != "" and early) or _by_habit(burst, after, shown)
            if after and pressed == after and not slip and self._keys.more(HELD):
                more = self._at_once()
                slip = _key_among(more, after) == after
                burst += more
            if slip:
                shown = monotonic()
            elif burst or self._sequences.unreadable:
                return burst

    def _at_once(self) -> str:
        """The keys that are there, at least one, from the first on that is for an empty line."""
        taken = self._keys.take()
        while self._keys.more(PASTE_PAUSE):
            taken += self._keys.take()
        if taken == END_OR_DELETE:
            raise EOFError
        return taken.lstrip(_EDITS)

    def _made_ready(self) -> float:
        """When the question was shown; now, if a key came meanwhile, however soon that was."""
        shown = monotonic()
        self._do_meanwhile("")
        return monotonic() if self._keys.more(0) else shown

    def _do_meanwhile(self, typed: str) -> None:
        """Do what is done meanwhile, unless more was typed already."""
        if not self._ahead and not self._keys.more(0 if typed else DRAWN):
            with put_off():  # it may load modules: what breaks into that may get lost
                self.meanwhile(typed)

    def _drawn(self, prompt: str) -> LineDrawing:
        self._drawing = LineDrawing(prompt, write=_write, width=self._width)
        return self._drawing

    def _draw_again(self) -> None:
        if self._drawing:
            self._drawing.again()


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _terminal_columns() -> int:
    return os.get_terminal_size(sys.stdout.fileno()).columns or 80


def _by_habit(burst: str, after: str, shown: float) -> bool:
    """Whether Enter alone follows the figure that answered the question before without it."""
    is_enter = burst != "" and not burst.strip("\r\n")
    return is_enter and after != "" and monotonic() - shown < HABIT


def _key_among(burst: str, wanted: str) -> str:
    """Which of them the keys come to, one bounced key and a full stop forgiven; else ""."""
    pressed = set(burst.casefold().strip(" ."))
    return pressed.pop() if len(pressed) == 1 and pressed <= set(wanted) else ""
