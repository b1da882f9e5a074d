from __future__ import annotations

from pathlib import Path

import pytest

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
