"""A bank in letters that no sentence of the program has."""

from __future__ import annotations

import re
from dataclasses import replace
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from mmn_check.bank.model import Bank
from mmn_check.bank.shapes import (
    ListShape,
    RecordShape,
    RecordUnionShape,
    Shape,
    TableShape,
    TextShape,
    keys_of,
)
from mmn_check.bank.texts import is_read

OTHER = {
    ord(letter): chr(ord(first) + number)
    for letters, first in ((ascii_lowercase, "а"), (ascii_uppercase, "А"))
    for number, letter in enumerate(letters)
}
"""Cyrillic letters, of the same case."""
_FILLED_IN = re.compile(r"(\{[^{}]*\})")


def in_other_letters(text: str) -> str:
    """The text with every Latin letter put as another; what is filled in keeps its name."""
    parts = _FILLED_IN.split(text)
    return "".join(part if part[:1] == "{" else part.translate(OTHER) for part in parts)


def bank_in_other_letters(bank: Bank) -> Bank:
    """The bank with each of its texts in other letters."""
    sections = tuple(_record(section) for section in bank.sections)
    changed: Bank = replace(_record(bank), sections=sections)
    return changed


def latin_words(shown: str) -> set[str]:
    """What was shown in Latin letters that are not struck out, but for lone letters."""
    return {word for word in re.findall("(?:[a-zA-Z](?!\u0335))+", shown) if len(word) > 1}


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
        case TextShape() if value:
            return in_other_letters(value)
        case ListShape(item) if value:
            return tuple(_value(one, item) for one in value)
        case TableShape(item):
            return {name: _value(one, item) for name, one in value.items()}
        case RecordShape() | RecordUnionShape() if value:
            return _record(value)
        case _:
            return value
