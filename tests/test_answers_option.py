"""Answers from a file, given to the program as a person gives them: `start --answers FILE`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.kept import NAME, keep
from tests.support.measured import measured, measured_here
from tests.support.profile import some
from tests.support.scripted import BANKS
from tests.support.spoken import label_of, spoken, text_of
from tests.support.terminal import SHORT_WAY, data_of, run


@pytest.mark.parametrize("language", ["en", "es"])
def test_signs_in_a_file_show_the_stop_card(tmp_path: Path, language: str) -> None:
    """What is ticked there is said, with the card; the visit notes that it was shown."""
    (tmp_path / "mine.yaml").write_text("answers: {visit_type: first, sudden_signs: [breathing]}")
    told = run(tmp_path, "start", "--answers", str(tmp_path / "mine.yaml"), "--language", language)

    with spoken(language) as bank:
        card = text_of(bank, "stop_card")
        label = label_of(bank, "sudden_signs", "breathing")
    assert told.returncode == 0
    assert " ".join(card.split()) in " ".join(told.stdout.split())
    assert label in told.stdout
    (kept,) = data_of(tmp_path).glob("*.yaml")
    assert "urgent_shown: {sudden_signs: " in kept.read_text(encoding="utf-8")


HOSTILE: dict[str, Callable[[], str]] = {
    "a million answers": lambda: "answers:\n" + "".join(f"  x{n}: yes\n" for n in range(1_000_000)),
    "as many answers as are looked at": lambda: (
        "answers:\n" + "".join(f"  x{n}: yes\n" for n in range(14_900))
    ),
    "as many skips": lambda: "skipped:\n" + "- weak\n" * 29_900,
    "one answer many times": lambda: "answers:\n" + "  weak: yes\n" * 14_900,
    "an alias bomb": lambda: (
        "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 50))
    ),
    "aliases by the thousand": lambda: "a: &a b\nanswers:\n" + "  weak: *a\n" * 14_900,
    "tags": lambda: "answers:\n" + "  weak: !!python/object/apply:os.system [ls]\n" * 14_000,
    "a tower": lambda: "answers: " + "[" * 100_000,
    "rows by the thousand": lambda: "answers:\n  medicines:\n" + "  - {name: x}\n" * 9_900,
    "long words": lambda: "answers:\n" + f"  weak: {'yes ' * 1_000_000}\n",
    "long text": lambda: "answers:\n" + f"  main_problem: {'ouch ' * 900_000}\nx: y\n",
    "many words": lambda: "answers:\n" + f"  weak_places: [{'hand, ' * 25_000}]\n",
    "wide dates": lambda: "answers:\n" + f"  began: {'2024 or ' * 500_000}\nx: y\n",
    "directives": lambda: "".join(f"%TAG !a{n}! x\n" for n in range(300_000)) + "---\nx: y\n",
    "line breaks": lambda: "answers: {}\nx: 'a" + "\n" * 4_900_000 + "'\n",
    "binary": lambda: "\x00\x01\x02" * 1_000_000,
}
ALONE = some(HOSTILE, usual=3)
"""What is given to a process of its own, whose memory is measured too."""


@pytest.mark.parametrize("kind", some(HOSTILE, usual=6))
def test_a_hostile_file_is_refused_in_no_time(
    tmp_path: Path, kind: str, figures: Counter[str]
) -> None:
    """The code 2, a place in every line, at most 2 seconds and 200 MB, and no visit."""
    (tmp_path / "mine.yaml").write_text(HOSTILE[kind]())

    measure = measured if kind in ALONE else measured_here
    ending = measure(tmp_path, "start", "--answers", "mine.yaml")

    told = ending.complaints.splitlines()
    place = r"mine\.yaml:(\d+:\d+:| \d+ more) |Cannot read mine\.yaml: it is larger than 5 MB"
    assert ending.code == 2
    assert all(re.match(place, line) and line.isprintable() for line in told)
    assert 0 < len(told) <= 51
    assert ending.seconds < 2
    assert ending.megabytes < 200
    assert "No visits are kept" in run(tmp_path, "visits").stdout
    figures["hostile answers files tried"] += 1


@pytest.mark.parametrize("length", [6, 12, len(SHORT_WAY)])
def test_a_visit_file_replays_into_the_same_visit(tmp_path: Path, length: int) -> None:
    """Every answer, state and time of it, and the summary, come back; the name alone is new."""
    kept = keep(tmp_path, *SHORT_WAY[:length])

    ended = run(tmp_path, "start", "--answers", str(kept))

    assert ended.returncode == 0, ended.stderr
    again = kept.with_name(f"{NAME[:-1]}2.yaml")
    assert of_the_visit(again) == of_the_visit(kept)
    assert ("finished: null" in again.read_text()) == (length < len(SHORT_WAY))
    assert ("Not answered yet: " in ended.stdout) == (length < len(SHORT_WAY))
    assert sorted(data_of(tmp_path).glob("*.yaml")) == [kept, again]


def of_the_visit(path: Path) -> str:
    """What a file says, but for what is its own, or comes by its end."""
    return re.sub(r"^(visit|id|finished): .*$", "", path.read_text(), flags=re.MULTILINE)


def test_the_language_that_was_told_is_kept(tmp_path: Path) -> None:
    """Whatever the file says of it."""
    kept = keep(tmp_path, *SHORT_WAY[:6])
    kept.rename(tmp_path / "mine.yaml")

    ended = run(tmp_path, "start", "--answers", "mine.yaml", "--language", "es")

    assert ended.returncode == 0, ended.stderr
    assert "language: es\n" in next(data_of(tmp_path).glob("*.yaml")).read_text()


def test_what_is_set_aside_is_told(tmp_path: Path) -> None:
    """An answer that nothing in the file asks for is named with its line, and kept."""
    (tmp_path / "mine.yaml").write_text("answers:\n  aches: no\n  strength: 7\n")
    bank = str(BANKS / "headache")

    ended = run(tmp_path, "start", "--answers", "mine.yaml", "--bank", bank)

    assert ended.returncode == 0, ended.stderr
    assert "mine.yaml:3:3: strength: This is not asked after your other answers" in ended.stderr
    assert "strength: 7" in next(data_of(tmp_path).glob("*.yaml")).read_text()


def test_a_list_that_fills_its_table_is_whole(tmp_path: Path) -> None:
    """Nothing of it is set aside: after the last row that fits nobody asks for more."""
    table = "my_questions:\n  - {question: One?}\n  - {question: Two?}\n  - {question: Three?}\n"
    (tmp_path / "full.yaml").write_text("answers:\n  " + table.replace("\n", "\n  "))

    taken = run(tmp_path, "start", "--answers", "full.yaml")

    assert (taken.returncode, taken.stderr) == (0, "")
    kept = next(data_of(tmp_path).glob("*.yaml")).read_text()
    assert '  my_questions:\n  - {question: "One?"}\n' in kept
    assert "more: yes" not in kept


@pytest.mark.parametrize(
    ("finished", "command"),
    [("null", "mmn-check"), ("2026-11-21T10:00:00+01:00", "mmn-check change 2026-11-21-1")],
)
def test_what_a_file_leaves_open_is_told(tmp_path: Path, finished: str, command: str) -> None:
    """By section, with how many, and with how to go on; of a finished visit by name."""
    said = "started: 2026-11-21T09:00:00+01:00\nfinished: {}\nanswers: {{aches: yes}}\n"
    (tmp_path / "mine.yaml").write_text(said.format(finished))
    bank = str(BANKS / "headache")

    told = run(tmp_path, "start", "--answers", "mine.yaml", "--bank", bank).stdout

    assert re.search(r"^Not answered yet: .*\(\d\)\.$", told, re.MULTILINE)
    assert f"To answer the rest: {command} --bank {bank}\n" in told
