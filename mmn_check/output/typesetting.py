"""Typst templates made into PDF: data goes in as JSON, so that no text can become markup."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.resources import as_file, files

import typst

from mmn_check.output.papers import Paper

_CONTROLS_OF_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WITHOUT_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
_PAGE_OBJECT = re.compile(rb"/Type */Page\b")
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


@dataclass(frozen=True, kw_only=True)
class Page:
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


def typeset(template: str, data: Mapping[str, object], *, paper: Paper, made: date) -> Page:
    """Lay out `data` by a template of this package; the same data gives the same bytes."""
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
            return Page(pdf=compiled(accessible=True))
        except typst.TypstError as complaint:
            missing = _characters_without_glyph(complaint)
            if not missing:
                raise
            return Page(pdf=compiled(accessible=False), missing=missing)


def _as_json(data: Mapping[str, object]) -> str:
    """The data, without halves of characters and without marks that turn text round."""
    text = json.dumps(data, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS_OF_DIRECTION.sub("", whole)


def _characters_without_glyph(complaint: typst.TypstError) -> tuple[str, ...]:
    """What the compiler says that it has no glyph for, in the order met."""
    found = _WITHOUT_GLYPH.findall(complaint.diagnostic)
    return tuple(dict.fromkeys(_unescaped(text) for text in found))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
