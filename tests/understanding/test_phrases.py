"""The tables of phrases: each is understood as it says, asked about, or asked for again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.understanding.say_back import in_words
from mmn_check.visit.steps import Step
from tests.support.sketches import read_sketches, sketched

TABLES = sorted((Path(__file__).parent / "phrases").glob("*.yaml"))
CLOCK = Clock(today=date(2026, 11, 21), age=52)
DOES = {
    "back": "goes back",
    "skip": "skips",
    "help": "helps",
    "stop": "stops",
    "repeat": "repeats",
    "no_more": "no more",
    "quiet": "quiet",
    "ideas": "shows ideas",
}
Phrase = tuple[str, Step, str, str]
"""Whether it is plain or a trap, the step, what is typed, and how it is read."""


def phrases(tables: Iterable[Path], language: str = "en") -> Iterator[tuple[str, Phrase]]:
    """All that the tables hold, each with the name of its table."""
    for path in tables:
        table = read_sketches(path.read_text(encoding="utf-8"))
        step = sketched(table["question"], table.get("table"), language)
        for nature in ("plain", "traps"):
            for typed, reading in table[nature].items():
                yield path.stem, (nature, step, typed, reading)


PHRASES = list(phrases(TABLES))


def as_written(step: Step, reading: Reading) -> str:
    """A reading in the words of the tables."""
    match reading:
        case ParsedAnswer(answer):
            return in_words(step, answer)
        case Command(name):
            return DOES[name]
        case Rejected(sentence):
            return f"again: {sentence}"
        case NeedsConfirmation(_, options):
            meant = [
                option.reading for option in options if not isinstance(option.reading, Rejected)
            ]
            return "asks: " + " | ".join(as_written(step, one) for one in meant)


def misread(phrases: Iterable[Phrase]) -> list[tuple[str, str, str]]:
    """What is typed, how it is read and how it should be, where these differ."""
    wrong = []
    for _, step, typed, expected in phrases:
        read = as_written(step, read_answer(step, typed, clock=CLOCK))
        if (read[: len("again")] if expected == "again" else read) != expected:
            wrong.append((typed, read, expected))
    return wrong


@pytest.mark.parametrize("table", [path.stem for path in TABLES])
def test_every_phrase_is_read_as_its_table_says(table: str) -> None:
    """Written ones are understood; traps are asked about, or asked for again."""
    assert misread(phrase for name, phrase in PHRASES if name == table) == []


def test_the_tables_are_long_and_hold_many_traps() -> None:
    """There are hundreds of phrases, and a third of them are traps."""
    traps = [phrase for _, phrase in PHRASES if phrase[0] == "traps"]

    assert len(PHRASES) >= 320
    assert len(traps) * 3 >= len(PHRASES)


def test_nearly_every_plain_phrase_is_understood_at_once() -> None:
    """Of what people commonly type and dictate, 19 in 20 need no second try."""
    plain = [phrase for _, phrase in PHRASES if phrase[0] == "plain"]
    at_once = [one for one in plain if not one[3].startswith(("again", "asks"))]

    assert len(at_once) * 20 >= len(plain) * 19
