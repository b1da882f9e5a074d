from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

TOP = Path(__file__).parents[1]
PROGRAM = """
import sys
from mmn_check import keyboard
keyboard.prepare(plain={plain})
while True:
    print(ascii(keyboard.{read}()), flush=True)
"""

TYPED = [
    pytest.param("abd\x1b[Dc", "abcd", id="left arrow edits and leaves no bytes"),
    pytest.param("hello\x7f\x7fp", "help", id="backspace takes letters back"),
    pytest.param("\x1b[A\x1b[A", "", id="up brings nothing back"),
    pytest.param("\x1bOP\x1b[H\x1b[Fz", "z", id="function keys, Home and End are not typed"),
    pytest.param("one\rtwo\rthree", "one\\ntwo\\nthree", id="pasted lines are one answer"),
    pytest.param("\x1b[200~x y\x1b[201~", "x y", id="a bracketed paste is its text"),
    pytest.param("[red]{{ #panic() <b>", "[red]{{ #panic() <b>", id="markup is text"),
    pytest.param("日本 é", "\\u65e5\\u672c \\xe9", id="letters of any script"),
    pytest.param("  outer  ", "outer", id="outer space goes"),
    pytest.param("x" * 3000, "x" * 3000, id="a long answer is whole"),
]


def start(read: str, *, plain: bool = False, locale: str = "C.UTF-8") -> pexpect.spawn[str]:
    program = PROGRAM.format(read=read, plain=plain)
    child = pexpect.spawn(
        sys.executable,
        ["-c", program],
        encoding="utf-8",
        cwd=str(TOP),
        dimensions=(24, 80),
        timeout=10,
        codec_errors="replace",
        env={**os.environ, "LC_ALL": locale},
    )
    child.expect("> ")
    return child


@pytest.mark.parametrize(("typed", "text"), TYPED)
def test_a_line_is_what_was_meant(typed: str, text: str) -> None:
    """Editing keys edit; everything else that was typed is the answer."""
    child = start("read_line")

    child.send(typed + "\r")
    child.expect(r"Typed\(text=(['\"])(.*?)\1, left_out=(\w+), unreadable=(\w+)\)")

    assert child.match.groups()[1:] == (text, "False", "False")
    child.close(force=True)


def test_an_earlier_answer_never_comes_back() -> None:
    """Up-arrow after an answer does not bring that answer back."""
    child = start("read_line")
    child.send("my secret\r")
    child.expect("text='my secret'")

    child.send("\x1b[A\r")

    child.expect("text=''")
    child.close(force=True)


def test_bytes_that_are_no_letters_are_told_apart() -> None:
    """A letter in another encoding is reported as unreadable, not kept and not guessed."""
    child = start("read_line", locale="C")

    os.write(child.child_fd, b"caf\xe9s\r")
    child.expect("unreadable=True")
    child.close(force=True)


def test_a_plain_terminal_gets_no_escape_sequence() -> None:
    """On a plain terminal even the backspace key is echoed without one ESC byte."""
    child = start("read_line", plain=True)

    child.send("hello\x7f\x7fp\r")
    child.expect("text='help'")

    assert "\x1b" not in child.before + child.after
    child.close(force=True)


@pytest.mark.parametrize(
    ("pressed", "text"),
    [("2", "2"), ("\x1b[A", ""), ("\r", ""), ("b", "b")],
    ids=["a digit", "an arrow is nothing", "Enter is nothing", "a letter"],
)
def test_one_key_is_enough(pressed: str, text: str) -> None:
    """A single press is read without Enter."""
    child = start("read_key")

    child.send(pressed)

    child.expect(f"text='{text}'")
    child.close(force=True)


def test_the_end_of_input_is_told() -> None:
    """Ctrl-D on one key is the end of input, as it is on a line."""
    child = start("read_key")

    child.send("\x04")

    child.expect("EOFError")
    child.close(force=True)
