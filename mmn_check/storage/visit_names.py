"""The names under which visits are kept."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from mmn_check.storage.safe_files import NotReadableError, refusal

SUFFIX = ".yaml"
FIGURES = re.compile("([0-9]+)")


def names_in(folder: Path) -> Iterator[str]:
    """The names of the visits in a folder, in no order; none if it is not there."""
    try:
        files = os.listdir(folder)  # noqa: PTH208 - a thousand Paths take a while
    except FileNotFoundError:
        return
    except OSError as error:
        raise NotReadableError(refusal("look into", folder, error)) from error
    for one in files:
        if one.endswith(SUFFIX) and one[0] != ".":
            yield one[: -len(SUFFIX)]


def newest_first(names: Iterable[str]) -> tuple[str, ...]:
    """The names in order: a day's tenth visit comes after its ninth."""
    return tuple(sorted(names, key=_by_number, reverse=True))


def _by_number(name: str) -> list[str | int]:
    """Names in the order people count: 9 before 10."""
    parts = FIGURES.split(name)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
