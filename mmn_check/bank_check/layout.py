"""What a page's layout asks for that the bank does not have."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

from mmn_check.bank.load import BankDraft
from mmn_check.bank.model import Bank, Question, Rows, Simple
from mmn_check.bank.page_layout import (
    FACTS,
    OWN_FIELDS,
    Changes,
    Event,
    Fact,
    Row,
    Table,
    fields_of,
    is_whole,
    needed_fields_of,
)
from mmn_check.bank.problems import Problem, suggested
from mmn_check.bank_check.references import FIXED_TEXTS
from mmn_check.bank_check.silent_fields import MAY_LACK, always_silent

Path = tuple[str | int, ...]
Mistakes = Iterator[tuple[Path, str, tuple[str, ...]]]
"""Each with the keys and places in lists that lead to it in bank.yaml, and with its cause."""
THINGS = ("thing", "row")
HIGHEST_RANK = 9
FIELD = re.compile(r"\{[^{}]*\}")
UNNAMED = frozenset({"yes_no", "number", "rating", "date"})
"""Kinds of answers that do not tell by themselves what they are about: "Yes. 4. 2019."."""


def misprinted(draft: BankDraft, wrong: AbstractSet[str]) -> Iterator[Problem]:
    """Every mistake in the layout; none is claimed where a section could not be read.

    Nor is any of questions that are `wrong` themselves, or of records with a key misspelt.
    """
    if draft.has_own_file and not draft.lost_sections:
        unsure = draft.unsure() | wrong
        for path, sentence, cause in _mistakes(draft.bank, draft.source_map.misspelt):
            if unsure.isdisjoint(cause):
                yield draft.source_map.mistake(draft.bank, sentence, *path).because(*cause)


def hardly_told(draft: BankDraft) -> Iterator[Problem]:
    """A note on each fact that may say nothing, or that says nobody knows what of."""
    bank = draft.bank
    if not draft.has_own_file or draft.lost_sections:
        return
    if draft.diary and not (bank.page and bank.page.diary):
        sentence = "What is told in the diary stands on no page: add diary: to the page."
        yield draft.source_map.mistake(bank, sentence, "page").of_level("note")
    if not bank.page:
        return
    facts: list[tuple[Path, Fact, bool]] = [
        (("page", "urgent", at), one, False) for at, one in enumerate(bank.page.urgent)
    ]
    for number, row in enumerate(bank.page.rows):
        beside = len(row.facts) > 1
        facts += [
            (("page", "rows", number, "facts", at), one, beside) for at, one in enumerate(row.facts)
        ]
    for path, fact, beside in facts:
        for sentence in _remarks(bank, fact, beside=beside):
            yield draft.source_map.mistake(bank, sentence, *path, "text").of_level("note")


def _remarks(bank: Bank, fact: Fact, *, beside: bool) -> Iterator[str]:
    always = needed_fields_of(fact.text)
    asked = dict.fromkeys(one.split(".")[0] for one in always)
    questions = [one for one in asked if one in bank.by_id]
    if fact.each or not questions:
        return
    for one in questions[1:]:
        yield f"Where {{{one}}} has no answer nothing of this is printed: put it in [ ] brackets."
    for one in always:
        if len(always) > 1 and one.partition(".")[2] in MAY_LACK:
            yield f"Where {{{one}}} is unknown nothing of this is printed: put it in [ ] brackets."
        if "" in fact.says.get(one, {}).values():
            yield f"Where {{{one}}} is said to be nothing it leaves a gap: put it in [ ] brackets."
    first = bank.by_id[questions[0]]
    words = FIELD.sub("", fact.text) + (fact.lead or "")
    told = any(one.isalnum() for one in words) or first.id in fact.says or ".ask}" in fact.text
    if beside and not told and first.kind in UNNAMED:
        yield f"Nobody can tell what this is about: put words beside {{{first.id}}}, or a lead."


def _mistakes(bank: Bank, misspelt: Container[int]) -> Mistakes:
    if bank.page:
        yield from _below(bank, bank.page, ("page",), misspelt)
    if bank.changes:
        yield from _changes(bank.changes, misspelt)


def _below(bank: Bank, layout: Any, path: Path, misspelt: Container[int]) -> Mistakes:
    """The mistakes of a piece of layout and of everything in it."""
    if isinstance(layout, tuple):
        for at, one in enumerate(layout):
            yield from _below(bank, one, (*path, at), misspelt)
    elif is_dataclass(layout) and id(layout) not in misspelt:
        yield from (((*path, *at), said, cause) for at, said, cause in _of_one(bank, layout))
        for one in fields(layout):
            yield from _below(bank, getattr(layout, one.name), (*path, one.name), misspelt)


def _of_one(bank: Bank, layout: Any) -> Mistakes:
    match layout:
        case Fact():
            yield from _of_fact(bank, layout)
        case Row(facts=facts, whole=whole):
            for at, fact in enumerate(facts):
                if fact.rank and not whole and not (fact.name or fact.each):
                    yield ("facts", at), "What may be left out needs a name to be called by.", ()
        case Table(each=each, columns=columns):
            yield from _sayings(bank, layout)
            for at, column in enumerate(columns):
                yield from _template(bank, ("columns", at, "text"), column.text, each)
        case Event(each=each, text=text, date=date):
            yield from _template(bank, ("text",), text, each)
            yield from _field(bank, ("date",), date, each)
        case _:
            return


def _of_fact(bank: Bank, fact: Fact) -> Mistakes:
    yield from _template(bank, ("text",), fact.text, fact.each)
    for name in fact.where:
        yield from _field(bank, ("where",), name, fact.each)
    yield from _sayings(bank, fact)
    if fact.rank > HIGHEST_RANK:
        yield ("rank",), f"A rank is a number from 0 to {HIGHEST_RANK}.", ()
    about = [fact.each] if fact.each else [name.split(".")[0] for name in fields_of(fact.text)]
    choices = [one for name in about for one in getattr(bank.by_id.get(name), "choices", ())]
    known = {name for one in choices for name in (one.id, one.group)}
    for key in ("only", "but"):
        for at, name in enumerate(getattr(fact, key)):
            if choices and name not in known:
                sentence = f'There is no choice or group "{name}" on that list.'
                yield (key, at), sentence, ("said", about[0], name)


def _sayings(bank: Bank, fact: Fact | Table) -> Mistakes:
    """Whether somebody can answer what other words are given for."""
    cells = {
        cell.id: cell
        for one in (bank.questions() if fact.says else ())
        if isinstance(one, Rows) and fact.each in (one.id, one.for_each)
        for cell in one.fields
    }
    for name, says in fact.says.items():
        question = bank.by_id.get(name) or cells.get(name)
        if question is None:
            sentence = f'"{name}" is no question, and no cell that is told here.'
            yield ("says", name), sentence, ("question", name)
            continue
        known = {
            "yes",
            "no",
            "none",
            "picked",
            *(one.id for one in getattr(question, "choices", ())),
        }
        for word in says:
            if word not in known:
                sentence = f'Nobody can answer "{name}" with "{word}".'
                yield ("says", name, word), sentence, ("said", name, word)


def _template(bank: Bank, path: Path, text: str, each: str | None) -> Mistakes:
    if not is_whole(text):
        yield path, "A bracket, brace or asterisk is not closed, or stands inside another.", ()
    names = fields_of(text)
    if each is None and (alone := [one for one in names if one in THINGS]):
        sentence = (
            f"{{{alone[0]}}} stands only where there is an each: whose rows or picks are told."
        )
        yield path, sentence, ()
        return
    for name in names:
        yield from _field(bank, path, name, each)


def _field(bank: Bank, path: Path, field: str, each: str | None) -> Mistakes:
    """Whether a field names something: a question, a fixed text, a cell, and a fact of it."""
    parts = field.split(".")
    if field in ("", *OWN_FIELDS) or not bank.texts:
        return
    if each is not None and each not in bank.by_id:
        return  # which is told where it stands
    here = bank.by_id.get(each or "")
    asked: Question | None = bank.by_id.get(parts[0])
    if isinstance(here, Rows) and parts[0] in _cells(here):
        asked, known = _cells(here)[parts[0]], parts[1:]
    elif asked:
        of_things = isinstance(asked, Rows) and asked.for_each == each and each
        cell = _cells(asked).get(parts[1]) if of_things and parts[1:2] else None
        asked, known = (cell, parts[2:]) if cell else (asked, parts[1:])
    else:
        known = [] if field in {*bank.texts, *FIXED_TEXTS} else [field]
    if known and (len(known) > 1 or known[0] not in FACTS):
        near = suggested(field, {*bank.by_id, *bank.texts, *OWN_FIELDS} - {field})
        if len(known) == 1 and known[0] != field:
            near = suggested(known[0], FACTS, few=len(FACTS))
        sentence = f"There is nothing called {{{field}}} that could be printed here.{near}"
        cause = ("question", parts[0]) if known[0] == field else ("fact", *parts)
        yield path, sentence, (*cause, each) if each else cause
    elif (
        known
        and asked
        and parts[0] not in bank.texts
        and (why := always_silent(bank, asked, known[0]))
    ):
        yield path, f"{{{field}}} never says anything: {why}", ("question", asked.id)


def _cells(question: object) -> Mapping[str, Simple]:
    return {cell.id: cell for cell in question.fields} if isinstance(question, Rows) else {}


def _changes(layout: Changes, misspelt: Container[int]) -> Mistakes:
    """Everything is told under one heading, and every heading has something to tell."""
    chapters = [(("changes", "order", at), one) for at, one in enumerate(layout.order)]
    said = [(("changes", "said"), layout.said)] if layout.said else []
    seen: set[tuple[str, str]] = set()
    for path, chapter in (*said, *chapters):
        if not (chapter.sections or chapter.questions or id(chapter) in misspelt):
            sentence = f'Nothing is told under "{chapter.heading}": name sections or questions.'
            yield path, sentence, ()
        for key in ("sections", "questions"):
            for at, name in enumerate(getattr(chapter, key)):
                if (key, name) in seen:
                    sentence = f'"{name}" is told under an earlier heading already.'
                    yield (*path, key, at), sentence, ()
                seen.add((key, name))
