"""Every text of a bank that a person may read, where it stands, and in other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, assert_never

from mmn_check.bank.model import Bank, FixedText, Item, Source, Term
from mmn_check.bank.notes import Notes
from mmn_check.bank.problems import Mistake
from mmn_check.bank.schema import (
    UNREAD,
    ConditionShape,
    CountShape,
    ListShape,
    NameShape,
    RecordShape,
    RecordUnionShape,
    Shape,
    TableShape,
    TextShape,
    TruthShape,
    WordShape,
    keys_of,
)


def is_read(record: object, name: str) -> bool:
    """Whether a person reads or says the words under this key; the glossary is searched only."""
    return name not in UNREAD and not (name == "also" and isinstance(record, Term))


class BankText(NamedTuple):
    """One text, and whose it is."""

    text: str
    record: object
    keys: tuple[str, ...]
    owner: tuple[str, str] | None
    """The question, fixed text or glossary word that it belongs to, as ("question", id)."""


def all_texts(bank: Bank, glossary: Iterable[Term]) -> Iterator[BankText]:
    """The texts of a bank and its glossary."""
    for section in bank.with_diary.sections:
        yield from texts_of(section)
    yield from texts_of(bank)
    for term in glossary:
        yield from texts_of(term)


def at_record(notes: Notes, said: BankText, sentence: str) -> Mistake:
    """A mistake where a text stands in the bank's files."""
    question = said.owner[1] if said.owner and said.owner[0] == "question" else None
    return notes.mistake(said.record, sentence, *said.keys, question=question)


def texts_of(record: Any, owner: tuple[str, str] | None = None) -> Iterator[BankText]:
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
) -> Iterator[BankText]:
    match shape:
        case TextShape():
            if isinstance(value, str) and value:
                yield BankText(value, record, keys, owner)
        case ListShape(item):
            for one in value or ():
                deeper = (*keys, one) if isinstance(one, str) else keys
                yield from _texts(one, item, record=record, keys=deeper, owner=owner)
        case TableShape(item):
            for name, one in (value or {}).items():
                whose = ("text", name) if isinstance(one, FixedText) else owner
                yield from _texts(one, item, record=record, keys=(*keys, name), owner=whose)
        case RecordShape() | RecordUnionShape():
            if value is not None:
                yield from texts_of(value, owner)
        case NameShape() | CountShape() | TruthShape() | WordShape() | ConditionShape():
            return
        case _:
            assert_never(shape)


Says = Callable[[str, str], str]
"""What is said instead of a text; the first word is the id of what the text belongs to."""


def bank_in(bank: Bank, says: Says) -> Bank:
    """The bank with every text that a person may read as it is said in another language."""
    sections = tuple(_in(section, says, "") for section in bank.sections)
    diary = _in(bank.diary, says, "") if bank.diary else None
    translated: Bank = replace(_in(bank, says, ""), sections=sections, diary=diary)
    return translated


def glossary_in(glossary: tuple[Term, ...], says: Says) -> tuple[Term, ...]:
    """The glossary in the same language."""
    return tuple(_in(term, says, "") for term in glossary)


def _in(record: Any, says: Says, owner: str) -> Any:
    """The record, and all records in it, with other words; sources are called what they are."""
    if isinstance(record, Source):
        return record
    match record:
        case Item() if not owner:
            owner = record.id
        case Term():
            owner = record.word
    made: type = type(record)
    changed = {
        key.field: _worded(getattr(record, key.field), key.shape, says, owner)
        for name, key in keys_of(made).items()
        if key.field is not None and is_read(record, name)
    }
    return replace(record, **changed)


def _worded(value: Any, shape: Shape, says: Says, owner: str) -> Any:
    match shape:
        case TextShape():
            return says(owner, value) if value else value
        case NameShape(names):
            # A word of the glossary is its own name.
            return says(value, value) if names.what == "term" else value
        case ListShape(item):
            return tuple(_worded(one, item, says, owner) for one in value)
        case TableShape(item):
            whose = {
                name: name if isinstance(one, FixedText) else owner for name, one in value.items()
            }
            return {name: _worded(one, item, says, whose[name]) for name, one in value.items()}
        case RecordShape() | RecordUnionShape():
            return value if value is None else _in(value, says, owner)
        case CountShape() | TruthShape() | WordShape() | ConditionShape():
            return value
        case _:
            assert_never(shape)
