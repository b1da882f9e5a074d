from __future__ import annotations

import os
import resource
import signal
import stat
from pathlib import Path

import pytest

from mmn_check.output.delivery import AlreadyThereError, save_page
from mmn_check.storage.safe_files import NotWritableError

NAME = "visit-summary-2026-11-21.pdf"


def test_the_page_lands_in_the_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a word on where, the file has the usual name, here."""
    monkeypatch.chdir(tmp_path)
    assert save_page(b"page", name=NAME) == tmp_path / NAME
    assert (tmp_path / NAME).read_bytes() == b"page"


def test_a_second_page_of_the_day_gets_a_number(tmp_path: Path) -> None:
    """What was printed before stays."""
    saved = [save_page(page, name=NAME, to=tmp_path) for page in (b"one", b"two", b"three")]
    assert [path.name for path in saved] == [
        "visit-summary-2026-11-21.pdf",
        "visit-summary-2026-11-21-2.pdf",
        "visit-summary-2026-11-21-3.pdf",
    ]
    assert [path.read_bytes() for path in saved] == [b"one", b"two", b"three"]


def test_a_file_one_names_is_never_written_over(tmp_path: Path) -> None:
    """The sentence says what to do instead."""
    mine = tmp_path / "mine.pdf"
    mine.write_bytes(b"old")
    with pytest.raises(AlreadyThereError) as error:
        save_page(b"new", name=NAME, to=mine)
    assert str(error.value) == (
        f"{mine} is there already and was left as it is. Choose another name, or say --force."
    )
    assert mine.read_bytes() == b"old"


@pytest.mark.parametrize("to", ["mine.pdf", "."])
def test_force_writes_over_it(tmp_path: Path, to: str) -> None:
    """By the name given, or by the usual name."""
    for name in ("mine.pdf", NAME):
        (tmp_path / name).write_bytes(b"old")
    path = save_page(b"new", name=NAME, to=tmp_path / to, force=True)
    assert path.read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 2


def test_nothing_is_beside_the_page_while_it_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill at any moment leaves no hidden file with answers."""
    (tmp_path / NAME).write_bytes(b"old")
    seen = []
    really = os.fdopen

    def look(*given: int | str) -> object:
        seen.append([one.name for one in tmp_path.iterdir()])
        return really(*given)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "fdopen", look)
    save_page(b"new", name=NAME, to=tmp_path, force=True)

    assert seen == [[NAME]]


def test_force_does_not_write_over_what_is_no_file(tmp_path: Path) -> None:
    """A pipe or a device stays one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(AlreadyThereError):
        save_page(b"new", name=NAME, to=pipe, force=True)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("mask", [0, 0o022, 0o777])
def test_nobody_else_can_read_the_page(tmp_path: Path, mask: int) -> None:
    """It holds answers about health."""
    before = os.umask(mask)
    try:
        path = save_page(b"page", name=NAME, to=tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_is_not_there_gets_a_sentence(tmp_path: Path) -> None:
    """A misspelt folder is not made."""
    with pytest.raises(NotWritableError, match="it is not there"):
        save_page(b"page", name=NAME, to=tmp_path / "nowhere" / "page.pdf")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    """Half a page is worse than none."""
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(NotWritableError, match="Make some room"):
            save_page(b"x" * 5000, name=NAME, to=tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(tmp_path.iterdir()) == []
