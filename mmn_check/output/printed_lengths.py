"""How much of the longest answers a printed page has room for, and where they are cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from mmn_check.i18n import tr, tr_later
from mmn_check.summary.summary_model import Line, Piece, Sentence, Summary

ROOM = 100_000
"""So many characters of the patient's words."""
LINE = 80
"""A line break counts as a line of them."""
FAR = 10
"""A character that the page's fonts may not have counts as so many: it is looked for in each."""
_FAR_OFF = re.compile("[\u3000-\U0010ffff]")
CUT = tr_later(" ... (too long to print; the text summary has all of it)")


def longest_printed(summary: Summary) -> int | None:
    """The length to which the longest answers are cut; None if all can be printed whole."""
    return _level([_length(one.text) for one in _own_pieces(summary)], ROOM)


def _own_pieces(summary: Summary) -> Iterable[Piece]:
    for block in (*summary.second, *summary.answers):
        said = [one for line in block.lines for one in _sentences(line)]
        said += [one for row in (block.grid.rows if block.grid else ()) for one in row]
        yield from (piece for one in said for piece in one.pieces if piece.own)


def _sentences(line: Line) -> Sequence[Sentence]:
    return (*([line.label] if line.label else []), *line.sentences)


def _level(lengths: Sequence[int], room: int) -> int | None:
    """The height of a flood that fills the room, the lengths being the depths of its basins."""
    left = room
    for number, length in enumerate(sorted(lengths)):
        share = left // (len(lengths) - number)
        if length > share:
            return share
        left -= length
    return None


def _length(text: str) -> int:
    return len(text) + LINE * text.count("\n") + (FAR - 1) * len(_FAR_OFF.findall(text))


def begun(text: str, most: int | None) -> str:
    """What the patient said, or its beginning, no longer than `most`."""
    if most is None or _length(text) <= most:
        return text
    head = text[:most]
    while _length(head) > most:
        head = head[: len(head) * most // _length(head)]
    return head.rstrip() + tr(CUT)
