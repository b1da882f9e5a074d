"""The days of a diary as a chart and in rows: points as they were told, by days since a dose."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from string import ascii_uppercase

from mmn_check.bank.model import Number, Rating, built_on
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.summary.diary_days import DiaryDays, named, put, short_day
from mmn_check.summary.summary_model import Chart, Grid, Panel, Phrase, Points, Sentence, Strip
from mmn_check.summary.wording import HIGHEST, capital, joined, scale_of, text_of, words
from mmn_check.visit.diary import Cycle, DayEntry
from mmn_check.visit.values import in_figures

MOST_CYCLES = 6
"""So many doses have room on a page; the newest are drawn."""
WEEK = 7
MOST_WEEKS, MOST_DATES = 8, 5
"""Of what is written across: figures are short, dates are not."""
NumberAsked = Rating | Number


def chart_of(days: DiaryDays, layout: DiaryTold) -> Chart | None:
    """The chart; None where no number was given. Where no dose is noted it runs by the calendar."""
    return _Drawing(days, layout).chart() if days.numbers else None


class _Drawing:
    """What is drawn: the newest doses, or all days."""

    def __init__(self, days: DiaryDays, layout: DiaryTold) -> None:
        self._days, self._layout = days, layout
        self._few = len(days.doses) <= MOST_CYCLES
        self._drawn = days.cycles if self._few else tuple(days.doses[-MOST_CYCLES:])
        self._panels = [tuple(some) for _, some in groupby(days.numbers, key=_scale)]
        self._letters = dict(zip(days.most_picked(), ascii_uppercase, strict=False))
        end = max([WEEK, *(_at(one, entry.day) for one in self._drawn for entry in one.entries)])
        step = WEEK * ceil(end / (WEEK * (MOST_WEEKS if days.doses else MOST_DATES)))
        self._across = tuple(range(0, step * ceil(end / step) + 1, step))

    def chart(self) -> Chart:
        days, layout = self._days, self._layout
        labels = days.labels(days.picked)
        counts = {"some": str(len(self._drawn)), "all": str(len(days.doses))}
        return Chart(
            across=layout.days_since if days.doses else "",
            days=self._across,
            panels=tuple(map(self._panel, self._panels)),
            strips=tuple(map(self._strip, self._drawn)),
            dose=layout.dose,
            lettered=named(days.picked) if days.picked else "",
            letters=tuple((letter, labels[one]) for one, letter in self._letters.items()),
            said=days.sentence(words(" ".join(self._in_words()))),
            note="" if self._few else text_of(capital(put(layout.newest, **counts))),
        )

    def _panel(self, questions: tuple[NumberAsked, ...]) -> Panel:
        cells = (_points(cycle, one) for cycle in self._drawn for one in questions)
        most = max((number for points in cells for _, number in points), default=0)
        own = isinstance(questions[0], Rating)
        scale = _scale(questions[0])
        return Panel(
            numbers=tuple(map(named, questions)),
            scale=f"({scale})" if scale else "",
            most=HIGHEST if own else HIGHEST * max(ceil(most / HIGHEST), 1),
        )

    def _strip(self, cycle: Cycle) -> Strip:
        first, last = cycle.dose or cycle.entries[0].day, _at(cycle, cycle.entries[-1].day)
        dated = (day for day in self._across if day <= last)
        return Strip(
            name=text_of(capital(words(self._name(cycle)))),
            dates=tuple((day, short_day(first + timedelta(days=day))) for day in dated),
            doses=tuple(_at(cycle, one) for one in cycle.dose_days),
            points=tuple(tuple(_points(cycle, one) for one in some) for some in self._panels),
            letters=tuple(
                (_at(cycle, entry.day), self._letters[one])
                for entry in cycle.entries
                for one in self._days.picked_on(entry, self._days.picked)
                if one in self._letters
            ),
        )

    def _name(self, cycle: Cycle) -> str:
        """What the days of a cycle are called; nothing where all days run by the calendar."""
        if cycle.dose is None:
            return self._layout.without_dose if self._days.doses else ""
        return text_of(put(self._layout.from_dose, day=short_day(cycle.dose)))

    def _in_words(self) -> Iterator[str]:
        """Every point, for who hears the page: what, from which dose, day and number."""
        for question in self._days.numbers:
            name = _with_unit(question)
            if isinstance(question, Rating):
                name = f"{name} ({_scale(question)})"
            for cycle in self._drawn:
                first = cycle.entries[0].day
                said = ", ".join(
                    f"{day if cycle.dose else short_day(first + timedelta(days=day))}: "
                    f"{in_figures(number)}"
                    for day, number in _points(cycle, question)
                )
                called = ", ".join(filter(None, [name, self._name(cycle)]))
                across = self._layout.days_since if cycle.dose else self._layout.day
                if said:
                    yield f"{called}, {across} {said}."


def _scale(question: NumberAsked) -> str:
    """What the numbers of a panel have in common: the ends of the scale, or the unit."""
    return scale_of(question) if isinstance(question, Rating) else question.unit or ""


def _with_unit(question: NumberAsked) -> str:
    unit = question.unit if isinstance(question, Number) else None
    return f"{named(question)} ({unit})" if unit else named(question)


def _at(cycle: Cycle, day: date) -> int:
    """Where a day stands across: counted from the dose, or from the first day."""
    return (day - (cycle.dose or cycle.entries[0].day)).days


def _points(cycle: Cycle, question: NumberAsked) -> Points:
    told = ((entry.day, entry.number_at(question.id)) for entry in cycle.entries)
    return tuple((_at(cycle, day), number) for day, number in told if number is not None)


def grid_of(days: DiaryDays, layout: DiaryTold) -> Grid:
    """Every day in a row: its numbers, what was picked, and what was said in words."""
    since = [layout.days_since] if days.doses else []
    picked = [named(days.picked)] if days.picked and days.most_picked() else []
    head = (layout.day, *since, *map(_with_unit, days.numbers), *picked, layout.also)
    rows = (
        _row(days, layout, cycle, entry, picks=bool(picked))
        for cycle in days.cycles
        for entry in cycle.entries
    )
    return Grid(head=head, rows=tuple(rows), wide_end=True)


def _row(
    days: DiaryDays, layout: DiaryTold, cycle: Cycle, entry: DayEntry, *, picks: bool
) -> tuple[Sentence, ...]:
    after = cycle.days_since(entry.day)
    dose = f" ({layout.dose})" if entry.day in cycle.dose_days else ""
    since = [f"{'' if after is None else after}{dose}"] if days.doses else []
    numbers = [entry.number_at(one.id) for one in days.numbers]
    cells = ["" if one is None else in_figures(one) for one in numbers]
    picked = [days.said(days.picked, entry) or ()] if picks and days.picked else []
    said = [words(one) for one in (short_day(entry.day), *since, *cells)]
    return tuple(days.sentence(one) for one in (*said, *picked, _also(days, entry)))


def _also(days: DiaryDays, entry: DayEntry) -> Phrase:
    """All that was said of a day in words."""
    return joined(
        (
            (*words(f"{named(question)}: "), *phrase)
            for question in days.questions
            if question.role != "dose" and not built_on(question)
            if (phrase := days.said(question, entry))
        ),
        between="; ",
    )
