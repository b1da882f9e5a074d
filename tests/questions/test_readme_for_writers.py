"""The page for who writes a bank says what there is, and its examples are right."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import get_args

import pytest
import yaml

from mmn_check.authoring import STARTER
from mmn_check.bank.model import Item, Question, Role
from mmn_check.bank.page_layout import FACTS, OWN_FIELDS
from mmn_check.bank.schema import keys_of
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import check_bank
from mmn_check.bank_check.rules import FIXED_TEXTS, TAKEN
from tests.support.terminal import run

TEXT = (shipped_bank() / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
QUESTION, CONDITIONS, FACT, ANSWERS = BLOCKS
CODE = " ".join(re.findall(r"`([^`]+)`", TEXT.replace("```", ""))) + QUESTION
WORDS = {
    *(one.kind for one in get_args(Question)),
    *get_args(Role),
    *FACTS,
    *OWN_FIELDS,
    *FIXED_TEXTS,
    *keys_of(Item),
    *TAKEN,
}


def test_everything_is_named() -> None:
    """Each kind, role, key of a question, field of the page and needed text."""
    assert WORDS - set(re.findall(r"[a-z_]+", CODE)) == set()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"mmn-check bank ([a-z]+)", TEXT))))
def test_every_command_is_there(tmp_path: Path, command: str) -> None:
    """What is to be typed has a help text of its own."""
    assert run(tmp_path, "bank", command, "--help").returncode == 0


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STARTER, tmp_path / "bank"))


def told(bank: Path) -> list[str]:
    return [str(one) for one in check_bank(bank).mistakes]


def test_the_question_can_be_put_in(bank: Path) -> None:
    """As it stands, into the bank that `bank new` makes."""
    with (bank / "03_daily_life.yaml").open("a", encoding="utf-8") as file:
        file.write("".join(f"  {line}\n" for line in QUESTION.splitlines()))

    assert told(bank) == []


@pytest.mark.parametrize("line", CONDITIONS.splitlines())
def test_each_condition_can_be_put(bank: Path, line: str) -> None:
    """As it stands, where the questions are that it looks at."""
    condition = line.removeprefix("- ").partition("  ")[0]
    file = bank / "02_headache.yaml"
    places = "  - id: weak_spots\n    kind: places\n"
    asked = '    ask: "Where?"\n    help: Pick.\n    why: To see.\n    clinical: Weak\n'
    chosen = "    use: spots\n    sources: [GUIDE]\n"
    weak = "".join(f"  {one}\n" for one in QUESTION.splitlines())
    last = places.replace("weak_spots", "last") + f"    {condition}\n" + asked + chosen
    lists = (bank / "bank.yaml").read_text("utf-8")
    (bank / "bank.yaml").write_text(lists.replace("label: Forehead", "label: Forehead, group: arm"))

    file.write_text(file.read_text("utf-8") + weak + last, "utf-8")

    assert told(bank) == []


def test_the_fact_is_one_of_the_starter() -> None:
    """It prints what the text says it does."""
    fact = yaml.safe_load(FACT)[0]
    rows = yaml.safe_load((STARTER / "bank.yaml").read_text("utf-8"))["page"]["rows"]

    assert (
        fact.items()
        <= next(one for row in rows for one in row["facts"] if one.get("name") == "Start").items()
    )


def test_the_answers_can_be_used(tmp_path: Path, bank: Path) -> None:
    """They make a visit whose page shows them."""
    (tmp_path / "said.yaml").write_text(ANSWERS, "utf-8")
    kept = run(tmp_path, "start", "--bank", str(bank), "--answers", "said.yaml")

    assert (kept.returncode, kept.stderr) == (0, "")
    assert "Began March 2024" in run(tmp_path, "summary", "--bank", str(bank)).stdout


@pytest.mark.parametrize("name", ["README.md", "notes.txt"])
def test_a_page_beside_the_files_is_passed_over(bank: Path, name: str) -> None:
    """No word is said of it, and a bank with one is asked as one without."""
    before = str(check_bank(bank).figures)
    (bank / name).write_text("# Notes: {not YAML", "utf-8")

    assert told(bank) == []
    assert str(check_bank(bank).figures) == before
