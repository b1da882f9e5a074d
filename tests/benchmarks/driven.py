"""The ten reference questions, answered alike in this program and in its peers."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.made import TEN
from tests.benchmarks.spawned import PEERS, Spawned, ours

DOWN = "\x1b[B"
WORDS = ("MMN\r", "7\r", "2019\r")
ASKED = (
    b"first notice", b"have you noticed", b"given it a name", b"Which name", b"hard are buttons",
    b"did it start", b"it been since", b"tasks are hard", b"ever had", b"most want to ask",
)  # fmt: skip
"""By what the ten questions are known on the screen."""
PICKED = (
    "\r", f" {DOWN}{DOWN} \r", "y", *WORDS,
    f"{DOWN}{DOWN}\r", f" {DOWN}{DOWN}{DOWN} \r", "y", "Why?\r",
)  # fmt: skip
"""Where answers are picked from a list with the arrow keys."""
CONFIRMED = tuple("y\r" if keys == "y" else keys for keys in PICKED)
"""The same, where yes needs Enter."""
TYPED = ("1\r", "1 3\r", "y\r", *WORDS, "3\r", "1 4\r", "y\r", "Why?\r")
BY_LINE = ("1\r", "13\r", "1\r", *WORDS, "3\r", "14\r", "1\r", "Why?\r")
BY_KEY = ("1", "13\r", "1", *WORDS, "3", "14\r", "1", "Why?\r")


@dataclass(frozen=True)
class Driven:
    """What it took to answer the ten questions."""

    start: float
    keys: int
    written: int


@dataclass(frozen=True)
class Way:
    """A program that asks the ten questions, and what is typed into it."""

    command: Sequence[str]
    typed: Sequence[str]
    before: str | None = None
    """What is typed at a first screen."""
    slips: bool = False
    """Whether a key that comes too soon would be taken for a slip."""


def _peer(name: str, typed: Sequence[str] = PICKED) -> Way:
    return Way([sys.executable, str(PEERS / f"{name}.py")], typed)


COPIER = Way(
    [sys.executable, "-m", "copier", "copy", "--quiet", str(PEERS / "copier_ten"), "made"], PICKED
)
WAYS = {
    "mmn-check": Way(ours("start", "--plain", "--bank", str(TEN)), BY_LINE, before="\r"),
    "mmn-check, one key": Way(
        ours("start", "--plain", "--bank", str(TEN)), BY_KEY, before="1\r", slips=True
    ),
    "plain Typer": _peer("typer_ten", TYPED),
    "questionary": _peer("questionary_ten"),
    "InquirerPy": _peer("inquirerpy_ten"),
    "python-inquirer": _peer("inquirer_ten"),
    "beaupy": _peer("beaupy_ten", CONFIRMED),
    "copier": COPIER,
}


def drive(way: Way) -> Driven:
    """Answer the ten questions; what was typed and written up to the last answer."""
    with TemporaryDirectory() as home, Spawned(way.command, Path(home)) as program:
        if way.before is None:
            started = program.wait(ASKED[0], last=False) - program.began
        else:
            started = program.wait() - program.began
            program.type(way.before)
        for number, (text, keys) in enumerate(zip(ASKED, way.typed, strict=True)):
            if number or way.before is not None:
                program.wait(text, last=False)
            program.settle(0.5 if way.slips else 0.1)
            program.type(keys)
        program.settle(0.5)
        keys_pressed = sum(len(keys.replace(DOWN, "v")) for keys in way.typed)
        return Driven(started, keys_pressed, len(program.written))
