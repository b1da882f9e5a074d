"""The folder that holds the visits, and what is kept there of a fault."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.i18n import tr
from mmn_check.storage.safe_files import private_folder, write_file
from mmn_check.text_safety import shown

PROGRAM = "mmn-check"


class NoDataFolderError(MmnCheckError):
    """There is no place to keep answers."""


def data_folder() -> Path:
    """The folder for answers, whether or not it is there yet.

    XDG_DATA_HOME counts if it is an absolute path, else the system's place in the home folder.

    Raises:
        NoDataFolderError: if there is no home folder either.
    """
    chosen = Path(os.environ.get("XDG_DATA_HOME", ""))
    if chosen.is_absolute():
        return chosen / PROGRAM
    home = os.environ.get("HOME", os.path.expanduser("~"))  # noqa: PTH111 - never raises
    if not (Path(home).is_absolute() and Path(home).is_dir()):
        raise NoDataFolderError(
            tr(
                'There is no place to keep answers: the home folder "{folder}" is not there. '
                "Set HOME to your home folder, or XDG_DATA_HOME to a folder of your choice.",
                folder=shown(home, 400),
            )
        )
    if sys.platform == "linux":
        return Path(home, ".local", "share", PROGRAM)
    # Where the place is so plain, a start need not wait for this.
    from platformdirs import user_data_path  # noqa: PLC0415

    return user_data_path(PROGRAM, appauthor=False)


DETAILS = "fault.txt"


def keep_details(fault: BaseException, *, folder: Path) -> Path | None:
    """Write the kind of the fault and the lines of code it came through; where, or None.

    The fault's own message and the variables are left out: both may hold answers.
    """
    import traceback  # noqa: PLC0415 - a fault is rare, and every start would wait for it

    frames = traceback.extract_tb(fault.__traceback__)
    lines = [f"{type(fault).__name__}", *(f"{f.filename}:{f.lineno} {f.name}" for f in frames)]
    path = folder / DETAILS
    try:
        private_folder(folder)
        write_file(path, ("\n".join(lines) + "\n").encode())
    except MmnCheckError:
        return None
    return path
