"""Conditions look only at what has been asked before, wherever a section is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from mmn_check.bank.conditions import Condition
from mmn_check.bank.model import Bank, Item, One, Question, Rows, Section, built_on
from mmn_check.bank.problems import Problem, Problems
from mmn_check.bank.source_map import SourceMap
from mmn_check.text_safety import shown

MOST_MOVES = 5
"""Conditions on which sections move; with more, not every mixture of them is gone through."""

Order = Mapping[str, int]
"""The place of each question in one order of asking."""


def out_of_order(bank: Bank, source_map: SourceMap) -> Problems:
    """What looks at a question that is not asked before."""
    yield from _moves_ahead(bank, source_map)
    yield from _too_deep(bank, source_map)
    found: dict[tuple[int, str, str], Problem] = {}
    for number, order in enumerate(_orders(bank)):
        places = _places(order)
        for section in order:
            for key, mistake in _section(section, places, moved=number > 0, source_map=source_map):
                found.setdefault((id(section), *key), mistake)
    yield from found.values()


def _moves_ahead(bank: Bank, source_map: SourceMap) -> Problems:
    before: set[str] = set()
    ids = {section.id for section in bank.sections}
    known = set(bank.by_id)
    asked_by: dict[str, set[str]] = {}
    for section in bank.sections:
        move = section.earlier
        if move and move.after in ids - before:
            sentence = f'"{shown(move.after)}" does not come before this section.'
            yield source_map.mistake(move, sentence, "after")
        elif move:
            for clause in move.ask_if:
                so_far = asked_by.get(move.after, known)
                if clause.question in known - so_far:
                    yield _later(source_map, move, clause.question, "ask_if", moved=True)
        so_far = {question.id for question in section.questions}
        asked_by[section.id] = so_far.union(*asked_by.values())
        before.add(section.id)


def _too_deep(bank: Bank, source_map: SourceMap) -> Problems:
    """What waits for a question that is not asked yet at its own depth."""
    by_id = bank.by_id
    for question in bank.questions():
        for key, name in _looks(question):
            if question.until or key == "and_in":
                continue
            if name in by_id and by_id[name].depth > question.depth:
                yield source_map.mistake(
                    question,
                    f'"{name}" is of depth {by_id[name].depth}, so at depth {question.depth} '
                    "this question waits in vain.",
                    *(key, name),
                    remedy="give both the same depth.",
                    question=question.id,
                )


def _orders(bank: Bank) -> Iterator[Sequence[Section]]:
    """The order of the files first, then each that the moves can bring about."""
    conditions = list(dict.fromkeys(one.earlier.ask_if for one in bank.sections if one.earlier))
    if len(conditions) > MOST_MOVES:
        mixtures = [(), tuple(conditions)]
    else:
        sizes = range(len(conditions) + 1)
        mixtures = [some for size in sizes for some in combinations(conditions, size)]
    for holding in mixtures:
        yield _order(bank, holding)


def _order(bank: Bank, holding: Sequence[Condition]) -> Sequence[Section]:
    order: list[Section] = []
    waiting = list(reversed(bank.sections))
    done: set[int] = set()
    while waiting:
        section = waiting.pop()
        if id(section) in done:
            continue
        done.add(id(section))
        order.append(section)
        moved = [
            other
            for other in bank.sections
            if other.earlier
            and other.earlier.after == section.id
            and other.earlier.ask_if in holding
        ]
        waiting += reversed(moved)
    return order


def _places(order: Sequence[Section]) -> Order:
    places: dict[str, int] = {}
    for section in order:
        for question in section.questions:
            places.setdefault(question.id, len(places))
    return places


def _section(
    section: Section, places: Order, *, moved: bool, source_map: SourceMap
) -> Iterator[tuple[tuple[str, str], Problem]]:
    """Each look ahead, by what looks and what is looked at."""
    start = min((places[question.id] for question in section.questions), default=len(places))
    for clause in section.ask_if:
        if places.get(clause.question, -1) >= start:
            mistake = _later(source_map, section, clause.question, "ask_if", moved=moved)
            yield ("", clause.question), mistake
    end = start + len(section.questions)
    for one in section.contradictions:
        for clause in one.when:
            if places.get(clause.question, -1) >= end:
                mistake = _later(source_map, one, clause.question, "when", moved=moved)
                yield (one.id, clause.question), mistake
    for question in section.questions:
        here = places[question.id]
        for key, name in _looks(question):
            there = places.get(name, -1)
            if there > here or (there == here and key not in ("urgent_if", "call_if")):
                mistake = _later(source_map, question, name, key, moved=moved)
                yield (question.id, name), replace(mistake, question=question.id)


def _looks(question: Question) -> Iterator[tuple[str, str]]:
    """What a question looks at, each with the key that says so."""
    for clause in question.ask_if:
        yield "ask_if", clause.question
    for clause in question.urgent_if:
        yield "urgent_if", clause.question
    for clause in question.call_if:
        yield "call_if", clause.question
    for number, name in enumerate(built_on(question)):
        key = "for_each" if isinstance(question, Rows) else "picked_in"
        yield ("and_in" if number else key), name
    for cell in question.fields if isinstance(question, Rows) else ():
        if isinstance(cell, One) and cell.picked_in:
            yield "fields", cell.picked_in


def _later(source_map: SourceMap, record: object, name: str, key: str, *, moved: bool) -> Problem:
    """That what a record looks at, under a key, is asked later."""
    if isinstance(record, Item) and record.id == name:
        what = f"This question cannot wait for itself, so leave out {key}."
        return source_map.mistake(record, what, key, name)
    where = "here where a section is moved to its earlier place" if moved else "this"
    what = f'"{shown(name)}" comes later than {where}.'
    remedy = "only earlier questions can be looked at."
    return source_map.mistake(record, what, key, name, remedy=remedy).because("later", name)
