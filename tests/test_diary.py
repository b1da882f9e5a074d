"""The diary at a terminal, as a person keeps it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.support.terminal import TOP, Terminal, data_of, run

VISITS = TOP / "tests" / "visits"
Begin = Callable[..., Terminal]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], None]:
    """Puts a visit of the reading test into a home, where no diary is yet."""
    made = tmp_path_factory.mktemp("told")

    def put(visit: str, home: Path) -> None:
        if not (made / visit).exists():
            (made / visit).mkdir()
            kept = run(made / visit, "start", "--answers", str(VISITS / f"{visit}.yaml"))
            assert kept.returncode == 0
        shutil.copytree(data_of(made / visit), data_of(home))

    return put


@pytest.fixture
def begin(tmp_path: Path, told: Callable[[str, Path], None]) -> Iterator[Begin]:
    """Starts the diary at a terminal, for who was asked about a visit before."""
    terminals = []

    def started(*arguments: str, visit: str = "wears_off", columns: int = 80) -> Terminal:
        if visit and not data_of(tmp_path).exists():
            told(visit, tmp_path)
        terminal = Terminal(tmp_path, arguments=("diary", *arguments), columns=columns)
        terminals.append(terminal)
        terminal.wait()
        return terminal

    yield started
    for terminal in terminals:
        if not terminal.child.closed:
            terminal.close()


def answer(terminal: Terminal, *lines: str) -> int:
    """Type lines, the last of which ends the day; the exit code."""
    terminal.type_all(*lines[:-1])
    terminal.presses += len(lines[-1]) + 1
    terminal.child.send(f"{lines[-1]}\r")
    return terminal.end()


def days(home: Path) -> list[dict[str, object]]:
    """The lines of the diary."""
    text = (data_of(home) / "diary.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


ORDINARY = ("4", "6", "1", "n", "0")
"""An ordinary day: two numbers, a task, no dose, nothing more."""


def test_an_ordinary_day_takes_few_keys(
    begin: Begin, tmp_path: Path, figures: Counter[str]
) -> None:
    """At most 5 questions and 12 key presses, Enter counted; one line is kept."""
    terminal = begin()

    assert answer(terminal, *ORDINARY) == 0

    figures["keys for an ordinary day in the diary"] = terminal.presses
    assert len(ORDINARY) <= 5
    assert terminal.presses <= 12
    (day,) = days(tmp_path)
    assert day["answers"] == {
        "day_arms": 4,
        "day_legs": 6,
        "day_task": ["buttons"],
        "day_dose": "no",
        "day_more": ["none"],
    }


def test_the_day_of_a_dose_takes_as_few(begin: Begin, tmp_path: Path) -> None:
    """The product is offered as last time, by one key."""
    answer(begin("--day", "yesterday"), "4", "6", "1", "y", "Privigen 40 g", "0")
    terminal = begin()

    answer(terminal, "4", "6", "1", "y", "1", "0")

    assert terminal.presses <= 12
    assert days(tmp_path)[-1]["answers"]["day_product"] == "Privigen 40 g"  # type: ignore[index]


def test_the_hardest_task_is_offered_as_last_time(begin: Begin, tmp_path: Path) -> None:
    """By one key, from whichever day told it last; another one takes no more than 12 keys."""
    answer(begin("--day", "yesterday"), "4", "6", "1", "y", "Privigen 40 g", "0")

    other = begin()
    answer(other, "4", "6", "2", "3", "n", "0")
    again = begin("--day", "tomorrow")
    answer(again, "2", "4", "6", "1", "y", "1", "0")

    assert other.presses <= 12
    assert "Is all of it as it was?" in other.written
    last = days(tmp_path)[-2:]
    assert [one["answers"]["day_task"] for one in last] == [["jars"]] * 2  # type: ignore[index]
    assert last[-1]["answers"]["day_product"] == "Privigen 40 g"  # type: ignore[index]


def test_a_day_with_grip_numbers_takes_as_few(
    begin: Begin, tmp_path: Path, figures: Counter[str]
) -> None:
    """Of who marked hands or arms alone, by one key: at most 12 presses."""
    answer(begin("--day", "yesterday", visit="second_opinion"), "4", "1", "n", "0")
    terminal = begin("--one-key")

    terminal.type("4")
    terminal.tap("1")
    terminal.tap("2")
    terminal.type_all("2", "30")
    answer(terminal, "21")

    figures["keys for a day with grip numbers in the diary"] = terminal.presses
    assert terminal.presses <= 12
    assert days(tmp_path)[-1]["answers"] == {
        "day_arms": 4,
        "day_task": ["buttons"],
        "day_dose": "no",
        "day_more": ["grip_kg"],
        "day_right_kg": 30,
        "day_left_kg": 21,
    }


@pytest.mark.parametrize(
    "how",
    [("--plain",), ("--one-key",), ("--language", "es"), ("--plain", "--quiet-hints")],
    ids=["plain", "one key", "Spanish", "quiet"],
)
@pytest.mark.parametrize("columns", [80, 40])
def test_a_day_can_be_asked_in_every_way(
    begin: Begin, tmp_path: Path, how: tuple[str, ...], columns: int
) -> None:
    """The same day comes of it, and no line is wider than the window."""
    terminal = begin(*how, columns=columns)
    if "--one-key" in how:
        terminal.type("4")
        terminal.type("6")
        terminal.type("1")
        terminal.tap("2")
        terminal.child.send("0\r")
        assert terminal.end() == 0
    else:
        assert answer(terminal, *ORDINARY) == 0

    (day,) = days(tmp_path)
    assert day["answers"]["day_legs"] == 6  # type: ignore[index]
    assert max(len(line.rstrip()) for line in terminal.screen.display) <= columns
    if "--plain" in how:
        assert "\x1b" not in terminal.written


def test_what_was_answered_is_safe_before_the_next_question(begin: Begin, tmp_path: Path) -> None:
    """A program that is killed has lost nothing that was answered."""
    terminal = begin()

    for typed in ORDINARY[:3]:
        terminal.type(typed)
    terminal.close()

    assert list(days(tmp_path)[0]["answers"]) == ["day_arms", "day_legs", "day_task"]  # type: ignore[call-overload]


def test_all_of_it_may_be_skipped(begin: Begin, tmp_path: Path) -> None:
    """A skipped question is kept as skipped, which is not no."""
    answer(begin(), "s", "s", "s", "s", "s")

    (day,) = days(tmp_path)
    assert day["skipped"] == ["day_arms", "day_legs", "day_task", "day_dose", "day_more"]
    assert "answers" not in day


def test_only_the_parts_and_treatments_of_the_visit_are_asked(begin: Begin) -> None:
    """Who marked no leg and has no immune globulin is asked for neither."""
    terminal = begin("--plain", visit="finger_drop")

    answer(terminal, "4", "1", "0")

    assert "hands and arms" in terminal.written
    assert "legs and feet" not in terminal.written
    assert "immune globulin" not in terminal.written


def test_a_helper_is_asked_about_the_patient(begin: Begin) -> None:
    """Whoever typed at the visit is spoken to here."""
    terminal = begin("--plain", visit="foot_drop_by_daughter")

    assert "the patient's" in terminal.written


def test_an_urgent_sign_shows_the_same_card(begin: Begin, tmp_path: Path) -> None:
    """The card comes at once, the sign is kept, and Enter alone stops there."""
    terminal = begin("--plain")

    answer(terminal, "4", "6", "1", "n", "1", "7", "")

    assert "STOP. Get help now." in terminal.written
    (day,) = days(tmp_path)
    assert day["answers"]["day_signs"] == ["breathing"]  # type: ignore[index]
    assert "day_signs" in day["stop_card_shown"]  # type: ignore[operator]


def test_a_day_is_put_right_or_told_twice(begin: Begin, tmp_path: Path) -> None:
    """One more line tells what was put right; a second entry has a number of its own."""
    answer(begin(), *ORDINARY)
    answer(begin(), "1", "1", "7", "0")
    answer(begin(), "2", "2", "6", "1", "n", "0")

    kept = days(tmp_path)
    assert [(one["entry"], one["answers"]["day_arms"]) for one in kept] == [(1, 4), (1, 7), (2, 2)]  # type: ignore[index]
    assert kept[1]["answers"]["day_legs"] == 6  # type: ignore[index]


def test_a_dose_taken_back_leaves_nothing_of_it(begin: Begin, tmp_path: Path) -> None:
    """What was said of the product stands aside, as at a visit."""
    answer(begin(), "4", "6", "1", "y", "Privigen 40 g", "0")
    answer(begin(), "1", "4", "n", "0")

    last = days(tmp_path)[-1]
    assert last["answers"]["day_dose"] == "no"  # type: ignore[index]
    assert last["set_aside"] == {"day_product": "Privigen 40 g"}


@pytest.mark.parametrize(
    "said", ["last week", "2026", "March", "about 3 Nov 2026", "soon", "", "\x1b[2J"]
)
def test_a_vague_day_is_refused(
    tmp_path: Path, said: str, told: Callable[[str, Path], None]
) -> None:
    """A diary day is a day; one sentence says how to name it."""
    told("wears_off", tmp_path)

    refused = run(tmp_path, "diary", "--day", said)

    assert refused.returncode == 2
    assert "is not one day. Say which, such as --day yesterday" in " ".join(refused.stderr.split())
    assert "\x1b" not in refused.stderr


def test_a_day_to_come_is_asked_about(begin: Begin, tmp_path: Path) -> None:
    """A dose may be noted for a day to come, but not by a slip of the year."""
    terminal = begin("--day", "3 March 2031")

    assert "3 March 2031 is still to come. Which day is meant?" in terminal.written
    answer(terminal, "2", *ORDINARY)
    assert days(tmp_path)[0]["day"] == "2031-03-03"


def test_a_second_window_is_refused(begin: Begin, tmp_path: Path) -> None:
    """While one window asks, another can do no harm."""
    begin()
    second = Terminal(tmp_path, arguments=("diary",))

    assert second.end() == 1
    assert "The diary is open in another window." in second.written


def test_without_a_visit_it_says_what_to_do_first(tmp_path: Path) -> None:
    """The diary asks about what a visit told."""
    refused = run(tmp_path, "diary")

    assert refused.returncode == 1
    assert "To begin one: mmn-check" in refused.stderr


def test_a_damaged_line_is_told_at_the_start(begin: Begin, tmp_path: Path) -> None:
    """It is left as it is, and the day is kept behind it."""
    begin().close()
    file = data_of(tmp_path) / "diary.jsonl"
    file.write_text('{"day": "20')

    terminal = begin("--plain")
    answer(terminal, *ORDINARY)

    assert "line 1, is no day that can be read" in " ".join(terminal.written.split())
    assert file.read_text().startswith('{"day": "20\n{"day": ')


def test_visits_and_forget_know_it(begin: Begin, tmp_path: Path) -> None:
    """It is listed below the visits, deleted by its name, and goes with everything."""
    answer(begin(), *ORDINARY)
    assert "diary  1 entry, " in run(tmp_path, "visits").stdout

    gone = run(tmp_path, "forget", "diary", "--yes")

    assert "Deleted: the diary" in gone.stdout
    assert not (data_of(tmp_path) / "diary.jsonl").exists()
    assert run(tmp_path, "forget", "diary", "--yes").returncode == 1
    answer(begin(), *ORDINARY)
    everything = run(tmp_path, "forget", "--all", "--yes")
    assert "Deleted: the diary" in everything.stdout
    assert not data_of(tmp_path).exists()


def test_a_bank_without_a_diary_says_so(tmp_path: Path) -> None:
    """It is no fault of the person's."""
    bank = tmp_path / "bank"
    shutil.copytree(TOP / "questions", bank)
    (bank / "diary.yaml").unlink()

    refused = run(tmp_path, "diary", "--bank", str(bank))

    assert refused.returncode == 2
    assert "This question bank has no diary." in refused.stderr


def test_ctrl_c_says_where_the_answers_are(begin: Begin) -> None:
    """As at a visit."""
    terminal = begin()
    terminal.type("4")
    terminal.press("\x03")
    terminal.child.expect(pexpect.EOF)

    assert "Go on with: mmn-check diary" in f"{terminal.written}{terminal.child.before}"
