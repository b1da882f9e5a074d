"""A date as exact as the person's memory, and no more exact."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from mmn_check.domain.date_lengths import days_before, length_in_words
from mmn_check.domain.date_reading.phrases import how_said, meanings_of
from mmn_check.domain.date_reading.spans import Moment, Span
from mmn_check.domain.date_wording import date_in_full, date_in_words, names_its_years
from mmn_check.domain.hearing import heard_date
from mmn_check.domain.values import RoughDate, first_day
from mmn_check.language import tr

__all__ = [
    "Clock",
    "DateSlip",
    "FutureDate",
    "WhichDate",
    "date_in_full",
    "date_in_words",
    "days_before",
    "lasting",
    "length_in_words",
    "read_date",
]

FARTHEST = 10
"""Years to come that a question about the future may be answered with."""


@dataclass(frozen=True)
class Clock:
    """What reading a date depends on: the day, and the person's age if they said it."""

    today: date
    age: int | None = None


class WhichDate(NamedTuple):
    """What was typed means more than one date; which one has to be asked."""

    sentence: str
    readings: tuple[RoughDate, ...]


class FutureDate(NamedTuple):
    """The date is still to come, and that was not expected; `rough` holds if it is confirmed."""

    sentence: str
    rough: RoughDate


class DateSlip(NamedTuple):
    """No calendar has such a date, or it says too little, or both its readings are to come.

    It has to be typed again; `rough` keeps the words.
    """

    sentence: str
    rough: RoughDate


def read_date(
    typed: str, *, clock: Clock, future: bool
) -> RoughDate | WhichDate | FutureDate | DateSlip:
    """What was typed as a date; kept in the person's words if it is not understood.

    `future` says that the question expects a day to come.
    """
    words = typed.strip()
    moment = Moment(today=clock.today, age=clock.age, future=future)
    understood = heard_date(words)
    meanings = meanings_of(understood, moment)
    kept = RoughDate(as_typed=words)
    if meanings is None:
        return kept
    if not meanings:
        return DateSlip(_slip(words), kept)
    manner, about = how_said(understood)
    readings = tuple(
        replace(kept, earliest=span.earliest, latest=span.latest, manner=manner, about=about)
        for span in meanings
    )
    only = readings[0] if len(readings) == 1 else None
    if not all(_is_unexpected(span, moment) for span in meanings):
        return only or WhichDate(_which(words), readings)
    if only is None:
        return DateSlip(_away(words, moment), kept)
    return FutureDate(_is_that_right(only, moment), only)


def lasting(rough: RoughDate) -> RoughDate:
    """The same date in words that are true on any later day.

    What names its years, or was not understood, stays in the person's words; what was said from
    the day of asking on ("2 years ago", "March") is put in full.
    """
    if rough.earliest is None or names_its_years(rough):
        return rough
    return replace(rough, as_typed=date_in_full(rough), manner="date")


def _which(words: str) -> str:
    return tr("“{words}” can mean more than one date. Which one is it?", words=words)


def _away(words: str, moment: Moment) -> str:
    if moment.future:
        return tr(
            "“{words}” is more than {years} years away. Type the date again.",
            words=words,
            years=FARTHEST,
        )
    return tr("“{words}” is still to come. Type the date again.", words=words)


def _is_that_right(rough: RoughDate, moment: Moment) -> str:
    said = date_in_words(rough)
    if moment.future:
        return tr(
            "That is more than {years} years away: {date}. Is that right?",
            years=FARTHEST,
            date=said,
        )
    return tr("That is still to come: {date}. Is that right?", date=said)


def _is_unexpected(span: Span, moment: Moment) -> bool:
    """Whether a span is still to come, or farther off than anybody plans."""
    if moment.future:
        return first_day(span.earliest).year > moment.today.year + FARTHEST
    return span.ahead or first_day(span.latest) > moment.today


def _slip(words: str) -> str:
    if re.fullmatch(r"\d{1,3}( *[-–] *\d{1,3})?\W*", words):
        return tr(
            "“{words}” alone could be a year, an age or a length of time. Type a year (1998), "
            "an age (age 38) or how long ago (5 years ago).",
            words=words,
        )
    return tr(
        "“{words}” cannot be right as a date. Type it again; the year alone will do.", words=words
    )
