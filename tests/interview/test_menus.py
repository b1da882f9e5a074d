"""The program's own menus, answered in words."""

from __future__ import annotations

import pytest

from mmn_check.errors import StoppedError
from mmn_check.interview.menus import choose
from mmn_check.interview.wizard import READY_OR_HELP
from mmn_check.session.conversation import SAVE_OR_NOT
from tests.support.scripted import Scripted

TIME = ("About 5 minutes", "About 15 minutes", "Everything, about 20 minutes")
READY = ("Show my page", "Check or change my answers", "Go on with more questions, about 8 minutes")
STOP = ("Save and stop (or just press Enter)", "Go on with the questions")
HOW = "Type a number from 1 to 3, or say the words."


@pytest.mark.parametrize(
    ("options", "typed", "picked"),
    [
        (TIME, "Five minutes.", 0),
        (TIME, "fifteen minutes please", 1),
        (TIME, "Everything.", 2),
        (TIME, "Twenty minutes", 2),
        (TIME, "3", 2),
        (READY, "Show page", 0),
        (READY, "Check.", 1),
        (READY, "I'd like to change my answers.", 1),
        (READY, "Go on.", 2),
        (READY, "More questions please.", 2),
        (STOP, "Save and stop.", 0),
        (STOP, "Stop.", 0),
        (STOP, "I want to stop.", 0),
        (STOP, "Go on.", 1),
        (STOP, "More of the questions", None),
        (STOP, "Don't stop.", None),
        (STOP, "Don't go on.", None),
        (STOP, "Not the questions", None),
        (STOP, "x" * 5000, None),
        (STOP, "go on " + "and " * 5000, None),
        (SAVE_OR_NOT, "Page 1 alone.", 0),
        (SAVE_OR_NOT, "Yes, page 1 alone.", 0),
        (SAVE_OR_NOT, "Page 1 alone, for the doctor.", 0),
        (SAVE_OR_NOT, "All pages.", 1),
        (SAVE_OR_NOT, "No thanks.", 2),
        (SAVE_OR_NOT, "Not now.", 2),
        (READY_OR_HELP, "Yes.", 0),
        (READY_OR_HELP, "No.", None),
        (READY_OR_HELP, "Help.", 1),
        (TIME, "minutes", None),
        (TIME, "5", None),
        (TIME, "11", None),
        (READY, "my", None),
    ],
)
def test_an_option_is_taken_by_a_clear_part_of_its_words(
    options: tuple[str, ...], typed: str, picked: int | None
) -> None:
    """What fits one option alone picks it; anything else picks nothing, and the menu stands."""
    prompter = Scripted([typed])

    if picked is None:
        with pytest.raises(EOFError):
            choose(prompter, "Which?", options)
        assert prompter.shown[-1].startswith(f"Type a number from 1 to {len(options)}, or say")
    else:
        assert choose(prompter, "Which?", options) == picked


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Go back.", f"There is no way back from here. {HOW}"),
        ("Help.", f"{HOW} q stops; your answers are kept."),
        ("h", f"{HOW} q stops; your answers are kept."),
        ("Repeat.", "Which?"),
        ("perhaps", HOW),
    ],
)
def test_a_menu_answers_what_is_no_option(typed: str, said: str) -> None:
    """It says what may be typed or said, and stands."""
    prompter = Scripted([typed, "1"])

    assert choose(prompter, "Which?", TIME) == 0
    assert prompter.shown[-1].startswith(f"{said} [")


def test_a_menu_can_be_stopped() -> None:
    """Where no option speaks of it, "stop" stops the program."""
    with pytest.raises(StoppedError):
        choose(Scripted(["Stop."]), "Which?", READY)


def test_enter_takes_what_is_usual() -> None:
    """Also after something that was not understood."""
    assert choose(Scripted(["perhaps", ""]), "Which?", STOP, usual=0) == 0
