"""Minds what is typed anywhere: what the bank is concerned about is answered at once."""

from __future__ import annotations

from collections.abc import Sequence

from mmn_check.bank.model import Bank
from mmn_check.interview.menus import Prompter
from mmn_check.interview.question_screen import Asked
from mmn_check.understanding.concerns import concerns_in


class Attentive:
    """A prompter that shows the fixed text to what a person says in distress, wherever it is said.

    What was typed is handed on as it is: it may be an answer as well.
    """

    def __init__(self, prompter: Prompter, bank: Bank) -> None:
        self._prompter = prompter
        self._bank = bank
        self._said: set[str] = set()
        self._to_ask = ""

    @property
    def language(self) -> str:
        """The code of the language in which is asked, and typed."""
        return self._prompter.language

    @property
    def hints(self) -> bool:
        """Whether the line of keys and the way to answer are shown with each question."""
        return self._prompter.hints

    @hints.setter
    def hints(self, shown: bool) -> None:
        self._prompter.hints = shown

    @property
    def one_key(self) -> bool:
        """Whether a choice is taken on one key press."""
        return self._prompter.one_key

    @one_key.setter
    def one_key(self, taken: bool) -> None:
        self._prompter.one_key = taken

    def ask(self, asked: Asked, *, minutes: int) -> str:
        """Show one step and read what was typed."""
        return self._minded(self._prompter.ask(asked, minutes=minutes))

    def again(self, sentence: str) -> str:
        """Say why the question stands and read an answer to it once more."""
        return self._minded(self._prompter.again(sentence))

    def line(self, sentence: str) -> str:
        """Say what may be typed and read it."""
        return self._minded(self._prompter.line(sentence))

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        """Put numbered options and read what was typed."""
        return self._minded(self._prompter.choose(sentence, options))

    def say(self, text: str) -> None:
        """Read back what was understood, or tell what happened."""
        self._prompter.say(text)

    def show(self, text: str) -> None:
        """Show a longer text, line by line."""
        self._prompter.show(text)

    @property
    def has_worry(self) -> bool:
        """Whether something was typed that the person may want to ask the doctor."""
        return bool(self._to_ask)

    def take_worry(self) -> str:
        """What was typed that the person may want to ask the doctor; it is handed over once."""
        typed, self._to_ask = self._to_ask, ""
        return typed

    def _minded(self, typed: str) -> str:
        for concern in concerns_in(self._bank, typed):
            if not (concern.once and concern.say in self._said):
                self._said.add(concern.say)
                self._prompter.show(self._bank.texts[concern.say].text)
            if concern.to_ask:
                self._to_ask = " ".join(typed.split())
        return typed
