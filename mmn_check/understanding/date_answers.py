"""Answers to a question for a date, and what is said at a menu of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mmn_check.bank.model import Date
from mmn_check.i18n import tr
from mmn_check.understanding.dates import (
    AskedDate,
    Clock,
    dates_inside,
    fits,
    names_no_year,
    read_date,
)
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.understanding.dates.grammar import day_alone, names_time
from mmn_check.understanding.lexicon import lexicon, ways_to_say, words_of
from mmn_check.understanding.parsed_answer import (
    Command,
    NeedsConfirmation,
    Option,
    ParsedAnswer,
    Reading,
    Rejected,
    again,
    agreeing,
    none_meant,
    yes_or_no,
)
from mmn_check.understanding.replies import is_body, turns, without_lead
from mmn_check.understanding.talk_around import phrases_in, without_phrases
from mmn_check.understanding.utterance import is_number, ordinal, words_in
from mmn_check.understanding.yes_no import is_yes_or_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, RoughDate, answered

_MOST_INSIDE = 3
"""So many dates inside a sentence are worth offering."""
_LONGEST_CONDITION = 200
"""Characters of a date with its condition; what is longer tells a story."""
_LONGEST_SAID = 60
"""Characters. Nobody says more to pick one of two dates."""


def read_dated(step: Step, item: Date, text: str, *, clock: Clock) -> Reading:
    """A date as exact as it was said; asked where it may be another one, or is none."""
    match read_date(text, step.language, clock=clock, future=item.future):
        case AskedDate(sentence, ()):
            return Rejected(sentence)
        case AskedDate(sentence, (rough,)):
            return NeedsConfirmation(sentence, yes_or_no(step, _dated(rough)))
        case AskedDate(sentence, dates):
            return _which(step, sentence, dates)
        case RoughDate(earliest=None) if not _tells_something(text, step.language):
            return again(step, tr("That is not a date."))
        case RoughDate(earliest=None) as words:
            if conditional := _with_condition(step, item, text, clock=clock):
                return conditional
            inside = dates_inside(text, step.language, clock=clock, future=item.future)
            if len(inside) == 1 and _tells_just_it(text, step.language):
                return _dated(inside[0])
            return _in_words_only(step, words, inside)
        case rough:
            return _dated(rough)


def of_asked_end(step: Step, text: str, reading: Reading) -> Reading:
    """The reading; asked about, where an end is told and none is asked for, or a start for it."""
    asked, said = (
        [any(phrases_in(words.split(), step.language, one)) for one in ("starts", "ends")]
        for words in (step.item.ask, text)
    )
    start, end = [True, False], [False, True]
    other = (said == end and not asked[1]) or (said == start and asked == end)
    match reading:
        case ParsedAnswer(Answer(value=RoughDate() as rough)) if other:
            return _in_words_only(step, RoughDate(as_typed=text), [rough])
        case _:
            return reading


def _tells_just_it(text: str, language: str) -> bool:
    """Whether known words lead up to the one date in a sentence: "It's set for December 14th"."""
    words, known = text.split(), _date_words(language)
    unsure = ("other_time", "told_of_others", "only_then", "asks_back", "beyond")
    bent = phrases_in(words, language, *unsure)
    if any(bent) or turns(text, language) or "EVERY" in words_in(text, language):
        return False
    left = without_phrases(words, language, "leads_to_date", "told_of_time", "says_nothing")
    return all(
        one in known or one.isdecimal() or is_body(one, language)
        for one in words_of(" ".join(left))
    )


@cache
def _date_words(language: str) -> frozenset[str]:
    """The words that dates are made of."""
    known = lexicon(language)
    lines = (*known.section("dates").values(), *known.section("date_endings").values())
    spelled = (one for ways in known.series("nth") for one in ways)
    return frozenset((*words_of(" ".join(lines)), *spelled))


def _which(step: Step, sentence: str, dates: Sequence[RoughDate]) -> NeedsConfirmation:
    options = [Option(date_in_words(one, step.language), _dated(one)) for one in dates]
    return NeedsConfirmation(sentence, (*options, none_meant(step)))


def _in_words_only(step: Step, words: RoughDate, inside: Sequence[RoughDate]) -> NeedsConfirmation:
    """Asks about a sentence before it is kept as one, or for the date that is in it."""
    keep = Option(tr("Keep my words"), _dated(words), keys=ways_to_say(step.language, "keep"))
    other = none_meant(step)
    if not 1 <= len(inside) <= _MOST_INSIDE:
        said = tr("No date was found in your words. Keep them as they are?")
        return NeedsConfirmation(said, (replace(keep, keys=(*keep.keys, *agreeing(step))), other))
    options = [Option(date_in_words(one, step.language), _dated(one)) for one in inside]
    return NeedsConfirmation(tr("Which date is meant?"), (*options, keep, other))


def _with_condition(step: Step, item: Date, text: str, *, clock: Clock) -> Reading | None:
    """A date with a condition behind it, which is kept in its words: "... unless they move it".

    None where the condition may name another date ("... if not before").
    """
    words, language = text.split(), step.language
    told_long = len(text) > _LONGEST_CONDITION
    starts = [] if told_long else [at for at, _ in phrases_in(words, language, "conditions")]
    if not starts or not 0 < starts[0] < len(words) - 1:
        return None
    condition = words[starts[0] :]
    said = " ".join(condition)
    if any(phrases_in(condition, language, "other_time")) or names_time(said, language):
        return None
    if any(is_number(word) or ordinal(word) for word in words_in(said, language)):
        return None
    match read_date(" ".join(words[: starts[0]]), language, clock=clock, future=item.future):
        case RoughDate(earliest=str()) as rough:
            return _dated(replace(rough, as_typed=text))
        case _:
            return None


def _dated(rough: RoughDate) -> ParsedAnswer:
    return ParsedAnswer(answered(rough))


def _tells_something(text: str, language: str) -> bool:
    """Whether the words may remind somebody of a time: not figures alone, nor a yes or no."""
    return any(map(str.isalpha, text)) and len(text) > 1 and not is_yes_or_no(text, language)


def date_option(
    step: Step, item: Date, sure: NeedsConfirmation, typed: str, *, clock: Clock
) -> Reading | None:
    """What is said at a menu of dates: the one that it fits, or another date.

    None where it has to be read as at any menu: a number, a command. Words that are no date are
    never kept from inside a menu.
    """
    if len(typed) > _LONGEST_SAID:
        return None
    offers = [(one.reading, rough) for one in sure.options for rough in _dates_in(one.reading)]
    words = tuple(word for word in words_of(typed) if word != ",")
    if picked := _picked(sure, offers, words, step.language):
        return picked
    said, lead = without_lead(typed, step.language)
    fitting = [reading for reading, rough in offers if fits(said, rough, step.language)]
    if day := day_alone(said, step.language, most=len(sure.options)):
        fitting = [reading for reading, rough in offers if str(rough.earliest)[7:] == f"-{day:02}"]
    if len(fitting) == 1:
        denied = lead == "plain_no" and len(offers) == 1
        return sure.options[-1].reading if denied else fitting[0]
    if fitting or lead == "plain_yes" or not names_time(said, step.language):
        return None
    return _said_anew(step, item, said, [rough for _, rough in offers], clock=clock)


def _picked(
    sure: NeedsConfirmation,
    offers: Sequence[tuple[Reading, RoughDate]],
    words: tuple[str, ...],
    language: str,
) -> Reading | None:
    """What a fixed phrase picks at a menu of dates: "wrong", "the latter", "month first"."""
    known = lexicon(language).phrases
    if words in known("denies"):
        return sure.options[-1].reading
    if words in known("agrees") and len(sure.options) == 2:
        return sure.options[0].reading
    if len(offers) == 2 and words in known("former") | known("latter"):
        return offers[words in known("latter")][0]
    by_order = [reading for reading, rough in offers if _in_order(words, rough, language)]
    return by_order[0] if len(by_order) == 1 else None


def _in_order(words: tuple[str, ...], rough: RoughDate, language: str) -> bool:
    """Whether "month first" or "day first" makes this date of the figures that were typed."""
    figures = re.findall(r"\d+", rough.as_typed)
    parts = (rough.earliest or "").split("-")
    if len(figures) < 2 or len(parts) < 3 or len(figures[0]) > 2:
        return False
    known, first = lexicon(language).phrases, int(figures[0])
    return (words in known("month_first") and first == int(parts[1])) or (
        words in known("day_first") and first == int(parts[2])
    )


def _said_anew(
    step: Step, item: Date, said: str, dates: Sequence[RoughDate], *, clock: Clock
) -> Reading | None:
    """Another date than those offered; asked, if its year may be theirs."""
    anew = read_dated(step, item, said, clock=clock)
    if isinstance(anew, Rejected | Command) or not any(_dates_in(anew)):
        return None
    years = {end[:4] for rough in dates for end in (rough.earliest, rough.latest) if end}
    if len(years) == 1 and names_no_year(said, step.language):
        full = f"{said} {years.pop()}"
        with_year = read_date(full, step.language, clock=clock, future=item.future)
        if isinstance(with_year, RoughDate) and with_year.earliest:
            also = [rough for rough in _dates_in(anew) if rough.earliest != with_year.earliest]
            which = tr("Which date is meant?")
            return _which(step, which, (with_year, *also)) if also else anew
    return anew


def _dates_in(reading: Reading) -> Iterator[RoughDate]:
    """The dates that were understood, of those kept or offered."""
    match reading:
        case ParsedAnswer(Answer(value=RoughDate(earliest=str()) as rough)):
            yield rough
        case NeedsConfirmation(_, options):
            for option in options:
                yield from _dates_in(option.reading)
