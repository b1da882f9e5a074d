"""Whatever is done to a bank's lines, it is refused with its mistakes or every tool copes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import given, settings

from mmn_check.authoring import STARTER
from mmn_check.authoring.sheet import changes_in_bank, sheet_of
from mmn_check.authoring.translate import sentences_of
from mmn_check.bank.model import Bank
from mmn_check.bank.problems import BankError
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.session.try_bank import opened
from mmn_check.visit.flow import course_of
from tests.support.profile import examples
from tests.support.walks import new_visit, seeds

BASE = read_bank(STARTER)
PUT_IN = ("any", "none", "places", "x", "yes", "tasks", "not_sure", "rows", "999999", "-1", "")


def slip(text: str, chance: Random) -> str:
    """The text of a file with one slip: a line lost, doubled, moved, a word otherwise, markup."""
    lines = text.splitlines()
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    words = lines[at].split()
    match chance.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at].replace(chance.choice(words or [" "]), chance.choice(PUT_IN), 1)
        case _:
            lines[at] += " [bold]#panic()[/]"
    return "\n".join(lines) + "\n"


def with_slips(chance: Random) -> Bank | None:
    """The starter with a few slips; None where they are told as mistakes."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(STARTER, Path(scratch) / "bank"))
        for _ in range(chance.randint(1, 2)):
            file = chance.choice(sorted(folder.iterdir()))
            file.write_text(slip(file.read_text("utf-8"), chance), "utf-8")
        try:
            read_glossary(folder)
            return read_bank(folder)
        except BankError:
            return None


@settings(max_examples=examples(400, usual=60), deadline=None)
@given(seed=seeds)
def test_a_bank_with_slips_is_refused_or_told(seed: int) -> None:
    """No tool fails on a bank that is read; each of its questions can be opened alone."""
    bank = with_slips(Random(seed))
    if bank is None:
        return
    for line in (*sheet_of(bank), *changes_in_bank(BASE, bank), *changes_in_bank(bank, BASE)):
        assert line.isprintable()
    assert sentences_of(bank, ())
    for question in bank.questions():
        assert course_of(bank, opened(bank, new_visit(bank), question.id)).parts(question.id)
