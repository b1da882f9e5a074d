"""Whole summaries that are kept as files: `python -m tests.summary.wholes` writes them anew.

Each stands beside the visit that it is of. What changed is to be read in the difference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from mmn_check.bank.model import Bank
from mmn_check.output.pdf import render_page
from mmn_check.output.text import render_text
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.summary.visit_changes import tell_changes
from tests.output.reading import texts
from tests.summary.pairs import kept_pair
from tests.support.spoken import spoken
from tests.support.visit_cases import CASES, TODAY, visit_from, whole_bank

VISITS = ("worked_example", "return_visit", "short_visit")


def summary_of(name: str, bank: Bank) -> Summary:
    """The summary of a case."""
    return summarize(bank, visit_from(name, bank), today=TODAY)


def first_page(name: str, language: str) -> str:
    """Page 1 on A4 as a reader of PDF finds it, line by line."""
    with spoken(language) as bank:
        pdf = render_page(summary_of(name, bank), paper="a4", first_page=True).pdf
    return "".join(f"{line.rstrip()}\n" for line in texts(pdf)[0].splitlines())


def text(name: str, language: str) -> str:
    """The whole summary as text."""
    with spoken(language) as bank:
        return render_text(summary_of(name, bank))


def changes(width: int) -> str:
    """What changed between the two visits of the cases."""
    return render_text(tell_changes(whole_bank(), *kept_pair(), today=TODAY), width=width)


def wholes() -> Mapping[Path, Callable[[], str]]:
    """Each file, and what makes it."""
    made: dict[Path, Callable[[], str]] = {}
    for name in VISITS:
        made[CASES / f"{name}.txt"] = partial(text, name, "en")
    for language in ("en", "es"):
        path = CASES / f"return_visit.page_1.{language}.txt"
        made[path] = partial(first_page, "return_visit", language)
    made[CASES / "worked_example.es.txt"] = partial(text, "worked_example", "es")
    for width in (20, 40, 80):
        made[CASES / f"changes_{width}.txt"] = partial(changes, width)
    return made


if __name__ == "__main__":
    for path, make in wholes().items():
        path.write_text(make(), encoding="utf-8")
