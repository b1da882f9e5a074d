"""The tables of Spanish phrases: understood as they say, asked about, or asked for again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.understanding.test_phrases import misread, phrases

TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
PHRASES = list(phrases(TABLES, "es"))


@pytest.mark.parametrize("table", [path.stem for path in TABLES])
def test_every_phrase_is_read_as_its_table_says(table: str) -> None:
    """Written ones are understood; traps are asked about, or asked for again."""
    assert misread(phrase for name, phrase in PHRASES if name == table) == []


def test_the_tables_are_long_and_hold_many_traps() -> None:
    """There are hundreds of Spanish phrases, and a third of them are traps."""
    traps = [phrase for _, phrase in PHRASES if phrase[0] == "traps"]

    assert len(PHRASES) >= 480
    assert len(traps) * 3 >= len(PHRASES)


def test_every_plain_phrase_is_understood_at_once() -> None:
    """Nobody is asked twice who says it plainly."""
    readings = [phrase[3] for _, phrase in PHRASES if phrase[0] == "plain"]

    assert not [one for one in readings if one.startswith(("again", "asks"))]
