"""The way through a bank that one visit's answers open: what comes next, and what counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from mmn_check.bank.conditions import Said
from mmn_check.bank.model import Bank, Choice, Contradiction, Role, Rows
from mmn_check.bank.records import Record
from mmn_check.visit.last_time import NOTHING, LastTime, OfferedPart, as_much_as_fits
from mmn_check.visit.steps import Background, Pick, Step, picked_by
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
