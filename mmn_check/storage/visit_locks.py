"""One visit, one window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mmn_check.errors import MmnCheckError
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
    # Reading a visit or the list of them need not wait for this.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock = FileLock(path, timeout=0, mode=PRIVATE_FILE)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(
            f"Visit {shown(visit)} is open in another window. "
            "Go on there, or close that window first."
        ) from None
    except OSError as error:
        raise NotWritableError(refusal("write", path, error)) from error
    try:
        yield
    finally:
        lock.release()
