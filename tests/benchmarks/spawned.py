"""Programs on a real pseudo-terminal, timed from their start to what a person waits for."""

from __future__ import annotations

import fcntl
import os
import select
import statistics
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, Self

from tests.support.terminal import PROGRAM, surroundings

RUNS = 9
LONGEST = 60.0
"""Seconds after which a program that does not go on is given up."""
WEIGHED = """
import resource, subprocess, sys, time
began = time.perf_counter()
quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
subprocess.run(sys.argv[1:], input=b"\\n", **quiet)
took = time.perf_counter() - began
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(took, used.ru_maxrss / 1000, used.ru_utime + used.ru_stime)
"""
"""Runs a program from a small one: a child's memory is never counted below its parent's."""
WHERE_IS_THE_CURSOR = b"\x1b[6n"
PEERS = Path(__file__).parent / "peers"
BARE = (sys.executable, str(PEERS / "bare.py"))
BARELY_KEPT = (sys.executable, str(PEERS / "kept_lines.py"))


@dataclass
class Spawned:
    """A program on a terminal of 80 columns and 24 lines."""

    command: Sequence[str]
    home: Path

    def __enter__(self) -> Self:
        self.written = b""
        self._seen = 0
        self._ours, theirs = os.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            self.command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=self.home,
            env=compiled(self.home),
            start_new_session=True,
        )
        os.close(theirs)
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def wait(self, text: bytes = b"> ", *, last: bool = True) -> float:
        """Read until the text was written (as the last thing); the moment when it was."""
        until = time.perf_counter() + LONGEST
        while True:
            new = self.written[self._seen :]
            if new.endswith(text) if last else text in new:
                self._seen = len(self.written)
                return time.perf_counter()
            if not self._read(until - time.perf_counter()):
                raise TimeoutError(f"{self.command}: no {text!r} in {new[-500:]!r}")

    def settle(self, quiet: float = 0.1) -> None:
        """Read until nothing more is written for a while."""
        while self._read(quiet):
            pass
        self._seen = len(self.written)

    def type(self, keys: str) -> float:
        """Press keys; the moment when it was done."""
        now = time.perf_counter()
        os.write(self._ours, keys.encode())
        return now

    def megabytes(self) -> float:
        """The most memory that the program has taken so far."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return float(status.partition("VmHWM:")[2].split()[0]) / 1000

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(seconds, 0))
        try:
            new = os.read(self._ours, 65536) if ready else b""
        except OSError:  # the program has ended
            return False
        self.written += new
        if WHERE_IS_THE_CURSOR in new:
            os.write(self._ours, b"\x1b[1;1R")
        return bool(new)


@dataclass(frozen=True)
class Pair:
    """The same thing measured in two ways, or for two sizes, run by run."""

    ours: Sequence[float]
    yardstick: Sequence[float]

    @property
    def ratio(self) -> float:
        """How many times the one is the other, in the middle of the runs."""
        both = zip(self.ours, self.yardstick, strict=True)
        return statistics.median(one / other for one, other in both)

    @property
    def above(self) -> float:
        """By how much the one is more than the other, in the middle of the runs."""
        both = zip(self.ours, self.yardstick, strict=True)
        return statistics.median(one - other for one, other in both)


def in_turn(ours: Callable[[], float], yardstick: Callable[[], float], runs: int = RUNS) -> Pair:
    """Measure A B A B ..., after one run of each that does not count."""
    ours()
    yardstick()
    times = [(ours(), yardstick()) for _ in range(runs)]
    return Pair([one for one, _ in times], [other for _, other in times])


def start(command: Sequence[str], home: Path | None = None, *, text: bytes = b"> ") -> float:
    """Seconds from the start to the first prompt; for a new person if there is no home."""
    with TemporaryDirectory() as new, Spawned(command, home or Path(new)) as program:
        return program.wait(text, last=text == b"> ") - program.began


class Cost(NamedTuple):
    """What a run takes."""

    seconds: float
    megabytes: float
    """At most."""
    worked: float = 0
    """Seconds of the processor's time."""


def run(command: Sequence[str], home: Path) -> Cost:
    """What a run without a terminal takes; it may read one empty line."""
    return Cost(*map(float, told((sys.executable, "-c", WEIGHED, *command), home).split()))


def told(command: Sequence[str], home: Path) -> str:
    """What a run without a terminal writes to standard output."""
    said = subprocess.run(
        command, cwd=home, env=compiled(home), capture_output=True, check=True, text=True
    )
    return said.stdout


def ours(*arguments: str) -> list[str]:
    """The command line of our program."""
    return [*PROGRAM, *arguments]


def compiled(home: Path) -> dict[str, str]:
    """Surroundings in which Python keeps what it compiled, as it does for who installs."""
    kept = surroundings(home)
    for one in ("PYTHONDONTWRITEBYTECODE", "XDG_DATA_HOME"):
        kept.pop(one, None)
    return kept
