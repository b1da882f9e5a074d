"""`summary --format fhir` as a person calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.kept import keep
from tests.measured import measured
from tests.terminal import run

SHARE = ("summary", "--format", "fhir")
LONG = "I drop my tools. " * 61_000
"""A little less than a megabyte."""
LONGER = "I drop my tools. " * 62_000
"""A little more than a string of FHIR may have."""


def keep_saying(home: Path, problem: str) -> None:
    """Keep a visit at which this was the main problem."""
    (home / "said.yaml").write_text(
        f'answers:\n  visit_type: first\n  main_problem: "{problem}"\n', encoding="utf-8"
    )
    assert run(home, "start", "--answers", "said.yaml").returncode in (0, 3)


def test_it_goes_to_standard_output_as_text_does(tmp_path: Path) -> None:
    """JSON and nothing else; the same twice; `--output -` is the same."""
    keep(tmp_path)

    first, again = run(tmp_path, *SHARE), run(tmp_path, *SHARE, "--output", "-")

    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout == again.stdout
    assert json.loads(first.stdout)["resourceType"] == "Bundle"
    assert [*tmp_path.glob("*.json")] == []


def test_a_visit_that_is_not_finished_is_in_progress(tmp_path: Path) -> None:
    """The status tells the system that more may come."""
    keep(tmp_path, "1", "1", "1", "1")

    (_, response, _) = json.loads(run(tmp_path, *SHARE).stdout)["entry"]

    assert response["resource"]["status"] == "in-progress"


def test_a_file_is_never_written_over_unasked(tmp_path: Path) -> None:
    """As with every other form: named, left alone, replaced on demand; a folder gets a name."""
    keep(tmp_path)
    file = tmp_path / "mine.json"
    file.write_text("Mine.")

    refused = run(tmp_path, *SHARE, "--output", str(file))
    kept = file.read_text()
    forced = run(tmp_path, *SHARE, "--output", str(file), "--force")
    placed = run(tmp_path, *SHARE, "--output", str(tmp_path))

    assert (refused.returncode, kept) == (1, "Mine.")
    assert "--force" in refused.stderr
    assert forced.stderr.split() == ["Saved", "as", str(file)]
    assert json.loads(file.read_text())["type"] == "transaction"
    assert placed.returncode == 0
    (found,) = tmp_path.glob("visit-2026-*.json")
    assert found.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("where", ["/dev/full", "/nowhere/at/all.json"])
def test_a_place_that_takes_nothing_gets_a_sentence(tmp_path: Path, where: str) -> None:
    """No traceback, and exit code 1."""
    keep(tmp_path)

    refused = run(tmp_path, *SHARE, "--output", where)

    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) <= 2
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("text", [LONG, LONGER])
def test_a_book_of_an_answer_is_shared_whole_and_in_time(tmp_path: Path, text: str) -> None:
    """A megabyte, and more than a value may have: all of it is there, within bounds."""
    keep_saying(tmp_path, text)

    made = measured(tmp_path, *SHARE, "--output", "made.json")

    assert made.code == 0
    assert made.seconds < 2
    assert made.megabytes < 200
    response = json.loads((tmp_path / "made.json").read_text())["entry"][1]["resource"]
    assert text.strip() in json.dumps(response)


def test_the_help_tells_of_it(tmp_path: Path) -> None:
    """Somebody who looks for it finds it."""
    told = run(tmp_path, "summary", "--help").stdout

    assert "terminal|text|pdf|fhir" in told
    assert "FHIR" in told
