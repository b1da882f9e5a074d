"""How time and memory grow with what is kept and asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mmn_check.storage.bank_files import shipped_bank
from tests.benchmarks import made
from tests.benchmarks.spawned import ours, run

RUNS = 3


@dataclass(frozen=True)
class Grown:
    """One command run on something small and on something large."""

    what: str
    times_larger: float
    seconds: tuple[float, float]
    megabytes: tuple[float, float]

    @property
    def in_step(self) -> bool:
        """Whether the time has not grown by more than the thing itself."""
        small, large = self.seconds
        return large <= small * self.times_larger


Prepare = Callable[[Path, int], list[str]]
"""Fills a home folder with something of a size; the command to run on it."""


def _questions(home: Path, size: int) -> list[str]:
    folder = made.bank_folder(home / "bank", size)
    made.data(home).new(made.read(folder), made.BEGAN)
    return ours("summary", "--format", "text", "--output", "-", "--bank", str(folder))


def _checked(home: Path, size: int) -> list[str]:
    return ours("bank", "check", str(made.bank_folder(home / "bank", size)))


def _answered(home: Path, size: int) -> list[str]:
    folder = made.bank_folder(home / "bank", 3000)
    made.keep_answered(home, made.read(folder), size)
    return ours("summary", "--format", "text", "--output", "-", "--bank", str(folder))


def _kept(home: Path, size: int) -> list[str]:
    made.keep_finished(home, made.read(shipped_bank()), size)
    return ours("visits")


def _long(form: str) -> Prepare:
    def prepare(home: Path, size: int) -> list[str]:
        made.keep_long(home, made.read(made.TEN), size)
        bank = str(made.TEN)
        return ours("summary", "--format", form, "--output", "page", "--force", "--bank", bank)

    return prepare


GROWING: tuple[tuple[str, Prepare, int, int], ...] = (
    ("questions in a bank: summary of an empty visit", _questions, 100, 1000),
    ("questions in a bank: bank check", _checked, 100, 1000),
    ("answers in a visit: summary", _answered, 100, 1000),
    ("visits kept: list of them", _kept, 1, 1000),
    ("characters in one text: summary as text", _long("text"), 10_000, 1_000_000),
    ("characters in one text: summary as PDF", _long("pdf"), 10_000, 1_000_000),
)


def grown() -> list[Grown]:
    """Measure all of it."""
    return [_grown(*case) for case in GROWING]


def _grown(what: str, prepare: Prepare, small: int, large: int) -> Grown:
    seconds, memory = zip(*(_middle(prepare, size) for size in (small, large)), strict=True)
    return Grown(f"{what}, {small:,} and {large:,}", large / small, seconds, memory)


def _middle(prepare: Prepare, size: int) -> tuple[float, float]:
    with TemporaryDirectory() as home:
        command = prepare(Path(home), size)
        runs = [run(command, Path(home)) for _ in range(RUNS)]
        return median(seconds for seconds, _ in runs), max(memory for _, memory in runs)
