from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.pictures import BLOCK, PAGE, README, TOP, page_picture, wizard_picture
from tests.support.terminal import run

TEXT = README.read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"mmn-check ([a-z]+)", TEXT)))
REDRAW = "draw it anew: python -m tests.pictures"


def test_the_wizard_in_the_readme_is_the_wizard() -> None:
    """The question shown is what the program prints today."""
    shown = BLOCK.search(TEXT)

    assert shown is not None
    assert shown.group() == wizard_picture(), REDRAW


def test_the_page_in_the_readme_is_the_page() -> None:
    """The picture of page 1 is what the program prints today, but for the finest strokes."""
    shown = Image.open(PAGE).convert("L")
    printed = page_picture().convert("L")

    assert shown.size == printed.size, REDRAW
    assert ImageStat.Stat(ImageChops.difference(shown, printed)).mean[0] < 1, REDRAW


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_readme_exists(tmp_path: Path, command: str) -> None:
    """Whatever the README says to type has a help text of its own."""
    assert run(tmp_path, command, "--help").returncode == 0


def test_every_file_on_the_map_is_there() -> None:
    """The map of the code names what there is."""
    shown = TEXT.split("## The map of the code")[1]
    named = re.findall(r"^ {6}(?:  )?([a-z_]+\.py|[a-z]+/)", shown, re.MULTILINE)

    assert named
    for name in named:
        assert list((TOP / "mmn_check").rglob(name.rstrip("/"))), name


def test_the_readme_is_short() -> None:
    """It is read to the end."""
    assert len(TEXT.splitlines()) <= 120
