from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from mmn_check import os_files


def refusing(number: int) -> object:
    """What raises this error of the system, whatever it is asked for."""

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL])
def test_a_disk_without_locks_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """It is no fault, and not taken for a lock that another program holds."""
    monkeypatch.setattr(fcntl, "flock", refusing(number))

    with (tmp_path / "lock").open("wb") as file:
        assert os_files.lock(file.fileno()) is False


def test_a_failing_disk_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails is not passed over as something that the disk does not know."""
    monkeypatch.setattr(fcntl, "flock", refusing(errno.EIO))
    monkeypatch.setattr(os, "fsync", refusing(errno.EIO))

    with (tmp_path / "lock").open("wb") as file, pytest.raises(OSError, match="Input/output"):
        os_files.lock(file.fileno())
    with pytest.raises(OSError, match="Input/output"):
        os_files.flush_folder(tmp_path)


def test_a_lock_keeps_another_off_until_the_file_is_closed(tmp_path: Path) -> None:
    """As with two windows."""
    path = tmp_path / "lock"
    first, second = os_files.create(path), os_files.create(path, anew=False)

    assert os_files.lock(first)
    with pytest.raises(BlockingIOError):
        os_files.lock(second)
    os.close(first)
    assert os_files.lock(second)
    os.close(second)


@pytest.mark.parametrize("knows", [True, False])
def test_on_macos_the_disk_itself_is_told_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, knows: bool
) -> None:
    """There a plain flush stops at the disk's own memory; where a disk refuses, it must do."""
    asked: list[object] = []

    def full_flush(_number: int, command: int) -> None:
        asked.append(command)
        if not knows:
            raise OSError(errno.ENOTSUP, "")

    monkeypatch.setattr(os_files, "_UNIX", SimpleNamespace(F_FULLFSYNC=51, fcntl=full_flush))
    monkeypatch.setattr(os, "fsync", lambda _: asked.append("fsync"))
    with (tmp_path / "file").open("wb") as file:
        os_files.flush(file.fileno())

    assert asked == ([51] if knows else [51, "fsync"])


def test_a_folder_that_cannot_be_closed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that keeps no rights leaves it open to others."""
    tmp_path.chmod(0o755)
    assert os_files.close_folder(tmp_path)

    tmp_path.chmod(0o755)
    monkeypatch.setattr(Path, "chmod", refusing(errno.EPERM))
    assert not os_files.close_folder(tmp_path)
