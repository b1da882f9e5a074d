from __future__ import annotations

import pytest

from mmn_check.bank.problems import Problem
from mmn_check.storage.all_answers import slot_at
from mmn_check.visit.steps import Step
from mmn_check.visit.steps_of_question import sides_of
from mmn_check.visit.visit import Key
from tests.support.every_kind import GARDEN, HELPS, SPOTS


@pytest.mark.parametrize(
    ("key", "ask"),
    [
        (("weak",), "Weak?"),
        (("helps", "words", "other"), "What else?"),
        (("helps", "others"), "None of the others?"),
        (("drugs",), "Its name?"),
        (("drugs", "end"), "Its name?"),
        (("drugs", "row", "3", "since"), "Since when?"),
        (("drugs", "row", "0", "gave", "others"), "None of the others?"),
        (("each", "row", "words", "days"), "Days?"),
    ],
)
def test_there_is_a_place_for_every_part_of_a_question(key: Key, ask: str) -> None:
    """Whether or not it is open, each part that may be asked has its place."""
    step = slot_at(GARDEN, key)

    assert isinstance(step, Step)
    assert step.item.ask == ask


@pytest.mark.parametrize(
    "key",
    [
        ("gone",),
        ("weak", "others"),
        ("helps", "words", "rest"),
        ("helps", "more"),
        ("drugs", "row"),
        ("drugs", "row", "4", "name"),
        ("drugs", "row", "00", "name"),
        ("drugs", "row", "0", "gone"),
        ("each",),
        ("each", "end"),
        ("each", "row", "none", "how"),
        ("each", "row", "0", "how"),
    ],
)
def test_there_is_no_place_for_what_the_bank_does_not_ask(key: Key) -> None:
    """What has no place in the bank is nobody's answer."""
    assert isinstance(slot_at(GARDEN, key), Problem)


def test_what_was_picked_before_offers_all_that_could_be() -> None:
    """A question about earlier picks offers each place on each side, but none of these never."""
    worst, best = slot_at(GARDEN, ("worst",)), slot_at(GARDEN, ("best",))

    assert isinstance(worst, Step)
    assert list(worst.marks) == [
        *("hand.right", "hand.left", "hand.not_sure", "words.whole"),
        *("foot.right", "foot.left", "foot.not_sure", "state.whole"),
    ]
    assert isinstance(best, Step)
    assert [choice.id for choice in best.choices] == ["rest", "words", "other"]


def test_only_what_has_sides_is_marked_by_side() -> None:
    """The tongue has no sides, and neither has "none of these"."""
    assert sides_of(SPOTS[0]) == ("right", "left", "both", "not_sure")
    assert sides_of(SPOTS[1]) == sides_of(HELPS[-1]) == ("whole",)
