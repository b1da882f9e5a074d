"""Which questions a page layout names, and where."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from mmn_check.domain.conditions import AllOf, AnyOf, Within

Path = tuple[str | int, ...]

NAMES = frozenset({"question", "questions", "or_else", "order", "places", "worst"})
"""The fields of the layout that hold questions' ids."""
CONDITIONS = frozenset({"ask_if", "unless"})
"""The fields of the layout that hold conditions."""


def questions_in(layout: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every question that a piece of layout names outside its texts, with where it does."""
    if isinstance(layout, tuple):
        for at, one in enumerate(layout):
            yield from questions_in(one, (*path, at))
    elif isinstance(layout, AnyOf | AllOf | Within):
        yield path[:-1], layout.question
    elif is_dataclass(layout):
        for one in fields(layout):
            value = getattr(layout, one.name)
            if one.name not in NAMES:
                yield from questions_in(value, (*path, one.name))
            elif isinstance(value, tuple):
                yield from (((*path, one.name, at), named) for at, named in enumerate(value))
            elif value is not None:
                yield (*path, one.name), value


def looked_at_in(layout: Any) -> Iterator[str]:
    """Every question that a condition in a piece of layout looks at."""
    return (named for path, named in questions_in(layout) if path[-1] in CONDITIONS)
