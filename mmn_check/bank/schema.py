"""What a bank file may hold, worked out from the records of a bank; and each text for people in it.

The reader reads by these shapes, the JSON Schema is drawn from them, and by them texts are found
and a bank is put into another language: so a new field of a record is read, checked, translated
and offered by editors without a change here.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, replace
from functools import cache
from inspect import get_annotations
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Union, get_args, get_origin

from mmn_check.bank.conditions import Condition
from mmn_check.bank.model import Bank, Choice, FixedText, Item, Section, Source, Term
from mmn_check.bank.records import Names, Record

# A shape tells what stands, as `empty`, for a value that could not be read: its record can be made.


class TextShape(Record, kw_only=False):
    """Free text, or the name of something else in the bank."""

    names: Names | None = None
    empty = ""


class BareShape(Record, kw_only=False):
    """A whole number, or true or false: without quotation marks."""

    made: type[int]
    empty = None


class WordShape(Record, kw_only=False):
    """One of a few words (or whole numbers)."""

    words: Mapping[str, str | int]

    @property
    def empty(self) -> str | int:
        """The first of the words."""
        return next(iter(self.words.values()))


class ConditionShape(Record, kw_only=False):
    """A condition."""

    empty = ()


class ListShape(Record, kw_only=False):
    """Things in a row."""

    item: Shape
    empty = ()


class TableShape(Record, kw_only=False):
    """Things by name."""

    item: Shape
    empty: ClassVar[Mapping[str, Any]] = {}


class RecordShape(Record, kw_only=False):
    """The keys of a dataclass."""

    made: type
    empty = None


class RecordUnionShape(Record, kw_only=False):
    """One of several dataclasses, by the word under `kind`."""

    records: Mapping[str, RecordShape]
    empty = None


Shape = (
    TextShape | BareShape | WordShape | ConditionShape
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
OF_TYPE: Mapping[type, Shape] = {str: TextShape(), bool: BareShape(bool), int: BareShape(int)}
ELSEWHERE = frozenset({"sections", "diary", "language"})
"""Fields of a bank that stand in no key of bank.yaml."""


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
        if made is not Bank or one.name not in ELSEWHERE
    }
    if hints.get("choices") == tuple[Choice, ...]:
        keys[USE] = ShapeKey(field=None, shape=TextShape(Names("list")), required=False)
    if made is Bank:
        lists = TableShape(ListShape(RecordShape(Choice)))
        keys[LISTS] = ShapeKey(field=None, shape=lists, required=False)
    return keys


@cache
def wanted_keys(made: type) -> frozenset[str]:
    """The fields of a record that its file must give."""
    return frozenset(key.field for key in keys_of(made).values() if key.required and key.field)


@cache  # as kinds of questions have most fields in common
def shape_of(hint: Any) -> Shape:
    """The shape that a type hint stands for."""
    if hint == Condition:
        return ConditionShape()
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return TextShape(hint.__metadata__[0])
    if origin is Literal:
        return WordShape({str(word): word for word in parts})
    if origin is tuple:
        return ListShape(shape_of(parts[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return TableShape(shape_of(parts[1]))
    if origin in (Union, UnionType):
        return _shape_of_union([part for part in parts if part is not NoneType])
    return OF_TYPE[hint] if hint in OF_TYPE else RecordShape(hint)


def _shape_of_union(parts: list[Any]) -> Shape:
    if len(parts) == 1:
        return shape_of(parts[0])
    return RecordUnionShape({part.kind: RecordShape(part) for part in parts})


def is_read(made: type, name: str) -> bool:
    """Whether a person reads or says the words under this key; the glossary is searched only."""
    return name not in UNREAD and not (name == "also" and made is Term)


class BankText(NamedTuple):
    """One text, and whose it is."""

    text: str
    record: object
    keys: tuple[str, ...]
    owner: tuple[str, str] | None
    """The question, fixed text or glossary word that it belongs to, as ("question", id)."""
    is_name: bool = False
    """Whether it names a word of the glossary, as that is called in every language."""

    @property
    def of(self) -> str:
        """The id of what it belongs to; empty if it is the bank's."""
        return self.owner[1] if self.owner else ""


SaidInstead = Callable[[str, str], str]
"""What is said instead of a text; the first word is the id of what the text belongs to."""
Rewording = Callable[[BankText], str]
Owner = tuple[str, str] | None
Spot = tuple[object, tuple[str, ...], Owner]
"""A record, the keys in it, and whose what stands there is."""


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
    return lambda one: says(one.of, one.text)


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
        value = getattr(record, field)  # on most fields nothing is said
        at = (record, (name,), owner)
        said = value and _value(at, value, shape, to)
        if said is not value:
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
        case TextShape(names):
            return names is None or names.what == "term"
        case _:
            return not isinstance(shape, BareShape | WordShape | ConditionShape)


def _value(at: Spot, value: Any, shape: Shape, to: Rewording) -> Any:
    """What stands under a key, with other words: the same, if nothing is said otherwise.

    `at` tells where that is.
    """
    match shape:
        case TextShape() if value:
            record, keys, owner = at
            is_name = shape.names is not None  # a word of the glossary
            return to(BankText(value, record, keys, ("term", value) if is_name else owner, is_name))
        case RecordShape() | RecordUnionShape():
            return _reworded(value, to, at[-1])
        case ListShape(item):
            said = tuple(_value(_spot(at, one), one, item, to) for one in value)
            return value if all(map(operator.is_, said, value)) else said
        case TableShape(item):
            table = {
                name: _value(_spot(at, name, one), one, item, to) for name, one in value.items()
            }
            return value if all(table[name] is value[name] for name in table) else table
        case _:
            return value


def _spot(at: Spot, name: object, value: object = None) -> Spot:
    """The place of one of several words, or of a name in a table; a fixed text is an owner."""
    if not isinstance(name, str):
        return at
    record, keys, owner = at
    return record, (*keys, name), ("text", name) if isinstance(value, FixedText) else owner
