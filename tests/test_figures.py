"""What a run counts is held against what was promised."""

from __future__ import annotations

from collections import Counter

from tests.support.figures import PROMISES, fell_short

KEPT = Counter({what: one.figure for what, one in PROMISES.items()})


def test_a_run_that_saw_every_promise_kept_tells_nothing() -> None:
    """As often as promised is enough, and as few as allowed is right."""
    assert fell_short(KEPT) == []


def test_the_figure_that_fell_short_is_named_with_its_promise() -> None:
    """One kill too few, one key too many, and what was not counted at all."""
    counted = KEPT.copy()
    counted["kills survived"] -= 1
    counted["keys for the ten reference questions, by line"] += 1
    del counted["slips tried"]

    told = fell_short(counted)

    assert [line.partition(":")[0] for line in told] == [
        "kills survived",
        "slips tried",
        "keys for the ten reference questions, by line",
    ]
    assert told[0].endswith("(no kill loses an answer)")
    assert "31, promised: at most 30 " in told[2]
