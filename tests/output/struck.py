"""The shipped bank in a made-up language, and visits to it without a letter of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from random import Random
from typing import Any

from mmn_check.bank.model import Bank
from mmn_check.bank.schema import texts_of
from mmn_check.visit.values import Answer, RoughDate, Words
from mmn_check.visit.visit import Visit
from tests.output.visits import fullest_visit
from tests.support.pseudo import Struck
from tests.support.visit_cases import whole_bank
from tests.support.walks import finished_visit, new_visit

FIGURES = "123 456 7890. " * 20
MONTH = RoughDate(as_typed="05/2024", earliest="2024-05", latest="2024-05")


@cache
def translated_bank(catalog: Struck) -> Bank:
    """The shipped bank with every text that may be printed as the catalog says it."""
    bank = whole_bank()
    texts = [one for part in (bank, *bank.sections) for one in texts_of(part)]
    printed = {(id(one.record), one.keys[0]) for one in texts}

    def translated(value: Any) -> Any:
        if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **dict(changed(value)))
        return within(value, translated)

    def changed(record: Any) -> Iterator[tuple[str, Any]]:
        for one in fields(record):
            is_text = (id(record), one.name) in printed
            yield one.name, (said if is_text else translated)(getattr(record, one.name))

    def said(value: Any) -> Any:
        return catalog.gettext(value) if isinstance(value, str) else within(value, said)

    made: Bank = translated(bank)
    return made


def within(value: Any, change: Callable[[Any], Any]) -> Any:
    """What a tuple or a mapping holds, changed."""
    match value:
        case tuple():
            return tuple(map(change, value))
        case Mapping():
            return {name: change(one) for name, one in value.items()}
    return value


@cache
def in_figures(name: str) -> Visit:
    """A visit of this name at which every word and every date was said in figures."""
    match name:
        case "blank":
            return new_visit(whole_bank())
        case "full":
            visit = fullest_visit(whole_bank(), says=FIGURES)
        case _:
            visit = finished_visit(whole_bank(), Random(name))
    answers = {key: _in_figures(answer) for key, answer in visit.answers.items()}
    return replace(visit, answers=answers)


def _in_figures(answer: Answer) -> Answer:
    match answer.value:
        case Words():
            return replace(answer, value=Words(FIGURES))
        case RoughDate():
            return replace(answer, value=MONTH)
        case _:
            return answer
