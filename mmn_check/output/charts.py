"""A chart of the diary as a drawing: black on white, told apart by shape alone."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from mmn_check.summary.summary_model import Chart, Panel, Run

WIDE = 510
"""Points: the width of a page between its margins; type in a drawing is as large as beside it."""
TALL = 118
LEFT, RIGHT, TOP, BOTTOM = 20, 8, 20, 16
"""Room around a panel for what is written there."""
APART = 7
"""Days: over a longer gap nothing is joined."""
SIZE = 10
SHAPES = (
    "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0",
    "m-3.4-3.4l6.8 6.8m0-6.8l-6.8 6.8",
    "m-2.6-2.6h5.2v5.2h-5.2z",
    "m-4 0h8m-4-4v8",
    "m0-3.8l3.4 6h-6.8z",
    "m0-4l4 4l-4 4l-4-4z",
)
"""What stands for a day, for each dose in turn."""
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 3", "12 4")


class _Box(NamedTuple):
    """Where a panel stands, and its scales."""

    left: float
    top: float
    wide: float
    end: int
    most: int

    def at(self, day: float, number: float) -> tuple[float, float]:
        return (
            self.left + self.wide * day / self.end,
            self.top + TALL * (1 - number / self.most),
        )


def drawn_chart(chart: Chart) -> dict[str, object]:
    """The chart as the template takes it: the drawing, what it says, what of it is left out."""
    body: list[str] = []
    top = TOP
    end = max(chart.days[-1][0], 1)
    for row in chart.panels:
        wide = WIDE / len(row)
        for at, panel in enumerate(row):
            box = _Box(
                left=at * wide + LEFT,
                top=top,
                wide=wide - LEFT - RIGHT,
                end=end,
                most=panel.most,
            )
            body += _panel(chart, panel, box)
        top += TALL + BOTTOM + TOP + SIZE
    body += _legend(chart, top)
    tall = top + (SIZE + 5) * (len(chart.panels[0][0].runs) // 2 + 1 if chart.doses else 0)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall}" '
        f'font-family="Source Sans Pro" font-size="{SIZE}">{"".join(body)}</svg>'
    )
    return {"svg": svg, "says": chart.said.text, "note": chart.note}


def _panel(chart: Chart, panel: Panel, box: _Box) -> Iterator[str]:
    yield _text(box.left, box.top - 8, panel.name, weight=600)
    for number in _steps(panel.most):
        x, y = box.at(0, number)
        yield _line(x, y, x + box.wide, y, 'stroke="#999" stroke-width="0.3"')
        yield _text(x - 4, y + 3.5, str(number), anchor="end")
    written = chart.days if box.wide > WIDE / 2 else _fewer(chart.days)
    for day, said in written:
        x, y = box.at(day, 0)
        yield _line(x, y, x, y + 3, 'stroke="black" stroke-width="0.5"')
        anchor = "middle" if day < box.end else "end"
        yield _text(x, y + 13, said, anchor=anchor)
    yield _text(box.left + box.wide, box.top + TALL + 25, chart.across, anchor="end")
    for day in chart.doses:
        x, y = box.at(day, panel.most)
        yield _dose(x, y)
        yield _line(x, y, x, y + TALL, 'stroke="black" stroke-width="0.8"')
    for kind, run in enumerate(panel.runs):
        yield from _run(kind, run, box)


def _steps(most: int) -> tuple[int, ...]:
    return tuple(most * part // 5 for part in range(6))


def _fewer(days: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
    """As many of what is written across as half the width has room for."""
    longest = max(len(said) for _, said in days)
    return days if longest < 4 else days[::3]


def _run(kind: int, run: Run, box: _Box) -> Iterator[str]:
    """Points where days are; those at most a week apart are joined."""
    for (day, number), (later, other) in zip(run.points, run.points[1:], strict=False):
        if later - day <= APART:
            yield _line(*box.at(day, number), *box.at(later, other), _pen(kind))
    yield from (_point(kind, *box.at(day, number)) for day, number in run.points)


def _point(kind: int, x: float, y: float) -> str:
    """A circle, cross, square and so on, each open: where several stand, all are seen."""
    shape = SHAPES[kind % len(SHAPES)]
    return (
        f'<path class="point" d="M{x:.1f} {y:.1f}{shape}" fill="none" stroke="black" '
        'stroke-width="1.1"/>'
    )


def _dose(x: float, y: float) -> str:
    return f'<path d="M{x - 3:.1f} {y - 6:.1f}h6l-3 6z"/>'


def _legend(chart: Chart, top: float) -> Iterator[str]:
    runs = chart.panels[0][0].runs if chart.doses else ()
    for kind, run in enumerate(runs):
        x, y = _place(kind, top)
        yield _line(x, y, x + 34, y, _pen(kind))
        yield _point(kind, x + 17, y)
        yield _text(x + 40, y + 3.5, run.name)
    if chart.doses:
        x, y = _place(len(runs), top)
        yield _dose(x + 17, y + 3)
        yield _text(x + 40, y + 3.5, chart.dose)


def _place(number: int, top: float) -> tuple[float, float]:
    return LEFT + WIDE / 2 * (number % 2), top + (SIZE + 5) * (number // 2)


def _pen(kind: int) -> str:
    return f'stroke="black" stroke-width="0.9" stroke-dasharray="{DASHES[kind % len(DASHES)]}"'


def _line(x: float, y: float, to_x: float, to_y: float, pen: str) -> str:
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" {pen}/>'


def _text(x: float, y: float, said: str, *, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}">'
        f"{escape(said)}</text>"
    )
