"""A bank and a visit as one FHIR Bundle, ready to be sent to a server.

A transaction: each entry is put under its own id, so that sending the same visit again replaces
it. The ids of what is the visit's are its identifier, which is random; nobody else's are the same.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from typing import NamedTuple

from mmn_check.bank.model import Bank
from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr
from mmn_check.output.fhir.elements import Json, compact, language_tag, urn_of
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.output.fhir.response import identifier_of, moment_of, response_of, urn
from mmn_check.storage.answers_file import DAYS_AS, KEPT_AS
from mmn_check.storage.diary_file import line_of
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.diary import Diary
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import Words
from mmn_check.visit.visit import Visit

REFERENCE = re.compile(r"(https?://\S+/)?Patient/[A-Za-z0-9.-]{1,64}", re.ASCII)
IDENTIFIER = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:[^\s|]+)\|([^\s|][^|]{0,254})", re.ASCII)


class Attached(NamedTuple):
    """What else was made of a visit, and goes along."""

    summary: Summary
    """What the response says to a reader."""
    page: bytes
    """The same as PDF."""
    answers: bytes
    """The answers that count, as the visit's own file has them."""
    diary: Diary | None = None
    """The days between visits, if any were kept."""


def render_fhir(
    bank: Bank, visit: Visit, *, attached: Attached, subject: Json | None = None
) -> bytes:
    """The Bundle as JSON, the same bytes for the same bank, visit and what goes along.

    It has the Questionnaire, the visit's response to it, and the page as a document, with the files
    to go on from.
    `subject` tells whose visit it is, as `subject_of` has it.
    """
    asked = bank.as_asked(visit.mentioned)
    questionnaire = questionnaire_of(asked)
    response = response_of(
        asked, visit, questionnaire=questionnaire, summary=attached.summary, subject=subject
    )
    document = _page_sent(bank, visit, attached, subject=subject)
    identifier = identifier_of(visit)
    bundle = {
        "resourceType": "Bundle",
        "id": identifier,
        "identifier": urn(identifier),
        "type": "transaction",
        "timestamp": moment_of(visit),
        "entry": [*map(_put_entry, (questionnaire, response, document))],
    }
    return f"{json.dumps(bundle, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def subject_of(bank: Bank, visit: Visit, patient: str | None) -> Json | None:
    """Whose visit it is: `patient` as a reference or SYSTEM|NUMBER, else the name that was given.

    Raises:
        WrongUseError: if `patient` is neither.
    """
    if patient is None:
        named = bank.by_role.get("name")
        said = course_of(bank, visit).answers.get((named.id,)) if named else None
        name = said.value.text.strip() if said and isinstance(said.value, Words) else ""
        return {"display": " ".join(name.split())} if name else None
    if REFERENCE.fullmatch(patient):
        return {"reference": patient}
    if found := IDENTIFIER.fullmatch(patient):
        return {"identifier": {"system": found[1], "value": found[2]}}
    raise WrongUseError(
        tr(
            "--patient takes a reference such as Patient/123, or the address of a numbering "
            "system, a bar and the number, such as https://clinic.example/numbers|123."
        )
    )


def _put_entry(resource: Json) -> Json:
    """A resource to be put; its address here is nobody's identifier, since servers replace it."""
    kind, name = resource["resourceType"], resource["id"]
    request = {"method": "PUT", "url": f"{kind}/{name}"}
    return {"fullUrl": urn_of("entry", kind, name), "resource": resource, "request": request}


def _page_sent(bank: Bank, visit: Visit, attached: Attached, *, subject: Json | None) -> Json:
    """The page, as most systems take it who cannot show a response; and the file to go on from."""
    title = attached.summary.title.text
    identifier, moment = identifier_of(visit), moment_of(visit)
    files = [("application/pdf", attached.page), (KEPT_AS, attached.answers)]
    if attached.diary and attached.diary.lately:
        files.append((DAYS_AS, _lines_of_days(attached.diary)))
    attachments = [
        {
            "contentType": kind,
            "language": language_tag(),
            "data": b64encode(content).decode(),
            "title": title,
            "creation": moment,
        }
        for kind, content in files
    ]
    return compact(
        resourceType="DocumentReference",
        id=identifier,
        language=language_tag(),
        identifier=[urn(identifier)],
        status="current",
        type={"text": bank.title},
        subject=subject,
        date=moment,
        content=[{"attachment": one} for one in attachments],
        context={"related": [{"reference": f"QuestionnaireResponse/{identifier}"}]},
    )


def _lines_of_days(diary: Diary) -> bytes:
    """The days that are told with the visit, as the lines of a diary's file."""
    bank, lines = diary.bank, []
    for one in diary.lately:
        visit = Visit(
            name=one.day.isoformat(),
            bank_id=bank.id,
            bank_version=bank.version,
            started=one.written,
            identifier=one.identifier,
            depth=3,
            answers=one.answers,
        )
        counts = one.answers.keys()
        lines.append(line_of(bank.of_a_day, visit, counts, day=one.day, number=one.number))
    return "".join(lines).encode()
