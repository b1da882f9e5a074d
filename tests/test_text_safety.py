from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.text_safety import clean


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


def test_a_half_character_is_not_guessed() -> None:
    """A byte that is no character makes the whole answer unreadable."""
    assert clean("caf\udce9").unreadable


@given(st.text())
def test_text_is_kept_but_for_control_characters(raw: str) -> None:
    """Whatever is typed comes back, in NFC, without outer space and control characters."""
    typed = clean(raw)
    letters = [c for c in raw if unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"}]

    assert not any(unicodedata.category(c) == "Cc" and c != "\n" for c in typed.text)
    if not any(c in raw for c in "\t\n\r") and not typed.unreadable:
        assert typed.text == unicodedata.normalize("NFC", "".join(letters)).strip()
