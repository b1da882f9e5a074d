"""What a bank file may hold, worked out from the records of a bank.

The reader reads by these shapes, the JSON Schema is drawn from them and texts are found by them,
so that a new field of a record is read, checked, translated and offered by editors without a
change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from mmn_check.bank.conditions import Condition
from mmn_check.bank.model import Bank, Choice, Section, Term
from mmn_check.bank.records import Names, Record
from mmn_check.i18n import ENGLISH


class TextShape(Record, kw_only=False):
    """Free text."""


class NameShape(Record, kw_only=False):
    """The name of something else in the bank."""

    names: Names


class PlainShape(Record, kw_only=False):
    """A whole number, or true or false: without quotation marks."""

    made: type[int]


class WordShape(Record, kw_only=False):
    """One of a few words (or whole numbers)."""

    words: Mapping[str, str | int]


class ConditionShape(Record, kw_only=False):
    """A condition."""


class ListShape(Record, kw_only=False):
    """Things in a row."""

    item: Shape


class TableShape(Record, kw_only=False):
    """Things by name."""

    item: Shape


class RecordShape(Record, kw_only=False):
    """The keys of a dataclass."""

    made: type


class RecordUnionShape(Record, kw_only=False):
    """One of several dataclasses; the word under `tag` says which."""

    tag: str
    records: Mapping[str, RecordShape]


Shape = (
    TextShape | NameShape | PlainShape | WordShape | ConditionShape
    | ListShape | TableShape | RecordShape | RecordUnionShape
)  # fmt: skip


class ShapeKey(NamedTuple):
    """One key of a record."""

    field: str | None
    """The dataclass's field; None if the file alone knows the key."""
    shape: Shape
    required: bool


USE = "use"
"""Beside `choices`: a list of choices, by its name under `lists` in bank.yaml."""
LISTS = "lists"
UNREAD = frozenset(
    f"id section version group refs since until words_until {USE} publisher ucum "
    "only core but where date takes_back hear then but_not".split()
)
"""Keys whose words are for the program or the authors, in no language."""
SPELT: Mapping[tuple[type, str], str] = {(Section, "id"): "section"}
"""Fields that a file calls otherwise."""
PLAIN: Mapping[type, Shape] = {str: TextShape(), bool: PlainShape(bool), int: PlainShape(int)}
ELSEWHERE: Mapping[type, Mapping[str, Any]] = {
    Bank: {"sections": (), "diary": None, "glossary": (), "language": ENGLISH}
}
"""Fields that stand in no key of bank.yaml, each with what it is until then."""


@cache
def hints_of(made: type) -> Mapping[str, Any]:
    """The type of each field, those of the classes above first; worked out once for each class."""
    bases: Mapping[str, Any] = hints_of(made.__base__) if made.__base__ else {}
    return {**bases, **get_annotations(made, eval_str=True)}


@cache
def keys_of(made: type) -> Mapping[str, ShapeKey]:
    """The keys of a record, by the word that the file uses."""
    hints = hints_of(made)
    keys = {
        SPELT.get((made, one.name), one.name): ShapeKey(
            field=one.name,
            shape=shape_of(hints[one.name]),
            required=one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(made)
        if one.init and one.name not in ELSEWHERE.get(made, {})
    }
    if hints.get("choices") == tuple[Choice, ...]:
        keys[USE] = ShapeKey(field=None, shape=TextShape(), required=False)
    if made is Bank:
        lists = TableShape(ListShape(RecordShape(Choice)))
        keys[LISTS] = ShapeKey(field=None, shape=lists, required=False)
    return keys


@cache
def wanted_keys(made: type) -> frozenset[str]:
    """The fields of a record that its file must give."""
    return frozenset(key.field for key in keys_of(made).values() if key.required and key.field)


def shape_of(hint: Any) -> Shape:
    """The shape that a type hint stands for."""
    if hint == Condition:
        return ConditionShape()
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return NameShape(hint.__metadata__[0])
    if origin is Literal:
        return WordShape({str(word): word for word in parts})
    if origin is tuple:
        return ListShape(shape_of(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return TableShape(shape_of(parts[1]))
    if origin in (Union, UnionType):
        return _shape_of_union([part for part in parts if part is not NoneType])
    return PLAIN[hint] if hint in PLAIN else RecordShape(hint)


def _shape_of_union(parts: list[Any]) -> Shape:
    if len(parts) == 1:
        return shape_of(parts[0])
    tag = _tag_of(parts)
    return RecordUnionShape(
        tag, {word: RecordShape(part) for part in parts for word in get_args(hints_of(part)[tag])}
    )


def _tag_of(parts: list[Any]) -> str:
    """The first field that each of the dataclasses has with words of its own."""
    first = hints_of(parts[0])
    return next(
        name
        for name, hint in first.items()
        if get_origin(hint) is Literal
        and len({get_args(hints_of(part).get(name)) for part in parts}) == len(parts)
    )


def is_read(made: type, name: str) -> bool:
    """Whether a person reads or says the words under this key; the glossary is searched only."""
    return name not in UNREAD and not (name == "also" and made is Term)
