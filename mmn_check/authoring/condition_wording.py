"""A bank's conditions and kinds, in words that a clinician reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import assert_never

from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.model import Bank, Choice, Question, Rows, built_on
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
    cells = table.fields if table else ()
    question = next((one for one in cells if one.id == name), None) or bank.by_id.get(name)
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
    if question is None:
        return ()
    if isinstance(question, Rows):
        return tuple(one for cell in question.fields for one in choices_of(cell, bank))
    picked = (bank.by_id.get(one) for one in built_on(question))
    taken = tuple(choice for one in picked if one for choice in getattr(one, "choices", ()))
    return (*taken, *getattr(question, "choices", ()))
