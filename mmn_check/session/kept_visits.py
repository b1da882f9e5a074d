"""What is done with visits besides answering them: taken from a file, listed, deleted."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from mmn_check.bank.shipped_bank import bank_id_in, shipped_bank
from mmn_check.errors import InterruptedByPersonError, MmnCheckError, NoTerminalError, StoppedError
from mmn_check.i18n import language, tr, tr_later
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.menus import says_yes
from mmn_check.interview.question_screen import recalled_signs
from mmn_check.session.run import Session, now
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.answers_file import read_answers, read_days_sent
from mmn_check.storage.diary_file import DIARY, DiaryFile
from mmn_check.storage.visit_file import first_lines_at
from mmn_check.storage.visit_store import KeptVisit, OtherFile, VisitStore
from mmn_check.text_safety import LINE, safe
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.urgent import STOP_CARD, stop_card_due_for, with_cards_shown
from mmn_check.visit.visit import Visit

CALLED = ("diary", DIARY, "diario")
"""How the diary is named where a visit may be."""
LEFT_IN_COPIES = tr_later(
    "Its answers are left in {files}. To delete those too: mmn-check forget --all"
)


def keep_answers(
    options: RunOptions, path: Path, *, tell: Callable[[str], object]
) -> Iterator[str]:
    """Keep the answers of a file as a visit; what is said of it: signs, name, what is left open.

    `tell` is given a line for each answer that is doubtful.

    Raises:
        AnswersError: telling every mistake in the file.
    """
    session = Session.of(
        replace(options, language=options.language or first_lines_at(path).said("language"))
    )
    bank, kept_in = session.bank, session.store
    visit = read_answers(path, bank, now(), tell=tell)
    course = course_of(bank, visit)
    if options.language:
        visit = replace(visit, language=session.noted_language)
    if visit.finished is None and course.next_question() is None:
        visit = replace(visit, finished=now().replace(microsecond=0))
    shown = with_cards_shown(visit, stop_card_due_for(course, visit), now())
    visit = kept_in.keep_new(shown, bank)
    if course.urgent:
        yield bank.texts[STOP_CARD].text
        yield from recalled_signs(bank, course, visit)
    kept = tr("Kept as visit {name}. To read it: mmn-check summary {name}", name=visit.name)
    yield f"{kept}{session.bank_named}"
    yield from _left_open(session, course, visit)
    if days := read_days_sent(path):
        yield DiaryFile(kept_in.folder).begin(days)


def _left_open(session: Session, course: Course, visit: Visit) -> Iterator[str]:
    """What nothing in the file answers, and how to answer it."""
    left = Counter(step.section.title for step in course.unanswered())
    if left:
        told = ", ".join(f"{title} ({count})" for title, count in left.items())
        yield tr("Not answered yet: {sections}.", sections=told)
        how = tr("To answer the rest: mmn-check")
        if visit.finished:
            how = tr("To answer the rest: mmn-check change {name}", name=visit.name)
        yield f"{how}{session.bank_named}"


def visit_lines() -> Iterator[str]:
    """One line for each visit kept, the newest first, and for what else is in their folder."""
    kept_in = VisitStore()
    kept, others = kept_in.list(), kept_in.others()
    if not kept:
        yield tr("No visits are kept yet. To begin one: mmn-check start")
    for number, one in enumerate(kept, start=1):
        yield safe(f"{number}  {_with_bank(one)}", LINE)
    for other in others:
        yield safe(f"-  {other}", LINE)
    diary = DiaryFile(kept_in.folder)
    if diary.is_there():
        yield str(diary)
    if kept or others or diary.is_there():
        yield safe(tr("Kept in {folder}", folder=kept_in.folder), LINE)
    if sum(one.finished is not None for one in kept) > 1:
        yield tr("What changed between the last two that are finished: mmn-check compare")


def _with_bank(visit: KeptVisit) -> str:
    """A visit's line; where it answers other questions than the shipped ones, with their name."""
    line = str(visit)
    if visit.bank_id in (None, bank_id_in(shipped_bank())):
        return line
    return tr('{visit}, to the question bank "{bank}"', visit=line, bank=safe(str(visit.bank_id)))


def forget_visits(visit: str | None, *, every: bool, yes: bool, tell: Callable[[str], None]) -> str:
    """Delete a visit, or every one, if the person agrees; what was deleted, and what is left.

    `tell` shows what is asked, in lines that fit.

    Raises:
        MmnCheckError: if the person does not agree.
        NoTerminalError: if there is nobody to ask, and nothing said unasked (`yes`).
        InterruptedByPersonError: on Ctrl-C.
    """
    agree_to: Callable[[str], None] = (lambda _: None) if yes else partial(_agree_to, tell=tell)
    kept_in = VisitStore()
    diary = DiaryFile(kept_in.folder)
    if every:
        said = _forget_all(kept_in, diary, agree_to)
    elif visit in CALLED and not kept_in.is_there(visit):
        if not diary.is_there():
            raise MmnCheckError(tr("No diary is kept yet. To begin one: mmn-check diary"))
        agree_to(tr("Delete the whole diary for good?"))
        diary.forget()
        said = [tr("Deleted: the diary")]
    else:
        name = kept_in.name_of(visit)
        what = safe(name, LINE)
        agree_to(tr("Delete visit {name} for good?", name=what))
        kept_in.forget(name)
        said = [tr("Deleted: visit {name}", name=what)]
        if copies := [one for one in kept_in.others() if one.of == name]:
            said.append(tr(LEFT_IN_COPIES, files=_files(copies)))
    said.append(tr("What you saved as PDF or text is not deleted: those files are yours."))
    return "\n".join(said)


def _forget_all(
    kept_in: VisitStore, diary: DiaryFile, agree_to: Callable[[str], None]
) -> list[str]:
    """Delete everything, if `agree_to` does not raise MmnCheckError; what is to be said of it."""
    folder, has_diary = safe(str(kept_in.folder), LINE), diary.is_there()
    question = tr("Delete every visit in {folder} for good?", folder=folder)
    if has_diary:
        question += " " + tr("With them goes the diary.")
    if also := [one for one in kept_in.others() if one.has_answers]:
        question += " " + tr("With them go, as they hold answers: {files}", files=_files(also))
    agree_to(question)
    left = kept_in.forget_all()
    said = [tr("Deleted: every visit in {folder}", folder=folder)]
    if has_diary:
        said.append(tr("Deleted: the diary"))
    if left:
        said.append(tr("Left there, as no answers are in it: {files}", files=_files(left)))
    return said


def _files(others: Iterable[OtherFile]) -> str:
    return safe(", ".join(one.name for one in others), LINE)


def _agree_to(question: str, *, tell: Callable[[str], None]) -> None:
    """Go on only if the answer, typed or dictated, is a plain yes."""
    if not sys.stdin.isatty():
        raise NoTerminalError(tr("There is no terminal to ask on. With --yes it is done unasked."))
    tell(question)
    try:
        typed = TerminalKeyboard(plain=True, prompt=f"{tr('Type yes or no:')} ").read_line()
    except KeyboardInterrupt:
        why = f"\n{tr('Interrupted. Nothing was deleted.')}"
        raise InterruptedByPersonError(why) from None
    except (EOFError, StoppedError):
        raise MmnCheckError(f"\n{tr('Stopped. Nothing was deleted.')}") from None
    if not says_yes(typed.text, language()):
        raise MmnCheckError(tr("Nothing was deleted."))
