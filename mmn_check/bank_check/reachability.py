"""Proof that each question can be asked, and each stop card shown, by somebody, and soon.

An answer is one of a few things said alone (a state, "none of these"), or some of the picks at
once: this is all that conditions can see. And they only ever ask that something was said, never
that it was not. So what must be true for a question to be asked is one list of needs for each
earlier question, and it can be true if and only if one answer to each of these meets its needs.
Nothing is tried at random.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations
from typing import NamedTuple

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Condition, Within
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


class Pickable(NamedTuple):
    """One thing that can be picked, and the words that this says."""

    words: frozenset[str]
    weight: int = 1
    """How many things it puts on offer for later questions: a place may have two sides, and what
    is said alone puts none."""


class PossibleAnswers(Record, kw_only=False):
    """Everything that can be said to one question."""

    alone: tuple[frozenset[str], ...]
    cases: tuple[tuple[Pickable, ...], ...]
    """What can be picked together: places on one side, on the other, or anywhere."""
    at_most: int
    dated: bool = False

    @cached_property
    def picks(self) -> tuple[Pickable, ...]:
        """What can be picked in any case."""
        return tuple(pick for case in self.cases for pick in case)

    @cached_property
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
    match question:
        case model.Rows(fields=fields):
            # What the cells say together: any mixture, states among them.
            cells = [possible_answers(cell, by_id) for cell in fields]
            picks = [pick for cell in cells for pick in cell.picks]
            picks += [Pickable(words) for cell in cells for words in cell.alone]
            dated = any(cell.dated for cell in cells)
            return PossibleAnswers(tuple(alone), (tuple(picks),), len(picks), dated)
        case model.Places(choices=choices):
            cases = tuple(_on_one_side(choices))
            return PossibleAnswers(tuple(alone), cases, max(map(len, cases)))
        case model.One() | model.Many() | model.Rank():
            picks = _picks_of(question, by_id)
            most = getattr(question, "at_most", 1)
            most = len(picks) if most is None else most
        case model.YesNo():
            picks, most = [Pickable(frozenset({word})) for word in ("yes", "no")], 1
        case _:
            picks, most = [Pickable(frozenset())], 1
    dated = isinstance(question, model.Date)
    return PossibleAnswers(tuple(alone), (tuple(picks),), max(most, 1), dated)


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
    words = {name or place.id, place.group or place.id} | sides_said([Mark("", side)])
    return Pickable(frozenset(words), 2 if side == "both" else 1)


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


def can_be_said(possible: PossibleAnswers, needs: Iterable[WantedAnswers]) -> bool:
    """Whether one answer can meet all the needs; also true where trying would take too long."""
    every = list(needs)
    wanted = [need for need in every if need.days is None]
    is_dated = len(wanted) < len(every)
    if is_dated and not possible.dated:
        return False
    alone = [] if is_dated else [(Pickable(words, 0),) for words in possible.alone]
    return any(_can_be_picked(one, possible.at_most, wanted) for one in (*alone, *possible.cases))


def _can_be_picked(picks: Sequence[Pickable], at_most: int, needs: Sequence[WantedAnswers]) -> bool:
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
    meeting = [one.weight for one in picks if _meets(one, need)]
    return bool(meeting) and sum(meeting) >= need.picks


def _meets(pick: Pickable, need: WantedAnswers) -> bool:
    anything = need.words is None or ANYTHING in need.words
    return (anything and pick.weight > 0) or not pick.words.isdisjoint(need.words or ())


NeededHere = frozenset[tuple[WantedAnswers, str]]
"""What must be said to one question, each with whom it is needed for."""
Needs = Mapping[str, NeededHere]
"""The same by question."""
SOON = 10
"""Whoever needs help at once should not have to answer more questions before that is seen."""
ROOM = 200_000
"""Needs that are gathered before nothing more is claimed: 600 questions in one chain."""
MOST_SAID = 9
"""Needs that are told as the reason."""


def unreachable(draft: BankDraft, *, unsure: Collection[str]) -> Problems:
    """What can never be asked or shown, however anybody answers.

    Nothing is claimed of `unsure` questions, nor of what waits for them.
    """
    by_id = draft.bank.by_id
    proofs = Proofs({name: one for name, one in by_id.items() if name not in unsure})
    for section in draft.bank.sections:
        needs = proofs.needs_for({}, section.ask_if, by=section.id)
        if against := proofs.against(needs, about=section.id):
            yield draft.mistake(section, f"This section can never be asked: {against}", "ask_if")
            continue
        for question in section.questions:
            for never in _of_question(question, needs, proofs):
                yield draft.mistake(*never)
        if section.earlier:
            needs = proofs.needs_for({}, section.earlier.ask_if, by=section.id)
            if against := proofs.against(needs, about=section.id):
                what = f"The section can never be moved here: {against}"
                yield draft.mistake(section.earlier, what, "ask_if")


def _of_question(
    question: model.Question, for_section: Needs | None, proofs: Proofs
) -> Iterator[tuple[model.Question, str, str]]:
    """What of a question can never be: itself or a field of it, the sentence, and the key."""
    needs = proofs.open(question, for_section)
    urgent = proofs.needs_for(needs, question.urgent_if, by=question.id)
    if against := proofs.against(needs, about=question.id):
        built = "for_each" if isinstance(question, model.Rows) else "picked_in"
        key = "ask_if" if question.ask_if else built
        yield question, f"This question can never be asked: {against}", key
    elif against := proofs.against(urgent, about=question.id):
        yield question, f"The stop card can never be shown here: {against}", "urgent_if"
    if cells := question.cells:
        in_row = Proofs(cells)
        for cell in cells.values():
            if against := in_row.against(in_row.open(cell, {}), about=cell.id):
                yield cell, f'The field "{safe(cell.id)}" can never be asked: {against}', "ask_if"


class Proofs:
    """What must be said for a question to be asked, and whether it can be."""

    def __init__(self, by_id: Mapping[str, model.Question]) -> None:
        self._by_id = by_id
        self._open: dict[str, Needs | None] = {}
        self._room = ROOM
        self._possible = cache(lambda name: possible_answers(by_id[name], by_id))
        self._can = cache(
            lambda name, needs: can_be_said(self._possible(name), {need for need, _ in needs})
        )

    def open(self, question: model.Question, before: Needs | None) -> Needs | None:
        """The needs of a question; None if they cannot be known. Earlier ones come first."""
        self._open[question.id] = None
        if question.id not in self._by_id:
            return None
        needs = self.needs_for(before, question.ask_if, by=question.id)
        for source, need in _of_the_kind(question):
            needs = self._with(needs, source, [need], by=question.id)
        if not self.against(needs, about=question.id):
            self._open[question.id] = needs
        return needs

    def needs_for(self, before: Needs | None, condition: Condition, *, by: str) -> Needs | None:
        """The needs that a condition adds to those before; None if they cannot be known."""
        needs = before
        for clause in condition:
            needs = self._with(needs, clause.question, _needs_of(clause), by=by)
        return needs

    def _with(
        self, needs: Needs | None, name: str, more: Sequence[WantedAnswers], *, by: str
    ) -> Needs | None:
        behind = self._open.get(name)
        makes_sense = behind is not None and all(self._makes_sense(name, need) for need in more)
        if needs is None or behind is None or not makes_sense:
            return None
        merged = dict(needs)
        self._room -= len(behind)
        if self._room < 0:
            return None
        for other, of_it in behind.items():
            merged[other] = merged.get(other, frozenset()) | of_it
        merged[name] = merged.get(name, frozenset()) | {(need, by) for need in more}
        return merged

    def _makes_sense(self, name: str, need: WantedAnswers) -> bool:
        """Whether the words can be said there at all: if not, that is another mistake."""
        if need.days is not None:
            return self._possible(name).dated
        if need.picks and not isinstance(self._by_id[name], model.One | model.Many | model.Places):
            return False
        return need.words is None or need.words <= self._possible(name).words

    def against(self, needs: Needs | None, *, about: str) -> str:
        """Why the needs can never be met, as the end of a sentence; empty if they can."""
        for name, of_it in (needs or {}).items():
            if not self._can(name, of_it):
                return self._why(name, of_it, about=about)
        return ""

    def _why(self, name: str, needs: NeededHere, *, about: str) -> str:
        """The fewest needs that cannot be met together; its own come first."""
        few = sorted(needs, key=lambda one: (one[1] != about, one[1], str(one[0])))[:MOST_SAID]
        for some in (*combinations(few, 1), *combinations(few, 2)):
            if not self._can(name, frozenset(some)):
                few = list(some)
                break
        parts = [
            _wanted_in_words(need) + ("" if by == about else f' (as "{safe(by)}" needs)')
            for need, by in few
        ]
        return f'nobody can answer "{safe(name)}" with {", and with ".join(parts)}.'


def _of_the_kind(question: model.Question) -> Iterator[tuple[str, WantedAnswers]]:
    """What a question needs that takes its choices or rows from one other."""
    sources = model.built_on(question)
    if len(sources) == 1:
        only = frozenset(getattr(question, "only", ())) or None
        yield sources[0], WantedAnswers(only, picks=model.enough_picked(question))


def _needs_of(clause: Clause) -> list[WantedAnswers]:
    match clause:
        case AnyOf(words=words):
            return [WantedAnswers(frozenset(words))]
        case AllOf(words=words):
            return [WantedAnswers(frozenset({word})) for word in words]
        case Within(days=days):
            return [WantedAnswers(None, days=days)]


def _wanted_in_words(need: WantedAnswers) -> str:
    if need.days is not None:
        return "a date"
    if need.words is None:
        return f"{need.picks} picks" if need.picks > 1 else "something picked"
    words = " or ".join(f'"{safe(word)}"' for word in sorted(need.words))
    return f"{words} picked" if need.picks else words


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
