"""Typst templates made into PDF: data goes in as JSON, so no text can become markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import as_file, files
from typing import Literal

from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import language, tr
from mmn_check.text_safety import to_show

Paper = Literal["a4", "us-letter"]

_LETTER = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}
"""The territories that the Unicode locale data give as using Letter."""


def usual_paper(environment: Mapping[str, str]) -> Paper:
    """The paper of the territory in the locale ("en_US.UTF-8"), A4 where there is none."""
    settings = (environment.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    locale = next((setting for setting in settings if setting), "")
    _, _, territory = locale.split(".")[0].split("@")[0].replace("-", "_").partition("_")
    return "us-letter" if territory.upper() in _LETTER else "a4"


_WITHOUT_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_PAGE_OBJECT = re.compile(rb"/Type */Page\b")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


class PrintedPdf(Record):
    """Something to print."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    """The characters that no font at hand can show. The PDF then makes no claim to PDF/UA."""
    is_whole: bool = True
    """Whether nothing was too long to be printed."""

    @property
    def count(self) -> int:
        """How many pages the PDF has."""
        return len(_PAGE_OBJECT.findall(self.pdf))


def typeset(template: str, data: Mapping[str, object], *, paper: Paper, made: date) -> PrintedPdf:
    """Lay out `data` by a template of this package; the same data gives the same bytes.

    Raises:
        MmnCheckError: where the typesetter is not to be had; other formats do without.
    """
    try:
        import typst  # noqa: PLC0415
    except ImportError as fault:
        why = tr(
            "The PDF cannot be made on this machine. "
            "To keep the page as text: mmn-check summary --output page.txt"
        )
        raise MmnCheckError(why) from fault

    with as_file(files(__package__)) as here:

        def compiled(*, accessible: bool) -> bytes:
            return typst.compile(
                str(here / template),
                root=str(here),
                font_paths=[str(here / "fonts")],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=["ua-1"] if accessible else [],
                sys_inputs={"data": _as_json(data), "paper": paper},
                timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC),
            )

        try:
            return PrintedPdf(pdf=compiled(accessible=True))
        except typst.TypstError as complaint:
            missing = _characters_without_glyph(complaint.diagnostic)
            if not missing:
                raise
            return PrintedPdf(pdf=compiled(accessible=False), missing=missing)


def _as_json(data: Mapping[str, object]) -> str:
    """The data, without halves of characters and without marks that turn text round."""
    text = json.dumps(data, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return to_show(whole)


def _characters_without_glyph(diagnostic: str) -> tuple[str, ...]:
    """What the compiler says that it has no glyph for, in the order met."""
    found = _WITHOUT_GLYPH.findall(diagnostic)
    return tuple(dict.fromkeys(_unescaped(text) for text in found))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


Labels = Mapping[str, object]

UNKNOWN = "und"
"""What a document says of a language that has no code of two or three letters."""


def page_labels(where: str, *, alone: bool) -> Labels:
    """What stands on the printed page besides the summary.

    `where` the rest of it is; `alone` if page 1 is printed without it.
    """
    return {
        **_everywhere(),
        **({"page-of": tr("Page {number} of several")} if alone else {}),
        "also": tr("On {where}: {names}", names="{names}", where=where),
        "carried-over": tr("Not on page 1, or only begun there"),
        "page-1": tr("Page 1"),
        "page-2": tr("Page 2"),
        "all-answers": tr("All answers"),
        "clinic": tr("For the clinic: label, date of birth, record number"),
        "chart": tr("Front view. R is the patient’s right side. Filled: marked."),
        "dotted": tr("Dotted: marked, but not sure."),
        "striped": tr("Striped on both sides: side not sure."),
    }


def form_labels() -> Labels:
    """What stands on the blank form besides the questions."""
    return {
        **_everywhere(),
        "name": tr("Name:"),
        "date": tr("Date:"),
        "how-to": tr("How to fill in this form"),
        "rules": [
            tr("Put a tick in each box that fits."),
            tr("Leave empty what you want to skip."),
            tr("A line before a question says if it is for you. If not, go on as it says."),
            tr("Somebody else may write for you. Use your own words."),
            tr(
                "Where there is too little room, write on the back."
                " Put the number of the question there."
            ),
        ],
        "ideas": tr("Some ideas"),
        "read-first": tr("Read this box first. A question below may send you to it."),
        "yes": tr("Yes"),
        "no": tr("No"),
        "unsure": tr("Not sure"),
        "day": tr("Day"),
        "month": tr("Month"),
        "year": tr("Year"),
        "or-words": tr("or in words:"),
        "part": tr("Part"),
        "right": tr("Right"),
        "left": tr("Left"),
        "unsure-which": tr("Not sure which"),
        "body": tr("A body seen from the front, to mark by hand"),
        "drawing": tr("You may mark the drawing too. R is your right side."),
        "more": tr("More? Write them on the back."),
    }


def _everywhere() -> Labels:
    name, _, region = language().partition("_")
    return {
        "language": name if len(name) in (2, 3) else UNKNOWN,
        "region": region or None,
        "page-of": tr("Page {number} of {count}"),
        "letter-right": tr("R"),
        "letter-left": tr("L"),
    }
