"""What is typed instead of an answer: commands, "not sure", "rather not say", "no more"."""

from __future__ import annotations

from collections.abc import Callable

from mmn_check.bank.model import Rows, Text, YesNo, in_parts
from mmn_check.i18n import tr, tr_later
from mmn_check.understanding.answer_reading.choices import names as names_on
from mmn_check.understanding.answer_reading.choices import which_of
from mmn_check.understanding.answer_reading.hints import again, what_to_type
from mmn_check.understanding.answer_reading.phrases import (
    DOINGS,
    HARMLESS,
    NO_MORE_ROWS,
    PLAIN_NO,
    TAKE_OUT,
    phrase,
    request,
)
from mmn_check.understanding.answer_reading.readback import end_of_rows
from mmn_check.understanding.answer_reading.readings import (
    Again,
    Command,
    CommandName,
    Option,
    Reading,
    Sure,
    Understood,
    yes_or_no,
)
from mmn_check.understanding.hearing import heard
from mmn_check.understanding.replies import denied
from mmn_check.visit.steps import Step
from mmn_check.visit.values import DECLINED, NOT_SURE, Words, answered

_DOES: dict[CommandName, str] = {
    "back": tr_later("Go back"),
    "skip": tr_later("Skip this question"),
    "help": tr_later("Show the help"),
    "stop": tr_later("Stop here"),
    "repeat": tr_later("Repeat the question"),
    "quiet": tr_later("Show fewer hints"),
    "no_more": tr_later("No more"),
    "ideas": tr_later("Show the ideas"),
}
"""What each does, as an option to choose."""
_NO_MORE = Command("no_more")
_LONGEST = 120


def instead_of_answer(step: Step, typed: str, *, read: Callable[[str], Reading]) -> Reading | None:
    """What the words do, if they are no answer; asked, if a choice bears the same words."""
    said = request(typed) if len(typed) <= _LONGEST else ""
    doing = DOINGS.get(said)
    if doing is None:
        return None
    names = names_on(step)
    words = said.split()
    called, length = names.at(words)
    called = called if length == len(words) else frozenset()
    if called and isinstance(doing, Understood):
        return None
    if is_refused(step, doing):
        return again(step, tr("This question needs an answer."))
    if isinstance(doing, Command) and doing.name not in HARMLESS and len(said) > 1:
        called |= names.with_words(words)
    if not called:
        return doing
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(does_in_words(doing), doing), *bearing])


def is_refused(step: Step, doing: Reading) -> bool:
    """A required question is not left out, but one may be unsure of anything but a row's name."""
    if doing == Understood(NOT_SURE):
        return step.names_row
    return step.item.required and doing in (Command("skip"), Understood(DECLINED))


def does_in_words(doing: Reading) -> str:
    """What it does, as an option to choose."""
    if isinstance(doing, Command):
        return tr(_DOES[doing.name])
    return tr("Not sure") if doing == Understood(NOT_SURE) else tr("Rather not say")


def ended(step: Step, typed: str, *, text: str, read: Callable[[str], Reading]) -> Reading | None:
    """Whether the words say that a table has no more rows, or that a row is to go.

    `typed` is how `text` is heard.
    """
    table = step.question
    said = phrase(typed) if len(typed) <= _LONGEST else ""
    if not step.may_end or not isinstance(table, Rows) or not said:
        return None
    if step.item.required:
        return _taken_out(step, table, said)
    if not _ends(table, said) and said not in DOINGS and not isinstance(step.item, YesNo):
        return _denies(step, table, text)
    denied = said in PLAIN_NO and not isinstance(step.item, YesNo)
    if not denied and not _ends(table, said):
        return None
    if step.thing == "1" and not table.none:
        return Again(tr("Type the first {row}, or s to skip.", row=table.row))
    names = names_on(step)
    called, length = names.at(said.split())
    if said == "0" or not called or length < len(said.split()):
        return _NO_MORE
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(end_of_rows(step), _NO_MORE), *bearing])


def _denies(step: Step, table: Rows, text: str) -> Reading | None:
    """Whether the words say in their own way that there are no rows; asked, if only of some."""
    topics = (table.row, table.none or "", *in_parts(table.also))
    said = denied(text, topics)
    if said is None:
        return None
    if step.thing == "1" and not table.none:
        return Again(tr("Type the first {row}, or s to skip.", row=table.row))
    if said == "whole":
        return _NO_MORE
    if not isinstance(step.item, Text):
        return None
    keep = Option(tr("Keep “{text}”", text=text), Understood(answered(Words(text))))
    return Sure(tr("Which did you mean?"), (Option(end_of_rows(step), _NO_MORE), keep))


def _taken_out(step: Step, table: Rows, said: str) -> Reading | None:
    """Whether a row that stands already is to go; asked, if "no more" is said of it."""
    if said in TAKE_OUT or said == phrase(f"take out this {heard(table.row)}"):
        return _NO_MORE
    if _ends(table, said):
        sentence = tr("Did you mean to take out this {row}?", row=table.row)
        return Sure(sentence, yes_or_no(_NO_MORE, otherwise=what_to_type(step)))
    return None


def _ends(table: Rows, said: str) -> bool:
    row, rows = heard(table.row), heard(f"{table.row}s")
    own = {phrase(heard(table.none))} if table.none else set()
    return said in NO_MORE_ROWS | own | {
        phrase(f"no {one}") for one in (row, rows, f"more {rows}", f"other {rows}")
    }
