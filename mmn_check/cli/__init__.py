"""The commands that there are, and the arguments and options that several of them share."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache, wraps
from inspect import Parameter, Signature, signature
from typing import Annotated, Any, get_type_hints

import typer
from typer.main import get_command

from mmn_check.session.run_options import RunOptions, written
from mmn_check.text_safety import fitted

COMMANDS = (
    *("start", "summary", "diary", "visits", "change", "compare", "forget", "where", "explain"),
    *("paper", "example"),
)
"""In the order in which help shows them."""
FOR_WRITERS = "bank"
"""The commands for those who write questions stand behind this word."""


def run(arguments: Sequence[str], **how: Any) -> None:
    """Do what the arguments say; `how` as Typer takes it."""
    at = (n for n, word in enumerate(arguments) if word in {FOR_WRITERS, *COMMANDS})
    command = next(at, None)
    # What is said before a command is said to the command.
    told = [*arguments[command:], *arguments[:command]] if command else list(arguments)
    _commands(None if command is None else told[0])(told, **how)


@cache
def _commands(alone: str | None) -> Any:
    """The command of this name; all of them, if None: to make each takes a start longer."""
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    # They take their options from here.
    if alone in (None, FOR_WRITERS):
        from mmn_check.cli import bank_commands

        app.add_typer(bank_commands.bank, name=FOR_WRITERS)
    if alone != FOR_WRITERS:
        from mmn_check.cli import patient_commands

        app.callback(invoke_without_command=True)(patient_commands.begin)
        for name in COMMANDS if alone is None else {alone}:
            app.command()(getattr(patient_commands, name))
    return get_command(app)


def tell(lines: str, *, err: bool = False) -> None:
    """Say lines in a width that fits, on standard output or on standard error."""
    typer.echo(fitted(lines, sys.stderr if err else sys.stdout), err=err)


def arg(metavar: str, told: str) -> Any:
    """An argument, as help names it, and what help tells of it."""
    return typer.Argument(metavar=metavar, help=told)


def opt(name: str, told: str, **how: Any) -> Any:
    """An option that one command has, and what help tells of it."""
    return typer.Option(name, help=told, **how)


CommandBody = Callable[..., None]
_hints = cache(get_type_hints)


SHARED: dict[str, dict[str, Any]] = {
    "plain": {"help": "No colour and no layout, for screen readers and simple screens."},
    "one_key": {"help": "Take a choice on one key press, without Enter."},
    "quiet_hints": {"help": "Say no keys with each question; h tells them."},
    "bank": {"metavar": "DIR", "help": "Another question bank than the shipped one."},
    "language": {"metavar": "CODE", "help": "en or es; else as the visit, or your system."},
    "output": {"metavar": "FILE", "help": "Where to; - is standard output."},
    "paper": {"help": "Else what your country uses."},
    "force": {"help": "Overwrite a file that exists."},
}
"""The options that several commands have, fields of a record, and what help tells of each."""
OF_ASKING = ("plain", "one_key", "quiet_hints", "bank", "language")
"""What may be said of an interview, ..."""
OF_A_PAGE = ("plain", "bank", "language")
"""... and of what is read afterwards."""


def _shared(name: str, of: type) -> Parameter:
    hint: Any = Annotated[_hints(of)[name], typer.Option(written(name), **SHARED[name])]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=getattr(of, name), annotation=hint)


def with_options(*shared: str, of: type = RunOptions) -> Callable[[CommandBody], CommandBody]:
    """Give a command options, together in its argument of the record's type, if it has one."""
    given = [_shared(name, of) for name in shared]

    def having(command: CommandBody) -> CommandBody:
        @wraps(command)
        def run(*arguments: object, **said: Any) -> None:
            options = of(**{one.name: said.pop(one.name) for one in given})
            command(*arguments, **said, **dict.fromkeys(names, options))

        own = signature(command, eval_str=True).parameters
        names = [one.name for one in own.values() if one.annotation is of]
        parameters: list[Parameter] = []
        for one in own.values():
            parameters += given if one.name in names else (one,)
        run.__signature__ = Signature(parameters if names else [*parameters, *given])  # type: ignore[attr-defined]
        return run

    return having


VisitName = Annotated[
    str | None, arg("[VISIT]", "The number or name that `visits` shows; else the newest.")
]
