from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from random import Random
from typing import Any

import pytest

from mmn_check.bank.conditions import AnyOf, Within
from mmn_check.bank.model import EVERYTHING, Bank, Choice, Many, Question, Rows, Section
from mmn_check.output.fhir.bundle import response_of
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import SKIPPED
from mmn_check.visit.visit import Visit
from tests.output.fhir.form_logic import EXPRESSION, enabled
from tests.output.fhir.reading import each
from tests.output.summaries import summary
from tests.output.visits import fullest_visit
from tests.support.every_kind import GARDEN
from tests.support.profile import some
from tests.support.pseudo import Struck
from tests.support.scripted import headache
from tests.support.spoken import spoken
from tests.support.tongue import speaking
from tests.support.visit_cases import visit_from, whole_bank
from tests.support.walks import finished_visit, next_step

Json = dict[str, Any]
DATA_ABSENT = "data-absent-reason"
BANKS: dict[str, Callable[[], Bank]] = {
    "shipped": lambda: whole_bank().as_asked(()),
    "headache": headache,
    "garden": lambda: GARDEN,
}
TYPES = {
    "yes_no": "choice",
    "one": "choice",
    "many": "choice",
    "places": "choice",
    "rank": "choice",
    "number": "integer",
    "rating": "integer",
    "date": "date",
    "text": "text",
    "rows": "group",
}


@cache
def form(name: str) -> Json:
    return questionnaire_of(BANKS[name]())


def items(name: str) -> dict[str, Json]:
    return {one["linkId"]: one for one in each(form(name)["item"])}


@pytest.mark.parametrize("name", BANKS)
def test_every_link_id_is_there_once(name: str) -> None:
    """No two items are called the same."""
    links = [one["linkId"] for one in each(form(name)["item"])]
    assert len(links) == len(set(links))


@pytest.mark.parametrize("name", BANKS)
def test_every_question_and_every_cell_is_an_item(name: str) -> None:
    """By the bank's own ids, with its words, of the type that fits its kind."""
    bank, found = BANKS[name](), items(name)
    for question in bank.questions():
        one = found[question.id]
        fits = one["type"] == TYPES[question.kind]
        assert fits or (question.kind == "number" and one["type"] == "decimal")
        assert one["text"].split("\n")[0] == question.ask
        assert one.get("repeats", False) == (question.kind in ("many", "places", "rank", "rows"))
        told = {extension["url"] for extension in one.get("extension", [])}
        # What an expression hides is required by some renderers all the same.
        assert one.get("required", False) == (question.required and EXPRESSION not in told)
        if isinstance(question, Rows):
            cells = [found[f"{question.id}.row.{cell.id}"] for cell in question.fields]
            asked = [cell["text"].split("\n")[0] for cell in cells]
            assert asked == [cell.ask for cell in question.fields]
            assert not any(cell.get("required") for cell in cells)
            assert all(cell in one["item"] for cell in cells)


@pytest.mark.parametrize("name", BANKS)
def test_a_condition_looks_at_an_earlier_item_and_at_what_can_be_picked_there(name: str) -> None:
    """Neither at one that is not there or comes later, nor at an answer that nobody can give."""
    before: dict[str, Json] = {}
    for one in each(form(name)["item"]):
        tests = one.get("enableWhen", [])
        assert ("enableBehavior" in one) == (len(tests) > 1)
        for test in tests:
            seen = before[test["question"]]
            codings = [option["valueCoding"] for option in seen["answerOption"]]
            assert test.get("answerCoding", codings[0]) in codings
        before[one["linkId"]] = one


@pytest.mark.parametrize("name", BANKS)
def test_only_choices_offer_options_and_each_is_there_once(name: str) -> None:
    """A code is one thing among the options of an item; groups have items, displays none."""
    for one in each(form(name)["item"]):
        codes = [option["valueCoding"]["code"] for option in one.get("answerOption", [])]
        assert bool(codes) == (one["type"] == "choice"), one["linkId"]
        assert len(codes) == len(set(codes))
        assert one["type"] != "group" or one["item"]
        assert one["type"] != "display" or not one.keys() & {"item", "required", "code", "repeats"}


VISITS: dict[str, Callable[[Bank], Visit]] = {
    "walk 1": lambda bank: finished_visit(bank, Random(1)),
    "worked example": lambda bank: visit_from("worked_example", bank),
    "walk 2": lambda bank: finished_visit(bank, Random(2)),
    "return visit": lambda bank: visit_from("return_visit", bank),
    "walk 3": lambda bank: finished_visit(bank, Random(3)),
    "fullest": lambda bank: fullest_visit(bank, says="Yes."),
    "walk 4": lambda bank: finished_visit(bank, Random(4)),
}


@pytest.mark.parametrize("name", some(VISITS, usual=2))
def test_what_is_asked_is_what_the_questionnaire_enables(name: str) -> None:
    """A form filler that reads the conditions asks just what was asked here."""
    visit = VISITS[name](whole_bank())
    bank = whole_bank().as_asked(visit.mentioned)
    questionnaire = questionnaire_of(bank)
    asked = {one["linkId"]: one for one in each(questionnaire["item"])}
    response = response_of(bank, visit, questionnaire=questionnaire, summary=summary())
    unanswered = {*left_blank(bank, visit)}
    open_items = {*enabled(questionnaire, response)}
    answered: set[tuple[str, int | None]] = set()
    rows: dict[str, int] = {}

    def collect(found: list[Json], number: int | None) -> None:
        for one in found:
            answered.add((one["linkId"], number))
            inner = number
            if one["linkId"] in bank.by_id and "item" in one:
                inner = rows[one["linkId"]] = rows.get(one["linkId"], -1) + 1
            collect(one.get("item", []), inner)

    collect(response["item"], None)

    def told(place: tuple[str, int | None]) -> bool:
        """Whether it is asked of the patient, and not only shown or kept beside an answer."""
        link = place[0]
        own = asked[link]["type"] not in ("display", "group")
        return own and not link.endswith((".as_typed", ".earliest", ".latest"))

    assert {one for one in answered if told(one)} <= open_items
    in_detail = {one.id for one in bank.questions() if visit.depth > one.up_to}
    # What the doctor has on file is asked by who fills in a form elsewhere.
    in_detail |= {one.id for one in bank.questions() if one.depth == EVERYTHING and one.longest_if}
    full = {f"{one.id}.end" for one in bank.questions() if is_full(one, rows)}
    left = {one for one in open_items - answered if told(one) and one[0] not in full}
    left = {one for one in left if one[0].partition(".")[0] not in in_detail}
    assert {link.partition(".")[0] for link, _ in left} <= unanswered


def left_blank(bank: Bank, visit: Visit) -> Iterator[str]:
    """What is not answered, and what opens where all of that is left blank."""
    while step := next_step(bank, visit):
        yield step.key[0]
        visit = record(visit, step, SKIPPED)


def is_full(question: Question, rows: dict[str, int]) -> bool:
    """Whether a table has all the rows that it may have: nobody asks for another then."""
    return isinstance(question, Rows) and rows.get(question.id, -1) + 1 == question.at_most


def test_what_goes_with_a_question_has_its_place_in_the_standard() -> None:
    """Help, the clinician's term, the number on paper, the source, the choice for none of them."""
    found = items("shipped")
    weak, signs = found["weak"], found["sudden_signs"]
    (help_item,) = weak["item"]
    control = help_item["extension"][0]["valueCodeableConcept"]["coding"][0]["code"]
    below = [one["linkId"] for one in signs["item"]]
    alone = [one["valueCoding"]["code"] for one in signs["answerOption"] if "extension" in one]

    assert (control, help_item["type"]) == ("help", "display")
    assert "tired" in help_item["text"]
    assert (weak["code"][0]["code"], weak["code"][0]["display"]) == ("weak", "Subjective weakness")
    number = 1 + [*BANKS["shipped"]().by_id].index("weak")
    assert weak["prefix"] == f"{number}."
    assert "Merck" in weak["extension"][0]["valueMarkdown"]
    assert below == ["sudden_signs.help"]
    note = whole_bank().by_id["sudden_signs"].note
    assert signs["text"].split("\n")[1] == whole_bank().texts[note or ""].text
    assert alone == ["none", "not_sure"]


def test_a_number_and_a_rating_have_their_limits() -> None:
    """The least and the most; what the ends of a scale stand for; decimals where they may be."""
    garden = items("garden")

    def limits(link: str) -> dict[str, Any]:
        return {
            one["url"].rpartition("/")[2]: next(v for k, v in one.items() if k != "url")
            for one in garden[link]["extension"]
        }

    assert limits("age") == {"minValue": 0, "maxValue": 120}
    assert (limits("grip")["minValue"], garden["grip"]["type"]) == (-5, "decimal")
    assert (limits("pain")["minValue"], limits("pain")["maxValue"]) == (0, 10)
    assert garden["pain"]["text"] == "Pain?\n0: none; 10: worst"


def test_a_unit_that_has_a_code_in_ucum_has_it_whatever_the_language() -> None:
    """Times have one; falls have none, nor does the pull of a hand, which is no mass."""
    ucum = {"system": "http://unitsofmeasure.org"}

    assert unit_of("age") == {**ucum, "code": "a", "display": "years"}
    assert unit_of("ig_gap_weeks") == {**ucum, "code": "wk", "display": "weeks"}
    assert unit_of("fall_count") == {"display": "falls"}
    with spoken("es") as bank:
        age = {one["linkId"]: one for one in each(questionnaire_of(bank)["item"])}["age"]
    assert unit_in(age) == {**ucum, "code": "a", "display": "años"}


def unit_of(link: str) -> Json:
    """The unit of a number of the shipped bank."""
    return unit_in(items("shipped")[link])


def unit_in(item: Json) -> Json:
    """What an item's number is of."""
    (unit,) = [one["valueCoding"] for one in item["extension"] if "valueCoding" in one]
    coding: Json = unit
    return coding


def test_the_line_that_it_is_no_diagnosis_is_first_and_last() -> None:
    """In the description, in the narrative, and as text on the form."""
    shipped, line = form("shipped"), whole_bank().texts["footer"].text

    assert shipped["publisher"] == whole_bank().publisher
    assert shipped["description"] == line
    assert line in shipped["text"]["div"]
    assert shipped["item"][-1]["text"] == line
    assert shipped["item"][0]["text"] == whole_bank().texts["start"].text


def test_a_version_that_no_address_can_hold_is_written_so_that_it_can() -> None:
    """The response names the same version as the Questionnaire has."""
    bank = Bank(id="x", version="1 a|b", title="X", texts={}, sources={}, sections=())

    assert questionnaire_of(bank)["version"].startswith("1%20a%7Cb-en-")


def test_the_program_s_own_words_are_in_the_language_in_use() -> None:
    """What stands between the bank's words is looked up, and the language is told."""
    with speaking("pt_BR", Struck()):
        struck = questionnaire_of(GARDEN)
    found = {one["linkId"]: one for one in each(struck["item"])}
    displays = [one["valueCoding"]["display"] for one in found["weak"]["answerOption"]]

    assert struck["language"] == "pt-BR"
    assert "Not sure" not in displays
    assert found["weak"]["text"] == "Weak?"
    assert found["began.as_typed"]["text"] != "In your own words: When?"


def test_yes_and_no_have_the_standard_s_display_and_ours_as_its_translation() -> None:
    """A code of HL7's keeps HL7's word, whatever language the person reads."""
    with speaking("es", Struck()):
        struck = questionnaire_of(GARDEN)
    (yes, no, *_), (plain, *_) = (
        [one["valueCoding"] for one in weak["answerOption"]]
        for form in (struck, questionnaire_of(GARDEN))
        for weak in [next(one for one in each(form["item"]) if one["linkId"] == "weak")]
    )
    (told,) = yes["_display"]["extension"]

    assert [yes["display"], no["display"]] == ["Yes", "No"]
    assert told["extension"][0] == {"url": "lang", "valueCode": "es"}
    assert told["extension"][1]["valueString"] not in ("", "Yes")
    assert plain == {"system": yes["system"], "code": "Y", "display": "Yes"}


def test_every_list_is_shown_as_boxes_to_tick() -> None:
    """A renderer that is not told shows one of several answers; of boxes, one shows thirty."""
    seen = set()
    for one in each(form("shipped")["item"]):
        if one["type"] == "choice" and one.get("repeats"):
            long = len(one["answerOption"]) > 30
            seen.add(long)
            assert controls_of(one) == [*(["drop-down"] if long else []), "check-box"]
        elif len(one.get("answerOption", [])) > 30:
            assert controls_of(one) == ["drop-down"]

    assert seen == {True, False}


def controls_of(item: Json) -> list[str]:
    """How an item is to be shown: what should be tried first stands first."""
    (control,) = [e for e in item["extension"] if e["url"].endswith("itemControl")]
    return [one["code"] for one in control["valueCodeableConcept"]["coding"]]


def test_nothing_is_required_that_an_expression_may_hide() -> None:
    """A form that asks for what is not shown can never be sent; plain tests are no trouble."""
    bank = BANKS["shipped"]()
    clauses = (AnyOf(question="weak", words=("yes",)), Within(question="symptom_began", days=9))
    for condition, wanted in (((), True), (clauses[:1], True), (clauses[1:], False)):
        start, *_ = bank.sections
        section = replace(start, ask_if=condition)
        found = questionnaire_of(replace(bank, sections=(section, *bank.sections[1:])))
        (item,) = [one for one in each(found["item"]) if one["linkId"] == "visit_type"]
        assert item.get("required", False) is wanted
    shipped = items("shipped")

    assert shipped["globulin_signs"]["required"]
    assert "required" not in shipped["globulin_signs_first"]


def test_who_picks_an_urgent_sign_elsewhere_sees_the_card() -> None:
    """The stop card and how to get help stand behind each question that calls for them."""
    bank, found = BANKS["shipped"](), items("shipped")
    calls = [one for one in bank.questions() if one.urgent_if]
    offices = [one for one in bank.questions() if one.call_if]
    links = [*found]

    assert len(calls) >= 4
    assert offices
    for question in offices:
        assert found[f"{question.id}.call_today"]["text"] == bank.texts["call_today"].text
    for question in calls:
        card, help_now = (found[f"{question.id}.{text}"] for text in ("stop_card", "get_help_now"))
        assert (card["type"], card["text"]) == ("display", bank.texts["stop_card"].text)
        assert help_now["text"] == bank.texts["get_help_now"].text
        assert links.index(card["linkId"]) > links.index(question.id)
        same = [{k: one.get(k) for k in CONDITIONS} for one in (card, help_now)]
        assert same[0] == same[1] != dict.fromkeys(CONDITIONS)


CONDITIONS = ("enableWhen", "enableBehavior", "extension")
UNKNOWN = ("descendants", "repeat(", "hasValue", DATA_ABSENT)


def test_conditions_use_only_what_every_renderer_reads() -> None:
    """Nothing searched at any depth, no "not equal", no marks that only this program writes."""
    for one in each(form("shipped")["item"]):
        assert all(test["operator"] in ("=", "exists") for test in one.get("enableWhen", []))
        for extension in one.get("extension", []):
            expression = extension.get("valueExpression", {}).get("expression", "")
            assert not any(word in expression for word in UNKNOWN)


def test_a_row_can_be_looked_at_wherever_a_cell_looks() -> None:
    """Also where only the question about the rest of a list does."""
    choices = tuple(Choice(id=one, label=one) for one in ("rest", "ice", "tea"))
    cell = Many(id="gave", ask="What did it do?", choices=choices, confirm_rest=True)
    table = Rows(id="pills", ask="Which pills?", row="pill", fields=(cell,))
    section = Section(id="more", title="More", questions=(table,))
    form = questionnaire_of(replace(whole_bank(), sections=(*whole_bank().sections, section)))

    found = {one["linkId"]: json.dumps(one.get("extension")) for one in each(form["item"])}

    assert "%row" in found["pills.row.gave.others"]
    assert '"name": "row"' in found["pills"]
