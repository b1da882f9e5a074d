"""Commands and options: builds the parts and hands them over.

What a command alone needs is imported inside it: help comes at once, and no command waits for
what another one does.
"""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mmn_check import __version__, beginning, cli_bank
from mmn_check.beginning import Beginning
from mmn_check.errors import MmnCheckError
from mmn_check.output.papers import Paper
from mmn_check.storage.data_folder import data_folder
from mmn_check.storage.safe_files import named

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
app.add_typer(cli_bank.bank, name="bank")

Plain = Annotated[
    bool,
    typer.Option("--plain", help="No colour and no layout, for screen readers and simple screens."),
]
OneKey = Annotated[
    bool, typer.Option("--one-key", help="Take a choice on one key press, without Enter.")
]
QuietHints = Annotated[
    bool, typer.Option("--quiet-hints", help="Say no keys with each question; h tells them.")
]
BankFolder = Annotated[
    Path | None,
    typer.Option("--bank", metavar="DIR", help="Another question bank than the shipped one."),
]
VisitName = Annotated[
    str | None,
    typer.Argument(
        metavar="[VISIT]", help="The number or name that `visits` shows; else the newest."
    ),
]


class Form(StrEnum):
    """What a summary is made into."""

    TERMINAL = "terminal"
    TEXT = "text"
    PDF = "pdf"


class PaperName(StrEnum):
    """The paper to print on."""

    A4 = "a4"
    LETTER = "letter"


Output = Annotated[
    str | None, typer.Option("--output", metavar="FILE", help="Where to; - is standard output.")
]
PaperSize = Annotated[
    PaperName | None, typer.Option("--paper", help="Else what your country uses.")
]
Force = Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")]
PAPERS: dict[PaperName, Paper] = {PaperName.A4: "a4", PaperName.LETTER: "us-letter"}


@app.callback(invoke_without_command=True)
def begin(  # noqa: PLR0913 - a command's options are its arguments
    context: typer.Context,
    *,
    plain: Plain = False,
    one_key: OneKey = False,
    quiet_hints: QuietHints = False,
    bank: BankFolder = None,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Questions to answer before a visit to a nerve doctor, and a page to take along.

    Without a command: go on with the unfinished visit, or start one.

    Weak hands: numbers and Enter do everything, one key after the other, in your own time. With
    --one-key a choice needs no Enter.

    Dictation: say the number or the words, such as "Seven.", "right hand" or "go back", then Enter.
    What was understood is read back.

    Screen reader: with --plain each question is said once, in order, in lines of plain text. With
    --quiet-hints the keys are not said each time; h tells them, r says the question again.
    """
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        how = Beginning(bank=bank, plain=plain, one_key=one_key, quiet_hints=quiet_hints)
        beginning.begin(how)


@app.command()
def start(
    *,
    answers: Annotated[
        Path | None,
        typer.Option(
            "--answers", metavar="FILE", help="Take the answers from a file; ask nothing."
        ),
    ] = None,
    plain: Plain = False,
    one_key: OneKey = False,
    quiet_hints: QuietHints = False,
    bank: BankFolder = None,
) -> None:
    """Start a new visit."""
    if answers is None:
        how = Beginning(new=True, bank=bank, plain=plain, one_key=one_key, quiet_hints=quiet_hints)
        beginning.begin(how)
        return
    from mmn_check import sitting  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.storage.answers_files import read_answers  # noqa: PLC0415 - hardly ever needed

    setting = sitting.Setting.of(bank=bank, plain=plain)
    loaded, store = setting.bank(), setting.store()
    visit = store.keep_new(read_answers(answers, loaded, sitting.now()), loaded)
    typer.echo(f"Kept as visit {visit.name}. To read it: mmn-check summary {visit.name}")


@app.command()
def summary(  # noqa: PLR0913 - a command's options are its arguments
    visit: VisitName = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="What to make of it.")] = Form.TERMINAL,
    output: Output = None,
    paper: PaperSize = None,
    force: Force = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the PDF when it is made.")] = False,
    plain: Plain = False,
    bank: BankFolder = None,
) -> None:
    """Read the summary of a visit, or make it into text or a page to print."""
    from mmn_check import delivery, sitting  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.domain.asking import unfit_lines  # noqa: PLC0415 - the same
    from mmn_check.output.terminal import print_summary  # noqa: PLC0415 - only this command's

    setting = sitting.Setting.of(bank=bank, plain=plain)
    loaded = setting.bank()
    kept = setting.store().open(visit, loaded)
    _tell(None, also="\n".join(unfit_lines(loaded, kept)))
    made = sitting.summary_of(setting, bank=loaded, visit=kept)
    target = delivery.Target(output=output, force=force, paper=_size(paper))
    if form is Form.PDF or open_it:
        path, not_shown = delivery.deliver_page(made, target)
        _tell(path, also=not_shown)
        if open_it and path:
            typer.launch(str(path))
    elif form is Form.TEXT or output:
        _tell(delivery.deliver_text(made, target))
    else:
        print_summary(made, setting.console(), plain=setting.plain)


@app.command()
def paper(
    *,
    depth: Annotated[int, typer.Option(min=1, max=3, help="1 short, 2 core, 3 everything.")] = 2,
    output: Output = None,
    size: PaperSize = None,
    force: Force = False,
    bank: BankFolder = None,
) -> None:
    """Make a blank form to fill in by hand (PDF)."""
    from mmn_check import delivery, sitting  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.wizard import DEPTHS  # noqa: PLC0415 - the same

    loaded, today = sitting.Setting.of(bank=bank, plain=False).bank(), sitting.now().date()
    target = delivery.Target(output=output, force=force, paper=_size(size))
    _tell(delivery.deliver_form(loaded, target, depth=DEPTHS[depth - 1], today=today))


@app.command()
def visits() -> None:
    """List every visit kept: when, how far, where."""
    from mmn_check import keeping  # noqa: PLC0415 - loads where visits are kept

    for line in keeping.visit_lines(keeping.store()):
        typer.echo(line)


@app.command()
def change(visit: VisitName = None, *, plain: Plain = False, bank: BankFolder = None) -> None:
    """Answer some questions of a visit again."""
    from mmn_check import sitting  # noqa: PLC0415 - loads terminal and bank

    sitting.change(sitting.Setting.of(bank=bank, plain=plain), name=visit)


@app.command()
def forget(
    visit: VisitName = None,
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Every visit and the folder itself.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Delete a visit, or all of them, for good."""
    from mmn_check import keeping  # noqa: PLC0415 - loads where visits are kept

    typer.echo(keeping.forget(keeping.store(), None if every else visit, every=every, yes=yes))


@app.command()
def where() -> None:
    """Print the folder that holds your answers. Nobody else sees them."""
    folder = data_folder()  # exact for another program, safe to look at for a person
    typer.echo(named(folder) if sys.stdout.isatty() else os.fsencode(folder))


@app.command()
def explain(
    word: Annotated[
        str | None, typer.Argument(metavar="[WORD]", help="The word to explain.")
    ] = None,
    *,
    plain: Plain = False,
    bank: BankFolder = None,
) -> None:
    """Explain a word that doctors use; without one, list the words."""
    from mmn_check.domain.glossary import look_up  # noqa: PLC0415 - only this command's
    from mmn_check.storage.bank_files import read_glossary, shipped_bank  # noqa: PLC0415 - the same

    del plain  # plain it is already
    words = read_glossary(bank or shipped_bank())
    if word is None:
        typer.echo("\n".join(term.word for term in words))
        return
    found, near = look_up(words, word)
    if found is None:
        nearest = f" Did you mean: {', '.join(near)}?" if near else ""
        raise MmnCheckError(f"{word} is not in the glossary.{nearest} For all: mmn-check explain")
    typer.echo(f"{found.word}: {found.meaning}")


def _size(paper: PaperName | None) -> Paper | None:
    return PAPERS[paper] if paper else None


def _tell(path: Path | None, *, also: str = "") -> None:
    """Say on standard error where a file is: standard output may be the file itself."""
    for sentence in (f"Saved as {path}" if path else "", also):
        if sentence:
            typer.echo(sentence, err=True)
