"""Two visits of one person, half a year apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from mmn_check.bank.model import Bank
from mmn_check.summary.summary_model import Summary
from mmn_check.summary.visit_changes import Change, changes_between, tell_changes
from mmn_check.visit.visit import Visit
from tests.support.visit_cases import TODAY, visit_from, visit_of, whole_bank

EARLIER = datetime(2026, 5, 3, 10, tzinfo=UTC)
LATER = datetime(2026, 11, 20, 9, 12, tzinfo=UTC)


def earlier(visit: Visit) -> Visit:
    """A visit as it was kept in spring."""
    return replace(visit, name="2026-05-03-1", started=EARLIER, finished=EARLIER)


def later(visit: Visit) -> Visit:
    """A visit as it was kept in autumn."""
    return replace(visit, name="2026-11-20-1", started=LATER, finished=LATER)


def kept_pair() -> tuple[Visit, Visit]:
    """The visits of the cases, between which seven answers changed."""
    bank = whole_bank()
    return earlier(visit_from("earlier_visit", bank)), later(visit_from("return_visit", bank))


def said(answers: Mapping[str, Any], bank: Bank | None = None) -> Visit:
    """A first visit at which only this was said; states stand under their names."""
    states = ("not_sure", "skipped", "declined")
    data = {"answers": {name: one for name, one in answers.items() if name not in states}}
    used = bank or whole_bank()
    return visit_of({**data, **{one: answers.get(one, []) for one in states}}, used)


def found(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Change]:
    """What differs between two visits at which only this was said, by question."""
    bank = whole_bank()
    changes = changes_between(bank, earlier(said(was)), later(said(now)))
    return {one.question: one for one in changes}


def lines(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The lines that tell what differs, without the questions' own words."""
    return told(tell_changes(whole_bank(), earlier(said(was)), later(said(now)), today=TODAY))


def told(summary: Summary) -> list[str]:
    """Every heading and line below the title bar; of a label only what a row is about."""
    return [
        one
        for block in summary.second
        for one in (
            f"# {block.heading}",
            *(
                f"{line.label.text}: {line.text}" if line.under and line.label else line.text
                for line in block.lines
            ),
        )
    ]
