"""What changed between two visits, question by question; in tables row by row."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Literal

from mmn_check.bank.model import Bank, Question, Rows
from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.summary.answer_changes import (
    NOT_ASKED,
    AnswerThen,
    At,
    Difference,
    differences,
    rows_told,
)
from mmn_check.summary.summary_model import Phrase
from mmn_check.summary.view import TableRow, View
from mmn_check.summary.wording import joined, own_words, row_thing
from mmn_check.visit.values import Words, each_misfit, in_one_line
from mmn_check.visit.visit import Visit

ChangeKind = Literal["changed", "not_asked_then", "not_asked_now", "not_offered", "unfit"]
"""The first is a change of what was said; the others say why nothing can be compared."""


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


def changes_between(bank: Bank, was: Visit, now: Visit) -> tuple[Change, ...]:
    """What differs, in the order of the bank; answers of closed branches do not count.

    Questions and choices are the same by their ids, whatever their wording was.
    """
    before, after = (View(bank, one, today=one.started.date()) for one in (was, now))
    names = dict.fromkeys((*bank.by_id, *was.misfits, *now.misfits))
    found = (_change(before, after, name) for name in names)
    return tuple(one for one in found if one)


def _change(was: View, now: View, name: str) -> Change | None:
    question = now.bank.by_id.get(name)
    same = _change_of(was, now, question) if question else None
    kept = [told.visit.misfits.get(name) for told in (was, now)]
    if kept == [None, None] or (kept[0] == kept[1] and not same):
        return same
    before, after = _kept(was, name), _kept(now, name)
    asked = question.ask if question else name
    difference = Difference(key=(name,), asked=asked, was=before, now=after)
    return Change(question=name, kind="unfit", parts=(difference,))


def _change_of(was: View, now: View, question: Question) -> Change | None:
    rows: tuple[RowDifference, ...] = ()
    reordered = False
    if isinstance(question, Rows):
        parts = tuple(table_differences(was, now, question))
        rows = tuple(row_differences(was, now, question))
        reordered = is_reordered(was, now, question)
    else:
        parts = tuple(differences(At(was, (question.id,)), At(now, (question.id,))))
    if not (parts or rows or reordered):
        return None
    kind: ChangeKind = "not_offered" if parts and _is_unoffered(*parts) else "changed"
    if NOT_ASKED in (said := (_kept(was, question.id), _kept(now, question.id))):
        kind = "not_asked_then" if said[0] == NOT_ASKED else "not_asked_now"
    return Change(question=question.id, kind=kind, parts=parts, rows=rows, reordered=reordered)


def _is_unoffered(first: Difference, *others: Difference) -> bool:
    """Whether nothing differs but a pick that the bank had on offer at one visit only."""
    unoffered = first.not_offered_then or first.not_offered_now
    picked_too = first.new or first.gone or first.turned
    return bool(unoffered) and not picked_too and all(one.key[-1] == "others" for one in others)


def _kept(told: View, name: str) -> AnswerThen:
    """An answer as it once was written, or as it stands."""
    if name in told.visit.misfits:
        lines = map(in_one_line, each_misfit(told.visit.misfits[name]))
        return AnswerThen("unfit", tuple(own_words(one) for one in lines))
    return At(told, (name,)).said


def table_differences(was: View, now: View, table: Rows) -> Iterator[Difference]:
    """What differs in whether there are rows at all, and whether those are all."""
    before, after = At(was, (table.id,)), At(now, (table.id,))
    asked = table.ask
    if before.said.standing == after.said.standing == "answered":
        before, after, asked = before.below("end"), after.below("end"), tr("Whether there are more")
    if before.said != after.said:
        yield Difference(key=before.key, asked=asked, was=before.said, now=after.said)


def row_differences(was: View, now: View, table: Rows) -> Iterator[RowDifference]:
    """Every row that is new or gone, or of which a cell was answered in another way."""
    for before, after in _pairs(was, now, table):
        rows = [(told, row) for told, row in ((now, after), (was, before)) if row]
        names = list(dict.fromkeys(name for _, row in rows for name in row.cells))
        # What names a row that stands at one visit alone is not said again.
        unnamed = len(rows) == 1 and rows[0][1].thing is None
        cells = tuple(
            one
            for name in names[unnamed:]
            for one in differences(_cell(was, before, name), _cell(now, after, name))
        )
        if cells or len(rows) == 1:
            thing = _thing(table, *rows[0])
            yield RowDifference(thing=thing, is_new=not before, is_gone=not after, cells=cells)


def is_reordered(was: View, now: View, table: Rows) -> bool:
    """Whether the rows of both visits stand in another order; the person alone orders them."""
    kept = [before.number for before, after in _pairs(was, now, table) if before and after]
    return table.for_each is None and kept != sorted(kept)


def _pairs(was: View, now: View, table: Rows) -> list[tuple[TableRow | None, TableRow | None]]:
    """The rows of both visits, those about the same thing together; those that are gone last.

    Of several rows about the same thing, those that say the same belong together.
    """
    left = rows_told(was, table)
    found: dict[int, TableRow] = {}
    for is_same in (_content, _name):
        for row in rows_told(now, table):
            same = (one for one in left if is_same(was, one) == is_same(now, row))
            if row.number not in found and (before := next(same, None)):
                found[row.number] = before
                left.remove(before)
    after = [(found.get(row.number), row) for row in rows_told(now, table)]
    return [*after, *((row, None) for row in left)]


def _first(told: View, row: TableRow) -> At:
    return At(told, next(iter(row.cells.values())).key)


def _cell(told: View, row: TableRow | None, name: str) -> At:
    return At(told, (*row.at, name) if row else ("",))


def _name(told: View, row: TableRow) -> Hashable:
    """What was picked before, or what the first cell says, however it is spelt."""
    if row.thing:
        return row.thing.id
    content = _first(told, row).content
    return " ".join(content.text.casefold().split()) if isinstance(content, Words) else content


def _content(told: View, row: TableRow) -> Hashable:
    """All that is said in a row."""
    base = row.at
    name = row.thing.id if row.thing else ""
    return name, *(
        (step.key[len(base) :], At(told, step.key).content)
        for step in told.steps_of(base[0])
        if step.key[: len(base)] == base
    )


def _thing(table: Rows, told: View, row: TableRow) -> Phrase:
    named = _first(told, row).said.things
    return joined(named) if row.thing is None and named else row_thing(told, table.id, row)
