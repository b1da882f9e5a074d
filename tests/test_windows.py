from __future__ import annotations

import signal
from pathlib import Path

from tests.support.kept import keep
from tests.support.terminal import SHORT_WAY, Terminal, data_of, run


def at_question(home: Path) -> Terminal:
    """A window in which a kept visit goes on, at "How old are you?"."""
    keep(home, *SHORT_WAY[:6])
    window = Terminal(home, columns=200)
    window.wait()
    assert "How old are you?" in window.type("1")
    return window


def test_a_second_window_on_a_visit_is_refused(tmp_path: Path) -> None:
    """Going on, changing and forgetting wait until the first window is closed; reading does not."""
    first = at_question(tmp_path)
    second = Terminal(tmp_path, columns=200)
    second.wait()
    second.child.send("1\r")

    assert second.end() == 1
    assert "is open in another window" in second.written
    change = Terminal(tmp_path, arguments=("change",), columns=200)
    assert change.end() == 1
    assert "is open in another window" in change.written
    forget = run(tmp_path, "forget", "--yes")
    assert (forget.returncode, "is open in another window" in forget.stderr) == (1, True)
    assert run(tmp_path, "summary").returncode == 0
    assert "which hand" in first.type("52")
    first.close()


def test_a_window_that_died_is_not_in_the_way(tmp_path: Path) -> None:
    """What a killed program held is free at once."""
    first = at_question(tmp_path)
    first.child.kill(signal.SIGKILL)
    first.end()

    second = Terminal(tmp_path, columns=200)
    second.wait()

    assert "How old are you?" in second.type("1")
    second.close()


def test_answers_given_while_the_menu_showed_are_not_lost(tmp_path: Path) -> None:
    """Between the menu and going on another window may have answered; that counts."""
    first = at_question(tmp_path)
    second = Terminal(tmp_path, columns=200)
    assert "Go on where you stopped" in second.wait()
    first.type("52")
    first.child.send("q\r")
    assert first.end() == 3

    assert "which hand" in second.type("1")
    second.type("1")

    second.close()
    (kept,) = data_of(tmp_path).glob("*.yaml")
    assert "age: 52" in kept.read_text()


def test_two_visits_begun_at_once_are_two(tmp_path: Path) -> None:
    """Two windows that start at the same moment get visits of their own."""
    windows = [Terminal(tmp_path, arguments=("start",)) for _ in range(3)]
    for window in windows:
        window.wait()

    assert len(list(data_of(tmp_path).glob("*.yaml"))) == 3
    for window in windows:
        window.close()


def test_what_was_written_into_the_file_by_hand_is_not_written_over(tmp_path: Path) -> None:
    """A visit's file that another program changed meanwhile stays so; then it is gone on with."""
    window = at_question(tmp_path)
    (kept,) = data_of(tmp_path).glob("*.yaml")
    mended = kept.read_text().replace("name: A. B.", "name: C. D.")
    kept.write_text(mended)

    window.child.send("52\r")

    assert window.end() == 1
    assert f"{kept} was changed by another program" in window.written
    assert kept.read_text() == mended
    again = Terminal(tmp_path, columns=200)
    again.wait()
    again.type("1")
    again.close()


def test_a_file_that_was_only_touched_is_written_on(tmp_path: Path) -> None:
    """A copy put back by a backup, word for word the same, or a new time, is no change."""
    window = at_question(tmp_path)
    (kept,) = data_of(tmp_path).glob("*.yaml")
    content = kept.read_bytes()
    kept.unlink()
    kept.write_bytes(content)

    assert "which hand" in window.type("52")
    window.close()
    assert "age: 52" in kept.read_text()
