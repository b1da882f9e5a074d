"""Which side goes with which place, in the order in which people say them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from mmn_check.understanding.labels import ARTICLES, plainly
from mmn_check.understanding.lexicon import lexicon
from mmn_check.understanding.lists import JOINTS, SEPARATORS, Listing, part_at
from mmn_check.understanding.words import SpokenWords, is_number
from mmn_check.visit.values import Side

ONE_SIDE: Mapping[str, Side] = {"RIGHT": "right", "LEFT": "left", "BOTH": "both"}
"""The sides that one word says."""
_SIDES: Mapping[SpokenWords, Side] = {
    **{(word,): side for word, side in ONE_SIDE.items()},
    ("LEFT", "AND", "RIGHT"): "both",
    ("RIGHT", "AND", "LEFT"): "both",
    ("UNSURE",): "not_sure",
    ("?",): "not_sure",
}
_LONGEST = max(map(len, _SIDES))


class Place(NamedTuple):
    """A place said, by its number, and the side said with it."""

    number: int
    side: Side | None = None
    doubtful: bool = False
    by_number: bool = False
    may_be: frozenset[int] = frozenset()
    """All the places that it may be, where its name is that of several: the "leg"."""


class SideSaid(NamedTuple):
    """A side, before it is known where it belongs."""

    side: Side
    of_all: bool = False
    """Said as "on the right": of every place before it that has no side yet."""


SideHeard = Place | SideSaid | None
"""None stands for a comma or an "and"."""


def places_in(
    words: SpokenWords, listing: Listing, *, sideless: frozenset[int]
) -> tuple[Place, ...] | None:
    """The places with their sides; None if a word or a side is left over.

    A side said of all places before it leaves out those that have none.
    """
    said = _said(words, listing)
    return None if said is None else _paired(said, sideless)


def _said(words: SpokenWords, listing: Listing) -> list[SideHeard] | None:
    said: list[SideHeard] = []
    at = 0
    while at < len(words):
        side, taken = _side_at(words, at)
        if side:
            said.append(side)
        elif words[at] in SEPARATORS:
            hangs = words[at] in JOINTS and at in (0, len(words) - 1)
            said.append(None)
            taken = 0 if hangs else 1
        else:
            places, taken = _places_at(words, at, listing)
            if not _counted(said, places):
                return None
            said.extend(places)
        if not taken:
            return None
        at += taken
    return said


def _places_at(words: SpokenWords, at: int, listing: Listing) -> tuple[list[Place], int]:
    """The places called there by a name or number, or by a part of one label."""
    part = part_at(words, at, listing)
    if part and not part.unclear:
        # "The right one" may be no number at all.
        doubtful = part.doubtful or (at > 0 and words[at] == "#1")
        by_number = part.by_number
        return [Place(one, None, doubtful, by_number) for one in part.numbers], part.length
    rest = tuple(_until_side(words, at))
    meant, taken = listing.names.with_words(rest), len(rest)
    if part and len(meant) != 1:
        meant, taken = part.unclear, part.length
    if not meant:
        return [], 0
    several = meant if len(meant) > 1 else frozenset[int]()
    return [Place(min(meant), doubtful=True, may_be=several)], taken


def place_around_side(words: SpokenWords, listing: Listing) -> Place | None:
    """The one place that all words but those of a side are of: "a splint on my left hand"."""
    sides = [(at, *_side_at(words, at)) for at in range(len(words))]
    at, said, taken = next((one for one in sides if one[1]), (0, None, 0))
    rest = tuple(one for one in (*words[:at], *words[at + taken :]) if one not in ARTICLES)
    plain = plainly(rest, listing.names)
    meant = plain or listing.names.with_words(rest)
    if said is None or len(meant) != 1 or any(_side_at(rest, at)[0] for at in range(len(rest))):
        return None
    # "For both hands" may be a 4, and "right hand and" goes on.
    sounds = lexicon(listing.names.language).sounds_like["surely"]
    loose = rest[0] in sounds or not JOINTS.isdisjoint((rest[0], rest[-1]))
    named = plain or rest in listing.names.exact
    return Place(min(meant), said.side, doubtful=loose or not named)


def _counted(before: list[SideHeard], places: list[Place]) -> bool:
    """Whether what stands right before a place fits it; a count there is taken out as said of it.

    "Two toes" and "one knee" name one place each: the number counts and picks nothing, and so is
    asked about. Two numbers before a name, or one behind it, may be meant in several ways.
    """
    last = before[-1] if before else None
    if not places or not isinstance(last, Place) or last.by_number == places[0].by_number:
        return True
    if not last.by_number or (len(before) > 1 and isinstance(before[-2], Place)):
        return last.number == places[0].number
    if last.number != places[0].number:
        before.pop()
        places[:] = [one._replace(doubtful=True) for one in places]
    return True


def _until_side(words: SpokenWords, at: int) -> Iterator[str]:
    for index in range(at, len(words)):
        if words[index] in SEPARATORS or _side_at(words, index)[0]:
            return
        yield words[index]


def _side_at(words: SpokenWords, at: int) -> tuple[SideSaid | None, int]:
    start = at + 1 if words[at] == "ON" else at
    for length in range(_LONGEST, 0, -1):
        side = _SIDES.get(words[start : start + length])
        end = start + length
        if side and end <= len(words) and _may_stand(words, start, words[start:end]):
            end += 1 if words[end : end + 1] and words[end] == "SIDE" else 0
            return SideSaid(side, of_all=start > at), end - at
    return None, 0


def _may_stand(words: SpokenWords, at: int, said: SpokenWords) -> bool:
    """Whether the words mean a side there.

    "Left and right" is both sides, unless it ends one place and begins the next; a mark of
    question is about the side only after a figure.
    """
    end = at + len(said)
    match said:
        case ("?",):
            return at > 0 and is_number(words[at - 1])
        case (_, "AND", _):
            return at == 0 or end == len(words) or words[end] in SEPARATORS | {"SIDE"}
        case _:
            return True


def _paired(said: Sequence[SideHeard], sideless: frozenset[int]) -> tuple[Place, ...] | None:
    """The places, each with the side that stands with it: "2r", "right hand", "2, left".

    A side between two places that could belong to either ("hand left foot") belongs to none.
    """
    runs = [list(run) for is_run, run in groupby(said, key=lambda one: one is not None) if is_run]
    places: list[Place] | None = []
    for run, following in pairwise([*runs, []]):
        side_at = [isinstance(one, SideSaid) for one in run]
        if places is None or _is_between(side_at, following):
            return None
        if side_at[0] and len(run) > 1:
            places = _side_first(run, places)
        else:
            places = _side_last(run, places, sideless)
    return tuple(places) if places else None


def _is_between(side_at: Sequence[bool], following: Sequence[SideHeard]) -> bool:
    """Whether a side could belong to the place before it or to the one after it."""
    if side_at == [True]:
        return any(isinstance(one, SideSaid) for one in following[:1])
    return any(side_at) and not side_at[0] and not side_at[-1]


def _side_first(run: Sequence[SideHeard], before: list[Place]) -> list[Place] | None:
    places = list(before)
    side: Side | None = None
    for one in run:
        match one:
            case Place():
                places.append(one._replace(side=side))
                side = None
            case SideSaid() if side is None:
                side = one.side
            case _:
                return None
    return places if side is None else None


def _side_last(
    run: Sequence[SideHeard], before: list[Place], sideless: frozenset[int]
) -> list[Place] | None:
    places = list(before)
    for one in run:
        match one:
            case Place():
                places.append(one)
            case SideSaid() if places and places[-1].side is None:
                first = _first_without_side(places) if one.of_all else len(places) - 1
                for index in range(first, len(places)):
                    if index == len(places) - 1 or places[index].number not in sideless:
                        places[index] = places[index]._replace(side=one.side)
            case _:
                return None
    return places


def _first_without_side(places: Sequence[Place]) -> int:
    """Where the places at the end that have no side yet begin."""
    return max((index for index, place in enumerate(places, start=1) if place.side), default=0)
