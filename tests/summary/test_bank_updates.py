"""A bank that changed between two visits: never a change of symptoms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mmn_check.bank.model import Bank, Choice, Many, One, Question, is_later
from mmn_check.summary.visit_changes import changes_between, tell_changes
from mmn_check.visit.visit import Visit
from tests.summary.pairs import earlier, later, said, told
from tests.support.visit_cases import TODAY, whole_bank

NEWER = "2027.1"


def updated(change: Callable[[Question], Question | None]) -> Bank:
    """The shipped bank in a later version, with questions changed or left out."""
    sections = tuple(
        replace(
            section,
            questions=tuple(made for one in section.questions if (made := change(one))),
        )
        for section in whole_bank().sections
    )
    return replace(whole_bank(), version=NEWER, sections=sections)


def with_choice(question: str, choice: Choice) -> Bank:
    """The shipped bank with a choice more, put first."""

    def changed(one: Question) -> Question:
        if one.id == question and isinstance(one, Many | One):
            return replace(one, choices=(choice, *one.choices))
        return one

    return updated(changed)


def pair(bank: Bank, was: dict[str, Any], now: dict[str, Any]) -> tuple[Visit, Visit]:
    """Visits before and after the update, both read with the bank as it now is."""
    old = whole_bank().version
    return replace(earlier(said(was, bank)), bank_version=old), later(said(now, bank))


def test_other_wordings_are_no_change() -> None:
    """Every question and choice said in other words: the same answers are the same."""

    def reworded(one: Question) -> Question:
        if isinstance(one, Many | One) and one.choices:
            worded = tuple(replace(choice, label=f"{choice.label}!") for choice in one.choices)
            return replace(one, ask=f"{one.ask}!", choices=worded)
        return replace(one, ask=f"{one.ask}!")

    was, now = pair(
        updated(reworded),
        {"pain": "yes", "better_with": ["rest"], "course": "steps"},
        {"pain": "yes", "better_with": ["rest"], "course": "steps"},
    )

    assert changes_between(updated(reworded), was, now) == ()


SLEEP = Choice(id="sleep", label="Sleep", since=NEWER)


def test_a_choice_that_there_was_not_is_told_apart() -> None:
    """Nobody could pick it then, so it is not new to the person; what else differs is."""
    bank = with_choice("better_with", SLEEP)
    only = changes_between(
        bank, *pair(bank, {"better_with": ["rest"]}, {"better_with": ["sleep", "rest"]})
    )
    more = pair(bank, {"better_with": ["rest"]}, {"better_with": ["sleep", "warmth"]})

    assert [one.kind for one in only] == ["not_offered"]
    assert told(tell_changes(bank, *more, today=TODAY)) == [
        "# Better or worse",
        "New: warmth. No longer picked: rest. Not on the list on 3 May 2026: sleep.",
    ]


def test_one_choice_for_another_that_there_was_not_is_told_apart() -> None:
    """Both are said in full, and that one could not be picked."""
    bank = with_choice("course", Choice(id="waves", label="In waves", since=NEWER))
    both = pair(bank, {"course": "steps"}, {"course": "waves"})

    steps = "worse in steps, with flat spells"

    assert told(tell_changes(bank, *both, today=TODAY)) == [
        "# What changed",
        "No answers changed.",
        "# The list was another one",
        f"Was: {steps}. Now: in waves. Not on the list on 3 May 2026: in waves.",
    ]


def test_a_choice_unknown_to_the_later_visit_is_told_apart_too() -> None:
    """As when the earlier visit was changed again with the newer bank."""
    bank = with_choice("better_with", SLEEP)
    newer, older = pair(bank, {"better_with": ["rest"]}, {"better_with": ["sleep", "rest"]})
    was, now = earlier(older), later(newer)

    (change,) = changes_between(bank, was, now)

    assert change.kind == "not_offered"
    assert told(tell_changes(bank, was, now, today=TODAY))[3:] == [
        "Not on the list on 20 November 2026: sleep."
    ]


def test_a_question_that_is_no_more_is_told_as_it_was_written() -> None:
    """It cannot be compared, and it is not passed over."""
    bank = updated(lambda one: None if one.id == "time_of_day" else one)
    was, now = pair(bank, {}, {})
    was = replace(was, misfits={"time_of_day": ["morning"]})

    assert told(tell_changes(bank, was, now, today=TODAY)) == [
        "# What changed",
        "No answers changed.",
        "# What no longer fits the questions",
        "Was: “morning”. Now: not asked.",
    ]
    assert changes_between(bank, was, was) == ()


def test_an_answer_that_no_longer_fits_is_told_beside_the_new_one() -> None:
    """A table keeps its rows and the odd one stands as it was written."""
    bank = whole_bank()
    was = replace(earlier(said({})), misfits={"pain": [{"state": "perhaps"}], "tests": [["ray"]]})
    now = replace(later(said({"pain": "no", "tests": ["ncs"]})), misfits={"tests": [["ray"]]})

    lines = told(tell_changes(bank, was, now, today=TODAY))

    assert lines[3:] == ["Was: “state: perhaps”. Now: no.", "Was: “ray”. Now: “ray”."]


def test_versions_are_counted_as_people_count() -> None:
    """The eleventh of a year comes after the ninth."""
    assert is_later("2026.11", "2026.9")
    assert not is_later("2026.11", "2026.11")
