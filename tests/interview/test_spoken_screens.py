"""What a person meets on the way, where another language is spoken: nothing of it is English.

Bank and program speak a made-up language here, in which every letter has an accent. So a
letter without one belongs to a sentence that was forgotten.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

import pytest
from rich.console import Console

from mmn_check.bank.model import Bank, Many
from mmn_check.bank_check.checked_bank import read_glossary
from mmn_check.errors import StoppedError
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.menus import choose
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.text_safety import Typed, clean
from mmn_check.visit.flow import course_of
from mmn_check.visit.values import NO_MORE, NOT_SURE, Answer, Words, answered
from mmn_check.visit.visit import Key, Visit
from tests.support.kept import shipped
from tests.support.other_letters import bank_in_other_letters, latin_words
from tests.support.profile import examples
from tests.support.pseudo import Struck, struck
from tests.support.scripted import BANKS, NOW, Sitting, Watched, headache
from tests.support.tongue import speaking
from tests.support.walks import new_visit

ON_A_WHIM = (
    *("1", "1", "2", "3", "0", "5", "1 2", "3 1", "2b", "1r 2l", "52", "2019", "99", "ж", "жж жж"),
    *("", "u", "s", "h", "r", "b", "i"),
)
"""What somebody types who tries everything: figures, letters that are keys, other letters."""
TERMS = tuple(f"{one.word}: " for one in read_glossary(BANKS / "headache"))
"""How the lines of help begin that the bank's own glossary says, in English."""
HEADACHE = ("", "1", "1", "0", "s", "1", "1r", "3", "2019", "0", "0", "s", "1")
"""The short way through the little bank, from the start screen to the page."""


class Typist(TerminalKeyboard):
    """A keyboard on which a script is typed; then the terminal is closed."""

    def __init__(self, typed: Iterable[str | Typed]) -> None:
        self._typed = iter(typed)

    def read_line(self, *, long: bool = False) -> Typed:
        del long
        for one in self._typed:
            return one if isinstance(one, Typed) else clean(one)
        raise EOFError

    def read_key(self, *, letters: str = "") -> Typed:
        del letters
        return self.read_line()


class OnScreen(Watched):
    """The real screens, on which nothing that is typed is echoed."""

    def __init__(self, typed: Iterable[str | Typed]) -> None:
        self._file = io.StringIO()
        console = Console(file=self._file, width=500, color_system=None, force_terminal=True)
        super().__init__(console, keyboard=Typist(typed), language="en")

    @property
    def shown(self) -> list[str]:
        return self._file.getvalue().splitlines()


@cache
def little() -> Bank:
    """The bank about headaches in other letters."""
    return bank_in_other_letters(headache())


@cache
def large() -> Bank:
    """The shipped bank in other letters."""
    return bank_in_other_letters(shipped())


@pytest.fixture(autouse=True)
def _struck() -> Iterator[None]:
    with speaking("struck", Struck()):
        yield


def seated(
    bank: Bank,
    *typed: str | Typed,
    visit: Visit | None = None,
    earlier: Visit | None = None,
    one_key: bool = False,
) -> Sitting:
    """A person in front of the real screens."""
    screen = OnScreen(typed)
    screen.one_key = one_key
    return Sitting(bank, visit=visit, earlier=earlier, prompter=screen)


def forgotten(sitting: Sitting, *meets: str) -> list[str]:
    """The lines that were not looked up, once it is sure that some sentences were met."""
    whole = "\n".join(sitting.shown)
    assert [one for one in meets if struck(one) not in whole] == []
    return [line for line in sitting.shown if latin_words(line) and not line.startswith(TERMS)]


def to_the_end(sitting: Sitting) -> None:
    """Sit down, stop, go on and come back for as long as anything is typed."""
    with suppress(EOFError):
        sitting.wizard.open()
        while True:
            with suppress(StoppedError):
                sitting.wizard.run()
                sitting.wizard.come_back(NOW.date())


def test_what_is_not_looked_up_is_seen() -> None:
    """A sentence in plain English, or a label of the program's own, is found on the screen."""
    sitting = seated(little(), "1")

    choose(sitting.prompter, "Do you like it?", ("Yes", struck("No")))

    assert forgotten(sitting) == ["Do you like it?", "  1  Yes"]


@pytest.mark.parametrize("seed", range(examples(4)))
@pytest.mark.parametrize("bank", [little, large])
def test_whatever_is_typed_nothing_english_is_shown(bank: Callable[[], Bank], seed: int) -> None:
    """Every kind of question, help, refusals, what was understood, the way back, the review."""
    chance = Random(seed)
    typed = [chance.choice(ON_A_WHIM) for _ in range(300)]
    sitting = seated(bank(), "", "3", *typed)

    to_the_end(sitting)

    assert forgotten(sitting, "Not sure", "back", "Pick one.", "Why the doctor asks: ") == []


def test_the_first_screens_are_looked_up() -> None:
    """How to go on, when to get help now, how much time there is; and that it was stopped."""
    sitting = seated(large(), "h", "", "", "q")

    with pytest.raises(StoppedError) as stopped:
        sitting.wizard.open()

    assert forgotten(sitting, "Press Enter to go on.", "How much time do you have?") == []
    assert not latin_words(str(stopped.value))


def test_one_key_is_explained_in_the_language() -> None:
    """The first screen with its two choices, and what one key does."""
    sitting = seated(large(), "2", "", "1", "1", one_key=True)

    to_the_end(sitting)

    assert forgotten(sitting, "Are you ready?", "Press its number or letter.") == []


def test_who_comes_back_is_asked_in_the_language() -> None:
    """The day of the finished visit in words, what may be wanted, and the review."""
    before = seated(little(), *HEADACHE)
    before.wizard.open()
    before.wizard.run()
    visit = replace(before.interview.visit, finished=NOW)
    sitting = seated(little(), "3", "7", "", "99", "0", visit=visit)

    wish = sitting.wizard.come_back(date(2026, 11, 21))

    assert wish == "change"
    told = ("You finished a visit on ", "November", "Your answer now: ", "Kept as it was.")
    assert forgotten(sitting, *told, "Type a number from 1 to ") == []


LAST_TIME: dict[Key, Answer] = {
    ("tasks",): answered(("work", "noise")),
    ("task_now", "row", "work", "how"): answered("slow"),
    ("task_now", "row", "noise", "how"): NOT_SURE,
    ("pills", "row", "0", "name"): answered(Words("ж")),
    ("pills", "row", "0", "helps"): answered("yes"),
    ("pills", "row", "1", "name"): answered(Words("жж")),
    ("pills", "row", "1", "helps"): NOT_SURE,
    ("pills", "end"): NO_MORE,
}


def test_what_was_said_last_time_is_offered_in_the_language() -> None:
    """All of it, or some to be changed; a row of which nothing was said, too."""
    visit = replace(new_visit(little(), depth=1), answers={("aches",): answered("no")})
    earlier = replace(visit, answers=LAST_TIME)
    typed = ("", "1", "1", "0", "s", "2", "?", "2 3 4", "2", "1", "", "", "0", "1", "0", "0")
    sitting = seated(little(), *typed, visit=visit, earlier=earlier)

    to_the_end(sitting)

    told = ("This is what was said on ", "nothing said", "All as it was", "Take it out")
    assert forgotten(sitting, *told, "Which are to be changed?", ": one more") == []


def test_what_is_taken_out_is_told_in_the_language() -> None:
    """A row by its name and number."""
    visit = replace(new_visit(little(), depth=1), answers={("aches",): answered("no"), **LAST_TIME})
    sitting = seated(little(), "5", "0", "0", visit=visit)

    with suppress(EOFError):
        sitting.wizard.change()

    assert forgotten(sitting, "Take out this ", "is taken out.") == []


def test_what_is_said_of_the_keyboard_is_looked_up() -> None:
    """Hints on and off, what could not be read, what was left out."""
    typed = ("quiet", "quiet", Typed(text="", unreadable=True), Typed(text="1", left_out=True))
    sitting = seated(little(), "", *typed)

    to_the_end(sitting)

    told = ("Hints are off.", "Hints are shown again.", "Some of that could not be read", "A tab")
    assert forgotten(sitting, *told) == []


def test_where_there_are_no_ideas_that_is_looked_up() -> None:
    """A table that offers ideas in a bank that has none for this visit."""
    sitting = seated(replace(little(), ideas=()), *HEADACHE[:-2], "i")

    to_the_end(sitting)

    assert forgotten(sitting, "There are no ideas here.") == []


def test_a_group_is_not_called_by_its_id() -> None:
    """Headings come from the bank."""
    sitting = seated(large(), "1")
    course = course_of(large(), new_visit(large()))
    question = large().by_id["tasks"]
    assert isinstance(question, Many)
    step = replace(
        course.steps[0],
        key=("tasks",),
        question=question,
        item=question,
        choices=question.choices,
    )
    course = replace(course, steps=(*course.steps, step))

    sitting.prompter.ask(QuestionScreen(large(), course, step), minutes=1)

    assert struck("  Hands:") in sitting.shown
    assert forgotten(sitting) == []
