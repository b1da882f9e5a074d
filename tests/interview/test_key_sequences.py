from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmn_check.interview.single_keys import END, HOME, LEFT, RIGHT, KeySequences

EDITING = "\x01\x02\x04\x05\x06\x08\t\n\x0b\x0c\r\x0e\x10\x15\x17\x18\x19\x1f\x7f"


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        ("caf\u00e9 日本", "caf\u00e9 日本"),
        ("a\x1b[D\x1b[C\x1bOH\x1b[4~b", f"a{LEFT}{RIGHT}{HOME}{END}b"),
        ("\x1b\x1b[Da", f"{LEFT}a"),
        ("\x1b[A\x1b[38;5;1m\x1b[[A\x1bOP\x1b[200~a\x1b[201~", "a"),
        ("\x1bOr\x1bOj\x1bOM", "2*\r"),
        ("\x1bback", "\x10ack"),
        ("\x1b12\x1b漢\x1b\r", "12漢\r"),
        ("\x1bOho", "Oho"),
        ("\x1b]0;owned", "]0;owned"),
        ("\x0c\x0e\x10\x11\x12\x13\x14\x16\x18", ""),
        ("\x1b[" + "1" * 200, "[" + "1" * 200),
    ],
    ids=[
        "letters",
        "keys that move",
        "a key with Alt held",
        "keys and reports for nothing",
        "the number pad",
        "back by a word, and letters",
        "Escape by accident",
        "Escape before a capital O",
        "what is no key",
        "chords out of habit",
        "longer than any sequence",
    ],
)
def test_letters_and_keys_are_told_apart(sent: str, taken: str) -> None:
    """Letters stay letters, keys come to what they do, and all others to nothing."""
    sequences = KeySequences()

    assert sequences.take(sent.encode()) == taken
    assert (sequences.left_out, sequences.unreadable) == (False, False)


@pytest.mark.parametrize("sent", ["a\x00b", "a\x07b", "a\x9bb", "a\x1b[31\x85b", "a\x1b[2\x1b[Ab"])
def test_what_is_neither_letter_nor_key_is_told(sent: str) -> None:
    """A control character for nothing, or a sequence cut short, is left out and remembered."""
    sequences = KeySequences()

    assert sequences.take(sent.encode()) == "ab"
    assert sequences.left_out
    sequences.forget()
    assert not sequences.left_out


@pytest.mark.parametrize("sent", [b"caf\xe9", b"\xff", b"\xed\xa0\x80", b"\xe2\x82\r", b"\xc3"])
def test_what_is_no_letter_at_all_is_told(sent: bytes) -> None:
    """Bytes that are no character never reach the line."""
    sequences = KeySequences()

    taken = sequences.take(sent + b"x")

    assert taken == sent.decode(errors="ignore") + "x"
    assert sequences.unreadable


def test_escape_hit_by_a_slow_hand_takes_nothing() -> None:
    """What comes a while after Escape is no part of a key's sequence."""
    sequences = KeySequences()

    taken = [sequences.take(b"\x1b"), sequences.take(b"[", late=True), sequences.take(b"a]")]

    assert taken == ["", "[", "a]"]
    assert sequences.take(b"\x1b[") == ""
    assert sequences.take(b"b", late=True) == "[b"


def test_another_encoding_is_read_as_such() -> None:
    """On a terminal that is set to Latin-1 an e acute is one byte, and a C1 control is one."""
    sequences = KeySequences("latin-1")

    assert sequences.take(b"caf\xe9\x9b1m") == "café1m"
    assert sequences.left_out


@given(st.binary(max_size=60), st.integers(min_value=1, max_value=5))
def test_nothing_else_ever_comes_out(sent: bytes, at_once: int) -> None:
    """Whatever is sent, and in whatever parts: letters and editing keys, never a sequence."""
    whole, parts = KeySequences(), KeySequences()

    taken = whole.take(sent)
    in_parts = [parts.take(sent[at : at + at_once]) for at in range(0, len(sent), at_once)]

    assert "".join(in_parts) == taken
    assert all(one in EDITING or (one >= " " and not "\x7f" <= one < "\xa0") for one in taken)
    assert not any("\ud800" <= one <= "\udfff" for one in taken)
