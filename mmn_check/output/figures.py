"""The body as it is drawn: which shapes of body.svg are painted, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import dist
from typing import assert_never

from mmn_check.summary.summary_model import BodyChart, Marking
from mmn_check.summary.wording import capital, text_of
from mmn_check.visit.values import Mark

_CLASSES = re.compile(r'class="([^"]*)"')
_SHAPE = re.compile(r'<path id="([a-z_]+)" d="([^"]*)"')
_NUMBER = re.compile(r"-?[0-9.]+")
MARKS = "/* marks */"
LETTERS = "<!-- letters -->"
WIDTH, HEIGHT = 236, 432
"""The size of the drawing: a shape on the left is the right one mirrored."""
NARROW, WIDE, TALL = 24, 36, 28
"""How wide and high letters are on it."""
WHITE = (4, 6)
"""So much white is beside them, and above and below."""
CELL = 4
"""What is free of it is looked for in squares so wide."""
NEAR = 170
"""So far from its place at the most."""
Cell = tuple[int, int]
Point = tuple[float, float]
Placed = tuple[Point, str, Point | None]
"""A place, letters of it, and where they stand if that is beside it."""


def drawn_figure(figure: BodyChart) -> dict[str, object]:
    """A figure as the template takes it: the drawing, what it is called and what it says.

    Filled is what was marked, dotted what the person was not sure of, striped on both sides what
    has no sure side. Signs that share a figure have letters.
    """
    return {
        "name": figure.name,
        "svg": _picture(figure),
        "says": "; ".join(
            said.text for said in (*(one.said for one in figure.signs), *figure.unmarked)
        ),
        "unmarked": [f"{text_of(capital(one.pieces))}." for one in figure.unmarked],
        "letters": [
            f"{sign.letter} {sign.name[:1].lower()}{sign.name[1:]}"
            for sign in figure.signs
            if sign.letter
        ],
        "unsure": any(sign.unsure for sign in figure.signs),
        "striped": any(mark.side == "not_sure" for sign in figure.signs for mark in sign.marks),
    }


def _picture(figure: BodyChart) -> str:
    rules = [rule for sign in figure.signs for rule in _rules(sign)]
    drawing = _drawing().replace(MARKS, "".join(rules))
    return drawing.replace(LETTERS, "".join(_letters(figure.signs)))


def _rules(sign: Marking) -> Iterator[str]:
    for mark in sign.marks:
        if mark.place in places_drawn():
            if mark.side == "not_sure":
                fill = "url(#hatch)"
            elif sign.unsure:
                fill = "url(#dots)"
            else:
                fill = "#bbb" if sign.letter else "#222"
            yield f"{_shapes(mark)}{{fill:{fill}}}"


def _letters(signs: Iterable[Marking]) -> Iterator[str]:
    """The letters of what was marked, on white beside its place, each with a line to it."""
    said = dict[Point, str]()
    for sign in signs:
        for mark in sign.marks if sign.letter else ():
            for at in _centers(mark):
                said[at] = said.get(at, "") + sign.letter
    orders = (sorted(said, key=lambda at: sign * at[1]) for sign in (-1, 1))
    tried = [
        _placed([(at, said[at]) for at in order], side_by_side=side_by_side)
        for order in orders
        for side_by_side in (True, False)
    ]
    best = min(tried, key=_how_far)
    return (_beside(spot, one, at) if spot else _over(at, one) for at, one, spot in best)


def _how_far(placed: Iterable[Placed]) -> tuple[int, float]:
    """How many letters stand on the body after all; how far the others are from their places."""
    far = [(len(letters), dist(spot, at) if spot else None) for at, letters, spot in placed]
    return sum(count for count, way in far if way is None), sum(way or 0 for _, way in far)


def _placed(said: Iterable[tuple[Point, str]], *, side_by_side: bool) -> list[Placed]:
    """Where the letters of each place stand: together or each alone, whichever is tried first."""
    placed, taken = list[Placed](), set[Cell]()
    for at, letters in said:
        for group in ([letters], [*letters])[:: 1 if side_by_side else -1]:
            here, taken_then = list[Placed](), set(taken)
            for one in group:
                if spot := _white_beside(at, one, taken_then):
                    here.append((at, one, spot))
                    taken_then |= _cells(spot, _size(one)) | _line_cells(spot, at)
            if len(here) == len(group):
                placed, taken = [*placed, *here], taken_then
                break
        else:
            placed.append((at, letters, None))
    return placed


def _white_beside(at: Point, letters: str, taken: AbstractSet[Cell]) -> Point | None:
    """The middle of the nearest room for letters on the same half of the figure, if there is any.

    Neither they nor their line to the place cross other letters or lines.
    """
    middle = WIDTH / 2
    near = sorted(
        (dist(spot, at), spot)
        for spot in _white(_size(letters))
        if (spot[0] < middle) == (at[0] < middle) or at[0] == middle
    )
    return next(
        (
            spot
            for far, spot in near
            if far < NEAR
            and taken.isdisjoint(_cells(spot, _size(letters)))
            and taken.isdisjoint(_line_cells(spot, at))
        ),
        None,
    )


@cache
def _white(size: Point) -> tuple[Point, ...]:
    """The middles of all rooms of a size beside the body."""
    wide, high = size
    spots = ((x * CELL, y * CELL) for x in range(WIDTH // CELL) for y in range(HEIGHT // CELL))
    return tuple(
        (x, y)
        for x, y in spots
        if wide / 2 <= x <= WIDTH - wide / 2 and high / 2 <= y <= HEIGHT - high / 2
        if _drawn_on().isdisjoint(_cells((x, y), size))
    )


def _line_cells(start: Point, end: Point) -> set[Cell]:
    """The cells on the line between two points, but for those at its end."""
    steps = range(40)
    xs, ys = ([a + (b - a) * step / 44 for step in steps] for a, b in zip(start, end, strict=True))
    return {(int(x / CELL), int(y / CELL)) for x, y in zip(xs, ys, strict=True)}


def _size(letters: str) -> Point:
    """How wide and high letters are, with white around them."""
    return sum(WIDE if one in "MW" else NARROW for one in letters) + 2 * WHITE[0], TALL + 2 * WHITE[
        1
    ]


def _cells(middle: Point, size: Point) -> set[Cell]:
    """The cells of the drawing that something of a size covers."""
    (x, y), (wide, high) = middle, size
    lines = range(round((y - high / 2) / CELL), round((y + high / 2) / CELL))
    across = range(round((x - wide / 2) / CELL), round((x + wide / 2) / CELL))
    return {(column, line) for column in across for line in lines}


def _beside(middle: Point, letters: str, at: Point) -> str:
    """Letters, and a line from their edge to a dot on the place that they are of."""
    (x, y), (wide, high) = middle, _size(letters)
    near = (
        min(max(at[0], x - wide / 2), x + wide / 2),
        min(max(at[1], y - high / 2), y + high / 2),
    )
    return (
        f'<line x1="{near[0]:.0f}" y1="{near[1]:.0f}" x2="{at[0]:.0f}" y2="{at[1]:.0f}"'
        f' stroke="black" stroke-width="3"/>'
        f'<circle cx="{at[0]:.0f}" cy="{at[1]:.0f}" r="4.5"/>'
        f'<text x="{x:.0f}" y="{y + TALL / 2:.0f}" font-family="Source Sans Pro" font-weight="600"'
        f' font-size="41" text-anchor="middle">{letters}</text>'
    )


def _over(middle: Point, letters: str) -> str:
    """Letters on a place itself, outlined in white."""
    wide = _size(letters)[0]
    x = min(max(middle[0], wide / 2), WIDTH - wide / 2)
    return (
        f'<text x="{x:.0f}" y="{middle[1] + TALL / 2:.0f}" font-family="Source Sans Pro"'
        f' font-weight="600" font-size="41" text-anchor="middle" stroke="white" stroke-width="9"'
        f' stroke-linejoin="round" paint-order="stroke">{letters}</text>'
    )


def _centers(mark: Mark) -> Iterator[Point]:
    found = _outlines().get(mark.place)
    if found:
        xs, ys = zip(*found, strict=True)
        x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        sides = ("right", "left") if mark.side in ("both", "not_sure") else (mark.side,)
        yield from ((WIDTH - x if side == "left" else x, y) for side in sides)


def _shapes(mark: Mark) -> str:
    """What the style of body.svg calls the shapes of a place on a side."""
    match mark.side:
        case "left" | "right":
            return f".{mark.place}.{mark.side}"
        case "both" | "whole" | "not_sure":
            return f".{mark.place}"
        case _:
            assert_never(mark.side)


@cache
def _drawing() -> str:
    return (files(__package__) / "body.svg").read_text(encoding="utf-8")


@cache
def places_drawn() -> frozenset[str]:
    """The ids of all places that have shapes."""
    names = (name for classes in _CLASSES.findall(_drawing()) for name in classes.split())
    return frozenset(names) - {"left", "right"}


@cache
def _outlines() -> dict[str, tuple[Point, ...]]:
    """The corners of each shape that lies on the patient's right, around it."""
    found = {}
    for name, path in _SHAPE.findall(_drawing()):
        numbers = [float(one) for one in _NUMBER.findall(path)]
        found[name] = tuple(zip(numbers[0::2], numbers[1::2], strict=True))
    return found


@cache
def _drawn_on() -> frozenset[Cell]:
    """The cells that the body and the letters R and L cover, with white around them."""
    found = set[Cell]()
    for outline in _outlines().values():
        for line in range(HEIGHT // CELL):
            y = (line + 0.5) * CELL
            crossed = sorted(
                x1 + (y - y1) / (y2 - y1) * (x2 - x1)
                for (x1, y1), (x2, y2) in pairwise((*outline, outline[0]))
                if (y1 <= y) != (y2 <= y)
            )
            for start, end in zip(crossed[0::2], crossed[1::2], strict=True):
                found |= {
                    (column, line) for column in range(int(start / CELL) - 1, int(end / CELL) + 2)
                }
    found |= {(column, line + more) for column, line in found for more in (-1, 1)}
    found |= {(column, line) for column in range(2, 11) for line in range(3, 14)}
    mirrored = {(WIDTH // CELL - 1 - column, line) for column, line in found}
    return frozenset(found | mirrored)
