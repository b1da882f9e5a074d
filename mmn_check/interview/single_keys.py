"""The keys of a terminal, each as it is pressed.

Of Linux, macOS and whatever else has termios; of the console of Windows; of any other, none.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from select import select
from time import monotonic, sleep
from types import FrameType
from typing import Any, Protocol

HOME, LEFT, END, RIGHT = "\x01", "\x02", "\x05", "\x06"
RUB_OUT, DELETE = "\x7f", "\x18"
WORD_LEFT, WORD_RIGHT, DELETE_WORD, RUB_OUT_WORD = "\x10", "\x0e", "\x0c", "\x17"
END_OR_DELETE, BACKSPACE, DELETE_ALL, RUB_OUT_ALL = "\x04", "\x08", "\x0b", "\x15"
"""Keys that edit, some of them by the control character that every line editor knows."""

_PASSED = f"{HOME}{LEFT}{END}{RIGHT}{RUB_OUT}{RUB_OUT_WORD}{RUB_OUT_ALL}{DELETE_ALL}\x04\x08\t\n\r"
"""Control characters that edit, or end the line or the input."""
_PRESSED = "\x0c\x0e\x0f\x10\x11\x12\x13\x14\x16\x18\x19\x1f"
"""Chords pressed out of habit: to search, save, cut, quote, clear the screen. Here for nothing."""
_LONGEST = 64
"""Characters of a sequence; what goes on longer is none."""

_MEANT = {
    HOME: ("[H", "OH", "[1~", "[7~"),
    END: ("[F", "OF", "[4~", "[8~"),
    LEFT: ("[D", "OD"),
    RIGHT: ("[C", "OC"),
    WORD_LEFT: ("b", "[1;5D", "[1;3D"),
    WORD_RIGHT: ("f", "[1;5C", "[1;3C"),
    DELETE: ("[3~",),
    DELETE_WORD: ("d", "[3;5~"),
    RUB_OUT_WORD: (RUB_OUT, "\x08"),
}
"""What follows Escape when a key is pressed that edits."""
_NUMBER_PAD = dict(zip("Mklmnojpqrstuvwxy", "\r+,-./*0123456789", strict=True))
"""What follows Escape and `O` when the number pad sends sequences."""
_KEYS = {sent: key for key, ways in _MEANT.items() for sent in ways}
_KEYS |= {f"O{sent}": key for sent, key in _NUMBER_PAD.items()}
_UNUSED = "ABEPQRS"
"""The letters after `O` of keys without a meaning here: up, down, the first function keys."""


class KeySequences:
    """Takes what a terminal sends, and makes of it letters and keys for a line editor.

    Nothing else comes out: no sequence, no other control character, no half a letter.
    """

    def __init__(self, encoding: str = "utf-8") -> None:
        self._decoder = getincrementaldecoder(encoding)(errors="surrogateescape")
        self._begun = ""
        self.left_out = False
        """Whether a control character came that is no key for anything."""
        self.unreadable = False
        """Whether bytes came that are no letters."""

    def forget(self) -> None:
        """Begin anew: what came before is told."""
        self.left_out = self.unreadable = False

    def take(self, sent: bytes, *, late: bool = False) -> str:
        """What the bytes come to; `late` if some time went by since those before."""
        letters = self._decoder.decode(sent)
        begun = ""
        if late and letters:
            # Keys send their sequence at once: this Escape was hit by a slow hand.
            begun, self._begun = self._begun[1:], ""
        return begun + "".join(map(self._taken, letters))

    def _taken(self, char: str) -> str:
        begun, self._begun = self._begun, ""
        return self._sequence(begun + char) if begun else self._alone(char)

    def _alone(self, char: str) -> str:
        if char == "\x1b":
            self._begun = char
        elif "\ud800" <= char <= "\udfff":
            self.unreadable = True
        elif (char >= " " and not "\x7f" <= char < "\xa0") or char in _PASSED:
            return char
        elif char not in _PRESSED:
            self.left_out = True
        return ""

    def _sequence(self, sent: str) -> str:
        """What Escape and the characters after it come to, or nothing while more may follow."""
        said, last = sent[1:], sent[-1]
        if said in _KEYS:
            return _KEYS[said]
        if said in {"[", "O", "[["}:
            self._begun = sent
        elif said[0] == "[":
            return self._in_brackets(sent)
        elif said[0] == "O" and said != "O":
            return "" if last in _UNUSED else f"O{self._alone(last)}"
        else:  # Escape was hit by accident: it takes nothing of what follows
            return self._alone(last)
        return ""

    def _in_brackets(self, sent: str) -> str:
        last = sent[-1]
        if "@" <= last <= "~":
            return ""
        if not " " <= last <= "?":  # it was cut short
            self.left_out = True
            return self._alone(last)
        if len(sent) > _LONGEST:
            return sent[1:]
        self._begun = sent
        return ""


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


_EDITED = (LEFT, RIGHT, HOME, END, DELETE, WORD_LEFT, WORD_RIGHT)
_SPECIAL = dict(zip("KMGOSst", _EDITED, strict=True))
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
    mode = [*found[:6], [*found[6]]]
    mode[0] &= ~termios.IXON
    mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    return mode


def _set(mode: list[Any]) -> None:
    """Set the terminal, unless it was closed: to read from it will tell."""
    with suppress(termios.error, ValueError):
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)


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
            return RUB_OUT
        return pressed if pressed >= " " or pressed in "\r\n\t" else ""
