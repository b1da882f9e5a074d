"""The body as it is drawn: which shapes of body.svg are painted, and how."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from mmn_check.summary.phrases import capital, text_of
from mmn_check.summary.summary_model import BodyChart, Marking
from mmn_check.visit.values import Mark

_CLASSES = re.compile(r'class="([^"]*)"')
_SHAPE = re.compile(r'<path id="([a-z_-]+)" d="([^"]*)"')
_ON_THE_RIGHT = re.compile(r'href="#([a-z_-]+)" class="([a-z_]+) right')
_NUMBER = re.compile(r"-?[0-9.]+")
MARKS = "/* marks */"
LETTERS = "<!-- letters -->"
WIDTH, HEIGHT = 236, 432
"""The size of the body: a shape on the left is the right one mirrored."""
BOX = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
NARROW, WIDE, TALL, APART = 24, 36, 28, 36
"""How wide and high letters are on it, and how far one line of them is below the other."""
BELOW = 36
"""Above them stand the letters of the sides."""
Point = tuple[float, float]


def drawn_figure(figure: BodyChart) -> dict[str, object]:
    """A figure as the template takes it: the drawing, what it is called and what it says.

    Filled is what was marked, dotted what the person was not sure of, striped on both sides what
    has no sure side. Signs that share a figure have letters, in `margins` left and right of the
    body: how wide these are is told as shares of its height.
    """
    rules = [rule for sign in figure.signs for rule in _paint_rules(sign)]
    letters, margins = _letters_in_margin(figure.signs)
    box = f'viewBox="{-margins[0]} 0 {WIDTH + sum(margins)} {HEIGHT}"'
    drawing = _drawing().replace(BOX, box)
    unmarked = [f"{text_of(capital(one.pieces))}." for one in figure.unmarked]
    return {
        "name": figure.name,
        "svg": drawing.replace(MARKS, "".join(rules)).replace(LETTERS, letters),
        "margins": [one / HEIGHT for one in margins],
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


def _letters_in_margin(signs: Iterable[Marking]) -> tuple[str, tuple[int, int]]:
    """All letters of each place in one of the margins, with a line to it; how wide these are."""
    said = dict[Point, str]()
    for sign in signs:
        for mark in sign.marks if sign.letter else ():
            for at in _middles(mark):
                said[at] = said.get(at, "") + sign.letter
    left = [at for at in said if at[0] < WIDTH / 2]
    right = [at for at in said if at[0] > WIDTH / 2]
    for at in said.keys() - {*left, *right}:
        min(left, right, key=len).append(at)
    drawn = [*_column(left, said, edge=0), *_column(right, said, edge=WIDTH)]
    wide = [max((_wide(said[at]) for at in places), default=0) for places in (left, right)]
    return "".join(drawn), (wide[0], wide[1])


def _column(places: Iterable[Point], said: Mapping[Point, str], *, edge: int) -> Iterator[str]:
    """The letters of places at an edge of the body's box, near them, and none on others."""
    downwards = sorted(places, key=lambda at: at[1])
    apart = min(APART, (HEIGHT - BELOW) / max(len(downwards), 1))
    heights = list[float]()
    for at in downwards:
        heights.append(max(at[1], heights[-1] + apart if heights else BELOW + apart / 2))
    lowest = HEIGHT - apart / 2
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], lowest)
        lowest = heights[number] - apart
    for at, y in zip(downwards, heights, strict=True):
        yield _letters_with_line(at, said[at], (edge, y))


def _wide(letters: str) -> int:
    return sum(WIDE if one in "MW" else NARROW for one in letters) + 8


def _letters_with_line(at: Point, letters: str, start: Point) -> str:
    """Letters, and a line from there to a dot on their place."""
    x, y = start
    anchor, aside = ("start", 4) if x else ("end", -4)
    return (
        f'<line x1="{x}" y1="{y:.0f}" x2="{at[0]:.0f}" y2="{at[1]:.0f}"'
        f' stroke="black" stroke-width="3"/>'
        f'<circle cx="{at[0]:.0f}" cy="{at[1]:.0f}" r="4.5"/>'
        f'<text x="{x + aside}" y="{y + TALL / 2:.0f}" font-family="Source Sans Pro"'
        f' font-weight="600" font-size="41" text-anchor="{anchor}">{escape(letters)}</text>'
    )


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
