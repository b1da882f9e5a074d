"""Answers to a question for a date, and what is said at a menu of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from mmn_check.bank.model import Date
from mmn_check.i18n import tr
from mmn_check.understanding.dates import (
    AskedDate,
    Clock,
    DatesInside,
    dates_inside,
    fits,
    names_no_year,
    names_year,
    read_date,
)
from mmn_check.understanding.dates.date_wording import date_in_words
from mmn_check.understanding.dates.grammar import day_alone, names_time
from mmn_check.understanding.lexicon import ways_to_say
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
from mmn_check.understanding.replies import turns, without_lead
from mmn_check.understanding.talk_around import (
    Read,
    begun_by,
    clauses_of,
    phrases_in,
    without_phrases,
)
from mmn_check.understanding.utterance import is_number, words_in
from mmn_check.understanding.yes_no import is_yes_or_no
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer, RoughDate, answered, first_day, last_day

_MOST_INSIDE = 3
"""So many dates inside a sentence are worth offering."""
_LONGEST_TOLD = 200
"""Characters of a date with what is told of it; what is longer tells a story."""
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
            at = _DateAsked(step.language, clock, future=item.future)
            inside = at.inside(text).dates
            last, settles = _said_last(at, text)
            if one := last if settles else _only_date(at, text):
                return _dated(replace(one, as_typed=words.as_typed))
            both = [replace(one, as_typed=words.as_typed) for one in (last, *inside) if one]
            offered = {(one.earliest, one.latest): one for one in both}
            return _in_words_only(step, words, [*offered.values()])
        case rough:
            return _dated(rough)


def of_asked_end(step: Step, text: str, reading: Reading) -> Reading:
    """The reading; asked about, where an end is told and none is asked for, or a start for it."""
    asked, said = (
        [any(phrases_in(words.split(), step.language, one)) for one in ("starts", "ends")]
        for words in (step.item.ask, text)
    )
    start, end = [True, False], [False, True]
    last = any(phrases_in(step.item.ask.split(), step.language, "asks_last"))  # dose, that is
    done = last and any(phrases_in(text.split(), step.language, "finishes"))
    other = (said == end and not asked[1] and not done) or (said == start and asked == end)
    match reading:
        case ParsedAnswer(Answer(value=RoughDate() as rough)) if other:
            return _in_words_only(step, RoughDate(as_typed=text), [rough])
        case _:
            return reading


class _DateAsked(NamedTuple):
    """What reading any words of an answer as a date depends on."""

    language: str
    clock: Clock
    future: bool

    def whole(self, said: str) -> RoughDate | None:
        """The date that words are, with nothing besides."""
        read = read_date(said, self.language, clock=self.clock, future=self.future)
        return read if isinstance(read, RoughDate) and read.earliest else None

    def inside(self, said: str) -> DatesInside:
        """The dates that words hold."""
        return dates_inside(said, self.language, clock=self.clock, future=self.future)


def _only_date(at: _DateAsked, text: str) -> RoughDate | None:
    """The one date of a sentence in which nothing denies, moves or doubts it.

    What tells more of it may hold any other words: "because it was just after my birthday".
    """
    told, beside, unknown = _parted(at, text)
    if not at.inside(told).dates:
        told, beside, unknown = text, "", ""
    found, rest = at.inside(told), told
    if not found.dates:  # "Around July. We were on vacation."
        whole = {one: date for one in clauses_of(told) if (date := at.whole(one))}
        dates = tuple(date for date in whole.values() if date.manner != "length")
        rest = " ".join(one for one in clauses_of(told) if one not in whole)
        found = DatesInside(dates, at.inside(rest).is_moved, ("",) * len(dates))
    dates = found.dates
    one = next((one for one in dates if all(_is_within(one, other) for other in dates)), None)
    if one is None or found.is_moved or "?" in text or len(text) > _LONGEST_TOLD:
        return None
    either = ("or_denied",) if one.manner == "either" else ()
    if found.doubts[dates.index(one)] or _is_bent(at, rest, *either):
        return None
    known = {"DAY": len("2026-11-21"), "MONTH": len("2026-11")}
    exact = [known[unit] for unit in known if unit in words_in(unknown, at.language)]
    moved = _may_move(at, beside, one)
    return None if moved or any(len(one.earliest or "") >= most for most in exact) else one


def _parted(at: _DateAsked, text: str) -> tuple[str, str, str]:
    """What tells the date; what only tells of it; and what of it is said not to be known."""
    parts: tuple[list[str], list[str], list[str]] = [], [], []
    for clause in re.split(r"(?<=[,.;:?!])\s+", text):
        words, said = clause.split(), words_in(clause, at.language)
        counts = any(map(is_number, said))
        if turns(clause, at.language) and not counts and {"DAY", "MONTH"} & {*said}:
            parts[2].extend(words)
            continue
        opens = [one for one, _ in phrases_in(words, at.language, "joins_remark", "conditions")]
        ends = (one for one in opens if not one or at.inside(" ".join(words[:one])).dates)
        end = 0 if _relates(at, words) else next(ends, len(words))
        parts[0].extend(words[:end])
        parts[1].extend(words[end:])
    return " ".join(parts[0]), " ".join(parts[1]), " ".join(parts[2])


def _relates(at: _DateAsked, words: Sequence[str]) -> bool:
    """Whether a clause without a date tells only what that is before or after: "before Easter"."""
    found = [end for _, end in phrases_in(words, at.language, "relates")]
    if not found or begun_by(words, at.language, "contrasts") or at.inside(" ".join(words)).dates:
        return False
    rest = words[found[-1] :]
    return bool(rest) and not begun_by(rest, at.language, "points_back")


_BENDS = (
    *("other_time", "only_then", "asks_back", "beyond", "turns"),
    *("taken_back", "not_sure", "born", "not_done"),
)


def _is_bent(at: _DateAsked, told: str, *idle: str) -> bool:
    """Whether a date may be denied, doubted, of something else, or one of many."""
    for clause in clauses_of(told):
        words, dated = clause.split(), bool(at.inside(clause).dates)
        of_other = phrases_in(words, at.language, "told_of_others")
        spared = () if dated else ("has_trouble",)
        left = without_phrases(words, at.language, "says_nothing", "ends", *idle, *spared)
        bent = any(phrases_in(left, at.language, *_BENDS)) or turns(" ".join(left), at.language)
        if bent or any(dated or not start for start, _ in of_other):
            return True
    return "EVERY" in words_in(told, at.language)


def _may_move(at: _DateAsked, beside: str, one: RoughDate) -> bool:
    """Whether words that tell of a date hold another, or a time before or after something."""
    words, more = beside.split(), at.inside(beside)
    others = [other for other in more.dates if not _is_within(other, one)]
    if others or any(phrases_in(words, at.language, "taken_back", "asks_back")):
        return True
    strict = any(phrases_in(words, at.language, "relates", "conditions"))
    ends = any(phrases_in(words[-1:], at.language, "other_time"))
    return strict and (ends or more.is_moved)


def _is_within(one: RoughDate, other: RoughDate) -> bool:
    """Whether all that one date may mean may be meant by the other."""
    first, last = one.earliest or "", one.latest or ""
    begins, ends = first_day(other.earliest or ""), last_day(other.latest or "")
    return begins <= first_day(first) and last_day(last) <= ends


def _said_last(at: _DateAsked, text: str) -> tuple[RoughDate | None, bool]:
    """The date that is said last, to settle it ("so 2018", "let's say July") or instead.

    It has the year that was said before, if it names none. With it, whether it settles it.
    """
    words = text.split()
    found = [
        (end, name)
        for name in ("settles", "taken_back")
        for start, end in phrases_in(words, at.language, name)
        if start == 0 or words[start - 1][-1] in ",.;:…" or name == "taken_back"
    ]
    end, name = max(found, default=(len(words), ""))
    clauses = clauses_of(" ".join(words[end:]))
    if not clauses:
        return None, False
    tail, before = " ".join(words[end:]), at.inside(" ".join(words[:end])).dates
    years = {(one.earliest or "")[:4] for one in before}
    no_year = names_no_year(clauses[0], at.language)
    short = at.whole(" ".join((clauses[0], *years))) if no_year and len(years) == 1 else None
    whole = at.whole(tail) if len(clauses) > 1 else short or at.whole(tail)
    if whole and (names_year(tail, at.language) or _is_near(whole, before, by_year=no_year)):
        return whole, name == "settles"
    told = _only_date(at, tail)
    fits = told and any(_is_within(told, one) for one in before)
    return told or short, bool(fits) and name == "settles"


def _is_near(one: RoughDate, others: Sequence[RoughDate], *, by_year: bool) -> bool:
    """Whether what lacks its year, or its month as well, was put where the others are, if any."""
    told = len("2026") if by_year else len("2026-11")
    return not others or any(
        (o.earliest or "")[:told] == (one.earliest or "")[:told] for o in others
    )


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


def _dated(rough: RoughDate) -> ParsedAnswer:
    return ParsedAnswer(answered(rough))


def _tells_something(text: str, language: str) -> bool:
    """Whether the words may remind somebody of a time: not figures alone, nor a yes or no."""
    return any(map(str.isalpha, text)) and len(text) > 1 and not is_yes_or_no(text, language)


def date_option(step: Step, sure: NeedsConfirmation, typed: str, *, read: Read) -> Reading | None:
    """What is said at a menu of dates: the one that it fits, or another date.

    None where it has to be read as at any menu: a number, a command. Words that are no date are
    never kept from inside a menu.
    """
    if len(typed) > _LONGEST_SAID:
        return None
    offers = [(one.reading, rough) for one in sure.options for rough in dates_in(one.reading)]
    said, lead = without_lead(typed, step.language)
    fitting = [reading for reading, rough in offers if fits(said, rough, step.language)]
    if day := day_alone(said, step.language, most=len(sure.options)):
        fitting = [reading for reading, rough in offers if str(rough.earliest)[7:] == f"-{day:02}"]
    if len(fitting) == 1:
        denied = lead == "plain_no" and len(offers) == 1
        return sure.options[-1].reading if denied else fitting[0]
    if fitting or lead == "plain_yes" or not names_time(said, step.language):
        return None
    return _said_anew(step, said, [rough for _, rough in offers], read=read)


def _said_anew(step: Step, said: str, dates: Sequence[RoughDate], *, read: Read) -> Reading | None:
    """Another date than those offered; asked, if its year may be theirs."""
    anew = read(said)
    if isinstance(anew, Rejected | Command) or not any(dates_in(anew)):
        return None
    years = {end[:4] for rough in dates for end in (rough.earliest, rough.latest) if end}
    if len(years) == 1 and names_no_year(said, step.language):
        match read(f"{said} {years.pop()}"):
            case ParsedAnswer(Answer(value=RoughDate() as full)):
                also = [rough for rough in dates_in(anew) if rough.earliest != full.earliest]
                return _which(step, tr("Which date is meant?"), (full, *also)) if also else anew
    return anew


def dates_in(reading: Reading) -> Iterator[RoughDate]:
    """The dates that were understood, of those kept or offered."""
    match reading:
        case ParsedAnswer(Answer(value=RoughDate(earliest=str()) as rough)):
            yield rough
        case NeedsConfirmation(_, options):
            for option in options:
                yield from dates_in(option.reading)
