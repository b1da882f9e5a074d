"""Whether anybody is told that the stop card comes late, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank_check.checked_bank import check_bank

GOOD = Path(__file__).parents[1] / "support/banks/good"
QUESTION = "  - {id: q%d, kind: yes_no, ask: A, help: B, why: C, sources: [BOOK]}\n"
URGENT = (QUESTION % 99).replace("help", "urgent_if: {q99: yes}, help")
NEVER = (
    "bank.yaml:8:3: note: No question shows the stop card: give the one about urgent signs an "
    "urgent_if."
)
DEEP = (
    "50_more.yaml:%d:47: note: q99: On the short way no question shows the stop card: give this "
    "one depth 1."
)
LATE = (
    "50_more.yaml:%d:37: note: q99: This question is the first that shows the stop card, and %d "
    "others come before it: ask it sooner."
)


def notes(folder: Path, section: str) -> list[str]:
    """What is said of the base bank, whose 5 questions know nothing urgent, and a section more."""
    shutil.copytree(GOOD / "base", folder, dirs_exist_ok=True)
    text = f"section: more\ntitle: More\nquestions:\n{section}"
    (folder / "50_more.yaml").write_text(text, encoding="utf-8")
    report = check_bank(folder)
    assert report.mistakes == ()
    return [str(one).removeprefix(f"{folder}/") for one in report.notes]


@pytest.mark.parametrize(
    ("before", "urgent", "expected"),
    [
        (0, "", [NEVER]),
        (0, URGENT, []),
        (4, URGENT, []),
        (5, URGENT, [LATE % (9, 10)]),
        (30, URGENT, [LATE % (34, 35)]),
        (0, URGENT.replace("kind", "depth: 2, kind"), [DEEP % 4]),
    ],
)
def test_the_stop_card_comes_soon(
    tmp_path: Path, before: int, urgent: str, expected: list[str]
) -> None:
    """Whoever needs help at once learns it within ten questions, on the short way too."""
    others = "".join(QUESTION % number for number in range(before + (not urgent)))

    assert notes(tmp_path, others + urgent) == expected
