"""The spaces of a blank form to answer in, and the words that lead from one to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import reduce
from typing import assert_never

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.output.figures import places_drawn
from mmn_check.visit.steps import TWO_SIDES

NOT_SURE = tr_later("Not sure")
_BOXES = {"yes": tr_later("Yes"), "no": tr_later("No"), "not_sure": NOT_SURE}
_NOTHING = tr_later("nothing")
"""On paper, what is skipped or not said is a box left empty."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """What directions may point to."""

    questions: Mapping[str, model.Question]
    names: Mapping[str, str]
    """How each question is called on paper: "question 8"."""
    texts: Mapping[str, str]
    """The bank's fixed texts."""

    def called(self, question: model.Question) -> str:
        """How the questions are called that one is built on: "question 8 or question 9"."""
        return _one_of(self.names[source] for source in model.built_on(question))

    def choices(self, question: model.Question) -> tuple[model.Choice, ...]:
        """What there is to tick, here or where it was ticked before."""
        sources = model.built_on(question)
        if sources:
            return tuple(one for source in sources for one in self._all(source))
        return (
            question.choices if isinstance(question, model.One | model.Many | model.Places) else ()
        )

    def _all(self, source: str) -> Iterator[model.Choice]:
        """What can be picked at a question that others build on."""
        return (one for one in self.choices(self.questions[source]) if not one.exclusive)

    def note_to(self, question: model.Question) -> str | None:
        """The fixed words that go with a question, unless its help says them already."""
        note = self.texts.get(question.note or "")
        return None if note and note in (question.help or "") else note

    def can_hold(self, condition: Condition) -> bool:
        """Whether all that the condition looks at is asked on this paper."""
        return all(clause.question in self.names for clause in condition)

    def holds_if(self, condition: Condition) -> str:
        """When the condition holds: "you ticked “Yes” in question 8"."""
        clauses = (self._clause(clause) for clause in condition)
        return reduce(lambda one, more: tr("{one}, and {more}", one=one, more=more), clauses)

    def _clause(self, clause: Clause) -> str:
        name = self.names[clause.question]
        match clause:
            case AnyOf() if not self._has_boxes(clause.question):
                return tr("you answered {question}", question=name)
            case AnyOf():
                return self._any_of(clause, name)
            case AllOf():
                each = (_one_of(self._labels(clause, word)) for word in clause.words)
                things = reduce(_and_also, each)
                return tr("you ticked {things} in {question}", things=things, question=name)
            case Within():
                return tr_n(
                    "the day you gave in {question} is in the last {count} day",
                    "the day you gave in {question} is in the last {count} days",
                    clause.days,
                    question=name,
                )
            case _:
                assert_never(clause)

    def _any_of(self, clause: AnyOf, name: str) -> str:
        labels = [label for word in clause.words for label in self._labels(clause, word)]
        if {*labels} == {tr(_NOTHING)}:
            return tr("you ticked nothing in {question}", question=name)
        return tr("you ticked {things} in {question}", things=_one_of(labels), question=name)

    def _has_boxes(self, question: str) -> bool:
        found = self.questions[question]
        return isinstance(found, model.YesNo) or bool(self.choices(found))

    def _labels(self, clause: AnyOf | AllOf, word: str) -> list[str]:
        """What stands beside the boxes that a word of a condition means."""
        choices = self.choices(self.questions[clause.question])
        if meant := [f"“{one.label}”" for one in choices if word in (one.id, one.group)]:
            return meant
        if word == TWO_SIDES:
            return [tr("both sides")]
        if word == ANYTHING:
            none = [f"“{one.label}”" for one in choices if one.exclusive]
            return [reduce(_but, none, tr("anything"))]
        return [f"“{tr(_BOXES[word])}”" if word in _BOXES else tr(_NOTHING)]


def _one_of(labels: Iterable[str]) -> str:
    """Labels in a row, each once: "a, b or c"."""
    *others, last = dict.fromkeys(labels)
    return tr("{things} or {last}", things=", ".join(others), last=last) if others else last


def _and_also(things: str, more: str) -> str:
    return tr("{things}, and also {more}", things=things, more=more)


def _but(things: str, label: str) -> str:
    return tr("{things} but {label}", things=things, label=label)


ENTRIES = 3
"""How many rows of a table are drawn; more go on the back of the sheet."""

Space = dict[str, object]


def space_for(question: model.Question, guide: Guide) -> Space:
    """What is drawn below a question: boxes, lines, or a table."""
    match question:
        case model.Rank():
            lines = [f"{number}" for number in range(1, question.at_most + 1)]
            return {"kind": "ranked", "lines": lines}
        case model.Rows():
            return _rows(question, guide)
        case _:
            return _simple(question, guide)


def _simple(item: model.Simple, guide: Guide) -> Space:
    match item:
        case model.YesNo():
            return {"kind": "yes-no"}
        case model.One(picked_in=str(source)):
            return _picked(item, source, guide)
        case model.Many(picked_in=str(), choices=own):
            called = tr("As in {question}:", question=guide.called(item))
            return {"kind": "line", "as": called, "own": [*map(_box, own)], "unsure": True}
        case model.One() | model.Many():
            return {"kind": "boxes", "boxes": [*map(_box, item.choices), _unsure()]}
        case model.Places():
            drawn = sum(choice.id in places_drawn() for choice in item.choices)
            parts = drawn * 2 > len(item.choices)
            return {"kind": "places", "rows": [*map(_box, item.choices)], "parts": parts}
        case model.Number():
            return {"kind": "lines", "short": True, "unit": item.unit or ""}
        case model.Rating():
            return {"kind": "rating", "lowest": item.lowest, "highest": item.highest}
        case model.Date():
            return {"kind": "date"}
        case model.Text():
            return {"kind": "lines", "short": False, "lines": 3 if item.role else 2}
        case _:
            assert_never(item)


def _box(choice: model.Choice) -> Space:
    return {"label": choice.label, "sides": choice.sides, "words": choice.words}


def _unsure() -> Space:
    return {"label": tr(NOT_SURE), "words": None}


def _picked(item: model.One, source: str, guide: Guide) -> Space:
    """What was ticked before is ticked again; a part of the body is written with its side."""
    if isinstance(guide.questions[source], model.Places):
        return {
            "kind": "line",
            "as": tr("As in {question}:", question=guide.names[source]),
            "unsure": True,
        }
    boxes = [replace(choice, words=None) for choice in things_of(item, guide)]
    return {"kind": "boxes", "boxes": [*map(_box, boxes), _unsure()], "columns": 2}


def _rows(table: model.Rows, guide: Guide) -> Space:
    """One line for each thing where that is enough, else entries to write in."""
    things = [choice.label for choice in things_of(table, guide)]
    match table.fields:
        case (model.One(choices=choices),) if things and choices:
            options = [*(choice.label for choice in choices), tr(NOT_SURE)]
            return {"kind": "matrix", "things": things, "options": options}
        case (model.YesNo(),) if things:
            options = [tr("Yes"), tr("No"), tr(NOT_SURE)]
            return {"kind": "matrix", "things": things, "options": options}
        case (model.Number(unit=unit),) if things:
            return {"kind": "amounts", "things": things, "unit": unit or ""}
        case (model.Date(ask=ask) | model.Text(ask=ask),) if things:
            return {"kind": "written", "things": things, "ask": _new(ask, table)}
        case (model.Text(ask=ask),):
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


def _new(ask: str, table: model.Rows) -> str:
    """The question of a table's only field, unless the table has asked it already."""
    return "" if ask == table.ask else ask


def things_of(table: model.Question, guide: Guide) -> list[model.Choice]:
    """What a table may have a row for, once it was ticked."""
    only = table.only if isinstance(table, model.Rows) else ()
    offered = guide.choices(table)
    return [one for one in offered if not one.exclusive and model.is_meant(one, only)]


def _field(cell: model.Simple, table: model.Rows, guide: Guide) -> Space:
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


def _only(cell: model.Simple, guide: Guide) -> str | None:
    if not cell.ask_if:
        return None
    return tr("Only if {condition}.", condition=guide.holds_if(cell.ask_if))


def _space_in_entry(cell: model.Simple, guide: Guide) -> Space:
    """A line to write on takes less of the paper, and of the hand, than a table would."""
    match cell:
        case model.Text():
            return {"kind": "line", "as": "", "unsure": False}
        case model.Date() | model.Places():
            return {"kind": "line", "as": "", "unsure": True}
        case _:
            return _simple(cell, guide)
