from __future__ import annotations

import json
import sys
from pathlib import Path

import pexpect
import pytest

from tests.terminal import surroundings

REPORT = """
import json, sys
from mmn_check.__main__ import main
try:
    main()
finally:
    sys.stdout.flush()
    with open("loaded.json", "w") as file:
        json.dump(sorted(sys.modules), file)
"""
"""Runs the program and tells what it has loaded when it ends."""

FOR_THE_PAGE = ("typst", "mmn_check.domain.summary", "mmn_check.output", "mmn_check.delivery")
FOR_WRITERS = (
    "mmn_check.storage.bank_check",
    "mmn_check.storage.bank_schema",
    "jsonschema",
    "syllapy",
)


def loaded(home: Path, *arguments: str) -> set[str]:
    """The modules that a run had loaded when it ended, at the first question if it asks one."""
    env = surroundings(home)
    child = pexpect.spawn(sys.executable, ["-c", REPORT, *arguments], cwd=str(home), env=env)
    if child.expect(["> $", pexpect.EOF]) == 0:
        child.sendeof()
        child.expect(pexpect.EOF)
    child.close()
    return set(json.loads((home / "loaded.json").read_text()))


def test_the_first_question_waits_for_nothing_that_comes_later(tmp_path: Path) -> None:
    """A start loads neither what makes the page nor what checks banks, nor an options parser."""
    modules = loaded(tmp_path)

    assert "mmn_check.interview" in modules
    for name in (*FOR_THE_PAGE, *FOR_WRITERS, "typer", "pydantic", "platformdirs", "difflib"):
        assert not [one for one in modules if one == name or one.startswith(f"{name}.")], name


@pytest.mark.parametrize("arguments", [["--help"], ["bank", "--help"], ["--version"], ["where"]])
def test_help_waits_for_neither_bank_nor_terminal(tmp_path: Path, arguments: list[str]) -> None:
    """What needs no question is answered without the bank's format or anything drawn."""
    modules = loaded(tmp_path, *arguments)

    assert "typer" in modules
    assert not modules & {"yaml", "rich", "rich.console", "typst", "mmn_check.storage.bank_files"}
