from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pexpect
import pytest

from tests.support.terminal import PATIENCE, in_ones_own_time, surroundings
from tests.test_other_systems import WINDOWS, lacking

TOP = Path(__file__).parents[2]
PROGRAM = """
import sys
from mmn_check.interview.keyboard import TerminalKeyboard
keyboard = TerminalKeyboard(plain={plain})
{first}
while True:
    print(ascii(keyboard.{read}), flush=True)
"""

TYPED = [
    pytest.param("abd\x1b[Dc", "abcd", id="left arrow edits and leaves no bytes"),
    pytest.param("hello\x7f\x7fp", "help", id="backspace takes letters back"),
    pytest.param("\x1b[A\x1b[A", "", id="up brings nothing back"),
    pytest.param("a\x1b[31mb\x1b[0m", "ab", id="an escape sequence is a key and no text"),
    pytest.param("\x1b12", "12", id="Escape hit before a figure takes nothing of it"),
    pytest.param("1\x1b", "1", id="Escape hit before Enter changes no mode"),
    pytest.param("a\x13b\x12c\x0cd\x16\x18e", "abcde", id="chords for nothing do nothing"),
    pytest.param("\x1bOP\x1b[H\x1b[Fz", "z", id="function keys, Home and End are not typed"),
    pytest.param("one\rtwo\rthree", "one\\ntwo\\nthree", id="pasted lines are one answer"),
    pytest.param("\x1b[200~x y\x1b[201~", "x y", id="a bracketed paste is its text"),
    pytest.param("[red]{{ #panic() <b>", "[red]{{ #panic() <b>", id="markup is text"),
    pytest.param("日本 é", "\\u65e5\\u672c \\xe9", id="letters of any script"),
    pytest.param("  outer  ", "outer", id="outer space goes"),
    pytest.param("x" * 3000, "x" * 3000, id="a long answer is whole"),
]


def start(
    read: str, *, plain: bool = False, locale: str = "C.UTF-8", first: str = ""
) -> pexpect.spawn[str]:
    read = read if "(" in read else f"{read}()"
    program = PROGRAM.format(read=read, plain=plain, first=first)
    child = pexpect.spawn(
        sys.executable,
        ["-c", program],
        encoding="utf-8",
        cwd=str(TOP),
        dimensions=(24, 80),
        timeout=PATIENCE,
        codec_errors="replace",
        env={**os.environ, "LC_ALL": locale},
    )
    child.expect("> ")
    return child


LEFT_OUT = [
    pytest.param("a\tb", "a b", id="a tab is a space"),
    pytest.param("a\x9b31mb", "a31mb", id="a C1 control"),
    pytest.param("a\x85b\xa9", "ab\\xa9", id="the next line control, not the letter beside it"),
]


@pytest.mark.parametrize(("typed", "text"), TYPED)
def test_a_line_is_what_was_meant(typed: str, text: str) -> None:
    """Editing keys edit; everything else that was typed is the answer."""
    child = start("read_line")

    child.send(typed + "\r")
    child.expect(r"Typed\(text=(['\"])(.*?)\1, left_out=(\w+), unreadable=(\w+)\)")

    assert child.match.groups()[1:] == (text, "False", "False")
    child.close(force=True)


@pytest.mark.parametrize(("typed", "text"), LEFT_OUT)
def test_what_is_no_letter_is_told_and_never_echoed(typed: str, text: str) -> None:
    """A control character does not reach the answer, nor the screen; that it came is told."""
    child = start("read_line")

    child.send(typed + "\r")
    child.expect(r"Typed\(text='(.*?)', left_out=True")

    assert child.match.group(1) == text
    assert not any("\x80" <= char < "\xa0" for char in child.before + child.after)
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


@pytest.mark.parametrize("sent", [b"caf\xe9s", b"caf\xe9", b"\xe9\xe9", b"a\xff"])
def test_a_letter_of_another_encoding_is_not_lost_silently(sent: bytes) -> None:
    """A byte that is no character is told, whatever follows it, after the first answer."""
    child = start("read_line")
    child.send("\r")
    child.expect("text=''.*> ")

    os.write(child.child_fd, sent + b"\r")

    child.expect("unreadable=True")
    child.close(force=True)


def test_a_long_line_is_not_drawn_anew_on_a_plain_terminal() -> None:
    """What is typed beyond the margin goes on in the next row; nothing is written twice."""
    child = start("read_line", plain=True)
    text = "My right hand will not open and I drop my tools at work, every day a bit more often."

    child.send(text + "\r")
    child.expect("Typed")

    assert child.before == f"{text}\r\n"
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
    [
        ("2", "2"),
        ("\x1b[A\x1bOP2", "2"),
        ("22", "2"),
        ("2.", "2"),
        ("\r", ""),
        ("b\r", "b"),
        ("yes please\r", "yes please"),
        ("12\r", "12"),
        ("\u65e5\r", "\\u65e5"),
    ],
    ids=[
        "a figure",
        "arrows and function keys are passed over",
        "a key that bounces",
        "a full stop dictated with it",
        "Enter is nothing",
        "a letter begins a line",
        "dictated words are a line",
        "figures at once are a line",
        "letters of any script",
    ],
)
def test_one_key_is_enough(pressed: str, text: str) -> None:
    """A single figure is read without Enter; anything else begins a line that Enter ends."""
    child = start("read_key")

    in_ones_own_time(child)
    child.send(pressed)

    child.expect_exact(f"text='{text}'")
    child.close(force=True)


@pytest.mark.parametrize(
    ("pressed", "text"),
    [(("u",), "u"), (("U",), "u"), (("u", "n"), "un"), (("u", "\x7f"), ""), (("x",), "x")],
    ids=["alone", "a capital", "a word", "rubbed out", "another letter"],
)
def test_a_letter_is_enough_where_it_is_wanted(pressed: tuple[str, ...], text: str) -> None:
    """Nothing follows it for a while; else it begins a word, which Enter ends."""
    child = start('read_key(letters="ub")')

    for one in pressed:
        in_ones_own_time(child)
        child.send(one)
    if pressed not in (("u",), ("U",)):
        child.send("\r")

    child.expect_exact(f"text='{text}'")
    child.close(force=True)


@pytest.mark.parametrize("read", ["read_key", "read_line"])
def test_a_figure_before_the_question_can_be_read_is_a_slip(read: str) -> None:
    """It is passed over, and what is typed in one's own time is taken.

    Where a line is wanted, that holds for the key that was the answer before: the second figure
    of a number is no slip.
    """
    child = start(read, first="keyboard.read_key()")
    in_ones_own_time(child)
    child.send("2")
    child.expect("2\r\n> ")

    child.send("2")
    in_ones_own_time(child)
    child.send("7" if read == "read_key" else "7\r")

    child.expect_exact("text='7'")
    child.close(force=True)


def test_a_letter_waits_for_enter() -> None:
    """A lone letter does nothing before Enter: it may be the beginning of a word."""
    child = start("read_key")

    child.send("n")
    time.sleep(0.3)
    child.send("o\r")

    child.expect_exact("text='no'")
    child.close(force=True)


BUSY = """
import signal, sys, time
from pathlib import Path
from mmn_check.interview.keyboard import TerminalKeyboard
signal.signal(signal.SIGHUP, signal.SIG_IGN)
keyboard = TerminalKeyboard(plain=True)
print("busy", flush=True)
Path("ready").touch()
while not Path("go").exists():
    time.sleep(0.01)
try:
    typed = keyboard.{read}()
except Exception as error:
    Path("ended").write_text(type(error).__name__)
else:
    Path("ended").write_text("an answer")
    print(len(typed.text), flush=True)
"""


def busy(folder: Path, read: str) -> pexpect.spawn[bytes]:
    """A program that reads once it may, and tells how that ended."""
    child = pexpect.spawn(
        sys.executable,
        ["-c", BUSY.format(read=read)],
        cwd=str(folder),
        env=surroundings(folder),
        timeout=PATIENCE,
    )
    child.expect("busy\r\n")
    return child


def until(path: Path) -> None:
    """Wait for a file."""
    for _ in range(100 * PATIENCE):
        if path.exists() and (path.name != "ended" or path.read_text()):
            return
        time.sleep(0.01)
    pytest.fail(f"{path.name} never came")


@pytest.mark.parametrize("read", ["read_line", "read_key"])
def test_what_is_typed_ahead_waits_whole_and_unseen(tmp_path: Path, read: str) -> None:
    """While nothing is asked no key acts, nothing is echoed, and no limit cuts what was typed."""
    child = busy(tmp_path, read)

    os.write(child.child_fd, b"y" * 3000 + b"\x1b[A\xc2\x9b\x15" + b"x" * 1000)
    with pytest.raises(pexpect.TIMEOUT):
        child.expect(".", timeout=0.2)
    (tmp_path / "go").touch()
    os.write(child.child_fd, b"x" * 4000 + b"\r")

    child.expect(rb"\n5000\r")
    child.close(force=True)


@pytest.mark.parametrize("read", ["read_line", "read_key"])
def test_a_line_half_typed_when_the_terminal_goes_is_no_answer(tmp_path: Path, read: str) -> None:
    """What nobody ended with Enter is not taken for an answer."""
    child = busy(tmp_path, read)
    (tmp_path / "go").touch()
    child.expect("> ")
    os.write(child.child_fd, b"half an ans")
    child.expect("half an ans")

    os.close(child.child_fd)

    until(tmp_path / "ended")
    assert (tmp_path / "ended").read_text() in {"EOFError", "OSError"}
    os.kill(child.pid, 9)


@pytest.mark.parametrize("locale", ["C", "POSIX", "tlh_KX.UTF-8", "C.UTF-8"])
def test_letters_stay_whole_where_no_locale_is_set(locale: str) -> None:
    """Backspace and the arrows go over a whole letter, whatever the surroundings say or lack."""
    child = start("read_line", locale=locale)

    child.send("\u00e9\x7fa\u6f22\x1b[D\x1b[Db\r")

    child.expect("text='ba\\\\u6f22', left_out=False, unreadable=False")
    child.close(force=True)


def test_somebodys_own_keys_change_nothing(tmp_path: Path) -> None:
    """An .inputrc that binds keys, or edits in another way, is not read."""
    (tmp_path / ".inputrc").write_text('set editing-mode vi\n"a": "bb"\n"\\C-m": self-insert\n')
    child = busy(tmp_path, "read_line")
    (tmp_path / "go").touch()
    child.expect("> ")

    child.send("a\x1b[Da\r")

    child.expect("\n2\r")
    child.close(force=True)


def test_a_key_is_no_longer_minded_behind_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter behind a line is an answer, however soon: on Windows, too."""
    for name, value in lacking(WINDOWS).items():
        monkeypatch.setenv(name, value)
    child = start("read_key", first="keyboard.read_key(); keyboard.read_line()")
    in_ones_own_time(child)
    child.send("1")
    child.expect("1\r\n> ")

    child.send("a line\r")
    child.expect("a line\r\n> ")
    child.send("\r")

    child.expect("text=''")
    child.close(force=True)


def test_the_end_of_input_is_told() -> None:
    """Ctrl-D on one key is the end of input, as it is on a line."""
    child = start("read_key")

    child.send("\x04")

    child.expect("EOFError")
    child.close(force=True)


@pytest.mark.parametrize("read", ["read_line", "read_key"])
def test_what_takes_a_while_is_done_once_the_place_to_type_is_shown(read: str) -> None:
    """So nobody waits for it before the question."""
    child = start(read, first="keyboard.meanwhile = lambda _: print('made ready', flush=True)")

    child.expect("made ready")
    child.close(force=True)


def test_a_line_is_thought_about_while_more_may_be_pasted() -> None:
    """Before it is handed on; what was pasted with it is handed on with it."""
    child = start("read_line", first="keyboard.meanwhile = lambda line: print([line], flush=True)")
    child.expect(r"\[''\]")

    child.send("one\r")
    child.expect(r"\['one'\]")
    child.expect("text='one'")
    child.send("one\rtwo\r")

    child.expect(r"text='one\\ntwo'")
    assert "['one" not in str(child.before)
    child.close(force=True)


WAITS = """
import time
from pathlib import Path
keyboard.meanwhile = lambda line: line or print("made ready")
print("busy", flush=True)
while not Path("go").exists():
    time.sleep(0.01)
"""


def test_nothing_is_made_ready_while_somebody_types_ahead(tmp_path: Path) -> None:
    """Their answer waits for nothing."""
    program = PROGRAM.format(read="read_line()", plain=False, first=WAITS)
    arguments, env = ["-c", program], surroundings(tmp_path)
    child = pexpect.spawn(
        sys.executable, arguments, encoding="utf-8", env=env, cwd=str(tmp_path), timeout=PATIENCE
    )
    child.expect("busy")
    child.send("early\r")
    time.sleep(0.1)
    (tmp_path / "go").touch()

    child.expect("text='early'")
    assert "made ready" not in str(child.before)
    child.close(force=True)
