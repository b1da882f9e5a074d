from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.profile import combined
from tests.support.terminal import Terminal, run

COMMANDS = (
    "start --answers said.yaml", "summary", "visits", "where", "explain axon", "paper --output -",
    "bank check", "bank schema", "forget --yes",
)  # fmt: skip


def kept(home: Path) -> None:
    """A visit is kept."""
    (home / "said.yaml").write_text("answers: {visit_type: first}\n", encoding="utf-8")
    run(home, "start", "--answers", "said.yaml")


@pytest.mark.parametrize(("command", "order"), combined(COMMANDS, ["before", "after"]))
def test_every_command_takes_plain(tmp_path: Path, command: str, order: str) -> None:
    """Who always types --plain is never told that it is wrong, wherever it stands."""
    kept(tmp_path)
    words = command.split()

    done = run(tmp_path, *(["--plain", *words] if order == "before" else [*words, "--plain"]))

    assert [line for line in done.stderr.splitlines() if ".po: note: " not in line] == []
    assert done.returncode == 0
    assert done.stdout


@pytest.mark.parametrize("command", ["summary", "change", "start"])
def test_plain_before_a_command_means_not_one_escape(tmp_path: Path, command: str) -> None:
    """What is asked for before the command holds for all that the command shows."""
    kept(tmp_path)
    terminal = Terminal(tmp_path, arguments=("--plain", command))

    if command == "summary":
        terminal.end()
    else:
        terminal.wait()
        terminal.close()

    assert len(terminal.written) > 100
    assert "\x1b" not in terminal.written


def test_a_choice_by_one_key_holds_for_a_change(tmp_path: Path) -> None:
    """One press answers, although the option stands before the command."""
    kept(tmp_path)
    terminal = Terminal(tmp_path, arguments=("--one-key", "change"))
    terminal.wait()

    terminal.type("1")

    assert "Press its number or letter." in terminal.written
    terminal.close()


@pytest.mark.parametrize(
    "words",
    ["--one-key visits", "--quiet-hints summary", "--bank mine where", "--bank mine bank check"],
)
def test_an_option_that_a_command_cannot_take_is_refused(tmp_path: Path, words: str) -> None:
    """Nothing that was asked for is dropped without a word."""
    refused = run(tmp_path, *words.split())

    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"No such option: {words.split(maxsplit=1)[0]}" in refused.stderr
