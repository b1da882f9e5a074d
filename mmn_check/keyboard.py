"""What was typed: one answer, as text that is safe to keep and to show.

Lines are read with plain `input()` and readline imported: so the arrow keys edit the line
instead of leaving their bytes in the answer, and the prompt survives the backspace key.
"""

from __future__ import annotations

import atexit
import os
import re
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from time import monotonic
from types import FrameType, ModuleType

from mmn_check.domain.typed import Typed, clean
from mmn_check.key_bindings import BINDINGS, rare_bindings

PASTE_PAUSE = 0.005
"""Seconds within which a further line counts as pasted together with the one before."""
LONG_PASTE_PAUSE = 0.02
"""The same where much may be pasted, and come in parts."""
SLIP = 0.2
"""Seconds within which the same key again, at a new question, is an unintended repeat."""
HELD = 0.1
"""Seconds within which a key that is held down repeats itself."""

_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.)?")
"""What an arrow or a function key sends."""


def prepare(*, plain: bool) -> None:
    """Set the line editor up: no history, nothing completed, no sequences of its own.

    On a plain terminal the editor is told that it is a dumb one, so that it writes none at all.
    """
    if plain:
        os.environ["TERM"] = "dumb"
    # What a shell once exported would hide that the window was resized since.
    os.environ.pop("COLUMNS", None)
    import readline  # noqa: PLC0415 - it looks at TERM once, when it is imported

    readline.set_auto_history(False)
    for binding in BINDINGS:
        readline.parse_and_bind(binding)
    if plain:
        _never_scroll_sideways(readline)
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
    _let_ctrl_s_pass()
    if signal.getsignal(signal.SIGTSTP) is signal.SIG_DFL:
        signal.signal(signal.SIGTSTP, _pause)


def _pause(number: int, _frame: FrameType | None) -> None:
    """Ctrl-Z: stop; and when back, take the terminal as it was and show the prompt again."""
    import readline  # noqa: PLC0415 - imported long since

    now = termios.tcgetattr(sys.stdin)
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)
    signal.signal(number, _pause)
    termios.tcsetattr(sys.stdin, termios.TCSADRAIN, now)
    print(f"> {readline.get_line_buffer()}", end="", flush=True)  # noqa: T201 - the prompt


def _never_scroll_sideways(readline: ModuleType) -> None:
    """Let a long line run on to the next row by itself.

    On a dumb terminal the editor would draw a line longer than the window anew, again and
    again; the setting has no other way in than the library itself, and a new window size
    undoes it.
    """
    import ctypes  # noqa: PLC0415 - needed on a plain terminal only

    with suppress(AttributeError, OSError, TypeError):
        set_size = ctypes.CDLL(readline.__file__).rl_set_screen_size
        readline.set_pre_input_hook(lambda: set_size(24, 2**15 - 1))


def _let_ctrl_s_pass() -> None:
    """Ctrl-S, pressed out of habit to save, must not freeze the terminal while this runs."""
    if not sys.stdin.isatty():
        return
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    atexit.register(termios.tcsetattr, descriptor, termios.TCSADRAIN, before)
    changed = [before[0] & ~termios.IXON, *before[1:]]
    termios.tcsetattr(descriptor, termios.TCSADRAIN, changed)


def read_line(prompt: str = "> ", *, long: bool = False) -> Typed:
    """Read one answer; lines that were pasted together belong to it.

    Raises:
        EOFError: if the terminal was closed or Ctrl-D pressed on an empty line.
        KeyboardInterrupt: on Ctrl-C.
    """
    lines = [input(prompt)]
    _bind_what_is_rare()
    while _more_is_waiting(LONG_PASTE_PAUSE if long else PASTE_PAUSE):
        try:
            lines.append(input())
        except EOFError:
            break
    return clean("\n".join(lines))


@cache
def _bind_what_is_rare() -> None:
    """Bind, once, what nobody types before the first answer: the start need not wait for it."""
    import readline  # noqa: PLC0415 - see `prepare`

    for binding in rare_bindings():
        readline.parse_and_bind(binding)


def read_key(prompt: str = "> ", *, after: str = "") -> Typed:
    """Read a single figure without Enter; anything else begins a line that Enter ends.

    `after` is the key that answered the question before: pressed again at once, or still held
    down, it is a slip and passed over. Keys that type nothing are passed over too. Raises as
    `read_line` does.
    """
    print(prompt, end="", flush=True)  # noqa: T201 - what `input` would print
    with _key_by_key():
        burst = _burst(after=after)
    figure = _one_figure(burst)
    if figure:
        print(figure)  # noqa: T201 - the echo that is off while keys are read one by one
        return Typed(text=figure)
    if "\n" in burst:
        print(clean(burst).text)  # noqa: T201 - the same
        return clean(burst)
    return _rest_of_line(prompt, begun=clean(burst).text)


def _burst(*, after: str) -> str:
    """What comes at once: one key as a rule, words if they were dictated or pasted."""
    shown = monotonic()
    while True:
        burst = _characters()
        same = after != "" and _one_figure(burst) == after
        slip = same and monotonic() - shown < SLIP
        if same and not slip and _more_is_waiting(HELD):
            more = _characters()
            slip = _one_figure(more) == after
            burst += more
        if slip:
            shown = monotonic()
        elif burst:
            return burst


def _characters() -> str:
    """The characters that are there, at least one key; a key's escape sequence is none."""
    descriptor = sys.stdin.fileno()
    pressed = os.read(descriptor, 1)
    while _more_is_waiting(PASTE_PAUSE):
        pressed += os.read(descriptor, 1024)
    if pressed in {b"", b"\x04"}:
        raise EOFError
    return _SEQUENCE.sub("", pressed.decode(errors="replace").replace("\r", "\n"))


def _one_figure(burst: str) -> str:
    """The figure that the keys come to, one bounced key and a full stop forgiven; else ""."""
    pressed = set(burst.strip(" ."))
    return pressed.pop() if len(pressed) == 1 and pressed <= set("0123456789") else ""


def _rest_of_line(prompt: str, *, begun: str) -> Typed:
    """The line that begins with these characters, edited like any other."""
    import readline  # noqa: PLC0415 - see `prepare`

    readline.set_startup_hook(lambda: readline.insert_text(begun))
    print("\r", end="")  # noqa: T201 - the prompt is written over itself
    try:
        return read_line(prompt)
    finally:
        readline.set_startup_hook(None)


@contextmanager
def _key_by_key() -> Iterator[None]:
    """The terminal handing over each key as it is pressed; nothing typed ahead is lost."""
    descriptor = sys.stdin.fileno()
    before = termios.tcgetattr(descriptor)
    try:
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)


def _more_is_waiting(seconds: float) -> bool:
    try:
        ready, _, _ = select.select([sys.stdin], [], [], seconds)
    except (OSError, ValueError):
        return False
    return bool(ready)
