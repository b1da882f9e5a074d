"""The keys of a Windows console, each as it is pressed."""

from __future__ import annotations

from importlib import import_module
from time import monotonic, sleep

from mmn_check.interview import keys

msvcrt = import_module("msvcrt")
"""Known by that name alone: its types are there on Windows only."""
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


class ConsoleKeys:
    """What is pressed while one key is enough; a line is read by the console itself."""

    def take(self) -> str:
        """Letters and keys that edit, as soon as there are any.

        Raises:
            EOFError: on Ctrl-Z.
            KeyboardInterrupt: on Ctrl-C.
        """
        taken = self._one()
        while msvcrt.kbhit():
            taken += self._one()
        return taken.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def more(self, seconds: float) -> bool:
        """Whether more comes within this time."""
        until = monotonic() + seconds
        while not msvcrt.kbhit():
            if monotonic() > until:
                return False
            sleep(0.001)
        return True

    def _one(self) -> str:
        pressed = msvcrt.getwch()
        if pressed in _ENDS:
            raise _ENDS[pressed]
        if pressed == "\x00" or (pressed == "\xe0" and msvcrt.kbhit()):  # alone it is the letter
            return _SPECIAL.get(msvcrt.getwch(), "")
        if pressed == "\b":
            return keys.RUB_OUT
        return pressed if pressed >= " " or pressed in "\r\n\t" else ""
