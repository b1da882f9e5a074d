"""Whether the stop card can be shown, and soon enough to be of use."""

from __future__ import annotations

from collections.abc import Iterator

from mmn_check.bank.load import BankDraft
from mmn_check.bank.model import Question
from mmn_check.bank.problems import Problem

SOON = 10
"""Whoever needs help at once should not have to answer more questions before that is seen."""


def shown_late(draft: BankDraft) -> Iterator[Problem]:
    """A note if no question shows the stop card to everybody, or the first that does comes late."""
    if not draft.has_own_file or draft.lost_sections or draft.unsure():
        return
    questions = list(draft.bank.questions())
    urgent = [one for one in questions if one.urgent_if]
    soonest = next((one for one in urgent if one.depth == 1), None)
    if not urgent:
        sentence = "No question shows the stop card: give the one about urgent signs an urgent_if."
        yield draft.notes.mistake(draft.bank, sentence, "texts", "stop_card").of_level("note")
    elif soonest is None:
        sentence = "On the short way no question shows the stop card: give this one depth 1."
        yield _about(draft, urgent[0], sentence)
    elif (before := questions.index(soonest)) >= SOON:
        sentence = (
            f"This question is the first that shows the stop card, and {before} others come "
            "before it: ask it sooner."
        )
        yield _about(draft, soonest, sentence)


def _about(draft: BankDraft, question: Question, sentence: str) -> Problem:
    told = draft.notes.mistake(question, sentence, "urgent_if", question=question.id)
    return told.of_level("note")
