"""What was said at an earlier visit, offered again where it often stays the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from itertools import groupby

from mmn_check.bank.conditions import Said
from mmn_check.bank.model import Bank, Choice, One, Question, Rows
from mmn_check.bank.records import Record
from mmn_check.i18n import day_in_words, tr, tr_later
from mmn_check.visit.pace import Pace
from mmn_check.visit.steps import CHANGE, SAME, Step
from mmn_check.visit.values import NO_MORE, SKIPPED, Answer, Mark, Words, answered
from mmn_check.visit.visit import Key, Visit

SAID_SAME = tr_later(
    "yes, as it was, as last time, all as last time, all of these, all of these as last time, "
    "the same, same, same as last time, the same as last time, as before, all the same, "
    "nothing changed, nothing has changed, nothing new, no change, no changes, unchanged, "
    "still the same, all of it, all right, all correct, correct, it is, keep all, keep it, "
    "keep them, still so, still true, all as before, everything as it was, just as it was, "
    "everything is the same, y, yep, yeah, sure, right, exactly, all good, that's right"
)
SAID_CHANGE = tr_later(
    "no, not all, not all of it, change, change it, some changed, some has changed, "
    "some have changed, something changed, something has changed, some are different, different, "
    "answer again, not quite, let me change some, not the same"
)
"""Other words for the two."""
MOST, LINES = 9, 12
"""Things, and lines of a screen, that are offered at once: one figure picks one of them."""
COLUMNS, SAID = 72, 24
"""Columns of a line, as it breaks at words; and what each thing said takes of them as a rule."""
OfferedPart = tuple[Step, Answer]


class LastTime(Record):
    """What an earlier visit says to the questions that the bank marks."""

    answers: Mapping[str, Mapping[Key, Answer]] = field(default_factory=dict)
    """By question, all that was said to it."""
    days: Mapping[str, date] = field(default_factory=dict)
    """By question, the day on which it was."""
    said: Mapping[str, Said] = field(default_factory=dict)
    """What all that was said then comes to, in the words that conditions use."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """By table, how many rows it had."""
    pace: Pace = Pace()
    """How fast it was answered."""
    refused: frozenset[str] = frozenset()
    """The questions that the person would rather answer again."""

    def refusing(self, questions: Collection[str]) -> LastTime:
        """The same, with some questions to be answered again."""
        return replace(self, refused=self.refused.union(questions))


NOTHING = LastTime()
"""There was no earlier visit."""


def grown(
    question: Question, told: Mapping[Key, Answer], said: Mapping[Key, Answer]
) -> Mapping[Key, Answer]:
    """What was said last time to a question, with the places that are told now as new since then.

    A place that was marked on one side and now on the other is marked on both.
    """
    newly, *others = [said.get((name,)) for name in question.grows_by] or [None]
    marks = newly.value if newly and isinstance(newly.value, tuple) else ()
    asked = question.fields[0] if isinstance(question, Rows) else question
    places = {one.id for one in asked.own_choices if not one.exclusive}
    new = [one for one in marks if isinstance(one, Mark) and one.place in places]
    at = (question.id,)
    if not isinstance(question, Rows):
        before = told[at].value if new and at in told else None
        return {**told, at: answered(_merged(before, new))} if isinstance(before, tuple) else told
    grown = {key: one for key, one in told.items() if not new or key != at}
    names = [cell.id for cell in question.fields]
    for row, mark in enumerate(new, start=len({key[2] for key in told if key[1:2] == ("row",)})):
        cells = [answered((mark,)), *(one or SKIPPED for one in others)]
        grown |= {
            (*at, "row", str(row), name): one for name, one in zip(names, cells, strict=False)
        }
    return {**grown, (*at, "end"): NO_MORE} if new else grown


def to_offer_anew(bank: Bank, visit: Visit, question: str, last_time: LastTime) -> Visit:
    """The visit without what was taken over to the questions that grow by what was just said.

    It is offered anew, with that.
    """
    taken = visit.as_before & last_time.answers.keys()
    anew = {one for one in taken if question in bank.by_id[one].grows_by}
    return visit.without(*(key for key in visit.answers if key[0] in anew)) if anew else visit


def _merged(before: Sequence[Mark | str], new: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks with those of one more list."""
    sides = {one.place: one.side for one in before if isinstance(one, Mark)}
    for place, side in ((one.place, one.side) for one in new):
        was = sides.get(place, side)
        sides[place] = side if was in {side, "not_sure"} else was if side == "not_sure" else "both"
    return tuple(Mark(place, side) for place, side in sides.items())


def told_with_key(step: Step) -> Key:
    """What a part of an answer is told with: a row that may be changed alone, else its question."""
    table = step.question
    by_row = isinstance(table, Rows) and table.for_each is None and step.key[1:2] == ("row",)
    return step.key[:3] if by_row else step.key[:1]


def as_much_as_fits(parts: Sequence[OfferedPart]) -> tuple[OfferedPart, ...]:
    """The parts of the first questions: as many as a screen shows, and one at least."""
    kept: list[OfferedPart] = []
    for _, same in groupby(parts, key=lambda part: part[0].question.id):
        together = [*kept, *same]
        rows: dict[Key, int] = {}
        for step, answer in together:
            thing, value = told_with_key(step), answer.value
            said = SAID * len(value) if isinstance(value, tuple) else SAID
            columns = len(value.text) if isinstance(value, Words) else said
            rows[thing] = rows.get(thing, 0) + len(step.item.ask) + columns
        tall = sum(1 + columns // COLUMNS for columns in rows.values())
        if kept and (len(rows) > MOST or tall > LINES):
            break
        kept = together
    return tuple(kept)


def offer_of(parts: Sequence[OfferedPart], last_time: LastTime, *, helped: bool) -> Step:
    """The step that offers what was said last time to some questions of a section."""
    first = parts[0][0]
    day = day_in_words(last_time.days[first.question.id])
    grew = any(
        part.question.grows_by and last_time.answers[part.question.id].get(part.key) != answer
        for part, answer in parts
    )
    ask = tr("This is what was said on {day}. Is all of it as it was?", day=day)
    if grew:
        ask = tr("This was said on {day}, and what is new is added. Is all of it so?", day=day)
    choices = (
        Choice(id=SAME, label=tr("All as it was"), also=(tr(SAID_SAME),)),
        Choice(id=CHANGE, label=tr("Change some"), also=(tr(SAID_CHANGE),)),
    )
    return Step(
        key=(first.question.id, "last_time"),
        section=first.section,
        question=first.question,
        language=first.language,
        item=One(id="last_time", ask=ask, choices=choices, required=True),
        choices=choices,
        offered=tuple((_offer_worded(step, helped=helped), answer) for step, answer in parts),
    )


def _offer_worded(step: Step, *, helped: bool) -> Step:
    """A part as it is asked of whoever reads it now."""
    return replace(step, item=replace(step.item, ask=step.item.worded(helped=helped)))
