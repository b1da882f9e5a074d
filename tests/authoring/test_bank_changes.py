"""What is otherwise in a bank's later version, and that it becomes of old visits as it is told."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from mmn_check.authoring import STARTER
from mmn_check.authoring.sheet import changes_in_bank
from mmn_check.bank.model import Bank
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import Value, answered
from mmn_check.visit.visit import Visit
from tests.support.terminal import run
from tests.support.walks import new_visit

LATER = ("bank.yaml", 'version: "1"', 'version: "2"')
CASES = yaml.load(
    Path(__file__).with_name("compare_cases.yaml").read_text("utf-8"), yaml.CSafeLoader
)


def changed(folder: Path, *changes: Sequence[str]) -> Bank:
    """The starter with other words in its files."""
    shutil.copytree(STARTER, folder)
    for name, old, new in changes:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, old
        (folder / name).write_text(text.replace(old, new), "utf-8")
    return read_bank(folder)


@pytest.mark.parametrize("case", CASES)
def test_each_change_is_told(tmp_path: Path, case: str) -> None:
    """And nothing else is."""
    later = changed(tmp_path / "new", LATER, *CASES[case]["changes"])

    head, *lines = changes_in_bank(read_bank(STARTER), later)
    assert head == "From headache 1 to headache 2"
    assert lines == CASES[case]["told"]


def test_a_version_that_is_not_raised_is_told(tmp_path: Path) -> None:
    """Nothing is said then of answers that go on counting."""
    changes = CASES["a condition"]["changes"]
    lines = list(changes_in_bank(read_bank(STARTER), changed(tmp_path / "new", *changes)))

    assert lines[1].startswith("The version is no later one: raise it.")
    assert lines[2:] == ["~ question days: ask_if was aches is yes; now aches is no."]


def test_another_bank_is_told(tmp_path: Path) -> None:
    """Visits to one are nothing to the other."""
    made = run(tmp_path, "bank", "compare", str(shipped_bank()), str(STARTER))

    assert (made.returncode, made.stderr) == (0, "")
    assert "These are two banks, not two versions of one" in made.stdout.splitlines()[1]


def reopened(tmp_path: Path, later: Bank) -> Visit:
    """A visit kept by the starter, as a later version of it opens it."""
    bank, store = read_bank(STARTER), VisitStore(tmp_path / "kept")
    said: dict[str, Value] = {"aches": "yes", "strength": 6, "days": 9, "tasks": ("work", "screen")}
    visit = new_visit(bank)
    for name, value in said.items():
        visit = visit.with_answer((name,), answered(value))
    name = store.keep_new(visit, bank).name
    return store.open(name, later)


def test_old_visits_become_what_is_told(tmp_path: Path) -> None:
    """A removed choice: kept, not read. Another condition: it counts still. Retired: told."""
    cases = ("a choice removed and one added", "a condition", "a question retired")
    changes = [one for case in cases for one in CASES[case]["changes"]]
    later = changed(tmp_path / "new", LATER, *changes)
    visit = reopened(tmp_path, later)

    assert visit.misfits == {"tasks": [["work", "screen"]]}
    counting = course_of(later, visit).answers
    assert counting["days",] == answered(9)
    assert counting["strength",] == answered(6)


def test_an_unraised_version_sets_aside_what_is_closed(tmp_path: Path) -> None:
    """As the command warns; nothing of it is lost."""
    changes = CASES["a condition"]["changes"]
    later = changed(tmp_path / "new", *changes)
    visit = reopened(tmp_path, later)

    assert ("days",) not in course_of(later, visit).answers
    assert ("days",) in visit.answers


def test_a_removed_question_stays_in_its_file(tmp_path: Path) -> None:
    """Its answer is no answer to the later bank, and is kept."""
    bank = read_bank(STARTER)
    sections = tuple(
        replace(one, questions=tuple(q for q in one.questions if q.id != "strength"))
        for one in bank.sections
    )
    visit = reopened(tmp_path, replace(bank, version="2", sections=sections))

    assert visit.misfits == {"strength": ["6"]}
