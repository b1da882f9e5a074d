"""What nobody can date, or could not have lived, is asked about; a part of a number stays one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import ceil, floor

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading
from mmn_check.visit.values import Answer, RoughDate
from tests.support.spoken import LANGUAGES, spoken
from tests.understanding.asking import CLOCK, Outcome, count, space, step
from tests.understanding.test_number_forms import STEPS, values

ONSET, VISIT = "named_when", "visit_date"
THIS_YEAR, AGE = CLOCK.today.year, CLOCK.age or 0


def kept_words(typed: str) -> ParsedAnswer:
    return ParsedAnswer(Answer("answered", RoughDate(as_typed=typed)))


def offers(reading: Reading) -> Iterator[Reading]:
    if isinstance(reading, NeedsConfirmation):
        yield from (option.reading for option in reading.options)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_told_by_an_event_is_kept_in_words_once_asked(
    language: str, figures: Counter[str]
) -> None:
    """No year is made up for it: the words are offered, and one yes keeps them."""
    data = space("told_by_events")[language]
    outcomes: Counter[Outcome] = Counter()
    with spoken(language):
        for name, frame, event in product((ONSET, VISIT), data["frames"], data["events"]):
            typed = frame.format(event=event)
            reading = read_answer(step(language, name), typed, clock=CLOCK)
            asked = kept_words(typed) in offers(reading)
            outcomes["asked" if asked else "wrong"] += 1
            assert asked, (typed, reading)
    count(figures, f"times told by events in {language}", outcomes)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("age", [20, 52, 90, None])
def test_a_year_before_birth_is_asked_about(language: str, age: int | None) -> None:
    """Where no age is known, none that anybody would have is."""
    clock = Clock(today=CLOCK.today, age=age)
    born = THIS_YEAR - (110 if age is None else age) - 1
    with spoken(language):
        for year, frame in product(
            range(1901, THIS_YEAR), space("told_by_events")[language]["lived"]
        ):
            typed = frame.format(year)
            reading = read_answer(step(language, ONSET), typed, clock=clock)
            assert isinstance(reading, ParsedAnswer) is (year >= born), typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_age_that_is_not_reached_is_asked_about(language: str) -> None:
    """Every age up to the person's is a time that they lived; none beyond it is kept at once."""
    with spoken(language):
        for age, frame in product(range(1, 131), space("told_by_events")[language]["at_age"]):
            typed = frame.format(age)
            reading = read_answer(step(language, ONSET), typed, clock=CLOCK)
            if isinstance(reading, ParsedAnswer):
                rough = reading.answer.value
                assert isinstance(rough, RoughDate), typed
                assert rough.earliest is not None, typed
                assert age <= AGE, typed
                assert int(rough.earliest) - 1 <= THIS_YEAR - AGE + age <= int(rough.latest or 0), (
                    typed
                )
            else:
                assert age > AGE, typed


@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_ago_were_today_or_yesterday(language: str) -> None:
    """Half an hour is no half of a day, and no time for a visit to come."""
    days = [CLOCK.today - timedelta(days=1), CLOCK.today]
    for typed in space("told_by_events")[language]["halves_of_hours"]:
        reading = read_answer(step(language, ONSET), typed, clock=CLOCK)
        to_come = read_answer(step(language, VISIT), typed, clock=CLOCK)
        assert isinstance(reading, ParsedAnswer), typed
        assert isinstance(to_come, NeedsConfirmation), typed
        rough = reading.answer.value
        assert isinstance(rough, RoughDate)
        assert [rough.earliest, rough.latest] == list(map(date.isoformat, days)), typed


@pytest.mark.parametrize(
    ("language", "typed"), [("en", "within {} weeks"), ("es", "en menos de {} semanas")]
)
def test_what_is_within_some_weeks_lies_where_it_is_expected(language: str, typed: str) -> None:
    """Before today, and behind it where a day to come is asked for."""
    for weeks, name in product(range(2, 9), (ONSET, VISIT)):
        away = timedelta(weeks=weeks if name == VISIT else -weeks)
        ends = sorted((CLOCK.today, CLOCK.today + away))
        reading = read_answer(step(language, name), typed.format(weeks), clock=CLOCK)
        assert isinstance(reading, ParsedAnswer), typed
        rough = reading.answer.value
        assert isinstance(rough, RoughDate)
        assert [rough.earliest, rough.latest] == list(map(date.isoformat, ends))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scale", STEPS)
def test_a_part_of_a_number_is_never_another_number(
    scale: str, language: str, figures: Counter[str]
) -> None:
    """It is kept as it is where the scale has parts; else the numbers beside it may be meant."""
    data = space("told_by_events")[language]
    outcomes: Counter[Outcome] = Counter()
    at = replace(STEPS[scale], language=language)
    for number, ways in data["fractions"].items():
        value = Fraction(number)
        for way, around in product(ways, data["around"]):
            reading = read_answer(at, around.format(way), clock=CLOCK)
            meant = values(reading)
            kept = isinstance(reading, ParsedAnswer)
            may_be = {value} if kept else {value, floor(value), ceil(value), 1000 * value}
            outcomes["right" if kept else "asked"] += 1
            assert may_be.issuperset(meant), (around.format(way), reading)
    count(figures, f"parts of numbers in {language}", outcomes)
