"""Lines that fit the window in which a person reads them."""

from __future__ import annotations

import os
from typing import TextIO


def fitted(text: str, stream: TextIO) -> str:
    """The text in lines that fit the window, if there is one, none of its words broken."""
    if not stream.isatty():
        return text
    from textwrap import TextWrapper  # noqa: PLC0415 - only for what is read in a window

    width = os.get_terminal_size(stream.fileno()).columns or 80
    wrapper = TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(line) for line in text.split("\n"))
