from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from pexpect import TIMEOUT

from mmn_check.bank.model import Date
from mmn_check.interview.keyboard import HABIT
from mmn_check.interview.question_screen import keys_at
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import ParsedAnswer
from mmn_check.visit.flow import course_of
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.scripted import BANKS
from tests.support.terminal import FREE_TEXT, OWN_WORDS, SHORT_WAY, Terminal
from tests.support.walks import STARTED, finished_visit, seeds

TEN = str(BANKS / "ten_questions")
BY_LINE = ("1", "13", "1", "MMN", "7", "2019", "3", "14", "1", "Why?")
"""The answers to the ten reference questions."""
WORDS = ("MMN", "2019", "Why?")
"""Those of them that are typed out, and are the same for every program compared."""
PRESSED = ("1", "1", "3", "1")
"""Those that one key answers: where first, named or not, the course, ever treated."""


@pytest.fixture
def at_the_first(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts the ten questions in plain mode; the one press at the start screen is not counted."""
    terminals = []

    def begin(*arguments: str) -> Terminal:
        terminal = Terminal(tmp_path, arguments=("start", "--plain", "--bank", TEN, *arguments))
        terminals.append(terminal)
        terminal.wait()
        if "--one-key" not in arguments:
            terminal.type("")
        terminal.presses = 0
        return terminal

    yield begin
    for terminal in terminals:
        terminal.close()


def test_the_ten_reference_questions_take_thirty_keys(
    at_the_first: Callable[..., Terminal], figures: Counter[str]
) -> None:
    """By line: at most 30 keys, 14 of them free text; at most 2,000 bytes from first to last.

    Counted is all that comes to the terminal, the start screen and the echo of the keys included.
    """
    terminal = at_the_first()

    terminal.type_all(*BY_LINE)

    assert "Your page is ready." in terminal.written
    written = len(terminal.written.encode())
    figures["keys for the ten reference questions, by line"] = terminal.presses
    figures["bytes written for them in plain mode"] = written
    assert sum(len(words) + 1 for words in WORDS) == 14
    assert terminal.presses <= 30
    assert written <= 2000


def test_with_one_key_they_take_twenty_six(
    at_the_first: Callable[..., Terminal], figures: Counter[str]
) -> None:
    """By one key: at most 26, and neither a chord nor an arrow among them."""
    terminal = at_the_first("--one-key")

    for answer in BY_LINE:
        if answer in PRESSED:
            terminal.tap(answer)
        else:
            terminal.type(answer)

    assert "Your page is ready." in terminal.written
    figures["keys for the ten reference questions, by one key"] = terminal.presses
    assert terminal.presses <= 26


FIGURES_ALONE = {
    "yes_no": "1",
    "one": "1",
    "many": "2 3",
    "places": "1r2l3b",
    "number": "12",
    "rating": "7",
    "date": "2019",
    "rank": "2 1",
}
"""An answer to each kind of question besides free words, by keys that need no other held down."""


@given(seed=seeds)
@settings(max_examples=examples(25), deadline=None)
def test_no_key_needs_a_chord(seed: int) -> None:
    """Every question of the shipped bank is answered by figures, a side's letter and Enter."""
    bank = shipped()
    for step in course_of(bank, finished_visit(bank, Random(seed))).steps:
        if typed := FIGURES_ALONE.get(step.item.kind):
            few = 0 < len(step.choices) - step.none_by_zero < 3
            fitting = typed[:1].replace("2", "1") if few and step.item.kind == "many" else typed
            fitting = fitting[: 1 if len(step.choices) == 1 else None]
            if isinstance(step.item, Date) and step.item.future:
                fitting = "2031"
            reading = read_answer(step, fitting, clock=Clock(today=STARTED.date()))
            assert isinstance(reading, ParsedAnswer), (step.key, reading)
            assert reading.answer.given
        assert set(keys_at(step)) <= set("bshq")


def test_the_short_way_takes_few_presses(tmp_path: Path, figures: Counter[str]) -> None:
    """A first visit, from the start screen to the page, takes at most 60 keys besides words."""
    terminal = Terminal(tmp_path)
    terminal.wait()
    words = sum(len(SHORT_WAY[at]) + 1 for at in FREE_TEXT)

    terminal.type_all(*SHORT_WAY, "1")
    terminal.see_all()
    terminal.close()

    assert "Shall the page be saved" in terminal.written
    figures["presses for the short way besides free text"] = terminal.presses - words
    assert terminal.presses - words <= 60


def test_three_places_on_one_side_take_six_keys(tmp_path: Path, figures: Counter[str]) -> None:
    """Hand, wrist and upper arm, all right: six keys and Enter, read back in words."""
    terminal = Terminal(tmp_path, arguments=("--plain",))
    terminal.wait()
    terminal.type_all(*SHORT_WAY[: OWN_WORDS + 2])

    before = terminal.presses

    assert "Hand (right), wrist (right), upper arm (right)." in terminal.type("2r3r5r")
    terminal.close()
    figures["keys for three places on one side, Enter included"] = terminal.presses - before
    assert terminal.presses - before <= 6 + 1


def test_none_of_these_takes_one_key(tmp_path: Path, figures: Counter[str]) -> None:
    """0 and Enter say that nothing of a list fits, and it is read back as the list calls it."""
    terminal = Terminal(tmp_path, arguments=("--plain",))
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:-3])
    before = terminal.presses

    assert "  0  None of these" in terminal.written
    assert terminal.type("0").startswith("0\r\n  None of these.\r\n")
    terminal.close()
    figures["keys for none of these, Enter included"] = terminal.presses - before
    assert terminal.presses - before == 2


@pytest.fixture
def one_key(tmp_path: Path) -> Iterator[Terminal]:
    """The shipped questions with one key for a choice, at the first: who fills this in."""
    terminal = Terminal(tmp_path, arguments=("--one-key",))
    terminal.wait()
    terminal.tap("1")
    terminal.tap("1")
    assert "Who is filling this in?" in terminal.written
    yield terminal
    terminal.close()


def quiet_after(terminal: Terminal) -> bool:
    """Whether the program writes nothing for a while: it waits for a key."""
    return bool(terminal.child.expect([r".+", TIMEOUT], timeout=0.4) == 1)


def test_the_same_key_at_once_is_a_slip(one_key: Terminal) -> None:
    """A bounce right after the next question shows is not its answer; later it is."""
    assert "What kind of visit is this?" in one_key.tap("1")

    one_key.child.send("1")
    assert quiet_after(one_key)

    assert "Urgent check" in one_key.tap("1")


def test_a_key_held_down_answers_one_question(one_key: Terminal) -> None:
    """The repeats of a key that is not let go are no answers, even if they come late."""
    one_key.tap("1")
    time.sleep(0.5)
    for _ in range(20):
        one_key.child.send("1")
        time.sleep(0.03)

    assert quiet_after(one_key)
    assert "Urgent check" in one_key.tap("1")


def test_another_key_at_once_is_a_slip_too(one_key: Terminal) -> None:
    """Nobody has read the question by then; in one's own time the same key is taken."""
    one_key.tap("1")

    one_key.child.send("2")
    assert quiet_after(one_key)

    assert "Return visit." in one_key.tap("2")


def test_enter_out_of_habit_behind_a_figure_is_a_slip(one_key: Terminal) -> None:
    """Who types it all the same is not told each time that nothing was typed; later one is."""
    one_key.tap("1")

    one_key.child.send("\r")
    assert quiet_after(one_key)

    time.sleep(HABIT)
    assert "Nothing was typed" in one_key.tap("\r")


def test_words_are_taken_as_words_with_one_key(one_key: Terminal) -> None:
    """A dictated answer is read whole: its first letter is no command."""
    assert "I am helping the patient." in one_key.type("I am helping the patient.")
    assert "Second opinion." in one_key.type("Second opinion.")


def test_one_key_is_remembered_with_the_visit(one_key: Terminal) -> None:
    """After a stop the same visit goes on with one key, the menu before it included."""
    one_key.tap("1")
    one_key.child.send("q\r")
    assert one_key.end() == 3

    again = Terminal(one_key.home)
    again.wait()
    assert "What kind of visit is this?" in again.tap("1")
    assert "Urgent check" in again.tap("1")
    again.close()
