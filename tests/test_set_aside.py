from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.support.kept import keep
from tests.support.terminal import Terminal, run


def answered_again(home: Path, question: str, answer: str, *more: str) -> str:
    """What `change` said when a question was answered again in a process of its own."""
    terminal = Terminal(home, arguments=("change",), columns=200)
    part = re.search(r"(\d+)\. Which muscles", terminal.wait())
    assert part
    listed = terminal.type(part[1])
    found = re.search(rf"^\s*(\d+)\. {re.escape(question)}", listed, re.MULTILINE)
    assert found, listed
    terminal.type(found[1])
    said = terminal.type(answer)
    for line in more:
        said += terminal.type(line)
    terminal.child.send("\x03")
    assert terminal.end() == 130
    return said


def parts_of(file: Path) -> tuple[dict[str, object], dict[str, object]]:
    """The answers that count, and those set aside."""
    document = yaml.load(file.read_text(), Loader=yaml.CBaseLoader)
    return document["answers"], document["set_aside"]


def test_a_closed_branch_is_named_kept_and_comes_back(tmp_path: Path) -> None:
    """Over three processes: off the page when closed, under set_aside, and whole when reopened."""
    kept = keep(tmp_path)
    before = run(tmp_path, "summary", "--format", "text").stdout
    answers, _ = parts_of(kept)
    assert "Right hand, right wrist." in before

    said = answered_again(tmp_path, "Do any parts of your body feel weak?", "no")

    assert "Set aside, as it no longer applies: Which parts are weak?" in said
    live, aside = parts_of(kept)
    assert aside["weak_places"] == answers["weak_places"]
    assert "weak_places" not in live
    closed = run(tmp_path, "summary", "--format", "text").stdout
    assert closed != before
    assert "Right hand, right wrist." not in closed

    answered_again(tmp_path, "Do any parts of your body feel weak?", "yes")

    assert parts_of(kept) == (answers, {})
    assert run(tmp_path, "summary", "--format", "text").stdout == before


def test_the_review_names_what_it_sets_aside_before_the_page(tmp_path: Path) -> None:
    """In the review on the way to the page too, and nothing set aside is listed any more."""
    keep(tmp_path)
    terminal = Terminal(tmp_path, columns=200)
    terminal.wait()
    terminal.type("1")
    part = re.search(r"(\d+)\. Which muscles", terminal.type("2"))
    assert part
    listed = terminal.type(part[1])
    found = re.search(r"(\d+)\. Do any parts of your body feel weak\?", listed)
    assert found
    terminal.type(found[1])

    said = terminal.type("no")

    assert "Set aside, as it no longer applies: Which parts are weak?" in said
    assert not re.search(r"\d+\. Which parts are weak\?", said)
    terminal.close()
