"""Every way in which a known day, month, year or length is said, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.visit.values import RoughDate, first_day, last_day
from tests.support.profile import some
from tests.support.sketches import read_sketches, sketched

TODAY = date(2026, 11, 21)
CLOCK = Clock(today=TODAY, age=52)
STEP = sketched(read_sketches("question: {kind: date, ask: When did it begin?}")["question"], None)
VISIT = sketched(
    read_sketches("question: {kind: date, ask: When is it?, future: true}")["question"], None
)
MONTHS = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July", "August"),
        *("September", "October", "November", "December"),
    ),
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto"),
        *("septiembre", "octubre", "noviembre", "diciembre"),
    ),
}
NTH = {
    "en": ("first", "second", "third", "fourth", "fifth"),
    "es": ("primer", "segundo", "tercer", "cuarto", "quinto"),
}
WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
}
DAYS = {
    "en": (
        *("{d} {month} {y}", "{month} {d}, {y}", "the {d}{th} of {month} {y}", "{mon} {d} {y}"),
        *("{weekday} {d} {month} {y}", "{weekday}, {month} {d}{th}, {y}", "{mon}. {d}, {y}"),
        *("{y}-{mm}-{dd}", "{y}/{mm}/{dd}", "{dd}/{mm}/{y}", "{mm}/{dd}/{y}", "{d}.{m}.{y}"),
        *("{d}-{mon}-{y}", "{d} {m} {y}", "{dd}-{mm}-{yy}", "{MONTH} {d} {y}"),
        "the {nth} {weekday} of {month} {y}",
    ),
    "es": (
        *("{d} de {month} de {y}", "el {d} de {month} del {y}", "{d} {mon} {y}", "{d}-{mon}-{y}"),
        *("{weekday} {d} de {month} de {y}", "el {weekday} {d} de {month} de {y}"),
        *("{month} {d}, {y}", "{y}-{mm}-{dd}", "{dd}/{mm}/{y}", "{mm}/{dd}/{y}", "{d}.{m}.{y}"),
        *("{d} del {m} de {y}", "{dd}-{mm}-{yy}", "{MONTH} {d} {y}"),
        "el {nth} {weekday} de {month} de {y}",
    ),
}
MONTHS_OF_YEARS = {
    "en": ("{month} {y}", "{mon} {y}", "{y} {month}", "{mm}/{y}", "{y}-{month}", "in {month}, {y}"),
    "es": ("{month} de {y}", "{mon} {y}", "{month} del {y}", "{mm}/{y}", "en {month} de {y}"),
}
YEARS = {
    "en": ("{y}", "'{yy}", "the year {y}", "{th1}{rest}", "{th1},{rest}"),
    "es": ("{y}", "el año {y}", "{th1}.{rest}", "{th1},{rest}", "en el {y}"),
}
LAST_WEEKDAYS = {
    "en": (
        *("last {weekday}, the {d}{th} of {month}.", "last {weekday} the {d}{th}"),
        *("{weekday} the {d}{th} of {month}", "{weekday} {d} {month}", "last {weekday}"),
        *("Last {weekday}, {month} {d}{th}.", "on {weekday} the {d}{th}"),
    ),
    "es": (
        *("el {weekday} pasado, {d} de {month}", "el pasado {weekday}, {d} de {month}"),
        *("el {weekday} {d} de {month}", "{weekday} {d} de {month}", "el {weekday} pasado"),
    ),
}
COMING_WEEKDAYS = {
    "en": {
        0: (
            *("this coming {weekday}", "This coming {weekday}.", "this coming {weekday} at 3 pm"),
            *("this coming {weekday}, the {d}{th}", "{weekday} {month} {d}, unless they move it"),
            "It's {weekday} the {d}{th} of {month}, if they don't change it.",
        ),
        1: (
            *("a week on {weekday}", "a week from {weekday}", "a week {weekday}", "{weekday} week"),
            *(
                "next {weekday} week",
                "the {weekday} after next",
                "a week from this {weekday}",
                "a week on {weekday} at noon",
            ),
            "It's on the {d}{th} of {month}, next {weekday} week.",
            "the {d}{th} of {month}, a week on {weekday}",
        ),
        2: ("two weeks on {weekday}", "2 weeks from {weekday}", "{weekday} fortnight"),
    },
    "es": {
        0: (
            *(
                "este {weekday} que viene",
                "el {weekday} que viene",
                "el {weekday} que entra",
                "el próximo {weekday}",
            ),
            *("el {weekday} de la próxima semana", "el {weekday} a las nueve y media"),
            *("Es el {weekday} {d} de {month}, si no me la cambian.", "este {weekday}"),
        ),
        1: (
            *("de este {weekday} en ocho", "el {weekday} en ocho", "del {weekday} en ocho días"),
            "el {weekday} {d} de {month}, de este {weekday} en ocho",
        ),
        2: ("de este {weekday} en quince", "el {weekday} en quince días"),
    },
}
LEADS = {
    "en": ("", "about ", "I think it was around "),
    "es": ("", "como ", "creo que fue ", "aprox. "),
}
ENDS = ("", ".", "?")
AGO = {
    "en": (
        "{n} {unit} ago",
        "{n} {unit} ago.",
        "about {n} {unit} ago",
        "{n} {unit}",
        "~{n} {unit}",
    ),
    "es": (
        *("hace {n} {unit}", "hace como {n} {unit}.", "desde hace {n} {unit}", "{n} {unit} atrás"),
        *("hace {n} {unit} más o menos", "{n} {unit}", "llevo {n} {unit}"),
    ),
}
UNITS = {
    "en": {"days": 1.0, "weeks": 7.0, "months": 30.44, "years": 365.25},
    "es": {"días": 1.0, "semanas": 7.0, "meses": 30.44, "años": 365.25},
}
NUMBERS = {
    "en": {"2": 2.0, "three": 3.0, "10": 10.0, "2.5": 2.5, "2,5": 2.5, "1.5": 1.5, ".5": 0.5},
    "es": {"2": 2.0, "tres": 3.0, "10": 10.0, "2,5": 2.5, "2.5": 2.5, "1,5": 1.5, ",5": 0.5},
}
NUMBERS["en"] |= {
    "two and a half": 2.5,
    "2½": 2.5,
    "2 1/2": 2.5,
    ",75": 0.75,
    "2,3": 2.3,
    "2.75": 2.75,
}
NUMBERS["es"] |= {"dos y medio": 2.5, "2,3": 2.3, ",75": 0.75, "0,5": 0.5}


class Said(NamedTuple):
    """A phrase, and the days that it must have among those it may mean."""

    typed: str
    earliest: date
    latest: date


def parts(day: date, language: str) -> dict[str, object]:
    month = MONTHS[language][day.month - 1]
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    return {
        "d": day.day,
        "dd": f"{day.day:02}",
        "m": day.month,
        "mm": f"{day.month:02}",
        "y": day.year,
        "yy": f"{day.year % 100:02}",
        "th1": str(day.year)[0],
        "rest": str(day.year)[1:],
        "month": month,
        "MONTH": month.upper(),
        "mon": month[:3],
        "nth": NTH[language][(day.day - 1) // 7],
        "weekday": WEEKDAYS[language][day.weekday()],
        "th": th,
    }


def days() -> list[date]:
    every = [date(2012, 1, 1) + timedelta(days=443 * at) for at in range(12)]
    return [*every, date(2020, 2, 29), date(2025, 12, 31), date(2026, 11, 20)]


def said_of_days(language: str) -> Iterator[Said]:
    for day, form, lead, end in product(days(), DAYS[language], LEADS[language], ENDS):
        yield Said(lead + form.format(**parts(day, language)) + end, day, day)


def said_of_months(language: str) -> Iterator[Said]:
    for month, form, lead, end in product(
        range(1, 13), MONTHS_OF_YEARS[language], LEADS[language], ENDS
    ):
        day = date(2019, month, 1)
        typed = lead + form.format(**parts(day, language)) + end
        yield Said(typed, day, last_day(f"2019-{month:02}"))


def said_of_years(language: str) -> Iterator[Said]:
    for year, form, lead, end in product(
        range(1998, 2026, 3), YEARS[language], LEADS[language], ENDS
    ):
        typed = lead + form.format(**parts(date(year, 1, 1), language)) + end
        yield Said(typed, date(year, 1, 1), date(year, 12, 31))


def said_of_weekdays(language: str) -> Iterator[Said]:
    for back, form in product(range(1, 8), LAST_WEEKDAYS[language]):
        day = TODAY - timedelta(days=back)
        yield Said(form.format(**parts(day, language)), day, day)


def said_of_coming_weekdays(language: str) -> Iterator[Said]:
    for coming, (weeks, forms) in product(range(1, 8), COMING_WEEKDAYS[language].items()):
        day = TODAY + timedelta(days=coming, weeks=weeks)
        for form in forms:
            yield Said(form.format(**parts(day, language)), day, day)


def said_of_lengths(language: str) -> Iterator[Said]:
    for (number, count), (unit, length), form in product(
        NUMBERS[language].items(), UNITS[language].items(), AGO[language]
    ):
        day = TODAY - timedelta(days=round(count * length))
        yield Said(form.format(n=number, unit=unit), day, day)


SPACES = {
    "days": said_of_days,
    "months": said_of_months,
    "years": said_of_years,
    "weekdays with their days": said_of_weekdays,
    "weekdays to come": said_of_coming_weekdays,
    "lengths of time": said_of_lengths,
}
TO_COME = "weekdays to come"
"""The space of a question that expects a day to come."""


def offered(reading: Reading) -> list[RoughDate]:
    """The dates that a reading keeps or asks about, words alone left out."""
    match reading:
        case ParsedAnswer(answer) if isinstance(answer.value, RoughDate):
            return [answer.value] if answer.value.earliest else []
        case NeedsConfirmation(_, options):
            return [rough for option in options for rough in offered(option.reading)]
        case _:
            return []


def holds(rough: RoughDate, said: Said) -> bool:
    """Whether the date may be what was said, and is no more exact."""
    if rough.earliest is None or rough.latest is None:
        return False
    return first_day(rough.earliest) <= said.earliest and said.latest <= last_day(rough.latest)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("space", SPACES)
def test_no_date_is_taken_for_another(space: str, language: str, figures: Counter[str]) -> None:
    """What is kept holds the day that was said; what is asked about has it among the options."""
    outcomes: Counter[str] = Counter()
    wrong = []
    step = replace(VISIT if space == TO_COME else STEP, language=language)
    for said in some(SPACES[space](language), usual=200):
        reading = read_answer(step, said.typed, clock=CLOCK)
        dates = offered(reading)
        if isinstance(reading, Rejected):
            outcome = "asked for again"
        elif isinstance(reading, ParsedAnswer) and all(holds(one, said) for one in dates) and dates:
            outcome = "right"
        elif isinstance(reading, NeedsConfirmation) and any(holds(one, said) for one in dates):
            outcome = "asked"
        else:
            outcome = "wrong"
            wrong.append((said.typed, [(one.earliest, one.latest) for one in dates]))
        outcomes[outcome] += 1
    for outcome in ("right", "asked", "asked for again", "wrong"):
        figures[f"{space} said in {language}: {outcome}"] += outcomes[outcome]

    assert wrong == []
    assert outcomes["right"] > 0


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "about five years ago, in 2021", "2021"),
        ("en", "last summer, in July 2025", "2025-07"),
        ("en", "two weeks ago, on November 9", "2026-11-09"),
        ("en", "March 2019, if I remember right", "2019-03"),
        ("es", "hace como cinco años, en el 2021", "2021"),
        ("es", "en marzo de 2019, si no me equivoco", "2019-03"),
        ("en", "5 years ago, in 2014", None),
        ("en", "a week on Wednesday", None),
        ("en", "March 2019, if not before", None),
        ("en", "March 2019, if it was not in April", None),
        ("en", "March 2019, unless it was 2018", None),
        ("es", "marzo de 2019, si no fue antes", None),
    ],
)
def test_a_date_said_in_two_ways_is_kept_if_they_agree(
    language: str, typed: str, kept: str | None
) -> None:
    """The more exact of the two; a condition stays in the words, unless it names another time."""
    reading = read_answer(replace(STEP, language=language), typed, clock=CLOCK)

    taken = [one.earliest for one in offered(reading)] if isinstance(reading, ParsedAnswer) else []
    assert taken == ([kept] if kept else [])
