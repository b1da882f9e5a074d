"""Answers that cannot all be true: how they are asked about, once, all of them shown."""

from __future__ import annotations

from collections.abc import Mapping

from mmn_check.bank.model import Bank, Choice, Contradiction, One, Section
from mmn_check.i18n import tr, tr_later
from mmn_check.visit.steps import Step
from mmn_check.visit.values import Answer

CONTRADICTION = "contradiction"
"""The fixed text that asks about them, and what the key of the step begins with."""
BOTH = "both"
"""They are right all the same; any other choice is the question whose answer was a slip."""
SAID_BOTH = tr_later("both, both right, both are right, all right, yes, yes both, neither")


def settling_step(
    contradiction: Contradiction,
    section: Section,
    bank: Bank,
    said: Mapping[str, tuple[Step, Answer]],
    *,
    helped: bool,
) -> Step:
    """The step that asks which answer was a slip; `said` are the answers by question."""
    told = tuple(said[clause.question] for clause in contradiction.when if clause.question in said)
    slips = (
        Choice(
            id=step.question.id,
            label=tr("Change this: {question}", question=_ask(step, helped=helped)),
        )
        for step, _ in told
    )
    both = Choice(id=BOTH, label=tr("Both are right"), also=(tr(SAID_BOTH),))
    text = bank.texts[CONTRADICTION]
    choices = (both, *slips)
    item = One(
        id=contradiction.id, ask=text.text, choices=choices, sources=text.sources, required=True
    )
    return Step(
        key=(CONTRADICTION, contradiction.id),
        section=section,
        question=item,
        item=item,
        choices=choices,
        settles=contradiction,
        offered=told,
    )


def _ask(step: Step, *, helped: bool) -> str:
    return step.item.ask_helper if helped and step.item.ask_helper else step.item.ask
