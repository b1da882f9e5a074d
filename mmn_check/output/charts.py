"""A chart of the diary as a drawing: black on white, told apart by shape alone.

Each dose has a strip of its own, one below the other on the same days, so that the eye compares
them down the page; its dates stand under it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import NamedTuple

from mmn_check.i18n import tr
from mmn_check.summary.summary_model import Chart, Panel, Points, Strip

WIDE = 510
"""Points: the width of a page between its margins; type in a drawing is as large as beside it."""
NAMES = 84
"""Of them for what a strip is called."""
TALL, TALLER = 46, 92
"""Points up: of each strip, and where there are only one or two."""
SIZE, LINE = 10, 12
LETTER = 5.2
"""About the width of one."""
LEFT, RIGHT = 18, 10
"""Room beside a panel for what is written there."""
SHARES = {1: (1.0,), 2: (0.64, 0.36)}
APART = 7
"""Days: over a longer gap nothing is joined."""
GAP = 3
"""Points at least between what is written side by side."""
SHAPES = (
    ("m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0", "black"),
    ("m-2.8 0a2.8 2.8 0 1 0 5.6 0a2.8 2.8 0 1 0-5.6 0", "white"),
    ("m-2.6-2.6h5.2v5.2h-5.2z", "black"),
    ("m-3-3l6 6m0-6l-6 6", "none"),
)
"""What stands for a day, for each number in turn."""
DASHES = ("", "4 2.5", "1 2", "7 2 1 2")


class _Box(NamedTuple):
    """Where a panel of a strip stands, and its scales."""

    left: float
    top: float
    wide: float
    tall: float
    end: int
    most: int

    def at(self, day: float, number: float) -> tuple[float, float]:
        share = 1 - number / self.most
        return self.left + self.wide * day / self.end, self.top + self.tall * share


def drawn_chart(chart: Chart) -> dict[str, object]:
    """The chart as the template takes it: the drawing, what it says, what of it is left out."""
    edges = _edges(chart)
    tall = TALL if len(chart.strips) > 2 else TALLER
    heads = [_head(panel, *edge) for panel, edge in zip(chart.panels, edges, strict=True)]
    body = [one for drawn, _ in heads for one in drawn]
    top = LINE * max(lines for _, lines in heads) + 14.0
    for strip in chart.strips:
        for number, panel in enumerate(chart.panels):
            left, wide = edges[number]
            box = _Box(left, top, wide, tall, chart.days[-1], panel.most)
            body += _panel_drawn(panel, strip, strip.points[number], box)
        body += _name_of_strip(strip, top)
        top += tall + LINE + 16
    if chart.across:
        body += _scale_below(chart, edges, top)
        top += LINE * 1.5
    top += LINE
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {top:.0f}" '
        f'font-family="Source Sans Pro" font-size="{SIZE}">{"".join(body)}</svg>'
    )
    numbers = ", ".join(name for panel in chart.panels for name in panel.numbers)
    says = tr("Each number stands in the table under “All answers”: {numbers}", numbers=numbers)
    return {"svg": svg, "says": says, "note": chart.note}


def _edges(chart: Chart) -> list[tuple[float, float]]:
    """Where each panel begins, and how wide it is."""
    count = len(chart.panels)
    names = NAMES if any(one.name for one in chart.strips) else 0
    left = float(names)
    found: list[tuple[float, float]] = []
    for share in SHARES.get(count, (1 / count,) * count):
        wide = (WIDE - names) * share
        found.append((left + LEFT, wide - LEFT - RIGHT))
        left += wide
    return found


def _head(panel: Panel, left: float, wide: float) -> tuple[list[str], int]:
    """What each mark of a panel stands for, and its scale; in how many lines that fit its width."""
    drawn: list[str] = []
    line, x = 1, left
    for kind, said in [*enumerate(panel.numbers), (None, panel.scale)]:
        sign = 22 if kind is not None else 0
        needs = sign + LETTER * len(said) + 10
        if x > left and x + needs > left + wide:
            line, x = line + 1, left
        y = LINE * line - 2.0
        if kind is not None:
            drawn += (_rule(x, y - 3.5, x + 18, y - 3.5, _pen(kind)), _point(kind, x + 9, y - 3.5))
        drawn.append(_svg_text(x + sign, y, said, weight=600 if kind is not None else 400))
        x += needs
    return drawn, line


def _panel_drawn(panel: Panel, strip: Strip, numbers: Sequence[Points], box: _Box) -> Iterator[str]:
    for up in (0, panel.most // 2, panel.most):
        x, y = box.at(0, up)
        yield _rule(x, y, x + box.wide, y, 'stroke="black" stroke-width="0.75"')
        yield _svg_text(x - 4, y + 3.5, str(up), anchor="end")
    for day in strip.doses:
        x, y = box.at(day, panel.most)
        yield _dose(x, y)
        yield _rule(x, y, x, y + box.tall, 'stroke="black" stroke-width="1.6"')
    free: float = -GAP
    for day, said in strip.dates:
        (x, y), wide = box.at(day, 0), LETTER * len(said)
        left = x - wide / 2 if 0 < day < box.end else x
        if left >= free + GAP:
            free = left + wide
            yield _rule(x, y, x, y + 3, 'stroke="black" stroke-width="0.6"')
            yield _svg_text(left, y + LINE, said)
    for kind, told in enumerate(numbers):
        for (day, number), (later, other) in pairwise(told):
            if later - day <= APART:
                yield _rule(*box.at(day, number), *box.at(later, other), _pen(kind))
    for kind, told in enumerate(numbers):
        yield from (_point(kind, *box.at(*one)) for one in told)


def _name_of_strip(strip: Strip, top: float) -> Iterator[str]:
    for number, line in enumerate(wrap(strip.name, int(NAMES / LETTER), break_long_words=False)):
        yield _svg_text(0, top + SIZE + LINE * number, line, weight=600)


def _scale_below(chart: Chart, edges: Sequence[tuple[float, float]], top: float) -> Iterator[str]:
    """The days since a dose, and what marks it."""
    y = top - 4.0
    for left, wide in edges:
        for day in chart.days:
            yield _svg_text(left + wide * day / chart.days[-1], y, str(day), anchor="middle")
    yield _svg_text(0, y, chart.across, weight=600)
    y += LINE + 6
    yield _dose(5, y - 1)
    yield _svg_text(14, y, chart.dose)


def _point(kind: int, x: float, y: float) -> str:
    shape, fill = SHAPES[kind % len(SHAPES)]
    return (
        f'<path class="point" d="M{x:.1f} {y:.1f}{shape}" fill="{fill}" stroke="black" '
        'stroke-width="1.1"/>'
    )


def _dose(x: float, y: float) -> str:
    return f'<path d="M{x - 4:.1f} {y - 7:.1f}h8l-4 7z"/>'


def _pen(kind: int) -> str:
    return f'stroke="black" stroke-width="1" stroke-dasharray="{DASHES[kind % len(DASHES)]}"'


def _rule(x: float, y: float, to_x: float, to_y: float, pen: str) -> str:
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" {pen}/>'


def _svg_text(x: float, y: float, said: str, *, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(said)}</text>"
    )
