"""Room for an answer on paper, for each kind of question."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from mmn_check.domain.questions import (
    Choice,
    Date,
    Many,
    Number,
    One,
    Places,
    Question,
    Rank,
    Rating,
    Rows,
    Simple,
    Text,
    YesNo,
)
from mmn_check.language import tr
from mmn_check.output.chart import places_drawn
from mmn_check.output.directions import NOT_SURE, Guide

ENTRIES = 3
"""How many rows of a table are drawn; more go on the back of the sheet."""

Space = dict[str, object]


def space_for(question: Question, guide: Guide) -> Space:
    """What is drawn below a question: boxes, lines, or a table."""
    match question:
        case Rank():
            lines = [f"{number}" for number in range(1, question.at_most + 1)]
            return {"kind": "ranked", "lines": lines}
        case Rows():
            return _rows(question, guide)
        case _:
            return _simple(question, guide)


def _simple(item: Simple, guide: Guide) -> Space:
    match item:
        case YesNo():
            return {"kind": "yes-no"}
        case One(picked_in=str(source)):
            return _picked(item, source, guide)
        case Many(picked_in=str()):
            called = tr("As in {question}:", question=guide.called(item))
            return {"kind": "line", "as": called, "unsure": True}
        case One() | Many():
            return {"kind": "boxes", "boxes": [*map(_box, item.choices), _unsure()]}
        case Places():
            drawn = sum(choice.id in places_drawn() for choice in item.choices)
            parts = drawn * 2 > len(item.choices)
            return {"kind": "places", "rows": [*map(_box, item.choices)], "parts": parts}
        case Number():
            return _short_line(item.unit or "")
        case Rating():
            return {"kind": "rating", "lowest": item.lowest, "highest": item.highest}
        case Date():
            return {"kind": "date"}
        case Text():
            return {"kind": "lines", "short": False, "lines": 3 if item.role else 2}
        case _:
            assert_never(item)


def _box(choice: Choice) -> Space:
    return {"label": choice.label, "sides": choice.sides, "words": choice.words}


def _unsure() -> Space:
    return {"label": tr(NOT_SURE), "words": None}


def _short_line(unit: str) -> Space:
    return {"kind": "lines", "short": True, "unit": unit}


def _picked(item: One, source: str, guide: Guide) -> Space:
    """What was ticked before is ticked again; a part of the body is written with its side."""
    if isinstance(guide.questions[source], Places):
        return {
            "kind": "line",
            "as": tr("As in {question}:", question=guide.names[source]),
            "unsure": True,
        }
    boxes = [replace(choice, words=None) for choice in things_of(item, guide)]
    return {"kind": "boxes", "boxes": [*map(_box, boxes), _unsure()], "columns": 2}


def _rows(table: Rows, guide: Guide) -> Space:
    """One line for each thing where that is enough, else entries to write in."""
    things = [choice.label for choice in things_of(table, guide)]
    match table.fields:
        case (One(choices=choices),) if things and choices:
            options = [*(choice.label for choice in choices), tr(NOT_SURE)]
            return {"kind": "matrix", "things": things, "options": options}
        case (YesNo(),) if things:
            options = [tr("Yes"), tr("No"), tr(NOT_SURE)]
            return {"kind": "matrix", "things": things, "options": options}
        case (Number(unit=unit),) if things:
            return {"kind": "amounts", "things": things, "unit": unit or ""}
        case (Date(ask=ask) | Text(ask=ask),) if things:
            return {"kind": "written", "things": things, "ask": _new(ask, table)}
        case (Text(ask=ask),):
            lines = [f"{number}" for number in range(1, min(ENTRIES, table.at_most) + 1)]
            return {"kind": "numbered", "lines": lines, "ask": _new(ask, table), "none": table.none}
    entries = min(ENTRIES, table.at_most)
    return {
        "kind": "entries",
        "row": table.row[:1].upper() + table.row[1:],
        "named": bool(table.for_each),
        "none": table.none,
        "count": entries,
        "more": table.at_most > entries,
        "fields": [_field(cell, table, guide) for cell in table.fields],
    }


def _new(ask: str, table: Rows) -> str:
    """The question of a table's only field, unless the table has asked it already."""
    return "" if ask == table.ask else ask


def things_of(table: Question, guide: Guide) -> list[Choice]:
    """What a table may have a row for, once it was ticked."""
    only = table.only if isinstance(table, Rows) else ()
    return [
        choice
        for choice in guide.choices(table)
        if not choice.exclusive and (not only or choice.id in only or choice.group in only)
    ]


def _field(cell: Simple, table: Rows, guide: Guide) -> Space:
    inside = replace(
        guide,
        questions={**guide.questions, **{one.id: one for one in table.fields}},
        names={**guide.names, **{one.id: f"“{one.ask}”" for one in table.fields}},
    )
    return {
        "ask": cell.ask,
        "only": _only(cell, inside),
        "help": cell.help,
        "note": guide.note_to(cell),
        "space": _space_in_entry(cell, inside),
    }


def _only(cell: Simple, guide: Guide) -> str | None:
    if not cell.ask_if:
        return None
    return tr("Only if {condition}.", condition=guide.holds_if(cell.ask_if))


def _space_in_entry(cell: Simple, guide: Guide) -> Space:
    """A line to write on takes less of the paper, and of the hand, than a table would."""
    match cell:
        case Text():
            return {"kind": "line", "as": "", "unsure": False}
        case Date() | Places():
            return {"kind": "line", "as": "", "unsure": True}
        case _:
            return _simple(cell, guide)
