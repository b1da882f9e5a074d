from __future__ import annotations

from pathlib import Path

from tests.support.kept import keep
from tests.support.terminal import SHORT_WAY, Terminal, data_of

TOLD = SHORT_WAY.index("Penicillin")
BEFORE = (*SHORT_WAY[: TOLD + 3], "Riluzole", "50 mg", "daily", "nerves", "2 years ago", "0")
"""A visit up to its medicines, of which there is one."""


def test_a_return_visit_takes_medicines_over_with_one_press(tmp_path: Path) -> None:
    """At the next visit the list that was typed once is kept by one figure and Enter."""
    keep(tmp_path, *BEFORE, name="2025-06-30-1")
    again = Terminal(tmp_path, arguments=("start", "--plain"))
    again.wait()
    again.type_all(*SHORT_WAY[:12], "1", *SHORT_WAY[13:TOLD])

    assert "March 2024." in again.written
    assert "  Penicillin, rash\r\n" in again.written
    assert "As last time: March 2024." in again.written
    shown = again.type("1")
    assert "The answer on 21 November 2026:\r\n  Riluzole, 50 mg, daily, nerves, 2 years" in shown
    taken = again.type("1")
    again.close()

    assert "All of these, as last time: Riluzole, 50 mg, daily" in taken
    newest = max(data_of(tmp_path).glob("*.yaml"), key=lambda one: one.stat().st_mtime)
    kept = newest.read_text()
    assert "name: Riluzole" in kept
    assert "what: Penicillin" in kept
    assert "last_time" not in kept
