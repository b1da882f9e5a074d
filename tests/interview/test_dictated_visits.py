"""A whole visit in words, by somebody who never used the program: few answers are asked twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pytest

from mmn_check.errors import StoppedError
from mmn_check.interview.question_screen import QuestionScreen
from tests.support.scripted import Sitting, Watched
from tests.support.spoken import LANGUAGES, spoken
from tests.support.walks import new_visit
from tests.understanding.asking import space

LONGEST = 200
"""Questions: a visit that goes on for longer turns in a circle."""


class Dictating(Watched):
    """Says the line for each question; at anything asked again, the first option, or skips."""

    def __init__(self, lines: Mapping[str, str], skip: str, language: str) -> None:
        self._typed_lines, self._skip, self.language = lines, skip, language
        self._shown: list[str] = []
        self.hints = True
        self.one_key = False
        self.heard: Callable[[str], object] = lambda _: None
        self.asked_again: list[tuple[str, str, str]] = []
        """The question, what was said, and what the program said to it."""
        self.said: list[tuple[str, str]] = []

    @property
    def answers(self) -> int:
        """How many questions were answered in words, and not skipped."""
        return sum(said != self._skip for _, said in self.said)

    @property
    def shown(self) -> list[str]:
        return self._shown

    def ask(self, screen: QuestionScreen, *, minutes: int) -> str:
        del minutes
        if len(self.said) > LONGEST:
            raise EOFError
        name = self._name(screen.step.key)
        said = self._typed_lines.get(name, self._skip)
        self.said.append((name, said))
        self.heard(said)
        return said

    def _name(self, key: tuple[str, ...]) -> str:
        """The question, and behind a slash the cell of a table's row; "2" for any later row."""
        question, *parts = (part for part in key if part != "row")
        later = f"{question}/2"
        if any(part.isdecimal() and int(part) for part in parts) and later in self._typed_lines:
            return later
        return "/".join((question, *(part for part in parts if not part.isdecimal())))

    def again(self, sentence: str) -> str:
        return self._asked_again(sentence, self._skip)

    def line(self, sentence: str) -> str:
        return self._asked_again(sentence, self._skip)

    def pick_from(self, lines: Sequence[str], sentence: str) -> str:
        del lines
        return self.line(sentence)

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        return self._asked_again(f"{sentence} {options}", options[0])

    def say(self, text: str) -> None:
        self._shown.append(text)

    def show(self, text: str) -> None:
        self._shown.append(text)

    def read_out(self, text: str) -> None:
        """Go on at once."""
        self._shown.append(text)

    def _asked_again(self, sentence: str, said: str) -> str:
        self.asked_again.append((*self.said[-1], sentence))
        if len(self.asked_again) > LONGEST:
            raise EOFError
        return said


@pytest.mark.parametrize("language", LANGUAGES)
def test_fewer_than_one_answer_in_ten_is_asked_again(language: str, figures: Counter[str]) -> None:
    """Of a whole visit with every question, counting whatever is asked between answers."""
    data = space("dictated_visits")[language]
    with spoken(language) as bank:
        prompter = Dictating(data["lines"], data["skip"], language)
        sitting = Sitting(bank, visit=new_visit(bank, depth=3), prompter=prompter)
        with suppress(EOFError, StoppedError):
            while sitting.interview.course.next_question():
                sitting.interview.run()
    figures[f"dictated in {language}: answers"] = prompter.answers
    figures[f"dictated in {language}: asked again"] = len(prompter.asked_again)

    assert prompter.answers > 40
    assert len(prompter.asked_again) * 10 < prompter.answers, prompter.asked_again
