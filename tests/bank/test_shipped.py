from __future__ import annotations

import pickle
import re
import sys
from pathlib import Path

import pytest

from mmn_check.bank.catalogs import CatalogEntry, entries_in, program_words, read_catalog
from mmn_check.bank.model import Bank
from mmn_check.bank.problems import Findings
from mmn_check.bank.schema import translated_bank
from mmn_check.bank.shipped_bank import (
    FOLDER,
    CompiledFile,
    compiled_bank,
    decoded,
    encoded,
    shipped_bank,
)
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.session.run import CATALOGS
from tests.support.scripted import BANKS


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of a bank, where what is made of it may be kept."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    path = tmp_path / "bank.yaml"
    path.write_text("id: one\n", "utf-8")
    return path


BANK = read_bank(BANKS / "ten_questions")


def made_by(file: Path, name: str = "bank.en") -> tuple[Bank, bool]:
    """The bank of a file, and whether it had to be read."""
    read: list[Bank] = []

    def reading() -> Bank:
        read.append(BANK)
        return BANK

    return compiled_bank(file.parent, name, [file], reading), bool(read)


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_kept_is_what_was_read(language: str) -> None:
    """Every field of every record of the shipped bank comes back, in every language."""
    bank = read_bank(shipped_bank())
    if language != "en":
        bank = translated_bank(bank, read_catalog(shipped_bank(), language).of, language)

    again = decoded(encoded(bank))

    assert again == bank
    assert vars(again).keys() <= vars(bank).keys()


def test_a_bank_is_read_once(file: Path) -> None:
    """The second time it is there already, and the same."""
    assert made_by(file) == (BANK, True)
    assert made_by(file) == (BANK, False)
    assert made_by(file, "bank.es") == (BANK, True)


@pytest.mark.parametrize("changed", ["id: two\n", "id: one", "id: one\n#", ""])
def test_a_file_that_changed_is_read_anew(file: Path, changed: str) -> None:
    """By a single letter, too, and whatever time its file tells."""
    made_by(file)
    file.write_text(changed, "utf-8")

    assert made_by(file) == (BANK, True)
    assert made_by(file) == (BANK, False)


def test_what_changes_while_it_is_read_is_not_kept(file: Path) -> None:
    """Nobody can tell then which of the two was read."""

    def reading() -> Bank:
        file.write_text("id: two\n", "utf-8")
        return BANK

    compiled_bank(file.parent, "bank.en", [file], reading)

    assert made_by(file) == (BANK, True)


def test_what_reads_banks_counts_as_well(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that reads otherwise reads anew."""
    made_by(file)
    monkeypatch.setattr("mmn_check.bank.shipped_bank.READ_BY", ("bank_check",))

    assert made_by(file) == (BANK, True)


class Harmful:
    """What would make a file, were it made of its bytes."""

    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (MADE,))


MADE = Path(__file__).with_name("made_by_a_bank")


@pytest.mark.parametrize(
    "kept",
    [
        *(b"", b"{}", b"[1", encoded(BANK)[:-9], encoded(BANK).replace(b"model", b"modle")),
        *map(pickle.dumps, (Harmful(), re.compile("x"), print, {}, BANK.sections)),
        b"cmmn_check.bank.model\nreplace\n.",
    ],
)
def test_what_was_kept_badly_is_made_anew(file: Path, kept: bytes) -> None:
    """Whatever stands in the compiled file, a bank comes of it."""
    CompiledFile(file.parent, "bank.en.pickle", [file]).keep(kept)

    assert made_by(file) == (BANK, True)
    assert not MADE.exists()
    assert made_by(file) == (BANK, False)


def test_where_nothing_can_be_kept_nothing_is_lost(file: Path) -> None:
    """A file in the folder's place is left alone; nothing half written stays."""
    (file.parent / FOLDER).write_text("mine")

    assert made_by(file) == (BANK, True)
    assert made_by(file) == (BANK, True)
    assert sorted(one.name for one in file.parent.iterdir()) == [FOLDER, "bank.yaml"]


def test_nothing_is_kept_where_python_keeps_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants no compiled modules wants no compiled banks."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert made_by(file) == (BANK, True)
    assert [one.name for one in file.parent.iterdir()] == ["bank.yaml"]


def test_a_missing_source_is_told_by_who_reads_it(file: Path) -> None:
    """What cannot be opened is no reason to stop before the reader says why."""
    file.unlink()

    assert made_by(file) == (BANK, True)


def test_a_catalog_is_kept_as_gettext_knows_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the program says comes the same from the compiled catalog, or from a sound one."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "es.po").write_bytes((CATALOGS / "es.po").read_bytes())
    first = program_words(tmp_path, "es")
    with monkeypatch.context() as patched:
        patched.setattr("mmn_check.bank.catalogs.read_catalog", None)
        second = program_words(tmp_path, "es")

    assert (tmp_path / FOLDER / "es.mo").read_bytes().endswith(first.compiled)
    assert first.gettext("not sure") == second.gettext("not sure") != "not sure"
    CompiledFile(tmp_path, "es.mo", [tmp_path / "es.po"]).keep(b"\xde\x12\x04\x95 cut")
    assert program_words(tmp_path, "es").gettext("not sure") == first.gettext("not sure")


def test_entries_are_kept_as_they_were_read_if_nothing_is_wrong_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check reads a catalog's entries once; one with a mistake is read and told of each time."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr("mmn_check.bank.catalogs.shipped_bank", lambda: tmp_path)
    file = tmp_path / "es.po"
    file.write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    first = entries_in(Findings(file))
    with monkeypatch.context() as patched:
        patched.setattr("mmn_check.bank.catalogs.draft_entries", None)
        assert entries_in(Findings(file)) == first == [CatalogEntry("", "a", "b", 1)]
    file.write_text('msgid "a"\nmsgstr "\u200f"\n', encoding="utf-8")
    for _ in range(2):
        entries_in(findings := Findings(file))
        assert [one.line for one in findings.mistakes] == [2]


def test_a_check_writes_nothing_beside_a_bank_that_is_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is its author's."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "es.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    entries_in(Findings(tmp_path / "es.po"))

    assert [one.name for one in tmp_path.iterdir()] == ["es.po"]
