"""Page 1 is never silent on what a doctor asks for: silence would be taken for a "no"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from mmn_check.bank.model import Depth
from mmn_check.output.figures import drawn_figure
from mmn_check.output.pdf import render_page
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Piece, Sentence, Summary
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import DECLINED, NOT_SURE, SKIPPED, Answer
from mmn_check.visit.visit import Visit
from tests.output.reading import in_one_line, texts
from tests.support.kept import shipped
from tests.support.profile import some
from tests.support.visit_cases import page_1, saying
from tests.support.walks import finished_visit
from tests.visits.walking import SEVEN, told, walked

DAY = date(2026, 11, 28)
FOURTEEN = {
    "chief complaint": ["main_problem"],
    "onset and tempo": ["began", "onset_speed", "course"],
    "distribution": ["weak", "weak_places", "worse_side", "hand_moves", "leg_moves"],
    "first site and spread": ["first_place first_side", "spread_places spread"],
    "wasting": ["thin_places muscle_signs thinner"],
    "cramps and twitches": [
        "twitch_places muscle_signs twitches",
        "cramp_places muscle_signs cramps",
    ],
    "feeling and pain": ["numb", "numb_places", "pain_places pain"],
    "speech, swallowing, breathing": ["speech_breath"],
    "cold and use": ["worse_with"],
    "function now": ["hand_tasks tasks", "leg_tasks tasks"],
    "tests as told": ["tests"],
    "treatment": ["treatments", "ig_dose", "ig_gap_days ig_gap_weeks", "ig_last_dose", "ig_fades"],
    "health and medicines": ["past_illness", "blood_thinner", "medicines", "allergies"],
    "person and questions": ["family", "work", "my_questions", "goals"],
}
"""For each topic of the reading test the questions that ask for it, each with its old spelling."""
NO_ANSWER = {SKIPPED: "skipped", NOT_SURE: "not sure", DECLINED: "rather not say"}
NOT_ASKED = "not asked"


def sentences(summary: Summary) -> Iterator[Sentence]:
    """What stands on page 1; what was not asked, behind the heading that says so."""
    for line in (summary.title, summary.about):
        yield from line.sentences
    for row in summary.first:
        before = (Piece("Not asked: "),) if row.heading == "Not asked" else ()
        for line in row.lines:
            yield from (replace(one, pieces=(*before, *one.pieces)) for one in line.sentences)


def everything(summary: Summary) -> list[str]:
    """The headings of page 1 and all that stands behind them."""
    said = [line.text for row in summary.first for line in row.lines]
    return [*said, *(row.heading for row in summary.first)]


def silent(visit: Visit) -> list[str]:
    """The topics of which page 1 says nothing, though no answer has ruled them out."""
    summary = summarize(shipped(), visit, today=DAY)
    in_order = course_of(shipped(), visit).answers.items()
    answers = {key[0]: one for key, one in reversed([*in_order])}
    open_at_last = {one.key[0] for one in course_of(shipped(), replace(visit, depth=3)).steps}
    missing = []
    for topic, groups in FOURTEEN.items():
        for group in groups:
            spellings = set(group.split())
            said = next((answers[one] for one in group.split() if one in answers), None)
            if said is None and spellings.isdisjoint(open_at_last):
                continue
            wanted = NO_ANSWER.get(said) if said else NOT_ASKED
            told = [one for one in sentences(summary) if not spellings.isdisjoint(one.origins)]
            found = [one for one in told if is_told(one.text.casefold(), wanted)]
            missing += [] if found else [f"{topic}: {group} ({wanted or 'answered'})"]
    return missing


def is_told(text: str, wanted: str | None) -> bool:
    """Whether a sentence tells an answer, or why there is none."""
    return wanted in text if wanted else not text.startswith(NOT_ASKED)


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("name", SEVEN)
def test_no_topic_is_silent_at_any_depth(name: str, depth: Depth) -> None:
    """Each is answered, or "no", or not sure, or skipped, or not asked, by name."""
    assert silent(walked(name, depth).visit) == []


@pytest.mark.parametrize("depth", [1, 2, 3])
@pytest.mark.parametrize("seed", some(range(12), usual=2))
def test_no_topic_is_silent_whatever_was_answered(seed: int, depth: Depth) -> None:
    """The same of walks at random, in which anything was skipped."""
    assert silent(finished_visit(shipped(), Random(seed), depth=depth)) == []


LEFT_OUT = [
    (name, question, answer)
    for answer in NO_ANSWER
    for question in dict.fromkeys(one for groups in FOURTEEN.values() for one in groups)
    for name in SEVEN
]


@pytest.mark.parametrize(("name", "group", "no_answer"), some(LEFT_OUT, usual=23))
def test_no_topic_is_silent_where_it_was_left_out(name: str, group: str, no_answer: Answer) -> None:
    """Skipped, not sure or not said: each stands on page 1 in its own words."""
    question, *older = group.split()
    visit = told(name)
    kept = {key: one for key, one in visit.answers.items() if key[0] not in (question, *older)}
    assert silent(replace(visit, answers=kept | {(question,): no_answer})) == []


def test_what_was_not_asked_stands_in_one_row_at_the_end_and_by_the_figure() -> None:
    """In the text, on the paper, and in what is read aloud of the picture.

    A row of which nothing was asked does not stand; one that is whole stands and says so.
    """
    short = summarize(shipped(), walked("finger_drop", 1).visit, today=DAY)
    headings = [one.heading for one in short.first]
    assert headings[-1] == "Not asked"
    assert "Thin, twitch, cramp" not in headings
    (asked,) = page_1("Not asked", short)
    assert "Thinning, twitches, cramps." in asked
    assert page_1("Feeling", short)[0].startswith("Numb or tingling: no.")
    assert sum("not asked" in text.casefold() for text in everything(short)) == 1
    summary = saying(thin_places={"hand": "left"}, twitch_places={"hand": "left"})
    figure = drawn_figure(summary.figures[0])
    assert figure["unmarked"] == ["Cramps: not asked."]
    assert str(figure["says"]).endswith(". Cramps: not asked.")
    assert "Cramps: not asked." in in_one_line(texts(render_page(summary, paper="a4").pdf)[0])


def test_no_figure_is_silent_on_what_was_denied() -> None:
    """A sign without a mark is told as not there, or as not sure."""
    summary = saying(
        thin_places={"hand": "left"}, twitch_places={"none": "whole"}, not_sure=["cramp_places"]
    )
    assert drawn_figure(summary.figures[0])["unmarked"] == ["Twitches: no.", "Cramps: not sure."]


def test_nothing_is_not_asked_that_an_answer_rules_out() -> None:
    """Who has no trouble with cold is not asked what cold does."""
    (asked,) = page_1("Not asked", saying(depth=2, worse_with=["cold"]))
    assert "How long weakness lasts after cold." in asked
    assert "cold" not in page_1("Not asked", saying(depth=2, worse_with=["heat"]))[-1]


def test_what_was_asked_by_an_older_question_was_asked() -> None:
    """The bank once asked for cramps with a yes or no."""
    summary = saying(depth=2, cramps="no", thinner="yes")
    assert page_1("Thin, twitch, cramp", summary) == ["Thinner: yes. Cramps: no."]
    assert "Twitches." in page_1("Not asked", summary)[0]
