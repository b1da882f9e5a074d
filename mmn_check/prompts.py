"""One question on the terminal: shows it, reads what was typed.

Append-only: nothing is redrawn or erased, so that what was asked and answered stays in
order for eyes, screen readers and speech alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import Protocol, assert_never

from rich.console import Console
from rich.text import Text

from mmn_check.domain.asking import Asked
from mmn_check.domain.questions import (
    Date,
    Many,
    Number,
    One,
    Places,
    Rank,
    Rating,
    YesNo,
)
from mmn_check.domain.questions import Text as FreeText
from mmn_check.domain.steps import Step
from mmn_check.domain.typed import Typed

SLIP = 0.2
"""Seconds within which the same key again, at a new question, is an unintended repeat."""

KEYS = (
    ("n", "Not sure"),
    ("b", "back"),
    ("s", "skip"),
    ("h", "help"),
    ("q", "stop and keep"),
)


class Keyboard(Protocol):
    """Where answers are typed."""

    def read_line(self) -> Typed:
        """Read one answer ended by Enter."""

    def read_key(self) -> Typed:
        """Read one key."""


class TerminalPrompter:
    """Shows questions on a console and reads answers from a keyboard."""

    def __init__(self, console: Console, *, keyboard: Keyboard) -> None:
        self._console = console
        self._keyboard = keyboard
        self._by_key = False
        self._last_key = ""
        self.hints = True
        """Whether the line of keys and the way to answer are shown with each question."""
        self.one_key = False
        """Whether a choice is taken on one key press."""

    def ask(self, asked: Asked, *, minutes: int) -> str:
        """Show one step and read what was typed."""
        self._heading(asked, minutes=minutes)
        if asked.lead:
            self._print(asked.lead, style="bold")
        if asked.thing:
            self._print(asked.thing, style="bold")
        self._print(asked.ask, style="bold")
        if asked.note:
            self._print(asked.note)
        if self.hints and (hint := how_to_answer(asked.step)):
            self._print(hint, style="dim")
        if asked.kept:
            self._print(f"Your answer now: {asked.kept} Press Enter to keep it.")
        self._console.print()
        self._choices(asked)
        self._by_key = self.one_key and is_one_press(asked.step)
        return self._read()

    def again(self, sentence: str) -> str:
        """Say why the question stands and read once more."""
        if sentence:
            self._print(sentence, indent=2)
        return self._read()

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        """Put a choice of the program's own, numbered from 1, and read what was typed."""
        self._console.print()
        self._print(sentence, style="bold")
        self._console.print()
        for number, label in enumerate(options, start=1):
            self._labelled(str(number), label)
        self._by_key = self.one_key
        return self._read()

    def say(self, text: str) -> None:
        """Read back what was understood, or tell what happened."""
        self._print(text, indent=2)

    def show(self, text: str) -> None:
        """Show a fixed text, each of its lines on its own."""
        self._console.print()
        for line in text.splitlines():
            self._print(line)

    def _read(self) -> str:
        """What was typed, once it can be read; what had to be left out is said."""
        typed = self._press() if self._by_key else self._keyboard.read_line()
        while typed.unreadable:
            self._print("Some of that could not be read as letters. Please type it again.")
            typed = self._keyboard.read_line()
        if typed.left_out:
            self._print("Characters that cannot be printed were left out.", indent=2)
        return typed.text

    def _press(self) -> Typed:
        """One key; the key of the question before, pressed again at once, is a slip."""
        shown = monotonic()
        typed = self._keyboard.read_key()
        while typed.text and typed.text == self._last_key and monotonic() - shown < SLIP:
            typed = self._keyboard.read_key()
        self._last_key = typed.text
        return typed

    def _heading(self, asked: Asked, *, minutes: int) -> None:
        place = asked.progress
        progress = f"question {place.position} of about {place.total}"
        if minutes:
            unit = "minute" if minutes == 1 else "minutes"
            progress += f", about {minutes} {unit} left"
        self._console.print()
        gap = self._console.width - len(asked.section) - len(progress)
        if self._console.is_terminal and self._console.color_system and gap >= 2:
            line = Text.assemble((asked.section, "dim"), " " * gap, (progress, "dim"))
            self._console.print(line, soft_wrap=True)
        else:
            self._print(f"{asked.section}, {progress}", style="dim")
        self._console.print()

    def _choices(self, asked: Asked) -> None:
        if asked.no_more:
            self._labelled("0", asked.no_more)
        group = None
        for number, (label, heading) in enumerate(offered(asked.step), start=1):
            if heading != group and heading:
                self._print(f"{heading.capitalize()}:", indent=2)
            group = heading
            self._labelled(str(number), label)
        self._keys(asked)

    def _keys(self, asked: Asked) -> None:
        if not self.hints:
            return
        refused = ("n" if asked.step.names_row else "") + ("s" if asked.step.item.required else "")
        keys = [f"{key} {word}" for key, word in KEYS if key not in refused]
        if asked.ideas:
            keys.append("i ideas")
        self._print("   ".join(keys), indent=2, style="dim")

    def _labelled(self, label: str, text: str) -> None:
        self._print(text, indent=5, label=f"{label:>3}  ")

    def _print(self, text: str, *, indent: int = 0, style: str = "", label: str = "") -> None:
        """Print wrapped text; what comes from a bank or a person is never read as markup."""
        width = max(self._console.width - indent, 8)
        lines = Text(printable(text), style=style).wrap(self._console, width)
        for number, line in enumerate(lines):
            line.rstrip()
            lead = label if label and number == 0 else " " * indent
            self._console.print(Text(lead) + line, soft_wrap=True)


def offered(step: Step) -> Iterator[tuple[str, str | None]]:
    """The labels to pick from, in order, each with the heading it stands under."""
    if isinstance(step.item, YesNo):
        yield from (("Yes", None), ("No", None))
        return
    ordinary = [choice for choice in step.choices if not choice.exclusive]
    grouped = isinstance(step.item, Many) and all(choice.group for choice in ordinary)
    for choice in step.choices:
        yield choice.label, choice.group if grouped and not choice.exclusive else None


def is_one_press(step: Step) -> bool:
    """Whether one digit says it all."""
    few = len(step.choices) <= 9
    return isinstance(step.item, YesNo | One) and few and not step.may_end


def how_to_answer(step: Step) -> str | None:
    """How this kind of question is answered; None where the list of choices says it."""
    match step.item:
        case YesNo():
            return None
        case One():
            return "Pick one."
        case Many(at_most=None):
            return "Pick all that fit, for example 2 5."
        case Many(at_most=most):
            return f"Pick up to {most}, for example 2 5."
        case Rank(at_most=most):
            return f"Pick up to {most}, the most important first, for example 2 1."
        case Places():
            return "Number and side, for example 2r 3b 5l: r right, l left, b both."
        case Rating(lowest=lowest, highest=highest):
            return f"A number from 0 to 10. 0: {lowest}. 10: {highest}."
        case Number(unit=unit):
            return f"A number of {unit}." if unit else "A number."
        case Date(future=True):
            return "For example 3 December, next Tuesday, or in two weeks."
        case Date():
            return "For example 2019, March 2019, about 5 years ago, or when I was 38."
        case FreeText():
            return "Type what you like, then press Enter."
        case _:
            assert_never(step.item)


def printable(text: str) -> str:
    """The text without what could act on a terminal: control and direction characters."""
    return "".join(char for char in text if char == "\n" or not _acts(char))


def _acts(char: str) -> bool:
    return (
        char < " "
        or "\x7f" <= char <= "\x9f"
        or char in "\u061c\u200e\u200f\u2028\u2029"
        or "\u202a" <= char <= "\u202e"
        or "\u2066" <= char <= "\u2069"
    )
