"""Commands and options: builds the parts, hands them over, sets exit codes."""

from __future__ import annotations

import sys

import typer

from mmn_check import __version__, cli_bank
from mmn_check.errors import MmnCheckError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
app.add_typer(cli_bank.bank, name="bank")


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line; every complaint goes to standard error."""
    try:
        app()
    except MmnCheckError as error:
        typer.echo(str(error), err=True)
        sys.exit(error.exit_code)
