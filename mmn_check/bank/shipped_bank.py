"""The bank that comes with the program: where it is, and a copy of it as read, kept for speed."""

from __future__ import annotations

import os
import pickle
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from struct import error as StructError  # noqa: N812 - a class, called like a function
from typing import TYPE_CHECKING, TypeVar

import mmn_check
from mmn_check import os_files

if TYPE_CHECKING:
    from mmn_check.bank.model import Bank

BANK_FILE = "bank.yaml"
LARGEST = 1_000_000
"""More bytes than any bank file has."""
_ID = re.compile(r"^id: *([A-Za-z0-9_]+) *(?:#.*)?$", re.MULTILINE)


def shipped_bank() -> Path:
    """The folder of the bank that comes with the program, installed or in a checkout."""
    package = Path(mmn_check.__file__).parent
    inside = package / "questions"
    return inside if inside.is_dir() else package.parent / "questions"


@cache
def bank_id_in(folder: Path) -> str | None:
    """What a bank calls itself, told without reading it; None where that is not plain to see."""
    with suppress(OSError, UnicodeDecodeError):
        found = _ID.search((folder / BANK_FILE).read_text("utf-8"))
        return found[1] if found else None
    return None


FOLDER = "__pycache__"
"""Where Python keeps what it compiled: packages, git and searches pass it over."""
READ_BY = ("bank", "bank_check")
"""The parts of the program that decide what is made of a bank's files."""


NOT_KEPT_WELL = (pickle.PickleError, AttributeError, ImportError, StructError)
"""What is raised for bytes that are none of ours, by pickle and by gettext."""
Made = TypeVar("Made")


class CompiledFile:
    """What was made of some files, kept beside them as bytes: to read them is most of a start.

    It begins with the very bytes that it was made of, and with what Python itself goes by to tell
    whether a module changed. So it is never older than they are: where anything differs they are
    read again. It is data and no code, and needs no place among a person's own files. Where it
    cannot be kept, a start takes a moment longer, and nothing else.
    """

    def __init__(self, folder: Path, name: str, sources: Iterable[Path]) -> None:
        """The file of a name that belongs to a folder, and the files it is made of."""
        self._file = folder / FOLDER / name
        self._sources = sorted(sources)
        self._made_of = self._as_they_are()

    def _as_they_are(self) -> bytes:
        """The bytes of the sources, and versions of what reads them; none if one cannot be read."""
        try:
            return b"".join(_sources_in_bytes(self._sources))
        except OSError:
            return b""

    def read(self, decoded: Callable[[bytes], Made]) -> Made | None:
        """What was made of the sources as they now are; None if it was not kept, or badly."""
        with suppress(OSError, ValueError, TypeError, LookupError, EOFError, *NOT_KEPT_WELL):
            kept = self._file.read_bytes()
            if self._made_of and kept.startswith(self._made_of):
                return decoded(kept[len(self._made_of) :])
        return None

    def keep(self, content: bytes) -> None:
        """Keep what was made, if that is allowed and there is room; whole, or not at all."""
        # While they were read somebody may have changed them.
        if sys.dont_write_bytecode or not self._made_of or self._made_of != self._as_they_are():
            return
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(exist_ok=True)
            beside.write_bytes(self._made_of + content)
            beside.replace(self._file)
        except OSError:
            with suppress(OSError):
                beside.unlink()


def _sources_in_bytes(paths: Iterable[Path]) -> Iterable[bytes]:
    for path in paths:
        content = os_files.read_whole(path, limit=LARGEST)
        yield f"{path.name} {len(content)}\n".encode()
        yield content
    package = Path(mmn_check.__file__).parent
    for part in READ_BY:
        with os.scandir(package / part) as found:
            for one in sorted(found, key=lambda one: one.name):
                if one.name.endswith(".py"):
                    told = one.stat()
                    yield f"{one.name} {told.st_size} {told.st_mtime_ns}\n".encode()


def compiled_bank(
    folder: Path, name: str, sources: Iterable[Path], read: Callable[[], Bank]
) -> Bank:
    """The bank that `read` makes of a folder's files, read only once."""
    kept = CompiledFile(folder, f"{name}.pickle", sources)
    bank = kept.read(decoded)
    if bank is None:
        bank = read()
        kept.keep(encoded(bank))
    return bank


def encoded(bank: Bank) -> bytes:
    """A bank as bytes: the fields of its records."""
    return pickle.dumps(bank, protocol=5)


def decoded(content: bytes) -> Bank:
    """The bank that was encoded; raises one of what CompiledFile.read minds if it is none."""
    from mmn_check.bank.model import Bank  # noqa: PLC0415 - who asks where the bank is need not wait

    bank = _OfRecords(BytesIO(content)).load()
    if not isinstance(bank, Bank):
        raise pickle.UnpicklingError
    return bank


class _OfRecords(pickle.Unpickler):
    """Makes records, and nothing else, whatever stands in a file: no code is run for it."""

    def find_class(self, module: str, name: str) -> type:
        """A class of records."""
        from mmn_check.bank.records import Record  # noqa: PLC0415 - the same

        made = super().find_class(module, name) if module.startswith("mmn_check.bank.") else None
        if isinstance(made, type) and issubclass(made, Record):
            return made
        raise pickle.UnpicklingError(name)
