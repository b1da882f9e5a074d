"""Behind page 1: tables, the timeline, places, what has no answer; then every answer once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import product
from typing import assert_never

from mmn_check.bank import page_layout
from mmn_check.bank.conditions import AnyOf
from mmn_check.bank.model import Places, Question, Rows, YesNo
from mmn_check.i18n import tr, tr_later
from mmn_check.summary.answers_in_words import (
    by_side,
    date_phrase,
    row_thing,
    state_words,
    told_apart,
    value_of,
)
from mmn_check.summary.facts_of_page_1 import FactTeller, left_over
from mmn_check.summary.noted_answers import View
from mmn_check.summary.phrases import (
    as_sentence,
    capital,
    filled,
    labelled,
    lower_first,
    own_words,
    remarked,
    text_of,
    words,
)
from mmn_check.summary.summary_model import (
    Block,
    BodyChart,
    Grid,
    Line,
    Marking,
    Phrase,
    Piece,
    Sentence,
    origins_of,
)
from mmn_check.understanding.say_back import words_beside
from mmn_check.visit.steps import Step
from mmn_check.visit.values import ALONE, Answer, Mark, RoughDate, first_day, last_day
from mmn_check.visit.visit import Key

LEFT = {
    "others": tr_later("said no to: "),
    "unticked": tr_later("not among those picked: "),
    "untold": tr_later("knows of no: "),
}
"""What stands before what of a list was not picked."""


def block_of(view: View, part: page_layout.Behind, page: page_layout.Page) -> Block | None:
    """A part of page 2; None where there is nothing in it."""
    match part:
        case page_layout.Table() | page_layout.Body():
            grid = _table(view, part) if isinstance(part, page_layout.Table) else _body(view, page)
            return Block(heading=part.heading, grid=grid) if grid else None
        case page_layout.Timeline():
            dated = tuple(_timeline(view, part.events))
            lines = dated if len(dated) > 1 else ()  # one alone stands on page 1
        case page_layout.SaidNo():
            lines = tuple(_said_no(view, but=_told_before(page)))
        case page_layout.States():
            lines = tuple(_in_states(view, part.states))
        case _:
            assert_never(part)
    return Block(heading=part.heading, lines=lines) if lines else None


def _table(view: View, table: page_layout.Table) -> Grid | None:
    """The rows of a table, without the columns in which nothing stands.

    None where only one of several is filled: page 1 has the names.
    """
    teller = FactTeller(view, page_layout.Fact(text="", each=table.each, says=table.says))
    with view.noting() as noted:
        rows = [
            [capital(teller.filled(item, one.text) or ()) for one in table.columns]
            for item in teller.items()
        ]
    filled = [at for at in range(len(table.columns)) if any(row[at] for row in rows)]
    if len(filled) < min(2, len(table.columns)):
        return None
    head = tuple(table.columns[at].head for at in filled)
    return _as_grid(head, [[row[at] for at in filled] for row in rows], noted)


def _as_grid(head: Sequence[str], rows: Sequence[Sequence[Phrase]], noted: set[str]) -> Grid | None:
    origins = frozenset(noted)
    cells = (tuple(Sentence(pieces=one, origins=origins) for one in row) for row in rows)
    return Grid(head=tuple(head), rows=tuple(cells)) if rows else None


def _body(view: View, page: page_layout.Page) -> Grid | None:
    """The places that were marked, and on which side for each sign."""
    signs = [sign for one in page.figures for sign in one.signs]
    with view.noting() as noted:
        marks = {one.name: _marked_places(view, one) for one in signs}
        unsure = {one.name for one in signs if one.unsure_if and view.holds(one.unsure_if)}
    lists = [view.kind(one.question).own_choices for one in signs]
    places = {choice.id: choice.label for choices in lists for choice in choices}
    shown = [sign for sign in marks if marks[sign]]

    def cell(sign: str, place: str) -> str:
        here = [one.side for one in marks[sign] if one.place == place]
        sides = [tr("marked") if one == "whole" else tr(ALONE[one]) for one in here]
        return ", ".join(sides + ([tr("not sure")] if sides and sign in unsure else []))

    rows = [[label, *(cell(sign, place) for sign in shown)] for place, label in places.items()]
    marked = [[words(one) for one in row] for row in rows if any(row[1:])]
    return _as_grid((tr("Place"), *shown), marked, noted)


def _marked_places(view: View, sign: page_layout.Sign) -> tuple[Mark, ...]:
    """The places marked for a question; "none of these" is no place."""
    return tuple(pick.mark for pick in view.picks(sign.question) if pick.mark)


def is_unasked(view: View, topic: page_layout.Topic) -> bool:
    """Whether a topic was left unasked; not where an older question for it was answered."""
    states = {view.state(one) for one in topic.questions}
    return states == {"not_asked"} and any(view.is_unasked(one) for one in topic.questions)


def figure_of(view: View, figure: page_layout.Figure, page: page_layout.Page) -> BodyChart | None:
    """A figure of what was marked; None where nothing was.

    Of a sign that has no mark it is told why: none there, not sure, not asked.
    """
    signs = tuple(sign for one in figure.signs if (sign := _marking(view, one)))
    marked = {one.name for one in signs}
    topics = [one for row in page.rows for one in row.topics]
    unmarked = (_unmarked(view, one, topics) for one in figure.signs if one.name not in marked)
    said = tuple(one for one in unmarked if one)
    return BodyChart(name=figure.name, signs=signs, unmarked=said) if signs else None


def _unmarked(
    view: View, sign: page_layout.Sign, topics: Sequence[page_layout.Topic]
) -> Sentence | None:
    same = (one for one in topics if sign.question in one.questions)
    topic = next(same, page_layout.Topic(name=sign.name, questions=(sign.question,)))
    with view.noting() as noted:
        states = [(one, view.state(one)) for one in topic.questions]
        one, state = next((said for said in states if said[1] != "not_asked"), states[0])
        if view.picks(sign.question) or (state == "not_asked" and not is_unasked(view, topic)):
            return None
        if state == "answered" and not isinstance(view.kind(one), YesNo) and one != sign.question:
            return None
        is_yes = "yes" in view.said(one).words
    why = tr("yes" if is_yes else "no") if state == "answered" else state_words(state)
    return Sentence(pieces=words(f"{lower_first(sign.name)}: {why}"), origins=frozenset(noted))


def _marking(view: View, sign: page_layout.Sign) -> Marking | None:
    with view.noting() as noted:
        marks = () if sign.unless and view.holds(sign.unless) else _marked_places(view, sign)
        unsure = bool(sign.unsure_if) and view.holds(sign.unsure_if)
        said = value_of(view, (sign.question,)) or ()
    if not marks:
        return None
    doubt = words(f" ({tr('not sure')})") if unsure else ()
    pieces = (*words(f"{sign.name}: "), *said, *doubt)
    sentence = Sentence(pieces=pieces, origins=frozenset(noted))
    return Marking(name=sign.name, letter=sign.letter, marks=marks, unsure=unsure, said=sentence)


def _timeline(view: View, events: Sequence[page_layout.Event]) -> Iterator[Line]:
    """A line for each dated thing, the earliest first; what was not understood comes last."""
    dated: list[tuple[int, Line]] = []
    for event in events:
        teller = FactTeller(view, page_layout.Fact(text=event.text, each=event.each))
        with view.noting() as noted:
            told = [(it, view.answer(teller.key_of(it, event.date)[0])) for it in teller.items()]
            dates = [
                (it, one.value) for it, one in told if one and isinstance(one.value, RoughDate)
            ]
            said = [(when, teller.filled(it, event.text) or ()) for it, when in dates]
        for when, what in said:
            label = Sentence(pieces=capital(date_phrase(when)), origins=frozenset(noted))
            dated.append((_time(when), Line(sentences=(as_sentence(what, *noted),), label=label)))
    return (line for _, line in sorted(dated, key=lambda one: one[0]))


def _time(when: RoughDate) -> int:
    """The middle of what a date may mean: "autumn 2025" is none of its first months."""
    if when.earliest is None or when.latest is None:
        return 2 * date.max.toordinal()
    return first_day(when.earliest).toordinal() + last_day(when.latest).toordinal()


def _told_before(page: page_layout.Page) -> frozenset[str]:
    """The questions of which page 1 says what was said no to."""
    texts = [fact.text for row in page.rows for fact in row.facts if not fact.each]
    fields = [name.split(".") for text in texts for name in page_layout.fields_of(text)]
    return frozenset(name for name, *fact in fields if fact in ([], ["others"]))


def _said_no(view: View, *, but: frozenset[str]) -> Iterator[Line]:
    """What was said no to, section by section; and what was merely not ticked.

    What page 1 says already is not said again.
    """
    for section in view.bank.sections:
        questions = [one for one in section.questions if one.id not in but]
        asked = (one for one in questions if isinstance(one, YesNo))
        if refused := [titled(one) for one in asked if "no" in view.said(one.id).words]:
            yield _under(section.title, refused)
        for one, known in product(questions, LEFT):
            if left := left_over(view, one.id, known):
                said = as_sentence((*words(tr(LEFT[known])), *left), one.id)
                yield Line(sentences=(said,), label=titled(one))


def _in_states(view: View, states: Sequence[page_layout.PageState]) -> Iterator[Line]:
    """The questions in each state, by the clinician's terms for them, each said once.

    What an answer has ruled out, or what was told by another question of the same term or in
    detail, was not left unasked.
    """
    same: dict[str, list[Question]] = {}
    for one in view.bank.questions():
        same.setdefault(one.clinical or lower_first(one.ask), []).append(one)
    found: dict[str, list[Sentence]] = {}
    for term, several in same.items():
        with view.noting() as noted:
            here = {view.state(one.id) for one in several}
            unasked = "answered" not in here and any(
                view.visit.depth <= one.up_to and view.is_left_open(one.id) for one in several
            )
        for state in (here if unasked else here - {"not_asked"}).intersection(states):
            found.setdefault(state, []).append(as_sentence(words(term), *noted))
    for state in states:
        if said := found.get(state):
            yield _under(state_words(state), said)


def _under(title: str, sentences: Sequence[Sentence]) -> Line:
    label = Sentence(pieces=capital(words(title)), origins=origins_of(sentences))
    return Line(sentences=tuple(sentences), label=label)


def titled(question: Question) -> Sentence:
    """A question with the clinician's term for it, as a translation of the question."""
    term = f" ({question.clinical})" if question.clinical else ""
    return Sentence(pieces=words(f"{question.ask}{term}"), origins=frozenset({question.id}))


def answers(view: View, questions: Iterable[str]) -> tuple[Line, ...]:
    """Every answer with a value, question by question."""
    answered = (view.kind(one) for one in questions if view.state(one) == "answered")
    return tuple(line for one in answered for line in _answer_lines(view, one))


def _answer_lines(view: View, question: Question) -> Iterator[Line]:
    with view.noting() as noted:
        rows = view.rows(question.id)
        said = None if rows else _said_in_full(view, (question.id,))
        if said and _is_of_unsure(view, question):
            said = filled(tr("{said} (not sure of this)"), said=said)
        told = [said] if said else []
        told += [] if rows else _said_beside(view.noted(question.id))
    sentences = tuple(as_sentence(one, *noted) for one in told)
    yield Line(sentences=sentences, label=titled(question))
    for row in rows:
        with view.noting() as noted:
            keys = [step.key for step in row.cells.values()]
            cells = [_cell_phrase(view, question, key) for key in keys]
            cells += _said_beside([one for one in view.noted(question.id) if one[0].key in keys])
            thing = capital(row_thing(view, question.id, row))
        if said_here := tuple(as_sentence(cell, *noted) for cell in cells if cell):
            label = Sentence(pieces=thing, origins=frozenset(noted))
            yield Line(sentences=said_here, label=label, under=True)


def _said_beside(noted: Iterable[tuple[Step, Answer]]) -> list[Phrase]:
    """What was said beside answers, to the letter, each thing once."""
    return [own_words(one) for one in dict.fromkeys(words_beside(*each) for each in noted)]


def _is_of_unsure(view: View, question: Question) -> bool:
    """Whether it tells more of what the person was not sure of."""
    clauses = (one for one in question.ask_if if isinstance(one, AnyOf))
    unsure = [one.question for one in clauses if {*one.words} == {"yes", "not_sure"}]
    return any("not_sure" in view.said(one).words for one in unsure)


def _cell_phrase(view: View, table: Question, key: Key) -> Phrase | None:
    answer, item = view.answer(key), view.steps[key].item
    said = _said_in_full(view, key)
    if answer and not answer.given:
        said = words(state_words(answer.state))
    if said is None or (isinstance(table, Rows) and len(table.fields) == 1):
        return said
    return labelled(item.clinical_name, said)


def _said_in_full(view: View, key: Key) -> Phrase | None:
    """What was said, a date also in the words in which it was told."""
    step, answer = view.step(key), view.answer(key)
    told = answer.value if answer else None
    says = told_apart(step.choices if step else ())
    if step and len(key) == 1 and isinstance(step.item, Places) and isinstance(told, tuple):
        marks = [(step, one) for one in told if isinstance(one, Mark)]
        return by_side(view, marks, says) or value_of(view, key, says)
    said, _ = remarked(value_of(view, key, says) or ())
    if not said or not isinstance(told, RoughDate) or told.earliest is None:
        return said or None
    as_told = own_words(told.as_typed)
    is_same = as_told[1].text.casefold() == text_of(said).casefold()
    return said if is_same else (*said, Piece(" ("), *as_told, Piece(")"))
