"""One visit, one window."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mmn_check.errors import MmnCheckError
from mmn_check.language import tr
from mmn_check.storage.mistakes import shown
from mmn_check.storage.safe_files import PRIVATE_FILE, NotWritableError, refusal


class BusyError(MmnCheckError):
    """The visit is open in another window."""


@contextmanager
def held(path: Path, *, visit: str) -> Iterator[None]:
    """Hold the lock of a visit; what a dead program held is free.

    Raises:
        BusyError: if another window holds it.
    """
    try:
        lock = _locked(path)
    except BlockingIOError:
        raise BusyError(
            tr(
                "Visit {visit} is open in another window. Go on there, or close that window first.",
                visit=shown(visit),
            )
        ) from None
    except OSError as error:
        raise NotWritableError(refusal("write", path, error)) from error
    with lock:
        yield


def _locked(path: Path) -> IO[bytes]:
    """A file that is locked until it is closed.

    The system's own lock: to load a library for it would take a tenth of a start.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    file = os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb")
    try:
        os.fchmod(file.fileno(), PRIVATE_FILE)
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise
    return file
