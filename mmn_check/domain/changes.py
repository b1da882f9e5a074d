"""What changed between two visits, under headings and in lines, each knowing where it came from.

The same question is held against itself, and nothing is worked out: what was said, what is said
now. What was asked, or could be answered, at one visit only is said apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mmn_check.domain.bank import Bank
from mmn_check.domain.changing.comparing import changes_between
from mmn_check.domain.changing.found import Change, Kind
from mmn_check.domain.changing.wording import Days, Teller
from mmn_check.domain.days import day_in_words
from mmn_check.domain.layout import Changes, Chapter
from mmn_check.domain.printed import ABOUT, Block, Line, Sentence, Summary
from mmn_check.domain.summing.answer_lists import answers, named, sentence
from mmn_check.domain.summing.phrases import STATE_WORDS
from mmn_check.domain.summing.told import Told
from mmn_check.domain.summing.wording import words
from mmn_check.domain.visit import Visit
from mmn_check.language import tr, tr_later

APART: Mapping[str, tuple[Kind, ...]] = {
    tr_later("Asked on {now}, not on {then}"): ("not_asked_then",),
    tr_later("Asked on {then}, not on {now}"): ("not_asked_now",),
    tr_later("The list was another one"): ("not_offered_then", "not_offered_now"),
    tr_later("What no longer fits the questions"): ("unfit",),
}
"""The headings for what cannot be compared."""


def tell_changes(
    bank: Bank, was: Visit, now: Visit, *, today: date, turned: bool = False
) -> Summary:
    """What changed from the earlier visit to the later; `turned` if they were named that way."""
    telling = _Telling(bank, was, now)
    return Summary(
        title=_line(tr("What changed between two visits")),
        about=telling.about(turned=turned),
        statement=_line(bank.texts["footer"].text, origin="footer"),
        first=(),
        more=tuple(telling.blocks()),
        made=today,
    )


def _line(text: str, *, origin: str = ABOUT) -> Line:
    return Line(sentences=(Sentence(pieces=words(text), origins=frozenset({origin})),))


class _Telling:
    def __init__(self, bank: Bank, was: Visit, now: Visit) -> None:
        self._bank, self._was, self._now = bank, was, now
        self._layout = bank.changes or Changes()
        self._days = _days(was, now)
        said = self._layout.said
        self._said = frozenset(_questions(bank, said)) if said else frozenset[str]()
        self._changes = [one for one in changes_between(bank, was, now) if not self._is_told(one)]

    def _is_told(self, change: Change) -> bool:
        """Whether the later visit's own words on the change stand there already."""
        return change.question in self._said and change.kind not in ("not_asked_now", "unfit")

    def about(self, *, turned: bool) -> Line:
        """When both visits were, and whether they are finished."""
        said = [
            tr("Earlier visit: {visit}.", visit=_called(self._was)),
            tr("Later visit: {visit}.", visit=_called(self._now)),
            *([tr("They were named the other way round.")] if turned else []),
        ]
        return Line(sentences=tuple(sentence for one in said for sentence in _line(one).sentences))

    def blocks(self) -> Iterator[Block]:
        """What the person says of the change; what changed; what cannot be compared."""
        yield from self._own_words()
        changed = {one.question: one for one in self._changes if one.is_comparable}
        if not changed:
            yield Block(heading=tr("What changed"), lines=(_line(tr("No answers changed.")),))
        for heading, questions in _chapters(self._bank, self._layout, but=self._said):
            yield from self._block(heading, [changed[one] for one in questions if one in changed])
        days = {"then": self._days.then, "now": self._days.now}
        for heading, kinds in APART.items():
            apart = [one for one in self._changes if one.kind in kinds]
            yield from self._block(tr(heading, **days), apart)

    def _own_words(self) -> Iterator[Block]:
        """What asks for the change itself, as the person said it at the later visit."""
        told = Told(self._bank, self._now, today=self._now.started.date())
        asked = (one for one in self._bank.by_id if one in self._said)
        lines = tuple(line for one in asked for line in _as_said(told, one))
        if lines and self._layout.said:
            yield Block(heading=f"{self._layout.said.heading} ({self._days.now})", lines=lines)

    def _block(self, heading: str, changes: Sequence[Change]) -> Iterator[Block]:
        tellers = (Teller(change=one, label=self._label(one), days=self._days) for one in changes)
        lines = tuple(line for teller in tellers for line in teller.lines())
        if lines:
            yield Block(heading=heading, lines=lines)

    def _label(self, change: Change) -> Sentence:
        question = self._bank.by_id.get(change.question)
        if question:
            return named(question)
        return Sentence(pieces=words(change.question), origins=frozenset({change.question}))


def _as_said(told: Told, question: str) -> tuple[Line, ...]:
    """An answer in full, or why there is no value; nothing if it was not asked."""
    match told.state(question):
        case "answered":
            return answers(told, (question,))
        case "not_asked":
            return ()
        case state:
            label = named(told.kind(question))
            return (
                Line(sentences=(sentence(words(tr(STATE_WORDS[state])), question),), label=label),
            )


def _chapters(
    bank: Bank, layout: Changes, *, but: frozenset[str]
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


def _days(was: Visit, now: Visit) -> Days:
    """What the visits are called: by their days, or by their names if those are the same."""
    if was.started.date() == now.started.date():
        return Days(then=was.name, now=now.name)
    return Days(then=_day(was), now=_day(now))


def _called(visit: Visit) -> str:
    finished = "" if visit.finished else f", {tr('not finished')}"
    return f"{_day(visit)} ({visit.name}){finished}"


def _day(visit: Visit) -> str:
    return day_in_words(visit.started.date())
