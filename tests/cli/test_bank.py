from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mmn_check.bank_check.json_schema import bank_schema
from tests.support.program import run

TOP = Path(__file__).parents[2]
GOOD = TOP / "tests/support/banks/good"


def bank(*words: str, cwd: Path = TOP) -> subprocess.CompletedProcess[str]:
    return run(cwd, "bank", *words)


def test_a_good_bank_is_told_in_figures() -> None:
    """A bank without mistakes gets a line of figures, and one with the folder that was read."""
    checked = bank("check", str(GOOD / "headache"))

    assert (checked.returncode, checked.stderr) == (0, "")
    assert checked.stdout == (
        "headache 1: 4 sections, 16 questions (13 of depth 1, 3 of depth 2, 0 of depth 3); "
        "reading grade by section: start 1.0, since -1.0, pain -0.2, life -0.5.\n"
        f"Looked at {GOOD / 'headache'}: no mistakes.\n"
    )


@pytest.mark.parametrize("kind", ["yes_no", "yesno"])
def test_an_option_changes_nothing_of_what_is_said(tmp_path: Path, kind: str) -> None:
    """Whatever reads the words of the command, and whether the bank is sound or not."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    section = tmp_path / "01_start.yaml"
    section.write_text(section.read_text("utf-8").replace("kind: yes_no", f"kind: {kind}"), "utf-8")

    checked, with_option = bank("check", str(tmp_path)), bank("check", "--plain", str(tmp_path))

    assert checked.returncode == (0 if kind == "yes_no" else 2)
    assert checked.stderr
    for said in ("returncode", "stdout", "stderr"):
        assert getattr(checked, said) == getattr(with_option, said)


def test_without_a_folder_the_shipped_bank_is_checked() -> None:
    """The bank that comes with the program has no mistakes, and at most languages to finish."""
    checked = bank("check")

    assert checked.returncode == 0
    assert [line for line in checked.stderr.splitlines() if ".po: note: " not in line] == []
    assert checked.stdout.startswith("mmn ")
    assert f"\nLooked at {TOP / 'questions'}: " in checked.stdout


@pytest.mark.parametrize("slip", ["", "kind: yesno"])
def test_who_may_mean_the_bank_at_hand_is_told_how_to_check_it(tmp_path: Path, slip: str) -> None:
    """An installed copy is not the checkout that somebody stands in, sound or not."""
    shutil.copytree(GOOD / "base", tmp_path / "questions")
    hint = "There is another bank in ./questions: mmn-check bank check questions\n"
    installed = tmp_path / "installed/mmn_check"
    shutil.copytree(TOP / "mmn_check", installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(GOOD / "base", installed / "questions")
    if slip:
        section = installed / "questions/01_start.yaml"
        section.write_text(section.read_text("utf-8").replace("kind: yes_no", slip), "utf-8")

    checked = subprocess.run(
        [sys.executable, "-m", "mmn_check", "bank", "check"],
        env={**os.environ, "PYTHONPATH": str(installed.parent)},
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
    )

    assert checked.returncode == (2 if slip else 0)
    assert f"Looked at {installed / 'questions'}: " in checked.stdout + checked.stderr
    assert (checked.stderr if slip else checked.stdout).endswith(hint)


def test_no_hint_where_the_folder_was_named(tmp_path: Path) -> None:
    """Whoever says which bank is meant is not asked about another one."""
    shutil.copytree(GOOD / "base", tmp_path / "questions")

    assert "There is another" not in bank("check", str(GOOD / "headache"), cwd=tmp_path).stdout


def test_mistakes_go_to_standard_error_as_editors_expect_them(tmp_path: Path) -> None:
    """Each mistake is a line with file, line, column and question; wrong use is exit code 2."""
    for file in (GOOD / "base").iterdir():
        text = file.read_text(encoding="utf-8")
        (tmp_path / file.name).write_text(text.replace("kind: yes_no", "kind: yesno"), "utf-8")

    checked = bank("check", str(tmp_path))

    assert (checked.returncode, checked.stdout) == (2, "")
    assert checked.stderr == (
        f'{tmp_path}/01_start.yaml:16:11: aches: "yesno" is no kind. Did you mean "yes_no"?\n'
        f"Looked at {tmp_path}: 1 mistake. It cannot be used yet.\n"
    )


def test_the_schema_is_printed_whole(tmp_path: Path) -> None:
    """Editors get the schema as it is drawn, of any bank or with the ids of one."""
    printed = [bank("schema"), bank("schema", str(GOOD / "base"))]
    nothing = bank("schema", str(tmp_path))

    assert [(one.returncode, one.stderr) for one in printed] == [(0, ""), (0, "")]
    assert [one.stdout for one in printed] == [bank_schema(), bank_schema(GOOD / "base")]
    assert (nothing.returncode, nothing.stdout) == (2, "")
    assert "There is no bank.yaml here." in nothing.stderr
