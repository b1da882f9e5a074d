"""The usual ways to begin, understood without Typer: to load it takes longer than all the rest.

Only what can be meant in one way is taken here; whatever else was typed is Typer's to read, to
answer or to refuse, so that there is one place where options are explained.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mmn_check.bank.records import Record


class RunOptions(Record):
    """What `mmn-check` or `mmn-check start` was asked for."""

    new: bool = False
    """Whether a new visit is wanted, even if one is unfinished."""
    bank: Path | None = None
    plain: bool = False
    one_key: bool = False
    quiet_hints: bool = False
    language: str | None = None


FLAGS = {"--plain": "plain", "--one-key": "one_key", "--quiet-hints": "quiet_hints"}

NAMED = ("--bank", "--language")


def understood(arguments: Sequence[str]) -> RunOptions | None:
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


def begin(asked: RunOptions) -> None:
    """Sit down to the questions; raises as `sitting.go_on`."""
    # Loads terminal and bank, which no other command need wait for.
    from mmn_check.session import conversation  # noqa: PLC0415
    from mmn_check.session.run import Session  # noqa: PLC0415

    setting = Session.of(
        bank=asked.bank,
        plain=asked.plain,
        one_key=asked.one_key,
        hints=not asked.quiet_hints,
        language=asked.language,
    )
    (conversation.start if asked.new else conversation.go_on)(setting)
