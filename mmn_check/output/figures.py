"""The body as it is drawn: which shapes of body.svg are painted, and how."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import assert_never

from mmn_check.summary.summary_model import BodyChart, Marking
from mmn_check.summary.wording import capital, text_of
from mmn_check.visit.values import Mark

_CLASSES = re.compile(r'class="([^"]*)"')
_SHAPE = re.compile(r'<path id="([a-z_]+)" d="([^"]*)"')
_NUMBER = re.compile(r"-?[0-9.]+")
MARKS = "/* marks */"
LETTERS = "<!-- letters -->"
WIDTH = 236
"""The width of the drawing: a shape on the left is the right one mirrored."""


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
    letters = dict[tuple[float, float], str]()
    for sign in figure.signs:
        for mark in sign.marks if sign.letter else ():
            for at in _centers(mark):
                letters[at] = letters.get(at, "") + sign.letter
    return drawing.replace(LETTERS, "".join(_label(*at, text) for at, text in letters.items()))


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


def _label(x: float, y: float, letters: str) -> str:
    """Letters on white, in the middle of a place; several reach out to the side."""
    wide = 26 * len(letters) + 6
    x += (wide - 32) / 3 * (1 if x > WIDTH / 2 else -1)
    x = min(max(x, wide / 2 + 1), WIDTH - wide / 2 - 1)
    return (
        f'<text x="{x:.0f}" y="{y + 14:.0f}" font-family="Source Sans Pro" font-weight="600"'
        f' font-size="41" text-anchor="middle" stroke="white" stroke-width="9"'
        f' stroke-linejoin="round" paint-order="stroke">{letters}</text>'
    )


def _centers(mark: Mark) -> Iterator[tuple[float, float]]:
    found = _middles().get(mark.place)
    if found:
        x, y = found
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
def _middles() -> dict[str, tuple[float, float]]:
    """The middle of each shape that lies on the patient's right."""
    found = {}
    for name, path in _SHAPE.findall(_drawing()):
        numbers = [float(one) for one in _NUMBER.findall(path)]
        xs, ys = numbers[0::2], numbers[1::2]
        found[name] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return found
