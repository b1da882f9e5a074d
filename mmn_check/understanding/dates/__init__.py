"""How dates are understood and said, as exact as the person was, and no more exact."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mmn_check.bank.records import Record
from mmn_check.i18n import tr
from mmn_check.understanding.dates import grammar
from mmn_check.understanding.dates.date_wording import date_in_full, date_in_words, names_its_years
from mmn_check.understanding.dates.meanings import Moment, Span
from mmn_check.understanding.dates.tokens import YEAR_IN_THOUSANDS, tokens_of
from mmn_check.visit.values import Manner, RoughDate, first_day, last_day

FARTHEST = 10
"""Years to come that a question about the future may be answered with."""
OLDEST = 110
"""Years. An age beyond it is likelier a slip, and so is a date that would make one."""


class Clock(Record, kw_only=False):
    """What reading a date depends on: the day, and the person's age if they said it."""

    today: date
    age: int | None = None


class AskedDate(NamedTuple):
    """What was typed has to be asked about.

    It may be several dates: which one? Or one where none is expected, or likely a slip: is it
    right? Or none: no calendar has such a date, it says too little, or all of its readings are
    to come; it has to be typed again.
    """

    sentence: str
    readings: tuple[RoughDate, ...] = ()


def read_date(typed: str, language: str, *, clock: Clock, future: bool) -> RoughDate | AskedDate:
    """What was typed as a date; kept in the person's words if it is not understood.

    `future` says that the question expects a day to come.
    """
    words = typed.strip()
    moment = Moment(today=clock.today, age=clock.age, future=future, language=language)
    understood = grammar.understood(words, moment)
    if understood is None:
        return RoughDate(as_typed=words)
    spans, manner, about = understood
    readings = _readings(words, spans, manner, about=about)
    if not spans:
        return AskedDate(_slip(words))
    if len(spans) == 1:
        doubt = _doubt(readings[0], spans[0], moment)
        return AskedDate(doubt, readings) if doubt else readings[0]
    past = moment.future and all(_is_past(span, moment) for span in spans)
    if not past and all(_is_unexpected(span, moment) for span in spans):
        return AskedDate(_away(words, moment))
    which = tr("“{words}” can mean more than one date. Which one is it?", words=words)
    return AskedDate(which, readings)


class DatesInside(NamedTuple):
    """The dates that stand inside a sentence, each with the whole of it as its words."""

    dates: tuple[RoughDate, ...]
    is_moved: bool
    """Whether another word there may move them."""
    doubts: tuple[str, ...]
    """What to ask about each; nothing if it is plain."""


def dates_inside(typed: str, language: str, *, clock: Clock, future: bool) -> DatesInside:
    """What a sentence that is no date itself holds of dates."""
    words = typed.strip()
    moment = Moment(today=clock.today, age=clock.age, future=future, language=language)
    found: dict[tuple[str | None, str | None], tuple[RoughDate, str]] = {}
    every, is_moved = grammar.dates_within(words, moment)
    for spans, said, about in every:
        manner: Manner = said if said in ("either", "words") else "date"
        readings = _readings(words, spans, manner, about=about)
        for one, span in zip(readings, spans, strict=True):
            found.setdefault((one.earliest, one.latest), (one, _doubt(one, span, moment)))
    dates, doubts = zip(*found.values(), strict=True) if found else ((), ())
    return DatesInside(dates, is_moved, doubts)


def _readings(
    words: str, spans: Iterable[Span], manner: Manner, *, about: bool
) -> tuple[RoughDate, ...]:
    return tuple(
        RoughDate(as_typed=words, earliest=first, latest=last, manner=manner, about=about)
        for first, last, _ in spans
    )


def ages_now(typed: str, language: str, *, clock: Clock) -> tuple[int, ...]:
    """The ages that a date or year of birth may make today; none if the words hold none."""
    said = typed.strip().rstrip(".")
    if not re.search(r"\d{4}", said):
        said = re.sub(r"(?<!\S)(\d\d)$", r"'\1", said)  # "in 74" is a year here
    if names_no_year(said, language):
        return ()
    reading = read_date(said, language, clock=replace(clock, age=None), future=False)
    asked = isinstance(reading, AskedDate)
    dates = reading.readings if isinstance(reading, AskedDate) else (reading,)
    ages: set[int] = set()
    for one in dates:
        if one.earliest is None or one.manner != "date" or (asked and len(dates) == 1):
            return ()
        born = (first_day(one.earliest), last_day(one.latest or one.earliest))
        ages |= {_age(day, clock.today) for day in born}
    return tuple(sorted(ages))


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def fits(said: str, rough: RoughDate, language: str) -> bool:
    """Whether the words name a part of this date ("9 March", "the one in 2013"), and no other."""
    if rough.earliest != rough.latest or rough.earliest is None:
        return False
    parts = dict(zip(("year", "month", "day"), map(int, rough.earliest.split("-")), strict=False))
    if "day" in parts:
        parts["weekday"] = first_day(rough.earliest).weekday()
    parts["short_year"] = parts["year"] % 100
    named = grammar.parts_said(said, language)
    return bool(named) and all(parts.get(name) == value for name, value in named.items())


def names_year(said: str, language: str) -> bool:
    """Whether a year is named in words that are a date."""
    return any(token.kind == "y" for token in tokens_of(said, language) or ())


def names_no_year(said: str, language: str) -> bool:
    """Whether a month is named without its year."""
    named = grammar.parts_said(said, language)
    return "month" in named and not named.keys() & {"year", "short_year"}


def lasting(rough: RoughDate) -> RoughDate:
    """The same date in words that are true on any later day.

    What names its years, or was not understood, stays in the person's words; what was said from
    the day of asking on ("2 years ago", "March") is put in full.
    """
    if rough.earliest is None or names_its_years(rough):
        return rough
    return replace(rough, as_typed=date_in_full(rough), manner="date")


def _doubt(rough: RoughDate, span: Span, moment: Moment) -> str:
    """What to ask about the one date that was understood; nothing if it is plain."""
    said, words = date_in_words(rough, moment.language), rough.as_typed
    alone = grammar.day_alone(words, moment.language)  # "the second" may be no day
    if YEAR_IN_THOUSANDS.search(words) or 0 < alone <= grammar.MOST_IN_A_ROW:
        said = date_in_words(replace(rough, about=False), moment.language)
        return tr("Did you mean {date}?", date=said)
    age = OLDEST if moment.age is None else moment.age
    if last_day(span.latest).year < moment.today.year - age - 1:
        return tr("That is before birth: {date}. Is that right?", date=said)
    if not _is_unexpected(span, moment):
        return ""
    if not moment.future:
        return tr("That is still to come: {date}. Is that right?", date=said)
    if _is_past(span, moment):
        return tr("That is in the past: {date}. Is that right?", date=said)
    return tr(
        "That is more than {years} years away: {date}. Is that right?", years=FARTHEST, date=said
    )


def _away(words: str, moment: Moment) -> str:
    if moment.future:
        return tr(
            "“{words}” is more than {years} years away. Type the date again.",
            words=words,
            years=FARTHEST,
        )
    return tr("“{words}” is still to come. Type the date again.", words=words)


def _is_unexpected(span: Span, moment: Moment) -> bool:
    """Whether a span is still to come where it should be past, or past where it should come.

    So is what is farther off than anybody plans.
    """
    if moment.future:
        far = first_day(span.earliest).year > moment.today.year + FARTHEST
        return far or _is_past(span, moment)
    return span.ahead or first_day(span.latest) > moment.today


def _is_past(span: Span, moment: Moment) -> bool:
    """Whether a span is over, or ends today: "2 hours ago" is no day to come."""
    this = moment.today.isoformat()[: len(span.latest)]
    until_today = len(this) > len("2026") and span.earliest < span.latest == this
    return until_today or last_day(span.latest) < moment.today


def _slip(words: str) -> str:
    if re.fullmatch(r"(\D*\s)?\d{1,3}( *[-–] *\d{1,3})?\W*", words):
        return tr(
            "“{words}” alone could be a year, an age or a length of time. Type a year (1998), "
            "an age (age 38) or how long ago (5 years ago).",
            words=words,
        )
    return tr(
        "“{words}” cannot be right as a date. Type it again; the year alone will do.", words=words
    )
