"""A bank and a visit as one FHIR Bundle, ready to be sent to a server.

A transaction: each entry is put under its own id, so that sending the same visit again replaces
it. The ids of what is the visit's are its identifier, which is random; nobody else's are the same.
First the answers as a QuestionnaireResponse, item by item; then what goes along with it.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta
from typing import NamedTuple, assert_never

from mmn_check.bank.model import Bank, Rows
from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr
from mmn_check.output.fhir.elements import (
    AS_TEXT,
    REASONS,
    Json,
    absent,
    code_of,
    compact,
    extension,
    language_tag,
    link_id,
    narrative_of_summary,
    urn_of,
    uuid_of,
)
from mmn_check.output.fhir.questionnaire import questionnaire_of
from mmn_check.storage.answers_file import DAYS_AS, KEPT_AS
from mmn_check.storage.diary_file import line_of
from mmn_check.summary.summary_model import Summary
from mmn_check.visit.diary import Diary
from mmn_check.visit.flow import Course, choices_in_role, course_of
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NO_MORE, Answer, Mark, RoughDate, Side, Words
from mmn_check.visit.visit import Visit

LONGEST = 1024 * 1024
"""A string of FHIR has no more than so many characters; here, bytes, to be sure."""
YES_NO = {"yes": "Y", "no": "N"}
BOTH: tuple[Side, ...] = ("right", "left")

ItemRow = str | None
"""Which row of its table an item is in; None outside of tables."""


class ItemAnswer(NamedTuple):
    """The answers at an item; or, on the item itself, why there is none.

    An answer without a value is shown as an object, or lost, by form viewers.
    """

    answers: Sequence[Json]
    reason: Sequence[Json] = ()


UNHELD = ItemAnswer((), [absent(AS_TEXT)])
"""What stands for something that no value can hold."""


class ResponseItems:
    """What a visit says, item by item of a Questionnaire."""

    def __init__(self, questionnaire: Json) -> None:
        self._items = {one["linkId"]: one for one in _items_within(questionnaire["item"])}
        self._said: dict[tuple[ItemRow, str], ItemAnswer] = {}
        self._rows: dict[str, dict[str, None]] = {}

    def take(self, step: Step, answer: Answer) -> None:
        """Note down what was said to a step."""
        table, row = step.key[0], step.key[2] if step.key[1:2] == ("row",) else None
        if row is not None:
            self._rows.setdefault(table, {})[row] = None
            if (thing := f"{table}.thing") in self._items:
                self._said[row, thing] = self._coded(thing, code_of(row))
        elif isinstance(step.question, Rows):
            end, ending = f"{table}.end", "no_more" if table in self._rows else "none"
            closed = answer == NO_MORE
            self._said[row, end] = self._coded(end, ending) if closed else self._unsaid(end, answer)
            self._beside(row, end, answer.note)
            return
        for link, answers in self._facts(link_id(step.key), answer):
            self._said[row, link] = answers
        self._beside(row, link_id(step.key), answer.note)

    def items(self, definitions: Sequence[Json], *, row: ItemRow = None) -> Iterator[Json]:
        """The items of the response to some of the Questionnaire, as far as anything was said."""
        for one in definitions:
            link, text = one["linkId"], one["text"]
            if told := self._said.get((row, link)):
                yield compact(extension=told.reason, linkId=link, text=text, answer=told.answers)
            if one["type"] == "group":
                for inner in self._rows.get(link, ()) if one.get("repeats") else [row]:
                    if items := [*self.items(one.get("item", []), row=inner)]:
                        yield {"linkId": link, "text": text, "item": items}

    def _beside(self, row: ItemRow, link: str, note: str) -> None:
        """Keep what was said with an answer: as an item where it is asked for, else on the item."""
        if not note:
            return
        words = f"{link}.as_typed"
        if words in self._items and (row, words) not in self._said:
            self._said[row, words] = _string(note)
        elif _has_room(note):
            answers, reason = self._said[row, link]
            told = extension("originalText", valueString=note)
            self._said[row, link] = ItemAnswer(answers, [*reason, told])

    def _facts(self, link: str, answer: Answer) -> Iterator[tuple[str, ItemAnswer]]:
        """What an answer comes to: the item itself, and for a date those that go with it."""
        match answer.value:
            case None:
                yield link, self._unsaid(link, answer)
            case RoughDate(as_typed=typed, earliest=earliest, latest=latest):
                shared = _shared_part(earliest or "", latest or "")
                yield f"{link}.as_typed", _string(typed)
                told = ItemAnswer([{"valueDate": shared}])
                yield link, told if shared else UNHELD
                if earliest != latest:
                    yield f"{link}.earliest", ItemAnswer([{"valueDate": earliest}])
                    yield f"{link}.latest", ItemAnswer([{"valueDate": latest}])
            case Words(text):
                yield link, _string(text)
            case Mark() as mark:
                yield link, self._coded(link, *_codes(mark))
            case tuple(several):
                yield (link, self._coded(link, *(one for pick in several for one in _codes(pick))))
            case str(one):
                yield link, self._coded(link, one if one in self._codings(link) else YES_NO[one])
            case int() | float() as number:
                kind = self._items[link]["type"].capitalize()
                yield link, ItemAnswer([{f"value{kind}": number}])
            case _:
                assert_never(answer.value)

    def _unsaid(self, link: str, answer: Answer) -> ItemAnswer:
        """A state as the option that stands for it, where there is one; else as a reason."""
        if answer.state in self._codings(link):
            return self._coded(link, answer.state)
        return ItemAnswer((), [absent(REASONS[answer.state])])

    def _coded(self, link: str, *codes: str) -> ItemAnswer:
        codings = self._codings(link)
        return ItemAnswer([{"valueCoding": codings[code]} for code in codes])

    def _codings(self, link: str) -> dict[str, Json]:
        options = self._items[link].get("answerOption", ())
        return {one["valueCoding"]["code"]: one["valueCoding"] for one in options}


def _string(text: str) -> ItemAnswer:
    """A text as a value; what no value can hold stands in the visit's file, which goes along."""
    return ItemAnswer([{"valueString": text}]) if _has_room(text) else UNHELD


def _has_room(text: str) -> bool:
    return bool(text.strip()) and len(text.encode()) <= LONGEST


def _items_within(items: list[Json]) -> Iterator[Json]:
    for one in items:
        yield one
        yield from _items_within(one.get("item", []))


def _codes(pick: str | Mark) -> list[str]:
    """The codes of one thing picked: a place on both sides has two."""
    if not isinstance(pick, Mark):
        return [code_of(pick)]
    sides = BOTH if pick.side == "both" else (pick.side,)
    return [code_of(f"{pick.place}.{side}") for side in sides]


def _shared_part(earliest: str, latest: str) -> str:
    """What two dates have in common: their year, or year and month; empty if they differ."""
    parts: list[str] = []
    for one, other in zip(earliest.split("-"), latest.split("-"), strict=False):
        if one != other:
            break
        parts.append(one)
    return "-".join(parts)


WIDEST_OFFSET = timedelta(hours=14)


def response_of(
    bank: Bank, visit: Visit, *, questionnaire: Json, summary: Summary, subject: Json | None = None
) -> Json:
    """The response to the bank's Questionnaire; the summary is what it says to a reader."""
    course = course_of(bank, visit)
    said = ResponseItems(questionnaire)
    for step in course.steps:
        if step.key in course.answers:
            said.take(step, course.answers[step.key])
    items = [*said.items(questionnaire["item"])]
    return compact(
        resourceType="QuestionnaireResponse",
        id=identifier_of(visit),
        language=language_tag(),
        text=narrative_of_summary(summary),
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
        return compact(type=kind, display=choice.page or choice.label)
    return None


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
