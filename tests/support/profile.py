"""How much a run tries: what is usual before a change, or all that we promise.

With `MMN_DEEP=1`, as `.ci/run` sets it, every number is the whole one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import product
from random import Random
from typing import Any, TypeVar

Value = TypeVar("Value")
DEEP = os.environ.get("MMN_DEEP", "") not in ("", "0")
"""Whether this run tries everything."""


def examples(whole: int, *, usual: int | None = None) -> int:
    """So many examples: the whole number in a deep run, else `usual` or a quarter, at least 1."""
    if DEEP:
        return whole
    return max(whole // 4, 1) if usual is None else usual


def some(values: Iterable[Value], *, usual: int, deep: int | None = None) -> list[Value]:
    """So many from all over: all in a deep run, unless more than `deep` say nothing new."""
    every = [*values]
    if DEEP:
        return every if deep is None else Random(deep).sample(every, min(deep, len(every)))
    return every[:: -(-len(every) // usual)]


def combined(*values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Every combination in a deep run, else enough of them that each value comes once."""
    if DEEP:
        return list(product(*values))
    return [tuple(one[at % len(one)] for one in values) for at in range(max(map(len, values)))]
