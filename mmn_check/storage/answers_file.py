"""Answers from a file instead of a conversation: a visit, a FHIR Bundle of ours, or by hand."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mmn_check.bank.model import Bank
from mmn_check.bank.problems import TOP, Problem
from mmn_check.errors import WrongUseError
from mmn_check.i18n import tr, tr_later, tr_n
from mmn_check.storage.documents import Document, document_of
from mmn_check.storage.safe_files import NotReadableError, path_shown, read_file
from mmn_check.storage.visit_file import ANSWERS, header_of, visit_of
from mmn_check.understanding.amounts import is_likely_age
from mmn_check.visit.flow import course_of
from mmn_check.visit.visit import Visit

MOST_TOLD = 50
"""Complaints that are printed; more nobody mends in one go."""


KEPT_AS = "application/yaml"
"""The content type of the visit's own file, which stands beside the page in its document."""
DAYS_AS = "application/x-ndjson"
"""The same of the days of a diary, a line each."""
OTHER_BANK = tr_later('This answers the question bank "{other}", not "{bank}".')
LARGEST_BUNDLE = 30_000_000
"""More bytes than a Bundle of the largest visit has."""


class AnswersError(WrongUseError):
    """An answers file that cannot be used, with every mistake in it."""


def read_answers(
    path: Path, bank: Bank, now: datetime, *, tell: Callable[[str], object] | None = None
) -> Visit:
    """The visit that a file's answers make up, or that a Bundle of ours holds.

    `tell` is given a line for each answer that counts for nothing beside the others, and for an
    age that would be asked about if it was typed.

    Raises:
        AnswersError: telling every mistake with its line.
    """
    try:
        document = document_of(_answers_in(read_file(path, limit=LARGEST_BUNDLE), path))
    except NotReadableError as error:
        raise AnswersError(str(error)) from error
    for spot in document.cut():
        sentence = tr('The rest from "#" on would be lost. Put the text in quotation marks.')
        document.complain(spot, sentence)
    header = header_of(document) if document.data else None
    if header and header.bank_id not in (None, bank.id):
        other = tr(OTHER_BANK, other=header.bank_id, bank=bank.id)
        document.complain(document.spot("bank"), other)
        header = None
    if header is None:
        raise _error(path, document.problems)
    if document.data.keys().isdisjoint(ANSWERS):
        sentence = tr('There are no answers in it. They belong under "answers".')
        document.complain(TOP, sentence)
    start = Visit(
        name=f"{now:%Y-%m-%d}-1",
        bank_id=bank.id,
        bank_version=bank.version,
        started=now.astimezone().replace(microsecond=0),
        depth=3,
    )
    visit, misfits = visit_of(document, header, bank, start=start)
    if problems := [*document.problems, *misfits]:
        raise _error(path, problems)
    if "depth" not in header.said:
        visit = replace(
            visit, depth=max((bank.by_id[key[0]].depth for key in visit.answers), default=1)
        )
    if tell:
        doubtful = [*_unlikely(document, bank, visit), *_set_aside(document, bank, visit)]
        for line in _numbered_lines(path, sorted(doubtful, key=lambda one: (one.line, one.column))):
            tell(line)
    return visit


def read_days_sent(path: Path) -> bytes:
    """The lines of a diary that came with a Bundle of ours; empty if none did."""
    raw = read_file(path, limit=LARGEST_BUNDLE)
    return next(_files_in(raw, DAYS_AS), b"") if _is_fhir(raw) else b""


def _error(path: Path, problems: Iterable[Problem]) -> AnswersError:
    first_at = {(one.line, one.column): one for one in reversed([*problems])}
    in_order = [first_at[place] for place in sorted(first_at)]
    return AnswersError("\n".join(_numbered_lines(path, in_order)))


def _numbered_lines(path: Path, problems: Sequence[Problem]) -> Iterator[str]:
    """One line for each, with its place, as far as anybody would read."""
    for one in problems[:MOST_TOLD]:
        yield str(replace(one, file=path))
    if more := len(problems[MOST_TOLD:]):
        yield tr_n(
            "{file}: {count} more is not shown.",
            "{file}: {count} more are not shown.",
            more,
            file=path_shown(path),
        )


def _unlikely(document: Document, bank: Bank, visit: Visit) -> Iterator[Problem]:
    """A remark on an age that is likelier a slip: who wrote the file cannot be asked."""
    question = bank.by_role.get("age")
    answer = visit.answers.get((question.id,)) if question else None
    if question and answer and isinstance(answer.value, int) and not is_likely_age(answer.value):
        said = tr("Is an age of {age} right? It is kept as it is.", age=answer.value)
        yield Problem(said, question=question.id).with_line_of(
            document.spot("answers", question.id)
        )


def _set_aside(document: Document, bank: Bank, visit: Visit) -> Iterator[Problem]:
    """Answers of the file that are not asked for after its other answers, in their order."""
    aside = dict.fromkeys(key[0] for key in course_of(bank, visit).set_aside(visit))
    sentence = tr("This is not asked after your other answers. It is kept, but set aside.")
    for question in aside:
        for part in (one for one in ANSWERS if one != "set_aside"):
            there = document.data.get(part, ())
            if question in there:
                place = there.index(question) if isinstance(there, list) else question
                spot = document.spot(part, place)
                yield Problem(sentence, question=question).with_line_of(spot)


def _answers_in(raw: bytes, path: Path) -> bytes:
    """The visit's file within FHIR as JSON; anything else as it is.

    Raises:
        AnswersError: if it is FHIR and no such file is in it.
    """
    if not _is_fhir(raw):
        return raw
    for found in _files_in(raw, KEPT_AS):
        return found
    why = tr(
        "This is FHIR, but no visit that mmn-check wrote is in it. "
        "Name a file that mmn-check summary --format fhir made."
    )
    raise AnswersError(f"{path_shown(path)}: {why}")


def _is_fhir(raw: bytes) -> bool:
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"resourceType"' in raw


def _files_in(raw: bytes, kind: str) -> Iterator[bytes]:
    """What is attached of a kind; nothing where it is no Bundle of ours."""
    with suppress(ValueError, RecursionError, TypeError, KeyError, AttributeError):
        for entry in json.loads(raw)["entry"]:
            document = entry.get("resource", {})
            if document.get("resourceType") != "DocumentReference":
                continue
            for content in document.get("content", []):
                attachment = content.get("attachment", {})
                if attachment.get("contentType") == kind:
                    yield b64decode(attachment["data"], validate=True)
