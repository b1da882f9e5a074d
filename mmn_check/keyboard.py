"""What was typed: one answer, as text that is safe to keep and to show.

Lines are read with plain `input()` and readline imported: so the arrow keys edit the line
instead of leaving their bytes in the answer, and the prompt survives the backspace key.
"""

from __future__ import annotations

import os
import select
import sys
import termios
import tty
from dataclasses import replace

from mmn_check.domain.typed import Typed, clean

PASTE_PAUSE = 0.005
"""Seconds within which a further line counts as pasted together with the one before.

What is pasted arrives at once, and every answer waits so long for more.
"""


def prepare(*, plain: bool) -> None:
    """Set the line editor up: no history, nothing completed, no sequences of its own.

    Bracketed paste is switched off since it writes escape sequences to the terminal. On a
    plain terminal the editor is told that it is a dumb one, so that it writes none at all.
    """
    if plain:
        os.environ["TERM"] = "dumb"
    import readline  # noqa: PLC0415 - it looks at TERM once, when it is imported

    readline.set_auto_history(False)
    readline.parse_and_bind("tab: self-insert")
    readline.parse_and_bind("set enable-bracketed-paste off")
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")


def read_line(prompt: str = "> ") -> Typed:
    """Read one answer; lines that were pasted together belong to it.

    Raises:
        EOFError: if the terminal was closed or Ctrl-D pressed on an empty line.
        KeyboardInterrupt: on Ctrl-C.
    """
    lines = [input(prompt)]
    while _more_is_waiting():
        try:
            lines.append(input())
        except EOFError:
            break
    return clean("\n".join(lines))


def read_key(prompt: str = "> ") -> Typed:
    """Read a single key without Enter, echoed on a line of its own.

    An arrow or function key is nothing typed. Raises as `read_line` does.
    """
    descriptor = sys.stdin.fileno()
    print(prompt, end="", flush=True)  # noqa: T201 - what `input` would print
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor)
        pressed = os.read(descriptor, 64)
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
    if pressed in {b"", b"\x04"}:
        raise EOFError
    typed = clean(pressed.decode(errors="replace")) if pressed[:1] != b"\x1b" else Typed(text="")
    print(typed.text[:1])  # noqa: T201 - the echo that cbreak mode leaves out
    return replace(typed, text=typed.text[:1])


def _more_is_waiting() -> bool:
    try:
        ready, _, _ = select.select([sys.stdin], [], [], PASTE_PAUSE)
    except (OSError, ValueError):
        return False
    return bool(ready)
