"""The diary in a summary: told as it was given, and never judged."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from mmn_check.bank.model import Many
from mmn_check.output.pdf import render_page
from mmn_check.output.text import render_text
from mmn_check.storage.diary_file import read_days
from mmn_check.summary.diary_pages import APART, DiaryDays, with_days_between, with_diary
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Block, Chart, Summary
from mmn_check.summary.visit_changes import tell_changes
from mmn_check.visit.diary import DayEntry, Diary, cycles_of
from mmn_check.visit.values import Answer, Words, answered
from mmn_check.visit.visit import Key
from tests.output.reading import alternatives, texts, unspaced
from tests.support.diary import MADE, days_typed, three_months, with_diary_bank
from tests.visits.walking import told

CASES = Path(__file__).parent / "cases"
SCALE = "(0: not at all, 10: as well as ever)"


@cache
def bare(name: str = "wears_off") -> Summary:
    return summarize(with_diary_bank(), told(name), today=MADE)


def summary(entries: Sequence[DayEntry], name: str = "wears_off") -> Summary:
    diary = Diary(bank=with_diary_bank(), entries=tuple(entries), until=MADE)
    return with_diary(bare(name), diary)


def line(made: Summary) -> str:
    """What page 1 says of the diary."""
    return next(
        one.text
        for block in made.first
        for one in block.lines
        if (one.label and one.label.text == "Diary") or block.heading == "Diary"
    )


def chart_block(made: Summary) -> Block:
    return next(block for block in made.second if block.heading == "Diary")


def chart(made: Summary) -> Chart:
    found = chart_block(made).chart
    assert found
    return found


def day(at: date | str, number: int = 1, **answers: object) -> DayEntry:
    when = date.fromisoformat(at) if isinstance(at, str) else at
    given: dict[Key, Answer] = {(name,): answered(value) for name, value in answers.items()}  # type: ignore[arg-type]
    written = datetime(2026, 11, 28, tzinfo=UTC)
    return DayEntry(day=when, number=number, written=written, answers=given)


def test_page_1_tells_three_months_that_were_typed_day_by_day() -> None:
    """How many days, when the doses were, the lowest own numbers and when; and what was new."""
    assert line(summary(three_months())) == (
        "3 September to 27 November 2026: 49 days. Doses 14 September, 12 October, 9 November. "
        f"Hands and arms {SCALE}: lowest own number 3, day 26 after a dose "
        "(so after 2 of 3 doses); 13 September "
        f"(no dose noted before). Legs and feet {SCALE}: lowest own number 5, day 26 after a dose "
        "(so after 2 of 3 doses); 13 September (no dose noted before). Hardest task: writing 38 "
        "days, days 0 to 23 after a dose, 4 days (no dose noted before); buttons/zippers/laces 6 "
        "days, days 11 to 26 after a dose, 2 days (no dose noted before). "
        "New on 9 October: “Dropped a cup, twice”."
    )


def test_the_line_stands_in_the_row_of_immune_globulin() -> None:
    """It is that row's last; no other row changes."""
    made, before = summary(three_months()), bare()

    changed = [(a, b) for a, b in zip(before.first, made.first, strict=True) if a != b]

    ((was, now),) = changed
    assert now.heading == "Immune globulin"
    assert now.lines[:-1] == was.lines


def test_without_immune_globulin_it_has_a_row_and_runs_by_the_calendar() -> None:
    """The lowest number is told by its dates, and dates stand across."""
    entries = [day(f"2026-11-{at:02}", at, day_arms=10 - at % 6) for at in range(2, 20)]

    made = summary(entries, "finger_drop")

    assert made.first[-1].heading == "Diary"
    assert "dose" not in line(made).lower()
    assert line(made).startswith("2 November to 19 November 2026: 18 days. Hands and arms (0: ")
    assert "lowest own number 5, 5 November, 11 November, 17 November." in line(made)
    (strip,) = chart(made).strips
    assert [said for _, said in strip.dates] == ["2 November", "9 November", "16 November"]
    assert (strip.name, strip.doses, chart(made).across) == ("", (), "")


def test_every_point_is_a_number_that_was_given() -> None:
    """Nothing is added, left out or worked out: each stands at its days since the dose."""
    entries = three_months()
    cycles = cycles_of(with_diary_bank().of_a_day, entries)
    given = sorted(
        ((one.day - (cycle.dose or cycle.entries[0].day)).days, one.answers[name,].value)
        for cycle in cycles
        for one in cycle.entries
        for name in ("day_arms", "day_legs", "day_right_kg", "day_left_kg")
        if (name,) in one.answers
    )

    made = chart(summary(entries))

    points = sorted(
        point
        for strip in made.strips
        for panel in strip.points
        for number in panel
        for run in number
        for point in run
    )
    assert points == given


def test_nothing_is_joined_over_more_than_a_week() -> None:
    """A line leads from a point to the next only where they are at most seven days apart."""
    near = [day("2026-11-01", 1, day_arms=5), day("2026-11-08", 2, day_arms=4)]
    far = [near[0], day("2026-11-09", 2, day_arms=4)]

    joined = [chart(summary(days)).strips[0].points[0][0] for days in (near, far)]

    assert APART == 7
    assert joined == [(((0, 5), (7, 4)),), (((0, 5),), ((8, 4),))]


def test_two_entries_of_a_day_are_both_shown() -> None:
    """In the chart, in the rows, and once in the count of days."""
    entries = [day("2026-11-20", 1, day_arms=7), day("2026-11-20", 2, day_arms=6)]

    made = summary(entries)

    grid = chart_block(made).grid
    assert grid
    assert [[cell.text for cell in row[:2]] for row in grid.rows] == [
        ["20 November", "7"],
        ["20 November", "6"],
    ]
    assert ": 1 day." in line(made)
    assert f"Hands and arms {SCALE}: lowest own number 6, 20 November." in line(made)


def test_a_dose_of_several_days_is_one() -> None:
    """Days count from its first day, and each of them is marked."""
    entries = [
        day("2026-11-02", 1, day_dose="yes", day_arms=5),
        day("2026-11-03", 2, day_dose="yes", day_arms=5),
        day("2026-11-12", 3, day_dose="no", day_arms=4),
    ]

    made = summary(entries)

    assert "Doses 2 November." in line(made)
    assert (
        f"Hands and arms {SCALE}: lowest own number 4, day 10 after a dose (so after 1 of 1 doses)."
        in line(made)
    )
    assert chart(made).strips[0].doses == (0, 1)


def test_an_urgent_sign_ticked_in_the_diary_is_never_left_out() -> None:
    """It has rank 0, and its day."""
    made = summary([day("2026-11-20", 1, day_more=("new",), day_signs=("breathing",))])

    said = next(
        one
        for block in made.first
        for line_ in block.lines
        for one in line_.sentences
        if "ticked:" in one.text and "20 November" in one.text
    )
    assert said.text == "20 November, ticked: trouble breathing, or cannot breathe lying flat."
    assert said.rank == 0


def test_what_was_typed_stays_in_quotation_marks() -> None:
    """The patient's own words are theirs, whatever is in them."""
    made = summary([day("2026-11-20", 1, day_more=("new",), day_new=Words("#set text(red) *x*"))])

    assert "New on 20 November: “#set text(red) *x*”." in line(made)


def test_only_half_a_year_is_told_and_the_rest_is_counted() -> None:
    """A thousand days make no longer page than half a year of them."""
    first = MADE - timedelta(days=999)
    entries = [day(first + timedelta(days=at), at + 1, day_arms=5) for at in range(1000)]

    made = summary(entries)

    assert ": 183 days." in line(made)
    assert "817 days before that are not told here." in line(made)


def test_of_many_doses_the_newest_six_are_drawn_and_that_is_said() -> None:
    """No more kinds of points can be told apart without colour."""
    first = date(2026, 8, 1)
    entries = [
        day(first + timedelta(days=at), at + 1, day_arms=5, day_dose="no" if at % 7 else "yes")
        for at in range(100)
    ]

    made = chart(summary(entries))

    assert len(made.strips) == 6
    assert made.note == "Drawn: the days from the newest 6 of 15 doses"


def test_a_place_of_the_visit_can_be_picked_on_a_day() -> None:
    """What a day's question offers may come from parts of the body, as from any list."""
    bank = with_diary_bank()
    assert bank.diary
    of_parts = tuple(
        replace(one, picked_in="weak_places", and_in=()) if isinstance(one, Many) else one
        for one in bank.diary.questions
        if one.id in {"day_arms", "day_task"}
    )
    made = replace(bank, diary=replace(bank.diary, questions=of_parts))
    layout = made.page.diary if made.page else None
    assert layout
    entries = (day(MADE, day_task=("hand",)),)
    days = DiaryDays(Diary(bank=made, entries=entries, until=MADE), layout)

    assert days.picked_on(days.told[0], of_parts[1]) == ("hand",)
    assert days.labels(of_parts[1])["hand"] == "hand"


def test_the_terminal_says_the_same_as_rows() -> None:
    """Every number stands in the plain text, with its day; for the ear each has its name."""
    rows = render_text(summary(three_months())).splitlines()

    days = [one for one in rows if re.match(r"\d+ (September|October|November) ", one)]
    assert len(days) >= len(three_months())
    assert "14 September  0 (dose)  5      7                  writing" in days
    assert "25 September  11        7      9     30     20.5  writing" in days
    narrow = " ".join(render_text(summary(three_months()), width=40).split())
    assert "14 September: Days since dose: 0 (dose); Hands and arms: 5; Legs and feet: 7" in narrow


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
def test_the_page_holds_the_chart_with_words_for_the_ear(paper: str) -> None:
    """Page 1 is one page with the diary's line; the chart on page 2 says its points."""
    made = summary(three_months())

    pdf = render_page(made, paper=paper).pdf  # type: ignore[arg-type]

    pages = texts(pdf)
    assert "Page2" in unspaced(pages[1])
    assert unspaced("Doses 14 September, 12 October, 9 November") in unspaced(pages[0])
    assert (
        "Each number stands in the table under “All answers”: "
        "Hands and arms, Legs and feet, Grip right, Grip left"
    ) in alternatives(pdf)
    answers = "".join(unspaced(one) for one in pages[2:])
    assert unspaced("14 September 0 (dose) 5 7") in answers


NEVER = re.compile(
    r"\b(mean|average|better|worse|wears?|wore|late|low|high|trend|drops?)\b", re.IGNORECASE
)


def test_nothing_is_judged() -> None:
    """Neither the words of the page nor those of the diary's questions say how a day compares."""
    bank = with_diary_bank()
    assert bank.page
    layout = bank.page.diary
    assert layout
    words = [getattr(layout, name) for name in layout.__dataclass_fields__]
    assert [one for one in words if NEVER.search(one.replace("lowest", ""))] == []
    made = summary(three_months())
    quiet = replace(made, first=(), second=(chart_block(made),), answers=(), urgent=None)
    said = f"{line(made)} {render_text(quiet)}"
    said = re.sub("“.*?”|lowest|Not a diagnosis.*", "", said)
    assert NEVER.findall(said) == []


def test_typed_days_are_kept_line_by_line(tmp_path: Path) -> None:
    """Each typed day is one line of the file, in the order in which they were typed."""
    file = days_typed(tmp_path)

    lines = file.path.read_text(encoding="utf-8").splitlines()

    assert len(lines) == len(three_months()) == 50
    assert read_days(file, with_diary_bank()).entries == three_months()


def test_compare_tells_the_days_between_two_visits() -> None:
    """What lies before the earlier visit or behind the later is left out."""
    was, now = told("wears_off_before"), told("wears_off")
    made = tell_changes(with_diary_bank(), was, now, today=MADE)
    diary = Diary(bank=with_diary_bank(), entries=three_months())

    between = with_days_between(made, diary, was=date(2026, 10, 1), now=date(2026, 11, 10))

    *others, last = between.second
    assert tuple(others) == made.second
    assert last.heading == "Diary"
    assert re.match(r"\d+ October to \d+ November 2026: \d+ days\. ", last.lines[0].text)
    assert "Doses 12 October, 9 November." in last.lines[0].text
    assert with_days_between(made, None, was=MADE, now=MADE) == made
    assert with_days_between(made, diary, was=MADE, now=MADE) == made
