"""The body as it is drawn: which shapes of body.svg are painted, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from mmn_check.summary.phrases import capital, text_of
from mmn_check.summary.summary_model import BodyChart, Marking
from mmn_check.visit.values import Mark

_CLASSES = re.compile(r'class="([^"]*)"')
_SHAPE = re.compile(r'<path id="([a-z_-]+)" d="([^"]*)"')
_ON_THE_RIGHT = re.compile(r'href="#([a-z_-]+)" class="([a-z_]+) right')
_NUMBER = re.compile(r"-?[0-9.]+")
MARKS = "/* marks */"
WIDTH = 236
"""Of the body: a shape on the left is the right one mirrored."""
Point = tuple[float, float]


def drawn_figure(figure: BodyChart) -> dict[str, object]:
    """A figure as the template takes it: the drawing, what it is called and what it says.

    Filled is what was marked, dotted what the person was not sure of, striped on both sides what
    has no sure side. Signs that share a figure have letters, which stand beside the body.
    """
    rules = [rule for sign in figure.signs for rule in _paint_rules(sign)]
    letters = _letters_of_places(figure.signs).items()
    unmarked = [f"{text_of(capital(one.pieces))}." for one in figure.unmarked]
    return {
        "name": figure.name,
        "svg": _drawing().replace(MARKS, "".join(rules)),
        "marked": [{"x": x, "y": y, "letters": several} for (x, y), several in letters],
        "says": " ".join([*(f"{one.said.text}." for one in figure.signs), *unmarked]),
        "unmarked": unmarked,
        "letters": [
            f"{sign.letter} {sign.name[:1].lower()}{sign.name[1:]}"
            for sign in figure.signs
            if sign.letter
        ],
        "unsure": any(sign.unsure for sign in figure.signs),
        "striped": any(mark.side == "not_sure" for sign in figure.signs for mark in sign.marks),
    }


def _paint_rules(sign: Marking) -> Iterator[str]:
    """How the shapes of each place on a side, as body.svg calls them, are painted."""
    for mark in sign.marks:
        if mark.place in places_drawn():
            if mark.side == "not_sure":
                fill = "url(#hatch)"
            elif sign.unsure:
                fill = "url(#dots)"
            else:
                fill = "#bbb" if sign.letter else "#222"
            side = f".{mark.side}" if mark.side in ("left", "right") else ""
            yield f".{mark.place}{side}{{fill:{fill}}}"


def _letters_of_places(signs: Iterable[Marking]) -> Mapping[Point, str]:
    """All letters of each place, by its middle."""
    said = dict[Point, str]()
    for sign in signs:
        for mark in sign.marks if sign.letter else ():
            for at in _middles(mark):
                said[at] = said.get(at, "") + sign.letter
    return said


def _middles(mark: Mark) -> Iterator[Point]:
    """The middle of a marked place on each of its sides; of the whole body, its trunk's."""
    outline = _outlines().get(mark.place) or _outlines()["trunk"]
    xs, ys = zip(*outline, strict=True)
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    if mark.side == "whole":
        yield WIDTH / 2, y
    if mark.side in ("right", "both", "not_sure"):
        yield x, y
    if mark.side in ("left", "both", "not_sure"):
        yield WIDTH - x, y


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
    """The corners of what is drawn of each place on the patient's right, around it."""
    paths = dict(_SHAPE.findall(_drawing()))
    found = {}
    for shape, place in _ON_THE_RIGHT.findall(_drawing()):
        numbers = [float(one) for one in _NUMBER.findall(paths[shape])]
        found[place] = tuple(zip(numbers[0::2], numbers[1::2], strict=True))
    return found
