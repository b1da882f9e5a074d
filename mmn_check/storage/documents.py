"""A file of answers in YAML: read as plain data that knows its places, and written.

A person can read and mend it. It is written without PyYAML: to load that would be a tenth of a
start, and to have it write every line a third of keeping an answer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never

from mmn_check.bank.problems import (
    TOP,
    LineAndColumn,
    ListNode,
    Lost,
    Node,
    Problem,
    ScalarNode,
    TableNode,
    UnreadableError,
    led_to,
    name_of,
    scalars,
)
from mmn_check.i18n import tr
from mmn_check.storage.one_answer import with_point


@dataclass(kw_only=True)
class Document:
    """What a file says, and what is wrong with it."""

    node: Node | None = None
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why the file as a whole cannot be used as it is."""

    def complain(self, spot: LineAndColumn, sentence: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(sentence).with_line_of(spot))

    def spot(self, *way: str | int) -> LineAndColumn:
        """The place of what the keys and numbers lead to, or of the last that is there."""
        return led_to(self.node, way)[0]

    def cut(self) -> Iterator[LineAndColumn]:
        """Where YAML takes for a comment what may be the rest of a text: "My #1 problem"."""
        for one in scalars(self.node):
            if one.comment and (" " in one.value or one.comment[1:2].strip()):
                yield one

    def is_lost(self, *way: str | int) -> bool:
        """Whether what stood there was refused already."""
        return isinstance(led_to(self.node, way)[1], Lost)


def document_of(raw: bytes) -> Document:
    """The content of a file, with every problem of its YAML."""
    # Where there is nothing to read, a start need not wait for what reads YAML.
    from mmn_check.bank.yaml_source import compose  # noqa: PLC0415

    document = Document()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        document.node = compose(text, document.complain)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.complain(LineAndColumn(line, 1), tr("This is not text in UTF-8."))
    except UnreadableError as error:
        document.problems.append(error.problem)
    else:
        data = _content_of(document.node, document) if document.node else None
        if isinstance(data, dict) and data:
            document.data = data
        else:
            empty = tr("There are no answers in it.") if data else tr("It is empty.")
            document.complain(TOP, empty)
    return document


def _content_of(node: Node, document: Document) -> Any:
    match node:
        case ScalarNode(value=value, bare=bare):
            return None if bare and value in ("", "~", "null") else value
        case ListNode(items=items):
            return [_content_of(item, document) for item in items]
        case TableNode(pairs=pairs):
            content: dict[str, Any] = {}
            for key, below in pairs:
                name = name_of(key)
                if name is None:
                    document.complain(key, tr("A key must be one word."))
                elif name in content:
                    document.complain(key, tr('"{name}" is there twice.', name=name))
                else:
                    content[name] = _content_of(below, document)
            return content
        case Lost():
            return None
        case _:
            assert_never(node)


_NO_NULL = r"(?!(?i:null)\Z)"
_UNQUOTED = re.compile(rf"{_NO_NULL}(?:[0-9]+ )?[^\W\d_][\w .,;!?'()/%+&-]*(?<! )")
"""What is surely a text, and so needs no quotation marks."""
_UNQUOTED_IN_BRACKETS = re.compile(rf"{_NO_NULL}[^\W\d_][\w .-]*(?<! )")
_DASHED = re.compile(r"(?![0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z)[0-9a-f]{1,12}(?:-[0-9a-f]{1,12}){1,4}")
"""A month, the name or the number of a visit; a whole day would be read as a date."""
_LONGEST_KEY = 1000
"""Characters of a key that stands before its colon on one line."""
_NOT_IN_YAML = re.compile("[\t\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no line of YAML has as it is: JSON leaves it so in a text, but for a tab."""


def yaml_text(data: Mapping[str, Any]) -> str:
    """The text of a file with these keys, in their order; one answer a line, however few."""
    lines: list[str] = []
    for name, value in data.items():
        if name == "answers" and value:
            lines.append("answers:")
            _put(value, lines, "  ")
        elif name == "set_aside":
            # Where a file was cut short, the bracket of its end is open: it cannot go unnoticed.
            lines.append(f"{name}: {_on_a_line(value)}")
        else:
            _put({name: value}, lines, "")
    return "".join(f"{line}\n" for line in lines)


def _put(value: dict[str, Any] | list[Any], lines: list[str], indent: str) -> None:
    """Put what a table or a list holds behind the lines, each thing on lines of its own."""
    named = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for name, one in named:
        key = "-" if name is None else f"{_inside(name)}:"
        if len(key) > _LONGEST_KEY:
            lines.append(f"{indent}? {key[:-1]}")
            key = ":"
        parts = one.values() if isinstance(one, dict) else one
        match one:
            case str() if "\n" in one and one == one.strip() and not _NOT_IN_YAML.search(one):
                lines.append(f"{indent}{key} |-")
                lines += (f"{indent}  {line}" if line else "" for line in one.split("\n"))
            case dict() | list() if any(isinstance(part, dict | list) for part in parts):
                if name is None:
                    begin = len(lines)
                    _put(one, lines, f"{indent}  ")
                    lines[begin] = f"{indent}- {lines[begin].lstrip(' ')}"
                else:
                    lines.append(f"{indent}{key}")
                    _put(one, lines, f"{indent}  " if isinstance(one, dict) else indent)
            case _:
                lines.append(f"{indent}{key} {_on_a_line(one)}")


def _on_a_line(value: Any, unquoted: re.Pattern[str] = _UNQUOTED) -> str:
    """A value as it is written on one line, whatever is in it."""
    match value:
        case dict():
            named = ((_inside(name), _inside(one)) for name, one in value.items())
            pairs = (f"{'? ' * (len(name) > _LONGEST_KEY)}{name}: {one}" for name, one in named)
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(map(_inside, value))}]"
        case str() if unquoted.fullmatch(value) or _DASHED.fullmatch(value):
            return value
        case str():
            text = json.dumps(value, ensure_ascii=False)  # which YAML takes, too
            return _NOT_IN_YAML.sub(lambda one: f"\\u{ord(one[0]):04x}", text)
        case None:
            return "null"
        case datetime():
            return value.isoformat()
        case float():
            return with_point(value)
        case _:
            return str(value)


def _inside(value: Any) -> str:
    return _on_a_line(value, _UNQUOTED_IN_BRACKETS)
