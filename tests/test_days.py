"""A day of the calendar in words."""

from __future__ import annotations

from datetime import date

import pytest

from mmn_check.i18n import day_in_words, month_in_words
from tests.support.pseudo import Struck, struck
from tests.support.tongue import speaking


class OfMonths:
    """A language that puts a day another way, and has a name of its own for November."""

    def gettext(self, message: str, /) -> str:
        said = {"November": "noviembre", "{day} {month} {year}": "{day} de {month} de {year}"}
        return said.get(message, message)

    def ngettext(self, one: str, several: str, count: int, /) -> str:
        return one if count == 1 else several


@pytest.mark.parametrize("month", range(1, 13))
def test_a_day_is_said_in_full_whatever_the_machine_speaks(month: int) -> None:
    """The name of the month leaves no doubt which figure is the day."""
    day = date(2026, month, 9)
    assert day_in_words(day) == f"{day:%-d %B %Y}"


def test_another_language_names_the_month_and_joins_the_parts_its_own_way() -> None:
    """Neither the words nor their order are taken from English."""
    with speaking("es", OfMonths()):
        assert day_in_words(date(2026, 11, 21)) == "21 de noviembre de 2026"


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_is_looked_up(month: int) -> None:
    """No month stays English."""
    english = month_in_words(month)
    with speaking("struck", Struck()):
        assert month_in_words(month) == struck(english)
