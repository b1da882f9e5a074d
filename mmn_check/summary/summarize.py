"""A bank and a visit made into headings and lines, each knowing where it came from.

Computed once and drawn many times. Page 1 comes out cut to its limits; everything that was
answered stands in full on the pages behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import assert_never

from mmn_check.bank.layout import (
    Answers,
    BodyGrid,
    Fixed,
    Lines,
    More,
    Page,
    Part,
    RestOfFirst,
    SaidNo,
    States,
    Timeline,
    WordsUsed,
)
from mmn_check.bank.model import Bank
from mmn_check.i18n import tr
from mmn_check.summary.printed import ABOUT, Block, Line, Summary
from mmn_check.summary.summing.answer_lists import answers, in_states, said_no
from mmn_check.summary.summing.drafts import begun, draft, line_of
from mmn_check.summary.summing.first_page import first_page, rest_of
from mmn_check.summary.summing.glossary import words_used
from mmn_check.summary.summing.grid import body_grid
from mmn_check.summary.summing.parts import lines_of
from mmn_check.summary.summing.timeline import timeline
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import flat
from mmn_check.visit.visit import Visit

OWN_IN_TITLE = 40
"""So many characters of the patient's words stand in the title bar and at the foot."""


def summarize(bank: Bank, visit: Visit, *, today: date) -> Summary:
    """The summary of a visit as of `today`; only answers of open branches count."""
    told = Told(bank, visit, today=today)
    page = bank.page or plain_page(bank)
    title = _flowing(told, page.title, stop=False) or line_of(
        (replace(draft(bank.title, ABOUT), stop=False),)
    )
    about = _flowing(told, page.about) or line_of((draft(tr("Made {day}", day=today), ABOUT),))
    first = first_page(told, page)
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
    states = States(heading=tr("Without an answer"), states=("not_sure", "skipped", "declined"))
    not_asked = States(heading=tr("Not asked"), states=("not_asked",))
    return Page(
        title=(),
        about=(),
        statement="footer",
        first=(),
        more=(*sections, SaidNo(heading=tr("Said no to")), states, not_asked),
    )


def _flowing(told: Told, parts: tuple[Part, ...], *, stop: bool = True) -> Line | None:
    lines = lines_of(told, parts)
    drafts = tuple(
        replace(one, parts=begun(flat(one.parts), OWN_IN_TITLE), stop=one.stop and stop)
        for line in lines
        for one in line
    )
    return line_of(drafts) if drafts else None


def _fixed(told: Told, text: str) -> Line | None:
    return _flowing(told, (Fixed(text=text),)) if text in told.bank.texts else None


def _more(told: Told, page: Page, first: tuple[Block, ...]) -> Iterator[Block]:
    """The blocks behind page 1 that have something in them."""
    spoken: list[Block] = list(first)
    for more in page.more:
        if not told.holds(more.ask_if):
            continue
        grid = body_grid(told, more.signs) if isinstance(more, BodyGrid) else None
        lines = _more_lines(told, page, more, spoken)
        if lines or grid:
            block = Block(heading=more.heading, lines=lines, grid=grid)
            spoken += () if isinstance(more, States) else (block,)
            yield block


def _more_lines(told: Told, page: Page, more: More, before: Sequence[Block]) -> tuple[Line, ...]:
    match more:
        case RestOfFirst():
            return tuple(rest_of(told, page, before))
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
