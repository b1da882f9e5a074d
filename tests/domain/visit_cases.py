"""Visits written by hand, as files beside the text that comes of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mmn_check.domain.bank import Bank
from mmn_check.domain.plain_reader import from_plain
from mmn_check.domain.visit import Visit
from mmn_check.storage.bank_files import read_bank, read_glossary, shipped_bank
from mmn_check.storage.documents import document_of

CASES = Path(__file__).parent / "cases"
STARTED = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


@cache
def whole_bank() -> Bank:
    """The shipped bank with its glossary."""
    return replace(read_bank(shipped_bank()), glossary=read_glossary(shipped_bank()))


def visit_from(name: str, bank: Bank) -> Visit:
    """The visit of a case."""
    document = document_of((CASES / f"{name}.yaml").read_bytes())
    found = from_plain(bank, document.data, started=STARTED)
    complaints = [*document.faults, *found.complaints]
    assert not complaints, complaints
    return Visit(
        name="1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=STARTED,
        depth=3,
        answers=found.answers,
    )


def expected(name: str) -> str:
    """The text that a case comes to."""
    return (CASES / f"{name}.txt").read_text(encoding="utf-8")
