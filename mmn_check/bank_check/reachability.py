"""Proof that each question can be asked, and each stop card shown, by somebody, and soon.

An answer is one of a few things said alone (a state, "none of these"), or some of the picks at
once: this is all that conditions can see. And they only ever ask that something was said, never
that it was not. So what must be true for a question to be asked is one list of needs for each
earlier question, and it can be true if and only if one answer to each of these meets its needs.
Nothing is tried at random.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations, starmap
from typing import NamedTuple

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Condition, Within
from mmn_check.bank.problems import Problems
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.records import Record
from mmn_check.text_safety import safe
from mmn_check.visit.steps import sides_said
from mmn_check.visit.values import STATES, Mark, Side

ALWAYS = frozenset({"not_sure"})
SIDES: tuple[Side, ...] = ("left", "right")
NO_SIDE: Side = "not_sure"
WHOLE: Side = "whole"
MOST_TRIES = 2_000
"""So many ways to meet the needs of a question are tried before nothing is claimed."""
A_DATE = "a date"
"""What a date says, as conditions see it; no word of a bank has a space."""


class Pickable(NamedTuple):
    """One thing that can be picked, and the words that this says."""

    words: frozenset[str]
    weight: int = 1
    """How many things it puts on offer for later questions: a place may have two sides, and what
    is said alone puts none."""


class PossibleAnswers(Record, kw_only=False):
    """Everything that can be said to one question."""

    cases: tuple[tuple[Pickable, ...], ...]
    """What can be said together: something alone, places on one side, on the other, or anywhere."""
    at_most: int

    @cached_property
    def picks(self) -> tuple[Pickable, ...]:
        """What can be said in any case."""
        return tuple(pick for case in self.cases for pick in case)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that a condition may look for."""
        anything = {ANYTHING} if any(pick.weight for pick in self.picks) else set()
        return frozenset(anything).union(*(pick.words for pick in self.picks))


class WantedAnswers(NamedTuple):
    """Something that must be said to a question: at least one of the words."""

    words: frozenset[str] | None
    """None if anything that is picked will do."""
    picks: int = 0
    """More than 0 if so many of these must be on offer afterwards."""


def possible_answers(
    question: model.Question, by_id: Mapping[str, model.Question]
) -> PossibleAnswers:
    """What can be said to a question, given the questions that it takes its choices from."""
    alone = [state for state in STATES if not question.required or state in ALWAYS]
    alone += [one.id for one in question.own_choices if one.exclusive]
    cases: list[Sequence[Pickable]]
    match question:
        case model.Rows(fields=fields):
            # What the cells say together: any mixture, states among them.
            cells = (possible_answers(cell, by_id).picks for cell in fields)
            cases = [[pick for picks in cells for pick in picks]]
        case model.Places(choices=choices):
            cases = list(_on_one_side(choices))
        case model.One() | model.Many() | model.Rank():
            cases = [_picks_of(question, by_id)]
        case model.YesNo():
            cases = [[Pickable(frozenset({word})) for word in ("yes", "no")]]
        case model.Date():
            cases = [[Pickable(frozenset({A_DATE}))]]
        case _:
            cases = [[Pickable(frozenset())]]
    at_most = max(map(len, cases))
    if not isinstance(question, model.Rows | model.Places):
        at_most = getattr(question, "at_most", 1) or at_most
    cases += ([Pickable(frozenset({word}), 0)] for word in alone)
    return PossibleAnswers(tuple(map(tuple, cases)), at_most)


def _picks_of(
    question: model.One | model.Many | model.Rank, by_id: Mapping[str, model.Question]
) -> list[Pickable]:
    sources = model.built_on(question)
    if not sources:
        return _not_exclusive(question.own_choices)
    with_sides, only = isinstance(question, model.One), getattr(question, "only", ())
    picks = [pick for one in sources for pick in _on_offer(one, by_id, with_sides=with_sides)]
    return [pick for pick in picks if not only or pick.words.intersection(only)]


def _not_exclusive(choices: Iterable[model.Choice]) -> list[Pickable]:
    return [
        Pickable(frozenset({choice.id, choice.group or choice.id}))
        for choice in choices
        if not choice.exclusive and choice.id not in STATES
    ]


def _on_one_side(choices: Iterable[model.Choice]) -> Iterator[tuple[Pickable, ...]]:
    """What can be said of places that are all on one side, of others, and of whatever else."""
    places = [choice for choice in choices if not choice.exclusive and choice.id not in STATES]
    for side in SIDES:
        yield tuple(_marked_place(one, side) for one in places if one.sides)
    yield tuple(_marked_place(one, "both" if one.sides else "whole") for one in places)


def _marked_place(place: model.Choice, side: Side, *, name: str = "") -> Pickable:
    """A place that is marked on a side, called by its id, or by a name of its own."""
    words = {name or place.id, place.group or place.id} | _words_of_side(side)
    return Pickable(frozenset(words), 2 if side == "both" else 1)


@cache
def _words_of_side(side: Side) -> frozenset[str]:
    return sides_said([Mark("", side)])


def _on_offer(
    source: str, by_id: Mapping[str, model.Question], *, with_sides: bool
) -> Sequence[Pickable]:
    """What a question offers that takes its choices from another."""
    asked = by_id.get(source)
    if not (with_sides and isinstance(asked, model.Places)):
        return _not_exclusive(asked.own_choices) if asked else ()
    return [
        _marked_place(choice, side, name=f"{choice.id}.{side}")
        for choice in asked.choices
        if not choice.exclusive
        for side in ((*SIDES, NO_SIDE) if choice.sides else (WHOLE,))
    ]


def can_be_said(possible: PossibleAnswers, needs: Collection[WantedAnswers]) -> bool:
    """Whether one answer can meet all the needs; also true where trying would take too long."""
    return any(_can_be_picked(case, possible.at_most, needs) for case in possible.cases)


def _can_be_picked(
    picks: Sequence[Pickable], at_most: int, needs: Collection[WantedAnswers]
) -> bool:
    """Whether some picks, no more than allowed, meet every need.

    One pick more undoes nothing: only as many as are allowed are tried, what meets most first.
    """
    met = {pick: sum(_meets(pick, need) for need in needs) for pick in picks}
    useful = sorted((one for one in picks if met[one]), key=lambda one: -met[one])
    tries = enumerate(combinations(useful, min(at_most, len(useful))))
    return any(
        tried == MOST_TRIES or all(_are_enough(some, need) for need in needs)
        for tried, some in tries
    )


def _are_enough(picks: Sequence[Pickable], need: WantedAnswers) -> bool:
    meeting = [one.weight for one in picks if _meets(one, need)]
    return bool(meeting) and sum(meeting) >= need.picks


def _meets(pick: Pickable, need: WantedAnswers) -> bool:
    anything = need.words is None or ANYTHING in need.words
    return (anything and pick.weight > 0) or not pick.words.isdisjoint(need.words or ())


class Need(NamedTuple):
    """What must be said for something to be asked."""

    question: str
    wanted: WantedAnswers
    by: str
    """What it is needed for, by id."""


SOON = 10
"""Whoever needs help at once should not have to answer more questions before that is seen."""
ROOM = 200_000
"""Needs that are gathered before nothing more is claimed: 600 questions in one chain."""
MOST_SAID = 9
"""Needs that are told as the reason."""


AnswersTo = Callable[[model.Question], PossibleAnswers]


def unreachable(draft: BankDraft, possible: AnswersTo, *, unsure: Collection[str]) -> Problems:
    """What can never be asked or shown, however anybody answers: what is `possible` is known.

    Nothing is claimed of `unsure` questions, nor of what waits for them.
    """
    sure = {name: one for name, one in draft.bank.by_id.items() if name not in unsure}
    proofs = Proofs(sure, possible)
    for section in draft.bank.sections:
        needs = _needs_of(section.ask_if, by=section.id)
        if against := proofs.against(needs, about=section.id):
            yield draft.mistake(section, f"This section can never be asked: {against}", "ask_if")
            continue
        for question in (one for one in section.questions if one.id in sure):
            yield from starmap(draft.mistake, _of_question(question, needs, proofs))
        if section.earlier:
            needs = _needs_of(section.earlier.ask_if, by=section.id)
            if against := proofs.against(needs, about=section.id):
                sentence = f"The section can never be moved here: {against}"
                yield draft.mistake(section.earlier, sentence, "ask_if")


def _of_question(
    question: model.Question, of_section: list[Need], proofs: Proofs
) -> Iterator[tuple[model.Question, str, str]]:
    """What of a question can never be: itself or a field of it, the sentence, and the key."""
    needs = [*of_section, *_all_needs_of(question)]
    if against := proofs.against(needs, about=question.id):
        built = "for_each" if isinstance(question, model.Rows) else "picked_in"
        key = "ask_if" if question.ask_if else built
        yield question, f"This question can never be asked: {against}", key
    else:
        proofs.asked_if[question.id] = tuple(needs)
        needs += _needs_of(question.urgent_if, by=question.id)
        if against := proofs.against(needs, about=question.id):
            yield question, f"The stop card can never be shown here: {against}", "urgent_if"
    if cells := question.cells:
        in_row = Proofs(cells, proofs.possible)
        for cell in cells.values():
            needs = _all_needs_of(cell)
            if against := in_row.against(needs, about=cell.id):
                yield cell, f'The field "{safe(cell.id)}" can never be asked: {against}', "ask_if"
            else:
                in_row.asked_if[cell.id] = needs


class Proofs:
    """What must be said for a question to be asked, and whether it can be."""

    def __init__(self, by_id: Mapping[str, model.Question], possible: AnswersTo) -> None:
        self._by_id = by_id
        self.possible = possible
        self.asked_if: dict[str, Sequence[Need]] = {}
        """By question: what it needs itself; those are left out that can never be asked."""
        self._room = ROOM
        self._can = cache(lambda name, wanted: can_be_said(possible(by_id[name]), wanted))

    def against(self, needs: Iterable[Need], *, about: str) -> str:
        """Why the needs can never be met, as the end of a sentence; empty if they can."""
        every = self._with_those_behind(needs)
        for name, here in every.items():
            if not self._can(name, frozenset(need.wanted for need in here)):
                return self._why(name, here, about=about)
        return ""

    def _with_those_behind(self, needs: Iterable[Need]) -> Mapping[str, set[Need]]:
        """By question: these needs, and those of the questions that they look at, and so on.

        None at all, if not all of them can be known: then nothing is claimed.
        """
        found: dict[str, set[Need]] = {}
        waiting = [*needs]
        while waiting and self._room > 0:
            need = waiting.pop()
            name = need.question
            if name not in self.asked_if or not self._makes_sense(name, need.wanted):
                return {}
            if name not in found:
                found[name] = set()
                waiting += self.asked_if[name]
                self._room -= len(self.asked_if[name])
            found[name].add(need)
        return {} if waiting else found

    def _makes_sense(self, name: str, need: WantedAnswers) -> bool:
        """Whether the words can be said there at all: if not, that is another mistake."""
        if need.picks and not isinstance(self._by_id[name], model.One | model.Many | model.Places):
            return False
        return need.words is None or need.words <= self.possible(self._by_id[name]).words

    def _why(self, name: str, needs: Iterable[Need], *, about: str) -> str:
        """The fewest needs that cannot be met together; its own come first."""
        few = sorted(needs, key=lambda one: (one.by != about, one.by, str(one.wanted)))[:MOST_SAID]
        for some in (*combinations(few, 1), *combinations(few, 2)):
            if not self._can(name, frozenset(need.wanted for need in some)):
                few = list(some)
                break
        parts = [
            _in_words(need.wanted) + ("" if need.by == about else f' (as "{safe(need.by)}" needs)')
            for need in few
        ]
        return f'nobody can answer "{safe(name)}" with {", and with ".join(parts)}.'


def _all_needs_of(question: model.Question) -> list[Need]:
    """What a question needs: what it asks for, and picks where it takes them from one other."""
    needs = _needs_of(question.ask_if, by=question.id)
    sources = model.built_on(question)
    if len(sources) == 1:
        only = frozenset(getattr(question, "only", ())) or None
        wanted = WantedAnswers(only, picks=model.enough_picked(question))
        needs.append(Need(sources[0], wanted, question.id))
    return needs


def _needs_of(condition: Condition, *, by: str) -> list[Need]:
    needs: list[Need] = []
    for clause in condition:
        match clause:
            case AnyOf(words=words):
                wanted = [frozenset(words)]
            case AllOf(words=words):
                wanted = [frozenset({word}) for word in words]
            case Within():
                wanted = [frozenset({A_DATE})]
        needs += (Need(clause.question, WantedAnswers(one), by) for one in wanted)
    return needs


def _in_words(wanted: WantedAnswers) -> str:
    if wanted.words is None:
        return f"{wanted.picks} picks" if wanted.picks > 1 else "something picked"
    if A_DATE in wanted.words:
        return A_DATE
    words = " or ".join(f'"{safe(word)}"' for word in sorted(wanted.words))
    return f"{words} picked" if wanted.picks else words


def shown_late(draft: BankDraft) -> Problems:
    """A note if no question shows the stop card to everybody, or the first that does comes late."""
    if not draft.has_own_file or draft.lost_sections or draft.unsure:
        return
    questions = list(draft.bank.questions())
    urgent = [one for one in questions if one.urgent_if]
    soonest = next((one for one in urgent if one.depth == 1), None)
    if not urgent:
        what = "No question shows the stop card: give the one about urgent signs an urgent_if."
        yield draft.mistake(draft.bank, what, "texts", "stop_card", level="note")
    elif soonest is None:
        what = "On the short way no question shows the stop card: give this one depth 1."
        yield draft.mistake(urgent[0], what, "urgent_if", level="note")
    elif (before := questions.index(soonest)) >= SOON:
        what = (
            f"This question is the first that shows the stop card, and {before} others come "
            "before it: ask it sooner."
        )
        yield draft.mistake(soonest, what, "urgent_if", level="note")
