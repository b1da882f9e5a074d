"""A visit as a FHIR QuestionnaireResponse: what was asked, in the order of the Questionnaire.

What was not asked has no item, nor have answers of branches that closed. What was asked and
skipped has an item without an answer. "Not sure" and "rather not say" are a coding where something
is picked, else an item without an answer; its data-absent-reason says which of these it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta

from mmn_check.domain.asking import choices_in_role
from mmn_check.domain.bank import Bank
from mmn_check.domain.flow import Course, course_of
from mmn_check.domain.printed import Summary
from mmn_check.domain.visit import Visit
from mmn_check.output.fhir.answers import Row, Saying
from mmn_check.output.fhir.names import (
    Json,
    language_tag,
    uuid_of,
    whole,
)
from mmn_check.output.fhir.narrative import narrative_of_summary

WIDEST_OFFSET = timedelta(hours=14)


def response_of(
    bank: Bank,
    visit: Visit,
    *,
    questionnaire: Json,
    summary: Summary,
    subject: Json | None = None,
) -> Json:
    """The response to the bank's Questionnaire; the summary is what it says to a reader."""
    course = course_of(bank, visit)
    said = Saying(questionnaire)
    for step in course.steps:
        if step.key in course.answers:
            said.take(step, course.answers[step.key])
    items = [*_items(questionnaire["item"], said, row=None)]
    return whole(
        resourceType="QuestionnaireResponse",
        id=identifier_of(visit),
        language=language_tag(),
        text=narrative_of_summary(summary, at_length=said.at_length),
        identifier=urn(identifier_of(visit)),
        questionnaire=f"{questionnaire['url']}|{questionnaire['version']}",
        status=status_of(visit),
        subject=subject,
        authored=moment_of(visit),
        source=_source(bank, course),
        item=items,
    )


def identifier_of(visit: Visit) -> str:
    """By what the visit is known for ever; one that was never kept, by what it says of itself."""
    return visit.identifier or uuid_of("visit", visit.bank_id, visit.name, str(visit.started))


def urn(identifier: str) -> Json:
    """An identifier that needs nobody to give out numbers."""
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{identifier}"}


def status_of(visit: Visit) -> str:
    """How far the answers are; `amended` once any was changed that had been finished."""
    if visit.amended:
        return "amended"
    return "completed" if visit.finished else "in-progress"


def moment_of(visit: Visit) -> str:
    """When the answers were given, as far as the visit knows."""
    moment = visit.finished or visit.started
    offset = moment.utcoffset() or timedelta()
    if offset % timedelta(minutes=1) or abs(offset) > WIDEST_OFFSET:
        moment = moment.astimezone(UTC)
    return moment.isoformat().removesuffix("+00:00") + ("" if moment.utcoffset() else "Z")


def _source(bank: Bank, course: Course) -> Json | None:
    """Who answers, in the bank's words: that it is the patient is all that is known of anybody."""
    for choice in choices_in_role(bank, course, role="informant"):
        kind = None if choice.helper else "Patient"
        return whole(type=kind, display=choice.page or choice.label)
    return None


def _items(definitions: Sequence[Json], said: Saying, *, row: Row) -> Iterator[Json]:
    for one in definitions:
        link, within = one["linkId"], one.get("item", [])
        told = said.about(row, link)
        if told is not None:
            yield whole(extension=told.reason, linkId=link, text=one["text"], answer=told.answers)
        if one["type"] != "group":
            continue
        for inner in said.rows(link) if one.get("repeats") else [row]:
            items = [*_items(within, said, row=inner)]
            yield from [{"linkId": link, "text": one["text"], "item": items}] if items else []
