"""What is printed: a summary as headings and lines, each knowing where it came from.

Computed once (summary.py) and drawn many times. Whoever draws it adds no words and leaves none
out: page 1 has been cut to its limits already, and says where the rest stands. Text is never
markup; `own` pieces hold the patient's own words, which are never interpreted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mmn_check.bank.model import Choice
from mmn_check.i18n import tr, tr_later
from mmn_check.visit.values import Mark

ABOUT = "page"
"""The origin of words that come from the layout alone, whatever was answered."""

MEASURE = 60
"""How many columns wide the answers of page 1 are taken to be when they are cut to their limits;
a width that reads well, and never more than what stands beside the labels on 80 columns."""

PAGE_2 = tr_later("page 2")
"""Where there is more: whoever says so on page 1 says it in these words, the bank as well."""

PAGE_LINES = 55
"""So many lines of page 1, the title bar among them."""
TITLE_LINES = 5
"""The most that the title bar takes of them."""


@dataclass(frozen=True)
class Piece:
    """A run of characters."""

    text: str
    own: bool = False
    """Whether these are the patient's own words, kept to the letter (quotation marks apart)."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """A few words that come from the same answers."""

    pieces: tuple[Piece, ...]
    origins: frozenset[str]
    """The ids of the questions and fixed texts that decided what stands here; never empty."""

    @property
    def sends_to_page_2(self) -> bool:
        """Whether it says that there is more on page 2, and not in the patient's words."""
        return says_page_2(self.pieces)

    @property
    def text(self) -> str:
        """The sentence as plain text; it may hold line breaks that the patient made."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, kw_only=True)
class Line:
    """Sentences that flow into one another and are broken where the page is full."""

    sentences: tuple[Sentence, ...]
    label: Sentence | None = None
    """What the line is about ("Which parts are weak? (distribution of weakness)"), printed
    before it or above it."""
    under: bool = False
    """Whether it belongs under the line before: a row of the table named there."""

    @property
    def text(self) -> str:
        """The line without its label."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def origins(self) -> frozenset[str]:
        """Where the line and its label came from."""
        return origins_of((*self.sentences, *([self.label] if self.label else [])))


@dataclass(frozen=True, kw_only=True)
class GridSign:
    """One sign of the body grid ("Twitches"), and where it was marked."""

    name: str
    marks: tuple[Mark, ...]
    said: Sentence
    """What was said in words: "right hand", "no", "not sure", "skipped", "not asked" ..."""
    is_open: bool = False
    """Whether it may be anywhere: nothing is marked, and that was not said to be a no."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Places by side by sign. A place without a mark was not marked, which is not a no."""

    places: tuple[Choice, ...]
    """Every place that any of the signs offers, head to foot as in the bank."""
    signs: tuple[GridSign, ...]

    def marked(self, place: str, side: str) -> tuple[str, ...]:
        """The names of the signs marked at a place, "both" counting for left and for right."""
        sides = {side, "both"} if side in ("left", "right") else {side}
        return tuple(
            sign.name
            for sign in self.signs
            if any(mark.place == place and mark.side in sides for mark in sign.marks)
        )


@dataclass(frozen=True, kw_only=True)
class Block:
    """A heading with its lines."""

    heading: str
    lines: tuple[Line, ...]
    must: bool = False
    """Whether it must be on page 1 whatever else is cut."""
    limit: int | None = None
    """On page 1: so many lines of MEASURE columns, to which it has been cut."""
    beside: bool = False
    """Whether it may stand on the line of the block before, where both are short."""
    space: bool = False
    """Whether a blank line goes before."""
    grid: Grid | None = None
    """The body grid, drawn before the lines."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One visit, or what changed between two, ready to be drawn."""

    title: Line
    about: Line
    """When it was made, for which visit, who filled it in."""
    statement: Line
    """That it is no diagnosis: in the title bar and at the foot of every page."""
    note: Line | None = None
    """How the page came about, for the doctor; a drawing may put it in its title bar."""
    owner: Line | None = None
    """Whose page it is; a drawing may put it at the foot of every page."""
    first: tuple[Block, ...]
    """Page 1, from top to bottom."""
    more: tuple[Block, ...]
    """The pages behind it, from top to bottom."""
    made: date

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Everything below the title bar."""
        return (*self.first, *self.more)


def says_page_2(pieces: Iterable[Piece]) -> bool:
    """Whether the words, the patient's own apart, send their reader to page 2."""
    there = tr(PAGE_2)
    return any(there in piece.text for piece in pieces if not piece.own)


def origins_of(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Everything that any of the sentences came from."""
    return frozenset[str]().union(*(sentence.origins for sentence in sentences))
