from __future__ import annotations

import pytest

from mmn_check.summary.printed import Piece
from mmn_check.summary.summing.wording import (
    Filling,
    Listing,
    Phrase,
    fill,
    in_a_row,
    is_whole,
    own_words,
    plain,
    printable,
    text_of,
    with_stop,
    words,
)

FRUIT = tuple(words(one) for one in ("apples", "pears", "plums"))


@pytest.mark.parametrize(
    ("listing", "text"),
    [
        (Listing(FRUIT), "apples, pears, plums"),
        (Listing(FRUIT, "and"), "apples, pears, and plums"),
        (Listing(FRUIT, "or"), "apples, pears, or plums"),
        (Listing(FRUIT[:2], "or"), "apples or pears"),
        (Listing(FRUIT[:1], "or"), "apples"),
        (Listing((), "comma"), ""),
        (Listing(FRUIT, "sentence"), "Apples. Pears. Plums"),
        (Listing((words("red, ripe apples"), *FRUIT[1:])), "red, ripe apples; pears; plums"),
        (Listing((words("red, ripe apples"), FRUIT[1]), "or"), "red, ripe apples or pears"),
    ],
)
def test_things_are_said_in_a_row(listing: Listing, text: str) -> None:
    """With commas, or semicolons where a thing has a comma of its own."""
    assert text_of(in_a_row(listing)) == text


@pytest.mark.parametrize(
    ("join", "text"),
    [("comma", "apples, + 2 more, page 2"), ("sentence", "Apples. + 2 more, page 2")],
)
def test_a_shortened_row_says_how_many_are_missing(join: str, text: str) -> None:
    """Nothing is left out without a word."""
    listing = Listing(FRUIT, "sentence" if join == "sentence" else "comma")

    assert text_of(in_a_row(listing, shown=1)) == text


def field(name: str) -> Filling | None:
    known: dict[str, Phrase] = {"thing": words("tea"), "trick": words("{thing} [x]")}
    return known.get(name)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("A cup of {thing}.", "A cup of tea."),
        ("{thing}[ with {milk}][ and {thing}]", "tea and tea"),
        ("{milk}[, {thing}]", ", tea"),
        ("{trick}", "{thing} [x]"),
        ("", ""),
    ],
)
def test_a_template_is_filled(template: str, text: str) -> None:
    """A part in brackets goes with its field; what fills a field is not read again."""
    assert plain(fill(template, field)) == text


@pytest.mark.parametrize(
    ("template", "whole"),
    [
        ("{a}[ ({b})]", True),
        ("[{a}", False),
        ("{a}]", False),
        ("[[{a}]]", False),
        ("{a", False),
        ("{A b}", False),
    ],
)
def test_a_broken_template_is_told_from_a_whole_one(template: str, whole: bool) -> None:
    """Brackets and braces are closed and not nested."""
    assert is_whole(template) == whole


def test_own_words_are_kept_to_the_letter_but_for_what_acts() -> None:
    """Line breaks become one kind; what moves the cursor or turns the reading order goes."""
    assert printable("a\tb\r\nc\u2028d\x1b[2J\u202ee\U000e0041") == "a b\nc\nd[2Je"
    assert own_words(" [x] ", quotes=True) == (Piece('"'), Piece("[x]", own=True), Piece('"'))
    assert own_words("[x]", quotes=False) == (Piece("[x]", own=True),)


@pytest.mark.parametrize(
    ("text", "stopped"),
    [
        ("No", "No."),
        ("Why?", "Why?"),
        ('"I fell."', '"I fell."'),
        ('"I fell"', '"I fell".'),
        ("", ""),
    ],
)
def test_a_sentence_ends_with_one_stop(text: str, stopped: str) -> None:
    """A stop, a question mark or a quotation that has its own needs no other."""
    assert text_of(with_stop(words(text))) == stopped
