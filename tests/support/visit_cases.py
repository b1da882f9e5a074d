"""Visits written by hand, as files beside the text that comes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from mmn_check.bank.model import Bank, Depth
from mmn_check.storage.all_answers import FromWritten
from mmn_check.storage.documents import document_of
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Block, Summary
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 20)
STARTED = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


@cache
def whole_bank() -> Bank:
    """The shipped bank."""
    return shipped()


def visit_from(name: str, bank: Bank) -> Visit:
    """The visit of a case."""
    document = document_of((CASES / f"{name}.yaml").read_bytes())
    assert not document.problems, document.problems
    data = dict(document.data)
    depth: Depth = 1 if data.pop("depth", None) == "1" else 3
    return visit_of(data, bank, depth=depth)


def visit_of(data: Mapping[str, Any], bank: Bank, *, depth: Depth = 3) -> Visit:
    """The visit that says this, every word of it understood."""
    found = FromWritten(bank, data, started=STARTED)
    assert not found.problems, found.problems
    return Visit(
        name="1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=STARTED,
        depth=depth,
        answers=found.answers,
    )


def saying(*, depth: Depth = 3, **answers: Any) -> Summary:
    """The summary of a first visit (unless it says otherwise) at which only this was said."""
    states = {one: answers.pop(one, []) for one in ("not_sure", "skipped", "declined")}
    said = {"answers": {"visit_type": "first"} | answers, **states}
    bank = whole_bank()
    return summarize(bank, visit_of(said, bank, depth=depth), today=TODAY)


def page_1(heading: str, summary: Summary) -> list[str]:
    """The lines under a heading of page 1."""
    return _lines(heading, summary.first)


def row(heading: str, **said: Any) -> str:
    """What stands under a heading of page 1 for who says this, as one text."""
    return " ".join(page_1(heading, saying(**said)))


def behind(heading: str, summary: Summary) -> list[str]:
    """The lines under a heading behind page 1, labels and all."""
    return _lines(heading, (*summary.second, *summary.answers))


def _lines(heading: str, blocks: Sequence[Block]) -> list[str]:
    lines = [line for block in blocks if block.heading == heading for line in block.lines]
    return [f"{line.label.text} | {line.text}" if line.label else line.text for line in lines]


def a_date(words: str, partial: str) -> dict[str, str]:
    """A date as a visit file has it."""
    return {"as_typed": words, "from": partial, "to": partial}


def expected(name: str) -> str:
    """The text that a case comes to."""
    return (CASES / f"{name}.txt").read_text(encoding="utf-8")
