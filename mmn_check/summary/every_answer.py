"""Behind page 1: every answer once, what was said no to, and what has no answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mmn_check.bank.model import Many, Question, Rows, YesNo
from mmn_check.bank.page_layout import PageState
from mmn_check.i18n import tr
from mmn_check.summary.fields import value_of
from mmn_check.summary.lines import left_over
from mmn_check.summary.summary_model import Line, Phrase, Piece, Sentence
from mmn_check.summary.view import View
from mmn_check.summary.wording import (
    capital,
    lower_first,
    own_words,
    row_thing,
    state_words,
    with_stop,
    words,
)
from mmn_check.visit.values import RoughDate
from mmn_check.visit.visit import Key


def sentence(phrase: Phrase, *origins: str) -> Sentence:
    """A phrase as a sentence."""
    return Sentence(pieces=with_stop(capital(phrase)), origins=frozenset(origins))


def titled(question: Question) -> Sentence:
    """A question with the clinician's term for it, as a translation of the question."""
    term = f" ({question.clinical})" if question.clinical else ""
    return Sentence(pieces=words(f"{question.ask}{term}"), origins=frozenset({question.id}))


def answers(view: View, questions: Iterable[str]) -> tuple[Line, ...]:
    """Every answer with a value, question by question."""
    return tuple(
        line
        for one in questions
        if view.state(one) == "answered"
        for line in _answer(view, view.kind(one))
    )


def _answer(view: View, question: Question) -> Iterator[Line]:
    with view.noting() as noted:
        rows = view.rows(question.id)
        said = None if rows else _in_full(view, (question.id,))
    yield Line(sentences=() if said is None else (sentence(said, *noted),), label=titled(question))
    for row in rows:
        with view.noting() as noted:
            cells = [_cell(view, question, step.key) for step in row.cells.values()]
            thing = capital(row_thing(view, question.id, row))
        said_here = tuple(sentence(cell, *noted) for cell in cells if cell)
        if said_here:
            label = Sentence(pieces=thing, origins=frozenset(noted))
            yield Line(sentences=said_here, label=label, under=True)


def _cell(view: View, table: Question, key: Key) -> Phrase | None:
    answer, step = view.answer(key), view.steps[key]
    said = _in_full(view, key)
    if answer and not answer.given:
        said = words(state_words(answer.state))
    if said is None or (isinstance(table, Rows) and len(table.fields) == 1):
        return said
    name = step.item.clinical or step.item.ask
    return (Piece(f"{name}{'' if name.endswith('?') else ':'} "), *said)


def _in_full(view: View, key: Key) -> Phrase | None:
    """What was said, a date also in the words in which it was told."""
    said, answer = value_of(view, key), view.answer(key)
    told = answer.value if answer else None
    if said is None or not isinstance(told, RoughDate) or told.earliest is None:
        return said
    as_told = own_words(told.as_typed)
    if as_told[1].text.casefold() == "".join(piece.text for piece in said).casefold():
        return said
    return (*said, Piece(" ("), *as_told, Piece(")"))


def said_no(view: View, *, but: frozenset[str]) -> Iterator[Line]:
    """What was said no to, section by section; and what was merely not ticked.

    What page 1 says already is not said again.
    """
    for section in view.bank.sections:
        questions = [one for one in section.questions if one.id not in but]
        refused = tuple(
            titled(one)
            for one in questions
            if isinstance(one, YesNo) and "no" in view.said(one.id).words
        )
        if refused:
            yield _under(section.title, refused)
        for one in questions:
            for denied, pattern in ((True, tr("said no to: ")), (False, tr("not ticked: "))):
                left = left_over(view, one.id, denied=denied) if isinstance(one, Many) else None
                if left:
                    said = sentence((Piece(pattern), *left), one.id)
                    yield Line(sentences=(said,), label=titled(one))


def _under(title: str, sentences: Sequence[Sentence]) -> Line:
    origins = frozenset[str]().union(*(one.origins for one in sentences))
    label = Sentence(pieces=capital(words(title)), origins=origins)
    return Line(sentences=tuple(sentences), label=label)


def in_states(view: View, states: Sequence[PageState]) -> Iterator[Line]:
    """The questions in each state, by the clinician's terms for them, each said once.

    What is asked no longer was not left unasked.
    """
    found: dict[str, list[Question]] = {}
    for one in view.bank.questions():
        here = view.state(one.id)
        if here != "not_asked" or not one.until:
            found.setdefault(here, []).append(one)
    for state in states:
        terms: dict[str, list[str]] = {}
        for one in found.get(state, ()):
            terms.setdefault(one.clinical or lower_first(one.ask), []).append(one.id)
        if terms:
            said = tuple(sentence(words(term), *asked) for term, asked in terms.items())
            yield _under(state_words(state), said)
