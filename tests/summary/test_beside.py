"""What was said beside an answer stands behind what the page tells of it, in quotes."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from mmn_check.bank.model import Depth, Many, One, Places
from mmn_check.output.text import render_text
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.understanding.say_back import PARTED, what_it_adds, words_beside
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import Step, record
from mmn_check.visit.values import NO_MORE, Answer, Mark, answered
from tests.support.profile import some
from tests.support.visit_cases import TODAY, a_date, page_1, saying, visit_of, whole_bank
from tests.support.walks import any_answer, finished_visit, new_visit


@pytest.mark.parametrize("confirmed", ["yes", "no"])
def test_what_was_said_beside_a_list_is_told_with_it(confirmed: str) -> None:
    """No list has it, and it may matter most: it is told on page 1 or named, and behind it."""
    visit = visit_of({"answers": {"past_illness": ["kidney"], "family": "no"}}, whole_bank())
    beside = answered(confirmed, "but I do have sleep apnea")
    visit = visit.with_answer(("past_illness", "others"), beside)

    made = summarize(whole_bank(), visit, today=TODAY)
    told = [one for block in made.first for line in block.lines for one in line.sentences]

    (said,) = [one for one in told if "apnea" in one.text]
    assert said.text.endswith("(“but I do have sleep apnea”).")
    assert said.rank <= 1
    assert any("apnea" in line.text for block in made.answers for line in block.lines)
    assert sum("apnea" in line.text for block in made.first for line in block.lines) == 1


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_whatever_was_said_beside_an_answer_stands_on_page_1(depth: Depth) -> None:
    """Beside each question in turn, and wherever the page tells of it, or nothing of it."""
    bank, visit = whole_bank(), finished_visit(whole_bank(), Random(depth), depth=depth)
    asked = [key for key, one in visit.answers.items() if one.given and len(key) == 1]
    notes = {key: f"sheep {100 + number}" for number, key in enumerate(asked)}
    for key, note in notes.items():
        visit = visit.with_answer(key, replace(visit.answers[key], note=note))
    live = course_of(bank, visit).answers

    made = summarize(bank, visit, today=TODAY)
    above = [made.urgent] if made.urgent else []
    lines = [*above, *(line for block in made.first for line in block.lines)]
    head = f"{made.title.text} {made.about.text}"

    for key in asked:
        if key in live and f"“{notes[key]}”" not in head:
            assert any(f"“{notes[key]}”" in line.text for line in lines), key


def test_what_was_said_beside_several_places_at_once_is_told_with_the_last() -> None:
    """Dates for which nothing asks are not lost."""
    visit = new_visit(whole_bank(), depth=2)
    step = course_of(whole_bank(), visit).step_at(("spread_places", "row", "0", "where"))
    assert step
    words = "left hand in June 2025, then right foot last spring"
    given = answered((Mark("hand", "left"), Mark("foot", "right")), words)

    told = page_1("Start, course", summarize(whole_bank(), record(visit, step, given), today=TODAY))

    assert f"Spread to left hand. Spread to right ankle or foot (“{words}”)." in " ".join(told)


def test_what_is_said_beside_movements_stands_behind_them_without_a_heading() -> None:
    """No clinician's term stands before it, as if the words were the finding."""
    visit = visit_of({"answers": MOVES}, whole_bank())
    kept = visit.answers[("hand_moves",)]
    visit = visit.with_answer(("hand_moves",), replace(kept, note="the wrist hangs down"))

    told = page_1("Weak", summarize(whole_bank(), visit, today=TODAY))

    assert "Not well, right: pinch small things (“the wrist hangs down”)." in " ".join(told)


def test_what_is_said_beside_what_stands_above_all_has_no_heading() -> None:
    """The age is in the first line, and who answers in the one below: both need no name again."""
    visit = visit_of(
        {"answers": {"age": 46, "informant": "patient", "visit_type": "first"}}, whole_bank()
    )
    visit = visit.with_answer(("age",), answered(46, "I am 46, 47 in March"))
    visit = visit.with_answer(("informant",), answered("patient", "I am dictating"))

    about = summarize(whole_bank(), visit, today=TODAY).about

    assert about.text.endswith("“I am dictating”. “47 in March”.")


def test_what_is_said_beside_a_named_illness_stands_behind_its_name() -> None:
    """The line under the patient's name has no clinician's term for it either."""
    visit = visit_of({"answers": {"named": "yes", "named_as": "MMN"}}, whole_bank())
    visit = visit.with_answer(("named",), answered("yes", "Yes, six years ago"))

    about = summarize(whole_bank(), visit, today=TODAY).about

    assert "Told by a doctor: “MMN” (“six years ago”)." in about.text


@pytest.mark.parametrize(
    ("note", "language", "told", "same"),
    [
        (
            "Oh yes, my left hand and right foot.",
            "en",
            "Yes.; Left hand (worst), right foot",
            True,
        ),
        ("Oh yes, my left hand and right foot.", "en", "Yes.; Right hand, left foot", False),
        ("Not my left hand", "en", "Yes.; left hand", False),
        ("no, not now", "en", "No.", False),
        ("No.", "en", "No.; left hand", True),
        ("No left hand", "en", "No.; Left hand", False),
        ("si, la mano y el pie", "es", "Sí.; Mano der. (peor), tobillo o pie izq.", True),
        ("si, la mano izquierda", "es", "Sí.; Mano der., pie izq.", False),
        ("only at night", "en", "Yes.; Left hand", False),
    ],
)
def test_nothing_but_the_same_again_is_left_out(
    note: str, language: str, told: str, same: bool
) -> None:
    """Each part of it, with its side and its "not", must stand in one part of what is told."""
    known = [(part,) for part in PARTED.split(told)]
    left = what_it_adds(note, known, language, same=(), alone=False)
    assert (left == "") == same


@pytest.mark.parametrize(
    ("note", "language", "told", "left"),
    [
        ("Every time, in the last week", "en", "every time", "in the last week"),
        ("Every time, it never fails", "en", "every time", "Every time, it never fails"),
        ("Cada vez. No falla.", "es", "cada vez", "Cada vez. No falla."),
    ],
)
def test_a_denial_stands_with_what_was_said_before_it(
    note: str, language: str, told: str, left: str
) -> None:
    """By itself it might be taken for a no to the whole."""
    assert what_it_adds(note, [(told,)], language, same=(), alone=True) == left


def test_what_says_the_same_again_stands_among_all_answers_alone() -> None:
    """It costs a doctor time on page 1, and nothing is lost."""
    visit = visit_of({"answers": {"weak": "yes", "weak_places": {"hand": "left"}}}, whole_bank())
    visit = visit.with_answer(("weak",), answered("yes", "Yes, my left hand"))

    made = summarize(whole_bank(), visit, today=TODAY)

    assert not any("my left hand" in line.text for block in made.first for line in block.lines)
    assert any("“Yes, my left hand”" in line.text for block in made.answers for line in block.lines)


MOVES = {"weak": "yes", "weak_places": {"hand": "right"}, "hand_moves": {"pinch": "right"}}


def noted(notes: dict[str, str], **said: Any) -> Summary:
    """The summary of who says this, and more beside some of it."""
    visit = visit_of({"answers": said}, whole_bank())
    for question, note in notes.items():
        visit = visit.with_answer((question,), replace(visit.answers[(question,)], note=note))
    return summarize(whole_bank(), visit, today=TODAY)


DRIP: dict[str, Any] = {
    "treatments": ["ivig"],
    "treatments_now": ["ivig"],
    "ig_fades": "every_time",
    "ig_fades_days": 7,
}
PAIN: dict[str, Any] = {"pain_places": {"forearm": "right"}, "pain_kind": ["ache"], "pain_worst": 2}


@pytest.mark.parametrize(
    ("heading", "said", "notes", "told"),
    [
        (
            "Immune globulin",
            DRIP,
            {"ig_fades": "Every time, in the last week.", "ig_fades_days": "About 7 days."},
            "every time, about 7 days before it (“in the last week”).",
        ),
        (
            "In own words",
            {"goals": ["cause"]},
            {"goals": "Find out the cause, and I would like a brace."},
            "Find out the cause (“I would like a brace”).",
        ),
        ("Immune globulin", DRIP, {"ig_fades_days": "7 days."}, "every time, 7 days before it."),
        ("Feeling", {"numb": "no"}, {"numb": "No, none."}, "Numb or tingling: no."),
        ("Feeling", PAIN, {"pain_worst": "2 out of 10."}, "worst this week 2 of 10."),
        (
            "Feeling",
            PAIN,
            {"pain_worst": "2, after the splint work", "pain_kind": "An ache, 2 out of 10."},
            "worst this week 2 of 10 (“after the splint work”).",
        ),
        (
            "Start, course",
            {"began": a_date("2018", "2018"), "first_place": {"fingers": "right"}},
            {"first_place": "In the ring finger of the right hand."},
            "(“In the ring finger of the right hand”).",
        ),
        (
            "Start, course",
            {"visit_type": "first", "three_months": "worse"},
            {"three_months": "Worse. No wait, better."},
            "(“Worse. No wait, better”).",
        ),
        (
            "Weak",
            MOVES | {"weak_places": {"wrist": "right"}, "arm_moves": ["none"]},
            {"arm_moves": "None, my arms are fine."},
            "Arm movements not done well: none of those asked (“my arms are fine”).",
        ),
        (
            "Health, medicines",
            {"past_illness": ["kidney"], "blood_thinner": "none"},
            {"blood_thinner": "No, I do not take a blood thinner."},
            "Blood thinner: none.",
        ),
    ],
)
def test_words_beside_an_answer_stand_for_what_they_add(
    heading: str, said: dict[str, Any], notes: dict[str, str], told: str
) -> None:
    """Not for the answer again, its figure or side; all of them stand among all answers."""
    made = noted(notes, **said)

    (found,) = [block for block in made.first if block.heading == heading]
    text = " ".join(line.text for line in found.lines)
    assert told in text
    assert text.count("“") == told.count("“")
    behind = " ".join(line.text for block in made.answers for line in block.lines)
    assert all(f"“{note}”" in behind for note in notes.values())


@pytest.mark.parametrize(
    ("said", "question", "note"),
    [
        ({"numb": "no"}, "numb", "I am numb"),
        ({"cramp_places": ["none"]}, "cramp_places", "Cramps"),
        ({"blood_thinner": "none"}, "blood_thinner", "I take a blood thinner"),
        ({"speech_breath": ["none"]}, "speech_breath", "I do have double vision"),
        ({"tests": ["ncs"]}, "tests", "EMG"),
    ],
)
def test_words_that_a_denial_holds_are_not_told_by_it(
    said: dict[str, Any], question: str, note: str
) -> None:
    """To say no to numbness is not to say "I am numb", nor does a list of denials say its names."""
    made = noted({question: note}, **said)
    assert any(f"“{note}”" in line.text for block in made.first for line in block.lines)


def test_a_list_confirmed_as_empty_does_not_tell_what_stands_beside_that() -> None:
    """That there is no double vision, and "I do have double vision", are two things."""
    visit = visit_of({"answers": {"speech_breath": ["voice"]}}, whole_bank())
    beside = answered("yes", "Yes, but I do have double vision")
    made = summarize(
        whole_bank(), visit.with_answer(("speech_breath", "others"), beside), today=TODAY
    )
    told = [line.text for block in made.first for line in block.lines]
    assert any("I do have double vision”" in text for text in told)


def test_what_the_patient_tells_elsewhere_on_the_page_is_not_quoted_again() -> None:
    """A fall is told where it is asked for: its bruise once."""
    said: dict[str, Any] = {"visit_type": "return", "weak": "yes", "weak_places": {"foot": "left"}}
    said |= {"changed_since": ["fall"], "tripped_or_fell": ["fell"]}
    words = {"changed_words": "I fell on the kerb and bruised my knee.", "fall_hurt": "yes"}
    made = noted({"fall_hurt": "Only a bruise on the knee."}, **said, **words, fall_count=1)

    told = [line.text for block in made.first for line in block.lines if "bruise" in line.text]
    assert len(told) == 1
    assert "Fell: 1, hurt: yes." in " ".join(page_1("Daily life", made))


EAR = "my ear at 7 pm"


def _lists() -> list[tuple[Step, Answer]]:
    """Every list of the bank with what was picked there; that there are no more rows is no pick."""
    chance = Random(11)
    course = course_of(whole_bank(), finished_visit(whole_bank(), chance))
    steps = [one for one in course.steps if isinstance(one.item, One | Many | Places)]
    given = [(step, any_answer(step, chance)) for step in steps if step.choices]
    return [(step, one) for step, one in given if one.given and one != NO_MORE]


def test_a_number_of_a_list_is_no_word_of_the_patient() -> None:
    """Behind the screen it says nothing; what else was typed stands as it is."""
    for step, answer in some(_lists(), usual=25):
        value = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        picked = [one.place if isinstance(one, Mark) else one for one in value]
        at = [
            number
            for number, one in enumerate(step.choices, start=1)
            if (step.marks[one.id] in value if step.marks else one.id in picked)
        ]
        typed = ", ".join(step.figure_of(number) for number in at)

        told = words_beside(step, replace(answer, note=f"{typed} and then {EAR}"))

        assert told == f"… and then {EAR}"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1 and rash once in 2022", "… and rash once in 2022"),
        ("1, 5 but mostly 5", "… but mostly 5"),
        ("15 but mild", "… but mild"),
        ("1 day of headache, rash", "1 day of headache, rash"),
        ("headache 1 time", "headache 1 time"),
        ("4 and a rash", "4 and a rash"),
        ("1 bad, 5 once; 2 weeks", "… bad, … once; 2 weeks"),
        ("bad, 5 once", "bad, 5 once"),
    ],
)
def test_only_what_can_be_a_number_of_the_list_is_taken_for_one(typed: str, told: str) -> None:
    """An amount stays one, and so does a number that was not picked."""
    said = {"treatments": ["ivig"], "ig_side_effects": ["headache", "rash"]}
    visit = visit_of({"answers": said}, whole_bank())
    step = course_of(whole_bank(), visit).step_at(("ig_side_effects",))
    assert step
    assert words_beside(step, answered(("headache", "rash"), typed)) == told


def test_a_number_of_a_list_stands_on_no_page_and_in_no_text() -> None:
    """The words beside it do; the choice that it stood for is told before them."""
    said = {"treatments": ["ivig"], "ig_side_effects": ["headache", "rash"]}
    visit = visit_of({"answers": said}, whole_bank())
    kept = answered(("headache", "rash"), "1 and rash once in 2022")
    visit = visit.with_answer(("ig_side_effects",), kept)

    text = " ".join(render_text(summarize(whole_bank(), visit, today=TODAY)).split())

    assert "(“… and rash once in 2022”)" in text
    assert "“1 and" not in text


@pytest.mark.parametrize(
    ("said", "question", "told"),
    [
        (
            {"weak": "not_sure", "weak_places": {"hand": "left"}},
            "Which parts are weak?",
            "Left: hand (not sure of this).",
        ),
        (
            {"weak": "yes", "weak_places": {"hand": "left"}},
            "Which parts are weak?",
            "Left: hand.",
        ),
    ],
)
def test_what_stands_under_a_not_sure_is_no_plain_fact(
    said: dict[str, Any], question: str, told: str
) -> None:
    """Among all answers, too, each says that it is not sure."""
    made = saying(**said)
    lines = [line for block in made.answers for line in block.lines]
    assert [line.text for line in lines if line.label and line.label.text.startswith(question)] == [
        told
    ]


def test_no_words_beside_an_answer_are_in_bold_or_in_the_title() -> None:
    """Nor is then what was picked; the title says who it is."""
    said = {"handedness": "right", "course": "steps"}
    visit = visit_of({"answers": said | {"work": "cook"}}, whole_bank())
    for question in ("handedness", "course"):
        kept = visit.answers[(question,)]
        visit = visit.with_answer((question,), replace(kept, note=f"so to speak of {question}"))

    made = summarize(whole_bank(), visit, today=TODAY)
    every = [made.title, made.about, *(line for block in made.first for line in block.lines)]
    pieces = [piece for line in every for one in line.sentences for piece in one.pieces]

    assert "so to speak" not in made.title.text
    assert "so to speak of handedness" in made.about.text
    assert [one.strong for one in pieces if "so to speak" in one.text] == [False, False]
    assert [one.strong for one in pieces if "Worse in steps" in one.text] == [False]


def test_nothing_is_bold_that_a_note_beside_it_may_bend() -> None:
    """But for what is urgent: that stays bold whatever is said beside it."""
    said = {"visit_type": "return", "new_weak_places": {"hand": "left"}, "sudden_signs": ["speech"]}
    notes = {"new_weak_places": "Left hand I'm not sure about.", "sudden_signs": "Only when tired."}

    def bold(summary: Summary) -> str:
        lines = [line for block in summary.first for line in block.lines]
        every = [one for line in (*lines, summary.urgent) if line for one in line.sentences]
        return "".join(piece.text for one in every for piece in one.pieces if piece.strong)

    assert bold(noted({}, **said)) == "left hand" + "all of a sudden, hard to speak or confused"
    assert bold(noted(notes, **said)) == "all of a sudden, hard to speak or confused"


def test_what_was_said_of_a_leg_stands_with_the_leg() -> None:
    """Not behind what a hand does, and without the numbers by which it was picked."""
    summary = noted(
        {"leg_moves": "1 right and 2 left. It slaps on the pavement."},
        weak="yes",
        weak_places={"hand": "left", "foot": "both"},
        hand_moves={"grip": "left"},
        leg_moves={"lift_foot": "right", "tiptoe": "left"},
    )

    said = " ".join(page_1("Weak", summary))

    assert "Not well, left: grip hard. " in said
    assert "left: stand on toes (“It slaps on the pavement”)." in said
