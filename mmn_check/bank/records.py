"""The base of all records, and the types of the words by which they name one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import Annotated, Any, ClassVar, Literal, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Record:
    """Like `@dataclass(frozen=True, kw_only=True)`, and made in a tenth of the time.

    A start makes many such classes. With `kw_only=False` fields may be given in their order.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    __match_args__: ClassVar[tuple[str, ...]]
    _required: ClassVar[frozenset[str]]
    _known: ClassVar[frozenset[str]]
    _made: ClassVar[dict[str, Callable[[], object]]]
    _compared: ClassVar[tuple[str, ...]]

    def __init_subclass__(cls, *, kw_only: bool = True) -> None:
        super().__init_subclass__()
        dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
        cls._compared = tuple(one.name for one in fields(cls) if one.compare)
        bare = [one for one in fields(cls) if one.default is MISSING]
        cls._made = {
            one.name: one.default_factory for one in bare if one.default_factory is not MISSING
        }
        cls._required = frozenset(one.name for one in bare).difference(cls._made)
        cls._known = frozenset(cls.__dataclass_fields__)

    def __init__(self, *row: Any, **values: Any) -> None:
        if row:
            values |= zip(self.__match_args__, row, strict=False)
            if len(row) > len(self.__match_args__):
                raise TypeError(f"{type(self).__name__}: more values than fields")
        if not (self._required.issubset(values) and self._known.issuperset(values)):
            wrong = self._required.difference(values) or values.keys() - self._known
            raise TypeError(f"{type(self).__name__}: missing or unknown: {', '.join(wrong)}")
        # A field that is not given has its default as an attribute of the class.
        self.__dict__.update(values)
        for name, make in self._made.items():
            if name not in values:
                self.__dict__[name] = make()

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self) -> dict[str, object]:
        # What was worked out from the fields is kept beside them.
        known = self.__dataclass_fields__
        return {name: value for name, value in self.__dict__.items() if name in known}

    def __eq__(self, other: object) -> bool:
        if type(self) is not type(other):
            return NotImplemented
        return self is other or self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = ", ".join(f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
        return f"{type(self).__name__}({shown})"

    def _values(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._compared])


def records_in(value: object) -> Iterator[Record]:
    """Every record in a record, list or table, itself first."""
    inside: Iterable[object] = ()
    if isinstance(value, Record):
        yield value
        # What was worked out from the fields is kept beside them.
        known = value.__dataclass_fields__
        inside = [one for name, one in value.__dict__.items() if name in known]
    elif isinstance(value, tuple):
        inside = value
    elif isinstance(value, Mapping):
        inside = value.values()
    for one in inside:
        if one and type(one) not in BARE:
            yield from records_in(one)


BARE = frozenset({str, int, bool, type(None)})
"""Of what most fields hold, and no record is in it."""
Named = Literal["question", "section", "source", "text", "term", "list"]


class Names(Record, kw_only=False):
    """Says that a word names something else in the bank."""

    what: Named
    kinds: tuple[str, ...] = ()
    """The kinds that a question may be of; any if empty."""


QuestionId = Annotated[str, Names("question")]
PickedIn = Annotated[str, Names("question", ("one", "many", "places"))]
"""A question whose picks are used elsewhere."""
NumberId = Annotated[str, Names("question", ("number",))]
LengthId = Annotated[str, Names("question", ("number", "date"))]
"""A question that tells how long something is, or how long ago."""
PlacesId = Annotated[str, Names("question", ("places",))]
PicksId = Annotated[str, Names("question", ("rows", "many", "places", "rank"))]
"""A question about several things, each of which may be said for itself."""
SectionId = Annotated[str, Names("section")]
SourceId = Annotated[str, Names("source")]
TextId = Annotated[str, Names("text")]
TermWord = Annotated[str, Names("term")]
