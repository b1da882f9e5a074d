from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta, timezone
from functools import cache
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from mmn_check.bank.model import Bank, Choice, Depth, Many, Rank, Rows, Section, YesNo
from mmn_check.output.fhir.bundle import response_of
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import SKIPPED, Words, answered
from mmn_check.visit.visit import Visit
from tests.output.fhir.reading import as_said, each, read_back
from tests.output.summaries import summary
from tests.output.visits import fullest_visit
from tests.support.every_kind import EMPTY, GARDEN, walks
from tests.support.profile import examples
from tests.support.visit_cases import visit_of, whole_bank
from tests.support.walks import STARTED, finished_visit, new_visit, seeds, wandering_visit

Json = dict[str, Any]
DATA_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


@cache
def questionnaire() -> Json:
    return questionnaire_of(whole_bank())


@cache
def garden() -> Json:
    return questionnaire_of(GARDEN)


def response(visit: Visit, bank: Bank | None = None, form: Json | None = None) -> Json:
    return response_of(
        bank or whole_bank(),
        visit,
        questionnaire=form or questionnaire(),
        summary=summary(),
    )


def item(found: Json, link: str) -> Json:
    return next(one for one in each(found["item"]) if one["linkId"] == link)


def said(**answers: Any) -> Json:
    """The response of a first visit at which this was said."""
    states = {one: answers.pop(one, []) for one in ("not_sure", "skipped", "declined")}
    data = {"answers": {"visit_type": "first"} | answers, **states}
    return response(visit_of(data, whole_bank()))


@settings(max_examples=examples(25), deadline=None)
@given(seeds)
def test_every_answer_and_every_state_is_read_back(seed: int) -> None:
    """A walk through the shipped bank comes back whole: values, states, rows and their ends."""
    chance = Random(seed)
    depths: tuple[Depth, ...] = (1, 2, 3)
    bank = whole_bank()
    visit = wandering_visit(bank, chance, depth=chance.choice(depths))

    assert read_back(bank, response(visit)) == as_said(course_of(bank, visit).answers)


@settings(max_examples=examples(50), deadline=None)
@given(walks())
def test_an_unfinished_visit_is_read_back(visit: Visit) -> None:
    """Every kind, hostile words and odd ids included, wherever the visit stopped."""
    found = response(visit, GARDEN, garden())

    assert read_back(GARDEN, found) == as_said(course_of(GARDEN, visit).answers)


def test_six_states_are_six_different_things() -> None:
    """Answered, none of these, not sure, rather not say, skipped; what was not asked is absent."""
    found = said(
        weak="no",
        sudden_signs="none",
        not_sure=["twitches", "age"],
        declined=["cramps", "work"],
        skipped=["thinner", "name"],
    )
    picked = {
        link: item(found, link)["answer"][0]["valueCoding"]
        for link in ("weak", "sudden_signs", "twitches", "cramps")
    }
    links = {one["linkId"] for one in each(found["item"])}

    assert [one["code"] for one in picked.values()] == ["N", "none", "not_sure", "declined"]
    assert [one.get("extension") for one in picked.values()] == [
        None,
        None,
        [{"url": DATA_ABSENT, "valueCode": "asked-unknown"}],
        [{"url": DATA_ABSENT, "valueCode": "asked-declined"}],
    ]
    reasons = {
        "age": "asked-unknown",
        "work": "asked-declined",
        "thinner": "unknown",
        "name": "unknown",
    }
    for link, reason in reasons.items():
        assert "answer" not in item(found, link)
        assert item(found, link)["extension"] == [{"url": DATA_ABSENT, "valueCode": reason}]
    assert "stiff" not in links


@pytest.mark.parametrize(
    ("words", "earliest", "latest", "value"),
    [
        ("2019", "2019", "2019", "2019"),
        ("March 2019", "2019-03", "2019-03", "2019-03"),
        ("5 March 2019", "2019-03-05", "2019-03-05", "2019-03-05"),
        ("spring 2019", "2019-03", "2019-05", "2019"),
        ("early March 2019", "2019-03-01", "2019-03-10", "2019-03"),
        ("2017 or 2018", "2017", "2018", None),
    ],
)
def test_a_date_is_no_more_exact_than_told(
    words: str, earliest: str, latest: str, value: str | None
) -> None:
    """The value has what both ends share; the words stand beside it, and the ends of a span."""
    told = said(began={"as_typed": words, "from": earliest, "to": latest})

    assert item(told, "began").get("answer") == ([{"valueDate": value}] if value else None)
    assert item(told, "began.as_typed")["answer"] == [{"valueString": words}]
    links = {one["linkId"] for one in each(told["item"])}
    assert ("began.earliest" in links) == ("began.latest" in links) == (earliest != latest)


def test_words_that_are_no_date_are_no_date() -> None:
    """Nothing is invented: there is no value, and the words say why."""
    told = said(began={"as_typed": "before my second child"})

    assert "answer" not in item(told, "began")
    assert item(told, "began")["extension"] == [{"url": DATA_ABSENT, "valueCode": "as-text"}]
    assert item(told, "began.as_typed")["answer"] == [{"valueString": "before my second child"}]


def test_answers_of_a_closed_branch_are_not_there() -> None:
    """Where the person took back what had opened a branch, its answers have gone."""
    weak = {"visit_type": "first", "weak": "yes", "weak_places": {"hand": "right"}}
    visit = visit_of({"answers": weak}, whole_bank())
    closed = visit.with_answer(("weak",), answered("no"))

    links = [{one["linkId"] for one in each(response(v)["item"])} for v in (visit, closed)]

    assert "weak_places" in links[0]
    assert "weak_places" not in links[1]


def test_a_place_on_both_sides_has_two_codes() -> None:
    """Right and left are marked each; a side that is not sure is neither."""
    told = said(weak="yes", weak_places={"hand": "both", "foot": "not_sure"})

    codes = [one["valueCoding"]["code"] for one in item(told, "weak_places")["answer"]]

    assert codes == ["hand.right", "hand.left", "foot.not_sure"]


def test_the_items_stand_in_the_order_of_the_questionnaire() -> None:
    """Also where a section was asked at an earlier place; each text is the Questionnaire's."""
    bank = whole_bank()
    order = {one["linkId"]: n for n, one in enumerate(each(questionnaire()["item"]))}
    texts = {one["linkId"]: one["text"] for one in each(questionnaire()["item"])}
    for visit in (fullest_visit(bank, says="x"), finished_visit(bank, Random(7))):
        found = [*each(response(visit)["item"])]
        singles = Counter(one["linkId"] for one in found)
        places = [order[one["linkId"]] for one in found if singles[one["linkId"]] == 1]
        assert places == sorted(places)
        assert all(one["text"] == texts[one["linkId"]] for one in found)


def test_a_visit_is_in_progress_until_it_is_finished() -> None:
    """The status, and the moment that the visit tells."""
    visit = new_visit(whole_bank())
    finished = replace(visit, finished=STARTED + timedelta(minutes=20))

    begun, done = response(visit), response(finished)

    assert (begun["status"], begun["authored"]) == ("in-progress", "2026-11-21T09:12:33Z")
    assert (done["status"], done["authored"]) == ("completed", "2026-11-21T09:32:33Z")
    assert begun["questionnaire"] == f"{questionnaire()['url']}|{questionnaire()['version']}"
    assert "item" not in begun


def test_a_visit_that_was_changed_after_it_was_finished_is_amended() -> None:
    """From then on, finished again or not; the same answer once more is no change."""
    finished = replace(new_visit(whole_bank()), finished=STARTED).with_answer(("weak",), SKIPPED)
    done = replace(finished, finished=STARTED, amended=False)
    changed = done.with_answer(("weak",), answered("yes"))

    assert response(done.with_answer(("weak",), SKIPPED))["status"] == "in-progress"
    assert response(changed)["status"] == "amended"
    assert response(replace(changed, finished=STARTED))["status"] == "amended"


def test_a_row_whose_name_is_not_known_has_a_reason() -> None:
    """A file may say so where the screen would take the row out."""
    told = said(
        weak="yes",
        weak_places={"hand": "right"},
        spread="yes",
        spread_places=[{"where": {"state": "not_sure"}}, {"where": {"state": "declined"}}],
    )
    named = [one for one in each(told["item"]) if one["linkId"] == "spread_places.row.where"]
    reasons = [one["extension"][0]["valueCode"] for one in named]

    assert reasons == ["asked-unknown", "asked-declined"]


def test_a_time_zone_that_no_calendar_has_is_told_in_another() -> None:
    """FHIR knows whole minutes only; the moment stays the same."""
    strange = STARTED.astimezone(timezone(timedelta(minutes=53, seconds=28)))
    visit = replace(new_visit(whole_bank()), started=strange)

    assert response(visit)["authored"] == "2026-11-21T09:12:33Z"


@pytest.mark.parametrize(
    ("who", "source"),
    [
        ("patient", {"type": "Patient", "display": "patient"}),
        ("helping", {"display": "patient, with a helper"}),
        ("for_patient", {"display": "helper, for the patient"}),
    ],
)
def test_who_answers_is_told_without_a_made_up_person(who: str, source: Json) -> None:
    """The bank's words and nothing else: neither a name nor a record that is not there."""
    told = said(informant=who)

    assert told["source"] == source
    assert not told.keys() & {"subject", "author", "encounter", "contained"}


def test_nobody_answers_where_that_was_not_told() -> None:
    """Without the informant there is no source."""
    assert "source" not in said()


def text_said(text: str) -> tuple[Json, Json]:
    visit = EMPTY.with_answer(("story",), answered(Words(text)))
    found = response(visit.with_answer(("weak",), answered("no")), GARDEN, garden())
    return found, item(found, "story")


@pytest.mark.parametrize("text", ["x" * (1024 * 1024 + 1), "\u00e4" * 600_000, "\n \n"])
def test_what_no_string_of_fhir_can_hold_has_a_reason(text: str) -> None:
    """More than a megabyte, or nothing but blanks: the visit's file goes along, and has it."""
    _, told = text_said(text)

    assert "answer" not in told
    assert [one["valueCode"] for one in told["extension"]] == ["as-text"]


def test_a_megabyte_fits() -> None:
    """As much as FHIR allows is a value like any other."""
    assert text_said("x" * 1024 * 1024)[1]["answer"] == [{"valueString": "x" * 1024 * 1024}]


def test_a_table_with_nothing_in_it_is_told_from_one_that_ended() -> None:
    """None, no more, not sure if there are more, and nothing said of it."""
    none = said(allergies=[])
    some = said(allergies=[{"what": "Penicillin"}])
    kept = {
        "none": read_back(whole_bank(), none).get(("allergies",)),
        "no_more": read_back(whole_bank(), some).get(("allergies", "end")),
    }

    assert isinstance(whole_bank().by_id["allergies"], Rows)
    assert all(kept.values())
    for found, code in ((none, "none"), (some, "no_more")):
        assert item(found, "allergies.end")["answer"][0]["valueCoding"]["code"] == code


def test_what_was_said_beside_an_answer_is_beside_it() -> None:
    """With yes and no as words that a form asks for; with anything else on its item."""
    visit = new_visit(GARDEN)
    for link, told in (("weak", answered("yes", "Yes, at night.")), ("age", answered(52, "Soon."))):
        visit = visit.with_answer((link,), told)
    found = response(visit, GARDEN, garden())

    assert item(found, "weak.as_typed")["answer"] == [{"valueString": "Yes, at night."}]
    original = "http://hl7.org/fhir/StructureDefinition/originalText"
    assert item(found, "age")["extension"] == [{"url": original, "valueString": "Soon."}]
    assert read_back(GARDEN, found)["age",].note == "Soon."


def test_what_is_picked_of_what_was_picked_before_is_told_at_every_turn() -> None:
    """A list of a list of a list: each offers what the one before it could have picked."""
    colours = tuple(Choice(id=one, label=one) for one in ("red", "blue", "green"))
    bad = YesNo(id="bad", ask="Is it bad?")
    questions = (
        Many(id="colours", ask="Which do you see?", choices=colours),
        Many(id="new_colours", ask="Which are new?", choices=(), picked_in="colours"),
        Rank(id="worst_colour", ask="Which is worst?", picked_in="new_colours", at_most=2),
        Rows(
            id="each_colour",
            ask="How is each?",
            for_each="new_colours",
            row="colour",
            fields=(bad,),
        ),
    )
    chain = Section(id="chain", title="Chain", questions=questions)
    bank = replace(GARDEN, sections=(*GARDEN.sections, chain))
    answers = {
        ("colours",): answered(("red", "blue")),
        ("new_colours",): answered(("red", "blue")),
        ("worst_colour",): answered(("blue", "red")),
        ("each_colour", "row", "blue", "bad"): answered("yes"),
    }
    visit = replace(new_visit(bank), answers=answers)

    told = response(visit, bank, questionnaire_of(bank))

    ranked = [one["valueCoding"]["code"] for one in item(told, "worst_colour")["answer"]]
    assert ranked == ["blue", "red"]
    assert item(told, "each_colour.thing")["answer"][0]["valueCoding"]["code"] == "blue"
