"""None, said any way, is none at every table, and never a row of it."""

from __future__ import annotations

from collections import Counter

import pytest

from mmn_check.bank.model import Rows
from mmn_check.understanding.parsed_answer import Command, ParsedAnswer
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import Outcome, count, read, space, steps


@pytest.mark.parametrize("language", LANGUAGES)
def test_none_is_no_row(language: str, figures: Counter[str]) -> None:
    """What denies the whole table ends it; what denies a part of it is asked about."""
    data = space("none_in_tables")[language]
    outcomes: Counter[Outcome] = Counter()
    wrong = []
    with spoken(language):
        for at in steps(language):
            things = data["things"].get(at.key[0]) if at.may_end else None
            for form in data["whole"] + data["partly"] if things else ():
                for thing in things or ():
                    reading = read(at, form.format(thing=thing))
                    is_end = reading == Command("no_more")
                    kept = isinstance(reading, ParsedAnswer) or (is_end and form in data["partly"])
                    outcomes["wrong" if kept else "right" if is_end else "asked"] += 1
                    if kept or (not is_end and form in data["whole"]):
                        wrong.append((at.key[0], form.format(thing=thing), reading))
    count(figures, f"ways to say none in {language}", outcomes)

    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_that_may_be_empty_is_among_them(language: str) -> None:
    """A table that offers "none" has the names of what its rows are."""
    tables = {
        at.key[0]
        for at in steps(language)
        if at.may_end and isinstance(at.question, Rows) and at.question.none
    }

    assert tables == set(space("none_in_tables")[language]["things"])
