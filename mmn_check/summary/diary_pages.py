"""The diary in a summary: a line on page 1, and its days behind it. It tells, and never judges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from mmn_check.bank.model import Question, Rating, Text
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.i18n import day_in_words, tr, tr_n
from mmn_check.summary.diary_days import (
    DiaryDays,
    When,
    chart_of,
    days_in,
    grid_of,
    short_day,
)
from mmn_check.summary.summary_model import Block, Line, Phrase, Summary
from mmn_check.summary.wording import capital, filled, joined, scale_of, with_stop, words
from mmn_check.visit.diary import DayEntry, Diary, runs_of
from mmn_check.visit.values import in_figures

MOST_RUNS = 4
"""So many days, or runs of days, are named; more are counted."""
RANKS = {"span": 0, "doses": 1, "lowest": 1, "picked": 2, "ticked": 0, "own_words": 4}
"""What of the line is left out first where page 1 is too long; what was ticked never is."""


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
