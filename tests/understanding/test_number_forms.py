"""Every form in which figures are written, with leading, trailing and doubled marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import NamedTuple

import pytest

from mmn_check.bank.model import YesNo
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer
from mmn_check.visit.steps import Step
from tests.support.profile import some
from tests.support.sketches import read_sketches, sketched
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import read, steps

CLOCK = Clock(today=date(2026, 11, 21), age=52)
WHOLES = ("", "0", "5", "07", "12", "77")
FRACTIONS = ("", "5", "75", "0", "019")
MARKS = (".", ",", "..", ",,", ".,", "/", "-", " . ")
BEFORE = ("", ".", ",", "..", "-", "about ")
AFTER = ("", ".", "..", " kg", "/10")
SCALES = {
    "rating": "{kind: rating, ask: How bad?}",
    "age": "{kind: number, ask: How old?, role: age, minimum: 0, maximum: 120, unit: years}",
    "days": "{kind: number, ask: How many days?, minimum: 0, maximum: 60, unit: days}",
    "grip": "{kind: number, ask: What was it?, maximum: 999, unit: kg, decimals: true}",
}


class Form(NamedTuple):
    """Figures as they are written, and the one number that they can be; none, if it is none."""

    typed: str
    number: Fraction | None


def forms() -> Iterator[Form]:
    for before, whole, fraction, mark, after in product(BEFORE, WHOLES, FRACTIONS, MARKS, AFTER):
        if not whole and not fraction:
            continue
        figures = f"{whole}{mark}{fraction}" if fraction else whole
        if not fraction and mark != MARKS[0]:
            continue
        yield Form(f"{before}{figures}{after}", number_of(before, whole, mark, fraction))


def number_of(before: str, whole: str, mark: str, fraction: str) -> Fraction | None:
    """What the figures come to where a point or a comma stands once, before a figure."""
    if before in "..,-+" and before:
        if before in ".," and not (fraction and whole):
            return Fraction(f"0.{whole}") if whole else None
        return None
    if not fraction:
        return Fraction(whole)
    return Fraction(f"{whole or '0'}.{fraction}") if mark in ".," else None


STEPS: dict[str, Step] = {
    name: sketched(read_sketches(f"question: {sketch}")["question"], None)
    for name, sketch in SCALES.items()
}


def values(reading: object) -> list[Fraction]:
    """The numbers that a reading keeps or offers."""
    match reading:
        case ParsedAnswer(answer) if isinstance(answer.value, int | float):
            return [Fraction(str(answer.value))]
        case NeedsConfirmation(_, options):
            return [value for option in options for value in values(option.reading)]
        case _:
            return []


def is_near(offered: Fraction, form: Form) -> bool:
    """Whether a number that is asked about may have been meant by what was typed."""
    if form.number is None:
        return True
    of_thousand = form.number * 1000
    shown = str(floor(form.number))
    held = shown == str(offered) * (len(shown) // len(str(offered)))
    return offered in (floor(form.number), ceil(form.number), form.number, of_thousand) or held


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scale", SCALES)
def test_no_form_of_a_number_is_taken_for_another(
    scale: str, language: str, figures: Counter[str]
) -> None:
    """What is kept is the number that was written; what is asked about may have been meant."""
    wrong = []
    step = replace(STEPS[scale], language=language)
    outcomes: Counter[str] = Counter()
    for form in some(forms(), usual=700):
        typed = form.typed
        if language == "es":
            typed = typed.replace("about", "unos")
        reading = read_answer(step, typed, clock=CLOCK)
        kept = values(reading)
        at_once = isinstance(reading, ParsedAnswer)
        outcomes["kept" if at_once else "asked"] += 1
        if at_once and kept and kept != [form.number]:
            wrong.append((typed, kept))
        if not all(is_near(one, form) for one in kept):
            wrong.append((typed, kept))
    for outcome, count in outcomes.items():
        figures[f"forms of numbers in {language}: {outcome}"] += count
    figures[f"forms of numbers in {language}: wrong"] += len(wrong)

    assert wrong == []
    assert outcomes["kept"] > 0


def test_an_unlikely_age_is_asked_about() -> None:
    """Below 10 and above 110 years a figure is likelier to be a slip."""
    readings = {age: read_answer(STEPS["age"], f"{age}", clock=CLOCK) for age in range(121)}
    at_once = [age for age, reading in readings.items() if isinstance(reading, ParsedAnswer)]

    assert {age: values(reading) for age, reading in readings.items()} == {
        age: [age] for age in range(121)
    }
    assert at_once == [*range(10, 111)]


WEEKS = sketched(
    read_sketches("question: {kind: number, ask: Every how many weeks?, unit: weeks, maximum: 52}")[
        "question"
    ],
    None,
)
SEMANAS = sketched(
    read_sketches("question: {kind: number, ask: ¿Cada cuántas?, unit: semanas, maximum: 52}")[
        "question"
    ],
    None,
)
FALLS = sketched(
    read_sketches("question: {kind: number, ask: ¿Cuántas veces?, unit: caídas}")["question"], None
)


@pytest.mark.parametrize(
    ("language", "step", "typed", "kept"),
    [
        *[
            ("en", WEEKS, f"{lead}{number} weeks{end}", 4)
            for lead in ("", "every ", "Every ", "each ", "once every ", "about every ")
            for number in ("4", "four")
            for end in ("", ".")
        ],
        *[
            ("es", SEMANAS, f"{lead}{number} semanas{end}", 4)
            for lead in ("", "cada ", "Cada ", "una vez cada ", "más o menos cada ")
            for number in ("4", "cuatro")
            for end in ("", ".")
        ],
        *[
            ("es", FALLS, typed, number)
            for typed, number in (
                *(("dos veces", 2), ("Dos veces.", 2), ("2 veces", 2), ("una vez", 1)),
                *(("una", 1), ("tres caídas", 3), ("diez veces", 10), ("1 vez", 1)),
            )
        ],
    ],
)
def test_the_words_of_a_label_and_of_a_count_are_numbers(
    language: str, step: Step, typed: str, kept: int
) -> None:
    """From one dose to the next as it is labelled; so often, whatever the things are called."""
    reading = read_answer(replace(step, language=language), typed, clock=CLOCK)

    assert isinstance(reading, ParsedAnswer)
    assert values(reading) == [kept]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("every 3 to 4 weeks", [3, 4]),
        ("three to four weeks", [3, 4]),
        ("every other week", [2]),
        ("every week", [1]),
        ("28 days", [4]),
        ("every 28 days", [4]),
        ("30 days", []),
        ("every two months", [8, 9]),
        ("monthly", [4, 5]),
        ("twice a month", [2, 3]),
        ("once weekly", [1]),
        ("biweekly", [2]),
        ("every 15 days", [2]),
        ("every 10 days", []),
        ("twice every week", []),
    ],
)
def test_what_only_comes_to_weeks_is_asked_about(typed: str, offered: list[int]) -> None:
    """Two numbers, another unit, or a number that hides in "every" is never kept at once."""
    reading = read_answer(WEEKS, typed, clock=CLOCK)

    assert not isinstance(reading, ParsedAnswer)
    assert values(reading) == offered


@pytest.mark.parametrize(
    ("asked", "said", "kept"),
    [
        *[
            ("5", said, [45])
            for said in ("45", "no, 45", "No, I meant 45.", "45 years", "I meant 45")
        ],
        *[("5", said, [5]) for said in ("yes", "1", "5", "yes, 5", "five")],
        *[("5", said, []) for said in ("no", "2", "no, 5", "yes, 45", "nope", "blah", "no, wait")],
        *[
            ("30 or 40", said, [40])
            for said in ("40", "no, 40", "forty", "2", "the second", "40 years")
        ],
        *[("30 or 40", said, [30]) for said in ("30", "30 years", "1", "thirty", "the first one")],
        *[("30 or 40", said, [50]) for said in ("50", "no, 50", "fifty years")],
        *[("30 or 40", said, []) for said in ("3", "neither", "no", "none of them", "blah")],
    ],
)
def test_a_menu_of_numbers_takes_another_number_too(asked: str, said: str, kept: list[int]) -> None:
    """A number that is no place on the list is one of those meant, or the answer said anew."""
    step = STEPS["age"]
    menu = read_answer(step, asked, clock=CLOCK)
    assert isinstance(menu, NeedsConfirmation)

    reading = read_option(step, menu, said, clock=CLOCK)

    assert (values(reading) if isinstance(reading, ParsedAnswer) else []) == kept


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", [".1", ",2", "1..2", ".5"])
def test_a_point_before_the_number_of_a_choice_is_asked_about(language: str, typed: str) -> None:
    """Half of something, or a slip: at no list and no yes or no is it taken for the number."""
    with spoken(language):
        kept = [
            at.key
            for at in steps(language)
            if (at.choices or isinstance(at.item, YesNo))
            and isinstance(read(at, typed), ParsedAnswer)
        ]
    assert kept == []
