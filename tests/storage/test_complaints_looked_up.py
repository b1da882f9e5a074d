"""What the keeping of visits complains of is said in the language in use."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mmn_check.bank.problems import Problem
from mmn_check.errors import MmnCheckError
from mmn_check.output.delivery import save_page
from mmn_check.storage.answers_file import read_answers
from mmn_check.storage.safe_files import REASONS, Doing, data_folder, read_file, refusal
from mmn_check.storage.visit_store import VisitStore
from mmn_check.visit.values import Answer, Words, answered
from mmn_check.visit.visit import Key
from tests.support.every_kind import GARDEN, STARTED
from tests.support.pseudo import Struck, in_english, not_looked_up
from tests.support.tongue import speaking

HEADER = 'mmn_check: 1\nbank: {id: garden, version: "1"}\nvisit: 2026-11-21-1\n'
BEGUN = f"{HEADER}started: 2026-11-21T09:00:00+01:00\n"
UNUSABLE = {
    "nothing": "",
    "no table": "hello",
    "no visit": "answers: {}\nset_aside: {}\n",
    "a newer format": "mmn_check: 2\n",
    "no format": "mmn_check: [1]\n",
    "a strange key": f"{BEGUN}finishd: x\n",
    "a strange bank": "mmn_check: 1\nbank: garden\n",
    "a strange name": "mmn_check: 1\nvisit: mine\n",
    "a strange time": f"{HEADER}started: today\n",
    "a strange depth": f"{BEGUN}depth: 4\n",
    "a strange truth": f"{BEGUN}one_key: 7\n",
    "no times": f"{BEGUN}urgent_shown: [weak]\n",
    "a key of two words": f"{BEGUN}answers: {{[a]: b}}\n",
    "a key twice": f"{BEGUN}depth: 1\ndepth: 2\n",
    "a cut end": f"{BEGUN}answers: {{}}\n",
    "answers in a list": f"{BEGUN}answers: [weak]\nset_aside: {{}}\n",
    "states in a table": f"{BEGUN}answers: {{}}\nskipped: {{weak: yes}}\nset_aside: {{}}\n",
}
"""Files that are no visit, or none that can be used."""
DOINGS: tuple[Doing, ...] = ("read", "look into", "write", "delete", "keep answers in")


def both_ways(provoke: Callable[[], object]) -> tuple[str, str]:
    """What is complained of in the struck language, and in English."""

    def said() -> str:
        with pytest.raises(MmnCheckError) as refused:
            provoke()
        return str(refused.value)

    with speaking("struck", Struck()):
        struck = said()
    return struck, said()


def assert_looked_up(said: tuple[str, str], *own: object) -> None:
    """No word of it is English but what is filled in, and it says the same."""
    struck, english = said
    assert not_looked_up(struck) <= not_looked_up(" ".join(map(str, own))), struck
    assert in_english(struck) == english


@pytest.fixture
def store(tmp_path: Path) -> VisitStore:
    return VisitStore(tmp_path / "kept")


@pytest.mark.parametrize("kind", UNUSABLE)
def test_a_file_that_cannot_be_used_is_told_in_the_language_in_use(
    store: VisitStore, kind: str
) -> None:
    """Each fault of a visit's file is looked up, and so is what to do about it."""
    store.folder.mkdir()
    path = store.path("2026-11-21-1")
    path.write_text(UNUSABLE[kind])

    said = both_ways(lambda: store.open("2026-11-21-1", GARDEN))

    assert_looked_up(said, path, UNUSABLE[kind], "finished set_aside {id: mmn, version: 1}")


def test_bytes_that_are_no_text_are_told_in_the_language_in_use(store: VisitStore) -> None:
    """A file in another encoding is told as such."""
    store.folder.mkdir()
    path = store.path("2026-11-21-1")
    path.write_bytes(b"story: \xff\n")

    assert_looked_up(both_ways(lambda: store.open("2026-11-21-1", GARDEN)), path)


def test_a_visit_that_is_not_there_is_told_in_the_language_in_use(store: VisitStore) -> None:
    """Whether none is kept or none of that name, and which bank another one answers."""
    assert_looked_up(both_ways(lambda: store.open(None, GARDEN)), "mmn-check start")
    name = store.new(GARDEN, STARTED).name
    assert_looked_up(both_ways(lambda: store.open("xyz", GARDEN)), "xyz mmn-check visits")
    other = replace(GARDEN, id="meadow")
    said = both_ways(lambda: store.open(name, other))
    assert_looked_up(said, store.path(name), "garden meadow --bank")


def test_a_visit_that_cannot_be_kept_is_told_in_the_language_in_use(store: VisitStore) -> None:
    """Too large, changed by another program, or open in another window."""
    visit = store.new(GARDEN, STARTED)
    path = store.path(visit.name)
    large = visit.with_answer(("story",), answered(Words("x" * 5_000_001)))
    assert_looked_up(both_ways(lambda: store.save(large, GARDEN)), path)

    def lock() -> None:
        with store.lock(visit.name), store.lock(visit.name):
            pytest.fail("two windows on one visit")

    assert_looked_up(both_ways(lock), visit.name)
    path.write_text("mine")
    assert_looked_up(both_ways(lambda: store.save(visit, GARDEN)), path)


def test_the_list_of_visits_is_in_the_language_in_use(store: VisitStore) -> None:
    """How far each is, for one question and for several, and what is wrong with a damaged one."""
    visits = [store.new(GARDEN, STARTED) for _ in range(5)]
    one: dict[Key, Answer] = {("weak",): answered("yes")}
    two: dict[Key, Answer] = {**one, ("age",): answered(54)}
    for visit, answers, finished in zip(
        visits, (one, two, one, two), (None, None, STARTED, STARTED), strict=False
    ):
        store.save(replace(visit, answers=answers, finished=finished), GARDEN)
    store.path(visits[4].name).write_text("hello")

    with speaking("struck", Struck()):
        struck = list(map(str, store.list()))

    assert not_looked_up(" ".join(struck)) <= not_looked_up(str(store.folder) + ".yaml")
    assert list(map(in_english, struck)) == list(map(str, store.list()))
    assert [line.partition("  ")[2] for line in map(str, store.list()[1:])] == [
        "finished, 2 questions answered",
        "finished, 1 question answered",
        "not finished, 2 questions answered",
        "not finished, 1 question answered",
    ]


@pytest.mark.parametrize("doing", DOINGS)
def test_what_the_disk_refuses_is_told_in_the_language_in_use(doing: Doing) -> None:
    """Each reason is looked up; only what the system itself says is left in its words."""
    path = Path("/home/ana/visit")
    told = [(OSError(number, os.strerror(number)), "") for number in REASONS]
    unknown = os.strerror(errno.ENOTTY)
    for error, system in (*told, (OSError(), ""), (OSError(errno.ENOTTY, unknown), unknown)):
        with speaking("struck", Struck()):
            struck = refusal(doing, path, error)

        assert_looked_up((struck, refusal(doing, path, error)), path, system)


def test_what_is_no_file_to_read_is_told_in_the_language_in_use(tmp_path: Path) -> None:
    """A folder or a pipe instead of a file, and a file that is too large."""
    assert_looked_up(both_ways(lambda: read_file(tmp_path, limit=1)), tmp_path)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert_looked_up(both_ways(lambda: read_file(pipe, limit=1)), pipe)
    file = tmp_path / "large"
    file.write_text("more")
    assert_looked_up(both_ways(lambda: read_file(file, limit=3)), file)


def test_a_page_that_is_there_already_is_told_in_the_language_in_use(tmp_path: Path) -> None:
    """What to do about it is told with the option's own name."""
    file = tmp_path / "page.pdf"
    file.write_text("mine")

    said = both_ways(lambda: save_page(b"", name="page.pdf", to=file))

    assert_looked_up(said, file, "--force")


def test_a_home_that_is_not_there_is_told_in_the_language_in_use(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The names of the variables are the system's."""
    monkeypatch.setenv("HOME", "/nowhere")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)

    assert_looked_up(both_ways(data_folder), "/nowhere HOME XDG_DATA_HOME")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("", ""),
        ("depth: 1", ""),
        ("bank: {id: mmn}\nanswers: {}", "mmn garden"),
        ("answers: {wek: yes}", "wek weak"),
        ("answers: {spots: {hand: up}}", "spots up both left not_sure right"),
        ("answers: {pain: 77}", "pain"),
        ("answers: {helps: [rset]}", "helps rset rest None of these"),
        ("answer: {}", "answer answers"),
        ("answers: {story: Hm}\nskipped: [story]", "story"),
        ("answers: {age: " + "9" * 1001 + "}", "age"),
    ],
)
def test_an_answers_file_is_refused_in_the_language_in_use(
    tmp_path: Path, text: str, own: str
) -> None:
    """Every complaint is looked up, and so is the nearest right word that it offers."""
    file = tmp_path / "answers.yaml"
    file.write_text(text)

    said = both_ways(lambda: read_answers(file, GARDEN, STARTED))

    assert_looked_up(said, file, own)


@pytest.mark.parametrize("known", [("red",), ("red", "blue"), ("red", "blue", "green")])
def test_words_that_it_may_be_are_offered_in_the_language_in_use(known: tuple[str, ...]) -> None:
    """One word, or several with the "or" of the language."""
    fault = Problem(" ", "qqqqq", known)
    with speaking("struck", Struck()):
        struck = str(fault)

    assert_looked_up((struck, str(fault)), *known)
