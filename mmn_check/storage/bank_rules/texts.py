"""Every text of a bank that a person may read, and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, assert_never

from mmn_check.domain.bank import Bank, FixedText, Source, Term
from mmn_check.domain.questions import Item
from mmn_check.storage.bank_reading.notes import Notes
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
from mmn_check.storage.mistakes import Mistake

_UNREAD = frozenset(
    {"id", "section", "version", "group", "refs", "only", "join", "date", "since", "until", "where"}
    | {"hear", "then", "but_not"}
)
"""Keys whose words are for the program or the authors, in no language."""


def is_read(record: object, name: str) -> bool:
    """Whether a person reads or says the words under this key; the glossary is searched only."""
    return name not in _UNREAD and not (name == "also" and isinstance(record, Term))


class Said(NamedTuple):
    """One text, and whose it is."""

    text: str
    record: object
    keys: tuple[str, ...]
    owner: tuple[str, str] | None
    """The question, fixed text or glossary word that it belongs to, as ("question", id)."""


def all_texts(bank: Bank, glossary: Iterable[Term]) -> Iterator[Said]:
    """The texts of a bank and its glossary."""
    for section in bank.sections:
        yield from texts_of(section)
    yield from texts_of(bank)
    for term in glossary:
        yield from texts_of(term)


def at_record(notes: Notes, said: Said, sentence: str) -> Mistake:
    """A mistake where a text stands in the bank's files."""
    question = said.owner[1] if said.owner and said.owner[0] == "question" else None
    return notes.mistake(said.record, sentence, *said.keys, question=question)


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
        if key.field is not None and is_read(record, name):
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
