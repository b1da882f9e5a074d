"""Questions, each of one kind out of a closed set: data, with no word of how they are asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from mmn_check.domain.conditions import Condition
from mmn_check.domain.named import PickedIn, SourceId, TermWord, TextId
from mmn_check.domain.records import Record

Depth = Literal[1, 2, 3]
"""1 is the short path, 2 the core questions, 3 everything."""

Role = Literal[
    "visit_type",
    "visit_date",
    "informant",
    "name",
    "age",
    "handedness",
    "chief_complaint",
    "onset",
]
"""What a question is for, where code must know; at most one question has each."""


def in_parts(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Each of several words that may stand in one line, set apart by commas."""
    return tuple(part.strip() for line in lines for part in line.split(",") if part.strip())


class Choice(Record):
    """One thing that can be picked."""

    id: str
    label: str
    label_helper: str | None = None
    """The wording when somebody else answers for the patient."""
    clinical: str | None = None
    page: str | None = None
    """How the page says it inside a line; the label in lower case if absent."""
    also: tuple[str, ...] = ()
    """Other words by which it may be picked, never shown: [right-handed, righty]. A translation
    may give several for one, set apart by commas."""
    short: str | None = None
    """How page 1 says it, where every word counts; as the pages behind it if absent."""
    group: str | None = None
    """A name that conditions may use for all choices which share it, and a heading on screen."""
    exclusive: bool = False
    """ "None of these": cannot stand with others."""
    words: str | None = None
    """If this is picked, a follow-up that asks for free words ("Which one?")."""
    sides: bool = True
    """For places: whether a left and a right one exist."""
    helper: bool = False
    """For the informant: picked when somebody else types for the patient."""
    since: str | None = None
    """The version of the bank that first had it, so that at a later visit it is no new symptom."""
    until: str | None = None
    """The version of the bank that no longer offers it: answers given earlier still hold it."""

    @property
    def synonyms(self) -> tuple[str, ...]:
        """Each of the other words by which it may be picked."""
        return in_parts(self.also)

    def worded(self, *, helped: bool) -> Choice:
        """The choice as it is put to the patient, or to who answers for them."""
        return replace(self, label=self.label_helper) if helped and self.label_helper else self


class Item(Record):
    """What every kind of question has."""

    id: str
    ask: str
    ask_helper: str | None = None
    """The wording when somebody else answers for the patient."""
    help: str | None = None
    why: str | None = None
    clinical: str | None = None
    depth: Depth = 1
    ask_if: Condition = ()
    urgent_if: Condition = ()
    call_if: Condition = ()
    """When the fixed text `call_today` is shown: to call the doctor's office, not for help."""
    sources: tuple[SourceId, ...] = ()
    refs: tuple[str, ...] = ()
    """Rows of the clinical question list that this question stands for."""
    terms: tuple[TermWord, ...] = ()
    """Glossary words used here, shown with the help."""
    role: Role | None = None
    required: bool = False
    """Neither skipped nor declined: the visit type and the urgent check."""
    note: TextId | None = None
    """A fixed text (its id) shown with the question."""
    help_now: TextId | None = None
    """A fixed text on getting help: shown where what is typed cannot be read, or is not sure."""
    as_last_time: bool = False
    """Whether the answer often stays the same: an earlier visit's is offered again."""
    until: str | None = None
    """The version of the bank that no longer asks it: only answers given earlier are still told."""


class YesNo(Item):
    """Yes or no."""

    kind: Literal["yes_no"] = "yes_no"


class One(Item):
    """Exactly one choice, from a list or from what an earlier question picked."""

    kind: Literal["one"] = "one"
    choices: tuple[Choice, ...] = ()
    picked_in: PickedIn | None = None
    """Offers what that question picked, instead of `choices`."""
    at_least: int = 2
    """With `picked_in`: asked only if there are so many to choose from."""


class Many(Item):
    """Any number of choices."""

    kind: Literal["many"] = "many"
    choices: tuple[Choice, ...]
    picked_in: PickedIn | None = None
    """Offers what that question picked, before its own choices ("none of these")."""
    and_in: tuple[PickedIn, ...] = ()
    """More questions whose picks are offered, after those of the first."""
    only: tuple[str, ...] = ()
    """With `picked_in`: the choices or groups that are offered; all if empty."""
    at_most: int | None = None
    confirm_rest: bool = False
    """Ask afterwards whether the person really does not have the others."""


class Places(Item):
    """Parts of the body or movements, each left, right, both, or of unsure side."""

    kind: Literal["places"] = "places"
    choices: tuple[Choice, ...]


class Number(Item):
    """A number, whole unless `decimals`."""

    kind: Literal["number"] = "number"
    minimum: int = 0
    maximum: int = 1_000_000
    unit: str | None = None
    """In the plural: "days"."""
    decimals: bool = False

    def unit_after(self, number: float) -> str:
        """The unit as it is said after a number: 1 day, 2 days; empty if there is none."""
        unit = self.unit or ""
        return unit.removesuffix("s") if number == 1 else unit


class Rating(Item):
    """The patient's own number from 0 to 10; never added up, never put into words."""

    kind: Literal["rating"] = "rating"
    lowest: str
    highest: str


class Date(Item):
    """A date as exact as memory."""

    kind: Literal["date"] = "date"
    future: bool = False
    """Whether a day to come is expected (the visit, the next dose)."""


class Text(Item):
    """Free words, kept to the letter."""

    kind: Literal["text"] = "text"


Simple = YesNo | One | Many | Places | Number | Rating | Date | Text


class Rows(Item):
    """A small table: as many rows as the person likes, or one for each thing picked before."""

    kind: Literal["rows"] = "rows"
    fields: tuple[Simple, ...]
    for_each: PickedIn | None = None
    """The question whose picks are the rows."""
    only: tuple[str, ...] = ()
    """With `for_each`: the choices or groups that get a row; all if empty."""
    row: str = "entry"
    """What one row is called, in the singular: "medicine"."""
    none: str | None = None
    """What "there are none" is called, offered at the first row; nothing offered if absent."""
    also: tuple[str, ...] = ()
    """Other names of what the rows are, never shown: "No meds." says that there are none."""
    at_most: int = 30
    ideas: bool = False
    """Whether the bank's ideas are offered (the patient's own questions)."""


class Rank(Item):
    """A few of the things picked before, the most important first."""

    kind: Literal["rank"] = "rank"
    picked_in: PickedIn
    and_in: tuple[PickedIn, ...] = ()
    """More questions whose picks may be ranked, after those of the first."""
    at_most: int = 3
    at_least: int = 2
    """Asked only if there are so many to choose from."""


Question = Simple | Rows | Rank


def built_on(item: Question) -> tuple[str, ...]:
    """The questions whose picks this one is about; none if its choices are its own."""
    match item:
        case Many(picked_in=str(first)) | Rank(picked_in=first):
            return (first, *item.and_in)
        case One(picked_in=str(first)) | Rows(for_each=str(first)):
            return (first,)
        case _:
            return ()
