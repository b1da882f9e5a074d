"""The keys of a terminal, each as it is pressed.

Of Linux, macOS and whatever else has termios; and of the console of Windows.
"""

from __future__ import annotations

import atexit
import os
import re
import signal
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from select import select
from time import monotonic, sleep
from typing import Any

HOME, LEFT, END, RIGHT = "\x01", "\x02", "\x05", "\x06"
RUB_OUT, DELETE = "\x7f", "\x18"
WORD_LEFT, WORD_RIGHT, DELETE_WORD, RUB_OUT_WORD = "\x10", "\x0e", "\x0c", "\x17"
END_OR_DELETE, BACKSPACE, DELETE_ALL, RUB_OUT_ALL = "\x04", "\x08", "\x0b", "\x15"
"""Keys that edit, some of them by the control character that every line editor knows."""

_PASSED = f"{HOME}{LEFT}{END}{RIGHT}{RUB_OUT}{RUB_OUT_WORD}{RUB_OUT_ALL}{DELETE_ALL}\x04\x08\t\n\r"
"""Control characters that edit, or end the line or the input."""
_PRESSED = "\x0c\x0e\x0f\x10\x11\x12\x13\x14\x16\x18\x19\x1a\x1f"
"""Chords pressed out of habit: to search, save, cut, quote, clear the screen. Here for nothing."""
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
_SENT = re.compile(
    "\x1b(?:"
    f"(?P<key>{'|'.join(map(re.escape, _KEYS))})"
    r"|O[ABEPQRS]"  # keys without a meaning here: up, down, the first function keys
    r"|\[\[?+[ -?]{,61}[@-~]"  # all others, and what a terminal reports
    r"|(?P<cut_short>\[\[?[ -?]{,61}(?=[^ -~]|\Z))"
    r")?|.",  # Escape alone was hit by accident: it takes nothing of what follows
    re.DOTALL,
)
_BEGUN = re.compile("\x1b(?:O|\\[\\[?[ -?]{,61})?\\Z")
"""A sequence of which more may follow; what goes on longer is none."""


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
        slow = ""
        if late and letters:
            # Keys send their sequence at once: this Escape was hit by a slow hand.
            slow, self._begun = self._begun[1:], ""
        begun = _BEGUN.search(text := self._begun + letters)
        self._begun = begun[0] if begun else ""
        whole = _SENT.finditer(text.removesuffix(self._begun))
        return slow + "".join(map(self._taken, whole))

    def _taken(self, sent: re.Match[str]) -> str:
        if sent["key"]:
            return _KEYS[sent["key"]]
        self.left_out |= sent["cut_short"] is not None
        return "" if sent[0][0] == "\x1b" else self._alone(sent[0])

    def _alone(self, char: str) -> str:
        if "\ud800" <= char <= "\udfff":
            self.unreadable = True
        elif (char >= " " and not "\x7f" <= char < "\xa0") or char in _PASSED:
            return char
        elif char not in _PRESSED:
            self.left_out = True
        return ""


try:
    import termios
except ImportError:  # Windows has none
    termios = None  # type: ignore[assignment]

TOGETHER = 0.2
"""Seconds within which the bytes of one key come, over a slow line too."""
CTRL_Z = b"\x1a"
"""Taken as a key, so that it stops the program only where it waits, and nothing is half drawn."""
AT_ONCE = 1 << 16
"""Bytes read in one go."""


_EDITED = (LEFT, RIGHT, HOME, END, DELETE, WORD_LEFT, WORD_RIGHT)
_SPECIAL = dict(zip("KMGOSst", _EDITED, strict=True))
"""What follows a zero when a key is pressed that edits; what follows for another is passed over."""
_ENDS = {"\x03": KeyboardInterrupt, "\x1a": EOFError}
"""Ctrl-C, which the console does not act on while keys are read one by one, and Ctrl-Z."""


class TerminalKeys:
    """What is pressed, from now on until the program ends.

    While nothing is asked, what is typed ahead waits as it is: no key acts, nothing is echoed
    into the middle of a question.
    """

    def __init__(self, sequences: KeySequences, *, back: Callable[[], object]) -> None:
        """Take the keys over; `back` is called when the program was stopped and goes on."""
        self._sequences, self._back = sequences, back
        self._last = 0.0
        self._found = termios.tcgetattr(sys.stdin)
        atexit.register(_set, self._found)
        _set(_each_as_pressed(self._found))

    def take(self) -> str:
        """Letters and keys that edit, as soon as there are any; none if what came is for nothing.

        Raises:
            EOFError: if the terminal was closed.
        """
        sent = os.read(sys.stdin.fileno(), AT_ONCE)
        if not sent:
            raise EOFError
        if CTRL_Z in sent:
            self._pause()
        before, self._last = self._last, monotonic()
        return self._sequences.take(sent, late=self._last - before > TOGETHER)

    def more(self, seconds: float) -> bool:
        """Whether more comes within this time."""
        try:
            ready, _, _ = select([sys.stdin], [], [], seconds)
        except (OSError, ValueError):
            return False
        return bool(ready)

    def _pause(self) -> None:
        """Leave the terminal as it was found, and take the keys over again when back."""
        now = termios.tcgetattr(sys.stdin)
        _set(self._found)
        os.kill(0, signal.SIGTSTP)  # whoever runs in one pipe with the program is stopped with it
        _set(now)
        self._back()


def _each_as_pressed(found: list[Any]) -> list[Any]:
    """No echo, no waiting for Enter, and no key for the terminal itself but those that end.

    Ctrl-S would freeze the terminal, and on macOS Ctrl-O and Ctrl-Y do as much.
    """
    mode = [*found[:6], [*found[6]]]
    mode[0] &= ~termios.IXON
    mode[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
    mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
    mode[6][termios.VSUSP] = bytes([os.fpathconf(sys.stdin.fileno(), "PC_VDISABLE")])
    return mode


def _set(mode: list[Any]) -> None:
    """Set the terminal, unless it was closed: to read from it will tell."""
    with suppress(termios.error, ValueError):
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, mode)


class ConsoleKeys:
    """What is pressed on the console of Windows."""

    def __init__(self) -> None:
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


def single_keys(
    sequences: KeySequences, *, back: Callable[[], object]
) -> TerminalKeys | ConsoleKeys:
    """The keys of this system."""
    return TerminalKeys(sequences, back=back) if termios else ConsoleKeys()
