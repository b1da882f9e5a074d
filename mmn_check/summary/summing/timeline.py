"""Dated things in the order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mmn_check.bank.layout import Each, Event, Say
from mmn_check.summary.printed import Line, Sentence
from mmn_check.summary.summing.drafts import Draft, line_of
from mmn_check.summary.summing.phrases import date_phrase
from mmn_check.summary.summing.saying import say
from mmn_check.summary.summing.tabling import row_text
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import capital
from mmn_check.visit.values import RoughDate, first_day, last_day
from mmn_check.visit.visit import Key


@dataclass(frozen=True)
class _Dated:
    when: RoughDate
    what: Draft

    def time(self) -> tuple[date, date]:
        """What is not understood as a date comes last."""
        if self.when.earliest is None or self.when.latest is None:
            return (date.max, date.max)
        return (first_day(self.when.earliest), last_day(self.when.latest))


def timeline(told: Told, events: Sequence[Event]) -> tuple[Line, ...]:
    """A line for each dated thing, the earliest first."""
    dated = sorted(_dated(told, events), key=_Dated.time)
    return tuple(
        Line(
            sentences=line_of((one.what,)).sentences,
            label=Sentence(pieces=capital(date_phrase(one.when)), origins=one.what.origins),
        )
        for one in dated
    )


def _dated(told: Told, events: Sequence[Event]) -> Iterator[_Dated]:
    for event in events:
        if event.date is None:
            when = _rough(told, (event.question,))
            drafts = say(told, Say(question=event.question, text=event.text))
            if when:
                yield _Dated(when, drafts[0])
            continue
        part = Each(question=event.question, text=event.text)
        for row in told.rows(event.question):
            step = row.cells.get(event.date)
            when = _rough(told, step.key) if step else None
            if when:
                yield _Dated(when, row_text(told, part, row))


def _rough(told: Told, key: Key) -> RoughDate | None:
    answer = told.answer(key)
    return answer.value if answer and isinstance(answer.value, RoughDate) else None
