"""What is said at a menu of two dates: the one that it fits, another date, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from time import process_time
from typing import NamedTuple

import pytest

from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.parsed_answer import NeedsConfirmation, ParsedAnswer, Reading, Rejected
from mmn_check.visit.values import RoughDate
from tests.support.sketches import read_sketches, sketched
from tests.understanding.asking import step

CLOCK = Clock(today=date(2026, 11, 21), age=52)
SKETCH = read_sketches("question: {kind: date, ask: When did it begin?}")["question"]
STEP = {language: sketched(SKETCH, None, language) for language in ("en", "es")}
DATE_TO_COME = read_sketches("question: {kind: date, ask: When is it?, future: true}")["question"]
TO_COME = sketched(DATE_TO_COME, None)
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
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth"),
)
SAID = {
    "en": (
        *("{day} {month}", "{day}th of {month}", "the {day}th of {month}", "{month} {day}"),
        *("{month} {day}th", "{month} {ordinal}", "the {ordinal} of {month}", "{month}"),
        *("in {month}", "the {month} one", "the one in {month}", "{day} {month} {year}"),
        *("{Month} {ordinal}.", "{short} {day}", "no, {day} {month}", "I meant {month} {day}"),
        *("No, I meant the {month} one.", "yes, {day} {month}", "it was {month} {day}"),
    ),
    "es": (
        *("{day} de {month}", "el {day} de {month}", "el {day} de {month} de {year}"),
        *("{month}", "en {month}", "la de {month}", "el de {month}", "El {day} de {month}."),
        *("no, el {day} de {month}", "sí, el {day} de {month}", "quise decir el {day} de {month}"),
        *("fue en {month}", "{day} {short}"),
    ),
}
UNREAD = {
    "en": (
        *("blah blah", "before my son was born", "the doctor knows", "either of them"),
        *("I am not certain which", "the other day it rained", "whatever you like", "both"),
        *("none of these", "that's wrong", "neither", "no", "something else"),
    ),
    "es": (
        *("bla bla", "antes de que naciera mi hijo", "el doctor lo sabe", "cualquiera de las dos"),
        *("no estoy segura de cuál", "las dos", "ninguna", "está mal", "no", "otra fecha"),
    ),
}


class Menu(NamedTuple):
    """Figures that can be two days, and the month and day of each."""

    typed: str
    days: tuple[tuple[int, int], tuple[int, int]]


def menus() -> Iterator[Menu]:
    for first in range(1, 13):
        for second in range(first + 1, 13):
            yield Menu(f"{first}/{second}/2024", ((second, first), (first, second)))


def offered(typed: str, language: str = "en") -> NeedsConfirmation:
    menu = read_answer(STEP[language], typed, clock=CLOCK)
    assert isinstance(menu, NeedsConfirmation)
    return menu


def phrases(language: str, month: int, day: int) -> Iterator[str]:
    name = MONTHS[language][month - 1]
    for form in SAID[language]:
        yield form.format(
            month=name,
            Month=name.capitalize(),
            short=name[:3],
            day=day,
            ordinal=ORDINALS[day - 1],
            year=2024,
        )


def kept(reading: Reading) -> str | None:
    """The first day of what is kept at once."""
    match reading:
        case ParsedAnswer(answer) if isinstance(answer.value, RoughDate):
            return answer.value.earliest or "words"
        case _:
            return None


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_fits_one_of_two_dates_picks_it(language: str, figures: Counter[str]) -> None:
    """Day, month and ordinal in any order, with a yes, a no or "I meant" before them."""
    outcomes: Counter[str] = Counter()
    wrong = []
    for typed, days in menus():
        menu = offered(typed, language)
        for month, day in days:
            for said in phrases(language, month, day):
                reading = read_option(STEP[language], menu, said, clock=CLOCK)
                right = f"2024-{month:02}-{day:02}"
                outcome = "right" if kept(reading) == right else "asked"
                if kept(reading) not in (right, None):
                    outcome = "wrong"
                    wrong.append((typed, said, kept(reading)))
                outcomes[outcome] += 1
    for outcome in ("right", "asked", "wrong"):
        figures[f"said at menus of dates in {language}: {outcome}"] += outcomes[outcome]

    assert wrong == []
    assert outcomes["asked"] == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_unread_is_kept_from_inside_a_menu(language: str) -> None:
    """Words that are no date leave the menu standing, or bring the question back."""
    for typed, _ in menus():
        for said in UNREAD[language]:
            reading = read_option(STEP[language], offered(typed, language), said, clock=CLOCK)
            assert kept(reading) is None, (typed, said)


@pytest.mark.parametrize(
    ("language", "said", "month"),
    [
        *[("en", said, 9) for said in ("the former", "the first one", "1")],
        *[("en", said, 3) for said in ("the latter", "the last one", "second one", "2")],
        *[("es", said, 9) for said in ("la primera", "el primero")],
        *[("es", said, 3) for said in ("la última", "la segunda")],
    ],
)
def test_which_of_the_two_is_said_by_their_order(language: str, said: str, month: int) -> None:
    """The former is the one that stands first."""
    menu = offered("3/9/2024", language)
    reading = read_option(STEP[language], menu, said, clock=CLOCK)

    assert (kept(reading) or "")[5:7] == f"{month:02}"


@pytest.mark.parametrize(
    ("language", "said", "meant"),
    [
        ("en", "9 April", ["2024-04-09", "2026-04-09"]),
        ("en", "the April one", ["2024-04", "2026-04"]),
        ("es", "el 9 de abril", ["2024-04-09", "2026-04-09"]),
        ("en", "12/5/2024", ["2024-05-12", "2024-12-05"]),
    ],
)
def test_another_date_is_asked_about_where_its_year_was_not_said(
    language: str, said: str, meant: list[str]
) -> None:
    """The year of the dates on offer may be meant, and so may the nearest one."""
    reading = read_option(STEP[language], offered("9/3/2024", language), said, clock=CLOCK)

    assert isinstance(reading, NeedsConfirmation)
    assert [kept(option.reading) for option in reading.options] == [*meant, None]


AGREED = {
    "en": (
        *("yes", "y", "Yes, that's right.", "it is right", "I think so", "yes please", "sure"),
        *("that is right", "yes, 2031", "2031", "correct"),
    ),
    "es": (
        *("sí", "está bien", "eso es", "así es", "creo que sí", "correcto", "sí, 2031"),
        *("es correcto", "Sí, está bien.", "Sí, por favor."),
    ),
}
DENIED = {
    "en": ("no", "nope", "that's wrong", "wrong", "not right", "I don't think so", "no, 2031"),
    "es": ("no", "está mal", "no es correcto", "creo que no", "no, 2031"),
}
MEANT = {
    "en": ("no, 2013", "no I meant 2013", "No. 2013.", "I meant 2013", "2013", "sorry, 2013"),
    "es": ("no, 2013", "no, quise decir 2013", "quise decir 2013", "2013", "perdón, 2013"),
}


@pytest.mark.parametrize("language", ["en", "es"])
def test_whether_one_date_is_right_is_said_in_many_ways(language: str) -> None:
    """A yes keeps it, a no asks again, and another year is that year."""
    menu = offered("2031", language)
    agreed = [kept(read_option(STEP[language], menu, one, clock=CLOCK)) for one in AGREED[language]]
    denied = [read_option(STEP[language], menu, one, clock=CLOCK) for one in DENIED[language]]
    meant = [kept(read_option(STEP[language], menu, one, clock=CLOCK)) for one in MEANT[language]]

    assert agreed == ["2031"] * len(agreed)
    assert all(isinstance(one, Rejected) for one in denied)
    assert meant == ["2013"] * len(meant)


@pytest.mark.parametrize(
    ("language", "typed", "inside"),
    [
        ("en", "It was before the IVIg, no wait, it was after. In 2022.", ["2022"]),
        ("en", "October fourth, the day after my visit", ["2026-10-04"]),
        ("en", "my arm went weak before March 12, 2019 at work", ["2019-03-12"]),
        ("en", "more than two weeks ago at the hospital", ["2026-11-04"]),
        ("en", "I had surgery in March 2019 and again in 2021", ["2019-03", "2021"]),
        ("en", "dr miller said a pinched nerve", []),
        ("en", "in May I could still walk", []),
        ("es", "fue antes del tratamiento, no, después, en 2022", ["2022"]),
        ("es", "el 4 de octubre, el día después de mi consulta", ["2026-10-04"]),
        ("es", "me caí antes de 2024", ["2024"]),
        ("es", "el doctor dijo que era un nervio", []),
    ],
)
def test_a_sentence_is_asked_about_before_it_is_kept(
    language: str, typed: str, inside: list[str]
) -> None:
    """The dates in it are offered, then the words as they are; nothing is kept at once."""
    menu = offered(typed, language)

    assert [kept(option.reading) for option in menu.options] == [*inside, "words", None]


@pytest.mark.parametrize(
    ("language", "field", "typed", "asks"),
    [
        ("en", "stopped", "I started in 2020", True),
        ("en", "started", "I stopped in 2020", True),
        ("en", "stopped", "I stopped in 2020", False),
        ("en", "started", "I started in 2020", False),
        ("en", "stopped", "2020", False),
        ("es", "stopped", "Lo empecé en 2020", True),
        ("es", "started", "Lo dejé en 2020", True),
        ("es", "started", "Empecé en 2020", False),
    ],
)
def test_a_start_is_not_taken_for_an_end(language: str, field: str, typed: str, asks: bool) -> None:
    """Where only the other end is told, its date is offered, then the words as they are."""
    reading = read_answer(step(language, "treatment_course", field), typed, clock=CLOCK)

    if not asks:
        assert kept(reading) == "2020"
        return
    assert isinstance(reading, NeedsConfirmation)
    assert [kept(option.reading) for option in reading.options] == ["2020", "words", None]


@pytest.mark.parametrize("typed", ["2019", "March 2019", "about 2 years ago", "in 2019"])
def test_a_date_is_taken_where_words_were_to_be_kept(typed: str) -> None:
    """Who is asked whether the words are to stay may give the date at once."""
    reading = read_option(STEP["en"], offered("before my son was born"), typed, clock=CLOCK)

    assert (kept(reading) or "")[:2] == "20"


@pytest.mark.parametrize("typed", ["9 March 2024", "2019", "yesterday", "3/4/2019", "last week"])
def test_a_past_day_is_asked_about_where_one_to_come_is_expected(typed: str) -> None:
    """So is the reverse, which the table of dates has."""
    assert isinstance(read_answer(TO_COME, typed, clock=CLOCK), NeedsConfirmation)


def test_a_figure_that_is_one_option_and_the_place_of_another_is_told() -> None:
    """At "2 or 3" a typed 2 may be two, or the second on the list, which is three."""
    step = sketched(
        read_sketches("question: {kind: number, ask: How many?, unit: falls}")["question"], None
    )
    menu = read_answer(step, "2 or 3", clock=CLOCK)
    assert isinstance(menu, NeedsConfirmation)

    said = read_option(step, menu, "2", clock=CLOCK)
    falls = read_option(step, menu, "2 falls", clock=CLOCK)
    second = read_option(step, menu, "number 2", clock=CLOCK)

    assert isinstance(said, Rejected)
    assert said.sentence.startswith("2 could be the answer, or the place on this list.")
    assert (falls, second) == (menu.options[0].reading, menu.options[1].reading)


@pytest.mark.parametrize(
    "part", ["2019 or ", "2 weeks and ", "twenty ", "March x ", "hace 2 ", "a", "1/", "the "]
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_looking_for_a_date_in_a_long_story_costs_little(language: str, part: str) -> None:
    """However a story goes on, whether it has a date in it is known at once."""
    story = f"x {part * 200} x"
    began = process_time()
    offered(story, language)

    assert process_time() - began < 1


@pytest.mark.parametrize(
    ("language", "typed", "said", "day"),
    [
        ("en", "next Thursday", "the tenth", "2026-12-10"),
        ("en", "next Thursday", "1", "2026-12-03"),
        ("en", "next Thursday", "the 3rd", None),
        ("es", "el jueves que viene", "el diez", "2026-12-10"),
        ("es", "el jueves que viene", "El día 3", "2026-12-03"),
    ],
)
def test_a_day_alone_picks_where_it_is_no_place_on_the_list(
    language: str, typed: str, said: str, day: str | None
) -> None:
    """The third of the month may be the third line, if it is not called a day."""
    step, monday = sketched(DATE_TO_COME, None, language), Clock(today=date(2026, 11, 30))
    menu = read_answer(step, typed, clock=monday)
    assert isinstance(menu, NeedsConfirmation)

    assert kept(read_option(step, menu, said, clock=monday)) == day


HEDGED = {
    "en": ("I think {}", "maybe {}", "probably {}", "{} I think", "I guess {}"),
    "es": ("creo que {}", "tal vez {}", "yo diría que {}", "quizás {}"),
}
FIRST = {"en": ("the first", "1"), "es": ("el primero", "1")}


@pytest.mark.parametrize("language", ["en", "es"])
def test_one_of_two_is_picked_with_a_doubt_about_it(language: str) -> None:
    """At the menu "I think the first" is the first of the two, and no day of this month."""
    step = STEP[language]
    sure = read_answer(step, "3/4/2019", clock=CLOCK)
    assert isinstance(sure, NeedsConfirmation)
    for hedge in HEDGED[language]:
        for said in FIRST[language]:
            reading = read_option(step, sure, hedge.format(said), clock=CLOCK)
            assert reading == sure.options[0].reading, hedge.format(said)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_day_alone_is_asked_about_with_a_doubt_about_it(language: str) -> None:
    """As "the first" is: it may be no day of this month at all."""
    said = FIRST[language][0]
    for hedge in ("{}", *HEDGED[language]):
        reading = read_answer(STEP[language], hedge.format(said), clock=CLOCK)
        assert not isinstance(reading, ParsedAnswer), hedge
