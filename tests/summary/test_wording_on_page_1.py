"""What page 1 says of an answer says no more and no less than the answer did."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mmn_check.bank.model import Rows
from mmn_check.summary.summarize import summarize
from tests.support.spoken import spoken
from tests.support.visit_cases import (
    TODAY,
    a_date,
    behind,
    page_1,
    row,
    saying,
    visit_of,
    whole_bank,
)

STOPPED: dict[str, Any] = {
    "treatments": ["ivig", "physical_therapy"],
    "treatments_now": ["physical_therapy"],
    "treatments_stopped": "IVIg in July 2025, my kidneys",
    "visit_date": a_date("9 December 2026", "2026-12-09"),
    "ig_gap_weeks": 4,
    "ig_last_dose": a_date("14 July 2025", "2025-07-14"),
    "skipped": ["ig_next_dose"],
    "ig_fades": "most_times",
    "ig_fades_days": 7,
}


WEAK_HAND = {"weak": "yes", "weak_places": {"hand": "right"}}


@pytest.mark.parametrize(
    ("heading", "said", "printed"),
    [
        (
            "In own words",
            {"goals": {"picked": ["cause", "other"], "words": {"other": "my round"}}},
            "Wants | Find out the cause, “my round”.",
        ),
        (
            "Better, worse",
            {"worse_with": {"picked": ["use", "other"], "words": {"other": "kerbs"}}},
            "Worse with: use, “kerbs”.",
        ),
        (
            "Immune globulin",
            {"treatments": ["ivig"], "treatments_ended": ["ivig"], "ig_stopped": "A rash"},
            "Earlier, stopped | “A rash”.",
        ),
        (
            "Treatment",
            {"treatments": ["ivig", "splint"], "treatments_stopped": "IVIg, a rash"},
            "Stopped, when and why | “IVIg, a rash”.",
        ),
        (
            "Health, medicines",
            {"past_illness_more": {"picked": ["other"], "words": {"other": "Prostate"}}},
            "“Prostate”.",
        ),
        (
            "Health, medicines",
            {"family": "not_sure", "family_words": "Dad had bad legs"},
            (
                "Family, habits | “Dad had bad legs” "
                "(not sure if any relative has nerve or muscle problems)."
            ),
        ),
        (
            "Start, course",
            {
                "earlier_spells": "yes",
                "earlier_spells_words": "A stroke in 2017, left leg, it stayed",
            },
            "Earlier weak spells: “A stroke in 2017, left leg, it stayed”.",
        ),
        (
            "Start, course",
            {"earlier_spells": "not_sure", "earlier_spells_words": "The left foot"},
            "Earlier weak spells: not sure, “The left foot”.",
        ),
        (
            "Health, medicines",
            {"infusion_reaction": "yes", "infusion_reaction_words": "Stiff neck"},
            "Allergies | Bad reaction to a blood product or IV: “Stiff neck”.",
        ),
        (
            "Tests, as told",
            {"procedures": "yes", "procedure_words": "A shot, no help"},
            "Surgery or shots for it: “A shot, no help”.",
        ),
        (
            "Treatment",
            {
                "treatments": ["splint"],
                "treatment_problems": "yes",
                "treatment_problem_words": "Dozy",
            },
            "Problems with treatment | “Dozy”.",
        ),
    ],
)
def test_words_stand_for_the_answer_they_go_with(
    heading: str, said: dict[str, Any], printed: str
) -> None:
    """Where words were typed no "yes", "other" or "something else" stands before them."""
    assert f". {printed}" in f". {row(heading, **said)}"


def test_each_grip_is_told_with_its_day() -> None:
    """A pair of numbers for each, side by side; a row without its numbers says nothing."""
    numbers = ((7, 24, 31), (7, 22, 30), (20, 17, 30))
    grips = [dict(zip(("days_since", "right", "left"), one, strict=True)) for one in numbers]
    said = {"treatments": ["ivig"], "ig_grip": "yes", "ig_grip_unit": "kg"}

    told = row("Immune globulin", **said, ig_grip_readings=[*grips, {"days_since": 21}])

    assert "| Day 7: 24/31 kg. Day 7: 22/30 kg. Day 20: 17/30 kg." in told
    assert "Day 21" not in told


@pytest.mark.parametrize(
    ("counts", "printed"),
    [({}, "Tripped: yes. Fell: yes."), ({"fall_count": 2}, "Tripped: yes. Fell: 2.")],
)
def test_trips_and_falls_are_told_apart_with_or_without_their_counts(
    counts: dict[str, Any], printed: str
) -> None:
    """In the words of the question, in the time that it asks for."""
    said = {"weak": "yes", "weak_places": {"foot": "left"}} | counts
    told = row("Daily life", tripped_or_fell=["tripped", "fell"], **said)
    assert f"In three months | {printed}" in told


def test_immune_globulin_that_was_stopped_is_past() -> None:
    """No day of a cycle, no next dose; why it was stopped stands there, whatever else was tried."""
    said = row("Immune globulin", **STOPPED)

    assert "Time between doses: 4 weeks." in said
    assert "Last 14 July 2025, 513 days before the visit." in said
    assert "Fading before the next dose: most times, 7 days before it." in said
    assert "Next" not in said
    assert "of about" not in said
    assert "All that was stopped | “IVIg in July 2025, my kidneys”." in said
    assert "kidneys" not in row("Treatment", **STOPPED)
    goes_on = row("Treatment", **STOPPED | {"treatments_now": ["ivig"]})
    assert "Stopped, when and why | “IVIg in July 2025, my kidneys”." in goes_on
    alone = row("Immune globulin", **STOPPED | {"treatments": ["ivig"], "treatments_now": ["none"]})
    assert "Earlier, stopped | “IVIg in July 2025, my kidneys”." in alone
    both = row("Immune globulin", **STOPPED | {"treatments": ["ivig", "scig", "physical_therapy"]})
    assert both.count("my kidneys") == 1
    other = {
        "treatments": ["splint"],
        "treatments_now": ["none"],
        "treatments_stopped": "It rubbed",
    }
    assert "rubbed" not in row("Immune globulin", **other)
    assert "Stopped, when and why | “It rubbed”." in row("Treatment", **other)


@pytest.mark.parametrize(
    ("now", "every", "fades"),
    [
        ({"treatments_now": ["scig"]}, "Every week.", "Fades before the next dose: most times"),
        ({}, "Time between doses: 1 week.", "Fading before the next dose: most times"),
    ],
    ids=["told", "not asked"],
)
def test_immune_globulin_is_present_only_where_it_was_said_to_run(
    now: dict[str, list[str]], every: str, fades: str
) -> None:
    """Where nobody asked whether it runs, what was told of it has no tense."""
    said = {name: one for name, one in STOPPED.items() if name != "treatments_now"} | now
    said |= {"treatments": ["ivig", "scig"], "ig_gap_weeks": 1}
    said |= {"ig_last_dose": a_date("3 December 2026", "2026-12-03")}

    told = row("Immune globulin", **said)

    assert every in told
    assert "Last 3 December 2026, day 6 of about 7 at the visit. Next dose: skipped." in told
    assert fades in told
    assert "“IVIg in July 2025, my kidneys”." in told


@pytest.mark.parametrize(
    ("last", "gap", "printed"),
    [
        ("2026-11-15", {"ig_gap_weeks": 4}, ", day 23 of about 28 at the visit."),
        ("2026-11-10", {"ig_gap_weeks": 2}, ", as told on 20 November 2026."),
        ("2026-11-10", {"ig_gap_days": 14}, ", as told on 20 November 2026."),
        ("2026-11-13", {"ig_gap_weeks": 1}, ", as told on 20 November 2026."),
        ("2026-10-01", {"ig_gap_weeks": 4}, ", day 68 of about 28 at the visit."),
        ("2026-11-10", {}, ", 28 days before the visit."),
    ],
    ids=["before the next", "weeks", "days", "on that day", "late already", "no length told"],
)
def test_no_day_is_counted_past_a_dose_that_falls_due_before_the_visit(
    last: str, gap: dict[str, int], printed: str
) -> None:
    """Whoever answers cannot have told of it yet."""
    told = row(
        "Immune globulin",
        treatments=["ivig"],
        treatments_now=["ivig"],
        visit_date=a_date("then", "2026-12-08"),
        ig_last_dose=a_date("then", last),
        **gap if "ig_gap_weeks" in gap else gap | {"skipped": ["ig_gap_weeks"]},
    )

    assert re.findall(r"Last [^,.]*(,[^.]*\.)", told) == [printed]


def test_choices_that_the_page_says_alike_are_told_apart_among_all_answers() -> None:
    """On page 1 each stands under what it is; alone it has the words of its choice."""
    said = saying(depth=2, muscle_signs={"thin_arm": "right", "cramp_arm": "both"})

    assert page_1("Thin, twitch, cramp", said) == [
        (
            "Thinner: right hand or arm. Cramps: right and left hand or arm. "
            "Not among the signs picked: twitches."
        )
    ]
    unasked = "Whether thinner before or after the weakness; when cramps come."
    assert unasked in page_1("Not asked", said)[0]
    assert any(
        one.endswith(
            "| Right: hand or arm muscle got thinner; both sides: cramps in a hand or arm."
        )
        for one in behind("Which muscles", said)
    )


def test_what_was_ruled_out_or_told_elsewhere_was_not_left_unasked() -> None:
    """Nobody asks a man whether he is pregnant, nor for tasks at large who told those of a hand."""
    told = behind(
        "Not sure, skipped, not said, not asked",
        saying(
            depth=2, sex="male", weak="yes", weak_places={"hand": "right"}, hand_tasks=["buttons"]
        ),
    )
    here = " ".join(told)

    for ruled_out in ("Pregnancy", "Estrogen", "New regions", "Weak movements, lower limb"):
        assert ruled_out not in here
    assert "Activity limitation" not in here
    assert "Past medical history" in here


def test_pain_is_told_place_by_place_and_then_its_kind() -> None:
    """The low back has a place of its own; all of pain is one sentence."""
    said = {"pain_places": {"low_back": "whole", "knee": "left"}, "pain_kind": ["ache"]}

    told = row("Feeling", **said, pain_worst=4)

    assert "Pain: low back, left knee; kind: ache; worst this week 4 of 10." in told


@pytest.mark.parametrize(
    ("places", "printed"),
    [
        ({"foot": "left", "toes": "left"}, ["All marks on the left."]),
        ({"hand": "right"}, ["All marks on the right."]),
        ({"hand": "right", "foot": "left"}, []),
    ],
)
def test_a_side_is_told_where_nobody_asked_which_is_worse(
    places: dict[str, str], printed: list[str]
) -> None:
    """Marks all on one side are told as that."""
    told = row("Weak", weak="yes", weak_places=places)

    assert re.findall(r"All marks[^.]*\.", told) == printed


def test_the_place_where_it_began_is_one() -> None:
    """In a part of the body; what is no part is named alone."""
    began = a_date("July 2023", "2023-07")
    assert "in the left toes" in row("Start, course", began=began, first_place={"toes": "left"})
    assert ", speech." in row("Start, course", began=began, first_place={"speech": "whole"})


def test_what_matters_most_stands_in_the_patients_order() -> None:
    """First, second and third, each with how it is now."""
    told = row(
        "Daily life",
        weak="yes",
        weak_places={"hand": "right"},
        hand_tasks=["buttons", "small_things", "jars", "keys"],
        life_tasks=["hobbies"],
        tasks_cannot=["small_things"],
        tasks_helped=["jars"],
        tasks_matter=["hobbies", "small_things", "jars"],
    )

    assert "1 sport/music/hobbies: harder. 2 coins/pills/small things: can't do it now." in told
    assert "3 jars/bottles/packets: someone has to help." in told


def test_health_has_one_list_of_what_is_not_there_and_no_bold_no() -> None:
    """Heart and clots first; what was said no to, and what was given up, is not bold."""
    made = saying(
        past_illness={
            "picked": ["diabetes", "stroke"],
            "words": {"stroke": "2017, left leg"},
            "others": "yes",
        },
        diabetes_since=a_date("2009", "2009"),
        blood_thinner=["none"],
        sex="female",
        estrogen="no",
        habits={"picked": ["smoke"], "words": {"smoke": "stopped 2015"}},
    )

    told = " ".join(page_1("Health, medicines", made))
    bold = [
        piece.text
        for block in made.first
        if block.heading == "Health, medicines"
        for line in block.lines
        for one in line.sentences
        for piece in one.pieces
        if piece.strong
    ]

    assert "Stroke or mini-stroke: “2017, left leg”. Diabetes since 2009." in told
    assert told.count("No: ") == 1
    assert "No: heart illness; bad heart rhythm; high blood pressure; blood clot in leg or" in told
    assert "".join(bold) == "Stroke or mini-stroke: “2017, left leg”Diabetes"


def test_the_head_tells_the_clinic_what_it_must_know_before_the_visit() -> None:
    """What makes the visit easier, who helped, and in which language the words are."""
    said = {"visit_type": "first", "informant": "helping", "helper_who": "son"}
    visit = visit_of({"answers": said | {"access": ["hearing", "time"]}}, whole_bank())

    made = summarize(whole_bank(), replace(visit, language="es"), today=TODAY)

    assert "For the visit: help to hear, more time. Helper: “son”. Answered in Spanish;" in (
        made.about.text
    )
    assert page_1("In own words", made)[0].startswith("Told by the patient or the helper.")


def returned(**then: Any) -> str:
    """What a return visit says on page 1 after a visit at which this was said."""
    return " ".join(returned_rows(**then).values())


def returned_rows(**then: Any) -> dict[str, str]:
    """The same, row by row."""
    bank = whole_bank()
    said = {
        "visit_type": "return",
        "overall": "bit_better",
        "treatments": ["scig"],
        "weak": "yes",
        "weak_places": {"fingers": "both"},
        "worst_place": {"fingers": "right"},
        "ig_fades": "now_and_then",
        "ig_fades_days": 2,
        "ig_grip": "yes",
        "ig_grip_unit": "kg",
        "ig_grip_readings": [{"days_since": 1, "right": 22, "left": 19}],
    }
    now, before = visit_of({"answers": said}, bank), visit_of({"answers": said | then}, bank)
    before = replace(before, started=datetime(2026, 4, 12, 9, tzinfo=UTC))
    made = summarize(bank, now, today=TODAY, before=before)
    return {one.heading: " ".join(line.text for line in one.lines) for one in made.first}


def test_what_was_another_number_or_place_is_told_then_and_now() -> None:
    """Each in its row, with the day of the visit before; nothing is called better or worse."""
    told = returned_rows(
        worst_place={"fingers": "left"},
        ig_fades="most_times",
        ig_fades_days=8,
        ig_grip_readings=[
            {"days_since": 7, "right": 29, "left": 19},
            {"days_since": 25, "right": 29, "left": 14},
        ],
    )

    assert told["Since last visit"].startswith(
        "A bit better. Worst part: on 12 April 2026 left fingers or thumb; now: right fingers or "
        "thumb."
    )
    assert (
        "Fading before the next dose: now and then, 2 days before it. "
        "Fading: on 12 April 2026 most times, 8 days before it."
    ) in told["Immune globulin"]
    assert (
        "Day 1: 22/19 kg. Last visit: on 12 April 2026 day 7: 29/19 kg, day 25: 29/14 kg."
    ) in told["Immune globulin"]


def test_what_stayed_the_same_is_not_told_again() -> None:
    """Nor is anything told where it was asked at one of the two visits only."""
    assert "12 April" not in returned()
    assert "12 April" not in returned(ig_grip="no", weak="no")


@pytest.mark.parametrize("state", ["not_sure", "skipped", "declined"])
def test_no_line_says_its_label_twice(state: str) -> None:
    """Where nothing was answered either, the label tells what was not."""
    each = [one for one in whole_bank().questions() if not one.required]
    unanswered: Any = [one.id for one in each if not isinstance(one, Rows) or not one.for_each]
    summary = saying(**{state: unanswered})

    lines = [line for block in summary.first for line in block.lines if line.label]
    assert lines
    for line in lines:
        assert line.label
        assert not line.text.startswith(f"{line.label.text}:")


@pytest.mark.parametrize("last", [{}, {"ig_last_dose": a_date("10 November", "2026-11-10")}])
def test_whether_it_is_still_given_is_not_missed_beside_its_last_dose(last: dict[str, Any]) -> None:
    """The date tells how it stands; without one it is said that nobody asked."""
    told = row("Not asked", depth=2, visit_type="return", treatments=["ivig"], **last)
    assert ("hether immune globulin is still given" in told) == (not last)


def test_an_earlier_product_stands_on_page_1_as_it_was_told() -> None:
    """Its dose and its start are facts of treatment: never left out, and apart from what runs."""
    told = "Gamunex, 90 g every 4 weeks, 2016 to May 2026"
    scig: dict[str, Any] = {"treatments": ["ivig", "scig"], "treatments_now": ["scig"]}
    made = saying(**scig, ig_before=told, ig_since=a_date("2016", "2016"))

    assert f"Earlier, stopped | IVIg. “{told}”." in " ".join(page_1("Immune globulin", made))
    said = [one for block in made.first for line in block.lines for one in line.sentences]
    assert {one.rank for one in said if "2016" in one.text} == {0}


def test_movements_of_arms_and_of_legs_are_told_apart() -> None:
    """What is gone altogether stands apart from what is not done well, too."""
    said = row(
        "Weak",
        weak="yes",
        weak_places={"hand": "right", "foot": "right"},
        hand_moves={"grip": "right"},
        leg_moves={"lift_foot": "right", "tiptoe": "left"},
        moves_gone=["tiptoe"],
    )
    assert "Not well, right: grip hard. " in said
    assert "Leg or foot not at all, left: stand on toes. " in said
    assert "Leg or foot not well, right: lift the front of the foot." in said


def test_a_treatment_of_which_the_patient_is_not_sure_has_an_effect_that_is_not_sure() -> None:
    """No silence that would be taken for no answer."""
    effect = {"steroids": {"effect": "not_sure"}}
    said = row("Treatment", treatments=["steroids"], treatment_course=effect)
    assert said.startswith("Steroids, patient says: not sure.")


def test_a_fall_that_was_told_is_not_called_unasked() -> None:
    """Who ticks a fall among the news of a return visit was asked for falls."""
    said = {"visit_type": "return", "weak": "yes", "weak_places": {"foot": "left"}}
    assert "trips or falls" in row("Not asked", **said)
    assert "trips or falls" not in row("Not asked", **said, changed_since=["fall"])


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_sentence_of_what_is_not_there_says_its_own_no(language: str) -> None:
    """A reader who begins at any full stop takes nothing of it for something that is there."""
    with spoken(language) as bank:
        assert bank.page
        facts = [fact for one in bank.page.rows for fact in one.facts]
    told = [fact.text for fact in facts if any(map(fact.text.count, (".others}", ".untold}")))]

    assert len(told) > 5
    for text in told:
        for way in text.strip("[]").split("|"):
            first, *more = re.split(r"\{\w+\.(?:others|untold)\}", way)
            assert re.search(
                r"^(No|Not worse with|Knows of no|No empeora con)\b", first.capitalize()
            ), text
            assert all(re.search(r"\b[Nn]o\b|^$", one) for one in more), text


def test_a_list_of_what_was_said_no_to_goes_on_with_its_no() -> None:
    """Behind its full stop the next one says no again."""
    told = row(
        "Health, medicines",
        past_illness=["none"],
        past_illness_more={"picked": ["thyroid"], "others": "yes"},
        past_treatments=["none"],
    )

    for known in ("No: heart illness;", "No: cancer;", "No: radiation treatment, drugs"):
        assert f". {known}" in f". {told}"


@pytest.mark.parametrize(
    ("heading", "said", "printed"),
    [
        (
            "Start, course",
            {"before_it_began": ["overuse", "tick_or_trip"]},
            "In the weeks before it began: much more hand or arm work; tick bite or trip abroad.",
        ),
        ("In own words", {"goals": ["cause", "results"]}, "cause; get or understand test results."),
        ("Better, worse", {"better_with": ["rest", "warmth"]}, "Better with: rest, warmth."),
        (
            "Daily life",
            {"hand_tasks": ["writing", "tools"], "tasks_cannot": ["writing", "tools"]},
            "Writing, tools/kitchen work: can't do it now.",
        ),
    ],
)
def test_things_stand_apart_where_one_of_them_holds_an_or(
    heading: str, said: dict[str, Any], printed: str
) -> None:
    """By semicolons; commas are enough for others."""
    assert printed in row(heading, **WEAK_HAND | said)


def test_how_soon_a_dose_is_felt_is_not_how_long_it_lasts() -> None:
    """The time is told from where to where; who feels nothing has none."""
    ivig = {"treatments": ["ivig"]}

    assert "From a dose to feeling stronger: 3 to 6 weeks." in row(
        "Immune globulin", **ivig, ig_stronger="weeks_3_to_6"
    )
    assert "Does not feel stronger after a dose." in row(
        "Immune globulin", **ivig, ig_stronger="not_stronger"
    )


def test_copies_are_told_by_the_names_of_their_tests() -> None:
    """Nothing in brackets behind two tests that may be said of one of them."""
    told = row("Tests, as told", tests=["ncs", "emg", "blood"], test_copies=["ncs", "emg"])
    assert "NCS. EMG. Blood tests." in told
    assert "Patient has a copy of: NCS, EMG." in told
    old = row("Tests, as told", tests=["ncs", "emg"], test_details={"ncs": {"copy": "yes"}})
    assert "NCS (has a copy). EMG." in old


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        (a_date("2009", "2009"), "since 2009"),
        (a_date("summer 2019", "2019"), "since 2019"),
        (
            {"as_typed": "when I was 47", "from": "2011", "to": "2013"},
            "since some time between 2011 and 2013",
        ),
        (
            {"as_typed": "about then", "from": "2011-03", "to": "2011-05", "about": "yes"},
            "since some time between March and May 2011",
        ),
        ("2019 or 2020", "since 2019 or 2020"),
        ("last winter", "since winter 2025 or 2026"),
        ("when my wife said so", "“when my wife said so”"),
    ],
)
def test_a_span_behind_since_is_not_read_as_its_end(date: Any, printed: str) -> None:
    """It began some time in it, and goes on; a date kept in words stands in quotes."""
    told = row("Health, medicines", past_illness=["diabetes"], diabetes_since=date)
    assert told.startswith(f"Diabetes {printed}.")
