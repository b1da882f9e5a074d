"""Which language a run speaks: asked for, the visit's, the surroundings', English."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.errors import WrongUseError
from mmn_check.i18n import ENGLISH, language, tr
from mmn_check.session import run
from mmn_check.session.run import INVITATIONS, Session, invitations, languages_of, speak_for, wished
from mmn_check.session.run_options import RunOptions
from mmn_check.storage.visit_store import VisitStore
from tests.support.tongue import speaking

TWO = Path(__file__).parents[1] / "support/banks/good/two_languages"
HEADER = "mmn_check: 1\nbank: {id: two_languages, version: '1'}\nvisit: 2026-11-01-1\n"
PROGRAM = 'msgid "Go back"\nmsgstr "Volver"\n'


@pytest.fixture(autouse=True)
def _catalogs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The program speaks Spanish and French; nobody's visits and no surroundings but the test's."""
    (tmp_path / "catalogs").mkdir()
    for code in ("es", "fr"):
        (tmp_path / f"catalogs/{code}.po").write_text(PROGRAM, encoding="utf-8")
    monkeypatch.setattr(run, "CATALOGS", tmp_path / "catalogs")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    with speaking(ENGLISH, None):
        yield


def test_a_language_is_spoken_only_if_bank_and_program_both_know_it(tmp_path: Path) -> None:
    """Half of the words in another language help nobody."""
    assert languages_of(TWO) == ("en", "es")
    assert languages_of(tmp_path) == ("en",)
    assert languages_of(tmp_path / "nowhere") == ("en",)


@pytest.mark.parametrize(
    ("surroundings", "code"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "es"}, "es"),
        ({"LANG": "es_ES@euro"}, "es"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LC_MESSAGES": "es_ES.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANGUAGE": "ca:es:en", "LANG": "en_US.UTF-8"}, "es"),
        ({"LANGUAGE": "", "LANG": "es_AR"}, "es"),
    ],
)
def test_the_surroundings_wish_as_for_every_program(
    surroundings: dict[str, str], code: str
) -> None:
    """The variables of gettext, in their order; the country does not matter."""
    assert wished(surroundings, ("en", "es")) == code


def test_who_cannot_read_this_language_is_told_how_to_be_asked_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each language says it in its own words; another bank needs more words than that."""
    monkeypatch.undo()
    shipped = shipped_bank()
    assert "En español: mmn-check --language es" in invitations(shipped, "en")
    assert invitations(shipped, "es")[0] == "In English: mmn-check --language en"
    assert invitations(TWO, "en") == ()
    assert set(INVITATIONS) <= set(languages_of(shipped))


def test_a_language_just_begun_breaks_no_other(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A third catalog with one sentence in it is spoken if asked for, and offered to nobody."""
    bank = Path(shutil.copytree(TWO, tmp_path / "bank"))
    monkeypatch.setattr(run, "shipped_bank", lambda: bank)
    for folder in (bank, tmp_path / "catalogs"):
        (folder / "de.po").write_text('msgid "Go back"\nmsgstr "Zurück"\n', encoding="utf-8")

    told = {code: invitations(bank, code) for code in ("en", "es", "de")}
    spoken = {
        code: speak_for(bank, asked=code, visit=None, store=VisitStore()) and tr("Go back")
        for code in told
    }

    assert told["en"] == (INVITATIONS["es"],)
    assert wished({"LANG": "de_DE.UTF-8"}, languages_of(bank)) == "en"
    assert told["de"] == (INVITATIONS["en"], INVITATIONS["es"])
    assert spoken == {"en": "Go back", "es": "Volver", "de": "Zurück"}


def visit(tmp_path: Path, more: str = "") -> None:
    folder = tmp_path / "data/mmn-check"
    folder.mkdir(parents=True)
    (folder / "2026-11-01-1.yaml").write_text(f"{HEADER}{more}answers: {{}}\n", encoding="utf-8")


def test_what_is_asked_for_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A visit in Spanish can be shown to a doctor who reads English."""
    visit(tmp_path, "language: es\n")
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    assert speak_for(TWO, asked="en", visit=None, store=VisitStore()) == "en" == language()


def test_then_the_language_of_the_visit(tmp_path: Path) -> None:
    """Who began in Spanish goes on in Spanish, whatever machine it is."""
    visit(tmp_path, "language: es\n")

    assert speak_for(TWO, asked=None, visit=None, store=VisitStore()) == "es"
    assert tr("Go back") == "Volver"
    assert speak_for(TWO, asked=None, visit="2026-11-01-1", store=VisitStore()) == "es"
    assert speak_for(TWO, asked=None, visit="9", store=VisitStore()) == "en"


@pytest.mark.parametrize("more", ["", "language: xx\n", "language: [es]\n"])
def test_then_the_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """A visit that says nothing of it, or nothing that is spoken here, decides nothing."""
    visit(tmp_path, more)
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    assert speak_for(TWO, asked=None, visit=None, store=VisitStore()) == "es"


def test_a_language_that_is_not_there_is_refused_with_those_that_are() -> None:
    """Nobody is asked in another language than they wanted."""
    with pytest.raises(
        WrongUseError, match=r'There is no language "fr" here. It may be "en" or "es"'
    ):
        speak_for(TWO, asked="fr", visit=None, store=VisitStore())


def test_a_visit_notes_its_language_unless_nothing_but_english_was_ever_wished_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """So a file looks as it always did; and English stays English among Spanish surroundings."""
    english, spanish = (
        Session(options=RunOptions(), bank_folder=TWO, plain=True, language=one)
        for one in ("en", "es")
    )
    assert (english.noted_language, spanish.noted_language) == (None, "es")
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")
    assert english.noted_language == "en"


def test_the_bank_and_its_glossary_are_said_in_that_language() -> None:
    """Words and order of the glossary change; ids and conditions stay."""
    english = Session.of(RunOptions(bank=TWO, plain=True)).bank
    setting = Session.of(RunOptions(bank=TWO, plain=True, language="es"))
    spanish = setting.bank

    assert spanish.title == "Un banco pequeño"
    assert [one.meaning for one in setting.words()] == ["Un dolor sordo."]
    assert spanish.by_id.keys() == english.by_id.keys()
    assert spanish.by_id["tasks"].help == "Elija todo lo que le cueste."
    assert spanish.by_id["spots"].help == "Elija todo lo que corresponda."
    for question in english.questions():
        other = spanish.by_id[question.id]
        assert (other.ask_if, other.kind, other.sources) == (
            question.ask_if,
            question.kind,
            question.sources,
        )


def test_a_catalog_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """As every mistake in a bank: which file and where."""
    bank = Path(shutil.copytree(TWO, tmp_path / "bank"))
    (bank / "es.po").write_text("hello\n", encoding="utf-8")

    with pytest.raises(WrongUseError, match=r"es\.po:1:1: This is not a catalog"):
        _ = Session.of(RunOptions(bank=bank, plain=True, language="es")).bank
