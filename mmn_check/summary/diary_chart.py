"""The days of a diary as a chart: points as they were told, by days since a dose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import ceil

from mmn_check.bank.model import Number, Rating
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.bank.records import Record
from mmn_check.summary.summary_model import Chart, Panel, Phrase, Run, Sentence
from mmn_check.summary.wording import capital, fill, in_figures, words
from mmn_check.visit.cycles import Cycle

MOST_CYCLES = 6
"""So many kinds of points can be told apart without colour; the newest are drawn."""
WEEK = 7
MOST_WEEKS, MOST_DATES = 8, 5
"""Of what is written across: figures are short, dates are not."""
HIGHEST = 10
"""Of an own number."""


class DayTable(Record):
    """What is drawn: the days by dose, and the questions that got numbers."""

    layout: DiaryTold
    cycles: tuple[Cycle, ...]
    questions: tuple[Rating | Number, ...]


def chart_of(
    table: DayTable,
    *,
    short: Callable[[date], str],
    sentence: Callable[[Phrase], Sentence],
) -> Chart | None:
    """The chart; None where no number was given. `short` says a day, `sentence` where it is from.

    Where no dose is noted the days run by the calendar.
    """
    if not table.questions:
        return None
    doses = [one for one in table.cycles if one.dose]
    drawn = doses[-MOST_CYCLES:] if doses else list(table.cycles)
    start = None if doses else table.cycles[0].entries[0].day
    scale = _Scale(drawn, start, short)
    names = [_name(one, table.layout, short) for one in drawn]
    panels = tuple(
        Panel(
            name=_called(one),
            most=_most(one, scale.numbers(one)),
            runs=tuple(
                Run(name=name, points=tuple(scale.points(cycle, one)))
                for name, cycle in zip(names, drawn, strict=True)
            ),
        )
        for one in table.questions
    )
    own = tuple(
        one for one, asked in zip(panels, table.questions, strict=True) if isinstance(asked, Rating)
    )
    other = tuple(one for one in panels if one not in own)
    note = fill(
        table.layout.newest, {"some": words(str(len(drawn))), "all": words(str(len(doses)))}.get
    )
    left_out = len(doses) > len(drawn)
    return Chart(
        across=table.layout.days_since if doses else table.layout.day,
        days=tuple(scale.marks()),
        panels=tuple(row for row in (own, other) if row),
        doses=tuple(sorted({day for one in drawn for day in scale.doses(one)})),
        dose=table.layout.dose,
        said=sentence(words(" ".join(_in_words(table, panels)))),
        note="".join(piece.text for piece in capital(note or ())) if left_out else "",
    )


class _Scale:
    """Where days stand across: counted from their dose, or from the first day."""

    def __init__(
        self, cycles: list[Cycle], start: date | None, short: Callable[[date], str]
    ) -> None:
        self._cycles, self._start, self._short = cycles, start, short

    def at(self, cycle: Cycle, day: date) -> int:
        since = cycle.days_since(day)
        return since if since is not None else (day - (self._start or day)).days

    def points(self, cycle: Cycle, question: Rating | Number) -> Iterator[tuple[int, float]]:
        for entry in cycle.entries:
            if (number := entry.number_at(question.id)) is not None:
                yield self.at(cycle, entry.day), number

    def numbers(self, question: Rating | Number) -> list[float]:
        return [number for one in self._cycles for _, number in self.points(one, question)]

    def doses(self, cycle: Cycle) -> Iterator[int]:
        return (self.at(cycle, day) for day in cycle.dose_days)

    def marks(self) -> Iterator[tuple[int, str]]:
        """What stands across: weeks from the dose, or dates a week or more apart."""
        far = [self.at(one, entry.day) for one in self._cycles for entry in one.entries]
        end = max([WEEK, *far])
        step = WEEK * ceil(end / (WEEK * (MOST_DATES if self._start else MOST_WEEKS)))
        for at in range(0, step * ceil(end / step) + 1, step):
            if self._start is None:
                yield at, str(at)
            else:
                yield at, self._short(self._start + timedelta(days=at))


def with_unit(question: Rating | Number) -> str:
    """What a number of a day is of, with its unit if it has one."""
    name = question.clinical or question.ask
    unit = question.unit if isinstance(question, Number) else None
    return f"{name} ({unit})" if unit else name


def _called(question: Rating | Number) -> str:
    if isinstance(question, Rating):
        return f"{with_unit(question)} (0: {question.lowest}, {HIGHEST}: {question.highest})"
    return with_unit(question)


def _name(cycle: Cycle, layout: DiaryTold, short: Callable[[date], str]) -> str:
    if cycle.dose is None:
        return layout.without_dose
    said = fill(layout.from_dose, {"day": words(short(cycle.dose))}.get) or ()
    return "".join(piece.text for piece in said)


def _most(question: Rating | Number, numbers: list[float]) -> int:
    """The end of what runs up: 10 of an own number, else the next ten."""
    if isinstance(question, Rating):
        return HIGHEST
    return HIGHEST * max(ceil(max(numbers, default=0) / HIGHEST), 1)


def _in_words(table: DayTable, panels: tuple[Panel, ...]) -> Iterator[str]:
    """Every point, for who hears the page: what, from which dose, day and number."""
    for panel in panels:
        for run in panel.runs:
            if run.points:
                said = ", ".join(f"{day}: {in_figures(number)}" for day, number in run.points)
                yield f"{panel.name}, {run.name}, {table.layout.day} {said}."
