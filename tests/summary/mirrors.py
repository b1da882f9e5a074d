"""What differs between two visits, as seen from the other one."""

from __future__ import annotations

from dataclasses import replace

from mmn_check.summary.visit_changes import Change, ChangeKind, Difference, RowDifference, Turn

KINDS: dict[ChangeKind, ChangeKind] = {
    "not_asked_then": "not_asked_now",
    "not_asked_now": "not_asked_then",
}


def mirrored(change: Change) -> Change:
    """What was, is; what is new, is gone."""
    return replace(
        change,
        kind=KINDS.get(change.kind, change.kind),
        parts=tuple(map(_part, change.parts)),
        rows=tuple(map(_row, change.rows)),
    )


def _part(one: Difference) -> Difference:
    return replace(
        one,
        was=one.now,
        now=one.was,
        new=one.gone,
        gone=one.new,
        turned=tuple(map(_turn, one.turned)),
        not_offered_then=one.not_offered_now,
        not_offered_now=one.not_offered_then,
    )


def _turn(one: Turn) -> Turn:
    return Turn(one.thing, was=one.now, now=one.was)


def _row(one: RowDifference) -> RowDifference:
    cells = tuple(map(_part, one.cells))
    return replace(one, is_new=one.is_gone, is_gone=one.is_new, cells=cells)
