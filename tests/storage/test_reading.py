from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mmn_check.bank.model import Bank, Question
from mmn_check.storage.all_answers import FromWritten, as_written
from mmn_check.visit.values import (
    DECLINED,
    NO_MORE,
    NOT_SURE,
    SKIPPED,
    Answer,
    Mark,
    RoughDate,
    Words,
    answered,
)
from tests.support.every_kind import EMPTY, GARDEN, HELPS, SPOTS, STARTED
from tests.support.pseudo import Struck, in_english, not_looked_up
from tests.support.tongue import speaking

LEFT_HAND = Mark("hand", "left")
MISFITS: list[tuple[str, Any, str]] = [
    ("weak", ["yes"], "one word"),
    ("weak", None, "Nothing is written"),
    ("weak", {"state": "skipped"}, "must be answered"),
    ("weak", {"state": "lost"}, '"lost" is no state'),
    ("weak", {"others": "yes"}, "whether the others are really absent"),
    ("hand_used", {"hand": "right"}, "one word"),
    ("worst", {"hand": "both"}, '"both" is not on offer'),
    ("worst", {"knee": "left"}, '"knee" is not on offer'),
    ("worst", {"hand": "left", "foot": "left"}, "one place with its side"),
    ("spots", {"knee": "left"}, '"knee" is not on offer'),
    ("spots", {"hand": "whole"}, '"whole" is not on offer'),
    ("spots", {"picked": {"words": "left"}}, 'write "whole"'),
    ("spots", ["hand"], "places, each with its side"),
    ("drugs", [{"name": "Ice", "and rest": None}], "comma needs quotation marks"),
    ("spots", {}, "places, each with its side"),
    ("spots", [{"hand": "left"}, {"hand": "right"}], '"hand" is picked twice'),
    ("helps", [], "Nothing is picked"),
    ("helps", ["rest", "rest"], '"rest" is picked twice'),
    ("helps", ["none", "rest"], '"none" cannot stand with others'),
    ("helps", ["rest"] * 5, "more here than there is to choose from"),
    ("helps", [["rest"]], "a list of choices"),
    ("helps", {"rest": "yes"}, "a list of choices"),
    ("helps", {"picked": ["rest"], "state": "skipped"}, "a list of choices"),
    ("helps", {"picked": ["rest"], "words": {"rest": "Ice"}}, '"rest" asks for no words'),
    ("helps", {"picked": ["rest"], "words": {}}, "not the form"),
    ("began", {"as_typed": "", "from": "2024", "to": "2024"}, "Nothing is written"),
    ("helps", {"picked": ["other"], "words": {"other": ["Ice"]}}, "This is text"),
    ("order", ["rest", "words", "other"], "No more than 2"),
    ("order", ["none"], "nothing to choose from"),
    ("weak", "perhaps", '"perhaps" is not clear. Which is it? Yes; No; Not sure'),
    ("weak", "back", '"back" is no answer'),
    ("weak", "skip", "needs an answer"),
    ("weak", "declined", "must be answered"),
    ("pain", "77", '"77" is not clear'),
    ("age", "\x1b[31m", "U+001B"),
    ("spots", [["hand"]], "places, each with its side"),
    ("spots", [{"hand": "up"}], '"up" is not on offer'),
    ("spots", ["hand up"], '"hand up"'),
    ("helps", ["not sure"], "a list of choices"),
    ("age", 121, "from 0 to 120"),
    ("age", "-1", "from 0 to 120"),
    ("age", [54], "This is a number"),
    ("pain", [7], "This is a number"),
    ("began", {"from": "2024", "to": "2024"}, "This is a date"),
    ("began", {"as_typed": "x", "until": "2024"}, "This is a date"),
    ("began", {"as_typed": "x", "manner": "long"}, "This is a date"),
    ("grip", ".5", "is not clear. Did you mean 0.5"),
    ("grip", ",75", "is not clear. Did you mean 0.75"),
    ("grip", "1..3", "is not understood"),
    ("pain", ".5", "is not clear"),
    ("began", "2.019", "is not clear. Did you mean 2019"),
    ("began", ".5", "is not understood"),
    ("began", "03/04/2019", "can mean more than one date"),
    ("began", "It was before, no, after. In 2022.", "is not clear"),
    ("began", {"as_typed": "x", "about": "2024"}, "This is a date"),
    ("began", {"as_typed": "x", "from": "2024"}, "no time from one"),
    ("began", {"as_typed": "x", "from": "2024", "to": "2023"}, "no time from one"),
    ("began", {"as_typed": "x", "from": "2024-02-30", "to": "2025"}, "no time from one"),
    ("began", {"as_typed": "x", "from": "24", "to": "2025"}, "no time from one"),
    ("began", {"as_typed": "\x1b[2J"}, "U+001B"),
    ("began", ["2024"], "This is a date"),
    ("story", "bell\x07", "U+0007"),
    ("story", "lone \ud800", "U+D800"),
    ("story", {"text": "x"}, "This is text"),
    ("drugs", "Aspirin", "a list of rows"),
    ("drugs", {"rows": "Aspirin"}, "not the form"),
    ("drugs", {"rows": [{}]}, "made of fields"),
    ("drugs", {"rows": [{"nmae": "x"}]}, '"nmae" is no field'),
    ("drugs", {"rows": {"x": {"name": "x"}}}, "Rows count from 1 to 4"),
    ("drugs", {"rows": {"5": {"name": "x"}}}, "Rows count from 1 to 4"),
    ("drugs", {"rows": [], "more": "perhaps"}, "not the form"),
    ("drugs", {"rows": [], "end": "soon"}, '"soon" is no state'),
    ("drugs", [{"how": {"picked": "rest", "others": "no"}}], "really absent"),
    ("each", {"ice": {"days": 5}}, '"ice" has no row'),
    ("each", {"rest": {"howe": "rest"}}, '"howe" is no field'),
    ("each", ["rest"], "not the form"),
    ("eech", "yes", 'no question "eech"'),
]
"""What is no answer to a question, and what is said of it."""


def read(answers: dict[str, Any], **parts: Any) -> FromWritten:
    return FromWritten(GARDEN, {"answers": answers, **parts}, started=STARTED)


def aside(found: FromWritten) -> Any:
    """The misfits as a file has them."""
    return as_written(GARDEN, replace(EMPTY, misfits=found.misfits))["set_aside"]


def without(bank: Bank, question: str) -> Bank:
    def kept(one: Question) -> bool:
        return one.id != question

    sections = [
        replace(section, questions=tuple(filter(kept, section.questions)))
        for section in bank.sections
    ]
    return replace(bank, sections=tuple(sections))


@pytest.mark.parametrize(("question", "written", "sentence"), MISFITS)
def test_what_does_not_fit_is_named_and_kept(question: str, written: Any, sentence: str) -> None:
    """Nothing is guessed and nothing dropped: a misfit is complained of, and stays a misfit."""
    found = read({question: written})

    assert sentence in found.problems[0].sentence
    assert found.misfits.keys() == {question}
    again = FromWritten(GARDEN, {"set_aside": aside(found)}, started=STARTED)
    assert again.misfits == found.misfits
    assert again.answers == {}


def test_what_does_not_fit_is_named_in_the_language_in_use() -> None:
    """Nothing but what is written there and the names in the bank is left in English."""
    labels = [choice.label for choice in (*HELPS, *SPOTS)]
    forms = "{hand: right} {as_typed: 2024, from: 2024, to: 2024} {name: ...} U+D800 U+001B"
    wrong = []
    for question, written, _ in MISFITS:
        english = [one.sentence for one in read({question: written}).problems]
        with speaking("struck", Struck()):
            struck = [one.sentence for one in read({question: written}).problems]

        own = " ".join([question, str(written), *labels, forms, "y n u s"])
        left = not_looked_up(" ".join(struck)) - not_looked_up(own)
        if left or list(map(in_english, struck)) != english:
            wrong.append((question, written, struck, english))

    assert wrong == []


@pytest.mark.parametrize(
    ("question", "written", "answer"),
    [
        ("weak", "Yes.", answered("yes")),
        ("pain", "not sure", NOT_SURE),
        ("pain", "not_sure", NOT_SURE),
        ("hand_used", "1", answered("hand")),
        ("hand_used", "rather not say", DECLINED),
        ("spots", "1r 2", answered((Mark("hand", "right"), Mark("words", "whole")))),
        ("spots", ["left hand", {"foot": "both"}], answered((LEFT_HAND, Mark("foot", "both")))),
        ("helps", "1 and 2", answered(("rest", "words"))),
        ("helps", ["Kind words", "rest"], answered(("words", "rest"))),
        ("helps", "none of these", answered(("none",))),
        ("worst", "hand", answered(LEFT_HAND)),
        ("worst", "2", answered(Mark("foot", "right"))),
        ("order", ["Kind words", 1], answered(("words", "rest"))),
        ("age", "fifty four", answered(54)),
        ("grip", "1,5", answered(1.5)),
        ("pain", "Seven.", answered(7)),
        ("began", "before the war", answered(RoughDate(as_typed="before the war"))),
        ("began", "2024", answered(RoughDate(as_typed="2024", earliest="2024", latest="2024"))),
        ("story", 7, answered(Words("7"))),
        ("story", "skip", answered(Words("skip"))),
        ("pain", "skip", SKIPPED),
    ],
)
def test_what_a_person_would_type_is_understood(
    question: str, written: Any, answer: Answer
) -> None:
    """A file written by hand may say what would have been typed."""
    around = {"weak": "yes", "spots": {"hand": "left", "foot": "both"}, "helps": ["rest", "words"]}

    found = read(around | {question: written})

    assert found.problems == []
    assert found.answers[question,] == answer


@pytest.mark.parametrize("written", ["none", "no more", [], {"rows": [], "end": "no_more"}])
def test_that_there_are_no_rows_can_be_typed(written: Any) -> None:
    """An empty table may be said in words."""
    assert read({"drugs": written}).answers == {("drugs", "end"): NO_MORE}


def test_rows_may_be_given_by_their_first_field() -> None:
    """A list of names is a table of which only the names are known."""
    found = read({"drugs": ["Aspirin", {"name": "Ice", "since": "2020"}]})

    assert found.problems == []
    assert found.answers["drugs", "row", "0", "name"] == answered(Words("Aspirin"))
    assert found.answers["drugs", "row", "1", "since"] == answered(
        RoughDate(as_typed="2020", earliest="2020", latest="2020")
    )


def test_an_age_makes_dates_of_years_of_life() -> None:
    """How old somebody was then is a date once their age is known, wherever it stands."""
    found = read({"began": "when I was 40", "age": 54})

    date = found.answers["began",].value
    assert isinstance(date, RoughDate)
    assert date.earliest


def test_a_complaint_knows_the_way_to_what_it_is_about() -> None:
    """The keys and numbers that lead to the fault lead a reader to its line."""
    found = read(
        {
            "spots": {"picked": {"hand": "up"}},
            "drugs": {"rows": [{"name": "x"}, {"since": {"as_typed": "", "from": 1}}]},
            "helps": {"picked": ["other"], "words": {"other": {"state": "gone"}}},
        },
        skipped=["pain", "pian"],
    )

    assert [one.way for one in found.problems] == [
        ("skipped", 1),
        ("answers", "spots", "picked", "hand"),
        ("answers", "helps", "words", "other", "state"),
        ("answers", "drugs", "rows", 1, "since", "as_typed"),
    ]


def test_a_table_with_a_row_for_each_pick_has_no_state() -> None:
    """Its rows have; what says so is told, kept, and found wanting again."""
    found = read({}, skipped=["each"])
    again = read({}, set_aside=aside(found))

    assert [one.question for one in (*found.problems, *again.problems)] == ["each", "each"]
    assert found.misfits == again.misfits == {"each": [{"state": "skipped"}]}


def test_a_misspelt_word_comes_with_what_it_could_have_been() -> None:
    """A complaint offers the words among which the right one is."""
    found = read({"hand_used": "hadn", "wek": "yes"})

    known = {one.word: one.known for one in found.problems}
    assert "weak" in known["wek"]


@pytest.mark.parametrize("part", ["answers", "set_aside", "not_sure", "skipped", "declined"])
def test_a_part_of_the_wrong_shape_is_named(part: str) -> None:
    """Answers stand by question, states in lists."""
    found = FromWritten(GARDEN, {part: "weak"}, started=STARTED)

    assert [one.way for one in found.problems] == [(part,)]


def test_the_fields_that_fit_are_kept_when_one_does_not() -> None:
    """Of a table, only the cell that does not fit is set aside."""
    found = read({"drugs": [{"name": "Aspirin"}, {"name": "Ice", "how": "often"}]})

    assert found.answers.keys() == {
        ("drugs", "row", "0", "name"),
        ("drugs", "row", "1", "name"),
        ("drugs", "end"),
    }
    assert found.misfits == {"drugs": [{"rows": {"2": {"how": "often"}}}]}


def test_the_first_of_two_answers_counts_and_the_second_is_kept() -> None:
    """A question that is both answered and skipped is complained of."""
    found = read({"pain": 7}, skipped=["pain"], set_aside={"pain": 3})

    assert found.answers == {("pain",): answered(7)}
    assert [one.way for one in found.problems] == [("skipped", 0), ("set_aside", "pain")]
    assert aside(found) == {"pain": {"no longer fits": [{"state": "skipped"}, 3]}}
    assert read({"pain": 7}, set_aside=aside(found)).misfits == found.misfits


def test_rows_that_are_more_or_no_more() -> None:
    """A table may say in so many words whether it goes on."""
    open_table = read({"drugs": {"rows": [{"name": "Ice"}], "more": "yes"}})
    closed = read({"drugs": {"rows": [{"name": "Ice"}], "more": "no"}})
    both = read({"drugs": {"rows": {"1": {"name": "Ice"}}, "end": "no_more", "state": "skipped"}})

    assert ("drugs", "end") not in open_table.answers
    assert ("drugs", "end") in closed.answers
    assert {("drugs", "end"), ("drugs",), ("drugs", "row", "0", "name")} == both.answers.keys()


def test_answers_of_a_question_that_went_come_back_with_it() -> None:
    """A changed bank drops nothing: when the question returns, so does its answer."""
    visit = EMPTY.with_answer(("weak",), answered("yes")).with_answer(("pain",), answered(7))
    data = as_written(GARDEN, visit)

    smaller = without(GARDEN, "pain")
    found = FromWritten(smaller, data, started=STARTED)
    meanwhile = replace(EMPTY, answers=found.answers, misfits=found.misfits)
    back = FromWritten(GARDEN, as_written(smaller, meanwhile), started=STARTED)

    assert found.misfits == {"pain": [7]}
    assert back.answers == visit.answers
    assert back.misfits == {}


def test_a_misfit_and_a_closed_branch_of_one_question_are_both_kept() -> None:
    """What no longer fits and what is not asked now stand side by side in the file."""
    misfits: dict[str, list[Any]] = {"spots": [{"knee": "left"}, "both"], "gone": ["yes"]}
    visit = replace(
        EMPTY.with_answer(("weak",), answered("no")).with_answer(
            ("spots",), answered((LEFT_HAND,))
        ),
        misfits=misfits,
    )

    data = as_written(GARDEN, visit)
    found = FromWritten(GARDEN, data, started=STARTED)

    assert data["set_aside"]["spots"] == {
        "set aside": {"hand": "left"},
        "no longer fits": [{"knee": "left"}, "both"],
    }
    assert (found.answers, found.misfits) == (visit.answers, misfits)


def test_what_was_answered_below_the_depth_counts() -> None:
    """As where a later version of the bank asks it only of those with more time."""
    visit = replace(
        EMPTY.with_answer(("drugs", "row", "0", "name"), answered(Words("Ice"))), depth=1
    )

    data = as_written(GARDEN, visit)

    assert data["answers"]["drugs"]["rows"] == [{"name": "Ice"}]
    assert not data.get("set_aside")
    assert FromWritten(GARDEN, data, started=STARTED).answers == visit.answers


def test_a_bank_need_not_ask_for_the_age() -> None:
    """Dates are read without it."""
    found = FromWritten(without(GARDEN, "age"), {"answers": {"began": "2024"}}, started=STARTED)

    assert ("began",) in found.answers
