"""What a doctor looks for in the first minute stands on page 1: seven visits, fourteen answers."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
import yaml

from mmn_check.output.pdf import Paper, render_page
from mmn_check.summary.summarize import summarize
from tests.output.reading import texts, unspaced
from tests.support.kept import shipped
from tests.support.profile import combined
from tests.visits.walking import FOLDER, SEVEN, told

PAPERS: tuple[Paper, ...] = ("a4", "us-letter")
QUESTIONS = 14


@cache
def page_1(name: str, paper: Paper) -> str:
    """Page 1 of a visit as a reader of PDF finds it."""
    summary = summarize(shipped(), told(name), today=date(2026, 11, 28))
    pdf = render_page(summary, paper=paper, first_page=True).pdf
    return unspaced(texts(pdf)[0]).casefold()


@pytest.mark.parametrize(("name", "paper"), combined(SEVEN, PAPERS))
def test_the_fourteen_answers_stand_on_page_1(name: str, paper: Paper) -> None:
    """Each by the words that were written down for it before the page was made."""
    written = (FOLDER / f"{name}.fourteen.yaml").read_text(encoding="utf-8")
    fourteen = yaml.safe_load(written)
    assert len(fourteen) == QUESTIONS

    page = page_1(name, paper)
    missing = {
        question: [words for words in one["found_by"] if unspaced(words).casefold() not in page]
        for question, one in fourteen.items()
    }
    assert {question: words for question, words in missing.items() if words} == {}
