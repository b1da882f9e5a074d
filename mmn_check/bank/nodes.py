"""What stands in a YAML file: words, lists and tables, each with its line.

Apart from what reads them with PyYAML: to load that would be a tenth of a start.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(slots=True)
class ScalarNode:
    """One word or text."""

    line: int
    column: int
    value: str
    plain: bool
    """Written without quotation marks."""
    comment: str = ""
    """How the comment begins that ends it on its line: "#1 problem" may have been meant as text."""


@dataclass(slots=True)
class ListNode:
    """Things in a row."""

    line: int
    column: int
    items: list[Node]


@dataclass(slots=True)
class TableNode:
    """Keys, each with what stands under it, in the order of the file."""

    line: int
    column: int
    pairs: list[tuple[Node, Node]]

    def get(self, key: str) -> Node | None:
        """What stands under a key."""
        for name, node in self.pairs:
            if type(name) is ScalarNode and name.value == key:
                return node
        return None


@dataclass(slots=True)
class Lost:
    """Stands where something was refused, and has been reported."""

    line: int
    column: int


Node = ScalarNode | ListNode | TableNode | Lost


def name_of(key: Node) -> str | None:
    """The word that a key is, if it is one."""
    return key.value if type(key) is ScalarNode else None


def scalars(node: Node) -> Iterator[ScalarNode]:
    """Every word in a node, keys aside."""
    match node:
        case ScalarNode():
            yield node
        case ListNode(items=items):
            for item in items:
                yield from scalars(item)
        case TableNode(pairs=pairs):
            for _, value in pairs:
                yield from scalars(value)
