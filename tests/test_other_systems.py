"""The whole program on systems, Pythons, disks and terminals that lack what this one has."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.other_systems.libedit import NotBuiltError, build
from tests.support.kept import keep
from tests.support.profile import DEEP, combined, some
from tests.support.terminal import (
    OWN_WORDS,
    SHORT_WAY,
    TOP,
    Terminal,
    answers_kept,
    data_of,
    run_for_real,
)

MODULES = ("readline", "tty", "fcntl", "ctypes", "resource")
MORE = ("signals", "rights", "error names", "libyaml")
ALL = ",".join((*MODULES, *MORE))
WINDOWS = f"windows,termios,{ALL}"
PLACES = {"all together": ALL, "as on Windows": WINDOWS, **{one: one for one in (*MODULES, *MORE)}}
UNLOCKED = "cannot tell that a visit is open in another window"
OPEN = "Others who use this machine may be able to read your answers"


def lacking(what: str, **more: str) -> dict[str, str]:
    """The surroundings of a program that lacks something."""
    path = f"{TOP / 'tests' / 'other_systems'}{os.pathsep}{TOP}"
    return {"PYTHONPATH": path, "MMN_WITHOUT": what, **more}


def through_everything(home: Path, surroundings: dict[str, str]) -> str:
    """A whole interview, a change, the page, the list, and all forgotten; what was written."""
    first = Terminal(home, columns=200, environment=surroundings)
    first.wait()
    first.type_all(*SHORT_WAY, "1")
    first.see_all()
    first.child.send("3\r")
    assert first.end() == 0
    assert answers_kept(home)["main_problem"] == "My right hand will not open."
    again = Terminal(home, ("change",), columns=200, environment=surroundings)
    section = number_before("The basics", again.wait())
    age = number_before("How old are you?", again.type(section))
    again.type_all(age, "53")
    while "saved as a PDF" not in again.type("0"):
        pass
    again.child.send("3\r")
    assert again.end() == 0
    assert answers_kept(home)["age"] == "53"
    read = run_for_real(home, "summary", "--format", "pdf", before=None, **surroundings)
    assert (read.returncode, read.stdout) == (0, ""), read.stderr
    assert len(list(home.glob("*.pdf"))) == 1
    assert "  finished, " in run_for_real(home, "visits", before=None, **surroundings).stdout
    last = Terminal(home, ("forget", "--all"), columns=200, environment=surroundings)
    last.wait("yes or no: ")
    last.child.send("yes\r")
    assert last.end() == 0
    assert not data_of(home).exists()
    return first.written + again.written + last.written


def number_before(words: str, written: str) -> str:
    """The number under which something can be picked from what is shown."""
    found = re.search(rf"(\d+)\. {re.escape(words)}", written)
    assert found, written
    return found[1]


def short_sitting(home: Path, surroundings: dict[str, str]) -> str:
    """A few questions, stopped by its letter and by Ctrl-C, and the list; what was written."""
    terminal = Terminal(home, ("start",), columns=200, environment=surroundings)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:4])
    terminal.press("\x03")
    assert terminal.end() == 130
    assert "Your answers so far are in" in terminal.written
    assert (
        "not finished, 2 questions"
        in run_for_real(home, "visits", before=None, **surroundings).stdout
    )
    return terminal.written


@pytest.mark.parametrize("place", some(PLACES, usual=3))
def test_what_is_taken_away_is_done_without(tmp_path: Path, place: str) -> None:
    """Interview, change, page, list and forgetting work; what is lost is said, the rest is not."""
    whole = DEEP or place == "as on Windows"
    walk = through_everything if whole else short_sitting

    written = walk(tmp_path, lacking(PLACES[place]))

    assert (UNLOCKED in written) == (place in ("all together", "fcntl"))
    for sentence in (OPEN, "Traceback", "went wrong"):
        assert sentence not in written


@pytest.fixture(scope="module")
def libedit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a `readline` that is libedit's."""
    if not DEEP:
        pytest.skip("built in a deep run only (MMN_DEEP=1): its source has to be fetched")
    try:
        return build(tmp_path_factory.mktemp("libedit"))
    except NotBuiltError as reason:
        pytest.skip(f"no readline with libedit: {reason}")


@pytest.mark.parametrize("flags", [(), ("--one-key",)])
def test_a_python_with_libedit_is_as_good(
    tmp_path: Path, libedit: Path, flags: tuple[str, ...]
) -> None:
    """As on macOS: letters, arrows and words are what they are everywhere, by one key too."""
    surroundings = {"PYTHONPATH": f"{libedit}{os.pathsep}{TOP}"}
    asked = subprocess.run(
        [sys.executable, "-c", "import readline; print(readline.__doc__)"],
        env={**os.environ, **surroundings},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "libedit" in asked.stdout
    if not flags:
        through_everything(tmp_path, surroundings)
        return
    terminal = Terminal(tmp_path, flags, columns=200, environment=surroundings)
    terminal.wait()
    terminal.tap("1")
    terminal.tap("1")
    terminal.type("I am the paxient\x1b[D\x1b[D\x1b[D\x1b[D\x7ft")
    terminal.type("first vist\x1b[Di")
    assert answers_kept(tmp_path) == {"informant": "patient", "visit_type": "first"}
    terminal.child.send("q\r")
    assert terminal.end() == 3


def test_one_key_is_enough_on_windows(tmp_path: Path) -> None:
    """The keys of its console are taken one by one; words, arrows and Ctrl-C work there too."""
    terminal = Terminal(tmp_path, ("--one-key",), columns=200, environment=lacking(WINDOWS))
    terminal.wait()
    for key in ("1", *SHORT_WAY[1:4]):
        terminal.tap(key)
    hand = SHORT_WAY.index("52") + 1
    terminal.type_all(*SHORT_WAY[4:hand])
    terminal.type("rihgt\x1b[D\x08\x1b[Dg")
    terminal.press("\x03")

    assert answers_kept(tmp_path)["handedness"] == "right"
    assert terminal.end() == 130


def test_a_second_window_is_refused_on_windows(tmp_path: Path) -> None:
    """Its own locks are used."""
    keep(tmp_path, *SHORT_WAY[:6])
    first = Terminal(tmp_path, columns=200, environment=lacking(WINDOWS))
    first.wait()
    first.type("1")

    second = Terminal(tmp_path, columns=200, environment=lacking(WINDOWS))
    second.wait()
    second.child.send("1\r")

    assert second.end() == 1
    assert "open in another window" in second.written
    first.child.close(force=True)


def test_a_disk_without_locks_rights_or_flushing_of_folders_is_used(tmp_path: Path) -> None:
    """A network drive or a USB stick: everything works, and what is lost is said."""
    written = through_everything(tmp_path, lacking("", MMN_DISK="poor"))

    assert UNLOCKED in written
    assert OPEN in written
    assert "went wrong" not in written


@pytest.mark.parametrize(
    ("encoding", "language"),
    combined(["iso-8859-1", "iso-8859-15", "koi8-r", "ascii"], ["en", "es"]),
)
def test_an_old_terminal_is_sent_what_it_has(tmp_path: Path, encoding: str, language: str) -> None:
    """What its letters cannot show is shown otherwise, and kept whole."""
    surroundings = {"PYTHONIOENCODING": encoding, "LANGUAGE": language}
    terminal = Terminal(tmp_path, columns=200, environment=surroundings)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[: OWN_WORDS + 1])
    terminal.child.send({"en": "q\r", "es": "t\r"}[language])

    assert terminal.end() == 3
    assert '"My right hand will not open."' in terminal.written
    assert answers_kept(tmp_path)["main_problem"] == "My right hand will not open."


def test_a_letter_that_an_old_terminal_lacks_stays_in_the_file(tmp_path: Path) -> None:
    """It is shown as a question mark."""
    kept = keep(tmp_path)
    kept.write_text(kept.read_text().replace("will not open", "\u6f22 won\u2019t open\u2026"))

    shown = run_for_real(tmp_path, "summary", PYTHONIOENCODING="iso-8859-1")

    assert "My right hand ? won't open..." in shown.stdout
    assert "\u6f22" in kept.read_text()
