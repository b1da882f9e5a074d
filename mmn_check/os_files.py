"""What systems and disks can do with a file, each with a plain way where one of them cannot.

What is done with them so that nothing is lost: storage/safe_files.py.

Windows has neither these rights nor some of these flags; network drives, USB sticks and synced
folders often know no locks, no rights or no flushing of folders. What they cannot do is left
undone here; who must tell the person is told.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
CANNOT = frozenset(
    (errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOLCK, errno.EINVAL, errno.ENOTTY)
)
"""How a system says that it, or a disk, has no such thing."""
HAS_RIGHTS = hasattr(os, "geteuid")
"""Whether rights of files mean anything: on Windows a person's own folder is private as it is."""
PATIENCE = (0.05, 0.1, 0.2, 0.4)
"""Seconds to wait for what a virus scanner or a syncing program holds for a moment (Windows)."""


def _flags(*names: str) -> int:
    """What of these flags the system has."""
    return sum(getattr(os, f"O_{name}", 0) for name in names)


_TO_READ = os.O_RDONLY | _flags("NONBLOCK", "NOCTTY", "CLOEXEC", "BINARY")


def _module(name: str) -> ModuleType | None:
    """A module of the standard library, if this system has it."""
    try:
        return import_module(name)
    except ImportError:
        return None


_UNIX = _module("fcntl")
_WINDOWS = None if _UNIX else _module("msvcrt")


class NotAFileError(OSError):
    """There is a folder, a pipe or a device where a file should be."""


class TooLargeError(OSError):
    """A file has more bytes than any of its kind."""


def read_whole(path: Path, *, limit: int, follow: bool = True) -> bytes:
    """All bytes of an ordinary file: this opens every file that a person may have put there.

    Raises:
        NotAFileError: if it is none; a pipe or a device is not waited for.
        TooLargeError: if there are more than `limit`.
        OSError: if it cannot be read; ELOOP for a symbolic link that must not be followed.
    """
    with os.fdopen(open_to_read(path, follow=follow), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise NotAFileError
        raw = file.read(limit + 1)
    if len(raw) > limit:
        raise TooLargeError
    return raw


def open_to_read(path: os.PathLike[str], *, follow: bool = True) -> int:
    """A file opened, as its number; opening a pipe waits for nobody.

    Raises:
        OSError: ELOOP, among others, for a symbolic link that must not be followed.
    """
    return os.open(path, _TO_READ if follow else _TO_READ | _flags("NOFOLLOW"))


def create(path: Path, *, anew: bool = True) -> int:
    """A file to be written by its owner alone, as its number, whatever the umask took.

    It raises FileExistsError if anything is there, unless that will do, too (not `anew`).
    """
    flags = os.O_WRONLY | os.O_CREAT | _flags("NOFOLLOW", "CLOEXEC", "BINARY")
    number = os.open(path, flags | os.O_EXCL if anew else flags, PRIVATE_FILE)
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # some disks keep no rights
            os.fchmod(number, PRIVATE_FILE)
    return number


def close_folder(path: Path) -> bool:
    """Close a folder to all but its owner; whether nobody else can look into it now."""
    if not HAS_RIGHTS:
        return True
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & ~PRIVATE_FOLDER:
        with suppress(OSError):
            path.chmod(mode & PRIVATE_FOLDER)
    return not stat.S_IMODE(path.stat().st_mode) & ~PRIVATE_FOLDER


def flush(number: int) -> None:
    """Let a file be on the disk itself, where a power cut does no harm.

    On macOS only F_FULLFSYNC does that.
    """
    if _UNIX and hasattr(_UNIX, "F_FULLFSYNC"):
        with suppress(OSError):
            _UNIX.fcntl(number, _UNIX.F_FULLFSYNC)
            return
    os.fsync(number)


def flush_folder(path: Path) -> None:
    """The same for the names in a folder, where they are flushed apart from the files."""
    try:
        folder = os.open(path, os.O_RDONLY | _flags("DIRECTORY", "CLOEXEC"))
    except PermissionError:  # Windows opens no folder
        return
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in CANNOT:
            raise
    finally:
        os.close(folder)


def replace(path: Path, target: Path) -> None:
    """Put a file in another one's place, in one step."""
    for seconds in PATIENCE if sys.platform == "win32" else ():
        try:
            path.replace(target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    path.replace(target)


def lock(number: int) -> bool:
    """Lock an open file until it is closed; False where the disk or the system knows no locks.

    The system's own lock: what filelock needs at import would be a fifth of a start.

    Raises:
        BlockingIOError: if another program holds it.
    """
    try:
        if _UNIX:
            _UNIX.flock(number, _UNIX.LOCK_EX | _UNIX.LOCK_NB)
        elif _WINDOWS:
            _WINDOWS.locking(number, _WINDOWS.LK_NBLCK, 1)
        else:
            return False
    except PermissionError as error:  # how Windows says so
        raise BlockingIOError(*error.args) from error
    except OSError as error:
        if error.errno in CANNOT:
            return False
        raise
    return True
