"""What is promised about speed and size, each measured beside its yardstick in the same run."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mmn_check.bank.shipped_bank import shipped_bank
from tests.benchmarks import driven, made
from tests.benchmarks.driven import Driven
from tests.benchmarks.spawned import (
    BARE,
    BARELY_KEPT,
    RUNS,
    Pair,
    Spawned,
    in_turn,
    ours,
    run,
    start,
    told,
)
from tests.support.terminal import SHORT_WAY

MANY_RUNS = 25
"""Where what is looked for is smaller than what chance brings."""


@dataclass(frozen=True)
class Row:
    """One promise and what was measured."""

    what: str
    found: float
    target: float
    unit: str = "times"

    @property
    def met(self) -> bool:
        """Whether it is kept."""
        return self.found <= self.target


def rows(ten: Mapping[str, Driven]) -> Iterator[Row]:
    """Every promise, one after the other."""
    copier = driven.COPIER
    for begin in ((), ("start",), ("start", "--plain")):
        begun = in_turn(partial(start, ours(*begin)), partial(start, BARE))
        what = " ".join(("mmn-check", *begin))
        yield Row(f"{what} to first question, against bare Typer", begun.ratio, 1.0)
    begun = in_turn(lambda: start(ours()), lambda: start(copier.command, text=driven.ASKED[0]))
    yield Row("start to first question, against copier's", begun.ratio, 0.4)
    waits = _waits()
    in_all = f"({median(waits.ours) * 1000:.0f} ms in all)"
    yield Row(f"Enter to next question, against barely kept {in_all}", waits.ratio, 1.4)
    yield Row("ten questions, by line", ten["mmn-check"].keys, 30, "keys")
    yield Row("ten questions, by one key", ten["mmn-check, one key"].keys, 26, "keys")
    yield Row("ten questions, plain mode", ten["mmn-check"].written, 2000, "bytes")
    pages = in_turn(lambda: _page("whole"), lambda: _page("typst"))
    yield Row("summary to PDF in one process, against Typst alone", pages.ratio, 1.3)
    with TemporaryDirectory() as home:
        # The processor's time: to check waits for nothing, and others may be at work.
        check = ours("bank", "check")
        checked = in_turn(
            lambda: run(check, Path(home)).worked, lambda: run(BARE, Path(home)).worked
        )
    yield Row("bank check, above bare Typer", checked.above * 1000, 150, "ms")
    begun, one = _questions()
    yield Row("1,000 questions instead of 100: start", begun.ratio, 4)
    yield Row("1,000 questions instead of 100: one answer", one.ratio, 3)
    yield Row("1,000 visits kept instead of one: start", _visits().ratio, 1.1)


def _waits() -> Pair:
    """Seconds from each Enter of the short way to the next question, here and barely kept.

    Promised are 15 ms. How long the flushes take is for the disk to say and for whoever else is
    at work: 1 ms on a quiet machine, 20 where others keep all processors busy. So that the row
    means the same on both, a bare program that keeps lines as safely gets each line right after
    us. It takes 6.4 ms on a quiet machine, and 15 ms are 2.3 times that.
    """
    ours_took, bare_took = [], []
    for _ in range(RUNS):
        with TemporaryDirectory() as one, TemporaryDirectory() as other:
            asking, keeping = Spawned(ours(), Path(one)), Spawned(BARELY_KEPT, Path(other))
            with asking, keeping:
                asking.wait()
                keeping.wait()
                for line in SHORT_WAY:
                    ours_took.append(_wait(asking, line))
                    bare_took.append(_wait(keeping, line))
    return Pair(ours_took, bare_took)


def _wait(program: Spawned, line: str) -> float:
    program.settle(0.02)
    pressed = program.type(f"{line}\r")
    return program.wait(b"\n> ") - pressed


def _page(made_by: str) -> float:
    """Seconds that making one page takes in a new process, which tells them itself."""
    with TemporaryDirectory() as home:
        return float(told((sys.executable, "-m", "tests.benchmarks.one_page", made_by), Path(home)))


def _questions() -> tuple[Pair, Pair]:
    """A start, and one answer, in a bank of 1,000 questions and in one of 100."""
    with TemporaryDirectory() as at:
        large = made.bank_folder(Path(at) / "large", 1000)
        small = made.bank_folder(Path(at) / "small", 100)
        begun = in_turn(
            lambda: start(ours("start", "--bank", str(large))),
            lambda: start(ours("start", "--bank", str(small))),
        )
        return begun, in_turn(lambda: _one_answer(large), lambda: _one_answer(small))


def _one_answer(bank: Path) -> float:
    """Seconds from Enter to the next question, in the middle of ten."""
    command = ours("start", "--bank", str(bank))
    with TemporaryDirectory() as home, Spawned(command, Path(home)) as program:
        program.wait()
        program.type("\r")
        moments = []
        for _ in range(11):
            program.wait(b"\n> ")
            moments.append(program.type("1\r"))
        return median(after - before for before, after in pairwise(moments))


def _visits() -> Pair:
    """A start with 1,000 finished visits kept, and with one."""
    bank = made.read(shipped_bank())
    with TemporaryDirectory() as at:
        homes = Path(at) / "many", Path(at) / "one"
        for home, count in zip(homes, (1000, 1), strict=True):
            home.mkdir()
            made.keep_finished(home, bank, count)

        def begin(home: Path) -> float:
            seconds = start(ours(), home)
            newest = made.data(home)
            newest.path(newest.names()[0]).unlink()  # the visit that was just begun
            return seconds

        return in_turn(lambda: begin(homes[0]), lambda: begin(homes[1]), MANY_RUNS)
