"""The facts of the layout, filled with what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from mmn_check.bank.model import Choice, Many, Places, Rows
from mmn_check.bank.page_layout import Fact, fields_of
from mmn_check.summary.fields import fact_of, of_page, value_of
from mmn_check.summary.summary_model import ABOUT, Phrase, Piece, Sentence
from mmn_check.summary.view import TableRow, View
from mmn_check.summary.wording import (
    AS_THEY_ARE,
    by_side,
    capital,
    choice_words,
    fill,
    joined,
    picked,
    row_thing,
    side_words,
    state_words,
    text_of,
    with_stop,
    words,
)
from mmn_check.visit.steps import Pick
from mmn_check.visit.values import Mark
from mmn_check.visit.visit import Key


@dataclass(frozen=True, kw_only=True)
class FactItem:
    """What a fact with `each` is about: a row of a table, or one thing picked."""

    said: Phrase = ()
    named: str = ""
    """What it is called where it is left out: never in the patient's own words."""
    picked: str = ""
    """The choice's id, if it was picked."""
    row: TableRow | None = None
    mark: Mark | None = None


ALONE = FactItem()
"""What a fact is about that is not said of each of several things."""


def fact_sentences(view: View, fact: Fact) -> tuple[Sentence, ...]:
    """The sentences of a fact; none where it has nothing to say."""
    return tuple(
        replace(one, pieces=with_stop(capital(one.pieces))) for one in fact_phrases(view, fact)
    )


def fact_phrases(view: View, fact: Fact) -> tuple[Sentence, ...]:
    """The same without their capitals and stops."""
    with view.noting() as noted:
        if not view.holds(fact.ask_if) or (fact.unless and view.holds(fact.unless)):
            return ()
        said = [*_said(view, fact)]
    origins = frozenset(noted) or frozenset({ABOUT})
    return tuple(
        Sentence(pieces=phrase, origins=origins, rank=fact.rank, name=name or fact.name or "")
        for name, phrase in said
        if text_of(phrase)
    )


def _said(view: View, fact: Fact) -> Iterator[tuple[str, Phrase]]:
    if fact.each:
        for group in _groups(view, fact):
            thing = joined(one.said for one in group)
            said = phrase_of(view, fact, replace(group[0], said=thing), fact.text)
            names = ", ".join(dict.fromkeys(one.named for one in group if one.named))
            yield _short(view, fact, replace(group[0], said=words(names))) or names, said or ()
    elif (said := phrase_of(view, fact, ALONE, fact.text)) is not None:
        yield _short(view, fact, ALONE), said
    elif fact.name and not fact.if_given:
        fields = (field.partition(".")[0] for field in fields_of(fact.text))
        asked = next((name for name in fields if name in view.bank.by_id), None)
        state = view.state(asked) if asked else "not_asked"
        if state not in ("answered", "not_asked"):
            why = state_words(state)
            yield "", words(why if fact.name == fact.lead else f"{fact.name}: {why}")


def _short(view: View, fact: Fact, item: FactItem) -> str:
    return text_of(phrase_of(view, fact, item, fact.short or "") or ())


def phrase_of(view: View, fact: Fact, item: FactItem, text: str) -> Phrase | None:
    """A template filled with what was said of an item; None where it has nothing to say."""
    return fill(text, partial(_field, view, fact, item))


def fixed(view: View, name: str) -> Phrase:
    """A fixed text of the bank with the days in it; no other field has a meaning there."""
    view.note(name)
    text = view.bank.texts[name].text.strip()
    for day in ("made", "asked"):
        text = text.replace(f"{{{day}}}", text_of(of_page(view, day)))
    return words(text)


def _field(view: View, fact: Fact, item: FactItem, name: str) -> Phrase | None:
    if name == "thing":
        return item.said
    if name == "row":
        return words(str(item.row.number)) if item.row else None
    if name in ("made", "asked", "title"):
        return of_page(view, name)
    first, _, known = name.partition(".")
    if first in view.bank.texts:
        return fixed(view, first)
    key, known = key_of(view, fact, item, name)
    says = fact.says.get(key[-1], AS_THEY_ARE)
    if key[-1] not in view.bank.by_id or len(key) > 1:
        return fact_of(view, key, known, says) if known else value_of(view, key, says)
    if known == "picked":
        return words(says.get(known, "")) if _is_among(view, item, (first,)) else None
    if known in ("others", "unticked"):
        return left_over(view, first, denied=known == "others", meant=partial(_meant, fact))
    if known == "by_side" and (step := view.step(key)):
        things = [FactItem(picked=pick.choice.id, mark=pick.mark) for pick in view.picks(first)]
        marks = [one.mark for one in things if one.mark and _is_meant(view, fact, one)]
        return by_side(view, step, marks) or None
    if known:
        return fact_of(view, key, known, says)
    if fact.worst and isinstance(view.kind(first), Places):
        return _worst_first(view, fact, first)
    if (fact.only or fact.but) and not fact.each:
        return joined(one.said for one in _picks(view, fact, first)) or None
    return value_of(view, key, says)


def key_of(view: View, fact: Fact, item: FactItem, field: str) -> tuple[Key, str]:
    """Where the answer stands that a field names, and what is asked of it.

    A cell of the row itself, of the same thing's row in another table, or a question.
    """
    first, _, rest = field.partition(".")
    here = view.kind(fact.each) if fact.each else None
    if item.row and isinstance(here, Rows) and any(one.id == first for one in here.fields):
        return (*next(iter(item.row.cells.values())).key[:-1], first), rest
    table = view.bank.by_id.get(first)
    cell, _, known = rest.partition(".")
    if item.picked and isinstance(table, Rows) and table.for_each == fact.each:
        return (first, "row", item.picked, cell), known
    return (first,), rest


def fact_items(view: View, fact: Fact) -> list[FactItem]:
    """What a fact is about, in the order in which it is said."""
    question = fact.each
    if question is None:
        return [ALONE]
    if isinstance(view.kind(question), Rows):
        items = [_row(view, question, row) for row in view.rows(question)]
    else:
        items = _picks(view, fact, question)
    return [one for one in items if _is_meant(view, fact, one)]


def _row(view: View, question: str, row: TableRow) -> FactItem:
    name = choice_words(row.thing) if row.thing else ""
    thing = row.thing.id if row.thing else ""
    return FactItem(said=row_thing(view, question, row), named=name, picked=thing, row=row)


def _picks(view: View, fact: Fact, question: str) -> list[FactItem]:
    step, says = view.step((question,)), fact.says.get(question, AS_THEY_ARE)
    found = []
    for pick in view.picks(question):
        if step and _meant(fact, pick.choice):
            name = says.get(pick.choice.id) or choice_words(pick.choice)
            name = side_words(name, pick.mark.side) if pick.mark else name
            said = picked(view, step, pick.mark or pick.choice.id, says)
            found.append(FactItem(said=said, named=name, picked=pick.choice.id))
    return found


def _meant(fact: Fact, choice: Choice) -> bool:
    """Whether a choice is one of those that the fact is about."""
    names = {choice.id, choice.group}
    return names.isdisjoint(fact.but) and (not fact.only or not names.isdisjoint(fact.only))


def _is_meant(view: View, fact: Fact, item: FactItem) -> bool:
    keys = {field: key_of(view, fact, item, field)[0] for field in fact.where}
    if fact.among and not _is_among(view, item, fact.among):
        return False
    if _is_among(view, item, fact.not_among):
        return False
    return not any(view.said_at(keys[field]).isdisjoint(fact.where[field]) for field in keys)


def _is_among(view: View, item: FactItem, questions: Iterable[str]) -> bool:
    """Whether a thing was picked in any of some questions."""
    found = [pick.choice.id for one in questions for pick in view.picks(one)]
    return item.picked in found


def _groups(view: View, fact: Fact) -> list[list[FactItem]]:
    items = fact_items(view, fact)
    if not fact.together:
        return [[one] for one in items]

    def besides(item: FactItem) -> str:
        return text_of(phrase_of(view, fact, replace(item, said=()), fact.text) or ())

    return [list(group) for _, group in groupby(items, key=besides)]


def left_over(
    view: View, question: str, *, denied: bool, meant: Callable[[Choice], bool] = bool
) -> Phrase | None:
    """What of a list was left unpicked, by name: said not to be there, or merely not ticked."""
    kind, step = view.kind(question), view.step((question,))
    if not isinstance(kind, Many) or not step or view.state(question) != "answered":
        return None
    if view.rest_denied(question) != denied or not (denied or kind.confirm_rest):
        return None
    taken = {pick.choice.id for pick in view.picks(question)}
    left = [
        choice_words(one)
        for one in step.choices
        if one.id not in taken and not one.exclusive and not (one.id == "other" and one.words)
        if meant(one)
    ]
    return words(", ".join(left)) if left else None


def _worst_first(view: View, fact: Fact, question: str) -> Phrase | None:
    """Places, the one that the patient called the worst first and in bold."""
    answer = view.answer((fact.worst or "",))
    worst = answer.value if answer and isinstance(answer.value, Mark) else None
    said: list[Phrase] = []
    for pick in view.picks(question):
        for mark in _apart(pick, worst):
            name = side_words(choice_words(pick.choice), mark.side)
            if mark == worst:
                note = f" ({fact.worst_text})" if fact.worst_text else ""
                said.insert(0, (Piece(f"{name}{note}", strong=True),))
            else:
                said.append(words(name))
    return joined(said) if said else None


def _apart(pick: Pick, worst: Mark | None) -> tuple[Mark, ...]:
    """A mark, taken apart where only one side of it is the worst."""
    mark = pick.mark
    if (
        mark
        and worst
        and mark.side == "both"
        and worst in (Mark(mark.place, "right"), Mark(mark.place, "left"))
    ):
        return (Mark(mark.place, "right"), Mark(mark.place, "left"))
    return (mark,) if mark else ()
