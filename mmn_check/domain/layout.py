"""How the page is laid out: which answers, under which headings, in which words. Data only.

A template holds named fields: "Since {value}[ ({length})]". A part in square brackets is left
out when a field in it has nothing to say. There are no expressions. A page line is made of
parts of a few kinds; a field that is not one of the part's own is a question's id, and stands
for what was said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from mmn_check.domain.conditions import Condition
from mmn_check.domain.named import DatedId, PlacesId, QuestionId, RankId, RowsId, SectionId, TextId

Joined = Literal["comma", "and", "or", "sentence"]
"""How several things are said in a row: "a, b", "a and b", "a or b", "A. B"."""

PageState = Literal["not_sure", "skipped", "declined", "not_asked"]


@dataclass(frozen=True, kw_only=True)
class Aside:
    """Words added in brackets when a condition holds."""

    text: str
    ask_if: Condition


@dataclass(frozen=True, kw_only=True)
class Say:
    """What was said to one question."""

    kind: Literal["say"] = "say"
    question: QuestionId
    or_else: tuple[QuestionId, ...] = ()
    """Questions that speak, in order, where the one before has no value; the last speaks
    for all when none has."""
    name: str | None = None
    """What it is about, for "Heat: not sure"."""
    text: str | None = None
    """With the fields {value}, {length} (of time since a date), {asked} (the day of asking)
    and questions' ids; "{name}: {value}" if absent, "{value}" where there is no name."""
    says: Mapping[str, str] = field(default_factory=dict)
    """Other words for a choice's id, yes, no or none (in place of the value), or for a state,
    not_asked included (in place of the whole text; "" says nothing)."""
    asides: tuple[Aside, ...] = ()
    join: Joined = "comma"
    quotes: bool = True
    """Whether the patient's own words stand in quotation marks."""
    if_given: bool = False
    """Whether to say nothing where there is no value."""
    rest: str | None = None
    """For a list whose rest was confirmed: how it is said that the rest is not there."""
    rest_open: str | None = None
    """The same where the rest was not confirmed: that it was not ticked."""
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Run:
    """Several short answers in one sentence: "52, right-handed, carpenter"."""

    kind: Literal["run"] = "run"
    parts: tuple[Say, ...]
    join: str = ", "
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Moves:
    """A question about movements, and the group of places that they belong to."""

    question: PlacesId
    group: str


@dataclass(frozen=True, kw_only=True)
class Weakness:
    """Places with what each can no longer do, the worst first as the patient chose it."""

    kind: Literal["weakness"] = "weakness"
    places: PlacesId
    worst: QuestionId
    worst_text: str
    """Said in brackets after the worst place."""
    moves: tuple[Moves, ...] = ()
    text: str = "{places}[: {moves}]"
    instead: Say
    """Speaks where no place was given."""
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Each:
    """The rows of a table, one after the other."""

    kind: Literal["each"] = "each"
    question: RowsId
    text: str
    """With the fields {thing}, {number}, the ids of the table's cells, and {cell.length}."""
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Other words, by the cell's id, for a choice's id, yes, no or a state."""
    order: RankId | None = None
    """A question that ranks the things: where it was answered, only those it names are said."""
    together: bool = False
    """Whether neighbours with the same cells are said at once: "Buttons, stairs: harder"."""
    listed: bool = False
    """Whether each row is a line of its own, without a stop."""
    quotes: bool = True
    instead: Say | None = None
    """Speaks where there are no rows; if absent, the table itself."""
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Count:
    """How many rows a table has: a fact, never a judgement."""

    kind: Literal["count"] = "count"
    question: RowsId
    text: str = "{count}"
    instead: Say | None = None
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Urgent:
    """What was ticked of that which calls for the stop card, or that nothing was."""

    kind: Literal["urgent"] = "urgent"
    questions: tuple[QuestionId, ...]
    text: str = "{value}"
    """With {value}, {asked}, and {shown}: when the stop card was shown."""
    nothing: str
    """With {asked}."""
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Fixed:
    """A fixed text of the bank, with the fields {made} and {asked}."""

    kind: Literal["fixed"] = "fixed"
    text: TextId
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Extent:
    """Words for a page that not all questions stand behind yet."""

    kind: Literal["extent"] = "extent"
    short: str
    """At depth 1."""
    core: str
    """At depth 2."""
    unfinished: str
    """While questions are open."""
    ask_if: Condition = ()


Part = Say | Run | Weakness | Each | Count | Urgent | Fixed | Extent


@dataclass(frozen=True, kw_only=True)
class Tighter:
    """A smaller limit, when the condition holds."""

    limit: int
    ask_if: Condition


@dataclass(frozen=True, kw_only=True)
class Heading:
    """One heading of page 1."""

    heading: str
    lines: tuple[tuple[Part, ...], ...]
    """Each line is a run of sentences, broken where the page is full."""
    limit: int
    """So many lines of page 1, at the width of its answers."""
    tighter: Tighter | None = None
    must: bool = False
    """Whether it must be on page 1 whatever else is cut."""
    beside: bool = False
    """Whether it may stand on the line of the heading before, where both are short."""
    space: bool = False
    """Whether a blank line goes before."""
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Lines:
    """A heading with lines like those of page 1, but uncut."""

    kind: Literal["lines"] = "lines"
    heading: str
    lines: tuple[tuple[Part, ...], ...]
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Sign:
    """What the body grid shows for each place: one question about places."""

    name: str
    question: PlacesId
    or_else: tuple[QuestionId, ...] = ()
    """As in `Say`: what speaks where no place was marked."""


@dataclass(frozen=True, kw_only=True)
class BodyGrid:
    """Places by side, with the signs marked there."""

    kind: Literal["grid"] = "grid"
    heading: str
    signs: tuple[Sign, ...]
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Every answer to the questions of some sections, or to those named."""

    kind: Literal["answers"] = "answers"
    heading: str
    sections: tuple[SectionId, ...] = ()
    questions: tuple[QuestionId, ...] = ()
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class SaidNo:
    """What was said no to, and what was merely not ticked."""

    kind: Literal["said_no"] = "said_no"
    heading: str
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class States:
    """The questions that have no value, for one reason or another."""

    kind: Literal["states"] = "states"
    heading: str
    states: tuple[PageState, ...]
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class Event:
    """A dated thing: a question of kind date, or the rows of a table with the cell of its date."""

    question: DatedId
    text: str
    """With the fields of `Each`, or none."""
    date: str | None = None
    """The table's cell that holds the date."""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Dated things in the order of time."""

    kind: Literal["timeline"] = "timeline"
    heading: str
    events: tuple[Event, ...]
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class OwnWords:
    """Everything that was said in free words."""

    kind: Literal["own_words"] = "own_words"
    heading: str
    ask_if: Condition = ()


@dataclass(frozen=True, kw_only=True)
class WordsUsed:
    """The glossary's entries for the questions that were answered."""

    kind: Literal["words_used"] = "words_used"
    heading: str
    ask_if: Condition = ()


More = Lines | BodyGrid | Answers | SaidNo | States | Timeline | OwnWords | WordsUsed


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole layout: the title bar, page 1 in order, and the pages behind it in order."""

    title: tuple[Part, ...]
    about: tuple[Part, ...]
    """When it was made, for which visit, who filled it in."""
    statement: TextId
    """The fixed text that stands in the title bar and at the foot of every page."""
    first: tuple[Heading, ...]
    more: tuple[More, ...] = ()
