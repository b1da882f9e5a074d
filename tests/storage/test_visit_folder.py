"""Files of visits as people, editors and syncing programs treat them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from mmn_check.errors import MmnCheckError
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.values import answered
from mmn_check.visit.visit import Visit
from tests.support.every_kind import GARDEN, STARTED

COPIES = (
    "Copy of {}.yaml",
    "{} - Copy.yaml",
    "{} copy.yaml",
    "{} (1).yaml",
    "{} 2.yaml",
    "{} (Ann's conflicted copy 2026-11-28).yaml",
    "{}.sync-conflict-20261128-101500-ABCDEFG.yaml",
    "{}-DESKTOP-1A2B.yaml",
    "2027-01-01-1.yaml",
    "backup.yaml",
)
"""What Windows, macOS, Dropbox, Syncthing, OneDrive and people call a copy."""
BACKUPS = (
    "{}.yaml~",
    "{}.yaml.bak",
    "{}.yml",
    "{}.YAML",
    ".{}.yaml.swp",
    "#{}.yaml#",
    "{}.yaml.txt",
)
"""What editors leave beside a file, and what it is saved as by mistake."""
STRAY = ("notes.yaml", "letter.txt", ".DS_Store", ".2026-11-21-1.yaml.icloud", "my visit.pdf")


@pytest.fixture
def store(tmp_path: Path) -> VisitStore:
    return VisitStore(tmp_path / "mmn-check")


def begun(store: VisitStore, *, days: int = 0) -> Visit:
    """A visit with an answer, begun some days after the first."""
    visit = store.new(GARDEN, STARTED + timedelta(days=days))
    visit = visit.with_answer(("weak",), answered("yes"))
    store.save(visit, GARDEN)
    return store.open(visit.name, GARDEN)


def copied(store: VisitStore, visit: Visit, called: str) -> Path:
    """A file with the same content, under a name made of the visit's."""
    path = store.folder / called.format(visit.name)
    path.write_bytes(store.path(visit.name).read_bytes())
    return path


@pytest.mark.parametrize("called", COPIES)
def test_a_copy_is_told_and_never_the_newest(store: VisitStore, called: str) -> None:
    """Whatever it is called: a later visit is the newest, and so is the one that was copied."""
    older = begun(store)
    copy = copied(store, older, called)
    assert (store.names(), store.open(None, GARDEN)) == ((older.name,), older)

    newer = begun(store, days=7)

    assert store.names() == (newer.name, older.name)
    assert store.open(None, GARDEN) == newer
    assert store.unfinished(GARDEN) == (newer, ())
    assert [str(one) for one in store.others()] == [f"{copy.name}  a copy of visit {older.name}"]


@pytest.mark.parametrize("called", BACKUPS)
def test_what_an_editor_leaves_is_told_by_what_is_inside(store: VisitStore, called: str) -> None:
    """It holds answers, and of which visit."""
    visit = begun(store)
    left = copied(store, visit, called)
    left.write_bytes(b"b0VIM 9.0\0\0" + left.read_bytes())

    assert store.names() == (visit.name,)
    assert [str(one) for one in store.others()] == [f"{left.name}  a copy of visit {visit.name}"]


@pytest.mark.parametrize("called", STRAY)
def test_what_is_no_visit_is_in_nobodys_way(store: VisitStore, called: str) -> None:
    """It is told, hinders nothing, and stays when all is forgotten."""
    visit = begun(store)
    (store.folder / called).write_text("shopping: [bread]\n")

    assert store.open(None, GARDEN) == visit
    assert store.unfinished(GARDEN) == (visit, ())
    assert [str(one) for one in store.others()] == [f"{called}  no visit, left alone"]
    assert [one.name for one in store.forget_all()] == [called]
    assert [one.name for one in store.folder.iterdir()] == [called]


def test_forgetting_everything_takes_the_copies_along(store: VisitStore) -> None:
    """No answer is left under any name."""
    visit = begun(store)
    for called in (*COPIES, *BACKUPS):
        copied(store, visit, called)

    assert store.forget_all() == ()
    assert not store.folder.exists()


def test_a_visit_that_was_renamed_is_a_visit(store: VisitStore) -> None:
    """It keeps its place among the others, by when it was begun, and can be changed."""
    older, newer = begun(store), begun(store, days=7)
    store.path(newer.name).rename(store.path("0 mine"))

    assert store.names() == ("0 mine", older.name)
    opened = store.open("0 mine", GARDEN)
    store.save(opened.with_answer(("weak",), answered("no")), GARDEN)
    again = VisitStore(store.folder).open(None, GARDEN)
    assert (again.name, again.answers["weak",]) == ("0 mine", answered("no"))
    assert again.started == newer.started
    assert store.others() == ()


def test_visits_that_cannot_be_told_apart_are_both_listed(store: VisitStore) -> None:
    """Where no file has the visit's own name, nobody can say which is the copy."""
    visit = begun(store)
    copied(store, visit, "one.yaml")
    store.path(visit.name).rename(store.path("two"))

    assert sorted(store.names()) == ["one", "two"]
    assert len(store.list()) == 2


def test_visits_of_two_machines_with_one_name_are_both_visits(store: VisitStore) -> None:
    """A syncing program renamed one of them: it was begun at another moment."""
    here = begun(store)
    there = copied(store, here, "{} (conflicted copy).yaml")
    text = re.sub("^id: .*\n", "", there.read_text(), flags=re.MULTILINE)
    there.write_text(text.replace("T09:", "T11:", 1))

    assert store.names() == (there.stem, here.name)
    assert store.others() == ()


def test_a_copy_that_was_answered_on_stays_a_copy(store: VisitStore) -> None:
    """It can be read by its name, and what is in the visit itself stays."""
    visit = begun(store)
    copied(store, visit, "mine.yaml")
    changed = store.open("mine", GARDEN).with_answer(("weak",), answered("no"))
    store.save(changed, GARDEN)

    assert store.names() == (visit.name,)
    assert store.open("mine", GARDEN).answers["weak",] == answered("no")
    assert store.open(None, GARDEN) == visit


def test_a_damaged_visit_is_found_by_its_name(store: VisitStore) -> None:
    """What was begun last and cannot be read is told, not passed over for an older one."""
    begun(store)
    newer = begun(store, days=7)
    store.path(newer.name).write_text("mmn_check: [")

    with pytest.raises(MmnCheckError, match=newer.name):
        store.open(None, GARDEN)


def test_a_file_saved_on_windows_is_the_visit_that_it_was(store: VisitStore) -> None:
    """An editor there may add a mark at the beginning and end lines in its way."""
    visit = begun(store, days=1)
    begun(store)
    path = store.path(visit.name)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    assert store.open(None, GARDEN) == visit
