"""The files of a bank, and other YAML, as nodes with their lines; what is wrong told to authors.

A file is decoded, its hidden characters are told, and where its YAML is broken it is read in parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from yaml import events
from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from mmn_check import os_files
from mmn_check.bank.problems import (
    TOP,
    Findings,
    LineAndColumn,
    ListNode,
    Lost,
    Node,
    ScalarNode,
    TableNode,
    UnreadableError,
)
from mmn_check.bank.shipped_bank import LARGEST
from mmn_check.text_safety import code_point, has_hidden, safe

DEEPEST = 12
"""More levels than any file of ours has."""
TOO_DEEP = f"This is more than {DEEPEST} levels deep."
COMPLAINTS = Path(__file__).with_name("yaml_complaints.yaml")


@cache
def _complaints() -> Mapping[str, str]:
    """By a part of what the parser says: what is wrong, and what to do."""
    kept: Mapping[str, str] = yaml.safe_load(COMPLAINTS.read_text("utf-8"))
    return kept


def complaint_of(error: yaml.MarkedYAMLError) -> UnreadableError:
    """The parser's complaint in a sentence, at the place where it can be mended."""
    mark: Any = error.problem_mark
    problem = error.problem or ""
    inside: Any = None if "block" in (error.context or "") else error.context_mark
    unknown = f"This is not well-formed YAML ({safe(problem)})."
    said = next((words for sign, words in _complaints().items() if sign in problem), unknown)
    # What is never closed is noticed far behind, and mended where it opens.
    spot = inside if inside and inside.line < mark.line else mark
    return UnreadableError(LineAndColumn(spot.line + 1, spot.column + 1), said)


def hidden_at(text: str, byte: int) -> UnreadableError:
    """What to say of a character that YAML does not take, so many bytes into the text."""
    before = text.encode()[:byte].decode(errors="ignore")
    spot = LineAndColumn(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return UnreadableError(spot, f"Here is a hidden character ({code_point(text[len(before)])}).")


ENDS = (events.DocumentEndEvent, events.StreamEndEvent)
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast one, where PyYAML was built with it."""
MOST_PARTS = 30_000
"""More words, lists and tables than any file of ours has."""
_DIRECTIVE = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\n)*+%")
_COMMENT = re.compile(" (#[^\n]{0,2})")
BLANKS = frozenset(" \t")
_NOTHING_MORE = re.compile(r"(?:\.\.\.(?=\s|\Z)|\s|#[^\n]*+)*+\Z")


Complain = Callable[[LineAndColumn, str], None]
"""Notes what is wrong at a place, and what to do."""
Hides = Callable[[str], bool]
"""Whether a text has characters that are refused."""


def compose(
    text: str, report: Complain, *, hides: Hides | None = None, most: int = MOST_PARTS
) -> Node | None:
    """The document of a file, None if there is none; raises UnreadableError.

    What can be passed over is reported, and `Lost` stands in its place; so are escaped characters
    that `hides` finds.
    """
    if directive := _DIRECTIVE.match(text):
        # The parser takes quadratic time for directives.
        spot = LineAndColumn(text.count("\n", 0, directive.end()) + 1, 1)
        raise UnreadableError(spot, "A line cannot begin with %: put the text in quotation marks.")
    loader = LOADER(text)
    try:
        return _first_document(text, loader.get_event, report, hides, most)
    except yaml.MarkedYAMLError as error:
        raise complaint_of(error) from error
    except yaml.reader.ReaderError as error:
        raise hidden_at(text, error.position) from error
    finally:
        loader.dispose()


def _first_document(
    text: str, next_event: Callable[[], Any], report: Complain, hides: Hides | None, most: int
) -> Node | None:
    """The first document, in one pass over the parser's events; anything after it is a mistake.

    The stack is its own: depth costs nothing.
    """
    comments = _comments_in(text)
    here: list[Node] = []
    outer: list[tuple[list[Node], Any]] = []
    for _ in range(most):
        kind = type(event := next_event())
        if kind is ScalarEvent:
            style, value, mark = event.style, event.value, event.start_mark
            if event.anchor or event.tag or (style == '"' and hides and hides(value)):
                here.append(_refused(event, report))
            else:
                comment = comments.get(event.end_mark.index, "") if not style and value else ""
                here.append(ScalarNode(mark.line + 1, mark.column + 1, value, not style, comment))
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            opened = _list_or_table(event, report, depth=len(outer))
            here.append(opened)
            outer.append((here, opened))
            here = opened.items if type(opened) is ListNode else []
        elif kind is MappingEndEvent:
            keys, below = here[::2], here[1::2]
            here, table = outer.pop()
            table.pairs = list(zip(keys, below, strict=True))
        elif kind is events.SequenceEndEvent:
            here, _ = outer.pop()
        elif kind in ENDS:
            break
        elif kind is events.AliasEvent:
            here.append(_refused(event, report))
    else:
        raise UnreadableError(
            _line_and_column_of(event), f"There are more than {most} parts up to here."
        )
    # What follows is not asked for: it might be a million directives.
    _refuse_more(text, event.end_mark.index)
    return here[0] if here else None


def _comments_in(text: str) -> Mapping[int, str]:
    """How each comment begins that stands behind something, by where that ends."""
    comments = {}
    for found in _COMMENT.finditer(text):
        end = found.start()
        while text[end - 1 : end] in BLANKS:
            end -= 1
        comments[end] = found[1]
    return comments


def _list_or_table(event: Any, report: Complain, *, depth: int) -> ListNode | TableNode:
    if event.anchor or event.tag:
        _refused(event, report)
    if depth == DEEPEST:
        raise UnreadableError(_line_and_column_of(event), TOO_DEEP)
    made = ListNode if type(event) is SequenceStartEvent else TableNode
    return made(event.start_mark.line + 1, event.start_mark.column + 1, [])


def _refuse_more(text: str, end: int) -> None:
    if not _NOTHING_MORE.match(text, end):
        here = LineAndColumn(text.count("\n", 0, end) + 1, 1)
        sentence = "A file holds one document, which ends here: leave out what follows."
        raise UnreadableError(here, sentence, to_the_end=True)


def _line_and_column_of(event: yaml.Event) -> LineAndColumn:
    mark: Any = event.start_mark
    return LineAndColumn(mark.line + 1, mark.column + 1)


def _refused(event: Any, report: Complain) -> Lost:
    spot = _line_and_column_of(event)
    if event.anchor:
        sign = "*" if type(event) is events.AliasEvent else "&"
        of_yaml = f'"{sign}{safe(event.anchor)}" is an anchor of YAML'
        sentence = f"{of_yaml}, which is not used here: write the thing out."
    elif event.tag:
        tag = event.tag.replace("tag:yaml.org,2002:", "!!", 1)
        sentence = f'"{safe(tag)}" is a tag of YAML, which is not used here: leave it out.'
    else:
        sentence = f'There is a hidden character in "{safe(event.value)}": take it out.'
    report(spot, sentence)
    return Lost(spot.line, spot.column)


def file_text(path: Path, findings: Findings) -> str | None:
    """The text of a file; None if it cannot be read, which is reported."""
    try:
        text = os_files.read_whole(path, limit=LARGEST).decode("utf-8-sig").replace("\r\n", "\n")
    except os_files.NotAFileError:
        findings(TOP, "This is not an ordinary file. A bank is made of YAML files.")
    except os_files.TooLargeError:
        findings(TOP, f"This file is larger than {LARGEST // 1_000_000} MB: no questions are.")
    except OSError as error:
        findings(TOP, f"This file cannot be read: {error.strerror}.")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        at = LineAndColumn(before.count(b"\n") + 1, len(before) - before.rfind(b"\n"))
        findings(at, "This is not text in UTF-8: save the file in UTF-8.")
    else:
        return _with_all_seen(text, findings) if has_hidden(text) else text
    return None


def _with_all_seen(text: str, findings: Findings) -> str:
    """The text with a sign for each hidden character, which is reported."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.isprintable():
            continue
        for column, (before, one) in enumerate(pairwise(["", *line]), start=1):
            if not one.isprintable() and one != before:
                hidden = f"a hidden character ({code_point(one)}): take it out."
                spot = LineAndColumn(number, column)
                findings(spot, f"Here is {SPELT_OUT.get(one, hidden)}")
        seen = "".join(one if one.isprintable() else " " for one in line)
        indent = line[: len(line) - len(line.lstrip())]
        begin = _margin_of(lines[number - 2]) if "\t" in indent and number > 1 else len(indent)
        lines[number - 1] = " " * begin + seen[len(indent) :]
    return "\n".join(lines)


def _margin_of(line: str) -> int:
    """How many spaces and dashes of lists a line begins with."""
    return len(line) - len(line.lstrip(" -"))


SPELT_OUT = {
    "\t": "a tab: use spaces.",
    "\xa0": "a space that is no plain space: type it anew.",
}

MOST_BREAKS = 20
"""After so many, the rest of a file is given up."""
MOST_OF_A_BANK = 200_000
"""Words, lists and tables of one file: more than a thousand questions have."""
LARGE = 100_000
"""Characters; each break in a text so large would cost a reading too long."""
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_ALONE = re.compile(r" *[a-z_]+ *")
"""A word on a line of its own, as a key without its colon is."""
_KEY = re.compile(r" *([a-z_]+)\b")
_LISTED = re.compile(r"^(questions|words):", re.MULTILINE)


def compose_in_parts(text: str, findings: Findings) -> tuple[Node | None, str]:
    """The document as far as it can be read, and the text of what cannot be."""
    lost: list[str] = []
    for _ in range(MOST_BREAKS if len(text) < LARGE else 2):
        try:
            node = compose(text, findings, hides=has_hidden, most=MOST_OF_A_BANK)
        except UnreadableError as error:
            found = error.problem
            if not any(one.line == found.line for one in findings.mistakes):
                findings(LineAndColumn(found.line, found.column), found.sentence)
            text, out = _without_item(text, error)
            if not out.strip():
                break
            findings.lost |= _keys_in(out)
            lost.append("" if error.to_the_end else out)
        else:
            if node is None and not lost:
                findings(TOP, "There is nothing in this file.")
            return _emptied(node) if lost else node, "\n".join(lost)
        finally:
            findings.told.update((one.line, one.column) for one in findings.mistakes)
    return None, text


def _keys_in(out: str) -> frozenset[tuple[int, str]]:
    """The words that begin lines in the text of what cannot be read, no further in than its first.

    Keys that stand further in belong to what is lost with them.
    """
    found = [(match.start(1) + 1, match[1]) for match in map(_KEY.match, out.split("\n")) if match]
    return frozenset(one for one in found if one[0] <= found[0][0])


def _emptied(node: Node | None) -> Node | None:
    """The node with `Lost` under each key that was left empty, so that nothing is said of it."""
    if isinstance(node, TableNode):
        for at, (key, value) in enumerate(node.pairs):
            if isinstance(value, ScalarNode) and value.bare and not value.value:
                node.pairs[at] = key, Lost(value.line, value.column)
    return node


def _without_item(text: str, error: UnreadableError) -> tuple[str, str]:
    """The text with the lines of one item made empty, and those lines.

    Where a colon is missing after a key, all that it holds would be lost: it is put there instead.
    """
    lines = text.split("\n")
    line = error.problem.line
    if error.to_the_end:
        return "\n".join(lines[: line - 1]), "\n".join(lines[line - 1 :])
    bare, below, *_ = [*lines[line - 1 : line + 1], "", ""]
    if _ALONE.fullmatch(bare) and _margin_of(below) > len(bare) - len(bare.lstrip(" ")):
        lines[line - 1] = f"{bare.rstrip()}:"
        return "\n".join(lines), bare
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
