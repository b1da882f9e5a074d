"""What the conversation is shown on."""

from __future__ import annotations

import errno

from rich.console import Console


class Screen(Console):
    """A console that is as wide as its window, and leaves it to us how to end without one."""

    @property
    def is_dumb_terminal(self) -> bool:
        """Never: Rich takes a dumb one for 80 columns wide; without colours nothing is amiss."""
        return False

    def on_broken_pipe(self) -> None:
        """Say that nobody reads any more, instead of ending the program here."""
        raise BrokenPipeError(errno.EPIPE, "")
