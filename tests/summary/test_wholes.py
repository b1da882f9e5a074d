from __future__ import annotations

from pathlib import Path

import pytest

from tests.summary.wholes import wholes

WHOLES = wholes()


@pytest.mark.parametrize("path", WHOLES, ids=lambda path: path.name)
def test_whole_summaries_are_as_they_were_written_down(path: Path) -> None:
    """From the first word to the last, as text and on paper, in both languages."""
    assert WHOLES[path]() == path.read_text(encoding="utf-8")
