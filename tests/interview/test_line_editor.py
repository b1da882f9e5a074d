from __future__ import annotations

from collections.abc import Callable, Iterable

import pyte
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mmn_check.interview import single_keys as keys
from mmn_check.interview.line_editor import KEYS, EditedLine, LineDrawing

WIDTH = 12
LETTERS = "ab cd\u00e9"
PROMPT = "> "
presses = st.lists(
    st.one_of(st.text(LETTERS, min_size=1, max_size=30), st.sampled_from(sorted(KEYS))), max_size=25
)


def typed(*parts: str) -> EditedLine:
    line = EditedLine()
    for part in parts:
        line.press(part) if part in KEYS else line.type(part)
    return line


@pytest.mark.parametrize(
    ("parts", "text", "at"),
    [
        (("abd", keys.LEFT, "c"), "abcd", 3),
        (("abc", keys.HOME, keys.DELETE), "bc", 0),
        (("abc", keys.HOME, keys.RUB_OUT), "abc", 0),
        (("abc", keys.END_OR_DELETE), "abc", 3),
        (("one two  ", keys.RUB_OUT_WORD), "one ", 4),
        (("one two", keys.HOME, keys.WORD_RIGHT, keys.DELETE_WORD), "one", 3),
        (("one two", keys.WORD_LEFT, "x"), "one xtwo", 5),
        (("one two", keys.LEFT, keys.RUB_OUT_ALL), "o", 0),
        (("one two", keys.HOME, keys.RIGHT, keys.DELETE_ALL), "o", 1),
        (("ae\u0301", keys.BACKSPACE), "a", 1),
        (("e\u0301a", keys.HOME, keys.RIGHT, "x"), "e\u0301xa", 3),
    ],
)
def test_each_key_does_what_it_is_for(parts: tuple[str, ...], text: str, at: int) -> None:
    """Moving and taking back; a letter and the marks on it are one."""
    line = typed(*parts)

    assert (line.text, line.at) == (text, at)


def shown(screen: pyte.Screen) -> str:
    return "".join(screen.display).rstrip()


def window(columns: int, rows: int = 80) -> tuple[pyte.Screen, pyte.Stream]:
    """A terminal on which, as on any, the end of a line leads to the beginning of the next."""
    screen = pyte.Screen(columns, rows)
    screen.set_mode(pyte.modes.LNM)
    return screen, pyte.Stream(screen)


def drawn(parts: Iterable[str], write: Callable[[str], object], columns: int | None) -> EditedLine:
    line = EditedLine()
    width = None if columns is None else lambda: columns
    drawing = LineDrawing(PROMPT, write=write, width=width)
    for part in parts:
        line.press(part) if part in KEYS else line.type(part)
        drawing.show(line)
    return line


@given(parts=presses)
@settings(deadline=None)
@example(parts=["abcdabcdab", keys.HOME, "a"])
def test_the_screen_shows_the_line_whatever_was_pressed(parts: list[str]) -> None:
    """In a narrow window, over the margin and back, what is seen is as if it were typed at once."""
    screen, stream = window(WIDTH)
    line = drawn(parts, stream.feed, WIDTH)
    at_once, anew = window(WIDTH)
    anew.feed(PROMPT + line.text)

    assert shown(screen) == shown(at_once)


@given(parts=presses)
@settings(deadline=None)
def test_the_cursor_stands_where_the_next_letter_goes(parts: list[str]) -> None:
    """A letter that is typed next appears there, on the screen as in the line."""
    screen, stream = window(WIDTH)
    line = drawn([*parts, "z"], stream.feed, WIDTH)
    at_once, anew = window(WIDTH)
    anew.feed(PROMPT + line.text)

    assert shown(screen) == shown(at_once)


@given(parts=presses)
@settings(deadline=None)
def test_a_plain_terminal_is_sent_letters_and_backspaces_alone(parts: list[str]) -> None:
    """Without one escape sequence a line that fits its row is drawn as exactly."""
    written: list[str] = []
    line = drawn(parts, written.append, None)
    screen, stream = window(2000, 2)
    stream.feed("".join(written))

    assert shown(screen) == (PROMPT + line.text).rstrip()
    assert not any(one < " " and one != "\b" for one in "".join(written))


def test_a_wide_letter_takes_two_cells_and_a_mark_none() -> None:
    """What is taken back leaves no half of itself."""
    written: list[str] = []
    drawn(["a\u6f22", keys.RUB_OUT, "e\u0301", keys.RUB_OUT], written.append, WIDTH)

    assert written[1:] == ["a\u6f22", "\b\b", "  ", "\b\b", "e\u0301", "\b", " ", "\b"]


def test_a_wide_letter_that_does_not_fit_the_row_is_in_the_next() -> None:
    """Moving over it goes to where terminals put it."""
    written: list[str] = []
    drawn(["abcdabcda", "\u6f22", keys.HOME], written.append, WIDTH)

    assert written[-2:] == ["\u6f22", "\x1b[1A"]


def test_typing_at_the_end_writes_the_letter_and_nothing_else() -> None:
    """So screen readers say each letter once, and nothing is drawn anew."""
    written: list[str] = []
    drawing = LineDrawing(PROMPT, write=written.append, width=lambda: WIDTH)
    line = EditedLine()
    for letter in "My right hand will not open.":
        line.type(letter)
        drawing.show(line)
    drawing.end()

    assert "".join(written) == "> My right hand will not open.\n"


def test_a_window_that_was_made_narrower_is_drawn_in_as_it_is_now() -> None:
    """The margin counts at the moment of the key."""
    columns = [40]
    written: list[str] = []
    drawing = LineDrawing(PROMPT, write=written.append, width=lambda: columns[0])
    line = typed("twenty letters are it")
    drawing.show(line)

    columns[0] = WIDTH
    line.press(keys.HOME)
    drawing.show(line)

    assert written[-2:] == ["\x1b[1A", "\b" * 9]


def test_what_was_written_meanwhile_is_followed_by_the_line() -> None:
    """After Ctrl-Z and back the prompt, the line and the cursor are there again."""
    screen, stream = window(40)
    drawing = LineDrawing(PROMPT, write=stream.feed, width=lambda: 40)
    line = typed("abc", keys.LEFT)
    drawing.show(line)
    stream.feed("\nstopped\n")

    drawing.again()
    line.type("x")
    drawing.show(line)

    assert [one.rstrip() for one in screen.display[:3]] == ["> abc", "stopped", "> abxc"]
