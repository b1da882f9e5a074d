"""The seven visits, answered to their end and exported, and what every form should make of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from mmn_check.bank.model import Bank
from mmn_check.output.delivery import Clinic, Target, deliver_fhir
from mmn_check.summary.summarize import summarize
from mmn_check.visit.diary import Diary
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import NO_MORE, NOT_SURE, SKIPPED
from mmn_check.visit.visit import Visit
from tests.output.fhir.form_logic import enabled
from tests.output.fhir.reading import each
from tests.support.diary import three_months, with_diary_bank
from tests.support.spoken import LANGUAGES, spoken
from tests.visits.walking import NOW, SEVEN, told

Json = dict[str, Any]
ITEM_CONTROL, HIDDEN = "questionnaire-itemControl", "questionnaire-hidden"


class Expected(NamedTuple):
    """What a form that is filled with a visit should show and keep."""

    of_form: frozenset[str]
    """The items that can be compared: not hidden, no help, in no row of a table without rows."""
    open_items: frozenset[str]
    answers: Counter[tuple[str, str]]
    """Each answer: its item, and the code or the value."""
    dates: frozenset[str]
    hidden: frozenset[str]


def export(folder: Path) -> None:
    """Write a Bundle for each visit in each language, as the program delivers it.

    One of them has the days between visits.
    """
    for name in SEVEN:
        for language in LANGUAGES:
            identifier = str(uuid5(UUID(int=0), f"{name} {language}"))
            with spoken(language) as bank:
                visit = replace(_finished(bank, told(name)), identifier=identifier)
                summary = summarize(bank, visit, today=NOW.date())
                target = Target(output=str(folder / f"{name}.{language}.json"), paper="a4")
                days = name == "wears_off" and language == "en"
                diary = Diary(bank=with_diary_bank(), entries=three_months()) if days else None
                clinic = Clinic(patient="Patient/7", diary=diary)
                deliver_fhir(bank, visit, target, summary=summary, clinic=clinic)


def _finished(bank: Bank, visit: Visit) -> Visit:
    """The visit with every open question skipped, so that nothing that is required is missing."""
    while step := course_of(bank, visit).next_question():
        unsaid = NOT_SURE if step.item.required else SKIPPED
        visit = record(visit, step, NO_MORE if step.may_end else unsaid)
    return replace(visit, finished=NOW)


def expected(bundle: Json) -> Expected:
    """What the form of a Bundle should show of its response."""
    form, response = (entry["resource"] for entry in bundle["entry"][:2])
    begun = {one["linkId"] for one in each(response["item"])}
    of_form = frozenset(_comparable(form["item"], begun))
    return Expected(
        of_form=of_form,
        open_items=of_form.intersection(link for link, _ in enabled(form, response)),
        answers=Counter(_answers(response)),
        dates=frozenset(one["linkId"] for one in each(form["item"]) if one["type"] == "date"),
        hidden=frozenset(one["linkId"] for one in each(form["item"]) if HIDDEN in _told(one)),
    )


def _comparable(items: list[Json], begun: set[str]) -> Iterator[str]:
    for one in items:
        told = _told(one)
        control = told.get(ITEM_CONTROL, {}).get("valueCodeableConcept", {}).get("coding", [{}])
        if HIDDEN in told or control[0].get("code") == "help":
            continue
        yield one["linkId"]
        if not one.get("repeats") or one["linkId"] in begun:
            yield from _comparable(one.get("item", []), begun)


def _told(item: Json) -> dict[str, Json]:
    """What is said of an item by its extensions, by their last name."""
    return {one["url"].rpartition("/")[2]: one for one in item.get("extension", [])}


def _answers(response: Json) -> Iterator[tuple[str, str]]:
    for one in each(response["item"]):
        for answer in one.get("answer", []):
            (value,) = answer.values()
            yield one["linkId"], str(value["code"] if isinstance(value, dict) else value)


def read(folder: Path) -> dict[str, Json]:
    """The exported Bundles by the name of their file."""
    return {one.name: json.loads(one.read_text("utf-8")) for one in sorted(folder.iterdir())}
