"""One line, edited as it is typed: readline, given nothing but letters and the keys that edit.

It keeps no history and completes nothing. Each byte of the terminal goes through
`KeySequences` before it: no sequence, whole or in pieces, and nothing that is no letter is ever
in a line or echoed.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from select import select
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, Any

from mmn_check import endings, key_sequences
from mmn_check.key_sequences import KeySequences

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

TOGETHER = 0.2
"""Seconds within which the bytes of one key come, over a slow line too."""
_ENTER = ord("\n")
_NOTHING = ord(key_sequences.NOTHING)
_DOES = {
    key_sequences.NOTHING: "set-mark",
    key_sequences.DELETE: "delete-char",
    key_sequences.DELETE_WORD: "kill-word",
    key_sequences.WORD_LEFT: "backward-word",
    key_sequences.WORD_RIGHT: "forward-word",
}
_SETTINGS = (
    "set enable-bracketed-paste off",  # it writes escape sequences to the terminal
    "set enable-meta-key off",  # so does this
    "set bell-style none",
    "set input-meta on",
    "set output-meta on",
    "set convert-meta off",
    "tab: self-insert",
    *(rf'"\C-{chr(ord(key) + 0x40)}": {does}' for key, does in _DOES.items()),
)


class LineEditor:
    """Reads line after line from the terminal."""

    def __init__(self, *, plain: bool) -> None:
        """Set the editor up; on a plain terminal it writes no escape sequence at all."""
        if plain:
            os.environ["TERM"] = "dumb"
        # What a shell once exported would hide that the window was resized since.
        os.environ.pop("COLUMNS", None)
        # Somebody's own keys may do anything.
        os.environ["INPUTRC"] = os.devnull
        with _letters_whole():
            # It looks at the environment once, when it is imported.
            import readline  # noqa: PLC0415

        self.buffer: Callable[[], str] = readline.get_line_buffer
        """The line as far as it is typed."""
        self.sequences = KeySequences(sys.stdin.encoding)
        self._gate = _Gate(self.sequences)
        readline.set_auto_history(False)
        for setting in _SETTINGS:
            readline.parse_and_bind(setting)
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(errors="surrogateescape")
        with suppress(AttributeError, OSError, TypeError, ValueError):  # not GNU's, or hidden
            self._gate.stand_before(readline)
            if plain:
                _never_scroll_sideways(readline)
        self._insert = readline.insert_text
        self._at_start = readline.set_startup_hook

    def read(self, prompt: str, *, begun: str = "") -> str:
        """Read one line, of which something may be typed already.

        Raises:
            EOFError: if the terminal was closed or Ctrl-D pressed on an empty line.
            KeyboardInterrupt: on Ctrl-C.
        """
        if begun:
            self._at_start(lambda: self._insert(begun))
        try:
            with _letters_whole():
                line = input(prompt)
        finally:
            self._at_start(None)
        if broken := self._gate.broken:
            self._gate.broken = None
            raise broken
        return line


class _Gate:
    """Stands between the terminal and readline."""

    def __init__(self, sequences: KeySequences) -> None:
        self.broken: BaseException | None = None
        """What happened while readline waited: it knows no exceptions."""
        self._sequences = sequences
        self._encoding = sys.stdin.encoding
        self._descriptor = sys.stdin.fileno()
        self._bytes: deque[int] = deque()
        self._last = 0.0
        self._push: Callable[[int], object] = self._bytes.append
        self._next_in_c: Any = None

    def stand_before(self, readline: ModuleType) -> None:
        """Let readline ask here for each byte; Python's module does not hand this hook on."""
        import ctypes  # noqa: PLC0415 - 2 ms that only a conversation needs

        library = ctypes.CDLL(readline.__file__)
        hook = ctypes.c_void_p.in_dll(library, "rl_getc_function")
        self._push = library.rl_stuff_char
        self._next_in_c = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(self._next)
        hook.value = ctypes.cast(self._next_in_c, ctypes.c_void_p).value
        sys.unraisablehook = self._take_note

    def _next(self, _stream: object) -> int:
        """The next byte for readline; where something happened, the end of the line."""
        try:
            return _ENTER if self.broken else self._next_byte()
        except BaseException as broken:  # noqa: BLE001 - raised again when the line has ended
            self.broken = broken
            return _ENTER

    def _take_note(self, unraised: UnraisableHookArgs) -> None:
        """Keep what was raised on the very threshold, for the next key or the next call."""
        self.broken = unraised.exc_value
        endings.listen()

    def _next_byte(self) -> int:
        while not self._bytes:
            self._bytes.extend(self._from_terminal())
            if not self._bytes and not self._more_is_there():
                return _NOTHING
        first = self._bytes.popleft()
        if not self._more_is_there():  # else readline would wait for it
            while self._bytes:
                self._push(self._bytes.popleft())
        return first

    def _from_terminal(self) -> bytes:
        sent = os.read(self._descriptor, 1)
        if not sent:
            raise EOFError
        before, self._last = self._last, monotonic()
        late = self._last - before > TOGETHER
        return self._sequences.take(sent, late=late).encode(self._encoding)

    def _more_is_there(self) -> bool:
        return bool(select([self._descriptor], [], [], 0)[0])


@contextmanager
def _letters_whole() -> Iterator[None]:
    """Let readline know UTF-8 where no locale is set, or one that is not installed here.

    Python reads UTF-8 then in any case; readline would take one letter for two or three.
    """
    if not sys.flags.utf8_mode:
        yield
        return
    before = os.environ.get("LC_ALL", "")
    os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        os.environ["LC_ALL"] = before  # empty counts as if it were not there


def _never_scroll_sideways(readline: ModuleType) -> None:
    """Let a long line run on to the next row by itself.

    On a dumb terminal the editor would draw a line longer than the window anew, again and
    again; a new window size undoes this.
    """
    import ctypes  # noqa: PLC0415 - see above

    set_size = ctypes.CDLL(readline.__file__).rl_set_screen_size
    readline.set_pre_input_hook(lambda: set_size(24, 2**15 - 1))
