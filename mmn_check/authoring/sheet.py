"""`bank show`: every question of a bank on one sheet, and its conditions in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.model import Bank, Choice, Question, Rating, Rows, Section, built_on
from mmn_check.bank.page_layout import (
    Body,
    Event,
    Fact,
    Page,
    Table,
    Timeline,
    fields_of,
    question_of,
)
from mmn_check.text_safety import shown

KINDS: Mapping[str, str] = {
    "yes_no": "yes or no",
    "one": "one choice",
    "many": "any of some choices",
    "places": "places, each with its side",
    "number": "a number",
    "rating": "a number from 0 to 10",
    "date": "a date, as exact as memory",
    "text": "own words",
    "rows": "a table",
    "rank": "some of what was picked, in order",
}
SAID: Mapping[str, str] = {
    "any": "anything picked",
    "not_sure": "not sure",
    "skipped": "skipped",
    "declined": "rather not say",
    "on_right": "a place on the right",
    "on_left": "a place on the left",
    "one_side": "one side alone",
    "two_sides": "both sides, or no side known",
}
"""The words of conditions that are no choice's id, as a person says them."""
MOST = 300
"""Characters of a bank's text that a line shows."""


def condition_in_words(condition: Condition, bank: Bank, table: Rows | None = None) -> str:
    """When it holds: 'aches is yes or not sure, and began is within 7 days'; empty for always.

    With `table`, the condition of one of its cells, which looks at cells of the same row.
    """
    return ", and ".join(_clause(one, bank, table) for one in condition)


def when_asked(question: Question, bank: Bank, section_if: Condition = ()) -> str:
    """When a question is asked at all, its section and what it is built on included."""
    conditions = [condition_in_words(one, bank) for one in (section_if, question.ask_if) if one]
    sources = built_on(question)
    if sources:
        conditions.append(f"enough is picked in {' or '.join(sources)}")
    return f"if {', and '.join(conditions)}" if conditions else "always"


def text(said: str) -> str:
    """A bank's text, fit for one line."""
    return shown(said, MOST)


def _clause(clause: Clause, bank: Bank, table: Rows | None) -> str:
    name = shown(clause.question)
    match clause:
        case AnyOf(words=words):
            return f"{name} is {' or '.join(_words(clause.question, words, bank, table))}"
        case AllOf(words=words):
            return f"{name} is {' and '.join(_words(clause.question, words, bank, table))}"
        case Within(days=days):
            return f"{name} is at most {days} days ago"
        case _:
            assert_never(clause)


def _words(name: str, words: Iterable[str], bank: Bank, table: Rows | None) -> Iterator[str]:
    question = (table.cells.get(name) if table else None) or bank.by_id.get(name)
    choices = {one.id: one.label for one in choices_of(question, bank)}
    groups = {one.group for one in choices_of(question, bank)}
    for word in words:
        if word in choices:
            yield f"“{text(choices[word])}”"
        elif word in groups:
            yield f"one of the group {shown(word)}"
        else:
            yield SAID.get(word, shown(word))


def choices_of(question: Question | None, bank: Bank) -> tuple[Choice, ...]:
    """What may be picked: a question's own choices, those of its fields, and what was picked."""
    items = question.fields if isinstance(question, Rows) else (question,) if question else ()
    return tuple(one for item in items for one in bank.offered(item))


SIGNED = "Read and approved by ______________________________   on ______________"


def sheet_of(bank: Bank) -> Iterator[str]:
    """The lines of the sheet: the questions by section, the fixed texts, the sources.

    The diary is one more section. Each line is plain text, whatever is in the bank.
    """
    whole = bank.with_diary
    printed = printed_at(bank)
    count = sum(1 for _ in whole.questions())
    yield f"{text(bank.title)} ({text(bank.id)} {text(bank.version)})"
    yield f"{len(whole.sections)} sections, {count} questions"
    for section in whole.sections:
        yield from ("", f"## {text(section.title)} ({text(section.id)})")
        if section.ask_if:
            yield f"Asked: if {condition_in_words(section.ask_if, whole)}"
        told = section is not bank.diary or (bank.page and bank.page.diary)
        behind = [f"all answers, “{text(section.title)}”"] if told else []
        for question in section.questions:
            yield ""
            places = (*printed.get(question.id, ()), *behind)
            yield from _question(question, section, whole, places)
    yield from ("", "## Fixed texts")
    for name, fixed in bank.texts.items():
        yield from ("", f"{text(name)}  [{_row(fixed.sources)}]")
        yield from (f"  {text(line)}" for line in fixed.text.splitlines())
    yield from ("", "## Sources", "")
    for code, source in bank.sources.items():
        yield f"{text(code)}  {text(source.title)}, {text(source.address)}"
    yield from ("", SIGNED)


def _question(
    question: Question, section: Section, bank: Bank, printed: Iterable[str]
) -> Iterator[str]:
    depth = f"depth {question.depth}"
    required = ", cannot be skipped" if question.required else ""
    until = f", no longer asked since {text(question.until)}" if question.until else ""
    yield f"{text(question.id)}  ({KINDS[question.kind]}, {depth}{required}{until})"
    yield f"  {text(question.ask)}"
    if isinstance(question, Rating):
        yield f"  0: {text(question.lowest)}; 10: {text(question.highest)}"
    if isinstance(question, Rows):
        yield from _fields(question, bank)
    elif choices := [text(one.label) for one in choices_of(question, bank)]:
        yield f"  Choices: {'; '.join(choices)}"
    yield f"  Asked: {when_asked(question, bank, section.ask_if)}"
    for told, condition in (
        ("Only when everything is asked", question.longest_if),
        ("Stop card", question.urgent_if),
        ("Call the office today", question.call_if),
        ("Asked anew", question.anew_if),
    ):
        if condition:
            yield f"  {told}: if {condition_in_words(condition, bank)}"
    for told, said in (
        ("Help", question.help),
        ("Why", question.why),
        ("Clinical", question.clinical),
    ):
        if said:
            yield f"  {told}: {text(said)}"
    yield f"  Page: {'; '.join(printed) or 'none'}"
    yield f"  Sources: {_row(question.sources)}"


def _fields(table: Rows, bank: Bank) -> Iterator[str]:
    """What is asked of each row."""
    if table.for_each:
        only = f": {_row(table.only)}" if table.only else ""
        core = f"; on the shorter ways {_row(table.core)} alone" if table.core else ""
        yield f"  A row for each thing picked in {text(table.for_each)}{only}{core}"
    for cell in table.fields:
        choices = "; ".join(text(one.label) for one in choices_of(cell, bank))
        about = f" [{choices}]" if choices else ""
        asked = f", if {condition_in_words(cell.ask_if, bank, table)}" if cell.ask_if else ""
        yield f"  Of each: {text(cell.ask)} ({KINDS[cell.kind]}{asked}){about}"


def _row(names: Iterable[str]) -> str:
    return ", ".join(map(text, names)) or "none"


def printed_at(bank: Bank) -> Mapping[str, tuple[str, ...]]:
    """By question: the places that print it, all answers aside, from the top of page 1 down."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place, facts in _places(bank.page) if bank.page else ():
        for fact in facts:
            for name in _named_in(fact, bank):
                found[name][place] = None
    return {name: tuple(places) for name, places in found.items()}


_Printed = Fact | Table | Event | str
"""A piece of the layout, or the id of a question that is shown."""


def _places(page: Page) -> Iterator[tuple[str, Iterable[_Printed]]]:
    yield "page 1, name", page.name
    yield "page 1, under the name", page.about
    yield "page 1, statement", page.statement
    yield "page 1, urgent box", page.urgent
    for row in page.rows:
        yield f"page 1, “{text(row.heading)}”", row.facts
    for figure in page.figures:
        yield f"page 1, figure “{text(figure.name)}”", [sign.question for sign in figure.signs]
    for part in page.second:
        where = f"page 2, “{text(part.heading)}”"
        match part:
            case Table():
                yield where, (part,)
            case Timeline(events=events):
                yield where, events
            case Body():
                yield where, [sign.question for one in page.figures for sign in one.signs]


def _named_in(part: _Printed, bank: Bank) -> Iterator[str]:
    """The questions that a piece of the layout prints."""
    match part:
        case str():
            yield part
            return
        case Fact(text=template, worst=worst, with_lists=others):
            fields = (*fields_of(template), worst or "", *others)
        case Table(columns=columns):
            fields = tuple(one for column in columns for one in fields_of(column.text))
        case Event(text=template, date=date):
            fields = (date, *fields_of(template))
    table = bank.by_id.get(part.each or "")
    cells = table.cells if table else {}
    for name in (part.each, *map(question_of, fields)):
        if name in bank.by_id and not (name in cells and name != part.each):
            yield name or ""
