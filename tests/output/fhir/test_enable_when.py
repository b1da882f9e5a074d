"""Conditions that the small bank of the tests does not have, each as its item says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Within
from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    Many,
    Number,
    One,
    Places,
    Question,
    Rank,
    Rows,
    Section,
    Text,
    YesNo,
)
from mmn_check.output.fhir.bundle import response_of
from mmn_check.output.fhir.questionnaire import question_enabled, questionnaire_of
from mmn_check.visit.values import (
    DECLINED,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Words,
    answered,
)
from mmn_check.visit.visit import Key
from tests.output.fhir.form_logic import EXPRESSION, enabled
from tests.output.fhir.reading import as_said, each, read_back
from tests.output.summaries import summary
from tests.support.visit_cases import whole_bank
from tests.support.walks import new_visit

Json = dict[str, Any]
LIMBS = (
    Choice(id="hand", label="Hand", group="arm"),
    Choice(id="wrist", label="Wrist", group="arm"),
    Choice(id="foot", label="Foot", group="leg"),
    Choice(id="neck", label="Neck", sides=False),
    Choice(id="none", label="None", exclusive=True, sides=False),
)
PETS = (Choice(id="cat", label="Cat"), Choice(id="dog", label="Dog"))
BEFORE: tuple[Question, ...] = (
    YesNo(id="weak", ask="Weak?"),
    Places(id="where", ask="Where?", choices=LIMBS),
    Many(id="pets", ask="Pets?", choices=(*PETS, Choice(id="none", label="No", exclusive=True))),
    Date(id="began", ask="When?"),
    Text(id="story", ask="Say more."),
    Rows(
        id="drugs",
        ask="Drugs?",
        row="drug",
        fields=(
            Text(id="name", ask="Name?"),
            YesNo(id="taken", ask="Taken?"),
            One(
                id="how", ask="How?", choices=PETS, ask_if=(AnyOf(question="taken", words=("no",)),)
            ),
        ),
    ),
)


def bank_with(*questions: Question) -> Bank:
    section = Section(id="all", title="All", questions=(*BEFORE, *questions))
    return Bank(id="b", version="1", title="B", texts={}, sources={}, sections=(section,))


def asked_if(*clauses: Clause) -> Bank:
    return bank_with(Text(id="then", ask="Then?", ask_if=clauses))


def item(bank: Bank, link: str = "then") -> Json:
    found = each(questionnaire_of(bank)["item"])
    return next(one for one in found if one["linkId"] == link)


def is_open(bank: Bank, answers: dict[Key, Answer], link: str = "then") -> bool:
    """Whether a form filler would ask the item when this was said."""
    visit = replace(new_visit(bank), answers={("story",): SKIPPED, **answers})
    form = questionnaire_of(bank)
    response = response_of(bank, visit, questionnaire=form, summary=summary())
    return link in {one for one, _ in enabled(form, response)}


YES, NO = answered("yes"), answered("no")
HAND, WRIST = Mark("hand", "right"), Mark("wrist", "left")
FOOT, NECK = Mark("foot", "not_sure"), Mark("neck", "whole")
ALL_OF_LIMBS = AllOf(question="where", words=("arm", "leg"))


def where(*marks: Mark) -> dict[Key, Answer]:
    return {("where",): answered(marks)}


def any_of(question: str, *words: str) -> AnyOf:
    return AnyOf(question=question, words=words)


PLAIN: list[tuple[Clause | tuple[Clause, ...], dict[Key, Answer], bool]] = [
    (any_of("weak", "yes", "not_sure"), {("weak",): YES}, True),
    (any_of("weak", "yes", "not_sure"), {("weak",): NOT_SURE}, True),
    (any_of("weak", "yes", "not_sure"), {("weak",): DECLINED}, False),
    (any_of("weak", "yes", "not_sure"), {}, False),
    (any_of("where", "arm"), where(FOOT, WRIST), True),
    (any_of("where", "arm"), where(FOOT), False),
    (any_of("where", "neck"), where(NECK), True),
    (any_of("where", "any"), where(NECK), True),
    (any_of("where", "any"), where(Mark("none", "whole")), False),
    (any_of("where", "any"), {("where",): NOT_SURE}, False),
    (any_of("where", "any"), {("where",): SKIPPED}, False),
    ((any_of("weak", "yes"), any_of("pets", "cat")), {("weak",): YES}, False),
    (
        (any_of("weak", "yes"), any_of("pets", "cat")),
        {("weak",): YES, ("pets",): answered(("cat", "dog"))},
        True,
    ),
    (any_of("weak", "yes", "skipped"), {("weak",): SKIPPED}, True),
    (any_of("weak", "yes", "skipped"), {("weak",): YES}, True),
    (any_of("weak", "yes", "skipped"), {("weak",): NO}, False),
    (any_of("weak", "skipped"), {("weak",): SKIPPED}, True),
    (AllOf(question="pets", words=("cat", "dog")), {("pets",): answered(("cat", "dog"))}, True),
    (AllOf(question="pets", words=("cat", "dog")), {("pets",): answered(("dog",))}, False),
]


@pytest.mark.parametrize(("condition", "answers", "holds"), PLAIN)
def test_what_plain_conditions_can_say_is_said_plainly(
    condition: Clause | tuple[Clause, ...], answers: dict[Key, Answer], holds: bool
) -> None:
    """Without an expression, so that every form filler knows it; and it means the same."""
    bank = asked_if(*condition) if isinstance(condition, tuple) else asked_if(condition)

    assert "enableWhen" in item(bank)
    assert "extension" not in item(bank)
    assert is_open(bank, answers) == holds


def began(earliest: str, latest: str) -> dict[Key, Answer]:
    rough = RoughDate(as_typed="then", earliest=earliest, latest=latest)
    return {("began",): answered(rough)}


TODAY = date.today()  # noqa: DTZ011 - an expression asks the machine, which knows no other
LATELY = (TODAY - timedelta(days=20)).isoformat()
LONG_AGO = (TODAY - timedelta(days=400)).isoformat()
DRUG: dict[Key, Answer] = {
    ("drugs", "row", "0", "name"): answered(Words("A")),
    ("drugs", "row", "0", "taken"): YES,
}
TWO_DRUGS: dict[Key, Answer] = DRUG | {
    ("drugs", "row", "1", "name"): answered(Words("B")),
    ("drugs", "row", "1", "taken"): NOT_SURE,
}
BEYOND: list[tuple[Clause | tuple[Clause, ...], dict[Key, Answer], bool]] = [
    (ALL_OF_LIMBS, where(HAND, FOOT), True),
    (ALL_OF_LIMBS, where(HAND, WRIST), False),
    ((any_of("weak", "yes", "no"), any_of("where", "arm")), where(HAND), False),
    (
        (any_of("weak", "yes", "no"), any_of("where", "arm")),
        {("weak",): NO} | where(HAND),
        True,
    ),
    (Within(question="began", days=31), began(LATELY, LATELY), True),
    (Within(question="began", days=31), began(LONG_AGO, LONG_AGO), False),
    (Within(question="began", days=31), began(LONG_AGO, LATELY), True),
    (Within(question="began", days=31), began(LATELY[:4], LATELY[:4]), True),
    (Within(question="began", days=31), began("1999", "1999-12"), False),
    (Within(question="began", days=31), {("began",): NOT_SURE}, False),
    (any_of("drugs", "not_sure"), TWO_DRUGS, True),
    (any_of("drugs", "not_sure"), DRUG, False),
    (any_of("drugs", "yes"), TWO_DRUGS, True),
    (any_of("drugs", "declined"), {("drugs",): DECLINED}, True),
]


@pytest.mark.parametrize(("condition", "answers", "holds"), BEYOND)
def test_what_plain_conditions_cannot_say_is_an_expression(
    condition: Clause | tuple[Clause, ...], answers: dict[Key, Answer], holds: bool
) -> None:
    """In FHIRPath, which a FHIRPath engine reads as it is meant."""
    bank = asked_if(*condition) if isinstance(condition, tuple) else asked_if(condition)

    assert "enableWhen" not in item(bank)
    assert item(bank)["extension"][0]["url"] == EXPRESSION
    assert is_open(bank, answers) == holds


def test_words_of_any_kind_open_a_question_if_there_are_any() -> None:
    """Free words have no options to look for: what has an answer has been said."""
    (one,) = item(asked_if(any_of("story", "any")))["extension"]
    expression = one["valueExpression"]["expression"]

    assert expression == "%resource.item.item.where(linkId = 'story').answer.exists()"


def test_a_blank_counts_as_skipped_only_where_the_question_is_asked() -> None:
    """Elsewhere nobody can say that they skip; what is not shown is not skipped."""
    hidden = YesNo(id="hidden", ask="Hidden?", ask_if=(any_of("weak", "yes"),))
    bank = bank_with(
        hidden, Text(id="then", ask="Then?", ask_if=(any_of("hidden", "no", "skipped"),))
    )

    assert not is_open(bank, {("weak",): NO})
    assert is_open(bank, {("weak",): YES})
    assert is_open(bank, {("weak",): YES, ("hidden",): NO})
    assert not is_open(bank, {("weak",): YES, ("hidden",): YES})


def test_a_condition_that_nothing_can_meet_is_false() -> None:
    """A word that no answer to the question can be opens nothing."""
    bank = asked_if(any_of("story", "blue"))
    both = asked_if(AllOf(question="story", words=("blue", "skipped")))

    assert item(bank)["extension"][0]["valueExpression"]["expression"] == "false"
    assert not is_open(both, {("story",): answered(Words("blue"))})


BUILT_ON: list[tuple[Question, dict[Key, Answer], bool]] = [
    (One(id="then", ask="Which?", picked_in="where"), where(Mark("hand", "both")), True),
    (One(id="then", ask="Which?", picked_in="where"), where(HAND), False),
    (Rank(id="then", ask="Order?", picked_in="where"), where(Mark("hand", "both")), False),
    (Rank(id="then", ask="Order?", picked_in="where"), where(HAND, NECK), True),
    (Rank(id="then", ask="Order?", picked_in="pets"), {("pets",): answered(("cat", "dog"))}, True),
    (Rank(id="then", ask="Order?", picked_in="pets"), {("pets",): answered(("none",))}, False),
]


@pytest.mark.parametrize(("question", "answers", "holds"), BUILT_ON)
def test_a_question_that_builds_on_picks_needs_so_many(
    question: Question, answers: dict[Key, Answer], holds: bool
) -> None:
    """Both sides of a place are two things to choose from, but one thing to put in order."""
    assert is_open(bank_with(question), answers) == holds


def test_a_row_for_each_thing_picked_says_which_things() -> None:
    """The rows' first item offers what may be picked, or those of it that get a row."""
    fields = (Text(id="how", ask="How?"),)
    each_limb = Rows(id="limbs", ask="Each?", for_each="where", only=("arm",), fields=fields)
    bank = bank_with(each_limb)
    codes = [one["valueCoding"]["code"] for one in item(bank, "limbs.thing")["answerOption"]]

    assert codes == ["hand", "wrist"]
    assert is_open(bank, where(HAND), "limbs")
    assert not is_open(bank, where(FOOT), "limbs")


@pytest.mark.parametrize(("chosen", "row", "code"), [(NECK, "whole", "neck"), (HAND, "right", "")])
def test_the_thing_of_a_row_may_be_a_place_that_was_chosen(
    chosen: Mark, row: str, code: str
) -> None:
    """A row for the place chosen out of those picked is about that side of it."""
    worst = One(id="worst", ask="Worst?", picked_in="where")
    fields = (Text(id="how", ask="How?"),)
    bank = bank_with(worst, Rows(id="then", ask="Each?", for_each="worst", fields=fields))
    name = f"{chosen.place}.{row}"
    answers: dict[Key, Answer] = where(chosen, FOOT) | {
        ("worst",): answered(chosen),
        ("then", "row", name, "how"): answered(Words("Stiff")),
    }
    form = questionnaire_of(bank)
    visit = replace(new_visit(bank), answers=answers)
    response = response_of(bank, visit, questionnaire=form, summary=summary())
    thing = next(one for one in each(response["item"]) if one["linkId"] == "then.thing")

    assert thing["answer"][0]["valueCoding"]["code"] == (code or name)
    assert read_back(bank, response) == as_said(answers)


def test_a_listed_rather_not_say_is_the_state() -> None:
    """It is offered once, in the words of the bank."""
    listed = (*PETS, Choice(id="declined", label="I would rather not"))
    options = item(bank_with(One(id="then", ask="Which?", choices=listed)))["answerOption"]
    displays = [one["valueCoding"]["display"] for one in options]

    assert displays == ["Cat", "Dog", "Not sure", "I would rather not"]


def test_a_cell_looks_at_its_own_row() -> None:
    """What the same cell holds in another row does not open it."""
    twice: dict[Key, Answer] = DRUG | {
        ("drugs", "row", "1", "name"): answered(Words("B")),
        ("drugs", "row", "1", "taken"): NO,
    }
    bank = bank_with()
    form = questionnaire_of(bank)
    visit = replace(new_visit(bank), answers=twice)
    response = response_of(bank, visit, questionnaire=form, summary=summary())
    open_cells = {place for place in enabled(form, response) if place[0] == "drugs.row.how"}

    assert open_cells == {("drugs.row.how", 1)}


def test_an_expression_in_a_row_looks_at_its_own_row() -> None:
    """The row is a variable of the group, and its cells look there."""
    fields = (
        Text(id="name", ask="Name?"),
        YesNo(id="a", ask="A?"),
        Text(id="b", ask="B?", ask_if=(any_of("a", "yes", "skipped"),)),
    )
    bank = bank_with(Rows(id="t", ask="T?", fields=fields))
    answers: dict[Key, Answer] = {
        ("t", "row", "0", "name"): answered(Words("X")),
        ("t", "row", "0", "a"): NO,
        ("t", "row", "1", "name"): answered(Words("Y")),
        ("t", "row", "1", "a"): SKIPPED,
    }
    form = questionnaire_of(bank)
    visit = replace(new_visit(bank), answers=answers)
    response = response_of(bank, visit, questionnaire=form, summary=summary())
    variable = item(bank, "t")["extension"][0]["valueExpression"]

    assert (variable["name"], variable["expression"]) == ("row", "%context")
    assert [place for place in enabled(form, response) if place[0] == "t.row.b"] == [("t.row.b", 1)]


def test_a_table_of_great_numbers_is_no_table_of_integers() -> None:
    """An integer of FHIR has 32 bits; a number that may be larger is a decimal."""
    bank = bank_with(Number(id="then", ask="How many?", maximum=10**10))
    visit = replace(new_visit(bank), answers={("then",): answered(10**10)})
    form = questionnaire_of(bank)
    response = response_of(bank, visit, questionnaire=form, summary=summary())

    assert item(bank)["type"] == "decimal"
    assert next(each(response["item"][0]["item"]))["answer"] == [{"valueDecimal": 10**10}]


def test_what_is_not_in_the_form_any_more_closes_nothing() -> None:
    """An answer to an old question is shown, though what once opened it was not answered."""
    asked = whole_bank().as_asked([("falls_count",)])

    assert "falls" not in asked.by_id
    assert question_enabled(asked, asked.by_id["falls_count"]) == {}
