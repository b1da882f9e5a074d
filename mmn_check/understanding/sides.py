"""Which side goes with which place, in the order in which people say them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from mmn_check.bank.model import Choice
from mmn_check.understanding.labels import ARTICLES, plainly
from mmn_check.understanding.lexicon import lexicon, listed
from mmn_check.understanding.lists import JOINTS, SEPARATORS, Listing, part_at
from mmn_check.understanding.replies import is_body
from mmn_check.understanding.talk_around import phrases_in
from mmn_check.understanding.utterance import SIGNS, SpokenWords, is_number, stem, words_in
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
NAMED = "\0"
"""Begins what stands for a choice that is named, before its number."""
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
    heads: bool = False
    """Said as "right side: ...": of every place behind it, until another side is said."""


class Break(NamedTuple):
    """What parts places: a comma, an "and", or the end of a sentence."""

    ends_sentence: bool = False
    ends_heading: bool = False
    """Whether what a limb bore before it ends: no calf is on "my right hand"."""
    joins: bool = False
    """Whether it is an "and"."""


SideHeard = Place | SideSaid | Break


_LAST = re.compile(r"(.*)([.,;!])\s+(.*)", re.DOTALL)
_OF_ALL = frozenset({"LEAD", "ALL", "SIDE", "ON", "IN", "THE", *ONE_SIDE})


def sides_told(text: str, language: str) -> str:
    """The text with its one side wherever it points to it, and first if that is said of all last.

    "The left ankle and the toes on that foot", "Gripping and pinching. Left only."
    """
    words = text.split()
    said = [(at, word) for at, one in enumerate(words) for word in words_in(one, language)]
    sides = [at for at, word in said if word in ONE_SIDE]
    if len(sides) != 1:
        return text
    side = words[sides[0]].strip(" ,.;:!")
    if parted := _LAST.fullmatch(text):
        last = words_in(parted[3], language)
        alone = all(one in _OF_ALL or is_limb((one,), language) for one in last)
        behind = sides[0] >= len(parted[1].split())
        if alone and behind and (parted[2] != "," or {"LEAD", "ALL"} & {*last}):
            return f"{side}: {parted[1]}"
    for start, end in reversed([*phrases_in(words, language, "same_side", "on_it")]):
        then = (*words_in(" ".join(words[end : end + 1]), language), ",")
        noun = then[0] == "SIDE" or is_body(then[0], language) or is_limb(then[:1], language)
        if start > sides[0] and (noun or any(phrases_in(words[start:end], language, "on_it"))):
            stop = words[end - 1][-1:]
            words[start:end] = [side + (stop if stop in ",.;" else "")]
    return " ".join(words)


def places_in(
    words: SpokenWords, listing: Listing, choices: Sequence[Choice]
) -> tuple[Place, ...] | None:
    """The places with their sides; None if a word or a side is left over."""
    said = _said(words, listing)
    return None if said is None else paired(said, choices, listing.names.language)


def _said(words: SpokenWords, listing: Listing) -> list[SideHeard] | None:
    said: list[SideHeard] = []
    at = 0
    while at < len(words):
        side, taken = side_at(words, at)
        if side:
            said.append(side)
        elif words[at] in SEPARATORS:
            hangs = words[at] in JOINTS and at in (0, len(words) - 1)
            said.append(Break(ends_sentence=words[at] == ";", joins=words[at] == "AND"))
            taken = 0 if hangs else 1
        elif words[at] == "#1" and len(said) > 1 and isinstance(said[-1], SideSaid):
            taken = 1  # "my calf twitches, the left one"
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
    sides = [(at, *side_at(words, at)) for at in range(len(words))]
    at, said, taken = next((one for one in sides if one[1]), (0, None, 0))
    rest = tuple(one for one in (*words[:at], *words[at + taken :]) if one not in ARTICLES)
    plain = plainly(rest, listing.names)
    meant = plain or listing.names.with_words(rest)
    if said is None or len(meant) != 1 or any(side_at(rest, at)[0] for at in range(len(rest))):
        return None
    # "For both hands" may be a 4, and "right hand and" goes on.
    sounds = lexicon(listing.names.language).section("sounds_like")["surely"]
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


def headed(words: Sequence[str]) -> SpokenWords:
    """The words with a colon behind a side that is said before all: "on the left the fingers"."""
    left: list[str] = []
    for word in words:
        side = left[-1:] == ["SIDE"] and len(left) > 1
        heads = left[-1 - side :][:1]
        on = [one for one in left[: -1 - side] if one not in ARTICLES][-1:] == ["ON"]
        leads = word in ("THE", "A", "LEAD") and on and heads[0] in ONE_SIDE
        left.append(":" if leads else word)
    return tuple(left)


def borne_by_limbs(words: Sequence[str], language: str) -> SpokenWords:
    """The words where a limb that is no place only bears its side, of all before or behind it.

    "Straighten the fingers of my right hand", "My right hand cannot straighten the fingers".
    """
    left: list[str] = []
    rest = [one for one in words if one not in ARTICLES]
    while rest:
        side = [one for one in rest[:2] if one in ONE_SIDE]
        limb = any(is_limb((one,), language) for one in rest[:2])
        behind = any(one[0] == NAMED for one in left)
        if len(side) == 1 and limb:
            left += ["ON", *side] if behind else [*side, ":"]
            rest = rest[2:]
            continue
        # "With the left I cannot grip": the side stands alone, before all.
        then = rest[1] if rest[1:] and rest[1] not in {*ONE_SIDE, "SIDE", "AND", "OR"} else ","
        alone = rest[0] in ONE_SIDE and then.isalpha() and not behind
        left += [rest.pop(0), ":"] if alone else [rest.pop(0)]
    return tuple(left)


def is_limb(words: SpokenWords, language: str) -> bool:
    """Whether a limb is named."""
    limbs = listed(lexicon(language).section("limbs"))
    big = [stem(one.lower(), language) for one in words if one not in ARTICLES | SIGNS]
    return len(big) == 1 and big[0] in limbs


def _until_side(words: SpokenWords, at: int) -> Iterator[str]:
    for index in range(at, len(words)):
        if words[index] in SEPARATORS or side_at(words, index)[0]:
            return
        yield words[index]


def side_at(words: SpokenWords, at: int) -> tuple[SideSaid | None, int]:
    """The side that is said there, and how many words it takes."""
    start = at + 1 if words[at] == "ON" else at
    for length in range(_LONGEST, 0, -1):
        side = _SIDES.get(words[start : start + length])
        end = start + length
        if side and end <= len(words) and _may_stand(words, start, words[start:end]):
            noun = words[end : end + 1] == ("SIDE",)
            colon = words[end + noun : end + noun + 1] == (":",)
            said = SideSaid(side, of_all=start > at, heads=noun or colon)
            return said, end + noun + colon - at
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


def paired(
    said: Sequence[SideHeard], choices: Sequence[Choice], language: str
) -> tuple[Place, ...] | None:
    """The places, each with the side that stands with it ("2r", "right hand"), or holds for it.

    A side between two places that could belong to either ("hand left foot") belongs to none.
    """
    parts = [list(some) for _, some in groupby(said, key=lambda one: isinstance(one, Break))]
    before = [one for some in parts if len(some) > 1 and (one := _before_all(some[0]))]
    if {one.side for one in before} >= {"left", "right"}:
        for some in parts:
            if first := _before_all(some[0]):
                some[0] = first._replace(heads=True)
    pairing = _Pairing(choices, language)
    stop = Break(ends_sentence=True)
    for at, part in enumerate(parts):
        parting, then = [*parts[at + 1 : at + 3], [], []][:2]
        if any(isinstance(one, Break) and one.ends_heading for one in part):
            pairing.end_heading()
        if stop in part:
            pairing.end_sentence()
        elif isinstance(part[0], Break):
            pairing.joined = any(isinstance(one, Break) and one.joins for one in part)
        elif not pairing.take(part, [] if stop in parting else then, then):
            return None
    return tuple(pairing.places) or None


def _before_all(first: SideHeard) -> SideSaid | None:
    """The side said as "on the right", if that begins what stands between two breaks.

    Where the left is said so as well, each holds for all behind it.
    """
    return first if isinstance(first, SideSaid) and first.of_all else None


def _limb_of(choice: Choice, language: str) -> int | None:
    """Which limb a choice is a part of, if it is nothing but that."""
    words = {stem(one.lower(), language) for one in words_in(choice.label, language)} - {"or"}
    limbs = [frozenset(listed(one)) for one in lexicon(language).section("parts_of_limbs")]
    return next((n for n, parts in enumerate(limbs) if choice.sides and words <= parts), None)


class _Pairing:
    """The places so far, and the side that holds for those to come."""

    def __init__(self, choices: Sequence[Choice], language: str) -> None:
        self.places: list[Place] = []
        self.joined = False
        """Whether an "and" stands before what comes now."""
        self._led: Place | None = None
        """The last place that has the side said right before it."""
        self._shared = 0
        """How many at the end have the side of another."""
        self._limbs = [_limb_of(one, language) for one in choices]
        self._sideless = {n for n, one in enumerate(choices, start=1) if not one.sides}
        self._heading: Side | None = None
        """The side said before all: "On the left: the fingers, the hand"."""
        self._begun = 0
        """Where the places of this sentence begin."""

    def end_sentence(self) -> None:
        """Go on behind a full stop."""
        self._begun = len(self.places)

    def end_heading(self) -> None:
        """Go on where another limb is named."""
        self._heading = None

    def take(
        self, run: Sequence[SideHeard], joined: Sequence[SideHeard], then: Sequence[SideHeard]
    ) -> bool:
        """Take what stands between two breaks; tells whether each side has its place.

        `then` is what stands behind the next break; `joined` too, unless a sentence ends there.
        """
        sided = [isinstance(one, SideSaid) for one in run]
        if sided == [True]:
            both = {one.side for one in (*run, *joined[:1]) if isinstance(one, SideSaid)}
            opposed = both == {"left", "right"}  # "foot, left and right hand"
            return not opposed and self._alone(run[0], then)
        self._shared = 0
        if sided[0]:
            return not sided[-1] and self._side_first(run)
        return (sided[-1] or not any(sided)) and self._side_last(run, bare=not any(sided))

    def _alone(self, said: SideHeard, then: Sequence[SideHeard]) -> bool:
        """A side between commas is of the places before it that lack one, else of those behind."""
        if not isinstance(said, SideSaid):
            return False
        for at in range(len(self.places) - self._shared, len(self.places)):
            self.places[at] = self.places[at]._replace(side=None)  # "right hand and wrist, left"
        if self._lacking() < len(self.places):
            return self._side_behind(said, since=0)
        self._heading = said.side
        return any(isinstance(one, Place) for one in then[:1])

    def _side_first(self, run: Sequence[SideHeard]) -> bool:
        said, waits = None, False
        for one in run:
            if isinstance(one, SideSaid):
                if waits:
                    return False
                said, waits = one, True
            elif isinstance(one, Place) and said:
                held = waits or (said.heads and one.number not in self._sideless)
                self.places.append(one._replace(side=said.side) if held else one)
                self._led = self.places[-1] if waits else self._led
                waits = False
        self._heading = said.side if said and said.heads else None
        return True

    def _side_last(self, run: Sequence[SideHeard], *, bare: bool) -> bool:
        for one in run:
            if isinstance(one, Place):
                held = bare and self._heading and one.number not in self._sideless
                self.places.append(one._replace(side=self._heading) if held else one)
            elif not (isinstance(one, SideSaid) and self._side_behind(one, since=self._begun)):
                return False
        if bare and self.joined and (led := self._led):
            self._share(led)
        return True

    def _share(self, led: Place) -> None:
        """Give what follows on the same limb the side of a place: "my right hand and wrist"."""
        at = max(n for n, one in enumerate(self.places) if one == led)
        those = self.places[at:]
        limbs = {self._limbs[one.number - 1] for one in those}
        lacking = all(one.side is None and not one.by_number for one in those[1:])
        if lacking and len(limbs) == 1 and None not in limbs and not led.by_number:
            self.places[at:] = [one._replace(side=led.side) for one in those]
            self._shared = len(those) - 1

    def _side_behind(self, said: SideSaid, *, since: int) -> bool:
        """Give a side to the place before it; said of all, or of numbers, to all that lack it."""
        last = len(self.places) - 1
        if last < 0 or self.places[last].side:
            return False
        self._heading = None
        first = max(since, self._lacking())
        for at in range(first if said.of_all else last, last + 1):
            one = self.places[at]
            if at == last or one.number not in self._sideless:
                self.places[at] = one._replace(side=said.side)
        return True

    def _lacking(self) -> int:
        """Where the places at the end that have no side yet begin."""
        return max((at for at, one in enumerate(self.places, start=1) if one.side), default=0)
