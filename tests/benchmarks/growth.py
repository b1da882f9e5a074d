"""How time and memory grow with what is asked, answered and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from mmn_check.bank.shipped_bank import shipped_bank
from tests.benchmarks import made
from tests.benchmarks.spawned import Cost, Spawned, ours, run

RUNS = 9
GO_ON = "1\r"


@dataclass(frozen=True)
class Grown:
    """The same done with something small and with something large."""

    what: str
    times_larger: float
    seconds: tuple[float, float]
    megabytes: tuple[float, float]

    @property
    def in_step(self) -> bool:
        """Whether neither time nor memory has grown by more than the thing itself."""
        return all(
            large <= small * self.times_larger for small, large in (self.seconds, self.megabytes)
        )


@dataclass(frozen=True)
class Subject:
    """Something that may be small or large, and what is done with it."""

    what: str
    sizes: tuple[int, int]
    prepare: Callable[[Path, int], Path]
    """Fills a home folder with something of a size; the folder of the bank to use."""
    deeds: Sequence[str]


def _asked(home: Path, size: int) -> Path:
    folder = made.bank_folder(home / "bank", size)
    made.keep_answered(home, made.read(folder), 1)
    return folder


def _answered(home: Path, size: int) -> Path:
    folder = made.bank_folder(home / "bank", size + 10)
    made.keep_answered(home, made.read(folder), size)
    return folder


def _kept(home: Path, size: int) -> Path:
    made.keep_finished(home, made.read(shipped_bank()), size)
    return shipped_bank()


def _long(home: Path, size: int) -> Path:
    made.keep_long(home, made.read(made.TEN), size)
    return made.TEN


SUBJECTS = (
    Subject("questions in a bank", (100, 1000), _asked, ("start", "one answer", "text", "check")),
    Subject("answers in a visit", (100, 1000), _answered, ("start", "one answer", "text", "pdf")),
    Subject("visits kept", (1, 1000), _kept, ("start", "list")),
    Subject(
        "characters in one text", (10_000, 1_000_000), _long, ("start", "one answer", "text", "pdf")
    ),
)


def grown() -> list[Grown]:
    """Measure all of it, small and large in turn."""
    return [_grown(one, deed) for one in SUBJECTS for deed in one.deeds]


def _grown(subject: Subject, deed: str) -> Grown:
    small, large = subject.sizes
    costs = [[_cost(subject, deed, size) for size in (small, large)] for _ in range(RUNS)]
    seconds, megabytes = (
        (median(one[0][at] for one in costs), median(one[1][at] for one in costs)) for at in (0, 1)
    )
    what = f"{subject.what}, {small:,} and {large:,}: {DEEDS[deed]}"
    return Grown(what, large / small, seconds, megabytes)


def _cost(subject: Subject, deed: str, size: int) -> Cost:
    with TemporaryDirectory() as home:
        folder = str(subject.prepare(Path(home), size))
        match deed:
            case "start" | "one answer":
                return _at_the_terminal(Path(home), folder, answers=deed == "one answer")
            case "check":
                return run(ours("bank", "check", folder), Path(home))
            case "list":
                return run(ours("visits"), Path(home))
            case _:
                to = ("--output", "page", "--bank", folder)
                return run(ours("summary", "--format", deed, *to), Path(home))


DEEDS = {
    "start": "start to first prompt",
    "one answer": "Enter to next question",
    "text": "summary as text",
    "pdf": "summary as PDF",
    "check": "bank check",
    "list": "list of them",
}


def _at_the_terminal(home: Path, folder: str, *, answers: bool) -> Cost:
    """The start; or going on with the unfinished visit, and then one answer."""
    with Spawned(ours("--bank", folder), home) as program:
        moment = program.wait()
        seconds = moment - program.began
        if answers:
            program.type(GO_ON)
            program.wait(b"\n> ")
            pressed = program.type("1\r")
            seconds = program.wait(b"\n> ") - pressed
        return Cost(seconds, program.megabytes())
