"""What the person said stays where they put it: in their own folder, and nowhere else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.support.kept import NAME, file_after, keep
from tests.support.profile import some
from tests.support.terminal import OWN_WORDS, SHORT_WAY, TOP, Terminal, data_of, run, run_for_real

CANARY = "zebrafinch"
SECRET_WAY = tuple(
    line if not re.search("[A-Za-z]{4}", line) or "March" in line else f"{CANARY} {line}"
    for line in SHORT_WAY
)
"""The short way, with a word in every free text that nothing but the answers can contain."""


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """What the system was asked to do during the whole short way, and what was on the screen."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed here")
    home = tmp_path_factory.mktemp("traced")
    calls = home / "calls"
    watch = "trace=network,execve,fsync,rename,renameat,renameat2,write"
    terminal = Terminal(
        home,
        columns=200,
        through=("strace", "-f", "-v", "-s", "4000", "-e", watch, "-o", str(calls)),
    )
    terminal.wait()
    terminal.type_all(*SECRET_WAY, "1")
    terminal.see_all()
    terminal.child.send("1\r")
    assert terminal.end() == 0
    assert CANARY in terminal.written
    return calls.read_text(), terminal.written


def test_nothing_goes_out(traced: tuple[str, str]) -> None:
    """From the first question to the PDF not one network socket is opened."""
    calls, _ = traced

    assert "execve(" in calls
    assert "AF_INET" not in calls
    assert "AF_NETLINK" not in calls


def test_no_answer_is_told_to_another_program(traced: tuple[str, str]) -> None:
    """No answer is in an argument or the environment of a process, nor in a window's title."""
    calls, screen = traced

    started = [line for line in calls.splitlines() if "execve(" in line]
    assert not [line for line in started if CANARY in line]
    assert "\x1b]" not in screen


def test_each_answer_is_on_the_disk_before_the_next_question_shows(
    traced: tuple[str, str],
) -> None:
    """Written, flushed, renamed, and the folder flushed: in this order, before the next heading."""
    calls, _ = traced
    parts = re.split(r"question \d+ of about", calls)

    assert len(parts) >= len(SHORT_WAY) - 1  # but for the start screen and the time there is
    for between in parts[2:-1]:
        assert re.search(r"\bfsync\(.*\brename\w*\(.*\bfsync\(", between, re.DOTALL), between[:2000]


def test_without_a_network_everything_works(tmp_path: Path) -> None:
    """In a namespace that has no network at all a page is made."""
    apart = ["unshare", "-rn"] if os.geteuid() else ["unshare", "-n"]
    if shutil.which("unshare") is None or subprocess.run([*apart, "true"], check=False).returncode:
        pytest.skip("no namespace without a network can be made here")
    keep(tmp_path)

    terminal = Terminal(tmp_path, arguments=("summary", "--format", "pdf"), through=tuple(apart))

    assert terminal.end() == 0
    assert list(tmp_path.glob("*.pdf"))


def traces(home: Path) -> list[Path]:
    """Whatever in a home names the canary, or holds it."""
    return [
        one
        for one in home.rglob("*")
        if CANARY in str(one.relative_to(home))
        or (one.is_file() and CANARY.encode() in one.read_bytes())
    ]


PLANTED = """
import {module} as module
def spoilt(*args, **named):
    answers = "{canary} " + repr(args)
    try:
        raise KeyError(answers)
    except KeyError as first:
        raise ValueError(answers) from first
module.{name} = spoilt
"""


def plant(home: Path, module: str, name: str) -> str:
    """A PYTHONPATH on which a function of the program fails, with the answers in its message."""
    folder = home.parent / "planted"
    folder.mkdir()
    text = PLANTED.format(module=module, name=name, canary=CANARY)
    (folder / "sitecustomize.py").write_text(text)
    return f"{folder}{os.pathsep}{TOP}"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def test_a_fault_of_the_program_tells_no_answer(home: Path, figures: Counter[str]) -> None:
    """One sentence, the code 1, and details that say where it happened but not what was said."""
    keep(home, *SECRET_WAY)
    broken = plant(home, "mmn_check.summary.summarize", "summarize")

    ended = run_for_real(home, "summary", PYTHONPATH=broken)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert re.fullmatch(r"Something went wrong[^\n]+\n", ended.stderr)
    assert "kept" not in ended.stderr
    details = data_of(home) / "fault.txt"
    assert str(details) in ended.stderr
    assert "ValueError" in details.read_text()
    assert "summary" in details.read_text()
    assert traces(home) == [data_of(home) / f"{NAME}.yaml"]
    assert details.stat().st_mode & 0o777 == 0o600
    figures["faults planted"] += 1


def test_a_fault_while_asking_keeps_the_answers_and_tells_none(
    home: Path, figures: Counter[str]
) -> None:
    """In the middle of the questions too: what was kept is whole, and the screen shows no trace."""
    kept = keep(home, *SECRET_WAY[:OWN_WORDS])
    before = kept.read_bytes()
    broken = plant(home, "mmn_check.visit.steps", "record")
    terminal = Terminal(home, columns=300, environment={"PYTHONPATH": broken})
    terminal.wait()
    terminal.type("1")
    terminal.child.send(f"My {CANARY}\r")

    assert terminal.end() == 1
    tail = terminal.written.partition(CANARY)[2]
    assert "Something went wrong" in tail
    assert f"Your answers so far are in {kept}" in tail
    assert "Traceback" not in tail
    assert CANARY not in tail
    assert kept.read_bytes() == before
    assert CANARY not in (data_of(home) / "fault.txt").read_text()
    figures["faults planted"] += 1


def test_a_fault_without_any_home_still_is_one_sentence(home: Path, figures: Counter[str]) -> None:
    """Where there is no place for the details, there is no traceback either."""
    broken = plant(home, "mmn_check.bank_check.checked_bank", "read_glossary")

    ended = run_for_real(
        home, "explain", PYTHONPATH=broken, XDG_DATA_HOME="", HOME=str(home / "gone")
    )

    assert ended.returncode == 1
    assert re.fullmatch(r"Something went wrong[^\n]+\n", ended.stderr)
    figures["faults planted"] += 1


def leftovers(home: Path) -> None:
    """What a visit may leave beside itself when its program is killed or fails."""
    (data_of(home) / f".{NAME}.yaml.new").write_bytes(file_after(*SECRET_WAY)[:700])
    (data_of(home) / f".{NAME}.lock").touch()


@pytest.mark.parametrize("arguments", [["forget", NAME, "--yes"], ["forget", "--all", "--yes"]])
def test_what_is_forgotten_is_gone(home: Path, arguments: list[str]) -> None:
    """No file, name, temporary, set-aside or fault keeps a word of it, in any of its folders."""
    kept = keep(home, *SECRET_WAY)
    document = kept.read_text()
    kept.write_text(document.replace("set_aside: {}", f"set_aside: {{gone: {CANARY} too}}"))
    leftovers(home)
    run_for_real(
        home, "summary", PYTHONPATH=plant(home, "mmn_check.summary.summarize", "summarize")
    )
    assert (data_of(home) / "fault.txt").exists()
    assert len(traces(home)) == 2

    assert run(home, *arguments).returncode == 0

    assert traces(home) == []
    assert data_of(home).exists() == ("--all" not in arguments)


def test_forget_asks_first(home: Path) -> None:
    """Yes deletes; the question names what goes."""
    keep(home, *SECRET_WAY)
    terminal = Terminal(home, arguments=("forget",), columns=200)
    assert NAME in terminal.wait("yes or no: ")
    terminal.child.send("Yes.\r")

    assert terminal.end() == 0
    assert traces(home) == []


def set_umask(mask: int) -> None:
    os.umask(mask)


@pytest.mark.parametrize("mask", some([0, 0o077, 0o777], usual=2))
def test_nobody_else_may_look(home: Path, mask: int) -> None:
    """Under any umask folders are 0700 and files 0600: visits, locks, details and the page."""
    terminal = Terminal(home, before=lambda: set_umask(mask))
    terminal.wait()
    terminal.type_all(*SECRET_WAY, "1")
    terminal.see_all()
    during = {one.name: one.stat().st_mode & 0o777 for one in data_of(home).iterdir()}
    terminal.child.send("1\r")
    assert terminal.end() == 0

    assert set(during.values()) == {0o600}
    (page,) = home.glob("*.pdf")
    assert page.stat().st_mode & 0o777 == 0o600
    for folder in (data_of(home), data_of(home).parent):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_every_file_is_private_from_its_first_moment(tmp_path: Path) -> None:
    """Created so, and not mended after: temporary files, locks and folders too, at umask 0."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed here")
    calls = tmp_path / "calls"
    watch = ("-f", "-e", "trace=open,openat,creat,mkdir,mkdirat", "-o", str(calls))
    home = tmp_path / "home"
    home.mkdir()
    terminal = Terminal(home, through=("strace", *watch), before=lambda: set_umask(0))
    terminal.wait()
    terminal.type_all(*SECRET_WAY[: OWN_WORDS + 1])
    terminal.child.send("q\r")
    assert terminal.end() == 3

    made = [line for line in calls.read_text().splitlines() if f'"{home}' in line]
    files = [line for line in made if "O_CREAT" in line and "= -1" not in line]
    folders = [line for line in made if "mkdir" in line]
    assert len(files) > 8
    assert len(folders) == 2
    assert not [line for line in files if ", 0600)" not in line]
    assert not [line for line in folders if ", 0700)" not in line]


def test_a_link_in_the_data_folder_leads_nowhere(tmp_path: Path) -> None:
    """Visits, temporary files and details that are links: what they point to stays."""
    outside = tmp_path / "outside"
    outside.write_bytes(file_after(*SECRET_WAY))
    before = outside.read_bytes()
    home = tmp_path / "home"
    kept = keep(home, *SHORT_WAY[:6])
    for name in (f".{NAME}.yaml.new", "2026-11-22-1.yaml", "fault.txt"):
        (data_of(home) / name).symlink_to(outside)

    assert CANARY not in run(home, "summary", "2026-11-22-1").stdout
    assert CANARY not in run(home, "visits").stdout
    assert run(home, "change", "2026-11-22-1").returncode in (1, 4)
    terminal = Terminal(home, columns=200)
    terminal.wait()
    terminal.type_all("1", "52")
    terminal.child.send("q\r")
    assert terminal.end() == 3
    assert "age: 52" in kept.read_text()
    run_for_real(
        home, "summary", PYTHONPATH=plant(home, "mmn_check.summary.summarize", "summarize")
    )
    assert run(home, "forget", "--all", "--yes").returncode == 0

    assert outside.read_bytes() == before
    assert not data_of(home).exists()
