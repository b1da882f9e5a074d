from __future__ import annotations

import time

import pytest

from mmn_check.bank import yaml_source
from mmn_check.bank.problems import (
    LineAndColumn,
    ListNode,
    Lost,
    Node,
    ScalarNode,
    TableNode,
    UnreadableError,
)
from mmn_check.bank.yaml_source import MOST_PARTS, compose

HUGE = 4_999_999


def read(text: str) -> tuple[Node | None, list[tuple[int, int, str]]]:
    found: list[tuple[int, int, str]] = []

    def report(spot: LineAndColumn, sentence: str) -> None:
        found.append((spot.line, spot.column, sentence))

    return compose(text, report), found


def refusal(text: str) -> tuple[int, int, str]:
    with pytest.raises(UnreadableError) as refused:
        read(text)
    problem = refused.value.problem
    return problem.line, problem.column, problem.sentence


def test_words_stay_words_and_know_their_place() -> None:
    """Truths and numbers are read as the words they are written as."""
    node, found = read('weak: yes\nages: [007, "1.50"]\n')

    assert isinstance(node, TableNode)
    assert node.get("weak") == ScalarNode(1, 7, "yes", bare=True)
    assert node.get("ages") == ListNode(
        2, 7, [ScalarNode(2, 8, "007", bare=True), ScalarNode(2, 13, "1.50", bare=False)]
    )
    assert node.get("pain") is None
    assert found == []


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", " "])
def test_a_text_without_content_is_nothing(text: str) -> None:
    """An empty file holds no document."""
    assert read(text) == (None, [])


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a: &x b", "&x"),
        ("a: *x", "*x"),
        ("a: !!python/name:os.system x", "python"),
        ("!y []", "!"),
    ],
)
def test_what_yaml_could_do_is_named_and_never_done(text: str, sign: str) -> None:
    """Anchors, aliases and tags are reported where they stand."""
    _, found = read(text)

    assert len(found) == 1
    assert sign in found[0][2]


def test_something_else_stands_in_for_what_was_refused() -> None:
    """A refused scalar leaves a gap, so that the rest can be read on."""
    node, _ = read("a: !t b\nc: d")

    assert isinstance(node, TableNode)
    assert node.get("a") == Lost(1, 4)
    assert node.get("c") == ScalarNode(2, 4, "d", bare=True)


def test_a_key_may_be_anything_but_is_looked_up_as_a_word() -> None:
    """A list as a key is kept for whoever wants to complain about it."""
    node, _ = read("? [a]\n: b\nc: d")

    assert isinstance(node, TableNode)
    assert node.get("c") == ScalarNode(3, 4, "d", bare=True)
    assert isinstance(node.pairs[0][0], ListNode)


def test_escaped_characters_are_reported_to_those_who_mind_them() -> None:
    """A character that cannot be seen may be written as an escape; some files refuse it."""
    found: list[str] = []

    node = compose(
        r'"a\e"', lambda _, sentence: found.append(sentence), hides=lambda text: "\x1b" in text
    )

    assert node == Lost(1, 1)
    assert found == ['There is a hidden character in "a<U+001B>": take it out.']


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b\n---\nc: d", 2, 1, "one document"),
        ("a: b\n...\nc: d", 2, 1, "one document"),
        ("a: é\n\n  b", 1, 1, None),
        ("a: b: c", 1, 5, "colon"),
        ("a:\n\tb: c", 2, 1, "tabs"),
        ("a: [b\nc: d", 1, 4, "comma"),
        ("a: 'b\n", 1, 4, "never closed"),
        ("é: b\nc: é\x1b[1m", 2, 5, "U+001B"),
        ("# first\n\n%TAG !x! y", 3, 1, "%"),
        ("a: @b", 1, 4, "quotation marks"),
    ],
)
def test_a_broken_text_is_refused_at_its_place(
    text: str, line: int, column: int, words: str | None
) -> None:
    """The first place that cannot be read is named in plain words."""
    if words is None:
        assert read(text)[1] == []
        return
    at_line, at_column, sentence = refusal(text)

    assert (at_line, at_column) == (line, column)
    assert words in sentence


@pytest.mark.parametrize("ending", ["", "\n", "\n...\n", "\n# the end", "\n...\n\n# the end\n"])
def test_a_document_may_end_with_comments(ending: str) -> None:
    """Whatever ends a document without adding anything is no second document."""
    assert read("a: b" + ending)[1] == []


@pytest.mark.parametrize(
    "piece",
    [
        *("[", "{", "- ", "? ", "&a ", "!a ", "a: b\n", "{a,", "[a]\n", "%TAG !a! x\n", ": "),
        *('"', "'", "\t", "---\n", "a:\n ", "- [[\n"),
    ],
)
def test_nothing_that_repeats_takes_long(piece: str) -> None:
    """Millions of signs are refused before they cost time, room or the stack."""
    begun = time.process_time()

    try:
        _, found = read(piece * (HUGE // len(piece)))
    except UnreadableError as error:
        found = [(0, 0, error.problem.sentence)]

    assert found
    assert time.process_time() - begun < 1


def test_a_million_directives_after_the_end_are_never_read() -> None:
    """The parser takes quadratic time for directives, so none is asked for."""
    begun = time.process_time()
    directives = "".join(f"%TAG !a{number}! x\n" for number in range(200_000))

    refusal("a: b\n...\n" + directives)

    assert time.process_time() - begun < 1


def test_a_file_that_goes_on_and_on_is_stopped() -> None:
    """There is an end to the parts a file may have, and the place is named."""
    line, _, sentence = refusal("a: b\n" * MOST_PARTS)

    assert MOST_PARTS // 2 - 5 < line <= MOST_PARTS // 2
    assert f"more than {MOST_PARTS} parts" in sentence


def test_the_parsers_own_limit_is_told_as_ours() -> None:
    """Whichever of the two is met first."""
    assert yaml_source._complaints()["exceeded maximum nesting depth"] == yaml_source.TOO_DEEP
