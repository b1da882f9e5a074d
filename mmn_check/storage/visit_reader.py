"""What a visit file or an answers file says, made into a visit."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.domain.bank import Bank, is_later
from mmn_check.domain.plain_data.reading import Complaint, from_plain
from mmn_check.domain.visit import Visit
from mmn_check.storage.documents import Document, Fault
from mmn_check.storage.visit_header import Header

LARGEST = 5_000_000
"""More bytes than any visit has."""


def visit_of(
    document: Document, header: Header, bank: Bank, *, start: Visit
) -> tuple[Visit, list[Fault]]:
    """The visit that a document holds; what it does not say is taken from `start`.

    Also tells which answers do not fit the bank; the visit has them among its misfits.
    """
    visit = replace(
        start,
        name=header.name or start.name,
        started=header.started or start.started,
        identifier=header.identifier,
        finished=header.finished,
        amended=header.amended,
        depth=header.depth or start.depth,
        one_key=header.one_key,
        language=header.language,
        urgent_shown=header.urgent_shown,
        urgent_unticked=header.urgent_unticked,
        urgent_asked=header.urgent_asked,
        pace=header.pace,
    )
    found = from_plain(bank, document.data, started=visit.started)
    misfits = []
    for complaint in found.complaints:
        fault = _fault(document, complaint)
        if len(complaint.way) == 1:
            document.faults.append(fault)
        elif complaint.way[0] != "set_aside" and not document.is_lost(*complaint.way):
            misfits.append(fault)
    older = header.bank_version and is_later(bank.version, header.bank_version)
    return replace(
        visit,
        answers=found.answers,
        counted=frozenset(found.counted) if older else frozenset(),
        misfits=found.misfits,
    ), misfits


def _fault(document: Document, complaint: Complaint) -> Fault:
    about = f"{complaint.question}: " if complaint.question else ""
    return Fault(
        spot=document.spot(*complaint.way),
        sentence=f"{about}{complaint.sentence}",
        word=complaint.word,
        known=complaint.known,
    )
