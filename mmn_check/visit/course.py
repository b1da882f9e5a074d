"""The way through a bank that one visit's answers open: what comes next, and what counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import datetime

from mmn_check.bank.conditions import ANYTHING, AllOf, AnyOf, Clause, Said
from mmn_check.bank.model import Bank, Choice, Contradiction, Role, Rows
from mmn_check.bank.records import Record
from mmn_check.visit.last_time import NOTHING, LastTime, OfferedPart, as_much_as_fits
from mmn_check.visit.steps import Background, Pick, Step, picked_by, said_by
from mmn_check.visit.values import SKIPPED, Answer, answered
from mmn_check.visit.visit import Key, Visit


class Progress(Record):
    """How far along, in things to ask: `position` of about `total`."""

    position: int
    total: int


class Course(Record):
    """The way through a bank that one visit's answers open."""

    steps: tuple[Step, ...]
    """Every step that is open at the visit's depth, answered or not, in the order asked."""
    answers: Mapping[Key, Answer]
    """The answers that count: those of open steps, as far as they fit what is on offer."""
    urgent: tuple[str, ...]
    """The questions whose answers call for the stop card."""
    calls: tuple[str, ...] = ()
    """The questions whose answers call for the fixed text `call_today`: the office, not help."""
    contradictions: tuple[Contradiction, ...] = ()
    """The pairs of answers, named in the bank, that cannot both be true."""
    said: Mapping[str, Said]
    """What the live answers to each question come to, in the words that conditions use."""
    picks: Mapping[str, tuple[Pick, ...]] = field(default_factory=dict)
    """What the live answers to each question put on offer for later ones."""
    last_time: LastTime = NOTHING
    """What an earlier visit may have to offer."""
    together: frozenset[str] = frozenset()
    """The questions that are answered all at once, section by section, as they were last time."""
    expected: int = 0
    """How many things more are to be asked, as a rule, that answers still to come open."""
    helped: bool = False
    """Whether somebody else types for the patient."""
    stale: frozenset[Key] = frozenset()
    """The answers that are too old to stand unasked: those of the urgent check."""

    @property
    def background(self) -> Background:
        """What was told, for the questions of a day that look back at it."""
        return Background(said=self.said, picks=self.picks, helped=self.helped)

    def next_step(self) -> Step | None:
        """The first open step to be asked; None when all that is open is answered."""
        return next(self.unanswered(), None)

    def unanswered(self) -> Iterator[Step]:
        """The open steps without an answer that may stand."""
        asked = self.answers.keys() - self.stale
        return (step for step in self.steps if step.key not in asked)

    def step_before(self, key: Key | None) -> Step | None:
        """The step asked before the one at `key` (before the end, if None); None at the first."""
        before = None
        for step in self.steps:
            if step.key == key:
                return before
            before = step
        return before

    def step_doubted(self, step: Step) -> Step | None:
        """The list to ask again, if its rest was to be confirmed and the person said no."""
        if step.key[-1] == "others" and self.answers.get(step.key) == answered("no"):
            return self.step_at(step.key[:-1])
        return None

    def step_at(self, key: Key) -> Step | None:
        """The open step at `key`, if there is one."""
        return next((step for step in self.steps if step.key == key), None)

    def parts(self, question: str) -> tuple[Step, ...]:
        """The open steps of one question."""
        return tuple(step for step in self.steps if step.key[0] == question and not step.offered)

    def progress(self, step: Step) -> Progress:
        """How far along `step` is; the total grows only when an answer opens a branch.

        What offers an earlier answer counts as one with the question that it stands before.
        """
        before = self._screens(self.steps[: self._place_of(step)])
        total = self._screens(self.steps) + self.expected
        return Progress(position=before + 1, total=max(total, before + 1))

    def _screens(self, steps: Sequence[Step]) -> int:
        """How many screens it takes to ask these.

        What stays as it was takes one for as much as fits; it goes on into later sections up to
        the first thing in them that is new.
        """
        screens = 0
        offered: list[OfferedPart] = []
        for before, step in zip((None, *steps), steps, strict=False):
            if step.question.id not in self.together:
                table = step.question
                at_once = isinstance(table, Rows) and table.at_once and step.may_end
                screens += not (at_once and before and before.question == table)
                offered = offered if offered and offered[0][0].section == step.section else []
                continue
            said = self.last_time.answers.get(step.question.id, {})
            part = step, self.answers.get(step.key) or said.get(step.key) or SKIPPED
            goes_on = offered and len(as_much_as_fits([*offered, part])) > len(offered)
            screens += not goes_on
            offered = [*offered, part] if goes_on else [part]
        return screens

    def _place_of(self, step: Step) -> int:
        return [one.key for one in self.steps].index(step.key)

    def still_to_ask(self, step: Step) -> tuple[Step, ...]:
        """A step and what is not answered behind it: a deeper way asks between answers, too.

        What an earlier answer is offered to, and is asked only if it changed, is left aside.
        """
        asked = self.answers.keys() - self.stale
        here, *later = self.steps[self._place_of(step) :]
        left = (one for one in later if one.key not in asked)
        return here, *(one for one in left if one.offered or one.question.id not in self.together)

    def still_expected(self, step: Step) -> int:
        """How many things more may come: what answers open, and offers behind the first."""
        here_on = self.steps[self._place_of(step) :]
        offered = [one for one in here_on if one.question.id in self.together]
        left = [one for one in offered if one.key not in self.answers and not one.offered]
        return self.expected + self._screens(left) - bool(left)

    def set_aside(self, visit: Visit) -> Mapping[Key, Answer]:
        """Answers of branches that closed: out of the summary, back when the branch reopens."""
        return {key: one for key, one in visit.answers.items() if key not in self.answers}


def choices_in_role(bank: Bank, course: Course, *, role: Role) -> tuple[Choice, ...]:
    """What was picked at the question that has the role; nothing where there is none."""
    question = bank.by_role.get(role)
    step = course.step_at((question.id,)) if question else None
    if step is None:
        return ()
    return tuple(pick.choice for pick in picked_by(step, course.answers.get(step.key)))


STOP_CARD = "stop_card"
"""The fixed text shown when an answer calls for help at once."""
HELP_NOW = "get_help_now"
"""The fixed text that lists when not to wait for the visit; a bank may do without."""
CALL_TODAY = "call_today"
"""The fixed text shown when the doctor's office is to be called today; a bank may do without."""


class UrgentSign(Record):
    """One thing said that calls for help."""

    question: str
    """The question that calls."""
    key: Key
    """The answer on which it rests."""
    picked: str = ""
    """What was picked there; empty where nothing is."""


def with_calls(bank: Bank, visit: Visit, *, before: Course, now: Course, when: datetime) -> Visit:
    """The visit with what its change means for the stop card.

    It is due again at questions where a new sign calls; a question that calls no more, though the
    card was shown for it, was put right.
    """
    new = frozenset(_signs(bank, now)) - frozenset(_signs(bank, before))
    due = frozenset(sign.question for sign in new)
    shown = {one: time for one, time in visit.urgent_shown.items() if one not in due}
    right = [one for one in before.urgent if one not in now.urgent and one in shown]
    unticked = {**visit.urgent_unticked, **dict.fromkeys(right, when)}
    unticked = {one: time for one, time in unticked.items() if one not in now.urgent}
    if shown == visit.urgent_shown and unticked == visit.urgent_unticked:
        return visit
    return replace(visit, urgent_shown=shown, urgent_unticked=unticked)


def cards_due(course: Course, visit: Visit) -> Sequence[str]:
    """The questions with an urgent answer for which the card was not shown yet."""
    return [one for one in course.urgent if one not in visit.urgent_shown]


def with_day_asked(bank: Bank, visit: Visit, question: str, when: datetime) -> Visit:
    """The visit with the day of an answer noted, where it is one to the urgent check."""
    if question not in bank.urgent_check:
        return visit
    return replace(visit, urgent_asked={**visit.urgent_asked, question: when})


def with_cards_shown(visit: Visit, questions: Sequence[str], when: datetime) -> Visit:
    """The visit with the stop card noted as shown for these questions."""
    shown = {**visit.urgent_shown, **dict.fromkeys(questions, when)}
    return replace(visit, urgent_shown=shown)


def ticked(bank: Bank, course: Course) -> tuple[Step, ...]:
    """The open steps whose answers call for help, in the order asked."""
    keys = {sign.key for sign in _signs(bank, course)}
    return tuple(step for step in course.steps if step.key in keys)


def _signs(bank: Bank, course: Course) -> Iterator[UrgentSign]:
    for question in course.urgent:
        for clause in bank.by_id[question].urgent_if:
            yield from _on_which(question, clause, course)


def _on_which(question: str, clause: Clause, course: Course) -> Iterator[UrgentSign]:
    """What holds a clause up: each pick alone, or the answer where there is nothing to pick."""
    words = frozenset(clause.words) if isinstance(clause, AnyOf | AllOf) else frozenset()
    for step in course.parts(clause.question):
        answer = course.answers.get(step.key)
        if answer is None or step.follows:
            continue
        picked = [one.choice for one in picked_by(step, answer)]
        named = [one for one in picked if words & {one.id, one.group, ANYTHING}]
        yield from (UrgentSign(question=question, key=step.key, picked=one.id) for one in named)
        if not words or (not picked and words & said_by(step, answer).words):
            yield UrgentSign(question=question, key=step.key)
