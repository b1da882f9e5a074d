"""How much is still to come, and how long it may take at the person's own pace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import timedelta
from math import prod
from typing import TYPE_CHECKING, Literal

from mmn_check.bank import model
from mmn_check.bank.conditions import AnyOf, Clause, Condition, Said, holds
from mmn_check.bank.records import Record
from mmn_check.visit.values import STATES

if TYPE_CHECKING:
    from mmn_check.visit.last_time import LastTime
    from mmn_check.visit.steps import Step
    from mmn_check.visit.visit import Visit

Kind = Literal["yes_no", "one", "many", "places", "number", "rating", "date", "text", "rank"]
EFFORT: Mapping[Kind, float] = {
    "yes_no": 1,
    "one": 1,
    "number": 1.1,
    "rating": 1.1,
    "many": 1.1,
    "rank": 1.2,
    "places": 1.3,
    "date": 1.8,
    "text": 4.6,
}
"""How much of the time each kind of question takes, next to a yes or no: it is read and weighed
in ten seconds as a rule, and weak hands take one for each key."""
BY_VOICE: Mapping[Kind, float] = {**dict.fromkeys(EFFORT, 1), "date": 1.2, "text": 1.6}
"""The same for who dictates, to whom a sentence is hardly longer than a figure."""
UNKNOWN: Mapping[bool, float] = {False: 1.5, True: 1.1}
"""The same, typed and by voice, of a question that may come yet: most of these are short."""
USUAL, USUAL_BY_VOICE = 11.5, 14
"""Seconds for a yes or no, before the person is known; by voice a few are said twice."""
TRUST = 8
"""How much effort the usual pace counts for against the person's own."""
FEW_TEXTS = 2
"""How many texts the usual time for one counts for against the person's own."""
BREAK, A_CHARACTER = 120, 1
"""Who takes more seconds than this for one question, and for each character of it, has rested
meanwhile: more is no pace."""


SURELY_SPOKEN = 3
"""After so many answers that look dictated, the person dictates."""
_SPOKEN = re.compile(r"[^\W\d_a-z][^\d]*[^\W\d_]{2,}[.!?]")
"""What speech software types: words with a capital letter and a full stop."""


def looks_spoken(typed: str) -> bool:
    """Whether an answer that might have been one figure looks dictated."""
    return bool(_SPOKEN.fullmatch(typed.strip()))


class Pace(Record):
    """How much was answered in how much time, in all sittings of a visit."""

    done: float = 0.0
    """The effort of what was answered, texts aside, ..."""
    seconds: float = 0.0
    """... and how long that took."""
    texts: float = 0.0
    """How many texts were told in own words, ..."""
    writing: float = 0.0
    """... and how many seconds that took."""
    spoken: int = 0
    """How many answers looked dictated."""
    told: int = 0
    """The minutes left that the person was told last; 0 if none were."""
    left: float = 0.0
    """The effort that was left when they were told, with texts of the usual length."""

    @property
    def by_voice(self) -> bool:
        """Whether the person dictates."""
        return self.spoken >= SURELY_SPOKEN

    def effort(self, items: Iterable[model.Simple | model.Rank], *, more: float = 0) -> float:
        """How much it takes to answer these, and so many `more` of which the kind is not known.

        A text takes as much as this person's texts do.
        """
        weights = BY_VOICE if self.by_voice else EFFORT
        text = (weights["text"] * FEW_TEXTS + self.writing / self._each) / (FEW_TEXTS + self.texts)
        known = (text if _is_text(item) else weights[_kind(item)] for item in items)
        return sum(known) + more * UNKNOWN[self.by_voice]

    def after(
        self,
        took: timedelta,
        item: model.Simple | model.Rank,
        *,
        length: int = 0,
        spoken: bool = False,
    ) -> Pace:
        """The pace with one answer more, so many characters long."""
        seconds = min(took.total_seconds(), BREAK + length * A_CHARACTER)
        if _is_text(item):
            return replace(self, texts=self.texts + 1, writing=self.writing + seconds)
        return replace(
            self,
            done=self.done + self.effort([item]),
            seconds=self.seconds + seconds,
            spoken=self.spoken + spoken,
        )

    def following(self, earlier: Pace) -> Pace:
        """The pace of a new visit, with what an earlier one tells of the person.

        It weighs no more than the usual pace does; who dictated then has to do so once again.
        What was told so far was told without knowing it, so it binds no more.
        """
        if not earlier.done:
            return self
        share = min(1, TRUST / earlier.done)
        of_texts = min(1, FEW_TEXTS / earlier.texts) if earlier.texts else 0
        return replace(
            self,
            told=0,
            done=self.done + earlier.done * share,
            seconds=self.seconds + earlier.seconds * share,
            texts=self.texts + earlier.texts * of_texts,
            writing=self.writing + earlier.writing * of_texts,
            spoken=max(self.spoken, min(earlier.spoken, SURELY_SPOKEN - 1)),
        )

    def telling(self, items: Sequence[model.Simple | model.Rank], *, more: float) -> Pace:
        """The pace with the minutes told that these, and so many `more`, may take.

        They never rise by more than what came on top of what was left takes.
        """
        minutes = self.minutes_for(self.effort(items, more=more))
        left = Pace(spoken=self.spoken).effort(items, more=more)
        if self.told:
            grown = left - self.left
            minutes = min(minutes, self.told + (self.minutes_for(grown) if grown > 0 else 0))
        return replace(self, told=minutes, left=left)

    def minutes_for(self, effort: float) -> int:
        """Whole minutes that so much may take."""
        return max(1, round(self._each * effort / 60))

    @property
    def _each(self) -> float:
        """How many seconds a yes or no takes."""
        usual = USUAL_BY_VOICE if self.by_voice else USUAL
        return (usual * TRUST + self.seconds) / (TRUST + self.done)


def _kind(item: model.Simple | model.Rank) -> Kind:
    """Its kind; a name or initials are soon typed."""
    return "number" if item.role == "name" else item.kind


def _is_text(item: model.Simple | model.Rank) -> bool:
    return _kind(item) == "text"


CHANCE, RARELY = 0.5, 0.1
"""How often an answer is one that opens a question that hangs on it; and how often a person is
not sure, or skips, where only that does."""
STAYED = 0.9
"""How often an answer is what it was at the last visit, if that one is offered again."""
AGAIN, ANEW = 0.6, 0.4
"""How often what is asked anew opens a question, if it did then, and if it did not."""
OF_OTHERS, OF_WORDS = 0.4, 0.1
"""How often something of a list is left unpicked that is to be confirmed; and how often one thing
is picked that asks for words."""
ROWS, ROWS_IF_ANY, ROWS_OF_PICKS = 2, 0.7, 1.5
"""How many rows a table is given: one that is not for nothing, one that may be empty, and one of
things that are still to be picked."""


class Outlook(Record, kw_only=False):
    """What is known of the questions to come."""

    said: Mapping[str, Said]
    """What was said so far."""
    before: LastTime
    """What was said at the last visit, and is offered again."""
    visit: Visit
    likely: dict[str, float] = field(default_factory=dict)
    """How likely each question is to be asked."""

    def chance_of(self, condition: Condition) -> float:
        """How likely a condition is to hold once all that it looks at is asked."""
        return prod(map(self._chance, condition))

    def _chance(self, clause: Clause) -> float:
        name = clause.question
        if name in self.said:
            return float(self._held(clause, self.said))
        if name not in self.before.said:
            rare = isinstance(clause, AnyOf) and STATES.keys() >= set(clause.words)
            return (RARELY if rare else CHANCE) * self.likely.get(name, 0)
        held = self._held(clause, self.before.said)
        if name in self.before.answers:
            return STAYED if held else 1 - STAYED
        return AGAIN if held else ANEW

    def _held(self, clause: Clause, said: Mapping[str, Said]) -> bool:
        return holds((clause,), said=said, today=self.visit.started.date())

    def steps_of(self, question: model.Question) -> float:
        """How many things a question asks that is not open yet."""
        picked = self._picked_before(model.built_on(question))
        match question:
            case model.Rows(for_each=None):
                return 1 + self._rows(question) * self._cells(question)
            case model.Rows():
                return (picked or ROWS_OF_PICKS) * self._cells(question)
            case model.One(picked_in=str()) | model.Rank() if picked:
                return picked >= model.enough_picked(question)
            case _:
                return 1

    def _picked_before(self, sources: Sequence[str]) -> int:
        """How many things were picked in these questions at the last visit."""
        told = [self.before.answers.get(one, {}).get((one,)) for one in sources]
        return sum(len(one.value) for one in told if one and isinstance(one.value, tuple))

    def follow_ups_of(self, step: Step) -> float:
        """How many things more the answer to a step may ask for."""
        more = OF_OTHERS if model.confirms_rest(step.item, self.visit.depth) else 0
        more += OF_WORDS * sum(bool(one.words and not one.words_until) for one in step.choices)
        table = step.question
        if isinstance(table, model.Rows) and step.may_end and not step.names_row:
            more += max(self._rows(table) - int(step.thing or 1) + 1, 0) * self._cells(table)
        return more

    def _cells(self, table: model.Rows) -> int:
        return sum(cell.is_asked_at(self.visit.depth) for cell in table.fields) - table.at_once

    def _rows(self, table: model.Rows) -> float:
        usual = min(ROWS_IF_ANY if table.none else ROWS, table.at_most)
        return self.before.rows.get(table.id) or usual
