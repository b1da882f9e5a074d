"""Where each record of a bank was read: by it a mistake found later gets its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from mmn_check.bank.conditions import Clause
from mmn_check.bank.nodes import ListNode, Node, TableNode, name_of
from mmn_check.bank.problems import Level, Problem, Spot
from mmn_check.bank.records import Names


@dataclass(slots=True)
class Reference:
    """A word that names something else in the bank."""

    names: Names
    word: str
    file: Path
    spot: Spot
    question: str | None
    """The question in which it stands."""
    in_cell: bool
    """Whether it stands in a field of that question's table."""
    clause: Clause | None = None
    """In a condition: what must have been said there."""
    said: Node | None = None
    """What stands behind the word in a condition."""


@dataclass
class SourceMap:
    """Where each record was read, and all that names something else."""

    origins: dict[int, tuple[Path, TableNode]] = field(default_factory=dict)
    """By the record's identity: its file and its node."""
    references: list[Reference] = field(default_factory=list)
    lost_ids: set[str] = field(default_factory=set)
    """Ids of questions that run into another one, or whose choices are not known."""
    misspelt: dict[int, set[str]] = field(default_factory=dict)
    """By the record's identity: the keys that were probably meant by others."""

    def lacks(self, record: object, key: str) -> bool:
        """Whether a key is not there at all: neither with something wrong under it nor misspelt."""
        _, table = self.origins[id(record)]
        return table.get(key) is None and key not in self.misspelt.get(id(record), ())

    def has_empty(self, record: object, key: str) -> bool:
        """Whether an empty list stands under a key."""
        _, table = self.origins[id(record)]
        node = table.get(key)
        return isinstance(node, ListNode) and not node.items

    def mistake(  # noqa: PLR0913 - all that may be known of a mistake
        self,
        record: object,
        what: str,
        *keys: str | int,
        remedy: str = "",
        question: str | None = None,
        cause: tuple[str, ...] = (),
        level: Level = "mistake",
    ) -> Problem:
        """A mistake about a record, at the last of some keys, each a step further down.

        A number is a place in a list. What is not there is passed over, so the mistake is as
        near as can be.
        """
        file, table = self.origins[id(record)]
        node: Node = table
        spot: Spot = table
        for key in keys:
            spot, node = _below(node, key) or (spot, node)
        found = Problem(what, remedy=remedy, file=file, question=question, cause=cause, level=level)
        return found.at(spot)


def _below(node: Node, key: str | int) -> tuple[Spot, Node] | None:
    """The key itself (or what stands in a list there) and what stands under it."""
    match node:
        case ListNode(items=items) if isinstance(key, int):
            return (items[key], items[key]) if key < len(items) else None
        case ListNode(items=items):
            return next(((one, one) for one in items if name_of(one) == key), None)
        case TableNode(pairs=pairs):
            return next(((name, value) for name, value in pairs if name_of(name) == key), None)
        case _:
            return None
