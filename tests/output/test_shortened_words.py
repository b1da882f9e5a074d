"""Long quotations are begun where they may stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.output.shortened_words import WHOLE, beginning, brief
from mmn_check.summary.summary_model import ABOUT, Piece, Sentence
from tests.support.visit_cases import whole_bank

page = whole_bank().page
assert page
TAKES_BACK = [one for several in page.takes_back.values() for one in several]
BEFORE = "It has gone on for years and my hands are weak, mostly the right one when it is cold. "


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ("It was before the IVIg, no wait, it was after. In 2022.", ""),
        ("It was before the IVIg. No, wait, it was after. In 2022.", ""),
        (BEFORE + "It was before the IVIg, I mean after it.", BEFORE.strip()),
        (BEFORE + "Fue antes de la infusión, mejor dicho después.", BEFORE.strip()),
        (BEFORE + "I drop my cup. It was in spring.", BEFORE + "I drop my cup."),
        (BEFORE + "I can hold my cup and my fork and my pen", BEFORE.strip()),
    ],
)
def test_no_quotation_ends_before_what_takes_it_back(said: str, stands: str) -> None:
    """Nothing that was taken back in the same or the next sentence stands alone."""
    most = max(len(stands) + 6, 30)
    assert beginning(said, most, TAKES_BACK) == stands


def test_a_sentence_too_long_is_broken_at_a_comma_or_a_word() -> None:
    """Never inside a word, unless it is one."""
    assert beginning("one, two three four five six", 12, ()) == "one, two"
    assert beginning("one two, three four five six", 12, ()) == "one two,"
    assert beginning("x" * 50, 12, ()) == "x" * 12


def test_a_short_sentence_does_not_end_a_quotation_that_has_more_room() -> None:
    """Where the next one is too long for the room it stands as far as a clause of it."""
    said = "Hospital: diabetes. Clinic: blocks in the right wrist, the left elbow and both feet."
    assert beginning(said, 60, ()) == "Hospital: diabetes. Clinic: blocks in the right wrist,"
    assert beginning(said, 30, ()) == "Hospital: diabetes."
    assert beginning("In May: headache all day", 12, ()) == "In May:"


def test_what_is_cut_says_where_it_is_whole() -> None:
    """Behind the quotation, before the stop."""
    pieces = (Piece("“"), Piece("one two three four", own=True), Piece("”."))
    said = brief(Sentence(pieces=pieces, origins=frozenset({ABOUT})), 9, (), where="page 2")
    assert said.text == "“one two ...” (page 2)."


@given(st.text(alphabet="ab .,;!\n\u624b\u0301", max_size=900))
def test_no_beginning_is_longer_than_there_is_room_for(text: str) -> None:
    """And each is the beginning of what was said."""
    begun = beginning(text, WHOLE, TAKES_BACK)
    assert text.startswith(begun)
    assert len(begun) <= WHOLE


def test_what_is_stressed_has_more_room() -> None:
    """A dose or a name in bold stays whole where other words are held short; a book does not."""
    for length, is_whole in ((80, True), (5000, False)):
        dose = Piece("dose " * (length // 5), own=True, strong=True)
        said = Sentence(pieces=(dose, Piece(".")), origins=frozenset({"a"}))
        assert (brief(said, 24, (), where="page 2") == said) == is_whole
