from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings

from mmn_check.domain.bank import Bank
from mmn_check.domain.flow import course_of
from mmn_check.domain.visit import Visit
from mmn_check.output.fhir.bundle import bundle_of, render_fhir
from tests.domain.every_kind import GARDEN, walks
from tests.domain.visit_cases import CASES as VISITS
from tests.domain.visit_cases import STARTED, visit_from, visit_of, whole_bank
from tests.output.fhir.reading import as_said, read_back
from tests.output.visits import fullest_visit
from tests.scripted import headache
from tests.walks import finished_visit, new_visit

CASES = Path(__file__).parent / "cases"
HOSTILE = "#panic() [bold]*x*[/] <b> \\ \u202e &amp; ]]> " + "W" * 300 + "\n" * 12 + "שלום 🖐 \u00a0"


def visit(name: str) -> Visit:
    bank = whole_bank()
    match name:
        case "blank":
            return new_visit(bank)
        case "fullest":
            return fullest_visit(bank, says="Yes, all of it.")
        case "hostile":
            return fullest_visit(bank, says=HOSTILE)
        case "wandered":
            walked = finished_visit(bank, Random(3), depth=2)
            return replace(walked, finished=STARTED + timedelta(hours=1))
        case _:
            return visit_from(name, bank)


PERSONAS = (
    *("blank", "fullest", "hostile", "wandered"),
    *(one.stem for one in sorted(VISITS.glob("*.yaml"))),
)


@pytest.mark.parametrize("name", PERSONAS)
def test_an_independent_reader_finds_it_valid(name: str) -> None:
    """The models of fhir.resources take the whole Bundle, and give it back as it was."""
    made = json.loads(render_fhir(whole_bank(), visit(name)))

    found = Bundle.model_validate(made)

    assert json.loads(found.model_dump_json()) == made
    kinds = [type(one.resource).__name__ for one in found.entry or ()]
    assert kinds == ["Questionnaire", "QuestionnaireResponse"]


@settings(max_examples=25, deadline=None)
@given(walks())
def test_every_kind_and_every_state_is_valid(visit: Visit) -> None:
    """Whatever was typed, wherever the visit stopped: valid, and read back from its bytes."""
    made = json.loads(render_fhir(GARDEN, visit))

    Bundle.model_validate(made)

    found = read_back(GARDEN, made["entry"][1]["resource"])
    assert found == as_said(course_of(GARDEN, visit).answers)


def test_the_same_bank_and_visit_give_the_same_bytes() -> None:
    """No clock and no chance: ids are made of what they name, times are the visit's."""
    first, again = (render_fhir(whole_bank(), visit("worked_example")) for _ in range(2))

    assert first == again


def test_ids_tell_visits_and_versions_apart() -> None:
    """Another visit is another response to the same Questionnaire; another version, another."""
    bank, one = headache(), new_visit(headache())
    later = replace(one, started=one.started + timedelta(seconds=1))
    newer = replace(bank, version="2")
    ids = [
        [entry["resource"]["id"] for entry in bundle_of(b, v)["entry"]]
        for b, v in ((bank, one), (bank, later), (newer, one))
    ]

    assert ids[0][0] == ids[1][0] != ids[2][0]
    assert ids[0][1] != ids[1][1]


def test_the_bundle_names_what_it_holds() -> None:
    """A collection, with the moment of the visit and an address for each resource."""
    made = bundle_of(headache(), new_visit(headache()))
    form, response = (one["resource"] for one in made["entry"])

    assert (made["type"], made["timestamp"]) == ("collection", "2026-11-21T09:12:33Z")
    assert [one["fullUrl"] for one in made["entry"]] == [
        f"urn:uuid:{form['id']}",
        f"urn:uuid:{response['id']}",
    ]
    assert response["questionnaire"].startswith(form["url"])


def test_it_is_no_diagnosis_and_says_so_in_both_resources() -> None:
    """The bank's line stands in each narrative."""
    bank = whole_bank()
    line = bank.texts["footer"].text

    for one in bundle_of(bank, visit("worked_example"))["entry"]:
        assert line in one["resource"]["text"]["div"]


CASE_BANKS: dict[str, Bank] = {"headache": headache(), "garden": GARDEN}
SAID: dict[str, dict[str, Any]] = {
    "headache": {
        "answers": {
            "writer": "helper",
            "visit": "again",
            "sudden": {"picked": ["speech"], "others": "yes"},
            "visit_day": {"as_typed": "3 December", "from": "2026-12-03", "to": "2026-12-03"},
            "change": "It <b>hurts</b> more & lasts longer.",
            "aches": "yes",
            "spots": {"forehead": "both", "neck": "whole"},
        },
    },
    "garden": {
        "answers": {
            "weak": "yes",
            "spots": {"hand": "both", "words": "whole"},
            "worst": {"hand": "left"},
            "helps": {
                "picked": ["rest", "other"],
                "words": {"other": "A hot bath"},
                "others": "no",
            },
            "best": "rest",
            "order": ["other", "rest"],
            "age": "52",
            "grip": "1.5",
            "pain": "0",
            "began": {
                "as_typed": "spring 2019",
                "from": "2019-03",
                "to": "2019-05",
                "manner": "words",
            },
            "drugs": [{"name": "Aspirin", "since": {"as_typed": "before the war"}, "how": "rest"}],
            "each": {"rest": {"how": "rest", "days": "3"}, "other": {"how": {"state": "skipped"}}},
        },
        "not_sure": ["hand_used"],
        "skipped": ["story"],
    },
}


@pytest.mark.parametrize("name", CASE_BANKS)
def test_a_whole_bundle_is_as_written(name: str) -> None:
    """To the byte, as a file that a person can read."""
    bank = CASE_BANKS[name]
    kept = visit_of(SAID[name], bank)

    assert render_fhir(bank, kept).decode() == (CASES / f"{name}.json").read_text("utf-8")
