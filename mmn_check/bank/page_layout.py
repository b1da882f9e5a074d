"""How the page is laid out: which facts, under which headings, in which order. Data only.

A fact is a template with named fields: "Since {began}[ ({began.length})]". What stands in square
brackets is left out when a field in it has nothing to say, and of several parts with "|" between
them the first that says something stands; where any other field has nothing to say, the fact is
silent. What stands between asterisks is bold. There are no expressions.

A field is a question's id and stands for what was said there, or a fixed text's id. In a fact
about each row of a table or each thing picked it may be a cell: `{when}`, or `{table.cell}` of a
table about the same things. Behind a dot stands what else is known of an answer (`FACTS`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from typing import Literal

from mmn_check.bank.conditions import Condition
from mmn_check.bank.records import PicksId, PlacesId, QuestionId, Record, SectionId, TextId

PageState = Literal["not_sure", "skipped", "declined", "not_asked"]


class KnownFact(Record, kw_only=False):
    """Something that is known of an answer besides the answer itself."""

    kinds: tuple[str, ...] = ()
    """The kinds of questions of which it is known; any if empty."""
    may_lack: bool = False
    """Whether it may be unknown although an answer was given."""
    of_card: bool = False
    """Whether it is known only of questions that show the stop card."""


NUMBERS = ("number", "rating")
FACTS: Mapping[str, KnownFact] = {
    "number": KnownFact(NUMBERS),  # a number without its unit
    "bare": KnownFact(),  # own words without quotation marks, which the template gives
    "more": KnownFact(("text",), may_lack=True),  # own words, unless they say that there is nothing
    # the time from a date to the day the page is made
    "length": KnownFact(("date",), may_lack=True),
    "since": KnownFact(
        ("date",)
    ),  # "since 2011"; of a span "since some time between 2011 and 2013"
    "before_visit": KnownFact(("date",), may_lack=True),  # how many days before the visit a date is
    "days": KnownFact(("date",), may_lack=True),  # the same as a bare number
    "weeks_in_days": KnownFact(NUMBERS),  # a number of weeks in days
    "by_side": KnownFact(),  # places or movements by their side: "left: grip, pinch"
    # says that the thing a fact is about was picked there too, in the words of `says`
    "picked": KnownFact(),
    "others": KnownFact(("many",), may_lack=True),  # what of a list was said no to, by name
    # what of a list was left unticked, where the rest was not confirmed
    "unticked": KnownFact(("many",), may_lack=True),
    # what of a list that was denied is known from a test alone
    "untold": KnownFact(("many",), may_lack=True),
    "ask": KnownFact(),  # what a question is about, with a colon
    "none": KnownFact(("rows",), may_lack=True),  # what it is called that a table has no rows
    "count": KnownFact(),  # how many things a list offers, or how many rows a table has
    "asked": KnownFact(),  # the day on which it was asked
    "shown": KnownFact(may_lack=True, of_card=True),  # when the stop card was shown for it
    # when what the card was shown for was unticked
    "taken_back": KnownFact(may_lack=True, of_card=True),
}
"""What a field may say by a name behind a dot: the check and the summary go by it."""

LEFT_OVER = ("others", "unticked", "untold")
"""Those that tell what of a list was not picked."""

OWN_FIELDS = ("made", "asked", "title", "thing", "row", "language")
"""The fields that are no question's: the day the page is made, the day of the questions, the title
of the bank, what a row is about or what was picked, its number, and which language it was answered
in, by `says`, where the page is in another."""

TOKEN = re.compile(r"\{([a-z0-9_.]+)\}|[\[\]|*]")
"""A field of a template, or a mark that groups, sets apart or stresses."""


@cache
def fields_of(template: str) -> tuple[str, ...]:
    """The names of the fields, in order."""
    return tuple(match[1] for match in TOKEN.finditer(template) if match[1])


def question_of(field: str) -> str:
    """The question that a field names, if it names one."""
    return field.partition(".")[0]


OPTIONAL = re.compile(r"\[[^\[\]]*\]")


def needed_fields_of(template: str) -> tuple[str, ...]:
    """The names of the fields outside square brackets."""
    return fields_of(OPTIONAL.sub("", template))


def is_whole(template: str) -> bool:
    """Whether every mark is closed, and no bracket stands inside another."""
    marks = re.sub(r"\{[a-z0-9_.]+\}|[^\[\]{}|*]", "", template)
    groups = re.fullmatch(r"(\[\|*\])*", marks.replace("*", ""))
    return marks.count("*") % 2 == 0 and groups is not None


class Fact(Record):
    """One thing that page 1 may say, or one for each row of a table."""

    text: str
    """The words, with fields in braces: "Began {began}[ ({began.length})]"."""
    rank: int = 5
    """What matters least has the highest and is left out first."""
    name: str | None = None
    """What it is called where it has no value ("Heat: not sure") or was left out."""
    if_given: bool = False
    """Whether to say nothing where there is no value."""
    lead: str | None = None
    """Begins a line of its own with this label; the facts behind it stand on the same line."""
    each: PicksId | None = None
    """A fact for each row of this table, or for each thing picked here."""
    only: tuple[str, ...] = ()
    """With `each`, or a field about a list: the choices and groups that are meant; all if empty."""
    but: tuple[str, ...] = ()
    """The same: those that are not meant."""
    among: tuple[PicksId, ...] = ()
    """With `each`: only what was picked in one of these too."""
    not_among: tuple[PicksId, ...] = ()
    """With `each`: only what was picked in none of these."""
    with_lists: tuple[PicksId, ...] = ()
    """What a field behind which `by_side` stands tells besides its own list."""
    together: bool = False
    """With `each`: neighbours of which the same is said are told at once, as "b, c: harder"."""
    worst: QuestionId | None = None
    """A place that stands first among others, in bold."""
    worst_text: str = ""
    """Said in brackets after it."""
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Other words, by a question or cell, for a choice's id, yes, no or none."""
    then: bool = False
    """Told only where another thing was said at the visit before: what was, its day, and what is
    said now, behind the name."""
    now_elsewhere: bool = False
    """With `then`: another fact of page 1 tells what is said now; here only what was is told."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """With `each`: by a cell, words of which one was said there; other rows are not said."""
    ask_if: Condition = ()
    """When it is told."""
    unless: Condition = ()
    """When it is not told."""
    nor: Condition = ()
    """When it is not told either."""


class Topic(Record):
    """What page 1 names where nobody asked for it, so that its silence is no "no"."""

    name: str
    """What it is called: "cramps"."""
    questions: tuple[QuestionId, ...]
    """What asks for it, and what asked for it in earlier versions of the bank."""
    ask_if: Condition = ()
    """When it is missed."""
    unless: Condition = ()
    """When it is not."""


class PageRow(Record):
    """A heading of page 1 and its facts."""

    heading: str
    """What stands before its lines."""
    facts: tuple[Fact, ...]
    """What it tells, in order."""
    topics: tuple[Topic, ...] = ()
    """What it ends with, by name, where that was not asked."""
    whole: bool = False
    """Whether nothing of it is ever left out."""
    quiet: bool = False
    """Whether it goes without a word where nothing was answered."""
    ask_if: Condition = ()
    """When the row stands there."""


class Sign(Record):
    """One question about places, as a figure of the body shows it."""

    name: str
    """What it is called in the key of the figure."""
    question: PlacesId
    """The question whose places are marked."""
    unsure_if: Condition = ()
    """Where this holds, what was marked is not sure."""
    unless: Condition = ()
    """Where this holds, the places are no places of this sign."""
    letter: str = ""
    """Tells signs apart that share a figure."""


class Figure(Record):
    """A body with what was marked; none where nothing was."""

    name: str
    """What stands above it."""
    signs: tuple[Sign, ...]
    """What is marked on it."""


class Column(Record):
    """A column of a table behind page 1."""

    head: str
    """Its heading."""
    text: str
    """What a cell says, with fields in braces."""


class Table(Record):
    """Rows or picks with a column for each thing that was asked of them."""

    kind: Literal["table"] = "table"
    heading: str
    """Its heading."""
    each: PicksId
    """The table, or the question about things picked, whose rows it has."""
    columns: tuple[Column, ...]
    """Its columns, from left to right."""
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """As of a fact."""


class Event(Record):
    """A dated thing, or one for each row of a table or thing picked."""

    date: str
    """The field that holds the date: a question, or a cell."""
    text: str
    """What happened, with fields in braces."""
    each: PicksId | None = None
    """An event for each row of this table, or for each thing picked here."""


class Timeline(Record):
    """Dated things in the order of time."""

    kind: Literal["timeline"] = "timeline"
    heading: str
    """Its heading."""
    events: tuple[Event, ...]
    """What is told, with its dates."""


class Body(Record):
    """The places that were marked on the figures, by side and sign."""

    kind: Literal["body"] = "body"
    heading: str
    """Its heading."""


class SaidNo(Record):
    """What was said no to, and what was merely not ticked."""

    kind: Literal["said_no"] = "said_no"
    heading: str
    """Its heading."""


class States(Record):
    """The questions that have no value, for one reason or another."""

    kind: Literal["states"] = "states"
    heading: str
    """Its heading."""
    states: tuple[PageState, ...]
    """Which reasons for having no value are told."""


Behind = Table | Timeline | Body | SaidNo | States


class Closing(Record):
    """Fixed texts for whoever takes the blank form home."""

    heading: str
    """Their heading."""
    texts: tuple[TextId, ...]
    """The fixed texts, by name."""


class DiaryTold(Record):
    """How the diary is told: its line on page 1, its chart, its days. Fields are in braces."""

    heading: str
    """The heading of its days."""
    row: str
    """The heading of the row that it is a line of, where that stands; else it has a row itself."""
    span: str
    """From which day to which, and how many."""
    doses: str
    """How many doses there were, and when."""
    lowest: str
    """Of one question: the lowest own number on its scale, and when."""
    lowest_since: str
    """The same, told by days after a dose."""
    picked: str
    """What was picked out of the visit's answers, each with how many days it was."""
    picked_each: str
    """One of those things, with its days."""
    picked_since: str
    """The same, with how soon and how late after a dose."""
    ticked: str
    """What was ticked of a day that calls for help."""
    own_words: str
    """What was written in own words."""
    earlier: str
    """How many days are older than those told."""
    day: str
    """The head of the column with the days."""
    days_since: str
    """How many days after a dose: the head of a column, and what runs across the chart."""
    also: str
    """The head of the column with all that is no number."""
    dose: str
    """What marks the day of a dose."""
    from_dose: str
    """What the days after a dose are called, by its day."""
    without_dose: str
    """What the days are called before any dose."""
    newest: str
    """That only some doses are drawn."""


class Page(Record):
    """The whole layout: page 1 from top to bottom, then page 2; all answers follow."""

    name: tuple[Fact, ...]
    """Who it is about: the first line, and the foot of every other page."""
    about: tuple[Fact, ...] = ()
    """What stands under it."""
    statement: tuple[Fact, ...]
    """That it is no diagnosis, and whose words these are: under the name and at the foot."""
    note: TextId | None = None
    """How the page came about, before all answers."""
    urgent: tuple[Fact, ...] = ()
    """The framed box; never shortened."""
    rows: tuple[PageRow, ...]
    """The headings of page 1, from top to bottom."""
    figures: tuple[Figure, ...] = ()
    """Bodies with what was marked, beside the rows."""
    second: tuple[Behind, ...] = ()
    """Page 2, after what page 1 had no room for."""
    diary: DiaryTold | None = None
    """How the diary is told; not at all, if absent."""
    closing: tuple[Closing, ...] = ()
    """What stands at the end of the blank form."""
    takes_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By language: words with which people take back what they just said. No quotation ends right
    before them."""


class Chapter(Record):
    """A heading, and the questions told under it."""

    heading: str
    """What stands above them."""
    sections: tuple[SectionId, ...] = ()
    """Sections whose questions are told here."""
    questions: tuple[QuestionId, ...] = ()
    """These are told here even if their section is told elsewhere."""


class Changes(Record):
    """How it is told what changed between two visits."""

    said: Chapter | None = None
    """What asks for the change itself: told as said at the later visit, and not compared."""
    order: tuple[Chapter, ...] = ()
    """What comes first; the other sections follow under their own titles."""
