"""What `--plain` does: whether output has colour and layout is decided here, and the screen made.

A run (run.py) asks here once, and hands it down to the two others that it concerns: output/text.py
then writes tables as sentences, all of a page at once; interview/keyboard.py moves no cursor.
"""

from __future__ import annotations

import errno
import sys
from os import environ

from rich.console import Console


def wants_plain(*, asked: bool) -> bool:
    """Whether plain text is asked for, or all that the surroundings can take.

    They say so by NO_COLOR (https://no-color.org), by TERM=dumb, or by being a pipe.
    """
    dumb = environ.get("TERM") == "dumb"
    return asked or bool(environ.get("NO_COLOR")) or dumb or not sys.stdout.isatty()


class Screen(Console):
    """A console that is as wide as its window, and leaves it to us how to end without one."""

    @property
    def is_dumb_terminal(self) -> bool:
        """Never: Rich takes a dumb one to be 80 columns wide, whatever its window."""
        return False

    def on_broken_pipe(self) -> None:
        """Say that nobody reads any more, instead of ending the program here."""
        raise BrokenPipeError(errno.EPIPE, "")


def screen_for(*, plain: bool) -> Screen:
    """The terminal; without a single escape sequence if plain."""
    if plain:
        return Screen(color_system=None, highlight=False, markup=False, emoji=False)
    return Screen(highlight=False, markup=False, emoji=False)
