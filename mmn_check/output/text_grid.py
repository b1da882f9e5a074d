"""The body grid in characters: two columns for the eye, or sentences for the ear."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from mmn_check.domain.printed import Grid, GridSign
from mmn_check.domain.questions import Choice
from mmn_check.domain.values import Side
from mmn_check.language import tr, tr_later
from mmn_check.output.text_rows import Row, folded, hanging, heading, padded

PLACES = 22
"""Columns for the names of the places, where there is room."""
SIDES: tuple[Side, ...] = ("right", "left")
UNSIDED: tuple[Side, ...] = ("whole", "not_sure")
UNLISTED = tr_later("A place that is not listed was not marked.")
_MARKED: Mapping[Side, str] = {
    "right": tr_later("Right {place}: {signs}."),
    "left": tr_later("Left {place}: {signs}."),
    "whole": tr_later("{place}: {signs}."),
    "not_sure": tr_later("{place}, side not sure: {signs}."),
}
_UNMARKED: Mapping[Side, str] = {
    "right": tr_later("Right {place}: not marked."),
    "left": tr_later("Left {place}: not marked."),
}


def grid_rows(grid: Grid, *, width: int, spoken: bool) -> list[Row]:
    """The grid, for a screen or a sheet, or spoken."""
    marked = [place for place in grid.places if _is_marked(grid, place)]
    rows = _spoken(grid, marked, width) if spoken else _columns(grid, marked, width)
    rest = [*_unsided(grid, marked), *(_unmarked(sign) for sign in grid.signs if not sign.marks)]
    for sentence in (*rest, *([tr(UNLISTED)] if marked else [])):
        rows += hanging(sentence, width=width, indent=0)
    return rows


def _is_marked(grid: Grid, place: Choice) -> bool:
    return any(mark.place == place.id for sign in grid.signs for mark in sign.marks)


def _columns(grid: Grid, places: list[Choice], width: int) -> list[Row]:
    first = min(PLACES, width // 3)
    side = (width - first) // 2
    rows: list[Row] = []
    for place in places:
        cells = [_signs(grid, place, one) for one in SIDES]
        if any(cells):
            columns = [folded(place.label, width=first - 1)]
            columns += [folded(cell or "-", width=side - 1) for cell in cells]
            rows += [_set(line, first, side) for line in zip_longest(*columns, fillvalue="")]
    head = _set(("", tr("Right"), tr("Left")), first, side)
    return [heading(head), *rows] if rows else []


def _set(line: tuple[str, ...], first: int, side: int) -> str:
    place, right, left = line
    return f"{padded(place, first)}{padded(right, side)}{left}".rstrip()


def _spoken(grid: Grid, places: list[Choice], width: int) -> list[Row]:
    """As sentences: "Right hand: weak. Left hand: not marked"."""
    rows: list[Row] = []
    for place in places:
        if any(_signs(grid, place, side) for side in SIDES):
            said = " ".join(_side(grid, place, side) for side in SIDES)
            rows += hanging(said, width=width, indent=0)
    return rows


def _side(grid: Grid, place: Choice, side: Side) -> str:
    name = place.label[:1].lower() + place.label[1:]
    signs = _signs(grid, place, side)
    said = tr((_MARKED if signs else _UNMARKED)[side], place=name, signs=signs)
    return said[:1].upper() + said[1:]


def _signs(grid: Grid, place: Choice, side: Side) -> str:
    return ", ".join(name.lower() for name in grid.marked(place.id, side))


def _unsided(grid: Grid, places: list[Choice]) -> Iterator[str]:
    for side in UNSIDED:
        for place in places:
            if signs := _signs(grid, place, side):
                yield tr(_MARKED[side], place=place.label, signs=signs)


def _unmarked(sign: GridSign) -> str:
    return f"{sign.name}: {sign.said.text}."
