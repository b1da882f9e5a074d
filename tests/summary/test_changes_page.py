from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from mmn_check.bank.model import Bank
from mmn_check.summary.visit_changes import changes_between
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.visit import Visit
from tests.summary.mirrors import mirrored, told
from tests.summary.pairs import found, kept_pair
from tests.support.every_kind import GARDEN
from tests.support.profile import examples
from tests.support.scripted import headache
from tests.support.visit_cases import whole_bank
from tests.support.walks import any_answer, finished_visit, seeds, wandering_visit

BANKS: dict[str, tuple[Bank, int]] = {
    "every kind": (GARDEN, examples(40)),
    "headache": (headache(), examples(40)),
    "shipped": (whole_bank(), examples(8)),
}
PLANTED = {
    "main_problem": "changed",
    "weak_places": "changed",
    "began": "changed",
    "numb_means": "changed",
    "worse_with": "changed",
    "tired": "changed",
    "medicines": "changed",
}


def test_seven_planted_differences_are_exactly_those_found(figures: Counter[str]) -> None:
    """Of eighty answers seven differ, each of another kind, and no other is named."""
    changes = changes_between(whole_bank(), *kept_pair())

    assert {one.question: one.kind for one in changes} == PLANTED
    figures["planted differences found"] += len(changes)


def test_a_change_knows_where_it_comes_from() -> None:
    """It leads back to the question."""
    was: dict[str, Any] = {"weak": "yes"}

    change = found(was, {"weak": "no"})["weak"]

    assert change.question == "weak"
    assert {*change.lines[0].origins} == {"weak"}


def one_answer_changed(bank: Bank, seed: int) -> tuple[Visit, Visit]:
    """A visit, and the same with one answer given in another way, as the program keeps it."""
    chance = Random(seed)
    straight = chance.random() < 0.7
    visit = (finished_visit if straight else wandering_visit)(bank, chance)
    step = chance.choice(course_of(bank, visit).steps)
    return visit, record(visit, step, any_answer(step, chance))


def live_differences(bank: Bank, was: Visit, now: Visit) -> set[str]:
    """The questions of which any live answer differs, worked out from the answers alone."""
    before, after = course_of(bank, was).answers, course_of(bank, now).answers
    keys = before.keys() | after.keys()
    return {key[0] for key in keys if before.get(key) != after.get(key)}


@pytest.mark.parametrize("name", BANKS)
def test_what_one_new_answer_changes_is_reported_and_nothing_else(name: str) -> None:
    """The answer itself, and those of the branches that it opened or closed."""
    bank, walks = BANKS[name]

    @settings(max_examples=walks, deadline=None)
    @given(seeds)
    def holds(seed: int) -> None:
        was, now = one_answer_changed(bank, seed)

        changes = changes_between(bank, was, now)

        assert {one.question for one in changes} == live_differences(bank, was, now)

    holds()


@pytest.mark.parametrize("name", BANKS)
def test_nothing_differs_from_itself_and_back_is_the_mirror_of_there(name: str) -> None:
    """Seen from the other visit the same is new that was gone."""
    bank, walks = BANKS[name]

    @settings(max_examples=walks, deadline=None)
    @given(seeds)
    def holds(seed: int) -> None:
        was, now = one_answer_changed(bank, seed)

        there, back = changes_between(bank, was, now), changes_between(bank, now, was)

        assert changes_between(bank, was, was) == ()
        assert [*map(mirrored, back)] == [*map(told, there)]

    holds()


@pytest.mark.parametrize("name", BANKS)
def test_two_visits_with_little_in_common_mirror_each_other(name: str) -> None:
    """Two walks of their own: whatever differs one way differs the other way."""
    bank, walks = BANKS[name]

    @settings(max_examples=-(-walks // 4), deadline=None)
    @given(seeds)
    def holds(seed: int) -> None:
        was, now = (finished_visit(bank, Random(seed + one)) for one in (0, 1))

        there, back = changes_between(bank, was, now), changes_between(bank, now, was)

        assert {one.question for one in there} <= live_differences(bank, was, now)
        assert [mirrored(one)[:2] for one in back] == [told(one)[:2] for one in there]

    holds()


@pytest.mark.parametrize(
    ("was", "now", "kind", "line"),
    [
        ({"pain": "yes"}, {"pain": "no"}, "changed", "Was: yes. Now: no."),
        ({"pain": "yes"}, {"not_sure": ["pain"]}, "changed", "Was: yes. Now: not sure."),
        ({"skipped": ["pain"]}, {"pain": "no"}, "changed", "Was: skipped. Now: no."),
        (
            {"skipped": ["pain"]},
            {"declined": ["pain"]},
            "changed",
            "Was: skipped. Now: rather not say.",
        ),
        ({"not_sure": ["pain"]}, {"skipped": ["pain"]}, "changed", "Was: not sure. Now: skipped."),
        ({}, {"pain": "no"}, "not_asked_then", "No."),
        ({"declined": ["pain"]}, {}, "not_asked_now", "Rather not say."),
        (
            {"better_with": ["none"]},
            {"better_with": ["rest"]},
            "changed",
            "Was: nothing. New: rest.",
        ),
        (
            {"better_with": ["none"]},
            {"skipped": ["better_with"]},
            "changed",
            "Was: nothing. Now: skipped.",
        ),
        ({"medicines": []}, {"skipped": ["medicines"]}, "changed", "Was: none. Now: skipped."),
        ({}, {"medicines": []}, "not_asked_then", "None."),
    ],
)
def test_the_six_states_of_an_answer_stay_apart(
    was: dict[str, Any], now: dict[str, Any], kind: str, line: str
) -> None:
    """No state is turned into another, and not to have been asked is no change of a symptom."""
    (change,) = found(was, now).values()

    assert change.kind == kind
    assert [one.text for one in change.lines] == [line]


def test_picks_in_another_order_are_the_same_picks() -> None:
    """Dictated as rest and warmth, or as warmth and rest."""
    assert found({"better_with": ["rest", "warmth"]}, {"better_with": ["warmth", "rest"]}) == {}


def test_what_matters_most_in_another_order_is_a_change() -> None:
    """The person ranks; the same three in another order say something else."""
    tasks = {"tasks": ["buttons", "keys", "hobbies", "stairs"]}
    ranked = {"tasks_matter": ["buttons", "stairs"]}, {"tasks_matter": ["stairs", "buttons"]}

    assert list(found(tasks | ranked[0], tasks | ranked[1])) == ["tasks_matter"]


def test_a_date_taken_over_in_lasting_words_is_the_same_date() -> None:
    """What was two years ago then is offered as March 2024 now."""
    then = {"began": {"as_typed": "2 years ago", "from": "2024-03", "to": "2024-03"}}
    now = {"began": {"as_typed": "March 2024", "from": "2024-03", "to": "2024-03"}}

    assert found(then, now) == {}


def test_the_same_words_about_another_time_are_told_otherwise() -> None:
    """Two years ago, said again half a year later, is another date."""
    then = {"began": {"as_typed": "2 years ago", "from": "2024-05", "to": "2024-05"}}
    now = {"began": {"as_typed": "2 years ago", "from": "2024-11", "to": "2024-11"}}

    assert list(found(then, now)) == ["began"]


def test_answers_of_closed_branches_are_not_compared() -> None:
    """Whoever is not weak has no weak places, though some were kept from before."""
    was = {"weak": "no", "weak_places": {"hand": "right"}}
    now = {"weak": "no", "weak_places": {"foot": "left"}}

    assert found(was, now) == {}
