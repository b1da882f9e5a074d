"""What a resource says to a reader: XHTML of a few elements, in which text is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from mmn_check.i18n import tr
from mmn_check.output.fhir.codes import Json, language_tag
from mmn_check.output.text import ANSWERS, PAGE_1, SECOND
from mmn_check.summary.summary_model import Block, Line, Sentence, Summary
from mmn_check.text_safety import to_show

XHTML = "http://www.w3.org/1999/xhtml"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INSTEAD = "\ufffd"
"""Stands in the place of a character that no XML may hold."""


def narrative_of(title: str, *texts: str) -> Json:
    """A title and a few texts, each line of them on its own."""
    return _narrative([_element("h1", _safe(title)), *(_paragraph(text) for text in texts if text)])


def narrative_of_summary(summary: Summary, *, at_length: Mapping[str, str]) -> Json:
    """The summary; then, by the id that answers link to, texts too long to be a value."""
    return _narrative([*_summary(summary), *_at_length(at_length)])


def _narrative(elements: Iterable[str]) -> Json:
    spoken = language_tag()
    div = f'<div xmlns="{XHTML}" lang="{spoken}" xml:lang="{spoken}">{"".join(elements)}</div>'
    return {"status": "generated", "div": div}


def _summary(summary: Summary) -> Iterator[str]:
    yield _element("h1", _safe(summary.title.text))
    for line in (summary.about, summary.statement, summary.urgent):
        yield from [_paragraph(line.text)] if line and line.text else []
    pages = ((PAGE_1, summary.first), (SECOND, summary.second), (ANSWERS, summary.answers))
    for page, blocks in pages:
        yield from [_element("h2", _safe(tr(page)))] if summary.first and blocks else []
        for block in blocks:
            yield from _block(block)
    yield from [_paragraph(summary.note.text)] if summary.note else []


def _block(block: Block) -> Iterator[str]:
    yield _element("h3", _safe(block.heading))
    if block.grid:
        head = "".join(_element("th", _safe(one)) for one in block.grid.head)
        cells = ("".join(_element("td", _said([one])) for one in row) for row in block.grid.rows)
        yield _element("table", "".join(_element("tr", row) for row in (head, *cells)))
    rows = [row for row in map(_line, block.lines) if row]
    if rows:
        yield _element("ul", "".join(_element("li", row) for row in rows))


def _line(line: Line) -> str:
    label = _element("b", _said([line.label])) if line.label else ""
    return " ".join(part for part in (label, _said(line.sentences)) if part)


def _said(sentences: Iterable[Sentence]) -> str:
    return _safe(" ".join(sentence.text for sentence in sentences))


def _at_length(texts: Mapping[str, str]) -> Iterator[str]:
    """Each text to the letter: this is the answer itself, which no value can hold."""
    for name, text in texts.items():
        yield f'<pre id="{escape(name)}">{_escaped(text)}</pre>'


def _paragraph(text: str) -> str:
    return _element("p", _safe(text))


def _element(name: str, content: str) -> str:
    return f"<{name}>{content}</{name}>"


def _safe(text: str) -> str:
    """Text as it may be shown, with its line breaks."""
    return _escaped(to_show(text)).replace("\n", "<br/>")


def _escaped(text: str) -> str:
    return escape(NOT_XML.sub(INSTEAD, text), quote=False)
