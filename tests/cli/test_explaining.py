from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.spoken import spoken, text_of
from tests.support.terminal import Terminal, run

MEANING = "Conduction block: "


@pytest.mark.parametrize("columns", [20, 40])
@pytest.mark.parametrize("words", ["explain", "explain conduction block"])
def test_what_a_word_means_fits_the_window(tmp_path: Path, columns: int, words: str) -> None:
    """On a terminal the lines are broken between words; every word is there, in order."""
    terminal = Terminal(tmp_path, arguments=(*words.split(), "--plain"), columns=columns)

    assert terminal.end() == 0

    lines = terminal.written.split("\r\n")
    assert max(map(len, lines)) <= columns
    assert terminal.written.split() == run(tmp_path, *words.split()).stdout.split()


def test_in_a_pipe_a_meaning_is_one_line(tmp_path: Path) -> None:
    """A program that reads it gets it whole."""
    told = run(tmp_path, "explain", "conduction block").stdout

    assert told.startswith(MEANING)
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "other"),
    [("explain MND", "MMN"), ("explain ALS", "?"), ("explain ELA --language es", "Mielina")],
)
def test_no_other_illness_is_named_to_who_fears_one(tmp_path: Path, words: str, other: str) -> None:
    """Only a doctor can tell; the nearest word of the list may be another illness."""
    told = run(tmp_path, *words.split()).stderr
    with spoken("es" if "es" in words.split() else "en") as bank:
        assert text_of(bank, "only_a_doctor") in " ".join(told.split())

    assert other not in told
