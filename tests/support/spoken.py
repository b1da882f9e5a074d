"""The shipped bank in each language that it speaks, and a person who sits down to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache

from mmn_check.bank.catalogs import Translations, read_catalog
from mmn_check.bank.model import Bank, Many
from mmn_check.bank.schema import translated_bank
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.errors import StoppedError
from mmn_check.session.run import CATALOGS
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import SKIPPED, answered
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped
from tests.support.scripted import NOW, Sitting
from tests.support.tongue import speaking
from tests.support.walks import new_visit

LANGUAGES = ("en", "es")
PATIENT, HELPER = ("1", "1"), ("3", "1")
"""Who fills it in, at a first visit: next is the urgent check."""


@cache
def bank_of(code: str) -> Bank:
    """The shipped bank as it is asked in a language."""
    if code == "en":
        return shipped()
    return translated_bank(shipped(), read_catalog(shipped_bank(), code).of, code)


@cache
def _sentences(code: str) -> Translations:
    """What the program itself says in a language."""
    return read_catalog(CATALOGS, code)


@contextmanager
def spoken(code: str) -> Iterator[Bank]:
    """Speak a language for a while; its bank."""
    with speaking(code, None if code == "en" else _sentences(code)):
        yield bank_of(code)


def visit_up_to(bank: Bank, question: str, *, visit: Visit | None = None) -> Visit:
    """A visit that comes to a question next: all before it is skipped, no sign is ticked."""
    visit = visit or new_visit(bank, depth=1)
    course = course_of(bank, visit)
    while (step := course.next_question()) and step.key[0] != question:
        answer = SKIPPED
        if step.item.required:
            ids = [choice.id for choice in step.choices]
            answer = answered(("none",) if isinstance(step.item, Many) else ids[0])
        visit = record(visit, step, answer)
        course = course_of(bank, visit)
    assert step, question
    return visit


def sit_down(
    bank: Bank, *typed: str, visit: Visit | None = None, now: datetime = NOW, opens: bool = False
) -> Sitting:
    """Type the lines, from the start screen on if the visit `opens`, until they are used up."""
    sitting = Sitting(bank, *typed, visit=visit, now=now)
    with suppress(EOFError, StoppedError):
        if opens:
            sitting.wizard.open()
        elif visit:
            sitting.wizard.recall_signs()
            sitting.interview.resume()
        sitting.wizard.run()
    return sitting


def label_of(bank: Bank, question: str, which: str | int) -> str:
    """The words of a choice, by its id or by its number."""
    asked = bank.as_asked(()).by_id[question]
    assert isinstance(asked, Many)
    listed = enumerate(asked.choices, start=1)
    return next(one.label for number, one in listed if which in (number, one.id))


def text_of(bank: Bank, name: str) -> str:
    """A fixed text of the bank."""
    return bank.texts[name].text
