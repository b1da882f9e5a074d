from __future__ import annotations

from mmn_check.bank.model import Number


def test_one_of_a_unit_is_said_in_the_singular() -> None:
    """A dose every week is every 1 week; a number without a unit has nothing after it."""
    gap = Number(id="gap", ask="How many weeks?", unit="weeks")
    reading = Number(id="grip", ask="What was the number?")

    assert [gap.unit_after(number) for number in (0, 1, 1.5, 4)] == [
        "weeks",
        "week",
        "weeks",
        "weeks",
    ]
    assert reading.unit_after(1) == ""
