"""What a page's layout asks for that the bank does not have."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from mmn_check.bank.layout import (
    FACTS,
    FIELDS,
    Answers,
    Changes,
    Count,
    Each,
    Event,
    Heading,
    Page,
    Path,
    RestOfFirst,
    Say,
    Urgent,
    Weakness,
)
from mmn_check.bank.load import BankDraft
from mmn_check.bank.model import Bank, Places, Rows
from mmn_check.bank.problems import Mistake
from mmn_check.summary.printed import PAGE_LINES, TITLE_LINES
from mmn_check.summary.summing.phrases import STATE_WORDS
from mmn_check.summary.summing.wording import fields_of, is_whole

Mistakes = Iterator[tuple[Path, str]]
"""Each with the keys and places in lists that lead to it in bank.yaml."""


def layout_mistakes(bank: Bank) -> Mistakes:
    """Every mistake; that what is named is there is checked with the rest of the bank."""
    if bank.page:
        yield from _below(bank, bank.page, ("page",))
        yield from _room(bank.page)
        yield from _unprinted(bank, bank.page)
    if bank.changes:
        yield from _changes(bank.changes)


def _below(bank: Bank, layout: Any, path: Path) -> Mistakes:
    """The mistakes of a piece of layout and of everything in it."""
    if isinstance(layout, tuple):
        for at, one in enumerate(layout):
            yield from _below(bank, one, (*path, at))
    elif is_dataclass(layout):
        yield from ((((*path, *where)), sentence) for where, sentence in _of_one(bank, layout))
        for one in fields(layout):
            yield from _below(bank, getattr(layout, one.name), (*path, one.name))


def _of_one(bank: Bank, layout: Any) -> Mistakes:
    match layout:
        case Say():
            yield from _of_say(bank, layout)
        case Each(question=table, text=text):
            yield from _template(("text",), text, _of_row(bank, table))
            for key in ("says", "where"):
                yield from _cells(bank, table, getattr(layout, key), (key,))
        case Event(question=table, text=text, date=str(cell)):
            yield from _template(("text",), text, _of_row(bank, table))
            yield from _cells(bank, table, [cell], ("date",))
        case Event(text=text):
            yield from _template(("text",), text, FIELDS, bank.by_id)
        case Count(text=text):
            yield from _template(("text",), text, {"count"})
        case Urgent(nothing=nothing, shown=shown):
            yield from _template(("nothing",), nothing, {"made", "asked"})
            yield from _template(("shown",), shown, {"shown"})
        case Weakness():
            yield from _of_weakness(bank, layout)
        case Heading(limit=limit, tight=tight):
            if limit < 1 or not 0 < (tight or 1) <= limit:
                yield ("limit",), "A limit is at least 1 line, and a tight one is not larger."
        case _:
            return


def _of_say(bank: Bank, part: Say) -> Mistakes:
    can_be_named = FIELDS, bank.by_id
    yield from _template(("text",), part.text or "", *can_be_named)
    words = {"yes", "no", "none"}
    for question in (part.question, *part.or_else):
        choices = getattr(bank.by_id.get(question), "choices", ())
        words |= {choice.id for choice in choices}
    for word, text in part.says.items():
        if word in STATE_WORDS:
            yield from _template(("says", word), text, *can_be_named)
        elif word not in words:
            yield ("says", word), f'Nobody can answer "{part.question}" with "{word}".'


def _of_weakness(bank: Bank, part: Weakness) -> Mistakes:
    yield from _template(("text",), part.text, {"places", "moves"})
    yield from _template(("elsewhere",), part.elsewhere, {"moves", "side"})
    places = bank.by_id.get(part.places)
    groups = {choice.group for choice in places.choices} if isinstance(places, Places) else set()
    for at, moves in enumerate(part.moves):
        if groups and moves.group not in groups:
            sentence = f'No place of "{part.places}" is in the group "{moves.group}".'
            yield ("moves", at, "group"), sentence


def _of_row(bank: Bank, table: str) -> set[str]:
    """What may be named of a row."""
    cells = _cell_ids(bank, table)
    return {"thing", "number", *cells, *(f"{cell}.{fact}" for cell in cells for fact in FACTS)}


def _cell_ids(bank: Bank, table: str) -> set[str]:
    question = bank.by_id.get(table)
    return {cell.id for cell in question.fields} if isinstance(question, Rows) else set()


def _cells(bank: Bank, table: str, named: Collection[str], path: Path) -> Mistakes:
    cells = _cell_ids(bank, table)
    for cell in named:
        if cells and cell not in cells:
            where = path if path == ("date",) else (*path, cell)
            yield where, f'The table "{table}" has no field "{cell}".'


def _template(path: Path, text: str, *known: Collection[str]) -> Mistakes:
    if not is_whole(text):
        yield path, "A bracket or a brace is not closed, or stands inside another."
    for name in fields_of(text):
        if not any(name in some for some in known):
            yield path, f"There is nothing called {{{name}}} that could be printed here."


def _room(page: Page) -> Mistakes:
    """Page 1 holds what its headings may say, and page 2 begins with what it leaves out."""
    lines = sum(heading.limit + heading.space for heading in page.first)
    if lines > PAGE_LINES - TITLE_LINES:
        room = PAGE_LINES - TITLE_LINES
        yield (
            ("page", "first"),
            f"The limits come to {lines} lines, and page 1 has room for {room}.",
        )
    if page.first and not isinstance(next(iter(page.more), None), RestOfFirst):
        yield (
            ("page", "more"),
            'Page 1 sends its reader to page 2, so the first under "more" is of kind "rest".',
        )


def _unprinted(bank: Bank, page: Page) -> Mistakes:
    """Page 1 may be cut, so every answer has its place behind it."""
    blocks = [more for more in page.more if isinstance(more, Answers)]
    printed = {question for block in blocks for question in block.questions}
    sections = {section for block in blocks for section in block.sections}
    for section in bank.sections:
        for question in section.questions:
            if section.id not in sections and question.id not in printed:
                sentence = f'No "answers" under "more" print the question "{question.id}" in full.'
                yield ("page", "more"), sentence


def _changes(layout: Changes) -> Mistakes:
    """Everything is told under one heading, and every heading has something to tell."""
    chapters = [(("changes", "order", at), one) for at, one in enumerate(layout.order)]
    said = [(("changes", "said"), layout.said)] if layout.said else []
    seen: set[tuple[str, str]] = set()
    for path, chapter in (*said, *chapters):
        if not (chapter.sections or chapter.questions):
            yield path, f'Nothing is told under "{chapter.heading}": name sections or questions.'
        for key in ("sections", "questions"):
            for at, name in enumerate(getattr(chapter, key)):
                if (key, name) in seen:
                    yield (*path, key, at), f'"{name}" is told under an earlier heading already.'
                seen.add((key, name))


def misprinted(draft: BankDraft) -> Iterator[Mistake]:
    """Every mistake in the layout; none is claimed where a section could not be read."""
    if draft.has_own_file and not draft.lost_sections:
        for path, sentence in layout_mistakes(draft.bank):
            yield draft.notes.mistake(draft.bank, sentence, *path)
