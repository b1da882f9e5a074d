"""Every text of a bank that a person may read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, assert_never

from mmn_check.domain.bank import FixedText, Source, Term
from mmn_check.domain.questions import Item
from mmn_check.storage.bank_reading.shapes import (
    ByName,
    Count,
    ListOf,
    NameOf,
    OneRecord,
    OneWord,
    Record,
    Shape,
    Truth,
    When,
    Words,
    keys_of,
)

UNREAD = frozenset({"id", "section", "version", "refs", "only", "join", "also", "group", "since"})
"""Keys whose words are for the program, the authors or the search, never printed."""


class Said(NamedTuple):
    """One text, and whose it is."""

    text: str
    record: object
    keys: tuple[str, ...]
    owner: tuple[str, str] | None
    """The question, fixed text or glossary word that it belongs to, as ("question", id)."""


def texts_of(record: Any, owner: tuple[str, str] | None = None) -> Iterator[Said]:
    """The texts of a record and of all records in it, sources aside."""
    if isinstance(record, Source):
        return
    match record:
        case Item() if owner is None:
            owner = ("question", record.id)
        case Term():
            owner = ("term", record.word)
    made: type = type(record)
    for name, key in keys_of(made).items():
        if key.field is not None and name not in UNREAD:
            value = getattr(record, key.field)
            yield from _texts(value, key.shape, record=record, keys=(name,), owner=owner)


def _texts(
    value: Any,
    shape: Shape,
    *,
    record: object,
    keys: tuple[str, ...],
    owner: tuple[str, str] | None,
) -> Iterator[Said]:
    match shape:
        case Words():
            if isinstance(value, str):
                yield Said(value, record, keys, owner)
        case ListOf(item):
            for one in value or ():
                deeper = (*keys, one) if isinstance(one, str) else keys
                yield from _texts(one, item, record=record, keys=deeper, owner=owner)
        case ByName(item):
            for name, one in (value or {}).items():
                whose = ("text", name) if isinstance(one, FixedText) else owner
                yield from _texts(one, item, record=record, keys=(*keys, name), owner=whose)
        case Record() | OneRecord():
            if value is not None:
                yield from texts_of(value, owner)
        case NameOf() | Count() | Truth() | OneWord() | When():
            return
        case _:
            assert_never(shape)
