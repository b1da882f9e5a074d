from __future__ import annotations

from pathlib import Path

import pytest

from mmn_check.authoring import STARTER
from mmn_check.bank.shipped_bank import bank_id_in, shipped_bank
from mmn_check.bank_check.checked_bank import read_bank
from tests.support.terminal import Terminal, run


@pytest.mark.parametrize("columns", [20, 40])
def test_the_list_of_visits_fits_the_window(tmp_path: Path, columns: int) -> None:
    """Broken between words on a terminal; only the folder's own name may be longer."""
    (tmp_path / "said.yaml").write_text("answers: {visit_type: first}\n", encoding="utf-8")
    run(tmp_path, "start", "--answers", "said.yaml")
    terminal = Terminal(tmp_path, arguments=("visits", "--plain"), columns=columns)

    assert terminal.end() == 0

    lines = [one for one in terminal.written.split("\r\n") if not one.startswith("/")]
    assert max(map(len, lines)) <= columns
    assert terminal.written.split() == run(tmp_path, "visits").stdout.split()


def test_a_visit_to_another_bank_is_told(tmp_path: Path) -> None:
    """Whoever tries a bank of their own finds which visits are to it, in either language."""
    for number, bank in enumerate(([], ["--bank", str(STARTER)])):
        said = tmp_path / f"{number}.yaml"
        said.write_text("answers: {visit_type: first}\n", encoding="utf-8")
        run(tmp_path, "start", "--answers", str(said), *bank)

    english = run(tmp_path, "visits").stdout.splitlines()
    spanish = run(tmp_path, "visits", "--language", "es").stdout.splitlines()

    assert english[0].endswith('1 question answered, to the question bank "headache"')
    assert english[1].endswith("1 question answered")
    assert spanish[0].endswith(', al banco de preguntas "headache"')


def test_the_shipped_bank_is_known_by_its_id() -> None:
    """The id is found without reading the bank."""
    for folder in (shipped_bank(), STARTER):
        assert bank_id_in(folder) == read_bank(folder).id


def test_one_visit_and_all_of_them_are_not_forgotten_together(tmp_path: Path) -> None:
    """Who names one and says --all too may mean either: nothing is deleted, with the code 2."""
    (tmp_path / "said.yaml").write_text("answers: {visit_type: first}\n", encoding="utf-8")
    run(tmp_path, "start", "--answers", "said.yaml")
    before = run(tmp_path, "visits").stdout

    refused = run(tmp_path, "forget", "1", "--all", "--yes")

    assert (refused.returncode, refused.stdout) == (2, "")
    assert run(tmp_path, "visits").stdout == before
