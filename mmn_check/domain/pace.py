"""How long the rest may take, learnt from the person's own pace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Literal

from mmn_check.domain.questions import Rank, Simple
from mmn_check.domain.records import Record

Kind = Literal["yes_no", "one", "many", "places", "number", "rating", "date", "text", "rank"]
EFFORT: dict[Kind, float] = {
    "yes_no": 1,
    "one": 1,
    "number": 1,
    "rating": 1,
    "many": 1.5,
    "rank": 1.5,
    "places": 2,
    "date": 3,
    "text": 3,
}
"""How much of the person's time each kind of question takes, next to a yes or no."""
USUAL = timedelta(seconds=13)
"""What a yes or no takes before anything is known of the person."""
TRUST = 16
"""How much effort the usual pace counts for against the person's own."""
BREAK = timedelta(minutes=2)
"""Who takes longer than this for one question has rested meanwhile: more is no pace."""


def effort(items: Iterable[Simple | Rank]) -> float:
    """How much it takes to answer these."""
    return sum(EFFORT[item.kind] for item in items)


class Pace(Record):
    """How much was answered, in how much time."""

    done: float = 0
    spent: timedelta = timedelta()

    def after(self, took: timedelta, *, effort: float) -> Pace:
        """The pace with one answer more."""
        return Pace(done=self.done + effort, spent=self.spent + min(took, BREAK))

    def minutes_for(self, effort: float) -> int:
        """Whole minutes that so much may take."""
        each = (USUAL * TRUST + self.spent) / (TRUST + self.done)
        return max(1, round(each * effort / timedelta(minutes=1)))
