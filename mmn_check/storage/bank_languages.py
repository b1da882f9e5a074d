"""A question bank in another language: its texts as a catalog says them, all else as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, assert_never

from mmn_check.domain.bank import Bank, FixedText, Source, Term
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
from mmn_check.storage.bank_rules.texts import is_read

Says = Callable[[str, str], str]
"""What is said instead of a text; the first word is the id of what the text belongs to."""


def bank_in(bank: Bank, says: Says) -> Bank:
    """The bank with every text that a person may read as it is said in another language."""
    sections = tuple(_in(section, says, "") for section in bank.sections)
    translated: Bank = replace(_in(bank, says, ""), sections=sections)
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
        case Words():
            return says(owner, value) if value else value
        case NameOf(names):
            # A word of the glossary is its own name.
            return says(value, value) if names.what == "term" else value
        case ListOf(item):
            return tuple(_worded(one, item, says, owner) for one in value)
        case ByName(item):
            whose = {
                name: name if isinstance(one, FixedText) else owner for name, one in value.items()
            }
            return {name: _worded(one, item, says, whose[name]) for name, one in value.items()}
        case Record() | OneRecord():
            return value if value is None else _in(value, says, owner)
        case Count() | Truth() | OneWord() | When():
            return value
        case _:
            assert_never(shape)
