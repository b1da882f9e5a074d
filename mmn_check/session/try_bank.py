"""A bank tried out by who writes it, and nothing is kept: all of it, or one question alone."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.bank import model
from mmn_check.bank.problems import suggested
from mmn_check.errors import MmnCheckError, WrongUseError
from mmn_check.interview.os_signals import honest_exits
from mmn_check.output.text import print_summary
from mmn_check.session.conversation import wizard_of
from mmn_check.session.run import Session, now
from mmn_check.summary.diary_pages import with_diary
from mmn_check.summary.summarize import summarize
from mmn_check.text_safety import safe
from mmn_check.visit.diary import DayEntry, Diary
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.steps import Background, Pick
from mmn_check.visit.steps_of_question import every_pick
from mmn_check.visit.visit import Visit

NOTHING_KEPT = "This was a trial: nothing of it is kept."
A_DAY = "And now the diary, as it asks of a day after the visit:"
ALONE = "It is asked alone, as if the questions before it had opened it and picked what it offers."
ROWS = 2
"""So many of a table with a row for each thing picked are asked."""


def try_bank(session: Session, question: str | None) -> None:
    """Ask a bank and a day of its diary, or one question (its id) alone.

    Then the page is shown. The answers are in this process alone and gone with it.

    Raises:
        WrongUseError: if there is no such question, or the bank has mistakes.
        MmnCheckError: if the question is no longer asked.
        StoppedError: if the person stops.
        InterruptedByPersonError: on Ctrl-C.
        NoTerminalError: if there is nobody to ask.
    """
    bank = session.bank
    bank = bank if question is None else bank.with_diary
    visit = Visit(name="", bank_id=bank.id, bank_version=bank.version, started=now())
    if question is not None:
        visit = opened(bank, replace(visit, depth=3), question)
    visit = replace(visit, one_key=session.options.one_key)
    wizard = wizard_of(session, bank, visit, save=_keep_nothing)
    interview = wizard.interview
    diary = Diary(bank=bank)
    with honest_exits(lambda: NOTHING_KEPT):
        if question is None:
            wizard.open()
            wizard.run()
            diary = _with_a_day(session, bank, interview.visit)
        else:
            session.prompter.show(ALONE)
            while left := [one for one in interview.course.unanswered() if one.key[0] == question]:
                interview.ask(left[0])
        console = session.console()
        console.print()
        summary = summarize(bank, interview.visit, today=now().date())
        print_summary(with_diary(summary, diary), console, plain=session.plain)
        session.prompter.show(NOTHING_KEPT)


def _with_a_day(session: Session, bank: model.Bank, visit: Visit) -> Diary:
    """The diary with a day as it is asked after a visit; with none if the bank has no diary."""
    if bank.diary is None:
        return Diary(bank=bank)
    session.prompter.show(A_DAY)
    of_a_day = replace(visit, answers={}, depth=3, behind=course_of(bank, visit).background)
    interview = wizard_of(session, bank.of_a_day, of_a_day, save=_keep_nothing).interview
    interview.run()
    answers = interview.course.answers
    day = DayEntry(day=now().date(), number=1, written=now(), answers=answers)
    return Diary(bank=bank, entries=(day,))


def _keep_nothing(_: Visit, __: Course) -> None:
    """Of a trial nothing is kept."""


def opened(bank: model.Bank, visit: Visit, question: str) -> Visit:
    """The visit in which a question of the bank is open, whatever was said before it.

    What it offers of earlier picks is all that these could be; of the rows of a table, the first.

    Raises:
        WrongUseError: if there is no such question.
        MmnCheckError: if it is no longer asked.
    """
    asked = bank.by_id.get(question)
    if asked is None:
        why = f'There is no question "{safe(question)}" in this bank.'
        near = suggested(question, list(bank.by_id))
        raise WrongUseError(f"{why}{near} `bank show` lists all.")
    if asked.until:
        name, until = safe(question), safe(asked.until)
        raise MmnCheckError(f'"{name}" is no longer asked, since version {until} of the bank.')
    picks: dict[str, tuple[Pick, ...]] = {}
    for item in (asked, *asked.cells.values()):
        for source in model.built_on(item):
            picks[source] = every_pick(bank, source)
            if isinstance(item, model.Rows):
                meant = (one for one in picks[source] if model.is_meant(one.choice, item.only))
                picks[source] = tuple({one.choice.id: one for one in meant}.values())[:ROWS]
    return replace(
        visit,
        depth=min(visit.depth, asked.up_to),
        counted=frozenset({question}),
        behind=Background(picks=picks),
    )
