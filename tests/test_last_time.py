from __future__ import annotations

from pathlib import Path

from tests.support.kept import keep
from tests.support.terminal import SHORT_WAY, Terminal, data_of


def test_a_return_visit_takes_a_section_over_with_one_press(tmp_path: Path) -> None:
    """At the next visit what was typed once is kept by one figure and Enter."""
    keep(tmp_path, *SHORT_WAY, name="2025-06-30-1")
    again = Terminal(tmp_path, arguments=("start", "--plain"))
    again.wait()
    again.type_all(*SHORT_WAY[:5])

    assert "This is what was said on 21 November 2026. Is all of it as it was?" in again.written
    assert "  How old are you? 52 years.\r\n" in again.written
    assert "  1  All as it was\r\n  2  Change some\r\n" in again.written
    shown = again.type("As last time.")
    again.close()

    assert "All as it was." in shown
    assert "What is the main problem, in your own words?" in shown
    newest = max(data_of(tmp_path).glob("*.yaml"), key=lambda one: one.stat().st_mtime)
    kept = newest.read_text()
    assert "\n  age: 52\n" in kept
    assert "as_before: [age, handedness, name, named]" in kept
    assert "last_time" not in kept
