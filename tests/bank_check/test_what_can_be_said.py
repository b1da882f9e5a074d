from __future__ import annotations

import pytest

from mmn_check.bank.model import Choice, Date, Many, One, Places, Question, Rank, Rows, Text
from mmn_check.bank_check.reachability import (
    A_DATE,
    PossibleAnswers,
    WantedAnswers,
    can_be_said,
    possible_answers,
)

SPOTS = Places(
    id="spots",
    ask="Where?",
    choices=(
        Choice(id="eye", label="Eye", group="front"),
        Choice(id="crown", label="Crown", sides=False),
        Choice(id="none", label="None", exclusive=True),
    ),
)
TASKS = Many(id="tasks", ask="What?", choices=SPOTS.choices, at_most=1)
BY_ID: dict[str, Question] = {"spots": SPOTS, "tasks": TASKS, "words": Text(id="words", ask="?")}
STATES = {"not_sure", "skipped", "declined"}


def words(question: Question) -> set[str]:
    return set(possible_answers(question, BY_ID).words) - STATES - {"any"}


def can(sayings: PossibleAnswers, *needs: WantedAnswers) -> bool:
    return can_be_said(sayings, needs)


def test_a_place_to_choose_from_is_said_with_its_side() -> None:
    """Where places are chosen from, each side is a choice of its own."""
    worst = One(id="worst", ask="Worst?", picked_in="spots")

    assert words(worst) == {
        "eye.left",
        "eye.right",
        "eye.not_sure",
        "on_left",
        "on_right",
        "one_side",
        "two_sides",
        "crown.whole",
        "front",
        "crown",
    }


def test_things_to_choose_from_keep_their_names() -> None:
    """What was picked elsewhere is called as it was there; none of these is no choice."""
    assert words(One(id="worst", ask="Worst?", picked_in="tasks")) == {"eye", "front", "crown"}
    assert words(Rank(id="first", ask="First?", picked_in="spots")) == {"eye", "front", "crown"}


def test_nothing_can_be_chosen_from_free_words() -> None:
    """A question that offers nothing leaves only the states."""
    assert possible_answers(One(id="worst", ask="?", picked_in="words"), BY_ID).words == STATES


def test_a_table_says_what_all_its_cells_say() -> None:
    """Cells of many rows may say different things at once, a date among them."""
    table = Rows(id="table", ask="?", fields=(TASKS, Date(id="when", ask="?")))
    sayings = possible_answers(table, BY_ID)

    assert can(sayings, WantedAnswers(frozenset({A_DATE})))
    assert can(sayings, WantedAnswers(frozenset({"eye"})), WantedAnswers(frozenset({"skipped"})))


@pytest.mark.parametrize(
    ("needs", "possible"),
    [
        ([WantedAnswers(frozenset({"eye"}))], True),
        ([WantedAnswers(frozenset({"eye"})), WantedAnswers(frozenset({"front"}))], True),
        ([WantedAnswers(frozenset({"eye"})), WantedAnswers(frozenset({"crown"}))], False),
        ([WantedAnswers(frozenset({"eye"})), WantedAnswers(frozenset({"skipped"}))], False),
        ([WantedAnswers(frozenset({"eye", "any"})), WantedAnswers(frozenset({"crown"}))], True),
        ([WantedAnswers(None, picks=2)], False),
        ([WantedAnswers(None, picks=1), WantedAnswers(frozenset({"none"}))], False),
        ([WantedAnswers(frozenset({"none"}))], True),
        ([WantedAnswers(frozenset({A_DATE}))], False),
    ],
)
def test_only_so_many_can_be_picked(needs: list[WantedAnswers], possible: bool) -> None:
    """Where one thing can be picked, two things cannot be said at once."""
    assert can(possible_answers(TASKS, BY_ID), *needs) == possible


def test_a_place_with_two_sides_is_two_to_choose_from() -> None:
    """One sided place is enough where two are needed; one without sides is not."""
    spots = possible_answers(SPOTS, BY_ID)

    assert can(spots, WantedAnswers(frozenset({"eye"}), picks=2))
    assert not can(spots, WantedAnswers(frozenset({"crown"}), picks=2))


def test_what_would_take_too_long_to_try_is_not_called_impossible() -> None:
    """Among very many ways to meet the needs there may be one; a few are gone through."""
    choices = tuple(Choice(id=f"c{at}", label=f"C{at}") for at in range(120))
    many = possible_answers(Many(id="many", ask="?", choices=choices, at_most=2), {})

    def needs(each: int) -> list[WantedAnswers]:
        ids = [one.id for one in choices[: 3 * each]]
        return [WantedAnswers(frozenset(ids[at * each : (at + 1) * each])) for at in range(3)]

    assert not can(many, *needs(3))
    assert can(many, *needs(3)[:2])
    assert can(many, *needs(40))
