"""The commands that there are, in the order in which help shows them."""

from __future__ import annotations

import typer

from mmn_check.commands import asking, bank, comparing, explaining, making, visits

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.callback(invoke_without_command=True)(asking.begin)
for command in (
    asking.start,
    making.summary,
    visits.visits,
    asking.change,
    comparing.compare,
    visits.forget,
    visits.where,
    explaining.explain,
    making.paper,
):
    app.command()(command)
app.add_typer(bank.bank, name="bank")
