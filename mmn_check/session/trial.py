"""A bank tried out by who writes it, and nothing is kept: all of it, or one question.

What opens that question is found by the flow's own rules and filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, product
from typing import assert_never

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING, AnyOf, Clause, Condition, Said, Within, holds
from mmn_check.bank.problems import suggested
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.interview.interview import Interview, InterviewParts
from mmn_check.interview.os_signals import honest_exits
from mmn_check.interview.question_screen import review_lines
from mmn_check.interview.wizard import Wizard
from mmn_check.output.text import print_summary
from mmn_check.session.conversation import parts_of, prompter_of
from mmn_check.session.run import Session, now
from mmn_check.summary.diary_pages import with_diary
from mmn_check.summary.summarize import summarize
from mmn_check.text_safety import shown
from mmn_check.visit import values
from mmn_check.visit.course import Course
from mmn_check.visit.diary import DayEntry, Diary
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step, picked_by, record, said_by
from mmn_check.visit.visit import Visit

NOTHING_KEPT = "This was a trial: nothing of it is kept."
A_DAY = "And now the diary, as it asks of a day after the visit:"
FILLED_IN = "To come to this question, this was answered for you:"


def try_bank(session: Session, question: str | None) -> None:
    """Ask a bank and a day of its diary, or one question (its id) and what opens it.

    Then the page is shown. The answers are in this process alone and gone with it.

    Raises:
        WrongUseError: if there is no such question, or the bank has mistakes.
        MmnCheckError: if nothing opens the question.
        StoppedError: if the person stops.
        InterruptedByPersonError: on Ctrl-C.
        NoTerminalError: if there is nobody to ask.
    """
    bank = session.bank_with_diary
    bank = bank if question is None else bank.with_diary
    visit = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=now())
    if question is not None:
        visit = opened(bank, replace(visit, depth=3), question)
    prompter = prompter_of(session)
    prompter.one_key = session.options.one_key
    parts = parts_of(session, prompter, save=lambda _, __: None)
    interview = Interview(bank, visit, parts)
    diary = Diary(bank=bank)
    with honest_exits(lambda: NOTHING_KEPT):
        if question is None:
            wizard = Wizard(bank, interview=interview)
            wizard.open()
            wizard.run()
            diary = replace(diary, entries=tuple(_day_of(bank, interview.visit, parts)))
        else:
            _ask(bank, interview, question)
        console = session.console()
        console.print()
        summary = summarize(bank, interview.visit, today=now().date())
        print_summary(with_diary(summary, diary), console, plain=session.plain)
        prompter.show(NOTHING_KEPT)


def _day_of(bank: model.Bank, visit: Visit, parts: InterviewParts) -> Iterator[DayEntry]:
    """The day of a diary as it is asked after a visit; none if the bank has no diary."""
    if bank.diary:
        parts.prompter.show(A_DAY)
        of_a_day = replace(visit, answers={}, depth=3, behind=course_of(bank, visit).background)
        interview = Interview(bank.of_a_day, of_a_day, parts)
        interview.run()
        answers = interview.course.answers
        yield DayEntry(day=now().date(), number=1, written=now(), answers=answers)


def _ask(bank: model.Bank, interview: Interview, question: str) -> None:
    """Tell what was answered to come to a question; ask every part of it, as answers open them."""
    course = interview.course
    if steps := [step for step in course.steps if step.key in course.answers]:
        told = [FILLED_IN, *review_lines(bank, course, steps)]
        interview.prompter.show("\n".join(told))
    while parts := [one for one in interview.course.unanswered() if one.key[0] == question]:
        interview.ask(parts[0])


MOST_ANSWERS = 400
"""Answers that are filled in before it is given up."""
MOST_PAIRS = 40
"""Choices of which every two are tried together."""
SIDES: tuple[tuple[values.Side, ...], ...] = (("right",), ("left",), ("both",), ("right", "left"))
"""How the sides of some places may be marked, one place after the other."""


def opened(bank: model.Bank, visit: Visit, question: str) -> Visit:
    """The visit with just those answers that open a question of the bank.

    Raises:
        WrongUseError: if there is no such question.
        MmnCheckError: if it is no longer asked, or no answers are found.
    """
    if question not in bank.by_id:
        near = suggested(question, list(bank.by_id))
        why = f'There is no question "{shown(question)}" in this bank.'
        raise WrongUseError(" ".join(filter(None, (why, near, "`bank show` lists all."))))
    if until := bank.by_id[question].until:
        raise MmnCheckError(
            f'"{shown(question)}" is no longer asked, since version {shown(until)} of the bank.'
        )
    visit = replace(visit, depth=min(visit.depth, bank.by_id[question].up_to))
    wanted = _Wanted(bank, question, visit.started.date())
    for _ in range(MOST_ANSWERS):
        course = course_of(bank, visit)
        if course.parts(question):
            return visit
        step = next(wanted.still_to_say(course), None)
        if step is None:
            break
        visit = record(visit, step, wanted.answer(step, course))
    why = (
        f'No answers were found that open "{shown(question)}". `bank check` tells why, or ask all.'
    )
    raise MmnCheckError(why)


class _Wanted:
    """What has to be said to which questions so that one is asked."""

    def __init__(self, bank: model.Bank, name: str, today: date) -> None:
        self._today = today
        self._clauses: dict[str, list[Clause]] = defaultdict(list)
        """By question, those of the questions that it waits for among them."""
        self._picks: dict[str, int] = defaultdict(int)
        """How many things have to be picked there."""
        self._sided: set[str] = set()
        """Where one of what was picked is chosen: a place marked on both sides is two things."""
        left, seen = [name], {name}
        while left:
            question = bank.by_id[left.pop()]
            condition: Condition = (*bank.section_of[question.id].ask_if, *question.ask_if)
            for clause in condition:
                self._clauses[clause.question].append(clause)
            sources = model.built_on(question)[:1]
            self._sided.update(sources if isinstance(question, model.One) else ())
            for source in sources:
                self._clauses[source].append(self._picked_for(question, bank.by_id[source]))
                enough = max(model.enough_picked(question), self._picks[question.id])
                self._picks[source] = max(self._picks[source], enough)
            waits_for = [*(clause.question for clause in condition), *sources]
            left += [one for one in waits_for if one in bank.by_id and one not in seen]
            seen.update(waits_for)

    def still_to_say(self, course: Course) -> Iterator[Step]:
        """The open steps of questions to which not all has been said yet that is wanted."""
        for step in course.unanswered():
            name = step.key[0]
            if self._clauses.get(name) and not (step.follows or step.settles):
                said = course.said.get(name)
                if said is None or self._held(name, said) < len(self._clauses[name]):
                    yield step

    def answer(self, step: Step, course: Course) -> values.Answer:
        """The first answer that meets most of what is wanted, beside what other cells said."""
        name = step.key[0]
        before = course.said.get(name, Said())

        def met(answer: values.Answer) -> tuple[int, bool]:
            picks, said = picked_by(step, answer), before.then(said_by(step, answer))
            sided = name in self._sided
            both = sum(pick.mark == values.Mark(pick.choice.id, "both") for pick in picks if sided)
            return self._held(name, said), len(picks) + both >= self._picks[name]

        unsaid = [] if step.names_row else [*values.STATES.values()]
        answers = map(values.answered, self._values(step))
        return max([*answers, *(unsaid[:1] if step.item.required else unsaid)], key=met)

    def _picked_for(self, question: model.Question, source: model.Question) -> Clause:
        """What has to be picked at a question's source so that what is wanted can be said."""
        offered = {name for one in source.own_choices for name in (one.id, one.group)}
        words = tuple(sorted(self._words(question.id) & offered))
        meant = words or tuple(getattr(question, "only", ())) or (ANYTHING,)
        return AnyOf(question=source.id, words=meant)

    def _words(self, name: str) -> set[str]:
        """The words that some of the clauses look for."""
        looked = (one for one in self._clauses[name] if not isinstance(one, Within))
        return {word for one in looked for word in one.words}

    def _held(self, name: str, said: Said) -> int:
        """How many of the clauses hold once this is said."""
        clauses = self._clauses[name]
        return sum(holds((one,), said={name: said}, today=self._today) for one in clauses)

    def _values(self, step: Step) -> Iterator[values.Value]:
        """What may be said to a step, the plainest first."""
        match step.item:
            case model.YesNo():
                yield from ("yes", "no")
            case model.One():
                yield from (step.marks.get(one.id, one.id) for one in step.choices)
            case model.Many(at_most=most) | model.Rank(at_most=most):
                for some in self._sets(step, most or len(step.choices)):
                    yield tuple(one.id for one in some)
            case model.Places():
                for some, sides in product(self._sets(step, len(step.choices)), SIDES):
                    yield tuple(
                        values.Mark(one.id, sides[at % len(sides)] if one.sides else "whole")
                        for at, one in enumerate(some)
                    )
            case model.Number(minimum=least):
                yield max(least, 1)
            case model.Rating():
                yield 5
            case model.Date():
                day = self._today.isoformat()
                yield values.RoughDate(as_typed="today", earliest=day, latest=day, manner="words")
            case model.Text():
                yield values.Words("(tried out)")
            case _:
                assert_never(step.item)

    def _sets(self, step: Step, most: int) -> Iterator[Sequence[model.Choice]]:
        """Choices that may be picked together: what is named first, one, two or all."""
        words, enough = self._words(step.key[0]), self._picks[step.key[0]]
        ordinary = [one for one in step.choices if not one.exclusive]
        named = [one for one in ordinary if words.intersection((one.id, one.group))] or ordinary
        yield from combinations(named, 1)
        yield from combinations(named[:MOST_PAIRS], 2) if most >= 2 else ()
        yield from (some[:most] for some in (named[:enough], named, ordinary) if some)
        yield from ((one,) for one in step.choices if one.exclusive)
