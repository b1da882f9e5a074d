"""A bank tried out by who writes it: all of it or one question, and nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mmn_check.authoring.opening import opened
from mmn_check.bank.model import Bank
from mmn_check.interview.interview import Interview, InterviewParts
from mmn_check.interview.question_screen import review_lines
from mmn_check.interview.signals import honest_exits
from mmn_check.interview.wizard import Wizard
from mmn_check.output.text import print_summary
from mmn_check.session.conversation import parts_of, prompter_of
from mmn_check.session.run import Session, now
from mmn_check.session.summaries import summary_of
from mmn_check.summary.diary_pages import with_diary
from mmn_check.visit.diary import DayEntry, Diary
from mmn_check.visit.flow import background_of
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
    bank = session.bank(diary=True)
    bank = bank if question is None else bank.with_diary
    visit = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=now())
    if question is not None:
        visit = opened(bank, replace(visit, depth=3), question)
    prompter = prompter_of(session)
    prompter.one_key = session.options.one_key
    parts = parts_of(session, prompter, save=lambda _: None)
    interview = Interview(bank, visit, parts)
    days: tuple[DayEntry, ...] = ()
    with honest_exits(lambda: NOTHING_KEPT):
        if question is None:
            wizard = Wizard(bank, interview=interview)
            wizard.open()
            wizard.run()
            days = tuple(_day_of(bank, interview.visit, parts))
        else:
            for line in _filled_in(bank, interview):
                prompter.show(line)
            _ask(interview, question)
        console = session.console()
        console.print()
        summary = summary_of(bank, interview.visit)
        if days:
            summary = with_diary(summary, Diary(bank=bank, entries=days))
        print_summary(summary, console, plain=session.plain)
        prompter.show(NOTHING_KEPT)


def _day_of(bank: Bank, visit: Visit, parts: InterviewParts) -> Iterator[DayEntry]:
    """The day of a diary as it is asked after a visit; none if the bank has no diary."""
    if bank.diary:
        parts.prompter.show(A_DAY)
        of_a_day = replace(visit, answers={}, depth=3, behind=background_of(bank, visit))
        interview = Interview(bank.of_a_day, of_a_day, parts)
        interview.run()
        answers = interview.course.answers
        yield DayEntry(day=now().date(), number=1, written=now(), answers=answers)


def _filled_in(bank: Bank, interview: Interview) -> Iterator[str]:
    """What was answered to come to the question, if anything was."""
    course = interview.course
    if steps := [step for step in course.steps if step.key in course.answers]:
        yield "\n".join([FILLED_IN, *review_lines(bank, course, steps)])


def _ask(interview: Interview, question: str) -> None:
    """Ask every part of one question, as the answers open them."""
    while step := next(
        (one for one in interview.course.unanswered() if one.key[0] == question), None
    ):
        interview.ask(step)
