"""What resources of FHIR are made of: codes, names, answer options, and words for a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any
from uuid import UUID, uuid5

from mmn_check.bank import model
from mmn_check.bank.conditions import ANYTHING
from mmn_check.bank.records import Record
from mmn_check.i18n import language, tr
from mmn_check.output.text import ANSWERS, PAGE_1, SECOND
from mmn_check.summary.summary_model import Block, Line, Sentence, Summary
from mmn_check.text_safety import to_show
from mmn_check.visit.steps_of_question import every_pick, offer, place_id, place_label, sides_of
from mmn_check.visit.values import LISTED_STATES, Mark
from mmn_check.visit.values import NOT_SURE_IN_WORDS as UNSURE
from mmn_check.visit.visit import Key

Json = dict[str, Any]

ROOT = UUID("0b6f2a52-8a0f-5c1e-9f39-6f4a3f6f6d1c")
HL7 = "http://hl7.org/fhir/StructureDefinition"
YES_NO = "http://terminology.hl7.org/CodeSystem/v2-0136"

AS_TEXT = "as-text"
REASONS = {"not_sure": "asked-unknown", "declined": "asked-declined", "skipped": "unknown"}
"""Why there is no value, in the codes of data-absent-reason. What was not asked is not there."""


def uuid_of(*parts: str) -> str:
    """A UUID (version 5) made of some parts: the same parts have the same."""
    return str(uuid5(ROOT, "\n".join(parts)))


def urn_of(*parts: str) -> str:
    """The same as a URN, which needs no address on the web."""
    return f"urn:uuid:{uuid_of(*parts)}"


def language_tag() -> str:
    """The language in use, as BCP 47 writes it: "pt-BR"."""
    return language().replace("_", "-")


def link_id(key: Key) -> str:
    """The item for whatever is kept at a key; the rows of a table share theirs."""
    return ".".join(key[:2] + key[3:] if key[1:2] == ("row",) else key)


def extension(name: str, **value: object) -> Json:
    """One of HL7's own extensions, with its one value."""
    return {"url": f"{HL7}/{name}", **value}


def absent(reason: str) -> Json:
    """Why there is no value."""
    return extension("data-absent-reason", valueCode=reason)


def compact(**elements: object) -> Json:
    """An element of a resource: what is empty is left out, as FHIR wants it."""
    return {name: one for name, one in elements.items() if one not in (None, False, "", [], {}, ())}


class AnswerOption(Record):
    """One thing that may be picked."""

    choice: model.Choice
    """The bank's choice; of a place where places are chosen from, with its side in the id."""
    coding: Json
    alone: bool = False
    """Whether it cannot stand with others."""

    @property
    def code(self) -> str:
        """How it is called in the response."""
        return str(self.coding["code"])

    @property
    def said(self) -> frozenset[str]:
        """The words of conditions that hold when this is picked."""
        more = () if self.alone else (ANYTHING, self.choice.group or ANYTHING)
        return frozenset({self.choice.id, *more})


def options_of(
    bank: model.Bank, item: model.Question, link: str, *, names_row: bool = False
) -> tuple[AnswerOption, ...]:
    """All that an item offers; nothing where nothing is picked.

    What names a row is picked or the row is not there, so its states are not offered.
    """
    match item:
        case model.YesNo():
            yes, no = model.Choice(id="yes", label=tr("Yes")), model.Choice(id="no", label=tr("No"))
            offered = [_standard("Y", "Yes", yes), _standard("N", "No", no)]
        case model.One() | model.Many() | model.Places() | model.Rank():
            offered = [*_every_option(bank, item, link)]
        case _:
            return ()
    return (*offered, *(() if names_row else _states(bank, item, link)))


def _every_option(bank: model.Bank, item: model.Question, link: str) -> Iterator[AnswerOption]:
    """All that there could ever be to pick; of places, each on each side."""
    choices, _ = offer(item, {one: every_pick(bank, one) for one in model.built_on(item)})
    for choice in choices:
        if choice.id in LISTED_STATES:  # a "rather not say" that the bank lists is a state
            continue
        marks: list[Mark | None] = [None]
        if isinstance(item, model.Places):
            marks = [Mark(choice.id, side) for side in sides_of(choice) if side != "both"]
        system = _system(bank, _first_link(bank, item, link, choice.id.partition(".")[0]) or link)
        for mark in marks:
            coding = _coding(system, code_of(place_id(choice, mark)), place_label(choice, mark))
            yield AnswerOption(choice=choice, coding=coding, alone=choice.exclusive)


def code_of(choice: str) -> str:
    """The code of a choice, or of a place and its side; a place without sides is itself."""
    return choice.removesuffix(".whole")


def _first_link(bank: model.Bank, item: model.Question, link: str, choice: str) -> str | None:
    """The link of the question that has a choice of its own; others took it over from there."""
    if any(one.id == choice for one in item.own_choices):
        return link
    sources = [one for one in model.built_on(item) if one in bank.by_id]
    found = (_first_link(bank, bank.by_id[one], one, choice) for one in reversed(sources))
    return next(filter(None, found), None)


def ends_of(bank: model.Bank, table: model.Rows, link: str) -> tuple[AnswerOption, ...]:
    """How a table may end: with nothing in it, with no more, or for a reason not told."""
    labels = {"none": table.none or tr("None"), "no_more": tr("No more")}
    ends = [model.Choice(id=one, label=label, exclusive=True) for one, label in labels.items()]
    item = model.One(id="end", ask="", choices=tuple(ends), required=table.required)
    return options_of(bank, item, link)


def row_options(bank: model.Bank, table: model.Rows) -> tuple[AnswerOption, ...]:
    """What the rows of a table may be about, one row for each."""
    item = model.Many(id="thing", ask="", choices=(), picked_in=table.for_each, only=table.only)
    return options_of(bank, item, table.id, names_row=True)


def _states(bank: model.Bank, item: model.Question, link: str) -> Iterator[AnswerOption]:
    """Why there is no answer, as far as that may be said; in the bank's words, if it has any."""
    listed = {one.id: one.label for one in item.own_choices}
    labels = {"not_sure": tr(UNSURE), "declined": listed.get("declined") or tr("Rather not say")}
    for state in LISTED_STATES:
        if state != "declined" or not item.required:
            coding = _coding(_system(bank, link), state, labels[state])
            reasoned = {"extension": [absent(REASONS[state])], **coding}
            choice = model.Choice(id=state, label=labels[state])
            yield AnswerOption(choice=choice, coding=reasoned, alone=True)


def _standard(code: str, display: str, choice: model.Choice) -> AnswerOption:
    """Yes or no as HL7 defines it: a code of theirs has their display, ours is its translation."""
    coding: Json = {"system": YES_NO, "code": code, "display": display}
    if choice.label != display:
        lang = {"url": "lang", "valueCode": language_tag()}
        said = {"url": "content", "valueString": choice.label}
        translation = {"url": f"{HL7}/translation", "extension": [lang, said]}
        coding["_display"] = {"extension": [translation]}
    return AnswerOption(choice=choice, coding=coding)


def _coding(system: str, code: str, display: str) -> Json:
    return compact(system=system, code=code, display=display)


def _system(bank: model.Bank, link: str) -> str:
    """The code system of what a question offers: each question has its own."""
    return urn_of("choices", bank.id, link)


XHTML = "http://www.w3.org/1999/xhtml"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
INSTEAD = "\ufffd"
"""Stands in the place of a character that no XML may hold."""


def narrative_of(title: str, *texts: str) -> Json:
    """A title and a few texts, each line of them on its own."""
    paragraphs = (_element("p", _text_html(text)) for text in texts if text)
    return _narrative([_element("h1", _text_html(title)), *paragraphs])


def narrative_of_summary(summary: Summary) -> Json:
    """The summary, as a reader of the response sees it."""
    return _narrative(_summary_html(summary))


def _narrative(elements: Iterable[str]) -> Json:
    spoken = language_tag()
    div = f'<div xmlns="{XHTML}" lang="{spoken}" xml:lang="{spoken}">{"".join(elements)}</div>'
    return {"status": "generated", "div": div}


def _summary_html(summary: Summary) -> Iterator[str]:
    yield _element("h1", _text_html(summary.title.text))
    above = (summary.about, summary.statement, summary.urgent)
    yield from (_element("p", _text_html(one.text)) for one in above if one and one.text)
    pages = ((PAGE_1, summary.first), (SECOND, summary.second), (ANSWERS, summary.answers))
    for page, blocks in pages:
        yield from [_element("h2", _text_html(tr(page)))] if summary.first and blocks else []
        for block in blocks:
            yield from _block_html(block)
    yield from [_element("p", _text_html(summary.note.text))] if summary.note else []


def _block_html(block: Block) -> Iterator[str]:
    yield _element("h3", _text_html(block.heading))
    if block.grid:
        head = (_element("th", _text_html(one)) for one in block.grid.head)
        cells = ((_element("td", _sentences_html([one])) for one in row) for row in block.grid.rows)
        yield _element("table", *(_element("tr", *row) for row in (head, *cells)))
    rows = [row for row in map(_line_html, block.lines) if row]
    if rows:
        yield _element("ul", *(_element("li", row) for row in rows))


def _line_html(line: Line) -> str:
    label = _element("b", _sentences_html([line.label])) if line.label else ""
    return " ".join(part for part in (label, _sentences_html(line.sentences)) if part)


def _sentences_html(sentences: Iterable[Sentence]) -> str:
    return _text_html(" ".join(sentence.text for sentence in sentences))


def _element(name: str, *content: str) -> str:
    return f"<{name}>{''.join(content)}</{name}>"


def _text_html(text: str) -> str:
    """Text as it may be shown, with its line breaks."""
    return escape(NOT_XML.sub(INSTEAD, to_show(text)), quote=False).replace("\n", "<br/>")
