"""What is printed: a summary as headings and facts, each knowing where it came from.

Computed once (summarize.py) and drawn many times. Whoever draws it adds no words. Page 1 comes as
ranked facts, all of them; a drawing that has too little room leaves out those of the highest
rank, whole, and names them. Text is never markup; `own` pieces hold the patient's own words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mmn_check.bank.records import Record
from mmn_check.visit.values import Mark

ABOUT = "page"
"""The origin of words that come from the layout alone, whatever was answered."""


class Piece(NamedTuple):
    """A run of characters."""

    text: str
    own: bool = False
    """Whether these are the patient's own words, kept to the letter (quotation marks apart)."""
    strong: bool = False


Phrase = tuple[Piece, ...]


class Sentence(Record):
    """A few words that come from the same answers, and are printed whole or not at all."""

    pieces: Phrase
    origins: frozenset[str]
    """The ids of the questions and fixed texts that were looked at for it; never empty."""
    rank: int = 0
    """On page 1: what matters least has the highest."""
    names: tuple[str, ...] = ()
    """What it is called where it was left out; several where it is about several things."""
    questions: tuple[str, ...] = ()
    """On page 1: those of which it tells the answers."""
    denies: bool = False
    """Whether it tells of something that it is not there, or was not picked."""

    @property
    def text(self) -> str:
        """The sentence as plain text; it may hold line breaks that the patient made."""
        return "".join(piece.text for piece in self.pieces)


class Line(Record):
    """Sentences that flow into one another."""

    sentences: tuple[Sentence, ...]
    label: Sentence | None = None
    """What the line is about, printed before it or above it."""
    under: bool = False
    """Whether it belongs under the line before: a row of the table named there."""

    @property
    def text(self) -> str:
        """The line without its label."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def every(self) -> tuple[Sentence, ...]:
        """Its label, if it has one, and its sentences."""
        return (self.label, *self.sentences) if self.label else self.sentences

    @property
    def origins(self) -> frozenset[str]:
        """Where the line and its label came from."""
        return origins_of(self.every)


class Grid(Record):
    """A table: what its columns are called, and rows of as many cells."""

    head: tuple[str, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    wide_end: bool = False
    """Whether the last column alone has long cells."""


PointRuns = tuple[tuple[tuple[int, float], ...], ...]
"""Days across and numbers up, as they were told, in the order of the days: what is joined."""


class Panel(Record):
    """Numbers that run up on one scale."""

    numbers: tuple[str, ...]
    """What each is called."""
    scale: str
    """Their unit, or what the ends of the scale are called."""


class Strip(Record):
    """The days from one dose on, or all by the calendar."""

    name: str
    dates: tuple[tuple[int, str], ...]
    """What stands below its days, each at its day."""
    doses: tuple[int, ...]
    """The days on which a dose is marked."""
    points: tuple[tuple[PointRuns, ...], ...]
    """By panel, and in it by what each number is called."""


class Chart(Record):
    """Numbers by day: points as they were told, with nothing worked out from them."""

    across: str
    """What the days are counted from; empty where they run by the calendar."""
    days: tuple[int, ...]
    """Those that are written across; the last is the end."""
    panels: tuple[Panel, ...]
    strips: tuple[Strip, ...]
    """One below the other, on the same days."""
    dose: str
    """What the mark of a dose means."""
    note: str = ""
    """What of it is not drawn."""


class Block(Record):
    """A heading with its lines, or with a table."""

    heading: str
    lines: tuple[Line, ...] = ()
    whole: bool = False
    """On page 1: whether nothing of it is ever left out."""
    grid: Grid | None = None
    chart: Chart | None = None
    """What is drawn of it where there is paper; its table and lines say the same and more."""


class Marking(Record):
    """One sign of a figure, and where it was marked."""

    name: str
    letter: str
    marks: tuple[Mark, ...]
    unsure: bool
    """Whether the person was not sure that it is there at all."""
    said: Sentence
    """The same in words, as they stand on the page."""


class BodyChart(Record):
    """A body on which something was marked."""

    name: str
    signs: tuple[Marking, ...]
    unmarked: tuple[Sentence, ...] = ()
    """Why the others have no mark: "cramps: not asked"."""


class Summary(Record):
    """One visit, or what changed between two, ready to be drawn."""

    title: Line
    """Who it is about, or what it is."""
    about: Line
    statement: Line
    """That it is no diagnosis: under the title and at the foot of every page."""
    note: Line | None = None
    """How the page came about."""
    urgent: Line | None = None
    """What stands framed above everything else; always whole."""
    first: tuple[Block, ...] = ()
    """Page 1, from top to bottom."""
    figures: tuple[BodyChart, ...] = ()
    second: tuple[Block, ...] = ()
    """Page 2, from top to bottom."""
    answers: tuple[Block, ...] = ()
    """Everything that was asked and answered, once."""
    takes_back: tuple[str, ...] = ()
    """Words with which people take back what they said."""
    made: date


def origins_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Everything that any of the sentences came from."""
    return frozenset[str]().union(*(sentence.origins for sentence in sentences))
