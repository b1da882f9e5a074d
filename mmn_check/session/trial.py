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
from mmn_check.session.conversation import prompter_of
from mmn_check.session.run import Session, now
from mmn_check.session.summaries import summary_of
from mmn_check.visit.last_visit import NOTHING
from mmn_check.visit.visit import Visit

NOTHING_KEPT = "This was a trial: nothing of it is kept."
FILLED_IN = "To come to this question, this was answered for you:"


def try_bank(session: Session, question: str | None) -> None:
    """Ask a bank, or one question (its id) and what is needed to come to it; show the page.

    The answers are in this process alone and gone with it.

    Raises:
        WrongUseError: if there is no such question, or the bank has mistakes.
        MmnCheckError: if nothing opens the question.
        StoppedError: if the person stops.
        InterruptedByPersonError: on Ctrl-C.
        NoTerminalError: if there is nobody to ask.
    """
    bank = session.bank(diary=question is not None)
    visit = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=now())
    if question is not None:
        visit = opened(bank, replace(visit, depth=3), question)
    prompter = prompter_of(session)
    prompter.one_key = session.options.one_key
    parts = InterviewParts(
        prompter=prompter,
        save=lambda _: None,
        now=now,
        glossary=session.words,
        last_time=lambda: NOTHING,
    )
    interview = Interview(bank, visit, parts)
    with honest_exits(lambda: NOTHING_KEPT):
        if question is None:
            wizard = Wizard(bank, interview=interview)
            wizard.open()
            wizard.run()
        else:
            for line in _filled_in(bank, interview):
                prompter.show(line)
            _ask(interview, question)
        console = session.console()
        console.print()
        print_summary(summary_of(bank, interview.visit), console, plain=session.plain)
        prompter.show(NOTHING_KEPT)


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
