from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from io import StringIO
from pathlib import Path
from random import Random

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import HealthCheck, given, settings
from rich.console import Console

from mmn_check.bank.model import Bank
from mmn_check.output.delivery import Clinic, Target, deliver_fhir
from mmn_check.output.fhir.bundle import Attached, render_fhir
from mmn_check.output.pdf import render_page
from mmn_check.output.text import print_summary, render_text
from mmn_check.storage.all_answers import notes_of
from mmn_check.storage.answers_file import read_answers
from mmn_check.storage.visit_file import visit_text
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.flow import course_of
from mmn_check.visit.visit import Visit
from tests.output.fhir.reading import as_said, read_back
from tests.support.answers_files import any_answers_file
from tests.support.every_kind import GARDEN
from tests.support.profile import combined, examples, some
from tests.support.spoken import LANGUAGES, spoken
from tests.support.visit_cases import STARTED, whole_bank
from tests.support.walks import IDENTIFIER, seeds
from tests.visits.walking import NOW, RETURN_VISIT, SEVEN, told

PEOPLE = (*SEVEN, f"{RETURN_VISIT}_before")
tried = settings(
    max_examples=examples(20, usual=4),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def taken(folder: Path, bank: Bank, seed: int) -> Visit:
    """A visit as `start --answers` makes it of some file."""
    file = folder / "answers.yaml"
    file.write_text(any_answers_file(bank, Random(seed), started=STARTED), encoding="utf-8")
    return read_answers(file, bank, STARTED)


def shown(bank: Bank, visit: Visit) -> Summary:
    """Its summary, after it was printed on a screen and written as text."""
    made = summarize(bank, visit, today=visit.started.date())
    for plain in (True, False):
        print_summary(made, Console(file=StringIO(), width=80), plain=plain)
        assert render_text(made, first_page=plain).strip()
    return made


def assert_sent_whole(folder: Path, bank: Bank, visit: Visit) -> None:
    """Its response says the answers that count; what is read back of the Bundle is the visit."""
    counting = replace(visit, answers=course_of(bank, visit).answers, misfits={})
    attached = Attached(
        summary=shown(bank, visit),
        page=b"%PDF-1.7 a page",
        answers=visit_text(bank, counting).encode(),
    )
    sent = render_fhir(bank, counting, attached=attached)

    made = json.loads(sent)
    Bundle.model_validate(made)
    response = made["entry"][1]["resource"]
    found, said = read_back(bank, response), as_said(course_of(bank, visit).answers)
    assert found == said
    assert {key: one.note for key, one in found.items()} == {
        key: one.note for key, one in said.items()
    }
    (folder / "sent.json").write_bytes(sent)
    back = read_answers(folder / "sent.json", bank, NOW)
    assert back == counting
    assert notes_of(back) == notes_of(counting)


@tried
@given(seed=seeds)
def test_whatever_is_taken_can_be_shown_and_sent(tmp_path: Path, seed: int) -> None:
    """An answers file with every kind, row and state: screen, text and FHIR, and back again."""
    assert_sent_whole(tmp_path, GARDEN, taken(tmp_path, GARDEN, seed))


@pytest.mark.parametrize("language", LANGUAGES)
@settings(tried, max_examples=examples(20, usual=2))
@given(seed=seeds)
def test_so_can_what_is_taken_of_the_shipped_bank(tmp_path: Path, seed: int, language: str) -> None:
    """What is asked no longer and answers that are not asked for among it, in both languages."""
    with spoken(language) as bank:
        assert_sent_whole(tmp_path, bank, taken(tmp_path, bank, seed))


@settings(tried, max_examples=examples(4, usual=2))
@given(seed=seeds)
def test_whatever_is_taken_can_be_printed(tmp_path: Path, seed: int) -> None:
    """Both banks, on both papers."""
    for bank in (GARDEN, whole_bank()):
        made = shown(bank, taken(tmp_path, bank, seed))
        for paper in ("a4", "us-letter"):
            assert render_page(made, paper=paper).pdf.startswith(b"%PDF-1.")


@pytest.mark.parametrize(("name", "language"), some(combined(PEOPLE, LANGUAGES), usual=2))
def test_every_one_of_the_visits_is_written_as_whatever_one_likes(
    tmp_path: Path, name: str, language: str
) -> None:
    """As it is delivered: the page in the document, and the same visit back from the file."""
    visit = replace(told(name), identifier=IDENTIFIER)
    with spoken(language) as bank:
        made = shown(bank, visit)
        target = Target(output=str(tmp_path / "sent.json"), paper="a4")
        deliver_fhir(bank, visit, target, summary=made, clinic=Clinic(patient="Patient/7"))

        *_, document = json.loads((tmp_path / "sent.json").read_text("utf-8"))["entry"]
        page = b64decode(document["resource"]["content"][0]["attachment"]["data"])
        back = read_answers(tmp_path / "sent.json", bank, NOW)
    assert page.startswith(b"%PDF-1.")
    assert back == replace(visit, answers=course_of(bank, visit).answers)
