"""The diary in a summary: a line on page 1, and its days behind it. It tells, and never judges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Bank, Many, Number, One, Question, Rating, Text, built_on
from mmn_check.bank.page_layout import DiaryTold
from mmn_check.i18n import day_in_words, month_in_words, tr, tr_n
from mmn_check.summary.diary_chart import DayTable, chart_of, with_unit
from mmn_check.summary.summary_model import Block, Grid, Line, Phrase, Sentence, Summary
from mmn_check.summary.wording import (
    capital,
    choice_words,
    fill,
    in_figures,
    joined,
    own_words,
    with_stop,
    words,
)
from mmn_check.visit.diary import Cycle, DayEntry, Diary, cycles_of, runs_of
from mmn_check.visit.values import Answer, Words

MOST_RUNS = 4
"""So many days, or runs of days, are named; more are counted."""
RANKS = {"span": 0, "doses": 1, "lowest": 1, "picked": 2, "ticked": 0, "own_words": 4}
"""What of the line is left out first where page 1 is too long; what was ticked never is."""


def with_diary(summary: Summary, diary: Diary | None) -> Summary:
    """The summary with what the diary holds of the half year up to its last day."""
    days = _days_of(diary)
    if days is None:
        return summary
    return replace(
        summary,
        first=tuple(_with_line(summary.first, days.line(), days.layout)),
        second=(days.block(), *summary.second),
    )


def with_days_between(summary: Summary, diary: Diary | None, *, was: date, now: date) -> Summary:
    """What changed between two visits, with what the diary holds of the days between them."""
    if diary is None:
        return summary
    between = tuple(one for one in diary.entries if was < one.day <= now)
    days = _days_of(replace(diary, entries=between))
    if days is None:
        return summary
    line = replace(days.line(), label=None)
    return replace(
        summary, second=(*summary.second, Block(heading=days.layout.heading, lines=(line,)))
    )


def _days_of(diary: Diary | None) -> _Days | None:
    """What is told of a diary; None where there is nothing to tell."""
    layout = diary.bank.page.diary if diary and diary.bank.page else None
    told = diary.lately if diary else ()
    if diary is None or layout is None or not told:
        return None
    older = len({one.day for one in diary.entries}) - len({one.day for one in told})
    return _Days(diary.bank, layout, told, older=older)


def _with_line(rows: Sequence[Block], line: Line, layout: DiaryTold) -> Iterator[Block]:
    """The rows with the line in the one that it belongs to, else in one of its own at the end."""
    at = next((one.heading for one in rows if one.heading == layout.row), None)
    for row in rows:
        joins = row.heading == at
        yield replace(row, lines=(*row.lines, line)) if joins else row
    if at is None:
        yield Block(heading=layout.heading, lines=(replace(line, label=None),))


class _Days:
    """The entries that are told, each by its day."""

    def __init__(
        self, bank: Bank, layout: DiaryTold, told: Sequence[DayEntry], *, older: int
    ) -> None:
        self._bank, self.layout, self._told, self._older = bank.with_diary, layout, told, older
        self._asked = bank.of_a_day
        self._cycles = cycles_of(self._asked, told)
        self._doses = [one for one in self._cycles if one.dose]

    def line(self) -> Line:
        """What page 1 says of them."""
        label = self.sentence(words(self.layout.heading), stop=False)
        return Line(sentences=tuple(self.sentences()), label=label)

    def sentence(self, said: Phrase, *, rank: int = 0, stop: bool = True) -> Sentence:
        """A sentence that came from the questions of a day."""
        pieces = with_stop(said) if stop else said
        name = self.layout.heading.lower()
        return Sentence(pieces=pieces, origins=frozenset(self._asked.by_id), rank=rank, name=name)

    def sentences(self) -> Iterator[Sentence]:
        """How many days, the doses, the lowest numbers, what was ticked or new."""
        first, last = self._told[0].day, self._told[-1].day
        count = len({one.day for one in self._told})
        span = _fill(
            self.layout.span,
            first=words(_short(first) if first.year == last.year else day_in_words(first)),
            last=words(day_in_words(last)),
            days=words(_days(count)),
        )
        yield self.sentence(span, rank=RANKS["span"])
        if self._doses:
            named = [words(_short(one.dose)) for one in self._doses if one.dose]
            said = _fill(self.layout.doses, days=joined(named))
            yield self.sentence(capital(said), rank=RANKS["doses"])
        for question in self._asked.questions():
            if isinstance(question, Rating) and (lowest := self._lowest(question)):
                yield self.sentence(capital(lowest), rank=RANKS["lowest"])
            if isinstance(question, Many) and (picked := self._picked(question)):
                yield self.sentence(capital(picked), rank=RANKS["picked"])
        for entry in self._told:
            yield from self._noted(entry)
        if self._older:
            older = _fill(self.layout.earlier, days=words(_days(self._older)))
            yield self.sentence(capital(older), rank=RANKS["own_words"])

    def _lowest(self, question: Rating) -> Phrase | None:
        """The lowest number, and its days after a dose; by their dates where none is known."""
        given = [(one, one.number_at(question.id)) for one in self._told]
        numbers = [number for _, number in given if number is not None]
        if not numbers:
            return None
        lowest = min(numbers)
        at = [one.day for one, number in given if number == lowest]
        since = {
            days
            for cycle in self._doses
            for entry in cycle.entries
            if entry.number_at(question.id) == lowest
            if (days := cycle.days_since(entry.day)) is not None
        }
        parts = {
            "what": words(question.clinical or question.ask),
            "number": words(in_figures(lowest)),
        }
        within = [one for one in self._doses if set(at) & {entry.day for entry in one.entries}]
        before = [one for one in at if not any(_holds(cycle, one) for cycle in within)]
        if not within:
            return _fill(self.layout.lowest, **parts, days=words(_on_days(before)))
        said = _fill(
            self.layout.lowest_since,
            **parts,
            days=words(_in_runs(sorted(since))),
            some=words(str(len(within))),
            all=words(str(len(self._doses))),
        )
        also = f"; {_on_days(before)} ({self.layout.without_dose})" if before else ""
        return (*said, *words(also))

    def _most_picked(self, question: Many) -> dict[str, list[tuple[Cycle, DayEntry]]]:
        """The visit's own answers that were picked, and when: the most often picked first."""
        found: dict[str, list[tuple[Cycle, DayEntry]]] = {}
        labels = self._labels(question, None)
        for cycle in self._cycles:
            for entry in cycle.entries:
                for one in _picks(entry, question):
                    if one in labels:
                        found.setdefault(one, []).append((cycle, entry))
        return dict(sorted(found.items(), key=lambda one: -_days_in(one[1])))

    def _picked(self, question: Many) -> Phrase | None:
        """What was picked of the visit's own answers, on how many days, how long after a dose."""
        if not built_on(question):
            return None
        labels, named = self._labels(question, None), []
        for one, when in list(self._most_picked(question).items())[:MOST_RUNS]:
            since = {cycle.days_since(entry.day) for cycle, entry in when if cycle.dose}
            said = _fill(
                self.layout.picked_since if since else self.layout.picked_each,
                thing=words(labels[one]),
                days=words(_days(_days_in(when))),
                since=words(_between({day for day in since if day is not None})),
            )
            named.append(said)
        what = words(question.clinical or question.ask)
        return _fill(self.layout.picked, what=what, each=joined(named)) if named else None

    def _noted(self, entry: DayEntry) -> Iterator[Sentence]:
        """What was ticked that calls for help, and what was said in own words to a sign's side."""
        for question in self._asked.questions():
            said = self._said(question, entry)
            if said is None:
                continue
            parts = {"day": words(_short(entry.day)), "signs": said, "words": said}
            if question.urgent_if and self._calls(question, entry):
                ticked = _fill(self.layout.ticked, **parts)
                yield self.sentence(ticked, rank=RANKS["ticked"])
            elif isinstance(question, Text) and not question.as_last_time:
                told = capital(_fill(self.layout.own_words, **parts))
                yield self.sentence(told, rank=RANKS["own_words"])

    def _calls(self, question: Question, entry: DayEntry) -> bool:
        answer = entry.answers.get((question.id,))
        picked = answer.value if answer and isinstance(answer.value, tuple) else ()
        alone = {one.id for one in getattr(question, "choices", ()) if one.exclusive}
        return any(one not in alone for one in picked)

    def _said(self, question: Question, entry: DayEntry) -> Phrase | None:
        """What was said to a question of a day; None if nothing was, or it is told elsewhere."""
        answer = entry.answers.get((question.id,))
        match answer:
            case Answer(value=Words(text)):
                return own_words(text)
            case Answer(value=tuple(picked)) if isinstance(question, Many):
                labels = self._labels(question, entry)
                return joined(words(labels[one]) for one in picked if one in labels) or None
            case _:
                return None

    def _labels(self, question: Many, entry: DayEntry | None) -> dict[object, str]:
        """What its choices are called, but for those that another answer tells more of."""
        told = {
            word
            for one in self._asked.questions()
            for clause in one.ask_if
            if clause.question == question.id and isinstance(clause, AnyOf)
            for word in clause.words
            if entry
            and (answer := entry.answers.get((one.id,)))
            and answer.given
            and not one.urgent_if
        }
        asked = (question.id, *built_on(question))
        choices = (
            choice
            for one in asked
            if isinstance(kind := self._bank.by_id.get(one), Many | One)
            for choice in kind.choices
            if not choice.exclusive and choice.id not in told
        )
        return {choice.id: choice_words(choice) for choice in choices}

    def block(self) -> Block:
        """Every day: as a chart, as rows of numbers, and in words where there are any."""
        questions = tuple(self._asked.questions())
        numbers = tuple(
            one
            for one in questions
            if isinstance(one, Rating | Number)
            and any(entry.number_at(one.id) is not None for entry in self._told)
        )
        picked = next((one for one in questions if isinstance(one, Many) and built_on(one)), None)
        labels = self._labels(picked, None) if picked else {}
        table = DayTable(
            layout=self.layout,
            cycles=self._cycles,
            questions=numbers,
            picked=(picked.clinical or picked.ask) if picked else "",
            picks={one: labels[one] for one in self._most_picked(picked)} if picked else {},
            picked_on=lambda entry: tuple(_picks(entry, picked)) if picked else (),
            short=_short,
        )
        return Block(
            heading=self.layout.heading,
            chart=chart_of(table, self.sentence),
            grid=self._grid(table),
        )

    def _grid(self, table: DayTable) -> Grid:
        since = [self.layout.days_since] if self._doses else []
        names = [with_unit(one) for one in table.questions]
        picked = [table.picked] if table.picks else []
        head = (self.layout.day, *since, *names, *picked, self.layout.also)
        return Grid(head=head, rows=tuple(self._rows(table)), wide_end=True)

    def _rows(self, table: DayTable) -> Iterator[tuple[Sentence, ...]]:
        for cycle in self._cycles:
            for entry in cycle.entries:
                days = cycle.days_since(entry.day)
                dose = f" ({self.layout.dose})" if entry.day in cycle.dose_days else ""
                since = [f"{'' if days is None else days}{dose}"] if self._doses else []
                told = [entry.number_at(one.id) for one in table.questions]
                cells = ["" if one is None else in_figures(one) for one in told]
                picked = [table.picks.get(one, "") for one in table.picked_on(entry)]
                cells += [", ".join(filter(None, picked))] if table.picks else []
                row = [words(one) for one in (_short(entry.day), *since, *cells)]
                yield tuple(self.sentence(one, stop=False) for one in (*row, self._also(entry)))

    def _also(self, entry: DayEntry) -> Phrase:
        """All that was said of a day in words, and why a number was not given."""
        return joined(
            (
                (*words(f"{question.clinical or question.ask}: "), *phrase)
                for question in self._asked.questions()
                if question.role != "dose" and not built_on(question)
                if (phrase := self._said(question, entry))
            ),
            between="; ",
        )


def _days_in(when: Sequence[tuple[Cycle, DayEntry]]) -> int:
    return len({entry.day for _, entry in when})


def _holds(cycle: Cycle, day: date) -> bool:
    return any(one.day == day for one in cycle.entries)


def _picks(entry: DayEntry, question: Many) -> Iterator[str]:
    answer = entry.answers.get((question.id,))
    picked = answer.value if answer and isinstance(answer.value, tuple) else ()
    return (one for one in picked if isinstance(one, str))


def _between(days: set[int]) -> str:
    """The first and the last of some days, counted from a dose."""
    if not days:
        return ""
    first, last = min(days), max(days)
    named = _run(str(first), str(last))
    return tr_n("day {named}", "days {named}", 1 if first == last else 2, named=named)


def _fill(template: str, **parts: Phrase) -> Phrase:
    return fill(template, parts.get) or ()


def _days(count: int) -> str:
    return tr_n("{count} day", "{count} days", count)


def _short(day: date) -> str:
    """A day of the half year that is told, where the year is plain."""
    return tr("{day} {month}", day=day.day, month=month_in_words(day.month))


def _in_runs(numbers: Sequence[int]) -> str:
    """Days counted from a dose: "day 3", "days 24 to 28", "7 days"."""
    runs = runs_of(numbers)
    if len(runs) > MOST_RUNS:
        return _days(len(numbers))
    named = ", ".join(_run(str(first), str(last)) for first, last in runs)
    return tr_n("day {named}", "days {named}", len(numbers), named=named)


def _on_days(days: Sequence[date]) -> str:
    """Days by their dates: "3 September", "3 September to 6 September", "7 days"."""
    numbers = sorted({one.toordinal() for one in days})
    runs = runs_of(numbers)
    if len(runs) > MOST_RUNS:
        return _days(len(numbers))
    ends = [(_short(date.fromordinal(a)), _short(date.fromordinal(b))) for a, b in runs]
    return ", ".join(_run(first, last) for first, last in ends)


def _run(first: str, last: str) -> str:
    return first if first == last else tr("{first} to {last}", first=first, last=last)
