from __future__ import annotations

from pathlib import Path

import pytest

from mmn_check.interview.menus import says_yes
from tests.support.kept import keep
from tests.support.terminal import Terminal, data_of


@pytest.mark.parametrize("typed", ["y", "yes", "Yes.", "YES", "1", "yes please", "Yes, please."])
def test_a_yes_is_understood_however_it_is_said(typed: str) -> None:
    """By letter, by number, by word or dictated."""
    assert says_yes(typed, "en")


@pytest.mark.parametrize(
    "typed", ["", "n", "no", "No.", "2", "no thank you", "not sure", "q", "skip", "3", "what", "12"]
)
def test_anything_else_is_no_yes(typed: str) -> None:
    """What may mean something else deletes nothing."""
    assert not says_yes(typed, "en")


@pytest.mark.parametrize(("typed", "left"), [("y", 0), ("1", 0), ("yes please", 0), ("2", 1)])
def test_forget_is_asked_in_lines_that_fit_the_window(
    tmp_path: Path, typed: str, left: int
) -> None:
    """The whole sentence shows, then a short prompt; what is not deleted is told."""
    keep(tmp_path)
    terminal = Terminal(tmp_path, arguments=("forget", "--all"), columns=40)
    asked = terminal.wait("Type yes or no: ")
    lines = asked.splitlines()

    assert lines[0].startswith("Delete every visit in")
    assert lines[-2].endswith("for good?")
    assert " ".join(lines[:-1]) == f"Delete every visit in {data_of(tmp_path)} for good?"
    terminal.child.send(f"{typed}\r")
    assert terminal.end() == left
    told = "Nothing was deleted." if left else "saved as PDF or text is not deleted"
    assert told in terminal.written
    assert len(list(data_of(tmp_path).glob("*.yaml"))) == left
