"""From what was typed to an answer, or to a sentence of what to type; and back to words.

What can mean one thing only is understood. What may mean several is asked about. The rest gets
a sentence, and the question stands: nothing is ever guessed.
"""

from __future__ import annotations

import unicodedata
from functools import partial
from typing import assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.answer_reading.amounts import amount_option, read_amount
from mmn_check.understanding.answer_reading.dated import date_option, read_dated
from mmn_check.understanding.answer_reading.doings import ended, instead_of_answer
from mmn_check.understanding.answer_reading.free_words import instead_of_words
from mmn_check.understanding.answer_reading.hints import again, what_to_type
from mmn_check.understanding.answer_reading.listing import Listing, find
from mmn_check.understanding.answer_reading.marking import read_places
from mmn_check.understanding.answer_reading.naming import names_of
from mmn_check.understanding.answer_reading.phrases import phrase
from mmn_check.understanding.answer_reading.picking import read_many, read_one, read_rank
from mmn_check.understanding.answer_reading.readback import in_words
from mmn_check.understanding.answer_reading.readings import (
    Again,
    Command,
    CommandName,
    Option,
    Reading,
    Sure,
    Understood,
    none_meant,
)
from mmn_check.understanding.answer_reading.yes_no import read_yes_no
from mmn_check.understanding.dates.reading import Clock
from mmn_check.understanding.hearing import heard
from mmn_check.visit.steps import Step
from mmn_check.visit.values import NOT_SURE, Answer, Words, answered

__all__ = [
    "Again",
    "Command",
    "CommandName",
    "Option",
    "Reading",
    "Sure",
    "Understood",
    "in_words",
    "key_meant",
    "read_answer",
    "read_option",
]

_LONGEST = 300
"""Characters that may answer anything but a question for free words or for a date."""


def read_answer(step: Step, typed: str, *, clock: Clock) -> Reading:
    """What the typed text means as an answer to the step."""
    text = unicodedata.normalize("NFC", typed).strip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        return again(step, tr("Nothing was typed."))
    if len(text) > _LONGEST and not isinstance(step.item, (Text, Date)):
        return again(step, tr("That is too long for this question."))
    read = partial(_read, step, clock=clock)
    instead = ended(step, heard(text), text=text, read=read)
    if instead is None and isinstance(step.item, Text):
        instead = instead_of_words(step, text)
    elif instead is None:
        instead = instead_of_answer(step, heard(text), read=read)
    return instead or read(text)


def _read(step: Step, text: str, *, clock: Clock) -> Reading:
    item = step.item
    match item:
        case YesNo():
            return read_yes_no(step, heard(text), text=text)
        case One():
            return read_one(step, heard(text), text=text)
        case Many():
            return read_many(step, heard(text), text=text)
        case Places():
            return read_places(step, heard(text), text=text)
        case Rank():
            return read_rank(step, heard(text))
        case Number() | Rating():
            return read_amount(step, item, heard(text), text=text)
        case Date():
            return read_dated(step, item, text, clock=clock)
        case Text():
            return Understood(answered(Words(text)))
        case _:
            assert_never(item)


def key_meant(reading: Reading) -> Understood | Command | None:
    """What a key does that may have been typed as free words; None if that is not the doubt."""
    if not isinstance(reading, Sure):
        return None
    match reading.options[0].reading, reading.options[-1].reading:
        case Command() | Understood(Answer(value=None)) as key, Understood(Answer(value=Words())):
            return key
        case _:
            return None


def read_option(step: Step, sure: Sure, typed: str, *, clock: Clock) -> Reading:
    """Which of the options was typed, by its number, its keys or its words.

    A command is a command here too, where "back" goes back to the question; "I don't know" is
    said of the question; typing anew what one of the options means is choosing it; and what can
    only be another answer to the question is one. Anything else gets a sentence, and the options
    stand.
    """
    spoken = heard(typed[:_LONGEST])
    said = phrase(spoken)
    for option in sure.options:
        if said in option.keys:
            return option.reading
    if isinstance(step.item, Date):
        chosen = date_option(step, step.item, sure, typed, clock=clock)
        if chosen:
            return chosen
    if isinstance(step.item, Number | Rating):
        chosen = amount_option(step, step.item, sure, typed[:_LONGEST])
        if chosen:
            return chosen
    labels = names_of([option.label for option in sure.options])
    parts = find(spoken, Listing(names=labels)) or ()
    picked = {number for part in parts for number in part.picks}
    if len(picked) == 1 and max(picked) in range(1, len(sure.options) + 1):
        return sure.options[picked.pop() - 1].reading
    anew = read_answer(step, typed, clock=clock)
    lone = isinstance(step.item, Text) and key_meant(sure) is not None and len(said) < 2
    if isinstance(step.item, Text) and not lone:
        anew = key_meant(anew) or anew
    if any(anew == option.reading for option in sure.options):
        return anew
    if (
        isinstance(anew, Command)
        and not lone
        and not (said == "b" and isinstance(step.item, Places))
    ):
        return Command("repeat") if anew == Command("back") else anew
    if anew == Understood(NOT_SURE) and len(said) > 1:
        return anew
    if isinstance(anew, Understood) and _is_said_anew(step, said):
        return _instead(step, typed, anew) if isinstance(step.item, Text) else anew
    count = len(sure.options)
    return Again(tr("Type one number from 1 to {count}, or say the words.", count=count))


def _instead(step: Step, typed: str, anew: Understood) -> Reading:
    """Free words in place of an option; they may be about the options still, so that is asked."""
    if len(typed) > _LONGEST:
        return anew
    keep = Option(tr("Keep “{text}”", text=typed), anew, keys=("keep", "keep it", "yes"))
    other = none_meant(otherwise=what_to_type(step))
    return Sure(tr("Keep “{text}” as your answer?", text=typed), (keep, other))


def _is_said_anew(step: Step, said: str) -> bool:
    """Whether the words can only answer the question itself, and none of a few options."""
    count = len(said.split())
    match step.item:
        case Text():
            return count > 2
        case Places():
            return count > 1 and any(map(str.isalpha, said))
        case _:
            return False
