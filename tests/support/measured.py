"""The program, whose time and memory are measured."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from tests.support.terminal import PROGRAM, run, surroundings


class Ending(NamedTuple):
    """How the program ended, and what it took."""

    code: int
    said: str
    complaints: str
    seconds: float
    megabytes: float


MEASURE = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, capture_output=True, text=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime
print(json.dumps([done.returncode, done.stdout, done.stderr, seconds, used.ru_maxrss / 1000]))
"""
"""Measures from a small process: memory counts from that of the process that starts another."""


def measured(home: Path, *arguments: str) -> Ending:
    """The program with these arguments, in a folder that is its home."""
    ended = subprocess.run(
        [sys.executable, "-I", "-S", "-c", MEASURE, *PROGRAM, *arguments],
        cwd=home,
        env=surroundings(home),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return Ending(*json.loads(ended.stdout))


def measured_here(home: Path, *arguments: str) -> Ending:
    """The same inside this process, whose memory tells nothing: it is given as 0."""
    began = time.process_time()
    done = run(home, *arguments)
    return Ending(done.returncode, done.stdout, done.stderr, time.process_time() - began, 0)
