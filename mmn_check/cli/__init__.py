"""The commands that there are, in the order in which help shows them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import typer
from typer.main import get_command

from mmn_check.cli import bank_commands, pages, visits

COMMANDS = (
    visits.start,
    pages.summary,
    visits.diary,
    visits.visits,
    visits.change,
    pages.compare,
    visits.forget,
    visits.where,
    visits.explain,
    pages.paper,
    pages.example,
)
BANK = "bank"
"""The commands for those who write questions stand behind this word."""


def run(arguments: Sequence[str], **how: Any) -> None:
    """Do what the arguments say; `how` as Typer takes it."""
    first = arguments[0] if arguments else ""
    named = first in {BANK, *(one.__name__ for one in COMMANDS)}
    _commands(first if named else None)(list(arguments), **how)


@cache
def _commands(alone: str | None) -> Any:
    """The command of this name; all of them, if None: to make each takes a start longer."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(invoke_without_command=True)(visits.begin)
    for command in COMMANDS:
        if alone in (None, command.__name__):
            app.command()(command)
    if alone in (None, BANK):
        app.add_typer(bank_commands.bank, name=BANK)
    return get_command(app)
