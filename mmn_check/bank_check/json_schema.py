"""JSON Schema of a bank's files, so that an editor completes and checks while one types.

Drawn from the same shapes that the reader reads by, and from the docstrings of the records. What
else `bank check` asks of a record by itself is added as far as a schema can say it, in words that
editors have long known: those of its seventh draft.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, assert_never

import yaml

from mmn_check.bank import model, schema
from mmn_check.bank.model import Bank, Section
from mmn_check.bank.problems import BankError
from mmn_check.bank.reader import BankDraft, Glossary, read_draft
from mmn_check.bank.records import Named, Names
from mmn_check.bank.schema import LISTS, USE, RecordShape, Shape, keys_of
from mmn_check.bank_check import rules
from mmn_check.bank_check.layout import HIGHEST_RANK
from mmn_check.bank_check.plain_language import LONGEST_LABEL, NEEDED, NeverSay
from mmn_check.bank_check.reachability import A_DATE, possible_answers

Schema = dict[str, Any]
TEXT: Schema = {"$ref": "#/$defs/text"}
SCALAR = ["string", "number", "boolean"]
"""What an editor takes a single word for: 3, true, or a text."""
OF_THE_FILE: Mapping[str, str] = {
    USE: "A list of choices, by its name under lists in bank.yaml; they come first.",
    LISTS: "Lists of choices that several questions use, by name.",
}
OF_A_FILE = "The id of the section, in the file of a section: the rest follows from it."


def bank_schema(folder: Path | None = None) -> str:
    """The schema of every file of a bank, as JSON.

    With a folder, the ids and words in the bank there are offered where one may be named. None is
    refused for not being there: the bank goes on after the schema was made.

    Raises:
        BankError: if there is nothing of a bank in the folder.
    """
    drawing = _SchemaDrawing(_draft_of(folder) if folder else BankDraft(folder=Path()))
    section, bank, glossary, never = (
        drawing.of(RecordShape(made)) for made in (Section, Bank, Glossary, NeverSay)
    )
    of_texts = {"type": "array", "contains": {"type": "string"}}
    says_words = {"required": ["words"], "properties": {"words": of_texts}}
    is_never = _any_of({"required": ["parts"]}, {"required": ["allowed"]}, says_words)
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a question bank",
        "properties": {"section": {"description": OF_A_FILE}},
        "if": _any_of({"required": ["section"]}, {"required": ["questions"]}),
        "then": section,
        "else": {
            "if": is_never,
            "then": never,
            "else": {"if": {"required": ["words"]}, "then": glossary, "else": bank},
        },
        "$defs": {
            "text": {"type": SCALAR, "minLength": 1, "pattern": "[^ ]"},
            "condition": drawing.condition(),
            **_words_of_rules(),
            **dict(sorted(drawing.records.items())),
        },
    }
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _draft_of(folder: Path) -> BankDraft:
    """The bank in a folder, as far as it can be read."""
    draft = read_draft(folder)
    if not (draft.has_own_file or draft.sections):
        raise BankError(draft.mistakes)
    return draft


def _text_offering(words: Iterable[str], description: str) -> Schema:
    """A text, for which some words are offered."""
    some = list(words)
    drawn = _any_of({"enum": some}, TEXT) if some else TEXT
    return {"description": description, **drawn}


def _only(key: str, value: Schema, *, description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": {key: value},
        "required": [key],
        "additionalProperties": False,
    }


def _words_expected(words: frozenset[str] = frozenset({A_DATE})) -> Schema:
    """What stands behind a question's id in a condition: any words, where none are known."""
    one = _text_offering(sorted(words - {A_DATE}), "A word that was said.")
    some = {"type": "array", "items": one, "minItems": 1}
    days = _only(
        "within_days",
        {"type": "integer"},
        description="A date that may lie in the last so many days.",
    )
    return _any_of(
        one,
        {"description": "Words of which one was said.", **some},
        _only("all_of", some, description="Words that were all said."),
        *([days] if A_DATE in words else []),
    )


def _any_of(*ways: Schema) -> Schema:
    """That one of some things is so, or more."""
    return {"anyOf": list(ways)}


class _SchemaDrawing:
    """Draws shapes, each record once; the words of a draft are offered where one may be named."""

    def __init__(self, draft: BankDraft) -> None:
        self.records: dict[str, Schema] = {}
        bank = draft.bank
        self._questions = bank.by_id
        self._words: Mapping[Named, Sequence[str]] = {
            "section": [one.id for one in bank.sections],
            "source": list(bank.sources),
            "text": list(bank.texts),
            "term": [one.word for one in draft.glossary or ()],
            "list": list(draft.lists),
        }

    def _named(self, names: Names) -> Schema:
        """A word that names something: those that there are."""
        kinds, words = names.kinds, self._words.get(names.what)
        if words is None:
            questions = self._questions.values()
            words = [one.id for one in questions if not kinds or one.kind in kinds]
        return _text_offering(words, f"The name of a {rules.CALLED.get(names.what, names.what)}.")

    def condition(self) -> Schema:
        """The schema of a condition: each question with what can be said to it."""
        known = self._questions
        said = {
            name: {"description": one.ask, **_words_expected(possible_answers(one, known).words)}
            for name, one in known.items()
        }
        return {
            "description": "What was said to earlier questions, by id; all must hold.",
            "type": "object",
            "minProperties": 1,
            "properties": said,
            "additionalProperties": _words_expected(),
        }

    def of(self, shape: Shape) -> Schema:
        """The schema of a shape."""
        match shape:
            case schema.TextShape(names):
                return self._named(names) if names else dict(TEXT)
            case schema.BareShape(made):
                return {"type": "boolean" if made is bool else "integer"}
            case schema.WordShape(words):
                values = list(words.values())
                return {"enum": values} if len(values) > 1 else {"const": values[0]}
            case schema.ConditionShape():
                return {"$ref": "#/$defs/condition"}
            case schema.ListShape(item):
                return {"type": "array", "items": self.of(item)}
            case schema.TableShape(schema.TextShape()):
                return {"type": "object", "additionalProperties": {"type": SCALAR}}
            case schema.TableShape(item):
                return {"type": "object", "additionalProperties": self.of(item)}
            case RecordShape(made):
                return self._record(made)
            case schema.RecordUnionShape(records=records):
                return {"oneOf": [self._record(one.made) for one in records.values()]}
            case _:
                assert_never(shape)

    def _record(self, made: type) -> Schema:
        reference = {"$ref": f"#/$defs/{made.__name__}"}
        if made.__name__ in self.records:
            return reference
        self.records[made.__name__] = {}  # so that a record within itself ends here
        keys = keys_of(made)
        wanted = rules_of(made)
        of_class = inspect.cleandoc(made.__doc__ or "")
        explained = {"kind": of_class, **dict(_fields_explained(made)), **OF_THE_FILE}
        properties = {name: self.of(key.shape) for name, key in keys.items()}
        for name, key in keys.items():
            if told := explained.get(key.field or name):
                properties[name] = {**properties[name], "description": told}
        needed = [name for name, key in keys.items() if key.required]
        tags = [name for name, key in keys.items() if name == "kind" and not key.required]
        self.records[made.__name__] = {
            "description": of_class,
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
            "required": tags + [name for name in needed if not (name == "choices" and USE in keys)],
            **({"allOf": wanted} if wanted else {}),
        }
        return reference


def _fields_explained(made: type) -> Iterator[tuple[str, str]]:
    """The sentence below each field of a dataclass, those of the classes above first."""
    for above in reversed(made.__mro__[:-1]):
        for one, below in pairwise(_bodies(above.__module__).get(above.__name__, ())):
            match one, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    yield name, " ".join(text.split())


@cache
def _bodies(module: str) -> Mapping[str, Sequence[ast.stmt]]:
    """What the classes of a module say, by their names; its source is read once for all."""
    drawn = ast.parse(inspect.getsource(sys.modules[module])).body
    return {one.name: one.body for one in drawn if isinstance(one, ast.ClassDef)}


RULES = Path(__file__).with_name("schema_rules.yaml")


@cache
def _musts() -> dict[str, Any]:
    """By the name of a record's class, what else must be so of its keys; shared parts as $defs."""
    kept: dict[str, Any] = yaml.safe_load(RULES.read_text("utf-8"))
    return kept


def _words_of_rules() -> Schema:
    """What the rules name that the check goes by, too."""
    return {
        **_musts()["$defs"],
        "id": {"pattern": f"^{rules.ID.pattern}$"},
        "version": {"pattern": model.FIGURES.pattern},
        "of_one": {"enum": sorted(rules.ONE_OF)},
        "taken": {"enum": sorted(rules.TAKEN)},
        "label": {"maxLength": LONGEST_LABEL},
        "explained": {"required": list(NEEDED), "properties": {"sources": {"minItems": 1}}},
        "fixed_texts": {"required": list(rules.FIXED_TEXTS)},
        "rank": {"minimum": 0, "maximum": HIGHEST_RANK},
        "field": {
            "properties": {"id": {"not": {"const": rules.TAKEN_BY_ROWS}}}
            | dict.fromkeys(rules.NOT_IN_A_FIELD, False)
        },
    }


def rules_of(made: type) -> list[Schema]:
    """What else must be so of the keys of a record, those of the classes above first."""
    found = [rule for above in reversed(made.__mro__) for rule in _musts().get(above.__name__, ())]
    if issubclass(made, model.Item):
        kinds = rules.ROLE_KINDS.items()
        roles = [role for role, kind in kinds if kind == getattr(made, "kind", None)]
        found.append({"properties": {"role": {"enum": roles} if roles else False}})
    return found
