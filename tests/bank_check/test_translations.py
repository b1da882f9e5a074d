"""A bank in another language: each slip of a translator is told, at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank.shipped_bank import shipped_bank
from mmn_check.bank_check.checked_bank import check_bank

GOOD = Path(__file__).parents[1] / "support/banks/good/two_languages"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "bank"))


def told(bank: Path) -> list[str]:
    """Every mistake and note, the folder left out; that of the stop card aside."""
    report = check_bank(bank)
    found = (*report.mistakes, *(one for one in report.notes if one.file.suffix == ".po"))
    return [str(one).removeprefix(f"{bank}/") for one in found]


def test_a_bank_that_is_whole_in_two_languages_has_no_mistakes(bank: Path) -> None:
    """What the check says of it names the other language."""
    assert told(bank) == []
    assert "; whole in es; " in str(check_bank(bank).figures)


NO_CATALOG = "This is not a catalog of translations in the form PO"
UNFINISHED = (
    'es.po: note: 1 of 35 texts have no translation yet; the first is "Does your head ache?".'
)
SLIPS = {
    "not translated": (
        'msgstr "¿Le duele la cabeza?"',
        'msgstr ""',
        [UNFINISHED],
    ),
    "marked as doubtful": (
        'msgid "Does your head ache?"',
        '#, fuzzy\nmsgid "Does your head ache?"',
        [UNFINISHED],
    ),
    "the bank says it otherwise now": (
        'msgid "Does your head ache?"',
        'msgid "Does your head hurt?"',
        [
            'es.po:26:1: The bank does not say "Does your head hurt?": leave it out.',
            UNFINISHED,
        ],
    ),
    "other things filled in": (
        'msgstr "Nada de esto"',
        'msgstr "Nada de {esto}"',
        ["es.po:68:1: Not the same is in braces or brackets as in English."],
    ),
    "brackets lost": (
        'msgstr "El ruido"',
        'msgstr "El ruido["',
        ["es.po:59:1: Not the same is in braces or brackets as in English."],
    ),
    "translated twice": (
        'msgid "A dull hurt."',
        'msgid "Ache"\nmsgstr "Mal"\n\nmsgid "A dull hurt."',
        ["es.po:107:1: This is translated twice: keep one of them."],
    ),
    "what must never be said": (
        'msgstr "El lugar importa."',
        'msgstr "Probablemente importa el riesgo."',
        [
            'es.po:41:1: "Probab" must not be said: put it in other words.',
            'es.po:41:1: "riesgo" must not be said: put it in other words.',
        ],
    ),
    "a label too long to read": (
        'msgstr "El trabajo"',
        f'msgstr "El trabajo{" y más trabajo" * 5}"',
        ["es.po:56:1: This label is longer than 70 characters."],
    ),
    "a hidden character": (
        'msgstr "El trabajo"',
        r'msgstr "El trabajo\b"',
        ["es.po:56:1: There is a hidden character here: take it out."],
    ),
    "no catalog at all": (
        'msgid "Work"',
        "Work is:",
        [f"es.po:56:1: {NO_CATALOG}."],
    ),
    "a quotation mark inside": (
        'msgstr "El trabajo"',
        'msgstr "El "trabajo"',
        [f"es.po:57:1: {NO_CATALOG}: unescaped double quote found."],
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_at_its_place(bank: Path, slip: str) -> None:
    """In the English where something is missing, in the catalog where something is wrong."""
    good, bad, expected = SLIPS[slip]
    catalog = bank / "es.po"
    text = catalog.read_text(encoding="utf-8")
    assert good in text
    catalog.write_text(text.replace(good, bad, 1), encoding="utf-8")

    assert told(bank) == expected


def test_a_language_just_begun_is_one_note_and_hides_no_mistake(bank: Path) -> None:
    """However much is untranslated, it is counted in one line, behind what must be put right."""
    (bank / "de.po").write_text('msgid "Noise"\nmsgstr "Lärm"\n', encoding="utf-8")
    section = bank / "01_start.yaml"
    section.write_text(section.read_text(encoding="utf-8").replace("kind: places", "kind: place"))

    first, last = told(bank)

    assert '"place" is no kind' in first
    assert last == ('de.po: note: 32 of 33 texts have no translation yet; the first is "Start".')


def test_a_language_that_is_not_whole_is_not_said_to_be(bank: Path) -> None:
    """The figures name only languages in which everything is said."""
    (bank / "de.po").write_text('msgid "Noise"\nmsgstr "Lärm"\n', encoding="utf-8")

    assert "; whole in es; " in str(check_bank(bank).figures)


def test_the_shipped_bank_has_nothing_left_to_do() -> None:
    """No mistake and no note, but of languages just begun: the stop card comes soon."""
    report = check_bank(shipped_bank())

    assert report.mistakes == ()
    assert {one.file.suffix for one in report.notes} <= {".po"}
    assert "; whole in es" in str(report.figures)


@pytest.mark.parametrize("own", [None, "", "parts: []", "words: [harmless]"])
def test_a_list_of_its_own_takes_nothing_from_the_general_one(bank: Path, own: str | None) -> None:
    """Nobody loses the rule by leaving the file out, or by one with few words."""
    (bank / "never_say.es.yaml").unlink()
    if own is not None:
        (bank / "never_say.es.yaml").write_text(own or "allowed: []", encoding="utf-8")
    catalog = bank / "es.po"
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(text.replace("El lugar importa.", "Es probable."), encoding="utf-8")

    assert told(bank) == ['es.po:41:1: "probab" must not be said: put it in other words.']


def test_an_allowance_that_is_not_needed_is_told(bank: Path) -> None:
    """What may be said somewhere must be said there."""
    never = bank / "never_say.es.yaml"
    never.write_text("parts: [probab]\nallowed:\n  - {question: aches, words: [probab]}\n")

    assert told(bank) == ['never_say.es.yaml:3:31: "probab" is not said there: leave it out.']
