"""Dictated sentences at questions of every kind: kept right or asked, never wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pytest
import yaml

from mmn_check.bank.model import Date, Many, Number, Places, Rank, Rating, Rows, Text
from mmn_check.understanding.parsed_answer import Command, NeedsConfirmation, ParsedAnswer, Reading
from mmn_check.visit.steps import Step
from mmn_check.visit.values import DECLINED, NOT_SURE, Mark, RoughDate, Value, Words, answered
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import read, step

FOLDER = Path(__file__).parent / "dictated"
STATES = {"not_sure": NOT_SURE, "declined": DECLINED}
ASK = "?"
"""Stands for a sentence of which nothing is to be kept unasked."""
RANKED_FROM = {"tasks_matter": "hand_tasks"}
"""Whose choices are ranked."""


def sentences(language: str) -> Iterator[tuple[Step, str, str]]:
    """Each sentence with its question and what it says."""
    texts = (one.read_text(encoding="utf-8") for one in sorted(FOLDER.glob(f"*{language}.yaml")))
    tables = [yaml.load(text, yaml.CBaseLoader) for text in texts]
    for name, said in chain.from_iterable(table.items() for table in tables):
        at = step(language, *name.split("/"))
        if name in RANKED_FROM:
            held = step(language, RANKED_FROM[name]).choices
            at = replace(at, choices=tuple(one for one in held if not one.exclusive))
        for typed, meaning in said.items():
            yield at, typed, meaning


def value_of(at: Step, meaning: str) -> Value:
    match at.item:
        case Many():
            named = meaning.split(", ")
            return tuple(choice.id for choice in at.choices if choice.id in named)
        case Rank():
            return tuple(meaning.split(", "))
        case Places():
            marks = [one.partition(" ") for one in meaning.split(", ")]
            if not (isinstance(at.question, Rows) and at.question.at_once):
                order = [choice.id for choice in at.choices]
                marks.sort(key=lambda one: order.index(one[0]))
            return tuple(Mark(place, side or "whole") for place, _, side in marks)  # type: ignore[arg-type]
        case Number() | Rating():
            return int(meaning)
        case _:
            return meaning


def says(at: Step, typed: str, meaning: str, reading: Reading) -> bool:
    """Whether a reading is what the sentence says."""
    if meaning == "no_more":
        return reading == Command("no_more")
    if not isinstance(reading, ParsedAnswer):
        return False
    answer = reading.answer
    if meaning in STATES:
        return answer == STATES[meaning]
    if isinstance(at.item, Date):
        first, _, last = meaning.partition("..")
        told = answer.value
        return isinstance(told, RoughDate) and (told.earliest, told.latest) == (
            first,
            last or first,
        )
    if isinstance(at.item, Text):
        return answer == answered(Words(typed))
    return answer == answered(value_of(at, meaning))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_kept_wrong_and_nearly_all_at_once(language: str, figures: Counter[str]) -> None:
    """Of what says one thing, most is kept at once; what says several is never kept unasked."""
    wrong, again = [], []
    counted: Counter[str] = Counter()
    with spoken(language):
        for at, typed, meaning in sentences(language):
            reading = read(at, typed)
            kept = isinstance(reading, ParsedAnswer | Command)
            if kept and (meaning == ASK or not says(at, typed, meaning, reading)):
                wrong.append((at.key, typed, reading))
            elif meaning != ASK:
                asked = "asked" if isinstance(reading, NeedsConfirmation) else "refused"
                counted["kept right" if kept else asked] += 1
                again += [] if kept else [(at.key, typed, reading)]
            else:
                counted["rightly asked"] += 1
    for name, count in counted.items():
        figures[f"dictated sentences in {language}: {name}"] = count
    figures[f"dictated sentences in {language}: wrong"] = len(wrong)

    assert wrong == []
    assert len(again) * 6 < counted["kept right"], again
