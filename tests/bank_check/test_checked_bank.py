from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

import mmn_check
from mmn_check.bank import yaml_source
from mmn_check.bank.conditions import AnyOf, Within
from mmn_check.bank.model import Date, Many, Places, Rows
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import check_bank, read_bank, read_glossary

HEADACHE = Path(__file__).parents[1] / "support/banks/good/headache"


def test_sections_come_in_the_order_of_their_files() -> None:
    """A bank's sections are asked in the order in which their files are numbered."""
    bank = read_bank(HEADACHE)

    assert [section.id for section in bank.sections] == ["start", "since", "pain", "life"]


def test_a_question_is_read_with_everything_said_about_it() -> None:
    """What the file says about a question is what the bank holds."""
    sudden = read_bank(HEADACHE).by_id["sudden"]

    assert isinstance(sudden, Many)
    assert sudden.ask == "Is any of this new today?"
    assert sudden.required
    assert sudden.confirm_rest
    assert [choice.id for choice in sudden.choices] == ["worst", "speech", "none"]
    assert [choice.exclusive for choice in sudden.choices] == [False, False, True]
    assert sudden.urgent_if == (AnyOf(question="sudden", words=("any",)),)


def test_yes_stays_a_word() -> None:
    """The words yes and no are answers in a condition, not the truths of old YAML."""
    spots = read_bank(HEADACHE).by_id["spots"]

    assert spots.ask_if == (AnyOf(question="aches", words=("yes", "not_sure")),)


def test_a_list_used_by_name_comes_before_a_questions_own_choices() -> None:
    """Choices shared by several questions are written once and used by name."""
    spots = read_bank(HEADACHE).by_id["spots"]

    assert isinstance(spots, Places)
    assert [choice.id for choice in spots.choices] == ["forehead", "eye", "back", "crown", "neck"]


def test_a_date_may_open_something_by_how_long_ago_it_is() -> None:
    """A condition may ask whether a date lies within some days."""
    began = read_bank(HEADACHE).by_id["began"]

    assert isinstance(began, Date)
    assert began.urgent_if[0] == Within(question="began", days=7)


def test_the_fields_of_a_table_are_questions_too() -> None:
    """A table's fields are read like questions, conditions on earlier fields included."""
    table = read_bank(HEADACHE).by_id["task_now"]

    assert isinstance(table, Rows)
    assert [field.kind for field in table.fields] == ["one", "date"]
    assert table.fields[1].ask_if == (AnyOf(question="how", words=("cannot",)),)


def test_the_glossary_is_read_on_demand() -> None:
    """The words that a bank explains are read apart from its questions."""
    (aura,) = read_glossary(HEADACHE)

    assert aura.word == "Aura"
    assert aura.also == ("auras",)


def test_a_bank_may_have_no_glossary(tmp_path: Path) -> None:
    """Without a glossary nothing is explained, and nothing is wrong."""
    assert read_glossary(tmp_path) == ()


def test_the_shipped_bank_stands_beside_the_package_in_a_checkout() -> None:
    """In a checkout the questions are the folder that clinicians edit."""
    assert shipped_bank() == Path(mmn_check.__file__).parents[1] / "questions"


@pytest.mark.parametrize("folder", [HEADACHE, shipped_bank()], ids=["headache", "shipped"])
def test_a_bank_reads_the_same_without_the_fast_parser(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the fast parser was not built, the slow one tells the same."""
    fast = read_bank(folder)

    monkeypatch.setattr(yaml_source, "LOADER", yaml.SafeLoader)

    assert read_bank(folder) == fast


@pytest.mark.parametrize("name", ["unclosed_quote", "wrong_indent", "anchor", "two_documents"])
def test_the_slow_parser_finds_mistakes_at_the_same_lines(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is wrong does not hang on which parser there is; only the wording may."""
    shutil.copytree(HEADACHE.parent / "base", tmp_path, dirs_exist_ok=True)
    broken = HEADACHE.parents[1] / f"broken/{name}.section.yaml"
    shutil.copy(broken, tmp_path / "50_case.yaml")
    fast = [mistake.line for mistake in check_bank(tmp_path).mistakes]

    monkeypatch.setattr(yaml_source, "LOADER", yaml.SafeLoader)

    assert [mistake.line for mistake in check_bank(tmp_path).mistakes] == fast
