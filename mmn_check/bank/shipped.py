"""Where the bank that comes with the program is, and what a bank calls itself."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from pathlib import Path

import mmn_check

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
        found = _ID.search((folder / "bank.yaml").read_text("utf-8"))
        return found[1] if found else None
    return None
