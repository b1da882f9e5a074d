"""The parts that a line of the page is made of: what is said, and in which words. Data only.

A template holds named fields: "Since {value}[ ({length})]". A part in square brackets is left
out when a field in it has nothing to say. There are no expressions. A field that is not one of
the part's own is a question's id, and stands for what was said there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from mmn_check.domain.conditions import Condition
from mmn_check.domain.named import PlacesId, QuestionId, RankId, RowsId, TextId
from mmn_check.domain.records import Record

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
