"""The body chart: which shapes of body.svg are painted, and what is said in their place."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import assert_never

from mmn_check.domain.printed import Grid, GridSign
from mmn_check.domain.values import Mark

_CLASSES = re.compile(r'class="([^"]*)"')


def figures(grid: Grid) -> list[dict[str, object]]:
    """One figure for each sign, in the order of the grid.

    It says what to fill, what to hatch (side not sure), which words stand across a figure that
    nothing is known of or below one that is known, and which are read aloud in its place.
    """
    labels = {place.id: place.label for place in grid.places}
    return [_figure(sign, labels) for sign in grid.signs]


def _figure(sign: GridSign, labels: dict[str, str]) -> dict[str, object]:
    drawn = [mark for mark in sign.marks if mark.place in places_drawn()]
    undrawn = [labels[mark.place] for mark in sign.marks if mark not in drawn]
    below = ", ".join(undrawn) if sign.marks else sign.said.text
    return {
        "name": sign.name,
        "filled": [_shapes(mark) for mark in drawn if mark.side != "not_sure"],
        "hatched": [_shapes(mark) for mark in drawn if mark.side == "not_sure"],
        "across": _capitalized(sign.said.text) if sign.is_open else "",
        "below": "" if sign.is_open else _capitalized(below),
        "says": f"{sign.name}: {sign.said.text}",
    }


def _capitalized(words: str) -> str:
    return words[:1].upper() + words[1:]


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
def places_drawn() -> frozenset[str]:
    """The ids of all places that have shapes."""
    drawing = (files(__package__) / "body.svg").read_text(encoding="utf-8")
    names = (name for classes in _CLASSES.findall(drawing) for name in classes.split())
    return frozenset(names) - {"left", "right"}
