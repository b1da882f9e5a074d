"""A bank is tried out on a terminal, and nothing is left of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.authoring import STARTER
from tests.support.terminal import Terminal, data_of, run

WHOLE = (
    *("", "1", "0", "Ann B.", "44", "tomorrow", "It will not stop.", "y", "1r 2r", "1"),
    *("March 2024", "6", "1 2", "1", "2", "0", "What now?", "0"),
)
"""What is typed from the first screen to "Your page is ready", on the short way."""


def test_one_question_is_asked_alone(tmp_path: Path) -> None:
    """With all that may have been picked before; its answer stands among all answers."""
    terminal = Terminal(tmp_path, ("bank", "try", str(STARTER), "worst_place", "--plain"))
    shown = terminal.wait()
    assert "It is asked alone" in shown
    assert "Where is it worst?" in shown
    terminal.child.send("2\r")

    assert terminal.end() == 0
    assert "(Worst place): Left front." in terminal.written
    assert terminal.written.endswith("This was a trial: nothing of it is kept.\r\n")
    assert not data_of(tmp_path).exists()


def test_a_whole_bank_is_asked(tmp_path: Path) -> None:
    """From the first screen to the page, as a patient would meet it; nothing is kept."""
    terminal = Terminal(tmp_path, ("bank", "try", str(STARTER), "--plain"))
    terminal.wait()
    terminal.type_all(*WHOLE)
    assert "Your page is ready." in terminal.written
    terminal.child.send("1\r")

    assert terminal.end() == 0
    assert "Began March 2024" in terminal.written
    assert terminal.written.endswith("This was a trial: nothing of it is kept.\r\n")
    assert not data_of(tmp_path).exists()


DIARY = """\
section: day
title: Today
questions:
  - id: worse_today
    kind: yes_no
    ask: Was it worse than on most days?
    help: Think of the whole day.
    why: To see how it goes.
    clinical: Worse today
    sources: [GUIDE]
"""


def test_a_day_of_the_diary_is_asked_after_the_bank(tmp_path: Path) -> None:
    """As after a visit, so that all that the bank asks is seen."""
    bank = Path(shutil.copytree(STARTER, tmp_path / "mine"))
    (bank / "diary.yaml").write_text(DIARY, encoding="utf-8")
    terminal = Terminal(tmp_path, ("bank", "try", str(bank), "--plain"))
    terminal.wait()
    terminal.type_all(*WHOLE)
    terminal.child.send("1\r")
    assert "Was it worse than on most days?" in terminal.wait()
    terminal.child.send("y\r")

    assert terminal.end() == 0
    assert "Began March 2024" in terminal.written
    assert terminal.written.endswith("This was a trial: nothing of it is kept.\r\n")
    assert not data_of(tmp_path).exists()


def test_a_question_of_the_diary_is_asked_alone(tmp_path: Path) -> None:
    """By its id, as any other."""
    bank = Path(shutil.copytree(STARTER, tmp_path / "mine"))
    (bank / "diary.yaml").write_text(DIARY, encoding="utf-8")
    terminal = Terminal(tmp_path, ("bank", "try", str(bank), "worse_today", "--plain"))
    assert "Was it worse than on most days?" in terminal.wait()
    terminal.child.send("y\r")

    assert terminal.end() == 0
    assert "(Worse today): Yes." in terminal.written


def test_who_stops_is_told_that_nothing_is_kept(tmp_path: Path) -> None:
    """Stopping has the exit code that it always has."""
    terminal = Terminal(tmp_path, ("bank", "try", str(STARTER), "aches", "--plain"))
    terminal.wait()
    terminal.child.send("q\r")

    assert terminal.end() == 3
    assert "nothing of it is kept" in terminal.written
    assert not data_of(tmp_path).exists()


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        ((str(STARTER), "aces"), 2, 'There is no question "aces" in this bank. Did you mean "ac'),
        (("nowhere",), 2, "nowhere: This is no folder that can be read"),
        ((str(STARTER),), 4, "There is no terminal to ask on."),
    ],
)
def test_what_cannot_be_tried_gets_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], code: int, complaint: str
) -> None:
    """A misspelt id, a folder that is not there, no terminal."""
    ended = run(tmp_path, "bank", "try", *arguments)

    assert (ended.returncode, ended.stdout) == (code, "")
    assert ended.stderr.startswith(complaint)
