"""The words for sides, states and numbers, in each form in which they are said: one place for all.

Each is said with `tr`; what is in braces is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.i18n import tr_later
from mmn_check.visit.values import Side, State

NOT_SURE_IN_WORDS = tr_later("Not sure")
"""What the key for it stands for, wherever something may be unsure."""

OFFERED: Mapping[Side, str] = {
    "left": tr_later("{place}, left"),
    "right": tr_later("{place}, right"),
    "both": tr_later("{place}, both"),
    "not_sure": tr_later("{place}, side not sure"),
    "whole": "{place}",
}
"""A place that was marked before, as one of several to choose from."""
READ_BACK: Mapping[Side, str] = {
    "left": tr_later("{place} (left)"),
    "right": tr_later("{place} (right)"),
    "both": tr_later("{place} (both sides)"),
    "not_sure": tr_later("{place} (not sure which side)"),
    "whole": "{place}",
}
"""A place as it is read back to who marked it."""
IN_A_SENTENCE: Mapping[Side, str] = {
    "left": tr_later("left {place}"),
    "right": tr_later("right {place}"),
    "both": tr_later("right and left {place}"),
    "not_sure": tr_later("{place} (side not sure)"),
    "whole": "{place}",
}
"""A place as the page tells it."""
BY_SIDE: Mapping[Side, str] = {
    "right": tr_later("right: {places}"),
    "left": tr_later("left: {places}"),
    "both": tr_later("both sides: {places}"),
    "not_sure": tr_later("side not sure: {places}"),
    "whole": "{places}",
}
"""Several places of the same side, in the order in which the page tells the sides."""
ALONE: Mapping[Side, str] = {
    "left": tr_later("left"),
    "right": tr_later("right"),
    "both": tr_later("both sides"),
    "not_sure": tr_later("side not sure"),
    "whole": tr_later("no side"),
}
"""A side that changed."""

STATES_READ_BACK: Mapping[State, str] = {
    "not_sure": NOT_SURE_IN_WORDS,
    "skipped": tr_later("Skipped"),
    "declined": tr_later("You would rather not say"),
}
"""Why there is no answer, as it is read back."""
STATE_WORDS: Mapping[str, str] = {
    "not_sure": tr_later("not sure"),
    "skipped": tr_later("skipped"),
    "declined": tr_later("rather not say"),
    "not_asked": tr_later("not asked"),
}
"""The same as the page tells it."""


def in_figures(number: float) -> str:
    """A number as it was said, without an exponent: 0.0000001."""
    # Rarely needed, and a start would wait for it.
    from decimal import Decimal  # noqa: PLC0415

    return format(Decimal(str(number)), "f")
