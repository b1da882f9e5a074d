"""What is kept of a fault of the program's own: where it happened, never what was answered."""

from __future__ import annotations

import traceback
from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.storage.safe_files import private_folder, write_file

DETAILS = "fault.txt"


def keep_details(fault: BaseException, *, folder: Path) -> Path | None:
    """Write the kind of the fault and the lines of code it came through; where, or None.

    The fault's own message and the variables are left out: both may hold answers.
    """
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{type(fault).__name__}", *(f"{f.filename}:{f.lineno} {f.name}" for f in frames)]
    path = folder / DETAILS
    try:
        private_folder(folder)
        write_file(path, ("\n".join(lines) + "\n").encode())
    except MmnCheckError:
        return None
    return path
