from __future__ import annotations

from datetime import date

import pytest

from mmn_check.domain.summary import summarize
from mmn_check.output.terminal import render_text
from tests.domain.visit_cases import expected, visit_from, whole_bank

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize("case", ["worked_example"])
def test_a_whole_summary_as_text(case: str) -> None:
    """From the answers in a file to every line of the pages beside it."""
    bank = whole_bank()

    summary = summarize(bank, visit_from(case, bank), today=TODAY)

    assert render_text(summary) == expected(case)
