"""The diary in a summary: a line on page 1; behind it its days as a grid and a chart.

It tells, and never judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from itertools import groupby
from math import ceil
from string import ascii_uppercase

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Many, Number, Question, Rating, Text, built_on
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.i18n import day_in_words, month_in_words, tr, tr_n
from mmn_check.summary.answers_in_words import HIGHEST, choice_words, scale_of
from mmn_check.summary.phrases import capital, filled, joined, own_words, text_of, with_stop, words
from mmn_check.summary.summary_model import (
    Block,
    Chart,
    Grid,
    Line,
    Panel,
    Phrase,
    Points,
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


RANKS = {"span": 0, "doses": 1, "lowest": 1, "picked": 2, "ticked": 0, "own_words": 4}
"""What of the line is left out first where page 1 is too long; what was ticked never is."""


MOST_CYCLES = 6
"""So many doses have room on a page; the newest are drawn."""


WEEK = 7


MOST_WEEKS, MOST_DATES = 8, 5
"""Of what is written across: figures are short, dates are not."""


def with_diary(summary: Summary, diary: Diary | None) -> Summary:
    """The summary with what the diary holds of the half year up to its last day."""
    days = DiaryDays(diary) if diary else None
    if not days or not days.layout or not days.told:
        return summary
    layout, line = days.layout, _line(days, days.layout)
    rows = [
        replace(one, lines=(*one.lines, line)) if one.heading == layout.row else one
        for one in summary.first
    ]
    if all(one.heading != layout.row for one in rows):  # then it has a row of its own
        rows.append(Block(heading=layout.heading, lines=(replace(line, label=None),)))
    block = Block(heading=layout.heading, chart=chart_of(days, layout), grid=grid_of(days, layout))
    return replace(summary, first=tuple(rows), second=(block, *summary.second))


def with_days_between(summary: Summary, diary: Diary | None, *, was: date, now: date) -> Summary:
    """What changed between two visits, with what the diary holds of the days between them."""
    if diary is None:
        return summary
    between = tuple(one for one in diary.entries if was < one.day <= now)
    days = DiaryDays(replace(diary, entries=between))
    if not days.layout or not days.told:
        return summary
    line = replace(_line(days, days.layout), label=None)
    block = Block(heading=days.layout.heading, lines=(line,))
    return replace(summary, second=(*summary.second, block))


def _line(days: DiaryDays, layout: DiaryTold) -> Line:
    """What page 1 says of the days."""
    names = (layout.heading.lower(),)
    said = tuple(
        days.sentence(with_stop(capital(phrase)), rank=RANKS[what], names=names)
        for what, phrase in _told(days, layout)
    )
    return Line(sentences=said, label=days.sentence(words(layout.heading), names=names))


def _told(days: DiaryDays, layout: DiaryTold) -> Iterator[tuple[str, Phrase]]:
    """How many days, the doses, the lowest numbers, what was ticked or new."""
    first, last = days.told[0].day, days.told[-1].day
    yield (
        "span",
        filled(
            layout.span,
            first=short_day(first) if first.year == last.year else day_in_words(first),
            last=day_in_words(last),
            days=_days(len({one.day for one in days.told})),
        ),
    )
    if days.doses:
        doses = joined(words(short_day(one.dose)) for one in days.doses if one.dose)
        yield "doses", filled(layout.doses, days=doses)
    for question in days.questions:
        if isinstance(question, Rating) and question in days.numbers:
            yield "lowest", _lowest(days, layout, question)
        if question == days.picked and (most := days.most_picked()):
            yield "picked", _picked(days, layout, question, most)
    for entry in days.told:
        yield from _noted(days, layout, entry)
    if days.older:
        yield "own_words", filled(layout.earlier, days=_days(days.older))


def _lowest(days: DiaryDays, layout: DiaryTold, question: Rating) -> Phrase:
    """The lowest number, and its days after a dose; by their dates where none is known."""
    given = [
        (cycle, entry.day, number)
        for cycle in days.cycles
        for entry in cycle.entries
        if (number := entry.number_at(question.id)) is not None
    ]
    lowest = min(number for _, _, number in given)
    at = [(cycle, day) for cycle, day, number in given if number == lowest]
    within = {cycle.dose for cycle, _ in at if cycle.dose}
    before = [day for cycle, day in at if not cycle.dose]
    parts = {
        "what": question.clinical_name,
        "scale": scale_of(question),
        "number": in_figures(lowest),
    }
    if not within:
        return filled(layout.lowest, **parts, days=_on_days(before))
    since = {day for cycle, when in at if (day := cycle.days_since(when)) is not None}
    runs = _in_runs(since, str)
    said = filled(
        layout.lowest_since,
        **parts,
        days=tr_n("day {named}", "days {named}", len(since), named=runs)
        if runs
        else _days(len(since)),
        some=str(len(within)),
        all=str(len(days.doses)),
    )
    return (*said, *(_without_dose(layout, _on_days(before), after="; ") if before else ()))


def _without_dose(layout: DiaryTold, days: str, *, after: str) -> Phrase:
    """The days before any dose, told after the others."""
    return words(f"{after}{days} ({layout.without_dose})")


def _picked(
    days: DiaryDays, layout: DiaryTold, question: Question, most: Mapping[str, Sequence[When]]
) -> Phrase:
    """What was picked of the visit's own answers, on how many days, how long after a dose."""
    labels, told = days.labels(question), []
    for one, when in [*most.items()][:MOST_RUNS]:
        since = [day for cycle, entry in when if (day := cycle.days_since(entry.day)) is not None]
        before = [(cycle, entry) for cycle, entry in when if not cycle.dose]
        parts = {"thing": labels[one]}
        if not since:
            told.append(filled(layout.picked_each, **parts, days=_days(days_in(before))))
            continue
        ends = _run(str(min(since)), str(max(since)))
        said = filled(
            layout.picked_since,
            **parts,
            days=_days(days_in(when) - days_in(before)),
            since=tr_n("day {named}", "days {named}", len(set(since)), named=ends),
        )
        also = _without_dose(layout, _days(days_in(before)), after=", ") if before else ()
        told.append((*said, *also))
    return filled(layout.picked, what=question.clinical_name, each=joined(told))


def _noted(days: DiaryDays, layout: DiaryTold, entry: DayEntry) -> Iterator[tuple[str, Phrase]]:
    """What was ticked that calls for help, and what was said in own words to a sign's side."""
    for question in days.questions:
        said = days.said(question, entry) or ()
        if said and question.urgent_if:
            yield "ticked", filled(layout.ticked, day=short_day(entry.day), signs=said)
        elif said and isinstance(question, Text) and not question.as_last_time:
            yield "own_words", filled(layout.own_words, day=short_day(entry.day), words=said)


def _days(count: int) -> str:
    return tr_n("{count} day", "{count} days", count)


def _on_days(days: Sequence[date]) -> str:
    """Days by their dates: "3 September", "3 September to 6 September", "7 days"."""
    numbers = {one.toordinal() for one in days}
    runs = _in_runs(numbers, lambda one: short_day(date.fromordinal(one)))
    return runs or _days(len(numbers))


def _in_runs(numbers: set[int], say: Callable[[int], str]) -> str:
    """Numbers as runs: "3, 24 to 28"; nothing where there are too many."""
    runs = runs_of(sorted(numbers))
    few = len(runs) <= MOST_RUNS
    return ", ".join(_run(say(first), say(last)) for first, last in runs) if few else ""


def _run(first: str, last: str) -> str:
    return first if first == last else tr("{first} to {last}", first=first, last=last)


class DiaryDays:
    """The entries that are told, by day and by how long after a dose they are."""

    def __init__(self, diary: Diary) -> None:
        self.layout = diary.bank.page.diary if diary.bank.page else None
        self.bank, self.asked = diary.bank.with_diary, diary.bank.of_a_day
        self.told = diary.lately
        self.older = len({one.day for one in diary.entries}) - len({one.day for one in self.told})
        self.cycles = cycles_of(self.asked, self.told)
        self.doses = [one for one in self.cycles if one.dose]
        self.questions = tuple(self.asked.questions())

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
        return {
            word
            for one in self.questions
            if not one.urgent_if and (answer := entry.answers.get((one.id,))) and answer.given
            for clause in one.ask_if
            if clause.question == question.id and isinstance(clause, AnyOf)
            for word in clause.words
        }

    @cached_property
    def numbers(self) -> tuple[NumberAsked, ...]:
        """The questions that got numbers."""
        return tuple(
            one
            for one in self.questions
            if isinstance(one, NumberAsked)
            and any(entry.number_at(one.id) is not None for entry in self.told)
        )

    @cached_property
    def picked(self) -> Many | None:
        """The question about the visit's own answers, such as its tasks."""
        found = (one for one in self.questions if isinstance(one, Many) and built_on(one))
        return next(found, None)

    def most_picked(self) -> Mapping[str, Sequence[When]]:
        """What was picked of them, and when: what was on the most days first."""
        found: dict[str, list[When]] = {}
        for cycle in self.cycles:
            for entry in cycle.entries:
                for one in self.picked_on(entry, self.picked):
                    found.setdefault(one, []).append((cycle, entry))
        return dict(sorted(found.items(), key=lambda one: -days_in(one[1])))


def days_in(when: Sequence[When]) -> int:
    """On how many days something was said."""
    return len({entry.day for _, entry in when})


def short_day(day: date) -> str:
    """A day of the half year that is told, where the year is plain."""
    return tr("{day} {month}", day=day.day, month=month_in_words(day.month))


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
            lettered=days.picked.clinical_name if days.picked else "",
            letters=tuple((letter, labels[one]) for one, letter in self._letters.items()),
            said=days.sentence(words(" ".join(self._in_words()))),
            note="" if self._few else text_of(capital(filled(layout.newest, **counts))),
        )

    def _panel(self, questions: tuple[NumberAsked, ...]) -> Panel:
        cells = (_points(cycle, one) for cycle in self._drawn for one in questions)
        most = max((number for points in cells for _, number in points), default=0)
        own = isinstance(questions[0], Rating)
        scale = _scale(questions[0])
        return Panel(
            numbers=tuple(one.clinical_name for one in questions),
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
        return text_of(filled(self._layout.from_dose, day=short_day(cycle.dose)))

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
    return f"{question.clinical_name} ({unit})" if unit else question.clinical_name


def _at(cycle: Cycle, day: date) -> int:
    """Where a day stands across: counted from the dose, or from the first day."""
    return (day - (cycle.dose or cycle.entries[0].day)).days


def _points(cycle: Cycle, question: NumberAsked) -> Points:
    told = ((entry.day, entry.number_at(question.id)) for entry in cycle.entries)
    return tuple((_at(cycle, day), number) for day, number in told if number is not None)


def grid_of(days: DiaryDays, layout: DiaryTold) -> Grid:
    """Every day in a row: its numbers, what was picked, and what was said in words."""
    since = [layout.days_since] if days.doses else []
    picked = [days.picked.clinical_name] if days.picked and days.most_picked() else []
    head = (layout.day, *since, *map(_with_unit, days.numbers), *picked, layout.also)
    rows = (
        _row(days, layout, cycle, entry, picks=bool(picked))
        for cycle in days.cycles
        for entry in cycle.entries
    )
    return Grid(head=head, rows=tuple(rows), wide_end=True)


def _also(days: DiaryDays, entry: DayEntry) -> Phrase:
    """All that was said of a day in words."""
    return joined(
        (
            (*words(f"{question.clinical_name}: "), *phrase)
            for question in days.questions
            if question.role != "dose" and not built_on(question)
            if (phrase := days.said(question, entry))
        ),
        between="; ",
    )


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
