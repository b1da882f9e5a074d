"""The facts of the layout, filled with what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from mmn_check.bank.model import Choice, Many, Places, Rows
from mmn_check.bank.page_layout import LEFT_OVER, Fact, fields_of, needed_fields_of, question_of
from mmn_check.bank.records import Record
from mmn_check.i18n import day_in_words, tr
from mmn_check.summary.answers_in_words import (
    AS_THEY_ARE,
    by_side,
    choice_words,
    fact_of,
    of_page,
    picked,
    row_thing,
    side_words,
    state_words,
    value_of,
)
from mmn_check.summary.phrases import (
    capital,
    fill,
    filled,
    joined,
    lower_first,
    text_of,
    with_stop,
    words,
)
from mmn_check.summary.summary_model import ABOUT, Phrase, Piece, Sentence
from mmn_check.summary.view import TableRow, View
from mmn_check.visit.values import Mark
from mmn_check.visit.visit import Key


class FactItem(Record):
    """What a fact with `each` is about: a row of a table, or one thing picked."""

    said: Phrase = ()
    named: str = ""
    """What it is called where it is left out: never in the patient's own words."""
    picked: str = ""
    """The choice's id, if it was picked."""
    number: int = 0
    """Of a row, or of a thing in the order in which it was picked."""
    row: Key = ()
    """Where the cells of a row are kept."""


ALONE = FactItem()
"""What a fact is about that is not said of each of several things."""


class FactTeller:
    """Tells one fact of the layout from what was said."""

    def __init__(self, view: View, fact: Fact) -> None:
        self._view, self._fact = view, fact

    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the fact; none where it has nothing to say."""
        return tuple(replace(one, pieces=with_stop(capital(one.pieces))) for one in self.phrases())

    def phrases(self) -> tuple[Sentence, ...]:
        """The same without their capitals and stops."""
        view, fact = self._view, self._fact
        with view.noting() as noted:
            if not view.tells(fact) or (fact.nor and view.holds(fact.nor)):
                return ()
            said = [*self._said()]
        origins = frozenset(noted) or frozenset({ABOUT})
        return tuple(
            Sentence(
                pieces=phrase,
                origins=origins,
                rank=fact.rank,
                names=names or ((lower_first(fact.name),) if fact.name else ()),
                questions=(
                    *map(question_of, fields_of(fact.text)),
                    *fact.with_lists,
                    *filter(None, [fact.each]),
                ),
            )
            for names, phrase in said
            if text_of(phrase)
        )

    def _said(self) -> Iterator[tuple[tuple[str, ...], Phrase]]:
        """What each sentence is called where it is left out, and what it says."""
        fact = self._fact
        if fact.then:
            yield (), self._then_and_now() or ()
        elif fact.each:
            for group in self._groups():
                names = tuple(dict.fromkeys(one.named for one in group if one.named))
                yield names, self._at_once(group)
        elif (said := self.filled(ALONE, fact.text) or self._but_the_unanswered()) is not None:
            yield (), said
        elif fact.name and not fact.if_given:
            fields = map(question_of, fields_of(fact.text))
            asked = next((name for name in fields if name in self._view.bank.by_id), None)
            state = self._view.state(asked) if asked else "not_asked"
            if state not in ("answered", "not_asked"):
                why = state_words(state)
                yield (), words(why if fact.name == fact.lead else f"{fact.name}: {why}")

    def _then_and_now(self) -> Phrase | None:
        """What the visit before says of it and what this one does; None if that is the same."""
        before, fact = self._view.before, self._fact
        if before is None:
            return None
        as_now = replace(fact, then=False, if_given=True)
        told = (FactTeller(view, as_now).phrases() for view in (before, self._view))
        then, now = (joined(one.pieces for one in several) for several in told)
        if not then or not now or text_of(then) == text_of(now):
            return None
        day = day_in_words(before.visit.started.date())
        both, alone = tr("{name}: on {day} {then}; now: {now}"), tr("{name}: on {day} {then}")
        said = alone if fact.now_elsewhere else both
        return filled(said, name=fact.name or "", then=then, day=day, now=now)

    def _but_the_unanswered(self) -> Phrase | None:
        """The fact where one of its questions was answered, with why another was not.

        So a skipped question takes no answer off the page; None where nothing was answered that no
        other fact tells.
        """
        fact = self._fact
        if fact.if_given:
            return None
        needed = needed_fields_of(fact.text)

        def field(name: str) -> Phrase | None:
            said = self._field(ALONE, name)
            question = question_of(name)
            if said is not None or name not in needed or question not in self._view.bank.by_id:
                return said
            state = self._view.state(question)
            if state in ("answered", "not_asked"):
                return None
            label = f"{fact.name}: " if fact.name and fact.text.lstrip("*").startswith("{") else ""
            return words(f"{label if name == needed[0] else ''}{state_words(state)}")

        told = self._view.told_by
        untold = [one for one in map(question_of, fields_of(fact.text)) if told[one] <= 1]
        given = any(self._view.state(one) == "answered" for one in untold)
        return fill(fact.text, field) if given else None

    def _groups(self) -> list[list[FactItem]]:
        items = self.items()
        if not self._fact.together:
            return [[one] for one in items]

        def besides(item: FactItem) -> str:
            said = self.filled(replace(item, said=()), self._fact.text) or ()
            return text_of(tuple(one for one in said if not (item.row and one.strong)))

        return [list(group) for _, group in groupby(items, key=besides)]

    def _at_once(self, group: Sequence[FactItem]) -> Phrase:
        """What is said of a group; of several rows that differ in bold alone, that of each."""
        thing = joined(one.said for one in group)
        first = self.filled(replace(group[0], said=thing), self._fact.text) or ()
        start = next((at for at, piece in enumerate(first) if piece.strong), None)
        if len(group) == 1 or not group[0].row or start is None:
            return first
        each = (self.filled(one, self._fact.text) or () for one in group)
        bold = joined(tuple(piece for piece in one if piece.strong) for one in each)
        rest = (piece for piece in first[start:] if not piece.strong)
        return (*first[:start], *(one._replace(strong=True) for one in bold), *rest)

    def filled(self, item: FactItem, text: str) -> Phrase | None:
        """A template filled with what was said of an item; None where it has nothing to say."""
        return fill(text, partial(self._field, item))

    def _field(self, item: FactItem, name: str) -> Phrase | None:
        view, fact = self._view, self._fact
        if name == "thing":
            return item.said
        if name == "row":
            return words(str(item.number)) if item.number else None
        if name == "language":
            return words(fact.says.get(name, AS_THEY_ARE).get(view.other_language, ""))
        if name in ("made", "asked", "title"):
            return of_page(view, name)
        first, _, known = name.partition(".")
        if first in view.bank.texts:
            return fixed(view, first)
        key, known = self.key_of(item, name)
        says = fact.says.get(key[-1], AS_THEY_ARE)
        if key[-1] not in view.bank.by_id or len(key) > 1:
            return fact_of(view, key, known, says) if known else value_of(view, key, says)
        if known == "picked":
            return words(says.get(known, "")) if self._is_among(item, (first,)) else None
        if known in LEFT_OVER:
            return left_over(view, first, known, meant=self._is_named)
        if known == "by_side":
            marks = [
                (step, one.mark)
                for name in (first, *fact.with_lists)
                for step in [view.step((name,))]
                for one in view.picks(name)
                if step and one.mark and self._is_meant(FactItem(picked=one.choice.id))
            ]
            return by_side(view, marks) or None
        if known:
            return fact_of(view, key, known, says)
        if fact.worst and isinstance(view.kind(first), Places):
            return _worst_first(view, fact, first)
        if (fact.only or fact.but) and not fact.each:
            return joined(one.said for one in self._picks(first)) or None
        return value_of(view, key, says)

    def key_of(self, item: FactItem, field: str) -> tuple[Key, str]:
        """Where the answer stands that a field names, and what is asked of it.

        A cell of the row itself, of the same thing's row in another table, or a question.
        """
        bank, each = self._view.bank, self._fact.each
        first, _, rest = field.partition(".")
        here, table = bank.by_id.get(each or ""), bank.by_id.get(first)
        if item.row and here and first in here.cells:
            return (*item.row, first), rest
        cell, _, known = rest.partition(".")
        if item.picked and isinstance(table, Rows) and table.for_each == each:
            return (first, "row", item.picked, cell), known
        return (first,), rest

    def items(self) -> list[FactItem]:
        """What the fact is about, in the order in which it is said."""
        question, view = self._fact.each, self._view
        if question is None:
            return [ALONE]
        if isinstance(view.kind(question), Rows):
            items = [self._row(question, row) for row in view.rows(question)]
        else:
            items = self._picks(question)
        return [one for one in items if self._is_meant(one)]

    def _row(self, question: str, row: TableRow) -> FactItem:
        name = choice_words(row.thing) if row.thing else ""
        thing = row.thing.id if row.thing else ""
        said = row_thing(self._view, question, row)
        return FactItem(said=said, named=name, picked=thing, number=row.number, row=row.at)

    def _picks(self, question: str) -> list[FactItem]:
        step, says = self._view.step((question,)), self._fact.says.get(question, AS_THEY_ARE)
        found = []
        for number, pick in enumerate(self._view.picks(question), start=1):
            if step and self._is_named(pick.choice):
                thing = pick.choice.id
                name = says.get(thing) or choice_words(pick.choice)
                name = side_words(name, pick.mark.side) if pick.mark else name
                said = picked(self._view, step, pick.mark or thing, says)
                found.append(FactItem(said=said, named=name, picked=thing, number=number))
        return found

    def _is_named(self, choice: Choice) -> bool:
        """Whether a choice is one of those that the fact is about."""
        names, only = {choice.id, choice.group}, self._fact.only
        return names.isdisjoint(self._fact.but) and (not only or not names.isdisjoint(only))

    def _is_meant(self, item: FactItem) -> bool:
        fact = self._fact
        if fact.among and not self._is_among(item, fact.among):
            return False
        return not self._is_among(item, fact.not_among) and not any(
            self._view.said_at(self.key_of(item, field)[0]).isdisjoint(wanted)
            for field, wanted in fact.where.items()
        )

    def _is_among(self, item: FactItem, questions: Iterable[str]) -> bool:
        """Whether a thing was picked in any of some questions."""
        return item.picked in [
            pick.choice.id for one in questions for pick in self._view.picks(one)
        ]


def fixed(view: View, name: str) -> Phrase:
    """A fixed text of the bank with the days in it; no other field has a meaning there."""
    view.note(name)
    text = view.bank.texts[name].text.strip()
    for day in ("made", "asked"):
        text = text.replace(f"{{{day}}}", text_of(of_page(view, day)))
    return words(text)


def left_over(
    view: View, question: str, known: str, *, meant: Callable[[Choice], bool] = bool
) -> Phrase | None:
    """What of a list was left unpicked, by name: the others, denied; the unticked; the untold."""
    kind, step = view.kind(question), view.step((question,))
    if not isinstance(kind, Many) or not step or view.state(question) != "answered":
        return None
    denied = known != "unticked"
    if view.rest_denied(question) != denied or not (denied or kind.confirm_rest):
        return None
    told = {"others": (False,), "untold": (True,)}.get(known, (False, True))
    taken = {pick.choice.id for pick in view.picks(question)}
    left = [
        choice_words(one)
        for one in step.choices
        if one.id not in taken and not one.exclusive and not one.stands_for_words
        if meant(one) and one.tested in told
    ]
    return words(", ".join(left)) if left else None


def _worst_first(view: View, fact: Fact, question: str) -> Phrase | None:
    """Places, the one that the patient called the worst first and in bold."""
    answer = view.answer((fact.worst or "",))
    worst = answer.value if answer and isinstance(answer.value, Mark) else None
    said: list[Phrase] = []
    for pick in view.picks(question):
        for mark in _apart(pick.mark, worst) if pick.mark else ():
            name = side_words(choice_words(pick.choice), mark.side)
            if mark != worst:
                said.append(words(name))
                continue
            note = f" ({fact.worst_text})" if fact.worst_text else ""
            said.insert(0, (Piece(f"{name}{note}", strong=True),))
    return joined(said) or None


def _apart(mark: Mark, worst: Mark | None) -> tuple[Mark, ...]:
    """A mark, taken apart where only one side of it is the worst."""
    sides = (Mark(mark.place, "right"), Mark(mark.place, "left"))
    return sides if mark.side == "both" and worst in sides else (mark,)
