"""The text of a bank's file: decoded, free of hidden characters, read in parts if broken."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from mmn_check import disk
from mmn_check.bank.problems import TOP, FilePlace, Findings, Problem, TooManyError
from mmn_check.bank.yaml_source import Lost, Node, ScalarNode, TableNode, UnreadableError, compose
from mmn_check.text_safety import code_point, has_hidden

LARGEST = 1_000_000
"""More bytes than any bank file has."""


def file_text(path: Path, findings: Findings) -> str | None:
    """The text of a file; None if it cannot be read, which is reported."""
    try:
        return _decoded(disk.read_whole(path, limit=LARGEST), findings)
    except disk.NotAFileError:
        findings(TOP, "This is not an ordinary file.", "A bank is made of YAML files.")
    except disk.TooLargeError:
        findings(TOP, f"This file is larger than {LARGEST // 1_000_000} MB: no questions are.")
    except OSError as error:
        findings(TOP, f"This file cannot be read: {error.strerror}.")
    return None


def _decoded(raw: bytes, findings: Findings) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings(FilePlace(line, column), "This is not text in UTF-8.", "save the file in UTF-8.")
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
                hidden = f"a hidden character ({code_point(one)})", "take it out."
                what, remedy = SPELT_OUT.get(one, hidden)
                findings(FilePlace(number, column), f"Here is {what}.", remedy)
        seen = "".join(one if one.isprintable() else " " for one in line)
        indent = line[: len(line) - len(line.lstrip())]
        begin = _content_of(lines[number - 2]) if "\t" in indent and number > 1 else len(indent)
        lines[number - 1] = " " * begin + seen[len(indent) :]
    return "\n".join(lines)


def _content_of(line: str) -> int:
    """How far in a line begins, dashes of lists aside: where its neighbour would."""
    return len(line) - len(line.lstrip(" -"))


SPELT_OUT = {
    "\t": ("a tab", "use spaces."),
    "\xa0": ("a space that is no plain space", "type it anew."),
}

MOST_BREAKS = 20
"""After so many, the rest of a file is given up."""
MOST_PARTS = 200_000
"""Words, lists and tables of one file: more than a thousand questions have."""
LARGE = 100_000
"""Characters; each break in a text so large would cost a reading too long."""
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_KEY = re.compile(r" *([a-z_]+)\b")
_LISTED = re.compile(r"^(questions|words):", re.MULTILINE)


def compose_in_parts(text: str, findings: Findings) -> tuple[Node | None, str]:
    """The document as far as it can be read, and the text of what cannot be."""
    lost: list[str] = []
    for _ in range(MOST_BREAKS if len(text) < LARGE else 2):
        passing = Findings(findings.file, most=findings.most)
        try:
            node = compose(text, passing, hides=has_hidden, most=MOST_PARTS)
        except TooManyError:
            _keep(passing.mistakes, findings)
            raise
        except UnreadableError as error:
            found = error.problem
            if not any(one.line == found.line for one in findings.mistakes):
                findings(found, found.what, found.remedy)
            mended, out = _without(text, error)
            if not out.strip():
                _keep(passing.mistakes, findings)
                return None, text
            text = mended
            findings.lost |= _keys_in(out)
            lost.append("" if error.to_the_end else out)
        else:
            _keep(passing.mistakes, findings)
            if node is None and not lost:
                findings(TOP, "There is nothing in this file.")
            return _emptied(node) if lost else node, "\n".join(lost)
    return None, text


def _keys_in(out: str) -> frozenset[tuple[int, str]]:
    """The words that begin lines in the text of what cannot be read, no further in than its first.

    Keys that stand further in belong to what is lost with them.
    """
    found = [(match.start(1) + 1, match[1]) for match in map(_KEY.match, out.split("\n")) if match]
    return frozenset(one for one in found if one[0] <= found[0][0])


def _keep(mistakes: list[Problem], findings: Findings) -> None:
    for one in mistakes:
        findings(one, one.what, one.remedy)


def _emptied(node: Node | None) -> Node | None:
    """The node with nothing claimed of a key under which all has been taken out."""
    if isinstance(node, TableNode):
        for at, (key, value) in enumerate(node.pairs):
            if isinstance(value, ScalarNode) and value.plain and not value.value:
                node.pairs[at] = key, Lost(value.line, value.column)
    return node


def _without(text: str, error: UnreadableError) -> tuple[str, str]:
    """The text with the lines of one item made empty, and those lines."""
    lines = text.split("\n")
    line = error.problem.line
    if error.to_the_end:
        return "\n".join(lines[: line - 1]), "\n".join(lines[line - 1 :])
    most = _indent_of_items(text)
    here = min(line, len(lines)) - 1
    start = here
    while start > 0 and not _begins(lines[start], most):
        start -= 1
    end = start + 1
    while end < len(lines) and not (_begins(lines[end], most) and end > here):
        end += 1
    out = lines[start:end]
    lines[start:end] = [""] * len(out)
    return "\n".join(lines), "\n".join(out)


def _begins(line: str, most: int) -> bool:
    """Whether an item, or something above the items, begins on this line."""
    bare = line.lstrip(" ")
    return bool(bare) and not bare.startswith("#") and len(line) - len(bare) <= most


def _indent_of_items(text: str) -> int:
    """How far in the questions (or words) of a file begin, or the texts and sources."""
    listed = _LISTED.search(text)
    item = _ITEM.search(text, listed.end()) if listed else None
    return len(item[1]) if item else 2
