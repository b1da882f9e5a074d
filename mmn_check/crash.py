"""What is kept of a fault of the program's own: where it happened, never what was answered."""

from __future__ import annotations

import os
import traceback
from pathlib import Path

DETAILS = "fault.txt"


def keep_details(fault: BaseException, *, folder: Path) -> Path | None:
    """Write the kind of the fault and the lines of code it came through; where, or None.

    The fault's own message and the variables are left out: both may hold answers.
    """
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{type(fault).__name__}", *(f"{f.filename}:{f.lineno} {f.name}" for f in frames)]
    path = folder / DETAILS
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
        with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return path
