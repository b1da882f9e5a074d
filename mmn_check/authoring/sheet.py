"""For those who read a bank: `bank show`, every question on one sheet; `bank compare`, its changes.

Of a later version it is told what is otherwise, and what becomes of old visits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, assert_never

from mmn_check.bank import model, page_layout
from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.model import Bank, Choice, Question, Rows, built_on, is_later
from mmn_check.bank.records import records_in
from mmn_check.text_safety import safe

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
    return ", and ".join(_clause_in_words(one, bank, table) for one in condition)


def when_asked(question: Question, bank: Bank, section_if: Condition = ()) -> str:
    """When a question is asked at all, its section and what it is built on included."""
    conditions = [condition_in_words(one, bank) for one in (section_if, question.ask_if) if one]
    sources = built_on(question)
    if sources:
        conditions.append(f"enough is picked in {' or '.join(sources)}")
    return f"if {', and '.join(conditions)}" if conditions else "always"


def text(said: str) -> str:
    """A bank's text, fit for one line."""
    return safe(said, MOST)


def _clause_in_words(clause: Clause, bank: Bank, table: Rows | None) -> str:
    name = safe(clause.question)
    match clause:
        case AnyOf(words=words):
            return f"{name} is {' or '.join(_wanted(clause.question, words, bank, table))}"
        case AllOf(words=words):
            return f"{name} is {' and '.join(_wanted(clause.question, words, bank, table))}"
        case Within(days=days):
            return f"{name} is at most {days} days ago"
        case _:
            assert_never(clause)


def _wanted(name: str, words: Iterable[str], bank: Bank, table: Rows | None) -> Iterator[str]:
    question = (table.cells.get(name) if table else None) or bank.by_id.get(name)
    choices = {one.id: one.label for one in choices_of(question, bank)}
    groups = {one.group for one in choices_of(question, bank)}
    for word in words:
        if word in choices:
            yield f"“{text(choices[word])}”"
        elif word in groups:
            yield f"one of the group {safe(word)}"
        else:
            yield SAID.get(word, safe(word))


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
        yield from ("", f"{text(name)}  [{_names_in_a_row(fixed.sources)}]")
        yield from (f"  {text(line)}" for line in fixed.text.splitlines())
    yield from ("", "## Sources", "")
    for code, source in bank.sources.items():
        yield f"{text(code)}  {text(source.title)}, {text(source.address)}"
    yield from ("", SIGNED)


def _question(
    question: Question, section: model.Section, bank: Bank, printed: Iterable[str]
) -> Iterator[str]:
    depth = f"depth {question.depth}"
    required = ", cannot be skipped" if question.required else ""
    until = f", no longer asked since {text(question.until)}" if question.until else ""
    yield f"{text(question.id)}  ({KINDS[question.kind]}, {depth}{required}{until})"
    yield f"  {text(question.ask)}"
    if isinstance(question, model.Rating):
        yield f"  0: {text(question.lowest)}; 10: {text(question.highest)}"
    if isinstance(question, Rows):
        yield from _fields(question, bank)
    elif choices := [text(one.label) for one in choices_of(question, bank)]:
        yield f"  Choices: {'; '.join(choices)}"
    yield f"  Asked: {when_asked(question, bank, section.ask_if)}"
    for key, told in CONDITIONS.items():
        if condition := getattr(question, key):
            yield f"  {told.capitalize()}: if {condition_in_words(condition, bank)}"
    for key in ("help", "why", "clinical"):
        if said := getattr(question, key):
            yield f"  {key.capitalize()}: {text(said)}"
    yield f"  Page: {'; '.join(printed) or 'none'}"
    yield f"  Sources: {_names_in_a_row(question.sources)}"


def _fields(table: Rows, bank: Bank) -> Iterator[str]:
    """What is asked of each row."""
    if table.for_each:
        only = f": {_names_in_a_row(table.only)}" if table.only else ""
        core = f"; on the shorter ways {_names_in_a_row(table.core)} alone" if table.core else ""
        yield f"  A row for each thing picked in {text(table.for_each)}{only}{core}"
    for cell in table.fields:
        choices = "; ".join(text(one.label) for one in choices_of(cell, bank))
        about = f" [{choices}]" if choices else ""
        asked = f", if {condition_in_words(cell.ask_if, bank, table)}" if cell.ask_if else ""
        yield f"  Of each: {text(cell.ask)} ({KINDS[cell.kind]}{asked}){about}"


def _names_in_a_row(names: Iterable[str]) -> str:
    return ", ".join(map(text, names)) or "none"


def printed_at(bank: Bank) -> Mapping[str, tuple[str, ...]]:
    """By question: the places that print it, all answers aside, from the top of page 1 down."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for place, part in _places(bank.page) if bank.page else ():
        for name in _printed_by(part, bank):
            found[name][place] = None
    return {name: tuple(places) for name, places in found.items()}


def _places(page: page_layout.Page) -> Iterator[tuple[str, object]]:
    """Each place of the page, and the records that print there."""
    tops = {"name": page.name, "under the name": page.about, "statement": page.statement}
    for where, facts in {**tops, "urgent box": page.urgent}.items():
        yield f"page 1, {where}", facts
    yield from ((f"page 1, “{text(row.heading)}”", row.facts) for row in page.rows)
    yield from ((f"page 1, figure “{text(one.name)}”", one.signs) for one in page.figures)
    for part in page.second:
        marked = isinstance(part, page_layout.Body)
        yield f"page 2, “{text(part.heading)}”", page.figures if marked else part


def _printed_by(part: object, bank: Bank) -> Iterator[str]:
    """The questions that a part of the layout prints."""
    for record in records_in(part):
        each: str | None
        said: tuple[str, ...] = ()
        match record:
            case page_layout.Sign(question=each):
                pass
            case page_layout.Fact(each=each, worst=worst, with_lists=others):
                said = (*page_layout.fields_of(record.text), worst or "", *others)
            case page_layout.Table(each=each, columns=columns):
                said = tuple(it for one in columns for it in page_layout.fields_of(one.text))
            case page_layout.Event(each=each):
                said = (record.date, *page_layout.fields_of(record.text))
            case _:
                continue
        table = bank.by_id.get(each or "")
        for name in (each or "", *map(page_layout.question_of, said)):
            if name in bank.by_id and (name == each or name not in (table.cells if table else ())):
                yield name


CONDITIONS = {
    "longest_if": "only when everything is asked",
    "urgent_if": "stop card",
    "call_if": "call the office today",
    "anew_if": "asked anew",
}
"""What the sheet calls the conditions besides that of asking."""
PARTS = {"version", "sections", "diary", "texts", "questions", "choices", "fields"}
"""What is compared part by part, each by its id."""
UNREAD = "Old answers stay in their files, and are not read any more"
AFTERWARDS = {
    "- question": f"{UNREAD}. In its place with until: VERSION it is asked no more, but told.",
    "- choice": f"{UNREAD} where they hold it.",
    "- field": f"{UNREAD}.",
    "+ question": "Old visits lack it.",
    "+ choice": "With since: it counts as no news at a later visit.",
    "+ field": "Old rows lack it.",
    "~ ask_if": "Old answers that counted still count.",
    "~ until": "Old answers are still told.",
    "~ kind": f"{UNREAD} where they do not fit: better give it a new id.",
}
"""What becomes of old visits, by what is gone, new, or otherwise."""
BankParts = Mapping[tuple[str, str], Any]
"""Records by what they are and how they are called."""


def changes_in_bank(old: Bank, new: Bank) -> Iterator[str]:
    """Lines about all that was added, removed or changed, and what becomes of old visits."""
    banks = old.with_diary, new.with_diary
    yield f"From {text(old.id)} {text(old.version)} to {text(new.id)} {text(new.version)}"
    if old.id != new.id:
        yield "These are two banks, not two versions of one: neither reads visits to the other."
    elif not is_later(new.version, old.version):
        yield (
            "The version is no later one: raise it. Only then does an old answer go on counting "
            "whose question is asked on another condition now."
        )
    lines = [*_changes(_parts_of_bank(banks[0]), _parts_of_bank(banks[1]), banks=banks)]
    yield from lines or ["Nothing is otherwise in what is asked."]


def _parts_of_bank(bank: Bank) -> BankParts:
    sections = {("section", one.id): one for one in bank.sections}
    texts = {("text", name): one for name, one in bank.texts.items()}
    questions = {("question", name): one for name, one in bank.by_id.items()}
    return {**sections, **questions, **texts, ("bank", bank.id): bank}


def _parts_of_question(question: Any) -> BankParts:
    """A question's own choices and a table's fields; none of anything else."""
    if not isinstance(question, Question):
        return {}
    choices = {("choice", one.id): one for one in question.own_choices}
    return {**choices, **{("field", name): one for name, one in question.cells.items()}}


def _changes(
    was: BankParts, now: BankParts, *, banks: tuple[Bank, Bank], within: str = ""
) -> Iterator[str]:
    """What is gone, new or otherwise among these parts, called by what they are `within` too."""
    for what, name in dict.fromkeys((*was, *now)):
        before, after = was.get((what, name)), now.get((what, name))
        called = f"{within}{what} {name}"
        if before is None or after is None:
            sign, how = ("+", "added") if before is None else ("-", "removed")
            told = f"{sign} {text(called)}: {how}, {_wording(before or after)}."
            yield f"{told} {AFTERWARDS.get(f'{sign} {what}', '')}".rstrip()
        else:
            yield from _changed_keys(text(called), before, after, banks)
            parts = _parts_of_question(before), _parts_of_question(after)
            yield from _changes(*parts, banks=banks, within=f"{called}, ")


def _wording(part: Any) -> str:
    """What a part says."""
    keys = ("ask", "label", "title", "text")
    return _value_in_words(next(said for key in keys if (said := getattr(part, key, ""))))


def _changed_keys(called: str, was: Any, now: Any, banks: tuple[Bank, Bank]) -> Iterator[str]:
    """What is otherwise in a part, key by key, and what becomes of old answers."""
    is_raised = is_later(banks[1].version, banks[0].version)
    of_one_kind = type(was) is type(now)
    for key in [one.name for one in fields(now)] if of_one_kind else ["kind"]:
        before, after = getattr(was, key), getattr(now, key)
        if key not in PARTS and before != after:
            told = [_value_in_words(*one) for one in zip((before, after), banks, strict=True)]
            more = AFTERWARDS.get(f"~ {key}", "") if key != "ask_if" or is_raised else ""
            otherwise = f"was {'; now '.join(told)}" if all(told) else "is otherwise, too"
            yield f"~ {called}: {key} {otherwise}. {more}".rstrip()


def _value_in_words(value: Any, bank: Bank | None = None) -> str:
    """What stands under a key, if a line can tell."""
    match value:
        case None | () | False:
            return "none"
        case str():
            return f"“{text(value)}”"
        case int() | float():
            return str(value)
        case (AnyOf() | AllOf() | Within(), *_) if bank:
            return condition_in_words(value, bank)
        case _:
            return ""
