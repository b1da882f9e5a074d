"""The options of a run, each declared here alone: how it is written is drawn from its name.

The usual ways to ask are understood here without Typer: to load that takes longer than all the
rest of a start. Only what can be meant in one way is taken here; whatever else was typed is Typer's
to read, to answer or to refuse, so that there is one place where options are explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mmn_check.bank.records import Record


class RunOptions(Record):
    """The options that commands share, as they were given."""

    new: bool = False
    """Whether a new visit is wanted, even if one is unfinished."""
    bank: Path | None = None
    """The folder of the bank; None for the shipped one."""
    plain: bool = False
    """Whether no colour and no layout is wanted: plain.py says where that takes effect."""
    one_key: bool = False
    """Whether a choice is taken on one key press, whatever the visit remembers."""
    quiet_hints: bool = False
    """Whether the keys and the way to answer are told on request only."""
    language: str | None = None
    """The code of a language; None for the one that suits the visit or the machine."""


def written(name: str) -> str:
    """An option as it is typed: "--one-key"."""
    return f"--{name.replace('_', '-')}"


BY_WORD = {written(name): name for name in RunOptions.__dataclass_fields__ if name != "new"}


def options_in(arguments: Sequence[str]) -> RunOptions | None:
    """What the words after the program's name ask for; None if that is for Typer to read."""
    new = tuple(arguments[:1]) == ("start",)
    words = iter(arguments[1:] if new else arguments)
    given: dict[str, Any] = {}
    for word in words:
        name = BY_WORD.get(word, "")
        if name and getattr(RunOptions, name) is False:
            given[name] = True
        elif name and (value := next(words, "")) and not value.startswith("-"):
            given[name] = Path(value) if name == "bank" else value
        else:
            return None
    return RunOptions(new=new, **given)
