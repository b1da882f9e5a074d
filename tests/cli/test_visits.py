from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.terminal import Terminal, run


@pytest.mark.parametrize("columns", [20, 40])
def test_the_list_of_visits_fits_the_window(tmp_path: Path, columns: int) -> None:
    """Broken between words on a terminal; only the folder's own name may be longer."""
    (tmp_path / "said.yaml").write_text("answers: {visit_type: first}\n", encoding="utf-8")
    run(tmp_path, "start", "--answers", "said.yaml")
    terminal = Terminal(tmp_path, arguments=("visits", "--plain"), columns=columns)

    assert terminal.end() == 0

    lines = [one for one in terminal.written.split("\r\n") if not one.startswith("/")]
    assert max(map(len, lines)) <= columns
    assert terminal.written.split() == run(tmp_path, "visits").stdout.split()
