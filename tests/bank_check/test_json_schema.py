from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mmn_check.bank.load import shipped_bank
from mmn_check.bank.yaml_source import ListNode, Node, ScalarNode, TableNode, compose, name_of
from mmn_check.bank_check.json_schema import bank_schema

GOOD = Path(__file__).parents[1] / "support/banks/good"
SHIPPED = sorted(set(shipped_bank().glob("*.yaml")) - set(shipped_bank().glob("example*.yaml")))
"""The example is a visit, and no file of a bank."""
FILES = sorted([*SHIPPED, *GOOD.glob("*/*.yaml")])
SCHEMA = json.loads(bank_schema())


def as_an_editor_reads(node: Node | None) -> object:
    """Plain data, by the rules of YAML 1.2: yes is a word."""
    match node:
        case ScalarNode(value="true" | "false" as word, plain=True):
            return word == "true"
        case ScalarNode(value=word, plain=True) if word.isdecimal():
            return int(word)
        case ScalarNode(value=word):
            return word
        case ListNode(items=items):
            return [as_an_editor_reads(item) for item in items]
        case TableNode(pairs=pairs):
            return {name_of(key): as_an_editor_reads(value) for key, value in pairs}
    return None


def refuse(line: object, sentence: str) -> None:
    pytest.fail(f"{line}: {sentence}")


def complaints(text: str) -> list[str]:
    data = as_an_editor_reads(compose(text, refuse))
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)]


def test_the_schema_is_one() -> None:
    """What is printed is a JSON Schema."""
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_beside_the_questions_is_the_one_printed() -> None:
    """Made anew by: python -m mmn_check bank schema > questions/bank.schema.json."""
    kept = (shipped_bank() / "bank.schema.json").read_text(encoding="utf-8")

    assert kept == bank_schema()


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_of_a_good_bank_fits_the_schema(file: Path) -> None:
    """An editor has nothing to say against a file without mistakes."""
    assert complaints(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_every_shipped_file_tells_editors_of_the_schema(file: Path) -> None:
    """Whoever opens a file of the bank is helped at once."""
    first = file.read_text(encoding="utf-8").split("\n")[0]

    assert first == "# yaml-language-server: $schema=bank.schema.json"


@pytest.mark.parametrize(
    "mistake",
    [
        "kind: yes-no",
        "kind: yes_no\n    aks: Weak?",
        "kind: many",
        "kind: number\n    minimum: one",
    ],
)
def test_an_editor_marks_a_mistake(mistake: str) -> None:
    """Unknown kinds, unknown keys, missing keys and wrong types are seen while typing."""
    text = f"section: a\ntitle: A\nquestions:\n  - id: weak\n    ask: Weak?\n    {mistake}\n"

    assert complaints(text)
    assert not complaints(text.replace(mistake, "kind: yes_no"))


def test_fields_are_explained() -> None:
    """What the domain says about a field is what an editor shows."""
    choice = SCHEMA["$defs"]["Choice"]["properties"]

    assert choice["sides"]["description"] == "For places: whether a left and a right one exist."
