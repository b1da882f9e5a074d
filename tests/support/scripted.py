"""A prompter that types what a script says and remembers what it was shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from mmn_check.bank.model import Bank
from mmn_check.bank_check.checked_bank import read_bank, read_glossary
from mmn_check.interview.interview import Interview
from mmn_check.interview.question_screen import QuestionScreen, last_time_of
from mmn_check.interview.terminal import TerminalPrompter
from mmn_check.interview.wizard import Wizard
from mmn_check.visit.flow import Course, course_of
from mmn_check.visit.last_time import NOTHING, LastTime
from mmn_check.visit.visit import Visit
from tests.support.walks import new_visit

BANKS = Path(__file__).parent / "banks" / "good"
NOW = datetime(2026, 11, 21, 9, 12, 33, tzinfo=UTC)


class Watched(TerminalPrompter):
    """A prompter that can be watched."""

    @property
    def shown(self) -> list[str]:
        """Everything that was put before the person, in order."""
        raise NotImplementedError


class Scripted(Watched):
    """Answers from a list of typed lines; what was shown is kept in `shown`.

    Where the script ends, the terminal is closed.
    """

    def __init__(self, typed: Iterable[str] = (), *, language: str = "en") -> None:
        self.typed = list(typed)
        self.language = language
        self._shown: list[str] = []
        self.hints = True
        self.one_key = False
        self.heard: Callable[[str], object] = lambda _: None

    @property
    def shown(self) -> list[str]:
        return self._shown

    def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
        del minutes
        kept = f" (now: {screen.kept})" if screen.kept else ""
        last = f" {screen.last}" if screen.last else ""
        self.shown.append(f"? {screen.ask}{kept}{last}")
        return self._next()

    def again(self, sentence: str) -> str:
        self.shown.append(sentence)
        return self._next()

    def line(self, sentence: str) -> str:
        return self.again(sentence)

    def pick_from(self, lines: Sequence[str], sentence: str) -> str:
        self.show("\n".join(lines))
        return self.line(sentence)

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        self.shown.append(f"{sentence} [{' | '.join(options)}]")
        return self._next()

    def say(self, text: str) -> None:
        self.shown.append(text)

    def show(self, text: str) -> None:
        self.shown.append(text)

    def read_out(self, text: str) -> None:
        """Read it, and press Enter at once."""
        self.shown.append(text)
        self.heard("")

    def _next(self) -> str:
        if not self.typed:
            raise EOFError
        typed = self.typed.pop(0)
        self.heard(typed)
        return typed


class Sitting:
    """A person at the table: the wizard with a scripted prompter, and every visit saved."""

    def __init__(
        self,
        bank: Bank,
        *typed: str,
        visit: Visit | None = None,
        earlier: Visit | None = None,
        prompter: Watched | None = None,
        now: datetime = NOW,
    ) -> None:
        self.saved: list[Visit] = []
        self.prompter: Watched = prompter or Scripted(typed, language=bank.language)
        self._bank, self._earlier = bank, earlier
        self.looked_back: list[str] = []
        """What was shown last whenever the earlier visit was opened."""
        self.interview = Interview(
            bank,
            visit or new_visit(bank, depth=1),
            self.prompter,
            save=self._save,
            now=lambda: now,
            glossary=lambda: read_glossary(BANKS / "headache"),
            last_time=self._look_back,
        )
        self.wizard = Wizard(self.interview)

    def _save(self, visit: Visit, course: Course) -> None:
        """Note it down; which answers count does not hang on what was said last time."""
        assert course.answers == course_of(self._bank, visit).answers
        self.saved.append(visit)

    def _look_back(self) -> LastTime:
        self.looked_back += self.shown[-1:]
        if self._earlier is None:
            return NOTHING
        return last_time_of(self._bank, self._earlier)

    @property
    def shown(self) -> list[str]:
        """Everything that was put before the person, in order."""
        return self.prompter.shown


@cache
def headache() -> Bank:
    """A small bank about something else entirely."""
    return read_bank(BANKS / "headache")
