from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len
from rich.console import Console

from mmn_check.output.text_page import print_summary, render_text
from mmn_check.summary.printed import Block, Line, Piece, Sentence, Summary
from mmn_check.summary.summarize import summarize
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Visit
from tests.output.summaries import grid, sign
from tests.support.every_kind import GARDEN, walks
from tests.support.fullest import fullest_visit
from tests.support.profile import examples
from tests.support.visit_cases import TODAY, expected, saying, visit_from, visit_of, whole_bank

FEW = settings(
    max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
CASES = ["worked_example", "short_visit", "return_visit"]
HOSTILE = (
    "[bold]not markup[/bold] \x1b[2J\x1b]0;title\x07 :smile: \\[x] \u202eright to left\u202c "
    "\r\nALLERGIES none\n\n{value} [{x}] \x9b31m \u2028 end"
)


def on_console(
    summary: Summary, *, width: int, plain: bool, colour: bool = False, terminal: bool = False
) -> str:
    file = StringIO()
    console = Console(
        file=file,
        width=width,
        force_terminal=colour or terminal,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    print_summary(summary, console, plain=plain)
    return file.getvalue()


def line(text: str, *, own: bool = False) -> Line:
    piece = Piece(text, own=own)
    return Line(sentences=(Sentence(pieces=(piece,), origins=frozenset({"page"})),))


def of_blocks(*first: Block, more: tuple[Block, ...] = ()) -> Summary:
    return Summary(
        title=line("SUMMARY"),
        about=line("Made today."),
        statement=line("Not a score."),
        first=first,
        more=more,
        made=TODAY,
    )


def test_the_clinicians_example_comes_out_line_for_line() -> None:
    """Page 1 is the clinical dossier's own example, letter for letter, with one exception.

    The number of pages: three hold the example's person no longer, since every answer, every
    no, the urgent list and the words used stand behind page 1.
    """
    example = expected("clinical_example").replace("Page 1 of 3", "Page 1 of 8")
    text = render_text(
        summarize(whole_bank(), visit_from("worked_example", whole_bank()), today=TODAY)
    )

    assert text[: text.index("\nVISIT SUMMARY")] == example
    assert sum(any(map(str.isalnum, word)) for word in example.split()) == 240


@pytest.mark.parametrize("case", CASES)
def test_a_whole_summary_as_text(case: str) -> None:
    """From the answers in a file to every line of the pages beside it."""
    bank = whole_bank()

    summary = summarize(bank, visit_from(case, bank), today=TODAY)

    assert render_text(summary) == expected(case)


@FEW
@given(visit=walks())
def test_no_line_is_wider_than_asked(visit: Visit) -> None:
    """At any width from 40 columns up, whatever characters were typed."""
    summary = summarize(GARDEN, visit, today=TODAY)

    for width in (40, 59, 60, 80):
        lines = render_text(summary, width=width).split("\n")
        assert max(cell_len(one) for one in lines) <= width


@pytest.mark.parametrize("width", [40, 59, 60, 80, 200])
def test_the_fullest_summary_stays_within_its_width(width: int) -> None:
    """A wide window does not make lines longer than can be read."""
    text = render_text(summarize(whole_bank(), fullest_visit("return"), today=TODAY), width=width)

    assert max(cell_len(one) for one in text.split("\n")) <= min(width, 80)


@pytest.mark.parametrize("width", [1, 2, 5, 20])
def test_no_letter_is_lost_in_the_narrowest_window(width: int) -> None:
    """Where the title alone would fill a page, all the answers still come."""
    summary = summarize(whole_bank(), fullest_visit("return"), today=TODAY)
    lines = [one.text for block in (*summary.first, *summary.more) for one in block.lines]

    narrow = render_text(summary, width=width)

    assert not Counter("".join(" ".join(lines).split())) - Counter(narrow)


def test_a_page_of_the_fullest_summary_is_no_longer_than_a_page() -> None:
    """Page 1 is one page; every page begins with the title and with what it is not."""
    text = render_text(summarize(whole_bank(), fullest_visit("return"), today=TODAY))

    pages = text.split("\nVISIT SUMMARY")
    assert all(len(page.split("\n")) <= 57 for page in pages)
    assert "MY QUESTIONS" in pages[0]
    assert all("Not a diagnosis. Not a score." in page for page in pages)


@pytest.mark.parametrize("case", CASES)
def test_a_console_without_colour_shows_the_text_of_the_file(case: str) -> None:
    """There is one way of drawing a summary."""
    bank = whole_bank()
    summary = summarize(bank, visit_from(case, bank), today=TODAY)

    assert on_console(summary, width=80, plain=False) == render_text(summary)
    assert on_console(summary, width=40, plain=False) == render_text(summary, width=40)


@pytest.mark.parametrize("width", [20, 40, 80])
def test_in_a_window_the_pages_behind_page_1_are_one_piece(width: int) -> None:
    """The title and what the summary is not are said once; no page begins in mid-sentence."""
    bank = whole_bank()
    summary = summarize(bank, visit_from("return_visit", bank), today=TODAY)
    behind = "THE REST OF PAGE 1\n" if width > 20 else "THE REST OF PAGE 1"[:11]

    shown = on_console(summary, width=width, plain=True, terminal=True)
    once, more = shown.split("\nPage 2 and on\n\n")

    assert shown.startswith("VISIT SUMMARY")
    assert shown.count("VISIT SUMMARY") == 1
    assert shown.count("Page 1\n") == 1
    assert " ".join(once.split()).count("Not a diagnosis. Not a score.") == 1
    assert "(page 2)" in once
    assert more.startswith(behind)
    words = [one.text for block in summary.more for one in block.lines]
    assert not Counter("".join(" ".join(words).split())) - Counter(more)


def test_colour_makes_headings_bold_and_changes_no_letter() -> None:
    """Answers all have the same weight."""
    summary = of_blocks(Block(heading="Who", lines=(line("52, carpenter."),)))

    shown = on_console(summary, width=80, plain=False, colour=True)

    assert "\x1b[1mWHO            \x1b[0m52, carpenter." in shown
    assert "\x1b" not in on_console(summary, width=80, plain=True, colour=True)


def test_narrow_windows_have_the_labels_above_the_answers() -> None:
    """Below 60 columns there is no room for two columns."""
    summary = of_blocks(Block(heading="Main problem", lines=(line("My right hand.", own=True),)))

    assert "MAIN PROBLEM   My right hand.\n" in render_text(summary, width=60)
    assert "MAIN PROBLEM\n  My right hand.\n" in render_text(summary, width=59)


@pytest.mark.parametrize(
    ("before", "width", "together"),
    [("None.", 80, True), ("Penicillin and quite a few more.", 80, False), ("None.", 50, False)],
)
def test_two_short_headings_share_a_line(before: str, width: int, together: bool) -> None:
    """The second stands beside the first only where both have room."""
    summary = of_blocks(
        Block(heading="Allergies", lines=(line(before),)),
        Block(heading="Medicines", lines=(line("2 (page 2)"),), beside=True),
    )

    lines = render_text(summary, width=width).split("\n")

    assert any("ALLERGIES" in one and "MEDICINES  2 (page 2)" in one for one in lines) == together


def test_the_body_grid_is_two_columns_or_sentences() -> None:
    """Right and left side by side for the eye; one after the other for the ear."""
    body = grid(
        sign("Weak", "hand and neck", hand="right", neck="whole"),
        sign("Twitches", "hands and wing", hand="both", wings="not_sure"),
    )
    summary = of_blocks(more=(Block(heading="Body", lines=(), grid=body),))

    drawn = on_console(summary, width=80, plain=False)
    spoken = on_console(summary, width=80, plain=True)

    assert "                      Right                        Left\n" in drawn
    assert "Hand                  weak, twitches               twitches\n" in drawn
    assert "Right hand: weak, twitches. Left hand: twitches.\n" in spoken
    for text in (drawn, spoken):
        assert "Neck: weak.\n" in text
        assert "Wings, side not sure: twitches.\n" in text


def test_hostile_words_stay_words() -> None:
    """Markup is printed as typed; what would move the cursor or pass for a heading is not."""
    visit = visit_of({"answers": {"visit_type": "first"}}, whole_bank()).with_answer(
        ("main_problem",), answered(Words(HOSTILE))
    )
    summary = summarize(whole_bank(), visit, today=TODAY)

    for text in (
        render_text(summary),
        on_console(summary, width=80, plain=False),
        on_console(summary, width=40, plain=True),
    ):
        assert "[bold]not markup[/bold]" in text
        assert ":smile:" in text
        assert "{value} [{x}]" in text
        hidden = {one for one in text if unicodedata.category(one) in ("Cc", "Cf")}
        assert hidden == {"\n"}
        assert not any(one.startswith("ALLERGIES none") for one in text.split("\n"))


@pytest.mark.parametrize("visit_type", ["first", "return"])
def test_page_1_of_the_fullest_visit_is_55_lines_of_80_columns(visit_type: str) -> None:
    """From the title to the last question, and no line of it is wider."""
    text = render_text(summarize(whole_bank(), fullest_visit(visit_type), today=TODAY))

    page, _ = text.split("\nVISIT SUMMARY", 1)
    lines = page.splitlines()
    assert len(lines) <= 55
    assert max(map(cell_len, lines)) <= 80
    assert "\nMY QUESTIONS" in page


@pytest.mark.parametrize("width", [40, 60, 80])
def test_page_2_is_page_2_at_any_width(width: int) -> None:
    """What page 1 sends to page 2 is there, however narrow the screen."""
    summary = summarize(whole_bank(), visit_from("return_visit", whole_bank()), today=TODAY)

    pages = render_text(summary, width=width).split("VISIT SUMMARY")[1:]

    assert "MEDICINES" in pages[0]
    assert "MY QUESTIONS" in pages[0]
    assert "(page 2)" in pages[0]
    assert "THE REST OF PAGE 1\nMedicines: Gamunex" in pages[1]


def test_very_long_words_are_cut_on_page_1_and_whole_behind_it() -> None:
    """A text of 5,000 characters without a space: visibly cut, and whole on page 2 and behind."""
    long = "\u624b" * 5000

    text = render_text(saying(main_problem=long))

    first, more = text.split("Page 2 of", 1)
    assert '..." (page 2)' in first
    assert more.count("\u624b") == 400 + 5000
    assert first.count("\n") <= 56


def test_a_long_title_leaves_the_page_number_a_line_of_its_own() -> None:
    """Title and number stand on one line where there is room."""
    summary = replace(of_blocks(Block(heading="Who", lines=(line("52"),))), title=line("T" * 70))

    assert render_text(summary).startswith("T" * 70 + "\nPage 1 of 1\nMade today.\n")


def test_an_empty_summary_is_still_a_page() -> None:
    """A visit to a bank whose questions are all unasked has its title bar and its lists."""
    visit = Visit(
        name="1", bank_id="garden", bank_version="1", started=fullest_visit("first").started
    )

    text = render_text(summarize(GARDEN, visit.with_answer(("weak",), answered("no")), today=TODAY))

    assert text.startswith("The garden")
    assert "Weak? No.\n" in text


def test_the_first_page_alone_is_whole_in_a_narrow_window() -> None:
    """What fills more than one screen page there is still all of page 1."""
    file = StringIO()
    summary = summarize(whole_bank(), fullest_visit("first"), today=TODAY)

    print_summary(summary, Console(file=file, width=40), plain=True, first_page=True)

    assert "MY QUESTIONS" in file.getvalue()
    assert "BODY CHART" not in file.getvalue()
