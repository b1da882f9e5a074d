"""The program on a real pseudo-terminal."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte
import yaml

from mmn_check.interview.keyboard import SLIP
from tests.support.program import PROGRAM, TOP, become, data_of, run, run_for_real, surroundings

__all__ = [
    "PATIENCE", "PROGRAM", "SHORT_WAY", "TOP", "Terminal", "answers_kept", "data_of",
    "in_ones_own_time", "let_settle", "run", "run_for_real", "surroundings",
]  # fmt: skip
"""All that most tests of the program need."""

PATIENCE = 60
"""Seconds that a program may take for anything, on a slow machine with much else to do."""
SHORT_WAY = (
    "",  # the start screen
    "1",  # about five minutes
    "1",  # I am the patient
    "1",  # first visit
    "0",  # no urgent sign
    "A. B.",
    "52",
    "1",  # right hand
    "2",  # no name was given to it
    "My right hand will not open.",
    "1",  # weak
    "2r 3r",
    "March 2024",
    "6",  # worse in steps
    "2",  # not numb
    "2",  # worse in the cold
    "0",  # no trouble with speech or breath
    "0",  # no treatment
    "0",  # no blood thinner
)
"""What a typical first-visit patient types, up to "Your page is ready"."""
MORE = (
    "Press Enter for the rest of the list. >",
    "ver el resto de la lista. >",
    "or type your answer now. >",
    "o escriba ya su respuesta. >",
    "or type 0 to go on. >",
    "o escriba 0 para seguir. >",
)
"""The last words under a list, or a page, that the window shows in parts, in each language."""
OWN_WORDS = SHORT_WAY.index("My right hand will not open.")
FREE_TEXT = (5, OWN_WORDS, SHORT_WAY.index("March 2024"))
"""Where on the short way the patient's own words, or a date, are typed."""


def _command(program: str, *arguments: str) -> tuple[str, list[str]]:
    return program, list(arguments)


def answers_kept(home: Path) -> dict[str, object]:
    """The answers in the one visit file, all as words."""
    (kept,) = (home / "data" / "mmn-check").glob("*.yaml")
    document = yaml.load(kept.read_text(), Loader=yaml.CBaseLoader)
    return dict(document["answers"])


def let_settle(child: pexpect.spawn[str]) -> None:
    """Wait until the program does nothing but wait, where the system tells."""
    state = Path(f"/proc/{child.pid}/stat")
    until, calm = time.monotonic() + PATIENCE, 0
    while calm < 2:
        assert time.monotonic() < until, "It never waits for a key."
        time.sleep(0.02)
        busy = state.exists() and state.read_text().rpartition(") ")[2][0] in "RD"
        calm = 0 if busy else calm + 1


def in_ones_own_time(child: pexpect.spawn[str]) -> None:
    """Wait so long, once the program waits for a key, that none is a slip any more."""
    let_settle(child)
    time.sleep(SLIP * 1.1)


@dataclass
class Terminal:
    """A person at a terminal: types lines, reads the screen."""

    home: Path
    arguments: tuple[str, ...] = ()
    columns: int = 80
    rows: int = 24
    environment: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None
    """Runs in the child before the program does."""
    through: tuple[str, ...] = ()
    """A command that starts the program, such as strace with its options."""
    anew: bool = False
    """Whether Python itself is started too, as it must be where that is looked at, or a page
    printed."""

    def __post_init__(self) -> None:
        self.written = ""
        self.presses = 0
        self.child = pexpect.spawn(
            *_command(*self.through, *PROGRAM, *self.arguments),
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(self.rows, self.columns),
            timeout=PATIENCE,
            cwd=str(self.home),
            env=surroundings(self.home, **self.environment),
            preexec_fn=self._begin,
        )
        self.child.delaybeforesend = None

    def _begin(self) -> None:
        """In the child: the window has its size before the program looks."""
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.columns, 0, 0))
        if self.before:
            self.before()
        of_python = [one for one in self.environment if one.startswith(("PYTHON", "LC_"))]
        if not (self.anew or self.before or self.through or of_python or "readline" in sys.modules):
            become(self.arguments, surroundings(self.home, **self.environment))

    @property
    def screen(self) -> pyte.HistoryScreen:
        """What a terminal shows of all that was written so far."""
        screen = pyte.HistoryScreen(self.columns, self.rows, history=5000)
        pyte.Stream(screen).feed(self.written)
        return screen

    def wait(self, text: str = r"\n> $") -> str:
        """Read until the program waits for an answer (or wrote `text`); what it wrote."""
        self.child.expect(text)
        new = f"{self.child.before}{self.child.after}"
        self.written += new
        return new

    def type(self, line: str) -> str:
        """Type a line and Enter; what the program wrote up to the next question."""
        self.presses += len(line) + 1
        self.child.send(f"{line}\r")
        return self.wait()

    def tap(self, key: str) -> str:
        """Tap one key, when it can be no slip; what the program wrote up to the next question."""
        self.presses += 1
        in_ones_own_time(self.child)
        self.child.send(key)
        return self.wait()

    def type_all(self, *lines: str) -> None:
        """Type one line after the other, each when it is asked for and its list is shown whole."""
        for line in lines:
            self.see_all()
            self.type(line)

    def see_all(self) -> None:
        """Press Enter until the list, or the page, that is shown in parts is shown whole."""
        while " ".join(self.written[-200:].split()).endswith(MORE):
            self.type("")

    def press(self, key: str) -> None:
        """Press a key that acts at once, such as Ctrl-C, once the program is surely reading."""
        let_settle(self.child)
        self.child.send(key)

    def hang_up(self) -> int:
        """Close the terminal under the program; its exit code, or the signal below zero."""
        self.child.ptyproc.fileobj.close()
        self.child.ptyproc.closed = self.child.closed = True
        return os.waitstatus_to_exitcode(os.waitpid(self.child.pid, 0)[1])

    def close(self) -> None:
        """End the program at once, when nothing more is to be seen of it."""
        self.child.kill(signal.SIGKILL)
        self._reap()

    def _reap(self) -> None:
        self.child.wait()
        self.child.ptyproc.delayafterclose = 0
        self.child.close()

    def end(self) -> int:
        """Wait until the program ends; its exit code, or the signal's number below zero."""
        self.child.expect(pexpect.EOF)
        self.written += self.child.before
        self._reap()
        if self.child.signalstatus:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus)
