"""The program without a terminal: inside this process, or as a process of its own.

To start Python and load the program takes longer than what most commands do, so `run` calls it
here, with an environment, a folder and streams of its own. Where the process itself is the
subject (rights, masks, limits, planted faults, closed streams), `run_for_real` starts one. What
is on a terminal needs a process, but no Python that is started anew: `become` makes a fork of
this one into the program.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import NoReturn
from unittest.mock import patch

from mmn_check import cli
from mmn_check.__main__ import main
from mmn_check.bank import shipped_bank as shipped
from mmn_check.i18n import ENGLISH
from mmn_check.interview.os_signals import CALLS
from mmn_check.session import conversation
from tests.support.tongue import speaking

TOP = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-m", "mmn_check")
LEFT_OUT = ("NO_COLOR", "COVERAGE_", "COLUMNS", "LINES", "PYTEST_", "PYTHONDONTWRITE")
"""What would change how the program looks, take its time, or write files among faults. That it
may keep what Python compiled is as with everybody; the run has it compiled before it begins."""
LOADED = (cli, conversation)
"""What a program on a terminal needs: loaded here once, and not in each of them."""
DECODED = lru_cache(maxsize=8)(shipped.decoded)
"""Makes a bank of what was kept of it: once of the same, and not for each program."""
STREAMS = (
    ("stdin", "r", "surrogateescape"),
    ("stdout", "w", "surrogateescape"),
    ("stderr", "w", "backslashreplace"),
)

Ended = subprocess.CompletedProcess[str]


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """An environment with a home of its own, in which the checkout is found."""
    kept = {one: value for one, value in os.environ.items() if not one.startswith(LEFT_OUT)}
    data = {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "PYTHONPATH": str(TOP)}
    return {**kept, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **data, **more}


def data_of(home: Path) -> Path:
    """The folder that holds the answers."""
    return home / "data" / "mmn-check"


def run(home: Path, *arguments: str, **more: str) -> Ended:
    """What the program says to these arguments without a terminal, and its exit code."""
    with (
        Path(os.devnull).open(encoding="utf-8") as nothing,
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="surrogateescape") as out,
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="backslashreplace") as err,
        patch.object(sys, "stdin", nothing),
        patch.object(sys, "stdout", out),
        patch.object(sys, "stderr", err),
        patch.object(sys, "argv", ["mmn-check", *arguments]),
        patch.object(shipped, "decoded", DECODED),
        patch.dict(os.environ, surroundings(home, **more), clear=True),
        _put_back(),
    ):
        os.chdir(home)
        code = _code_of_main()
        said = [_read(stream) for stream in (out, err)]
    return Ended(["mmn-check", *arguments], code, *said)


def run_for_real(
    home: Path, *arguments: str, before: Callable[[], None] | None = None, **more: str
) -> Ended:
    """The same by a process of its own; `before` runs in the child first."""
    return subprocess.run(
        [*PROGRAM, *arguments],
        preexec_fn=before,
        capture_output=True,
        text=True,
        errors="surrogateescape",
        check=False,
        timeout=60,
        cwd=home,
        env=surroundings(home, **more),
        stdin=subprocess.DEVNULL,
    )


def become(arguments: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """Be the program from now on, in a child whose first three files are its terminal."""
    sys.settrace(None)  # what the child does is its own
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    atexit._clear()
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["mmn-check", *arguments]
    shipped.decoded = DECODED
    # Its threads do not survive a fork: whoever prints a page has to start Python anew.
    sys.modules["typst"] = None  # type: ignore[assignment]
    sys.unraisablehook = sys.__unraisablehook__
    for number, (name, mode, errors) in enumerate(STREAMS):
        stream = os.fdopen(number, mode, encoding="utf-8", errors=errors, closefd=False)
        setattr(sys, name, stream)
    code = 1
    try:
        code = _code_of_main()
    finally:
        atexit._run_exitfuncs()
        with suppress(OSError):
            sys.stdout.flush()
        os._exit(code)


def _code_of_main() -> int:
    try:
        main()
    except SystemExit as ended:
        return int(ended.code or 0)
    return 0


@contextmanager
def _put_back() -> Iterator[None]:
    """Undo what the program changes in its process, which is thought to be its own."""
    folder, thresholds = Path.cwd(), gc.get_threshold()
    calls = {one: signal.getsignal(one) for one in CALLS}
    try:
        with speaking(ENGLISH, None):
            yield
    finally:
        os.chdir(folder)
        gc.set_threshold(*thresholds)
        for number, handler in calls.items():
            signal.signal(number, handler)


def _read(stream: io.TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    written: bytes = stream.buffer.read()  # type: ignore[assignment]
    return written.decode(errors="surrogateescape")
