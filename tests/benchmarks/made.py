"""Banks and visits of any size, made up for measuring."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import uuid4

from mmn_check.bank.model import Bank, One, Rating, Text, YesNo
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import Answer, Words, answered
from mmn_check.visit.visit import Visit
from tests.support.scripted import BANKS

TEN = BANKS / "ten_questions"
BEGAN = datetime(2026, 11, 21, 9, 12, 33, tzinfo=UTC)
LONG_AGO = BEGAN - timedelta(days=365)
"""When no page of a visit finished then is still wanted: a start begins a new one."""
A_SECTION = 50
"""Questions in one section."""
KINDS = (
    "kind: yes_no",
    "kind: one\n    choices: [{id: a, label: Often}, {id: b, label: Rarely}, {id: c, label: No}]",
    "kind: rating\n    lowest: easy\n    highest: hard",
)
"""Kinds that all take the answer 1."""


def bank_folder(folder: Path, questions: int) -> Path:
    """A bank of so many questions that can be answered with 1."""
    folder.mkdir()
    shutil.copy(TEN / "bank.yaml", folder)
    for first in range(0, questions, A_SECTION):
        number = first // A_SECTION + 1
        lines = [f"section: part_{number}\ntitle: Part {number}\nquestions:\n"]
        lines += [_question(one) for one in range(first, min(first + A_SECTION, questions))]
        (folder / f"{number:02}_part.yaml").write_text("".join(lines))
    return folder


def _question(number: int) -> str:
    return (
        f"  - id: question_{number}\n    {KINDS[number % len(KINDS)]}\n"
        f"    ask: Is it as in case {number}?\n    help: A guess will do.\n"
        "    why: The doctor asks.\n    sources: [BOOK]\n"
    )


def data(home: Path) -> VisitStore:
    """Where the program keeps the visits of a person."""
    return VisitStore(home / ".local" / "share" / "mmn-check")


def keep_finished(home: Path, bank: Bank, visits: int) -> None:
    """Keep so many visits that are all finished, as after years; the newest is found last."""
    store = data(home)
    kept = store.new(bank, LONG_AGO)
    store.save(replace(kept, answers=answers(bank, 20), finished=LONG_AGO), bank)
    content = store.path(kept.name).read_text()
    for number in range(1, visits):
        day = f"{LONG_AGO - timedelta(days=number):%Y-%m-%d}"
        other = content.replace(f"{LONG_AGO:%Y-%m-%d}", day)
        store.path(f"{day}-1").write_text(other.replace(str(kept.identifier), str(uuid4())))


def keep_answered(home: Path, bank: Bank, given: int) -> None:
    """Keep one visit with so many answers."""
    store = data(home)
    store.save(replace(store.new(bank, BEGAN), depth=3, answers=answers(bank, given)), bank)


def keep_long(home: Path, bank: Bank, length: int) -> None:
    """Keep one visit with a text of so many characters, and a yes to each question before it."""
    store = data(home)
    visit = store.new(bank, BEGAN)
    while step := course_of(bank, visit).next_question():
        text = isinstance(step.item, Text)
        words = Words("My hand will not open. " * (length // 23))
        given = answered(words) if text else answered("yes" if isinstance(step.item, YesNo) else 1)
        visit = visit.with_answer(step.key, given)
        if text:
            break
    store.save(visit, bank)


def plainly_worded(visit: Visit) -> Visit:
    """The visit with texts in which every character can be printed."""
    plain = answered(Words("My right hand will not open"))
    said = visit.answers.items()
    changed = {key: plain if isinstance(one.value, Words) else one for key, one in said}
    return replace(visit, answers=changed)


def answers(bank: Bank, most: int) -> dict[tuple[str, ...], Answer]:
    """An answer to each of the first questions that are of the kinds made here."""
    return dict(islice(_answers(bank), most))


def _answers(bank: Bank) -> Iterator[tuple[tuple[str, ...], Answer]]:
    for one in bank.questions():
        match one:
            case YesNo():
                yield (one.id,), answered("yes")
            case One(choices=(first, *_)):
                yield (one.id,), answered(first.id)
            case Rating():
                yield (one.id,), answered(1)


def read(folder: Path) -> Bank:
    """The bank in a folder."""
    return read_bank(folder)
