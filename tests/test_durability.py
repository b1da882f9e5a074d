from __future__ import annotations

import re
import signal
from collections import Counter
from pathlib import Path

import yaml

from mmn_check.storage.visit_store import VisitStore
from tests.support.kept import file_after, shipped, sitting_after
from tests.support.terminal import SHORT_WAY, Terminal, data_of, run

ANSWERS = SHORT_WAY[2:]
SAID = ("answers", "not_sure", "skipped", "declined", "set_aside")


def said_in(content: bytes) -> list[object]:
    """What a visit file says, its times and its name aside."""
    document = yaml.load(content, Loader=yaml.CBaseLoader)
    return [document[part] for part in SAID]


def killed(terminal: Terminal) -> None:
    terminal.child.kill(signal.SIGKILL)
    assert terminal.end() == -signal.SIGKILL


def test_a_kill_after_any_question_loses_nothing(tmp_path: Path, figures: Counter[str]) -> None:
    """Killed at each question in turn, the program goes on at that question with every answer."""
    asked = [line[2:] for line in sitting_after(*SHORT_WAY).shown if line.startswith("? ")]
    assert len(asked) == len(ANSWERS)
    for typed in ((), ("",)):  # at the start screen, and at the depth menu
        terminal = Terminal(tmp_path, columns=200)
        terminal.wait()
        terminal.type_all(*typed)
        killed(terminal)

    for place, line in enumerate(ANSWERS):
        terminal = Terminal(tmp_path, columns=200)
        greeting = terminal.wait()
        assert ("Go on where you stopped" in greeting) == (place > 0)
        terminal.type_all(*([] if place else [""]))
        assert asked[place] in terminal.type("1")
        terminal.type(line)
        killed(terminal)

        (kept,) = data_of(tmp_path).glob("*.yaml")
        assert said_in(kept.read_bytes()) == said_in(file_after(*SHORT_WAY[: place + 3]))
        VisitStore(data_of(tmp_path)).open(None, shipped())

    figures["kills survived"] += 2 + len(ANSWERS)
    again = Terminal(tmp_path, columns=200)
    again.wait()
    assert "Your page is ready" in again.type("1")
    again.close()
    assert "March 2024" in run(tmp_path, "summary").stdout


def test_a_kill_before_anything_was_answered_leaves_one_visit(tmp_path: Path) -> None:
    """Who was killed at the first screen sees the first screen again, not a second visit."""
    for _ in range(2):
        terminal = Terminal(tmp_path)
        assert "Press Enter to go on" in terminal.wait()
        killed(terminal)

    assert len(list(data_of(tmp_path).glob("*.yaml"))) == 1


def test_a_kill_of_the_review_keeps_the_change(tmp_path: Path) -> None:
    """An answer changed in the review is on the disk before the list shows again."""
    data_of(tmp_path).mkdir(parents=True)
    kept = data_of(tmp_path) / "2026-11-21-1.yaml"
    kept.write_bytes(file_after(*SHORT_WAY))
    terminal = Terminal(tmp_path, arguments=("change",), columns=200)
    (part,) = re.findall(r"(\d+)\. The basics", terminal.wait())
    lines = terminal.type(part).splitlines()
    (number,) = (line.split(".")[0] for line in lines if "How old are you?" in line)
    terminal.type(number)
    terminal.type("53")
    killed(terminal)

    assert "age: 53" in kept.read_text()
