"""Asks step after step: keeps each answer, goes back, calls for help where the bank says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Protocol, assert_never

from mmn_check.domain.answers import (
    Again,
    Command,
    Reading,
    Sure,
    Understood,
    read_answer,
    read_option,
)
from mmn_check.domain.asking import Asked, age, asked, help_text, said_in_words
from mmn_check.domain.bank import Bank, Section, Term
from mmn_check.domain.dates import Clock
from mmn_check.domain.flow import Course, course_of, record
from mmn_check.domain.pace import minutes_left
from mmn_check.domain.questions import Choice, One
from mmn_check.domain.records import Record
from mmn_check.domain.steps import Step
from mmn_check.domain.values import NO_MORE, SKIPPED, Answer
from mmn_check.domain.visit import Visit
from mmn_check.errors import StoppedError

STOP_CARD = "stop_card"
"""The fixed text shown when an answer calls for help at once."""

STOP_OR_GO_ON = ("Save and stop (or just press Enter)", "Go on with the questions")
IDEAS = frozenset({"i", "idea", "ideas", "show me ideas"})
"""What brings the bank's ideas up, where a question has any."""


class Prompter(Protocol):
    """Asks one thing at a time and reads what was typed; decides nothing."""

    hints: bool
    one_key: bool

    def ask(self, asked: Asked, *, minutes: int) -> str:
        """Show one step and read what was typed."""

    def again(self, sentence: str) -> str:
        """Say why the question stands and read once more."""

    def choose(self, sentence: str, options: Sequence[str]) -> str:
        """Put numbered options and read what was typed."""

    def say(self, text: str) -> None:
        """Read back what was understood, or tell what happened."""

    def show(self, text: str) -> None:
        """Show a longer text, line by line."""


class Means(Record):
    """By what means the conversation is held."""

    prompter: Prompter
    save: Callable[[Visit], None]
    """Makes a visit safe; what it was given is on the disk when it returns."""
    now: Callable[[], datetime]
    glossary: Callable[[], Sequence[Term]]


class Interview:
    """One person's way through one bank, every answer safe before the next question."""

    def __init__(self, bank: Bank, visit: Visit, means: Means) -> None:
        self.visit = visit
        self.course = course_of(bank, visit)
        self._bank = bank
        self._means = means
        self._prompter = means.prompter
        self._began = means.now()
        self._answered = 0

    def run(self) -> None:
        """Ask until all that is open at the visit's depth is answered.

        Raises:
            StoppedError: if the person stops before that; all answers are kept.
        """
        while step := self.course.next_step():
            self.ask(step)

    def ask(self, step: Step) -> None:
        """Ask one step, or those the person goes back to from it, until an answer is kept."""
        at: Step | None = step
        while at:
            at = self._ask_once(at)

    def keep(self, visit: Visit) -> None:
        """Take a changed visit and make it safe."""
        self._means.save(visit)
        self.visit = visit
        self.course = course_of(self._bank, visit)

    def choose(self, sentence: str, options: Sequence[str]) -> int:
        """Let the person pick one of the program's own options; its number from 0."""
        return choose(self._prompter, sentence, options)

    def _ask_once(self, step: Step) -> Step | None:
        """Ask a step; the step to ask instead, or None when an answer is kept."""
        screen = asked(self._bank, self.course, step)
        typed = self._prompter.ask(screen, minutes=self._minutes(screen))
        while typed or not screen.kept:
            typed = self._with_ideas(screen, typed)
            reading = self._settled(step, read_answer(step, typed, clock=self._clock()))
            match reading:
                case Understood(answer):
                    return self._answer(step, answer)
                case Command("help"):
                    self._prompter.show(help_text(self._bank, step, self._means.glossary()))
                    typed = self._prompter.again("")
                case Command(name):
                    return self._obey(name, step)
                case Again(sentence):
                    typed = self._prompter.again(sentence)
                case _:
                    assert_never(reading)
        self._prompter.say("Kept as it was.")
        return None

    def _settled(self, step: Step, reading: Reading) -> Understood | Again | Command:
        """What was meant, once the person has said which of two things it was."""
        while isinstance(reading, Sure):
            labels = [option.label for option in reading.options]
            typed = self._prompter.choose(reading.sentence, labels)
            chosen = read_option(step, reading, typed, clock=self._clock())
            while isinstance(chosen, Again):
                typed = self._prompter.again(chosen.sentence)
                chosen = read_option(step, reading, typed, clock=self._clock())
            reading = chosen
        return reading

    def _with_ideas(self, screen: Asked, typed: str) -> str:
        """The words of an idea picked by its number, once the ideas were asked for."""
        if not screen.ideas or typed.lower().rstrip(".") not in IDEAS:
            return typed
        self._prompter.show("\n".join(f"{n}. {one}" for n, one in enumerate(screen.ideas, start=1)))
        said = self._prompter.again("Type the number of one you like, or your own words.")
        picked = int(said) - 1 if said.isdecimal() else -1
        return screen.ideas[picked] if 0 <= picked < len(screen.ideas) else said

    def _answer(self, step: Step, answer: Answer) -> Step | None:
        before = self.course
        self.keep(record(self.visit, step, answer))
        self._answered += 1
        self._prompter.say(said_in_words(step, answer))
        self._tell_set_aside(before)
        self._call_for_help()
        return self.course.step_doubted(step)

    def _obey(self, command: str, step: Step) -> Step | None:
        match command:
            case "back":
                before = self.course.step_before(step.key)
                if before is None:
                    self._prompter.say("This is the first question.")
                return before or step
            case "skip":
                return self._answer(step, SKIPPED)
            case "no_more":
                return self._answer(step, NO_MORE)
            case "quiet":
                self._prompter.hints = not self._prompter.hints
                return step
            case "stop":
                raise stopped()
            case _:
                return step

    def _tell_set_aside(self, before: Course) -> None:
        """Name the answers that a change took off the page; they come back with the branch."""
        for step in before.steps:
            gone = before.answers.get(step.key)
            if gone and step.key not in self.course.answers and step.key in self.visit.answers:
                words = said_in_words(step, gone)
                self._prompter.say(f"Set aside, as it no longer applies: {step.item.ask} {words}")

    def _call_for_help(self) -> None:
        """Show the stop card, once for each question that calls for it."""
        calls = [one for one in self.course.urgent if one not in self.visit.urgent_shown]
        if not calls:
            return
        shown = {**self.visit.urgent_shown, **dict.fromkeys(calls, self._means.now())}
        self.keep(replace(self.visit, urgent_shown=shown))
        self._prompter.show(self._bank.texts[STOP_CARD].text)
        if choose(self._prompter, "What do you want to do?", STOP_OR_GO_ON, usual=0) == 0:
            raise stopped()

    def _minutes(self, screen: Asked) -> int:
        return minutes_left(
            to_ask=screen.progress.total - screen.progress.position + 1,
            answered=self._answered,
            spent=self._means.now() - self._began,
        )

    def _clock(self) -> Clock:
        return Clock(today=self._means.now().date(), age=age(self._bank, self.course))


def stopped() -> StoppedError:
    """What is raised when the person asks to stop."""
    return StoppedError("Stopped. Your answers so far are kept.")


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
                typed = prompter.again(why)
            case _:
                typed = prompter.again(f"Type a number from 1 to {len(options)}.")
    return usual


def _menu(sentence: str, options: Sequence[str]) -> Step:
    choices = tuple(Choice(id=str(number), label=text) for number, text in enumerate(options))
    item = One(id="menu", ask=sentence, choices=choices, required=True)
    section = Section(id="menu", title="", questions=(item,))
    return Step(key=("menu",), section=section, question=item, item=item, choices=choices)
