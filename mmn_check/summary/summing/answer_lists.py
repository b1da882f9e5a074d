"""The pages behind page 1: every answer in full, and what was not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from mmn_check.bank.layout import PageState
from mmn_check.bank.model import Many, Question, Rows, YesNo
from mmn_check.i18n import tr
from mmn_check.summary.printed import Line, Piece, Sentence
from mmn_check.summary.summing.phrases import (
    Manner,
    all_in_words,
    choice_words,
    lower_first,
    state_words,
    thing_of,
)
from mmn_check.summary.summing.saying import values
from mmn_check.summary.summing.told import Row, Told
from mmn_check.summary.summing.wording import (
    Listing,
    Phrase,
    as_phrase,
    capital,
    filled,
    flat,
    in_a_row,
    with_stop,
    words,
)
from mmn_check.visit.steps import Step, picked_by

FULL = Manner(full=True)


def sentence(phrase: Phrase, *origins: str) -> Sentence:
    """A phrase as a sentence."""
    return Sentence(pieces=with_stop(capital(phrase)), origins=frozenset(origins))


def named(question: Question) -> Sentence:
    """A question with the clinician's term for it, as a translation of the question."""
    term = f" ({question.clinical})" if question.clinical else ""
    return Sentence(pieces=words(f"{question.ask}{term}"), origins=frozenset({question.id}))


def answers(told: Told, questions: Iterable[str]) -> tuple[Line, ...]:
    """Every answer with a value, question by question."""
    lines: list[Line] = []
    for one in questions:
        if told.state(one) == "answered":
            lines += _answer(told, told.kind(one))
    return tuple(lines)


def _answer(told: Told, question: Question) -> Iterator[Line]:
    rows = told.rows(question.id)
    if not rows:
        things = values(told, question.id, FULL)
        said = in_a_row(Listing(things))
        origins = told.behind(question.id)
        yield Line(sentences=(sentence(said, *origins),), label=named(question))
        return
    yield Line(sentences=(), label=named(question))
    for row in rows:
        if any(told.answer(step.key) for step in row.cells.values()):
            yield _row(told, question, row)


def _row(told: Told, table: Question, row: Row) -> Line:
    origins = told.behind(table.id)
    label = Sentence(pieces=capital(thing_of(told, table.id, row)), origins=origins)
    alone = len(table.fields) == 1 if isinstance(table, Rows) else False
    cells = tuple(
        sentence(_cell(told, step, alone=alone), *origins)
        for step in row.cells.values()
        if told.answer(step.key)
    )
    return Line(sentences=cells, label=label, under=True)


def _cell(told: Told, step: Step, *, alone: bool) -> Phrase:
    answer = told.answer(step.key)
    said = as_phrase(all_in_words(told, step, FULL))
    if answer and not answer.given:
        said = words(state_words(answer.state))
    if alone:
        return said
    name = step.item.clinical or step.item.ask
    return (Piece(f"{name}{'' if name.endswith('?') else ':'} "), *said)


def said_no(told: Told) -> tuple[Line, ...]:
    """What was said no to, section by section; and what was merely not ticked."""
    lines: list[Line] = []
    for section in told.bank.sections:
        refused = tuple(
            named(question)
            for question in section.questions
            if isinstance(question, YesNo) and "no" in told.said(question.id).words
        )
        if refused:
            lines.append(Line(sentences=refused, label=_title(section.title, refused)))
        lines += (line for one in section.questions for line in _left_unpicked(told, one))
    return tuple(lines)


def _title(title: str, sentences: Sequence[Sentence]) -> Sentence:
    origins = frozenset[str]().union(*(one.origins for one in sentences))
    return Sentence(pieces=capital(words(title)), origins=origins)


def _left_unpicked(told: Told, question: Question) -> Iterator[Line]:
    """The choices of a list that were not picked, if it was picked from at all."""
    step = told.steps.get((question.id,))
    if not isinstance(question, Many) or step is None or told.state(question.id) != "answered":
        return
    picked = {pick.choice.id for pick in picked_by(step, told.answer(step.key))}
    denied = not picked or told.rest_denied(step.key)
    if not denied and not question.confirm_rest:
        return
    left = [
        words(choice_words(choice))
        for choice in question.choices
        if choice.id not in picked and not choice.exclusive and not choice.words
    ]
    if left:
        head = tr("said no to: {things}") if denied else tr("not ticked: {things}")
        said = flat(filled(head, things=Listing(tuple(left))))
        yield Line(sentences=(sentence(said, question.id),), label=named(question))


def in_states(told: Told, states: Sequence[PageState]) -> tuple[Line, ...]:
    """The questions in each state; in full where the person was not sure, else by their terms."""
    lines: list[Line] = []
    by_state: dict[str, list[Question]] = {}
    for one in told.bank.questions():
        by_state.setdefault(told.state(one.id), []).append(one)
    for state in states:
        questions = by_state.get(state, [])
        if state == "not_asked":
            lines += _not_asked(told)
        elif questions:
            full = state == "not_sure"
            sentences = tuple(map(named, questions)) if full else _terms(questions)
            lines.append(Line(sentences=sentences, label=_title(state_words(state), sentences)))
    return tuple(lines)


def _terms(questions: Iterable[Question]) -> tuple[Sentence, ...]:
    """The clinician's terms for some questions, each said once."""
    terms: dict[str, list[str]] = {}
    for one in questions:
        terms.setdefault(one.clinical or lower_first(one.ask), []).append(one.id)
    return tuple(sentence(words(term), *asked) for term, asked in terms.items())


def _not_asked(told: Told) -> Iterator[Line]:
    """Each question of a section decides whether the others are named one by one."""
    for section in told.bank.sections:
        left = [one for one in section.questions if told.state(one.id) == "not_asked"]
        if left:
            together = [one.id for one in section.questions]
            all_of_it = sentence(words(tr("all of it")))
            said = (all_of_it,) if len(left) == len(together) else _terms(left)
            sentences = tuple(replace(one, origins=frozenset(together)) for one in said)
            title = tr("Not asked ({section})", section=section.title)
            yield Line(sentences=sentences, label=_title(title, sentences))
