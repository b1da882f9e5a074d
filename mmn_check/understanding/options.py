"""Choices by their numbers: how they are said, what they come to, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from mmn_check.bank.conditions import AllOf, AnyOf
from mmn_check.bank.model import Choice, Many, One, Rank
from mmn_check.i18n import tr
from mmn_check.understanding.labels import names, unread
from mmn_check.understanding.lexicon import ways_to_say
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    meant,
    none_meant,
)
from mmn_check.understanding.say_back import unstopped
from mmn_check.understanding.utterance import words_in
from mmn_check.visit.steps import Step, picked_by, said_by
from mmn_check.visit.values import LISTED_STATES, Answer, answered

_REPEATED = re.compile(r"(\d)\1+")
_MOST_FIGURES = 4
"""Figures beyond which nothing can be said of what was meant."""


Ways = tuple[tuple[int, ...], ...]
FEW = 5
"""So many choices may be asked about at once."""


def calls_for_help(step: Step, answer: Answer) -> bool:
    """Whether the answer may show the stop card."""
    said = said_by(step, answer).words
    return any(
        isinstance(clause, AnyOf | AllOf) and not said.isdisjoint(clause.words)
        for clause in step.question.urgent_if
    )


def in_a_row(step: Step, numbers: Sequence[int]) -> str:
    """Choices as they stand on the screen: "1 Hand; 5 Foot"."""
    return "; ".join(
        f"{step.figure_of(number)} {step.choices[number - 1].label}" for number in numbers
    )


def answer_one(step: Step, number: int) -> Answer:
    """What one choice comes to where one is picked."""
    choice = step.choices[number - 1]
    return LISTED_STATES.get(choice.id) or answered(step.marks.get(choice.id, choice.id))


def numbers_of(step: Step, answer: Answer) -> set[int]:
    """The numbers of the choices that an answer picks, "none of these" aside."""
    return {step.choices.index(one.choice) + 1 for one in picked_by(step, answer)}


def several(step: Step, numbers: Sequence[int]) -> ParsedAnswer | Rejected:
    """Some choices, or the one, as an answer; or what is wrong with them together."""
    problem = off_list(step, numbers) or stands_alone(step, numbers)
    if problem:
        return problem
    item = step.item
    if isinstance(item, One):
        if len(numbers) > 1:
            return again(step, tr("Only one can be picked here."))
        return ParsedAnswer(answer_one(step, numbers[0]))
    at_most = item.at_most if isinstance(item, (Many, Rank)) else None
    if at_most and len(numbers) > at_most:
        return again(step, tr("Pick no more than {most}.", most=at_most))
    ids = tuple(step.choices[number - 1].id for number in numbers)
    return ParsedAnswer(LISTED_STATES[ids[0]] if ids[0] in LISTED_STATES else answered(ids))


def off_list(step: Step, numbers: Sequence[int]) -> Rejected | None:
    """What to say of a number that is not on the list."""
    for number in numbers:
        if not 1 <= number <= len(step.choices):
            if number < 1000:
                return again(step, tr("{number} is not on the list.", number=number))
            return again(step, tr("That number is not on the list."))
    return None


def not_read(step: Step, text: str, *, otherwise: str) -> Rejected:
    """Say which words are not on the list, or may be several choices; else that sentence."""
    if step.question.urgent_if:
        return again(step, otherwise)  # it is never said of what may call for help
    called = names(step)
    if strange := unread(text, called):
        return again(step, tr("“{words}” is not on the list.", words=strange), quotes=True)
    for word in text.split():
        meant = called.with_words(words_in(word, step.language))
        if 1 < len(meant) <= FEW:
            return could_be(step, word.strip(' ,.;:!?¿¡"“”()'), meant)
    return again(step, otherwise)


def is_it(step: Step, reading: ParsedAnswer) -> NeedsConfirmation:
    """Ask whether an answer, said back in words, is what was meant."""
    return meant(step, unstopped(step, reading.answer), reading)


def could_be(step: Step, word: str, numbers: Iterable[int]) -> Rejected:
    """Say which choices a word may mean."""
    choices = in_a_row(step, sorted(numbers))
    said = tr("“{words}” could be one of these: {choices}.", words=word, choices=choices)
    return again(step, said, quotes=True)


def stands_alone(step: Step, numbers: Sequence[int]) -> Rejected | None:
    """What to say of "none of these" with others."""
    for number in numbers:
        choice = step.choices[number - 1]
        if len(numbers) > 1 and (choice.exclusive or choice.id in LISTED_STATES):
            said = tr(
                "“{label}” cannot go with others. "
                "Type {figure} alone, or the others without {figure}.",
                label=choice.label,
                figure=step.figure_of(number),
            )
            return Rejected(said)
    return None


def none_choice(choices: Sequence[Choice]) -> int | None:
    """The number of "none of these" on a list, if it is there."""
    for number, choice in enumerate(choices, start=1):
        if choice.exclusive and choice.id == "none":
            return number
    return None


def which_of(
    step: Step, readings: Sequence[tuple[str, Reading]], *, most: int = FEW, several: bool = False
) -> Reading:
    """Ask which of a few was meant, or which ones; if there are too many, what to type."""
    if not 1 <= len(readings) <= most:
        return again(step, tr("That may mean more than one."))
    every = ways_to_say(step.language, "all", "both")
    options = tuple(
        Option(label, reading, keys=every if label == tr("All of these") else ())
        for label, reading in readings
    )
    none = none_meant(step)
    sentence = (
        tr("Which did you mean? You may pick several.") if several else tr("Which did you mean?")
    )
    return NeedsConfirmation(sentence, (*options, none), several=several)


def which_one(step: Step, numbers: Sequence[int], *, most: int = FEW) -> Reading:
    """Ask which of a few choices was meant."""
    readings = [(step.choices[n - 1].label, several(step, [n])) for n in numbers]
    return which_of(step, readings, most=most, several=not isinstance(step.item, One))


def meant_by(number: int, *, most: int) -> Ways:
    """The picks on a list of `most` that may be behind a number beyond it.

    Either a key was pressed too long (22 for 2, 114 for 14), or several numbers ran together
    (25 for 2 and 5).
    """
    figures = str(number)
    if len(figures) > _MOST_FIGURES:
        return ()
    once = _REPEATED.sub(r"\1", figures)
    pressed_long = [(int(once),)] if once != figures and 0 < int(once) <= most else []
    return tuple(dict.fromkeys([*pressed_long, *_run_together(figures, most=most)]))


def _run_together(figures: str, *, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to cut the figures into different numbers that are on the list."""
    for end in range(1, len(figures) + 1):
        first, rest = int(figures[:end]), figures[end:]
        if figures[0] == "0" or first > most:
            return
        if not rest:
            yield (first,)
        for others in _run_together(rest, most=most) if rest else ():
            if first not in others:
                yield (first, *others)
