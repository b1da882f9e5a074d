from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings

from mmn_check.bank.model import Bank
from mmn_check.errors import WrongUseError
from mmn_check.output.fhir.bundle import Attached, render_fhir, subject_of
from mmn_check.storage.answers_file import KEPT_AS
from mmn_check.summary.summarize import summarize
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import SKIPPED
from mmn_check.visit.visit import Visit
from tests.output.fhir.reading import as_said, read_back
from tests.output.visits import fullest_visit
from tests.support.every_kind import GARDEN, walks
from tests.support.profile import examples, some
from tests.support.pseudo import Struck
from tests.support.scripted import headache
from tests.support.tongue import speaking
from tests.support.visit_cases import CASES as VISITS
from tests.support.visit_cases import STARTED, visit_from, visit_of, whole_bank
from tests.support.walks import finished_visit, new_visit

Json = dict[str, Any]
ONE, OTHER = "0f8fad5b-d9cb-469f-a165-70867728950e", "7c9e6679-7425-40de-944b-e07fc1f90ae7"
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


PAGE, FILE = b"%PDF-1.7 a page", b"mmn_check: 1\n"
PERSONAS = (
    *("blank", "fullest", "hostile", "wandered"),
    *(one.stem for one in sorted(VISITS.glob("*.yaml"))),
)


def bundle(bank: Bank, visit: Visit, **more: Any) -> Json:
    """What is sent, read from its bytes; the summary is of the visit's own day."""
    found: Json = json.loads(render_fhir(bank, visit, attached=attached(bank, visit), **more))
    return found


def attached(bank: Bank, visit: Visit) -> Attached:
    made = summarize(bank, visit, today=(visit.finished or visit.started).date())
    return Attached(summary=made, page=PAGE, answers=FILE)


@pytest.mark.parametrize("name", some(PERSONAS, usual=2))
def test_an_independent_reader_finds_it_valid(name: str) -> None:
    """The models of fhir.resources take the whole Bundle, and give it back as it was."""
    made = bundle(whole_bank(), visit(name))

    found = Bundle.model_validate(made)

    assert json.loads(found.model_dump_json()) == made
    kinds = [type(one.resource).__name__ for one in found.entry or ()]
    assert kinds == ["Questionnaire", "QuestionnaireResponse", "DocumentReference"]


@settings(max_examples=examples(25), deadline=None)
@given(walks())
def test_every_kind_and_every_state_is_valid(visit: Visit) -> None:
    """Whatever was typed, wherever the visit stopped: valid, and read back from its bytes."""
    made = bundle(GARDEN, visit)

    Bundle.model_validate(made)

    found = read_back(GARDEN, made["entry"][1]["resource"])
    assert found == as_said(course_of(GARDEN, visit).answers)


def test_the_same_bank_and_visit_give_the_same_bytes() -> None:
    """No clock and no chance: ids are the visit's or made of what they name, times the visit's."""
    bank, one = whole_bank(), visit("worked_example")
    first, again = (render_fhir(bank, one, attached=attached(bank, one)) for _ in range(2))

    assert first == again


def resources(bank: Bank, visit: Visit, **more: Any) -> list[Json]:
    return [entry["resource"] for entry in bundle(bank, visit, **more)["entry"]]


def test_two_people_who_begin_in_the_same_second_are_two() -> None:
    """What is a visit's own is known by its random identifier; the questions are the same."""
    bank = headache()
    one, other = (replace(new_visit(bank), identifier=name) for name in (ONE, OTHER))

    (form, *first), (same, *second) = resources(bank, one), resources(bank, other)

    assert [found["id"] for found in first] == [ONE, ONE]
    assert [found["id"] for found in second] == [OTHER, OTHER]
    assert form == same


def test_what_a_visit_is_known_by_never_changes() -> None:
    """Neither another version of the bank, nor another language, nor an answer more."""
    bank = headache()
    begun = replace(new_visit(bank), identifier=ONE)
    later = replace(begun, finished=STARTED, bank_version="9").with_answer(("change",), SKIPPED)
    with speaking("es", Struck()):
        spanish = resources(replace(bank, version="2"), later)

    for english, other in zip(resources(bank, begun)[1:], spanish[1:], strict=True):
        assert english["id"] == other["id"] == ONE
        assert english["identifier"] == other["identifier"]


def test_no_two_texts_of_the_questions_share_a_version() -> None:
    """Languages, versions, and banks that were changed without a new version are told apart."""
    bank = headache()
    reworded = replace(bank, sections=bank.sections[:-1])
    with speaking("es", Struck()):
        spanish, *_ = resources(bank, new_visit(bank))
    forms = [
        spanish,
        *(
            resources(one, new_visit(bank))[0]
            for one in (bank, replace(bank, version="2"), reworded)
        ),
    ]

    assert len({one["id"] for one in forms}) == len({one["version"] for one in forms}) == 4
    assert len({one["url"] for one in forms}) == 1
    assert forms[0]["version"].startswith("1-es-")


def test_a_server_takes_it_as_it_is() -> None:
    """A transaction in which each resource is put under its own id, each with its own address."""
    bank = headache()
    made = bundle(bank, replace(new_visit(bank), identifier=ONE))
    found = made["entry"]

    assert (made["type"], made["id"], made["timestamp"]) == (
        "transaction",
        ONE,
        "2026-11-21T09:12:33Z",
    )
    for one in found:
        kind, name = one["resource"]["resourceType"], one["resource"]["id"]
        assert one["request"] == {"method": "PUT", "url": f"{kind}/{name}"}
    assert len({one["fullUrl"] for one in found}) == len(found) == 3
    for one in found:  # a server replaces an entry's address wherever it stands
        assert json.dumps(made).count(one["fullUrl"]) == 1
    form, response = (one["resource"] for one in found[:2])
    assert response["questionnaire"] == f"{form['url']}|{form['version']}"


def test_the_page_goes_along_as_a_document() -> None:
    """The PDF to the byte, of the same person, and of which answers it is."""
    bank = headache()
    *_, response, document = resources(
        bank, new_visit(bank), subject=subject_of(bank, new_visit(bank), "Patient/7")
    )
    page, answers = (one["attachment"] for one in document["content"])

    assert (page["contentType"], b64decode(page["data"])) == ("application/pdf", PAGE)
    assert (answers["contentType"], b64decode(answers["data"])) == (KEPT_AS, FILE)
    assert document["subject"] == response["subject"] == {"reference": "Patient/7"}
    (related,) = document["context"]["related"]
    assert related == {"reference": f"QuestionnaireResponse/{response['id']}"}


@pytest.mark.parametrize(
    ("patient", "subject"),
    [
        ("Patient/123", {"reference": "Patient/123"}),
        (
            "https://fhir.example/r4/Patient/a-1.b",
            {"reference": "https://fhir.example/r4/Patient/a-1.b"},
        ),
        (
            "https://clinic.example/numbers|00 123",
            {"identifier": {"system": "https://clinic.example/numbers", "value": "00 123"}},
        ),
        ("urn:oid:1.2.3|7", {"identifier": {"system": "urn:oid:1.2.3", "value": "7"}}),
        (None, None),
    ],
)
def test_whose_it_is_is_told_as_the_clinic_knows_it(
    patient: str | None, subject: Json | None
) -> None:
    """A reference or a number of a system; nobody where neither it nor a name was given."""
    bank, one = headache(), new_visit(headache())
    told = subject_of(bank, one, patient)
    assert told == subject
    for found in resources(bank, one, subject=told)[1:]:
        assert found.get("subject") == subject


@pytest.mark.parametrize(
    "patient",
    ["", "Anna", "Patient/", "Patient/a b", "|7", "x|", "a b|7", "Patient/\u202e", "x:y|7|8"],
)
def test_what_names_nobody_is_refused(patient: str) -> None:
    """With a sentence that shows both ways to say it."""
    with pytest.raises(WrongUseError, match="Patient/123"):
        subject_of(headache(), new_visit(headache()), patient)


def test_the_name_that_was_given_is_whose_it_is() -> None:
    """Without a reference; blanks and line breaks of a name are one blank."""
    bank = whole_bank()
    kept = visit_of({"answers": {"visit_type": "first", "name": "  A. \n B.  "}}, bank)

    assert subject_of(bank, kept, None) == {"display": "A. B."}


def test_it_is_no_diagnosis_and_says_so_in_both_resources() -> None:
    """The bank's line stands in each narrative."""
    bank = whole_bank()
    line = bank.texts["footer"].text

    for one in resources(bank, visit("worked_example"))[:2]:
        assert line in one["text"]["div"]


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
        "notes": {"weak": "Yes, at night.", "best": "When I can."},
    },
}


@pytest.mark.parametrize("name", CASE_BANKS)
def test_a_whole_bundle_is_as_written(name: str) -> None:
    """To the letter; the file has it in lines that a person can read."""
    bank = CASE_BANKS[name]
    kept = replace(visit_of(SAID[name], bank), identifier=ONE)

    assert bundle(bank, kept) == json.loads((CASES / f"{name}.json").read_text("utf-8"))
