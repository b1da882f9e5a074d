"""What a number that is not on the list may have been meant for."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REPEATED = re.compile(r"(\d)\1+")
_LONGEST = 4
"""Figures beyond which nothing can be said of what was meant."""

Ways = tuple[tuple[int, ...], ...]


def meant_by(number: int, *, most: int) -> Ways:
    """The picks on a list of `most` that may be behind a number beyond it.

    Either a key was pressed too long (22 for 2, 114 for 14), or several numbers ran together
    (25 for 2 and 5).
    """
    figures = str(number)
    if len(figures) > _LONGEST:
        return ()
    once = _REPEATED.sub(r"\1", figures)
    pressed_long = [(int(once),)] if once != figures and 0 < int(once) <= most else []
    return tuple(dict.fromkeys([*pressed_long, *_run_together(figures, most=most)]))


def _run_together(figures: str, *, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut the figures into different numbers that are on the list."""
    for end in range(1, len(figures) + 1):
        first, rest = int(figures[:end]), figures[end:]
        if figures[0] == "0" or first > most:
            return
        if not rest:
            yield (first,)
        for others in _run_together(rest, most=most) if rest else ():
            if first not in others:
                yield (first, *others)
