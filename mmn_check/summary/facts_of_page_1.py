"""The facts of the layout, filled with what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from mmn_check.bank.conditions import AnyOf
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
    pick_in_words,
    row_thing,
    side_words,
    state_words,
    value_of,
)
from mmn_check.summary.noted_answers import TableRow, View
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
from mmn_check.visit.steps import Step
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
        fields = [question_of(one) for one in fields_of(fact.text)]
        # "None on the list" tells of the list that it asks for.
        denied = (one for one in fact.ask_if if isinstance(one, AnyOf) and {*one.words} == {"none"})
        named = fields or [one.question for one in denied]
        self._questions = [one for one in named if one in view.bank.by_id]

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
        named = (lower_first(fact.name),) if fact.name else ()
        lists = (one for one in fact.with_lists if view.picks(one))
        asked = (*self._questions, *lists, fact.each or "")
        origins = frozenset(noted) or frozenset({ABOUT})
        looked_at = (*asked, *(one.question for one in fact.ask_if))
        known = [view.said(one).words for one in looked_at if one in view.bank.by_id]
        denies = not any(asked) or any({"no", "none"} & one for one in known)
        denies = denies or any(one.endswith(LEFT_OVER) for one in fields_of(fact.text))
        sentence = partial(
            Sentence, origins=origins, rank=fact.rank, questions=asked, denies=denies
        )
        told = ((names or named, pieces) for names, pieces in said if text_of(pieces))
        return tuple(sentence(pieces=pieces, names=names) for names, pieces in told)

    def _said(self) -> Iterator[tuple[tuple[str, ...], Phrase]]:
        """What each sentence is called where it is left out, and what it says."""
        fact = self._fact
        if fact.then:
            yield (), self._then_and_now() or ()
        elif fact.each:
            for _, alike in groupby(self.items(), key=self._besides):
                group = [*alike]
                names = tuple(dict.fromkeys(one.named for one in group if one.named))
                item = replace(group[0], said=joined(one.said for one in group))
                yield names, self.filled(item, fact.text) or ()
        elif (said := self.filled(ALONE, fact.text) or self._but_the_unanswered()) is not None:
            yield (), said
        elif fact.name and not fact.if_given:
            why = self._why_unanswered(next(iter(self._questions), ""))
            yield (), words(why if not why or fact.name == fact.lead else f"{fact.name}: {why}")

    def _why_unanswered(self, question: str) -> str:
        """Why a question that was asked has no answer; nothing if it has one, or was not asked."""
        state = self._view.state(question) if question in self._questions else "not_asked"
        return "" if state in ("answered", "not_asked") else state_words(state)

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
        view, fact = self._view, self._fact
        untold = (one for one in self._questions if view.told_by[one] <= 1)
        if fact.if_given or not any(view.state(one) == "answered" for one in untold):
            return None
        needed = needed_fields_of(fact.text)
        begins = fact.name and fact.text.lstrip("*").startswith("{")

        def field(name: str) -> Phrase | None:
            said = self._field(ALONE, name)
            why = self._why_unanswered(question_of(name)) if name in needed else ""
            if said is not None or not why:
                return said
            return words(f"{fact.name}: {why}" if begins and name == needed[0] else why)

        return fill(fact.text, field)

    def _besides(self, item: FactItem) -> FactItem | Phrase | None:
        """What neighbours have in common that are told at once: what is said of each."""
        together = self._fact.together
        return self.filled(replace(item, said=()), self._fact.text) if together else item

    def filled(self, item: FactItem, text: str) -> Phrase | None:
        """A template filled with what was said of an item; None where it has nothing to say."""
        return fill(text, partial(self._field, item))

    def _field(self, item: FactItem, name: str) -> Phrase | None:
        view, fact = self._view, self._fact
        match name:
            case "thing":
                return item.said
            case "row":
                return words(str(item.number)) if item.number else None
            case "language":
                return words(fact.says.get(name, AS_THEY_ARE).get(view.other_language, ""))
            case "made" | "asked" | "title":
                return of_page(view, name)
        first = question_of(name)
        if first in view.bank.texts:
            return fixed(view, first)
        key, known = self.key_of(item, name)
        says = fact.says.get(key[-1], AS_THEY_ARE)
        if len(key) == 1 and first in view.bank.by_id:
            if known == "picked":
                return words(says.get(known, "")) if self._is_among(item, (first,)) else None
            if known in LEFT_OVER:
                return left_over(view, first, known, meant=self._is_named)
            if known == "by_side":
                return by_side(view, self._marks(first, *fact.with_lists)) or None
            if not known and fact.worst and isinstance(view.kind(first), Places):
                return _worst_first(view, fact, first)
            if not known and (fact.only or fact.but) and not fact.each:
                return joined(one.said for one in self._picks(first)) or None
        return fact_of(view, key, known, says) if known else value_of(view, key, says)

    def _marks(self, *questions: str) -> list[tuple[Step, Mark]]:
        """What is meant of what was marked in some lists."""
        steps = ((name, step) for name in questions if (step := self._view.step((name,))))
        return [
            (step, one.mark)
            for name, step in steps
            for one in self._view.picks(name)
            if one.mark and self._is_meant(FactItem(picked=one.choice.id))
        ]

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
        is_table = isinstance(view.kind(question), Rows)
        items = map(partial(self._row, question), view.rows(question))
        return [
            one for one in (items if is_table else self._picks(question)) if self._is_meant(one)
        ]

    def _row(self, question: str, row: TableRow) -> FactItem:
        name, thing = (choice_words(row.thing), row.thing.id) if row.thing else ("", "")
        said = row_thing(self._view, question, row)
        return FactItem(said=said, named=name, picked=thing, number=row.number, row=row.at)

    def _picks(self, question: str) -> Iterator[FactItem]:
        step, says = self._view.step((question,)), self._fact.says.get(question, AS_THEY_ARE)
        for number, pick in enumerate(self._view.picks(question), start=1):
            if step and self._is_named(pick.choice):
                thing = pick.choice.id
                name = says.get(thing) or choice_words(pick.choice)
                name = side_words(name, pick.mark.side) if pick.mark else name
                said = pick_in_words(self._view, step, pick.mark or thing, says)
                yield FactItem(said=said, named=name, picked=thing, number=number)

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
        picks = (pick for one in questions for pick in self._view.picks(one))
        return item.picked in [pick.choice.id for pick in picks]


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
    named = [one for one in step.choices if not (one.exclusive or one.stands_for_words)]
    left = (one for one in named if one.id not in taken and meant(one) and one.tested in told)
    return joined(words(choice_words(one)) for one in left) or None


def _worst_first(view: View, fact: Fact, question: str) -> Phrase | None:
    """Places, the one that the patient called the worst first and in bold.

    One on both sides is taken apart where one of them is the worst.
    """
    answer = view.answer((fact.worst or "",))
    worst = answer.value if answer and isinstance(answer.value, Mark) else None
    note = f" ({fact.worst_text})" if fact.worst_text else ""
    said = list[Phrase]()
    for pick in view.picks(question):
        apart = [Mark(pick.choice.id, "right"), Mark(pick.choice.id, "left")]
        is_split = pick.mark and pick.mark.side == "both" and worst in apart
        for mark in apart if is_split else filter(None, [pick.mark]):
            name = side_words(choice_words(pick.choice), mark.side)
            is_worst = mark == worst
            said.append((Piece(f"{name}{note if is_worst else ''}", strong=is_worst),))
    return joined(sorted(said, key=lambda one: not one[0].strong)) or None
