"""The sheet of a bank: every question, with all that a clinician signs for."""

from __future__ import annotations

from pathlib import Path

import pytest

from mmn_check.authoring import STARTER
from mmn_check.authoring.sheet import printed_at, sheet_of
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from tests.support.terminal import run

WORST_PLACE = """\
worst_place  (one choice, depth 1)
  Where is it worst?
  Choices: Forehead; Behind the eye; Back of the head; Top of the head
  Asked: if places is anything picked, and enough is picked in places
  Help: Pick one.
  Why: The doctor looks there first.
  Clinical: Worst place
  Page: page 1, “The headache”; all answers, “The headache”
  Sources: GUIDE
"""
TASK_HOW = """\
task_how  (a table, depth 1)
  How is each one?
  A row for each thing picked in tasks
  Of each: How is it? (one choice) [Slow; Not at all]
  Asked: if tasks is anything picked, and enough is picked in tasks
"""
SIGNS = """\
signs  (any of some choices, depth 1, cannot be skipped)
  Is any of this new today?
  Choices: A very bad headache that came all at once; Trouble finding words; None of these
  Asked: always
  Stop card: if signs is anything picked
  Help: Pick all that fit.
  Why: Some signs cannot wait for a visit.
  Clinical: Warning signs
  Page: page 1, urgent box; all answers, “Before we begin”
  Sources: HELP
"""


def test_a_question_is_told_whole() -> None:
    """Its kind, depth, choices, conditions in words, place on the page and sources."""
    sheet = "\n".join(sheet_of(read_bank(STARTER)))

    for block in (WORST_PLACE, TASK_HOW, SIGNS):
        assert block in sheet


@pytest.mark.parametrize("folder", [shipped_bank(), STARTER], ids=lambda one: one.name)
def test_nothing_is_left_out(folder: Path) -> None:
    """Every question once, every fixed text and source, and room to sign."""
    bank = read_bank(folder)
    lines = list(sheet_of(bank))

    heads = [line.partition("  (")[0] for line in lines if line[:1].isalpha() and "  (" in line]
    assert heads == list(bank.with_diary.by_id)
    assert {f"{code}  " for code in bank.sources} <= {line[: line.find("  ") + 2] for line in lines}
    for fixed in bank.texts.values():
        assert all(
            f"  {line[:300]}" in lines for line in fixed.text.splitlines() if len(line) < 300
        )
    assert lines[-1].startswith("Read and approved by ___")
    assert all(line.isprintable() for line in lines)


def test_the_layout_says_where_each_is_printed() -> None:
    """A cell of a table that is called like a question is not taken for it."""
    places = printed_at(read_bank(STARTER))

    assert places["my_questions"] == ("page 1, “In own words”",)
    assert places["places"] == places["worst_place"] == ("page 1, “The headache”",)
    assert places["name"] == ("page 1, name",)
    assert "words" not in places


def test_the_command_prints_it(tmp_path: Path) -> None:
    """To standard output; what is no bank gets its mistakes and exit code 2."""
    shown = run(tmp_path, "bank", "show", str(STARTER))

    assert (shown.returncode, shown.stderr) == (0, "")
    assert shown.stdout == "\n".join(sheet_of(read_bank(STARTER))) + "\n"
    assert run(tmp_path, "bank", "show", "nowhere").returncode == 2
