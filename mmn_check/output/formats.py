"""What a summary can be made into, and what the name of a file says of that."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr


class OutputFormat(StrEnum):
    """What a summary is made into."""

    TERMINAL = "terminal"
    TEXT = "text"
    PDF = "pdf"
    FHIR = "fhir"


ENDINGS = {".txt": OutputFormat.TEXT, ".pdf": OutputFormat.PDF, ".json": OutputFormat.FHIR}


def format_for(form: OutputFormat | None, output: str | None) -> OutputFormat:
    """What to make: what was asked for; else what the file's ending says, or text, or the screen.

    Raises:
        WrongUseError: if ending and form disagree, or nothing can be made of this ending.
    """
    ending = ending_of(output)
    if form is OutputFormat.TERMINAL and output:
        raise WrongUseError(tr("--format terminal is for the screen. For a file: --format text"))
    if form:
        refuse_other_ending(output, form)
        return form
    if ending and ending not in ENDINGS:
        raise WrongUseError(
            tr(
                "It cannot be told from {file} what to make. End it in .pdf, .txt or .json, "
                "or say --format.",
                file=output,
            )
        )
    return ENDINGS.get(ending, OutputFormat.TEXT if output else OutputFormat.TERMINAL)


def refuse_other_ending(output: str | None, form: OutputFormat) -> None:
    """Raise WrongUseError if the name of a file says that it is of another form."""
    if ENDINGS.get(ending_of(output), form) is not form:
        right = next(ending for ending, one in ENDINGS.items() if one is form)
        raise WrongUseError(
            tr(
                "{file} does not end as a file of the form {form} does. End it in {ending}.",
                file=output,
                form=form.value,
                ending=right,
            )
        )


def ending_of(output: str | None) -> str:
    """The ending of a file's name, as ".pdf"; none of a folder's or of standard output."""
    path = Path(output or "")
    return "" if path.is_dir() else path.suffix.casefold()
