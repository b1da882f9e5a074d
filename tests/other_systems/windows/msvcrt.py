"""The console of Windows, as far as this program uses it, on a terminal of another system.

Keys come as they are pressed; arrows come as two characters.
"""

from __future__ import annotations

import fcntl
import os
import termios
from select import select
from typing import Any

LK_NBLCK = 2
ARROWS = {b"\x1b[D": "\xe0K", b"\x1b[C": "\xe0M", b"\x1b[H": "\xe0G", b"\x1b[A": "\xe0H"}
_pending: list[str] = []


def locking(number: int, mode: int, _bytes: int) -> None:
    """Lock, or refuse as Windows does."""
    assert mode == LK_NBLCK
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise PermissionError(13, "Permission denied") from None


def kbhit() -> bool:
    """Whether a key waits."""
    _single_keys()
    return bool(_pending or select([0], [], [], 0)[0])


def getwch() -> str:
    """One character, or one half of a key that types none."""
    _single_keys()
    if not _pending:
        sent = os.read(0, 1)
        while sent[:1] == b"\x1b" and sent not in ARROWS and select([0], [], [], 0.05)[0]:
            sent += os.read(0, 1)
        while sent[0] >= 0xC0 and len(sent) < (2 if sent[0] < 0xE0 else 3):
            sent += os.read(0, 1)
        text = ARROWS.get(sent) or sent.decode()
        _pending.extend("\x03" if one == "\x03" else one for one in text)
    return _pending.pop(0)


def _single_keys() -> None:
    way: list[Any] = termios.tcgetattr(0)
    way[3] &= ~(termios.ICANON | termios.ECHO | termios.ISIG)
    termios.tcsetattr(0, termios.TCSANOW, way)
