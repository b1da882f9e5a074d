from __future__ import annotations

from dataclasses import replace

import pytest

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Simple, Text, YesNo
from mmn_check.interview.question_screen import how_to_answer, keys_at, keys_in_words
from tests.support.sketches import step_of

WAYS: list[tuple[Simple | Rank, str, str]] = [
    (YesNo(id="a", ask="?"), "", ""),
    (One(id="a", ask="?"), "Pick one.", ""),
    (
        Many(id="a", ask="?", choices=()),
        "Pick all that fit, for example 2 5.",
        "Pick all that fit.",
    ),
    (Many(id="a", ask="?", choices=(), at_most=1), "Pick one.", "Pick one."),
    (
        Many(id="a", ask="?", choices=(), at_most=3),
        "Pick up to 3, for example 2 5.",
        "Pick up to 3.",
    ),
    (
        Rank(id="a", ask="?", picked_in="b"),
        "Pick up to 3, the most important first, for example 2 1.",
        "Pick up to 3, the most important first.",
    ),
    (
        Places(id="a", ask="?", choices=()),
        "Number and side, for example 2r 3b 5l: r right, l left, b both.",
        "Number and side, for example 2r 3b.",
    ),
    (
        Rating(id="a", ask="?", lowest="none", highest="most"),
        "A number from 0 to 10. 0: none. 10: most.",
        "A number from 0 to 10. 0: none. 10: most.",
    ),
    (Number(id="a", ask="?", unit="days"), "A number of days.", "A number of days."),
    (Number(id="a", ask="?"), "A number.", "A number."),
    (
        Date(id="a", ask="?"),
        "For example 2019, March 2019, about 5 years ago, or when I was 38.",
        "",
    ),
    (
        Date(id="a", ask="?", future=True),
        "For example 3 December, next Tuesday, or in two weeks.",
        "",
    ),
    (
        Date(id="a", ask="?", recent=True),
        "For example 9 November, last Tuesday, or 3 weeks ago.",
        "",
    ),
    (Text(id="a", ask="?"), "Type what you like, then press Enter.", ""),
]


@pytest.mark.parametrize(("item", "in_full", "in_short"), WAYS)
def test_each_kind_tells_how_it_is_answered(
    item: Simple | Rank, in_full: str, in_short: str
) -> None:
    """In short only what is needed to know what the answer means is left."""
    step = step_of(item)

    assert how_to_answer(step, in_full=True) == in_full
    assert how_to_answer(step, in_full=False) == in_short


def test_the_keys_of_an_ordinary_question() -> None:
    """Everything can be skipped and left open."""
    assert keys_in_words(step_of(YesNo(id="a", ask="?"))) == (
        "Keys: y yes, n no, u not sure, b back, s skip, h help, q stop and keep, "
        "r show the question again. "
        "You can also type the words: not sure, go back, stop, skip, rather not say."
    )


def test_the_keys_where_an_answer_is_needed() -> None:
    """One may be unsure, but not skip."""
    step = step_of(YesNo(id="a", ask="?", required=True))

    assert list(keys_at(step)) == ["b", "h", "q"]
    assert keys_in_words(step) == (
        "Keys: y yes, n no, u not sure, b back, h help, q stop and keep, "
        "r show the question again. "
        "You can also type the words: not sure, go back, stop."
    )


def test_the_keys_where_a_row_is_named() -> None:
    """Of the name of a row that stands one cannot be unsure."""
    step = replace(step_of(Text(id="a", ask="?", required=True)), may_end=True)

    assert keys_in_words(step).startswith("Keys: b back, h help")
    assert "not sure" not in keys_in_words(step)
