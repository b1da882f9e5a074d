from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mmn_check.bank.model import Bank, Section, YesNo
from mmn_check.summary.summarize import summarize
from mmn_check.visit.values import answered
from mmn_check.visit.visit import Visit
from tests.support.visit_cases import (
    STARTED,
    TODAY,
    a_date,
    behind,
    page_1,
    saying,
    visit_of,
    whole_bank,
)

HAND = {"weak": "yes", "weak_places": {"hand": "right"}}


def test_the_worst_part_comes_first_with_what_it_can_no_longer_do() -> None:
    """The patient's own ranking decides the order, and movements stand with their limb."""
    summary = saying(
        weak="yes",
        weak_places={"forearm": "left", "wrist": "right", "hand": "both", "neck": "whole"},
        arm_moves={"grip": "both", "pinch": "right"},
        worst_place={"hand": "right"},
    )

    assert page_1("1 Which muscles", summary) == [
        (
            "Right hand (worst), wrist: can't grip hard or pinch small things. "
            "Left forearm, hand: can't grip hard. Neck."
        )
    ]


def test_a_place_is_not_named_twice() -> None:
    """The front of the foot is the front, beside the foot; beside anything else it is not."""
    alone = saying(weak="yes", weak_places={"foot": "left"}, leg_moves={"lift_foot": "left"})
    among = {"foot": "left", "knee": "left"}
    others = saying(weak="yes", weak_places=among, leg_moves={"lift_foot": "left"})

    assert page_1("1 Which muscles", alone) == ["Left foot: can't lift the front."]
    assert page_1("1 Which muscles", others) == [
        "Left foot, knee: can't lift the front of the foot."
    ]


def test_page_1_is_brief_and_the_pages_behind_say_it_as_given() -> None:
    """A choice may have a short form for page 1; its own words stand behind."""
    summary = saying(weak="yes", weak_places={"thigh": "left"}, goals=["tasks"])

    assert page_1("1 Which muscles", summary) == ["Left thigh."]
    assert page_1("Wants", summary) == ["Help with work."]
    assert "Hip or thigh, left (" in behind("1 Which muscles", summary)[1]
    assert behind("In the patient's own words", summary)[0].endswith(
        "| Help with daily tasks or work."
    )


def test_what_cold_does_is_not_said_twice() -> None:
    """Weaker in the cold is left out where cold is already on the line of what makes it worse."""
    cold: dict[str, Any] = {"in_the_cold": "weaker", "in_the_heat": "no_change"}

    said = saying(worse_with=["cold", "use"], **cold)
    unsaid = saying(worse_with=["use"], **cold)
    other = saying(worse_with=["cold"], in_the_cold="no_change")

    assert page_1("5 Better or worse", said) == ["Worse: cold, use.", "Heat: no change."]
    assert page_1("5 Better or worse", unsaid)[1] == "Cold: weaker. Heat: no change."
    assert page_1("5 Better or worse", other)[1] == "Cold: no change."


def test_page_2_begins_with_what_page_1_had_no_room_for() -> None:
    """What page 1 sends to page 2 is found there, whole, under the same headings."""
    words = "It began with one finger. " * 10
    summary = saying(
        main_problem=words,
        medicines=[{"name": "Aspirin", "dose": "75 mg"}, {"name": "Vitamin D"}],
        allergies=[{"what": "Nuts"}],
    )

    assert summary.more[0].heading == "The rest of page 1"
    assert behind("The rest of page 1", summary) == [
        "Medicines | Aspirin, 75 mg. Vitamin D.",
        f'Main problem | "{words.strip()}"',
    ]
    assert page_1("Medicines", summary) == ["2 (page 2)"]
    assert behind("The rest of page 1", saying(medicines=[])) == []


def test_very_long_words_stand_whole_further_on_only() -> None:
    """Page 2 says so, and holds what it is there for."""
    words = "It began with one finger. " * 100
    summary = saying(main_problem=words)

    (begun,) = behind("The rest of page 1", summary)
    assert begun.endswith(' ... (whole further on)".')
    assert len(begun) < 450
    (whole,) = behind("In the patient's own words", summary)
    assert words.strip() in whole


def test_a_heading_of_several_lines_stands_over_them_on_page_2() -> None:
    """Three long questions: each keeps a line of its own."""
    asks = [f"{number} what will become of all this? " * 3 for number in ("First", "Second")]
    summary = saying(my_questions=[{"question": one} for one in asks])

    assert behind("The rest of page 1", summary) == [
        f"My questions | 1 {asks[0].strip()}",
        f"2 {asks[1].strip()}",
    ]


def test_lines_flow_into_one_before_anything_is_cut() -> None:
    """Three lines that need four are three, without a word less."""
    summary = saying(
        better_with=["rest", "warmth", "exercise", "splint"],
        worse_with=["use", "heat"],
        in_the_cold="not_noticed",
        tired=3,
    )

    assert page_1("5 Better or worse", summary) == [
        (
            "Better: rest, warmth, stretching or exercise, splint or brace. Worse: use, heat. "
            "Cold: not noticed. Tired this week: 3 (patient's number, 0-10)."
        )
    ]


def test_a_movement_without_a_marked_place_is_not_lost() -> None:
    """What a limb can no longer do is said even where none of its parts was marked weak."""
    summary = saying(
        weak="yes",
        weak_places={"all_over": "whole"},
        arm_moves={"grip": "left", "pinch": "not_sure"},
    )

    assert page_1("1 Which muscles", summary) == [
        "All over. Can't grip hard (left). Can't pinch small things (side not sure)."
    ]


def test_a_side_that_is_not_sure_is_printed_as_that() -> None:
    """A place of unsure side is neither left nor right."""
    summary = saying(weak="yes", weak_places={"hand": "not_sure", "foot": "left"})

    assert page_1("1 Which muscles", summary) == ["Hand (side not sure). Left foot."]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({"twitches": "no"}, "Twitches: no."),
        ({"twitches": "yes", "skipped": ["twitch_places"]}, "Twitches: yes."),
        ({"twitches": "yes", "twitch_places": {"face": "left"}}, "Twitches: left face."),
        ({"not_sure": ["twitches"]}, "Twitches: not sure."),
        ({"skipped": ["twitches"]}, "Twitches: skipped."),
        ({"declined": ["twitches"]}, "Twitches: rather not say."),
        ({"cramps": "no"}, "Cramps: no."),
        ({}, "Not asked."),
    ],
)
def test_an_answer_is_never_turned_into_another(said: dict[str, Any], printed: str) -> None:
    """What was said, not sure, skipped, declined and not asked are five different things."""
    assert page_1("1 Which muscles", saying(**said)) == [printed]


def test_none_of_these_is_not_a_blank() -> None:
    """A list from which nothing fits, one that was skipped, and one that was never shown."""
    assert page_1("Other", saying(other_symptoms=["none"])) == ["None ticked."]
    assert page_1("Other", saying(skipped=["other_symptoms"])) == ["Skipped."]
    assert page_1("Other", saying()) == ["Not asked."]


@pytest.mark.parametrize(
    ("side", "hand", "aside"),
    [
        ("right", "right", " (hand used most)"),
        ("right", "left", " (not the hand used most)"),
        ("left", "right", " (not the hand used most)"),
        ("left", "left", " (hand used most)"),
        ("left", "both", ""),
    ],
)
def test_the_worse_side_is_set_beside_the_hand_used_most(side: str, hand: str, aside: str) -> None:
    """Worked out from two answers; left out where one of them does not say."""
    summary = saying(worse_side=side, handedness=hand)

    assert page_1("2 Which side", summary) == [f"{side.capitalize()} is worse{aside}."]


def test_how_long_it_has_been_is_worked_out_from_the_start() -> None:
    """The patient never has to count; a length that was said is not said twice."""
    month = saying(began=a_date("March 2024", "2024-03"))
    ago = a_date("about 2 years ago", "2024") | {"manner": "ago", "about": "yes"}
    length = saying(began=ago)
    bare = saying(began=a_date("2 años", "2024") | {"manner": "length"})
    words = saying(began={"as_typed": "after my second child"})

    assert page_1("3 How long", bare) == ["Since 2024 (about 2 years)."]
    assert page_1("3 How long", month) == ["Since March 2024 (2 years 8 months)."]
    assert page_1("3 How long", length) == ["Since about 2 years ago (2024)."]
    assert page_1("3 How long", words) == ['Since "after my second child".']


def test_the_tasks_that_matter_most_come_first_and_the_others_are_counted() -> None:
    """The patient's ranking decides; tasks that are managed alike are said together."""
    summary = saying(
        tasks=["buttons", "writing", "tools", "stairs"],
        task_now={
            "buttons": {"how": "harder"},
            "writing": {"how": "gadget"},
            "tools": {"how": "cannot"},
            "stairs": {"how": "harder"},
        },
        tasks_matter=["tools", "stairs", "buttons"],
        falls="no",
    )

    assert page_1("Daily life", summary) == [
        ("Tools: can't do now. Stairs, buttons: harder. + 1 more, page 2. Falls: no.")
    ]
    assert behind("Daily life", summary)[1:6] == [
        "How is each one now? (Degree of limitation, patient's words) | ",
        "Buttons/zippers/laces | Harder, but does it without help.",
        "Writing | With a gadget or splint.",
        "Tools or kitchen work | Can't do now.",
        "Stairs | Harder, but does it without help.",
    ]


def test_free_words_of_other_stand_in_quotation_marks() -> None:
    """What was typed for "something else" is printed to the letter."""
    summary = saying(better_with={"picked": ["rest", "other"], "words": {"other": "a [hot] bath"}})

    assert page_1("5 Better or worse", summary) == ['Better: rest, something else: "a [hot] bath".']


def test_other_is_called_by_its_words_in_later_tables() -> None:
    """A treatment named in free words keeps its name, and the name stays the patient's."""
    summary = saying(
        treated="yes",
        treatments={"picked": ["other"], "words": {"other": "needles"}},
        treatment_course={"other": {"ongoing": "yes", "effect": "better"}},
    )

    assert page_1("Treatment", summary) == ['Other: "needles", now; effect: better.']
    (block,) = (one for one in summary.first if one.heading == "Treatment")
    own = [piece.text for piece in block.lines[0].sentences[0].pieces if piece.own]
    assert own == ["needles"]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ({}, "Visit: date not asked"),
        ({"visit_booked": "no"}, "Visit not booked"),
        ({"visit_booked": "yes"}, "Visit booked"),
        ({"visit_booked": "skipped"}, "Visit date: skipped"),
        ({"visit_booked": "not_sure"}, "Visit date: not sure"),
        ({"visit_booked": "yes", "visit_date": "skipped"}, "Visit date: skipped"),
        ({"visit_booked": "yes", "visit_date": "not_sure"}, "Visit date: not sure"),
    ],
)
def test_a_visit_without_a_date_is_not_said_to_be_skipped(
    said: dict[str, str], printed: str
) -> None:
    """What has no value is the date; and whether the visit is booked is printed as given."""
    states = ("skipped", "not_sure")
    answers = {one: value for one, value in said.items() if value not in states}
    rest = {state: [one for one, value in said.items() if value == state] for state in states}
    told = {"answers": {"visit_type": "second_opinion", **answers}, **rest}

    summary = summarize(whole_bank(), visit_of(told, whole_bank()), today=TODAY)

    assert f". {printed}, second opinion." in summary.about.text


def test_return_visits_begin_with_what_is_new() -> None:
    """The day in the treatment cycle is counted to the visit."""
    summary = saying(
        visit_type="return",
        visit_booked="yes",
        visit_date=a_date("3 December 2026", "2026-12-03"),
        overall="bit_worse",
        treated="yes",
        treatments=["ivig"],
        ig_last_dose=a_date("21 November 2026", "2026-11-21"),
        ig_fades="most_times",
        ig_fades_days=6,
        ig_lost_first="right grip",
    )

    assert page_1("Since last visit", summary) == [
        "Overall: a bit worse.",
        (
            "Last dose: 12 days before the visit. "
            'Fades: most times, 6 days before the next dose; first: "right grip".'
        ),
    ]
    assert page_1("Since last visit", saying()) == []


def test_what_was_ticked_as_urgent_is_listed_with_the_time_of_the_card() -> None:
    """The top of page 1 says what was ticked and when the stop card was shown."""
    bank = whole_bank()
    visit = visit_of({"answers": {"visit_type": "first", "sudden_signs": ["sight"]}}, bank)
    shown = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)

    summary = summarize(bank, replace(visit, urgent_shown={"sudden_signs": shown}), today=TODAY)

    assert page_1("Urgent signs", summary) == [
        "Ticked: sudden trouble seeing. Stop card shown 2026-11-20 09:14."
    ]


def test_nothing_ticked_is_said_with_the_day_it_was_asked() -> None:
    """It is no reassurance, only what was on the list and when."""
    asked = saying(sudden_signs=["none"])

    assert page_1("Urgent signs", asked) == ["None on the list ticked on 2026-11-20."]
    assert page_1("Urgent signs", saying()) == ["Not asked."]


def test_said_no_only_where_the_rest_was_confirmed() -> None:
    """Unpicked is not denied, unless the person said that they do not have the others."""
    picked = ["voice"]
    unpicked = "swallowing or choking"

    confirmed = behind("Said no to", saying(other_symptoms={"picked": picked, "others": "yes"}))
    open_ = behind("Said no to", saying(other_symptoms={"picked": picked, "others": "no"}))

    assert len(confirmed) == len(open_) == 1
    assert "| Said no to: " in confirmed[0]
    assert unpicked in confirmed[0]
    assert "| Not ticked: " in open_[0]
    assert "Said no" not in open_[0]


def test_every_question_without_a_value_is_listed_by_why() -> None:
    """Not sure, skipped, rather not say, not asked: four lists, and no question in two."""
    summary = saying(not_sure=["cramps"], skipped=["sex"], declined=["pregnant_since"])

    assert behind("Not sure", summary) == ["Not sure | Do you get muscle cramps? (Cramps)"]
    listed = behind("Skipped, not said or not asked", summary)
    assert "Skipped | Sex." in listed
    assert "Rather not say | Effect of pregnancy." in listed
    assert "Not asked (Daily life) | All of it." in listed


def test_time_decides_the_order_of_the_timeline() -> None:
    """Dates of any exactness in one row; what is no date comes last, in the patient's words."""
    summary = saying(
        began=a_date("2024", "2024"),
        first_doctor={"as_typed": "when I moved house"},
        spread="yes",
        spread_places=[{"where": {"foot": "left"}, "when": a_date("May 2023", "2023-05")}],
    )

    assert behind("Timeline", summary) == [
        "May 2023 | Spread to left ankle or foot.",
        "2024 | First noticed.",
        '"when I moved house" | First saw a doctor about it.',
    ]


def test_only_words_that_stand_on_the_page_are_explained() -> None:
    """The glossary's entries are those of words that were printed, the patient's own apart."""
    summary = saying(twitches="no", main_problem="What is a biopsy?")

    words = [line.split(" | ")[0] for line in behind("Words used", summary)]

    assert "Fasciculation" in words
    assert "Biopsy" not in words


def test_no_words_of_the_patient_crowd_the_title_bar() -> None:
    """What is no date is begun there, and stands whole behind."""
    words = "when the clinic calls, they said " * 20
    summary = saying(visit_booked="yes", visit_date={"as_typed": words}, name="N" * 300)

    assert len(summary.about.text) < 150
    assert '"when the clinic calls' in summary.about.text
    assert summary.owner
    assert summary.owner.text == "N" * 40 + " ..."
    assert any(words.strip() in line for line in behind("About the patient and the visit", summary))


def test_a_short_or_unfinished_page_says_so() -> None:
    """A page that not all questions stand behind yet says how far they went."""
    assert saying(depth=1).about.text.endswith("Short set of questions. Not finished.")
    assert saying(depth=2).about.text.endswith("Main set of questions. Not finished.")
    assert saying(depth=3).about.text.endswith("Filled in by: not asked. Not finished.")


def test_a_bank_without_a_layout_has_a_plain_page() -> None:
    """Every answer by section, and what was not answered."""
    questions = (YesNo(id="weak", ask="Weak?"), YesNo(id="numb", ask="Numb?"))
    bank = Bank(
        id="tiny",
        version="1",
        title="Tiny",
        texts={},
        sources={},
        sections=(Section(id="all", title="All", questions=questions),),
    )
    visit = Visit(name="1", bank_id="tiny", bank_version="1", started=STARTED)

    summary = summarize(bank, visit.with_answer(("weak",), answered("yes")), today=TODAY)

    assert (summary.title.text, summary.about.text) == ("Tiny", "Made 2026-11-20.")
    assert behind("All", summary) == ["Weak? | Yes."]
    assert behind("Not asked", summary) == ["Not asked (All) | Numb?"]


@pytest.mark.parametrize(
    ("answers", "is_open"),
    [
        pytest.param({}, True, id="not asked"),
        pytest.param({"numb": "no"}, False, id="no"),
        pytest.param({"numb": "yes"}, True, id="yes, no place said"),
        pytest.param({"numb": "yes", "numb_places": {"hand": "right"}}, False, id="a place"),
        pytest.param({"not_sure": ["numb"]}, True, id="not sure"),
        pytest.param({"skipped": ["numb"]}, True, id="skipped"),
    ],
)
def test_only_a_no_or_a_place_says_where_a_sign_is_not(
    answers: dict[str, Any], is_open: bool
) -> None:
    """A figure stands for "nowhere else" only if the patient said so."""
    (grid,) = [block.grid for block in saying(**answers).more if block.grid]

    assert {sign.name: sign.is_open for sign in grid.signs}["Numb or tingling"] is is_open
