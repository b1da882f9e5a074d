"""JSON Schema of a bank's files, so that an editor completes and checks while one types.

Drawn from the same shapes that the reader reads by, and from the docstrings of the domain.
"""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any, assert_never

from mmn_check.bank.load import Glossary
from mmn_check.bank.model import Bank, Section
from mmn_check.bank.shapes import (
    USE,
    ConditionShape,
    CountShape,
    ListShape,
    NameShape,
    RecordShape,
    RecordUnionShape,
    Shape,
    ShapeKey,
    TableShape,
    TextShape,
    TruthShape,
    WordShape,
    keys_of,
)
from mmn_check.bank_check.never_say import NeverSay
from mmn_check.bank_check.references import CALLED

Schema = dict[str, Any]
TEXT: Schema = {"$ref": "#/$defs/text"}
TEXTS: Schema = {"type": "array", "items": TEXT, "minItems": 1}


def _only(key: str, value: Schema, *, description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": {key: value},
        "required": [key],
        "additionalProperties": False,
    }


COMMON: Mapping[str, Schema] = {
    "text": {"type": ["string", "number"], "minLength": 1},
    "condition": {
        "description": "What must have been said to earlier questions, by id; all must hold.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": {
            "anyOf": [
                {"description": "A word that was said.", **TEXT},
                {"description": "Words of which one was said.", **TEXTS},
                _only("all_of", TEXTS, description="Words that were all said."),
                _only(
                    "within_days",
                    {"type": "integer"},
                    description="A date that may lie in the last so many days.",
                ),
            ]
        },
    },
}
OF_THE_FILE: Mapping[str, str] = {
    USE: "A list of choices, by its name under lists in bank.yaml; they come first.",
    "lists": "Lists of choices that several questions use, by name.",
}


def bank_schema() -> str:
    """The schema of every file of a bank, as JSON."""
    drawing = _Drawing()
    one_of = [
        drawing.of(shape)
        for shape in (
            RecordShape(Section),
            RecordShape(Bank),
            RecordShape(Glossary),
            RecordShape(NeverSay),
        )
    ]
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a question bank",
        "oneOf": one_of,
        "$defs": {**COMMON, **dict(sorted(drawing.records.items()))},
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


class _Drawing:
    """Draws shapes, each record once."""

    def __init__(self) -> None:
        self.records: dict[str, Schema] = {}

    def of(self, shape: Shape) -> Schema:
        """The schema of a shape."""
        match shape:
            case TextShape():
                return dict(TEXT)
            case NameShape(names):
                return {"description": f"The name of a {CALLED[names.what]}.", **TEXT}
            case CountShape():
                return {"type": "integer"}
            case TruthShape():
                return {"type": "boolean"}
            case WordShape(words):
                values = list(words.values())
                return {"enum": values} if len(values) > 1 else {"const": values[0]}
            case ConditionShape():
                return {"$ref": "#/$defs/condition"}
            case ListShape(item):
                return {"type": "array", "items": self.of(item)}
            case TableShape(TextShape()):
                return {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
            case TableShape(item):
                return {"type": "object", "additionalProperties": self.of(item)}
            case RecordShape(made):
                return self._record(made)
            case RecordUnionShape(records=records):
                return {"oneOf": [self._record(one.made) for one in records.values()]}
            case _:
                assert_never(shape)

    def _record(self, made: type) -> Schema:
        reference = {"$ref": f"#/$defs/{made.__name__}"}
        if made.__name__ in self.records:
            return reference
        self.records[made.__name__] = {}  # so that a record within itself ends here
        keys = keys_of(made)
        explained = {**dict(_explained(made)), **OF_THE_FILE}
        properties = {
            name: self._property(key, explained.get(key.field or name))
            for name, key in keys.items()
        }
        needed = [name for name, key in keys.items() if key.required]
        tags = [name for name, key in keys.items() if name == "kind" and not key.required]
        self.records[made.__name__] = {
            "description": inspect.cleandoc(made.__doc__ or ""),
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "required": tags + [name for name in needed if not (name == "choices" and USE in keys)],
        }
        if USE in keys and "choices" in needed:
            either = [{"required": ["choices"]}, {"required": [USE]}]
            self.records[made.__name__]["anyOf"] = either
        return reference

    def _property(self, key: ShapeKey, explained: str | None) -> Schema:
        drawn = self.of(key.shape)
        return {**drawn, "description": explained} if explained else drawn


def _explained(made: type) -> Iterator[tuple[str, str]]:
    """The sentence below each field of a dataclass, those of the classes above first."""
    for above in reversed(made.__mro__[:-1]):
        (drawn,) = ast.parse(dedent(inspect.getsource(above))).body
        body = drawn.body if isinstance(drawn, ast.ClassDef) else []
        for field, below in pairwise(body):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    yield name, " ".join(text.split())
