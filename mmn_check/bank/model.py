"""What a question bank may hold: sections, questions of every kind, fixed texts, sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import Literal

from mmn_check.bank.conditions import Condition
from mmn_check.bank.page_layout import Changes, Page
from mmn_check.bank.records import (
    LengthId,
    NumberId,
    PickedIn,
    QuestionId,
    Record,
    SectionId,
    SourceId,
    TermWord,
    TextId,
)
from mmn_check.i18n import ENGLISH

Depth = Literal[1, 2, 3]
"""1 is the short path, 2 the core questions, 3 everything."""
EVERYTHING: Depth = 3

Role = Literal[
    "visit_type",
    "visit_date",
    "informant",
    "name",
    "age",
    "handedness",
    "chief_complaint",
    "onset",
    "dose",
]
"""What a question is for, where code must know; at most one question has each."""


def in_parts(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Each of several words that may stand in one line, set apart by commas."""
    return tuple(part.strip() for line in lines for part in line.split(",") if part.strip())


class Choice(Record):
    """One thing that can be picked."""

    id: str
    """Small letters, digits and _; kept once somebody has answered with it."""
    label: str
    """What is shown, and may be typed."""
    label_helper: str | None = None
    """The wording when somebody else answers for the patient."""
    clinical: str | None = None
    """What the doctor reads beside it."""
    page: str | None = None
    """How the page says it inside a line; the label in lower case if absent."""
    also: tuple[str, ...] = ()
    """Other words by which it may be picked, never shown: [right-handed, righty]. A translation
    may give several for one, set apart by commas."""
    group: str | None = None
    """A name that conditions may use for all choices which share it, and a heading on screen."""
    exclusive: bool = False
    """ "None of these": cannot stand with others."""
    tested: bool = False
    """Known from a test alone: who has the others denied was not told of it, and denies nothing."""
    words: str | None = None
    """If this is picked, a follow-up that asks for free words ("Which one?")."""
    words_until: str | None = None
    """The version of the bank that no longer asks for them: words given earlier are still told."""
    sides: bool = True
    """For places: whether a left and a right one exist."""
    helper: bool = False
    """For the informant: picked when somebody else types for the patient."""
    since: str | None = None
    """The version of the bank that first had it, so that at a later visit it is no new symptom."""
    until: str | None = None
    """The version of the bank that no longer offers it: answers given earlier still hold it."""

    @property
    def stands_for_words(self) -> bool:
        """Whether it says nothing besides its words: "Something else".

        The bank check sees to it that a choice with this id asks for them.
        """
        return self.id == "other" and self.words is not None

    @cached_property
    def synonyms(self) -> tuple[str, ...]:
        """Each of the other words by which it may be picked."""
        return in_parts(self.also)

    def worded(self, *, helped: bool) -> Choice:
        """The choice as it is put to the patient, or to who answers for them."""
        return replace(self, label=self.label_helper) if helped and self.label_helper else self


class Item(Record):
    """What every kind of question has."""

    id: str
    """Small letters, digits and _; kept once somebody has answered."""
    ask: str
    """The question as it is put to the patient."""
    ask_helper: str | None = None
    """The wording when somebody else answers for the patient."""
    help: str | None = None
    """What its words mean, or how to answer: shown when h is typed."""
    why: str | None = None
    """Why the doctor asks: shown when h is typed."""
    clinical: str | None = None
    """What the question is called for the doctor."""
    depth: Depth = 1
    """1 is asked on the short way, 2 on the core one, 3 when everything is asked."""
    up_to: Depth = 3
    """The longest way on which it is asked: a longer one asks for the same in detail."""
    ask_if: Condition = ()
    """What must have been said to earlier questions, or it is not asked."""
    longest_if: Condition = ()
    """When only the longest way asks it, or none if that one alone does; an earlier visit's answer
    is offered all the same."""
    urgent_if: Condition = ()
    """When the stop card is shown; it must hang on what is said here."""
    call_if: Condition = ()
    """When the fixed text `call_today` is shown: to call the doctor's office, not for help."""
    sources: tuple[SourceId, ...] = ()
    """Where what it asks comes from: codes under sources in bank.yaml."""
    refs: tuple[str, ...] = ()
    """Rows of the clinical question list that this question stands for."""
    terms: tuple[TermWord, ...] = ()
    """Glossary words used here, shown with the help."""
    role: Role | None = None
    """What it is for, where the program must know; at most one question has each."""
    required: bool = False
    """Neither skipped nor declined: the visit type and the urgent check."""
    note: TextId | None = None
    """A fixed text (its id) shown with the question."""
    help_now: TextId | None = None
    """A fixed text on getting help: shown where what is typed cannot be read, or is not sure."""
    as_last_time: bool = False
    """Whether the answer often stays the same: an earlier visit's is offered again."""
    anew_if: Condition = ()
    """When it is not offered, as this was just said to have changed, but asked."""
    grows_by: tuple[QuestionId, ...] = ()
    """What is new since an earlier visit: places that are picked at this question are added to what
    is offered of that one. In a table each makes a row; one more question for each further cell."""
    until: str | None = None
    """The version of the bank that no longer asks it: only answers given earlier are still told."""

    def is_asked_at(self, depth: Depth) -> bool:
        """Whether a way of this depth has it."""
        return self.depth <= depth <= self.up_to

    def worded(self, *, helped: bool) -> str:
        """The question as it is put to the patient, or to who answers for them."""
        return self.ask_helper if helped and self.ask_helper else self.ask

    @property
    def clinical_name(self) -> str:
        """What it is called for the doctor; as it is asked, if it has no such name."""
        return self.clinical or self.ask

    @property
    def own_choices(self) -> tuple[Choice, ...]:
        """What the bank lists to be picked here; nothing where nothing is."""
        return self.choices if isinstance(self, One | Many | Places) else ()

    @cached_property
    def cells(self) -> Mapping[str, Simple]:
        """The fields of a table by id, as they are asked of each row; none of another question."""
        return {one.id: one for one in self.fields} if isinstance(self, Rows) else {}

    @property
    def wordings(self) -> str:
        """Both in a row: what is typed may say again words of either."""
        return f"{self.ask} {self.ask_helper or ''}"


class YesNo(Item):
    """Yes or no."""

    kind: Literal["yes_no"] = "yes_no"


class One(Item):
    """Exactly one choice, from a list or from what an earlier question picked."""

    kind: Literal["one"] = "one"
    choices: tuple[Choice, ...] = ()
    """What may be picked."""
    picked_in: PickedIn | None = None
    """Offers what that question picked, two things at least, instead of `choices`."""


class Many(Item):
    """Any number of choices."""

    kind: Literal["many"] = "many"
    choices: tuple[Choice, ...]
    """What may be picked."""
    picked_in: PickedIn | None = None
    """Offers what that question picked, before its own choices ("none of these")."""
    and_in: tuple[PickedIn, ...] = ()
    """More questions whose picks are offered, after those of the first."""
    only: tuple[str, ...] = ()
    """With `picked_in`: the choices or groups that are offered; all if empty."""
    at_most: int | None = None
    """So many may be picked; any number if absent."""
    confirm_rest: bool = False
    """Ask afterwards whether the person really does not have the others."""
    confirm_depth: Depth = 1
    """The shortest way on which that is asked."""


class Places(Item):
    """Parts of the body or movements, each left, right, both, or of unsure side."""

    kind: Literal["places"] = "places"
    choices: tuple[Choice, ...]
    """Parts of the body, or movements."""


class Number(Item):
    """A number, whole unless `decimals`."""

    kind: Literal["number"] = "number"
    minimum: int = 0
    """The smallest that is taken."""
    maximum: int = 1_000_000
    """The largest that is taken."""
    unit: str | None = None
    """In the plural: "days"."""
    ucum: str | None = None
    """The unit's code in UCUM, where it is just that unit: "d" for days."""
    decimals: bool = False
    """Whether it may have a part behind the point."""

    def unit_after(self, number: float) -> str:
        """The unit as it is said after a number: 1 day, 2 days; empty if there is none."""
        unit = self.unit or ""
        return unit.removesuffix("s") if number == 1 else unit


class Rating(Item):
    """The patient's own number from 0 to 10; never added up, never put into words."""

    kind: Literal["rating"] = "rating"
    lowest: str
    """What 0 means."""
    highest: str
    """What 10 means."""


class Date(Item):
    """A date as exact as memory."""

    kind: Literal["date"] = "date"
    future: bool = False
    """Whether a day to come is expected (the visit, the next dose)."""
    every: tuple[NumberId, ...] = ()
    """Numbers that tell how long it is from one such day to the next: the first one known."""
    recent: bool = False
    """Whether a day of the last weeks is expected (the last dose): such examples are shown."""


class Text(Item):
    """Free words, kept to the letter."""

    kind: Literal["text"] = "text"


Simple = YesNo | One | Many | Places | Number | Rating | Date | Text


class Rows(Item):
    """A small table: as many rows as the person likes, or one for each thing picked before."""

    kind: Literal["rows"] = "rows"
    fields: tuple[Simple, ...]
    """What is asked of each row, in order."""
    for_each: PickedIn | None = None
    """The question whose picks are the rows."""
    only: tuple[str, ...] = ()
    """With `for_each`: the choices or groups that get a row; all if empty."""
    core: tuple[str, ...] = ()
    """With `for_each`: those that get one on a shorter way than the longest, too; all if empty."""
    row: str = "entry"
    """What one row is called, in the singular: "medicine"."""
    none: str | None = None
    """What "there are none" is called, offered at the first row; nothing offered if absent."""
    also: tuple[str, ...] = ()
    """Other names of what the rows are, never shown: "No meds." says that there are none."""
    at_most: int = 30
    """So many rows are taken."""
    at_once: bool = False
    """Whether all rows are told in one answer: of texts a semicolon stands between two, of places
    each makes a row."""
    ideas: bool = False
    """Whether the bank's ideas are offered (the patient's own questions)."""


class Rank(Item):
    """A few of the things picked before, the most important first."""

    kind: Literal["rank"] = "rank"
    picked_in: PickedIn
    """The question whose picks are put in order."""
    and_in: tuple[PickedIn, ...] = ()
    """More questions whose picks may be ranked, after those of the first."""
    at_most: int = 3
    """So many are ranked."""
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


def enough_picked(item: Question) -> int:
    """How many things must be picked at those questions for it to be asked; 0 if it needs none."""
    if not built_on(item):
        return 0
    return item.at_least if isinstance(item, Rank) else 2 if isinstance(item, One) else 1


def confirms_rest(item: Question, depth: Depth) -> bool:
    """Whether a way of this depth asks if the person really does not have the others."""
    return isinstance(item, Many) and item.confirm_rest and item.confirm_depth <= depth


def is_meant(choice: Choice, only: Sequence[str]) -> bool:
    """Whether a thing picked before is one of those that a question is about."""
    return not only or choice.id in only or choice.group in only


FIGURES = re.compile("[0-9]+")


class Move(Record):
    """An earlier place for a section, taken when the condition holds."""

    after: SectionId
    """The earlier section behind which it is asked then."""
    ask_if: Condition
    """When it is asked there."""


class Contradiction(Record):
    """Answers that cannot all be true: shown together and asked about once."""

    id: str
    """Small letters, digits and _."""
    when: Condition = ()
    """One clause for each of the answers; the questions are of this section or an earlier one."""
    longer: tuple[LengthId, ...] = ()
    """Instead, two of them, of which the first cannot be longer: a number of days, weeks or years,
    or the time since a date."""

    @property
    def questions(self) -> tuple[str, ...]:
        """Those whose answers contradict each other."""
        return (*(clause.question for clause in self.when), *self.longer)


class Section(Record):
    """One part of the interview."""

    id: str
    """Small letters, digits and _; no other section has it."""
    title: str
    """Its heading on the screen, and among all answers on the page."""
    questions: tuple[Question, ...]
    """What is asked, in order."""
    neurologist_question: int | None = None
    """Which of the questions that every neurologist asks first it answers: 1, 2, and so on."""
    ask_if: Condition = ()
    """What must have been said in earlier sections, or none of it is asked."""
    earlier: Move | None = None
    """Where it is asked sooner, and when."""
    contradictions: tuple[Contradiction, ...] = ()
    """What is asked about at the end of the section, with the fixed text `contradiction`."""


class Source(Record):
    """Where a fact comes from."""

    title: str
    """What it is called."""
    address: str
    """Where it is found."""


class FixedText(Record):
    """Words that are always the same, and where they come from."""

    text: str
    """The words."""
    sources: tuple[SourceId, ...]
    """Where they come from: codes under sources in bank.yaml."""
    refs: tuple[str, ...] = ()
    """Rows of the clinical question list that this text stands for, instead of a question."""


class Concern(Record):
    """What a person may say at any moment, whatever was asked, and the text that answers it.

    It is heard by its words, each language's by its code; nothing is kept of its having been heard.
    """

    say: TextId
    """The fixed text that is shown."""
    hear: Mapping[str, tuple[str, ...]]
    """The phrases by which it is known. In them "one|other" is either word, "|word" may be missing;
    what ends in " ?" counts only in a question, what ends in " ." only where a clause ends."""
    then: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """If given, one of these has to follow in the same sentence: what is asked about. In a question
    it is enough alone."""
    but_not: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words right before the phrase that deny it."""
    once: bool = False
    """Whether the text is shown only once in a sitting."""
    unless_answered: bool = False
    """Whether the text is for where the words answer no question: at a menu, or not understood."""
    to_ask: bool = False
    """Whether what was typed may be put among the questions that the patient wants to ask."""


class Idea(Record):
    """A question the patient may want to ask, never chosen by the answers."""

    text: str
    """The question as the patient would put it."""
    ask_if: Condition = ()
    """May look at the visit type only."""


class Term(Record):
    """One word of the glossary."""

    word: str
    """The word that is explained."""
    meaning: str
    """What it means, in plain words."""
    sources: tuple[SourceId, ...]
    """Where that comes from: codes under sources in bank.yaml."""
    also: tuple[str, ...] = ()
    """Other spellings by which it may be looked up."""


class Bank(Record):
    """The questions, and every other word about health."""

    id: str
    """Small letters, digits and _: visits are kept by it, so it stays."""
    version: str
    """Raised when questions change: 2026.11."""
    title: str
    """What the bank is about, on the screen and the page."""
    publisher: str | None = None
    """Who answers for it, where it leaves for another system."""
    texts: Mapping[str, FixedText]
    """The fixed texts, by name."""
    sources: Mapping[str, Source]
    """Where its facts come from, by code."""
    sections: tuple[Section, ...] = ()
    """What is asked, in order."""
    diary: Section | None = None
    """What is asked of one day between visits; None where it was not read, or there is none."""
    ideas: tuple[Idea, ...] = ()
    """What the patient may want to ask the doctor."""
    concerns: tuple[Concern, ...] = ()
    """What may be said at any moment, and is answered with a fixed text."""
    groups: Mapping[str, str] = field(default_factory=dict)
    """What a group of choices is called where a list shows it; its own name if absent."""
    page: Page | None = None
    """How the page is laid out; every answer by section, if absent."""
    changes: Changes | None = None
    """How changes since an earlier visit are laid out; by section, if absent."""
    language: str = ENGLISH
    """The code of the language in which it asks, and is answered."""

    def text(self, name: str, *, helped: bool = False) -> str:
        """A fixed text, empty where there is none; to a helper the one `name_helper`, if any."""
        found = self.texts.get(f"{name}_helper" if helped else name) or self.texts.get(name)
        return found.text if found else ""

    @property
    def of_a_day(self) -> Bank:
        """The bank of its diary alone, whose questions look back at those of the visit."""
        asked = (self.diary,) if self.diary else ()
        return replace(self, sections=asked, diary=None, page=None, changes=None, ideas=())

    @property
    def with_diary(self) -> Bank:
        """The bank with its diary as one more section: all that a day's answers can name."""
        more = (self.diary,) if self.diary else ()
        return replace(self, sections=(*self.sections, *more), diary=None)

    @cached_property
    def by_id(self) -> Mapping[str, Question]:
        """Every question by its id."""
        return {question.id: question for question in self.questions()}

    def offered(self, question: Question) -> tuple[Choice, ...]:
        """All that may be picked there: what the questions before may have picked, and its own.

        What was picked is offered once and without its sides; a "none of these" is not passed on.
        """
        before = [self.by_id[one] for one in built_on(question) if one in self.by_id]
        picked = {
            one.id: one
            for source in before
            for one in self.offered(source)
            if not one.exclusive and is_meant(one, getattr(question, "only", ()))
        }
        return (*picked.values(), *question.own_choices)

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section of every question, by its id."""
        return {one.id: section for section in self.sections for one in section.questions}

    def as_asked(self, mentioned: Iterable[tuple[str, ...]]) -> Bank:
        """The bank as it is asked now: without what it no longer asks, but for what is held.

        A question (id) that is answered, and a choice or field (id, name) that an answer holds,
        stay, so that an earlier version's answers can be told and compared.
        """
        if not self._retired:
            return self
        held = self._retired.intersection(mentioned)
        if held not in self._asked:
            gone = self._retired - held
            sections = []
            for section in self.sections:
                left = (one for one in section.questions if (one.id,) not in gone)
                asked = tuple(_as_asked(one, gone) for one in left)
                sections.append(replace(section, questions=asked))
            self._asked[held] = replace(self, sections=tuple(sections))
        return self._asked[held]

    @cached_property
    def _retired(self) -> frozenset[tuple[str, ...]]:
        """What is no longer asked: questions (id), fields, choices, and words to a choice."""
        found: set[tuple[str, ...]] = set()
        for question in self.questions():
            parts = question.fields if isinstance(question, Rows) else question.own_choices
            found |= {(question.id, part.id) for part in parts if part.until}
            found |= {
                (question.id, "words", one.id) for one in question.own_choices if one.words_until
            }
            found |= {(question.id,)} if question.until else set()
        return frozenset(found)

    @cached_property
    def _asked(self) -> dict[frozenset[tuple[str, ...]], Bank]:
        """What was worked out before, by what is held."""
        return {}

    @cached_property
    def by_role(self) -> Mapping[Role, Question]:
        """The questions that code must know the purpose of."""
        return {question.role: question for question in self.questions() if question.role}

    @cached_property
    def urgent_check(self) -> frozenset[str]:
        """The required questions that may show the stop card, and those that open them there."""
        return frozenset(
            name
            for section in self.sections
            for one in section.questions
            if one.required and one.urgent_if
            for name in (one.id, *(clause.question for clause in one.ask_if))
            if any(name == other.id for other in section.questions)
        )

    @cached_property
    def own_questions(self) -> Rows | None:
        """The table of what the patient wants to ask, if there is one: the one with ideas."""
        tables = (one for one in self.questions() if isinstance(one, Rows) and one.ideas)
        return next((one for one in tables if isinstance(one.fields[0], Text)), None)

    def questions(self) -> Iterator[Question]:
        """Every question, in the order of the files."""
        for section in self.sections:
            yield from section.questions


def _as_asked(question: Question, gone: frozenset[tuple[str, ...]]) -> Question:
    """The question without the fields or choices that are gone, and built on what is left."""
    match question:
        case Many(picked_in=str()) | Rank() if sources := [
            one for one in built_on(question) if (one,) not in gone
        ]:
            first, *others = sources
            return replace(question, picked_in=first, and_in=tuple(others))
        case Rows(fields=parts):
            kept = tuple(one for one in parts if (question.id, one.id) not in gone)
            return question if kept == parts else replace(question, fields=kept)
        case One(choices=choices) | Many(choices=choices) | Places(choices=choices):
            left = tuple(
                replace(one, words=None) if (question.id, "words", one.id) in gone else one
                for one in choices
                if (question.id, one.id) not in gone
            )
            return question if left == choices else replace(question, choices=left)
        case _:
            return question


def is_later(version: str, than: str) -> bool:
    """Whether a version is later than another, as people count: 2026.11 is later than 2026.9."""
    return _figures_of_version(version) > _figures_of_version(than)


def _figures_of_version(version: str) -> tuple[int, ...]:
    return tuple(map(int, FIGURES.findall(version)))
