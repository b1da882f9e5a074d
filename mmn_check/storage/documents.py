"""A file of answers in YAML: read as plain data that knows its places, and written.

A person can read and mend it. What is surely a plain word or a number is written at once, and the
rest by PyYAML: to load that would be a tenth of a start, and to have it write every line a third of
keeping an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, assert_never

from mmn_check.bank.problems import (
    TOP,
    FilePlace,
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
from mmn_check.storage.answer_values import with_point

if TYPE_CHECKING:
    import yaml


@dataclass(kw_only=True)
class Document:
    """What a file says, and what is wrong with it."""

    node: Node | None = None
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why the file as a whole cannot be used as it is."""

    def complain(self, spot: FilePlace, what: str, remedy: str = "") -> None:
        """Note a problem; what is wrong with the YAML comes with a remedy."""
        self.problems.append(Problem(what, remedy=remedy).at(spot))

    def spot(self, *way: str | int) -> FilePlace:
        """The place of what the keys and numbers lead to, or of the last that is there."""
        return led_to(self.node, way)[0]

    def cut(self) -> Iterator[FilePlace]:
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
        document.complain(FilePlace(line, 1), tr("This is not text in UTF-8."))
    except UnreadableError as error:
        document.problems.append(error.problem)
    else:
        data = _plain(document.node, document) if document.node else None
        if isinstance(data, dict) and data:
            document.data = data
        else:
            empty = tr("There are no answers in it.") if data else tr("It is empty.")
            document.complain(TOP, empty)
    return document


def _plain(node: Node, document: Document) -> Any:
    match node:
        case ScalarNode(value=value, plain=plain):
            return None if plain and value in ("", "~", "null") else value
        case ListNode(items=items):
            return [_plain(item, document) for item in items]
        case TableNode():
            return _plain_fields(node, document)
        case Lost():
            return None
        case _:
            assert_never(node)


def _plain_fields(table: TableNode, document: Document) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key, below in table.pairs:
        name = name_of(key)
        if name is None:
            document.complain(key, tr("A key must be one word."))
        elif name in content:
            document.complain(key, tr('"{name}" is there twice.', name=name))
        else:
            content[name] = _plain(below, document)
    return content


_LETTERS = "A-Za-zÀ-ÖØ-öø-ÿ"
_NO_NULL = r"(?!(?i:null)\Z)"
_PLAIN = re.compile(rf"{_NO_NULL}[{_LETTERS}][{_LETTERS}0-9 _.,;!?'()/-]*(?<! )")
_PLAIN_IN_BRACKETS = re.compile(rf"{_NO_NULL}[{_LETTERS}][{_LETTERS}0-9 _.-]{{0,99}}(?<! )")
_DASHED = re.compile(r"(?![0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z)[0-9a-f]{1,12}(?:-[0-9a-f]{1,12}){1,4}")
"""A month, the name or the number of a visit; a whole day would be read as a date."""
_LIKE_A_NUMBER = re.compile(r"[1-9][0-9]{0,15}(?:\.[0-9]{1,15})?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A text that would be read as a number or a date without quotation marks."""
_LINE = re.compile("^(?=.)", re.MULTILINE)


def yaml_text(data: Mapping[str, Any]) -> str:
    """The text of a file with these keys, in their order; one answer a line, however few."""
    return "".join(_entries(data))


def _entries(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if name == "answers" and value:
            yield "answers:\n"
            for key, answer in value.items():
                yield _LINE.sub("  ", _entry(key, answer))
        else:
            # Where a file was cut short, the bracket of its end is open: it cannot go unnoticed.
            yield _entry(name, value, in_brackets=name == "set_aside")


def _entry(name: str, value: Any, *, in_brackets: bool = False) -> str:
    key, text = _word(name, _PLAIN_IN_BRACKETS), _on_a_line(value)
    if key is not None and text is not None:
        return f"{key}: {text}\n"
    return entry_text(name, value, in_brackets=in_brackets)


def _on_a_line(value: Any) -> str | None:
    """What is written behind a key; None for what is not surely plain."""
    match value:
        case dict():
            pairs = [(_inside(name), _inside(one)) for name, one in value.items()]
            known = [f"{name}: {one}" for name, one in pairs if name is not None is not one]
            return f"{{{', '.join(known)}}}" if len(known) == len(pairs) else None
        case list():
            known = [one for one in map(_inside, value) if one is not None]
            return f"[{', '.join(known)}]" if len(known) == len(value) else None
        case datetime():
            return value.isoformat()
        case _:
            return _word(value, _PLAIN)


def _inside(value: Any) -> str | None:
    return _word(value, _PLAIN_IN_BRACKETS)


def _word(value: Any, plain: re.Pattern[str]) -> str | None:
    match value:
        case str() if plain.fullmatch(value) or _DASHED.fullmatch(value):
            return value
        case str() if _LIKE_A_NUMBER.fullmatch(value):
            return f'"{value}"'
        case None:
            return "null"
        case int():
            return str(value)
        case _:
            return None


_DELICATE = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]|^[ \n]|[ \n]\Z|[ ]\n")
_TABLE, _LIST, _WORD, _TRUTH = (f"tag:yaml.org,2002:{one}" for one in ("map", "seq", "str", "bool"))
_WIDEST = 2**31 - 1


def entry_text(name: str, value: Any, *, in_brackets: bool) -> str:
    """The lines of a key with what stands behind it, by PyYAML; all on one, if `in_brackets`."""
    import yaml  # noqa: PLC0415 - see above

    node = _node(value)
    if in_brackets and isinstance(node, yaml.MappingNode):
        node.flow_style = True
    top = yaml.MappingNode(_TABLE, [(_node(name), node)], flow_style=False)
    return str(yaml.serialize(top, Dumper=_library()[0], allow_unicode=True, width=_WIDEST))


@cache
def _library() -> tuple[type[yaml.SafeDumper], yaml.resolver.Resolver]:
    """What writes nodes as they are, the fast one if any; and what knows a text from a number."""
    import yaml  # noqa: PLC0415 - see above

    fast = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return type("_AsItIs", (fast,), {"yaml_implicit_resolvers": {}}), yaml.resolver.Resolver()


def _node(value: Any) -> yaml.Node:
    import yaml  # noqa: PLC0415 - see above

    match value:
        case dict():
            pairs = [(_node(name), _node(one)) for name, one in value.items()]
            return yaml.MappingNode(
                _TABLE, pairs, flow_style=all(map(_fits_a_line, value.values()))
            )
        case list():
            nodes = [_node(one) for one in value]
            return yaml.SequenceNode(_LIST, nodes, flow_style=all(map(_fits_a_line, value)))
        case str():
            return yaml.ScalarNode(_WORD, value, style=_style_of(value))
        case None:
            return yaml.ScalarNode(_WORD, "null")
        case datetime():
            return yaml.ScalarNode(_WORD, value.isoformat())
        case float():
            return yaml.ScalarNode(_WORD, with_point(value))
        case _:
            return yaml.ScalarNode(_WORD, str(value))


def _fits_a_line(value: Any) -> bool:
    return not isinstance(value, dict | list) and not (isinstance(value, str) and "\n" in value)


def _style_of(text: str) -> str | None:
    """How to quote a text so that it is read as the same text again."""
    import yaml  # noqa: PLC0415 - see above

    if _DELICATE.search(text):
        return '"'
    if "\n" in text:
        return "|"
    tag = _library()[1].resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return None if tag in (_WORD, _TRUTH) else '"'
