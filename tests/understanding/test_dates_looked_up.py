"""Dates and lengths of time in the language in use."""

from __future__ import annotations

import pytest

from mmn_check.understanding.dates import AskedDate, lasting, read_date
from mmn_check.understanding.dates.date_wording import (
    date_in_full,
    date_in_words,
    in_full_words,
    length_in_words,
)
from mmn_check.visit.values import Manner, RoughDate
from tests.support.pseudo import Struck, in_english, not_looked_up
from tests.support.tongue import speaking
from tests.understanding.test_dates import CASES, TODAY, Case, read_case

NOT_HEARD = "xx"
"""A language that is spoken to people, but in which nothing that they type is read."""
SPANISH = {
    "January": "enero",
    "March": "marzo",
    "May": "mayo",
    "August": "agosto",
    "December": "diciembre",
    "{month} {year}": "{month} de {year}",
    "{day} {month} {year}": "{day} de {month} de {year}",
    "{first} to {last}": "de {first} a {last}",
    "{first_month} to {last_month} {year}": "de {first_month} a {last_month} de {year}",
    "{first_day} to {last_day} {month} {year}": (
        "del {first_day} al {last_day} de {month} de {year}"
    ),
    "{first_day} {first_month} to {last_day} {last_month} {year}": (
        "del {first_day} de {first_month} al {last_day} de {last_month} de {year}"
    ),
    "{first} or {last}": "{first} o {last}",
    "{first_month} or {last_month} {year}": "{first_month} o {last_month} de {year}",
    "early {date}": "a principios de {date}",
    "mid {date}": "a mediados de {date}",
    "late {date}": "a fines de {date}",
    "about {date}": "hacia {date}",
    "about {length}": "unos {length}",
    "{years} {months}": "{years} y {months}",
    "less than a day": "menos de un día",
    "less than {count} years": "menos de {count} años",
    "{count} year": "{count} año",
    "{count} years": "{count} años",
    "{count} months": "{count} meses",
    "{low} to {count} days": "de {low} a {count} días",
    "“{said}” (kept in your words)": "«{said}» (con sus palabras)",
}

MORE = [
    read_case(f"{typed} | |")
    for typed in (
        *("mid 3/2019", "late 3/2019", "3 or 4 March 2019", "30 March or 2 April 2019"),
        *("17 October 2026", "14 November 2026", "this week", "since Monday", "3 to 9 days ago"),
    )
]


class Spanish:
    """A language that puts the parts of a date in another order."""

    def gettext(self, message: str, /) -> str:
        return SPANISH[message]

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return SPANISH[one if count == 1 else several]


def all_said(case: Case) -> list[str]:
    """All that may be said of what was typed as a date."""
    read = read_date(case.typed, "en", clock=case.clock, future=case.future)
    match read:
        case AskedDate(sentence, asked):
            dates, said = list(asked), [sentence]
        case rough:
            dates, said = [rough], []
    lengths = [length_in_words(one, today=case.clock.today) or "" for one in dates]
    return [*said, *(date_in_words(one, "en") for one in dates), *lengths]


def test_a_date_is_said_in_the_language_in_use() -> None:
    """Whatever is typed, no word is left in English but what was typed."""
    wrong = []
    for case in (*CASES, *MORE):
        with speaking("struck", Struck()):
            said = all_said(case)

        left = not_looked_up(" ".join(said)) - not_looked_up(case.typed)
        if left or list(map(in_english, said)) != all_said(case):
            wrong.append((case, said))

    assert wrong == []


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2019", "2019", "2019"),
        ("2019-03", "2019-03", "marzo de 2019"),
        ("2019-03-12", "2019-03-12", "12 de marzo de 2019"),
        ("2019", "2021", "de 2019 a 2021"),
        ("2019-03", "2019-05", "de marzo a mayo de 2019"),
        ("2018-03", "2019-05", "de marzo de 2018 a mayo de 2019"),
        ("2019-03-01", "2019-03-12", "del 1 al 12 de marzo de 2019"),
        ("2019-03-01", "2019-05-12", "del 1 de marzo al 12 de mayo de 2019"),
        ("2018-12-30", "2019-01-02", "de 30 de diciembre de 2018 a 2 de enero de 2019"),
        ("2019", "2021-03", "de 2019 a marzo de 2021"),
    ],
)
def test_every_form_of_a_date_can_be_ordered_otherwise(
    earliest: str, latest: str, said: str
) -> None:
    """Each form is a sentence of its own, with what two dates share said once."""
    with speaking(NOT_HEARD, Spanish()):
        assert in_full_words(earliest, latest) == said


def test_words_that_were_not_understood_are_quoted() -> None:
    """The marks of quotation are those of the language."""
    with speaking(NOT_HEARD, Spanish()):
        said = date_in_words(RoughDate(as_typed="after my second child"), "en")

    assert said == "«after my second child» (con sus palabras)"


@pytest.mark.parametrize(
    ("typed", "how", "earliest", "latest", "said"),
    [
        ("2019 or 2021", ("either", False), "2019", "2021", "2019 o 2021"),
        ("about 3/2019", ("date", True), "2019-03", "2019-03", "hacia marzo de 2019"),
        ("maybe 2019", ("date", True), "2019", "2019", "maybe 2019"),
        ("Early 3/2019", ("words", False), "2019-03", "2019-03", "early 3/2019 (marzo de 2019)"),
        ("early 2019", ("words", False), "2019", "2019", "early 2019"),
        ("hace unos 2 años", ("ago", True), "2024", "2024", "hace unos 2 años (2024)"),
        ("2 años", ("length", False), "2024", "2024", "2 años (2024)"),
        ("ago 2019", ("date", False), "2019-08", "2019-08", "agosto de 2019"),
        ("Marzo de 2019", ("words", False), "2019-03", "2019-03", "marzo de 2019"),
        ("marzo o mayo", ("either", False), "2019-03", "2019-05", "marzo o mayo de 2019"),
        ("el 3/5/2019", ("date", False), "2019-03-05", "2019-03-05", "5 de marzo de 2019"),
    ],
)
def test_words_of_another_language_are_kept_with_what_they_were_taken_for(
    typed: str, how: tuple[Manner, bool], earliest: str, latest: str, said: str
) -> None:
    """What the words mean is never read out of them anew, and never said twice the same."""
    manner, about = how
    rough = RoughDate(as_typed=typed, earliest=earliest, latest=latest, manner=manner, about=about)
    with speaking(NOT_HEARD, Spanish()):
        assert date_in_words(rough, NOT_HEARD) == said


@pytest.mark.parametrize(
    ("about", "earliest", "latest", "said"),
    [
        (False, "2024-11", "2024-11", "2 años"),
        (True, "2024-11", "2024-11", "unos 2 años"),
        (False, "2025", "2025", "menos de 2 años"),
        (False, "2024-03", "2024-03", "2 años y 8 meses"),
        (False, "2026-11-21", "2026-11-21", "menos de un día"),
        (False, "2026-11-18", "2026-11-19", "de 2 a 3 días"),
        (False, "2031", "2031", None),
    ],
)
def test_every_length_of_time_can_be_ordered_otherwise(
    about: bool, earliest: str, latest: str, said: str | None
) -> None:
    """Whether it is about right is kept with the date, and never read out of its words."""
    rough = RoughDate(as_typed="then", earliest=earliest, latest=latest, about=about)
    with speaking(NOT_HEARD, Spanish()):
        assert length_in_words(rough, today=TODAY) == said


def test_a_date_that_is_to_last_is_said_in_the_language_of_the_later_visit() -> None:
    """Offered at a later visit, it is what it was, whatever language it was told in."""
    rough = RoughDate(
        as_typed="hace unos meses", earliest="2026-03", latest="2026-05", manner="ago", about=True
    )
    with speaking(NOT_HEARD, Spanish()):
        kept = lasting(rough)
        assert date_in_words(kept, NOT_HEARD) == kept.as_typed == "hacia de marzo a mayo de 2026"

    assert date_in_full(kept) == "about March to May 2026"


@pytest.mark.parametrize(
    ("as_typed", "earliest", "latest", "said"),
    [
        ("summer 2025", "2025", "2025", "summer 2025"),
        ("late summer 2019", "2019", "2019", "late summer 2019"),
        ("last summer", "2025", "2026", "summer 2025 or 2026"),
        ("winter 2018/19", "2018", "2019", "winter 2018 to 2019"),
        ("spring 2019", "2019-03", "2019-05", "March to May 2019"),
        ("spring or summer 2020", "2020", "2020", "2020"),
        ("early 2024", "2024", "2024", "early 2024"),
        ("mid March 2021", "2021-03", "2021-03", "mid March 2021"),
        ("the nineties", "1990", "1999", "1990 to 1999"),
    ],
)
def test_a_season_is_said_with_its_year(
    as_typed: str, earliest: str, latest: str, said: str
) -> None:
    """As far as it was said; months that were understood are never made a choice of two."""
    rough = RoughDate(as_typed=as_typed, earliest=earliest, latest=latest, manner="words")
    assert date_in_full(rough) == said


@pytest.mark.parametrize(
    ("as_typed", "said"),
    [("el verano de 2025", "summer 2025"), ("principios de 2025", "early 2025")],
)
def test_a_season_told_in_another_language_is_said_in_that_of_the_page(
    as_typed: str, said: str
) -> None:
    """An English page of dates told in Spanish loses no season and no part of a year."""
    rough = RoughDate(as_typed=as_typed, earliest="2025", latest="2025", manner="words")
    assert date_in_full(rough) == said
