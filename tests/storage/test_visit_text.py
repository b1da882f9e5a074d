from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from textwrap import dedent

import pytest
from hypothesis import given, settings

from mmn_check.storage.documents import document_of
from mmn_check.storage.visit_file import visit_text
from mmn_check.visit.values import Mark, RoughDate, Value, Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.every_kind import EMPTY, GARDEN, TEXTS
from tests.support.profile import examples


def visit_with(said: dict[Key, Value]) -> Visit:
    visit = EMPTY
    for key, value in said.items():
        visit = visit.with_answer(key, answered(value))
    return visit


def test_a_file_reads_like_a_letter() -> None:
    """What is kept is plain to read, and to mend by hand."""
    visit = visit_with(
        {
            ("weak",): "yes",
            ("spots",): (Mark("hand", "right"), Mark("words", "whole")),
            ("helps",): ("rest", "other"),
            ("helps", "words", "other"): Words("Ice: cold"),
            ("helps", "others"): "yes",
            ("age",): 54,
            ("grip",): 1e-7,
            ("began",): RoughDate(as_typed="about 2 years ago", earliest="2024", latest="2024"),
            ("story",): Words("My right hand.\n\n- It will not open."),
            ("drugs", "row", "0", "name"): Words("2024"),
        }
    )
    visit = replace(
        visit,
        started=datetime(2026, 11, 21, 9, 12, 33, tzinfo=timezone(timedelta(hours=1))),
        one_key=True,
        language="es",
        urgent_shown={"weak": datetime(2026, 11, 21, 9, 13, tzinfo=UTC)},
        urgent_unticked={"weak": datetime(2026, 11, 21, 9, 14, tzinfo=UTC)},
        urgent_asked={"weak": datetime(2026, 11, 21, 9, 12, tzinfo=UTC)},
        misfits={"gone": [[None, "no"]]},
    )

    assert visit_text(GARDEN, visit) == dedent(
        """\
        mmn_check: 1
        bank: {id: garden, version: "1"}
        visit: 2026-11-21-1
        id: 0f8fad5b-d9cb-469f-a165-70867728950e
        started: 2026-11-21T09:12:33+01:00
        finished: null
        depth: 3
        one_key: yes
        language: es
        urgent_shown: {weak: 2026-11-21T09:13:00+00:00}
        urgent_unticked: {weak: 2026-11-21T09:14:00+00:00}
        urgent_asked: {weak: 2026-11-21T09:12:00+00:00}
        answers:
          weak: yes
          spots: {hand: right, words: whole}
          helps:
            picked: [rest, other]
            words: {other: "Ice: cold"}
            others: yes
          age: 54
          grip: 0.0000001
          began: {as_typed: about 2 years ago, from: "2024", to: "2024"}
          story: |-
            My right hand.

            - It will not open.
          drugs:
            rows:
            - {name: "2024"}
            more: yes
        not_sure: []
        skipped: []
        declined: []
        set_aside: {gone: [null, no]}
        """
    )


@given(TEXTS, TEXTS)
@settings(max_examples=examples(200), deadline=None)
def test_any_text_is_read_as_it_was_written(first: str, second: str) -> None:
    """Free words come back to the letter, whatever YAML would have made of them."""
    visit = visit_with({("story",): Words(first), ("drugs", "row", "0", "name"): Words(second)})

    raw = visit_text(GARDEN, visit).encode()
    document = document_of(raw)

    assert document.problems == []
    assert document.data["answers"]["story"] == first
    assert document.data["answers"]["drugs"]["rows"] == [{"name": second}]
    assert all(byte >= 32 or byte == 10 for byte in raw)


@pytest.mark.parametrize("word", ["yes", "no", "on", "off", "true", "null", "~", "", "1_0", "1:30"])
def test_no_word_turns_into_something_else(word: str) -> None:
    """Words that other programs take for truths, numbers or nothing stay words."""
    text = visit_text(GARDEN, replace(EMPTY, misfits={"gone": [word]}))

    assert document_of(text.encode()).data["set_aside"]["gone"] == word
