from __future__ import annotations

import pytest

from mmn_check.bank.page_layout import is_whole
from mmn_check.summary.phrases import (
    fill,
    joined,
    lower_first,
    own_words,
    text_of,
    unquoted,
    with_stop,
    words,
)
from mmn_check.summary.summary_model import Phrase, Piece
from mmn_check.text_safety import to_print


def field(name: str) -> Phrase | None:
    known = {"thing": words("tea"), "trick": words("{thing} [x] *y*"), "none": ()}
    return known.get(name)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("A cup of {thing}.", "A cup of tea."),
        ("{thing}[ with {milk}][ and {thing}]", "tea and tea"),
        ("{milk}[, {thing}]", None),
        ("{thing}[: {none}]", "tea"),
        ("{thing}[, {milk}|, {thing}|, no milk]", "tea, tea"),
        ("[{milk}|{none}|*no* milk]", "no milk"),
        ("[{milk}|{none}]", ""),
        ("{trick}", "{thing} [x] *y*"),
        ("*{thing}*", "tea"),
        ("", ""),
    ],
)
def test_a_template_is_filled(template: str, text: str | None) -> None:
    """A part in brackets goes with its field, or stands in; without the others nothing is said."""
    said = fill(template, field)
    assert (None if said is None else text_of(said)) == text


def test_what_stands_between_asterisks_is_bold() -> None:
    """The asterisks of what fills a field are none of the template's."""
    assert fill("A *cup of {trick}*!", field) == (
        Piece("A "),
        Piece("cup of ", strong=True),
        Piece("{thing} [x] *y*", strong=True),
        Piece("!"),
    )


@pytest.mark.parametrize(
    ("template", "whole"),
    [
        ("{a}[ ({b})]", True),
        ("*{a}[ *{b}*]", False),
        ("*{a}*[ *{b}*]", True),
        ("[{a}|*{b}*|c]", True),
        ("{a}|{b}", False),
        ("[{a}", False),
        ("{a}]", False),
        ("[[{a}]]", False),
        ("{a", False),
        ("{A b}", False),
    ],
)
def test_a_broken_template_is_told_from_a_whole_one(template: str, whole: bool) -> None:
    """Brackets, braces and asterisks are closed, and brackets not nested."""
    assert is_whole(template) == whole


def test_own_words_are_kept_to_the_letter_but_for_what_acts() -> None:
    """Line breaks become one kind; what moves the cursor or turns the reading order goes."""
    assert to_print("a\tb\r\nc\u2028d\x1b[2J\u202ee\U000e0041") == "a b\nc\nd[2Je"
    assert own_words(" [x] ") == (Piece("“"), Piece("[x]", own=True), Piece("”"))
    assert unquoted("[x]") == (Piece("[x]", own=True),)


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("No", "No."),
        ("Why?", "Why?"),
        ("“I fell.”", "“I fell.”"),
        ("“I fell”", "“I fell”."),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_stop(text: str, stopped: str) -> None:
    """A stop, a question mark or a quotation that has its own needs no other."""
    assert text_of(with_stop(words(text))) == stopped


def test_things_in_a_row_have_commas_or_semicolons() -> None:
    """Semicolons where a thing has a comma of its own; the patient's own commas do not count."""
    assert text_of(joined(map(words, ("red", "ripe")))) == "red, ripe"
    assert text_of(joined(map(words, ("red, ripe", "sweet")))) == "red, ripe; sweet"
    assert text_of(joined((own_words("a, b"), words("sweet")))) == "“a, b”, sweet"


@pytest.mark.parametrize(
    ("label", "inside"),
    [
        ("Rest", "rest"),
        ("MRI of brain", "MRI of brain"),
        ("B12 is low", "B12 is low"),
        ("I stopped", "I stopped"),
        ("", ""),
    ],
)
def test_a_label_loses_its_capital_inside_a_line(label: str, inside: str) -> None:
    """Unless its first word is written in capitals, or is the patient."""
    assert lower_first(label) == inside
