"""A bank as a FHIR Questionnaire: sections as groups, each question as one item or a few.

A table of as many rows as one likes is a group that repeats, and an item for how it ended.
A table with a row for each thing picked is a group that repeats, too: its first item says which.
What follows up an answer (the words to "other", whether the rest is not there, the words in which
a date was told) is an item behind the question and not within it: within a question with several
answers it would be asked for each of them, and LHC-Forms refuses to load such a response.
"""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.domain.bank import Bank, Section
from mmn_check.output.fhir.items import display, item_of
from mmn_check.output.fhir.names import (
    Json,
    language_tag,
    section_link,
    url_of,
    uuid_of,
    version_of,
    whole,
)
from mmn_check.output.fhir.narrative import narrative_of
from mmn_check.output.fhir.needs import section_enabled
from mmn_check.output.fhir.question_items import items_of

START, FOOTER = "start", "footer"
"""The fixed texts that open the interview and stand under every page."""


def questionnaire_of(bank: Bank) -> Json:
    """The whole bank; the same for every visit to it."""
    start, footer = (bank.texts[one].text if one in bank.texts else "" for one in (START, FOOTER))
    return whole(
        resourceType="Questionnaire",
        id=uuid_of("questionnaire", bank.id, bank.version, language_tag()),
        language=language_tag(),
        text=narrative_of(bank.title, start, footer),
        url=url_of(bank),
        version=version_of(bank),
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


def _sections(bank: Bank) -> Iterator[Json]:
    """The questions are numbered as on the form to fill in by hand that has all of them."""
    number = 0
    for section in bank.sections:
        items: list[Json] = []
        for question in section.questions:
            number += 1
            items += items_of(bank, question, number)
        yield _section(bank, section, items)


def _section(bank: Bank, section: Section, items: list[Json]) -> Json:
    link, enabled = section_link(section.id), section_enabled(bank, section.ask_if)
    return item_of(link, section.title, "group", enabled=enabled, items=items)
