"""The days of the diary go along as a file to go on from, behind the page that tells them."""

from __future__ import annotations

import json
from base64 import b64decode
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fhir.resources.R4B.bundle import Bundle

from mmn_check.output.fhir.bundle import Attached, render_fhir
from mmn_check.storage.answers_file import DAYS_AS, read_days_sent
from mmn_check.storage.diary_file import DiaryFile, read_days
from mmn_check.summary.summarize import summarize
from mmn_check.visit.diary import DayEntry, Diary
from mmn_check.visit.values import SKIPPED, Words, answered
from tests.support.diary import MADE, three_months, with_diary_bank
from tests.support.kept import shipped
from tests.visits.walking import told


def bundle(*entries: DayEntry) -> bytes:
    visit = told("wears_off")
    made = summarize(shipped(), visit, today=MADE)
    diary = Diary(bank=with_diary_bank(), entries=entries, until=MADE)
    attached = Attached(summary=made, page=b"%PDF-", answers=b"mmn_check: 1\n", diary=diary)
    return render_fhir(shipped(), visit, attached=attached)


def files_in(raw: bytes) -> dict[str, bytes]:
    """What the document holds, by its kind."""
    made: Any = json.loads(raw)
    Bundle.model_validate(made)
    *_, document = made["entry"]
    held = (one["attachment"] for one in document["resource"]["content"])
    return {one["contentType"]: b64decode(one["data"]) for one in held}


def read_again(raw: bytes, folder: Path) -> tuple[DayEntry, ...]:
    """The days of a diary that has the lines that were sent."""
    sent = folder / "sent.json"
    sent.write_bytes(raw)
    file = DiaryFile(folder)
    file.path.write_bytes(read_days_sent(sent))
    return read_days(file, with_diary_bank()).entries


def test_each_day_that_was_sent_is_read_again(tmp_path: Path) -> None:
    """With the same answers, no more and no fewer."""
    assert read_again(bundle(*three_months()), tmp_path) == three_months()


def test_a_skipped_question_and_own_words_are_sent_as_such(tmp_path: Path) -> None:
    """What was typed stays as it was typed."""
    entry = DayEntry(
        day=MADE,
        number=1,
        written=datetime(2026, 11, 28, 20, tzinfo=UTC),
        answers={
            ("day_arms",): SKIPPED,
            ("day_more",): answered(("new",)),
            ("day_new",): answered(Words("<b> {x} \u202e")),
        },
        identifier="0f8fad5b-d9cb-469f-a165-70867728950e",
    )

    assert read_again(bundle(entry), tmp_path) == (entry,)


def test_without_days_nothing_more_is_sent() -> None:
    """The Bundle is as it was without a diary; so it is where all its days are old."""
    old = [replace(one, day=one.day.replace(year=2020)) for one in three_months()]

    assert bundle() == bundle(*old)
    assert DAYS_AS not in files_in(bundle())
