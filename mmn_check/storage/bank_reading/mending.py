"""Reading on where YAML breaks off, so that one slip does not hide every later mistake.

A parser stops at the first thing that it cannot make sense of. What stands around that place
is then taken out, line for line, and the rest is read again.
"""

from __future__ import annotations

import re

from mmn_check.storage.mistakes import TOP, Findings, Mistake, has_hidden
from mmn_check.storage.yaml_complaints import UnreadableError
from mmn_check.storage.yaml_nodes import Lost, Node, Scalar, Table, compose

MOST_BREAKS = 20
"""After so many, the rest of a file is given up."""
MOST_PARTS = 200_000
"""Words, lists and tables of one file: more than a thousand questions have."""
LARGE = 100_000
"""Characters; each break in a text so large would cost a reading too long."""
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_LISTED = re.compile(r"^(questions|words):", re.MULTILINE)


def compose_in_parts(text: str, findings: Findings) -> tuple[Node | None, str]:
    """The document as far as it can be read, and the text of what cannot be."""
    lost: list[str] = []
    for _ in range(MOST_BREAKS if len(text) < LARGE else 2):
        passing = Findings(findings.file, most=findings.most)
        try:
            node = compose(text, passing, hides=has_hidden, most=MOST_PARTS)
        except UnreadableError as error:
            if not any(one.line == error.spot.line for one in findings.mistakes):
                findings(error.spot, error.sentence)
            mended, out = _without(text, error)
            if not out.strip():
                _keep(passing.mistakes, findings)
                return None, text
            text = mended
            lost.append("" if error.to_the_end else out)
        else:
            _keep(passing.mistakes, findings)
            if node is None and not lost:
                findings(TOP, "There is nothing in this file.")
            return _emptied(node) if lost else node, "\n".join(lost)
    return None, text


def _keep(mistakes: list[Mistake], findings: Findings) -> None:
    for one in mistakes:
        findings(one, one.sentence)


def _emptied(node: Node | None) -> Node | None:
    """The node with nothing claimed of a key under which all has been taken out."""
    if isinstance(node, Table):
        for at, (key, value) in enumerate(node.pairs):
            if isinstance(value, Scalar) and value.plain and not value.value:
                node.pairs[at] = key, Lost(value.line, value.column)
    return node


def _without(text: str, error: UnreadableError) -> tuple[str, str]:
    """The text with the lines of one item made empty, and those lines."""
    lines = text.split("\n")
    line = error.spot.line
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
