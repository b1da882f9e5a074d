"""What a bank file may hold, worked out from the dataclasses of the domain.

The reader reads by these shapes and the JSON Schema is drawn from them, so that a new field
of a dataclass is read, checked and offered by editors without a change here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from mmn_check.domain.bank import Bank, Section
from mmn_check.domain.conditions import Condition
from mmn_check.domain.named import Names
from mmn_check.domain.questions import Choice


class Words(NamedTuple):
    """Free text."""


class NameOf(NamedTuple):
    """The name of something else in the bank."""

    names: Names


class Count(NamedTuple):
    """A whole number."""


class Truth(NamedTuple):
    """True or false."""


class OneWord(NamedTuple):
    """One of a few words (or whole numbers)."""

    words: Mapping[str, str | int]


class When(NamedTuple):
    """A condition."""


class ListOf(NamedTuple):
    """Things in a row."""

    item: Shape


class ByName(NamedTuple):
    """Things by name."""

    item: Shape


class Record(NamedTuple):
    """The keys of a dataclass."""

    made: type


class OneRecord(NamedTuple):
    """One of several dataclasses; the word under `tag` says which."""

    tag: str
    records: Mapping[str, Record]


Shape = Words | NameOf | Count | Truth | OneWord | When | ListOf | ByName | Record | OneRecord


class Key(NamedTuple):
    """One key of a record."""

    field: str | None
    """The dataclass's field; None if the file alone knows the key."""
    shape: Shape
    required: bool


USE = "use"
"""Beside `choices`: a list of choices, by its name under `lists` in bank.yaml."""
LISTS = "lists"
SPELT: Mapping[tuple[type, str], str] = {(Section, "id"): "section"}
"""Fields that a file calls otherwise."""
PLAIN: Mapping[type, Shape] = {
    str: Words(),
    bool: Truth(),
    int: Count(),
}
ELSEWHERE: Mapping[type, tuple[str, ...]] = {Bank: ("sections", "glossary")}
"""Fields that come from files of their own."""


@cache
def hints_of(made: type) -> Mapping[str, Any]:
    """The type of each field, those of the classes above first; worked out once for each class."""
    bases: Mapping[str, Any] = hints_of(made.__base__) if made.__base__ else {}
    return {**bases, **get_annotations(made, eval_str=True)}


@cache
def keys_of(made: type) -> Mapping[str, Key]:
    """The keys of a record, by the word that the file uses."""
    hints = hints_of(made)
    keys = {
        SPELT.get((made, one.name), one.name): Key(
            field=one.name,
            shape=shape_of(hints[one.name]),
            required=one.default is MISSING and one.default_factory is MISSING,
        )
        for one in fields(made)
        if one.init and one.name not in ELSEWHERE.get(made, ())
    }
    if hints.get("choices") == tuple[Choice, ...]:
        keys[USE] = Key(field=None, shape=Words(), required=False)
    if made is Bank:
        lists = ByName(ListOf(Record(Choice)))
        keys[LISTS] = Key(field=None, shape=lists, required=False)
    return keys


@cache
def wanted_keys(made: type) -> frozenset[str]:
    """The fields of a record that its file must give."""
    return frozenset(key.field for key in keys_of(made).values() if key.required and key.field)


def shape_of(hint: Any) -> Shape:
    """The shape that a type hint stands for."""
    if hint == Condition:
        return When()
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return NameOf(hint.__metadata__[0])
    if origin is Literal:
        return OneWord({str(word): word for word in parts})
    if origin is tuple:
        return ListOf(shape_of(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return ByName(shape_of(parts[1]))
    if origin in (Union, UnionType):
        return _shape_of_union([part for part in parts if part is not NoneType])
    return PLAIN[hint] if hint in PLAIN else Record(hint)


def _shape_of_union(parts: list[Any]) -> Shape:
    if len(parts) == 1:
        return shape_of(parts[0])
    tag = _tag_of(parts)
    return OneRecord(
        tag, {word: Record(part) for part in parts for word in get_args(hints_of(part)[tag])}
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
