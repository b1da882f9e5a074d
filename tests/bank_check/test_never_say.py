"""Words that must never be said, looked for in every text."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mmn_check.bank.problems import Problem
from mmn_check.bank.reader import BankDraft
from mmn_check.bank.schema import BankText
from mmn_check.bank_check.plain_language import NeverSay, forbidden_words

LETTERS = st.text(alphabet="iIİıkKKsſßñÑ ", min_size=1, max_size=3).map(str.strip).filter(bool)
TEXTS = st.lists(st.text(alphabet="iIİıkKKsſßñÑ .", max_size=12), max_size=4)


@given(words=st.lists(LETTERS, min_size=1, max_size=4), texts=TEXTS, alone=st.booleans())
def test_a_word_is_found_in_whatever_case_it_is_written(
    words: list[str], texts: list[str], *, alone: bool
) -> None:
    """Every text in which a search without case finds one is told, and no other."""
    said = [BankText(text, text, (str(number),), None) for number, text in enumerate(texts)]
    found = forbidden_words(
        BankDraft(folder=Path()),
        NeverSay(words=tuple(words)) if alone else NeverSay(parts=tuple(words)),
        said,
        mistake=lambda one, what: Problem(what, file=Path(one.keys[0]), line=1, column=1),
    )

    pattern = "|".join(rf"\b{re.escape(one)}\b" if alone else re.escape(one) for one in words)
    looked_for = re.compile(pattern, re.IGNORECASE)
    expected = {
        str(at) for at, text in enumerate(texts) if looked_for.search(" ".join(text.split()))
    }
    assert {str(one.file) for one in found} == expected
