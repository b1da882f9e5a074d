from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.terminal import SHORT_WAY, Terminal, run


def test_the_short_way_leads_to_a_page(tmp_path: Path) -> None:
    """A first-visit patient answers the short way, reads page 1 and takes the PDF along."""
    terminal = Terminal(tmp_path, anew=True)
    terminal.wait()
    terminal.type_all(*SHORT_WAY)

    terminal.type("1")
    terminal.see_all()
    assert "“My right hand will not open.”" in terminal.written
    assert re.search(r"Began March 2024 \(\d+ years", terminal.written)
    terminal.child.send("1\r")

    assert terminal.end() == 0
    (page,) = tmp_path.glob("visit-summary-*.pdf")
    assert page.read_bytes().startswith(b"%PDF")
    assert page.stat().st_mode & 0o777 == 0o600


def test_a_stopped_visit_goes_on_at_the_very_question(tmp_path: Path) -> None:
    """Stopping keeps what was answered; the next start offers to go on and asks what comes next."""
    first = Terminal(tmp_path)
    first.wait()
    first.type_all(*SHORT_WAY[:6])
    first.child.send("q\r")
    assert first.end() == 3
    *_, said, path, what_next, _ = first.written.split("\r\n")
    assert said == "Stopped. Your answers so far are in"
    assert Path(path).is_file()
    assert what_next == "Go on with: mmn-check"

    again = Terminal(tmp_path)
    assert "Go on where you stopped" in again.wait()

    assert "How old are you?" in again.type("1")
    again.close()


def test_without_a_terminal_there_is_nobody_to_ask(tmp_path: Path) -> None:
    """A pipe gets a sentence that names the way out, and its own exit code."""
    ended = run(tmp_path)

    assert ended.returncode == 4
    assert "mmn-check start --answers FILE" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["visits"], 0, "No visits are kept yet"),
        (["where"], 0, "mmn-check"),
        (["summary"], 1, "No visit"),
        (["explain", "axon"], 0, "The long thread inside a nerve"),
        (["explain", "axom"], 1, "Did you mean: Axon"),
        (["explain"], 0, "Weakness"),
        (["--version"], 0, "2026.11"),
        (["--help"], 0, "Screen reader: with --plain"),
        (["--help"], 0, "Dictation: say the number or the words"),
        (["--help"], 0, "Weak hands: numbers and Enter do everything"),
        (["--what"], 2, "No such option"),
        (["forget", "--all"], 4, "--yes"),
        (["forget", "--all", "--yes"], 0, "Deleted"),
        (["bank", "check"], 0, "17 sections"),
        (["--bank", "nowhere"], 2, "nowhere"),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else None,
)
def test_every_command_ends_as_documented(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    """Each command says what it did, or in one sentence why not, with the documented code."""
    ended = run(tmp_path, *arguments)

    assert (ended.returncode, words in ended.stdout + ended.stderr) == (code, True), ended
    assert "Traceback" not in ended.stderr


def test_answers_from_a_file_are_a_visit(tmp_path: Path) -> None:
    """A file of answers becomes a visit without a question, and its summary can be read."""
    file = tmp_path / "mine.yaml"
    file.write_text("answers:\n  weak: Yes.\n  weak_places: 2r 3r\n  began: about 2 years ago\n")

    ended = run(tmp_path, "start", "--answers", str(file))

    assert ended.returncode == 0, ended.stderr
    text = run(tmp_path, "summary", "--format", "text").stdout
    assert "Right hand, right wrist." in text


def test_a_wrong_answers_file_keeps_nothing(tmp_path: Path) -> None:
    """Every mistake is told at once with its line; the code is 2, and no visit is kept."""
    file = tmp_path / "mine.yaml"
    file.write_text("answers:\n  weak: perhaps\n  wek_places: 2r\n  age: 900\n")

    ended = run(tmp_path, "start", "--answers", str(file))

    assert ended.returncode == 2
    assert [line for line in (":2:", ":3:", ":4:") if line in ended.stderr] == [":2:", ":3:", ":4:"]
    assert "No visits are kept" in run(tmp_path, "visits").stdout


def test_a_machine_with_no_room_left_gets_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever it is noticed; nothing more has to be loaded to say so."""

    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("mmn_check.session.run_options.options_in", starve)
    ended = run(tmp_path, "visits")

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("This machine has no memory")
