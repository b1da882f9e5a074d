from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.text_safety import HIDDEN, clean, is_kept, to_print, to_show


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\x1b[31mb", "a[31mb"),
        ("a\x00b", "ab"),
        ("a\x9bb", "ab"),
        ("a\u2028b", "ab"),
        ("100\tmg", "100 mg"),
    ],
    ids=["escape", "NUL", "C1 control", "line separator", "tab is a space"],
)
def test_what_cannot_be_printed_is_left_out_and_told(raw: str, text: str) -> None:
    """Control characters do not reach the answer, and the person is told."""
    typed = clean(raw)

    assert typed.text == text
    assert typed.left_out


def test_letters_are_put_together() -> None:
    """A letter and its accent typed apart are kept as one letter (NFC)."""
    assert clean("e\u0301").text == "é"


@given(st.text())
def test_text_is_kept_but_for_control_characters(raw: str) -> None:
    """Whatever is typed comes back, in NFC, without outer space and control characters."""
    typed = clean(raw)
    letters = [c for c in raw if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"}]

    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in typed.text)
    if not any(c in raw for c in "\t\n\r"):
        assert typed.text == unicodedata.normalize("NFC", "".join(letters)).strip()


UNSEEN = [
    *"\x00\x1b\x7f\x9b\u061c\u200e\u200f\u2028\u2029\u202e\u2060\u2066\ufeff\ufffa",
    "\N{TAG LATIN SMALL LETTER A}",
]


@pytest.mark.parametrize("one", UNSEEN, ids=ascii)
def test_what_cannot_be_seen_is_neither_shown_nor_printed(one: str) -> None:
    """Controls, marks of direction, tags and invisible signs leave the words around them alone."""
    assert to_show(f"left{one}right") == "leftright"
    assert to_print(f"left{one}right").replace("\n", "") == "leftright"


def test_every_letter_is_shown_and_printed() -> None:
    """Arabic, Devanagari with its joiners, and emoji made of several come whole."""
    text = "قوة क्‍ष 👩‍👧 ½ ñ"

    assert to_show(text) == to_print(text) == text


def test_breaks_are_of_one_kind_on_a_page() -> None:
    """However a line ends where it was written; a tab would stand for any width."""
    assert to_print("a\r\nb\rc\x85d\u2028e\tf") == "a\nb\nc\nd\ne f"


@given(st.characters())
def test_what_is_kept_but_not_shown_cannot_be_seen(one: str) -> None:
    """All that is left out of what is shown is no letter, figure, sign or space."""
    assert (ord(one) in HIDDEN) <= (
        unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Cn"}
    )
    assert is_kept(one) or ord(one) in HIDDEN
