"""Visits that are kept already, made by the program's own parts without a process."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from mmn_check.bank.model import Bank
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.storage.visit_file import visit_text
from tests.support.scripted import NOW, Sitting
from tests.support.terminal import SHORT_WAY, data_of

NAME = "2026-11-21-1"
ASKED = re.compile("^urgent_asked: .*$", re.MULTILINE)


@cache
def shipped() -> Bank:
    """The shipped bank, read once."""
    return read_bank(shipped_bank())


def sitting_after(*lines: str) -> Sitting:
    """What came of typing these lines from the start screen on."""
    sitting = Sitting(shipped(), *lines)
    try:
        sitting.wizard.open()
        sitting.wizard.run()
    except EOFError:
        pass
    return sitting


@cache
def file_after(*lines: str) -> bytes:
    """The visit file when these lines have been typed.

    Its urgent check is of today: what is older is asked again first, whoever goes on with it.
    """
    whole = visit_text(shipped(), sitting_after(*lines).interview.visit)
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    lately = ASKED.sub(lambda found: found[0].replace(NOW.isoformat(), today.isoformat()), whole)
    return lately.encode()


def keep(home: Path, *lines: str, name: str = NAME) -> Path:
    """Put the visit to which these lines lead (the whole short way if none) into a home."""
    data_of(home).mkdir(parents=True, exist_ok=True)
    path = data_of(home) / f"{name}.yaml"
    path.write_bytes(file_after(*(lines or SHORT_WAY)))
    return path
