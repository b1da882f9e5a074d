"""The one mind: what is asked next, and what counts, worked out from the answers alone.

`course_of` goes through the bank once; of the way that it finds, `Course.next_question` is what is
asked next. Which questions are open is told here; which steps each of them has, in
steps_of_question.py; what the answers to these come to, in steps.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date, timedelta
from itertools import dropwhile, takewhile

from mmn_check.bank import model
from mmn_check.bank.conditions import Condition, Said, holds
from mmn_check.bank.model import Bank, Choice, Role, Rows
from mmn_check.bank.records import Record
from mmn_check.visit.last_time import (
    NOTHING,
    LastTime,
    OfferedPart,
    as_much_as_fits,
    grown,
    offer_of,
)
from mmn_check.visit.pace import CHANCE, Outlook
from mmn_check.visit.steps import (
    Background,
    Pick,
    Step,
    length_in_days,
    live_answer,
    named_by,
    picked_by,
    said_by,
)
from mmn_check.visit.steps_of_question import QuestionInVisit, settling_step, steps_of
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
    call_today: tuple[str, ...] = ()
    """The questions whose answers call for the fixed text `call_today`: the office, not help."""
    said: Mapping[str, Said]
    """What the live answers to each question come to, in the words that conditions use."""
    picks: Mapping[str, tuple[Pick, ...]] = field(default_factory=dict)
    """What the live answers to each question put on offer for later ones."""
    last_time: LastTime = NOTHING
    """What an earlier visit may have to offer."""
    together: frozenset[str] = frozenset()
    """The questions that are answered all at once, section by section, as they were last time."""
    expected: int = 0
    """How many more questions are likely, which depend on answers still to come."""
    helped: bool = False
    """Whether somebody else types for the patient."""
    stale: frozenset[Key] = frozenset()
    """The answers that are too old to stand unasked: those of the urgent check."""

    @property
    def background(self) -> Background:
        """What was told, for the questions of a day that look back at it."""
        return Background(said=self.said, picks=self.picks, helped=self.helped)

    def next_question(self) -> Step | None:
        """The first open step to be asked; None when all that is open is answered."""
        return next(self.unanswered(), None)

    def unanswered(self) -> Iterator[Step]:
        """The open steps without an answer that may stand."""
        asked = self.answers.keys() - self.stale
        return (step for step in self.steps if step.key not in asked)

    def step_before(self, key: Key | None) -> Step | None:
        """The step asked before the one at `key` (before the end, if None); None at the first."""
        *_, before = (None, *takewhile(lambda step: step.key != key, self.steps))
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
        before = self._screens(self.steps[: self._index_of(step)])
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

    def _index_of(self, step: Step) -> int:
        return [one.key for one in self.steps].index(step.key)

    def still_to_ask(self, step: Step) -> tuple[Step, ...]:
        """A step and what is not answered behind it: a deeper way asks between answers, too.

        What an earlier answer is offered to, and is asked only if it changed, is left aside.
        """
        asked = self.answers.keys() - self.stale
        here, *later = self.steps[self._index_of(step) :]
        left = (one for one in later if one.key not in asked)
        return here, *(one for one in left if one.offered or one.question.id not in self.together)

    def still_expected(self, step: Step) -> int:
        """How many things more may come: what answers open, and offers behind the first."""
        here_on = self.steps[self._index_of(step) :]
        offered = [one for one in here_on if one.question.id in self.together]
        left = [one for one in offered if one.key not in self.answers and not one.offered]
        return self.expected + self._screens(left) - bool(left)

    def set_aside(self, visit: Visit) -> Mapping[Key, Answer]:
        """Answers of branches that closed: out of the summary, back when the branch reopens."""
        return {key: one for key, one in visit.answers.items() if key not in self.answers}


def choices_in_role(bank: Bank, course: Course, *, role: Role) -> tuple[Choice, ...]:
    """What was picked at the question that has the role; nothing where there is none."""
    question = bank.by_role.get(role)
    picks = course.picks.get(question.id, ()) if question else ()
    return tuple(pick.choice for pick in picks)


OF_AN_OFFER = 1 / 6
"""As much of a screen as one question takes of those to which earlier answers are offered."""
ASKED_AGAIN = timedelta(days=3)
"""The urgent check speaks of the last few days: after so many it is asked again."""


def course_of(
    bank: model.Bank, visit: Visit, last_time: LastTime = NOTHING, *, resumed: date | None = None
) -> Course:
    """Work out the way through the bank; only answers of open steps open later ones.

    What was said `last_time` is offered before the questions that it would answer. Where the
    visit was `resumed` days after the urgent check, that is to be asked again.
    """
    walk = _PassOverTheBank(bank.as_asked(visit.mentioned), visit, last_time)
    steps = tuple(walk.steps())  # what a walk remembers is whole at its end
    return Course(
        steps=steps,
        answers=walk.answers,
        urgent=tuple(walk.urgent),
        call_today=tuple(walk.call_today),
        said=walk.said,
        last_time=last_time,
        together=visit.as_before.union(walk.formers),
        # Most days of a diary open nothing more: what is told of the way ahead stays short.
        expected=0 if visit.behind else round(walk.expected),
        picks=walk.picks,
        helped=walk.helped,
        stale=_stale(bank, visit, walk.answers, resumed),
    )


def _stale(
    bank: model.Bank, visit: Visit, answers: Mapping[Key, Answer], resumed: date | None
) -> frozenset[Key]:
    """The answers to the urgent check that were given too long before the visit was resumed."""
    if resumed is None:
        return frozenset()
    told = {name: visit.urgent_asked.get(name, visit.started).date() for name in bank.urgent_check}
    old = {name for name, day in told.items() if resumed - day >= ASKED_AGAIN}
    return frozenset((name,) for name in old if (name,) in answers)


class _PassOverTheBank:
    """One pass over the bank, remembering what the live answers said and picked.

    Each question is asked by what is remembered of those before it: what a walk remembers is whole
    once all of its steps were taken.
    """

    def __init__(self, bank: model.Bank, visit: Visit, last_time: LastTime) -> None:
        self.answers: dict[Key, Answer] = {}
        self.urgent: list[str] = []
        self.call_today: list[str] = []
        self._bank = bank
        self._visit = visit
        self._last_time = last_time
        self._today = visit.started.date()
        behind = visit.behind or Background()
        self.said: dict[str, Said] = dict(behind.said)
        self.picks: dict[str, tuple[Pick, ...]] = dict(behind.picks)
        self._done: set[str] = set()
        self.helped = behind.helped
        self._answered: dict[str, tuple[Step, Answer]] = {}
        self.formers: set[str] = set()
        """The open questions to which something was said last time, and nothing yet."""
        self.expected = 0.0
        """How many more questions are likely, which depend on answers still to come."""
        self._outlook = Outlook(self.said, last_time, visit)
        self._is_offered = False
        """Whether something is offered: one offer at a time is put."""

    def steps(self) -> Iterator[Step]:
        """Every open step, in the order asked."""
        for section in self._bank.sections:
            yield from self._steps_in_order(section)

    def _steps_in_order(self, section: model.Section) -> Iterator[Step]:
        if section.id in self._done:
            return
        self._done.add(section.id)
        here = self._holds(section.ask_if)
        chance = self._outlook.chance_of(section.ask_if)
        for question in section.questions:
            if not self._is_open(question, here=here):
                self._expect(question, chance)
                continue
            self._outlook.likely[question.id] = 1
            if self._is_former(question):
                self.formers.add(question.id)
                if not self._is_offered and (offer := self._offer_last_time(question)):
                    self._is_offered = True
                    yield offer
            opened = self._open(question)
            self._expect_more(question, opened)
            yield from opened
        for one in section.contradictions:
            if one.id not in self._visit.settled and self._contradict(one):
                yield settling_step(one, section, self._bank, self._answered, helped=self.helped)
        for other in self._bank.sections:
            move = other.earlier
            if move and move.after == section.id and self._holds(move.ask_if):
                yield from self._steps_in_order(other)

    def _contradict(self, one: model.Contradiction) -> bool:
        """Whether the answers that it names were given, and cannot all be true."""
        if not one.longer:
            return self._holds(one.when)
        first, second = (
            told and length_in_days(*told, today=self._today)
            for told in map(self._answered.get, one.longer)
        )
        return first is not None and second is not None and first[0] > second[1]

    def _is_open(self, question: model.Question, *, here: bool) -> bool:
        """Whether a question is to be asked, in a section that is open or not."""
        if question.id in self._visit.counted:
            return True
        # What was said before its turn counts: a person's own question, or an answer to what was
        # asked earlier in the bank's version of that day.
        begun = question.id in self._visit.by_question
        return here and (begun or self._is_so_deep(question)) and self._holds(question.ask_if)

    def _is_so_deep(self, question: model.Question) -> bool:
        """Whether a way of the visit's depth has it, as things are."""
        if not question.is_asked_at(self._visit.depth):
            return False
        return not (self._may_wait(question) and self._holds(question.longest_if))

    def _may_wait(self, question: model.Question) -> bool:
        """Whether it waits for the longest way if its condition holds: not what is on offer.

        One of the longest way alone waits for good then.
        """
        if not question.longest_if or question.id in self._last_time.answers:
            return False
        return self._visit.depth < model.EVERYTHING or question.depth == model.EVERYTHING

    def _expect(self, question: model.Question, chance: float) -> None:
        """Reckon with a question that an answer may open yet."""
        if not chance or not self._is_so_deep(question):
            return
        chance *= self._outlook.chance_of(question.ask_if)
        if self._may_wait(question):
            chance *= 1 - self._outlook.chance_of(question.longest_if)
        if chance:
            self._outlook.likely[question.id] = chance
            former = self._is_former(question)
            self.expected += chance * (OF_AN_OFFER if former else self._outlook.steps_of(question))

    def _expect_more(self, question: model.Question, opened: Sequence[Step]) -> None:
        """Reckon with what the answers to an open question may open yet, or close."""
        if self._may_wait(question) and question.id not in self._visit.by_question:
            self.expected -= self._outlook.chance_of(question.longest_if)
        if question.id not in self.formers:
            unanswered = (step for step in opened if step.key not in self.answers)
            self.expected += sum(map(self._outlook.follow_ups_of, unanswered))
        sources = [one for one in model.built_on(question) if one not in self.said]
        if sources and not opened and not self._is_former(question):
            likely = max(self._outlook.likely.get(one, 0) for one in sources)
            self.expected += CHANCE * likely * self._outlook.steps_of(question)

    def _is_former(self, question: model.Question) -> bool:
        """Whether what was said last time may be offered to it."""
        told = question.id in self._last_time.answers
        changed = question.anew_if and self._holds(question.anew_if)
        refused = question.id in self._last_time.refused
        anew = question.id not in self._visit.by_question and not refused
        return told and anew and not changed

    def _offer_last_time(self, question: model.Question) -> Step | None:
        """The step that offers what was said last time to this and later questions, if it fits.

        Which of them are open depends on the others: so they are tried together, without those
        where something of it would have no place now, or leave something to be asked.
        """
        last, days = self._last_time.answers, self._last_time.days
        former = {
            one.id: grown(one, last[one.id], self.answers)
            for one in self._bank.questions()
            if self._is_former(one) and self._is_so_deep(one)
            if days[one.id] == days[question.id]
        }
        while former:
            found = self._tried(former, first=question)
            fitting = {
                name: said
                for name, said in former.items()
                if {step.key: answer for step, answer in found.get(name, ())} == said
            }
            if fitting == former:
                parts = [
                    (step, answer) for told in found.values() for step, answer in told if answer
                ]
                return offer_of(as_much_as_fits(parts), self._last_time, helped=self.helped)
            former = fitting
        return None

    def _tried(
        self, former: Mapping[str, Mapping[Key, Answer]], *, first: model.Question
    ) -> Mapping[str, list[tuple[Step, Answer | None]]]:
        """What would be asked from the first on if all of it were taken over, with its answers.

        It ends before a section with anything new, or behind one: that is asked in its turn.
        """
        answers = dict(self._visit.answers)
        for said in former.values():
            answers |= said
        asked_anew = self._last_time.refusing(self._last_time.answers)
        ahead = course_of(self._bank, replace(self._visit, answers=answers), asked_anew)
        found: dict[str, list[tuple[Step, Answer | None]]] = {}
        section, anything_new = self._bank.section_of[first.id], False
        for step in dropwhile(lambda one: one.question.id != first.id, ahead.steps):
            answer, here = ahead.answers.get(step.key), step.section
            if step.question.id not in former and not step.settles:
                anything_new = anything_new or answer is None
            parts = anything_new or self._is_moved(here) != self._is_moved(section)
            if parts and here.id != section.id:
                break
            if step.question.id in former:
                found.setdefault(step.question.id, []).append((step, answer))
        return found

    def _is_moved(self, section: model.Section) -> bool:
        return section.earlier is not None and self._holds(section.earlier.ask_if)

    def _open(self, question: model.Question) -> Sequence[Step]:
        """The steps of an open question; what is said to them counts from now on."""
        around = QuestionInVisit(
            bank=self._bank,
            visit=self._visit,
            question=question,
            picks=self.picks,
            helped=self.helped,
        )
        steps = tuple(steps_of(around))
        for step in steps:
            if answer := live_answer(step, self._visit):
                self._heed(step, answer)
        if question.role == "informant":
            self.helped = any(one.choice.helper for one in self.picks.get(question.id, ()))
        if question.urgent_if and self._holds(question.urgent_if):
            self.urgent.append(question.id)
        if question.call_if and self._holds(question.call_if):
            self.call_today.append(question.id)
        return steps

    def _heed(self, step: Step, answer: Answer) -> None:
        """Let an answer count: for conditions, and for what is offered later."""
        name = step.question.id
        self.answers[step.key] = answer
        if not step.follows:
            said, before = said_by(step, answer), self.said.get(name)
            self.said[name] = before.then(said) if before else said
        if step.key == (name,):
            self._answered[name] = step, answer
            self.picks[name] = picked_by(step, answer)
        elif step.key[:-1] == (name, "words"):
            self.picks[name] = named_by(step, answer, self.picks[name])

    def _holds(self, condition: Condition) -> bool:
        return not condition or holds(condition, said=self.said, today=self._today)
