"""What changed between two visits: found question by question, and put into sentences.

In tables it is told row by row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from mmn_check.bank.model import (
    Bank,
    Date,
    Many,
    One,
    Places,
    Question,
    Rating,
    Rows,
    Text,
    is_later,
)
from mmn_check.bank.page_layout import Changes, Chapter
from mmn_check.bank.records import Record
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.summary.answers_in_words import (
    answer_in_words,
    choice_words,
    row_thing,
    state_words,
    told_apart,
)
from mmn_check.summary.behind_page_1 import answers, titled
from mmn_check.summary.noted_answers import TableRow, View
from mmn_check.summary.phrases import (
    as_sentence,
    capital,
    filled,
    joined,
    labelled,
    lower_first,
    own_words,
    words,
)
from mmn_check.summary.summary_model import ABOUT, Block, Line, Phrase, Sentence, Summary
from mmn_check.visit.steps import Pick, Step, picked_by
from mmn_check.visit.values import (
    ALONE,
    NO_MORE,
    Answer,
    Mark,
    RoughDate,
    Words,
    each_misfit,
    in_figures,
    in_one_line,
)
from mmn_check.visit.visit import Key, Visit

Standing = Literal["answered", "none", "not_sure", "declined", "skipped", "not_asked", "unfit"]
"""The six things an answer can be, never turned into one another; and an answer that is kept but
no longer fits the questions as they are."""
ChangeKind = Literal["changed", "not_asked_then", "not_asked_now", "not_offered", "unfit"]
"""The first is a change of what was said; the others say why nothing can be compared."""


Things = tuple[Phrase, ...]
"""Several things in words, one phrase for each."""


class AnswerThen(NamedTuple):
    """What stood at one visit."""

    standing: Standing
    things: Things = ()
    """In words, one phrase for each thing said; the rows of a table are told apart."""


NOT_ASKED = AnswerThen("not_asked")
GIVEN = frozenset({"answered", "none"})
"""Where something was answered, be it that there is none."""
PickedPhrases = Mapping[str, tuple[Pick, Phrase]]
"""What was picked, by its id, each in words as well."""


class Turn(NamedTuple):
    """A thing that was picked at both visits, on another side."""

    thing: Phrase
    was: Phrase
    now: Phrase


class Difference(Record):
    """One thing asked that was answered in another way."""

    key: Key
    """The question's, or that of a part of it, in whichever row."""
    asked: str
    """The question, or the part of one."""
    was: AnswerThen
    now: AnswerThen
    new: Things = ()
    """Of several things picked: those that were not picked before, though on offer."""
    gone: Things = ()
    turned: tuple[Turn, ...] = ()
    not_offered_then: Things = ()
    """Picked now; the bank did not have them at the earlier visit."""
    not_offered_now: Things = ()


class RowDifference(Record):
    """One row of a table that is new, gone, or was answered in another way."""

    thing: Phrase
    """What the row is about."""
    is_new: bool = False
    is_gone: bool = False
    cells: tuple[Difference, ...] = ()
    """Of a row that is new or gone, all that was said in it."""


class Change(Record):
    """What differs in the answers to one question."""

    question: str
    """Its id, which may be none of the bank's any more."""
    kind: ChangeKind
    parts: tuple[Difference, ...] = ()
    rows: tuple[RowDifference, ...] = ()
    reordered: bool = False
    """Whether a table's rows stand in another order."""


class At(NamedTuple):
    """Where something stood at one visit; rows may have moved between two."""

    told: View
    key: Key

    @property
    def answer(self) -> Answer | None:
        """What was said there."""
        return self.told.answer(self.key)

    @property
    def step(self) -> Step | None:
        """What was asked there."""
        return self.told.steps.get(self.key)

    @property
    def content(self) -> Hashable:
        """What two answers must have in common to be the same; None if it was not asked.

        Picks are the same in any order, a date however it was put into words.
        """
        match self.answer.value if self.answer else None:
            case None:
                return self.answer
            case RoughDate(earliest=str(earliest), latest=latest):
                return earliest, latest
            case tuple(several) if self.step and isinstance(self.step.item, Many | Places):
                return frozenset[str | Mark](several)
            case value:
                return value

    @property
    def said(self) -> AnswerThen:
        """What stood there, in words; of a table with rows only that."""
        step, answer = self.step, self.answer
        table = self.told.bank.by_id.get(self.key[0])
        if isinstance(table, Rows) and (len(self.key) == 1 or self.key[1:] == ("end",)):
            return self._of_table(table, answer)
        if step is None or answer is None:
            return NOT_ASKED
        if not answer.given:
            return AnswerThen(answer.state)
        if isinstance(step.item, Rating) and isinstance(answer.value, int | float):
            return AnswerThen("answered", (words(in_figures(answer.value)),))
        none = isinstance(step.item, Many | Places) and not picked_by(step, answer)
        things = answer_in_words(self.told, step, answer, told_apart(step.choices))
        return AnswerThen("none" if none else "answered", things)

    def _of_table(self, table: Rows, answer: Answer | None) -> AnswerThen:
        if len(self.key) == 1:
            if _rows_at_all(self.told, table):
                return AnswerThen("answered")
            answer = answer or self.below("end").answer
            if answer == NO_MORE:
                return AnswerThen("none", (words(lower_first(table.none or tr("none"))),))
        elif answer == NO_MORE:
            return AnswerThen("answered", (words(tr("no more")),))
        return AnswerThen(answer.state) if answer else NOT_ASKED

    @property
    def picks(self) -> PickedPhrases:
        """What was picked; "none of these" is nothing."""
        picks = picked_by(self.step, self.answer) if self.step else ()
        pairs = zip(picks, self.said.things, strict=False)
        return {pick.choice.id: (pick, said) for pick, said in pairs}

    def below(self, *part: str) -> At:
        """A part of the same thing."""
        return At(self.told, (*self.key, *part))


def changes_between(bank: Bank, was: Visit, now: Visit) -> tuple[Change, ...]:
    """What differs, in the order of the bank; answers of closed branches do not count.

    Questions and choices are the same by their ids, whatever their wording was.
    """
    before, after = (View(bank, one, today=one.started.date()) for one in (was, now))
    names = dict.fromkeys((*bank.by_id, *was.misfits, *now.misfits))
    found = (_changed_question(At(before, (name,)), At(after, (name,))) for name in names)
    return tuple(one for one in found if one)


def _changed_question(was: At, now: At) -> Change | None:
    """What differs in a question, or in answers to it that no longer fit."""
    (name,) = was.key
    question = now.told.bank.by_id.get(name)
    same = _change_of(was, now, question) if question else None
    before, after = (one.told.visit.misfits.get(name) for one in (was, now))
    if before == after and (before is None or not same):
        return same
    asked = question.ask if question else name
    part = Difference(key=was.key, asked=asked, was=_kept(was), now=_kept(now))
    return Change(question=name, kind="unfit", parts=(part,))


def _change_of(was: At, now: At, question: Question) -> Change | None:
    pairs: list[RowPair] = []
    if isinstance(question, Rows):
        parts, pairs = tuple(_of_table(was, now, question)), _pairs(was.told, now.told, question)
    else:
        parts = tuple(_differences(was, now))
    compared = (_changed_row(was.told, now.told, pair) for pair in pairs)
    rows = tuple(one for one in compared if one)
    # Of what was picked before, the rows are in the order of the picks, not the person's.
    kept = [] if getattr(question, "for_each", None) else [a.number for a, b in pairs if a and b]
    reordered = kept != sorted(kept)
    if not (parts or rows or reordered):
        return None
    kind: ChangeKind = "not_offered" if parts and _is_unoffered(*parts) else "changed"
    if NOT_ASKED in (said := (_kept(was), _kept(now))):
        kind = "not_asked_then" if said[0] == NOT_ASKED else "not_asked_now"
    return Change(question=question.id, kind=kind, parts=parts, rows=rows, reordered=reordered)


def _is_unoffered(first: Difference, *others: Difference) -> bool:
    """Whether nothing differs but a pick that the bank had on offer at one visit only."""
    unoffered = first.not_offered_then or first.not_offered_now
    picked_too = first.new or first.gone or first.turned
    return bool(unoffered) and not picked_too and all(one.key[-1] == "others" for one in others)


def _kept(at: At) -> AnswerThen:
    """An answer as it once was written, or as it stands."""
    if at.key[0] not in at.told.visit.misfits:
        return at.said
    lines = map(in_one_line, each_misfit(at.told.visit.misfits[at.key[0]]))
    return AnswerThen("unfit", tuple(own_words(one) for one in lines))


def _differences(was: At, now: At) -> Iterator[Difference]:
    """What differs at a place and in its follow-ups.

    The words that go with a choice are part of it where it is picked at one visit only.
    """
    below = (one.key for one in now.told.steps_of(now.key[0]) if one.key[:-2] == now.key)
    parts = [key[len(now.key) :] for key in below]
    follow_ups = [one for one in parts if one[0] == "words" and was.below(*one).step]
    pairs = ((was.below(*one), now.below(*one)) for one in (*follow_ups, ("others",)))
    for before, after in ((was, now), *pairs):
        if (step := after.step or before.step) and before.content != after.content:
            yield _difference(before, after, step)


def _difference(was: At, now: At, step: Step) -> Difference:
    """With which picks are new or gone, and which the bank did not have."""
    # Without its row, which may have another number at the other visit.
    key = (step.key[0], *step.key[3:]) if step.key[1:2] == ("row",) else step.key
    found = Difference(key=key, asked=step.item.clinical_name, was=was.said, now=now.said)
    is_list = isinstance(step.item, One | Many | Places)
    if not is_list or not {found.was.standing, found.now.standing} <= GIVEN:
        return found
    before, after = was.picks, now.picks
    new, newer = _not_in(before, after, was.told.visit.bank_version)
    gone, older = _not_in(after, before, now.told.visit.bank_version)
    found = replace(found, not_offered_then=newer, not_offered_now=older)
    if isinstance(step.item, One):
        return found
    return replace(found, new=new, gone=gone, turned=tuple(_turned_sides(before, after)))


def _turned_sides(before: PickedPhrases, after: PickedPhrases) -> Iterator[Turn]:
    for name, (one, _) in after.items():
        old = before[name][0] if name in before else one
        if old.mark and one.mark and old.mark != one.mark:
            sides = (words(tr(ALONE[mark.side])) for mark in (old.mark, one.mark))
            yield Turn(words(choice_words(one.choice)), *sides)


def _not_in(other: PickedPhrases, these: PickedPhrases, version: str) -> tuple[Things, Things]:
    """What was not picked at the other visit: what its bank's version had on offer, and had not."""
    found: tuple[list[Phrase], list[Phrase]] = ([], [])
    for name, (one, said) in these.items():
        if name not in other:
            found[bool(one.choice.since) and is_later(one.choice.since or "", version)].append(said)
    return tuple(found[0]), tuple(found[1])


RowPair = tuple[TableRow | None, TableRow | None]
"""The same row at both visits; None at the one where it does not stand."""


def _rows_at_all(told: View, table: Rows) -> list[TableRow]:
    """The rows in which something was said."""
    rows = told.rows(table.id)
    return [one for one in rows if any(told.answer(step.key) for step in one.cells.values())]


def _of_table(was: At, now: At, table: Rows) -> Iterator[Difference]:
    """What differs in whether there are rows at all, and whether those are all."""
    asked = table.ask
    if was.said.standing == now.said.standing == "answered":
        was, now, asked = was.below("end"), now.below("end"), tr("Whether there are more")
    if was.said != now.said:
        yield Difference(key=was.key, asked=asked, was=was.said, now=now.said)


def _pairs(was: View, now: View, table: Rows) -> list[RowPair]:
    """The rows of both visits, those about the same thing together; those that are gone last.

    Of several rows about the same thing, those that say the same belong together.
    """
    left, rows = _rows_at_all(was, table), _rows_at_all(now, table)
    found: dict[int, TableRow] = {}
    for known in (_content, _row_named):
        for row in rows:
            same = (one for one in left if known(was, one) == known(now, row))
            if row.number not in found and (before := next(same, None)):
                found[row.number] = before
                left.remove(before)
    return [*((found.get(row.number), row) for row in rows), *((row, None) for row in left)]


def _changed_row(was: View, now: View, pair: RowPair) -> RowDifference | None:
    """A row that is new or gone, or of which a cell was answered in another way."""
    before, after = pair
    rows = [(told, row) for told, row in ((now, after), (was, before)) if row]
    names = list(dict.fromkeys(name for _, row in rows for name in row.cells))
    told, row = rows[0]
    # What names a row that stands at one visit alone is not said again.
    unnamed = len(rows) == 1 and row.thing is None
    compared = ((_at_cell(was, before, one), _at_cell(now, after, one)) for one in names[unnamed:])
    cells = tuple(one for both in compared for one in _differences(*both))
    if not cells and len(rows) > 1:
        return None
    named = () if row.thing else _at_cell(told, row, next(iter(row.cells))).said.things
    thing = joined(named) or row_thing(told, row.at[0], row)
    return RowDifference(thing=thing, is_new=not before, is_gone=not after, cells=cells)


def _at_cell(told: View, row: TableRow | None, name: str) -> At:
    return At(told, (*row.at, name) if row else ("",))


def _row_named(told: View, row: TableRow) -> Hashable:
    """What was picked before, or what the first cell says, however it is spelt."""
    content = row.thing.id if row.thing else _at_cell(told, row, next(iter(row.cells))).content
    return " ".join(content.text.casefold().split()) if isinstance(content, Words) else content


def _content(told: View, row: TableRow) -> Hashable:
    """All that is said in a row."""
    base = row.at
    keys = (step.key for step in told.steps_of(base[0]) if step.key[: len(base)] == base)
    return row.thing and row.thing.id, *((key[len(base) :], At(told, key).content) for key in keys)


APART: Mapping[ChangeKind, str] = {
    "not_asked_then": tr_later("Asked on {now}, not on {then}"),
    "not_asked_now": tr_later("Asked on {then}, not on {now}"),
    "not_offered": tr_later("The list was another one"),
    "unfit": tr_later("What no longer fits the questions"),
}
"""The headings for what cannot be compared."""
WAS, NOW = tr_later("Was: {said}"), tr_later("Now: {said}")
SAID_THEN, SAID_NOW = tr_later("Said then: {said}"), tr_later("Said now: {said}")


def tell_changes(
    bank: Bank, was: Visit, now: Visit, *, today: date, turned: bool = False
) -> Summary:
    """What changed from the earlier visit to the later; `turned` if they were named that way."""
    about = [
        tr("Earlier visit: {visit}.", visit=_visit_called(was)),
        tr("Later visit: {visit}.", visit=_visit_called(now)),
    ]
    about += [tr("They were named the other way round.")] if turned else []
    return Summary(
        title=_line_saying(tr("What changed between two visits")),
        about=_line_saying(*about),
        statement=_line_saying(bank.texts["footer"].text, origin="footer"),
        second=tuple(_blocks(bank, was, now)),
        made=today,
    )


def _line_saying(*texts: str, origin: str = ABOUT) -> Line:
    origins = frozenset({origin})
    return Line(sentences=tuple(Sentence(pieces=words(one), origins=origins) for one in texts))


def _blocks(bank: Bank, was: Visit, now: Visit) -> Iterator[Block]:
    """What the person says of the change; what changed; what cannot be compared."""
    layout, names = bank.changes or Changes(), _visits_called(was, now)
    own = _questions(bank, layout.said) if layout.said else ()
    told = View(bank, now, today=now.started.date())
    lines = tuple(line for one in bank.by_id if one in own for line in _as_said(told, one))
    if lines and layout.said:
        yield Block(heading=f"{layout.said.heading} ({names['now']})", lines=lines)
    # The later visit's own words on the change stand there already.
    found, kept = changes_between(bank, was, now), ("not_asked_now", "unfit")
    changes = [one for one in found if one.question not in own or one.kind in kept]
    changed = {one.question: one for one in changes if one.kind == "changed"}
    if not changed:
        yield Block(heading=tr("What changed"), lines=(_line_saying(tr("No answers changed.")),))
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

    def __init__(self, bank: Bank, change: Change, names: Mapping[str, str]) -> None:
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
        if len(part.key) > 1:
            yield self._inside(part, alone=self._is_one_sided)
        else:
            yield from self._whole(part)
        for day, things in (("then", part.not_offered_then), ("now", part.not_offered_now)):
            if things:
                unoffered = tr("Not on the list on {day}: {said}")
                yield self._sentence(unoffered, day=self._names[day], said=joined(things))

    def _whole(self, part: Difference) -> Iterator[Sentence]:
        """What was and what is; of several things picked, which are new and which are gone."""
        was, now, turned = part.was, part.now, tr("{thing}: was {was}, now {now}")
        if self._is_one_sided:
            said = [("{said}", _stood_in_words(was if now == NOT_ASKED else now))]
        elif isinstance(self._question, Many | Places) and {was.standing, now.standing} <= GIVEN:
            said = [
                (WAS, _stood_in_words(was) if was.standing == "none" else ()),
                (tr_later("New: {said}"), joined(part.new)),
                (tr_later("No longer picked: {said}"), joined(part.gone)),
                *(("{said}", filled(turned, **turn._asdict())) for turn in part.turned),
                (NOW, _stood_in_words(now) if now.standing == "none" else ()),
            ]
        else:
            is_told = isinstance(self._question, Date | Text) and self._change.kind != "unfit"
            then, since = (SAID_THEN, SAID_NOW) if is_told else (WAS, NOW)
            said = [(then, _stood_in_words(was)), (since, _stood_in_words(now))]
        return (self._sentence(tr(how), said=phrase) for how, phrase in said if phrase)

    def _inside(self, part: Difference, *, alone: bool) -> Sentence:
        """What differs in a follow-up or a cell, in one sentence; or what it says at one visit."""
        was, now = _stood_in_words(part.was), _stood_in_words(part.now)
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

    def _sentence(self, template: str, **parts: str | Phrase) -> Sentence:
        return as_sentence(filled(template, **parts), self._change.question)

    def _named(self, said: Phrase) -> Sentence:
        return Sentence(pieces=said, origins=frozenset({self._change.question}))


def _stood_in_words(said: AnswerThen) -> Phrase:
    """What stood at a visit; why, if nothing did; of a table with rows nothing."""
    if said.things or said.standing == "answered":
        return joined(said.things)
    return words(state_words(said.standing))


def _as_said(told: View, question: str) -> tuple[Line, ...]:
    """An answer in full, or why there is no value; nothing if it was not asked."""
    state = told.state(question)
    if state in ("answered", "not_asked"):
        return answers(told, (question,))
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


def _visits_called(was: Visit, now: Visit) -> Mapping[str, str]:
    """What `then` and `now` are called: by their days, or by their names if those are the same."""
    same = was.started.date() == now.started.date()
    visits = {"then": was, "now": now}
    return {which: it.name if same else _day_of_visit(it) for which, it in visits.items()}


def _visit_called(visit: Visit) -> str:
    finished = "" if visit.finished else f", {tr('not finished')}"
    return f"{_day_of_visit(visit)} ({visit.name}){finished}"


def _day_of_visit(visit: Visit) -> str:
    return day_in_words(visit.started.date())
