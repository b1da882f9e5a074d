"""What `bank check` asks of a record by itself, as far as a JSON Schema can say it.

Only words of a schema that editors have long known are used: those of its seventh draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mmn_check.bank import model
from mmn_check.bank.page_layout import Chapter, Fact, Row
from mmn_check.bank.schema import USE
from mmn_check.bank_check.item_rules import (
    ID,
    MOST_CHOICES,
    MOST_FIELDS,
    NOT_IN_A_FIELD,
    ONE_OF,
    ROLE_KINDS,
    TAKEN,
    TAKEN_BY_ROWS,
)
from mmn_check.bank_check.layout import HIGHEST_RANK
from mmn_check.bank_check.plain_language import LONGEST_LABEL, NEEDED
from mmn_check.bank_check.references import FIXED_TEXTS

Schema = dict[str, Any]
TRUE: Schema = {"const": True}
NAME: Schema = {"pattern": f"^{ID.pattern}$"}
VERSION: Schema = {"pattern": model.FIGURES.pattern}
COUNT: Schema = {"minimum": 1}
SOME: Schema = {"minItems": 1}
TWO: Schema = {"minItems": 2}
NO_MORE_THAN: Schema = {"maxLength": LONGEST_LABEL}


def with_keys(**properties: Schema | bool) -> Schema:
    """That these are so, where they are there."""
    return {"properties": properties}


def given(key: str, value: Schema | bool = True) -> Schema:
    """That a key is there, and what is so of it."""
    return {"required": [key], **with_keys(**{key: value})}


def either(*ways: Schema) -> Schema:
    """That one of some things is so, or more."""
    return {"anyOf": list(ways)}


def never(*together: Schema) -> Schema:
    """That some things are not all so."""
    return {"not": {"allOf": list(together)}}


def when(this: Schema, then: Schema) -> Schema:
    """That something is so where something else is."""
    return {"if": this, "then": then}


def but(words: Iterable[str]) -> Schema:
    """That it is none of these words."""
    return {"not": {"enum": sorted(words)}}


USED = given(USE)
PICKED = given("picked_in")
OF_ONE: Schema = {"items": with_keys(exclusive={"const": False})}
OF_SEVERAL: Schema = {
    "items": {
        **with_keys(id=but(ONE_OF)),
        **when(given("id", {"const": "none"}), given("exclusive", TRUE)),
    }
}
NO_HELPERS = with_keys(choices={"items": with_keys(helper={"const": False})})
INFORMANT = given("role", {"const": "informant"})
SEVERAL_OR_USED = either(given("choices", TWO), USED)
URGENT_WHENEVER = given(
    "urgent_if", {"additionalProperties": never({"type": "object"}, given("within_days"))}
)
"""What does not hang on a date is urgent however long ago it was said."""
RULES: Mapping[type, tuple[Schema, ...]] = {
    model.Item: (
        with_keys(id=NAME, until=VERSION),
        when(
            given("required", TRUE),
            either(given("urgent_if"), given("role", {"const": "visit_type"})),
        ),
        never(given("as_last_time", TRUE), either(given("required", TRUE), URGENT_WHENEVER)),
    ),
    model.One: (
        either(given("choices", TWO), USED, PICKED),
        never(either(given("choices"), USED), PICKED),
        with_keys(choices={**OF_ONE, "maxItems": MOST_CHOICES}, at_least=COUNT),
        {"if": INFORMANT, "else": NO_HELPERS},
    ),
    model.Many: (
        either(given("choices", TWO), USED, PICKED),
        with_keys(choices={**OF_SEVERAL, "maxItems": MOST_CHOICES}, at_most=COUNT),
        when(PICKED, with_keys(choices={"items": given("exclusive", TRUE)})),
        NO_HELPERS,
    ),
    model.Places: (
        SEVERAL_OR_USED,
        with_keys(choices={**OF_SEVERAL, "maxItems": MOST_CHOICES}),
        NO_HELPERS,
    ),
    model.Rank: (with_keys(at_most=COUNT, at_least={"minimum": 2}),),
    model.Rows: (
        with_keys(
            at_most=COUNT,
            fields={
                **SOME,
                "maxItems": MOST_FIELDS,
                "items": with_keys(id=but([TAKEN_BY_ROWS]), **dict.fromkeys(NOT_IN_A_FIELD, False)),
            },
        ),
        when(given("only"), given("for_each")),
        never(given("none"), given("for_each")),
        never(given("at_once", TRUE), given("for_each")),
    ),
    model.Choice: (
        with_keys(id={**NAME, **but(TAKEN)}, since=VERSION, until=VERSION),
        with_keys(label=NO_MORE_THAN, label_helper=NO_MORE_THAN),
        when(given("id", {"const": "other"}), given("words")),
    ),
    model.Section: (
        with_keys(
            section=NAME,
            neurologist_question=COUNT,
            questions={**SOME, "items": {"required": list(NEEDED), **with_keys(sources=SOME)}},
        ),
    ),
    model.Contradiction: (with_keys(when={"minProperties": 2}),),
    model.FixedText: (with_keys(sources=SOME),),
    model.Term: (with_keys(sources=SOME),),
    model.Bank: (with_keys(texts={"required": list(FIXED_TEXTS)}),),
    Fact: (with_keys(rank={"minimum": 0, "maximum": HIGHEST_RANK}),),
    Row: (
        {
            "if": given("whole", TRUE),
            "else": with_keys(
                facts={"items": either(given("name"), given("each"), given("rank", {"const": 0}))}
            ),
        },
    ),
    Chapter: (either(given("sections", SOME), given("questions", SOME)),),
}
"""By the class of a record, what else must be so of its keys."""


def rules_of(made: type) -> list[Schema]:
    """What else must be so of the keys of a record, those of the classes above first."""
    found = [rule for above in reversed(made.__mro__) for rule in RULES.get(above, ())]
    if issubclass(made, model.Item):
        roles = [role for role, kind in ROLE_KINDS.items() if kind == getattr(made, "kind", None)]
        found.append(with_keys(role={"enum": roles} if roles else False))
    return found
