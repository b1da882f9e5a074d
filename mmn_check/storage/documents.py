"""A file's text as plain data that knows its places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mmn_check.storage.mistakes import TOP, Place, Spot
from mmn_check.storage.yaml_nodes import (
    Listing,
    Lost,
    Node,
    Scalar,
    Table,
    UnreadableError,
    compose,
    name_of,
)


@dataclass(frozen=True)
class Fault:
    """Something that is wrong in a file, and where."""

    spot: Spot
    sentence: str
    remedy: str = "Mend it there, or move the file away."


@dataclass(kw_only=True)
class Document:
    """What a file says, and what is wrong with it."""

    node: Node | None = None
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """Why the file as a whole cannot be used as it is."""

    def complain(self, spot: Spot, sentence: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(spot, sentence))

    def spot(self, *way: str | int) -> Spot:
        """The place of what the keys and numbers lead to, or of the last that is there."""
        node: Node = self.node or Scalar(1, 1, "", plain=True)
        place: Spot = node
        for part in way:
            match node:
                case Table():
                    found = [pair for pair in node.pairs if name_of(pair[0]) == str(part)]
                    if not found:
                        break
                    place, node = found[0]
                case Listing() if isinstance(part, int) and part < len(node.items):
                    place = node = node.items[part]
                case _:
                    break
        return place


def document_of(raw: bytes) -> Document:
    """The content of a file, with every fault of its YAML."""
    document = Document()
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        document.node = compose(text, document.complain)
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.complain(Place(line, 1), "This is not text in UTF-8.")
    except UnreadableError as error:
        document.complain(error.spot, error.sentence)
    else:
        data = _plain(document.node, document) if document.node else None
        if isinstance(data, dict):
            document.data = data
        else:
            document.complain(TOP, "There are no answers in it.")
    return document


def _plain(node: Node, document: Document) -> Any:
    match node:
        case Scalar(value=value, plain=plain):
            return None if plain and value in ("", "~", "null") else value
        case Listing(items=items):
            return [_plain(item, document) for item in items]
        case Lost():
            return None
        case Table(pairs=pairs):
            content: dict[str, Any] = {}
            for key, below in pairs:
                name = name_of(key)
                if name is None:
                    document.complain(key, "A key must be one word.")
                elif name in content:
                    document.complain(key, f'"{name}" is there twice.')
                else:
                    content[name] = _plain(below, document)
            return content
