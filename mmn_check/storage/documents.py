"""A file's text as plain data that knows its places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, assert_never

from mmn_check.bank.problems import TOP, FilePlace, Problem, Spot
from mmn_check.bank.source_map import scalars
from mmn_check.bank.yaml_source import (
    ListNode,
    Lost,
    Node,
    ScalarNode,
    TableNode,
    UnreadableError,
    compose,
    name_of,
)
from mmn_check.i18n import tr


@dataclass(kw_only=True)
class Document:
    """What a file says, and what is wrong with it."""

    node: Node | None = None
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    """Why the file as a whole cannot be used as it is."""
    _places: dict[int, dict[str, tuple[Node, Node]]] = field(default_factory=dict)

    def complain(self, spot: Spot, what: str, remedy: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(what, remedy=remedy).at(spot))

    def spot(self, *way: str | int) -> Spot:
        """The place of what the keys and numbers lead to, or of the last that is there."""
        return self._found(way)[0]

    def cut(self) -> Iterator[Spot]:
        """Where YAML takes for a comment what may be the rest of a text: "My #1 problem"."""
        for one in scalars(self.node) if self.node else ():
            if one.comment and (" " in one.value or one.comment[1:2].strip()):
                yield one

    def is_lost(self, *way: str | int) -> bool:
        """Whether what stood there was refused already."""
        return isinstance(self._found(way)[1], Lost)

    def _found(self, way: Iterable[str | int]) -> tuple[Spot, Node | None]:
        node = self.node
        place: Spot = node or TOP
        for part in way:
            if isinstance(node, TableNode) and (found := self._pairs(node).get(str(part))):
                place, node = found
            elif isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
                place = node = node.items[part]
            else:
                break
        return place, node

    def _pairs(self, table: TableNode) -> dict[str, tuple[Node, Node]]:
        """A table's keys with their values, worked out once: there may be many to look up."""
        if id(table) not in self._places:
            named = ((name_of(pair[0]), pair) for pair in reversed(table.pairs))
            self._places[id(table)] = {name: pair for name, pair in named if name is not None}
        return self._places[id(table)]


def document_of(raw: bytes) -> Document:
    """The content of a file, with every problem of its YAML."""
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
