from __future__ import annotations

import os
import resource
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mmn_check.storage.safe_files import (
    BusyError,
    NotReadableError,
    NotWritableError,
    SafeFile,
    private_folder,
    read_file,
    remove_file,
    write_safely,
)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """A file holds the last content written, and nothing is left beside it."""
    file = tmp_path / "visit.yaml"
    write_safely(file, b"old")

    write_safely(file, b"new")

    assert read_file(file, limit=10) == b"new"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_files_and_folders_are_private_under_any_umask(tmp_path: Path, mask: int) -> None:
    """Whatever the umask, folders are made 0700 and files 0600."""
    folder = tmp_path / "deep" / "er"
    with umask(mask):
        private_folder(folder)
        write_safely(folder / "visit.yaml", b"mine")

    assert [mode_of(one) for one in (folder.parent, folder)] == [0o700, 0o700]
    assert mode_of(folder / "visit.yaml") == 0o600


def test_a_folder_that_others_could_read_is_closed(tmp_path: Path) -> None:
    """A folder that was there before is made private too."""
    tmp_path.chmod(0o755)

    private_folder(tmp_path)

    assert mode_of(tmp_path) == 0o700


def test_a_temporary_file_is_private_before_it_holds_anything(tmp_path: Path) -> None:
    """What a kill left behind under another's rights is not written into."""
    beside = tmp_path / ".visit.yaml.new"
    beside.write_bytes(b"cut sho")
    beside.chmod(0o666)

    write_safely(tmp_path / "visit.yaml", b"whole")

    assert mode_of(tmp_path / "visit.yaml") == 0o600
    assert not beside.exists()


def test_a_link_in_the_way_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Neither the file nor its temporary neighbour is written through a symbolic link."""
    outside = tmp_path / "outside"
    outside.write_bytes(b"untouched")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / ".visit.yaml.new").symlink_to(outside)
    (folder / "visit.yaml").symlink_to(outside)

    write_safely(folder / "visit.yaml", b"mine")

    assert outside.read_bytes() == b"untouched"
    assert not (folder / "visit.yaml").is_symlink()


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """A write that the system cuts short says so, and what was kept is still there."""
    file = tmp_path / "visit.yaml"
    write_safely(file, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(NotWritableError, match="Make some room") as refused:
            write_safely(file, b"n" * 2000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)

    assert str(file) in str(refused.value)
    assert file.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    """A folder cannot be made where a file stands."""
    (tmp_path / "data").write_text("a file")

    for path in (tmp_path / "data", tmp_path / "data" / "below"):
        with pytest.raises(NotWritableError, match="a file stands where a folder should be"):
            private_folder(path)


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """One byte more than allowed is refused."""
    file = tmp_path / "big"
    file.write_bytes(b"x" * 2_000_001)

    assert len(read_file(file, limit=2_000_001)) == 2_000_001
    with pytest.raises(NotReadableError, match="larger than 2 MB"):
        read_file(file, limit=2_000_000)


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    """A pipe, a folder, nothing at all, or a link that must not be followed is refused at once."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")

    for name in ("pipe", "missing", "."):
        with pytest.raises(NotReadableError, match="Cannot read"):
            read_file(tmp_path / name, limit=10)
    assert read_file(tmp_path / "link", limit=10) == b"x"
    with pytest.raises(NotReadableError, match="symbolic link"):
        read_file(tmp_path / "link", limit=10, follow=False)


def test_everything_is_on_the_disk_before_a_write_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new content is flushed before it takes the old one's place, then the folder is."""
    file = tmp_path / "visit.yaml"
    write_safely(file, b"old")
    flushed: list[tuple[bool, int, bytes]] = []
    really_flush = os.fsync

    def flush(number: int) -> None:
        status = os.fstat(number)
        flushed.append((stat.S_ISDIR(status.st_mode), status.st_size, file.read_bytes()))
        really_flush(number)

    monkeypatch.setattr(os, "fsync", flush)
    write_safely(file, b"newer")

    (is_folder, size, then_there), (is_folder_too, _, at_last_there) = flushed
    assert (is_folder, size, then_there) == (False, len(b"newer"), b"old")
    assert (is_folder_too, at_last_there) == (True, b"newer")


def test_a_file_is_known_to_be_changed_without_waiting_for_it(tmp_path: Path) -> None:
    """Other content, or a folder, pipe or link in its place, is a change; none at all is none."""
    file = tmp_path / "visit.yaml"
    file.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(file)
    (tmp_path / "loop").symlink_to("mine")
    os.mkfifo(tmp_path / "pipe")

    assert not SafeFile(file, known=b"mine").was_changed()
    assert not SafeFile(tmp_path / "missing", known=b"mine").was_changed()
    assert SafeFile(file, known=b"mane").was_changed()
    assert SafeFile(file, known=b"mine too").was_changed()
    assert SafeFile(tmp_path / "pipe", known=b"").was_changed()
    assert SafeFile(tmp_path, known=b"mine").was_changed()
    assert SafeFile(tmp_path / "link", known=b"mine").was_changed()
    assert SafeFile(tmp_path / "loop", known=b"mine").was_changed()


def test_what_cannot_be_deleted_is_named(tmp_path: Path) -> None:
    """A folder in a file's place is not deleted, and what is not there need not be."""
    remove_file(tmp_path / "missing")

    with pytest.raises(NotWritableError, match="Cannot delete"):
        remove_file(tmp_path)


def test_a_lock_that_another_window_holds_stays_until_the_file_is_gone(tmp_path: Path) -> None:
    """Who is turned away takes no lock from under who holds it, though no file is there yet."""
    file, lock = tmp_path / "diary.jsonl", tmp_path / ".diary.lock"
    with SafeFile(file).held(busy="open elsewhere"):
        with (
            pytest.raises(BusyError, match="open elsewhere"),
            SafeFile(file).held(busy="open elsewhere"),
        ):
            pass
        assert lock.exists()
    assert not lock.exists()

    file.touch()
    with SafeFile(file).held(busy="open elsewhere"):
        pass
    assert lock.exists()
