"""The page as a file of the person's own: never put over another, readable by nobody else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from mmn_check.errors import MmnCheckError
from mmn_check.language import tr
from mmn_check.storage import disk
from mmn_check.storage.safe_files import NotWritableError, refusal, write_file


class AlreadyThereError(MmnCheckError):
    """A file of that name is there, and nothing was said about writing over it."""


def save_page(content: bytes, *, name: str, to: Path | None = None, force: bool = False) -> Path:
    """Write the page, and say where.

    `to` is the file, or a folder for a file of the usual `name`; without it, the folder one is
    in. A file of the usual name gets a number if there is one already; any other is left alone
    unless `force`.
    """
    target = to or Path.cwd()
    usual = target.is_dir()
    path = target / name if usual else target
    if force and path.is_file():
        write_file(path.resolve(), content)
        return path
    for free in _names(path) if usual else [path]:
        try:
            _write_new(free, content)
        except FileExistsError:
            continue
        except OSError as error:
            raise NotWritableError(refusal("write", free, error)) from error
        return free
    raise AlreadyThereError(
        tr(
            "{file} is there already and was left as it is. Choose another name, or say --force.",
            file=path,
        )
    )


def _names(path: Path) -> Iterator[Path]:
    """The name, then the name with each number from 2 on."""
    yield path
    yield from (path.with_stem(f"{path.stem}-{number}") for number in count(2))


def _write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; leave nothing behind if that fails half-way."""
    file = disk.create(path)
    try:
        with os.fdopen(file, "wb") as opened:
            opened.write(content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
