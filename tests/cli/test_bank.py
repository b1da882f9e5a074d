from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from mmn_check.bank_check.json_schema import bank_schema

TOP = Path(__file__).parents[2]
GOOD = TOP / "tests/support/banks/good"


def bank(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mmn_check", "bank", *words],
        env={**os.environ, "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_good_bank_is_told_in_one_line() -> None:
    """A bank without mistakes gets a line of figures."""
    checked = bank("check", str(GOOD / "headache"))

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == (
        "headache 1: 4 sections, 16 questions (13 of depth 1, 3 of depth 2, 0 of depth 3); "
        "reading grade by section: start 1.0, since -1.0, pain -0.1, life -0.7.\n"
    )


def test_without_a_folder_the_shipped_bank_is_checked() -> None:
    """The bank that comes with the program has no mistakes."""
    checked = bank("check")

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout.startswith("mmn ")


def test_mistakes_go_to_standard_error_as_editors_expect_them(tmp_path: Path) -> None:
    """Each mistake is a line with file, line, column and question; wrong use is exit code 2."""
    for file in (GOOD / "base").iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("kind: yes_no", "kind: yesno"), "utf-8")

    checked = bank("check", str(tmp_path))

    assert (checked.returncode, checked.stdout) == (2, "")
    assert checked.stderr == (
        f'{tmp_path}/01_start.yaml:16:11: aches: "yesno" is no kind. Did you mean "yes_no"?\n'
    )


def test_the_schema_is_printed_whole() -> None:
    """Editors get the schema as it is drawn."""
    printed = bank("schema")

    assert (printed.returncode, printed.stderr) == (0, "")
    assert printed.stdout == bank_schema()
