from __future__ import annotations

from itertools import combinations, islice, permutations
from pathlib import Path

import pytest

from mmn_check import cli
from mmn_check.session import conversation
from mmn_check.session.run_options import BY_WORD, RunOptions, options_in
from tests.support.profile import examples

VALUES = {"--bank": ("my/bank",), "--language": ("es",)}
ALL = [(word, *VALUES.get(word, ())) for word in BY_WORD]
OPTIONS = [
    tuple(word for option in order for word in option)
    for count in (*range(1 + examples(len(ALL), usual=2)), len(ALL))
    for some in combinations(ALL, count)
    for order in islice(permutations(some), examples(24, usual=6))
]
ELSE = (
    "--help", "--version", "--what", "summary", "start --help", "start --answers mine.yaml",
    "start now", "start start", "--plain start", "--bank", "start --bank", "--bank --plain",
    "--bank=my/bank", "--plai", "--plain=yes", "-h", "--", "start --",
)  # fmt: skip


def by_typer(monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]) -> RunOptions:
    """What Typer makes of it, up to where a person would be asked."""
    asked: list[RunOptions] = []
    with monkeypatch.context() as patched:
        patched.setattr(conversation, "begin_or_go_on", asked.append)
        cli.run(words, prog_name="mmn-check", standalone_mode=False)
    (one,) = asked
    return one


@pytest.mark.parametrize("command", [(), ("start",)])
def test_the_short_way_and_typer_understand_the_same(
    monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    """Every option, alone and together in any order, means the same to both."""
    for options in OPTIONS:
        words = (*command, *options)
        assert options_in(words) == by_typer(monkeypatch, words), words


def test_an_option_before_the_command_is_meant_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever needs plain text gets it wherever the word stands."""
    for options in OPTIONS:
        after = by_typer(monkeypatch, ("start", *options))
        assert by_typer(monkeypatch, (*options, "start")) == after, options


def test_what_is_asked_for_is_done() -> None:
    """The words are taken for what they say, a folder with any name among them."""
    words = ("start", "--plain", "--bank", "start", "--one-key")

    assert options_in(words) == RunOptions(new=True, bank=Path("start"), plain=True, one_key=True)
    assert options_in(()) == RunOptions()


@pytest.mark.parametrize("words", ELSE)
def test_whatever_else_is_asked_for_is_read_by_typer(words: str) -> None:
    """What needs an answer, is a slip or may mean two things has one reader."""
    assert options_in(words.split()) is None


def test_an_empty_folder_name_is_no_folder() -> None:
    """Nothing is made of an option whose value is empty."""
    assert options_in(("--bank", "")) is None
