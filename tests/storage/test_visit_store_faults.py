"""What may go wrong around a store: damaged files, other windows, kills, disks, rights."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mmn_check.errors import MmnCheckError
from mmn_check.storage.safe_files import BusyError
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Visit
from tests.support.every_kind import GARDEN, STARTED
from tests.support.profile import examples

TOP = Path(__file__).parents[2]
NOBODY = 65534
KILLS = examples(210, usual=35)


@pytest.fixture
def store(tmp_path: Path) -> VisitStore:
    return VisitStore(tmp_path / "mmn-check")


@pytest.fixture
def visit(store: VisitStore) -> Visit:
    visit = store.new(GARDEN, STARTED).with_answer(("weak",), answered("yes"))
    store.save(visit, GARDEN)
    return visit


def another_program(*words: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, TOP / "tests" / "storage" / "processes.py", *words],
        env={**os.environ, "PYTHONPATH": str(TOP)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def unprivileged(folder: Path) -> Iterator[None]:
    """Root may do anything: give the folder to somebody else and be that one for a while."""
    if os.geteuid() != 0:
        yield
        return
    os.chown(folder, NOBODY, NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


HEAD = "mmn_check: 1\nbank: {id: garden, version: '1'}\nstarted: 2026-11-22T09:12:33+01:00\n"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "It is empty"),
        (b"\n\n", "It is empty"),
        (HEAD.encode() + b"answers:\n  weak: [yes", "Line 5: A comma, a closing bracket or"),
        (HEAD.encode() + b"answers:\n  story: 'cut sho", "A quotation mark"),
        (HEAD.encode() + b"answers: {weak: yes, weak: no}\n", 'Line 4: "weak" is there twice'),
        (HEAD.encode() + b"answers: [weak]\n", "Line 4: Under"),
        (HEAD.encode() + b"skipped: weak\n", "Line 4: Under"),
        (HEAD.encode() + b"depth: 4\n", "Line 4: The depth is 1, 2 or 3"),
        (HEAD.encode() + b"one_key: 1\n", "Line 4: This is yes or no"),
        (HEAD.encode() + b"language: 1\n", "Line 4: A language is called by its code, such as es"),
        (HEAD.encode() + b"finished: soon\n", "Line 4: A time is written"),
        (HEAD.encode() + b"finished: [2026]\n", "Line 4: A time is written"),
        (HEAD.encode() + b"urgent_shown: {weak: now}\n", "Line 4: A time is written"),
        (HEAD.encode() + b"urgent_shown: weak\n", "Line 4: These are times"),
        (HEAD.encode() + b"visit: ../../etc\n", "Line 4: A visit is called by its day"),
        (HEAD.encode() + b"anwsers: {}\n", 'Line 4: "anwsers" means nothing here. Did you mean'),
        (HEAD.encode() + b"answers: &a {weak: *a}\n", "is an anchor of YAML"),
        (HEAD.encode() + b"answers: !!python/object:os.system {}\n", "is a tag of YAML"),
        (HEAD.encode() + b"? [a]\n: b\n", "A key must be one word"),
        (HEAD.encode() + b"answers: " + b"[" * 90_000, "levels deep"),
        (HEAD.encode() + b"answers: {weak: \x1b[31m}\n", "Line 4: Here is a hidden character"),
        (HEAD.replace(": 1\n", ": 2\n", 1).encode(), "newer mmn-check"),
        (HEAD.replace(": 1\n", ": 0\n", 1).encode(), "version of the format"),
        (HEAD.replace(": 1\n", ": x\n", 1).encode(), "version of the format"),
        (HEAD.replace("mmn_check: 1\n", "", 1).encode(), "no visit that mmn-check wrote"),
        (HEAD.replace("{id: garden, version: '1'}", "garden").encode(), "Line 2: This should be"),
        (HEAD.replace("id: garden", "id: other").encode(), 'another question bank, "other"'),
        (b"hello\n", "no answers in it"),
        (b"- a\n- b\n", "no answers in it"),
        (bytes(range(256)), "not text in UTF-8"),
        (bytes(range(128)), "hidden character"),
        (b"a: \xff\xfe\n", "not text in UTF-8"),
        (b"x" * 5_000_001, "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_and_left_alone(
    store: VisitStore, visit: Visit, content: bytes, words: str
) -> None:
    """The sentence says which file and why; neither the file nor its neighbours suffer."""
    broken = store.path("2026-11-22-1")
    broken.write_bytes(content)
    before = broken.stat()

    with pytest.raises(MmnCheckError) as refused:
        store.open("2026-11-22-1", GARDEN)

    assert words in str(refused.value)
    assert str(broken) in str(refused.value)
    assert refused.value.exit_code == 1
    assert (broken.read_bytes(), broken.stat().st_mtime_ns) == (content, before.st_mtime_ns)
    assert [one.name for one in store.list()] == ["2026-11-22-1", visit.name]
    assert store.open(visit.name, GARDEN) == visit
    assert store.unfinished(GARDEN)[0] == visit


@pytest.mark.parametrize("kind", ["pipe", "folder", "link", "dangling link"])
def test_what_is_no_file_is_refused_and_never_followed(
    store: VisitStore, visit: Visit, tmp_path: Path, kind: str
) -> None:
    """A pipe does not keep anybody waiting, and a link does not lead out of the folder."""
    path = store.path("2026-11-22-1")
    outside = tmp_path / "outside.yaml"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "link":
            outside.write_bytes(store.path(visit.name).read_bytes())
            path.symlink_to(outside)
        case _:
            path.symlink_to(outside)

    listed = store.list()

    assert listed[0].damage
    assert not listed[1].damage
    assert str(path) in str(listed[0])
    with pytest.raises(MmnCheckError, match="Cannot read"):
        store.open(None, GARDEN)
    assert store.new(GARDEN, STARTED.replace(day=22)).name == "2026-11-22-2"


def test_forgetting_a_link_leaves_what_it_points_to(store: VisitStore, tmp_path: Path) -> None:
    """Only what is in the folder is deleted."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("mine")
    store.new(GARDEN, STARTED)
    store.path("2026-11-22-1").symlink_to(outside)

    store.forget("2026-11-22-1")

    assert outside.read_text() == "mine"
    assert store.names() == ("2026-11-21-1",)


def test_a_bank_that_changed_keeps_what_fits_and_what_does_not(
    store: VisitStore, visit: Visit
) -> None:
    """Answers that no longer fit are set aside, and are in the file for good."""
    file = store.path(visit.name)
    text = file.read_text().replace('"1"}', '"0"}').replace("weak: yes", "weak: yes\n  gone: [a]")
    file.write_text(text)

    opened = store.open(visit.name, GARDEN)
    store.save(opened, GARDEN)

    assert opened.misfits == {"gone": [["a"]]}
    assert opened.answers == visit.answers
    assert opened.bank_version == "1"
    assert "set_aside: {gone: [a]}" in file.read_text()
    assert store.open(visit.name, GARDEN) == opened


def test_a_visit_too_large_to_read_is_never_written(store: VisitStore, visit: Visit) -> None:
    """What was kept before stays, and the person is told to say less."""
    endless = visit.with_answer(("story",), answered(Words("word " * 1_100_000)))

    with pytest.raises(MmnCheckError, match="shorter answer"):
        store.save(endless, GARDEN)

    assert store.open(visit.name, GARDEN) == visit


def test_no_answer_is_lost_or_damaged_by_kills_at_any_moment(
    tmp_path: Path, figures: Counter[str]
) -> None:
    """Killed at any moment, a program leaves every answer that it said was kept."""
    killed = another_program("kills", tmp_path / "mmn-check", str(KILLS))

    said, _ = killed.communicate(timeout=60)

    assert killed.returncode == 0
    assert said.startswith(f"survived {KILLS} kills")
    figures["kills survived"] += KILLS


def test_visits_begun_at_the_same_moment_get_different_names(tmp_path: Path) -> None:
    """Eight programs that start at once begin eight visits."""
    begun = another_program("news", tmp_path / "mmn-check", "8")

    said, _ = begun.communicate(timeout=60)

    assert sorted(said.split()) == [f"2026-11-21-{number}" for number in range(1, 9)]


def test_another_window_holds_its_visit_until_it_is_gone(store: VisitStore, visit: Visit) -> None:
    """The second window is refused; once the first is killed nothing is in the way."""
    other = another_program("hold", store.folder, visit.name)
    assert other.stdout
    assert other.stdout.readline() == "held\n"

    with pytest.raises(BusyError, match="another window"), store.lock(visit.name):
        pytest.fail("two windows on one visit")
    other.kill()
    other.communicate(timeout=60)

    with store.lock(visit.name):
        store.save(visit, GARDEN)


def test_a_folder_that_can_only_be_read_stops_with_a_sentence(open_to_all: Path) -> None:
    """Nothing is kept where nothing may be written, and nothing there is harmed."""
    store = VisitStore(open_to_all)
    visit = store.new(GARDEN, STARTED)
    for one in open_to_all.iterdir():
        one.chmod(0o644)
    open_to_all.chmod(0o500)

    with unprivileged(open_to_all):
        for attempt in (
            lambda: store.save(visit.with_answer(("weak",), answered("no")), GARDEN),
            lambda: store.new(GARDEN, STARTED),
            lambda: store.forget(visit.name),
            store.forget_all,
        ):
            with pytest.raises(MmnCheckError, match="permission is denied") as refused:
                attempt()
            assert str(open_to_all) in str(refused.value)
        assert store.open(None, GARDEN) == visit


def test_a_folder_that_may_not_be_looked_into_stops_with_a_sentence(open_to_all: Path) -> None:
    """What cannot be seen is not taken for empty."""
    inner = open_to_all / "closed"
    inner.mkdir(0o000)

    with unprivileged(open_to_all):
        for folder in (inner, inner / "mmn-check"):
            with pytest.raises(MmnCheckError, match="permission is denied"):
                VisitStore(folder).list()
            with pytest.raises(MmnCheckError, match="permission is denied"):
                VisitStore(folder).new(GARDEN, STARTED)


def test_a_file_that_may_not_be_read_hides_no_other(open_to_all: Path) -> None:
    """A visit of somebody else is named as such, and one's own are still there."""
    store = VisitStore(open_to_all)
    foreign, own = (store.new(GARDEN, STARTED).name for _ in range(2))
    store.path(foreign).chmod(0o000)
    store.path(own).chmod(0o644)

    with unprivileged(open_to_all):
        first, second = store.list()

    assert (first.name, second.name) == (own, foreign)
    assert not first.damage
    assert "permission is denied" in str(second)


def test_a_file_in_place_of_the_folder_stops_with_a_sentence(tmp_path: Path) -> None:
    """The person learns what stands in the way."""
    file = tmp_path / "mmn-check"
    file.write_text("mine")

    for attempt in (VisitStore(file).list, lambda: VisitStore(file).new(GARDEN, STARTED)):
        with pytest.raises(MmnCheckError, match="a file stands where a folder should be"):
            attempt()
    assert file.read_text() == "mine"


def test_a_lock_that_is_a_link_is_not_followed(store: VisitStore, visit: Visit) -> None:
    """A link where the lock belongs is named, not opened."""
    (store.folder / f".{visit.name}.lock").unlink()
    (store.folder / f".{visit.name}.lock").symlink_to("elsewhere")

    with pytest.raises(MmnCheckError, match="symbolic link"), store.lock(visit.name):
        pytest.fail("locked through a link")
    assert not (store.folder / "elsewhere").exists()


def test_a_folder_that_vanished_is_made_again(store: VisitStore, visit: Visit) -> None:
    """If the folder is deleted while questions are asked, the next answer is still kept."""
    for one in store.folder.iterdir():
        one.unlink()
    store.folder.rmdir()

    store.save(visit, GARDEN)

    assert store.open(None, GARDEN) == visit


def test_a_new_visit_that_cannot_be_kept_leaves_nothing(store: VisitStore, visit: Visit) -> None:
    """A visit that does not fit on the disk takes no name."""
    endless = replace(visit, misfits={"gone": ["x" * 5_000_001]})

    with pytest.raises(MmnCheckError, match="larger than"):
        store.keep_new(endless, GARDEN)

    assert store.names() == (visit.name,)
    assert len(list(store.folder.iterdir())) == 2


def test_a_name_cannot_act_on_the_terminal(store: VisitStore, visit: Visit) -> None:
    """A file's name is shown with its hidden characters spelt out."""
    store.path("\x1b[2J").write_bytes(store.path(visit.name).read_bytes())
    store.path("\x1b[3J").write_text("")

    told = [str(one) for one in (*store.list(), *store.others())]
    with pytest.raises(MmnCheckError) as refused:
        store.open("\x1b[3J", GARDEN)

    assert sum("<U+001B>" in one for one in told) == 2
    assert all(line.isprintable() for line in [*told, str(refused.value)])
