"""Questions sketched in a few words, made into steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from mmn_check.bank.conditions import ANYTHING, AnyOf
from mmn_check.bank.model import (
    Choice,
    Date,
    Many,
    Number,
    One,
    Places,
    Rank,
    Rating,
    Rows,
    Section,
    Simple,
    Text,
    YesNo,
)
from mmn_check.visit.steps import Step

SECTION = Section(id="sketch", title="Sketch", questions=())


def read_sketches(text: str) -> Any:
    """YAML as plain data in which every scalar is text; a key that stands twice is refused."""
    return _plain(yaml.compose(text, Loader=yaml.CSafeLoader))


def _plain(node: yaml.Node | None) -> Any:
    match node:
        case yaml.MappingNode():
            pairs = [(_plain(key), _plain(value)) for key, value in node.value]
            keys = [key for key, _ in pairs]
            twice = {key for key in keys if keys.count(key) > 1}
            if twice:
                raise ValueError(f"These stand twice: {twice}")
            return dict(pairs)
        case yaml.SequenceNode():
            return [_plain(one) for one in node.value]
        case yaml.ScalarNode():
            return str(node.value)
        case _:
            raise ValueError("Nothing is sketched.")


def sketched(
    question: Mapping[str, Any], table: Mapping[str, Any] | None = None, language: str = "en"
) -> Step:
    """The step of a sketched question; with `table`, the first cell of a row of it."""
    choices = tuple(map(choice, question.get("choices", ())))
    item = _item(question, choices)
    if table is None:
        return step_of(item, choices, language)
    assert not isinstance(item, Rank)
    rows = Rows(
        id="table",
        ask="Which?",
        fields=(item,),
        row=table["row"],
        none=table.get("none"),
        ideas=table.get("ideas") == "true",
    )
    return Step(
        key=("table", "row", "0", item.id),
        section=SECTION,
        question=rows,
        item=item,
        language=language,
        choices=choices,
        thing=table["nth"],
        may_end=True,
    )


def step_of(item: Simple | Rank, choices: Sequence[Choice] = (), language: str = "en") -> Step:
    """The step that asks a question by itself."""
    return Step(
        key=(item.id,),
        section=SECTION,
        question=item,
        item=item,
        language=language,
        choices=tuple(choices),
    )


def choice(sketch: str | Mapping[str, str]) -> Choice:
    """A choice, whose id is its label in small letters if it is not given."""
    if isinstance(sketch, str):
        return Choice(id=sketch.lower(), label=sketch)
    return Choice(
        id=sketch.get("id", sketch["label"].lower()),
        label=sketch["label"],
        page=sketch.get("page"),
        words=sketch.get("words"),
        also=tuple(filter(None, [sketch.get("also")])),
        exclusive=sketch.get("exclusive") == "true",
        sides=sketch.get("sides") != "false",
    )


def _item(sketch: Mapping[str, Any], choices: tuple[Choice, ...]) -> Simple | Rank:
    """The question; `urgent: true` for one whose every sign calls for help."""
    any_sign = (AnyOf(question="asked", words=(ANYTHING,)),)
    common: dict[str, Any] = {
        "id": "asked",
        "ask": sketch["ask"],
        "role": sketch.get("role"),
        "required": sketch.get("required") == "true",
        "urgent_if": any_sign if sketch.get("urgent") == "true" else (),
    }
    match sketch["kind"]:
        case "yes_no":
            return YesNo(**common)
        case "one":
            return One(**common, choices=choices)
        case "many":
            most = sketch.get("at_most")
            return Many(**common, choices=choices, at_most=int(most) if most else None)
        case "places":
            return Places(**common, choices=choices)
        case "rank":
            return Rank(**common, picked_in="before")
        case "rating":
            return Rating(**common, lowest="none", highest="most")
        case "number":
            return Number(
                **common,
                minimum=int(sketch.get("minimum", 0)),
                maximum=int(sketch.get("maximum", 1_000_000)),
                unit=sketch.get("unit"),
                decimals=sketch.get("decimals") == "true",
            )
        case "date":
            return Date(**common, future=sketch.get("future") == "true")
        case "text":
            return Text(**common)
        case kind:
            raise ValueError(f"There is no kind {kind}.")
