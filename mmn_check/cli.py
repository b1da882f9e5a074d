"""Commands and options: builds the parts, hands them over, sets exit codes."""

from __future__ import annotations

import typer

from mmn_check import __version__

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """Run the command line."""
    app()
