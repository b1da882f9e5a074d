"""How much is still to come, of which it is not known yet whether it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mmn_check.bank.conditions import Condition, Said, holds
from mmn_check.bank.model import Many, Rows
from mmn_check.visit.steps import Step

CHANCE = 0.5
"""How often an answer is one that opens a question that hangs on it."""
OF_A_ROW = 0.6
"""How often a table, of as many rows as the person likes, is given a row."""
OF_OTHERS, OF_WORDS = 0.5, 0.15
"""How often something of a list is left unpicked that is to be confirmed; and how often something
is picked that asks for words."""


def chance_of(
    condition: Condition, *, said: Mapping[str, Said], likely: Mapping[str, float], today: date
) -> float:
    """How likely a condition is to hold once all that it looks at is asked.

    `likely` are the questions that may be asked, with the chance of each.
    """
    chance = 1.0
    for clause in condition:
        if clause.question not in said:
            chance *= CHANCE * likely.get(clause.question, 0)
        elif not holds((clause,), said=said, today=today):
            return 0
    return chance


def follow_ups_of(step: Step) -> float:
    """How many things more the answer to a step may ask for."""
    more = OF_OTHERS if isinstance(step.item, Many) and step.item.confirm_rest else 0
    more += OF_WORDS if any(one.words for one in step.choices) else 0
    table = step.question
    if isinstance(table, Rows) and step.may_end and not step.names_row:
        more += OF_A_ROW * len(table.fields)
    return more
