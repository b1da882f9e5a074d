"""One visit, one window."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.language import tr
from mmn_check.storage import disk
from mmn_check.storage.mistakes import shown
from mmn_check.storage.safe_files import NotWritableError, refusal


class BusyError(MmnCheckError):
    """The visit is open in another window."""


@contextmanager
def held(path: Path, *, visit: str) -> Iterator[bool]:
    """Hold the lock of a visit; what a dead program held is free.

    False where the disk knows no locks, and a second window is not kept off.

    Raises:
        BusyError: if another window holds it.
    """
    try:
        file = os.fdopen(disk.open_or_create(path), "wb")
    except OSError as error:
        raise NotWritableError(refusal("write", path, error)) from error
    with file:
        try:
            is_alone = disk.lock(file.fileno())
        except BlockingIOError:
            raise BusyError(
                tr(
                    "Visit {visit} is open in another window. "
                    "Go on there, or close that window first.",
                    visit=shown(visit),
                )
            ) from None
        except OSError as error:
            raise NotWritableError(refusal("write", path, error)) from error
        yield is_alone
