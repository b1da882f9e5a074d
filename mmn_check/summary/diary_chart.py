"""The days of a diary as a chart: points as they were told, by days since a dose."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from math import ceil
from string import ascii_uppercase

from mmn_check.bank.model import Number, Rating
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.bank.records import Record
from mmn_check.summary.summary_model import Chart, Panel, Phrase, Points, Sentence, Strip
from mmn_check.summary.wording import capital, fill, in_figures, text_of, words
from mmn_check.visit.diary import Cycle, DayEntry

MOST_CYCLES = 6
"""So many doses have room on a page; the newest are drawn."""
WEEK = 7
MOST_WEEKS, MOST_DATES = 8, 5
"""Of what is written across: figures are short, dates are not."""
HIGHEST = 10
"""Of an own number."""


class DayTable(Record):
    """What is drawn: the days by dose, the questions that got numbers, and what was picked."""

    layout: DiaryTold
    cycles: tuple[Cycle, ...]
    questions: tuple[Rating | Number, ...]
    picked: str
    """What the picks are of."""
    picks: Mapping[str, str]
    """What each is called."""
    picked_on: Callable[[DayEntry], tuple[str, ...]]
    short: Callable[[date], str]
    """Says a day."""


def chart_of(table: DayTable, sentence: Callable[[Phrase], Sentence]) -> Chart | None:
    """The chart; None where no number was given. `sentence` says where its words are from.

    Where no dose is noted the days run by the calendar.
    """
    if not table.questions:
        return None
    layout, doses = table.layout, [one for one in table.cycles if one.dose]
    few = len(doses) <= MOST_CYCLES
    drawn = table.cycles if few else tuple(doses[-MOST_CYCLES:])
    panels = [list(some) for _, some in groupby(table.questions, key=_scale)]
    letters = dict(zip(table.picks, ascii_uppercase, strict=False))
    end = max([WEEK, *(_at(one, entry.day) for one in drawn for entry in one.entries)])
    step = WEEK * ceil(end / (WEEK * (MOST_WEEKS if doses else MOST_DATES)))
    days = tuple(range(0, step * ceil(end / step) + 1, step))
    note = fill(layout.newest, {"some": words(str(len(drawn))), "all": words(str(len(doses)))}.get)
    return Chart(
        across=layout.days_since if doses else "",
        days=days,
        panels=tuple(_panel(some, drawn) for some in panels),
        strips=tuple(_strip(table, one, panels, letters, days) for one in drawn),
        dose=layout.dose,
        lettered=table.picked,
        letters=tuple((letter, table.picks[one]) for one, letter in letters.items()),
        said=sentence(words(" ".join(_in_words(table, drawn)))),
        note="" if few else text_of(capital(note or ())),
    )


def _scale(question: Rating | Number) -> str:
    """What the numbers of a panel have in common: the ends of the scale, or the unit."""
    if isinstance(question, Rating):
        return f"0: {question.lowest}, {HIGHEST}: {question.highest}"
    return question.unit or ""


def _panel(questions: list[Rating | Number], drawn: tuple[Cycle, ...]) -> Panel:
    numbers = (number for cycle in drawn for one in questions for _, number in _points(cycle, one))
    tens = max(ceil(max(numbers, default=0) / HIGHEST), 1)
    return Panel(
        numbers=tuple(one.clinical or one.ask for one in questions),
        scale=f"({scale})" if (scale := _scale(questions[0])) else "",
        most=HIGHEST if isinstance(questions[0], Rating) else HIGHEST * tens,
    )


def _strip(
    table: DayTable,
    cycle: Cycle,
    panels: list[list[Rating | Number]],
    letters: Mapping[str, str],
    days: tuple[int, ...],
) -> Strip:
    first = cycle.dose or cycle.entries[0].day
    last = _at(cycle, cycle.entries[-1].day)
    return Strip(
        name=text_of(capital(words(_cycle_name(table, cycle)))),
        dates=tuple(
            (day, table.short(first + timedelta(days=day))) for day in days if day <= max(last, 0)
        ),
        doses=tuple(_at(cycle, one) for one in cycle.dose_days),
        points=tuple(tuple(tuple(_points(cycle, one)) for one in some) for some in panels),
        letters=tuple(
            (_at(cycle, entry.day), letters[one])
            for entry in cycle.entries
            for one in table.picked_on(entry)
            if one in letters
        ),
    )


def _cycle_name(table: DayTable, cycle: Cycle) -> str:
    """What the days of a cycle are called; nothing where all days run by the calendar."""
    if cycle.dose is None:
        return table.layout.without_dose if len(table.cycles) > 1 else ""
    return text_of(fill(table.layout.from_dose, {"day": words(table.short(cycle.dose))}.get) or ())


def _at(cycle: Cycle, day: date) -> int:
    """Where a day stands across: counted from the dose, or from the first day."""
    return (day - (cycle.dose or cycle.entries[0].day)).days


def _points(cycle: Cycle, question: Rating | Number) -> Points:
    told = ((entry.day, entry.number_at(question.id)) for entry in cycle.entries)
    return tuple((_at(cycle, day), number) for day, number in told if number is not None)


def with_unit(question: Rating | Number) -> str:
    """What a number of a day is of, with its unit if it has one."""
    name = question.clinical or question.ask
    unit = question.unit if isinstance(question, Number) else None
    return f"{name} ({unit})" if unit else name


def _in_words(table: DayTable, drawn: tuple[Cycle, ...]) -> Iterator[str]:
    """Every point, for who hears the page: what, from which dose, day and number."""
    for question in table.questions:
        name = with_unit(question)
        if isinstance(question, Rating):
            name = f"{name} ({_scale(question)})"
        for cycle in drawn:
            if points := _points(cycle, question):
                called = [name, *filter(None, [_cycle_name(table, cycle)])]
                across = table.layout.days_since if cycle.dose else table.layout.day
                said = (f"{_day(table, cycle, day)}: {in_figures(one)}" for day, one in points)
                yield f"{', '.join(called)}, {across} {', '.join(said)}."


def _day(table: DayTable, cycle: Cycle, day: int) -> str:
    """A day for the ear: its number after a dose, else its date."""
    first = cycle.entries[0].day
    return str(day) if cycle.dose else table.short(first + timedelta(days=day))
