"""What a conversation needs of whoever asks for it, and its own small menus."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from mmn_check.domain.answers import Again, Command, Understood, read_answer
from mmn_check.domain.asking import Asked
from mmn_check.domain.bank import Section
from mmn_check.domain.dates import Clock
from mmn_check.domain.questions import Choice, One
from mmn_check.domain.steps import Step
from mmn_check.domain.values import Answer
from mmn_check.errors import StoppedError


class Prompter(Protocol):
    """Asks one thing at a time and reads what was typed; decides nothing."""

    hints: bool
    one_key: bool

    def ask(self, asked: Asked, *, minutes: int) -> str:
        """Show one step and read what was typed."""

    def again(self, sentence: str) -> str:
        """Say why the question stands and read an answer to it once more."""

    def line(self, sentence: str) -> str:
        """Say what may be typed and read it."""

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        """Put numbered options and read what was typed."""

    def say(self, text: str) -> None:
        """Read back what was understood, or tell what happened."""

    def show(self, text: str) -> None:
        """Show a longer text, line by line."""


def choose(
    prompter: Prompter, sentence: str, options: Sequence[str], *, usual: int | None = None
) -> int:
    """Let the person pick one of the program's own options; its number from 0.

    `usual` is what Enter alone picks; without it Enter picks nothing.

    Raises:
        StoppedError: if the person stops here.
    """
    step = _menu(sentence, options)
    typed = prompter.choose(sentence, options)
    while typed or usual is None:
        match read_answer(step, typed, clock=Clock(today=date.min)):
            case Understood(Answer(value=str(picked))):
                return int(picked)
            case Command(name="stop"):
                raise stopped()
            case Again(sentence=why):
                typed = prompter.choose(why, options)
            case _:
                typed = prompter.choose(f"Type a number from 1 to {len(options)}.", options)
    return usual


def number_in(typed: str, *, most: int) -> int | None:
    """The number that was typed, if it is one from 0 to `most`."""
    short = len(typed) <= len(str(most)) and typed.isdecimal()
    return int(typed) if short and int(typed) <= most else None


def stopped() -> StoppedError:
    """What is raised when the person asks to stop."""
    return StoppedError("Stopped. Your answers so far are kept.")


def _menu(sentence: str, options: Sequence[str]) -> Step:
    choices = tuple(Choice(id=str(number), label=text) for number, text in enumerate(options))
    item = One(id="menu", ask=sentence, choices=choices, required=True)
    section = Section(id="menu", title="", questions=(item,))
    return Step(key=("menu",), section=section, question=item, item=item, choices=choices)
