"""What differs, in sentences: what was said, what is said now, and nothing made of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mmn_check.domain.changing.found import Change, Difference, RowDifference, Said
from mmn_check.domain.printed import Line, Sentence
from mmn_check.domain.summing.phrases import STATE_WORDS
from mmn_check.domain.summing.wording import (
    Filling,
    Listing,
    Phrase,
    as_phrase,
    capital,
    fill,
    flat,
    with_stop,
    words,
)
from mmn_check.language import tr, tr_later

WAS, NOW = tr_later("Was: {said}"), tr_later("Now: {said}")
SAID_THEN, SAID_NOW = tr_later("Said then: {said}"), tr_later("Said now: {said}")
Origins = frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Days:
    """What the two visits are called."""

    then: str
    now: str


@dataclass(frozen=True, kw_only=True)
class Teller:
    """Tells one change, from what is behind the question."""

    change: Change
    label: Sentence
    days: Days

    def lines(self) -> Iterator[Line]:
        """One line on the question, then one on each row of a table."""
        said = [sentence for part in self.change.parts for sentence in self._part(part)]
        if self.change.reordered:
            said.append(self._sentence(tr("In another order")))
        yield Line(sentences=tuple(said), label=self.label)
        yield from map(self._row, self.change.rows)

    def _part(self, part: Difference) -> Iterator[Sentence]:
        if len(part.key) > 1:
            yield self._alone(part) if self.change.is_one_sided else self._inside(part)
        elif self.change.is_one_sided:
            asked = [one for one in (part.was, part.now) if one.standing != "not_asked"]
            yield from self._said("{said}", *asked)
        elif part.several:
            yield from self._picks(part)
        else:
            yield from self._said(SAID_THEN if part.told else WAS, part.was)
            yield from self._said(SAID_NOW if part.told else NOW, part.now)
        unoffered = tr("Not on the list on {day}: {said}")
        for day, things in (
            (self.days.then, part.not_offered_then),
            (self.days.now, part.not_offered_now),
        ):
            if things:
                yield self._sentence(unoffered, day=words(day), said=Listing(things))

    def _picks(self, part: Difference) -> Iterator[Sentence]:
        """Which of several things are new and which are gone, "none of these" as it was said."""
        if part.was.standing == "none":
            yield from self._said(WAS, part.was)
        if part.new:
            yield self._sentence(tr("New: {said}"), said=Listing(part.new))
        if part.gone:
            yield self._sentence(tr("No longer picked: {said}"), said=Listing(part.gone))
        for turn in part.turned:
            turned = tr("{thing}: was {was}, now {now}")
            yield self._sentence(turned, thing=turn.thing, was=turn.was, now=turn.now)
        if part.now.standing == "none":
            yield from self._said(NOW, part.now)

    def _inside(self, part: Difference) -> Sentence:
        """What differs in a follow-up or a cell, in one sentence."""
        both = fill(
            tr("was {was}; now {now}"),
            {"was": in_words(part.was), "now": in_words(part.now)}.get,
        )
        return self._about(part, flat(both))

    def _alone(self, part: Difference) -> Sentence:
        """What a follow-up or a cell says that stands at one visit only."""
        said = part.was if part.now.standing == "not_asked" else part.now
        return self._about(part, as_phrase(in_words(said)))

    def _about(self, part: Difference, said: Phrase) -> Sentence:
        asks = part.asked.endswith("?")
        name = words(f"{part.asked} " if asks else f"{part.asked}: ")
        return self._sentence("{name}{said}", name=name, said=capital(said) if asks else said)

    def _row(self, row: RowDifference) -> Line:
        """One row: whether it is new or gone, and its cells."""
        said = []
        if row.is_new and self.change.is_comparable:
            said.append(self._sentence(tr("New")))
        if row.is_gone and self.change.is_comparable:
            said.append(self._sentence(tr("No longer there")))
        label = Sentence(pieces=capital(row.thing), origins=self.label.origins)
        for cell in row.cells:
            one_sided = row.is_new or row.is_gone
            said.append(self._alone(cell) if one_sided else self._inside(cell))
        return Line(sentences=tuple(said), label=label, under=True)

    def _said(self, template: str, *several: Said) -> Iterator[Sentence]:
        for said in several:
            if said.things or said.standing != "answered":
                yield self._sentence(tr(template), said=in_words(said))

    def _sentence(self, template: str, **filled: Filling) -> Sentence:
        return sentence(template, self.label.origins, **filled)


def in_words(said: Said) -> Filling:
    """What stood at a visit; why, if nothing did."""
    return Listing(said.things) if said.things else words(tr(STATE_WORDS[said.standing]))


def sentence(template: str, origins: Origins, **filled: Filling) -> Sentence:
    """A sentence of the program's, with its fields filled."""
    pieces: Phrase = flat(fill(template, filled.get))
    return Sentence(pieces=with_stop(capital(pieces)), origins=origins)
