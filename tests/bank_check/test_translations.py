"""A bank in another language: each slip of a translator is told, at its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank_check.report import check_bank

GOOD = Path(__file__).parents[1] / "support/banks/good/two_languages"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "bank"))


def told(bank: Path) -> list[str]:
    """Every mistake, the folder left out."""
    return [str(one).removeprefix(f"{bank}/") for one in check_bank(bank).mistakes]


def test_a_bank_that_is_whole_in_two_languages_has_no_mistakes(bank: Path) -> None:
    """What the check says of it names the other language."""
    assert told(bank) == []
    assert "; whole in es; " in str(check_bank(bank).figures)


NO_CATALOG = "This is not a catalog of translations in the form PO"
SLIPS = {
    "not translated": (
        'msgstr "¿Le duele la cabeza?"',
        'msgstr ""',
        ["01_start.yaml:17:5: aches: This has no translation in es.po."],
    ),
    "marked as doubtful": (
        'msgid "Does your head ache?"',
        '#, fuzzy\nmsgid "Does your head ache?"',
        ["01_start.yaml:17:5: aches: This has no translation in es.po."],
    ),
    "the bank says it otherwise now": (
        'msgid "Does your head ache?"',
        'msgid "Does your head hurt?"',
        [
            "01_start.yaml:17:5: aches: This has no translation in es.po.",
            'es.po:26:1: The bank does not say "Does your head hurt?": leave it out.',
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


def test_without_a_list_of_its_own_the_shipped_words_must_not_be_said(bank: Path) -> None:
    """Nobody forgets the rule by leaving a file out; allowances are each bank's own."""
    (bank / "never_say.es.yaml").unlink()

    assert told(bank) == []


def test_an_allowance_that_is_not_needed_is_told(bank: Path) -> None:
    """What may be said somewhere must be said there."""
    never = bank / "never_say.es.yaml"
    never.write_text("parts: [probab]\nallowed:\n  - {question: aches, words: [probab]}\n")

    assert told(bank) == ['never_say.es.yaml:3:31: "probab" is not said there: leave it out.']
