"""The small menus of the program itself, and what they need of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from mmn_check.bank.model import Choice, Many, One, Section, YesNo
from mmn_check.errors import StoppedError
from mmn_check.i18n import tr
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.understanding.answers import read_answer
from mmn_check.understanding.at_menu import read_option
from mmn_check.understanding.commands import doing_said, key_pressed
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.labels import names_of
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
)
from mmn_check.understanding.utterance import SIGNS, key, numbers_alone, words_in, words_that_name
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, answered

if TYPE_CHECKING:
    from mmn_check.interview.terminal import TerminalPrompter

LONGEST = 60


def choose(
    prompter: TerminalPrompter,
    sentence: str,
    options: Sequence[str],
    *,
    usual: int | None = None,
    back: int | None = None,
) -> int:
    """Let the person pick one of the program's own options; its number from 0.

    `usual` is what Enter alone picks, `back` what going back picks; without them, neither does.

    Raises:
        StoppedError: if the person stops here.
    """
    how = tr("Type a number from 1 to {count}, or say the words.", count=len(options))
    stop = tr("{stop} stops; your answers are kept.", stop=key("stop", prompter.language))
    no_back = tr("There is no way back from here.")
    whys = {"back": f"{no_back} {how}", "help": f"{how} {stop}", "repeat": sentence}
    typed = prompter.choose(sentence, options)
    while typed or usual is None:
        match option_taken(typed, options, prompter.language):
            case int(picked):
                return picked
            case Command(name="stop"):
                raise stopped()
            case Command(name="back") if back is not None:
                return back
            case Command(name=name):
                why = whys.get(name, how)
            case _:
                why = how
        typed = prompter.choose(why, options)
    return usual


def is_a_slip(prompter: TerminalPrompter) -> bool:
    """Whether what called for help was a slip, or else the person goes on; Enter alone stops.

    Raises:
        StoppedError: if the person does not go on.
    """
    options = (
        tr("Save and stop (or just press Enter)"),
        tr("Go on with the questions"),
        tr("That was a slip: ask me again"),
    )
    picked = choose(prompter, tr("What do you want to do?"), options, usual=0, back=2)
    if picked == 0:
        raise stopped()
    return picked == len(options) - 1


def choose_several(
    prompter: TerminalPrompter, sentence: str, things: Sequence[str]
) -> tuple[int, ...] | None:
    """Let the person pick some of several things; their numbers from 0, None to go back.

    Raises:
        StoppedError: if the person stops here.
    """
    step = _menu(sentence, things, prompter.language, several=True)
    how = tr("Type the numbers that fit, for example 2 5.") if len(things) > 1 else tr("Type 1.")
    how = f"{how} {tr('{back} goes back.', back=key('back', prompter.language))}"
    typed = prompter.pick_from([sentence, *with_numbers(things)], how)
    while True:
        reading = read_answer(step, typed, clock=Clock(today=date.min))
        named = option_named(typed, things, prompter.language)
        if named is not None and not isinstance(reading, ParsedAnswer | Command):
            return (named,)
        while isinstance(reading, NeedsConfirmation):
            said = prompter.choose(reading.sentence, [one.label for one in reading.options])
            reading = read_option(step, reading, said, clock=Clock(today=date.min))
        match reading:
            case ParsedAnswer(Answer(value=tuple(picked))):
                return tuple(int(str(one)) for one in picked)
            case Command(name="stop"):
                raise stopped()
            case Command(name="back"):
                return None
            case Rejected(why):
                typed = prompter.line(why)
            case _:
                typed = prompter.line(how)


def with_numbers(lines: Iterable[str]) -> list[str]:
    """The lines with their numbers, from 1."""
    return [f"{number}. {line}" for number, line in enumerate(lines, start=1)]


def switch_hints(prompter: TerminalPrompter) -> None:
    """Leave the hints out from now on, or show them again; and say so."""
    prompter.hints = not prompter.hints
    off = tr(
        "Hints are off. {help} shows them once; type quiet to have them back.",
        help=key("help", prompter.language),
    )
    prompter.say(tr("Hints are shown again.") if prompter.hints else off)


def option_taken(typed: str, options: Sequence[str], language: str) -> int | Reading:
    """The option, from 0, that was typed by its number or in words; or what was typed instead."""
    reading = read_answer(_menu("", options, language), typed, clock=Clock(today=date.min))
    match reading, option_named(typed, options, language):
        case ParsedAnswer(Answer(value=str(picked))), _:
            return int(picked)
        case _, int(named):
            return named
        case _:
            return reading


def option_named(typed: str, options: Sequence[str], language: str) -> int | None:
    """The option, from 0, whose words alone hold all that was said: "five minutes", "go on"."""
    wishes = {word for (word,) in lexicon(language).phrases("wishes")}
    words = words_that_name(words_in(typed.rstrip(" ?"), language))
    said = [word for word in words if word not in wishes and word not in SIGNS]
    named = (
        names_of(options, language).with_words(said) if any(map(str.isalpha, said)) else frozenset()
    )
    return min(named) - 1 if len(named) == 1 and len(typed) <= LONGEST else None


def asks_for(typed: str, language: str) -> str | None:
    """The command that was typed where no question stands, if it is one."""
    if len(typed) > LONGEST:
        return None
    doing = key_pressed(typed, language) or doing_said(typed, language)
    return doing.name if isinstance(doing, Command) else None


def idea_picked(prompter: TerminalPrompter, screen: QuestionScreen) -> str:
    """The words of ideas picked by their numbers, or what is typed instead."""
    if not screen.ideas:
        return prompter.again(tr("There are no ideas here. Type your own words."))
    how = tr("Type the numbers of those you like, or your own words.")
    said = prompter.pick_from(with_numbers(screen.ideas), how)
    if not (said[:1].isdecimal() or numbers_alone(said, prompter.language)):
        return said
    step = _menu("", screen.ideas, prompter.language, several=True)
    match read_answer(step, said, clock=Clock(today=date.min)):
        case ParsedAnswer(Answer(value=tuple(several))):
            return "; ".join(screen.ideas[int(str(one))] for one in several)
        case _:
            return said


def says_yes(typed: str, language: str) -> bool:
    """Whether this is a plain yes to a question of the program's own."""
    step = _own_step(YesNo(id="agree", ask="", required=True), language)
    return read_answer(step, typed, clock=Clock(today=date.min)) == ParsedAnswer(answered("yes"))


def stopped() -> StoppedError:
    """What is raised when the person asks to stop."""
    return StoppedError(tr("Stopped. Your answers so far are kept."))


def _menu(sentence: str, options: Sequence[str], language: str, *, several: bool = False) -> Step:
    choices = tuple(Choice(id=str(number), label=text) for number, text in enumerate(options))
    kind = Many if several else One
    item = kind(id="menu", ask=sentence, choices=choices, required=True)
    return replace(_own_step(item, language), choices=choices)


def _own_step(item: YesNo | One | Many, language: str) -> Step:
    """The step that asks a question of the program's own."""
    section = Section(id=item.id, title="", questions=(item,))
    return Step(key=(item.id,), section=section, question=item, item=item, language=language)
