from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.output.pdf import CUT, LINE, LONGEST_PRINTED, page_data, render_page
from mmn_check.summary.summary_model import ABOUT, Block, Line, Piece, Sentence, Summary
from tests.output.reading import in_one_line, texts
from tests.output.summaries import summary
from tests.support.profile import examples, some

MILLION = 1_000_000


def saying(*answers: str) -> Summary:
    """Each answer behind page 1, after a word of the bank's own."""
    return summary(answers=(Block(heading="All", lines=tuple(map(line, answers))),))


def line(answer: str) -> Line:
    pieces = (Piece("Said: "), Piece(answer, own=True))
    return Line(sentences=(Sentence(pieces=pieces, origins=frozenset({ABOUT})),))


def printed(made: Summary) -> list[str]:
    """The answers as the page's template gets them."""
    data: Any = page_data(made)
    return ["".join(text for text, _ in one["text"]) for one in data["answers"][0]["lines"]]


def lengths(made: Summary) -> list[int]:
    """How many of the patient's characters each answer is printed with."""
    return [len(text.removeprefix("Said: ").removesuffix(CUT)) for text in printed(made)]


def test_what_an_ordinary_person_writes_is_printed_whole() -> None:
    """Eight pages of one's own words are not too many."""
    made = saying("x" * LONGEST_PRINTED, "y" * LONGEST_PRINTED)

    assert lengths(made) == [LONGEST_PRINTED] * 2
    assert render_page(made, paper="a4").is_whole


def test_only_the_longest_answers_are_cut_and_all_to_the_same_length() -> None:
    """A short answer never gives way to a long one."""
    made = saying("a" * 100, "b" * MILLION, "c" * 100, "d" * MILLION)

    assert lengths(made) == [100, LONGEST_PRINTED] * 2


def test_lines_count_for_more() -> None:
    """A million lines of one letter are no shorter a book than a million letters."""
    (lines,) = lengths(saying("a\n" * MILLION))

    assert lines <= 2 * LONGEST_PRINTED / LINE


@pytest.mark.parametrize("text", some(["word ", "W", "\u624b", "a\n", "\U0001f600 "], usual=2))
def test_an_answer_of_a_million_characters_is_printed_and_says_where_it_is_cut(text: str) -> None:
    """The page says so in its place, and so is the person told."""
    page = render_page(saying(text * (MILLION // len(text)), "Short."), paper="a4")
    said = [in_one_line(one) for one in texts(page.pdf)]

    assert not page.is_whole
    assert len(said) < 60
    assert CUT.strip() in " ".join(said)
    assert "Said: Short." in said[-1]


@settings(max_examples=examples(60, usual=6), deadline=None)
@given(st.lists(st.text(max_size=40).map(lambda text: text * 2000), max_size=6))
def test_no_answer_is_longer_than_there_is_room_for(answers: list[str]) -> None:
    """Each is whole or cut in plain sight."""
    made = saying(*answers)

    assert max(lengths(made), default=0) <= LONGEST_PRINTED
    for said, answer in zip(printed(made) if answers else [], answers, strict=True):
        assert said == f"Said: {answer}" or said.endswith(CUT)
