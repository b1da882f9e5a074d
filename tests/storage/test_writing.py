from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from mmn_check.storage.all_answers import FromWritten, as_written, notes_of
from mmn_check.storage.visit_file import visit_text
from mmn_check.visit.values import (
    DECLINED,
    MANNERS,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Manner,
    Mark,
    RoughDate,
    Value,
    Words,
    answered,
)
from mmn_check.visit.visit import Key, Visit
from tests.support.every_kind import EMPTY, GARDEN, STARTED, walks
from tests.support.profile import examples

SAID: dict[Key, Value | Answer] = {
    ("weak",): "yes",
    ("helps",): ("rest", "words"),
    ("spots",): (Mark("hand", "both"),),
}
NAME, SINCE = ("drugs", "row", "0", "name"), ("drugs", "row", "0", "since")


def visit_with(said: dict[Key, Value | Answer]) -> Visit:
    visit = EMPTY
    for key, value in said.items():
        visit = visit.with_answer(key, value if isinstance(value, Answer) else answered(value))
    return visit


@given(walks())
@settings(max_examples=examples(60), deadline=None)
def test_any_visit_comes_back_as_it_was(visit: Visit) -> None:
    """Whatever was answered, changed and closed, plain data brings every answer back."""
    data = json.loads(json.dumps(as_written(GARDEN, visit)))

    found = FromWritten(GARDEN, data, started=STARTED)

    assert found.problems == []
    assert found.answers == visit.answers
    assert found.misfits == {}


AGO = RoughDate(as_typed="2 años", earliest="2024", latest="2024", manner="ago", about=True)


@pytest.mark.parametrize(
    ("question", "said", "written"),
    [
        ("weak", {("weak",): "no"}, "no"),
        ("hand_used", {("hand_used",): "words"}, "words"),
        (
            "spots",
            {("spots",): (Mark("hand", "left"), Mark("words", "whole"))},
            {"hand": "left", "words": "whole"},
        ),
        (
            "spots",
            {("spots",): (Mark("words", "whole"), Mark("state", "whole"))},
            {"picked": {"words": "whole", "state": "whole"}},
        ),
        ("worst", {("worst",): Mark("hand", "left")}, {"hand": "left"}),
        ("helps", {("helps",): ("words", "rest")}, ["words", "rest"]),
        (
            "helps",
            {
                ("helps",): ("other",),
                ("helps", "words", "other"): Words("Ice"),
                ("helps", "others"): "no",
            },
            {"picked": ["other"], "words": {"other": "Ice"}, "others": "no"},
        ),
        (
            "helps",
            {
                ("helps",): ("other",),
                ("helps", "words", "other"): SKIPPED,
                ("helps", "others"): NOT_SURE,
            },
            {
                "picked": ["other"],
                "words": {"other": {"state": "skipped"}},
                "others": {"state": "not_sure"},
            },
        ),
        ("best", {("best",): "words"}, "words"),
        ("order", {("order",): ("words", "rest")}, ["words", "rest"]),
        ("age", {("age",): 54}, 54),
        ("grip", {("grip",): 1.5}, 1.5),
        ("pain", {("pain",): 0}, 0),
        (
            "began",
            {("began",): RoughDate(as_typed="about 2024", earliest="2024-03", latest="2024")},
            {"as_typed": "about 2024", "from": "2024-03", "to": "2024"},
        ),
        (
            "began",
            {("began",): AGO},
            {"as_typed": "2 años", "from": "2024", "to": "2024", "manner": "ago", "about": "yes"},
        ),
        ("began", {("began",): RoughDate(as_typed="long ago")}, {"as_typed": "long ago"}),
        ("story", {("story",): Words(" a\n b")}, " a\n b"),
        ("drugs", {("drugs", "end"): NO_MORE}, []),
        ("drugs", {NAME: Words("Riluzole")}, {"rows": [{"name": "Riluzole"}], "more": "yes"}),
        (
            "drugs",
            {NAME: Words("Riluzole"), SINCE: NOT_SURE, ("drugs", "end"): NO_MORE},
            [{"name": "Riluzole", "since": {"state": "not_sure"}}],
        ),
        (
            "drugs",
            {NAME: Words("Riluzole"), ("drugs", "end"): SKIPPED},
            {"rows": [{"name": "Riluzole"}], "end": "skipped"},
        ),
        ("each", {("each", "row", "rest", "how"): "rest"}, {"rest": {"how": "rest"}}),
    ],
)
def test_each_kind_has_its_own_form(
    question: str, said: dict[Key, Value | Answer], written: Any
) -> None:
    """What a person reads in the file is as short as the answer allows."""
    visit = visit_with(SAID | said)

    assert as_written(GARDEN, visit)["answers"][question] == written


def test_questions_without_a_value_are_listed_by_why() -> None:
    """Not sure, skipped and rather not say are kept apart."""
    visit = visit_with({("age",): NOT_SURE, ("pain",): SKIPPED, ("drugs",): DECLINED})

    data = as_written(GARDEN, visit)

    assert data["answers"] == {}
    assert [data[state] for state in ("not_sure", "skipped", "declined")] == [
        ["age"],
        ["pain"],
        ["drugs"],
    ]


def test_answers_of_a_closed_branch_are_set_aside() -> None:
    """What was said where nothing is asked any more is written apart, nothing left out."""
    visit = visit_with(
        {
            ("weak",): "no",
            ("spots",): NOT_SURE,
            ("helps",): ("rest",),
            ("helps", "words", "other"): Words("Ice"),
            ("drugs",): SKIPPED,
            NAME: Words("Riluzole"),
            ("drugs", "row", "2", "name"): Words("Aspirin"),
            ("each", "row", "words", "how"): SKIPPED,
        }
    )

    data = as_written(GARDEN, visit)

    assert data["set_aside"] == {
        "spots": {"state": "not_sure"},
        "helps": {"words": {"other": "Ice"}},
        "drugs": {"rows": {"1": {"name": "Riluzole"}, "3": {"name": "Aspirin"}}},
        "each": {"words": {"how": {"state": "skipped"}}},
    }
    assert data["skipped"] == ["drugs"]
    assert FromWritten(GARDEN, data, started=STARTED).answers == visit.answers


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("about", [True, False])
def test_how_a_date_was_said_comes_back(manner: Manner, about: bool) -> None:
    """Whatever language is spoken then, nothing is read out of the words again."""
    rough = RoughDate(as_typed="x", earliest="2024", latest="2025", manner=manner, about=about)
    data = as_written(GARDEN, visit_with({("began",): rough}))

    found = FromWritten(GARDEN, data, started=STARTED)

    assert found.answers["began",] == answered(rough)


def test_what_was_said_beside_an_answer_comes_back() -> None:
    """The words are kept under notes, by the answer's key, wherever the answer stands."""
    visit = EMPTY.with_answer(("weak",), answered("yes", note="Yes, at night."))
    data = json.loads(json.dumps(as_written(GARDEN, visit) | {"notes": notes_of(visit)}))

    found = FromWritten(GARDEN, data, started=STARTED)

    assert data["notes"] == {"weak": "Yes, at night."}
    assert found.answers["weak",].note == "Yes, at night."
    assert found.problems == []


@pytest.mark.parametrize("notes", [{"weak": "at night"}, {"strange.thing": "at night"}])
def test_a_note_without_an_answer_is_kept_and_told(notes: dict[str, str]) -> None:
    """It belongs to nothing, but nothing that stands in a file is lost."""
    found = FromWritten(GARDEN, {"notes": notes}, started=STARTED)

    assert [one.way for one in found.problems] == [("notes", *notes)]
    assert list(found.misfits.values()) == [[{"note": "at night"}]]


def test_a_file_with_notes_is_written_and_read_whole() -> None:
    """The visit's file holds the notes above the answers."""
    visit = EMPTY.with_answer(("weak",), answered("no", note="No, I stopped."))

    assert 'notes: {weak: "No, I stopped."}' in visit_text(GARDEN, visit).replace("'", '"')
