"""How long the rest may take, learnt from the person's own pace."""

from __future__ import annotations

from datetime import timedelta

USUAL = timedelta(seconds=20)
"""What one question takes before anything is known of the person."""

TRUST = 5
"""How many questions the usual pace counts for against the person's own."""


def minutes_left(*, to_ask: int, answered: int, spent: timedelta) -> int:
    """Whole minutes for `to_ask` questions, after `answered` of them took `spent`."""
    pace = (USUAL * TRUST + spent) / (TRUST + answered)
    return max(1, round(pace * to_ask / timedelta(minutes=1)))
