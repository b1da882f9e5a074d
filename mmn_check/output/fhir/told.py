"""What is told with a question: its term, its help, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.domain.bank import Bank
from mmn_check.domain.questions import Question, Rating
from mmn_check.language import tr
from mmn_check.output.fhir.items import design_note, display
from mmn_check.output.fhir.names import Json, urn_of


def term_of(bank: Bank, item: Question, link: str) -> Json | None:
    """The clinician's term for what is asked, as what the bank calls it."""
    if not item.clinical:
        return None
    return {"system": urn_of("questions", bank.id), "code": link, "display": item.clinical}


def sources_of(bank: Bank, item: Question) -> list[Json]:
    """Where a question comes from."""
    titles = "; ".join(bank.sources[code].title for code in item.sources)
    return design_note(tr("Where this comes from: {titles}.", titles=titles) if titles else "")


def wording_of(bank: Bank, item: Question) -> str:
    """What is asked, with all that changes the answer: not every renderer shows what is below."""
    note = bank.texts[item.note].text if item.note else None
    ends = f"0: {item.lowest}; 10: {item.highest}" if isinstance(item, Rating) else None
    return "\n".join(line for line in (item.ask, note, ends) if line)


def told_with(item: Question, link: str) -> Iterator[Json]:
    """What is shown with a question: its help and why the doctor asks."""
    helped = "\n".join(line for line in (item.help, item.why) if line)
    yield from display(f"{link}.help", helped, "help")
