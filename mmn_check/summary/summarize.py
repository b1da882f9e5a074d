"""A bank and a visit made into a summary, computed once and drawn many times.

It holds all that page 1 might say, by rank: what the paper cannot hold is left out where it is set,
in output/fit_page_1.typ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Bank, Date, Question
from mmn_check.bank.page_layout import (
    Fact,
    Page,
    PageState,
    Row,
    SaidNo,
    States,
    Topic,
)
from mmn_check.i18n import tr
from mmn_check.summary.answers_in_words import beside, state_words
from mmn_check.summary.behind_page_1 import answers, block_of, figure_of, is_unasked
from mmn_check.summary.facts_of_page_1 import FactTeller
from mmn_check.summary.noted_answers import View
from mmn_check.summary.phrases import (
    as_sentence,
    capital,
    joined,
    labelled,
    lower_first,
    text_of,
    with_stop,
    without_beside,
    words,
)
from mmn_check.summary.summary_model import (
    ABOUT,
    Block,
    Line,
    Phrase,
    Sentence,
    Summary,
    origins_of,
)
from mmn_check.understanding.say_back import in_words, repeats
from mmn_check.visit.visit import Visit

RANK = 1
"""Of what was said beside an answer that page 1 tells."""
LAST = 7
"""Of what was said beside an answer that it does not tell: the first to make room."""
Told = tuple[Row, tuple[Line, ...]]
"""A row of the layout, and what stands in it."""
Placed = tuple[int, Sentence]
"""A sentence, and in which row it stands."""


def summarize(bank: Bank, visit: Visit, *, today: date, before: Visit | None = None) -> Summary:
    """The summary of a visit as of `today`; only answers of open branches count.

    With the visit `before` it also says what was another then.
    """
    view = View(bank, visit, today=today, before=before)
    page = bank.page or plain_page(bank)
    note = (Fact(text=f"{{{page.note}}}"),) if page.note else ()
    title = _title(view, page.name)
    above = (Row(heading="", facts=facts, quiet=True) for facts in (page.about, page.urgent))
    told = [(row, _row(view, row)) for row in (*above, *page.rows)]
    statement = _line(view, page.statement)
    (_, about), (_, urgent), *rows = with_beside(view, told, head=(title, statement))
    return Summary(
        title=title,
        about=about[0] if about else Line(sentences=()),
        statement=statement,
        note=_line(view, note) if note else None,
        urgent=urgent[0] if urgent else None,
        first=tuple(
            Block(heading=row.heading, lines=lines, whole=row.whole) for row, lines in rows if lines
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


def _line(view: View, facts: Sequence[Fact]) -> Line:
    return Line(
        sentences=tuple(one for fact in facts for one in FactTeller(view, fact).sentences())
    )


def _title(view: View, facts: Sequence[Fact]) -> Line:
    """Who it is about in one sentence without a stop; the bank's title where that is not told."""
    with view.noting() as noted:
        said = [one for fact in facts for one in FactTeller(view, fact).phrases()]
    pieces = joined(without_beside(one.pieces) for one in said) or words(view.bank.title)
    # What is not told is missed from the sentence: it comes from all that was looked at.
    origins = frozenset(noted) or frozenset({ABOUT})
    return Line(sentences=(Sentence(pieces=capital(pieces), origins=origins),))


def _row(view: View, row: Row) -> tuple[Line, ...]:
    with view.noting() as noted:
        if not view.holds(row.ask_if):
            return ()
        lines = list(_lines(view, row.facts))
        unasked = _unasked(view, row.topics) if lines or not row.quiet else ()
        if unasked:
            last = lines.pop() if lines else Line(sentences=())
            lines.append(replace(last, sentences=(*last.sentences, *unasked)))
        return tuple(lines) if lines or row.quiet else (_unanswered(view, noted),)


def _lines(view: View, facts: Sequence[Fact]) -> Iterator[Line]:
    """The facts in lines: one with a label begins a line, which the others go on with."""
    label, said = "", list[Sentence]()
    for fact in (*facts, Fact(text="", lead="")):
        if fact.lead is not None:
            if said:
                head = Sentence(pieces=words(label), origins=origins_of(said)) if label else None
                yield Line(sentences=tuple(said), label=head)
            label, said = fact.lead, []
        said += FactTeller(view, fact).sentences()


def _unasked(view: View, topics: Sequence[Topic]) -> tuple[Sentence, ...]:
    """The topics that nobody asked about, by name: silence would be taken for a "no"."""
    with view.noting() as noted:
        names = [one.name for one in topics if view.tells(one) and is_unasked(view, one)]
    said = words(f"{state_words('not_asked')}: {', '.join(names)}")
    return (as_sentence(said, *noted),) if names else ()


def _unanswered(view: View, asked: set[str]) -> Line:
    """Why nothing stands in a row: what was said instead of an answer, or that none was asked."""
    states = {view.state(one) for one in asked if one in view.bank.by_id}
    state = next((one for one in ("not_sure", "declined", "skipped") if one in states), "not_asked")
    return Line(sentences=(as_sentence(words(state_words(state)), *asked),))


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
        rows=tuple(Row(heading=title, facts=facts, quiet=True) for title, facts in rows if facts),
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
    """The rows, each with what was said beside the answers that it tells, unless it says the same.

    It stands behind the last sentence that tells of an answer, in the last row with most of those;
    else behind the first that has looked at it; else at the end of the first row, if the lines of
    the `head` have looked at it; else by its name at the end of all.
    """
    every = [
        (at, one) for at, (_, lines) in enumerate(rows) for line in lines for one in line.sentences
    ]
    above = [one for line in head for one in line.sentences]
    told = [one.pieces for one in (*above, *(one for _, one in every))]
    known = frozenset().union(*(one.origins for one in above))
    said = dict.fromkeys(key[0] for key, one in view.course.answers.items() if one.note)
    behind: list[list[Sentence]] = [[] for _ in every]
    for question in said if every else ():
        at = _place(every, question, above=question in known)
        named = at is None
        at = len(every) - 1 if at is None else at
        here = [one for row, one in every if row == every[at][0]]
        behind[at] += (
            _note(view, question, note, named=named)
            for note in beside(view, question, told)
            if not _is_told(view, question, note, here)
        )
    more = iter(behind)
    for row, lines in rows:
        yield row, tuple(replace(line, sentences=_with_more(line, more)) for line in lines)


def _with_more(line: Line, more: Iterator[list[Sentence]]) -> tuple[Sentence, ...]:
    return tuple(each for one in line.sentences for each in (one, *next(more)))


def _place(every: Sequence[Placed], question: str, *, above: bool) -> int | None:
    """Behind which sentence it stands what was said of a question; None if behind none.

    `above` tells that the lines above the rows tell of it.
    """
    telling = [row if question in one.questions else -1 for row, one in every]
    if rows := Counter(row for row in telling if row >= 0):
        most = max(rows, key=lambda row: (rows[row], row))
        return len(telling) - 1 - telling[::-1].index(most)
    looking = (at for at, (_, one) in enumerate(every) if question in one.origins)
    if (first := next(looking, None)) is not None:
        return first
    return max((at for at, (row, _) in enumerate(every) if row == 0), default=0) if above else None


def _is_told(view: View, question: str, note: Phrase, here: Iterable[Sentence]) -> bool:
    """Whether the answer, or the sentences of its row, say the same."""
    step, answer = view.step((question,)), view.answer((question,))
    said = in_words(step, replace(answer, note="")) if step and answer else ""
    texts = ("".join(piece.text for piece in one.pieces if not piece.own) for one in here)
    return repeats(text_of(note), "; ".join([said, *texts]), view.bank.language)


def _note(view: View, question: str, note: Phrase, *, named: bool) -> Sentence:
    what = lower_first(view.kind(question).clinical_name).rstrip("?")
    called = tr("said of {what}", what=what)
    said = as_sentence(labelled(called, note)).pieces if named else with_stop(note)
    rank = LAST if named else RANK
    return Sentence(pieces=said, origins=frozenset({question}), rank=rank, names=(called,))
