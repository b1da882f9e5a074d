from __future__ import annotations

import pytest

from mmn_check.bank.conditions import AllOf, AnyOf, Condition, Within
from mmn_check.bank.model import (
    Bank,
    Choice,
    Date,
    FixedText,
    Many,
    One,
    Question,
    Section,
    Text,
    YesNo,
)
from mmn_check.output.blank_form import BlankForm
from tests.support.tongue import Tongue, speaking

QUESTIONS: tuple[Question, ...] = (
    YesNo(id="weak", ask="Weak?"),
    Many(
        id="signs",
        ask="Signs?",
        choices=(
            Choice(id="cramps", label="Cramps", group="muscle"),
            Choice(id="twitches", label="Twitches", group="muscle"),
            Choice(id="none", label="None of these", exclusive=True),
        ),
    ),
    One(id="worst", ask="Worst?", picked_in="signs"),
    Date(id="began", ask="When?"),
    Text(id="words", ask="Words?", help="Be short. Take your time.", note="time"),
    Text(id="more", ask="More?", note="time"),
)
SECTION = Section(id="all", title="All", questions=QUESTIONS)
TEXTS = {"time": FixedText(text="Take your time.", sources=())}
GUIDE = BlankForm(
    bank=Bank(id="b", version="1", title="B", texts=TEXTS, sources={}, sections=(SECTION,)),
    sections=(SECTION,),
    numbers={one.id: number for number, one in enumerate(QUESTIONS, start=1)},
)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ((AnyOf(question="weak", words=("yes",)),), "you ticked “Yes” in question 1"),
        (
            (AnyOf(question="weak", words=("yes", "not_sure", "skipped", "declined")),),
            "you ticked “Yes”, “Not sure” or nothing in question 1",
        ),
        (
            (AnyOf(question="signs", words=("any",)),),
            "you ticked anything but “None of these” in question 2",
        ),
        (
            (AnyOf(question="signs", words=("muscle",)),),
            "you ticked “Cramps” or “Twitches” in question 2",
        ),
        (
            (AllOf(question="signs", words=("cramps", "twitches")),),
            "you ticked “Cramps”, and also “Twitches” in question 2",
        ),
        (
            (AllOf(question="signs", words=("muscle", "none")),),
            "you ticked “Cramps” or “Twitches”, and also “None of these” in question 2",
        ),
        ((AnyOf(question="worst", words=("cramps",)),), "you ticked “Cramps” in question 3"),
        ((AnyOf(question="words", words=("any",)),), "you answered question 5"),
        (
            (Within(question="began", days=31),),
            "the day you gave in question 4 is in the last 31 days",
        ),
        (
            (AnyOf(question="weak", words=("no",)), AnyOf(question="words", words=("any",))),
            "you ticked “No” in question 1, and you answered question 5",
        ),
    ],
)
def test_a_condition_is_said_in_words(condition: Condition, words: str) -> None:
    """By the number of the question and by what stands beside its boxes."""
    assert GUIDE.holds_if(condition) == words


def test_fixed_words_are_not_said_twice() -> None:
    """A note is left out where the help says the same."""
    assert GUIDE.note_to(GUIDE.bank.by_id["words"]) is None
    assert GUIDE.note_to(GUIDE.bank.by_id["more"]) == "Take your time."
    assert GUIDE.note_to(GUIDE.bank.by_id["began"]) is None


REVERSED = Tongue(
    {
        "you ticked {things} in {question}": "in {question} is a tick at {things}",
        "you ticked nothing in {question}": "{question} is empty",
        "{one}, and {more}": "{more} while {one}",
        "{things} or {last}": "{last}, else {things}",
        "Yes": "Aye",
    }
)
"""A language in which the last comes first."""


def test_another_language_puts_a_condition_in_its_own_order() -> None:
    """Its clauses, its choices and an empty box each as a whole."""
    condition = (
        AnyOf(question="weak", words=("yes", "skipped")),
        AnyOf(question="signs", words=("skipped", "declined")),
    )
    english = GUIDE.holds_if(condition)
    assert (
        english == "you ticked “Yes” or nothing in question 1, and you ticked nothing in question 2"
    )
    with speaking("xx", REVERSED):
        words = GUIDE.holds_if(condition)
    assert words == "question 2 is empty while in question 1 is a tick at nothing, else “Aye”"
