"""A bank in the made-up language."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from mmn_check.bank.model import Bank
from mmn_check.bank.schema import (
    ListShape,
    RecordShape,
    RecordUnionShape,
    Shape,
    TableShape,
    TextShape,
    is_read,
    keys_of,
)
from tests.support.pseudo import struck


def bank_in_other_letters(bank: Bank) -> Bank:
    """The bank with each of its texts in that language."""
    sections = tuple(_record(section) for section in bank.sections)
    changed: Bank = replace(_record(bank), sections=sections)
    return changed


def latin_words(shown: str) -> set[str]:
    """What was shown in letters without accents, but for lone letters."""
    return {word for word in re.findall("(?:[a-zA-Z](?!\u0301))+", shown) if len(word) > 1}


def _record(record: Any) -> Any:
    made: type = type(record)
    changed = {
        key.field: _value(getattr(record, key.field), key.shape)
        for name, key in keys_of(made).items()
        if key.field and is_read(record, name)
    }
    return replace(record, **changed)


def _value(value: Any, shape: Shape) -> Any:
    match shape:
        case TextShape(names=None) if value:
            return struck(value)
        case ListShape(item) if value:
            return tuple(_value(one, item) for one in value)
        case TableShape(item):
            return {name: _value(one, item) for name, one in value.items()}
        case RecordShape() | RecordUnionShape() if value:
            return _record(value)
        case _:
            return value
