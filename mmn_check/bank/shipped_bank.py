"""The bank that comes with the program: where it is, and a copy of it as read, kept for speed."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from struct import error as StructError  # noqa: N812 - a class, called like a function
from typing import TYPE_CHECKING, Any, TypeVar

import mmn_check
from mmn_check import os_files

if TYPE_CHECKING:
    from mmn_check.bank.model import Bank
    from mmn_check.bank.records import Record

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
CLASS = "\0"
"""The key under which a record's class stands; no word of a bank has such a character."""


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
        with suppress(OSError, ValueError, TypeError, LookupError, StructError):
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
            with beside.open("xb") as file:
                file.write(self._made_of + content)
                file.flush()
                os.fsync(file.fileno())
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
    kept = CompiledFile(folder, f"{name}.json", sources)
    bank = kept.read(decoded)
    if bank is None:
        bank = read()
        kept.keep(encoded(bank))
    return bank


def encoded(bank: Bank) -> bytes:
    """A bank as JSON, each record with its class and the fields that it was given."""
    return json.dumps(bank, default=_as_table, ensure_ascii=False, separators=(",", ":")).encode()


def decoded(content: bytes) -> Bank:
    """The bank that was encoded; raises ValueError, TypeError or KeyError if it is none."""
    bank: Bank = json.loads(content, object_hook=_record_again)
    if not isinstance(bank, _classes()["Bank"]):
        raise TypeError
    return bank


def _as_table(record: Record) -> Mapping[str, Any]:
    """A record as a table of the fields that are not as they would be anyway, and its class."""
    values, known = vars(record), record.__dataclass_fields__
    told = {
        name: one for name, one in values.items() if name in known and one != known[name].default
    }
    return {CLASS: type(record).__name__, **told}


def _record_again(table: dict[str, Any]) -> Any:
    """A record, or a table by name; what stands in a row is a tuple in all of them."""
    for key, value in table.items():
        if type(value) is list:
            table[key] = tuple(value)
    made = table.pop(CLASS, None)
    return table if made is None else _classes()[made](**table)


@cache
def _classes() -> Mapping[str, type[Record]]:
    """The records of a bank, by the names of their classes."""
    # Who only asks where the bank is need not wait for them.
    from mmn_check.bank import conditions, model, page_layout  # noqa: PLC0415
    from mmn_check.bank.records import Record  # noqa: PLC0415 - the same

    found = [one for module in (conditions, page_layout, model) for one in vars(module).items()]
    return {name: one for name, one in found if isinstance(one, type) and issubclass(one, Record)}
