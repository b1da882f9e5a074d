from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import yaml

from mmn_check.output.typesetting import figures, places_drawn
from mmn_check.visit.values import Side
from tests.output.summaries import grid, sign

DRAWING = Path(__file__).parents[2] / "mmn_check/output/body.svg"
BANK = Path(__file__).parents[2] / "questions/bank.yaml"


def body() -> list[dict[str, str]]:
    places: list[dict[str, str]] = yaml.load(BANK.read_text(encoding="utf-8"), yaml.CSafeLoader)[
        "lists"
    ]["body"]
    return places


def test_every_place_of_the_bank_has_shapes_on_both_sides() -> None:
    """A place that could be marked but not seen would read as a no."""
    classes = [use.get("class", "").split() for use in ET.parse(DRAWING).iter()]
    for place in [*(one["id"] for one in body()), "tongue"]:
        for side in ("left", "right"):
            assert any(place in shape and side in shape for shape in classes), (place, side)


def test_the_drawing_names_no_place_that_the_bank_does_not_know() -> None:
    """A shape nobody can mark is a mistake in the drawing."""
    assert places_drawn() == {one["id"] for one in body()} | {"tongue"}


@pytest.mark.parametrize(
    ("side", "filled", "hatched"),
    [
        ("right", [".hand.right"], []),
        ("left", [".hand.left"], []),
        ("both", [".hand"], []),
        ("whole", [".hand"], []),
        ("not_sure", [], [".hand"]),
    ],
)
def test_a_side_not_sure_is_hatched_and_all_others_filled(
    side: Side, filled: list[str], hatched: list[str]
) -> None:
    """Only what was said is filled; which side it is stays open where the person left it open."""
    (figure,) = figures(grid(sign("Weak", "hand", hand=side)))
    assert (figure["filled"], figure["hatched"]) == (filled, hatched)


def test_an_empty_figure_says_why_it_is_empty() -> None:
    """A blank is never read as a no: what is not known is written across the body."""
    no, unasked = figures(grid(sign("Weak", "no"), sign("Cramps", "not asked")))
    assert (no["across"], no["below"]) == ("", "No")
    assert (unasked["across"], unasked["below"]) == ("Not asked", "")


def test_a_place_without_a_shape_is_said_in_words() -> None:
    """A bank of other places loses nothing."""
    (figure,) = figures(grid(sign("Weak", "right hand, left wings", hand="right", wings="left")))
    assert figure["filled"] == [".hand.right"]
    assert figure["below"] == "Wings"


def test_what_is_read_aloud_says_what_is_filled() -> None:
    """Who cannot see the figure hears the same."""
    (figure,) = figures(grid(sign("Weak", "right hand", hand="right")))
    assert figure["says"] == "Weak: right hand"
