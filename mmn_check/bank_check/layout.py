"""What a page's layout asks for that the bank does not have, or that could never say anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from mmn_check.bank import page_layout
from mmn_check.bank.model import Bank, Many, Places, Question, Rows, built_on
from mmn_check.bank.problems import Problems, suggested
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.records import Record, records_in
from mmn_check.bank_check.rules import FIXED_TEXTS

THINGS = ("thing", "row")
SAID_ANYWHERE = frozenset({"yes", "no", "none", "picked", "not_sure"})
HIGHEST_RANK = 9
FIELD = re.compile(r"\{[^{}]*\}")
UNNAMED = frozenset({"yes_no", "number", "rating", "date"})
"""Kinds of answers that do not tell by themselves what they are about: "Yes. 4. 2019."."""
UNNAMED_FACT = "What may be left out needs a name to be called by."
BRACKETS = "put it in [ ] brackets."


def layout_mistakes(draft: BankDraft, wrong: AbstractSet[str]) -> Problems:
    """Every mistake in the layout; none is claimed where a section could not be read.

    Nor is any of questions that are `wrong` themselves.
    """
    if draft.has_own_file and not draft.lost_sections:
        unsure = draft.unsure | wrong
        found = LayoutRules(draft).broken()
        yield from (one for one in found if unsure.isdisjoint(one.cause))


def layout_notes(draft: BankDraft) -> Problems:
    """A note on each fact that may say nothing, or that says nobody knows what of."""
    bank, mistake = draft.bank, draft.mistake
    if not draft.has_own_file or draft.lost_sections:
        return
    if draft.diary and not (bank.page and bank.page.diary):
        what = "What is told in the diary stands on no page: add diary: to the page."
        yield mistake(bank, what, "page", level="note")
    if not bank.page:
        return
    facts = [(one, False) for one in bank.page.urgent]
    facts += [(one, len(row.facts) > 1) for row in bank.page.rows for one in row.facts]
    for fact, beside in facts:
        for what in _remarks(bank, fact, beside=beside):
            yield mistake(fact, what, "text", level="note")


def _remarks(bank: Bank, fact: page_layout.Fact, *, beside: bool) -> Iterator[str]:
    always = page_layout.needed_fields_of(fact.text)
    asked = dict.fromkeys(map(page_layout.question_of, always))
    questions = [one for one in asked if one in bank.by_id]
    if fact.each or not questions:
        return
    for one in questions[1:]:
        yield f"Where {{{one}}} has no answer nothing of this is printed: {BRACKETS}"
    for one in always:
        known = page_layout.FACTS.get(one.partition(".")[2])
        if len(always) > 1 and known and known.may_lack:
            yield f"Where {{{one}}} is unknown nothing of this is printed: {BRACKETS}"
        if "" in fact.says.get(one, {}).values():
            yield f"Where {{{one}}} is said to be nothing it leaves a gap: {BRACKETS}"
    first = bank.by_id[questions[0]]
    words = FIELD.sub("", fact.text) + (fact.lead or "")
    told = (
        any(one.isalnum() for one in words)
        or first.id in fact.says
        or any(one.endswith(".ask") for one in always)
    )
    if beside and not told and first.kind in UNNAMED:
        beside_it = f"put words beside {{{first.id}}}, or a lead."
        yield f"Nobody can tell what this is about: {beside_it}"


class LayoutRules:
    """The rules for the layout of a draft's page, and of what changed."""

    def __init__(self, draft: BankDraft) -> None:
        self._bank, self._mistake = draft.bank, draft.mistake
        self._tables = [one for one in draft.bank.questions() if isinstance(one, Rows)]

    def broken(self) -> Problems:
        """Everything in the layout that is wrong."""
        for record in records_in(self._bank.page):
            match record:
                case page_layout.Fact():
                    yield from self._fact(record)
                case page_layout.PageRow(whole=False):
                    for fact in record.facts:
                        if fact.rank and not (fact.name or fact.each):
                            yield self._mistake(fact, UNNAMED_FACT)
                case page_layout.Table(each=each, columns=columns):
                    yield from self._says(record)
                    for column in columns:
                        yield from self._template(column, column.text, each)
                case page_layout.Event(each=each):
                    yield from self._template(record, record.text, each)
                    yield from self._field(record, record.date, each, "date")
        if self._bank.changes:
            yield from self._changes(self._bank.changes)

    def _fact(self, fact: page_layout.Fact) -> Problems:
        yield from self._template(fact, fact.text, fact.each)
        for name in fact.where:
            yield from self._field(fact, name, fact.each, "where")
        yield from self._says(fact)
        if fact.rank > HIGHEST_RANK:
            yield self._mistake(fact, f"A rank is a number from 0 to {HIGHEST_RANK}.", "rank")
        if fact.only or fact.but:
            yield from self._meant(fact)

    def _meant(self, fact: page_layout.Fact) -> Problems:
        """Each of the choices and groups that are meant, or not meant, that there is not."""
        fields = page_layout.fields_of(fact.text)
        about = [fact.each] if fact.each else [*map(page_layout.question_of, fields)]
        by_id = self._bank.by_id
        choices = [one for name in about if name in by_id for one in by_id[name].own_choices]
        known = {name for one in choices for name in (one.id, one.group)}
        for key in ("only", "but"):
            for at, name in enumerate(getattr(fact, key)):
                if choices and name not in known:
                    what = f'There is no choice or group "{name}" on that list.'
                    yield self._mistake(fact, what, key, at, cause=("said", about[0], name))

    def _says(self, fact: page_layout.Fact | page_layout.Table) -> Problems:
        """Each word under `says` that nobody can answer there."""
        told = [one for one in self._tables if fact.says and fact.each in (one.id, one.for_each)]
        for name, says in fact.says.items():
            if name == "language":
                continue
            question = self._bank.by_id.get(name)
            for table in told:
                question = question or table.cells.get(name)
            if question is None:
                what = f'"{name}" is no question, and no cell that is told here.'
                yield self._mistake(fact, what, "says", name, cause=("question", name))
                continue
            known = {one.id for one in question.own_choices} | SAID_ANYWHERE
            for word in says:
                is_number = question.kind in page_layout.NUMBERS and word.isdecimal()
                if not is_number and word not in known:
                    what = f'Nobody can answer "{name}" with "{word}".'
                    cause = ("said", name, word)
                    yield self._mistake(fact, what, "says", name, word, cause=cause)

    def _template(self, record: Record, text: str, each: str | None) -> Problems:
        if not page_layout.is_whole(text):
            what = "A bracket, brace or asterisk is not closed, or stands inside another."
            yield self._mistake(record, what, "text")
        names = page_layout.fields_of(text)
        if each is None and (alone := [one for one in names if one in THINGS]):
            where = "stands only where there is an each: whose rows or picks are told."
            yield self._mistake(record, f"{{{alone[0]}}} {where}", "text")
            return
        for name in names:
            yield from self._field(record, name, each, "text")

    def _field(self, record: Record, field: str, each: str | None, key: str) -> Problems:
        """Whether a field names something: a question, a fixed text, a cell, and a fact of it."""
        bank, parts = self._bank, field.split(".")
        if field in ("", *page_layout.OWN_FIELDS) or not bank.texts:
            return
        if each is not None and each not in bank.by_id:
            return  # which is told where it stands
        here = bank.by_id.get(each or "")
        asked: Question | None = bank.by_id.get(parts[0])
        if here and parts[0] in here.cells:
            asked, known = here.cells[parts[0]], parts[1:]
        elif asked:
            of_things = isinstance(asked, Rows) and asked.for_each == each and each
            cell = asked.cells.get(parts[1]) if of_things and parts[1:2] else None
            asked, known = (cell, parts[2:]) if cell else (asked, parts[1:])
        else:
            known = [] if field in {*bank.texts, *FIXED_TEXTS} else [field]
        if known and (len(known) > 1 or known[0] not in page_layout.FACTS):
            near = suggested(field, {*bank.by_id, *bank.texts, *page_layout.OWN_FIELDS} - {field})
            if len(known) == 1 and known[0] != field:
                near = suggested(known[0], page_layout.FACTS, few=len(page_layout.FACTS))
            cause = ("question", parts[0]) if known[0] == field else ("fact", *parts)
            what = f"There is nothing called {{{field}}} that could be printed here.{near}"
            cause = (*cause, each) if each else cause
            yield self._mistake(record, what, key, cause=cause)
        elif (
            known
            and asked
            and parts[0] not in bank.texts
            and (why := always_silent(bank, asked, known[0]))
        ):
            what = f"{{{field}}} never says anything: {why}"
            yield self._mistake(record, what, key, cause=("question", asked.id))

    def _changes(self, layout: page_layout.Changes) -> Problems:
        """Each heading with nothing under it, and what is named under two headings."""
        seen: set[tuple[str, str]] = set()
        for chapter in filter(None, (layout.said, *layout.order)):
            if not (chapter.sections or chapter.questions):
                what = f'Nothing is told under "{chapter.heading}": name sections or questions.'
                yield self._mistake(chapter, what)
            for key in ("sections", "questions"):
                for at, name in enumerate(getattr(chapter, key)):
                    if (key, name) in seen:
                        what = f'"{name}" is told under an earlier heading already.'
                        yield self._mistake(chapter, what, key, at)
                    seen.add((key, name))


def always_silent(bank: Bank, item: Question, known: str) -> str:
    """Why nothing is ever known by this name of a question, as a sentence; empty if it may be."""
    kinds = page_layout.FACTS[known].kinds
    if kinds and item.kind not in kinds:
        return f'"{known}" is told only of a question of the kind {" or ".join(kinds)}.'
    if known == "by_side" and not _of_places(bank, item):
        return '"by_side" is told only of places, and of what was picked among them.'
    has_list = isinstance(item, Rows) or item.own_choices or built_on(item)
    if known == "count" and not has_list:
        return '"count" is told only of a list or a table.'
    if page_layout.FACTS[known].of_card and not item.urgent_if:
        return f'"{known}" is told only of a question with urgent_if.'
    if isinstance(item, Many) and known in page_layout.LEFT_OVER and not item.confirm_rest:
        none = any(one.exclusive for one in item.choices) or built_on(item)
        if known == "unticked" or not none:
            return f'"{item.id}" needs confirm_rest: true.'
    return ""


def _of_places(bank: Bank, item: Question) -> bool:
    """Whether what is picked has sides."""
    if isinstance(item, Places):
        return True
    return any(_of_places(bank, bank.by_id[one]) for one in built_on(item) if one in bank.by_id)
