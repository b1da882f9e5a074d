"""A summary as a printed page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.output.typesetting import Paper, PrintedPdf, figures, page_labels, typeset
from mmn_check.summary.printed import Block, Grid, GridSign, Line, Piece, Sentence, Summary
from mmn_check.visit.values import Side

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
    for block in summary.more:
        for line in block.lines:
            for sentence in _sentences(line):
                yield from (piece for piece in sentence.pieces if piece.own)


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


APOSTROPHE, OPENED, CLOSED, DASH = "\u2019", "\u201c", "\u201d", "\u2013"


def lettered(sentences: Iterable[Sentence], *, most: int | None = None) -> str:
    """Sentences in a row, the patient's words in each piece no longer than `most`."""
    return " ".join(_sentence(one, most) for one in sentences)


def _sentence(sentence: Sentence, most: int | None) -> str:
    """Quotation marks of our own open and close in turn; what they hold is not looked into."""
    said, is_open = "", False
    for piece in sentence.pieces:
        if piece.own:
            said += begun(piece.text, most)
            continue
        parts = piece.text.replace("'", APOSTROPHE).replace(" - ", f" {DASH} ").split('"')
        said += parts[0]
        for part in parts[1:]:
            said += (CLOSED if is_open else OPENED) + part
            is_open = not is_open
    return said


_SIDES: dict[Side, str] = {
    "right": tr_later("right"),
    "left": tr_later("left"),
    "both": tr_later("right and left"),
    "not_sure": tr_later("side not sure"),
    "whole": tr_later("marked"),
}


def render_page(summary: Summary, *, paper: Paper) -> PrintedPdf:
    """The PDF: page 1 is one page, and everything is on the pages behind it."""
    most = longest_printed(summary)
    page = typeset("page.typ", page_data(summary, most), paper=paper, made=summary.made)
    return replace(page, is_whole=most is None)


def page_data(summary: Summary, most: int | None = None) -> dict[str, object]:
    """All that the template puts on the page, the longest answers no longer than `most`."""
    return {
        "title": lettered(summary.title.sentences),
        "about": lettered(summary.about.sentences),
        "statement": lettered(summary.statement.sentences),
        "note": lettered(summary.note.sentences) if summary.note else None,
        "foot": lettered(summary.statement.sentences),
        "owner": lettered(summary.owner.sentences) if summary.owner else "",
        "tool": "mmn-check",
        "labels": page_labels(),
        "stamp": day_in_words(summary.made),
        "made": {"year": summary.made.year, "month": summary.made.month, "day": summary.made.day},
        "first": [_block(block) for block in summary.first],
        "more": [_block(block, most) for block in summary.more],
        "figures": [figure for grid in _grids(summary) for figure in figures(grid)],
    }


def _grids(summary: Summary) -> list[Grid]:
    return [block.grid for block in summary.blocks if block.grid]


def _block(block: Block, most: int | None = None) -> dict[str, object]:
    return {
        "heading": block.heading,
        "beside": block.beside,
        "space": block.space,
        "lines": [_line(line, most) for line in block.lines],
        "grid": _grid(block.grid) if block.grid else None,
    }


def _grid(grid: Grid) -> dict[str, object]:
    """Every place with the sides that were marked there, sign by sign; else what was said."""
    return {
        "signs": [
            {"name": sign.name, "said": "" if sign.marks else sign.said.text} for sign in grid.signs
        ],
        "rows": [
            {"place": place.label, "marks": [_sides(sign, place.id) for sign in grid.signs]}
            for place in grid.places
        ],
    }


def _sides(sign: GridSign, place: str) -> str:
    return ", ".join(tr(_SIDES[mark.side]) for mark in sign.marks if mark.place == place)


def _line(line: Line, most: int | None) -> dict[str, object]:
    return {
        "label": lettered((line.label,), most=most) if line.label else None,
        "text": lettered(line.sentences, most=most),
        "under": line.under,
        "own": any(piece.own for sentence in line.sentences for piece in sentence.pieces),
    }
