"""Page 2: the timeline, tables, and the places that were marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import assert_never

from mmn_check.bank.model import Choice, Places
from mmn_check.bank.page_layout import (
    Behind,
    Body,
    Event,
    Fact,
    Figure,
    Page,
    SaidNo,
    Sign,
    States,
    Table,
    Timeline,
)
from mmn_check.i18n import tr
from mmn_check.summary.every_answer import in_states, said_no
from mmn_check.summary.fields import value_of
from mmn_check.summary.lines import fact_items, key_of, phrase_of
from mmn_check.summary.summary_model import Block, BodyChart, Grid, Line, Marking, Sentence
from mmn_check.summary.view import View
from mmn_check.summary.wording import capital, date_phrase, fields_of, with_stop, words
from mmn_check.visit.value_words import IN_A_TABLE
from mmn_check.visit.values import Mark, RoughDate, first_day, last_day


def block_of(view: View, part: Behind, page: Page) -> Block | None:
    """A part of page 2; None where there is nothing in it."""
    match part:
        case Table():
            grid = _table(view, part)
            return Block(heading=part.heading, grid=grid) if grid else None
        case Body():
            signs = (*(sign for one in page.figures for sign in one.signs), *part.signs)
            grid = _body(view, signs)
            return Block(heading=part.heading, grid=grid) if grid else None
        case Timeline():
            lines = tuple(_timeline(view, part.events))
        case SaidNo():
            lines = tuple(said_no(view, but=_told_before(page)))
        case States():
            lines = tuple(in_states(view, part.states))
        case _:
            assert_never(part)
    return Block(heading=part.heading, lines=lines) if lines else None


def _told_before(page: Page) -> frozenset[str]:
    """The questions of which page 1 says what was said no to."""
    texts = [fact.text for row in page.rows for fact in row.facts if not fact.each]
    fields = [name.split(".") for text in texts for name in fields_of(text)]
    return frozenset(name for name, *fact in fields if fact in ([], ["others"]))


def _table(view: View, table: Table) -> Grid | None:
    """The rows of a table, without the columns in which nothing stands."""
    fact = Fact(text="", each=table.each, says=table.says)
    with view.noting() as noted:
        found = [
            [capital(phrase_of(view, fact, item, one.text) or ()) for one in table.columns]
            for item in fact_items(view, fact)
        ]
    kept = [at for at in range(len(table.columns)) if any(row[at] for row in found)]
    origins = frozenset(noted)
    return (
        Grid(
            head=tuple(table.columns[at].head for at in kept),
            rows=tuple(
                tuple(Sentence(pieces=row[at], origins=origins) for at in kept) for row in found
            ),
        )
        if found
        else None
    )


def _body(view: View, signs: Sequence[Sign]) -> Grid | None:
    """The places that were marked, and on which side for each sign."""
    with view.noting() as noted:
        marks = {one.name: marks_of(view, one.question) for one in signs}
        unsure = {one.name for one in signs if one.unsure_if and view.holds(one.unsure_if)}
    places: dict[str, Choice] = {
        choice.id: choice
        for one in signs
        if isinstance(kind := view.kind(one.question), Places)
        for choice in kind.choices
    }
    marked = [one for name in marks for one in marks[name]]
    shown = [sign for sign in marks if marks[sign]]
    origins = frozenset(noted)

    def cell(text: str) -> Sentence:
        return Sentence(pieces=words(text), origins=origins)

    def said(sign: str, place: str) -> str:
        sides = [tr(IN_A_TABLE[one.side]) for one in marks[sign] if one.place == place]
        return ", ".join(sides + ([tr("not sure")] if sides and sign in unsure else []))

    rows = tuple(
        (cell(place.label), *(cell(said(sign, place.id)) for sign in shown))
        for place in places.values()
        if any(one.place == place.id for one in marked)
    )
    return Grid(head=(tr("Place"), *shown), rows=rows) if rows else None


def marks_of(view: View, question: str) -> tuple[Mark, ...]:
    """The places marked for a question; "none of these" is no place."""
    return tuple(pick.mark for pick in view.picks(question) if pick.mark)


def figure_of(view: View, figure: Figure) -> BodyChart | None:
    """A figure of what was marked; None where nothing was."""
    signs = tuple(sign for one in figure.signs if (sign := _marking(view, one)))
    return BodyChart(name=figure.name, signs=signs) if signs else None


def _marking(view: View, sign: Sign) -> Marking | None:
    with view.noting() as noted:
        marks = () if sign.unless and view.holds(sign.unless) else marks_of(view, sign.question)
        unsure = bool(sign.unsure_if) and view.holds(sign.unsure_if)
        said = value_of(view, (sign.question,)) or ()
    doubt = words(f" ({tr('not sure')})") if unsure else ()
    phrase = (*words(f"{sign.name}: "), *said, *doubt)
    sentence = Sentence(pieces=phrase, origins=frozenset(noted))
    marking = Marking(name=sign.name, letter=sign.letter, marks=marks, unsure=unsure, said=sentence)
    return marking if marks else None


def _timeline(view: View, events: Sequence[Event]) -> Iterator[Line]:
    """A line for each dated thing, the earliest first; what was not understood comes last."""
    dated: list[tuple[tuple[date, date], Line]] = []
    for event in events:
        fact = Fact(text=event.text, each=event.each)
        with view.noting() as noted:
            items = fact_items(view, fact)
            found = [(one, view.answer(key_of(view, fact, one, event.date)[0])) for one in items]
            said = [
                (answer.value, phrase_of(view, fact, item, event.text))
                for item, answer in found
                if answer and isinstance(answer.value, RoughDate)
            ]
        origins = frozenset(noted)
        for when, what in said:
            sentence = Sentence(pieces=with_stop(capital(what or ())), origins=origins)
            label = Sentence(pieces=capital(date_phrase(when)), origins=origins)
            dated.append((_time(when), Line(sentences=(sentence,), label=label)))
    return (line for _, line in sorted(dated, key=lambda one: one[0]))


def _time(when: RoughDate) -> tuple[date, date]:
    if when.earliest is None or when.latest is None:
        return (date.max, date.max)
    return (first_day(when.earliest), last_day(when.latest))
