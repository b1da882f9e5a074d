"""How two answers to a table differ: row by row, cell by cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import chain

from mmn_check.bank.model import Rows
from mmn_check.i18n import tr
from mmn_check.summary.differences import (
    NOT_ASKED,
    AnswerThen,
    At,
    Difference,
    RowDifference,
    content_at,
    differences,
    said_at,
)
from mmn_check.summary.summary_model import Phrase
from mmn_check.summary.view import TableRow, View
from mmn_check.summary.wording import joined, lower_first, row_thing, words
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Words
from mmn_check.visit.visit import Key

NOWHERE: Key = ("",)
"""Where nothing stands."""


def table_differences(was: View, now: View, table: Rows) -> Iterator[Difference]:
    """What differs in whether there are rows at all, and whether those are all."""
    before, after = said_of_table(was, table), said_of_table(now, table)
    if before.standing != after.standing:
        yield Difference(key=(table.id,), asked=table.ask, was=before, now=after)
    elif before.standing == "answered":
        end = (table.id, "end")
        if content_at(At(was, end)) != content_at(At(now, end)):
            yield _end(was, now, table)


def _end(was: View, now: View, table: Rows) -> Difference:
    end = (table.id, "end")
    before, after = (_said_of_end(At(told, end)) for told in (was, now))
    return Difference(key=end, asked=tr("Whether there are more"), was=before, now=after)


def _said_of_end(at: At) -> AnswerThen:
    if at.answer == NO_MORE:
        return AnswerThen(standing="answered", things=(words(tr("no more")),))
    return AnswerThen(standing=at.answer.state) if at.answer else NOT_ASKED


def said_of_table(told: View, table: Rows) -> AnswerThen:
    """What stood in a table, its rows apart."""
    if _rows(told, table):
        return AnswerThen(standing="answered")
    answer = told.answer((table.id,)) or told.answer((table.id, "end"))
    if answer == NO_MORE:
        return AnswerThen(standing="none", things=(words(lower_first(table.none or tr("none"))),))
    return AnswerThen(standing=answer.state) if answer else NOT_ASKED


def row_differences(was: View, now: View, table: Rows) -> Iterator[RowDifference]:
    """Every row that is new or gone, or of which a cell was answered in another way."""
    for before, after in _pairs(was, now, table):
        cells = tuple(_cells(was, now, before, after))
        thing = [_thing(told, table, row) for told, row in ((now, after), (was, before)) if row]
        if cells or len(thing) == 1:
            new, gone = not before, not after
            yield RowDifference(thing=thing[0], is_new=new, is_gone=gone, cells=cells)


def is_reordered(was: View, now: View, table: Rows) -> bool:
    """Whether the rows of both visits stand in another order; the person alone orders them."""
    kept = [before.number for before, after in _pairs(was, now, table) if before and after]
    return table.for_each is None and kept != sorted(kept)


def _pairs(was: View, now: View, table: Rows) -> list[tuple[TableRow | None, TableRow | None]]:
    """The rows of both visits, those about the same thing together; those that are gone last.

    Of several rows about the same thing, those that say the same belong together.
    """
    left = _rows(was, table)
    found: dict[int, TableRow] = {}
    for is_same in (_content, _name):
        for row in _rows(now, table):
            same = (one for one in left if is_same(was, one) == is_same(now, row))
            if row.number not in found and (before := next(same, None)):
                found[row.number] = before
                left.remove(before)
    after = [(found.get(row.number), row) for row in _rows(now, table)]
    return [*after, *((row, None) for row in left)]


def _cells(
    was: View, now: View, before: TableRow | None, after: TableRow | None
) -> Iterator[Difference]:
    """What differs between two rows; all of the one, if there is no other, but what names it."""
    rows = [row for row in (after, before) if row]
    names = list(dict.fromkeys(chain.from_iterable(row.cells for row in rows)))
    alone = len(rows) == 1 and rows[0].thing is None
    for cell in names[1:] if alone else names:
        yield from differences(_cell(was, before, cell), _cell(now, after, cell))


def _cell(told: View, row: TableRow | None, cell: str) -> At:
    return At(told, (*_first(row).key[:-1], cell) if row else NOWHERE)


def _first(row: TableRow) -> Step:
    return next(iter(row.cells.values()))


def _rows(told: View, table: Rows) -> list[TableRow]:
    """The rows in which something was said."""
    return [
        row
        for row in told.rows(table.id)
        if any(told.answer(step.key) for step in row.cells.values())
    ]


def _name(told: View, row: TableRow) -> Hashable:
    """What was picked before, or what the first cell says, however it is spelt."""
    if row.thing:
        return row.thing.id
    match content_at(At(told, _first(row).key)):
        case Words(text):
            return " ".join(text.casefold().split())
        case content:
            return content


def _content(told: View, row: TableRow) -> Hashable:
    """All that is said in a row."""
    base = _first(row).key[:-1]
    name = row.thing.id if row.thing else ""
    return name, *(
        (step.key[len(base) :], content_at(At(told, step.key)))
        for step in told.steps_of(base[0])
        if step.key[: len(base)] == base
    )


def _thing(told: View, table: Rows, row: TableRow) -> Phrase:
    named = said_at(At(told, _first(row).key)).things
    if row.thing is None and named:
        return joined(named)
    return row_thing(told, table.id, row)
