from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mmn_check.storage.visit_file import visit_text
from mmn_check.visit.visit import Visit
from tests.summary.pairs import earlier, kept_pair, later, said
from tests.support.profile import some
from tests.support.terminal import Terminal, data_of, run
from tests.support.visit_cases import CASES, whole_bank

SPRING, AUTUMN = "2026-05-03-1", "2026-11-20-1"


def keep(home: Path, visit: Visit, *, finished: bool = True) -> None:
    """Keep a visit as the program would."""
    data_of(home).mkdir(parents=True, exist_ok=True)
    kept = visit if finished else replace(visit, finished=None)
    path = data_of(home) / f"{visit.name}.yaml"
    path.write_text(visit_text(whole_bank(), kept), encoding="utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with two finished visits, between which seven answers changed."""
    for visit in kept_pair():
        keep(tmp_path, visit)
    return tmp_path


def test_the_last_two_visits_are_compared_without_being_named(home: Path) -> None:
    """The whole text, to the letter; a visit that was only begun since does not come between."""
    keep(home, replace(later(said({"pain": "no"})), name="2026-11-21-1"), finished=False)

    compared = run(home, "compare")

    assert compared.returncode == 0
    assert compared.stdout == (CASES / "changes_80.txt").read_text(encoding="utf-8")
    assert compared.stderr == ""


@pytest.mark.parametrize("named", [(SPRING, AUTUMN), ("2",), ("2", "1")])
def test_visits_go_by_their_names_and_numbers(home: Path, named: tuple[str, ...]) -> None:
    """As `visits` shows them; the second is the newest if it is not named."""
    assert run(home, "compare", *named).stdout == run(home, "compare").stdout


def test_visits_named_the_other_way_round_stand_in_the_order_of_time(home: Path) -> None:
    """What is earlier stays earlier, and it is said."""
    told = run(home, "compare", AUTUMN, SPRING).stdout

    assert " ".join(told.split()).count("They were named the other way round.") == 1
    assert "Was: 4. Now: 7." in told


@pytest.mark.parametrize("finished", [(True, False), (False, True), (False, False)])
def test_a_visit_that_is_not_finished_is_compared_where_there_is_no_other(
    tmp_path: Path, finished: tuple[bool, bool]
) -> None:
    """In the order of time, and called so: whoever reads it knows why much was not asked."""
    was, now = kept_pair()
    keep(tmp_path, was, finished=finished[0])
    keep(tmp_path, now, finished=finished[1])
    first, second = ("." if one else ", not finished." for one in finished)

    told = " ".join(run(tmp_path, "compare").stdout.split())

    assert f"Earlier visit: 3 May 2026 ({SPRING}){first} " in told
    assert f"Later visit: 20 November 2026 ({AUTUMN}){second} " in told
    assert "the other way round" not in told


def test_fewer_than_two_visits_cannot_be_compared(tmp_path: Path) -> None:
    """One sentence, and where to look; a damaged visit is none."""
    none = run(tmp_path, "compare")
    keep(tmp_path, kept_pair()[0])
    (data_of(tmp_path) / f"{AUTUMN}.yaml").write_text("damaged")
    one = run(tmp_path, "compare")

    assert (none.returncode, one.returncode) == (1, 1)
    assert none.stderr == one.stderr
    assert one.stderr.startswith("There are not two visits to compare yet.")
    assert "mmn-check visits" in one.stderr


def test_a_visit_is_not_compared_with_itself(home: Path) -> None:
    """As when the newest alone is named."""
    refused = run(home, "compare", AUTUMN)

    assert refused.returncode == 1
    assert f"Both are visit {AUTUMN}." in refused.stderr


def test_a_visit_to_another_bank_is_not_compared(home: Path) -> None:
    """The sentence says which bank it answers; without a name it is passed over."""
    kept = data_of(home) / "2026-11-21-1.yaml"
    text = (data_of(home) / f"{AUTUMN}.yaml").read_text(encoding="utf-8")
    kept.write_text(text.replace("{id: mmn", "{id: garden"), encoding="utf-8")

    refused = run(home, "compare", SPRING, "2026-11-21-1")

    assert refused.returncode == 1
    assert '"garden" and not "mmn"' in refused.stderr
    assert run(home, "compare").returncode == 0


def test_the_version_in_a_visit_file_tells_what_was_on_offer(home: Path) -> None:
    """A bank with a choice more than at the earlier visit says so, and calls nothing new."""
    bank = home / "bank"
    bank.mkdir()
    for file in (Path(__file__).parents[2] / "questions").glob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace('version: "2026.12"', 'version: "2027.1"')
        text = text.replace("{id: tired, ", '{id: tired, since: "2027.1", ')
        (bank / file.name).write_text(text, encoding="utf-8")
    newer = data_of(home) / f"{AUTUMN}.yaml"
    newer.write_text(newer.read_text(encoding="utf-8").replace("2026.12", "2027.1", 1))

    told = " ".join(run(home, "compare", "--bank", "bank").stdout.split())

    assert "No longer picked: stress. Not on the list on 3 May 2026: being tired." in told


@pytest.mark.parametrize(
    ("columns", "plain"),
    some([(20, True), (40, True), (40, False), (80, False), (200, True)], usual=3),
)
def test_every_line_fits_and_no_word_is_split(home: Path, columns: int, *, plain: bool) -> None:
    """The same words in every window, line after line, nothing sent but letters and colour."""
    arguments = ("compare", *(["--plain"] if plain else []))
    terminal = Terminal(home, arguments=arguments, columns=columns)

    assert terminal.end() == 0

    text = terminal.written.replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert "\x1b" not in text
    assert plain is ("\x1b" not in terminal.written)
    assert max(map(len, text.splitlines())) <= columns
    rest = [one for one in run(home, "compare").stdout.split() if not one.startswith("-")]
    words = [one for one in text.split() if not one.startswith("-")]
    assert words == " ".join(rest).replace(" Page 1 of 1", "").split()


def test_hostile_answers_are_shown_as_they_were_typed(tmp_path: Path) -> None:
    """Markup is text, and what turns the reading direction is left out."""
    keep(tmp_path, earlier(said({"main_problem": "[bold]a[/] {was} {}"})))
    keep(tmp_path, later(said({"main_problem": "b\u202e {now}[]"})))

    told = " ".join(run(tmp_path, "compare", "--output", "-").stdout.split())

    assert "Said then: “[bold]a[/] {was} {}”. Said now: “b {now}[]”." in told


def test_it_can_be_kept_as_text_and_is_not_written_over(home: Path) -> None:
    """A folder gets a file of a name of its own; a file stays as it is unless forced."""
    text = (CASES / "changes_80.txt").read_text(encoding="utf-8")

    kept = run(home, "compare", "--output", "changes.txt")
    again = run(home, "compare", "--output", "changes.txt")

    assert (kept.returncode, again.returncode) == (0, 1)
    assert "Saved as changes.txt" in kept.stderr
    assert (home / "changes.txt").read_text(encoding="utf-8") == text
    assert run(home, "compare", "--output", "changes.txt", "--force").returncode == 0
    assert run(home, "compare", "--output", ".").returncode == 0
    assert [one.name for one in home.glob("visit-changes-*.txt")] != []


def test_two_finished_visits_are_told_of_in_the_list(home: Path) -> None:
    """Only then is there something to compare."""
    line = "What changed between the last two that are finished: mmn-check compare"

    assert run(home, "visits").stdout.splitlines()[-1] == line
    run(home, "forget", SPRING, "--yes")
    assert line not in run(home, "visits").stdout


def test_two_begun_at_the_same_time_are_compared(tmp_path: Path) -> None:
    """Two unfinished visits of one second, from one file of answers, are two visits."""
    answers = tmp_path / "said.yaml"
    answers.write_text("started: 2026-11-21T09:00:00+00:00\nanswers: {visit_type: first}\n")
    for _ in range(2):
        run(tmp_path, "start", "--answers", "said.yaml")

    compared = run(tmp_path, "compare")

    assert (compared.returncode, compared.stderr) == (0, "")
    assert "2026-11-21-1" in compared.stdout
    assert "2026-11-21-2" in compared.stdout
