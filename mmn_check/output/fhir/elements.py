"""Items of a Questionnaire with what they tell besides, and what a resource says to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from mmn_check.bank.model import Bank, Number, Question, Rating
from mmn_check.i18n import tr
from mmn_check.output.fhir.codes import (
    HL7,
    ITEM_CONTROL,
    AnswerOption,
    Json,
    extension,
    language_tag,
    urn_of,
    whole,
)
from mmn_check.output.text import ANSWERS, PAGE_1, SECOND
from mmn_check.summary.summary_model import Block, Line, Sentence, Summary
from mmn_check.text_safety import to_show

UCUM = "http://unitsofmeasure.org"
LARGEST_INTEGER = 2**31 - 1
"""Of FHIR; what may be larger is a decimal."""


def item_of(  # noqa: PLR0913 - an item has so many elements
    link: str,
    text: str,
    kind: str,
    *,
    enabled: Json | None = None,
    extensions: Sequence[Json] = (),
    code: Json | None = None,
    prefix: str | None = None,
    required: bool = False,
    repeats: bool = False,
    options: Sequence[AnswerOption] = (),
    items: Sequence[Json] = (),
) -> Json:
    """One item, its elements in the order of the standard."""
    when = dict(enabled or {})
    more = when.pop("extension", [])
    return whole(
        extension=[*extensions, *more],
        linkId=link,
        code=[code] if code else None,
        prefix=prefix,
        text=text,
        type=kind,
        **when,
        required=required,
        repeats=repeats,
        answerOption=[_option(one, repeats=repeats) for one in options],
        item=[*items],
    )


def display(link: str, text: str | None, control: str | None = None) -> list[Json]:
    """Words to be shown, as what they are for; nothing where there are none."""
    extensions = [item_control(control)] if control else []
    return [item_of(link, text, "display", extensions=extensions)] if text else []


def item_control(*controls: str) -> Json:
    """How an item is to be shown: the first of these that the renderer has."""
    concept = {"coding": [{"system": ITEM_CONTROL, "code": one} for one in controls]}
    return extension(f"{HL7}/questionnaire-itemControl", valueCodeableConcept=concept)


def hidden() -> Json:
    """That an item is not shown to who fills in the form."""
    return extension(f"{HL7}/questionnaire-hidden", valueBoolean=True)


def at_most(number: int | None) -> list[Json]:
    """How often an item may be answered."""
    return [extension(f"{HL7}/questionnaire-maxOccurs", valueInteger=number)] if number else []


def kind_of(number: Number) -> str:
    """The type of a number's item."""
    fits = number.minimum >= -LARGEST_INTEGER and number.maximum <= LARGEST_INTEGER
    return "integer" if fits and not number.decimals else "decimal"


def limits(number: Number) -> list[Json]:
    """How small and how large a number may be, and of what it is."""
    value = "valueInteger" if kind_of(number) == "integer" else "valueDecimal"
    coded = {"system": UCUM, "code": number.ucum} if number.ucum else {}
    unit = extension(f"{HL7}/questionnaire-unit", valueCoding=coded | {"display": number.unit})
    return [
        extension(f"{HL7}/minValue", **{value: number.minimum}),
        extension(f"{HL7}/maxValue", **{value: number.maximum}),
        *([unit] if number.unit else []),
    ]


def scale() -> list[Json]:
    """A rating goes from 0 to 10 by steps of 1."""
    return [
        item_control("slider"),
        extension(f"{HL7}/minValue", valueInteger=0),
        extension(f"{HL7}/maxValue", valueInteger=10),
        extension(f"{HL7}/questionnaire-sliderStepValue", valueInteger=1),
    ]


def _option(option: AnswerOption, *, repeats: bool) -> Json:
    exclusive = extension(f"{HL7}/questionnaire-optionExclusive", valueBoolean=True)
    alone = [exclusive] if repeats and option.alone else []
    return whole(extension=alone, valueCoding=option.coding)


def term_of(bank: Bank, item: Question, link: str) -> Json | None:
    """The clinician's term for what is asked, as what the bank calls it."""
    if not item.clinical:
        return None
    return {"system": urn_of("questions", bank.id), "code": link, "display": item.clinical}


def sources_of(bank: Bank, item: Question) -> list[Json]:
    """Where a question comes from."""
    if not item.sources:
        return []
    titles = "; ".join(bank.sources[code].title for code in item.sources)
    told = tr("Where this comes from: {titles}.", titles=titles)
    return [extension(f"{HL7}/designNote", valueMarkdown=told)]


def wording_of(bank: Bank, item: Question) -> str:
    """What is asked, with all that changes the answer: not every renderer shows what is below."""
    note = bank.texts[item.note].text if item.note else None
    ends = f"0: {item.lowest}; 10: {item.highest}" if isinstance(item, Rating) else None
    return "\n".join(line for line in (item.ask, note, ends) if line)


def told_with(item: Question, link: str) -> Iterator[Json]:
    """What is shown with a question: its help and why the doctor asks."""
    helped = "\n".join(line for line in (item.help, item.why) if line)
    yield from display(f"{link}.help", helped, "help")


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
