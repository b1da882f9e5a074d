"""What the tests count, over all the processes that a run is spread over."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from tests.support.profile import DEEP


@dataclass(frozen=True, kw_only=True)
class Promise:
    """What we say holds, and how often a whole run must have seen it hold."""

    says: str
    usual: int
    deep: int
    at_most: bool = False
    """Whether the figure is a limit, and not a number of times."""

    @property
    def figure(self) -> int:
        """How often in this run."""
        return self.deep if DEEP else self.usual

    def holds(self, figure: int) -> bool:
        """Whether the figure is what was promised."""
        return figure <= self.figure if self.at_most else figure >= self.figure


def fell_short(counted: Counter[str]) -> list[str]:
    """A line for each promise that a whole run did not see kept, or not often enough."""
    return [
        f"{what}: {counted[what]:,}, promised: at {'most' if one.at_most else 'least'} "
        f"{one.figure:,} ({one.says})"
        for what, one in PROMISES.items()
        if what not in counted or not one.holds(counted[what])
    ]


PROMISES: dict[str, Promise] = {
    "kills survived": Promise(says="no kill loses an answer", usual=60, deep=240),
    "ways of leaving tried": Promise(says="every way of leaving is honest", usual=18, deep=42),
    "faults of disk and folder tried": Promise(says="no fault loses an answer", usual=16, deep=16),
    "damaged visit files tried": Promise(
        says="what is damaged is told and left alone", usual=280, deep=280
    ),
    "hostile answers files tried": Promise(
        says="nothing is carried out, waited for or filled up", usual=6, deep=16
    ),
    "faults planted": Promise(says="no fault tells an answer", usual=3, deep=3),
    "inputs typed at the prompt": Promise(
        says="what was typed is what is kept", usual=250, deep=10_000
    ),
    "inputs typed into a visit's file": Promise(
        says="what was typed is what is kept", usual=30, deep=400
    ),
    "walks whose summary was compared": Promise(
        says="the way taken does not matter", usual=50, deep=2_000
    ),
    "walks typed at the wizard": Promise(says="the way taken does not matter", usual=25, deep=400),
    "slips tried": Promise(says="no slip is taken for an answer", usual=1_000, deep=3_000),
    "planted differences found": Promise(says="what changed is found", usual=7, deep=7),
    "keys for the ten reference questions, by line": Promise(
        says="few keys", usual=30, deep=30, at_most=True
    ),
    "keys for the ten reference questions, by one key": Promise(
        says="few keys", usual=26, deep=26, at_most=True
    ),
    "bytes written for them in plain mode": Promise(
        says="little to hear", usual=2_000, deep=2_000, at_most=True
    ),
    "presses for the short way besides free text": Promise(
        says="few keys", usual=60, deep=60, at_most=True
    ),
}
"""What we count on, by the name of the figure."""
