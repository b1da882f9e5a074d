"""A bank as a FHIR Questionnaire: sections as groups, each question as one item or a few.

A table of as many rows as one likes is a group that repeats, and an item for how it ended.
A table with a row for each thing picked is a group that repeats, too: its first item says which.
What follows up an answer (the words to "other", whether the rest is not there, the words in which
a date was told) is an item behind the question and not within it: within a question with several
answers it would be asked for each of them, and LHC-Forms refuses to load such a response.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from mmn_check.domain.bank import Bank, Section
from mmn_check.domain.questions import Question
from mmn_check.output.fhir.items import display, item_of
from mmn_check.output.fhir.names import (
    Json,
    language_tag,
    section_link,
    url_of,
    uuid_of,
    whole,
)
from mmn_check.output.fhir.narrative import narrative_of
from mmn_check.output.fhir.needs import enabled_if
from mmn_check.output.fhir.question_items import items_of

START, FOOTER = "start", "footer"
"""The fixed texts that open the interview and stand under every page."""
STOP_CARD, HELP_NOW = "stop_card", "get_help_now"
"""The fixed texts that are shown where an answer calls for help."""
DIGITS = 12
"""Of the digest that tells the texts and conditions of one version from those of another."""
PLAIN = "!$&'()*+,;=:@/~"
"""What a version may hold in a canonical address besides letters and figures."""


def questionnaire_of(bank: Bank) -> Json:
    """The whole bank; the same for every visit to it.

    Its version tells languages apart, and banks that changed without a new number.
    """
    start, footer = (bank.texts[one].text if one in bank.texts else "" for one in (START, FOOTER))
    content = whole(
        title=bank.title,
        status="active",
        subjectType=["Patient"],
        description=footer,
        item=[
            *display("text-start", start, "header"),
            *_sections(bank),
            *display("text-footer", footer, "footer"),
        ],
    )
    digest = sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:DIGITS]
    version = f"{quote(bank.version, safe=PLAIN)}-{language_tag()}-{digest}"
    return whole(
        resourceType="Questionnaire",
        id=uuid_of("questionnaire", bank.id, version),
        language=language_tag(),
        text=narrative_of(bank.title, start, footer),
        url=url_of(bank),
        version=version,
        name=_computable(bank.id),
        **content,
    )


def _computable(name: str) -> str:
    """A name as programs want it: a capital letter, then letters, figures and underscores."""
    return f"Bank_{re.sub('[^A-Za-z0-9_]', '_', name)}"


def _sections(bank: Bank) -> Iterator[Json]:
    """The questions are numbered as on the form to fill in by hand that has all of them."""
    number = 0
    for section in bank.sections:
        items: list[Json] = []
        for question in section.questions:
            number += 1
            items += [*items_of(bank, question, number), *_cards(bank, question)]
        yield _section(bank, section, items)


def _cards(bank: Bank, question: Question) -> Iterator[Json]:
    """What is shown as soon as an answer calls for help, wherever the form is filled in."""
    if not question.urgent_if:
        return
    enabled = enabled_if(bank, question.urgent_if)
    for text in (one for one in (STOP_CARD, HELP_NOW) if one in bank.texts):
        link = f"{question.id}.{text}"
        yield item_of(link, bank.texts[text].text, "display", enabled=enabled)


def _section(bank: Bank, section: Section, items: list[Json]) -> Json:
    link, enabled = section_link(section.id), enabled_if(bank, section.ask_if)
    return item_of(link, section.title, "group", enabled=enabled, items=items)
