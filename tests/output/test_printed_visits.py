"""Visits to the shipped bank, printed."""

from __future__ import annotations

from datetime import date
from functools import cache

import pypdfium2
import pytest

from mmn_check.output.pdf import Paper, page_data, render_page
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.visit import Visit
from tests.output.reading import alternatives, as_typed, in_one_line, sizes, texts, unspaced
from tests.output.visits import fullest_visit
from tests.support.profile import combined, examples
from tests.support.visit_cases import visit_from, whole_bank
from tests.support.walks import new_visit

TODAY = date(2026, 11, 20)
OWN = "\0"
"""Stands for the patient's words."""
PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
VISITS = ("blank", "fullest", "worked example", "hostile")
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
            return fullest_visit(bank, says=SAYS * examples(4, usual=2))
        case _:
            return fullest_visit(bank, says=HOSTILE)


@cache
def summary(name: str) -> Summary:
    return summarize(whole_bank(), visit(name), today=TODAY)


@cache
def printed(name: str, paper: Paper = "a4") -> bytes:
    page = render_page(summary(name), paper=paper)
    assert page.missing == ()
    return page.pdf


@cache
def pages(name: str, paper: Paper = "a4") -> list[str]:
    return [in_one_line(as_typed(text)) for text in texts(printed(name, paper))]


def whole_facts(name: str) -> list[str]:
    """The facts of page 1 that are never left out, but for the patient's words in them."""
    facts = [
        fact
        for block in summary(name).first
        for line in block.lines
        for fact in line.sentences
        if block.whole or not fact.rank
    ]
    return ["".join(OWN if one.own else one.text for one in fact.pieces) for fact in facts]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", ["blank", "worked example"])
def test_page_one_is_one_page_with_every_heading(name: str, paper: Paper) -> None:
    """Blank or full: all that must be on page 1 is there, and the rest begins on page 2."""
    first, second, *_ = pages(name, paper)
    assert [one.heading for one in summary(name).first if one.heading not in first] == []
    assert summary(name).statement.text in first
    assert second.startswith("Page 2 ")


@pytest.mark.parametrize(("name", "paper"), combined(VISITS, PAPERS))
def test_what_must_be_whole_stands_before_page_2(name: str, paper: Paper) -> None:
    """However much was said, in whatever signs, before anything of the pages behind."""
    foot = summary(name).statement.text
    # At the foot of page 1 it is not said again.
    top, *others = pages(name, paper)
    top = top.rsplit(f"{page_data(summary(name))['owner']} ·", 1)[0]
    bodies = [top, *(f" {text.rsplit(foot, 1)[0]}" for text in others)]
    first = unspaced("".join(bodies).split(" Page 2 ")[0])
    for fact in whole_facts(name):
        words = [unspaced(as_typed(part).strip("“”")) for part in fact.split(OWN)]
        assert all(word.rstrip(".") in first for word in words), fact


@pytest.mark.parametrize(("name", "paper"), combined(VISITS, PAPERS))
def test_nothing_is_set_smaller_than_ten_points(name: str, paper: Paper) -> None:
    """Footers and the letters on the chart included, however much there is to say."""
    assert min(sizes(printed(name, paper))) >= 10


@pytest.mark.parametrize(("name", "paper"), combined(VISITS[:3], PAPERS))
def test_everything_stands_behind_page_one(name: str, paper: Paper) -> None:
    """Every line of the summary is printed in full."""
    foot = summary(name).statement.text
    behind = unspaced(" ".join(text.rsplit(foot, 1)[0] for text in pages(name, paper)[1:]))
    for block in (*summary(name).second, *summary(name).answers):
        assert unspaced(block.heading) in behind
        for line in block.lines:
            for words in line.text.split("\n"):
                assert unspaced(as_typed(words)) in behind, words


def test_the_chart_of_the_worked_example_is_read_aloud() -> None:
    """Each figure says what is marked; there is none for numbness, which there is not."""
    assert alternatives(printed("worked example")) == [
        "Weak: right hand; left ankle or foot.",
        "Thinner: right hand. Twitches: right forearm; left hip or thigh. Cramps: right hand.",
    ]


def test_page_one_of_a_whole_visit_survives_a_fax() -> None:
    """At 204 x 98 dots an inch and in black and white nothing that is drawn is lost."""
    page = pypdfium2.PdfDocument(printed("worked example"))[0]
    picture = page.render(scale=204 / 72, grayscale=True).to_pil()
    fax = picture.resize((picture.width, picture.height * 98 // 204)).convert("1", dither=0)
    chart = fax.crop((0, fax.height * 3 // 4, fax.width, fax.height * 19 // 20))
    ink = chart.histogram()[0] / (chart.width * chart.height)
    assert 0.02 < ink < 0.2
