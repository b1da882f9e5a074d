"""The rows of page 1 say no more than was said, in words and in the picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mmn_check.i18n import tr
from mmn_check.output.figures import drawn_figure
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.values import answered
from tests.support.spoken import spoken
from tests.support.visit_cases import (
    TODAY,
    a_date,
    page_1,
    row,
    saying,
    visit_of,
    whole_bank,
)

WEAK, COURSE, FEELING = "Weak", "Start, course", "Feeling"
BULBAR, LIFE = "Speech, swallow, breath, weight", "Daily life"


def urgent(summary: Summary) -> str:
    return summary.urgent.text if summary.urgent else ""


def test_not_sure_stays_not_sure_in_words_and_in_the_picture() -> None:
    """A place marked under "not sure" is dotted, never filled, and read aloud as not sure."""
    summary = saying(not_sure=["weak"], weak_places={"foot": "right"})

    assert page_1(WEAK, summary)[0].startswith("Not sure if weak; marked: right ankle or foot.")
    picture = drawn_figure(summary.figures[0])
    assert "{fill:url(#dots)}" in str(picture["svg"])
    assert "fill:#222" not in str(picture["svg"])
    assert picture["says"] == "Weak: right ankle or foot (not sure)."


def test_a_side_that_is_not_sure_is_neither_left_nor_right() -> None:
    """It is said, and striped on both."""
    summary = saying(weak="yes", weak_places={"hand": "not_sure", "foot": "left"})

    assert "hand (side not sure)" in page_1(WEAK, summary)[0].casefold()
    assert ".hand{fill:url(#hatch)}" in str(drawn_figure(summary.figures[0])["svg"])


def test_the_verb_of_the_question_is_kept() -> None:
    """Not well is not "can't"; what is gone altogether is said apart, with its side."""
    said = row(
        WEAK,
        weak="yes",
        weak_places={"fingers": "both"},
        hand_moves={"grip": "both", "pinch": "right"},
        moves_gone=["pinch"],
        worst_place={"fingers": "right"},
    )
    assert said.startswith("Right fingers or thumb (worst); left fingers or thumb.")
    assert "Not at all, right: pinch small things. Not well, both sides: grip hard." in said
    assert "can't" not in said


def test_tingling_is_not_numbness_and_numb_may_mean_weak() -> None:
    """What numb means is said only of who said numb; what cannot be moved is no numb place."""
    tingles = row(FEELING, numb="yes", numb_feels=["tingling"], numb_places={"foot": "left"})
    moved = saying(
        numb="yes",
        numb_feels=["numb"],
        numb_means="cannot_move",
        numb_places={"hand": "left"},
    )

    assert tingles.startswith("Tingling or pins and needles: left ankle or foot.")
    assert "feel it" not in tingles
    assert "Called numb, can't be moved well: left hand." in " ".join(page_1(WEAK, moved))
    assert [figure.name for figure in moved.figures] == []


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({"twitch_places": ["none"]}, "Twitches: no."),
        ({"twitch_places": {"face": "left"}}, "Twitches: left face."),
        ({"not_sure": ["twitch_places"]}, "Twitches: not sure."),
        ({"skipped": ["twitch_places"]}, "Twitches: skipped."),
        ({"declined": ["twitch_places"]}, "Twitches: rather not say."),
        ({}, "Not asked"),
    ],
)
def test_an_answer_is_never_turned_into_another(said: dict[str, Any], printed: str) -> None:
    """What was said, not sure, skipped, declined and not asked are different things."""
    found, unasked = row("Thin, twitch, cramp", **said), row("Not asked", **said)
    assert found == printed if said else "Thinning, twitches, cramps." in unasked
    assert "hinning, cramps." in unasked if said else not found


def test_negatives_are_said_by_name_and_only_where_they_were_said() -> None:
    """All that "none" denies; what was merely not picked is not denied."""
    none = row(BULBAR, speech_breath=["none"])
    some = row(BULBAR, speech_breath={"picked": ["voice"], "others": "no"})

    assert none.startswith("No: slurred or weak voice; trouble swallowing or choking;")
    assert "weight loss without trying" in none
    assert some.startswith("Slurred or weak voice. Not among those picked: trouble swallowing or")
    assert "No:" not in some


def test_what_matters_most_stands_before_other_tasks() -> None:
    """The patient's three first, in their order; trips are no falls."""
    said = row(
        LIFE,
        weak="yes",
        weak_places={"hand": "right", "foot": "right"},
        hand_tasks=["buttons", "writing", "tools", "keys"],
        tasks_cannot=["tools"],
        tasks_helped=["keys"],
        tasks_matter=["buttons", "tools", "writing"],
        tripped_or_fell=["tripped"],
    )
    assert said.startswith(
        "Matter most | 1 buttons/zippers/laces: harder. 2 tools/kitchen work: can't do it now. "
        "3 writing: harder. Tasks | Keys/faucets/door knobs: someone has to help."
    )
    assert "In three months | Tripped: yes." in said
    assert "Fell" not in said


def test_days_are_counted_where_they_count() -> None:
    """The last dose to the day, the day of the cycle, the next dose; at every kind of visit."""
    for visit_type in ("return", "second_opinion"):
        said = row(
            "Immune globulin",
            visit_type=visit_type,
            visit_date=a_date("2 December 2026", "2026-12-02"),
            treatments=["ivig"],
            ig_gap_weeks=4,
            ig_last_dose=a_date("5 November 2026", "2026-11-05"),
            ig_next_dose=a_date("3 December 2026", "2026-12-03"),
            ig_fades="most_times",
            ig_fades_days=6,
        )
        assert "Last 5 November 2026, day 27 of about 28 at the visit." in said
        assert "Next 3 December 2026." in said
        assert "Fading before the next dose: most times, 6 days before it." in said


def test_dates_are_printed_as_understood_and_quoted_in_the_appendix() -> None:
    """The words they were told in stand nowhere outside quotation marks."""
    told = {"as_typed": "hace como tres anos", "from": "2023", "to": "2023", "about": "yes"}
    summary = saying(began=told)

    assert "about 2023" in " ".join(page_1(COURSE, summary))
    assert "anos" not in " ".join(page_1(COURSE, summary))
    (line,) = [one for block in summary.answers for one in block.lines if "began" in one.origins]
    assert line.text == "About 2023 (“hace como tres anos”)."


def test_the_urgent_box_has_its_stem_and_the_day_of_its_own_answer() -> None:
    """None is no reassurance; a card that was shown is told even if the tick was taken back."""
    bank = whole_bank()
    visit = visit_of({"answers": {"visit_type": "first", "sudden_signs": ["none"]}}, bank)
    then = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)
    later = datetime(2026, 11, 21, 10, tzinfo=UTC)
    back = replace(
        visit,
        urgent_asked={"sudden_signs": later},
        urgent_shown={"sudden_signs": then},
        urgent_unticked={"sudden_signs": later},
    )
    ticked = visit.with_answer(("sudden_signs",), answered(("sight",)))

    assert urgent(summarize(bank, back, today=TODAY)) == (
        "Sudden or much worse in the last few days (asked 21 November 2026): "
        "none of 13 signs ticked. "
        "Stop card shown 20 November 2026; then unticked, 21 November 2026. "
        "This does not mean that all is well."
    )
    said = urgent(summarize(bank, ticked, today=TODAY))
    assert said.endswith("(asked 20 November 2026): sudden trouble seeing.")


@pytest.mark.parametrize(
    ("informant", "statement"),
    [
        ("patient", "My own answers."),
        ("helping", "The patient's answers, written down with a helper."),
        ("for_patient", "A helper's answers, given for the patient."),
    ],
)
def test_a_page_says_once_whose_words_these_are(informant: str, statement: str) -> None:
    """A helper's page is a helper's page."""
    said = saying(informant=informant).statement.text
    assert said == f"{statement} Not a diagnosis. Not a score. Not medical advice."


def test_a_line_says_its_label_once() -> None:
    """What was not answered stands behind the label that names it already."""
    said = row("In own words", skipped=["goals"], my_questions=[{"question": "Why?"}])

    assert said.endswith("Wants | Skipped.")


def test_nothing_stands_behind_the_label_of_something_else() -> None:
    """Who stopped no treatment has no line on what was stopped, whatever else was said of it."""
    said = row("Treatment", treatments=["steroids"], treatment_problems="no")

    assert "Problems with treatment | None." in said
    assert "Stopped" not in said


def test_nothing_that_was_typed_stands_outside_quotation_marks() -> None:
    """But for the name in the first line."""
    summary = saying(
        name="TYPED",
        work="TYPED",
        main_problem="TYPED",
        first_sign="TYPED",
        medicines=[{"name": "TYPED"}],
        allergies=[{"what": "TYPED"}],
        tests=["ncs"],
        tests_told="TYPED",
        my_questions=[{"question": "TYPED"}],
        habits={"picked": ["smoke"], "words": {"smoke": "TYPED"}},
    )
    lines = [
        line
        for block in (*summary.first, *summary.second, *summary.answers)
        for line in block.lines
    ]
    text = " ".join(line.text for line in (summary.about, *lines))

    assert text.count("TYPED") > 9
    assert "TYPED" not in text.replace("“TYPED", "").replace("TYPED”", "")


@pytest.mark.parametrize("picked", ["none", {"picked": ["diabetes"], "others": "yes"}])
def test_what_only_a_test_can_know_is_never_denied(picked: Any) -> None:
    """Who never had the test knows of nothing: that is no "no"."""
    told = row("Health, medicines", past_illness=picked)

    assert "; knows of no low IgA." in told
    assert "low IgA" not in told.split("knows of no")[0]
    assert "stroke or mini-stroke" in told.split("knows of no")[0]


def test_what_made_it_worse_is_told_once() -> None:
    """With the other treatments and what they did, and not with the course, too."""
    course = {"steroids": {"effect": "worse"}}
    told = saying(treatments=["steroids"], treatment_course=course)

    texts = [line.text for block in told.first for line in block.lines]
    assert [text.count("teroids") for text in texts if "teroids" in text] == [1]
    assert "Steroids, patient says: worse with it." in " ".join(page_1("Treatment", told))


@pytest.mark.parametrize(
    ("places", "missed"), [({"hand": "left", "foot": "left"}, False), ({"hand": "both"}, True)]
)
def test_a_worse_side_is_missed_only_where_both_are_weak(
    places: dict[str, str], missed: bool
) -> None:
    """Marks all on one side leave nothing to ask."""
    said = row("Not asked", weak="yes", weak_places=places)
    assert ("orse side" in said) == missed


@pytest.mark.parametrize("language", ["en", "es"])
def test_letters_of_signs_are_no_letters_of_sides(language: str) -> None:
    """Each sign of a figure has its own, in every language."""
    with spoken(language) as bank:
        assert bank.page
        for figure in bank.page.figures:
            letters = [tr("R"), tr("L"), *(one.letter for one in figure.signs if one.letter)]
            assert len(letters) == len(set(letters))
