"""What changed between two visits: found question by question, and put into sentences.

In tables it is told row by row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from mmn_check.bank import model
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
from mmn_check.visit import values
from mmn_check.visit.steps import Pick, Step, picked_by
from mmn_check.visit.visit import Key, Visit

ChangeKind = Literal["changed", "not_asked_then", "not_asked_now", "not_offered", "unfit"]
"""The first is a change of what was said; the others say why nothing can be compared."""
APART: Mapping[ChangeKind, str] = {
    "not_asked_then": tr_later("Asked on {now}, not on {then}"),
    "not_asked_now": tr_later("Asked on {then}, not on {now}"),
    "not_offered": tr_later("The list was another one"),
    "unfit": tr_later("What no longer fits the questions"),
}
"""The headings for what cannot be compared."""
Things = tuple[Phrase, ...]
"""Several things in words, one phrase for each."""
PickedPhrases = Mapping[str, tuple[Pick, Phrase]]
"""What was picked, by its id, each in words as well."""
RowPair = tuple[TableRow | None, TableRow | None]
"""The same row at both visits; None at the one where it does not stand."""


class Change(Record):
    """What differs in the answers to one question."""

    question: str
    """Its id, which may be none of the bank's any more."""
    kind: ChangeKind
    lines: tuple[Line, ...]
    """One on the question, then one on each row of a table."""


class AnswerThen(NamedTuple):
    """What stood at one visit."""

    standing: str
    """Which of the six things an answer can be, never turned into one another; or that it is kept
    but no longer fits the questions as they are."""
    things: Things = ()
    """In words, one phrase for each thing said; the rows of a table are told apart."""

    @property
    def phrase(self) -> Phrase:
        """All of it; why there is nothing, if so; of a table with rows nothing."""
        if self.things or self.standing == "answered":
            return joined(self.things)
        return words(state_words(self.standing))


NOT_ASKED = AnswerThen("not_asked")
GIVEN = frozenset({"answered", "none"})
"""Where something was answered, be it that there is none."""


class At(NamedTuple):
    """Where something stood at one visit; rows may have moved between two."""

    told: View
    key: Key

    @property
    def answer(self) -> values.Answer | None:
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
            case values.RoughDate(earliest=str(earliest), latest=latest):
                return earliest, latest
            case tuple(several) if self.step and isinstance(
                self.step.item, model.Many | model.Places
            ):
                return frozenset[str | values.Mark](several)
            case value:
                return value

    @property
    def said(self) -> AnswerThen:
        """What stood there, in words; of a table with rows only that."""
        step, answer = self.step, self.answer
        table = self.told.bank.by_id.get(self.key[0])
        if isinstance(table, model.Rows) and (len(self.key) == 1 or self.key[1:] == ("end",)):
            return self._of_table(table)
        if step is None or answer is None:
            return NOT_ASKED
        if not answer.given:
            return AnswerThen(answer.state)
        if isinstance(step.item, model.Rating) and isinstance(answer.value, int | float):
            return AnswerThen("answered", (words(values.in_figures(answer.value)),))
        none = isinstance(step.item, model.Many | model.Places) and not picked_by(step, answer)
        things = answer_in_words(self.told, step, answer, told_apart(step.choices))
        return AnswerThen("none" if none else "answered", things)

    def _of_table(self, table: model.Rows) -> AnswerThen:
        is_whole = len(self.key) == 1
        if is_whole and _rows_at_all(self.told, table):
            return AnswerThen("answered")
        answer = self.answer or self.below("end").answer
        if answer != values.NO_MORE:
            return AnswerThen(answer.state) if answer else NOT_ASKED
        if is_whole:
            return AnswerThen("none", (words(lower_first(table.none or tr("none"))),))
        return AnswerThen("answered", (words(tr("no more")),))

    @property
    def picks(self) -> PickedPhrases:
        """What was picked; "none of these" is nothing."""
        picks = picked_by(self.step, self.answer) if self.step else ()
        pairs = zip(picks, self.said.things, strict=False)
        return {pick.choice.id: (pick, said) for pick, said in pairs}

    def below(self, *part: str) -> At:
        """A part of the same thing."""
        return At(self.told, (*self.key, *part))


class _Comparison:
    """One question at two visits, of which `names` tells how they are called."""

    def __init__(self, was: At, now: At, names: Mapping[str, str]) -> None:
        self._was, self._now, self._names = was, now, names
        (self._id,) = now.key
        self._question = now.told.bank.by_id.get(self._id)
        self._sides = was.said, now.said
        self._is_one_sided = NOT_ASKED in self._sides

    def change(self) -> Change | None:
        """What differs in the question, or in answers to it that no longer fit."""
        before, after = (one.told.visit.misfits.get(self._id) for one in (self._was, self._now))
        same = self._compared(self._question) if self._question else None
        if before == after and (before is None or not same):
            return same
        kept = map(_kept, (self._was, self._now))
        label = titled(self._question) if self._question else self._named(words(self._id))
        said = self._sentences(*zip((WAS, NOW), (one.phrase for one in kept), strict=True))
        line = Line(sentences=tuple(said), label=label)
        return Change(question=self._id, kind="unfit", lines=(line,))

    def _compared(self, question: model.Question) -> Change | None:
        kind: ChangeKind = "changed"
        if self._is_one_sided:
            kind = "not_asked_then" if self._sides[0] == NOT_ASKED else "not_asked_now"
        rows = list[Line]()
        if isinstance(question, model.Rows):
            pairs = _pairs(self._was.told, self._now.told, question)
            said = [*self._of_table(question, pairs)]
            rows = [line for one in pairs if (line := self._row(*one))]
        else:
            said, follow_ups = list[Sentence](), set[str]()
            picked, unoffered = self._of_list(question)
            for was, now, asked in _differing(self._was, self._now):
                if now == self._now:
                    said += [*self._whole(question, picked), *unoffered]
                else:
                    said.append(self._inside(asked, was, now, alone=self._is_one_sided))
                    follow_ups.add(now.key[-1])
            if unoffered and not picked and follow_ups <= {"others"}:
                kind = "not_offered"
        if not (said or rows):
            return None
        line = Line(sentences=tuple(said), label=titled(question))
        return Change(question=self._id, kind=kind, lines=(line, *rows))

    def _of_list(self, question: model.Question) -> tuple[list[Sentence], list[Sentence]]:
        """Which picks are new, gone or turned; and which the bank had on offer at one visit only.

        Of one pick, what was and what is tells the first.
        """
        is_list = isinstance(question, model.One | model.Many | model.Places)
        if not is_list or not {one.standing for one in self._sides} <= GIVEN:
            return [], []
        before, after = self._was.picks, self._now.picks
        new, newer = _not_in(before, after, self._was.told.visit.bank_version)
        gone, older = _not_in(after, before, self._now.told.visit.bank_version)
        picked = [
            (tr("New: {said}"), joined(new)),
            (tr("No longer picked: {said}"), joined(gone)),
            *(("{said}", one) for one in _turned_sides(before, after)),
        ]
        unoffered = tr("Not on the list on {day}: {said}")
        apart = [
            as_sentence(filled(unoffered, day=self._names[day], said=joined(some)), self._id)
            for day, some in (("then", newer), ("now", older))
            if some
        ]
        return self._sentences(*([] if isinstance(question, model.One) else picked)), apart

    def _whole(self, item: model.Question, picked: Sequence[Sentence] = ()) -> Sequence[Sentence]:
        """What was and what is; of several things picked, which are new and which are gone."""
        was, now = self._sides
        if self._is_one_sided:
            return self._sentences(("{said}", (was if now == NOT_ASKED else now).phrase))
        if isinstance(item, model.Many | model.Places) and {was.standing, now.standing} <= GIVEN:
            then, since = (one.phrase if one.standing == "none" else () for one in self._sides)
            return [*self._sentences((WAS, then)), *picked, *self._sentences((NOW, since))]
        how = TOLD if isinstance(item, model.Date | model.Text) else (WAS, NOW)
        return self._sentences((how[0], was.phrase), (how[1], now.phrase))

    def _sentences(self, *told: tuple[str, Phrase]) -> list[Sentence]:
        """Templates filled with what was said; none where nothing was."""
        return [as_sentence(filled(tr(how), said=said), self._id) for how, said in told if said]

    def _inside(self, asked: str, was: At, now: At, *, alone: bool) -> Sentence:
        """What differs in a follow-up or a cell, in one sentence; or what it says at one visit."""
        then, since = was.said, now.said
        said = then.phrase if since == NOT_ASKED else since.phrase
        if not alone:
            said = filled(tr("was {was}; now {now}"), was=then.phrase, now=since.phrase)
        said = capital(said) if asked.endswith("?") else said
        return as_sentence(labelled(asked, said), self._id)

    def _of_table(self, table: model.Rows, pairs: Sequence[RowPair]) -> Iterator[Sentence]:
        """What differs in whether there are rows at all, whether those are all, and their order."""
        was, now = self._sides
        if was.standing == now.standing == "answered":
            ends = self._was.below("end"), self._now.below("end")
            if ends[0].said != ends[1].said:
                yield self._inside(tr("Whether there are more"), *ends, alone=False)
        elif was != now:
            yield from self._whole(table)
        # Of what was picked before, the rows are in the order of the picks, not the person's.
        kept = [] if table.for_each else [a.number for a, b in pairs if a and b]
        if kept != sorted(kept):
            yield as_sentence(words(tr("In another order")), self._id)

    def _row(self, before: TableRow | None, after: TableRow | None) -> Line | None:
        """A row that is new or gone, or of which a cell was answered in another way."""
        sides = ((self._was.told, before), (self._now.told, after))
        told, row = next((told, row) for told, row in reversed(sides) if row)
        alone = not (before and after)
        names = dict.fromkeys(name for _, one in reversed(sides) if one for name in one.cells)
        # What names a row that stands at one visit alone is not said again.
        unnamed = alone and row.thing is None
        cells = [[_at_cell(told, one, name) for told, one in sides] for name in names][unnamed:]
        differing = [one for was, now in cells for one in _differing(was, now)]
        if not differing and not alone:
            return None
        named = () if row.thing else _at_cell(told, row, next(iter(row.cells))).said.things
        said = [self._inside(asked, was, now, alone=alone) for was, now, asked in differing]
        if alone and not self._is_one_sided:
            stands = tr("No longer there") if before else tr("New")
            said.insert(0, as_sentence(words(stands), self._id))
        label = self._named(capital(joined(named) or row_thing(told, self._id, row)))
        return Line(sentences=tuple(said), label=label, under=True)

    def _named(self, said: Phrase) -> Sentence:
        return Sentence(pieces=said, origins=frozenset({self._id}))


def _kept(at: At) -> AnswerThen:
    """An answer as it once was written, or as it stands."""
    if at.key[0] not in at.told.visit.misfits:
        return at.said
    lines = map(values.in_one_line, at.told.visit.misfits[at.key[0]])
    return AnswerThen("unfit", tuple(own_words(one) for one in lines))


def _differing(was: At, now: At) -> Iterator[tuple[At, At, str]]:
    """What differs at a place and in its follow-ups, with what was asked there.

    The words that go with a choice are part of it where it is picked at one visit only.
    """
    below = (one.key for one in now.told.steps_of(now.key[0]) if one.key[:-2] == now.key)
    parts = [key[len(now.key) :] for key in below]
    follow_ups = [one for one in parts if one[0] == "words" and was.below(*one).step]
    pairs = ((was.below(*one), now.below(*one)) for one in (*follow_ups, ("others",)))
    for before, after in ((was, now), *pairs):
        if (step := after.step or before.step) and before.content != after.content:
            yield before, after, step.item.clinical_name


def _turned_sides(before: PickedPhrases, after: PickedPhrases) -> Iterator[Phrase]:
    for name, (one, _) in after.items():
        old = before[name][0] if name in before else one
        if old.mark and one.mark and old.mark != one.mark:
            was, now = (tr(values.ALONE[mark.side]) for mark in (old.mark, one.mark))
            thing = choice_words(one.choice)
            yield filled(tr("{thing}: was {was}, now {now}"), thing=thing, was=was, now=now)


def _not_in(other: PickedPhrases, these: PickedPhrases, version: str) -> tuple[Things, Things]:
    """What was not picked at the other visit: what its bank's version had on offer, and had not."""
    left = [one for name, one in these.items() if name not in other]
    newer = [said for pick, said in left if model.is_later(pick.choice.since or "", version)]
    return tuple(said for _, said in left if said not in newer), tuple(newer)


def _rows_at_all(told: View, table: model.Rows) -> list[TableRow]:
    """The rows in which something was said."""
    rows = told.rows(table.id)
    return [one for one in rows if any(told.answer(step.key) for step in one.cells.values())]


def _pairs(was: View, now: View, table: model.Rows) -> list[RowPair]:
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


def _at_cell(told: View, row: TableRow | None, name: str) -> At:
    return At(told, (*row.at, name) if row else ("",))


def _row_named(told: View, row: TableRow) -> Hashable:
    """What was picked before, or what the first cell says, however it is spelt."""
    content = row.thing.id if row.thing else _at_cell(told, row, next(iter(row.cells))).content
    return (
        " ".join(content.text.casefold().split()) if isinstance(content, values.Words) else content
    )


def _content(told: View, row: TableRow) -> Hashable:
    """All that is said in a row."""
    base = row.at
    keys = (step.key for step in told.steps_of(base[0]) if step.key[: len(base)] == base)
    return row.thing and row.thing.id, *((key[len(base) :], At(told, key).content) for key in keys)


WAS, NOW = tr_later("Was: {said}"), tr_later("Now: {said}")
TOLD = tr_later("Said then: {said}"), tr_later("Said now: {said}")


def changes_between(bank: model.Bank, was: Visit, now: Visit) -> tuple[Change, ...]:
    """What differs, in the order of the bank; answers of closed branches do not count.

    Questions and choices are the same by their ids, whatever their wording was.
    """
    before, after = (View(bank, one, today=one.started.date()) for one in (was, now))
    called = _visits_called(was, now)
    names = dict.fromkeys((*bank.by_id, *was.misfits, *now.misfits))
    found = (_Comparison(At(before, (one,)), At(after, (one,)), called).change() for one in names)
    return tuple(one for one in found if one)


def tell_changes(
    bank: model.Bank, was: Visit, now: Visit, *, today: date, turned: bool = False
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


def _blocks(bank: model.Bank, was: Visit, now: Visit) -> Iterator[Block]:
    """What the person says of the change; what changed, as the bank orders it; what is apart."""
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
    parts = list[tuple[str, list[Change]]]()
    told_in = {one: chapter.heading for chapter in layout.order for one in chapter.questions}
    rest = (Chapter(heading=one.title, sections=(one.id,)) for one in bank.sections)
    for chapter in (*layout.order, *rest):
        left = [one for one in _questions(bank, chapter) if one in changed]
        here = [one for one in left if told_in.get(one, chapter.heading) == chapter.heading]
        parts.append((chapter.heading, [changed.pop(one) for one in here]))
    for kind, heading in APART.items():
        apart = [one for one in changes if one.kind == kind]
        parts.append((tr(heading, **names), apart))
    for heading, some in parts:
        if lines := tuple(line for one in some for line in one.lines):
            yield Block(heading=heading, lines=lines)


def _as_said(told: View, question: str) -> tuple[Line, ...]:
    """An answer in full, or why there is no value; nothing if it was not asked."""
    state = told.state(question)
    if state in ("answered", "not_asked"):
        return answers(told, (question,))
    said = as_sentence(words(state_words(state)), question)
    return (Line(sentences=(said,), label=titled(told.kind(question))),)


def _questions(bank: model.Bank, chapter: Chapter) -> tuple[str, ...]:
    within = (one for one in bank.sections if one.id in chapter.sections)
    in_sections = (question.id for section in within for question in section.questions)
    return tuple(dict.fromkeys((*chapter.questions, *in_sections)))


def _visits_called(was: Visit, now: Visit) -> Mapping[str, str]:
    """What `then` and `now` are called: by their days, or by their names if those are the same."""
    same = was.started.date() == now.started.date()
    visits = {"then": was, "now": now}
    return {
        which: it.name if same else day_in_words(it.started.date()) for which, it in visits.items()
    }


def _visit_called(visit: Visit) -> str:
    finished = "" if visit.finished else f", {tr('not finished')}"
    return f"{day_in_words(visit.started.date())} ({visit.name}){finished}"
