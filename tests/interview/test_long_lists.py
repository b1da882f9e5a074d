"""Nothing that is needed scrolls away: a list longer than the window comes in parts."""

from __future__ import annotations

import io
from random import Random

import pytest
from rich.console import Console

from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.text_safety import Typed, clean
from mmn_check.visit.flow import course_of
from tests.support.kept import shipped
from tests.support.walks import finished_visit

MORE = (
    "Press Enter for more of the list, or type your answer now.",
    "Press Enter for the rest of the list.",
)
HEIGHT = 24


class Patient(TerminalKeyboard):
    """A keyboard at which somebody reads a list to its end, then types an answer."""

    def __init__(self, screen: io.StringIO, typed: str) -> None:
        self._screen, self._typed = screen, typed

    def read_line(self, *, long: bool = False) -> Typed:
        del long
        said = self._screen.getvalue().rstrip().replace("\n", " ")
        self._screen.write(">\n")
        return clean("" if said.endswith(MORE) else self._typed)

    def read_key(self, *, letters: str = "") -> Typed:
        del letters
        return self.read_line()


@pytest.mark.parametrize("columns", [80, 40])
def test_whatever_is_asked_each_part_fits_the_window(columns: int) -> None:
    """And begins with the question; the whole list is shown, each choice once."""
    bank, parted = shipped(), 0
    course = course_of(bank, finished_visit(bank, Random(5)))
    for step in course.steps:
        screen = io.StringIO()
        console = Console(file=screen, width=columns, height=HEIGHT, color_system=None)
        prompter = TerminalPrompter(console, keyboard=Patient(screen, "1"), language="en")

        question = QuestionScreen(bank, course, step)

        assert prompter.ask(question, minutes=3) == "1"

        *parts, _ = screen.getvalue().split(">\n")
        parted += len(parts) > 1
        for part in parts:
            flat = " ".join(part.split())
            assert " ".join(question.ask.split()) in flat
            assert part.count("\n") < HEIGHT or not step.choices, part
        flat = " ".join(screen.getvalue().split())
        for choice in step.choices:
            assert " ".join(choice.label.split()) in flat
    assert parted > 0


def test_none_stands_below_each_part_of_a_list() -> None:
    """Who has none of it need not read to the end; of urgent signs all are to be read."""
    bank = shipped()
    course = course_of(bank, finished_visit(bank, Random(5)))
    for step in course.steps:
        screen = io.StringIO()
        console = Console(file=screen, width=80, height=20, color_system=None)
        prompter = TerminalPrompter(console, keyboard=Patient(screen, "1"), language="en")
        prompter.ask(QuestionScreen(bank, course, step), minutes=3)
        *parts, _, _ = screen.getvalue().split(">\n")
        for part in parts:
            early = step.none_by_zero and not step.question.urgent_if
            assert (f"\n  0  {step.choices[-1].label}" in part) is early


def test_an_answer_may_be_typed_before_the_list_is_at_its_end() -> None:
    """Who knows the number need not read on."""
    bank = shipped()
    course = course_of(bank, finished_visit(bank, Random(5)))
    step = max(course.steps, key=lambda one: len(one.choices))
    screen = io.StringIO()
    console = Console(file=screen, width=40, height=HEIGHT, color_system=None)

    class Hasty(Patient):
        """Somebody who does not wait for the rest."""

        def read_line(self, *, long: bool = False) -> Typed:
            super().read_line(long=long)
            return clean("2")

    prompter = TerminalPrompter(console, keyboard=Hasty(screen, ""), language="en")

    assert prompter.ask(QuestionScreen(bank, course, step), minutes=0) == "2"
    assert screen.getvalue().count(">") == 1


@pytest.mark.parametrize("none", ["0", "None.", "none of these"])
def test_nobody_denies_signs_that_were_not_shown_yet(none: str) -> None:
    """In a small window "none" counts once the whole urgent list was there to be read."""
    bank = shipped()
    course = course_of(bank, finished_visit(bank, Random(5)))
    step = next(one for one in course.steps if one.question.urgent_if)
    screen = io.StringIO()
    console = Console(file=screen, width=40, height=HEIGHT, color_system=None)

    class Hasty(Patient):
        """Somebody who says it at the first chance."""

        def read_line(self, *, long: bool = False) -> Typed:
            super().read_line(long=long)
            return clean(none)

    prompter = TerminalPrompter(console, keyboard=Hasty(screen, ""), language="en")

    assert prompter.ask(QuestionScreen(bank, course, step), minutes=0) == none
    flat = " ".join(screen.getvalue().split())
    assert all(" ".join(one.label.split()) in flat for one in step.choices)
    assert "Please look at the rest of the list first." in flat
