"""What a page's layout may leave unsaid, or say so that nobody knows what of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank_check.report import check_bank

GOOD = Path(__file__).parents[1] / "support/banks/good"
PAGE = """
page:
  name: [{text: "{title}"}]
  statement: [{text: "{footer}"}]
  rows:
    - heading: Head
      whole: true
      facts:
        - {text: "{spots}"}
        - {%s}
"""
SILENT = "Where {began} has no answer nothing of this is printed: put it in [ ] brackets."
UNNAMED = "Nobody can tell what this is about: put words beside {%s}, or a lead."


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ('text: "aches {aches} ({began})"', [SILENT]),
        ('text: "aches {aches}[ ({began})]"', []),
        ('text: "began {began} ({began.length})"', []),
        ('text: "*{aches}*"', [UNNAMED % "aches"]),
        ('text: "{began}[ ({began.length})]"', [UNNAMED % "began"]),
        ('text: "{began.ask} {began}"', []),
        ('text: "{began}", lead: Since', []),
        ('text: "{aches}", says: {aches: {yes: aching}}', []),
        ('text: "{tasks}"', []),
        (
            'text: "Aches: {aches}.", says: {aches: {no: ""}}',
            ["Where {aches} is said to be nothing it leaves a gap: put it in [ ] brackets."],
        ),
    ],
)
def test_a_fact_that_tells_nothing_is_noted(tmp_path: Path, fact: str, expected: list[str]) -> None:
    """A second question may have no answer; a yes by itself is about nothing."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE % fact)

    report = check_bank(tmp_path)
    told = [one for one in report.notes if one.line > 10]

    assert report.mistakes == ()
    assert [one.sentence for one in told] == expected
    lines = (tmp_path / "bank.yaml").read_text(encoding="utf-8").splitlines()
    assert all(fact in lines[one.line - 1] for one in told)
