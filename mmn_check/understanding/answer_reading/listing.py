"""What some words mean on a list: numbers, names, and parts of labels, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mmn_check.understanding.answer_reading.naming import ARTICLES, Names
from mmn_check.understanding.answer_reading.spoken import (
    MAY_SOUND_LIKE,
    ORDINAL_ENDINGS,
    ORDINALS,
    SOUNDS_LIKE,
    less_and_less_polite,
    listed,
    plain,
    small_number,
    spelled,
    tokens,
    with_figures,
    without_politeness,
)

Words = tuple[str, ...]

SEPARATORS = frozenset({",", ";", "&", "+", "/", "and", "then", "also", "plus"})
JOINTS = SEPARATORS - {",", ";"}
"""Separators that join what stands on both sides of them."""
_BEFORE_NUMBER = frozenset(listed("number, numbers, option, options, choice, choices, answer, #"))
_AFTER_ORDINAL = frozenset({"one", "option", "choice", "answer"})
_AS_WELL = frozenset({"too", "to", "also", "as"})
"""What ends "Buttons too" and, its "well" telling nothing, "Buttons as well"."""
_LEADS: tuple[Words, ...] = (
    ("i", "would", "say"),
    ("id", "say"),
    ("i", "say"),
    ("i", "am"),
    ("im",),
    ("i", "choose"),
    ("i", "pick"),
    ("answer", "is"),
    ("it", "is"),
    ("its",),
    ("that", "is"),
    ("thats",),
    ("just",),
    ("only",),
    ("pick",),
    ("choose",),
)


class Listing(NamedTuple):
    """A list to pick from, and how figures are read there."""

    names: Names
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


def find(typed: str, listing: Listing) -> tuple[Part, ...] | None:
    """The parts of what was typed; None if a word is left over or nothing is picked.

    Letters that look like figures are taken for them where nothing else fits, doubtfully; so is
    a "too" at the end for what it says.
    """
    for text, doubtful in ((plain(typed), False), (with_figures(typed), True)):
        for words in less_and_less_polite(tokens(text)):
            parts = _parts(words, listing)
            if parts:
                return tuple(one._replace(doubtful=doubtful or one.doubtful) for one in parts)
    *before, last = without_politeness(tokens(typed)) or ("",)
    if last not in _AS_WELL or not before:
        return None
    parts = _parts(tuple(before), listing)
    return parts and tuple(one._replace(doubtful=True) for one in parts)


def _parts(words: Words, listing: Listing) -> tuple[Part, ...] | None:
    found: list[Part] = []
    at = 0
    while at < len(words):
        part = part_at(words, at, listing) or _rest_at(words, at, listing)
        if part is None or _run_together(found, part):
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


def part_at(words: Words, at: int, listing: Listing) -> Part | None:
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


def _number_at(words: Words, at: int, listing: Listing) -> Part | None:
    if words[at] in _BEFORE_NUMBER and at + 1 < len(words):
        part = _bare_number_at(words, at + 1, listing)
        return part and part._replace(length=part.length + 1, doubtful=False)
    return _bare_number_at(words, at, listing)


def _bare_number_at(words: Words, at: int, listing: Listing) -> Part | None:
    word = words[at]
    if word.isdecimal():
        return _figures_at(words, at, listing)
    if word in ORDINALS and listing.ordinals:
        return _ordinal(ORDINALS[word], word, _ordinal_length(words, at), listing)
    number, length = spelled(words, at)
    if number is not None:
        return Part(length=length, numbers=(number,), by_number=True)
    return _sounding_at(words, at, listing)


def _figures_at(words: Words, at: int, listing: Listing) -> Part:
    figures = words[at]
    if listing.ordinals and words[at + 1 : at + 2] and words[at + 1] in ORDINAL_ENDINGS:
        length = 1 + _ordinal_length(words, at + 1)
        return Part(length=length, numbers=(small_number(figures),), by_number=True)
    numbers = tuple(map(int, figures)) if listing.apart else (small_number(figures),)
    return Part(length=1, numbers=numbers, by_number=True)


def _ordinal_length(words: Words, at: int) -> int:
    return 2 if words[at + 1 : at + 2] and words[at + 1] in _AFTER_ORDINAL else 1


def _ordinal(number: int, word: str, length: int, listing: Listing) -> Part:
    """The second choice, or the label that holds the word "second"."""
    held = listing.names.with_word(word) - {number}
    if held and length == 1:
        return Part(length=length, unclear=held | _on_list((number,), listing))
    return Part(length=length, numbers=(number,), by_number=True)


def _sounding_at(words: Words, at: int, listing: Listing) -> Part | None:
    """A word that sounds like a number, if it can be nothing else."""
    word = words[at]
    alone = len(words) == 1
    number = SOUNDS_LIKE.get(word, MAY_SOUND_LIKE.get(word) if alone else None)
    if number is None or listing.names.with_word(word) or _between_numbers(words, at):
        return None
    doubtful = not (alone and listing.trusting and word in SOUNDS_LIKE)
    return Part(length=1, numbers=(number,), doubtful=doubtful, by_number=True)


def _between_numbers(words: Words, at: int) -> bool:
    """Whether the word may join two numbers to a span: "1 to 5"."""
    around = (words[:at][-1:], words[at + 1 : at + 2])
    return all(near and _is_number(near[0]) for near in around)


def _is_number(word: str) -> bool:
    return word.isdecimal() or spelled((word,), 0)[0] is not None


def _rest_at(words: Words, at: int, listing: Listing) -> Part | None:
    """A separator, an article, a lead-in, or a part of a label, which is always asked about."""
    if words[at] in SEPARATORS:
        return Part(length=1, joins=words[at] in JOINTS)
    if words[at] in ARTICLES:
        return Part(length=1)
    if at == 0:
        for lead in _LEADS:
            if words[: len(lead)] == lead and len(words) > len(lead):
                return Part(length=len(lead))
    if words[at] == "or":
        return None
    piece = tuple(_until_separator(words[at:]))
    meant = listing.names.with_words(piece)
    if len(meant) == 1:
        return Part(length=len(piece), numbers=tuple(meant), doubtful=True)
    return Part(length=len(piece), unclear=meant) if meant else None


def _until_separator(words: Words) -> Iterator[str]:
    for word in words:
        if word in SEPARATORS:
            return
        yield word
