"""What an author is told: what may stand here instead, and one line for one cause."""

# ruff: noqa: E501 - the sentences are whole, so that they can be looked for
from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank.model import Bank, Choice, Question, Rows, Section, Source, Term
from mmn_check.bank.problems import meant_word, other_words
from mmn_check.bank.schema import RecordUnionShape, keys_of, shape_of
from mmn_check.bank_check.checked_bank import check_bank

GOOD = Path(__file__).parents[1] / "support/banks/good/headache"


def told(folder: Path, file: str, old: str, new: str) -> list[str]:
    """What is said of the headache bank after one slip, without the places."""
    shutil.copytree(GOOD, folder, dirs_exist_ok=True)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [one.sentence for one in check_bank(folder).mistakes]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (
            "01_start.yaml",
            "choices:",
            "options:",
            '"options" is no key of a question. Did you mean "choices"?',
        ),
        (
            "03_pain.yaml",
            "maximum: 31",
            "max: 31",
            '"max" is no key of a question. Did you mean "maximum"?',
        ),
        (
            "03_pain.yaml",
            "kind: yes_no",
            "kind: boolean",
            '"boolean" is no kind. Did you mean "yes_no"?',
        ),
        (
            "03_pain.yaml",
            "kind: number",
            "kind: duration",
            '"duration" is no kind. Did you mean "number"?',
        ),
        (
            "03_pain.yaml",
            "kind: rating",
            "kind: slider",
            '"slider" is no kind. Did you mean "rating"?',
        ),
        ("04_life.yaml", "kind: rows", "kind: table", '"table" is no kind. Did you mean "rows"?'),
        ("04_life.yaml", "kind: rows", "kind: raws", '"raws" is no kind. Did you mean "rows"?'),
        (
            "03_pain.yaml",
            "questions:",
            "question:",
            '"question" is no key of a section. Did you mean "questions"?',
        ),
        (
            "03_pain.yaml",
            "  - id: spots",
            "    id: spots",
            '"id" stands here twice: a new question begins with a dash.',
        ),
        (
            "04_life.yaml",
            "label: Work",
            "label: At home, at work",
            '"at work" is no key of a choice. Is it the rest of a text with a comma? That needs quotation marks.',
        ),
        (
            "03_pain.yaml",
            "{aches: yes}",
            '{aches: ">1"}',
            'Nobody can answer "aches" with ">1". Answers cannot be compared with less or more: ask it with choices.',
        ),
        (
            "03_pain.yaml",
            "ask_if: {aches: yes}",
            "ask_if: [{aches: yes}, {aches: no}]",
            'Here should stand a question\'s id and what was said there, as in {weak: yes}. There is no "or" between questions.',
        ),
    ],
)
def test_one_slip_is_one_line_that_says_what_is_meant(
    tmp_path: Path, file: str, old: str, new: str, sentence: str
) -> None:
    """Nothing that only follows from it is told, and no guess is taken for a fact."""
    assert told(tmp_path, file, old, new) == [sentence]


def test_what_lost_its_dash_is_told_once(tmp_path: Path) -> None:
    """However many keys stand twice for it, in a question as in a source."""
    sentence = '"kind" and 6 other keys stand here twice: a dash or a name is lost between.'
    assert told(tmp_path, "03_pain.yaml", "  - id: days\n", "") == [sentence]


def test_a_name_that_is_gone_is_told_once_with_the_first_places(tmp_path: Path) -> None:
    """So that nobody reads a list of a hundred."""
    sentences = told(tmp_path, "bank.yaml", "  DIARY: {", "  DAIRY: {")
    (one,) = check_bank(tmp_path).mistakes

    assert sentences == ['There is no source "DIARY". Did you mean "DAIRY"?']
    assert str(one).endswith(
        'There is no source "DIARY". Did you mean "DAIRY"? Also at 01_start.yaml:27, '
        f"01_start.yaml:50, 02_since.yaml:12, and {len(one.also) - 3} more."
    )
    assert len(one.also) > 10


def test_without_its_glossary_a_bank_has_one_mistake(tmp_path: Path) -> None:
    """However many words of it are named."""
    shutil.copytree(GOOD, tmp_path, dirs_exist_ok=True)
    (tmp_path / "glossary.yaml").unlink()

    (only,) = check_bank(tmp_path).mistakes

    assert only.sentence == 'There is no glossary.yaml here: add it, with the meaning of "Aura".'


def test_a_key_that_is_near_nothing_is_told_with_all_that_may_stand_there(tmp_path: Path) -> None:
    """No message ends in what may not be."""
    (sentence,) = told(tmp_path, "03_pain.yaml", "    lowest:", "    zzzz: 1\n    lowest:")

    assert sentence.startswith(
        '"zzzz" is no key of a question. It may be "anew_if", "as_last_time", '
    )


def test_a_word_of_the_glossary_is_no_hard_one(tmp_path: Path) -> None:
    """The name of a medicine is as easy as what explains it."""
    asked = "Do you take pyridostigmine or pyridostigmine regularly?"
    name = "ask: Does your head ache on some days?"
    (hard,) = told(tmp_path, "03_pain.yaml", name, f"ask: {asked}")
    with (tmp_path / "glossary.yaml").open("a", encoding="utf-8") as file:
        file.write("  - {word: Pyridostigmine, meaning: A medicine., sources: [DIARY]}\n")

    assert "reads at grade" in hard
    assert check_bank(tmp_path).mistakes == ()


def test_every_cousin_stands_for_something_that_a_bank_has() -> None:
    """The table names no key and no kind that is gone, and gives each word its meaning."""
    union = shape_of(Question)
    assert isinstance(union, RecordUnionShape)
    records = [one.made for one in union.records.values()]
    keys = {
        key for one in (*records, Bank, Choice, Rows, Section, Source, Term) for key in keys_of(one)
    }

    assert set(other_words()) <= keys | set(union.records)
    for meant, ways in other_words().items():
        assert all(meant_word(way, {meant}) == meant for way in ways.split())


@pytest.mark.parametrize(
    ("file", "key"),
    [
        *(("bank.yaml", one) for one in ("texts", "sources", "lists")),
        *(("03_pain.yaml", one) for one in ("questions", "    choices")),
        *(("04_life.yaml", one) for one in ("questions", "    fields")),
    ],
)
def test_a_key_without_its_colon_is_one_line(tmp_path: Path, file: str, key: str) -> None:
    """What stands below it is read on, so that nothing is said to be missing or in disorder."""
    assert told(tmp_path, file, f"\n{key}:\n", f"\n{key}\n") == [
        "A colon is missing after a key, or the line does not begin as far in as its neighbours."
    ]


def test_what_is_wrong_below_a_key_without_its_colon_is_told_as_well(tmp_path: Path) -> None:
    """Every mistake is told in one run; a key that has nothing below it is read no further."""
    text = (GOOD / "03_pain.yaml").read_text(encoding="utf-8")
    below = text.replace("kind: rating", "kind: raiting").replace("questions:", "questions")
    assert told(tmp_path, "03_pain.yaml", text, below)[1:] == [
        '"raiting" is no kind. Did you mean "rating"?'
    ]
    empty = text.replace("help: Pick a number.", "help")
    assert len(told(tmp_path, "03_pain.yaml", text, empty)) == 1
