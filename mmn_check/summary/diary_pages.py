"""The diary in a summary: a line on page 1; behind it its days as a grid and a chart.

It tells, and never judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from math import ceil

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Many, Number, Question, Rating, Text, built_on
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.i18n import day_in_words, month_in_words, tr, tr_n
from mmn_check.summary.answers_in_words import choice_words, ends_of_scale
from mmn_check.summary.phrases import (
    capital,
    filled,
    joined,
    labelled,
    own_words,
    text_of,
    with_stop,
    words,
)
from mmn_check.summary.summary_model import (
    Block,
    Chart,
    Grid,
    Line,
    Panel,
    Phrase,
    PointRuns,
    Sentence,
    Strip,
    Summary,
)
from mmn_check.visit.diary import Cycle, DayEntry, Diary, cycles_of, runs_of
from mmn_check.visit.values import Answer, Words, in_figures

When = tuple[Cycle, DayEntry]
NumberAsked = Rating | Number
MOST_RUNS = 4
"""So many days, or runs of days, are named; more are counted."""
MOST_CYCLES = 6
"""So many doses have room on a page; the newest are drawn."""
WEEK = 7
APART = 7
"""Days: over a longer gap nothing is joined."""
MOST_WEEKS, MOST_DATES = 8, 5
"""Of what is written across: figures are short, dates are not."""


class DiaryDays:
    """The entries that are told, by day and by how long after a dose they are."""

    def __init__(self, diary: Diary, layout: DiaryTold) -> None:
        self.layout, self.told = layout, diary.lately
        self.bank, self.asked = diary.bank.with_diary, diary.bank.of_a_day
        self.older = len({one.day for one in diary.entries}) - len({one.day for one in self.told})
        self.cycles = cycles_of(self.asked, self.told)
        self.doses = [one for one in self.cycles if one.dose]
        self.entries = [(cycle, entry) for cycle in self.cycles for entry in cycle.entries]
        self.questions = tuple(self.asked.questions())
        asked = [one for one in self.questions if isinstance(one, NumberAsked)]
        told = ((one, entry.number_at(one.id)) for one in asked for entry in self.told)
        self.numbers = [*dict.fromkeys(one for one, number in told if number is not None)]
        """The questions that got numbers."""
        own = (one for one in self.questions if isinstance(one, Many) and built_on(one))
        self.picked = next(own, None)
        """The question about the visit's own answers, such as its tasks."""
        self.panels = [tuple(some) for _, some in groupby(self.numbers, key=_scale_of_panel)]
        """The numbers that run up on one scale."""

    def sentence(self, said: Phrase, *, rank: int = 0, names: tuple[str, ...] = ()) -> Sentence:
        """A sentence that came from the questions of a day."""
        origins = frozenset(self.asked.by_id)
        return Sentence(pieces=said, origins=origins, rank=rank, names=names)

    def picked_on(self, entry: DayEntry, question: Question | None) -> tuple[str, ...]:
        """What was picked on a day, but for "none of these"."""
        answer = entry.answers.get((question.id,)) if question else None
        picked = answer.value if answer and isinstance(answer.value, tuple) else ()
        labels = self.labels(question)
        return tuple(one for one in picked if isinstance(one, str) and one in labels)

    def labels(self, question: Question | None) -> Mapping[str, str]:
        """What the choices of a question are called, those of the visit among them."""
        choices = self.bank.offered(question) if question else ()
        return {one.id: choice_words(one) for one in choices if not one.exclusive}

    def said(self, question: Question, entry: DayEntry) -> Phrase | None:
        """What was said to a question of a day; None if nothing was, or it is told elsewhere."""
        match entry.answers.get((question.id,)):
            case Answer(value=Words(text)):
                return own_words(text)
            case Answer(value=tuple()):
                labels, further = self.labels(question), self._told_further(question, entry)
                picked = (one for one in self.picked_on(entry, question) if one not in further)
                return joined(words(labels[one]) for one in picked) or None
            case _:
                return None

    def _told_further(self, question: Question, entry: DayEntry) -> set[str]:
        """The choices that another answer of the day tells more of."""
        told = {key[0] for key, answer in entry.answers.items() if answer.given}
        further = [one for one in self.questions if one.id in told and not one.urgent_if]
        clauses = (clause for one in further for clause in one.ask_if if isinstance(clause, AnyOf))
        return {word for one in clauses if one.question == question.id for word in one.words}

    def most_picked(self) -> Mapping[str, Sequence[When]]:
        """What was picked of the visit's, and when: what was on the most days first."""
        found: dict[str, list[When]] = {}
        for cycle, entry in self.entries:
            for one in self.picked_on(entry, self.picked):
                found.setdefault(one, []).append((cycle, entry))
        return dict(sorted(found.items(), key=lambda one: -_days_in(one[1])))


def with_diary(summary: Summary, diary: Diary | None) -> Summary:
    """The summary with what the diary holds of the half year up to its last day."""
    if not (days := _days_of(diary)):
        return summary
    layout, line = days.layout, _line_of_days(days)
    rows = [
        replace(one, lines=(*one.lines, line)) if one.heading == layout.row else one
        for one in summary.first
    ]
    if all(one.heading != layout.row for one in rows):  # then it has a row of its own
        rows.append(Block(heading=layout.heading, lines=(replace(line, label=None),)))
    block = Block(heading=layout.heading, chart=_chart_of(days), grid=_grid_of(days))
    return replace(summary, first=tuple(rows), second=(block, *summary.second))


def with_days_between(summary: Summary, diary: Diary | None, *, was: date, now: date) -> Summary:
    """What changed between two visits, with what the diary holds of the days between them."""
    entries = diary.entries if diary else ()
    between = tuple(one for one in entries if was < one.day <= now)
    if not (days := _days_of(replace(diary, entries=between) if diary else None)):
        return summary
    block = Block(heading=days.layout.heading, lines=(replace(_line_of_days(days), label=None),))
    return replace(summary, second=(*summary.second, block))


def _days_of(diary: Diary | None) -> DiaryDays | None:
    """The days that are told; None where there are none, or the bank does not say how."""
    layout = diary.bank.page.diary if diary and diary.bank.page else None
    return DiaryDays(diary, layout) if diary and layout and diary.lately else None


def _line_of_days(days: DiaryDays) -> Line:
    """What page 1 says of the days."""
    heading = days.layout.heading
    names = (heading.lower(),)
    said = tuple(
        days.sentence(with_stop(capital(phrase)), rank=rank, names=names)
        for rank, phrase in _facts_of_days(days, days.layout)
    )
    return Line(sentences=said, label=days.sentence(words(heading), names=names))


def _facts_of_days(days: DiaryDays, layout: DiaryTold) -> Iterator[tuple[int, Phrase]]:
    """How many days, the doses, the lowest numbers, what was ticked or new, each by its rank.

    What was ticked is never left out.
    """
    first, last = days.told[0].day, days.told[-1].day
    begins = short_day(first) if first.year == last.year else day_in_words(first)
    count = _n_days(len({one.day for one in days.told}))
    yield 0, filled(layout.span, first=begins, last=day_in_words(last), days=count)
    if days.doses:
        doses = joined(words(short_day(one.dose)) for one in days.doses if one.dose)
        yield 1, filled(layout.doses, days=doses)
    for question in days.questions:
        if isinstance(question, Rating) and question in days.numbers:
            yield 1, _lowest(days, question)
        if question == days.picked and days.most_picked():
            yield 2, _picked_on_days(days, question)
    for entry in days.told:
        day = short_day(entry.day)
        for question in days.questions:
            said = days.said(question, entry) or ()
            if said and question.urgent_if:
                yield 0, filled(layout.ticked, day=day, signs=said)
            elif said and isinstance(question, Text) and not question.as_last_time:
                yield 4, filled(layout.own_words, day=day, words=said)
    if days.older:
        yield 4, filled(layout.earlier, days=_n_days(days.older))


def _lowest(days: DiaryDays, question: Rating) -> Phrase:
    """The lowest number, and its days after a dose; by their dates where none is known."""
    layout = days.layout
    given = [(entry.number_at(question.id), cycle, entry.day) for cycle, entry in days.entries]
    lowest = min(number for number, *_ in given if number is not None)
    at = [(cycle, day) for number, cycle, day in given if number == lowest]
    undosed = [day for cycle, day in at if not cycle.dose]
    numbers = {one.toordinal() for one in undosed}
    dated = _in_runs(numbers, lambda one: short_day(date.fromordinal(one))) or _n_days(len(numbers))
    what = {"what": question.clinical_name, "scale": ends_of_scale(question)}
    parts = what | {"number": in_figures(lowest)}
    if len(undosed) == len(at):
        return filled(layout.lowest, **parts, days=dated)
    since = {day for cycle, when in at if (day := cycle.days_since(when)) is not None}
    runs = _in_runs(since, str)
    named = _day_numbered(len(since), runs) if runs else _n_days(len(since))
    doses = {"some": str(len({one.dose for one, _ in at if one.dose})), "all": str(len(days.doses))}
    also = words(f"; {dated} ({layout.without_dose})") if undosed else ()
    return (*filled(layout.lowest_since, **parts, **doses, days=named), *also)


def _picked_on_days(days: DiaryDays, question: Question) -> Phrase:
    """What was picked of the visit's own answers, on how many days, how long after a dose."""
    layout, labels, told = days.layout, days.labels(question), []
    for one, when in [*days.most_picked().items()][:MOST_RUNS]:
        since = [day for cycle, entry in when if (day := cycle.days_since(entry.day)) is not None]
        undosed = _days_in([(cycle, entry) for cycle, entry in when if not cycle.dose])
        if not since:
            told.append(filled(layout.picked_each, thing=labels[one], days=_n_days(undosed)))
            continue
        named = _day_numbered(len(set(since)), _run_in_words(str(min(since)), str(max(since))))
        count = _n_days(_days_in(when) - undosed)
        said = filled(layout.picked_since, thing=labels[one], days=count, since=named)
        also = words(f", {_n_days(undosed)} ({layout.without_dose})") if undosed else ()
        told.append((*said, *also))
    return filled(layout.picked, what=question.clinical_name, each=joined(told))


def _n_days(count: int) -> str:
    return tr_n("{count} day", "{count} days", count)


def _days_in(when: Sequence[When]) -> int:
    """On how many days something was said."""
    return len({entry.day for _, entry in when})


def _day_numbered(count: int, named: str) -> str:
    return tr_n("day {named}", "days {named}", count, named=named)


def _in_runs(numbers: set[int], say: Callable[[int], str]) -> str:
    """Numbers as runs: "3, 24 to 28"; nothing where there are too many."""
    runs = runs_of(sorted(numbers))
    few = len(runs) <= MOST_RUNS
    return ", ".join(_run_in_words(say(first), say(last)) for first, last in runs) if few else ""


def _run_in_words(first: str, last: str) -> str:
    return first if first == last else tr("{first} to {last}", first=first, last=last)


def short_day(day: date) -> str:
    """A day of the half year that is told, where the year is plain."""
    return tr("{day} {month}", day=day.day, month=month_in_words(day.month))


def _chart_of(days: DiaryDays) -> Chart | None:
    """The chart; None where no number was given. Where no dose is noted it runs by the calendar.

    Of many doses the newest are drawn.
    """
    if not days.numbers:
        return None
    layout = days.layout
    few = len(days.doses) <= MOST_CYCLES
    drawn = days.cycles if few else tuple(days.doses[-MOST_CYCLES:])
    end = max([WEEK, *(_at(one, entry.day) for one in drawn for entry in one.entries)])
    step = WEEK * ceil(end / (WEEK * (MOST_WEEKS if days.doses else MOST_DATES)))
    across = tuple(range(0, step * ceil(end / step) + 1, step))
    counts = {"some": str(len(drawn)), "all": str(len(days.doses))}
    return Chart(
        across=layout.days_since if days.doses else "",
        days=across,
        panels=tuple(map(_panel_of, days.panels)),
        strips=tuple(_strip(days, one, across) for one in drawn),
        dose=layout.dose,
        note="" if few else text_of(capital(filled(layout.newest, **counts))),
    )


def _strip(days: DiaryDays, cycle: Cycle, across: Sequence[int]) -> Strip:
    """The days of a cycle, with what stands below them."""
    first, end = cycle.dose or cycle.entries[0].day, _at(cycle, cycle.entries[-1].day)
    name = words(days.layout.without_dose if days.doses else "")
    if cycle.dose:
        name = filled(days.layout.from_dose, day=short_day(cycle.dose))
    return Strip(
        name=text_of(capital(name)),
        dates=tuple((at, short_day(first + timedelta(days=at))) for at in across if at <= end),
        doses=tuple(_at(cycle, one) for one in cycle.dose_days),
        points=tuple(tuple(_points(cycle, one) for one in some) for some in days.panels),
    )


def _panel_of(questions: Sequence[NumberAsked]) -> Panel:
    scale = _scale_of_panel(questions[0])
    numbers = tuple(one.clinical_name for one in questions)
    return Panel(numbers=numbers, scale=f"({scale})" if scale else "")


def _scale_of_panel(question: NumberAsked) -> str:
    """What the numbers of a panel have in common: the ends of the scale, or the unit."""
    return ends_of_scale(question) if isinstance(question, Rating) else question.unit or ""


def _with_unit(question: NumberAsked) -> str:
    unit = question.unit if isinstance(question, Number) else None
    return f"{question.clinical_name} ({unit})" if unit else question.clinical_name


def _at(cycle: Cycle, day: date) -> int:
    """Where a day stands across: counted from the dose, or from the first day."""
    return (day - (cycle.dose or cycle.entries[0].day)).days


def _points(cycle: Cycle, question: NumberAsked) -> PointRuns:
    runs = list[list[tuple[int, float]]]()
    for entry in cycle.entries:
        day, number = _at(cycle, entry.day), entry.number_at(question.id)
        if number is not None:
            if not runs or day - runs[-1][-1][0] > APART:
                runs.append([])
            runs[-1].append((day, number))
    return tuple(map(tuple, runs))


def _grid_of(days: DiaryDays) -> Grid:
    """Every day in a row: its numbers, what was picked, and what was said in words."""
    layout = days.layout
    since = [layout.days_since] if days.doses else []
    picked = [days.picked.clinical_name] if days.picked and days.most_picked() else []
    head = (layout.day, *since, *map(_with_unit, days.numbers), *picked, layout.also)
    rows = (tuple(map(days.sentence, _row(days, *one, picks=bool(picked)))) for one in days.entries)
    return Grid(head=head, rows=tuple(rows), wide_end=True)


def _row(days: DiaryDays, cycle: Cycle, entry: DayEntry, *, picks: bool) -> Iterator[Phrase]:
    yield words(short_day(entry.day))
    if days.doses:
        after = cycle.days_since(entry.day)
        dose = f" ({days.layout.dose})" if entry.day in cycle.dose_days else ""
        yield words(f"{'' if after is None else after}{dose}")
    for number in (entry.number_at(one.id) for one in days.numbers):
        yield words("" if number is None else in_figures(number))
    if picks and days.picked:
        yield days.said(days.picked, entry) or ()
    also = [one for one in days.questions if one.role != "dose" and not built_on(one)]
    told = ((one.clinical_name, days.said(one, entry)) for one in also)
    yield joined((labelled(name, said) for name, said in told if said), between="; ")
