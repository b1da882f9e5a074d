"""Thousands of banks, each with one thing wrong in it: a sentence, or soundness, never a crash."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mmn_check.bank_check.checked_bank import check_bank, read_bank
from mmn_check.bank_check.json_schema import bank_schema
from mmn_check.summary.summarize import summarize
from mmn_check.visit.visit import Visit
from tests.support.as_edited import as_an_editor_reads
from tests.support.profile import examples

GOOD = Path(__file__).parents[1] / "support/banks/good"
PAGE = """
page:
  name: [{text: "{title}", rank: 0}, {text: "{writer}"}]
  about: [{text: "Made {made}, asked {asked}"}]
  statement: [{text: "{header_note}"}]
  note: footer
  urgent:
    - {text: "*{sudden}* ({sudden.asked})", ask_if: {sudden: any}, says: {sudden: {none: none}}}
  rows:
    - heading: Pain
      whole: true
      ask_if: {aches: [yes, not_sure]}
      facts:
        - {text: "{spots}[ since {began}][ ({began.length})]", lead: Where, worst: worst_spot}
        - {text: "{thing}", each: spots, only: [front], together: true, unless: {aches: no}}
        - {text: "{strength.number}", name: Strength, rank: 3, if_given: true}
    - heading: Life
      quiet: true
      facts:
        - {text: "{thing}: {task_now.how}", each: tasks, but: [noise], among: [tasks], name: Tasks}
  figures:
    - {name: Front, signs: [{name: Pain, question: spots, letter: P, unsure_if: {aches: not_sure}}]}
  second:
    - {kind: table, heading: Tasks, each: task_now, columns: [{head: Task, text: "{thing}"}]}
    - {kind: timeline, heading: Time, events: [{date: began, text: "It began", each: tasks}]}
    - {kind: body, heading: Body}
    - {kind: said_no, heading: No to}
    - {kind: states, heading: Open, states: [skipped, not_sure]}
  closing: [{heading: Next, texts: [whats_next]}]
  takes_back: {en: [no wait]}
changes:
  said: {heading: Said, questions: [change]}
  order: [{heading: First, sections: [pain], questions: [tasks]}]
"""
OTHER: tuple[Any, ...] = (
    *(None, "", "x", "x y", "none", "yes", "any", 0, -1, 10**12, True, "{x}", "{aches.x} [", "*"),
    *([], ["x"], [[]], [{}], {}, {"x": "y"}, {"x": {"y": []}}, {"kind": "rows"}, ["x"] * 300),
)
"""What stands in the place of something else."""
WHOLE = {"headache": 70, "base": 130}
"""How many banks a seed makes of one with a page of every part, and of a small one without: 2,000
of all ten seeds."""


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(bank_schema()))


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A bank with questions of every kind and a page with parts of every kind, and a small one."""
    folder = tmp_path_factory.mktemp("mutated")
    made = {name: Path(shutil.copytree(GOOD / name, folder / name)) for name in WHOLE}
    with (made["headache"] / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE)
    assert all(check_bank(one).mistakes == () for one in made.values())
    return made


def places(node: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each thing in a file, keys and places in lists."""
    below = node.items() if isinstance(node, dict) else enumerate(node)
    for key, one in below:
        yield (*way, key)
        if isinstance(one, dict | list):
            yield from places(one, (*way, key))


def mutated(written: str, chance: random.Random) -> str:
    """The file with one thing taken out, doubled, renamed, or something else in its place."""
    content = json.loads(written)
    *above, last = chance.choice(list(places(content)))
    inside = content
    for key in above:
        inside = inside[key]
    match chance.randrange(6):
        case 0:
            del inside[last]
        case 1 if isinstance(inside, list):
            inside.append(inside[last])
        case 1:
            inside[f"{last}s"] = inside.pop(last)
        case 2:
            *far, end = chance.choice(list(places(content)))
            found = content
            for key in far:
                found = found[key]
            inside[last] = json.loads(json.dumps(found[end]))
        case _:
            inside[last] = chance.choice(OTHER)
    return json.dumps(content)  # which is YAML as well, and quickly written


def garbled(text: str, chance: random.Random) -> str:
    """The file with a line lost, doubled, moved in or out, or with a character more or less."""
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    match chance.randrange(6):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, chance.choice(lines))
        case 2:
            lines[at] = "  " + lines[at]
        case 3:
            lines[at] = lines[at].removeprefix("  ")
        case _:
            cut = chance.randrange(len(lines[at]) + 1)
            more = chance.choice(
                ["", "", "'", '"', ":", ": ", " #", "-", "{", "]", "&a ", "\t", "!"]
            )
            lines[at] = lines[at][:cut] + more + lines[at][cut + (not more) :]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("name", WHOLE)
def test_whatever_is_wrong_with_a_bank_it_is_told(
    banks: dict[str, Path], schema: Draft202012Validator, name: str, seed: int
) -> None:
    """Each is refused with at least one mistake, or makes a page and is sound to editors, too."""
    bank, chance = banks[name], random.Random(seed)
    files = {path: path.read_text(encoding="utf-8") for path in bank.glob("*.yaml")}
    content = {path: json.dumps(as_an_editor_reads(text)) for path, text in files.items()}
    for _ in range(examples(WHOLE[name], usual=8)):
        path = chance.choice([bank / "bank.yaml", *files])
        whole = chance.random() < 0.7
        text = mutated(content[path], chance) if whole else garbled(files[path], chance)
        path.write_text(text, encoding="utf-8")
        report = check_bank(bank)
        assert bool(report.mistakes) == (report.figures is None), text
        if report.figures:
            assert not list(schema.iter_errors(as_an_editor_reads(text))), text
            visit = Visit(
                name="2026-11-21-1",
                bank_id=report.figures.partition(":")[0],
                bank_version="1",
                started=datetime(2026, 11, 21, tzinfo=UTC),
            )
            summarize(read_bank(bank), visit, today=visit.started.date())
        path.write_text(files[path], encoding="utf-8")


@pytest.mark.parametrize("how", ["misspelt", "lost"])
def test_one_slip_is_one_line(banks: dict[str, Path], how: str) -> None:
    """What only follows from a key that is misspelt or lost is not told, or told with it."""
    bank, chance = banks["headache"], random.Random(1)
    told: dict[str, list[str]] = {}
    for path in sorted(bank.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        content = json.dumps(as_an_editor_reads(text))
        keys = [one for one in places(json.loads(content)) if isinstance(one[-1], str)]
        for *above, last in chance.sample(keys, min(len(keys), examples(200, usual=5))):
            changed = json.loads(content)
            inside = changed
            for key in above:
                inside = inside[key]
            value = inside.pop(last)
            if how == "misspelt":
                inside[f"{last}x"] = value
            path.write_text(json.dumps(changed), encoding="utf-8")
            way = ".".join(map(str, (path.name, *above, last)))
            told[way] = [str(one) for one in check_bank(bank).mistakes]
        path.write_text(text, encoding="utf-8")

    assert {way: lines for way, lines in told.items() if len(lines) > 1} == {}
