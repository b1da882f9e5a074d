"""A Python as other systems have it: what MMN_WITHOUT names is taken away before anything begins.

`signals` and `rights` are what the standard library of Windows lacks besides modules; `libyaml`
is the fast half of PyYAML; `windows` puts its console in place of the terminal. With MMN_DISK the
disk knows neither locks nor the flushing of folders nor rights.
"""

from __future__ import annotations

import errno
import fcntl
import os
import selectors
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

sys.path[:] = [one for one in sys.path if one != str(Path(__file__).parent)]
LACKING: dict[str, tuple[object, tuple[str, ...]]] = {
    "signals": (
        signal,
        ("SIGHUP", "SIGQUIT", "SIGTSTP", "SIGWINCH", "SIGXFSZ", "SIGCONT", "pthread_sigmask"),
    ),
    "rights": (
        os,
        (
            "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_TMPFILE",
            "fchmod", "chown", "geteuid", "getuid", "mkfifo",
        ),
    ),
    "error names": (errno, ("EDQUOT",)),
}  # fmt: skip


class Absent:
    """Finds no module of these names."""

    def __init__(self, names: set[str]) -> None:
        self.names = names

    def find_spec(self, name: str, *_: object) -> None:
        if name in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def take_away(words: list[str]) -> None:
    """Take away what these words name."""
    modules = {"libyaml": "yaml._yaml"}
    names = {modules.get(one, one) for one in words if one not in LACKING}
    for name in names:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, Absent(names))
    for what, attributes in (LACKING[one] for one in words if one in LACKING):
        for one in attributes:
            if hasattr(what, one):
                delattr(what, one)


def refuse(*_: object, **_how: object) -> Any:
    """Do what a disk does that does not know what is asked for."""
    raise OSError(errno.ENOTSUP, "Operation not supported")


def poor_disk() -> None:
    """Let the disk know no locks, no rights, and no flushing of folders."""
    flush, status = os.fsync, os.stat

    def flush_files_only(number: int) -> None:
        if stat.S_ISDIR(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        flush(number)

    def open_to_all(path: Any, **how: Any) -> os.stat_result:
        found = status(path, **how)
        return os.stat_result((found.st_mode | 0o777, *found[1:]))

    for module, name, instead in (
        (fcntl, "flock", refuse),
        (os, "fchmod", refuse),
        (os, "chmod", refuse),
        (os, "fsync", flush_files_only),
        (os, "stat", open_to_all),
    ):
        setattr(module, name, instead)


WITHOUT = [one for one in os.environ.get("MMN_WITHOUT", "").split(",") if one]
if "windows" in WITHOUT:
    WITHOUT.remove("windows")
    sys.path.append(str(Path(__file__).parent / "windows"))
    # These look what there is, to know on which system they are.
    del subprocess, selectors
    import msvcrt  # noqa: F401 - it needs what is taken away next
take_away(WITHOUT)
if os.environ.get("MMN_DISK"):
    poor_disk()
