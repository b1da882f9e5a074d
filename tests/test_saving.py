"""What may happen to the program in the very moment in which it saves an answer."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.support.kept import NAME, file_after, keep
from tests.support.profile import combined, examples
from tests.support.terminal import SHORT_WAY, Terminal, answers_kept, data_of, run
from tests.test_set_aside import parts_of

STEPS = ("write", "fsync", "rename", "fsync:when=2")
"""What the system is asked for to keep an answer, in order; the last flushes the folder."""
MANY_PLACES = range(5, 5 + examples(14, usual=5))
"""Answers of the short way at which the program is killed, each at another step."""


@pytest.fixture(scope="module", autouse=True)
def _strace() -> None:
    """Without strace nothing can be made to happen just then."""
    traced = ["strace", "-qq", "-o", "/dev/null", "true"]
    if shutil.which("strace") is None or subprocess.run(traced, check=False).returncode:
        pytest.skip("strace cannot be used here")


def tampered(home: Path, happens: str, *command: str) -> Terminal:
    """The program, to which something happens when it first touches the visit in that way."""
    folder = data_of(home)
    paths = [folder, folder / f"{NAME}.yaml", folder / f".{NAME}.yaml.new"]
    watched = [word for path in paths for word in ("-P", str(path))]
    inject = ["-e", "trace=write,fsync,rename", "-e", f"inject={happens}"]
    through = ("strace", "-f", "-qq", "-o", "/dev/null", *watched, *inject)
    terminal = Terminal(home, columns=250, arguments=command, through=through)
    terminal.wait()
    return terminal


def happening(step: str, what: str) -> str:
    """Something that happens at a step, as strace wants to be told."""
    call, _, when = step.partition(":")
    return f"{call}:{what}{':' if when else ''}{when}"


def stays_readable(home: Path) -> None:
    """Whether the one visit there is still whole, and opens at a question."""
    listed = run(home, "visits").stdout
    assert re.search(rf"1  {NAME}  not finished, \d+ questions answered", listed), listed
    again = Terminal(home, columns=200)
    assert "Go on where you stopped" in again.wait()
    assert re.search(r"question \d+ of", again.type("1"))
    again.close()


@pytest.mark.parametrize("place", MANY_PLACES)
def test_a_kill_at_any_step_of_saving_loses_nothing_asked_before(
    tmp_path: Path, place: int, figures: Counter[str]
) -> None:
    """The old file or the new one is there, whole; nothing between, and nothing else in its way."""
    before, after = file_after(*SHORT_WAY[:place]), file_after(*SHORT_WAY[: place + 1])
    kept = keep(tmp_path, *SHORT_WAY[:place])
    step = STEPS[place % len(STEPS)]
    terminal = tampered(tmp_path, happening(step, "signal=SIGKILL"))
    terminal.type("1")

    terminal.child.send(f"{SHORT_WAY[place]}\r")

    assert terminal.end() == -signal.SIGKILL
    assert kept.read_bytes() == (after if step == STEPS[-1] else before)
    stays_readable(tmp_path)
    figures["kills survived"] += 1


@pytest.mark.parametrize(
    ("step", "sent"),
    combined(STEPS, [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT]),
)
def test_an_answer_that_was_given_is_kept_before_the_program_ends(
    tmp_path: Path, step: str, sent: signal.Signals, figures: Counter[str]
) -> None:
    """Ctrl-C and the like, pressed while an answer is being saved, wait until it is."""
    keep(tmp_path, *SHORT_WAY[:6])
    terminal = tampered(tmp_path, happening(step, f"signal={sent.name}"))
    terminal.type("1")

    terminal.child.send("52\r")

    assert terminal.end() == (130 if sent == signal.SIGINT else 3)
    assert "Your answers so far are in" in terminal.written
    assert "Traceback" not in terminal.written
    assert answers_kept(tmp_path)["age"] == "52"
    figures["ways of leaving tried"] += 1


@pytest.mark.parametrize(
    ("step", "error", "says"),
    [
        ("write", "ENOSPC", "the disk is full. Make some room"),
        ("write", "EDQUOT", "your share of the disk is used up. Make some room"),
        ("write", "EIO", "the disk failed. Try again, or choose another folder"),
        ("fsync", "EIO", "the disk failed. Try again, or choose another folder"),
        ("rename", "EROFS", "the disk can only be read. Choose another folder"),
        ("rename", "EACCES", "permission is denied. Check who owns it"),
        ("rename", "ESTALE", "Stale file handle. Try again"),
    ],
)
def test_what_the_disk_refuses_is_told_and_changes_nothing(
    tmp_path: Path, step: str, error: str, says: str, figures: Counter[str]
) -> None:
    """One sentence with the file and what to do, the code 1, and the file as it was."""
    kept = keep(tmp_path, *SHORT_WAY[:6])
    before = kept.read_bytes()
    terminal = tampered(tmp_path, happening(step, f"error={error}"))
    terminal.type("1")

    terminal.child.send("52\r")

    assert terminal.end() == 1
    assert f"Cannot write {kept}: {says}" in terminal.written.splitlines()[-1]
    assert "Traceback" not in terminal.written
    assert kept.read_bytes() == before
    assert not list(data_of(tmp_path).glob("*.new"))
    figures["faults of disk and folder tried"] += 1


@pytest.mark.parametrize("step", STEPS)
def test_a_kill_while_a_branch_closes_loses_none_of_it(
    tmp_path: Path, step: str, figures: Counter[str]
) -> None:
    """An answer changed in the review: either nothing is changed, or all is set aside."""
    kept = keep(tmp_path)
    live, _ = parts_of(kept)
    terminal = tampered(tmp_path, happening(step, "signal=SIGKILL"), "change")
    part = re.search(r"(\d+)\. Which muscles", terminal.written)
    assert part
    found = re.search(r"(\d+)\. Do any parts of your body feel weak", terminal.type(part[1]))
    assert found
    terminal.type(found[1])

    terminal.child.send("no\r")

    assert terminal.end() == -signal.SIGKILL
    after, aside = parts_of(kept)
    if step == STEPS[-1]:
        assert after == {**{one: said for one, said in live.items() if one in after}, "weak": "no"}
        assert {**after, **aside, "weak": "yes"} == live
    else:
        assert (after, aside) == (live, {})
    assert run(tmp_path, "summary").returncode == 0
    figures["kills survived"] += 1
