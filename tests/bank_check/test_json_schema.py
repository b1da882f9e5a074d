from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mmn_check.bank.problems import UnreadableError
from mmn_check.bank.reader import read_draft
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.json_schema import bank_schema
from tests.support.as_edited import as_an_editor_reads
from tests.support.profile import some

BANKS = Path(__file__).parents[1] / "support/banks"
GOOD = BANKS / "good"
BROKEN = sorted((BANKS / "broken").iterdir())
SHIPPED = sorted(set(shipped_bank().glob("*.yaml")) - set(shipped_bank().glob("example*.yaml")))
"""The example is a visit, and no file of a bank."""
FILES = sorted([*SHIPPED, *GOOD.glob("*/*.yaml")])


@cache
def schema() -> Any:
    """What is printed."""
    return json.loads(bank_schema())


@cache
def validator() -> Draft202012Validator:
    """What holds a file against it."""
    return Draft202012Validator(schema())


def complaints(text: str, of: Draft202012Validator | None = None) -> list[str]:
    """What an editor has to say about a file."""
    return [error.message for error in (of or validator()).iter_errors(as_an_editor_reads(text))]


def test_the_schema_is_one() -> None:
    """What is printed is a JSON Schema."""
    Draft202012Validator.check_schema(schema())


def test_the_schema_beside_the_questions_is_the_one_printed() -> None:
    """Made anew by: python -m mmn_check bank schema > questions/bank.schema.json."""
    kept = (shipped_bank() / "bank.schema.json").read_text(encoding="utf-8")

    assert kept == bank_schema()


@pytest.mark.parametrize(
    "file", some(FILES, usual=15), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_every_file_of_a_good_bank_fits_the_schema(file: Path) -> None:
    """An editor has nothing to say against a file without mistakes."""
    assert complaints(file.read_text(encoding="utf-8")) == []


def test_every_shipped_file_tells_editors_of_the_schema() -> None:
    """Whoever opens a file of the bank is helped at once."""
    first = {file.name: file.read_text(encoding="utf-8").split("\n")[0] for file in SHIPPED}

    assert first == dict.fromkeys(first, "# yaml-language-server: $schema=bank.schema.json")


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
    text = (
        "section: a\ntitle: A\nquestions:\n  - id: weak\n    ask: Weak?\n    help: It is.\n"
        f"    why: We ask.\n    sources: [S0]\n    {mistake}\n"
    )

    assert complaints(text)
    assert not complaints(text.replace(mistake, "kind: yes_no"))


BEYOND = re.compile(
    r"""There\ is\ no\ [a-z\ ]+\ "   # what is named stands elsewhere
    | comes\ later|come\ before|cannot\ wait\ for\ itself|waits\ in\ vain|is\ no\ earlier
    | can\ never\ be|Nobody\ can|must\ hang\ on|no\ date,\ so|is\ a\ question\ of\ kind
    | cannot\ be\ picked|This\ table\ has\ no|It\ can\ never|never\ shown|may\ look\ only
    | already|twice|There\ are\ two|Two\ choices|comes\ last|Only\ one\ choice|is\ a\ choice\ here
    | No\ choice\ is\ in|No\ section\ answers|"[\d.]+"\ is\ no\ version\ of|Here\ is\ a\ tab
    | No\ number\ is|must\ not\ be\ said|reads\ at\ grade|is\ left\ out|no\ plain\ space|hidden
    | rows\ of\ one\ field
    """,
    re.VERBOSE,
)
"""Faults that are seen only by who knows other things in the file, other files, or how it reads."""


def test_the_schema_sees_what_a_schema_can() -> None:
    """Of the faults that the check tells, an editor marks each that hangs on nothing else."""
    wrong = {}
    for file in BROKEN:
        text = file.read_text(encoding="utf-8")
        pinned = [line for line in text.split("\n") if re.match(r"# \d+:\d+: ", line)]
        by_itself = [line for line in pinned if not BEYOND.search(line)]

        try:
            found = complaints(text)
        except UnreadableError as error:
            found = [str(error)]

        if bool(found) != bool(by_itself):
            wrong[file.name] = pinned, found

    assert wrong == {}


@pytest.mark.parametrize(
    ("stands", "says"),
    [
        ("depth: 2", True),
        ('depth: "2"', False),
        ("required: True", True),
        ("required: TRUE", True),
        ('required: "true"', False),
        ("urgent_if: {weak: {within_days: 31}}", True),
        ('urgent_if: {weak: {within_days: "31"}}', False),
        ("clinical: true", True),
        ("clinical: 2", True),
        ("help_now: null", False),
    ],
)
def test_a_word_is_the_same_to_an_editor_and_to_the_check(
    stands: str, says: bool, tmp_path: Path
) -> None:
    """In quotation marks nothing is a number or a truth; without, it is one in any case."""
    text = (
        "section: a\ntitle: A\nquestions:\n  - id: weak\n    kind: date\n    ask: When?\n"
        f"    help: A guess is fine.\n    why: We ask.\n    sources: [S0]\n    {stands}\n"
    )
    if stands.startswith("required"):
        text += "    urgent_if: {weak: skipped}\n"
    (tmp_path / "bank.yaml").write_text("id: a\n", encoding="utf-8")
    (tmp_path / "01_a.yaml").write_text(text, encoding="utf-8")

    read_wrong = [one for one in read_draft(tmp_path).mistakes if one.file.name == "01_a.yaml"]

    assert bool(complaints(text)) == bool(read_wrong) == (not says)


def test_every_key_is_explained() -> None:
    """What the model says about a field is what an editor shows: of each there is a sentence."""
    drawn = {name: drawn for name, drawn in schema()["$defs"].items() if name[0].isupper()}
    said = {
        f"{name}: {key}": value.get("description", "")
        for name, record in drawn.items()
        for key, value in record.get("properties", {}).items()
        if value is not False
    }

    assert [name for name, record in drawn.items() if not record["description"]] == []
    assert [name for name, told in said.items() if len(told) < 5] == []
    assert not [told for told in said.values() if told.startswith("The name of a ")]


def test_a_file_is_told_what_is_wrong_in_it() -> None:
    """Which record a file holds is known by its first key: no complaint is about another one."""
    text = (GOOD / "base/01_start.yaml").read_text(encoding="utf-8")

    assert complaints(text.replace("title: Start", "titel: Start")) == [
        "Additional properties are not allowed ('titel' was unexpected)",
        "'title' is a required property",
    ]
    assert complaints("words: [{word: Ache, meaning: A hurt.}]") == [
        "'sources' is a required property"
    ]
    assert complaints("parts: likely") == ["'likely' is not of type 'array'"]
    assert "'texts' is a required property" in complaints("id: mine")


def offered(schema: Any, *way: str) -> list[str]:
    """The words that an editor completes under some keys of the schema's records."""
    for key in way:
        schema = schema[key]
    return list(next(one["enum"] for one in schema["anyOf"] if "enum" in one))


def test_with_a_folder_its_ids_are_completed() -> None:
    """Where something is named, what the bank has is offered; nothing is refused for being new."""
    schema = json.loads(bank_schema(GOOD / "base"))
    records = schema["$defs"]
    one, places = records["One"]["properties"], records["Places"]["properties"]

    assert offered(one, "sources", "items") == ["BOOK"]
    assert offered(one, "terms", "items") == ["Ache"]
    assert offered(places, "use") == ["spots"]
    assert offered(one, "picked_in") == ["visit", "spots", "tasks"]
    assert "stop_card" in offered(one, "note")
    assert list(records["condition"]["properties"]) == ["visit", "aches", "spots", "tasks", "began"]
    said = records["condition"]["properties"]["spots"]
    assert {"front", "eye", "on_left"} <= set(offered(said["anyOf"][0]))
    of_folder = Draft202012Validator(schema)
    for file in some(FILES, usual=10):
        assert complaints(file.read_text(encoding="utf-8"), of_folder) == [], file
