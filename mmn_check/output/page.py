"""A summary made into the printed page."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.domain.days import day_in_words
from mmn_check.domain.printed import Block, Grid, GridSign, Line, Summary
from mmn_check.domain.values import Side
from mmn_check.language import tr, tr_later
from mmn_check.output.chart import figures
from mmn_check.output.labels import page_labels
from mmn_check.output.lengths import longest_printed
from mmn_check.output.lettering import lettered
from mmn_check.output.papers import Paper
from mmn_check.output.typesetting import Page, typeset

_SIDES: dict[Side, str] = {
    "right": tr_later("right"),
    "left": tr_later("left"),
    "both": tr_later("right and left"),
    "not_sure": tr_later("side not sure"),
    "whole": tr_later("marked"),
}


def render_page(summary: Summary, *, paper: Paper) -> Page:
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
