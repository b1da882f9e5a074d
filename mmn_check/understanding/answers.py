"""From what was typed to an answer, or to a sentence of what to type; say_back.py is the way back.

What can mean one thing only is understood. What may mean several is asked about. The rest gets
a sentence, and the question stands: nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from typing import assert_never

from mmn_check.bank.model import Date, Many, Number, One, Places, Rank, Rating, Text, YesNo
from mmn_check.i18n import tr
from mmn_check.understanding.amounts import read_amount
from mmn_check.understanding.checked_against_words import not_the_opposite, right_way_round, settled
from mmn_check.understanding.choices import (
    lacks_a_figure,
    none_for_now,
    read_many,
    read_one,
    read_rank,
)
from mmn_check.understanding.commands import ended, instead_of_answer
from mmn_check.understanding.date_answers import of_asked_end, read_dated
from mmn_check.understanding.dates import Clock
from mmn_check.understanding.free_words import instead_of_words
from mmn_check.understanding.lists import rows_dictated
from mmn_check.understanding.options import is_it
from mmn_check.understanding.parsed_answer import (
    NeedsConfirmation,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
)
from mmn_check.understanding.places import (
    as_places,
    may_be_of_other_limb,
    picked_by_figures,
    read_places,
)
from mmn_check.understanding.replies import is_body, takes_away
from mmn_check.understanding.sides import sides_told
from mmn_check.understanding.taken_back import retold
from mmn_check.understanding.talk_around import (
    begun_by,
    clauses_of,
    goes_beyond,
    keeping_words,
    of_now,
    offers_none,
    plainly_said,
    to_the_letter,
    without_idle_sides,
    without_phrases,
)
from mmn_check.understanding.told_in_sentences import told_at_length, with_remark
from mmn_check.understanding.utterance import words_in
from mmn_check.understanding.yes_no import read_yes_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, Mark, Words, answered

LONGEST = 300
"""Characters that may answer anything but a question for free words or for a date."""

_POINTED = re.compile(r"^[.,]\d|\d\.\.+\d")
"""A number that begins with its point, or points between two: ".5", "1..3"."""

TELLS = 5
"""Words of a reply to yes or no that tell more than either, and stay beside what is chosen."""


def read_answer(step: Step, typed: str, *, clock: Clock) -> Reading:
    """What the typed text means as an answer to the step."""
    text = unicodedata.normalize("NFC", typed).strip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        return again(step, tr("Nothing was typed."))
    if len(text) > LONGEST and not isinstance(step.item, (Text, Date)):
        return again(step, tr("That is too long for this question."))
    plain = without_idle_sides(text, step.language) if step.choices else text
    told = plain
    if isinstance(step.item, Places):  # "Mom's left hand", "the back of my forearm"
        told = " ".join(without_phrases(plain.split(), step.language, "part_of", "whose")) or plain
    sided = sides_told(told, step.language) if isinstance(step.item, Places) else told
    reading = _read_whole(step, sided or text, clock=clock)
    reading = reading if told == plain else keeping_words(step, text, reading, always=True)
    reading = right_way_round(step, text, not_the_opposite(step, text, reading))
    picks = bool(step.choices) or isinstance(step.item, YesNo)
    if picks and isinstance(reading, ParsedAnswer):
        if _POINTED.search(text) or not plain:
            return is_it(step, reading)
        figure = reading.answer.given and lacks_a_figure(step, text, reading.answer)
        of_other = may_be_of_other_limb(step, text, reading.answer)
        if step.choices and (figure or of_other or goes_beyond(step, text)):
            return is_it(step, ParsedAnswer(replace(reading.answer, note=text)))
    if step.choices:  # of two that are offered, the words for the other are not lost
        offered = isinstance(reading, NeedsConfirmation) and len(reading.options) > 2
        both = isinstance(step.item, One) and offered and len(text.split()) >= TELLS
        reading = keeping_words(step, text, reading, always=both)
    return to_the_letter(reading, text)


def _read_whole(step: Step, text: str, *, clock: Clock) -> Reading:
    """What all of the text means, with words around an answer or beside it."""
    read = partial(_read, step, clock=clock)
    at_once = cache(partial(_at_once, step, read=read))
    reading = at_once(text)
    if isinstance(step.item, Text):
        return reading
    if isinstance(step.item, Date):
        return of_asked_end(step, text, reading)
    if step.choices and (remarked := with_remark(step, text, reading, read=at_once)) != reading:
        return remarked
    if none := _none_told(step, text, reading):
        return none
    plain = None
    if isinstance(reading, Rejected | NeedsConfirmation):
        if kept := picked_by_figures(step, text, read=read):
            return kept
        plain = _plain(step, text, read=at_once)
        reading = reading if plain is None or isinstance(plain, NeedsConfirmation) else plain
    if isinstance(step.item, YesNo):
        reading = with_remark(step, text, reading, read=at_once)
    if isinstance(reading, Rejected):
        reading = retold(step, text, read=read) or plain or reading
    asked = of_now(step, text, reading)
    told = None
    if isinstance(asked, Rejected | NeedsConfirmation):
        told = told_at_length(step, text, refused=isinstance(asked, Rejected))
    reading = told or of_now(step, text, settled(step, text, reading))
    if step.marks and isinstance(reading, Rejected | NeedsConfirmation):
        reading = _one_of_places(step, text, clock=clock) or reading
    return _with_its_words(step, text, reading)


def _with_its_words(step: Step, text: str, reading: Reading) -> Reading:
    """The reading with the words beside it, where they may tell more than it holds."""
    tells = not isinstance(step.item, YesNo) or len(text.split()) >= TELLS
    asks = isinstance(reading, NeedsConfirmation) and tells
    keeps = asks or isinstance(step.item, Places | Number | Rating)
    return keeping_words(step, text, reading) if keeps else reading


def _none_told(step: Step, text: str, reading: Reading) -> Reading | None:
    """A none with its words: for now alone, or with more behind it ("None, but the left foot")."""
    none = none_for_now(step, text) if isinstance(reading, Rejected) else None
    denies = takes_away(text, step.language) or text.startswith("0")
    told = none or (reading if denies and offers_none(reading) else None)
    return keeping_words(step, text, told) if told else None


def _plain(step: Step, text: str, *, read: Callable[[str], Reading]) -> Reading | None:
    """What is left without idle words, unless a figure that picks is among those left out."""
    plain = plainly_said(step, text, read=read)
    lacks = isinstance(plain, ParsedAnswer) and lacks_a_figure(step, text, plain.answer)
    return None if lacks else plain


def _one_of_places(step: Step, text: str, *, clock: Clock) -> ParsedAnswer | None:
    """The one of the places marked before that is said as they are, and perhaps a remark on it."""
    first, *more = clauses_of(text) or [""]
    opens = [begun_by(one.split(), step.language, "opens_remark", "joins_remark") for one in more]
    said = [word for one in more for word in words_in(one, step.language)]
    remark = bool(opens) and all(opens) and not any(is_body(one, step.language) for one in said)
    for whole in (True, False) if remark else (True,):
        match _read_whole(as_places(step), text if whole else first, clock=clock):
            case ParsedAnswer(Answer(value=(Mark() as mark,), note=note) as answer) if (
                mark in step.marks.values()
            ):
                return ParsedAnswer(replace(answer, value=mark, note=note if whole else text))
    return None


def _at_once(step: Step, text: str, *, read: Callable[[str], Reading]) -> Reading:
    """What the words mean as they stand, or do instead."""
    instead = ended(step, text, read=read)
    if instead is None and isinstance(step.item, Text):
        instead = instead_of_words(step, text)
    elif instead is None:
        instead = instead_of_answer(step, text, read=read)
    return instead or read(text)


def _read(step: Step, text: str, *, clock: Clock) -> Reading:
    item = step.item
    match item:
        case YesNo():
            return read_yes_no(step, text)
        case One():
            return read_one(step, text)
        case Many():
            return read_many(step, text)
        case Places():
            return read_places(step, text)
        case Rank():
            return read_rank(step, text)
        case Number() | Rating():
            return read_amount(step, item, text, clock=clock)
        case Date():
            return read_dated(step, item, text, clock=clock)
        case Text():
            return rows_dictated(step, text) or ParsedAnswer(answered(Words(text)))
        case _:
            assert_never(item)
