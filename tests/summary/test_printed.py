from __future__ import annotations

from mmn_check.summary.printed import Grid, GridSign, Line, Piece, Sentence
from mmn_check.visit.values import Mark


def sentence(text: str, *origins: str) -> Sentence:
    return Sentence(pieces=(Piece(text),), origins=frozenset(origins))


def test_a_line_knows_where_its_sentences_and_its_label_came_from() -> None:
    """The origins of a line are those of everything that stands in it."""
    line = Line(
        sentences=(sentence("Heat: no change.", "heat"), sentence("Cold: weaker.", "cold")),
        label=sentence("Weather", "page"),
    )

    assert line.text == "Heat: no change. Cold: weaker."
    assert line.origins == {"heat", "cold", "page"}


def test_a_mark_on_both_sides_counts_for_each() -> None:
    """What is marked "both" stands on the right and on the left, but not where no side is."""
    sign = GridSign(name="Weak", marks=(Mark("hand", "both"),), said=sentence("hands", "weak"))
    grid = Grid(places=(), signs=(sign,))

    assert grid.marked("hand", "right") == grid.marked("hand", "left") == ("Weak",)
    assert grid.marked("hand", "whole") == grid.marked("foot", "left") == ()
