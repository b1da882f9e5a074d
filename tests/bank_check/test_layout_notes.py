"""What a page's layout may leave unsaid, or say so that nobody knows what of."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from mmn_check.authoring.sheet import sheet_of
from mmn_check.bank.page_layout import FACTS, Fact
from mmn_check.bank_check.checked_bank import check_bank, read_bank
from mmn_check.bank_check.layout import always_silent
from mmn_check.summary.facts_of_page_1 import FactTeller
from mmn_check.summary.noted_answers import View
from tests.support.visit_cases import TODAY, visit_from, whole_bank

GOOD = Path(__file__).parents[1] / "support/banks/good"
PAGE = """
page:
  name: [{text: "{title}"}]
  statement: [{text: "{footer}"}]
  rows:
    - heading: Head
      whole: true
      facts:
        - {text: "{spots}"}
        - {%s}
"""
SILENT = "Where {began} has no answer nothing of this is printed: put it in [ ] brackets."
UNKNOWN = "Where {began.length} is unknown nothing of this is printed: put it in [ ] brackets."
UNNAMED = "Nobody can tell what this is about: put words beside {%s}, or a lead."


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ('text: "aches {aches} ({began})"', [SILENT]),
        ('text: "aches {aches}[ ({began})]"', []),
        ('text: "began {began} ({began.length})"', [UNKNOWN]),
        ('text: "began {began}[ ({began.length})]"', []),
        ('text: "since {began.length}"', []),
        ('text: "*{aches}*"', [UNNAMED % "aches"]),
        ('text: "{began}[ ({began.length})]"', [UNNAMED % "began"]),
        ('text: "{began.ask} {began}"', []),
        ('text: "{began}", lead: Since', []),
        ('text: "{aches}", says: {aches: {yes: aching}}', []),
        ('text: "{tasks}"', []),
        (
            'text: "Aches: {aches}.", says: {aches: {no: ""}}',
            ["Where {aches} is said to be nothing it leaves a gap: put it in [ ] brackets."],
        ),
    ],
)
def test_a_fact_that_tells_nothing_is_noted(tmp_path: Path, fact: str, expected: list[str]) -> None:
    """A second question may have no answer; a yes by itself is about nothing."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE % fact)

    report = check_bank(tmp_path)
    told = [one for one in report.notes if one.line > 10]

    assert report.mistakes == ()
    assert [one.sentence for one in told] == expected
    lines = (tmp_path / "bank.yaml").read_text(encoding="utf-8").splitlines()
    assert all(fact in lines[one.line - 1] for one in told)


@pytest.mark.parametrize("key", ["version", "title", "texts", "statement", "rows"])
def test_what_stands_where_a_colon_is_missing_is_not_said_to_be_missing(
    tmp_path: Path, key: str
) -> None:
    """The line with the true cause is told, and no other is told for the key it holds."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    path = tmp_path / "bank.yaml"
    whole = path.read_text(encoding="utf-8") + PAGE % 'text: "Began {began}"'
    path.write_text(re.sub(rf"^( *{key}):", r"\1", whole, flags=re.MULTILINE), encoding="utf-8")

    told = check_bank(tmp_path).mistakes
    line = next(at for at, one in enumerate(whole.splitlines(), 1) if one.strip().startswith(key))
    assert line in [one.line for one in told]
    assert not [one for one in told if f'There is no "{key}" in this' in one.sentence]


def test_a_colon_missing_within_braces_is_told_once(tmp_path: Path) -> None:
    """By the key that it should stand behind, and nothing else."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE % 'text "Began last year"')
    told = [one.sentence for one in check_bank(tmp_path).mistakes]
    assert told == ['A colon is missing after "text".']


def test_a_diary_that_stands_on_no_page_is_noted(tmp_path: Path) -> None:
    """The note says what to add, and the sheet claims no page for what is asked of a day."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    section = next(tmp_path.glob("0*.yaml")).read_text(encoding="utf-8")
    aches = section[section.index("  - id: aches") : section.index("  - id: spots")]
    day = "section: day\ntitle: Today\nquestions:\n" + aches.replace("aches", "aches_today")
    (tmp_path / "diary.yaml").write_text(day, encoding="utf-8")

    report = check_bank(tmp_path)
    assert report.mistakes == ()
    assert "What is told in the diary stands on no page: add diary: to the page." in [
        one.sentence for one in report.notes
    ]
    sheet = "\n".join(sheet_of(read_bank(tmp_path)))
    of_a_day = sheet[sheet.index("aches_today  (") :]
    assert "\n  Page: none\n" in of_a_day.split("\n\n")[0]


REST = '"tasks" needs confirm_rest: true.'


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("tasks.unticked", REST),
        ("aches.number", '"number" is told only of a question of the kind number or rating.'),
        ("tasks.length", '"length" is told only of a question of the kind date.'),
        ("tasks.by_side", '"by_side" is told only of places, and of what was picked among them.'),
        ("began.count", '"count" is told only of a list or a table.'),
        ("aches.shown", '"shown" is told only of a question with urgent_if.'),
    ],
)
@pytest.mark.parametrize("text", ["Here: {%s}", "Here: {aches}[, {%s}]"])
def test_a_field_that_never_has_a_value_is_a_mistake(
    tmp_path: Path, field: str, why: str, text: str
) -> None:
    """In brackets or not, with what to do."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE % f'text: "{text % field}"')

    told = [one.sentence for one in check_bank(tmp_path).mistakes]
    assert told == [f"{{{field}}} never says anything: {why}"]


def test_what_was_said_no_to_is_told_where_none_of_them_can_be_said(tmp_path: Path) -> None:
    """To pick none says no to all; where it is not on the list the rest must be asked about."""
    shutil.copytree(GOOD / "base", tmp_path, dirs_exist_ok=True)
    with (tmp_path / "bank.yaml").open("a", encoding="utf-8") as file:
        file.write(PAGE % 'text: "No: {tasks.others}"')
    assert check_bank(tmp_path).mistakes == ()

    section = next(tmp_path.glob("0*.yaml"))
    lines = section.read_text(encoding="utf-8").splitlines(keepends=True)
    section.write_text("".join(one for one in lines if "id: none" not in one), encoding="utf-8")
    (told,) = check_bank(tmp_path).mistakes
    assert told.sentence == f"{{tasks.others}} never says anything: {REST}"


def test_what_is_called_silent_says_nothing_of_a_full_visit() -> None:
    """Every fact of every question that the check refuses is silent where all is answered."""
    bank = whole_bank()
    view = View(bank, visit_from("worked_example", bank), today=TODAY)
    for question in (one for one in bank.questions() if one.id not in bank.texts):
        for known in FACTS:
            if always_silent(bank, question, known):
                fact = Fact(text=f"{{{question.id}.{known}}}", if_given=True)
                assert FactTeller(view, fact).sentences() == (), (question.id, known)
