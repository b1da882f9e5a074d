"""What the page may hold, and the questions that its parts look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, is_dataclass
from typing import Any, Literal

from mmn_check.bank.conditions import AllOf, AnyOf, Condition, Within
from mmn_check.bank.records import (
    DatedId,
    PlacesId,
    QuestionId,
    RankId,
    Record,
    RowsId,
    SectionId,
    TextId,
)

Joined = Literal["comma", "and", "or", "sentence"]
"""How several things are said in a row: "a, b", "a and b", "a or b", "A. B"."""

FIELDS: Mapping[str, str] = {
    "value": "what was said",
    "name": "what it is about",
    "number": "what was said, a number without its unit",
    "day": "a date as year-month-day, if it is known to the day",
    "length": "the time since a date",
    "before_visit": "how long before the visit a date is; the date, if that cannot be told",
    "made": "the day the page is made",
    "asked": "the day of asking",
}
"""The fields that a template may name besides questions."""

FACTS = ("number", "day", "length", "before_visit")
"""Of these, those that a cell of a table has too: {when.length}."""


class Aside(Record):
    """Words added in brackets when a condition holds."""

    text: str
    ask_if: Condition


class Say(Record):
    """What was said to one question."""

    kind: Literal["say"] = "say"
    question: QuestionId
    or_else: tuple[QuestionId, ...] = ()
    """Questions that speak, in order, where the one before has no value; the last speaks
    for all when none has."""
    name: str | None = None
    """What it is about, for "Heat: not sure"."""
    text: str | None = None
    """With the fields of `FIELDS` and questions' ids; "{name}: {value}" if absent, "{value}"
    where there is no name."""
    says: Mapping[str, str] = field(default_factory=dict)
    """Other words for a choice's id, yes, no or none (in place of the value), or for a state,
    not_asked included (in place of the whole text)."""
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
    unless: Condition = ()
    """Where this holds, nothing is said: another line has said it already."""


class Run(Record):
    """Several short answers in one sentence: "52, right-handed, carpenter"."""

    kind: Literal["run"] = "run"
    parts: tuple[Say, ...]
    join: str = ", "
    ask_if: Condition = ()


class Moves(Record):
    """A question about movements, and the group of places that they belong to."""

    question: PlacesId
    group: str


class Weakness(Record):
    """Places with what each can no longer do, the worst first as the patient chose it."""

    kind: Literal["weakness"] = "weakness"
    places: PlacesId
    worst: QuestionId
    worst_text: str
    """Said in brackets after the worst place."""
    moves: tuple[Moves, ...] = ()
    text: str
    """With the fields {places} and {moves}."""
    elsewhere: str
    """For movements where no place was marked, with the fields {moves} and {side}."""
    instead: Say
    """Speaks where no place was given."""
    ask_if: Condition = ()


class Each(Record):
    """The rows of a table, one after the other."""

    kind: Literal["each"] = "each"
    question: RowsId
    text: str
    """With the fields {thing}, {number}, the ids of the table's cells, and {cell.length}."""
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Other words, by the cell's id, for a choice's id, yes, no or a state."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a cell's id, words of which one was said there: only such rows are said, if any."""
    order: RankId | None = None
    """A question that ranks the things: where it was answered, only those it names are said."""
    together: Joined | None = None
    """How neighbours with the same cells are said at once: "Buttons, stairs: harder"."""
    listed: bool = False
    """Whether each row is a line of its own, without a stop."""
    quotes: bool = True
    instead: Say | None = None
    """Speaks where there are no rows; if absent, the table itself."""
    ask_if: Condition = ()


class Count(Record):
    """How many rows a table has: a fact, never a judgement."""

    kind: Literal["count"] = "count"
    question: RowsId
    text: str = "{count}"
    instead: Say | None = None
    ask_if: Condition = ()


class Urgent(Record):
    """What was ticked of that which calls for the stop card, or that nothing was."""

    kind: Literal["urgent"] = "urgent"
    parts: tuple[Say | Each, ...]
    """Each speaks only if its question calls for the stop card."""
    shown: str = ""
    """With {shown}: when the stop card was shown."""
    nothing: str
    """With {asked}."""
    ask_if: Condition = ()


class Fixed(Record):
    """A fixed text of the bank, with the fields {made} and {asked}."""

    kind: Literal["fixed"] = "fixed"
    text: TextId
    ask_if: Condition = ()


class Extent(Record):
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


Path = tuple[str | int, ...]

NAMES = frozenset({"question", "questions", "or_else", "order", "places", "worst"})
"""The fields of the layout that hold questions' ids."""
CONDITIONS = frozenset({"ask_if", "unless"})
"""The fields of the layout that hold conditions."""


def questions_in(layout: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every question that a piece of layout names outside its texts, with where it does."""
    if isinstance(layout, tuple):
        for at, one in enumerate(layout):
            yield from questions_in(one, (*path, at))
    elif isinstance(layout, AnyOf | AllOf | Within):
        yield path[:-1], layout.question
    elif is_dataclass(layout):
        for one in fields(layout):
            value = getattr(layout, one.name)
            if one.name not in NAMES:
                yield from questions_in(value, (*path, one.name))
            elif isinstance(value, tuple):
                yield from (((*path, one.name, at), named) for at, named in enumerate(value))
            elif value is not None:
                yield (*path, one.name), value


def looked_at_in(layout: Any) -> Iterator[str]:
    """Every question that a condition in a piece of layout looks at."""
    return (named for path, named in questions_in(layout) if path[-1] in CONDITIONS)
