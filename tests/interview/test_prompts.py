from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from mmn_check.bank.model import Choice, Many
from mmn_check.bank_check.checked_bank import read_bank
from mmn_check.errors import StoppedError
from mmn_check.interview.keyboard import TerminalKeyboard
from mmn_check.interview.question_screen import QuestionScreen
from mmn_check.interview.terminal import PrintedLines, TerminalPrompter
from mmn_check.text_safety import Typed, clean
from mmn_check.visit.flow import course_of
from mmn_check.visit.steps import record
from mmn_check.visit.values import Words, answered
from mmn_check.visit.visit import Visit
from tests.support.kept import shipped
from tests.support.scripted import BANKS, headache
from tests.support.visit_cases import visit_of
from tests.support.walks import new_visit

TEN = read_bank(BANKS / "ten_questions")
SHIPPED = shipped()


class Typist(TerminalKeyboard):
    """A keyboard on which a script is typed; how each answer was read is kept in `read`."""

    def __init__(self, typed: Iterable[str | Typed] = ()) -> None:
        self.typed = list(typed)
        self.read: list[str] = []
        self.letters = ""

    def read_line(self, *, long: bool = False) -> Typed:
        self.read.append("long line" if long else "line")
        return self._next()

    def read_key(self, *, letters: str = "") -> Typed:
        self.letters = letters
        self.read.append("key")
        return self._next()

    def _next(self) -> Typed:
        one = self.typed.pop(0) if self.typed else ""
        return one if isinstance(one, Typed) else clean(one)


class Desk:
    """A prompter whose screen can be read, over a visit that goes from question to question."""

    def __init__(self, visit: Visit, *typed: str | Typed, width: int = 80) -> None:
        self.typist = Typist(typed)
        self.console = Console(
            file=io.StringIO(), width=width, color_system=None, force_terminal=True
        )
        self.prompter = TerminalPrompter(self.console, keyboard=self.typist, language="en")
        self.bank = TEN if visit.bank_id == "ten_questions" else SHIPPED
        self.visit = visit

    def ask(self, question: str, *, minutes: int = 9) -> str:
        """Ask one question; what was written for it."""
        course = course_of(self.bank, self.visit)
        step = course.step_at((question,))
        assert step is not None
        before = len(self.shown)
        self.prompter.ask(QuestionScreen(self.bank, course, step), minutes=minutes)
        return self.shown[before:]

    @property
    def shown(self) -> str:
        assert isinstance(self.console.file, io.StringIO)
        return self.console.file.getvalue()


def ten(*typed: str | Typed, width: int = 80) -> Desk:
    """A desk with the ten questions on it."""
    return Desk(new_visit(TEN, depth=1), *typed, width=width)


def test_a_section_begins_in_full() -> None:
    """The heading, how far along, how to answer, the choices by number, and every key."""
    assert ten().ask("signs") == (
        "\n"
        "Ten questions, question 2 of about 9, about 9 minutes left\n"
        "\n"
        "Which of these have you noticed?\n"
        "Pick all that fit, for example 2 5.\n"
        "\n"
        "  1  Cramps\n"
        "  2  Thinner muscles\n"
        "  3  Twitching\n"
        "  4  Numbness\n"
        "  5  Pain\n"
        "  6  Being tired\n"
        "  7  Stiffness\n"
        "  0  None of these\n"
        "  u  Not sure      b back   s skip   h help   q stop and keep\n"
    )


def test_what_was_said_is_not_said_again_but_never_hidden() -> None:
    """Within a section only what is new is said in full; h, that tells the keys, stays by name."""
    desk = ten()
    desk.ask("first_place", minutes=4)

    assert desk.ask("course", minutes=4) == (
        "\n"
        "Question 6 of about 9\n"
        "How has it been since?\n"
        "\n"
        "  1  The same\n"
        "  2  Slowly worse\n"
        "  3  Worse in steps\n"
        "  4  Up and down\n"
        "  5  Better\n"
        "  u  Not sure   h help\n"
    )


def test_the_minutes_are_told_when_they_change() -> None:
    """A new number of minutes is news."""
    desk = ten()
    desk.ask("first_place", minutes=4)

    assert "Question 3 of about 9, about 1 minute left\n" in desk.ask("named", minutes=1)


def test_a_kind_of_question_is_explained_where_it_first_comes() -> None:
    """How to give a date is told once in a section."""
    desk = ten()

    assert "A number from 0 to 10. 0: not hard. 10: cannot do it." in desk.ask("buttons")
    assert "For example 2019" in desk.ask("began")


def test_the_same_question_again_is_shown_in_full() -> None:
    """After r everything is said once more."""
    desk = ten()
    first = desk.ask("signs")

    assert desk.ask("signs") == first


def test_a_coloured_screen_sets_progress_at_its_right() -> None:
    """Section and progress share a line; the question's words are the same."""
    desk = ten()
    desk.console = Console(
        file=io.StringIO(), width=80, color_system="standard", force_terminal=True
    )
    desk.prompter = TerminalPrompter(desk.console, keyboard=desk.typist, language="en")

    heading = desk.ask("signs").splitlines()[1]

    told = heading.replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert told.split("  ")[0] == "Ten questions"
    assert told.endswith("question 2 of about 9, about 9 minutes left")
    assert len(told) == 80


@pytest.mark.parametrize(
    ("question", "content"),
    [
        ("buttons", "A number from 0 to 10. 0: not hard. 10: cannot do it."),
        ("signs", "Pick all that fit."),
    ],
)
def test_without_hints_only_the_question_is_left(question: str, content: str) -> None:
    """Quiet takes the keys and the examples away, never what the answer means."""
    desk = ten()
    desk.prompter.hints = False

    shown = desk.ask(question)

    assert content in shown
    assert "Not sure" not in shown
    assert "for example" not in shown


def test_where_an_answer_is_needed_skip_is_not_offered() -> None:
    """The visit type can be unsure, but not skipped."""
    shown = Desk(new_visit(SHIPPED, depth=1)).ask("visit_type")

    assert "  u  Not sure      b back   h help   q stop and keep\n" in shown


def test_what_holds_for_every_row_is_said_at_the_first() -> None:
    """Who was told to put the most important question first is not told again at the second."""
    visit = new_visit(SHIPPED, depth=2)
    notes = []
    for _ in range(2):
        course = course_of(SHIPPED, visit)
        rows = [one for one in course.steps if one.item.note == "most_important_first"]
        notes.append(QuestionScreen(SHIPPED, course, rows[-1]).note)
        visit = record(visit, rows[-1], answered(Words("Why?")))

    assert notes == [SHIPPED.texts["most_important_first"].text, ""]


def test_the_name_of_a_row_that_stands_can_only_be_changed_or_taken_out() -> None:
    """Neither not sure nor skip is offered there."""
    bank = headache()
    visit = new_visit(bank, depth=1)
    course = course_of(bank, visit)
    row = next(step for step in course.steps if step.key[:2] == ("pills", "row"))
    standing = course_of(bank, record(visit, row, answered("Aspirin")))
    step = standing.step_at(("pills", "row", "0", "name"))
    assert step is not None
    desk = ten()

    desk.prompter.ask(QuestionScreen(bank, standing, step), minutes=1)

    assert "  0  Take out this " in desk.shown
    assert "     b back   h help   q stop and keep\n" in desk.shown


@pytest.mark.parametrize("width", [20, 23, 40, 79, 200])
def test_no_line_is_too_wide_and_no_key_parted_from_its_word(width: int) -> None:
    """At any width words stay whole, and so do a key and what it does."""
    desk = ten(width=width)

    for question in ("first_place", "signs", "named", "buttons", "began"):
        lines = desk.ask(question).splitlines()
        assert max(map(cell_len, lines)) <= width
        assert not any(line.endswith((" b", " s", " h", " q")) for line in lines if "skip" in line)
    assert set(desk.shown.split()) >= {"back", "skip", "help", "q", "stop", "keep", "noticed?"}


def test_wide_letters_take_two_columns() -> None:
    """Chinese and Japanese are wrapped where the screen ends, not where letters are counted."""
    desk = ten(width=20)

    desk.prompter.say("日本語 " * 8)

    assert max(map(cell_len, desk.shown.splitlines())) <= 20
    assert "日本語 日本語\n" in desk.shown


def test_what_could_act_on_a_terminal_is_never_shown() -> None:
    """Escape sequences and direction marks in somebody's words are not written."""
    desk = ten()

    desk.prompter.say("a\x1b[31mb\x9bc\u202ed\u2066e\x07")

    assert desk.shown == "  a[31mbcde\n"


def test_markup_is_only_text() -> None:
    """Brackets come back as they were typed."""
    desk = ten()

    desk.prompter.say("[bold]x[/bold] :smile:")

    assert desk.shown == "  [bold]x[/bold] :smile:\n"


def test_one_key_is_read_where_one_figure_says_it_all() -> None:
    """Yes or no and one of a few are taken on one press; lists, ratings and words are not."""
    desk = ten("1", "13", "2")
    desk.prompter.one_key = True

    for question in ("first_place", "signs", "named", "buttons", "began", "most"):
        desk.ask(question)

    assert desk.typist.read == [
        "key",
        "line",
        "key",
        "line",
        "line",
        "long line",
    ]


def test_a_question_is_read_as_before_after_a_menu() -> None:
    """Asked which was meant, then again: a list still wants Enter, whatever the menu took."""
    desk = ten("22", "2")
    desk.prompter.one_key = True

    desk.ask("signs")
    desk.prompter.choose("Did you mean 2?", ["Yes", "No"])
    desk.prompter.again("Type the numbers that fit.")
    desk.prompter.line("Type a number to change that answer.")

    assert desk.typist.read == ["line", "key", "line", "line"]


def test_one_key_is_explained() -> None:
    """That words need Enter is said where one key is read first."""
    desk = ten()
    desk.prompter.one_key = True

    assert "Press its number or letter. If nothing happens, press Enter too.\n" in desk.ask(
        "first_place"
    )
    assert "Press its number" not in desk.ask("signs")
    assert "Press its number" not in desk.ask("named")


@pytest.mark.parametrize(
    ("question", "letters"),
    [("weak", "ubhs"), ("worse_side", "uhs"), ("drops_things", "ubh"), ("visit_type", "uh")],
)
def test_a_letter_needs_no_enter_where_no_answer_begins_with_it(
    question: str, letters: str
) -> None:
    """B may be "both", or "back for a check-up", s "sometimes"; what is needed has no skip."""
    visit = visit_of({"answers": {"weak": "yes", "weak_places": {"hand": "both"}}}, SHIPPED)
    desk = Desk(replace(visit, depth=3))
    desk.prompter.one_key = True

    desk.ask(question)

    assert desk.typist.letters == letters


def test_a_long_list_needs_enter_even_with_one_key() -> None:
    """With ten options the first figure may not be the last."""
    desk = ten()
    desk.prompter.one_key = True

    desk.prompter.choose("Which?", [f"Option {number}" for number in range(10)])

    assert desk.typist.read == ["line"]


def test_what_cannot_be_read_is_asked_for_again() -> None:
    """Bytes that are no letters are told, and the line is read once more."""
    desk = ten(Typed(text="", unreadable=True), "cafe")

    said = desk.prompter.line("")

    assert said == "cafe"
    assert "could not be read as letters" in desk.shown


def test_what_was_left_out_is_told() -> None:
    """A control character in an answer is named to the person."""
    desk = ten("a\tb")

    assert desk.prompter.line("") == "a b"
    assert "A tab became a space." in desk.shown


def shown_of(*choices: Choice, groups: Mapping[str, str] | None = None) -> str:
    """What the screen shows where several of these choices may be picked."""
    desk = ten()
    bank, course = replace(TEN, groups=groups or {}), course_of(TEN, desk.visit)
    (signs,) = (one for one in course.steps if one.key == ("signs",))
    item = Many(id="signs", ask="Which?", choices=choices)
    screen = QuestionScreen(bank, course, replace(signs, item=item, choices=choices))
    desk.prompter.ask(screen, minutes=0)
    return desk.shown


PAIN = Choice(id="a", label="Chest pain", group="heart")
COUGH = Choice(id="b", label="Cough", group="lungs")
WHEEZE = Choice(id="c", label="Wheeze", group="lungs")


def test_groups_stand_under_their_headings() -> None:
    """Choices of one group are listed under its name; "none" stands apart."""
    shown = shown_of(PAIN, COUGH, WHEEZE, Choice(id="none", label="None of these", exclusive=True))

    assert (
        "  Heart:\n  1  Chest pain\n  Lungs:\n  2  Cough\n  3  Wheeze\n  0  None of these\n"
    ) in shown


def test_a_group_is_called_what_the_bank_calls_it() -> None:
    """What conditions know it by is shown only where the bank has no words for it."""
    shown = shown_of(PAIN, COUGH, groups={"lungs": "Breathing and lungs"})

    assert "  Heart:\n  1  Chest pain\n  Breathing and lungs:\n  2  Cough\n" in shown


def test_one_group_alone_needs_no_heading() -> None:
    """Of treatments picked before, all may be of one group that the bank never names."""
    assert "Lungs" not in shown_of(COUGH, WHEEZE)


def test_the_shipped_bank_has_words_for_every_group_that_it_shows() -> None:
    """No id stands over choices that a patient reads."""
    grouped = (
        (choice.group for choice in question.choices if not choice.exclusive)
        for question in SHIPPED.questions()
        if isinstance(question, Many)
    )
    shown = {group for groups in map(tuple, grouped) if all(groups) for group in groups}

    assert shown
    assert shown == SHIPPED.groups.keys()


def test_a_longer_text_keeps_its_lines() -> None:
    """A fixed text is shown line by line, empty ones too."""
    desk = ten()

    desk.prompter.show("One.\n\nTwo.")

    assert [line.strip() for line in desk.shown.splitlines()] == ["", "One.", "", "Two."]


def test_an_example_is_not_broken_over_two_lines() -> None:
    """At any width what may be typed stands together; it is printed with plain spaces."""
    for width in range(20, 60):
        desk = ten(width=width)
        PrintedLines(desk.console).text("Pick all that fit, for example 2 5. Or 2r 3b 5l.")
        assert "2 5." in desk.shown
        assert "2r 3b 5l." in desk.shown


def test_a_text_on_getting_help_stays_until_enter() -> None:
    """A figure typed too early takes nothing, and does not let it scroll away."""
    desk = ten("7", "what", "")

    desk.prompter.read_out("Get help.")

    assert desk.shown.count("Press Enter to go on.") == 3


def test_a_text_on_getting_help_comes_a_screenful_at_a_time() -> None:
    """In a low and narrow window no line of it scrolls away before it was read."""
    text = shipped().texts["get_help_now"].text
    for width, parts in ((80, 1), (40, 2), (20, 2)):
        desk = ten(*[""] * parts, width=width)

        desk.prompter.read_out(text)

        shown = desk.shown.split("Press Enter")
        assert len(shown) == parts + 1
        assert max(one.count("\n") for one in shown) < 24
        said = " ".join(desk.shown.split()).replace("Press Enter to go on. ", "")
        assert said == f"{' '.join(text.split())} Press Enter to go on."


def test_one_may_stop_where_a_text_stays() -> None:
    """As everywhere else."""
    with pytest.raises(StoppedError):
        ten("stop").prompter.read_out("Get help.")


@pytest.mark.parametrize("width", [80, 40])
def test_a_long_list_comes_a_screenful_at_a_time(width: int) -> None:
    """What may be typed stands below each part; a number typed early is taken."""
    lines = [f"{number}. What was asked, and the answer to it" for number in range(1, 61)]
    desk = ten("", "", "7", width=width)

    assert desk.prompter.pick_from(lines, "Type a number, or 0 to go on.") == "7"

    parts = desk.shown.split("  Type a number")
    assert all(one.count("\n") < desk.console.height for one in parts)
