"""What the reader of a bank must know of the records it makes: their names, ids and fillings."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from mmn_check.domain.bank import FixedText, Move, Term
from mmn_check.domain.questions import Item
from mmn_check.storage.bank_reading.shapes import (
    ByName,
    Key,
    ListOf,
    NameOf,
    OneWord,
    Shape,
    When,
    Words,
)
from mmn_check.storage.yaml_nodes import Node, Table, name_of

CALLED: Mapping[type, str] = {FixedText: "text", Term: "word", Move: "earlier place"}
"""What a record is called in a sentence, where its class is called otherwise."""


def id_of(node: Node) -> str | None:
    """The id that a question gives itself."""
    found = node.get("id") if type(node) is Table else None
    return name_of(found) if found else None


def called_in_words(made: type) -> str:
    """What a record is called in a sentence."""
    name = CALLED.get(made) or ("question" if issubclass(made, Item) else made.__name__.lower())
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def filling(shape: Shape) -> Any:
    """Stands for what could not be read, so that the rest can be."""
    match shape:
        case Words() | NameOf():
            return ""
        case ListOf() | When():
            return ()
        case ByName():
            return {}
        case OneWord():
            return next(iter(shape.words.values()))
        case _:
            return None


def fill_gaps(
    values: dict[str, Any], keys: Mapping[str, Key], *, given: Collection[str | None]
) -> Iterator[str]:
    """Put something where nothing could be read; the keys that are wanted and not there."""
    for name, key in keys.items():
        if key.field is None:
            continue
        if key.field in values:
            if values[key.field] is not None:
                continue
            del values[key.field]
        elif key.required and name not in given:
            yield name
        if key.required:
            values[key.field] = filling(key.shape)
