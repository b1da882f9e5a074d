"""How much is still to come, and how long it may take at the person's own pace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from mmn_check.bank.conditions import Condition, Said, holds
from mmn_check.bank.model import Many, Rank, Rows, Simple
from mmn_check.bank.records import Record

if TYPE_CHECKING:
    from mmn_check.visit.steps import Step

Kind = Literal["yes_no", "one", "many", "places", "number", "rating", "date", "text", "rank"]
EFFORT: dict[Kind, float] = {
    "yes_no": 1,
    "one": 1,
    "number": 1,
    "rating": 1,
    "many": 1.2,
    "rank": 1.5,
    "places": 1.5,
    "date": 2,
    "text": 4,
}
"""How much of the person's time each kind of question takes, next to a yes or no."""
USUAL = timedelta(seconds=9.4)
"""What a yes or no takes before anything is known of the person."""
TRUST = 12
"""How much effort the usual pace counts for against the person's own."""
EXPECTED = 1.5
"""The effort of a question of which it is not known yet whether it is asked."""
BREAK = timedelta(minutes=2)
"""Who takes longer than this for one question has rested meanwhile: more is no pace."""


def effort(items: Iterable[Simple | Rank]) -> float:
    """How much it takes to answer these."""
    return sum(EFFORT[item.kind] for item in items)


BY_VOICE = 1.5
"""So much longer a question takes when it is answered by voice, before more is known."""
SURELY_SPOKEN = 3
"""After so many answers that look dictated, the person dictates."""
_SPOKEN = re.compile(r"[^\W\d_a-z][^\d]*[^\W\d_]{2,}[.!?]")
"""What speech software types: words with a capital letter and a full stop."""


def looks_spoken(typed: str) -> bool:
    """Whether an answer that might have been one figure looks dictated."""
    return bool(_SPOKEN.fullmatch(typed.strip()))


class Pace(Record):
    """How much was answered in how much time, in all sittings of a visit."""

    done: float = 0
    """The effort of what was answered."""
    spent: timedelta = timedelta()
    spoken: int = 0
    """How many answers looked dictated."""
    told: int = 0
    """The minutes left that the person was told last; 0 if none were."""
    left: float = 0
    """The effort that was left when they were told."""

    @property
    def by_voice(self) -> bool:
        """Whether the person dictates."""
        return self.spoken >= SURELY_SPOKEN

    def after(self, took: timedelta, *, effort: float, spoken: bool = False) -> Pace:
        """The pace with one answer more."""
        return replace(
            self,
            done=self.done + effort,
            spent=self.spent + min(took, BREAK),
            spoken=self.spoken + spoken,
        )

    def following(self, earlier: Pace) -> Pace:
        """The pace of a new visit, with what an earlier one tells of the person.

        It weighs no more than the usual pace does; who dictated then has to do so once again.
        What was told so far was told without knowing it, so it binds no more.
        """
        if not earlier.done:
            return self
        share = min(1, TRUST / earlier.done)
        return replace(
            self,
            told=0,
            done=self.done + earlier.done * share,
            spent=self.spent + earlier.spent * share,
            spoken=max(self.spoken, min(earlier.spoken, SURELY_SPOKEN - 1)),
        )

    def telling(self, left: float) -> Pace:
        """The pace with the minutes told that so much effort may take.

        They never rise by more than what came on top of what was left takes.
        """
        minutes = self.minutes_for(left)
        if self.told:
            grown = left - self.left
            minutes = min(minutes, self.told + (self.minutes_for(grown) if grown > 0 else 0))
        return replace(self, told=minutes, left=left)

    def minutes_for(self, effort: float) -> int:
        """Whole minutes that so much may take."""
        usual = USUAL * (BY_VOICE if self.by_voice else 1)
        each = (usual * TRUST + self.spent) / (TRUST + self.done)
        return max(1, round(each * effort / timedelta(minutes=1)))


CHANCE = 0.5
"""How often an answer is one that opens a question that hangs on it."""
OF_A_ROW = 0.6
"""How often a table, of as many rows as the person likes, is given a row."""
OF_OTHERS, OF_WORDS = 0.5, 0.15
"""How often something of a list is left unpicked that is to be confirmed; and how often something
is picked that asks for words."""


def chance_of(
    condition: Condition, *, said: Mapping[str, Said], likely: Mapping[str, float], today: date
) -> float:
    """How likely a condition is to hold once all that it looks at is asked.

    `likely` are the questions that may be asked, with the chance of each.
    """
    chance = 1.0
    for clause in condition:
        if clause.question not in said:
            chance *= CHANCE * likely.get(clause.question, 0)
        elif not holds((clause,), said=said, today=today):
            return 0
    return chance


def follow_ups_of(step: Step) -> float:
    """How many things more the answer to a step may ask for."""
    more = OF_OTHERS if isinstance(step.item, Many) and step.item.confirm_rest else 0
    more += OF_WORDS if any(one.words for one in step.choices) else 0
    table = step.question
    if isinstance(table, Rows) and step.may_end and not step.names_row:
        more += OF_A_ROW * len(table.fields)
    return more
