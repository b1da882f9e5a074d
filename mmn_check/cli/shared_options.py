"""Arguments and options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Plain = Annotated[
    bool,
    typer.Option("--plain", help="No colour and no layout, for screen readers and simple screens."),
]
PlainAlready = Annotated[
    bool, typer.Option("--plain", help="No colour and no layout: so it is in any case.")
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
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="en or es; else as the visit, or your system."),
]
VisitName = Annotated[
    str | None,
    typer.Argument(
        metavar="[VISIT]", help="The number or name that `visits` shows; else the newest."
    ),
]


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
