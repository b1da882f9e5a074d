"""What differs between two visits, as seen from the other one."""

from __future__ import annotations

import re

from mmn_check.summary.visit_changes import Change

OTHER_WAY = {
    "not_asked_then": "not_asked_now",
    "Was: ": "Now: ",
    "Said then: ": "Said now: ",
    "New: ": "No longer picked: ",
    "New.": "No longer there.",
}
BOTH_WAYS = OTHER_WAY | {there: back for back, there in OTHER_WAY.items()}
SIDES = re.compile(r"\b([Ww])as (.*?)([,;]) now (.*)\.$", re.DOTALL)

Told = tuple[str, str, frozenset[tuple[str, frozenset[str]]]]
"""A question, the kind of change, and by label what is said, whatever its order."""


def told(change: Change) -> Told:
    """What a change says."""
    lines = (
        (line.label.text if line.label else "", frozenset(one.text for one in line.sentences))
        for line in change.lines
    )
    return change.question, change.kind, frozenset(lines)


def mirrored(change: Change) -> Told:
    """What was, is; what is new, is gone."""
    question, kind, lines = told(change)
    turned = ((label, frozenset(map(_sentence, said))) for label, said in lines)
    return question, BOTH_WAYS.get(kind, kind), frozenset(turned)


def _sentence(text: str) -> str:
    for begins, other in BOTH_WAYS.items():
        if text.startswith(begins):
            return other + text.removeprefix(begins)
    return SIDES.sub(lambda found: f"{found[1]}as {found[4]}{found[3]} now {found[2]}.", text)
