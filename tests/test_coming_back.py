"""What waits for a person who comes back: to a finished visit, to one without answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mmn_check.session.conversation import LATELY
from tests.support.kept import NAME, keep
from tests.support.terminal import SHORT_WAY, Terminal, data_of, run

EMPTY = "2026-11-21-2"


def keep_finished(home: Path, *, ago: timedelta) -> Path:
    """A visit of the short way, finished so long before this moment."""
    kept = keep(home)
    moment = (datetime.now().astimezone() - ago).replace(microsecond=0)
    kept.write_text(kept.read_text().replace("finished: null", f"finished: {moment.isoformat()}"))
    return kept


def keep_empty(home: Path) -> None:
    """A visit that was left at its first screen."""
    before = set(data_of(home).glob("*.yaml"))
    terminal = Terminal(home, arguments=("start",))
    terminal.wait()
    terminal.press("\x03")
    terminal.end()
    (new,) = set(data_of(home).glob("*.yaml")) - before
    new.write_text(new.read_text().replace(new.stem, EMPTY))
    new.rename(data_of(home) / f"{EMPTY}.yaml")


def back(home: Path, *typed: str) -> Terminal:
    """The program without a command, and what is typed there."""
    terminal = Terminal(home, columns=100)
    terminal.wait()
    terminal.type_all(*typed)
    terminal.see_all()
    return terminal


def test_a_visit_finished_lately_is_told_and_nothing_begins_unsaid(tmp_path: Path) -> None:
    """The day it was finished, and all that may be wanted of it; no visit is made meanwhile."""
    kept = keep_finished(tmp_path, ago=timedelta(hours=1))
    before = kept.read_bytes()

    terminal = back(tmp_path)

    for words in (
        "You finished a visit on ",
        "1  Start a new visit",
        "2  Go on with more questions",
    ):
        assert words in terminal.written
    assert "3  Check or change my answers" in terminal.written
    assert "4  Show my page" in terminal.written
    assert [one.name for one in data_of(tmp_path).glob("*.yaml")] == [kept.name]
    terminal.type("4")
    terminal.see_all()
    assert "Shall the page be saved as a PDF" in terminal.written
    assert kept.read_bytes() == before
    terminal.close()


def test_a_finished_visit_can_be_gone_deeper_into(tmp_path: Path) -> None:
    """More questions go on in the same visit, which is unfinished until they are answered."""
    kept = keep_finished(tmp_path, ago=timedelta(days=1))

    terminal = back(tmp_path, "2")
    terminal.child.send("q\r")
    assert terminal.end() == 3

    assert "Your page is ready" not in terminal.written
    assert "finished: null\ndepth: 2" in kept.read_text()
    assert len(list(data_of(tmp_path).glob("*.yaml"))) == 1


def test_its_answers_can_be_changed(tmp_path: Path) -> None:
    """The list of answers comes; the page follows, and with it that one saved before is old."""
    keep_finished(tmp_path, ago=timedelta(days=1))

    terminal = Terminal(tmp_path, columns=100, anew=True)
    terminal.wait()
    terminal.type("3")

    assert "1. " in terminal.written
    assert "Type the number of a part to see its answers, or 0 to go on." in terminal.written
    terminal.type_all("1", "1", "2", "0")
    terminal.type("0")
    terminal.see_all()
    assert "Shall the page be saved as a PDF" in terminal.written
    terminal.child.send("1\r")
    assert terminal.end() == 0
    assert "printed before this change is out of date" in " ".join(terminal.written.split())


@pytest.mark.parametrize(
    ("arguments", "ago", "typed"),
    [
        ((), timedelta(days=1), ("1",)),
        ((), LATELY + timedelta(days=1), ()),
        (("start",), timedelta(days=1), ()),
    ],
    ids=["when wanted", "long after", "by command"],
)
def test_a_new_visit_begins(
    tmp_path: Path, arguments: tuple[str, ...], ago: timedelta, typed: tuple[str, ...]
) -> None:
    """Picked from what is offered, or at once: long after the last one, or by `start`."""
    keep_finished(tmp_path, ago=ago)
    terminal = Terminal(tmp_path, arguments=arguments, columns=100)
    terminal.wait()
    terminal.type_all(*typed)

    assert "Press Enter to go on." in terminal.written
    assert len(list(data_of(tmp_path).glob("*.yaml"))) == 2
    terminal.close()


def test_a_finished_visit_that_cannot_be_read_is_in_nobodys_way(tmp_path: Path) -> None:
    """A new visit begins as ever; the damaged file stays as it is."""
    kept = keep_finished(tmp_path, ago=timedelta(days=1))
    kept.write_text(kept.read_text().replace("set_aside: {}", "set_aside: {"))

    terminal = back(tmp_path)

    assert "Press Enter to go on." in terminal.written
    terminal.close()


def test_a_visit_without_answers_is_passed_over(tmp_path: Path) -> None:
    """Its summary is nobody's wish, and there is nothing to change: the one before it counts."""
    keep(tmp_path)
    keep_empty(tmp_path)

    assert "My right hand will not open." in run(tmp_path, "summary").stdout
    terminal = Terminal(tmp_path, arguments=("change",), columns=100)
    terminal.wait()
    assert "My right hand will not open." in terminal.type("4")
    terminal.close()


def test_visits_without_answers_do_not_hide_an_unfinished_one(tmp_path: Path) -> None:
    """They are removed when the person comes back, and the one with answers goes on."""
    keep(tmp_path, *SHORT_WAY[:6])
    keep_empty(tmp_path)

    terminal = back(tmp_path)

    assert "Go on where you stopped" in terminal.written
    assert [one.stem for one in data_of(tmp_path).glob("*.yaml")] == [NAME]
    terminal.close()


def test_where_nothing_is_answered_there_is_nothing_to_change(tmp_path: Path) -> None:
    """A sentence says so; the visit is not marked as finished."""
    keep_empty(tmp_path)
    terminal = Terminal(tmp_path, arguments=("change",), columns=100)

    assert terminal.end() == 1
    assert f"Visit {EMPTY} has no answers yet. To begin: mmn-check" in terminal.written
    assert "not finished, 0 questions answered" in run(tmp_path, "visits").stdout


def test_a_ticked_sign_is_the_first_and_the_last_word(tmp_path: Path) -> None:
    """Resumed, it is recalled before the questions; finished, after all else is said."""
    keep(tmp_path, *SHORT_WAY[:4], "7", "2", "y", *SHORT_WAY[5:-2], "1", "0", "0")
    terminal = Terminal(tmp_path, columns=200)
    terminal.wait()
    resumed = terminal.type("1")
    terminal.type("1")
    terminal.see_all()
    terminal.child.send("3\r")

    assert terminal.end() == 0
    words = "you ticked: Trouble breathing, or cannot breathe lying flat."
    assert words in resumed.split("Your page is ready.")[0]
    assert words in terminal.written[terminal.written.rindex("Take your page to the visit") :]
    assert terminal.written.rstrip().endswith("Do not wait for your visit.")


def test_where_no_pdf_can_be_made_the_menu_comes_back(tmp_path: Path) -> None:
    """A sentence says so, and more questions may be answered all the same."""
    keep_finished(tmp_path, ago=timedelta(days=1))

    # Here the typesetter is not to be had, as the program is a fork.
    terminal = back(tmp_path, "4", "1")

    assert "The PDF cannot be made on this machine." in terminal.written
    assert "Go on with more questions" in terminal.written.split("cannot be made")[1]
    terminal.close()
