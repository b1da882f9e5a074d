"""Visits to the shipped bank, printed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from mmn_check.output.printed_page import render_page
from mmn_check.output.typesetting import Paper
from mmn_check.summary.printed import Summary
from mmn_check.summary.summarize import summarize
from mmn_check.visit.visit import Visit
from tests.output.reading import alternatives, as_typed, in_one_line, sizes, texts, unspaced
from tests.output.visits import fullest_visit
from tests.support.visit_cases import visit_from, whole_bank
from tests.support.walks import new_visit

TODAY = date(2026, 11, 20)
FOOT = "My own answers. Not a diagnosis. Not a score. Not medical advice. Page"
VISITS = ("blank", "worked example", "fullest", "hostile")
SAYS = "My right hand will not open when it is cold, and then I drop my tools, cups and keys. "
HOSTILE = "#panic() [bold]*x*[/] <b> \\ " + "W" * 300 + "\n" * 12 + "שלום x\u0302\u0323 "


def visit(name: str) -> Visit:
    bank = whole_bank()
    match name:
        case "blank":
            return new_visit(bank)
        case "worked example":
            return visit_from("worked_example", bank)
        case "fullest":
            return fullest_visit(bank, says=SAYS * 4)
        case _:
            return fullest_visit(bank, says=HOSTILE)


@cache
def summary(name: str) -> Summary:
    return summarize(whole_bank(), visit(name), today=TODAY)


@cache
def pages(name: str, paper: Paper = "a4", most: int | None = None) -> list[str]:
    page = render_page(summary(name), paper=paper)
    assert page.missing == ()
    return [in_one_line(as_typed(text)) for text in texts(page.pdf, most=most)]


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", VISITS)
def test_page_one_is_one_page_with_every_heading(name: str, paper: Paper) -> None:
    """Blank or full: all that must be on page 1 is there, and the rest begins on page 2."""
    first, second = pages(name, paper, 2)
    assert [block.heading for block in summary(name).first if block.heading not in first] == []
    assert summary(name).statement.text in first
    assert second.startswith(f"{summary(name).more[0].heading} 2 ")


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", ["worked example", "fullest", "hostile"])
def test_what_page_one_sends_to_page_two_is_there(name: str, paper: Paper) -> None:
    """The list of medicines that page 1 only counts, before all else it had no room for."""
    first, second = pages(name, paper, 2)
    assert re.search(r"Medicines \d \(page 2\)", first)
    assert re.search(r"The rest of page 1 Medicines \S", second)


@pytest.mark.parametrize("name", ["blank", "worked example", "fullest"])
def test_page_two_says_what_is_on_which_page(name: str) -> None:
    """Where page 1 says "page 2", one is sent on from there to the page itself."""
    for block in summary(name).more:
        found = re.search(rf"{re.escape(block.heading)} (\d+) ", pages(name)[1])
        assert found, block.heading
        assert block.heading in pages(name)[int(found[1]) - 1]


@pytest.mark.parametrize("paper", ["a4", "us-letter"])
@pytest.mark.parametrize("name", VISITS)
def test_nothing_is_set_smaller_than_ten_points(name: str, paper: Paper) -> None:
    """Footers and the letters on the chart included, however much there is to say."""
    assert min(sizes(render_page(summary(name), paper=paper).pdf)) >= 10


@pytest.mark.parametrize("name", ["blank", "worked example"])
def test_an_ordinary_page_one_is_printed_uncut(name: str) -> None:
    """The page adds no words to what the summary says, and leaves none out."""
    first, one = pages(name)[0], summary(name)
    said = [one.title, one.about, one.statement, one.note]
    said += [line for block in one.first for line in block.lines]
    assert [line.text for line in said if line and in_one_line(line.text) not in first] == []


@pytest.mark.parametrize("name", ["blank", "worked example", "fullest"])
def test_everything_stands_behind_page_one(name: str) -> None:
    """Every line of the summary is printed in full."""
    behind = unspaced(" ".join(text.rsplit(FOOT, 1)[0] for text in pages(name)[1:]))
    for block in summary(name).more:
        assert unspaced(block.heading) in behind
        for line in block.lines:
            for words in line.text.replace("\n- ", "\n").removeprefix("- ").split("\n"):
                assert unspaced(words) in behind, words


def test_page_one_of_the_worked_example() -> None:
    """The page that a doctor reads, from the first word to the last."""
    expected = (Path(__file__).parent / "worked_example_page_1.txt").read_text(encoding="utf-8")
    assert pages("worked example")[0] == in_one_line(as_typed(expected))


def test_the_chart_of_the_worked_example_is_read_aloud() -> None:
    """Each figure says what is filled, or why nothing is."""
    assert alternatives(render_page(summary("worked example"), paper="a4").pdf) == [
        "Weak: right hand, left ankle or foot",
        "Twitches: right forearm, left hip or thigh",
        "Cramps: right hand",
        "Thinner: right hand",
        "Numb or tingling: no",
    ]
