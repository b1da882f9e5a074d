from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from mmn_check.interview.interview import Interview
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.interview.wizard import Wizard
from tests.support.kept import shipped
from tests.support.scripted import NOW, Scripted
from tests.support.terminal import SHORT_WAY
from tests.support.walks import new_visit


class Steady(Scripted):
    """Somebody who takes the same time for each key, and to read each question."""

    def __init__(
        self, typed: Sequence[str], *, a_key: timedelta, reading: timedelta = timedelta()
    ) -> None:
        super().__init__(typed)
        self.now = NOW
        self.told: list[tuple[datetime, int]] = []
        """When each question was asked, and how many minutes were said to be left."""
        self._a_key, self._reading = a_key, reading

    def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
        self.told.append((self.now, minutes))
        self.now += self._reading
        return super().ask(screen, minutes=minutes)

    def _next(self) -> str:
        line = super()._next()
        self.now += self._a_key * (len(line) + 1)
        return line


def lead_through(prompter: Steady) -> None:
    """A first visit, until the person has nothing more to type."""
    interview = Interview(
        shipped(),
        new_visit(shipped(), depth=1),
        prompter,
        save=lambda _, __: None,
        now=lambda: prompter.now,
        glossary=tuple,
    )
    wizard = Wizard(interview)
    wizard.open()
    with pytest.raises(EOFError):
        wizard.run()


@pytest.mark.parametrize(
    ("reading", "seconds", "first", "share", "minutes"),
    [(10, 1, 0, 0.3, 1.5), (0, 1, 10, 0.4, 1.5), (0, 3, 10, 0.4, 1.5), (8, 4.5, 10, 0.4, 2)],
)
def test_the_minutes_told_are_about_right(
    reading: float, seconds: float, first: int, share: float, minutes: float
) -> None:
    """At ten seconds to read and one a key within 30 % or 90 seconds, from the start.

    The short way opens no branch; some are reckoned with. For who is much quicker or slower they
    come near once ten questions are answered.
    """
    prompter = Steady(
        SHORT_WAY, a_key=timedelta(seconds=seconds), reading=timedelta(seconds=reading)
    )

    lead_through(prompter)

    for at, told in prompter.told[first:]:
        left = (prompter.now - at) / timedelta(minutes=1)
        assert abs(told - left) <= max(left * share, minutes), (told, left)


def test_going_deeper_takes_what_was_said() -> None:
    """The first further question tells the minutes that were offered: what is answered is done."""
    prompter = Steady((*SHORT_WAY, "3"), a_key=timedelta(seconds=3))

    lead_through(prompter)

    menu = next(shown for shown in reversed(prompter.shown) if "Go on with more" in shown)
    (offered,) = re.findall(r"about (\d+) minutes", menu)
    _, told = prompter.told[-1]
    assert told == int(offered)
