"""A catalog is brought up to date, and what a translator did is never lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.authoring import STARTER
from mmn_check.authoring.translate import CatalogSentence, up_to_date
from mmn_check.bank_check.checked_bank import check_bank
from tests.support.terminal import run

TWO_LANGUAGES = Path(__file__).parents[1] / "support/banks/good/two_languages"
WORDS = st.lists(st.sampled_from(["my", "your", "head", "hurts", "is", "weak"]), min_size=1)
SENTENCES = st.lists(WORDS.map(" ".join), unique=True, max_size=8)


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    without = shutil.ignore_patterns("__pycache__")
    return Path(shutil.copytree(TWO_LANGUAGES, tmp_path / "bank", ignore=without))


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def translated(bank: Path) -> tuple[str, polib.POFile]:
    """What the command says, and the catalog that it leaves."""
    ended = run(bank.parent, "bank", "translate", "es", "bank")
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout, polib.pofile(str(bank / "es.po"), check_for_duplicates=True)


def entry(catalog: polib.POFile, english: str, context: str | None = None) -> polib.POEntry:
    (found,) = [one for one in catalog if (one.msgid, one.msgctxt) == (english, context)]
    return found


def test_a_catalog_in_step_stays_as_it_is(bank: Path) -> None:
    """The second time nothing is left to do, and the bank is still whole in both languages."""
    translated(bank)
    before = (bank / "es.po").read_bytes()
    said, _ = translated(bank)

    assert "; 0 new and empty, 0 reworded and marked fuzzy, 0 no longer said" in said
    assert (bank / "es.po").read_bytes() == before
    assert check_bank(bank).mistakes == ()


def test_a_reworded_sentence_keeps_its_translation_as_doubtful(bank: Path) -> None:
    """The translator sees what it was, what it is, and what was said for it."""
    replaced(bank / "01_start.yaml", "Does your head ache?", "Does your head hurt?")
    said, catalog = translated(bank)
    one = entry(catalog, "Does your head hurt?")

    assert "0 new and empty, 1 reworded and marked fuzzy, 0 no longer" in said
    assert "  fuzzy: Does your head hurt?\n" in said
    assert (one.previous_msgid, one.msgstr, one.flags) == (
        "Does your head ache?",
        "¿Le duele la cabeza?",
        ["fuzzy"],
    )


def test_what_is_no_longer_said_is_kept_as_obsolete_and_comes_back(bank: Path) -> None:
    """It is no mistake of the bank, and when the bank says it again it is there again."""
    text = (bank / "01_start.yaml").read_text("utf-8")
    replaced(bank / "01_start.yaml", "Does your head ache?", "Why?")
    _, catalog = translated(bank)
    assert entry(catalog, "Does your head ache?").obsolete
    told = [one.sentence for one in check_bank(bank).mistakes]
    assert not [one for one in told if "leave it out" in one]

    (bank / "01_start.yaml").write_text(text, "utf-8")
    _, catalog = translated(bank)
    assert entry(catalog, "Does your head ache?").translated()
    assert check_bank(bank).mistakes == ()


def test_a_new_catalog_is_whole_and_empty(tmp_path: Path) -> None:
    """Every text is in it, under a header with all that translators' tools look for."""
    folder = Path(shutil.copytree(STARTER, tmp_path / "bank"))
    said, catalog = translated(folder)

    assert f"{len(catalog)} sentences, 0 translated; {len(catalog)} new and empty" in said
    assert "What kind of visit is this?" in {one.msgid for one in catalog}
    assert all(one.msgid and one.comment for one in catalog)
    assert list(catalog.metadata) == [
        *("Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team"),
        *("Language", "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Plural-Forms"),
    ]
    assert catalog.metadata["Project-Id-Version"] == "headache 1"


def test_words_that_two_questions_share_may_be_said_apart(tmp_path: Path) -> None:
    """They are told when they come to be shared; one of the two may have an entry of its own."""
    folder = Path(shutil.copytree(STARTER, tmp_path / "bank"))
    translated(folder)
    replaced(folder / "03_daily_life.yaml", 'label: "Slow"', 'label: "Forehead"')
    said, catalog = translated(folder)
    assert "  said by task_how too, and taken from elsewhere: Forehead\n" in said
    assert "also said by: task_how" in entry(catalog, "Forehead").comment
    entry(catalog, "Forehead").msgstr = "Frente"
    catalog.save()

    own = polib.POEntry(msgctxt="task_how", msgid="Forehead", msgstr="En la frente")
    catalog.append(own)
    catalog.save()

    _, catalog = translated(folder)
    assert entry(catalog, "Forehead", "task_how").msgstr == "En la frente"
    assert entry(catalog, "Forehead").msgstr == "Frente"


@given(first=SENTENCES, second=SENTENCES)
def test_no_translation_is_ever_lost(first: list[str], second: list[str]) -> None:
    """Whatever the bank says next, each translation stands somewhere, sure where it was said."""

    def step(old: polib.POFile, said: list[str]) -> polib.POFile:
        return up_to_date(old, [CatalogSentence(one, "", f"q{one} ask") for one in said]).catalog

    catalog = step(polib.POFile(), first)
    for one in catalog:
        one.msgstr = one.msgid.upper()
    catalog = step(polib.pofile(str(catalog)), second)
    assert {one.msgid.upper() for one in catalog if one.msgid in first and not one.obsolete} <= {
        one.msgstr for one in catalog if not one.fuzzy
    }
    assert {one.upper() for one in first} <= {one.msgstr for one in catalog}
    live = [one for one in catalog if not one.obsolete]
    assert [one.msgid for one in live] == second


@pytest.mark.parametrize("language", ["en", "Spanish", "../es", "e", ""])
def test_what_is_no_other_language_is_refused(bank: Path, language: str) -> None:
    """And nothing is written."""
    before = {one.name: one.read_bytes() for one in bank.iterdir()}
    ended = run(bank.parent, "bank", "translate", language, "bank")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert "is no language to translate into" in ended.stderr
    assert {one.name: one.read_bytes() for one in bank.iterdir()} == before


@pytest.mark.parametrize("content", ["garbage", "\0", "\u202e"])
def test_a_catalog_that_cannot_be_read_is_left_alone(bank: Path, content: str) -> None:
    """It is told where, and not overwritten."""
    (bank / "es.po").write_text(content, "utf-8")
    ended = run(bank.parent, "bank", "translate", "es", "bank")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("bank/es.po")
    assert (bank / "es.po").read_text("utf-8") == content


def test_a_bank_with_mistakes_is_not_translated(bank: Path) -> None:
    """Its mistakes are told instead."""
    replaced(bank / "01_start.yaml", "kind: yes_no", "kind: yesno")
    ended = run(bank.parent, "bank", "translate", "es", "bank")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert '"yesno" is no kind' in ended.stderr


def test_a_language_that_the_program_does_not_speak_is_told(bank: Path) -> None:
    """The catalog is made, and nobody waits in vain to be asked in it."""
    ended = run(bank.parent, "bank", "translate", "eo", "bank")

    assert ended.returncode == 0
    assert "mmn-check itself does not speak eo yet" in ended.stdout
    assert (bank / "eo.po").stat().st_mode & 0o777 == 0o644
