"""Catalogs of translations, as translators write them and as anybody else may have mangled them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.bank.catalogs import (
    Translations,
    catalog_entries,
    draft_entries,
    languages_in,
    read_catalog,
)
from mmn_check.bank.problems import BankError, Findings

SPANISH = """
msgid ""
msgstr ""
"Language: es\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Both"
msgstr "Ambos"

msgctxt "hands"
msgid "Both"
msgstr "Ambas"

msgid "{count} page"
msgid_plural "{count} pages"
msgstr[0] "{count} hoja"
msgstr[1] "{count} hojas"
"""


def catalog(folder: Path, text: str) -> Translations:
    (folder / "es.po").write_text(text, encoding="utf-8")
    return read_catalog(folder, "es")


def test_the_same_words_may_be_said_otherwise_elsewhere(tmp_path: Path) -> None:
    """Hands are feminine in Spanish, feet are not."""
    spanish = catalog(tmp_path, SPANISH)

    assert spanish.of("hands", "Both") == "Ambas"
    assert spanish.of("feet", "Both") == "Ambos"
    assert spanish.of("feet", "None") == "None"


def test_a_count_is_said_by_the_rule_of_the_language(tmp_path: Path) -> None:
    """The catalog gives the rule, as languages have other ones."""
    spanish = catalog(tmp_path, SPANISH)

    said = [spanish.ngettext("{count} page", "{count} pages", count) for count in (0, 1, 2)]
    assert said == ["{count} hojas", "{count} hoja", "{count} hojas"]


def test_a_folder_has_the_languages_of_which_it_has_a_catalog(tmp_path: Path) -> None:
    """A file that is named otherwise is none."""
    for name in ("es.po", "pt_BR.po", "Spanish.po", "es.po~", "es.mo", ".po"):
        (tmp_path / name).touch()

    assert languages_in(tmp_path) == ("es", "pt_BR")
    assert languages_in(tmp_path / "nowhere") == ()


HOSTILE = {
    "not there": None,
    "not in UTF-8": b'msgid "a"\nmsgstr "\xff"\n',
    "an escape sequence": b'msgid "a"\nmsgstr "\x1b[2J"\n',
    "a hidden character spelt out": rb'msgid "a"' b"\n" rb'msgstr "\b"' b"\n",
    "right to left": 'msgid "a"\nmsgstr "\u202eb"\n'.encode(),
    "larger than any": b'msgid "a"\nmsgstr "b"\n' * 100_000,
    "not a catalog": b"hello\n",
    "more slips than anybody would read": b"\x1b\n" * 1000,
    "an odd plural": b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=__import__;"\n',
    "a deep plural": b'msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural='
    + b"(" * 900
    + b"n"
    + b")" * 900
    + b';"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_catalog_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    """It says which file and what is wrong with it; nothing of it reaches the terminal."""
    raw = HOSTILE[name]
    if raw is not None:
        (tmp_path / "es.po").write_bytes(raw)

    with pytest.raises(BankError) as refused:
        read_catalog(tmp_path, "es")

    assert str(refused.value).startswith(f"{tmp_path}/es.po:1:") or "es.po:2:" in str(refused.value)
    assert str(refused.value).replace("\n", "").isprintable()


def test_a_strange_character_set_in_the_header_is_not_believed(tmp_path: Path) -> None:
    """The file is read as UTF-8, as every file of a bank."""
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-7\\n"\n\n'
    assert catalog(tmp_path, header + 'msgid "a"\nmsgstr "ñ"\n').gettext("a") == "ñ"


def test_one_endless_text_takes_no_endless_time(tmp_path: Path) -> None:
    """A file may be full of lines that belong together."""
    lines = '"aaaaaaaaaaaaa"\n' * 60_000
    started = time.process_time()
    spanish = catalog(tmp_path, f'msgid ""\n{lines}msgstr "b"\n')
    assert spanish.gettext("aaaaaaaaaaaaa" * 60_000) == "b"
    assert time.process_time() - started < 10


PIECES = (
    'msgid "a"\n', 'msgstr "b"\n', 'msgstr "\\b"\n', 'msgctxt "c"\n', '"more"\n', "#, fuzzy\n",
    'msgid_plural "d"\n', 'msgstr[0] "e"\n', "msgstr[x]\n", 'msgid ""\n', "#~ ", '"', "\\", "\n",
    'msgstr "Plural-Forms: x\\n"\n', "\x00", "\u202e", "é",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(PIECES), max_size=12))
def test_whatever_a_catalog_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    """No traceback, and no entry with anything hidden in it."""
    path = tmp_path_factory.getbasetemp() / "es.po"
    path.write_text("".join(pieces), encoding="utf-8")
    findings = Findings(path)

    read = draft_entries(findings)
    entries = [] if read is None else catalog_entries(read, findings)

    if not findings.mistakes:
        assert read is not None
        assert all(one.said.replace("\n", "").isprintable() for one in entries)
        assert read_catalog(path.parent, "es").compiled
