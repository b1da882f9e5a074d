"""Banks that were made to do harm, given to the real program: a sentence, and soon."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from mmn_check.bank.problems import MOST
from mmn_check.bank_check.checked_bank import check_bank
from tests.support.measured import Ending, measured, measured_here
from tests.support.profile import some

TOP = Path(__file__).parents[2]
BASE = TOP / "tests/support/banks/good/base"
HEAD = "section: more\ntitle: More\nquestions:\n"
CASE = "50_case.yaml"


def check(folder: Path, *, alone: bool = True) -> Ending:
    """`bank check` of a folder, by a process of its own if `alone`."""
    measure = measured if alone else measured_here
    return measure(folder.parent, "bank", "check", str(folder))


def asked(number: int, more: str = "") -> str:
    keys = f"id: q{number}, kind: yes_no, ask: A, help: B, why: C, sources: [BOOK]{more}"
    return f"  - {{{keys}}}\n"


def alias_bomb(case: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for before, name in zip("abcdefghi", "bcdefghij", strict=True):
        lines.append(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]")
    case.write_text("\n".join(lines), encoding="utf-8")


def fifo(case: Path) -> None:
    os.mkfifo(case)


def huge(case: Path) -> None:
    with case.open("wb") as file:
        file.truncate(100_000_000)


def text(content: str) -> Callable[[Path], object]:
    return lambda case: case.write_text(content, encoding="utf-8")


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda case: case.write_bytes(content)


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "alias_bomb": (alias_bomb, '"&a" is an anchor of YAML'),
    "python_object": (
        text(HEAD + "  - !!python/object/apply:os.system [touch /tmp/owned]\n"),
        '"!!python/object/apply:os.system" is a tag of YAML',
    ),
    "million_lines": (text("a\n" * 1_000_000), "This file is larger than 1 MB"),
    "many_small_things": (text("- \n" * 300_000), "There are more than 200000 parts"),
    "many_keys": (text("".join(f"k{n}: a\n" for n in range(90_000))), '"k0" is no key'),
    "deep_brackets": (text("[" * 900_000), "This is more than 12 levels deep."),
    "deep_braces": (text("{a: " * 200_000), "This is more than 12 levels deep."),
    "deep_lines": (text("".join(" " * n + "a:\n" for n in range(1_300))), "12 levels deep"),
    "binary": (raw(bytes(range(256)) * 1_000), "This is not text in UTF-8"),
    "wrong_encoding": (raw(HEAD.encode("utf-16")), "This is not text in UTF-8"),
    "folder": (Path.mkdir, "This file cannot be read: Is a directory."),
    "pipe": (fifo, "This is not an ordinary file."),
    "device": (lambda case: case.symlink_to("/dev/zero"), "This is not an ordinary file."),
    "link_to_itself": (lambda case: case.symlink_to(case), "This file cannot be read:"),
    "huge": (huge, "This file is larger than 1 MB"),
    "escape_sequences": (
        text(HEAD + '  - "\\e]0;owned\\a": "[bold]\\e[31mred"\n    kind: "[red]yes[/red]"\n'),
        'is no kind. It may be "date"',
    ),
    "slips_without_end": (
        text(HEAD + "".join(f"  - id: @q{n}\n    kind: yes_no\n" for n in range(30_000))),
        "A line or a text cannot begin with this character",
    ),
    "names_without_end": (
        text(HEAD + "".join(asked(n, f", ask_if: {{qx{n}: yes}}") for n in range(2_900))),
        'There is no question "qx0". Did you mean',
    ),
    "questions_without_end": (
        text(HEAD + "".join(asked(n) for n in range(9_000))),
        "There are more than 3000 questions in this bank.",
    ),
}

ALONE = some(HOSTILE, usual=5)
"""What is given to a process of its own, whose memory is measured too."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_sentence_in_time(name: str, tmp_path: Path) -> None:
    """Whatever stands in for a section, nothing is carried out, waited for or filled up."""
    make, sentence = HOSTILE[name]
    bank = tmp_path / "bank"
    shutil.copytree(BASE, bank)
    make(bank / CASE)

    ending = check(bank, alone=name in ALONE)

    assert ending.code == 2
    assert ending.said == ""
    assert sentence in ending.complaints
    assert "Traceback" not in ending.complaints
    assert ending.complaints.replace("\n", "").isprintable()
    assert ending.complaints.count("\n") <= 203
    assert ending.seconds < 2
    assert ending.megabytes < 200


def test_a_long_chain_of_conditions_is_gone_through(tmp_path: Path) -> None:
    """A bank that is merely large has no mistakes, and is checked in time."""
    bank = tmp_path / "bank"
    shutil.copytree(BASE, bank)
    chain = (asked(n, f", ask_if: {{q{n - 1}: yes}}") for n in range(1, 2_000))
    (bank / CASE).write_text(HEAD + asked(0) + "".join(chain), encoding="utf-8")

    ending = check(bank)

    assert ending.code == 0
    assert [": note: " in line for line in ending.complaints.splitlines()] == [True]
    assert ending.seconds < 2
    assert ending.megabytes < 200


@pytest.mark.parametrize("folder", ["missing", "file", "empty"])
def test_what_is_no_bank_is_said_to_be_none(folder: str, tmp_path: Path) -> None:
    """A folder that is not there, a file, and an empty folder are told apart from a bank."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    sentences = {
        "missing": "This is no folder that can be read: No such file or directory.",
        "file": "This is no folder that can be read: Not a directory.",
        "empty": "There is no bank.yaml here. A question bank is a folder that has one.",
    }

    ending = check(tmp_path / folder, alone=False)

    assert ending.code == 2
    looked_at = f"Looked at {tmp_path / folder}: 1 mistake. It cannot be used yet."
    assert ending.complaints == f"{tmp_path / folder}: {sentences[folder]}\n{looked_at}\n"


@pytest.mark.parametrize("anchored", ["- &a%d {", "- !!map {"])
@pytest.mark.parametrize("number", [199, 200, 900])
def test_a_section_full_of_what_is_refused_is_not_sound(
    tmp_path: Path, anchored: str, number: int
) -> None:
    """However much is wrong in a file, it is not dropped in silence."""
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    lines = (asked(n).replace("- {", anchored.replace("%d", str(n))) for n in range(number))
    (tmp_path / CASE).write_text(HEAD + "".join(lines), encoding="utf-8")

    report = check_bank(tmp_path)

    assert report.figures is None
    assert len(report.mistakes) == min(number, MOST)
    assert {one.file.name for one in report.mistakes} == {CASE}


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is unreadable to the superuser")
def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file that may not be read is a mistake like any other."""
    bank = tmp_path / "bank"
    shutil.copytree(BASE, bank)
    (bank / "bank.yaml").chmod(0)

    ending = check(bank)

    assert ending.code == 2
    assert "bank.yaml:1:1: This file cannot be read: Permission denied." in ending.complaints


def test_a_file_name_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    """Escape sequences in names of files and questions are spelt out."""
    bank = tmp_path / "bank"
    shutil.copytree(BASE, bank)
    (bank / "50_\x1b[31mred.yaml").write_text("x", encoding="utf-8")

    ending = check(bank, alone=False)

    assert "50_<U+001B>[31mred.yaml:1:1: " in ending.complaints
    assert "\x1b" not in ending.complaints
