"""The days of the diary go along, each as a response to the diary's own Questionnaire."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from mmn_check.output.fhir.bundle import Attached, day_form, render_fhir
from mmn_check.summary.summarize import summarize
from mmn_check.visit.diary import DayEntry, Diary
from mmn_check.visit.values import SKIPPED, Words, answered
from tests.output.fhir.reading import each, read_back
from tests.support.diary import MADE, three_months, with_diary_bank
from tests.support.kept import shipped
from tests.visits.walking import told

Json = dict[str, Any]


@cache
def of_three_months() -> Json:
    """What is sent with three months of days; to be read only."""
    return bundle(*three_months())


def bundle(*entries: DayEntry) -> Json:
    visit = told("wears_off")
    made = summarize(shipped(), visit, today=MADE)
    diary = Diary(bank=with_diary_bank(), entries=entries, until=MADE)
    attached = Attached(summary=made, page=b"%PDF-", answers=b"mmn_check: 1\n", diary=diary)
    raw = render_fhir(shipped(), visit, attached=attached)
    found: Json = json.loads(raw)
    return found


def kinds(made: Json) -> list[str]:
    return [one["resource"]["resourceType"] for one in made["entry"]]


def days_in(made: Json) -> list[Json]:
    return [one["resource"] for one in made["entry"]][-len(three_months()) :]


def test_an_independent_reader_finds_the_days_valid() -> None:
    """One transaction holds them behind the visit; each has an address and an id of its own."""
    made = of_three_months()

    Bundle.model_validate(made)

    visit = ["Questionnaire", "QuestionnaireResponse", "DocumentReference"]
    assert kinds(made) == [
        *visit,
        "Questionnaire",
        *["QuestionnaireResponse"] * len(three_months()),
    ]
    urls = [one["request"]["url"] for one in made["entry"]]
    assert len(set(urls)) == len(urls)


def test_each_response_says_what_was_said_of_its_day() -> None:
    """Read back, it has the same answers and the day itself; no more and no fewer."""
    form = day_form(with_diary_bank())

    for entry, response in zip(three_months(), days_in(of_three_months()), strict=True):
        found = read_back(form, response)
        day = found.pop(("the_day",))
        assert day.value.earliest == entry.day.isoformat()  # type: ignore[union-attr]
        assert found == entry.answers


def test_the_form_of_a_day_stands_alone() -> None:
    """No condition looks at a question that it does not have, and no code is invented for it."""
    questionnaire = of_three_months()["entry"][3]["resource"]

    items = list(each(questionnaire["item"]))
    links = {one["linkId"] for one in items}
    looked_at = {when["question"] for one in items for when in one.get("enableWhen", ())}
    assert looked_at <= links
    assert {"the_day", "day_arms", "day_task", "day_product"} <= links
    assert questionnaire["url"] != of_three_months()["entry"][0]["resource"]["url"]


def test_a_skipped_question_and_own_words_are_told_as_such() -> None:
    """A reason stands where no value is; what was typed stays as it was typed."""
    entry = DayEntry(
        day=MADE,
        number=1,
        written=datetime(2026, 11, 28, 20, tzinfo=UTC),
        answers={
            ("day_arms",): SKIPPED,
            ("day_more",): answered(("new",)),
            ("day_new",): answered(Words("<b> {x} \u202e")),
        },
        identifier="0f8fad5b-d9cb-469f-a165-70867728950e",
    )

    made = bundle(entry)
    response = made["entry"][-1]["resource"]

    Bundle.model_validate(made)
    assert response["id"] == entry.identifier
    found = read_back(day_form(with_diary_bank()), response)
    assert found["day_arms",] == SKIPPED
    assert found["day_new",] == answered(Words("<b> {x} \u202e"))


def test_without_days_nothing_more_is_sent() -> None:
    """The Bundle is as it was without a diary; so it is where all its days are old."""
    old = [replace(one, day=one.day.replace(year=2020)) for one in three_months()]

    assert kinds(none := bundle()) == kinds(bundle(*old)) == kinds(none)[:3]
