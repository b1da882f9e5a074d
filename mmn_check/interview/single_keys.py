"""The keys of a terminal, each as it is pressed.

Of Linux, macOS and whatever else has termios; of the console of Windows; of any other, none.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from select import select
from time import monotonic, sleep
from types import FrameType
from typing import Any, Protocol

from mmn_check.interview import key_sequences as keys
from mmn_check.interview.key_sequences import KeySequences

try:
    import termios
except ImportError:  # Windows has none
    termios = None  # type: ignore[assignment]

TOGETHER = 0.2
"""Seconds within which the bytes of one key come, over a slow line too."""
STOPPED_BY = getattr(signal, "SIGTSTP", None)
"""Ctrl-Z."""
AT_ONCE = 1 << 16
"""Bytes read in one go."""


_SPECIAL = {
    "K": keys.LEFT,
    "M": keys.RIGHT,
    "G": keys.HOME,
    "O": keys.END,
    "S": keys.DELETE,
    "s": keys.WORD_LEFT,
    "t": keys.WORD_RIGHT,
}
"""What follows a zero when a key is pressed that edits; what follows for another is passed over."""
_ENDS = {"\x03": KeyboardInterrupt, "\x1a": EOFError}
"""Ctrl-C, which the console does not act on while keys are read one by one, and Ctrl-Z."""


class Keys(Protocol):
    """Where single keys come from."""

    def take(self) -> str:
        """Letters and keys that edit, as soon as there are any."""

    def more(self, seconds: float) -> bool:
        """Whether more comes within this time."""


def single_keys(sequences: KeySequences, *, back: Callable[[], object]) -> Keys | None:
    """The keys of this system, if it has any that are noticed before Enter."""
    if termios:
        with suppress(OSError):
            return TerminalKeys(sequences, back=back)
    with suppress(ImportError):
        return ConsoleKeys()
    return None


class TerminalKeys:
    """What is pressed, from now on until the program ends.

    While nothing is asked, what is typed ahead waits as it is: no key acts, nothing is echoed
    into the middle of a question.
    """

    def __init__(self, sequences: KeySequences, *, back: Callable[[], object]) -> None:
        """Take the keys over; `back` is called when the program was stopped and goes on.

        Raises:
            OSError: if this is no terminal after all.
        """
        self._sequences, self._back = sequences, back
        self._last = 0.0
        try:
            self._found = termios.tcgetattr(sys.stdin)
        except termios.error as error:
            raise OSError(*error.args) from error
        atexit.register(_set, self._found)
        _set(_each_as_pressed(self._found))
        if STOPPED_BY and signal.getsignal(STOPPED_BY) is signal.SIG_DFL:
            signal.signal(STOPPED_BY, self._pause)

    def take(self) -> str:
        """Letters and keys that edit, as soon as there are any; none if what came is for nothing.

        Raises:
            EOFError: if the terminal was closed.
        """
        sent = os.read(sys.stdin.fileno(), AT_ONCE)
        if not sent:
            raise EOFError
        before, self._last = self._last, monotonic()
        return self._sequences.take(sent, late=self._last - before > TOGETHER)

    def more(self, seconds: float) -> bool:
        """Whether more comes within this time."""
        try:
            ready, _, _ = select([sys.stdin], [], [], seconds)
        except (OSError, ValueError):
            return False
        return bool(ready)

    def _pause(self, number: int, _frame: FrameType | None) -> None:
        """Ctrl-Z: leave the terminal as it was found, and take the keys over again when back."""
        now = termios.tcgetattr(sys.stdin)
        _set(self._found)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
        signal.signal(number, self._pause)
        _set(now)
        self._back()


def _each_as_pressed(found: list[Any]) -> list[Any]:
    """No echo, no waiting for Enter, and no key for the terminal itself but those that end or stop.

    Ctrl-S would freeze the terminal, and on macOS Ctrl-O and Ctrl-Y do as much.
    """
    way = [*found[:6], [*found[6]]]
    way[0] &= ~termios.IXON
    way[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    way[6][termios.VMIN], way[6][termios.VTIME] = 1, 0
    return way


def _set(way: list[Any]) -> None:
    """Set the terminal, unless it was closed: to read from it will tell."""
    with suppress(termios.error, ValueError):
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, way)


class ConsoleKeys:
    """What is pressed while one key is enough; a line is read by the console itself."""

    def __init__(self) -> None:
        """Raises ImportError where there is no such console."""
        # Known by that name alone: its types are there on Windows only.
        self._console = import_module("msvcrt")

    def take(self) -> str:
        """Letters and keys that edit, as soon as there are any.

        Raises:
            EOFError: on Ctrl-Z.
            KeyboardInterrupt: on Ctrl-C.
        """
        taken = self._one()
        while self._console.kbhit():
            taken += self._one()
        return taken.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def more(self, seconds: float) -> bool:
        """Whether more comes within this time."""
        until = monotonic() + seconds
        while not self._console.kbhit():
            if monotonic() > until:
                return False
            sleep(0.001)
        return True

    def _one(self) -> str:
        pressed = self._console.getwch()
        if pressed in _ENDS:
            raise _ENDS[pressed]
        # Alone, the second is the letter.
        if pressed == "\x00" or (pressed == "\xe0" and self._console.kbhit()):
            return _SPECIAL.get(self._console.getwch(), "")
        if pressed == "\b":
            return keys.RUB_OUT
        return pressed if pressed >= " " or pressed in "\r\n\t" else ""
