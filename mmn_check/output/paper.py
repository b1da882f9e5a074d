"""A bank made into a blank form, to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mmn_check.domain.bank import Bank
from mmn_check.domain.layout import Lines
from mmn_check.domain.layout_parts import Fixed
from mmn_check.domain.questions import Depth
from mmn_check.output.form import form_of, stop_card
from mmn_check.output.labels import form_labels
from mmn_check.output.papers import Paper
from mmn_check.output.typesetting import Page, typeset


def render_form(bank: Bank, *, depth: Depth, paper: Paper, today: date) -> Page:
    """The PDF: every question of the bank to this depth, numbered, with what to skip in words."""
    return typeset("paper.typ", form_data(bank, depth, today), paper=paper, made=today)


def form_data(bank: Bank, depth: Depth, today: date) -> dict[str, object]:
    """All that the template puts on the form."""
    form = form_of(bank, depth)
    return {
        "title": bank.title,
        "tool": "mmn-check",
        "labels": form_labels(),
        "foot": bank.texts["footer"].text,
        "owner": "",
        "stamp": f"{bank.id} {bank.version}",
        "made": {"year": today.year, "month": today.month, "day": today.day},
        "start": (bank.texts.get("paper_start") or bank.texts["start"]).text.strip().split("\n"),
        "stop": stop_card(bank),
        "sections": [form.section_data(section) for section in form.sections],
        "closing": [*_closing(bank)],
    }


def _closing(bank: Bank) -> Iterator[dict[str, str]]:
    """The parts of the page that say the same to everybody, at any time."""
    for part in bank.page.more if bank.page else ():
        if isinstance(part, Lines):
            parts = [one for line in part.lines for one in line]
            texts = [bank.texts[one.text].text for one in parts if isinstance(one, Fixed)]
            if len(texts) == len(parts) and not any("{" in text for text in texts):
                yield {"heading": part.heading, "text": "\n".join(texts)}
