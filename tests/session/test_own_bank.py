"""Hints name the bank that is in use, where it is not the shipped one."""

from __future__ import annotations

import shutil
from pathlib import Path

from mmn_check.authoring import STARTER
from tests.support.terminal import Terminal, run


def test_who_stops_is_told_how_to_go_on_with_the_same_bank(tmp_path: Path) -> None:
    """What is to be typed goes on with this visit, wherever the bank lies."""
    shutil.copytree(STARTER, tmp_path / "my bank")
    first = Terminal(tmp_path, ("--bank", "my bank"), columns=200)
    first.wait()
    first.type_all("", "1")
    first.child.send("q\r")

    assert first.end() == 3
    assert first.written.endswith("Go on with: mmn-check --bank 'my bank'\r\n")
    again = Terminal(tmp_path, ("--bank", "my bank"))
    assert "Go on where you stopped" in again.wait()
    again.close()


def test_answers_from_a_file_are_read_with_the_same_bank(tmp_path: Path) -> None:
    """The command that is told shows the page."""
    (tmp_path / "said.yaml").write_text("answers: {visit_type: first}\n", encoding="utf-8")
    kept = run(tmp_path, "start", "--answers", "said.yaml", "--bank", str(STARTER))
    told = kept.stdout.partition("To read it: mmn-check ")[2].splitlines()[0].split()

    assert told[-2:] == ["--bank", str(STARTER)]
    assert "First visit." in run(tmp_path, *told).stdout


def test_every_hint_names_it(tmp_path: Path) -> None:
    """At the end of a form, of a page that cannot show all, of a word that is not there."""
    of = ("--bank", str(STARTER))
    said = "answers: {visit_type: first, main_problem: \U00012000}\n"
    (tmp_path / "said.yaml").write_text(said, encoding="utf-8")
    run(tmp_path, "start", "--answers", "said.yaml", *of)

    for command in ("paper", "summary --format pdf", "explain nothing"):
        told = run(tmp_path, *command.split(), *of).stderr
        assert told.endswith(f" --bank {STARTER}\n"), command
