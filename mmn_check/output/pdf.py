"""Typst templates made into PDF, as a summary is into the printed page.

Data goes in as JSON, so no text can become markup. What page 1 leaves out is decided in
fit_page_1.typ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from importlib.resources import as_file, files
from typing import Literal

from mmn_check.bank.records import Record
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import day_in_words, language, tr, tr_later
from mmn_check.output.figures import drawn_figure
from mmn_check.output.shortened_words import PAGE_2, WHOLE, brief, flowing
from mmn_check.summary.summary_model import Block, Grid, Line, Sentence, Summary
from mmn_check.text_safety import to_show

Paper = Literal["a4", "us-letter"]
Data = dict[str, object]

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

    day = {"year": made.year, "month": made.month, "day": made.day}
    whole = _as_json({**data, **words_in_language(), "made": day})
    with as_file(files(__package__)) as here:

        def compiled(*, accessible: bool) -> bytes:
            return typst.compile(
                str(here / template),
                root=str(here),
                font_paths=[str(here / "fonts")],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=["ua-1"] if accessible else [],
                sys_inputs={"data": whole, "paper": paper},
                timestamp=datetime(made.year, made.month, made.day, tzinfo=UTC),
            )

        try:
            return PrintedPdf(pdf=compiled(accessible=True))
        except typst.TypstError as complaint:
            found = _WITHOUT_GLYPH.findall(complaint.diagnostic)
            if not found:
                raise
            missing = tuple(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), text) for text in found)
            return PrintedPdf(pdf=compiled(accessible=False), missing=tuple(dict.fromkeys(missing)))


def _as_json(data: Mapping[str, object]) -> str:
    """The data, without halves of characters and without marks that turn text round."""
    text = json.dumps(data, ensure_ascii=False)
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return to_show(whole)


UNKNOWN = "und"
"""What a document says of a language that has no code of two or three letters."""
LOOKED_UP = re.compile(r'\btr\(\s*"(.+?)"')
"""A sentence that a template looks up."""


@cache
def _words_of_templates() -> tuple[str, ...]:
    templates = (one for one in files(__package__).iterdir() if one.name.endswith(".typ"))
    return tuple(word for one in templates for word in LOOKED_UP.findall(one.read_text("utf-8")))


def words_in_language() -> Data:
    """What the templates say of their own, and the language that it is in."""
    name, _, region = language().partition("_")
    return {
        "words": {one: tr(one) for one in _words_of_templates()},
        "language": name if len(name) in (2, 3) else UNKNOWN,
        "region": region or None,
    }


SHORTER = (WHOLE, 360, 240, 200, 160, 120, 90, 60, 24)
"""The patient's words on page 1, in characters: where what matters is too long for the paper, all
words of one place are held to the next of these."""
ON_PAGE_2 = 1_000
LONGEST_PRINTED = 20_000
"""So many characters of one answer, about eight pages."""
LINE = 80
"""Of them for each line break."""
CUT = tr_later(" ... (too long to print; the text summary has all of it)")
OWNER = 20
Runs = list[list[object]]
"""Runs of characters, each with whether it is bold."""
Shorten = Callable[[Sentence, int], Sentence]
"""A sentence with no more than so many of the patient's characters in each place."""


def render_page(summary: Summary, *, paper: Paper, first_page: bool = False) -> PrintedPdf:
    """The PDF: page 1 is one page; behind it, unless only that is wanted, everything."""
    data = page_data(summary, first_page=first_page)
    page = typeset("page.typ", data, paper=paper, made=summary.made)
    return replace(page, is_whole=_is_printed_whole(summary))


def page_data(summary: Summary, *, first_page: bool = False) -> Data:
    """All that the template puts on the page."""
    where = tr("other pages") if first_page else tr(PAGE_2)
    shorten = partial(brief, takes_back=summary.takes_back, where=where)
    is_more = bool(summary.second or summary.answers)
    second, answers = ((), ()) if first_page else (summary.second, summary.answers)
    drawn_there = [one for one in second if one.chart]
    title = " ".join(summary.title.text.split())
    return {
        "title": title,
        "name": _line_levels(summary.title, shorten),
        "about": _line_levels(summary.about, shorten),
        "statement": _text_runs(summary.statement.sentences),
        "foot": _lettered(summary.statement.text),
        "owner": _owner(title),
        "urgent": _line_levels(summary.urgent, shorten) if summary.urgent else None,
        "levels": len(SHORTER),
        "rows": [_row_of_page_1(block, shorten) for block in summary.first],
        "figures": [drawn_figure(one) for one in summary.figures],
        "second": [_block(one) for one in second],
        # What is drawn on page 2 stands among all answers in rows.
        "answers": [_block(replace(one, chart=None)) for one in (*answers, *drawn_there)],
        "note": _text_runs(summary.note.sentences) if summary.note and not first_page else None,
        "behind": is_more and not first_page,
        "where": where,
        "alone": first_page and is_more,
        "stamp": day_in_words(summary.made),
    }


def _owner(title: str) -> str:
    """Whose page it is, as far as there is room for it at the foot of each."""
    first, *others = title.split(", ")
    said = first if len(first) <= OWNER else f"{first[: OWNER - 4]} ..."
    for one in others:
        said = f"{said}, {one}" if len(said) + len(one) < OWNER - 2 else said
    return said


def _levels(flat: Sequence[Sentence], shorten: Shorten) -> list[Runs]:
    """Flowing sentences at each length of the patient's words; at one where all say the same."""
    longest = max((len(one.text) for each in flat for one in each.pieces if one.own), default=0)
    first = _text_runs([shorten(one, SHORTER[0]) for one in flat])
    if longest <= SHORTER[-1]:
        return [first]
    return [
        first if longest <= most else _text_runs([shorten(one, most) for one in flat])
        for most in SHORTER
    ]


def _line_levels(line: Line, shorten: Shorten) -> list[Runs]:
    return _levels([*map(flowing, line.sentences)], shorten)


def _row_of_page_1(block: Block, shorten: Shorten) -> Data:
    lines = [
        {
            "label": line.label.text if line.label else "",
            "facts": [_fact(one, shorten, whole=block.whole) for one in line.sentences],
        }
        for line in block.lines
    ]
    return {"heading": block.heading, "lines": lines}


def _fact(one: Sentence, shorten: Shorten, *, whole: bool) -> Data:
    flat = flowing(one)
    levels = _levels([flat], shorten)
    cut = shorten(flat, SHORTER[0]) != flat
    return {
        "rank": 0 if whole else one.rank,
        "names": list(one.names),
        "long": len(flat.text),
        "levels": levels,
        "full": _text_runs([one], ON_PAGE_2) if cut or one.rank or len(levels) > 1 else None,
        "cut": cut,
    }


def _block(block: Block) -> Data:
    return {
        "heading": block.heading,
        "lines": [
            {
                "label": _text_runs([line.label]) if line.label else None,
                "text": _text_runs(line.sentences),
                "under": line.under,
            }
            for line in block.lines
        ],
        "grid": _grid_data(block.grid) if block.grid else None,
        "chart": asdict(block.chart) if block.chart else None,
    }


def _grid_data(grid: Grid) -> Data:
    return {
        "head": list(grid.head),
        "rows": [[_text_runs([cell]) for cell in row] for row in grid.rows],
        "wide-end": grid.wide_end,
    }


def _text_runs(sentences: Iterable[Sentence], most: int = LONGEST_PRINTED) -> Runs:
    """Sentences in a row as runs; the bank's words lettered, the patient's as typed, to `most`."""
    runs: Runs = []
    for number, sentence in enumerate(sentences):
        for at, piece in enumerate(sentence.pieces):
            text = beginning_kept(piece.text, most) if piece.own else _lettered(piece.text)
            text = f" {text}" if number and at == 0 else text
            if runs and runs[-1][1] == piece.strong:
                runs[-1][0] = f"{runs[-1][0]}{text}"
            else:
                runs.append([text, piece.strong])
    return runs


def _lettered(text: str) -> str:
    return text.replace("'", "’").replace(" - ", " – ")


def _is_printed_whole(summary: Summary) -> bool:
    for block in (*summary.second, *summary.answers):
        said = [one for line in block.lines for one in line.every]
        said += [one for row in (block.grid.rows if block.grid else ()) for one in row]
        own = (piece.text for one in said for piece in one.pieces if piece.own)
        if any(beginning_kept(text) != text for text in own):
            return False
    return True


def beginning_kept(text: str, most: int = LONGEST_PRINTED) -> str:
    """What the patient said, or its beginning, no longer than `most`."""
    head = "\n".join(text[:most].split("\n")[: most // LINE])
    return text if head == text else head.rstrip() + tr(CUT)
