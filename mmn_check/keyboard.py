"""What was typed: one answer, as text that is safe to keep and to show."""

from __future__ import annotations

import atexit
import os
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from select import select
from time import monotonic
from types import FrameType
from typing import Any

from mmn_check.domain.typed import Typed, clean
from mmn_check.key_sequences import RUB_OUT
from mmn_check.line_editor import LineEditor

PASTE_PAUSE = 0.005
"""Seconds within which a further line counts as pasted together with the one before."""
LONG_PASTE_PAUSE = 0.02
"""The same where much may be pasted, and come in parts."""
SLIP = 0.2
"""Seconds within which the same key again, at a new question, is an unintended repeat."""
HELD = 0.1
"""Seconds within which a key that is held down repeats itself."""

_RUB_OUTS = f"{RUB_OUT}\b"


class TerminalKeyboard:
    """The keyboard of the terminal that the program runs on, until it ends.

    While nothing is asked, what is typed ahead waits as it is: no key acts, nothing is echoed
    into the middle of a question.
    """

    def __init__(self, *, plain: bool) -> None:
        self._editor = LineEditor(plain=plain)
        self._sequences = self._editor.sequences
        if not sys.stdin.isatty():
            return
        self._found = termios.tcgetattr(sys.stdin)
        atexit.register(_set, self._found)
        self._set_echo(on=False)
        if signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL:
            signal.signal(signal.SIGTSTP, self._pause)

    def read_line(self, prompt: str = "> ", *, long: bool = False) -> Typed:
        """Read one answer; lines that were pasted together belong to it.

        Raises:
            EOFError: if the terminal was closed or Ctrl-D pressed on an empty line.
            KeyboardInterrupt: on Ctrl-C.
        """
        self._sequences.forget()
        pause = LONG_PASTE_PAUSE if long else PASTE_PAUSE
        return self._told("\n".join(self._lines(prompt, pause=pause)))

    def read_key(self, prompt: str = "> ", *, after: str = "") -> Typed:
        """Read a single figure without Enter; anything else begins a line that Enter ends.

        `after` is the key that answered the question before: pressed again at once, or still
        held down, it is a slip and passed over. Keys that type nothing are passed over too.
        Raises as `read_line` does.
        """
        self._sequences.forget()
        print(prompt, end="", flush=True)  # noqa: T201 - what `input` would print
        burst = self._burst(after=after)
        figure = _one_figure(burst)
        if figure and not self._sequences.left_out:
            print(figure)  # noqa: T201 - the echo that is off while keys are read one by one
            return Typed(text=figure)
        *lines, begun = burst.split("\n")
        for line in lines:
            print(clean(line).text)  # noqa: T201 - the same
        if lines and not begun:
            return self._told(burst)
        print("\r", end="")  # noqa: T201 - the prompt is written over itself
        rest = self._lines("" if lines else prompt, pause=PASTE_PAUSE, begun=begun)
        return self._told("\n".join([*lines, *rest]))

    def _lines(self, prompt: str, *, pause: float, begun: str = "") -> Iterator[str]:
        """A line of which something may be typed already, and those pasted with it."""
        with self._echo():
            yield self._editor.read(prompt, begun=begun)
            while _more_is_waiting(pause):
                try:
                    yield self._editor.read("")
                except EOFError:
                    break

    def _told(self, text: str) -> Typed:
        """The answer, with what the terminal sent besides letters."""
        typed = clean(text)
        if typed.unreadable or self._sequences.unreadable:
            return Typed(text="", unreadable=True)
        return replace(typed, left_out=typed.left_out or self._sequences.left_out)

    def _burst(self, *, after: str) -> str:
        """What comes at once: one key as a rule, words if they were dictated or pasted."""
        shown = monotonic()
        while True:
            burst = self._characters()
            same = after != "" and _one_figure(burst) == after
            slip = same and monotonic() - shown < SLIP
            if same and not slip and _more_is_waiting(HELD):
                more = self._characters()
                slip = _one_figure(more) == after
                burst += more
            if slip:
                shown = monotonic()
            elif burst or self._sequences.unreadable:
                return burst

    def _characters(self) -> str:
        """The characters that are there, at least one key; keys that type nothing are none."""
        descriptor = sys.stdin.fileno()
        pressed = os.read(descriptor, 1)
        while _more_is_waiting(PASTE_PAUSE):
            pressed += os.read(descriptor, 1024)
        if pressed in {b"", b"\x04"}:
            raise EOFError
        text: list[str] = []
        for char in self._sequences.take(pressed).replace("\r", "\n"):
            if char in _RUB_OUTS:
                text = text[: -1 if text[-1:] != ["\n"] else None]
            elif char >= " " or char in "\n\t":
                text.append(char)
        return "".join(text)

    @contextmanager
    def _echo(self) -> Iterator[None]:
        """The terminal as the line editor likes to find it: else it would not echo."""
        self._set_echo(on=True)
        try:
            yield
        finally:
            self._set_echo(on=False)

    def _set_echo(self, *, on: bool) -> None:
        """Let each key wait as it was pressed, even Ctrl-S, which would freeze the terminal."""
        way = list(self._found)
        way[0] &= ~termios.IXON
        way[3] &= ~termios.ICANON
        if not on:
            way[3] &= ~termios.ECHO
        way[6] = [*way[6]]
        way[6][termios.VMIN], way[6][termios.VTIME] = 1, 0
        _set(way)

    def _pause(self, number: int, _frame: FrameType | None) -> None:
        """Ctrl-Z: leave the terminal as it was found; and when back, show the prompt again."""
        now = termios.tcgetattr(sys.stdin)
        _set(self._found)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
        signal.signal(number, self._pause)
        _set(now)
        print(f"> {self._editor.buffer()}", end="", flush=True)  # noqa: T201 - the prompt


def _set(way: list[Any]) -> None:
    """Set the terminal, unless it was closed: to read from it will tell."""
    with suppress(termios.error, ValueError):
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, way)


def _one_figure(burst: str) -> str:
    """The figure that the keys come to, one bounced key and a full stop forgiven; else ""."""
    pressed = set(burst.strip(" ."))
    return pressed.pop() if len(pressed) == 1 and pressed <= set("0123456789") else ""


def _more_is_waiting(seconds: float) -> bool:
    try:
        ready, _, _ = select([sys.stdin], [], [], seconds)
    except (OSError, ValueError):
        return False
    return bool(ready)
