"""The rows of a table as sentences of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mmn_check.bank.layout import Count, Each, Say
from mmn_check.summary.summing.drafts import Draft
from mmn_check.summary.summing.phrases import Manner, all_in_words, thing_of
from mmn_check.summary.summing.saying import Drafts, of_value, say
from mmn_check.summary.summing.told import Row, Told
from mmn_check.summary.summing.wording import Filling, Listing, Parts, Phrase, fill, plain, words


@dataclass(frozen=True)
class _Filled:
    """A row, and what it says besides the thing it is about."""

    row: Row
    thing: Phrase
    rest: str


def each(told: Told, part: Each) -> Drafts:
    """A sentence for each row, or for neighbours that say the same."""
    rows = [row for row in told.rows(part.question) if _is_meant(told, part, row)]
    if part.where and not rows:
        return ()
    if not rows:
        return _instead(told, part)
    chosen, left = _in_order(told, part, rows)
    origins = _origins(told, part)
    drafts = [
        Draft(
            parts=_text(told, part, group[0].row, _things(part, group)),
            origins=origins,
            stop=not part.listed,
            row=not part.listed,
            things=len(group),
        )
        for group in _groups(told, part, chosen)
    ]
    if left:
        drafts.append(replace(drafts[-1], dropped=True, things=left))
    return tuple(drafts)


def row_text(told: Told, part: Each, row: Row) -> Draft:
    """The sentence of one row."""
    parts = _text(told, part, row, thing_of(told, part.question, row))
    return Draft(parts=parts, origins=_origins(told, part))


def count(told: Told, part: Count) -> Drafts:
    """How many rows there are."""
    rows = told.rows(part.question)
    if not rows:
        return _instead(told, part)
    parts = fill(part.text, lambda _: words(str(len(rows))))
    return (Draft(parts=parts, origins=_origins(told, part), stop=False),)


def _is_meant(told: Told, part: Each, row: Row) -> bool:
    return not any(told.says_in(row, cell).isdisjoint(said) for cell, said in part.where.items())


def _in_order(told: Told, part: Each, rows: Sequence[Row]) -> tuple[list[Row], int]:
    """The rows to say, and how many page 1 leaves to page 2: the patient's ranking decides."""
    ranked = told.answer((part.order or "",))
    if ranked is None or not isinstance(ranked.value, tuple):
        return list(rows), 0
    by_thing = {row.thing.id: row for row in rows if row.thing}
    first = [by_thing[one] for one in ranked.value if isinstance(one, str) and one in by_thing]
    others = [row for row in rows if row not in first]
    return (first, len(others)) if first and told.brief else (first + others, 0)


def _groups(told: Told, part: Each, rows: Sequence[Row]) -> list[list[_Filled]]:
    filled = [
        _Filled(row, thing_of(told, part.question, row), plain(_text(told, part, row, ())))
        for row in rows
    ]
    if part.together is None:
        return [[one] for one in filled]
    return [list(group) for _, group in groupby(filled, key=lambda one: one.rest)]


def _things(part: Each, group: list[_Filled]) -> Filling:
    things = tuple(one.thing for one in group)
    return things[0] if len(things) == 1 else Listing(things, part.together or "comma")


def _text(told: Told, part: Each, row: Row, thing: Filling) -> Parts:
    return fill(part.text, lambda name: _field(told, part, row, name, thing))


def _field(told: Told, part: Each, row: Row, name: str, thing: Filling) -> Filling | None:
    if name == "thing":
        return thing
    if name == "number":
        return words(str(row.number))
    cell, _, fact = name.partition(".")
    step = row.cells.get(cell)
    if step is None:
        return None
    if fact:
        return of_value(told, step.key, fact)
    says = part.says.get(cell, {})
    answer = told.answer(step.key)
    if answer and not answer.given:
        state = says.get(answer.state)
        return words(state) if state else None
    return all_in_words(told, step, Manner(says=says, quotes=part.quotes))


def _origins(told: Told, part: Each | Count) -> frozenset[str]:
    order = part.order if isinstance(part, Each) else None
    return told.behind(part.question) | ({order} if order else set())


def _instead(told: Told, part: Each | Count) -> Drafts:
    """What is said where there are no rows, which is also known from the table."""
    drafts = say(told, part.instead or Say(question=part.question))
    return tuple(replace(one, origins=one.origins | _origins(told, part)) for one in drafts)
