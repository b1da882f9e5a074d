"""What was said before an earlier visit, offered again where it often stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date

from mmn_check.bank.model import Choice, Many, One, Places, Question, Rows
from mmn_check.bank.records import Record
from mmn_check.i18n import tr, tr_later
from mmn_check.visit.open_steps import Around, steps_of
from mmn_check.visit.steps import Step, live_answer
from mmn_check.visit.values import Answer
from mmn_check.visit.visit import Key

SAME, EACH, ANEW = "same", "each", "anew"
"""What may be made of an offer: take it over, take it over and go through it, or answer again."""


ALSO_SAME = tr_later(
    "as last time, same as last time, the same as last time, the same, same, same again, "
    "just as last time, like last time, no change, nothing new, unchanged, as before, "
    "all as last time, all of them, all of these, yes"
)
"""Other words for taking over what was said, set apart by commas."""


class LastTime(Record):
    """What an earlier visit says to the questions that the bank marks."""

    day: date | None = None
    answers: Mapping[str, Mapping[Key, Answer]] = field(default_factory=dict)
    """By question, all that was said to it."""
    refused: frozenset[str] = frozenset()
    """The questions that the person would rather answer again."""

    def refusing(self, question: str) -> LastTime:
        """The same, with one question to be answered again."""
        return replace(self, refused=self.refused | {question})


NOTHING = LastTime()
"""There was no earlier visit."""


def offer_of(question: Question, around: Around, last_time: LastTime) -> Step | None:
    """The step that offers what was said last time, put before the question's own steps.

    Only as long as nothing is said to the question now, and only where what was said then would
    answer it whole as it is asked now.
    """
    former = last_time.answers.get(question.id)
    if not former or any(key[0] == question.id for key in around.visit.answers):
        return None
    taken = replace(around.visit, answers={**around.visit.answers, **former})
    parts = [
        (step, live_answer(step, taken))
        for step in steps_of(question, replace(around, visit=taken))
    ]
    if {step.key: answer for step, answer in parts} != former:
        return None
    choices = _choices(question, rows=any("row" in key[1:2] for key in former))
    return Step(
        key=(question.id, "last_time"),
        section=around.section,
        question=question,
        item=One(id="last_time", ask=question.ask, ask_helper=question.ask_helper, choices=choices),
        choices=choices,
        offered=tuple(
            (_worded(step, helped=around.helped), answer) for step, answer in parts if answer
        ),
    )


def _worded(step: Step, *, helped: bool) -> Step:
    """A part as it is asked of whoever reads it now."""
    if not (helped and step.item.ask_helper):
        return step
    return replace(step, item=replace(step.item, ask=step.item.ask_helper))


def _choices(question: Question, *, rows: bool) -> tuple[Choice, ...]:
    several = isinstance(question, Rows | Many | Places)
    all_of_it = tr("All of these, as last time") if several else tr("As last time")
    same = Choice(id=SAME, label=all_of_it, also=(tr(ALSO_SAME),))
    each = Choice(id=EACH, label=tr("These, but let me change some"))
    anew = Choice(id=ANEW, label=tr("Answer again"))
    by_row = isinstance(question, Rows) and question.for_each is None
    return (same, each, anew) if by_row and rows else (same, anew)
