from __future__ import annotations

import pytest

from mmn_check.output.printed_page import lettered
from mmn_check.summary.printed import ABOUT, Piece, Sentence


def said(*pieces: Piece) -> str:
    return lettered((Sentence(pieces=pieces, origins=frozenset({ABOUT})),))


@pytest.mark.parametrize(
    ("ours", "printed"),
    [
        ("can't lift", "can\u2019t lift"),
        ('Say "nothing" or "none".', "Say \u201cnothing\u201d or \u201cnone\u201d."),
        ("SUMMARY - by me", "SUMMARY \u2013 by me"),
        ("0-10", "0-10"),
    ],
)
def test_our_own_words_are_set_as_in_print(ours: str, printed: str) -> None:
    """Apostrophes, quotation marks in pairs, and dashes between words."""
    assert said(Piece(ours)) == printed


def test_what_the_patient_typed_stays_as_it_was() -> None:
    """To the letter, marks that look like ours included."""
    typed = "She says: \"it's - odd"

    assert said(Piece('First: "'), Piece(typed, own=True), Piece('", and more.')) == (
        f"First: \u201c{typed}\u201d, and more."
    )
