"""A summary in characters."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from io import StringIO

import pytest
from rich.cells import cell_len
from rich.console import Console

from mmn_check.output.text import print_summary, render_text
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Block, Summary
from mmn_check.visit.values import Words, answered
from tests.output.summaries import block, grid, line, own, summary
from tests.support.fullest import fullest_visit
from tests.support.visit_cases import TODAY, saying, visit_from, visit_of, whole_bank

HOSTILE = (
    "[bold]not markup[/bold] :smile: {value} [{x}] *y* \x1b[2J\x07\u202e\u2066\ufeff"
    "\nALLERGIES none\r\n\tPage 2\n"
)


def on_console(one: Summary, *, width: int, plain: bool, colour: bool = False) -> str:
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    print_summary(one, console, plain=plain)
    return file.getvalue()


@pytest.mark.parametrize("case", ["worked_example", "return_visit", "short_visit"])
def test_a_console_without_colour_shows_the_text_of_the_file(case: str) -> None:
    """There is one way of drawing a summary."""
    one = summarize(whole_bank(), visit_from(case, whole_bank()), today=TODAY)

    assert on_console(one, width=80, plain=False) == render_text(one)
    assert on_console(one, width=40, plain=False) == render_text(one, width=40)


def test_page_1_stands_whole_and_then_the_rest() -> None:
    """No fact is left out; it has no paper to fit."""
    one = summarize(whole_bank(), fullest_visit("return"), today=TODAY)
    text = render_text(one)

    first, rest = text.split("\nPAGE 2\n")
    assert "On page 2:" not in first
    for row in one.first:
        assert row.heading.upper().split()[0] in first
    assert "\nALL ANSWERS\n" in rest
    assert render_text(one, first_page=True) == first


def test_colour_makes_headings_bold_and_changes_no_letter() -> None:
    """Answers all have the same weight."""
    one = summary(block("Who", "52, carpenter."))

    shown = on_console(one, width=80, plain=False, colour=True)

    assert "\x1b[1mWHO             \x1b[0m52, carpenter." in shown
    assert "\x1b" not in on_console(one, width=80, plain=True, colour=True)


def test_narrow_windows_have_the_labels_above_the_answers() -> None:
    """Below 60 columns there is no room for two columns."""
    one = summary(Block(heading="Main problem", lines=(own("My right hand"),)))

    assert "MAIN PROBLEM    “My right hand”.\n" in render_text(one, width=60)
    assert "MAIN PROBLEM\n  “My right hand”.\n" in render_text(one, width=59)


def test_a_table_has_columns_or_is_told_in_sentences() -> None:
    """For the ear, and where there is too little room."""
    table = Block(heading="Tests", grid=grid(("Test", "When", "Told"), ("EMG", "", "“Fine”")))
    one = summary(second=(table,))

    assert "Test  When  Told\nEMG         “Fine”\n" in on_console(one, width=80, plain=False)
    assert "EMG: Told: “Fine”.\n" in on_console(one, width=80, plain=True)
    assert "EMG: Told:\n  “Fine”.\n" in on_console(one, width=15, plain=False)


def test_hostile_words_stay_words() -> None:
    """Markup is printed as typed; what would move the cursor or pass for a heading is not."""
    visit = visit_of({"answers": {"visit_type": "first"}}, whole_bank()).with_answer(
        ("main_problem",), answered(Words(HOSTILE))
    )
    one = summarize(whole_bank(), visit, today=TODAY)

    for text in (
        render_text(one),
        on_console(one, width=80, plain=False),
        on_console(one, width=40, plain=True),
    ):
        assert "[bold]not markup[/bold]" in text
        assert ":smile:" in text
        assert "{value} [{x}] *y*" in text
        hidden = {one for one in text if unicodedata.category(one) in ("Cc", "Cf")}
        assert hidden == {"\n"}
        assert not any(one.startswith("ALLERGIES none") for one in text.split("\n"))


@pytest.mark.parametrize("width", [20, 40, 80, 200])
@pytest.mark.parametrize("visit_type", ["first", "return"])
def test_no_line_is_wider_than_the_window(visit_type: str, width: int) -> None:
    """From 80 columns on it grows no wider."""
    text = render_text(summarize(whole_bank(), fullest_visit(visit_type), today=TODAY), width=width)
    assert max(map(cell_len, text.splitlines())) <= min(width, 80)


def test_very_long_words_are_begun_on_page_1_and_whole_behind_it() -> None:
    """Five thousand characters without a space: visibly cut, and whole among the answers."""
    text = render_text(saying(main_problem="\u624b" * 5000))

    first, more = text.split("\nALL ANSWERS\n", 1)
    assert "...” (All answers)." in first
    assert first.count("\u624b") == 480
    assert more.count("\u624b") == 5000


def test_a_title_is_as_it_was_typed() -> None:
    """Headings are in capitals; a name is not."""
    one = replace(summary(block("Who", "52")), title=line("Ada, 52"))

    assert render_text(one).startswith("Ada, 52\nMade 21 November 2026.")
