"""The tables of Spanish phrases: understood as they say, asked about, or asked for again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates.reading import Clock
from mmn_check.visit.steps import Step
from tests.support.sketches import read_sketches, sketched
from tests.understanding.test_phrases import as_written

TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
CLOCK = Clock(today=date(2026, 11, 21), age=52)
Phrase = tuple[str, Step, str, str]
"""Whether it is plain or a trap, the step, what is typed, and how it is read."""


def phrases() -> Iterator[tuple[str, Phrase]]:
    for path in TABLES:
        table = read_sketches(path.read_text(encoding="utf-8"))
        step = sketched(table["question"], table.get("table"), "es")
        for nature in ("plain", "traps"):
            for typed, reading in table[nature].items():
                yield f"{path.stem}-{typed}", (nature, step, typed, reading)


PHRASES = list(phrases())


@pytest.mark.parametrize("phrase", [pytest.param(one, id=name) for name, one in PHRASES])
def test_phrase(phrase: Phrase) -> None:
    """Every Spanish phrase is read as the table says."""
    _, step, typed, expected = phrase

    read = as_written(step, read_answer(step, typed, clock=CLOCK))

    assert (read[: len("again")] if expected == "again" else read) == expected


def test_the_tables_are_long_and_hold_many_traps() -> None:
    """There are hundreds of Spanish phrases, and a third of them are traps."""
    traps = [phrase for _, phrase in PHRASES if phrase[0] == "traps"]

    assert len(PHRASES) >= 480
    assert len(traps) * 3 >= len(PHRASES)


def test_every_plain_phrase_is_understood_at_once() -> None:
    """Nobody is asked twice who says it plainly."""
    readings = [phrase[3] for _, phrase in PHRASES if phrase[0] == "plain"]

    assert not [one for one in readings if one.startswith(("again", "asks"))]
