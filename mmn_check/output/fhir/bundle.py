"""A bank and a visit as one FHIR Bundle, ready to be sent to a server.

A transaction: each entry is put under its own id, so that sending the same visit again replaces
it. The ids of what is the visit's are its identifier, which is random; nobody else's are the same.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mmn_check.bank.model import Bank, Date, Many, Question, Section
from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr
from mmn_check.output.fhir.elements import Json, compact, language_tag, urn_of, uuid_of
from mmn_check.output.fhir.questionnaire import START, questionnaire_of
from mmn_check.output.fhir.response import identifier_of, moment_of, response_of, urn
from mmn_check.storage.answers_file import DAYS_AS, KEPT_AS
from mmn_check.storage.diary_file import line_of
from mmn_check.summary.summarize import summarize
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.diary import DayEntry, Diary, in_time
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import RoughDate, Words, answered
from mmn_check.visit.visit import Visit

DAY = "the_day"
"""The item that says which day a response is about; no question of a bank may be called so."""


def days_in_fhir(
    bank: Bank, entries: Sequence[DayEntry], *, subject: Json | None
) -> Iterator[Json]:
    """The Questionnaire of a day, and a response for each entry; none without any.

    `bank` has its diary. A response has the entry's own random id, so that sending a day again
    replaces it.
    """
    if bank.diary is None or not entries:
        return
    form = day_form(bank)
    questionnaire = questionnaire_of(form)
    yield questionnaire
    for entry in in_time(entries):
        visit = _visit(form, entry)
        made = summarize(form, visit, today=entry.written.date())
        yield response_of(form, visit, questionnaire=questionnaire, summary=made, subject=subject)


def day_form(bank: Bank) -> Bank:
    """The diary as a bank that stands alone: what looked back at a visit is asked of everybody."""
    diary = bank.diary or Section(id="diary", title="", questions=())
    own = {one.id for one in diary.questions}
    day = Date(id=DAY, ask=tr("Which day is it?"), future=True)
    asked = (day, *(_asked_alone(one, bank, own) for one in diary.questions))
    about = bank.texts.get(diary.id)
    texts = {**bank.texts, START: about} if about else bank.texts
    return replace(
        bank.of_a_day,
        id=f"{bank.id}.{diary.id}",
        title=f"{bank.title}: {diary.title}",
        texts=texts,
        sections=(replace(diary, questions=asked, ask_if=()),),
        concerns=(),
    )


def lines_in(diary: Diary) -> bytes:
    """The same entries as the lines of a diary's file, for who goes on with it elsewhere."""
    form, lines = day_form(diary.bank), []
    for one in diary.lately:
        visit = replace(_visit(form, one), bank_id=diary.bank.id, identifier=one.identifier)
        own = replace(visit, answers=one.answers)
        lines.append(line_of(form, own, day=one.day, number=one.number))
    return "".join(lines).encode()


def _asked_alone(question: Question, bank: Bank, own: set[str]) -> Question:
    """The question with its own choices, and conditions on questions of a day alone."""
    ask_if = tuple(clause for clause in question.ask_if if clause.question in own)
    if not isinstance(question, Many) or not question.picked_in:
        return replace(question, ask_if=ask_if)
    choices = tuple(
        one for one in bank.offered(question) if not one.until or one in question.choices
    )
    return replace(question, ask_if=ask_if, picked_in=None, and_in=(), choices=choices)


def _visit(form: Bank, entry: DayEntry) -> Visit:
    iso = entry.day.isoformat()
    day = answered(RoughDate(as_typed=iso, earliest=iso, latest=iso))
    name = f"{iso}-{entry.number}"
    return Visit(
        name=name,
        bank_id=form.id,
        bank_version=form.version,
        started=entry.written,
        finished=entry.written,
        identifier=entry.identifier or uuid_of("day", form.id, name, entry.written.isoformat()),
        depth=3,
        answers={**entry.answers, (DAY,): day},
    )


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

    It has the Questionnaire, the visit's response to it, the page as a document, and the diary.
    `subject` tells whose visit it is, as `subject_of` has it.
    """
    asked = bank.as_asked(visit.mentioned)
    questionnaire = questionnaire_of(asked)
    response = response_of(
        asked, visit, questionnaire=questionnaire, summary=attached.summary, subject=subject
    )
    document = _page_sent(bank, visit, attached, subject=subject)
    resources = [questionnaire, response, document]
    if diary := attached.diary:
        resources += days_in_fhir(diary.bank, diary.lately, subject=subject)
    identifier = identifier_of(visit)
    bundle = {
        "resourceType": "Bundle",
        "id": identifier,
        "identifier": urn(identifier),
        "type": "transaction",
        "timestamp": moment_of(visit),
        "entry": [*map(_put_entry, resources)],
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
        files.append((DAYS_AS, lines_in(attached.diary)))
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
