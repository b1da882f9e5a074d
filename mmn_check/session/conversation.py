"""One sitting at the terminal: what is built, in which order, and how it may end."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from mmn_check.bank.model import Bank
from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError, NoTerminalError
from mmn_check.i18n import day_in_words, tr, tr_later, tr_n
from mmn_check.interview.interview import Interview, InterviewParts
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.last_time import last_time_of
from mmn_check.interview.menus import choose
from mmn_check.interview.question_screen import unfit_lines
from mmn_check.interview.signals import honest_exits, put_off
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.interview.wizard import Wizard
from mmn_check.session.languages import invitations
from mmn_check.session.run import Session, now
from mmn_check.storage.visit_store import VisitStore
from mmn_check.text_safety import LINE, shown
from mmn_check.visit.last_visit import NOTHING, LastTime
from mmn_check.visit.visit import Visit

if TYPE_CHECKING:
    from mmn_check.summary.printed import Summary

SAVE_OR_NOT = (tr_later("Yes, save it in this folder"), tr_later("No, not now"))
LOOKED_BACK = 3
"""Of so many earlier visits one may have something to offer again."""
LATELY = timedelta(days=14)
"""A page is made in the days before the visit it is for, and two visits are weeks apart: until
then who comes back most likely wants that page, after it a new one."""


class _Conversation(Record):
    """What lies ready for one visit."""

    setting: Session
    bank: Bank
    prompter: TerminalPrompter
    interview: Interview
    wizard: Wizard


def go_on(setting: Session) -> None:
    """Go on with the newest unfinished visit if the person likes; else start a new one.

    Raises:
        StoppedError: if the person stops before the end.
        InterruptedByPersonError: on Ctrl-C.
        NoTerminalError: if there is nobody to ask.
    """
    bank, store = setting.bank(), setting.store()
    prompter = _prompter(setting)
    visit, damaged = store.unfinished(bank)
    while visit and not (visit.answers or visit.misfits):
        store.forget(visit.name)
        visit, damaged = store.unfinished(bank)
    for one in damaged:
        prompter.show(shown(one.sentence, LINE))
    if visit is None:
        last = store.finished_since(now() - LATELY, bank)
        if last is None or not _came_back(setting, prompter, bank=bank, last=last):
            _begin(setting, prompter, bank=bank)
        return
    prompter.one_key = setting.one_key or visit.one_key
    with honest_exits(lambda: _where(store, visit)):
        begun = tr_n(
            "You began on {day} and answered {count} question.",
            "You began on {day} and answered {count} questions.",
            len(visit.answers),
            day=day_in_words(visit.started.date()),
        )
        picked = choose(prompter, begun, (tr("Go on where you stopped"), tr("Start a new visit")))
    if picked == 1:
        _begin(setting, prompter, bank=bank)
        return
    with _at_the_table(setting, prompter, bank=bank, name=visit.name) as table:
        table.wizard.recall_signs()
        table.interview.resume()
        table.wizard.run()
        _finish(table)


def start(setting: Session) -> None:
    """Begin a new visit, ask to the end of a depth and show the page; raises as `go_on`."""
    _begin(setting, _prompter(setting), bank=setting.bank())


def _begin(setting: Session, prompter: TerminalPrompter, *, bank: Bank) -> None:
    store = setting.store()
    prompter.one_key = setting.one_key
    with _at_the_table(setting, prompter, bank=bank, name=store.new(bank, now()).name) as table:
        for line in invitations(setting.bank_folder, setting.language):
            prompter.show(line)
        table.wizard.open()
        table.wizard.run()
        _finish(table)


def _came_back(setting: Session, prompter: TerminalPrompter, *, bank: Bank, last: Visit) -> bool:
    """Offer what may still be wanted of a visit finished lately; whether any of it was."""
    with _at_the_table(setting, prompter, bank=bank, name=last.name) as table:
        wish = table.wizard.come_back((last.finished or last.started).date())
        if wish == "page":
            _show_page(table)
        elif wish != "new":
            _finish(table)
    return wish != "new"


def change(setting: Session, *, name: str | None) -> None:
    """Let the person pick answers to give again, then show the page; raises as `go_on`.

    Raises:
        MmnCheckError: if there is no answer yet.
    """
    bank, prompter = setting.bank(), _prompter(setting)
    name = setting.store().answered(name)
    with _at_the_table(setting, prompter, bank=bank, name=name) as table:
        if not table.interview.course.answers:
            why = tr("Visit {name} has no answers yet. To begin: mmn-check", name=name)
            raise MmnCheckError(why)
        table.wizard.change()
        _finish(table)


def _finish(table: _Conversation) -> None:
    """Mark the visit finished and show what came of it."""
    table.interview.keep(replace(table.interview.visit, finished=now()))
    _show_page(table)


def _show_page(table: _Conversation) -> None:
    """Show the summary, offer the page as a file and say what to do with it."""
    # No question need wait for what makes the page.
    from mmn_check.output.delivery import Target, deliver_page  # noqa: PLC0415
    from mmn_check.output.text_page import print_summary  # noqa: PLC0415

    setting = table.setting
    made = summary_of(setting, bank=table.bank, visit=table.interview.visit)
    console = setting.console()
    console.print()
    print_summary(made, console, plain=setting.plain, first_page=True)
    table.prompter.show(tr("The pages behind it hold every answer: mmn-check summary"))
    if day := _last_finished(setting.store(), table.interview.visit, table.bank):
        table.prompter.show(
            tr("What changed since your visit of {day}: mmn-check compare", day=day)
        )
    options = [tr(one) for one in SAVE_OR_NOT]
    if choose(table.prompter, tr("Shall the page be saved as a PDF, to print?"), options) == 0:
        path, not_shown = deliver_page(made, Target())
        saved = tr("Saved as\n{path}\nTo print it, open it and choose Print.", path=path)
        table.prompter.say(saved)
        if not_shown:
            table.prompter.say(not_shown)
    table.prompter.show(table.bank.texts["whats_next"].text)
    table.wizard.recall_signs()


def summary_of(setting: Session, *, bank: Bank, visit: Visit) -> Summary:
    """The summary as of today, the words of the glossary that it uses explained."""
    from mmn_check.summary.summarize import summarize  # noqa: PLC0415 - no question needs it

    whole = replace(bank, glossary=setting.words())
    return summarize(whole, visit, today=now().date())


def _prompter(setting: Session) -> TerminalPrompter:
    """The mouth and the ear of the conversation.

    Raises:
        NoTerminalError: if there is no terminal.
    """
    if not sys.stdin.isatty():
        why = tr(
            "There is no terminal to ask on. Run it in a terminal, "
            "or give the answers in a file: mmn-check start --answers FILE"
        )
        raise NoTerminalError(why)
    # What a shell once exported would hide that the window was resized since.
    os.environ.pop("COLUMNS", None)
    keyboard = TerminalKeyboard(plain=setting.plain)
    prompter = TerminalPrompter(setting.console(), keyboard=keyboard)
    prompter.hints = setting.hints
    return prompter


@contextmanager
def _at_the_table(
    setting: Session, prompter: TerminalPrompter, *, bank: Bank, name: str
) -> Iterator[_Conversation]:
    """Everything laid out for one visit; one window at a time; every exit honest."""
    store = setting.store()
    with store.lock(name) as lacks:
        # Not before: until the lock is held, another window may give answers.
        visit = store.open(name, bank)
        one_key = visit.one_key or setting.one_key
        visit = replace(visit, one_key=one_key, language=setting.noted_language)
        prompter.one_key = visit.one_key

        def save(changed: Visit) -> None:
            with put_off():  # what was answered is kept, however impatient the person
                store.save(changed, bank)

        means = InterviewParts(
            prompter=prompter,
            save=save,
            now=now,
            glossary=setting.words,
            last_time=lambda: _last_time(store, visit, bank),
        )
        interview = Interview(bank, visit, means)
        wizard = Wizard(bank, interview=interview)
        with honest_exits(lambda: _where(store, interview.visit)):
            for line in (*lacks, *unfit_lines(bank, visit)):
                prompter.show(line)
            yield _Conversation(
                setting=setting, bank=bank, prompter=prompter, interview=interview, wizard=wizard
            )


def _last_time(store: VisitStore, visit: Visit, bank: Bank) -> LastTime:
    """What the newest of the earlier visits has to offer that has anything."""
    earlier = islice(store.before(visit.name, bank), LOOKED_BACK)
    offers = (last_time_of(bank, one) for one in earlier)
    return next((one for one in offers if one.answers), NOTHING)


def _last_finished(store: VisitStore, visit: Visit, bank: Bank) -> str:
    """The day of the finished visit before this one, if this one is the newest; else nothing."""
    if store.names()[:1] != (visit.name,):
        return ""
    earlier = islice(store.before(visit.name, bank), LOOKED_BACK)
    return next((day_in_words(one.started.date()) for one in earlier if one.finished), "")


def _where(store: VisitStore, visit: Visit) -> str:
    path = store.path(visit.name)
    if not path.is_file():
        return tr("Nothing is kept: {path} is gone.", path=path)
    if visit.finished:
        return tr("All your answers are in {path}\nTo read them: mmn-check summary", path=path)
    return tr("Your answers so far are in {path}\nGo on with: mmn-check", path=path)
