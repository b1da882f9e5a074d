"""One run of the program: its parts are built here and handed down. First, what is asked of it.

The usual ways to ask are understood here without Typer: to load that takes longer than all the
rest of a start. Only what can be meant in one way is taken here; whatever else was typed is Typer's
to read, to answer or to refuse, so that there is one place where options are explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mmn_check.bank.records import Record


class RunOptions(Record):
    """The options that commands share, as they were given."""

    new: bool = False
    """Whether a new visit is wanted, even if one is unfinished."""
    bank: Path | None = None
    """The folder of the bank; None for the shipped one."""
    plain: bool = False
    one_key: bool = False
    """Whether a choice is taken on one key press, whatever the visit remembers."""
    quiet_hints: bool = False
    """Whether the keys and the way to answer are told on request only."""
    language: str | None = None
    """The code of a language; None for the one that suits the visit or the machine."""


FLAGS = {"--plain": "plain", "--one-key": "one_key", "--quiet-hints": "quiet_hints"}

NAMED = ("--bank", "--language")


def options_in(arguments: Sequence[str]) -> RunOptions | None:
    """What the words after the program's name ask for; None if that is for Typer to read."""
    new = tuple(arguments[:1]) == ("start",)
    words = iter(arguments[1:] if new else arguments)
    flags: dict[str, bool] = {}
    named: dict[str, str] = {}
    for word in words:
        if word in FLAGS:
            flags[FLAGS[word]] = True
        elif word in NAMED and (name := next(words, "")) and not name.startswith("-"):
            named[word] = name
        else:
            return None
    bank = Path(named["--bank"]) if "--bank" in named else None
    return RunOptions(new=new, bank=bank, language=named.get("--language"), **flags)
