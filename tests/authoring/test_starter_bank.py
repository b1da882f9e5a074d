from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from mmn_check.authoring import STARTER, write_starter
from mmn_check.bank.model import Question, Rows
from mmn_check.bank_check.checked_bank import check_bank, read_bank, read_glossary
from mmn_check.bank_check.json_schema import bank_schema
from tests.support.kept import shipped
from tests.support.terminal import run

KINDS = {one.kind for one in get_args(Question)}


def test_the_starter_is_sound_and_small() -> None:
    """Who begins with it begins without a mistake, and can read it in one sitting."""
    lines = [one for file in STARTER.iterdir() for one in file.read_text("utf-8").splitlines()]

    report = check_bank(STARTER)
    assert [str(one) for one in (*report.mistakes, *report.notes)] == []
    assert len(lines) <= 160
    assert max(map(len, lines)) <= 360


def test_the_starter_has_all_that_a_bank_may_have() -> None:
    """Three sections, every kind, an urgent question early, a page with a box, a glossary."""
    bank = read_bank(STARTER)
    questions = list(bank.questions())

    assert len(bank.sections) == 3
    assert {one.kind for one in questions} == KINDS
    assert {bool(one.for_each) for one in questions if isinstance(one, Rows)} == {True, False}
    assert next(at for at, one in enumerate(questions) if one.urgent_if) <= 1
    assert bank.page is not None
    assert bank.page.urgent
    assert read_glossary(STARTER)


def test_the_starter_is_about_something_else() -> None:
    """Nothing of the shipped bank's illness is in it, and nothing to be confused with it."""
    text = " ".join(file.read_text("utf-8") for file in STARTER.iterdir()).casefold()
    text = text.replace("mmn-check", "")

    assert read_bank(STARTER).id != shipped().id
    assert not [word for word in ("mmn", "neuropathy", "globulin", "nerve") if word in text]


def test_a_new_bank_is_the_starter_and_the_schema(tmp_path: Path) -> None:
    """The command says what it wrote and what to type next; all of it is there."""
    ended = run(tmp_path, "bank", "new", "my bank")
    made = tmp_path / "my bank"

    assert (ended.returncode, ended.stderr) == (0, "")
    assert "mmn-check bank check 'my bank' " in ended.stdout
    assert "mmn-check bank try 'my bank' " in ended.stdout
    assert {one.name: one.read_text("utf-8") for one in made.iterdir()} == {
        **{one.name: one.read_text("utf-8") for one in STARTER.iterdir()},
        "bank.schema.json": bank_schema(),
    }
    assert run(tmp_path, "bank", "check", "my bank").returncode == 0


@pytest.mark.parametrize("there", ["my_notes.txt", ".hidden"])
def test_nothing_is_written_beside_what_is_there(tmp_path: Path, there: str) -> None:
    """A folder that is not empty is refused, and left as it is."""
    (tmp_path / "bank").mkdir()
    (tmp_path / "bank" / there).write_text("mine", "utf-8")

    ended = run(tmp_path, "bank", "new", "bank")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == ("bank is not empty. Name a folder that is, or that is not there yet.\n")
    assert [one.name for one in (tmp_path / "bank").iterdir()] == [there]


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """What is no folder gets a sentence."""
    (tmp_path / "bank").write_text("mine", "utf-8")

    ended = run(tmp_path, "bank", "new", "bank")

    assert ended.returncode == 1
    assert ended.stderr.startswith("Cannot write bank: ")
    assert (tmp_path / "bank").read_text("utf-8") == "mine"


def test_what_was_written_is_told(tmp_path: Path) -> None:
    """The files, in the order in which `ls` shows them, then the schema."""
    made = write_starter(tmp_path / "new" / "bank", schema="{}")

    assert all(one.is_file() for one in made)
    assert [one.name for one in made][-1] == "bank.schema.json"
