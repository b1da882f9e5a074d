"""A conversation at the terminal: what it is built of, what it leads to, how it may end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from mmn_check.bank.model import Bank
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import day_in_words, tr, tr_later, tr_n
from mmn_check.interview.concerns import ConcernListener
from mmn_check.interview.interview import Interview
from mmn_check.interview.menus import choose
from mmn_check.interview.os_signals import honest_exits
from mmn_check.interview.question_screen import last_time_of, unfit_lines
from mmn_check.interview.wizard import Wizard
from mmn_check.session.run import Session, invitations, now, summary_with_days
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.visit_file import FirstLines
from mmn_check.text_safety import LINE, safe
from mmn_check.visit.flow import Course
from mmn_check.visit.last_time import NOTHING, LastTime
from mmn_check.visit.visit import Visit

if TYPE_CHECKING:
    from mmn_check.summary.summary_model import Summary

SAVE_OR_NOT = (
    tr_later("Yes, page 1 alone, for the doctor"),
    tr_later("Yes, all pages"),
    tr_later("No, not now"),
)
LOOKED_BACK = 3
"""Of so many earlier visits one may have something to offer again."""
LATELY = timedelta(days=14)
"""A page is made in the days before the visit it is for, and two visits are weeks apart: until
then who comes back most likely wants that page, after it a new one."""


def begin_or_go_on(options: RunOptions) -> None:
    """Do what a command without a name does, or `start`; raises as `go_on`."""
    go_on(Session.of(options))


def go_on(session: Session) -> None:
    """Start a new visit if that is asked for, or if there is none to go on with.

    Raises:
        StoppedError: if the person stops before the end.
        InterruptedByPersonError: on Ctrl-C.
        NoTerminalError: if there is nobody to ask.
    """
    if session.options.new or not _went_on(session):
        visit = session.store.new(session.bank, now())
        with _conversation(session, visit) as wizard:
            for line in invitations(session.bank_folder, session.language):
                wizard.prompter.show(line)
            wizard.open()
            wizard.run()
            _finish(session, wizard)


def _went_on(session: Session) -> bool:
    """Go on with the newest unfinished visit, or one finished lately, if the person likes."""
    bank, store, prompter = session.bank, session.store, session.prompter
    ConcernListener.of(prompter, bank)
    there = store.at_first
    visit, damaged = store.unfinished(bank, there)
    while visit and not (visit.answers or visit.misfits):
        store.forget(visit.name)
        there = store.visits()
        visit, damaged = store.unfinished(bank, there)
    for one in damaged:
        prompter.show(safe(one, LINE))
    if visit is None:
        return _came_back(session, there)
    prompter.one_key = session.options.one_key or visit.one_key
    with honest_exits(lambda: _where_visit_is(session, visit)):
        begun = tr_n(
            "You began on {day} and answered {count} question.",
            "You began on {day} and answered {count} questions.",
            len(visit.answers),
            day=day_in_words(visit.started.date()),
        )
        picked = choose(prompter, begun, (tr("Go on where you stopped"), tr("Start a new visit")))
    if picked == 1:
        return False
    with _conversation(session, visit) as wizard:
        wizard.recall_signs()
        wizard.interview.resume()
        wizard.run()
        _finish(session, wizard)
    return True


def _came_back(session: Session, there: Sequence[FirstLines]) -> bool:
    """Offer what may still be wanted of a visit finished lately; whether any of it was.

    That is the newest with any answer, if it can be read and answers this bank.
    """
    newest = next((one for one in there if not one.is_empty), None)
    if newest is None or newest.finished is None or newest.finished < now() - LATELY:
        return False
    try:
        last = session.store.open(newest.stem, session.bank)
    except MmnCheckError:
        return False
    with _conversation(session, last) as wizard:
        wish = wizard.come_back((last.finished or last.started).date())
        if wish == "page":
            _show_and_save(session, wizard)
        elif wish != "new":
            _finish(session, wizard)
    return wish != "new"


def change_answers(session: Session, *, name: str | None) -> None:
    """Let the person pick answers to give again, then show the page; raises as `go_on`.

    Raises:
        MmnCheckError: if there is no answer yet.
    """
    visit = session.store.open(name, session.bank)
    with _conversation(session, visit) as wizard:
        if not wizard.interview.course.answers:
            why = tr("Visit {name} has no answers yet. To begin: mmn-check", name=visit.name)
            raise MmnCheckError(f"{why}{session.bank_named}")
        wizard.change()
        _finish(session, wizard)


def _finish(session: Session, wizard: Wizard) -> None:
    """Mark the visit finished and show what came of it."""
    wizard.interview.keep(replace(wizard.interview.visit, finished=now()))
    _show_and_save(session, wizard)


def _show_and_save(session: Session, wizard: Wizard) -> None:
    """Show the page; where it cannot be saved as wished, the menu comes back."""
    if not _show_page(session, wizard):
        wizard.run()
        _finish(session, wizard)


def _show_page(session: Session, wizard: Wizard) -> bool:
    """Show the summary, offer the page as a file and say what to do with it.

    Returns:
        Whether that is all: a page that could not be made is no reason to ask nothing more.
    """
    # No question need wait for what makes the page.
    from mmn_check.output.text import print_summary  # noqa: PLC0415

    prompter, visit = wizard.prompter, wizard.interview.visit
    made, diary = summary_with_days(session, visit)
    for sentence in diary.sentences if diary else ():
        prompter.show(sentence)

    def wants_more() -> bool:
        """Whether the next part of the page is to be shown: anything but Enter alone says no."""
        return not prompter.line(tr("Press Enter for more of the page, or type 0 to go on."))

    console = session.console()
    console.print()
    print_summary(made, console, plain=session.plain, first_page=True, more=wants_more)
    hint = tr("The pages behind it hold every answer: mmn-check summary")
    prompter.show(f"{hint}{session.bank_named}")
    options = [tr(one) for one in SAVE_OR_NOT]
    picked = choose(prompter, tr("Shall the page be saved as a PDF, to print?"), options)
    if picked in (0, 1) and not _save_or_say_why(session, wizard, made, first_page=picked == 0):
        return False
    prompter.show(session.bank.texts["whats_next"].text)
    wizard.recall_signs()
    return True


def _save_or_say_why(session: Session, wizard: Wizard, made: Summary, *, first_page: bool) -> bool:
    """Save the page as a PDF; whether that could be done."""
    try:
        from mmn_check.output.delivery import Target, deliver_page  # noqa: PLC0415 - as above

        target = Target(bank_named=session.bank_named)
        path, not_shown = deliver_page(made, target, first_page=first_page)
    except MmnCheckError as error:
        wizard.prompter.show(safe(str(error), LINE))
        return False
    wizard.prompter.say(tr("Saved as\n{path}\nTo print it, open it and choose Print.", path=path))
    if wizard.interview.visit.amended:
        wizard.prompter.say(tr("A page saved or printed before this change is out of date now."))
    if not_shown:
        wizard.prompter.say(not_shown)
    return True


def wizard_of(
    session: Session,
    bank: Bank,
    visit: Visit,
    *,
    save: Callable[[Visit, Course], object],
    last_time: Callable[[], LastTime] = lambda: NOTHING,
) -> Wizard:
    """Who asks about a visit: `save` keeps it, and `last_time` has what to offer."""
    prompter = session.prompter
    prompter.one_key = visit.one_key
    interview = Interview(
        bank, visit, prompter, save=save, now=now, glossary=session.words, last_time=last_time
    )
    return Wizard(interview)


@contextmanager
def _conversation(session: Session, visit: Visit) -> Iterator[Wizard]:
    """The wizard for one visit, its lock held; however it ends, the person is told what is kept."""
    bank, store = session.bank, session.store
    with store.lock(visit.name) as lacks:
        # Until the lock is held, another window may give answers.
        visit = store.as_it_is(visit, bank)
        one_key = visit.one_key or session.options.one_key
        visit = replace(visit, one_key=one_key, language=session.noted_language)
        wizard = wizard_of(
            session,
            bank,
            visit,
            save=lambda changed, course: store.save(changed, bank, course.answers.keys()),
            last_time=lambda: _last_time(session, visit),
        )
        session.prompter.keyboard.meanwhile = wizard.interview.think_ahead
        with honest_exits(lambda: _where_visit_is(session, wizard.interview.visit)):
            for line in (*lacks, *unfit_lines(bank, visit)):
                session.prompter.show(line)
            yield wizard


def _last_time(session: Session, visit: Visit) -> LastTime:
    """What the newest of the earlier visits has to offer that has anything."""
    earlier = islice(session.store.readable(session.bank, before=visit.name), LOOKED_BACK)
    offers = (last_time_of(session.bank, one) for one in earlier)
    return next((one for one in offers if one.answers), NOTHING)


def _where_visit_is(session: Session, visit: Visit) -> str:
    path = session.store.path(visit.name)
    if not path.is_file():
        return tr("Nothing is kept: {path} is gone.", path=path)
    said = tr("Your answers so far are in {path}\nGo on with: mmn-check", path=path)
    if visit.finished:
        said = tr("All your answers are in {path}\nTo read them: mmn-check summary", path=path)
    return f"{said}{session.bank_named}"
