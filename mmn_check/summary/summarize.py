"""A bank and a visit made into a summary, computed once and drawn many times.

It holds all that page 1 might say, by rank: what the paper cannot hold is left out where it is set,
in output/fit_page_1.typ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Bank, Date, Question
from mmn_check.bank.page_layout import Fact, Page, PageRow, PageState, SaidNo, States
from mmn_check.i18n import tr
from mmn_check.summary.answers_in_words import left_of, note_beside, state_words
from mmn_check.summary.behind_page_1 import answers, block_of, figure_of, is_unasked
from mmn_check.summary.facts_of_page_1 import FactTeller
from mmn_check.summary.noted_answers import View
from mmn_check.summary.phrases import (
    as_sentence,
    capital,
    joined,
    labelled,
    lower_first,
    own_words,
    remarked,
    text_of,
    with_asides,
    words,
)
from mmn_check.summary.summary_model import ABOUT, Block, Line, Sentence, Summary, origins_of
from mmn_check.understanding.say_back import PARTED
from mmn_check.visit.visit import Visit

RANK = 3
"""The highest of a sentence beside which more was said."""
LAST = 7
"""Of what was said beside an answer that it does not tell: the first to make room."""
Told = tuple[PageRow, tuple[Line, ...]]
"""A row of the layout, and what stands in it."""


def summarize(bank: Bank, visit: Visit, *, today: date, before: Visit | None = None) -> Summary:
    """The summary of a visit as of `today`; only answers of open branches count.

    With the visit `before` it also says what was another then.
    """
    view = View(bank, visit, today=today, before=before)
    page = bank.page or plain_page(bank)
    note = (Fact(text=f"{{{page.note}}}"),) if page.note else ()
    title = _title(view, page.name)
    above = (PageRow(heading="", facts=facts, quiet=True) for facts in (page.about, page.urgent))
    told = [(row, _row_of_facts(view, row)) for row in (*above, *page.rows)]
    statement = _line_of_facts(view, page.statement)
    (_, about), (_, urgent), *rows = with_beside(view, told, head=(title, statement))
    return Summary(
        title=title,
        about=about[0] if about else Line(sentences=()),
        statement=statement,
        note=_line_of_facts(view, note) if note else None,
        urgent=urgent[0] if urgent else None,
        first=(
            *(Block(heading=one.heading, lines=it, whole=one.whole) for one, it in rows if it),
            *_unasked(view, rows),
        ),
        figures=tuple(one for each in page.figures if (one := figure_of(view, each, page))),
        second=tuple(block for part in page.second if (block := block_of(view, part, page))),
        answers=tuple(
            Block(heading=section.title, lines=lines)
            for section in bank.sections
            if (lines := answers(view, (question.id for question in section.questions)))
        ),
        takes_back=tuple(one for several in page.takes_back.values() for one in several),
        made=today,
    )


def _line_of_facts(view: View, facts: Sequence[Fact]) -> Line:
    return Line(
        sentences=tuple(one for fact in facts for one in FactTeller(view, fact).sentences())
    )


def _title(view: View, facts: Sequence[Fact]) -> Line:
    """Who it is about in one sentence without a stop; the bank's title where that is not told."""
    with view.noting() as noted:
        said = [one for fact in facts for one in FactTeller(view, fact).phrases()]
    pieces = joined(remarked(one.pieces)[0] for one in said) or words(view.bank.title)
    # What is not told is missed from the sentence: it comes from all that was looked at.
    origins = frozenset(noted) or frozenset({ABOUT})
    return Line(sentences=(Sentence(pieces=capital(pieces), origins=origins),))


def _row_of_facts(view: View, row: PageRow) -> tuple[Line, ...]:
    """Its lines; where there are none why, but that it was not asked is told at the page's end."""
    with view.noting() as noted:
        if not view.holds(row.ask_if):
            return ()
        lines = tuple(_lines_of_facts(view, row.facts))
    if lines or row.quiet:
        return lines
    states = {view.state(one) for one in noted if one in view.bank.by_id}
    state = next((one for one in ("not_sure", "declined", "skipped") if one in states), "not_asked")
    why = Line(sentences=(as_sentence(words(state_words(state)), *noted),))
    return (why,) if row.whole or state != "not_asked" else ()


def _lines_of_facts(view: View, facts: Sequence[Fact]) -> Iterator[Line]:
    """The facts in lines: one with a label begins a line, which the others go on with."""
    label, said = "", list[Sentence]()
    for fact in (*facts, Fact(text="", lead="")):
        if fact.lead is not None:
            if said:
                head = Sentence(pieces=words(label), origins=origins_of(said)) if label else None
                yield Line(sentences=tuple(said), label=head)
            label, said = fact.lead, []
        said += FactTeller(view, fact).sentences()


def _unasked(view: View, rows: Sequence[Told]) -> Iterator[Block]:
    """What nobody asked about, by name: silence would be taken for a "no"."""
    said = []
    for row, lines in rows:
        with view.noting() as noted:
            is_due = view.holds(row.ask_if) and bool(lines or not row.quiet)
            topics = row.topics if is_due else ()
            names = [one.name for one in topics if view.tells(one) and is_unasked(view, one)]
            if is_due and not lines and not [*_lines_of_facts(view, row.facts), *names]:
                names = [lower_first(row.heading)]
        said += [as_sentence(joined(map(words, names)), *noted)] if names else []
    if said:
        heading = text_of(capital(words(state_words("not_asked"))))
        yield Block(heading=heading, lines=(Line(sentences=tuple(said)),))


def plain_page(bank: Bank) -> Page:
    """The layout of a bank that has none: who it is about, what is urgent, then every answer.

    Those of a section stand in a row, what matters least last to fit on the page.
    """
    urgent = [one for one in bank.questions() if one.urgent_if]
    roles = [bank.by_role[role] for role in ("name", "age") if role in bank.by_role]
    above = {one.id for one in (*urgent, *roles)}
    rows = (
        (section.title, tuple(_plain_fact(one) for one in section.questions if one.id not in above))
        for section in bank.sections
    )
    return Page(
        name=(*(Fact(text=f"{{{one.id}.bare}}") for one in roles), Fact(text="{title}")),
        about=(Fact(text=tr("Made {day}", day="{made}")),),
        statement=tuple(Fact(text=f"{{{one}}}") for one in ("footer",) if one in bank.texts),
        note="header_note" if "header_note" in bank.texts else None,
        urgent=tuple(fact for one in urgent for fact in _plain_signs(one)),
        rows=tuple(
            PageRow(heading=title, facts=facts, quiet=True) for title, facts in rows if facts
        ),
        second=(
            SaidNo(heading=tr("Said no to")),
            States(heading=tr("Without an answer"), states=get_args(PageState)),
        ),
    )


def _plain_fact(question: Question) -> Fact:
    name = question.clinical_name.rstrip(":?")
    rank = 0 if question.role else 2 * question.depth
    past = isinstance(question, Date) and not question.future
    length = f"[ ({{{question.id}.length}})]" if past else ""
    return Fact(text=f"{{{question.id}.ask}} {{{question.id}}}{length}", rank=rank, name=name)


def _plain_signs(question: Question) -> Iterator[Fact]:
    """What was ticked of what calls for help, or that nothing was."""
    here = question.id
    asked = tr("asked {day}", day=f"{{{here}.asked}}")
    yield Fact(text=f"{{{here}.ask}} *{{{here}}}* ({asked})", ask_if=question.urgent_if)
    nothing = tuple(one.id for one in question.own_choices if one.exclusive)
    if nothing:
        said = AnyOf(question=here, words=nothing)
        what = tr("none of {count} ticked", count=f"{{{here}.count}}")
        yield Fact(text=f"{{{here}.ask}} {what} ({asked}). {{nothing_ticked}}", ask_if=(said,))


def with_beside(view: View, rows: Sequence[Told], *, head: Sequence[Line]) -> Iterator[Told]:
    """The rows, each with what was said beside the answers that it tells, as far as it adds to it.

    It stands with a sentence that tells of an answer, and keeps it on the page; else with the first
    that has looked at it; else at the end of the first row, if the lines of the `head` have looked
    at it; else by its name in a row of its own.
    """
    every = [
        (at, one) for at, (_, lines) in enumerate(rows) for line in lines for one in line.sentences
    ]
    above = [one for line in head for one in line.sentences]
    told = {it.text for one in (*above, *(one for _, one in every)) for it in one.pieces if it.own}
    known, top, apart = origins_of(above), list[Sentence](), list[Sentence]()
    for question in dict.fromkeys(key[0] for key, one in view.course.answers.items() if one.note):
        notes = dict.fromkeys(note_beside(view, *each) for each in view.noted(question))
        new = [note for note in notes if note and note.strip().removesuffix(".") not in told]
        place = _place(every, question)
        if place is None and question in known and rows[0][1]:
            top += (as_sentence(own_words(note), question) for note in new)
        elif place is None:
            apart += (_apart(view, question, note) for note in new)
        elif new:
            at, one = every[place]
            one = replace(one, rank=min(one.rank, RANK), origins=one.origins | {question})
            every[place] = at, replace(one, pieces=with_asides(one.pieces, new))
    own = [(at, it.text) for at, one in every for it in remarked(one.pieces)[0] if it.own]
    sentences = iter(every)
    for at, (row, lines) in enumerate(rows):
        here = [[next(sentences)[1] for _ in line.sentences] for line in lines]
        here[-1:] = [[*some, *(() if at else top)] for some in here[-1:]]
        elsewhere = [text for other, text in own if other != at]
        once = _said_once(view, here, elsewhere, stressed=not row.heading)
        yield row, tuple(map(lambda line, said: replace(line, sentences=(*said,)), lines, once))
    if apart:
        yield PageRow(heading=tr("Also said"), facts=()), (Line(sentences=tuple(apart)),)


def _said_once(
    view: View, lines: Sequence[Sequence[Sentence]], elsewhere: Sequence[str], *, stressed: bool
) -> Sequence[Sequence[Sentence]]:
    """The lines of a row, of what was said beside answers only what nothing else in them says.

    Nor what the patient's own words `elsewhere` on the page say. What stands beside a fact may bend
    it: unless the row is `stressed`, the fact is not in bold then.
    """
    found = [[*line] for line in lines]
    for line in found:
        for at, one in enumerate(line):
            bare, beside = remarked(one.pieces)
            notes, left = [piece.text for piece in beside if piece.own], list[str]()
            stands = max(one.rank, RANK)  # what has a higher one may be left out
            others = [it for some in found for it in some if it is not one and it.rank <= stands]
            told = [it.text for it in others if not it.denies]
            told += [] if one.denies else [text_of(bare)]
            for number, note in enumerate(notes, start=1):
                known = (*told, *left, *notes[number:], *elsewhere)
                adds = left_of(view, note, [(it,) for text in known for it in PARTED.split(text)])
                left += [adds] if adds else []
            bent = left and not stressed
            bare = tuple(it._replace(strong=it.strong and not bent) for it in bare)
            line[at] = replace(one, pieces=with_asides(bare, left)) if notes else one
    return found


def _place(every: Sequence[tuple[int, Sentence]], question: str) -> int | None:
    """With which sentence (of its row) it stands what was said of a question; None if with none.

    In the last row with most that tell of it the last, of those that are not likely to go if any;
    with what was said no to only where nothing else is told of it.
    """
    told = [(at, row, one) for at, (row, one) in enumerate(every) if question in one.questions]
    said = [each for each in told if not each[2].denies] or told
    rows = Counter(row for _, row, _ in said)
    if telling := [(rows[row], row, one.rank <= RANK, at) for at, row, one in said]:
        return max(telling)[-1]
    return next((at for at, (_, one) in enumerate(every) if question in one.origins), None)


def _apart(view: View, question: str, note: str) -> Sentence:
    what = lower_first(view.kind(question).clinical_name).rstrip("?")
    said = as_sentence(labelled(what, own_words(note)), question)
    return replace(said, rank=LAST, names=(tr("said of {what}", what=what),))
