from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

import pexpect
import pytest

from mmn_check import __main__ as program
from mmn_check.errors import StoppedError
from mmn_check.interview import os_signals
from mmn_check.interview.keyboard import SLIP
from tests.support.kept import keep
from tests.support.profile import combined
from tests.support.terminal import (
    OWN_WORDS,
    PATIENCE,
    PROGRAM,
    SHORT_WAY,
    Terminal,
    data_of,
    let_settle,
    run,
    surroundings,
)

PLACES: dict[str, tuple[tuple[str, ...] | None, tuple[str, ...], tuple[str, ...]]] = {
    "start screen": (None, (), ()),
    "depth menu": (None, (), ("",)),
    "one key": (None, (), ("1", "1")),
    "resume menu": (SHORT_WAY[:6], (), ()),
    "question": (SHORT_WAY[:6], (), ("1",)),
    "stop card": (SHORT_WAY[:4], (), ("1", "1")),
    "page ready": (SHORT_WAY, (), ("1",)),
    "review": (SHORT_WAY, ("change",), ()),
    "PDF offer": (SHORT_WAY, (), ("1", "1")),
}
"""What was typed in an earlier sitting, the command, and what is typed now to come there."""
SENTENCE = re.compile(r"(?:Your answers so far|All your answers) are in (\S+)\n.*: mmn-check")


def at(home: Path, place: str) -> Terminal:
    """The program, brought to a place."""
    before, command, typed = PLACES[place]
    if before:
        keep(home, *before)
    terminal = Terminal(home, arguments=command, columns=200)
    terminal.wait()
    terminal.type_all(*typed)
    return terminal


def tell_where(written: str, home: Path) -> bool:
    """Whether one line says where the answers are, and they are there; the last says what next.

    The path stands at the end of its line: who copies it takes no other word along.
    """
    lines = written.rstrip("\r\n^C").splitlines()
    told = SENTENCE.findall("\n".join(lines))
    return len(told) == 1 and lines[-2].endswith(told[0]) and home in Path(told[0]).parents


@pytest.mark.parametrize("place", PLACES)
def test_ctrl_c_is_an_ordinary_ending_everywhere(
    tmp_path: Path, place: str, figures: Counter[str]
) -> None:
    """Wherever Ctrl-C is pressed, the code is 130 and the last words say where the answers are."""
    terminal = at(tmp_path, place)

    terminal.press("\x03")

    assert terminal.end() == 130
    assert tell_where(terminal.written, tmp_path), terminal.written[-300:]
    assert "Traceback" not in terminal.written
    figures["ways of leaving tried"] += 1


@pytest.mark.parametrize(
    ("place", "sent"),
    combined(
        ["start screen", "question", "one key", "review"],
        ["\x04", "\x1c", signal.SIGTERM, signal.SIGHUP],
    ),
)
def test_being_told_to_end_is_a_stop(
    tmp_path: Path, place: str, sent: str | signal.Signals, figures: Counter[str]
) -> None:
    """Ctrl-D, Ctrl-Backslash, a polite kill and a hangup stop the program as the person would."""
    terminal = at(tmp_path, place)

    if isinstance(sent, str):
        terminal.press(sent)
    else:
        let_settle(terminal.child)
        terminal.child.kill(sent)

    assert terminal.end() == 3
    assert tell_where(terminal.written, tmp_path), terminal.written[-300:]
    assert "Traceback" not in terminal.written
    figures["ways of leaving tried"] += 1


def test_a_closed_terminal_is_a_stop(tmp_path: Path, figures: Counter[str]) -> None:
    """Nobody is there to be told; the answers are kept."""
    terminal = at(tmp_path, "question")
    terminal.type("52")

    assert terminal.hang_up() == 3
    assert "not finished, 5 questions answered" in run(tmp_path, "visits").stdout
    figures["ways of leaving tried"] += 1


def test_an_impatient_person_gets_the_same_ending(tmp_path: Path) -> None:
    """Ctrl-C pressed over and over still ends with these words and the code."""
    terminal = at(tmp_path, "question")

    terminal.press("\x03\x03")
    terminal.child.send("\x03\x03")

    assert terminal.end() == 130
    assert tell_where(terminal.written, tmp_path)


@pytest.mark.parametrize("number", os_signals.CALLS)
def test_the_second_call_does_not_break_into_the_answer_to_the_first(number: int) -> None:
    """Once it was told to end, the program says in peace where the answers are."""
    before = {one: signal.getsignal(one) for one in os_signals.CALLS}
    try:
        os_signals.listen()
        with pytest.raises((KeyboardInterrupt, StoppedError)):
            signal.raise_signal(number)
        for again in os_signals.CALLS:
            signal.raise_signal(again)

        os_signals.listen()
        with pytest.raises((KeyboardInterrupt, StoppedError)):
            signal.raise_signal(number)
    finally:
        for one, way in before.items():
            signal.signal(one, way)


def listens(pid: int) -> bool:
    """Whether a process has begun to catch the hangup signal."""
    status = Path(f"/proc/{pid}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) & 1 << signal.SIGHUP - 1)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc who listens")
@pytest.mark.parametrize("after", [0.0, 0.04, 0.08, 0.16])
def test_ctrl_c_while_loading_shows_no_traceback(tmp_path: Path, after: float) -> None:
    """Who changes their mind before the first screen sees little more than their own ^C."""
    terminal = Terminal(tmp_path, anew=True)
    while not listens(terminal.child.pid):
        time.sleep(0.001)
    time.sleep(after)

    terminal.child.send("\x03")

    assert terminal.end() in (130, -signal.SIGINT), "what a shell calls 130"
    assert "Traceback" not in terminal.written


@pytest.mark.parametrize(
    ("call", "code"), [(KeyboardInterrupt(), 130), (StoppedError("Stopped."), 3)]
)
@pytest.mark.parametrize("is_open", [False, True], ids=["before a visit", "in a visit"])
def test_a_call_that_breaks_into_the_making_of_a_class_is_one(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: BaseException,
    code: int,
    *,
    is_open: bool,
) -> None:
    """A module that is being loaded then makes no fault of it, whatever Python says instead."""

    class Named:
        def __set_name__(self, _owner: type, _name: str) -> None:
            raise call

    def load() -> None:
        with os_signals.honest_exits(lambda: "Here.") if is_open else nullcontext():
            type("Loaded", (), {"one": Named()})

    monkeypatch.setattr(program, "_do", load)

    ended = run(tmp_path)

    assert ended.returncode == code
    assert ("Here." in ended.stderr) == is_open
    assert "Something went wrong" not in ended.stderr


@pytest.mark.parametrize(("sent", "code"), [("\x03", 130), ("\x04", 1), ("no\r", 1)])
def test_forget_deletes_nothing_unless_the_person_says_yes(
    tmp_path: Path, sent: str, code: int
) -> None:
    """Ctrl-C, Ctrl-D and anything but yes keep every visit."""
    keep(tmp_path)
    terminal = Terminal(tmp_path, arguments=("forget", "--all"), columns=200)
    terminal.wait("yes or no: ")

    terminal.press(sent)

    assert terminal.end() == code
    assert "Nothing was" in terminal.written
    assert len(list(data_of(tmp_path).glob("*.yaml"))) == 1


def shell(home: Path) -> pexpect.spawn[str]:
    """A shell with job control on a terminal of its own."""
    child = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(24, 80),
        cwd=str(home),
        env=surroundings(home, PS1="shell% "),
    )
    child.delaybeforesend = None
    child.expect("shell% ")
    return child


@pytest.mark.parametrize("one_key", [False, True], ids=["by line", "one key"])
def test_ctrl_z_and_back(tmp_path: Path, *, one_key: bool) -> None:
    """Stopped and brought back, the program shows its prompt and goes on with what was typed."""
    child = shell(tmp_path)
    soon = SLIP * 1.3 if one_key else 0.1  # a key sooner would be a slip
    child.send(f"{' '.join(PROGRAM)}\r")
    for typed in ("1\r", "1", "1") if one_key else ("\r", "1\r", "1\r"):
        child.expect("\n> $")
        time.sleep(soon)
        child.send(typed)
    child.expect("What kind of visit is this.*\n> $")
    time.sleep(soon)

    child.send("\x1a")
    child.expect("shell% ")
    child.send("fg\r")
    child.expect("\n> $")
    time.sleep(soon)
    child.send("1" if one_key else "2\x7f1\r")

    child.expect("First visit")
    child.expect("\n> $")
    child.close(force=True)


def test_a_stopped_program_keeps_the_line_half_typed(tmp_path: Path) -> None:
    """What was typed before Ctrl-Z is still there, shown, and part of the answer."""
    child = shell(tmp_path)
    keep(tmp_path, *SHORT_WAY[:OWN_WORDS])
    child.send(f"{' '.join(PROGRAM)}\r")
    child.expect("Go on.*\n> $")
    child.send("1\r")
    child.expect("own words.*\n> $")
    child.send("My hand")
    child.expect("My hand")

    child.send("\x1a")
    child.expect("shell% ")
    child.send("fg\r")
    child.expect("[\r\n]> My hand$")  # the former, if it was stopped while it drew the line
    child.send(" drops.\r")

    child.expect("My hand drops.*\n> $")
    child.close(force=True)
    (kept,) = data_of(tmp_path).glob("*.yaml")
    assert "My hand drops." in kept.read_text()


def test_a_resize_changes_no_answer(tmp_path: Path) -> None:
    """Making the window narrower in the middle of a line keeps what was typed."""
    terminal = at(tmp_path, "question")
    terminal.child.send("5")
    terminal.child.expect("5")

    terminal.child.setwinsize(30, 50)
    time.sleep(0.1)

    assert "which hand" in terminal.type("2")
    terminal.close()
    (kept,) = data_of(tmp_path).glob("*.yaml")
    assert "age: 52" in kept.read_text()


ENDINGS = {
    "a stop": ("q\r", "3"),
    "Ctrl-C": ("\x03", "130"),
    "Ctrl-D": ("\x04", "3"),
    "Ctrl-Z": ("\x1a", r"14\d"),
}
"""What is typed, and what the shell says of the program then."""


@pytest.mark.parametrize(("ending", "flags"), combined(list(ENDINGS), ["", "--one-key", "--plain"]))
def test_the_terminal_is_left_as_it_was_found(tmp_path: Path, ending: str, flags: str) -> None:
    """The plainest shell, which mends nothing after a program, goes on as before."""
    keep(tmp_path, *SHORT_WAY[:6])
    typed, code = ENDINGS[ending]
    child = pexpect.spawn(
        "sh",
        ["-i"],
        encoding="utf-8",
        timeout=PATIENCE,
        env=surroundings(tmp_path, PS1="shell% ", ENV=""),
    )
    child.delaybeforesend = None
    child.expect("shell% ")
    child.send("stty -a | tr '\\n' ' '\r")
    child.expect(r"(speed.*?)\s*shell% ")
    before = child.match[1]

    child.send(f"{' '.join(PROGRAM)} {flags}\r")
    child.expect("Go on where.*\n> $")
    time.sleep(0.1)
    child.send(typed)
    child.expect("shell% ")
    child.send("echo code $?; stty -a | tr '\\n' ' '\r")

    child.expect(rf"\ncode {code}\s+(speed.*?)\s*shell% ")
    assert child.match[1] == before
    child.close(force=True)


def piped(home: Path, pipeline: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a pipeline that begins with the program."""
    return subprocess.run(
        ["bash", "-c", f"{' '.join(PROGRAM)} {pipeline}; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        cwd=home,
        env=surroundings(home),
    )


@pytest.mark.parametrize(
    "command", ["summary", "summary --format text", "summary --format pdf --output -", "explain"]
)
def test_a_reader_that_has_enough_is_no_fault(tmp_path: Path, command: str) -> None:
    """`| head -1` and the like end the program without a word."""
    keep(tmp_path)

    ended = piped(tmp_path, f"{command} | true")

    assert (ended.stdout, ended.stderr) in [("0\n", ""), ("1\n", "")]


@pytest.mark.parametrize(
    "command", ["summary", "summary --output -", "summary --format pdf --output -", "where"]
)
def test_output_that_does_not_fit_is_told(tmp_path: Path, command: str) -> None:
    """A full disk behind standard output gets a sentence and the code 1."""
    keep(tmp_path)

    ended = piped(tmp_path, f"{command} >/dev/full")

    assert ended.stdout == "1\n"
    assert ended.stderr == (
        "Cannot write standard output: the disk is full. Make some room and try again.\n"
    )


def test_a_conversation_whose_screen_is_gone_stops(tmp_path: Path) -> None:
    """Where the questions can no longer be shown, the visit is kept and the code is 3."""
    child = shell(tmp_path)
    child.send(f"{' '.join(PROGRAM)} | head -1; echo codes ${{PIPESTATUS[0]}}\r")
    ending = [r"Stopped\. Your answers so far are in\s[^>]*codes 3", pexpect.TIMEOUT]

    for _ in range(40):
        if child.expect(ending, timeout=0.5) == 0:
            break
        child.send("1\r")
    else:
        pytest.fail(f"It never stopped: {child.before}")

    assert "Traceback" not in child.before
    child.close(force=True)


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_a_sink(tmp_path: Path, closed: str) -> None:
    """A program started without one of its streams neither fails nor writes into a file."""
    kept = keep(tmp_path)
    before = kept.read_bytes()

    assert piped(tmp_path, f"summary {closed}").stdout.endswith("0\n")
    assert kept.read_bytes() == before


@pytest.mark.parametrize("lost", ["mmn_check.output.delivery", "mmn_check.errors"])
def test_a_program_updated_under_an_open_sitting_ends_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str
) -> None:
    """Where what tells of faults cannot be loaded either, the sentence says what may be wrong."""
    monkeypatch.setitem(sys.modules, lost, None)
    folder, _, name = lost.rpartition(".")
    monkeypatch.delattr(import_module(folder), name, raising=False)  # where it was loaded before

    ended = run(tmp_path, "example")

    assert ended.returncode == 1
    told = "mmn-check was updated" if lost == "mmn_check.errors" else "Something went wrong"
    assert told in " ".join(ended.stderr.split())
