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
        if not one.holds(counted[what])
    ]


PROMISES: dict[str, Promise] = {}
