"""Each text for people in a bank; by them a bank is put into another language."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

from mmn_check.bank.model import Bank, FixedText, Item, Source, Term
from mmn_check.bank.schema import (
    ConditionShape,
    ListShape,
    NameShape,
    PlainShape,
    RecordShape,
    RecordUnionShape,
    Shape,
    TableShape,
    TextShape,
    WordShape,
    is_read,
    keys_of,
)


class BankText(NamedTuple):
    """One text, and whose it is."""

    text: str
    record: object
    keys: tuple[str, ...]
    owner: tuple[str, str] | None
    """The question, fixed text or glossary word that it belongs to, as ("question", id)."""
    is_name: bool = False
    """Whether it names a word of the glossary, as that is called in every language."""


SaidInstead = Callable[[str, str], str]
"""What is said instead of a text; the first word is the id of what the text belongs to."""
Rewording = Callable[[BankText], str]
Owner = tuple[str, str] | None


def all_texts(bank: Bank, glossary: Iterable[Term]) -> Iterator[BankText]:
    """The texts of a bank and its glossary."""
    for section in bank.with_diary.sections:
        yield from texts_of(section)
    yield from texts_of(bank)
    for term in glossary:
        yield from texts_of(term)


def texts_of(record: object) -> Iterator[BankText]:
    """The texts of a record and of all records in it, sources aside."""
    found: list[BankText] = []

    def noted(one: BankText) -> str:
        found.append(one)
        return one.text

    _reworded(record, noted, None)
    return (one for one in found if not one.is_name)


def translated_bank(bank: Bank, says: SaidInstead, language: str) -> Bank:
    """The bank with every text that a person may read as it is said in another language."""
    in_language = _in_language(says)
    sections = tuple(_reworded(section, in_language, None) for section in bank.sections)
    diary = _reworded(bank.diary, in_language, None) if bank.diary else None
    translated: Bank = replace(
        _reworded(bank, in_language, None), sections=sections, diary=diary, language=language
    )
    return translated


def translated_glossary(glossary: tuple[Term, ...], says: SaidInstead) -> tuple[Term, ...]:
    """The glossary in the same language."""
    return tuple(_reworded(term, _in_language(says), None) for term in glossary)


def _in_language(says: SaidInstead) -> Rewording:
    return lambda one: says(one.owner[1] if one.owner else "", one.text)


def _reworded(record: Any, to: Rewording, owner: Owner) -> Any:
    """The record, and all records in it, with other words; sources are called what they are."""
    match record:
        case Source():
            return record
        case Item() if owner is None:
            owner = ("question", record.id)
        case Term():
            owner = ("term", record.word)
    changed = {}
    made: type = type(record)
    for name, field, shape in _worded_keys(made):
        if value := getattr(record, field):  # on most fields nothing is said
            at = BankText("", record, (name,), owner)
            if (said := _value(at, value, shape, to)) is not value:
                changed[field] = said
    return replace(record, **changed) if changed else record


@cache
def _worded_keys(made: type) -> tuple[tuple[str, str, Shape], ...]:
    """The keys of a record under which there may be words for people; field and shape of each."""
    return tuple(
        (name, key.field, key.shape)
        for name, key in keys_of(made).items()
        if key.field and is_read(made, name) and _has_words(key.shape)
    )


def _has_words(shape: Shape) -> bool:
    match shape:
        case ListShape(item) | TableShape(item):
            return _has_words(item)
        case NameShape(names):
            return names.what == "term"
        case _:
            return not isinstance(shape, PlainShape | WordShape | ConditionShape)


def _value(at: BankText, value: Any, shape: Shape, to: Rewording) -> Any:
    """What stands under a key, with other words: the same, if nothing is said otherwise.

    `at` tells where that is.
    """
    match shape:
        case TextShape():
            return to(at._replace(text=value)) if value else value
        case RecordShape() | RecordUnionShape():
            return _reworded(value, to, at.owner)
        case ListShape(item):
            said = tuple(_value(_below(at, one), one, item, to) for one in value)
            return value if all(map(operator.is_, said, value)) else said
        case TableShape(item):
            table = {
                name: _value(_below(at, name, one), one, item, to) for name, one in value.items()
            }
            return value if all(table[name] is value[name] for name in table) else table
        case _:  # a word of the glossary, which is its own name
            return to(at._replace(text=value, owner=("term", value), is_name=True))


def _below(at: BankText, name: object, value: object = None) -> BankText:
    """The place of one of several words, or of a name in a table; a fixed text is an owner."""
    if not isinstance(name, str):
        return at
    owner = ("text", name) if isinstance(value, FixedText) else at.owner
    return at._replace(keys=(*at.keys, name), owner=owner)
