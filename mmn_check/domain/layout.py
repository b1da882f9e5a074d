"""How the page is laid out: which lines, under which headings, in which order. Data only."""

from __future__ import annotations

from typing import Literal

from mmn_check.domain.conditions import Condition
from mmn_check.domain.layout_parts import Part
from mmn_check.domain.named import DatedId, PlacesId, QuestionId, SectionId, TextId
from mmn_check.domain.records import Record

PageState = Literal["not_sure", "skipped", "declined", "not_asked"]


class Heading(Record):
    """One heading of page 1."""

    heading: str
    lines: tuple[tuple[Part, ...], ...]
    """Each line is a run of sentences, broken where the page is full."""
    limit: int
    """So many lines of page 1, at the width of its answers."""
    whole: bool = False
    """Whether all of it must stand there, so that the limit gives way."""
    tight: int | None = None
    """A smaller limit, for when what must stand whole needs the room."""
    must: bool = False
    """Whether it must be on page 1 whatever else is cut."""
    beside: bool = False
    """Whether it may stand on the line of the heading before, where both are short."""
    space: bool = False
    """Whether a blank line goes before."""
    page_2: tuple[tuple[Part, ...], ...] = ()
    """What is said in full where page 1 sends its reader to page 2; if absent, its lines."""
    ask_if: Condition = ()


class RestOfFirst(Record):
    """What page 1 had no room for, in full: it says "page 2", so this comes first there."""

    kind: Literal["rest"] = "rest"
    heading: str
    ask_if: Condition = ()


class Lines(Record):
    """A heading with lines like those of page 1, but uncut."""

    kind: Literal["lines"] = "lines"
    heading: str
    lines: tuple[tuple[Part, ...], ...]
    ask_if: Condition = ()


class Sign(Record):
    """What the body grid shows for each place: one question about places."""

    name: str
    question: PlacesId
    or_else: tuple[QuestionId, ...] = ()
    """As in `Say`: what speaks where no place was marked."""


class BodyGrid(Record):
    """Places by side, with the signs marked there."""

    kind: Literal["grid"] = "grid"
    heading: str
    signs: tuple[Sign, ...]
    ask_if: Condition = ()


class Answers(Record):
    """Every answer to the questions of some sections, or to those named."""

    kind: Literal["answers"] = "answers"
    heading: str
    sections: tuple[SectionId, ...] = ()
    questions: tuple[QuestionId, ...] = ()
    ask_if: Condition = ()


class SaidNo(Record):
    """What was said no to, and what was merely not ticked."""

    kind: Literal["said_no"] = "said_no"
    heading: str
    ask_if: Condition = ()


class States(Record):
    """The questions that have no value, for one reason or another."""

    kind: Literal["states"] = "states"
    heading: str
    states: tuple[PageState, ...]
    ask_if: Condition = ()


class Event(Record):
    """A dated thing: a question of kind date, or the rows of a table with the cell of its date."""

    question: DatedId
    text: str
    """With the fields of `Each`, or those of `Say`."""
    date: str | None = None
    """The table's cell that holds the date."""


class Timeline(Record):
    """Dated things in the order of time."""

    kind: Literal["timeline"] = "timeline"
    heading: str
    events: tuple[Event, ...]
    ask_if: Condition = ()


class WordsUsed(Record):
    """The glossary's entries for the words used so far."""

    kind: Literal["words_used"] = "words_used"
    heading: str
    ask_if: Condition = ()


More = RestOfFirst | Lines | BodyGrid | Answers | SaidNo | States | Timeline | WordsUsed


class Page(Record):
    """The whole layout: the title bar, page 1 in order, and the pages behind it in order."""

    title: tuple[Part, ...]
    about: tuple[Part, ...]
    """When it was made, for which visit, who filled it in."""
    statement: TextId
    """The fixed text that stands in the title bar and at the foot of every page."""
    note: TextId | None = None
    """The fixed text that tells the doctor how the page came about."""
    owner: tuple[Part, ...] = ()
    """Whose page it is, for the foot of every page."""
    first: tuple[Heading, ...]
    more: tuple[More, ...] = ()


class Chapter(Record):
    """A heading, and the questions told under it."""

    heading: str
    sections: tuple[SectionId, ...] = ()
    questions: tuple[QuestionId, ...] = ()
    """These are told here even if their section is told elsewhere."""


class Changes(Record):
    """How it is told what changed between two visits."""

    said: Chapter | None = None
    """What asks for the change itself: told as said at the later visit, and not compared."""
    order: tuple[Chapter, ...] = ()
    """What comes first; the other sections follow under their own titles."""
