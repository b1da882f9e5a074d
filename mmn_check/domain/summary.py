"""A bank and a visit made into headings and lines, each knowing where it came from.

Computed once and drawn many times. Page 1 comes out cut to its limits; everything that was
answered stands in full on the pages behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from mmn_check.domain.bank import Bank
from mmn_check.domain.layout import (
    Answers,
    BodyGrid,
    Heading,
    Lines,
    More,
    Page,
    SaidNo,
    States,
    Timeline,
    WordsUsed,
)
from mmn_check.domain.layout_parts import Fixed, Part
from mmn_check.domain.layout_questions import questions_in
from mmn_check.domain.printed import ABOUT, PAGE_LINES, TITLE_LINES, Block, Line, Summary
from mmn_check.domain.summing.answer_lists import answers, in_states, said_no
from mmn_check.domain.summing.drafts import Draft, draft, line_of
from mmn_check.domain.summing.fitting import fitted, height, origins_in
from mmn_check.domain.summing.glossary import words_used
from mmn_check.domain.summing.grid import body_grid
from mmn_check.domain.summing.parts import lines_of
from mmn_check.domain.summing.phrases import STATE_WORDS
from mmn_check.domain.summing.saying import Drafts, looked_at
from mmn_check.domain.summing.timeline import timeline
from mmn_check.domain.summing.told import Told
from mmn_check.domain.visit import Visit


def summarize(bank: Bank, visit: Visit, *, today: date) -> Summary:
    """The summary of a visit as of `today`; only answers of open branches count."""
    told = Told(bank, visit, today=today)
    page = bank.page or plain_page(bank)
    title = _flowing(told, page.title, stop=False) or line_of(
        (replace(draft(bank.title, ABOUT), stop=False),)
    )
    about = _flowing(told, page.about) or line_of((draft(f"Made {today}", ABOUT),))
    first = _first(told, page)
    return Summary(
        title=title,
        about=about,
        statement=_fixed(told, page.statement) or Line(sentences=()),
        note=_fixed(told, page.note) if page.note else None,
        owner=_flowing(told, page.owner, stop=False),
        first=first,
        more=tuple(_more(told, page, first)),
        made=today,
    )


def plain_page(bank: Bank) -> Page:
    """The layout of a bank that has none: every answer by section."""
    sections = tuple(Answers(heading=one.title, sections=(one.id,)) for one in bank.sections)
    states = States(heading="Without an answer", states=("not_sure", "skipped", "declined"))
    not_asked = States(heading="Not asked", states=("not_asked",))
    return Page(
        title=(),
        about=(),
        statement="footer",
        first=(),
        more=(*sections, SaidNo(heading="Said no to"), states, not_asked),
    )


def _flowing(told: Told, parts: tuple[Part, ...], *, stop: bool = True) -> Line | None:
    lines = lines_of(told, parts)
    drafts = tuple(replace(one, stop=one.stop and stop) for line in lines for one in line)
    return line_of(drafts) if drafts else None


def _fixed(told: Told, text: str) -> Line | None:
    return _flowing(told, (Fixed(text=text),)) if text in told.bank.texts else None


def _first(told: Told, page: Page) -> tuple[Block, ...]:
    """Page 1: within the limits, and within the tight ones if it is too long otherwise."""
    drafted = [
        (heading, lines)
        for heading in page.first
        if told.holds(heading.ask_if) and (lines := _lines(told, heading))
    ]
    blocks = tuple(_block(heading, lines, origins_in(lines)) for heading, lines in drafted)
    taken = sum(height(block.lines) + block.space for block in blocks)
    if taken <= PAGE_LINES - TITLE_LINES:
        return blocks
    everything = frozenset[str]().union(*(origins_in(lines) for _, lines in drafted))
    tight = [(replace(one, limit=one.tight or one.limit, space=False), two) for one, two in drafted]
    return tuple(_block(heading, lines, everything) for heading, lines in tight)


def _block(heading: Heading, lines: tuple[Drafts, ...], crowded_by: frozenset[str]) -> Block:
    return Block(
        heading=heading.heading,
        lines=fitted(lines, limit=heading.limit, crowded_by=crowded_by),
        must=heading.must,
        limit=heading.limit,
        beside=heading.beside,
        space=heading.space,
    )


def _lines(told: Told, heading: Heading) -> tuple[Drafts, ...]:
    """The lines of a heading, never empty: where nothing was said, why there is nothing."""
    lines = tuple(line for parts in heading.lines for line in lines_of(told, parts))
    if not lines:
        asked = [question for _, question in questions_in(heading.lines)]
        states = (told.state(question) for question in asked)
        state = next((one for one in states if one in STATE_WORDS), "not_asked")
        lines = ((draft(STATE_WORDS[state], *asked),),)
    origins = frozenset(looked_at(heading.ask_if))
    return tuple(tuple(_held(one, heading, origins) for one in line) for line in lines)


def _held(one: Draft, heading: Heading, origins: frozenset[str]) -> Draft:
    """What must be on page 1 keeps all its sentences, though a table's rows may be counted."""
    may_drop = one.row or not heading.must
    if may_drop == one.may_drop and origins <= one.origins:
        return one
    return replace(one, origins=one.origins | origins, may_drop=may_drop)


def _more(told: Told, page: Page, first: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks behind page 1 that have something in them."""
    spoken: list[Block] = list(first)
    for more in page.more:
        if not told.holds(more.ask_if):
            continue
        grid = body_grid(told, more.signs) if isinstance(more, BodyGrid) else None
        lines = _more_lines(told, more, spoken)
        if lines or grid:
            block = Block(heading=more.heading, lines=lines, grid=grid)
            spoken += () if isinstance(more, States) else (block,)
            yield block


def _more_lines(told: Told, more: More, before: Sequence[Block]) -> tuple[Line, ...]:
    match more:
        case Lines():
            lines = (line for parts in more.lines for line in lines_of(told, parts))
            return tuple(line_of(line) for line in lines)
        case BodyGrid():
            return ()
        case Answers():
            return answers(told, _questions(told, more))
        case SaidNo():
            return said_no(told)
        case States():
            return in_states(told, more.states)
        case Timeline():
            return timeline(told, more.events)
        case WordsUsed():
            return words_used(told.bank.glossary, before)
        case _:
            assert_never(more)


def _questions(told: Told, more: Answers) -> Iterator[str]:
    for section in told.bank.sections:
        if section.id in more.sections:
            yield from (question.id for question in section.questions)
    yield from more.questions
