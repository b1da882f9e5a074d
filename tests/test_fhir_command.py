"""`summary --format fhir` as a person calls it."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import yaml

from tests.support.kept import keep
from tests.support.measured import measured
from tests.support.profile import some
from tests.support.spoken import LANGUAGES
from tests.support.terminal import Terminal, run
from tests.support.visit_cases import CASES as VISITS
from tests.support.visit_cases import whole_bank

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


OWN = ("visit", "started", "set_aside")
"""What a visit's file says of itself alone; answers of closed branches are not sent."""


def kept_in(home: Path) -> dict[str, object]:
    """The one visit of a home, as words."""
    (file,) = (home / "data" / "mmn-check").glob("*.yaml")
    said = yaml.load(file.read_text(), Loader=yaml.CBaseLoader)
    return {key: one for key, one in said.items() if key not in OWN}


@pytest.mark.parametrize("name", some((one.stem for one in sorted(VISITS.glob("*.yaml"))), usual=2))
def test_what_was_sent_comes_back_as_the_same_visit(tmp_path: Path, name: str) -> None:
    """On another machine, answers, states and identifier are the same, and so is the Bundle."""
    here, there = tmp_path / "here", tmp_path / "there"
    for home in (here, there):
        home.mkdir()
    run(here, "start", "--answers", str(VISITS / f"{name}.yaml"))
    run(here, *SHARE, "--output", str(there / "sent.json"))

    taken = run(there, "start", "--answers", "sent.json")

    assert taken.returncode in (0, 3), taken.stderr
    assert kept_in(there) == kept_in(here)
    entries = [
        json.loads(run(home, *SHARE).stdout)["entry"][1]["resource"] for home in (here, there)
    ]
    assert entries[0] == entries[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diary_comes_along_and_writes_over_none(tmp_path: Path, language: str) -> None:
    """On another machine its file is the same, to the letter; one that is there stays."""
    here, there = tmp_path / "here", tmp_path / "there"
    for home in (here, there):
        home.mkdir()
    said = str(VISITS / "return_visit.yaml")
    run(here, "start", "--answers", said, "--language", language)
    lines = [day_line(number, arms) for number, arms in enumerate((7, 8), start=1)]
    ours, theirs = (home / "data" / "mmn-check" / "diary.jsonl" for home in (here, there))
    ours.write_text("".join(lines), "utf-8")
    run(here, *SHARE, "--output", str(there / "sent.json"))

    first = run(there, "start", "--answers", "sent.json")
    came = theirs.read_text("utf-8")
    theirs.write_text(lines[0], "utf-8")
    again = run(there, "start", "--answers", "sent.json")

    assert came == "".join(lines)
    assert "2" in first.stdout.splitlines()[-1]
    assert again.stdout.splitlines()[-1] != first.stdout.splitlines()[-1]
    assert theirs.read_text("utf-8") == lines[0]


def day_line(number: int, arms: int) -> str:
    """An entry of today as the diary has it."""
    now = datetime.now(UTC).replace(microsecond=0)
    entry = {
        "day": now.date().isoformat(),
        "entry": number,
        "id": str(uuid4()),
        "written": now.isoformat(),
        "bank": "mmn",
        "version": whole_bank().version,
        "answers": {"day_arms": arms, "day_task": ["writing"], "day_dose": "no"},
    }
    return f"{json.dumps(entry)}\n"


IN_A_BUNDLE = '{"resourceType": "Bundle", "entry": [{"resource": %s}]}'
NO_BASE64 = '{"attachment": {"contentType": "application/yaml", "data": "?"}}'
STRANGE = {
    "another resource": '{"resourceType": "Patient", "id": "7"}',
    "a form alone": IN_A_BUNDLE % '{"resourceType": "Questionnaire"}',
    "no JSON": '{"resourceType": "Bundle", "entry": [',
    "deep": '{"resourceType": ' + "[" * 100_000,
    "no list": '{"resourceType": "Bundle", "entry": 7}',
    "no base64": IN_A_BUNDLE % f'{{"resourceType": "DocumentReference", "content": [{NO_BASE64}]}}',
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_fhir_of_others_gets_a_sentence(tmp_path: Path, text: str) -> None:
    """Nothing is kept of it, and it says what would do."""
    (tmp_path / "other.json").write_text(text)

    refused = run(tmp_path, "start", "--answers", "other.json")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert "mmn-check summary --format fhir" in refused.stderr
    assert len(refused.stderr.splitlines()) == 1


def test_the_subject_is_told(tmp_path: Path) -> None:
    """As the options say; a reference that names nobody is refused before anything is written."""
    keep(tmp_path)

    made = run(tmp_path, *SHARE, "--patient", "Patient/123")
    refused = run(tmp_path, *SHARE, "--patient", "Anna", "--output", "x.json")

    _, response, document = (one["resource"] for one in json.loads(made.stdout)["entry"])
    assert response["subject"] == document["subject"] == {"reference": "Patient/123"}
    assert refused.returncode == 2
    assert not (tmp_path / "x.json").exists()


def test_on_a_terminal_it_is_saved_under_a_telling_name(tmp_path: Path) -> None:
    """Nobody reads so much JSON there; the name tells the visit, the patient and its number."""
    (tmp_path / "said.yaml").write_text("answers: {visit_type: first, name: Ana Bé}\n", "utf-8")
    run(tmp_path, "start", "--answers", "said.yaml")

    written = Terminal(tmp_path, SHARE, anew=True).wait(r"\.json\s")

    (made,) = tmp_path.glob("visit-*.json")
    assert re.fullmatch(r"visit-\d{4}-\d\d-\d\d-1-ana-be-[0-9a-f]{8}\.json", made.name)
    assert made.name in "".join(written.split())
