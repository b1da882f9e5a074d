"""What changed between two visits: found, put into sentences, laid out as a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mmn_check.bank.model import Bank, Question, Rows
from mmn_check.bank.page_layout import Changes, Chapter
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.summary.differences import (
    NOT_ASKED,
    AnswerThen,
    At,
    Change,
    ChangeKind,
    Difference,
    RowDifference,
    differences,
    said_at,
)
from mmn_check.summary.every_answer import answers, sentence, titled
from mmn_check.summary.row_differences import (
    is_reordered,
    row_differences,
    said_of_table,
    table_differences,
)
from mmn_check.summary.summary_model import ABOUT, Block, Line, Phrase, Sentence, Summary
from mmn_check.summary.view import View
from mmn_check.summary.wording import (
    STATE_WORDS,
    capital,
    filled,
    joined,
    own_words,
    with_stop,
    words,
)
from mmn_check.visit.misfits import each_misfit, in_one_line
from mmn_check.visit.visit import Visit


def changes_between(bank: Bank, was: Visit, now: Visit) -> tuple[Change, ...]:
    """What differs, in the order of the bank; answers of closed branches do not count.

    Questions and choices are the same by their ids, whatever their wording was.
    """
    before, after = (View(bank, one, today=one.started.date()) for one in (was, now))
    return tuple(_changes(before, after))


def _changes(was: View, now: View) -> Iterator[Change]:
    for section in now.bank.sections:
        for question in section.questions:
            if _fits(was, now, question.id):
                change = _change(was, now, question, section=section.id)
            else:
                change = _unfit(was, now, question.id, section=section.id)
            yield from [change] if change else []
    for name in dict.fromkeys((*was.visit.misfits, *now.visit.misfits)):
        change = None if name in now.bank.by_id else _unfit(was, now, name, section=None)
        yield from [change] if change else []


def _fits(was: View, now: View, question: str) -> bool:
    return question not in was.visit.misfits and question not in now.visit.misfits


def _change(was: View, now: View, question: Question, *, section: str) -> Change | None:
    whole = At(was, (question.id,)), At(now, (question.id,))
    if not isinstance(question, Rows):
        parts = tuple(differences(*whole))
        if not parts:
            return None
        kind = _kind(said_at(whole[0]), said_at(whole[1]), parts)
        return Change(question=question.id, section=section, kind=kind, parts=parts)
    parts = tuple(table_differences(was, now, question))
    rows = tuple(row_differences(was, now, question))
    reordered = is_reordered(was, now, question)
    if not (parts or rows or reordered):
        return None
    return Change(
        question=question.id,
        section=section,
        kind=_kind(said_of_table(was, question), said_of_table(now, question), parts),
        parts=parts,
        rows=rows,
        reordered=reordered,
    )


def _kind(was: AnswerThen, now: AnswerThen, parts: tuple[Difference, ...]) -> ChangeKind:
    if NOT_ASKED in (was, now):
        return "not_asked_then" if was == NOT_ASKED else "not_asked_now"
    if parts and _is_unoffered(parts):
        return "not_offered_then" if parts[0].not_offered_then else "not_offered_now"
    if was.has_value != now.has_value:
        return "now_answered" if now.has_value else "no_longer_answered"
    return "changed"


def _is_unoffered(parts: tuple[Difference, ...]) -> bool:
    """Whether nothing differs but a pick that the bank had on offer at one visit only."""
    first, *others = parts
    unoffered = first.not_offered_then or first.not_offered_now
    picked_too = first.new or first.gone or first.turned
    return bool(unoffered) and not picked_too and all(one.key[-1] == "others" for one in others)


def _unfit(was: View, now: View, question: str, *, section: str | None) -> Change | None:
    """What cannot be compared, as it no longer fits the bank; nothing if both say the same."""
    before, after = (one.visit.misfits.get(question) for one in (was, now))
    known = now.bank.by_id.get(question)
    if before == after and (known is None or _change(was, now, known, section="") is None):
        return None
    difference = Difference(
        key=(question,),
        asked=known.ask if known else question,
        was=_kept(was, question),
        now=_kept(now, question),
    )
    return Change(question=question, section=section, kind="unfit", parts=(difference,))


def _kept(told: View, question: str) -> AnswerThen:
    """An answer as it once was written, or as it stands."""
    if question in told.visit.misfits:
        lines = map(in_one_line, each_misfit(told.visit.misfits[question]))
        return AnswerThen(
            standing="unfit", things=tuple(own_words(one, quotes=True) for one in lines)
        )
    known = told.bank.by_id.get(question)
    if known is None:
        return NOT_ASKED
    if isinstance(known, Rows):
        return said_of_table(told, known)
    return said_at(At(told, (question,)))


WAS, NOW = tr_later("Was: {said}"), tr_later("Now: {said}")
SAID_THEN, SAID_NOW = tr_later("Said then: {said}"), tr_later("Said now: {said}")
Origins = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class VisitNames:
    """What the two visits are called."""

    then: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Tells one change, from what is behind the question."""

    change: Change
    label: Sentence
    days: VisitNames

    def lines(self) -> Iterator[Line]:
        """One line on the question, then one on each row of a table."""
        said = [sentence for part in self.change.parts for sentence in self._part(part)]
        if self.change.reordered:
            said.append(self._sentence(tr("In another order")))
        yield Line(sentences=tuple(said), label=self.label)
        yield from map(self._row, self.change.rows)

    def _part(self, part: Difference) -> Iterator[Sentence]:
        if len(part.key) > 1:
            yield self._alone(part) if self.change.is_one_sided else self._inside(part)
        elif self.change.is_one_sided:
            asked = [one for one in (part.was, part.now) if one.standing != "not_asked"]
            yield from self._said("{said}", *asked)
        elif part.several:
            yield from self._picks(part)
        else:
            yield from self._said(SAID_THEN if part.told else WAS, part.was)
            yield from self._said(SAID_NOW if part.told else NOW, part.now)
        unoffered = tr("Not on the list on {day}: {said}")
        for day, things in (
            (self.days.then, part.not_offered_then),
            (self.days.now, part.not_offered_now),
        ):
            if things:
                yield self._sentence(unoffered, day=words(day), said=joined(things))

    def _picks(self, part: Difference) -> Iterator[Sentence]:
        """Which of several things are new and which are gone, "none of these" as it was said."""
        if part.was.standing == "none":
            yield from self._said(WAS, part.was)
        if part.new:
            yield self._sentence(tr("New: {said}"), said=joined(part.new))
        if part.gone:
            yield self._sentence(tr("No longer picked: {said}"), said=joined(part.gone))
        for turn in part.turned:
            turned = tr("{thing}: was {was}, now {now}")
            yield self._sentence(turned, thing=turn.thing, was=turn.was, now=turn.now)
        if part.now.standing == "none":
            yield from self._said(NOW, part.now)

    def _inside(self, part: Difference) -> Sentence:
        """What differs in a follow-up or a cell, in one sentence."""
        both = filled(
            tr("was {was}; now {now}"),
            was=standing_in_words(part.was),
            now=standing_in_words(part.now),
        )
        return self._about(part, both)

    def _alone(self, part: Difference) -> Sentence:
        """What a follow-up or a cell says that stands at one visit only."""
        said = part.was if part.now.standing == "not_asked" else part.now
        return self._about(part, standing_in_words(said))

    def _about(self, part: Difference, said: Phrase) -> Sentence:
        asks = part.asked.endswith("?")
        name = words(f"{part.asked} " if asks else f"{part.asked}: ")
        return self._sentence("{name}{said}", name=name, said=capital(said) if asks else said)

    def _row(self, row: RowDifference) -> Line:
        """One row: whether it is new or gone, and its cells."""
        said = []
        if row.is_new and self.change.is_comparable:
            said.append(self._sentence(tr("New")))
        if row.is_gone and self.change.is_comparable:
            said.append(self._sentence(tr("No longer there")))
        label = Sentence(pieces=capital(row.thing), origins=self.label.origins)
        for cell in row.cells:
            one_sided = row.is_new or row.is_gone
            said.append(self._alone(cell) if one_sided else self._inside(cell))
        return Line(sentences=tuple(said), label=label, under=True)

    def _said(self, template: str, *several: AnswerThen) -> Iterator[Sentence]:
        for said in several:
            if said.things or said.standing != "answered":
                yield self._sentence(tr(template), said=standing_in_words(said))

    def _sentence(self, template: str, **parts: Phrase) -> Sentence:
        return change_sentence(template, self.label.origins, **parts)


def standing_in_words(said: AnswerThen) -> Phrase:
    """What stood at a visit; why, if nothing did."""
    return joined(said.things) if said.things else words(tr(STATE_WORDS[said.standing]))


def change_sentence(template: str, origins: Origins, **parts: Phrase) -> Sentence:
    """A sentence of the program's, with its fields filled."""
    said = filled(template, **parts)
    return Sentence(pieces=with_stop(capital(said)), origins=origins)


APART: Mapping[str, tuple[ChangeKind, ...]] = {
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
        second=tuple(telling.blocks()),
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
        told = View(self._bank, self._now, today=self._now.started.date())
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
            return titled(question)
        return Sentence(pieces=words(change.question), origins=frozenset({change.question}))


def _as_said(told: View, question: str) -> tuple[Line, ...]:
    """An answer in full, or why there is no value; nothing if it was not asked."""
    match told.state(question):
        case "answered":
            return answers(told, (question,))
        case "not_asked":
            return ()
        case state:
            label = titled(told.kind(question))
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


def _days(was: Visit, now: Visit) -> VisitNames:
    """What the visits are called: by their days, or by their names if those are the same."""
    if was.started.date() == now.started.date():
        return VisitNames(then=was.name, now=now.name)
    return VisitNames(then=_day(was), now=_day(now))


def _called(visit: Visit) -> str:
    finished = "" if visit.finished else f", {tr('not finished')}"
    return f"{_day(visit)} ({visit.name}){finished}"


def _day(visit: Visit) -> str:
    return day_in_words(visit.started.date())
