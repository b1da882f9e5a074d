"""`summary` as a person calls it, with what a person may have typed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.support.measured import measured
from tests.support.terminal import run, run_for_real

TIMES = 60_000
MOST = 200
"""The most megabytes that any visit may take."""


def keep(home: Path, problem: str) -> None:
    """Keep a visit at which this was the main problem."""
    (home / "said.yaml").write_text(
        f'answers:\n  visit_type: first\n  main_problem: "{problem}"\n', encoding="utf-8"
    )
    assert run(home, "start", "--answers", "said.yaml").returncode in (0, 3)


def test_a_book_of_an_answer_is_begun_on_paper_and_whole_as_text(tmp_path: Path) -> None:
    """A million characters: the page is made within bounds, and says what it leaves out."""
    text = "I drop my tools. " * TIMES
    keep(tmp_path, text)

    made = measured(tmp_path, "summary", "--format", "pdf")

    assert made.code == 0
    assert "too long to print" in made.complaints
    assert "mmn-check summary --format text" in made.complaints
    assert made.seconds < 2
    assert made.megabytes < MOST
    assert run(tmp_path, "summary", "--format", "text").stdout.count("tools.") >= TIMES


def test_signs_that_the_page_cannot_show_are_named(tmp_path: Path) -> None:
    """The words stay, the person is told which signs are missing, and the text has them."""
    keep(tmp_path, "My hand \U0001f590 will not open")

    made = run(tmp_path, "summary", "--format", "pdf")

    assert made.returncode == 0
    assert "cannot show these characters" in made.stderr
    assert "\U0001f590" in made.stderr
    assert '"My hand \U0001f590 will not open"' in run(tmp_path, "summary", "--output", "-").stdout


def test_the_page_is_opened_when_asked_for(tmp_path: Path) -> None:
    """`--open` hands the saved page to what the system opens pages with."""
    keep(tmp_path, "My hand will not open.")
    opener = tmp_path / "programs" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\necho "$@" > "$OPENED"\n')
    opener.chmod(0o755)
    seen = tmp_path / "opened"

    path = f"{opener.parent}{os.pathsep}{os.environ['PATH']}"
    made = run_for_real(tmp_path, "summary", "--open", PATH=path, OPENED=str(seen))

    assert made.returncode == 0
    (page,) = tmp_path.glob("visit-summary-*.pdf")
    for _ in range(100):
        if seen.exists():
            break
        subprocess.run(["sleep", "0.05"], check=True)
    assert seen.read_text().strip() == str(page)
