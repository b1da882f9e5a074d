"""What may be wrong around the program: disks, folders, files, banks that changed."""

from __future__ import annotations

import ctypes
import os
import re
import resource
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.storage.visit_file import visit_text
from tests.support.kept import file_after, keep
from tests.support.profile import some
from tests.support.scripted import BANKS, Sitting
from tests.support.terminal import OWN_WORDS, SHORT_WAY, Terminal, data_of, run, run_for_real

STRANGE_NAMES = (
    "my notes 漢", 'it\'s "mine" $(x)', "a\nb", "e\x1b[31mx", "caf\udce9", "\u202egnp",
)  # fmt: skip

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def as_anybody() -> None:
    """Let rights count for the superuser too, as for anybody else."""
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, right, 0, 0, 0)


def with_little_room() -> None:
    """Let no file grow beyond what the first answers need."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))


def one_sentence(complaint: str) -> bool:
    """Whether a complaint is one line that ends like a sentence, and no traceback."""
    return bool(re.fullmatch(r"[^\n]+\.\n", complaint)) and "Traceback" not in complaint


def test_a_full_disk_stops_before_anything_is_lost(tmp_path: Path, figures: Counter[str]) -> None:
    """What no longer fits is told, what was kept is whole, and with room the visit goes on."""
    terminal = Terminal(tmp_path, columns=200, before=with_little_room)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:OWN_WORDS])
    (kept,) = data_of(tmp_path).glob("*.yaml")
    terminal.child.send("My right hand will not open. " * 5 + "\r")

    assert terminal.end() == 1
    last = terminal.written.splitlines()[-1]
    assert str(kept) in last
    assert "Make some room" in last
    assert sorted(one.suffix for one in data_of(tmp_path).iterdir()) in (
        [".yaml"],
        [".lock", ".yaml"],
    )

    again = Terminal(tmp_path, columns=200)
    again.wait()
    assert "own words" in again.type("1")
    again.close()
    figures["faults of disk and folder tried"] += 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk with room for a few files; only the superuser can make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_disk_that_fills_up_loses_nothing(small_disk: Path, figures: Counter[str]) -> None:
    """On a real full disk the answers stay, byte for byte; a new visit is refused whole."""
    kept = keep(small_disk, *SHORT_WAY[:6])
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1024))
    before = kept.read_bytes()

    terminal = Terminal(small_disk, columns=200)
    terminal.wait()
    terminal.type("1")
    terminal.child.send("52\r")
    assert terminal.end() == 1
    assert "the disk is full. Make some room" in terminal.written
    new = Terminal(small_disk, arguments=("start",), columns=200)
    assert new.end() == 1
    assert "the disk is full. Make some room" in new.written

    assert [one.name for one in data_of(small_disk).glob("*.yaml*")] == [kept.name]
    assert kept.read_bytes() == before
    figures["faults of disk and folder tried"] += 2


def read_only(home: Path) -> dict[str, str]:
    keep(home, *SHORT_WAY[:6])
    data_of(home).chmod(0o500)
    return {}


def closed(home: Path) -> dict[str, str]:
    keep(home, *SHORT_WAY[:6])
    data_of(home).parent.chmod(0o000)
    return {}


def home_read_only(home: Path) -> dict[str, str]:
    (home / "mine").mkdir(mode=0o500)
    return {"XDG_DATA_HOME": "", "HOME": str(home / "mine")}


def home_missing(home: Path) -> dict[str, str]:
    return {"XDG_DATA_HOME": "", "HOME": str(home / "gone")}


def file_for_folder(home: Path) -> dict[str, str]:
    data_of(home).parent.mkdir()
    data_of(home).write_text("mine")
    return {}


def file_for_parent(home: Path) -> dict[str, str]:
    data_of(home).parent.write_text("mine")
    return {}


@pytest.mark.parametrize(
    ("fault", "place"),
    [
        (read_only, "data/mmn-check"),
        (closed, "data/mmn-check"),
        (home_read_only, "mine"),
        (home_missing, "gone"),
        (file_for_folder, "data/mmn-check"),
        (file_for_parent, "data"),
    ],
)
def test_a_folder_that_cannot_be_used_is_named(
    tmp_path: Path, fault: object, place: str, figures: Counter[str]
) -> None:
    """A new visit is refused in one sentence that names the folder and says what to do."""
    assert callable(fault)
    environment = fault(tmp_path)

    terminal = Terminal(
        tmp_path,
        arguments=("start",),
        columns=250,
        environment=environment,
        before=as_anybody,
    )
    code = terminal.end()
    for folder in (data_of(tmp_path).parent, data_of(tmp_path)):
        if folder.is_dir():
            folder.chmod(0o700)

    assert code == 1
    assert one_sentence(terminal.written.replace("\r\n", "\n")), terminal.written
    assert str(tmp_path / place) in terminal.written
    assert not list(tmp_path.rglob("*.new"))
    figures["faults of disk and folder tried"] += 1


def damaged(folder: Path) -> dict[str, str]:
    """Visits that cannot be used, newer than the sound one; what each sentence must say."""
    whole = file_after(*SHORT_WAY)
    contents = {
        "cut in a line": (whole[: whole.index(b"weak") - 20], "yaml"),
        "cut at a line": (whole[: whole.index(b"not_sure:")], "cut short"),
        "empty": (b"", "empty"),
        "huge": (whole + b"#" * 6_000_000, "larger than"),
        "a million lines": (b"a:\n" * 1_000_000, "yaml"),
        "newer": (whole.replace(b"mmn_check: 1", b"mmn_check: 2"), "newer mmn-check"),
        "other bank": (whole.replace(b"id: mmn", b"id: other"), "another question bank"),
        "not ours": (b"dear: diary\n", "yaml"),
        "binary": (bytes(range(256)) * 20, "UTF-8"),
        "bombs": (b"a: &a [x]\nb: &b [*a, *a]\n", "yaml"),
        "escape": (whole.replace(b"answers:", b"answers:\n  weak: \x1b[2J"), "hidden"),
    }
    (folder / "outside").write_bytes(whole)
    others = {"unreadable": "denied", "pipe": "not a file", "folder": "", "link": "symbolic link"}
    words = {name: words for name, (_, words) in contents.items()} | others
    called = {name: f"2026-12-{day:02}-1" for day, name in enumerate(words, start=1)}
    for name, stem in called.items():
        path = folder / f"{stem}.yaml"
        if name == "pipe":
            os.mkfifo(path)
        elif name == "folder":
            path.mkdir()
        elif name == "link":
            path.symlink_to(folder / "outside")
        else:
            content = contents[name][0] if name in contents else whole
            path.write_bytes(content.replace(b"visit: 2026-11-21", b"visit: " + stem[:-2].encode()))
            path.chmod(0 if name == "unreadable" else 0o600)
    return {called[name]: said for name, said in words.items()}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every plain file's content and time."""
    return {
        one.name: (one.read_bytes(), one.stat().st_mtime_ns)
        for one in folder.iterdir()
        if one.is_file() and not one.name.startswith(".")
    }


def test_a_damaged_visit_is_told_left_alone_and_in_nobodys_way(
    tmp_path: Path, figures: Counter[str]
) -> None:
    """Each gets a sentence and the code 1; the sound visit is listed, read and gone on with."""
    sound = keep(tmp_path, *SHORT_WAY[:6])
    wrong = damaged(sound.parent)
    before = snapshot(sound.parent)

    for name, words in wrong.items():
        began = time.monotonic()
        if words == "denied":
            ended = run_for_real(tmp_path, "summary", name, before=as_anybody)
        else:
            ended = run(tmp_path, "summary", name)
        assert (ended.returncode, ended.stdout) == (1, ""), name
        assert one_sentence(ended.stderr), ended.stderr
        assert f"{name}.yaml" in ended.stderr
        assert words in ended.stderr, ended.stderr
        assert time.monotonic() - began < 10, name
    listed = run_for_real(tmp_path, "visits", before=as_anybody).stdout
    read = run(tmp_path, "summary", sound.stem)
    terminal = Terminal(tmp_path, columns=250, before=as_anybody)
    greeting = terminal.wait()
    onward = terminal.type("1")
    terminal.close()

    assert all(f"  {name}  " in listed for name in wrong)
    assert sound.stem in listed
    assert read.returncode == 0
    assert all(one in greeting for one, words in wrong.items() if words == "newer mmn-check")
    assert "How old are you?" in onward
    assert {**snapshot(sound.parent), sound.name: before[sound.name]} == before
    figures["damaged visit files tried"] += len(wrong)


@pytest.mark.parametrize("name", ["\x1b[2J\x07bell", "right\u202eleft", "caf\udce9", "a\nb"])
def test_a_strange_name_does_nothing_to_the_terminal(tmp_path: Path, name: str) -> None:
    """Hidden characters in the name of a file are spelt out, wherever the name is said."""
    keep(tmp_path)
    keep(tmp_path, name=name)

    for arguments in (
        ["visits"],
        ["summary", name],
        ["forget", name, "--yes"],
        ["summary", "x" + name],
    ):
        ended = run(tmp_path, *arguments)
        assert "Traceback" not in ended.stderr
        assert "went wrong" not in ended.stderr
        assert all(one.isprintable() or one == "\n" for one in ended.stdout + ended.stderr)
    assert [one.name for one in data_of(tmp_path).glob("*.yaml")] == ["2026-11-21-1.yaml"]


@pytest.mark.parametrize("name", some(STRANGE_NAMES, usual=3))
def test_a_folder_of_any_name_holds_answers(tmp_path: Path, name: str) -> None:
    """Whatever it is called: visits are kept and found there, and its name does nothing."""
    data = str(tmp_path / name)
    kept = keep(tmp_path, *SHORT_WAY[:6])
    ended = run(tmp_path, "start", "--answers", str(kept), XDG_DATA_HOME=data)
    assert ended.returncode == 0, ended.stderr

    where = run(tmp_path, "where", XDG_DATA_HOME=data).stdout
    terminal = Terminal(tmp_path, arguments=("where",), environment={"XDG_DATA_HOME": data})
    assert terminal.end() == 0
    onward = Terminal(tmp_path, columns=250, environment={"XDG_DATA_HOME": data})
    onward.wait()
    onward.type("1")
    onward.child.send("q\r")
    assert onward.end() == 3

    assert where == f"{data}/mmn-check\n"
    assert list(Path(where[:-1]).glob("*.yaml"))
    for said in (terminal.written, onward.written):
        seen = re.sub(r"\x1b\[[0-9;]*[mKC]|[\r\n\b]", "", said.replace(data, "?"))
        assert seen.isprintable(), seen


WAY = ("1", "", "1", "1", "0", "yes", "skip", "yes", "1r", "7", "2019", "2 3", "1", "1", "2020")
"""Through the headache bank: answers that a later version of the bank may no longer take."""


def headache_visit(home: Path) -> Path:
    """A kept visit to the small bank."""
    bank = read_bank(BANKS / "headache")
    sitting = Sitting(bank, *WAY)
    with suppress(EOFError):
        sitting.wizard.open()
        sitting.wizard.run()
    data_of(home).mkdir(parents=True)
    path = data_of(home) / "2026-11-21-1.yaml"
    path.write_text(visit_text(bank, sitting.interview.visit))
    return path


def changed_bank(home: Path) -> Path:
    """The small bank, a version later: one choice is gone, one question is called otherwise."""
    folder = home / "bank"
    shutil.copytree(BANKS / "headache", folder)
    pain = folder / "03_pain.yaml"
    pain.write_text(pain.read_text().replace("id: strength", "id: how_bad"))
    life = folder / "04_life.yaml"
    gone = "      - {id: screen, label: Looking at a screen}\n"
    life.write_text(
        life.read_text().replace(gone, "").replace("work, screen, noise", "work, noise")
    )
    return folder


def test_answers_that_no_longer_fit_are_named_and_kept(tmp_path: Path) -> None:
    """A bank that changed keeps what fits; the rest is told at each opening and stays."""
    kept = headache_visit(tmp_path)
    bank = str(changed_bank(tmp_path))
    assert "strength: 7" in kept.read_text()

    shown = run(tmp_path, "summary", "--bank", bank)
    assert shown.returncode == 0, shown.stderr
    assert "These no longer fit" in shown.stderr
    assert "strength: 7" in shown.stderr
    assert "screen" in shown.stderr

    terminal = Terminal(tmp_path, arguments=("--bank", bank), columns=250)
    terminal.wait()
    text = terminal.type("1")
    assert "These no longer fit" in text
    assert "strength: 7" in text
    assert "Is any of this new today?" in text  # as days have passed, and so first
    assert "How bad is it today?" in terminal.type("")
    terminal.type("5")
    terminal.child.send("q\r")
    assert terminal.end() == 3

    document = kept.read_text()
    assert "how_bad: 5" in document
    aside = document[document.index("set_aside") :]
    assert 'strength: "7"' in aside
    assert "tasks: [screen, noise]" in aside
    assert "aches: yes" in document
    back = run(tmp_path, "summary", "--bank", str(BANKS / "headache"))
    assert "how_bad: 5" in back.stderr
    assert "strength" not in back.stderr
