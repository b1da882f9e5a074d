"""The ten questions asked with plain Typer, choices by number."""

import ten
import typer

app = typer.Typer()


def pick(question: str, options: list[str]) -> str:
    """Show numbered options and read what was typed."""
    for number, option in enumerate(options, start=1):
        typer.echo(f"{number} {option}")
    return str(typer.prompt(question))


@app.command()
def main() -> None:
    """Ask all ten."""
    pick(ten.FIRST, ten.PLACES)
    pick(ten.SIGNS, ten.ALL_SIGNS)
    typer.confirm(ten.NAMED)
    typer.prompt(ten.NAME)
    typer.prompt(ten.BUTTONS, type=int)
    typer.prompt(ten.BEGAN)
    pick(ten.COURSE, ten.COURSES)
    pick(ten.TASKS, ten.ALL_TASKS)
    typer.confirm(ten.GLOBULIN)
    typer.prompt(ten.MOST)


app()
