"""The commands that make something to read or to print: summary, paper."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mmn_check.commands.options import (
    BankFolder,
    Force,
    Language,
    Output,
    PaperName,
    PaperSize,
    Plain,
    PlainAlready,
    VisitName,
)
from mmn_check.language import tr
from mmn_check.output.papers import Paper

PAPERS: dict[PaperName, Paper] = {PaperName.A4: "a4", PaperName.LETTER: "us-letter"}


class Form(StrEnum):
    """What a summary is made into."""

    TERMINAL = "terminal"
    TEXT = "text"
    PDF = "pdf"
    FHIR = "fhir"


def summary(  # noqa: PLR0913 - a command's options are its arguments
    visit: VisitName = None,
    *,
    form: Annotated[Form, typer.Option("--format", help="What to make of it.")] = Form.TERMINAL,
    output: Output = None,
    paper: PaperSize = None,
    force: Force = False,
    open_it: Annotated[bool, typer.Option("--open", help="Open the PDF when it is made.")] = False,
    patient: Annotated[
        str | None,
        typer.Option(
            "--patient", metavar="REF", help="FHIR: whose it is, Patient/123 or SYSTEM|NUMBER."
        ),
    ] = None,
    without_questions: Annotated[
        bool, typer.Option("--without-questions", help="FHIR: the server has the questions.")
    ] = False,
    plain: Plain = False,
    bank: BankFolder = None,
    language: Language = None,
) -> None:
    """Read a summary, or make it text, a page to print or a file for a clinic's system (FHIR)."""
    from mmn_check import delivery, sitting  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.domain.asking import unfit_lines  # noqa: PLC0415 - the same
    from mmn_check.output.terminal import print_summary  # noqa: PLC0415 - only this command's
    from mmn_check.setting import Setting  # noqa: PLC0415 - the same

    setting = Setting.of(bank=bank, plain=plain, language=language, visit=visit)
    loaded = setting.bank()
    kept = setting.store().open(visit, loaded)
    _tell(None, also="\n".join(unfit_lines(loaded, kept)))
    target = delivery.Target(output=output, force=force, paper=_size(paper))
    made = sitting.summary_of(setting, bank=loaded, visit=kept)
    if form is Form.FHIR and not open_it:
        kept = setting.store().identified(kept, loaded)
        clinic = delivery.Clinic(patient=patient, wants_questions=not without_questions)
        _tell(delivery.deliver_fhir(loaded, kept, target, summary=made, clinic=clinic))
        return
    if form is Form.PDF or open_it:
        path, not_shown = delivery.deliver_page(made, target)
        _tell(path, also=not_shown)
        if open_it and path:
            typer.launch(str(path))
    elif form is Form.TEXT or output:
        _tell(delivery.deliver_text(made, target))
    else:
        print_summary(made, setting.console(), plain=setting.plain)


def paper(  # noqa: PLR0913 - a command's options are its arguments
    *,
    depth: Annotated[int, typer.Option(min=1, max=3, help="1 short, 2 core, 3 everything.")] = 2,
    output: Output = None,
    size: PaperSize = None,
    force: Force = False,
    plain: PlainAlready = False,
    bank: BankFolder = None,
    language: Language = None,
) -> None:
    """Make a blank form to fill in by hand (PDF)."""
    del plain
    from mmn_check import delivery  # noqa: PLC0415 - loads terminal and bank
    from mmn_check.setting import Setting, now  # noqa: PLC0415 - the same
    from mmn_check.wizard import DEPTHS  # noqa: PLC0415 - the same

    setting, today = Setting.of(bank=bank, plain=False, language=language), now().date()
    loaded = setting.bank()
    target = delivery.Target(output=output, force=force, paper=_size(size))
    path, how_long = delivery.deliver_form(loaded, target, depth=DEPTHS[depth - 1], today=today)
    _tell(path, also=how_long if path else "")


def _size(paper: PaperName | None) -> Paper | None:
    return PAPERS[paper] if paper else None


def _tell(path: Path | None, *, also: str = "") -> None:
    """Say on standard error where a file is: standard output may be the file itself."""
    for sentence in (tr("Saved as {path}", path=path) if path else "", also):
        if sentence:
            typer.echo(sentence, err=True)
