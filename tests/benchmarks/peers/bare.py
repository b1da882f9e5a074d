"""The least that a program of this kind can do: Typer, and one question."""

import typer

app = typer.Typer()


@app.command()
def main() -> None:
    """Ask once."""
    input("> ")


app()
