"""The questions as a form to fill in by hand: spaces to answer in, and words that lead on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from datetime import date
from itertools import chain
from typing import assert_never

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.records import Record
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.output.figures import places_drawn
from mmn_check.output.pdf import Paper, PrintedPdf, typeset
from mmn_check.visit.steps import TWO_SIDES
from mmn_check.visit.values import NOT_SURE_IN_WORDS

_BOXES = {"yes": tr_later("Yes"), "no": tr_later("No"), "not_sure": NOT_SURE_IN_WORDS}
_NOTHING = tr_later("nothing")
"""On paper, what is skipped or not said is a box left empty."""


def _labels_meant(choices: Iterable[model.Choice], word: str) -> list[str]:
    """What stands beside the boxes that a word of a condition means."""
    if meant := [f"“{one.label}”" for one in choices if word in (one.id, one.group)]:
        return meant
    if word == TWO_SIDES:
        return [tr("both sides")]
    if word == ANYTHING:
        things = tr("anything")
        for none in (f"“{one.label}”" for one in choices if one.exclusive):
            things = tr("{things} but {label}", things=things, label=none)
        return [things]
    return [f"“{tr(_BOXES[word])}”" if word in _BOXES else tr(_NOTHING)]


def _labels_or(labels: Iterable[str]) -> str:
    """Labels in a row, each once: "a, b or c"."""
    *others, last = dict.fromkeys(labels)
    return tr("{things} or {last}", things=", ".join(others), last=last) if others else last


ENTRIES = 3
"""How many rows of a table are drawn; more go on the back of the sheet."""

Space = dict[str, object]


def space_for(item: model.Question, form: BlankForm) -> Space:
    """What is drawn below a question: boxes, lines, or a table."""
    match item:
        case model.Rank():
            return {"kind": "ranked", "lines": item.at_most}
        case model.Rows():
            return _entries_to_write_in(item, form)
        case model.YesNo():
            return {"kind": "yes-no"}
        case model.One(picked_in=str()) | model.Many(picked_in=str()):
            return _writing_line(form.called(item), own=[*map(_box, item.choices)])
        case model.One() | model.Many():
            return {"kind": "boxes", "boxes": [*map(_box, item.choices)]}
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
    words = None if choice.words_until else choice.words
    return {"label": choice.label, "sides": choice.sides, "words": words}


def _writing_line(before: str = "", *, unsure: bool = True, **more: object) -> Space:
    """A line to write on, for what was ticked `before` if that is told."""
    told = tr("As in {question}:", question=before) if before else ""
    return {"kind": "line", "as": told, **more, "unsure": unsure}


def _entries_to_write_in(table: model.Rows, form: BlankForm) -> Space:
    """One line for each thing where that is enough, else entries to write in."""
    things = [choice.label for choice in form.things(table)]
    entries = min(ENTRIES, table.at_most)
    match table.fields:
        case (model.YesNo() | model.One(picked_in=None) as item,) if things:
            options = [one.label for one in item.own_choices]
            return {"kind": "matrix", "things": things, "options": options}
        case (model.Number() | model.Date() | model.Text() as item,) if things:
            head = item.unit if isinstance(item, model.Number) else _own_ask(item.ask, table)
            return {"kind": "written", "things": things, "ask": head or ""}
        case (model.Text(ask=ask),):
            told = {"lines": entries, "ask": _own_ask(ask, table), "none": table.none}
            return {"kind": "numbered", **told}
    return {
        "kind": "entries",
        "row": table.row[:1].upper() + table.row[1:],
        "named": bool(table.for_each),
        "none": table.none,
        "count": entries,
        "more": table.at_most > entries,
        "fields": [_field(cell, table, form) for cell in table.fields],
    }


def _own_ask(ask: str, table: model.Rows) -> str:
    """The question of a table's only field, unless the table has asked it already."""
    return "" if ask == table.ask else ask


def _field(cell: model.Simple, table: model.Rows, form: BlankForm) -> Space:
    inside = replace(form, cells=table.cells)
    condition = inside.holds_if(cell.ask_if) if cell.ask_if else ""
    # A line to write on takes less of the paper, and of the hand, than a table would.
    on_a_line = isinstance(cell, model.Text | model.Date | model.Places)
    return {
        "ask": cell.ask,
        "only": tr("Only if {condition}.", condition=condition) if condition else None,
        "help": cell.help,
        "note": form.note_to(cell),
        "space": _writing_line(unsure=not isinstance(cell, model.Text))
        if on_a_line
        else space_for(cell, inside),
    }


_PAGE = "\0"
"""Stands for the number of a page, which only the template knows; no text holds it."""


def blank_form(bank: model.Bank, depth: model.Depth) -> BlankForm:
    """Number what is asked at this depth; what only left-out questions open is left out too."""
    numbers: dict[str, int] = {}
    sections: list[model.Section] = []
    for section in bank.sections:
        kept: list[model.Question] = []
        for question in section.questions:
            if question.is_asked_at(depth) and _looks_at(question, section) <= numbers.keys():
                numbers[question.id] = len(numbers) + 1
                kept.append(question)
        if kept:
            sections.append(replace(section, questions=tuple(kept)))
    return BlankForm(bank=bank, sections=tuple(sections), numbers=numbers)


def _looks_at(question: model.Question, section: model.Section) -> set[str]:
    """The questions that must have been asked before."""
    clauses = (*section.ask_if, *question.ask_if)
    return {*(clause.question for clause in clauses), *model.built_on(question)}


class BlankForm(Record):
    """What of a bank is on the paper."""

    bank: model.Bank
    sections: tuple[model.Section, ...]
    """With what is on the paper alone."""
    numbers: Mapping[str, int]
    """The number of each question on it."""
    cells: Mapping[str, model.Question] = field(default_factory=dict)
    """Inside a table: what its entries ask."""

    def name(self, question: str) -> str:
        """How a question is called on paper: "question 8"; in an entry by its words."""
        if question in self.cells:
            return f"“{self.cells[question].ask}”"
        return tr("question {number}", number=self.numbers[question])

    def called(self, question: model.Question) -> str:
        """How the questions are called that one is built on: "question 8 or question 9"."""
        return _labels_or(map(self.name, model.built_on(question)))

    def things(self, question: model.Question) -> list[model.Choice]:
        """What may have been ticked before, that a question may be about."""
        return [one for one in self.bank.offered(question) if not one.exclusive]

    def note_to(self, question: model.Question) -> str | None:
        """The fixed words that go with a question, unless its help says them already."""
        note = self.bank.texts[question.note].text if question.note else None
        return None if note and note in (question.help or "") else note

    def can_hold(self, condition: Condition) -> bool:
        """Whether all that the condition looks at is asked on this paper."""
        return all(one.question in self.numbers for one in condition)

    def holds_if(self, condition: Condition) -> str:
        """When the condition holds: "you ticked “Yes” in question 8"."""
        held, *others = map(self._clause, condition)
        for more in others:
            held = tr("{one}, and {more}", one=held, more=more)
        return held

    def _clause(self, clause: Clause) -> str:
        name = self.name(clause.question)
        question = self.cells.get(clause.question) or self.bank.by_id[clause.question]
        choices = self.bank.offered(question)
        match clause:
            case AnyOf() if not (choices or isinstance(question, model.YesNo)):
                return tr("you answered {question}", question=name)
            case AnyOf() | AllOf():
                each = [_labels_meant(choices, word) for word in clause.words]
                if all(labels == [tr(_NOTHING)] for labels in each):
                    return tr("you ticked nothing in {question}", question=name)
                together = each if isinstance(clause, AllOf) else [chain(*each)]
                things, *others = map(_labels_or, together)
                for more in others:
                    things = tr("{things}, and also {more}", things=things, more=more)
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

    def section_data(self, section: model.Section) -> dict[str, object]:
        """A section with its questions, as the template takes it."""
        return {
            "title": section.title,
            "only": self._only(section.ask_if, section.questions[0]),
            "questions": [self._question(question) for question in section.questions],
        }

    def _question(self, question: model.Question) -> dict[str, object]:
        many = question if isinstance(question, model.Many) else None
        most, confirms = (many.at_most, many.confirm_rest) if many else (None, False)
        return {
            "number": self.numbers[question.id],
            "ask": question.ask,
            "only": self._only(question.ask_if, question),
            "about": self._about(question),
            "help": question.help,
            "most": tr("Tick up to {count}.", count=most) if most is not None else None,
            "note": self.note_to(question),
            "space": space_for(question, self),
            "rest": self.bank.texts["confirm_rest"].text if confirms else None,
            "ideas": [*self._ideas(question)],
            "stop": self._stop(question),
        }

    def _only(self, condition: Condition, first: model.Question) -> str | None:
        """When to answer, and where to go on if that does not hold."""
        if not condition:
            return None
        after = self._first_open(condition, first)
        holds = self.holds_if(condition)
        if after is None:
            return tr("Only if {condition}. If not, go to the end.", condition=holds)
        return tr(
            "Only if {condition}. If not, go to question {number}.", condition=holds, number=after
        )

    def _first_open(self, condition: Condition, first: model.Question) -> int | None:
        """The number of the next question that may still be asked if the condition fails."""
        closed = {first.id}
        for section in self.sections:
            for question in section.questions:
                if self.numbers[question.id] <= self.numbers[first.id]:
                    continue
                hangs_on_it = {*condition} <= {*section.ask_if, *question.ask_if}
                if not hangs_on_it and closed.isdisjoint(_looks_at(question, section)):
                    return self.numbers[question.id]
                closed.add(question.id)
        return None

    def _about(self, question: model.Question) -> str | None:
        """Which of the things ticked before a question is about, and how many there must be."""
        if not model.built_on(question):
            return None
        name = self.called(question)
        match question:
            case model.Many():
                return tr("Only of what you ticked in {question}.", question=name)
            case model.One() | model.Rank():
                least = model.enough_picked(question)
                return tr(
                    "Only if you ticked {least} or more in {question}.", least=least, question=name
                )
            case model.Rows(only=()):
                return tr("For each one that you ticked in {question}.", question=name)
            case model.Rows(for_each=str(source), only=only) if (
                AnyOf(question=source, words=only) in question.ask_if
            ):
                return tr("For each one of these.")
            case _:
                labels = [f"“{choice.label}”" for choice in self.things(question)]
                return tr(
                    "For each one that you ticked in {question} of these: {things}.",
                    question=name,
                    things=", ".join(labels),
                )

    def _stop(self, question: model.Question) -> list[str] | None:
        """Where to go at once: what stands before the number of the page, and after it."""
        if not question.urgent_if or not self.can_hold(question.urgent_if):
            return None
        return tr(
            "If {condition}, do now what the box “{box}” on page {page} says.",
            condition=self.holds_if(question.urgent_if),
            box=stop_card(self.bank)[0],
            page=_PAGE,
        ).split(_PAGE)

    def _ideas(self, question: model.Question) -> Iterator[dict[str, object]]:
        """The bank's ideas for questions to ask, with the visits that they are for."""
        if isinstance(question, model.Rows) and question.ideas:
            for idea in filter(lambda one: self.can_hold(one.ask_if), self.bank.ideas):
                condition = self.holds_if(idea.ask_if) if idea.ask_if else ""
                only = tr("If {condition}:", condition=condition) if condition else None
                yield {"text": idea.text, "only": only}


def stop_card(bank: model.Bank) -> list[str]:
    """The lines of the box that says to get help now; the first names it."""
    return bank.texts["stop_card"].text.strip().split("\n")


def render_form(bank: model.Bank, *, depth: model.Depth, paper: Paper, today: date) -> PrintedPdf:
    """The PDF: every question of the bank to this depth, numbered, with what to skip in words."""
    return typeset("paper.typ", form_data(bank, depth), paper=paper, made=today)


def form_data(bank: model.Bank, depth: model.Depth) -> dict[str, object]:
    """All that the template puts on the form."""
    form = blank_form(bank.as_asked(()), depth)
    return {
        "title": bank.title,
        "foot": bank.texts["footer"].text,
        "owner": "",
        "stamp": f"{bank.id} {bank.version}",
        "start": (bank.texts.get("paper_start") or bank.texts["start"]).text.strip().split("\n"),
        "stop": stop_card(bank),
        "sections": [form.section_data(section) for section in form.sections],
        "closing": [
            {"heading": one.heading, "text": "\n".join(bank.texts[text].text for text in one.texts)}
            for one in (bank.page.closing if bank.page else ())
        ],
    }
