"""What changed between two visits, put into sentences and laid out as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mmn_check.bank.model import Bank, Date, Many, Places, Text
from mmn_check.bank.page_layout import Changes, Chapter
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.summary.answers_in_words import state_words
from mmn_check.summary.behind_page_1 import answers, titled
from mmn_check.summary.phrases import as_sentence, capital, filled, joined, labelled, words
from mmn_check.summary.summary_model import ABOUT, Block, Line, Phrase, Sentence, Summary
from mmn_check.summary.view import View
from mmn_check.summary.visit_changes import (
    NOT_ASKED,
    AnswerThen,
    Change,
    ChangeKind,
    Difference,
    RowDifference,
    changes_between,
)
from mmn_check.visit.visit import Visit

APART: Mapping[ChangeKind, str] = {
    "not_asked_then": tr_later("Asked on {now}, not on {then}"),
    "not_asked_now": tr_later("Asked on {then}, not on {now}"),
    "not_offered": tr_later("The list was another one"),
    "unfit": tr_later("What no longer fits the questions"),
}
"""The headings for what cannot be compared."""
WAS, NOW = tr_later("Was: {said}"), tr_later("Now: {said}")
SAID_THEN, SAID_NOW = tr_later("Said then: {said}"), tr_later("Said now: {said}")


VisitNames = Mapping[str, str]
"""What the visits are called, `then` and `now`."""


def tell_changes(
    bank: Bank, was: Visit, now: Visit, *, today: date, turned: bool = False
) -> Summary:
    """What changed from the earlier visit to the later; `turned` if they were named that way."""
    about = [
        tr("Earlier visit: {visit}.", visit=_called(was)),
        tr("Later visit: {visit}.", visit=_called(now)),
        *([tr("They were named the other way round.")] if turned else []),
    ]
    return Summary(
        title=_line(tr("What changed between two visits")),
        about=_line(*about),
        statement=_line(bank.texts["footer"].text, origin="footer"),
        second=tuple(_blocks(bank, was, now)),
        made=today,
    )


def _line(*texts: str, origin: str = ABOUT) -> Line:
    origins = frozenset({origin})
    return Line(sentences=tuple(Sentence(pieces=words(one), origins=origins) for one in texts))


def _blocks(bank: Bank, was: Visit, now: Visit) -> Iterator[Block]:
    """What the person says of the change; what changed; what cannot be compared."""
    layout, names = bank.changes or Changes(), _names(was, now)
    own = _questions(bank, layout.said) if layout.said else ()
    told = View(bank, now, today=now.started.date())
    lines = tuple(line for one in bank.by_id if one in own for line in _as_said(told, one))
    if lines and layout.said:
        yield Block(heading=f"{layout.said.heading} ({names['now']})", lines=lines)
    # The later visit's own words on the change stand there already.
    changes = [
        one
        for one in changes_between(bank, was, now)
        if one.question not in own or one.kind in ("not_asked_now", "unfit")
    ]
    changed = {one.question: one for one in changes if one.kind == "changed"}
    if not changed:
        yield Block(heading=tr("What changed"), lines=(_line(tr("No answers changed.")),))
    parts = [
        (heading, [changed[one] for one in questions if one in changed])
        for heading, questions in _chapters(bank, layout, but=own)
    ]
    for kind, heading in APART.items():
        apart = [one for one in changes if one.kind == kind]
        parts.append((tr(heading, **names), apart))
    for heading, some in parts:
        if lines := tuple(line for one in some for line in _Teller(bank, one, names).lines()):
            yield Block(heading=heading, lines=lines)


class _Teller:
    """Tells one change, from what is behind the question."""

    def __init__(self, bank: Bank, change: Change, names: VisitNames) -> None:
        self._change, self._names = change, names
        self._question = bank.by_id.get(change.question)
        self._is_one_sided = change.kind in ("not_asked_then", "not_asked_now")

    def lines(self) -> Iterator[Line]:
        """One line on the question, then one on each row of a table."""
        change, question = self._change, self._question
        said = [sentence for part in change.parts for sentence in self._part(part)]
        if change.reordered:
            said.append(self._sentence(tr("In another order")))
        label = titled(question) if question else self._named(words(change.question))
        yield Line(sentences=tuple(said), label=label)
        for row in change.rows:
            label = self._named(capital(row.thing))
            yield Line(sentences=tuple(self._row(row)), label=label, under=True)

    def _part(self, part: Difference) -> Iterator[Sentence]:
        both_say = part.was.has_value and part.now.has_value
        if len(part.key) > 1:
            yield self._inside(part, alone=self._is_one_sided)
        elif self._is_one_sided:
            yield from self._said("{said}", part.was if part.now == NOT_ASKED else part.now)
        elif both_say and isinstance(self._question, Many | Places):
            yield from self._picks(part)
        else:
            is_told = isinstance(self._question, Date | Text) and self._change.kind != "unfit"
            yield from self._said(SAID_THEN if is_told else WAS, part.was)
            yield from self._said(SAID_NOW if is_told else NOW, part.now)
        for day, things in (("then", part.not_offered_then), ("now", part.not_offered_now)):
            if things:
                unoffered = tr("Not on the list on {day}: {said}")
                yield self._sentence(unoffered, day=self._names[day], said=joined(things))

    def _picks(self, part: Difference) -> Iterator[Sentence]:
        """Which of several things are new and which are gone, "none of these" as it was said."""
        if part.was.standing == "none":
            yield from self._said(WAS, part.was)
        if part.new:
            yield self._sentence(tr("New: {said}"), said=joined(part.new))
        if part.gone:
            yield self._sentence(tr("No longer picked: {said}"), said=joined(part.gone))
        for turn in part.turned:
            yield self._sentence(tr("{thing}: was {was}, now {now}"), **turn._asdict())
        if part.now.standing == "none":
            yield from self._said(NOW, part.now)

    def _inside(self, part: Difference, *, alone: bool) -> Sentence:
        """What differs in a follow-up or a cell, in one sentence; or what it says at one visit."""
        was, now = _in_words(part.was), _in_words(part.now)
        both = filled(tr("was {was}; now {now}"), was=was, now=now)
        said = both if not alone else was if part.now == NOT_ASKED else now
        said = capital(said) if part.asked.endswith("?") else said
        return as_sentence(labelled(part.asked, said), self._change.question)

    def _row(self, row: RowDifference) -> Iterator[Sentence]:
        """One row: whether it is new or gone, and its cells."""
        alone = row.is_new or row.is_gone
        if alone and self._change.kind == "changed":
            yield self._sentence(tr("New") if row.is_new else tr("No longer there"))
        for cell in row.cells:
            yield self._inside(cell, alone=alone)

    def _said(self, template: str, said: AnswerThen) -> Iterator[Sentence]:
        if said.things or said.standing != "answered":
            yield self._sentence(tr(template), said=_in_words(said))

    def _sentence(self, template: str, **parts: str | Phrase) -> Sentence:
        return as_sentence(filled(template, **parts), self._change.question)

    def _named(self, said: Phrase) -> Sentence:
        return Sentence(pieces=said, origins=frozenset({self._change.question}))


def _in_words(said: AnswerThen) -> Phrase:
    """What stood at a visit; why, if nothing did."""
    return joined(said.things) if said.things else words(state_words(said.standing))


def _as_said(told: View, question: str) -> tuple[Line, ...]:
    """An answer in full, or why there is no value; nothing if it was not asked."""
    state = told.state(question)
    if state == "answered":
        return answers(told, (question,))
    if state == "not_asked":
        return ()
    said = as_sentence(words(state_words(state)), question)
    return (Line(sentences=(said,), label=titled(told.kind(question))),)


def _chapters(
    bank: Bank, layout: Changes, *, but: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every question under one heading: as the bank orders them, then section by section."""
    told = set(but)
    wanted = {one for chapter in layout.order for one in chapter.questions}
    rest = (Chapter(heading=one.title, sections=(one.id,)) for one in bank.sections)
    for chapter in (*layout.order, *rest):
        apart = told | wanted.difference(chapter.questions)
        here = tuple(one for one in _questions(bank, chapter) if one not in apart)
        told.update(here)
        yield chapter.heading, here


def _questions(bank: Bank, chapter: Chapter) -> tuple[str, ...]:
    within = (one for one in bank.sections if one.id in chapter.sections)
    in_sections = (question.id for section in within for question in section.questions)
    return tuple(dict.fromkeys((*chapter.questions, *in_sections)))


def _names(was: Visit, now: Visit) -> VisitNames:
    """What the visits are called: by their days, or by their names if those are the same."""
    if was.started.date() == now.started.date():
        return {"then": was.name, "now": now.name}
    return {"then": _day(was), "now": _day(now)}


def _called(visit: Visit) -> str:
    finished = "" if visit.finished else f", {tr('not finished')}"
    return f"{_day(visit)} ({visit.name}){finished}"


def _day(visit: Visit) -> str:
    return day_in_words(visit.started.date())
