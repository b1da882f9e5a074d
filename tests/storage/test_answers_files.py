from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from mmn_check.storage.answers_file import AnswersError, read_answers
from mmn_check.storage.visit_file import visit_text
from mmn_check.visit.values import Mark, RoughDate, Words, answered
from mmn_check.visit.visit import Visit
from tests.support.every_kind import EMPTY, GARDEN, STARTED, walks
from tests.support.profile import examples
from tests.support.spoken import spoken

NUMBERS = (
    "is not on the list. Type the numbers that fit, from 1 to 3, for example 1 2. 0: None of these."
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "answers.yaml"


def read(file: Path, text: str) -> Visit:
    file.write_text(text)
    return read_answers(file, GARDEN, STARTED)


def complaints(file: Path, text: str) -> list[str]:
    with pytest.raises(AnswersError) as refused:
        read(file, text)
    assert refused.value.exit_code == 2
    return [line.replace(f"{file}:", "") for line in str(refused.value).splitlines()]


@given(visit=walks())
@settings(
    max_examples=examples(40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_visit_file_replays_into_the_same_visit(file: Path, visit: Visit) -> None:
    """What was answered in a conversation can be answered from its file."""
    assert read(file, visit_text(GARDEN, visit)) == visit


def test_a_finished_visit_with_misfits_replays_too(file: Path) -> None:
    """Everything a visit file says of its visit comes back, set-aside answers included."""
    visit = replace(
        EMPTY.with_answer(("weak",), answered("yes")),
        finished=STARTED,
        one_key=True,
        depth=2,
        misfits={"gone": ["7"]},
        urgent_shown={"weak": STARTED},
        urgent_unticked={"weak": STARTED},
        urgent_asked={"weak": STARTED},
    )

    assert read(file, visit_text(GARDEN, visit)) == visit


def test_answers_alone_are_enough(file: Path) -> None:
    """A file written by hand needs no more than answers, in words as one would type them."""
    visit = read(
        file,
        """
        answers:
          weak: Yes.
          spots: 1r 2
          story: |
            My hand - it will not open.
          age: 54
        skipped: [began]
        """.replace("\n        ", "\n"),
    )

    assert visit.answers["spots",] == answered((Mark("hand", "right"), Mark("words", "whole")))
    assert visit.answers["story",] == answered(Words("My hand - it will not open.\n"))
    assert visit.answers["age",] == answered(54)
    assert visit.answers["began",].state == "skipped"
    assert (visit.started, visit.finished, visit.name) == (STARTED, None, "2026-11-21-1")


def test_as_much_is_asked_as_was_answered(file: Path) -> None:
    """Without a depth, the least one that takes in all the answers is meant."""
    assert read(file, "answers: {weak: no}").depth == 1
    assert read(file, "answers: {drugs: []}").depth == 2
    assert read(file, "depth: 3\nanswers: {weak: no}").depth == 3
    assert read(file, "skipped: []").depth == 1


def test_every_mistake_is_told_with_its_line(file: Path) -> None:
    """One run names all that is wrong, where it is, and the nearest right word."""
    told = complaints(
        file,
        """\
answer: {}
depth: 9
answers:
  wek: yes
  pain: 77
  pain: 7
  age: &old 54
  spots: {hand: up}
  helps:
    picked: [rest, rset, ohter]
  drugs:
    - name: Aspirin
    - {nmae: Ice}
  began:
skipped: [weak, began, story]
declined: [story]
""",
    )

    assert told == [
        '1:1: "answer" means nothing here. Did you mean "answers"?',
        "2:1: The depth is 1, 2 or 3.",
        '4:3: There is no question "wek". Did you mean "weak"?',
        '5:3: pain: "77" is not clear. Did you mean 7 out of 10?',
        '6:3: "pain" is there twice.',
        '7:8: "&old" is an anchor of YAML, which is not used here: write the thing out.',
        '8:11: spots: "up" is not on offer. It may be "both", "left", "not_sure" or "right".',
        f'10:20: helps: “rset” {NUMBERS} Did you mean "rest"?',
        f'10:26: helps: “ohter” {NUMBERS} Did you mean "other"?',
        '13:8: drugs: "nmae" is no field of a row. Did you mean "name"?',
        "14:3: began: Nothing is written here.",
        "15:11: weak: This question must be answered.",
        "16:12: story: This is answered more than once.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "1:1: It is empty."),
        ("{}", "1:1: It is empty."),
        ("hello", "1:1: There are no answers in it."),
        ("depth: 1", '1:1: There are no answers in it. They belong under "answers".'),
        ("answers: [weak]", '1:1: Under "answers" belongs answers by question.'),
        ("answers: {weak: yes", "1:10: A comma, a closing bracket or"),
        ("mmn_check: 2\nanswers: {}", "1:1: A newer mmn-check wrote this file."),
        (
            "bank: {id: mmn}\nanswers: {}",
            '1:1: This answers the question bank "mmn", not "garden".',
        ),
        ("bank: {name: mmn}\nanswers: {}", "1:1: This should be the bank"),
        ('answers: {story: "\\e[31m"}', "1:11: story: Here is a hidden character (U+001B)"),
        ('answers: {"w\\e[31mk": yes}', '1:11: There is no question "w<U+001B>[31mk".'),
    ],
)
def test_what_is_no_answers_file_is_refused(file: Path, text: str, words: str) -> None:
    """Each way of not being one has its sentence, and none reaches the terminal as a command."""
    told = complaints(file, text)

    assert told[0].startswith(words)
    assert all(line.isprintable() for line in told)


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    """A misspelt file name is told as such."""
    with pytest.raises(AnswersError, match="it is not there") as refused:
        read_answers(tmp_path / "missing.yaml", GARDEN, STARTED)

    assert refused.value.exit_code == 2


def test_of_very_many_mistakes_fifty_are_told(file: Path) -> None:
    """Nobody mends more in one go; how many there are besides is told."""
    told = complaints(file, "answers:\n" + "".join(f"  weax{n}: yes\n" for n in range(1000)))

    assert [line.split(":")[0] for line in told[:-1]] == [str(n) for n in range(2, 52)]
    assert told[0] == '2:3: There is no question "weax0". Did you mean "weak"?'
    assert told[-1] == " 950 more are not shown."


def test_answers_that_count_for_nothing_are_told_with_their_line(file: Path) -> None:
    """What is not asked after the other answers is kept, and named, whatever was said to it."""
    told: list[str] = []
    file.write_text("answers:\n  weak: no\n  spots: 1r\nskipped: [story, pain]\n")

    visit = read_answers(file, GARDEN, STARTED, tell=told.append)

    assert [line.replace(f"{file}:", "").split(" This")[0] for line in told] == ["3:3: spots:"]
    assert ("spots",) in visit.answers


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("My #1 trouble is the hand", None),
        ("Hand #2", None),
        ("My hand  # said my wife", None),
        ("'My #1 trouble is the hand'", "My #1 trouble is the hand"),
        ("|-\n    My #1 trouble", "My #1 trouble"),
        ("Hand#2", "Hand#2"),
        ("Hand  # one word, and a remark", "Hand"),
    ],
)
def test_no_text_is_lost_behind_a_number_sign(file: Path, written: str, kept: str | None) -> None:
    """YAML takes what stands there for a comment: it is told where that may be text."""
    text = f"answers:\n  story: {written}\n"
    told = '2:10: The rest from "#" on would be lost. Put the text in quotation marks.'

    if kept is None:
        assert complaints(file, text) == [told]
    else:
        assert read(file, text).answers[("story",)].value == Words(kept)


@pytest.mark.parametrize(("age", "told"), [("5", 1), ("10", 0), ("52", 0), ("111", 1)])
def test_an_age_that_would_be_asked_about_is_told(file: Path, age: str, told: int) -> None:
    """It is kept, as nobody is there to be asked, and named with its line."""
    lines: list[str] = []
    file.write_text(f"answers:\n  weak: yes\n  age: {age}\n")

    visit = read_answers(file, GARDEN, STARTED, tell=lines.append)

    assert visit.answers[("age",)] == answered(int(age))
    assert [line for line in lines if f":3:3: age: Is an age of {age} right?" in line] == lines
    assert len(lines) == told


def test_plain_english_is_read_whatever_is_spoken(file: Path) -> None:
    """A file's words are those of who wrote it; what either language reads otherwise is asked."""
    text = "answers:\n  weak: yes please\n  began: about 2 years ago\n"
    english = read(file, text)
    with spoken("es"):
        visit = read(file, text)

    assert visit.answers == english.answers
    began = visit.answers[("began",)].value
    assert isinstance(began, RoughDate)
    assert began.earliest == str(STARTED.year - 2)
