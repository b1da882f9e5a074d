"""Broken banks: each file stands in for one of the base bank.

Its first lines say what must be found: nothing less, nothing more, each at its place.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mmn_check.bank.problems import Problem
from mmn_check.bank_check.checked_bank import check_bank
from tests.support.pseudo import Struck
from tests.support.tongue import speaking

BANKS = Path(__file__).parents[1] / "support/banks"
BROKEN = sorted((BANKS / "broken").iterdir())
PINNED = re.compile(r"# (\d+):\d+: (.*)")


def laid_over_base(file: Path, folder: Path) -> Path:
    """The base bank with one file more, or in the place of another: `name.glossary.yaml`."""
    _, stands_for = file.name.split(".", 1)
    name = "50_case.yaml" if stands_for == "section.yaml" else stands_for
    shutil.copytree(BANKS / "good/base", folder, dirs_exist_ok=True)
    return Path(shutil.copy(file, folder / name))


def told(mistake: Problem) -> str:
    """A mistake without its file."""
    return str(mistake).removeprefix(f"{mistake.file}:")


def expected(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").split("\n")
    pinned = [line.removeprefix("# ") for line in lines if PINNED.match(line)]
    assert pinned
    return pinned


@pytest.mark.parametrize("file", BROKEN, ids=lambda file: file.name.split(".")[0])
def test_every_mistake_is_found_at_its_place(file: Path, tmp_path: Path) -> None:
    """What the first lines of a broken file say is exactly what is found in it."""
    case = laid_over_base(file, tmp_path)

    report = check_bank(tmp_path)

    assert [told(mistake) for mistake in report.mistakes] == expected(file)
    assert {mistake.file for mistake in report.mistakes} == {case}
    assert report.figures is None


def test_no_mistake_is_lost_in_another_language(tmp_path: Path) -> None:
    """Authors are told in English, whatever language is spoken: the same mistakes, all of them."""
    found = {}
    for file in BROKEN:
        laid_over_base(file, tmp_path / file.name)
        with speaking("struck", Struck()):
            found[file] = list(map(told, check_bank(tmp_path / file.name).mistakes))

    assert found == {file: expected(file) for file in BROKEN}


@pytest.mark.parametrize("folder", sorted((BANKS / "good").iterdir()), ids=lambda one: one.name)
def test_good_banks_have_no_mistakes(folder: Path) -> None:
    """A bank about something else entirely is as good as the shipped one."""
    report = check_bank(folder)

    assert report.mistakes == ()
    assert report.figures is not None


OWN_NAMES = re.compile(r"\b(sleep|dreams|naps|snores|wakes|pills|(?<=section: )more)\b")
"""What the broken sections are called, and their questions."""
APART = {
    "condition_on_a_place_without_its_side",
    "duplicate_id",
    "moved_after_a_later_one",
    "moved_after_nothing",
}
"""Faults that are said in other words where others stand beside them."""


def test_all_these_mistakes_are_found_in_one_run(tmp_path: Path) -> None:
    """A bank with scores of faults at once is told every one of them, on the right line."""
    shutil.copytree(BANKS / "good/base", tmp_path, dirs_exist_ok=True)
    faults: set[tuple[str, str, str]] = set()
    sections = [file for file in BROKEN if file.name.endswith(".section.yaml")]
    cases = [file for file in sections if file.name.split(".")[0] not in APART][:99]
    for number, file in enumerate(cases, start=10):
        name = f"{number:03}_case.yaml"
        text = OWN_NAMES.sub(rf"\g<1>{number}", file.read_text(encoding="utf-8"))
        (tmp_path / name).write_text(text, encoding="utf-8")
        for line in text.split("\n"):
            if pinned := PINNED.match(line):
                faults.add((name, pinned[1], pinned[2]))

    found = {
        (mistake.file.name, str(mistake.line), told(mistake).split(": ", 1)[1])
        for mistake in check_bank(tmp_path).mistakes
    }

    assert len(faults) > 100
    assert faults - found == set()
