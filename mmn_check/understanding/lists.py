"""What some words mean on a list: numbers, names, and parts of labels, one after the other.

And whether a list that somebody makes in a table is one row of it, or several.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import NamedTuple

from mmn_check.bank.model import Rows
from mmn_check.i18n import tr
from mmn_check.understanding.labels import ARTICLES, ChoiceNames, is_small
from mmn_check.understanding.lexicon import figures_as_number, lexicon, ways_to_say
from mmn_check.understanding.parsed_answer import NeedsConfirmation, Option, ParsedAnswer, Reading
from mmn_check.understanding.talk_around import listed_parts, phrases_in, without_phrases
from mmn_check.understanding.utterance import (
    SpokenWords,
    is_number,
    ordinal,
    says,
    spelled,
    with_ever_fewer_idle_words,
    with_figures,
    words_in,
    words_that_name,
)
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Words, answered

SEPARATORS = frozenset({",", ";", "/", "AND", "ALSO"})
JOINTS = SEPARATORS - {",", ";"}
"""Separators that join what stands on both sides of them."""
_AFTER_ORDINAL = frozenset({"#1", "NUMBER"})
_AS_WELL = frozenset({"TOO", "TO", "ALSO", "AS"})
"""What ends "Buttons too" and, its "well" telling nothing, "Buttons as well"."""
_LONGEST_NAME = 4
"""Words of a thing that is named without its dose."""
_LONGEST_BARE = 3
"""Letters of a word that names nothing by itself."""
_OFTEN = frozenset({"ONCE", "TWICE", "EVERY"})
_BETWEEN_ROWS = "; "
"""What parts the rows of a table that are told in one answer."""


class Listing(NamedTuple):
    """A list to pick from, and how figures are read there."""

    names: ChoiceNames
    apart: bool = False
    """Whether figures that touch are choices of one figure each: 15 is 1 and 5."""
    ordinals: bool = True
    trusting: bool = True
    """Whether a word alone that sounds like a number is taken for it unasked."""


class Part(NamedTuple):
    """What a run of words means on the list; nothing, if it only leads or separates."""

    length: int
    numbers: tuple[int, ...] = ()
    unclear: frozenset[int] = frozenset()
    """What it may mean, where it may mean several."""
    doubtful: bool = False
    by_number: bool = False
    joins: bool = False
    """Whether something has to stand on both sides of it."""

    @property
    def picks(self) -> frozenset[int]:
        """Everything on the list that it may mean."""
        return self.unclear.union(self.numbers)


def find(text: str, listing: Listing) -> tuple[Part, ...] | None:
    """The parts of what was typed; None if a word is left over or nothing is picked.

    Letters that look like figures are taken for them where nothing else fits, doubtfully; so is
    a "too" at the end for what it says.
    """
    return find_words(words_in(text, listing.names.language), listing) or _mended(text, listing)


def find_words(
    words: SpokenWords, listing: Listing, *, doubtful: bool = False
) -> tuple[Part, ...] | None:
    """The same, of words."""
    for some in with_ever_fewer_idle_words(words):
        if parts := _parts(some, listing):
            return tuple(one._replace(doubtful=doubtful or one.doubtful) for one in parts)
    return None


def _mended(text: str, listing: Listing) -> tuple[Part, ...] | None:
    parts = find_words(words_in(with_figures(text), listing.names.language), listing, doubtful=True)
    *before, last = words_that_name(words_in(text, listing.names.language)) or ("",)
    if parts or last not in _AS_WELL or not before:
        return parts
    parts = _parts(tuple(before), listing)
    return parts and tuple(one._replace(doubtful=True) for one in parts)


def _parts(words: SpokenWords, listing: Listing) -> tuple[Part, ...] | None:
    found: list[Part] = []
    at = 0
    while at < len(words):
        part = part_at(words, at, listing) or _rest_at(words, at, listing)
        if part is None or _run_together(found, part) or _is_of(words[at], found, part):
            return None
        found.append(part)
        at += part.length
    hangs = found and (found[0].joins or found[-1].joins)
    return tuple(found) if not hangs and any(part.picks for part in found) else None


def _run_together(before: list[Part], part: Part) -> bool:
    """Whether a number and a name stand side by side and are not the same: "1 hand"."""
    last = before[-1] if before else Part(length=0)
    mixed = last.by_number != part.by_number and last.picks and part.picks
    return bool(mixed) and last.picks != part.picks


def _is_of(word: str, before: list[Part], part: Part) -> bool:
    """Whether a name tells what the one before it is of: a vaccine "of the flu" is no flu."""
    last = before[-1].picks if before else frozenset()
    return word == "OF" and bool(last and part.picks) and last.isdisjoint(part.picks)


def part_at(words: SpokenWords, at: int, listing: Listing) -> Part | None:
    """The longest name or number that begins there."""
    called, length = listing.names.at(words[at:])
    number = _number_at(words, at, listing)
    if number and number.length >= length:
        counted = _on_list(number.numbers, listing)
        if called and len(called | counted) > 1:
            return Part(length=number.length, unclear=called | counted)
        if counted or not called or number.length > length:
            return number
    if len(called) > 1:
        return Part(length=length, unclear=called)
    return Part(length=length, numbers=tuple(called)) if called else None


def _on_list(numbers: Iterable[int], listing: Listing) -> frozenset[int]:
    return frozenset(numbers).intersection(range(1, len(listing.names.words) + 1))


def _number_at(words: SpokenWords, at: int, listing: Listing) -> Part | None:
    if words[at] == "NUMBER" and at + 1 < len(words):
        part = _number_at(words, at + 1, listing)
        return part and part._replace(length=part.length + 1, doubtful=False)
    word = words[at]
    number = ordinal(word)
    if number is not None and listing.ordinals:
        then = words[at + 1] if at + 1 < len(words) else ","
        if is_number(then) and then not in _AFTER_ORDINAL:
            return None  # "the first three"
        return _ordinal(number, word, 2 if then in _AFTER_ORDINAL else 1, listing)
    if word.isdecimal():
        figures = figures_as_number(word)
        numbers = tuple(map(int, word)) if listing.apart else (figures,)
        return Part(length=1, numbers=numbers, by_number=True)
    number = spelled(word)
    if number is not None:
        return Part(length=1, numbers=(number,), by_number=True)
    return _sounding_at(words, at, listing)


def _ordinal(number: int, word: str, length: int, listing: Listing) -> Part:
    """The second choice, or the label that holds the word "second"."""
    held = listing.names.with_word(word) - {number} if word[0] == "@" else frozenset()
    if held and length == 1:
        return Part(length=length, unclear=held | _on_list((number,), listing))
    return Part(length=length, numbers=(number,), by_number=True)


def _sounding_at(words: SpokenWords, at: int, listing: Listing) -> Part | None:
    """A word that sounds like a number, if it can be nothing else."""
    word, alone, sounds = (
        words[at],
        len(words) == 1,
        lexicon(listing.names.language).section("sounds_like"),
    )
    number = sounds["surely"].get(word, sounds["perhaps"].get(word) if alone else None)
    if number is None or listing.names.with_word(word) or _between_numbers(words, at):
        return None
    doubtful = not (alone and listing.trusting and word in sounds["surely"])
    return Part(length=1, numbers=(number,), doubtful=doubtful, by_number=True)


def _between_numbers(words: SpokenWords, at: int) -> bool:
    """Whether the word may join two numbers to a span: "1 to 5"."""
    around = (words[:at][-1:], words[at + 1 : at + 2])
    return all(near and is_number(near[0]) for near in around)


def _rest_at(words: SpokenWords, at: int, listing: Listing) -> Part | None:
    """A separator, an article, a lead-in, or a part of a label, which is always asked about."""
    if words[at] in SEPARATORS:
        return Part(length=1, joins=words[at] in JOINTS)
    leads = words[at] == "LEAD" and at + 1 < len(words) and (at == 0 or words[at - 1] in SEPARATORS)
    if leads or words[at] in ARTICLES - {"OF"}:
        return Part(length=1)
    if words[at] == "OR":
        return None
    piece = tuple(takewhile(lambda word: word not in SEPARATORS, words[at:]))
    meant = listing.names.with_words(piece)
    if len(meant) == 1:
        return Part(length=len(piece), numbers=tuple(meant), doubtful=True)
    return Part(length=len(piece), unclear=meant) if meant else None


def rows_dictated(step: Step, text: str) -> Reading | None:
    """Asks whether a list without semicolons is several rows or one; None, if it is no list.

    It is one if all but the last say how much or when, or if all are names of a few words with
    an "and" between two of them.
    """
    table = step.question
    if not isinstance(table, Rows) or not table.at_once or not step.may_end:
        return None
    if ";" in text or "\n" in text:
        return None
    rows = _rows(text, step.language)
    measured = all(_is_measured(one, step.language) for one in rows[:-1])
    names = all(len(one.split()) <= _LONGEST_NAME for one in rows) and "AND" in words_in(
        text, step.language
    )
    if not 1 < len(rows) <= table.at_most or not (measured or names):
        return None
    told = _BETWEEN_ROWS.join(rows)
    apart, together = ("yes", "each_apart"), ("no", "keep", "all_as_one")
    options = tuple(
        Option(label, ParsedAnswer(answered(Words(said))), keys=ways_to_say(step.language, *ways))
        for label, said, ways in ((told, told, apart), (tr("All of it as one"), text, together))
    )
    asked = tr("That sounds like {count} things. Keep each by itself?", count=len(rows))
    return NeedsConfirmation(asked, options)


def _rows(text: str, language: str) -> list[str]:
    """The members of the list; what names nothing ("twice a day") is part of the one beside it."""
    text, rows, at = " ".join(text.split()), list[str](), 0
    for part in listed_parts(text, language):
        start = text.index(part, at)
        if rows and not (_names(part, language) and _names(rows[-1], language)):
            rows[-1] = text[at - len(rows[-1]) : start + len(part)]
        else:
            rows.append(part)
        at = start + len(part)
    return rows


def _names(part: str, language: str) -> bool:
    """Whether the part may name a thing: it begins with no remark, and is no dose or time alone."""
    words, said = part.split(), words_in(part, language)
    first = next((one for one in said if one not in ("A", "THE")), "#0")
    starts = {start for start, _ in phrases_in(words, language, "begins_remark", "joins_remark")}
    little = is_number(first) or first in _OFTEN or is_small(first, language)
    if 0 in starts or little or says(part, language, "no_more"):
        return False
    telling = without_phrases(words, language, "time_or_dose", "around_times")
    return any(len(one) > _LONGEST_BARE for one in telling)


def _is_measured(part: str, language: str) -> bool:
    """Whether a number, a dose or a time is said of it."""
    if any(phrases_in(part.split(), language, "time_or_dose")):
        return True
    return any(is_number(word) and word != "#1" for word in words_in(part, language))
