"""How long the rest may take, learnt from the person's own pace."""

from __future__ import annotations

from datetime import timedelta

from mmn_check.domain.records import Record

USUAL = timedelta(seconds=20)
"""What one question takes before anything is known of the person."""

TRUST = 5
"""How many questions the usual pace counts for against the person's own."""

BREAK = timedelta(minutes=2)
"""Who takes longer than this for one question has rested meanwhile: more is no pace."""


class Pace(Record):
    """How many questions were answered, in how much time."""

    answered: int = 0
    spent: timedelta = timedelta()

    def after(self, took: timedelta) -> Pace:
        """The pace with one answer more."""
        return Pace(answered=self.answered + 1, spent=self.spent + min(took, BREAK))

    def minutes_for(self, to_ask: int) -> int:
        """Whole minutes that so many questions may take."""
        each = (USUAL * TRUST + self.spent) / (TRUST + self.answered)
        return max(1, round(each * to_ask / timedelta(minutes=1)))
