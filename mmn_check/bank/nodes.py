"""What stands in a YAML file: words, lists and tables, each with its place.

Apart from what reads them with PyYAML: to load that would be a tenth of a start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(slots=True)
class FilePlace:
    """A place in a file, counted from 1."""

    line: int
    column: int


TOP = FilePlace(1, 1)


@dataclass(slots=True)
class ScalarNode(FilePlace):
    """One word or text."""

    value: str
    plain: bool
    """Written without quotation marks."""
    comment: str = ""
    """How the comment begins that ends it on its line: "#1 problem" may have been meant as text."""


@dataclass(slots=True)
class ListNode(FilePlace):
    """Things in a row."""

    items: list[Node]


@dataclass
class TableNode(FilePlace):
    """Keys, each with what stands under it, in the order of the file."""

    pairs: list[tuple[Node, Node]]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Node, Node]]:
        """The first key of each name, and what stands under it: there may be many to look up."""
        named = ((name_of(pair[0]), pair) for pair in reversed(self.pairs))
        return {name: pair for name, pair in named if name is not None}

    def get(self, key: str) -> Node | None:
        """What stands under a key."""
        return self.by_name[key][1] if key in self.by_name else None


class Lost(FilePlace):
    """Stands where something was refused, and has been reported."""

    __slots__ = ()


Node = ScalarNode | ListNode | TableNode | Lost


def name_of(key: Node | None) -> str | None:
    """The word that a key is, if it is one."""
    return key.value if type(key) is ScalarNode else None


def led_to(node: Node | None, way: Iterable[str | int]) -> tuple[FilePlace, Node | None]:
    """The place to which keys and numbers lead, and what stands there; else the last on the way."""
    place: FilePlace = node or TOP
    for part in way:
        if isinstance(node, TableNode) and (found := node.by_name.get(str(part))):
            place, node = found
        elif isinstance(node, ListNode) and (below := _item(node.items, part)):
            place = node = below
        else:
            break
    return place, node


def _item(items: list[Node], part: str | int) -> Node | None:
    """What stands at this place of a list, or the word itself."""
    if isinstance(part, int):
        return items[part] if part < len(items) else None
    return next((one for one in items if name_of(one) == part), None)


def scalars(node: Node | None) -> Iterator[ScalarNode]:
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
