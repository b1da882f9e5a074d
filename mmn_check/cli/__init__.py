"""The commands that there are, in the order in which help shows them."""

from __future__ import annotations

import typer
from typer.main import get_command

from mmn_check.cli import bank_commands, pages, visits

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.callback(invoke_without_command=True)(visits.begin)
for command in (
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
):
    app.command()(command)
app.add_typer(bank_commands.bank, name="bank")
run = get_command(app)
"""Runs the command that the arguments name."""
