from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmn_check.summary.printed import MEASURE
from mmn_check.summary.summing.drafts import Draft, draft, line_of, shortened
from mmn_check.summary.summing.fitting import columns, fitted, height, wrapped
from mmn_check.summary.summing.wording import Listing, own_words, words
from tests.support.profile import examples

NOWHERE: frozenset[str] = frozenset({"elsewhere"})


def listing(number: int, *, name: str = "a rather long word") -> Draft:
    items = tuple(words(f"{name} {one}") for one in range(1, number + 1))
    return Draft(parts=(*words("Has: "), Listing(items)), origins=frozenset({"list"}))


def quoting(text: str, *, may_drop: bool = True) -> Draft:
    parts = own_words(text, quotes=True)
    return Draft(parts=parts, origins=frozenset({"quote"}), may_drop=may_drop)


def cut(*lines: tuple[Draft, ...], limit: int) -> list[str]:
    return [line_of(one).text for one in fitted(lines, limit=limit, crowded_by=NOWHERE)]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("one\ntwo", 20, ["one", "two"]),
        ("", 5, [""]),
        ("unbreakable", 4, ["unbr", "eaka", "ble"]),
        ("a unbreakable b", 4, ["a", "unbr", "eaka", "ble", "b"]),
        ("two  blanks", 20, ["two  blanks"]),
        ("\u624b\u624b\u624b", 4, ["\u624b\u624b", "\u624b"]),
        ("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"]),
    ],
)
def test_text_is_broken_between_words_where_it_can_be(
    text: str, width: int, lines: list[str]
) -> None:
    """Wide characters take two columns, and accents none."""
    assert list(wrapped(text, width=width)) == lines


@settings(max_examples=examples(100), deadline=None)
@given(text=st.text(max_size=200), width=st.integers(2, 80))
def test_no_wrapped_line_is_too_wide(text: str, width: int) -> None:
    """And but for blanks at the breaks, nothing is lost."""
    lines = list(wrapped(text, width=width))

    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_what_fits_is_left_alone() -> None:
    """No cut is made where there is room."""
    assert cut((draft("One."), draft("Two.")), limit=1) == ["One. Two."]


def test_lists_are_shortened_from_the_bottom_up() -> None:
    """The last list gives way first, and only as far as it must."""
    (line,) = cut((listing(2), listing(6)), limit=2)

    assert line.startswith("Has: a rather long word 1, a rather long word 2. ")
    assert line.endswith("Has: a rather long word 1, a rather long word 2, + 4 more, page 2.")


def test_a_cut_that_makes_no_room_is_taken_back() -> None:
    """A short list before a long one stays whole if cutting it would not have helped."""
    lines = cut((listing(2, name="fig"),), (listing(9),), limit=2)

    assert lines[0] == "Has: fig 1, fig 2."
    assert lines[1].endswith("more, page 2.")


def test_a_long_quotation_says_that_it_goes_on() -> None:
    """The patient's words are cut at the end of a word, visibly, in quotation marks."""
    (line,) = cut((quoting("word " * 100),), limit=2)

    assert line.endswith(' word ..." (page 2).')
    assert len(list(wrapped(line, width=MEASURE))) == 2


def test_sentences_are_left_out_last_and_counted() -> None:
    """Where shortening is not enough whole sentences go, the first one never."""
    sentences = tuple(draft(f"Sentence number {one} is here", "page") for one in range(1, 9))

    assert cut(sentences, limit=2) == [
        (
            "Sentence number 1 is here. Sentence number 2 is here. "
            "Sentence number 3 is here. + 5 more, page 2."
        )
    ]
    assert cut(tuple(draft("x" * 100) for _ in "ab"), limit=1) == [
        "X" + "x" * 99 + ". + 1 more, page 2."
    ]


def test_what_must_be_on_page_1_is_the_last_to_go() -> None:
    """A sentence that must be there stays as long as any other can make room for it."""
    first, other = draft("x" * 18), draft("z" * 30)
    must = replace(draft("y" * 18), may_drop=False)

    assert cut((first, must, other), limit=1) == [f"X{'x' * 17}. Y{'y' * 17}. + 1 more, page 2."]
    assert cut((first, *[replace(other, may_drop=False)] * 2), limit=1) == [
        f"X{'x' * 17}. + 2 more, page 2."
    ]


def test_what_gave_way_comes_from_what_took_its_room() -> None:
    """Only a sentence that was cut has the other origins too."""
    line, _ = fitted(
        ((draft("Short", "short"), listing(9)), (draft("End", "end"),)), limit=2, crowded_by=NOWHERE
    )

    short, cut_list = line
    assert short.origins == {"short"}
    assert cut_list.origins == {"list", "elsewhere"}


def test_the_note_is_not_said_twice() -> None:
    """A sentence that speaks of page 2 already does not do so again."""
    pieces = (*own_words("word " * 20, quotes=False), *words(", + 2 more, page 2"))

    assert (
        "".join(piece.text for piece in shortened(pieces, 10)) == "word word ..., + 2 more, page 2"
    )


@settings(max_examples=examples(60), deadline=None)
@given(
    sizes=st.lists(st.integers(1, 40), min_size=1, max_size=6),
    texts=st.lists(st.text(min_size=1, max_size=400), max_size=3),
    limit=st.integers(1, 6),
)
def test_nothing_is_cut_silently(sizes: list[int], texts: list[str], limit: int) -> None:
    """A block is within its limit or as short as it can be, and all that is missing is said."""
    block = (tuple(listing(size) for size in sizes), tuple(quoting(text) for text in texts))

    lines = [line_of(line) for line in fitted(block, limit=limit, crowded_by=NOWHERE)]

    for line, drafts in zip(lines, block, strict=True):
        whole = " ".join(one.sentence().text for one in drafts)
        assert line.text == whole or "page 2" in line.text
    assert height(lines) <= max(limit, 4)
    assert all(columns(text) <= MEASURE for text in wrapped(lines[0].text, width=MEASURE))
