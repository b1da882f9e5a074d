"""What the program writes, as terminals of any width show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.support.kept import keep
from tests.support.profile import combined
from tests.support.program import run
from tests.support.scripted import BANKS
from tests.support.terminal import OWN_WORDS, SHORT_WAY, Terminal

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
WORD = re.compile(r"[\w’'().-]+")
MINUTES = re.compile(r",? about \d+ minutes? left")
"""What is told of the time depends on how fast the machine is."""


Walked = Callable[..., Terminal]


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    """The short way to page 1 and on to the end, in a window so wide; each way once.

    A slip of the finger is taken back on it.
    """

    @cache
    def walk(
        *arguments: str, columns: int, rows: int = 24, no_color: str = "", term: str = "xterm"
    ) -> Terminal:
        terminal = Terminal(
            tmp_path_factory.mktemp("home"),
            arguments=arguments,
            columns=columns,
            rows=rows,
            environment={"NO_COLOR": no_color, "TERM": term},
            anew=True,
        )
        terminal.wait()
        mended = SHORT_WAY[OWN_WORDS].replace("hand", "hanf\x7fd")
        terminal.type_all(*SHORT_WAY[:OWN_WORDS], mended, *SHORT_WAY[OWN_WORDS + 1 :], "1")
        terminal.see_all()
        terminal.child.send("2\r")
        assert terminal.end() == 0
        return terminal

    return walk


def lines_of(terminal: Terminal) -> list[str]:
    """The lines that were written, without colours."""
    return COLOUR.sub("", terminal.written).split("\r\n")


def rows_of(terminal: Terminal) -> list[str]:
    """The rows as they stand on the screen, those that scrolled away included."""
    screen = terminal.screen
    above = [
        "".join(row[column].data for column in range(screen.columns)) for row in screen.history.top
    ]
    rows = [row.rstrip() for row in [*above, *screen.display]]
    while rows and not rows[-1]:
        rows.pop()
    return rows


@pytest.mark.parametrize(("columns", "arguments"), combined([20, 40, 80, 200], [(), ("--plain",)]))
def test_every_line_fits_and_no_word_is_split(
    walked: Walked, columns: int, arguments: tuple[str, ...]
) -> None:
    """A real screen shows each line in one row, made of whole words, page 1 included."""
    terminal = walked(*arguments, columns=columns)
    lines = lines_of(terminal)
    told = [line.rstrip() for line in lines if not line.startswith("> ")]

    assert max(map(cell_len, told)) <= columns
    shown = rows_of(terminal)
    assert [row for row in told if row not in shown] == []
    assert "\x1b" not in "".join(told)
    if columns > 20:
        rows = [line.rstrip() for line in lines]
        assert shown == rows[: len(shown)]


def test_the_same_words_are_said_at_any_width(walked: Walked) -> None:
    """Narrow or wide, plain or not: what is asked and told is the same, word for word.

    The window is so tall that no list is shown in parts, and wide enough for the longest word.
    """
    said = []
    for columns, arguments in [(200, ()), (40, ()), (24, ("--plain",))]:
        text = " ".join(lines_of(walked(*arguments, columns=columns, rows=150)))
        asked = MINUTES.sub("", text[: text.index("A. B., 52")])
        said.append([word.lower().strip(".") for word in WORD.findall(asked)])

    assert said[0] == said[1] == said[2]


def test_no_part_of_the_page_scrolls_away_unread(tmp_path: Path) -> None:
    """The page comes a screenful at a time, whole; who types 0 has seen enough of it."""
    keep(tmp_path, *SHORT_WAY)
    terminal = Terminal(tmp_path)
    terminal.wait()
    terminal.type("1")
    parts = [terminal.type("1")]
    while "more of the page" in parts[-1]:
        parts.append(terminal.type(""))
    terminal.close()
    enough = Terminal(tmp_path)
    enough.wait()
    enough.type("4")
    asked = enough.type("0")
    enough.close()

    assert len(parts) > 1
    assert max(part.count("\n") for part in parts[:-1]) < 24
    page = COLOUR.sub("", "".join(parts)).replace("\r", "")
    rows = run(tmp_path, "summary", "--pages", "1", "--format", "text").stdout.splitlines()
    assert [row for row in rows if row not in page] == []
    assert "Shall the page be saved" in parts[-1]
    assert "Shall the page be saved" in asked
    assert enough.written.count("more of the page") == 1


def test_nothing_but_colour_is_ever_sent(walked: Walked) -> None:
    """Not one escape sequence besides colours, not one other control character."""
    written = walked(columns=80).written

    assert COLOUR.search(written)
    left = COLOUR.sub("", written)
    assert {char for char in left if not char.isprintable()} == {"\r", "\n"}


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [(("--plain",), {}), ((), {"no_color": "1"}), ((), {"term": "dumb"})],
    ids=["--plain", "NO_COLOR", "TERM=dumb"],
)
def test_plain_text_is_plain_to_the_end(
    walked: Walked, arguments: tuple[str, ...], asked: dict[str, str]
) -> None:
    """However it is asked for: not one escape byte from start to page, no line too wide."""
    terminal = walked(*arguments, columns=40, **asked)

    assert "IN OWN WORDS" in terminal.written
    assert "\x1b" not in terminal.written
    assert {char for char in terminal.written if not char.isprintable()} == {"\r", "\n"}
    lines = terminal.written.split("\r\n")
    assert max(cell_len(line) for line in lines if not line.startswith("> ")) <= 40


PICKED = (
    "About 5 minutes", "I am the patient", "First visit", "None of these", "A. B.", "52", "Right",
    "No", "My right hand will not open.", "Yes", "2r 3r", "March 2024",
    "Worse in steps, with flat spells", "No", "Cold", "None of these", "None", "No, none",
    "Show my page",
)  # fmt: skip
"""The answers of the short way as the choices are called; what is no choice is typed."""


def test_every_question_can_be_answered_from_its_words_alone(tmp_path: Path) -> None:
    """What a reader for the blind makes of it, spaces and colours gone, says what to type."""
    terminal = Terminal(tmp_path, environment={"NO_COLOR": ""})
    terminal.wait()
    heard = terminal.type("")
    for words in PICKED:
        flat = " ".join(COLOUR.sub("", heard).split())
        figure = re.search(rf"(\d+) {re.escape(words)}(?= |$)", flat)
        heard = terminal.type(figure[1] if figure else words)
    terminal.close()

    assert "IN OWN WORDS" in terminal.written


def test_an_empty_no_color_asks_for_nothing(tmp_path: Path) -> None:
    """NO_COLOR counts if it is there and not empty."""
    terminal = Terminal(tmp_path, environment={"NO_COLOR": ""})
    terminal.wait()
    terminal.type_all("", "1")
    terminal.close()

    assert COLOUR.search(terminal.written)


def test_a_window_resized_in_the_middle_is_followed(tmp_path: Path) -> None:
    """After the window was made narrow, no further line is wider, whatever COLUMNS says."""
    terminal = Terminal(tmp_path, environment={"COLUMNS": "80"})
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:3])
    before = len(terminal.written)

    terminal.child.setwinsize(24, 30)
    terminal.type_all(*SHORT_WAY[3:OWN_WORDS])
    terminal.close()

    after = COLOUR.sub("", terminal.written[before:]).split("\r\n")
    assert "  1  Face, arm or leg suddenly\r\n     weak or numb" in terminal.written
    assert max(map(cell_len, after)) <= 30


def test_wide_letters_in_an_answer_stay_within_the_window(tmp_path: Path) -> None:
    """An answer in Chinese is read back in lines that fit, letter by letter."""
    words = "我的右手打不开 也拿不住东西"
    terminal = Terminal(tmp_path, columns=20)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:OWN_WORDS])

    said = COLOUR.sub("", terminal.type(words))
    terminal.close()

    back = said[said.index("“") : said.index("”") + 1]
    assert "".join(back.split()) == f"“{''.join(words.split())}”"
    assert max(map(cell_len, back.split("\r\n"))) <= 20


def test_the_last_words_fit_the_window_too(tmp_path: Path) -> None:
    """Who stops reads where the answers are in lines that fit; only a path may be longer."""
    terminal = Terminal(tmp_path, columns=30)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[:3])
    before = len(terminal.written)
    terminal.child.send("q\r")
    assert terminal.end() == 3

    last = COLOUR.sub("", terminal.written[before:]).split("\r\n")
    assert "Stopped. Your answers so far" in last
    assert all(cell_len(line) <= 30 or " " not in line for line in last)


def test_the_hints_can_be_silenced_and_come_back(tmp_path: Path) -> None:
    """--quiet-hints says no keys; h tells them and the way to answer; quiet brings them back."""
    bank = str(BANKS / "ten_questions")
    terminal = Terminal(tmp_path, arguments=("start", "--quiet-hints", "--bank", bank))
    terminal.wait()

    assert "stop and keep" not in terminal.type("")
    told = terminal.type("h")
    assert "How to answer: Type one number from 1 to 5." in told
    assert "Keys: u not sure, b back" in told
    again = terminal.type("quiet")
    assert "Hints are shown again." in again
    assert "q stop and keep" in again
    terminal.close()


def test_r_shows_the_whole_question_again(tmp_path: Path) -> None:
    """What was shown in short is repeated in full, with the section."""
    bank = str(BANKS / "ten_questions")
    terminal = Terminal(tmp_path, arguments=("start", "--plain", "--bank", bank))
    terminal.wait()
    terminal.type_all("", "1")

    again = terminal.type("r")

    assert "Ten questions, question 2 of about 9" in again
    assert "  0  None of these" in again
    assert "q stop and keep" in again
    terminal.close()


def test_an_answer_is_never_in_a_history(tmp_path: Path) -> None:
    """Arrow up at a new question brings nothing back: Enter then finds nothing typed."""
    terminal = Terminal(tmp_path)
    terminal.wait()
    terminal.type_all(*SHORT_WAY[: OWN_WORDS + 1])

    assert "Nothing was typed." in terminal.type("\x1b[A\x1bOA\x10")
    terminal.close()
