from __future__ import annotations

from pathlib import Path

from tests.support.terminal import SHORT_WAY, Terminal, answers_kept

DICTATED = (
    "",
    "About five minutes.",
    "I am the patient.",
    "First visit.",
    "None of these.",
    "A. B.",
    "Fifty-two.",
    "Right.",
    "No.",
    "My right hand will not open.",
    "Yes, please.",
    "Right hand and right wrist.",
    "March 2024",
    "Worse in steps.",
    "No.",
    "Cold.",
    "None of these.",
    "None.",
    "No, none.",
)
"""The short way as speech software types it: capitals, full stops, words for figures."""


def visit_by(home: Path, *typed: str) -> dict[str, object]:
    """What is kept of a visit after these lines."""
    home.mkdir()
    terminal = Terminal(home)
    terminal.wait()
    terminal.type_all(*typed)
    terminal.close()
    assert "Your page is ready." in terminal.written
    return answers_kept(home)


def test_a_dictated_visit_is_the_same_visit(tmp_path: Path) -> None:
    """The whole short way said in words leaves what figures and Enter leave, line for line."""
    by_figures = visit_by(tmp_path / "figures", *SHORT_WAY)

    assert visit_by(tmp_path / "words", *DICTATED) == by_figures
    assert len(DICTATED) == len(SHORT_WAY)


def test_commands_are_dictated_too(tmp_path: Path) -> None:
    """Go back, say again, not sure and skip do what their letters do."""
    terminal = Terminal(tmp_path, arguments=("--plain",))
    terminal.wait()
    terminal.type_all("", "One.", "I am the patient.")

    assert "Question 1 of" in terminal.type("Go back.")
    assert "Your answer now: I am the patient." in terminal.written
    assert "Kept as it was." in terminal.type("")
    assert "What kind of visit is this?" in terminal.type("Say again, please.")
    assert "Not sure." in terminal.type("I'm not sure.")
    assert "Get emergency help right away" in terminal.type("Skip this.")
    terminal.child.send("Stop here.\r")
    assert terminal.end() == 3
