"""A summary in a language that puts its words in another order."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.bank.layout import Heading, Page, Part, RestOfFirst, Say
from mmn_check.bank.model import Choice
from mmn_check.i18n import speaking
from mmn_check.summary.printed import Block, Summary
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summing.phrases import choice_words
from mmn_check.visit.values import Answer, Mark, answered
from mmn_check.visit.visit import Key
from tests.support.every_kind import EMPTY, GARDEN
from tests.support.tongue import Tongue
from tests.support.visit_cases import TODAY, a_date, behind, page_1, saying

WEAK: dict[Key, Answer] = {("weak",): answered("yes")}
SPOTS = Say(question="spots", join="and")


REVERSED = Tongue(
    {
        "right {place}": "{place} on the right",
        "right {places}": "on the right: {places}",
        "right and left {place}": "{place} on both sides",
        "{things} and {last}": "{last} after {things}",
        "{move} of the {place}": "{move} ({place})",
        "+ {count} more, {page_2}": "{page_2} has {count} others",
        "page 2": "sheet II",
        "not sure": "who knows",
        "{length} before the visit": "minus {length}",
        "{name} ({term}, patient-reported)": "{term}: {name}",
        "said no to: {things}": "{things}: no",
        "{place}, right": "{place}; right side",
    }
)
"""A few sentences of a language in which the last comes first."""


def summary(*headings: Heading, answers: dict[Key, Answer]) -> Summary:
    rest = RestOfFirst(heading="The rest")
    page = Page(title=(), about=(), statement="footer", first=headings, more=(rest,))
    bank = replace(GARDEN, page=page)
    return summarize(bank, replace(EMPTY, answers=answers), today=TODAY)


def said(*parts: Part, answers: dict[Key, Answer], limit: int = 9) -> list[str]:
    """The lines of page 1 in the other language, then those of the rest."""
    heading = Heading(heading="Here", limit=limit, lines=(parts,))
    with speaking("xx", REVERSED):
        made = summary(heading, answers=answers)
    return [line.text for block in made.blocks for line in block.lines]


def headed(blocks: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    return [(block.heading, [line.text for line in block.lines]) for block in blocks]


def spots(*marks: Mark) -> dict[Key, Answer]:
    return WEAK | {("spots",): answered(marks)}


def test_sides_and_lists_stand_where_the_language_puts_them() -> None:
    """Each is one pattern, not a word that is put before another."""
    answers = spots(Mark("hand", "right"), Mark("foot", "both"))
    assert said(SPOTS, answers=answers) == ["Foot on both sides after hand on the right."]


def test_the_side_of_several_places_is_said_once_for_all_of_them() -> None:
    """However the language says it, and whichever place is the worst."""
    with speaking("xx", REVERSED):
        made = saying(
            weak="yes",
            weak_places={"hand": "right", "foot": "right", "toes": "right"},
            worst_place={"toes": "right"},
            leg_moves={"lift_foot": "right"},
        )
    muscles = page_1("1 Which muscles", made)[0]
    assert muscles.startswith("On the right: toes (worst), foot: can't lift the front of the foot.")
    assert muscles.endswith("On the right: hand.")


def test_what_is_left_to_page_2_is_found_there_in_any_language() -> None:
    """The words that send a reader on are those that the rest of page 1 is looked for by."""
    name = "Spots he marked"
    marks = (Mark("hand", "both"), Mark("foot", "both"), Mark("state", "whole"))
    part = Say(question="spots", name=name)
    assert said(part, answers=spots(*marks), limit=1) == [
        f"{name}: hand on both sides, sheet II has 2 others.",
        f"{name}: hand on both sides, foot on both sides, back.",
    ]


def test_what_stands_behind_page_1_is_said_in_whole_sentences() -> None:
    """A side, the doctor's term, what was not ticked, the time before the visit."""
    with speaking("xx", REVERSED):
        made = saying(
            visit_type="return",
            visit_booked="yes",
            visit_date=a_date("21 November 2026", "2026-11-21"),
            treated="yes",
            treatments=["ivig"],
            ig_last_dose=a_date("7 November 2026", "2026-11-07"),
            weak="yes",
            weak_places={"upper_arm": "right", "trunk": "whole"},
            sudden_signs={"picked": "none", "others": "yes"},
            not_sure=["overall"],
        )
    assert "Last dose: minus 14 days." in " ".join(page_1("Since last visit", made))
    places = [line for line in behind("1 Which muscles", made) if "laterality" in line]
    assert places[0].endswith("| Upper arm; right side, trunk or abdomen: trunk or belly.")
    assert behind("Not sure", made)[0].startswith("Who knows | ")
    assert any(": no." in line for line in behind("Said no to", made))


def test_two_headings_that_a_language_calls_the_same_keep_their_own_lines() -> None:
    """No answer stands under the heading of another."""
    answers = WEAK | {("age",): answered(52)}
    made = summary(
        Heading(heading="Here", limit=1, lines=((Say(question="weak"),),)),
        Heading(heading="Here", limit=1, lines=((Say(question="age"),),)),
        answers=answers,
    )
    assert headed(made.first) == [("Here", ["Yes."]), ("Here", ["52."])]


def test_one_visit_is_told_in_two_languages_one_after_the_other() -> None:
    """Nothing of the one is left in the other."""
    heading = Heading(heading="Here", limit=9, lines=((SPOTS,),))
    answers = spots(Mark("hand", "right"), Mark("foot", "both"))
    before = summary(heading, answers=answers)
    with speaking("xx", REVERSED):
        assert summary(heading, answers=answers) != before
    assert summary(heading, answers=answers) == before


def test_the_english_i_is_a_word_of_english_alone() -> None:
    """Elsewhere a label that begins so loses its capital like any other."""
    label = Choice(id="one", label="I medici")
    assert choice_words(label) == "I medici"
    with speaking("xx", REVERSED):
        assert choice_words(label) == "i medici"
