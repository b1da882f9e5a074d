from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from mmn_check.bank.problems import MOST, BankError
from mmn_check.bank_check.checked_bank import check_bank, read_bank, read_glossary
from mmn_check.errors import WrongUseError

BANKS = Path(__file__).parents[1] / "support/banks"
SECTION = "section: more\ntitle: More\nquestions:\n"
QUESTION = "  - {id: q%d, kind: yes_no, ask: A, help: B, why: C, sources: [BOOK]}\n"


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A copy of the base bank."""
    return Path(shutil.copytree(BANKS / "good/base", tmp_path / "bank"))


def add(bank: Path, name: str, text: str) -> None:
    (bank / name).write_text(text, encoding="utf-8")


def told(bank: Path) -> list[str]:
    return [str(mistake).removeprefix(f"{bank}/") for mistake in check_bank(bank).mistakes]


def test_a_bank_with_mistakes_is_never_handed_out(bank: Path) -> None:
    """Whoever wants to ask the questions gets every mistake as a sentence instead."""
    add(bank, "50_more.yaml", SECTION + "  - {id: q1, kind: yesno}\n  - {kind: text}\n")

    with pytest.raises(BankError) as refused:
        read_bank(bank)

    assert isinstance(refused.value, WrongUseError)
    assert str(refused.value).replace(f"{bank}/", "") == (
        '50_more.yaml:4:5: q1: There is no "ask" in this question.\n'
        '50_more.yaml:4:20: q1: "yesno" is no kind. Did you mean "yes_no"?\n'
        '50_more.yaml:5:5: There is no "ask" in this question.\n'
        '50_more.yaml:5:5: There is no "id" in this question.'
    )


def test_a_name_that_names_nothing_is_no_bank_to_ask_from(bank: Path) -> None:
    """What would fail in the middle of a visit is found at the door."""
    question = QUESTION % 1
    add(bank, "50_more.yaml", SECTION + question.replace("help", "ask_if: {x: yes}, help"))

    with pytest.raises(BankError, match='There is no question "x"'):
        read_bank(bank)


def test_a_page_that_prints_what_is_not_there_is_no_page(bank: Path) -> None:
    """The layout of another bank's page is checked before the first question."""
    page = (
        "page:\n"
        '  name: [{text: "{title}"}]\n'
        '  statement: [{text: "{footer}"}]\n'
        '  rows: [{heading: Head, facts: [{text: "{head_aches}"}]}]\n'
    )
    add(bank, "bank.yaml", (bank / "bank.yaml").read_text(encoding="utf-8") + page)

    with pytest.raises(BankError, match=r"nothing called \{head_aches\}"):
        read_bank(bank)


def test_files_of_other_names_are_pointed_out(bank: Path) -> None:
    """A section that would be left out by its name is a mistake; other files are not."""
    for name in ("walking.yaml", "05_walking.yml"):
        add(bank, name, SECTION)
    for name in ("README.md", ".05_walking.yaml", "notes.txt", "es.pot"):
        add(bank, name, "")

    sentence = "This file is not read: a section's file is named like 05_walking.yaml."
    assert told(bank) == [f"05_walking.yml: {sentence}", f"walking.yaml: {sentence}"]


@pytest.mark.parametrize("name", ["02_more.YML", "02_more.YAML", "02_more.yaml.txt"])
def test_a_file_passed_over_is_named(bank: Path, name: str) -> None:
    """Whatever has nearly the name of a section: a mistake if it is one, else a note."""
    passed = f"{name}: %sThis file is not read: a section's file is named like 05_walking.yaml."
    add(bank, name, "remember: the milk")
    report = check_bank(bank)

    assert report.mistakes == ()
    assert passed % "note: " in [str(one).removeprefix(f"{bank}/") for one in report.notes]

    add(bank, name, SECTION + QUESTION % 1)
    asking = (QUESTION % 2).replace("help", "ask_if: {q1: yes}, help")
    add(bank, "50_else.yaml", SECTION.replace("more", "else") + asking)

    assert told(bank) == [passed % ""]


def test_two_files_of_one_number_have_no_order(bank: Path) -> None:
    """The numbers say what is asked first."""
    add(bank, "1_more.yaml", SECTION + QUESTION % 1)

    assert told(bank) == [
        "1_more.yaml: 01_start.yaml has the same number, so it is unclear which comes first."
    ]


def test_a_bank_without_sections_has_nothing_to_ask(bank: Path) -> None:
    """A bank needs at least one section."""
    (bank / "01_start.yaml").unlink()

    assert told(bank) == [f"{bank}: There is no section here: a file named like 05_walking.yaml."]


def test_a_bank_file_that_cannot_be_read_hides_no_mistake_of_the_sections(bank: Path) -> None:
    """Without bank.yaml nothing is said of sources and lists, but questions are still checked."""
    add(bank, "bank.yaml", "[")
    add(bank, "50_more.yaml", SECTION + (QUESTION % 1).replace("yes_no", "yesno"))

    assert [one.split(": ")[0] for one in told(bank)] == [
        "50_more.yaml:4:20",
        "bank.yaml:2:1",
    ]


def test_a_question_that_cannot_be_read_is_still_there_to_be_named(bank: Path) -> None:
    """A slip in one question makes no mistake of those that wait for it."""
    broken = QUESTION.replace("ask: A", "ask: @A") % 1
    waiting = (QUESTION % 2).replace("help", "ask_if: {q1: yes}, help")
    add(bank, "50_more.yaml", SECTION + broken + waiting)

    assert told(bank) == [
        (
            "50_more.yaml:4:33: A line or a text cannot begin with this character: put the text in "
            "quotation marks, and use spaces, not tabs, to move a line in."
        )
    ]


def test_a_section_that_cannot_be_read_is_still_there_to_be_named(bank: Path) -> None:
    """A file that is lost makes no mistake of what comes after it."""
    add(bank, "50_more.yaml", "- section: more\n")
    add(
        bank,
        "60_last.yaml",
        "section: last\ntitle: Last\nearlier: {after: more, ask_if: {visit: again}}\nquestions:\n"
        + QUESTION % 1,
    )

    assert told(bank) == ["50_more.yaml:1:1: Here should stand a section, as keys with a colon."]


def test_nobody_is_told_more_mistakes_than_can_be_read(bank: Path) -> None:
    """There is an end to the mistakes told at once, and it is said."""
    question = (QUESTION % 1).replace("q1", "q%d").replace("C, sources: [BOOK]", "C, sources: []")
    text = "".join(question % number for number in range(MOST + 100))
    add(bank, "50_more.yaml", SECTION + text)

    mistakes = told(bank)

    assert len(mistakes) == MOST + 1
    assert mistakes[-1] == (
        f"{bank}: There are more mistakes than these {MOST}: put these right first."
    )


def test_files_without_end_are_not_read_to_the_end(bank: Path) -> None:
    """All files together have a bound as well."""
    comment = "# " + "x" * 900_000 + "\n"
    for number in (50, 60, 70):
        name = f"s{number}"
        text = f"{comment}section: {name}\ntitle: S\nquestions:\n{QUESTION % number}"
        add(bank, f"{number}_{name}.yaml", text)

    assert told(bank) == [
        "70_s70.yaml:1:1: Up to here the bank is larger than 2 MB: no questions are."
    ]
    with pytest.raises(BankError, match="larger than 2 MB"):
        read_bank(bank)


def test_a_broken_glossary_explains_nothing(bank: Path) -> None:
    """A mistake in the glossary is told to whoever looks for a word."""
    add(bank, "glossary.yaml", "words: [{word: Ache, meaning: A hurt.}]\n")

    with pytest.raises(BankError, match='There is no "sources" in this word'):
        read_glossary(bank)


def test_a_glossary_that_cannot_be_read_makes_no_word_unknown(bank: Path) -> None:
    """Words that questions name are not looked for in a glossary that is lost."""
    add(bank, "glossary.yaml", "[")
    add(bank, "50_more.yaml", SECTION + (QUESTION % 1).replace("help", "terms: [Ache], help"))

    assert [one.split(": ")[0] for one in told(bank)] == ["glossary.yaml:2:1"]


def test_a_bank_may_do_without_a_glossary(bank: Path) -> None:
    """Without a glossary no word can be named."""
    (bank / "glossary.yaml").unlink()
    add(bank, "50_more.yaml", SECTION + (QUESTION % 1).replace("help", "terms: [Ache], help"))

    assert told(bank) == [
        '50_more.yaml:4:44: q1: There is no glossary.yaml here: add it, with the meaning of "Ache".'
    ]


def test_a_bank_brings_its_own_words_that_are_never_said(bank: Path) -> None:
    """What a bank never says is data: words, parts of words, and where one may stand."""
    add(
        bank,
        "never_say.yaml",
        "parts: [hurt, first]\n"
        "words: [ache]\n"
        "allowed:\n"
        "  - {question: aches, words: [ache, hurt]}\n"
        "  - {term: Ache, words: [ache, hurt]}\n"
        "  - {text: start, words: [hurt]}\n",
    )

    assert told(bank) == [
        '01_start.yaml:12:21: visit: "First" must not be said: put it in other words.',
        '01_start.yaml:24:5: spots: "hurt" must not be said: put it in other words.',
        'never_say.yaml:6:27: "hurt" is not said there: leave it out.',
    ]


@pytest.mark.parametrize("name", ["bank.yaml", "50_more.yaml"])
def test_a_file_full_of_mistakes_is_not_read_to_its_end(bank: Path, name: str) -> None:
    """Where nearly all is wrong, what comes first is enough to begin with."""
    unknown = "".join(f"k{number}: a\n" for number in range(MOST * 2))
    add(bank, name, unknown)

    with pytest.raises(BankError) as refused:
        read_bank(bank)

    assert len(refused.value.mistakes) == MOST


def test_near_words_are_found_among_many(bank: Path) -> None:
    """In a large bank a misspelt name is still set right."""
    text = "".join(QUESTION % number for number in range(1_000, 1_300))
    asked = (QUESTION % 1).replace("help", "ask_if: {qq1123: yes}, help")
    add(bank, "50_more.yaml", SECTION + text + asked)

    (sentence,) = told(bank)

    assert sentence.endswith('q1: There is no question "qq1123". Did you mean "q1123"?')


def test_more_questions_than_any_bank_has_are_not_looked_at(bank: Path) -> None:
    """There is an end to the questions of a bank."""
    text = "".join(QUESTION % number for number in range(3_001))
    add(bank, "50_more.yaml", SECTION + text)

    assert told(bank) == [f"{bank}: There are more than 3000 questions in this bank."]


def test_a_comment_behind_a_word_of_a_condition_cuts_nothing(bank: Path) -> None:
    """Only where people read on a text may have been meant to go on."""
    keys = "kind: yes_no\n    ask: A\n    help: B\n    why: C\n    sources: [BOOK]"
    asked_if = "    ask_if:\n      aches:\n        - yes  # as said\n        - not_sure #2\n"
    add(bank, "50_more.yaml", f"{SECTION}  - id: q1\n    {keys}\n{asked_if}")

    assert told(bank) == []


def test_a_file_passed_over_may_hold_anything(bank: Path) -> None:
    """It is named, however much in it is hidden."""
    add(bank, "50_more.yml", "\x1b\n" * 1_000)

    sentence = "This file is not read: a section's file is named like 05_walking.yaml."
    assert told(bank) == [f"50_more.yml: {sentence}"]
