from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pexpect
import pytest

from mmn_check.bank.shipped_bank import shipped_bank
from tests.support.terminal import data_of, surroundings

TOLD = """
import json, sys
opened = []
sys.addaudithook(lambda event, of: event == "open" and opened.append(str(of[0])))
from mmn_check.__main__ import main
try:
    main()
finally:
    sys.stdout.flush()
    told = {"loaded": sorted(sys.modules), "opened": opened[:]}
    with open("told.json", "w") as file:
        json.dump(told, file)
"""
"""Runs the program and tells, when it ends, what it has loaded, and which files it has opened."""
TOLD_AT_ONCE = """
import sys
sys.addaudithook(lambda event, of: event == "import" and print(f"[{of[0]}]", flush=True))
from mmn_check.__main__ import main
main()
"""
"""Runs the program and prints each module on the terminal as it is looked for."""
BANK = shipped_bank()

FOR_THE_PAGE = (
    "typst",
    "mmn_check.summary.summarize",
    "mmn_check.summary.summary_model",
    "mmn_check.output",
    "mmn_check.output.delivery",
)
FOR_WRITERS = (
    "mmn_check.authoring",
    "polib",
    "mmn_check.bank_check.plain_language",
    "mmn_check.bank_check.json_schema",
    "jsonschema",
)


SLOW_TO_LOAD = (
    *("typer", "pydantic", "platformdirs", "difflib", "gettext", "tempfile"),
    "importlib.resources",
)


class Told(NamedTuple):
    """What a run had loaded, and opened each time it did, when it ended."""

    loaded: set[str]
    opened: list[str]


def told(home: Path, *arguments: str) -> Told:
    """What a run tells of itself at its end, or at the first question if it asks one."""
    env = surroundings(home)
    child = pexpect.spawn(sys.executable, ["-c", TOLD, *arguments], cwd=str(home), env=env)
    if child.expect(["> $", pexpect.EOF]) == 0:
        child.sendeof()
        child.expect(pexpect.EOF)
    child.close()
    said = json.loads((home / "told.json").read_text())
    return Told(set(said["loaded"]), said["opened"])


@pytest.mark.parametrize(
    "words", ["", "--plain", "start", "start --one-key --quiet-hints", f"start --bank {BANK}"]
)
def test_the_first_question_waits_for_nothing_that_comes_later(tmp_path: Path, words: str) -> None:
    """A start loads neither what makes the page nor what checks banks, nor an options parser."""
    modules = told(tmp_path, *words.split()).loaded

    assert "mmn_check.interview.interview" in modules
    for name in (*FOR_THE_PAGE, *FOR_WRITERS, *SLOW_TO_LOAD):
        assert not [one for one in modules if one == name or one.startswith(f"{name}.")], name
    assert not [one for one in modules if "fhir" in one or "json_schema" in one]


def test_what_reads_and_writes_yaml_is_loaded_while_a_new_person_reads(tmp_path: Path) -> None:
    """The first question is shown, and its visit kept, without it: it is a tenth of a start."""
    told(tmp_path)
    for one in data_of(tmp_path).glob("*.yaml"):
        one.unlink()
    child = pexpect.spawn(
        sys.executable, ["-c", TOLD_AT_ONCE], cwd=str(tmp_path), env=surroundings(tmp_path)
    )
    child.expect("> ")

    assert list(data_of(tmp_path).glob("*.yaml"))
    assert b"[mmn_check.storage.documents]" in child.before
    assert b"[yaml]" not in child.before
    child.expect(r"\[yaml\]")
    child.close(force=True)


def test_the_bank_is_read_once_and_kept(tmp_path: Path) -> None:
    """To read all the questions would be the longest work of a start; it is not done twice."""
    told(tmp_path)
    again = told(tmp_path)
    assert "mmn_check.bank.reader" not in again.loaded
    opened = (Path(one) for one in again.opened)
    files = [one.name for one in opened if one.suffix == ".yaml" and one.is_relative_to(BANK)]

    assert len(files) > 1
    assert len(files) == len(set(files))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["start", "--help"], ["bank", "--help"], ["--version"], ["where"]]
)
def test_help_waits_for_neither_bank_nor_terminal(tmp_path: Path, arguments: list[str]) -> None:
    """What needs no question is answered without the bank's format or anything drawn."""
    modules, opened = told(tmp_path, *arguments)

    assert "typer" in modules
    assert not modules & {
        "yaml",
        "rich",
        "rich.console",
        "typst",
        "mmn_check.bank_check.checked_bank",
    }
    assert not [one for one in opened if Path(one).is_relative_to(BANK)]


@pytest.mark.parametrize("arguments", [[], [str(BANK)], ["--plain", str(BANK)]])
def test_a_check_waits_for_no_options_where_none_are_given(
    tmp_path: Path, arguments: list[str]
) -> None:
    """Whoever writes a bank checks it again and again."""
    modules = told(tmp_path, "bank", "check", *arguments).loaded

    assert "mmn_check.bank_check.rules" in modules
    assert ("typer" in modules) == ("--plain" in arguments)
    assert "rich" not in modules
