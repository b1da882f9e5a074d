"""Answers that no longer fit the bank: kept as written, and told in one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Plain = Any
"""Words, numbers, lists and mappings, as YAML and JSON know them."""


@dataclass(frozen=True)
class Unsaid:
    """Instead of a value: why there is none."""

    state: Plain


CLOSED, UNFIT = "set aside", "no longer fits"
"""Tell apart, where one question has both, answers of a closed branch and misfits."""


def each_misfit(misfit: Plain) -> list[Plain]:
    """The misfits of one question, each as it once was written."""
    several = misfit.get(UNFIT) if isinstance(misfit, dict) and len(misfit) == 1 else None
    return several if isinstance(several, list) else [misfit]


def in_one_line(content: Plain) -> str:
    """Plain data as a person may read it."""
    match content:
        case Unsaid(state):
            return in_one_line(state)
        case dict():
            return ", ".join(f"{name}: {in_one_line(one)}" for name, one in content.items())
        case list():
            return ", ".join(map(in_one_line, content))
        case _:
            return " ".join(str(content).split())
