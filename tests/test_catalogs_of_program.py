"""What the program says in other languages: whole, and filled in as the English."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

from mmn_check.bank.catalogs import languages_in, read_catalog
from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.i18n import ENGLISH
from mmn_check.session.run import CATALOGS, INVITATIONS, languages_of
from tests.sentences import in_step, of_bank, of_program

FIELD = re.compile(r"\{[^{}]*\}")
COMMAND = re.compile(r"mmn-check[a-z -]*(?:\{[a-z]+\})?$")
"""How a hint ends to which the bank in use may be added."""
LANGUAGES = languages_in(CATALOGS)
WHOLE = sorted(set(INVITATIONS) - {ENGLISH})
"""Those that are offered; others are only begun."""


def test_the_shipped_bank_is_asked_in_every_language_of_the_program() -> None:
    """Neither is there without the other."""
    assert set(WHOLE) <= set(languages_in(shipped_bank())) & set(LANGUAGES)
    assert set(languages_of(shipped_bank())) <= {ENGLISH, *LANGUAGES}


@pytest.mark.parametrize("language", WHOLE)
def test_every_sentence_is_there_and_none_that_is_not_said(language: str) -> None:
    """What is missing would be said in English in the middle of a conversation."""
    catalog = polib.pofile(str(CATALOGS / f"{language}.po"))
    said = {(one.msgid, one.msgid_plural) for one in catalog if one.translated()}

    assert said == {(one.english, one.several) for one in of_program()}
    read_catalog(CATALOGS, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_filled_in_as_in_english(language: str) -> None:
    """A field that is lost would lose an answer; one too many would end the program."""
    for one in polib.pofile(str(CATALOGS / f"{language}.po")):
        wanted = Counter(FIELD.findall(one.msgid))
        several = Counter(FIELD.findall(one.msgid_plural))
        for said in (one.msgstr, *one.msgstr_plural.values()):
            if said:
                assert Counter(FIELD.findall(said)) in (wanted, several), one.msgid
                assert said[:1].isspace() == one.msgid[:1].isspace(), one.msgid
                assert said[-1:].isspace() == one.msgid[-1:].isspace(), one.msgid


@pytest.mark.parametrize("language", WHOLE)
def test_the_catalogs_are_as_the_tool_for_translators_writes_them(language: str) -> None:
    """So that who adds a sentence and brings them in step changes nothing else."""
    for folder, sentences in ((CATALOGS, of_program()), (shipped_bank(), of_bank())):
        path = folder / f"{language}.po"
        assert str(in_step(path, sentences, language=language)) == path.read_text(encoding="utf-8")


def test_a_new_sentence_is_put_in_and_an_old_one_taken_out(tmp_path: Path) -> None:
    """What was translated stays, words for one place alone among it."""
    path = tmp_path / "es.po"
    first, *rest = of_bank()[:3]
    made = in_step(path, [first, *rest], language="es")
    made[0].msgstr = "Primero"
    made.append(polib.POEntry(msgctxt="here", msgid=first.english, msgstr="Aquí"))
    made.save(str(path))

    again = in_step(path, [first, of_bank()[5]], language="es")

    assert [(one.msgctxt, one.msgid, one.msgstr) for one in again] == [
        (None, first.english, "Primero"),
        (None, of_bank()[5].english, ""),
        ("here", first.english, "Aquí"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hint_ends_in_its_command_in_every_language(language: str) -> None:
    """So that "--bank DIR" can be put behind it."""
    for one in polib.pofile(str(CATALOGS / f"{language}.po")):
        if found := COMMAND.search(one.msgid):
            assert not one.msgstr or one.msgstr.endswith(found.group()), one.msgid
