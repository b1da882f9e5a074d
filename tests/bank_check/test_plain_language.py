from __future__ import annotations

import pytest

from mmn_check.bank_check.plain_language import grade


@pytest.mark.parametrize(
    ("text", "words", "sentences", "syllables"),
    [
        ("The cat sat on the mat.", 6, 1, 6),
        ("Do you drop things? Say how often.", 7, 2, 8),
        ("- Medicine boxes\n- Letters", 3, 2, 7),
        ("You can't lift it.", 4, 1, 4),
        ("It is 911 there.", 4, 1, 4),
        ("It is IVIg.", 3, 1, 4),
    ],
)
def test_a_grade_is_what_the_formula_says(
    text: str, words: int, sentences: int, syllables: int
) -> None:
    """Flesch and Kincaid: long sentences and long words take more years of school."""
    expected = 0.39 * words / sentences + 11.8 * syllables / words - 15.59

    assert grade([text]) == pytest.approx(expected)


def test_texts_are_measured_together() -> None:
    """The grade of a section is not the mean of its sentences' grades."""
    texts = ["The cat sat.", "Considerable consideration is necessary."]

    assert grade(texts) == pytest.approx(grade([" ".join(texts)]))


@pytest.mark.parametrize("texts", [[], [""], ["..."]])
def test_no_words_have_no_grade(texts: list[str]) -> None:
    """Where nothing is said nothing is hard to read."""
    assert grade(texts) == 0
