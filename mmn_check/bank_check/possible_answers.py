"""What can be said to a question at all, in the words that conditions use.

An answer is one of a few things said alone (a state, "none of these"), or some of the picks at
once. This is all that conditions can see, so it is enough to prove that one can never hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, assert_never

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING
from mmn_check.visit.steps import sides_said
from mmn_check.visit.values import STATES, Mark, Side

ALWAYS = frozenset({"not_sure"})
SIDES: tuple[Side, ...] = ("left", "right")
MOST_TRIES = 2_000
"""So many ways to meet the needs of a question are tried before nothing is claimed."""


class Pickable(NamedTuple):
    """One thing that can be picked, and the words that this says."""

    words: frozenset[str]
    weight: int = 1
    """How many things it puts on offer for later questions: a place may have two sides."""


class PossibleAnswers(NamedTuple):
    """Everything that can be said to one question."""

    alone: tuple[frozenset[str], ...]
    cases: tuple[tuple[Pickable, ...], ...]
    """What can be picked together: places on one side, on the other, or anywhere."""
    at_most: int
    dated: bool = False

    @property
    def picks(self) -> tuple[Pickable, ...]:
        """What can be picked in any case."""
        return tuple(pick for case in self.cases for pick in case)

    def words(self) -> frozenset[str]:
        """Every word that a condition may look for."""
        picked = frozenset[str]().union(*(pick.words for pick in self.picks))
        return picked.union(*self.alone) | ({ANYTHING} if self.picks else frozenset())


class WantedAnswers(NamedTuple):
    """Something that must be said to a question: at least one of the words."""

    words: frozenset[str] | None
    """None if anything that is picked will do."""
    picks: int = 0
    """More than 0 if so many of these must be on offer afterwards."""
    days: int | None = None
    """The date must lie within so many days, and the words do not matter."""


def possible_answers(
    question: model.Question, by_id: Mapping[str, model.Question]
) -> PossibleAnswers:
    """What can be said to a question, given the questions that it takes its choices from."""
    alone = [frozenset({state}) for state in STATES if not question.required or state in ALWAYS]
    alone += [frozenset({one.id}) for one in question.own_choices if one.exclusive]
    sided = isinstance(question, model.One)
    before = [
        pick
        for source in model.built_on(question)
        for pick in _offered(source, by_id, with_sides=sided)
    ]
    match question:
        case model.YesNo():
            return _said(alone, [Pickable(frozenset({word})) for word in ("yes", "no")], at_most=1)
        case model.One(picked_in=str()):
            return _said(alone, before, at_most=1)
        case model.One(choices=choices):
            return _said(alone, _ordinary(choices), at_most=1)
        case model.Many(picked_in=str(), only=only, at_most=at_most):
            meant = [pick for pick in before if not only or pick.words.intersection(only)]
            return _said(alone, meant, at_most=at_most)
        case model.Many(choices=choices, at_most=at_most):
            return _said(alone, _ordinary(choices), at_most=at_most)
        case model.Places(choices=choices):
            return _said(alone, *_by_side(choices))
        case model.Rank(at_most=at_most):
            return _said(alone, before, at_most=at_most)
        case model.Date() | model.Number() | model.Rating() | model.Text():
            dated = isinstance(question, model.Date)
            return _said(alone, [Pickable(frozenset())], at_most=1)._replace(dated=dated)
        case model.Rows():
            return _in_cells(question, alone, by_id)
        case _:
            assert_never(question)


def _said(
    alone: Iterable[frozenset[str]], *cases: Iterable[Pickable], at_most: int | None = None
) -> PossibleAnswers:
    kept = tuple(tuple(case) for case in cases)
    most = max(map(len, kept)) if at_most is None else max(at_most, 1)
    return PossibleAnswers(tuple(alone), kept, most)


def _ordinary(choices: Iterable[model.Choice]) -> list[Pickable]:
    return [
        Pickable(_words(choice))
        for choice in choices
        if not choice.exclusive and choice.id not in STATES
    ]


def _by_side(choices: Iterable[model.Choice]) -> Iterable[list[Pickable]]:
    """What can be said of places that are all on one side, of others, and of whatever else."""
    places = [choice for choice in choices if not choice.exclusive and choice.id not in STATES]
    for side in SIDES:
        yield [Pickable(_words(one) | _said_on(side)) for one in places if one.sides]
    yield [
        Pickable(_words(one) | _said_on("both" if one.sides else "whole"), 2 if one.sides else 1)
        for one in places
    ]


def _said_on(side: Side) -> frozenset[str]:
    """What a place says that is marked on a side, beside its own words."""
    return sides_said([Mark("", side)])


def _words(choice: model.Choice) -> frozenset[str]:
    return frozenset({choice.id, choice.group} if choice.group else {choice.id})


def _offered(
    source: str, by_id: Mapping[str, model.Question], *, with_sides: bool
) -> Iterable[Pickable]:
    """What a question offers that takes its choices from another."""
    asked = by_id.get(source)
    if asked is None:
        return []
    if not (with_sides and isinstance(asked, model.Places)):
        return _ordinary(asked.own_choices)
    return [
        Pickable(frozenset({f"{choice.id}.{side}", choice.group or choice.id}) | _said_on(side))
        for choice in asked.choices
        if not choice.exclusive
        for side in ((*SIDES, "not_sure") if choice.sides else ("whole",))
    ]


def _in_cells(
    table: model.Rows, alone: list[frozenset[str]], by_id: Mapping[str, model.Question]
) -> PossibleAnswers:
    """What the cells of a table say together: any mixture, states among them."""
    cells = [possible_answers(cell, by_id) for cell in table.fields]
    picks = [pick for cell in cells for pick in cell.picks]
    picks += [Pickable(words) for cell in cells for words in cell.alone]
    return _said(alone, picks)._replace(dated=any(cell.dated for cell in cells))


def can_be_said(possible: PossibleAnswers, needs: Iterable[WantedAnswers]) -> bool:
    """Whether one answer can meet all the needs; also true where trying would take too long."""
    wanted = list(needs)
    if any(_alone_meets(words, wanted) for words in possible.alone):
        return True
    if any(need.days is not None for need in wanted) and not possible.dated:
        return False
    picked = [need for need in wanted if need.days is None]
    return any(_can_be_picked(case, possible.at_most, picked) for case in possible.cases)


def _alone_meets(words: frozenset[str], needs: list[WantedAnswers]) -> bool:
    return all(
        need.days is None and need.picks == 0 and need.words and not need.words.isdisjoint(words)
        for need in needs
    )


def _can_be_picked(
    picks: tuple[Pickable, ...], at_most: int, needs: Sequence[WantedAnswers]
) -> bool:
    """Whether some picks, no more than allowed, meet every need.

    One pick more undoes nothing: only as many as are allowed are tried, what meets most first.
    """
    met = {pick: sum(_meets(pick, need) for need in needs) for pick in picks}
    useful = sorted((one for one in picks if met[one]), key=lambda one: -met[one])
    for tried, some in enumerate(combinations(useful, min(at_most, len(useful)))):
        if tried == MOST_TRIES or all(_are_enough(some, need) for need in needs):
            return bool(picks)
    return False


def _are_enough(picks: Sequence[Pickable], need: WantedAnswers) -> bool:
    return sum(one.weight for one in picks if _meets(one, need)) >= max(need.picks, 1)


def _meets(pick: Pickable, need: WantedAnswers) -> bool:
    anything = need.words is None or ANYTHING in need.words
    return anything or not pick.words.isdisjoint(need.words or ())
