from __future__ import annotations

import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings

from mmn_check.errors import MmnCheckError
from mmn_check.storage.safe_files import BusyError
from mmn_check.storage.visit_store import NoSuchVisitError, VisitStore
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Visit
from tests.support.every_kind import GARDEN, STARTED, walks
from tests.support.kept import shipped
from tests.support.profile import examples
from tests.support.walks import seeds, wandering_visit

SHIPPED = shipped()

WEAK = ("weak",)


@pytest.fixture
def store(tmp_path: Path) -> VisitStore:
    return VisitStore(tmp_path / "data" / "mmn-check")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def weak(visit: Visit) -> Visit:
    return visit.with_answer(WEAK, answered("yes"))


@given(visit=walks())
@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_visit_is_opened_as_it_was_saved(store: VisitStore, visit: Visit) -> None:
    """Whatever was answered, the file brings the same visit back."""
    name = store.new(GARDEN, STARTED).name
    visit = replace(visit, name=name)
    store.save(visit, GARDEN)

    assert store.open(name, GARDEN) == visit
    raw = store.path(name).read_bytes()
    assert not [byte for byte in raw if byte < 32 and byte != 10]
    store.forget(name)


@given(seed=seeds)
@settings(
    max_examples=examples(15),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_visit_to_the_shipped_bank_is_opened_as_it_was_saved(
    store: VisitStore, seed: int
) -> None:
    """What patients are really asked is kept as exactly."""
    visit = wandering_visit(SHIPPED, Random(seed))
    store.save(visit, SHIPPED)

    assert store.open(visit.name, SHIPPED) == visit


def test_a_new_visit_is_on_the_disk_at_once(store: VisitStore) -> None:
    """A visit is named by its day and a number, and kept before anything is asked."""
    first, second = store.new(GARDEN, STARTED), store.new(GARDEN, STARTED)

    assert [first.name, second.name] == ["2026-11-21-1", "2026-11-21-2"]
    assert store.open("2026-11-21-1", GARDEN) == first
    assert store.path("2026-11-21-2").read_text().startswith("mmn_check: 1\n")


def test_the_list_counts_what_is_answered(store: VisitStore) -> None:
    """Each visit is listed with how far it is, the newest first."""
    first = store.new(GARDEN, STARTED)
    store.save(replace(weak(first), finished=STARTED), GARDEN)
    store.new(GARDEN, STARTED)

    assert [str(one) for one in store.list()] == [
        "2026-11-21-2  not finished, 0 questions answered",
        "2026-11-21-1  finished, 1 question answered",
    ]


def test_a_visit_is_meant_by_name_by_number_or_as_the_newest(store: VisitStore) -> None:
    """Numbers count as the list shows them; names of ten or more visits stay in order."""
    names = [store.new(GARDEN, STARTED).name for _ in range(11)]

    assert store.name_of(None) == names[-1] == "2026-11-21-11"
    assert store.name_of("2026-11-21-2") == "2026-11-21-2"
    assert store.name_of("3") == "2026-11-21-9"
    for unknown in ("0", "12", "x", "../2026-11-21-1", "9" * 5000):
        with pytest.raises(NoSuchVisitError, match="mmn-check visits"):
            store.name_of(unknown)


def test_without_visits_there_is_nothing_to_open(store: VisitStore) -> None:
    """An empty folder, or none, is no fault, and opening says how to begin."""
    assert store.list() == ()
    assert store.unfinished(GARDEN) == (None, ())
    with pytest.raises(NoSuchVisitError, match="mmn-check start"):
        store.open(None, GARDEN)


def test_finished_visits_are_not_read_to_find_the_open_one(store: VisitStore) -> None:
    """A thousand finished visits cost a look at their first lines, however long each is."""
    wanted = store.new(GARDEN, STARTED)
    closed = store.new(GARDEN, STARTED)
    store.save(replace(weak(closed), finished=STARTED), GARDEN)
    with store.path(closed.name).open("a") as file:
        file.write("# " + "x" * 20_000_000)

    began = os.times().user
    assert store.unfinished(GARDEN) == (wanted, ())
    assert os.times().user - began < 1


def test_the_newest_unfinished_visit_is_found(store: VisitStore) -> None:
    """Finished visits, damaged ones and those of another bank are passed over; damage is told."""
    wanted = store.new(GARDEN, STARTED)
    store.save(replace(store.new(GARDEN, STARTED), finished=STARTED), GARDEN)
    store.path(store.new(GARDEN, STARTED).name).write_text("answers: [")
    spoilt = store.path(store.new(GARDEN, STARTED).name)
    spoilt.write_text(spoilt.read_text().replace("answers: {}", "answers: []"))
    store.new(replace(GARDEN, id="other"), STARTED)

    found, damaged = store.unfinished(GARDEN)

    assert found == wanted
    for said, name in zip(damaged, ["2026-11-21-4", "2026-11-21-3"], strict=True):
        assert f"{name}.yaml cannot be read" in said


def test_a_second_window_is_refused_and_a_stale_lock_is_not_in_the_way(store: VisitStore) -> None:
    """While one window has a visit no other gets it; what a dead program left is free."""
    name = store.new(GARDEN, STARTED).name

    with store.lock(name), pytest.raises(BusyError, match="another window"), store.lock(name):
        pytest.fail("two windows on one visit")
    assert (store.folder / f".{name}.lock").exists()
    with store.lock(name):
        assert store.new(GARDEN, STARTED).name != name


@pytest.mark.parametrize("mask", [0, 0o777])
def test_nothing_is_open_to_others(store: VisitStore, mask: int) -> None:
    """The folder is 0700 and each file in it 0600, whatever the umask."""
    with umask(mask):
        visit = store.new(GARDEN, STARTED)
        store.save(weak(visit), GARDEN)
        with store.lock(visit.name):
            modes = {one.name: mode_of(one) for one in store.folder.iterdir()}

    assert mode_of(store.folder) == mode_of(store.folder.parent) == 0o700
    assert len(modes) == 2
    assert set(modes.values()) == {0o600}


def test_a_forgotten_visit_leaves_no_trace(store: VisitStore) -> None:
    """The file goes with its lock and with what a kill left beside it; others stay."""
    name, other = (store.new(GARDEN, STARTED).name for _ in range(2))
    (store.folder / f".{name}.yaml.new").write_text("half a visit")

    store.forget(name)

    assert not list(store.folder.glob(f"*{name}*"))
    assert store.names() == (other,)


def test_forgetting_everything_leaves_not_even_the_folder(store: VisitStore) -> None:
    """Locks without a visit, files that a kill left and notes of a fault go too."""
    store.new(GARDEN, STARTED)
    for name in (".2026-01-01-1.lock", ".2026-01-01-1.yaml.new", "fault.txt"):
        (store.folder / name).write_text("left behind")

    store.forget_all()
    store.forget_all()

    assert not store.folder.exists()


def test_a_visit_in_use_is_not_forgotten(store: VisitStore) -> None:
    """While one visit is open in a window, neither it nor all of them can be deleted."""
    first, second = (store.new(GARDEN, STARTED).name for _ in range(2))

    with store.lock(first):
        with pytest.raises(BusyError):
            store.forget(first)
        with pytest.raises(BusyError):
            store.forget_all()

    assert store.names() == (second, first)


def test_what_the_person_put_there_is_not_deleted(store: VisitStore) -> None:
    """Forgetting everything deletes what the program wrote and nothing else."""
    store.new(GARDEN, STARTED)
    (store.folder / "letter.txt").write_text("mine")

    store.forget_all()

    assert [one.name for one in store.folder.iterdir()] == ["letter.txt"]


def test_a_name_that_another_window_holds_is_not_taken(store: VisitStore) -> None:
    """While another program begins a visit, its name is passed over."""
    with store.lock("2026-11-21-1"):
        assert store.new(GARDEN, STARTED).name == "2026-11-21-2"


def test_a_name_that_was_taken_a_moment_ago_is_not_taken_again(store: VisitStore) -> None:
    """Between looking and locking another program may have been quicker."""

    class Slower(VisitStore):
        @contextmanager
        def lock(self, name: str) -> Iterator[tuple[str, ...]]:
            if name.endswith("-1"):
                store.new(GARDEN, STARTED)
            with super().lock(name) as lacks:
                yield lacks

    assert Slower(store.folder).new(GARDEN, STARTED).name == "2026-11-21-2"
    assert len(store.names()) == 2


def test_a_visit_begins_at_a_whole_second_of_a_known_zone(store: VisitStore) -> None:
    """A moment without a zone is this machine's; parts of a second are nobody's concern."""
    here = STARTED.replace(tzinfo=None)
    visit = store.new(GARDEN, here.replace(microsecond=5))

    assert visit.started.tzinfo is not None
    assert visit.started.replace(tzinfo=None) == here
    assert store.open(None, GARDEN) == visit


def test_a_visit_of_any_year_has_a_name_that_is_read_again(store: VisitStore) -> None:
    """A clock that stands at a strange year does not make a visit unreadable."""
    visit = store.new(GARDEN, STARTED.replace(year=999))

    assert visit.name == "0999-11-21-1"
    assert store.open(None, GARDEN) == visit


def test_no_part_of_a_file_is_taken_for_the_whole(store: VisitStore, figures: Counter[str]) -> None:
    """Wherever a file was cut short, it is refused, or all that it said is still there."""
    visit = replace(
        weak(store.new(GARDEN, STARTED)), misfits={"gone": [["a", "b\nc"]], "left": [1]}
    )
    visit = visit.with_answer(("age",), answered(54)).with_answer(("story",), answered(Words("Ö")))
    store.save(visit, GARDEN)
    whole = store.open(visit.name, GARDEN)
    path = store.path(visit.name)
    content = path.read_bytes()

    for end in range(len(content)):
        path.write_bytes(content[:end])
        with suppress(MmnCheckError):
            assert store.open(visit.name, GARDEN) == whole
        figures["damaged visit files tried"] += 1


def test_older_visits_come_newest_first_as_far_as_they_can_be_read(store: VisitStore) -> None:
    """What is newer, damaged or to another bank is passed over."""
    other = replace(GARDEN, id="other")
    banks = [GARDEN, GARDEN, other, GARDEN, GARDEN, GARDEN]
    names = [store.new(bank, STARTED).name for bank in banks]
    store.path(names[3]).write_text("mmn_check: [")

    assert [one.name for one in store.readable(GARDEN, before=names[4])] == [names[1], names[0]]
    assert not list(store.readable(GARDEN, before=names[0]))
    assert not list(store.readable(GARDEN, before="2026-01-01-1"))


UUID_4 = re.compile(r"id: ([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\n")


def test_two_visits_begun_in_the_same_second_are_known_by_different_numbers(
    store: VisitStore,
) -> None:
    """Each file has a random identifier, which stays through every answer."""
    one, other = store.new(SHIPPED, STARTED), store.new(SHIPPED, STARTED)
    store.save(weak(one), SHIPPED)

    (kept,) = UUID_4.findall(store.path(one.name).read_text())
    assert kept == one.identifier != other.identifier


def test_a_file_of_an_older_version_gets_its_number_when_it_is_saved(store: VisitStore) -> None:
    """Once, and the same from then on; where it is wanted at once, at once."""
    made = store.new(SHIPPED, STARTED)
    path = store.path(made.name)
    path.write_text(UUID_4.sub("", path.read_text()))
    again = VisitStore(store.folder)
    old = again.open(made.name, SHIPPED)
    assert UUID_4.findall(path.read_text()) == []

    again.save(weak(old), SHIPPED)
    (first,) = UUID_4.findall(path.read_text())
    named = again.identified(again.open(made.name, SHIPPED), SHIPPED)
    again.save(old, SHIPPED)

    assert UUID_4.findall(path.read_text()) == [first] == [named.identifier]


def test_a_copy_of_a_kept_visit_is_known_by_a_number_of_its_own(store: VisitStore) -> None:
    """What comes from elsewhere keeps its number; what is here already gets another."""
    elsewhere = replace(store.new(SHIPPED, STARTED), identifier=str(UUID(int=7)))

    brought = store.keep_new(elsewhere, SHIPPED)
    copied = store.keep_new(brought, SHIPPED)

    assert brought.identifier == str(UUID(int=7))
    assert copied.identifier not in (None, brought.identifier)
