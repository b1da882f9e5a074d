"""What stands behind page 1 tells what that cannot, and nothing twice."""

from __future__ import annotations

from typing import Any

from tests.support.visit_cases import a_date, behind, saying

UNASKED = "Not sure, skipped, not said, not asked"


def test_a_season_stands_in_the_middle_of_its_year() -> None:
    """Nobody knows on which half of the earth it was: it is neither first nor last."""
    told = saying(
        began=a_date("February 2025", "2025-02"),
        numb="yes",
        numb_since={**a_date("autumn 2025", "2025"), "manner": "words"},
        first_doctor=a_date("October 2025", "2025-10"),
    )
    assert behind("Timeline", told) == [
        "February 2025 | First noticed.",
        "Autumn 2025 | Numbness or tingling began.",
        "October 2025 | First saw a doctor about it.",
    ]


def test_a_table_of_names_alone_is_no_table() -> None:
    """Page 1 has the names; a table has what else was told of each."""
    names = saying(tests=["ncs", "blood"], medicines=[{"name": "iron"}])
    more = saying(tests=["ncs", "blood"], test_copies=["ncs"])
    assert "Tests" not in [one.heading for one in names.second]
    assert "Medicines" not in [one.heading for one in names.second]
    (grid,) = [one.grid for one in more.second if one.heading == "Tests"]
    assert grid
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["NCS", "Yes"],
        ["Blood tests", ""],
    ]


def test_what_only_another_answer_would_open_was_not_left_unasked() -> None:
    """How often somebody fell is missed from who fell, and from nobody else."""
    weak: dict[str, Any] = {"weak": "yes", "weak_places": {"foot": "left"}}
    (fell,) = behind(UNASKED, saying(depth=2, **weak, tripped_or_fell=["fell"]))
    (unasked,) = behind(UNASKED, saying(depth=2, **weak))
    assert "Number of falls" in fell
    assert "Number of falls" not in unasked
    assert "Trips and falls" in unasked


def test_each_side_of_several_movements_is_said_once() -> None:
    """Among all answers: "Left: lift the foot", not "left lift the foot"."""
    moves = {"spread_fingers": "both", "pinch": "left", "grip": "left"}
    told = behind(
        "Which muscles", saying(weak="yes", weak_places={"hand": "both"}, hand_moves=moves)
    )
    assert told[-1].endswith("| Left: pinch small things, grip hard; both sides: spread fingers.")
