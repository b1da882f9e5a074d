"""What changed between two visits, as it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mmn_check.bank.page_layout import Changes, Chapter
from mmn_check.output.text import render_text
from mmn_check.summary.visit_changes import changes_between, tell_changes
from tests.summary.pairs import earlier, kept_pair, later, lines, said, told
from tests.support.visit_cases import CASES, TODAY, visit_from, whole_bank

NOTHING = ["# What changed", "No answers changed."]


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_two_visits_with_seven_differences_as_a_whole(width: int) -> None:
    """The whole text, in windows of every width; from 80 columns on it grows no wider."""
    text = render_text(tell_changes(whole_bank(), *kept_pair(), today=TODAY), width=width)

    assert text == (CASES / f"changes_{min(width, 80)}.txt").read_text(encoding="utf-8")
    assert max(map(len, text.splitlines())) <= width


def test_identical_visits_say_that_no_answers_changed() -> None:
    """But for the person's own words on the change, that is all."""
    visit = visit_from("worked_example", whole_bank())

    assert told(tell_changes(whole_bank(), earlier(visit), later(visit), today=TODAY)) == NOTHING


def test_what_asks_for_the_change_itself_is_told_first_as_it_was_said() -> None:
    """In the person's own words, whatever they were at the visit before; nothing is held apart."""
    was = {"visit_type": "return", "overall": "much_better"}
    now = {"visit_type": "return", "overall": "bit_better", "not_sure": ["gained"]}

    assert lines(was, now) == [
        "# Since the last visit, in my own words (20 November 2026)",
        "A bit better.",
        "Not sure.",
        *NOTHING,
    ]


def test_what_was_asked_at_one_visit_only_is_no_change() -> None:
    """It stands under a heading of its own, with what was said the one time."""
    was = {"visit_type": "return", "overall": "bit_worse"}
    picked = {"picked": ["voice"], "others": "yes"}
    now: dict[str, Any] = {"visit_type": "return", "other_symptoms": picked, "medicines": []}

    assert lines(was, now) == [
        *NOTHING,
        "# Asked on 20 November 2026, not on 3 May 2026",
        "Slurred or weak voice. Is it right that nothing else on the list applies to you? Yes.",
        "None.",
        "# Asked on 3 May 2026, not on 20 November 2026",
        "A bit worse.",
    ]


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ({"pain": "yes"}, {"pain": "no"}, "Was: yes. Now: no."),
        ({"tired": 7}, {"tired": 4}, "Was: 7. Now: 4."),
        ({"skipped": ["tired"]}, {"tired": 0}, "Was: skipped. Now: 0."),
        ({"tired": 0}, {"declined": ["tired"]}, "Was: 0. Now: rather not say."),
        (
            {"better_with": ["none"]},
            {"better_with": ["rest", "warmth"]},
            "Was: nothing. New: rest, warmth.",
        ),
        (
            {"better_with": ["rest"]},
            {"better_with": ["none"]},
            "No longer picked: rest. Now: nothing.",
        ),
        (
            {"goals": {"picked": ["other"], "words": {"other": "play"}}},
            {"goals": {"picked": ["other", "wears_off"], "words": {"other": "sing"}}},
            "New: treatment wears off. What else? Was “play”; now “sing”.",
        ),
        (
            {"other_symptoms": {"picked": ["voice"], "others": "yes"}},
            {"other_symptoms": {"picked": ["voice"], "others": "no"}},
            "Is it right that nothing else on the list applies to you? Was yes; now no.",
        ),
        (
            {"main_problem": "I drop my tools."},
            {"main_problem": "I drop\nmy [bold]cups."},
            "Said then: “I drop my tools.” Said now: “I drop\nmy [bold]cups.”",
        ),
        (
            {"began": {"as_typed": "2021", "from": "2021", "to": "2021"}},
            {"began": {"as_typed": "before my second child"}},
            "Said then: 2021. Said now: “before my second child”.",
        ),
    ],
)
def test_what_was_and_what_is_stand_side_by_side(
    was: dict[str, Any], now: dict[str, Any], line: str
) -> None:
    """Each kind of answer in its own words, with nothing made of the difference."""
    assert lines(was, now)[1:] == [line]


def test_places_tell_their_sides() -> None:
    """New and gone with the side, and a side that changed as it was and is."""
    was = {"weak": "yes", "weak_places": {"hand": "right", "foot": "left"}}
    now = {"weak": "yes", "weak_places": {"hand": "both", "thigh": "not_sure"}}

    assert lines(was, now)[1] == (
        "New: hip or thigh (side not sure). No longer picked: left ankle or foot. "
        "Hand: was right, now both sides."
    )


def test_every_line_knows_its_questions() -> None:
    """No sentence comes from nowhere."""
    summary = tell_changes(whole_bank(), *kept_pair(), today=TODAY)
    questions = {one.question for one in changes_between(whole_bank(), *kept_pair())}

    told_here = {
        origin for block in summary.second for one in block.lines for origin in one.origins
    }

    assert questions <= told_here
    assert all(one.origins for block in summary.second for one in block.lines)


def test_the_bank_says_what_comes_first() -> None:
    """Its headings in its order, each question under one; the other sections by their titles."""
    was: dict[str, Any] = {"pain": "yes", "tired": 1, "falls": "no", "drops_things": "no"}
    now: dict[str, Any] = {"pain": "no", "tired": 2, "falls": "yes", "drops_things": "no"}
    order = (
        Chapter(heading="Life", sections=("daily_life", "better_or_worse")),
        Chapter(heading="Tiredness", questions=("tired",)),
    )
    bank = replace(whole_bank(), changes=Changes(order=order))

    summary = tell_changes(bank, earlier(said(was)), later(said(now)), today=TODAY)

    assert [block.heading for block in summary.second if "sked" not in block.heading] == [
        "Life",
        "Tiredness",
        "Numb or tingling",
    ]


def test_a_bank_need_not_say_how_changes_are_told() -> None:
    """Then they stand section by section, in the order asked."""
    bank = replace(whole_bank(), changes=None)

    headings = [one.heading for one in tell_changes(bank, *kept_pair(), today=TODAY).second]

    assert headings == [
        "Main problem",
        "Which muscles",
        "How long",
        "Numb or tingling",
        "Better or worse",
        "Health background",
    ]


def test_the_title_bar_says_when_both_visits_were_and_what_is_not_finished() -> None:
    """And that they were named the other way round, if they were."""
    was, now = kept_pair()

    summary = tell_changes(whole_bank(), was, replace(now, finished=None), today=TODAY, turned=True)

    assert summary.about.text == (
        "Earlier visit: 3 May 2026 (2026-05-03-1). "
        "Later visit: 20 November 2026 (2026-11-20-1), not finished. "
        "They were named the other way round."
    )
    assert summary.statement.text == whole_bank().texts["footer"].text


def test_two_visits_of_one_day_are_called_by_their_names() -> None:
    """The day alone would not tell them apart."""
    was, now = later(said({})), replace(later(said({"pain": "no"})), name="2026-11-20-2")

    headings = [one.heading for one in tell_changes(whole_bank(), was, now, today=TODAY).second]

    assert headings[1:] == ["Asked on 2026-11-20-2, not on 2026-11-20-1"]
