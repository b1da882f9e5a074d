"""The program on a real pseudo-terminal, and as a plain process."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pexpect
import pyte

TOP = Path(__file__).parents[1]
PROGRAM = (sys.executable, "-m", "mmn_check")
SHORT_WAY = (
    "",  # the start screen
    "1",  # about five minutes
    "1",  # I am the patient
    "1",  # first visit
    "14",  # no urgent sign
    "2",  # no immune globulin lately
    "52",
    "1",  # right hand
    "My right hand will not open.",
    "1",  # weak
    "2r 3r",
    "2",  # right is worse
    "March 2024",
    "4",  # worse in steps
    "2",  # not numb
    "1 2",  # rest, warmth
    "2",  # cold
    "Penicillin",
    "rash",
    "0",
    "0",
    "What could be causing this?",
    "0",
)
"""What a typical first-visit patient types, up to "Your page is ready"."""


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with a home of its own, in which the checkout is found."""
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    data = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PYTHONPATH": str(TOP)}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **data, **more}


def run(home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program without a terminal and wait for it."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        cwd=home,
        env=surroundings(home, **more),
        stdin=subprocess.DEVNULL,
    )


@dataclass
class Terminal:
    """A person at a terminal: types lines, reads the screen."""

    home: Path
    arguments: tuple[str, ...] = ()
    columns: int = 80
    environment: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.screen = pyte.HistoryScreen(self.columns, 24, history=5000)
        self.stream = pyte.Stream(self.screen)
        self.written = ""
        self.child = pexpect.spawn(
            PROGRAM[0],
            [*PROGRAM[1:], *self.arguments],
            encoding="utf-8",
            codec_errors="replace",
            dimensions=(24, self.columns),
            timeout=20,
            cwd=str(self.home),
            env=surroundings(self.home, **self.environment),
        )
        self.child.delaybeforesend = None

    def wait(self, text: str = r"\n> $") -> str:
        """Read until the program waits for an answer (or wrote `text`); what it wrote."""
        self.child.expect(text)
        new = f"{self.child.before}{self.child.after}"
        self.written += new
        self.stream.feed(new)
        return new

    def type(self, line: str) -> str:
        """Type a line and Enter; what the program wrote up to the next question."""
        self.child.send(f"{line}\r")
        return self.wait()

    def type_all(self, *lines: str) -> None:
        """Type one line after the other, each when it is asked for."""
        for line in lines:
            self.type(line)

    def end(self) -> int:
        """Wait until the program ends; its exit code, or the signal's number below zero."""
        self.child.expect(pexpect.EOF)
        self.written += self.child.before
        self.stream.feed(self.child.before)
        self.child.close()
        if self.child.signalstatus:
            return -int(self.child.signalstatus)
        return int(self.child.exitstatus)
