"""Opening what may be a bank's file: an ordinary one, of bounded size, in plain UTF-8."""

from __future__ import annotations

import os
import stat
from itertools import pairwise
from pathlib import Path

from mmn_check.storage.mistakes import TOP, Findings, Place, has_hidden

LARGEST = 1_000_000
"""More bytes than any bank file has."""


def text_of(path: Path, findings: Findings) -> str | None:
    """The text of a file; None if it cannot be read, which is reported."""
    try:
        raw = _bytes_of(path)
    except OSError as error:
        findings(TOP, f"This file cannot be read: {error.strerror}.")
        return None
    if raw is None:
        findings(TOP, "This is not an ordinary file. A bank is made of YAML files.")
    elif len(raw) > LARGEST:
        findings(TOP, f"This file is larger than {LARGEST // 1_000_000} MB: no questions are.")
    else:
        return _decoded(raw, findings)
    return None


def _bytes_of(path: Path) -> bytes | None:
    """At most one byte more than allowed; None if this is no ordinary file.

    Opened so that a pipe without a writer does not keep us waiting.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    with os.fdopen(number, "rb") as file:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            return None
        return file.read(LARGEST + 1)


def _decoded(raw: bytes, findings: Findings) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings(Place(line, column), "This is not text in UTF-8: save the file in UTF-8.")
        return None
    text = text.replace("\r\n", "\n")
    return _with_all_seen(text, findings) if has_hidden(text) else text


def _with_all_seen(text: str, findings: Findings) -> str:
    """The text with a sign for each hidden character, which is reported."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.isprintable():
            continue
        for column, (before, one) in enumerate(pairwise(["", *line]), start=1):
            if not one.isprintable() and one != before:
                what = HIDDEN.get(one, f"a hidden character (U+{ord(one):04X}): take it out")
                findings(Place(number, column), f"Here is {what}.")
        seen = "".join(one if one.isprintable() else " " for one in line)
        indent = line[: len(line) - len(line.lstrip())]
        begin = _content_of(lines[number - 2]) if "\t" in indent and number > 1 else len(indent)
        lines[number - 1] = " " * begin + seen[len(indent) :]
    return "\n".join(lines)


def _content_of(line: str) -> int:
    """How far in a line begins, dashes of lists aside: where its neighbour would."""
    return len(line) - len(line.lstrip(" -"))


HIDDEN = {"\t": "a tab: use spaces", "\xa0": "a space that is no plain space: type it anew"}
