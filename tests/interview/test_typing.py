"""What was typed is what is kept: thousands of inputs through the program's own keyboard."""

from __future__ import annotations

import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from select import select

import pexpect
import pytest

from tests.support.kept import keep
from tests.support.keystrokes import SEED, Input, key_input, line_input, note_input
from tests.support.profile import examples
from tests.support.terminal import (
    OWN_WORDS,
    PATIENCE,
    PROGRAM,
    SHORT_WAY,
    answers_kept,
    surroundings,
)

READING = """
import json
from mmn_check.interview import keyboard as machine
from mmn_check.interview.keyboard import TerminalKeyboard
machine.SLIP = machine.HABIT = 0  # each input follows the last at once
keyboard = TerminalKeyboard(plain={plain})
while True:
    typed = keyboard.{read}()
    print("typed", json.dumps([typed.text, typed.left_out, typed.unreadable]), flush=True)
"""
WAYS: dict[str, tuple[bool, str, Callable[[int], Input], range]] = {
    "lines": (False, "read_line", line_input, range(examples(4000, usual=100))),
    "lines, plain": (True, "read_line", line_input, range(4000, 4000 + examples(4000, usual=100))),
    "keys": (False, "read_key", key_input, range(examples(1250, usual=30))),
    "keys, plain": (True, "read_key", key_input, range(1250, 1250 + examples(1250, usual=30))),
}
"""How inputs are read: on which terminal, by what, and which of them."""
WINDOWS = 3
"""So many of each at the same time: a program that waits whether more comes leaves time."""
DRAWN = re.compile(r"\x1b\[[0-9]*[ACDKP@m]")
"""What the program draws with, where a terminal is not plain."""


class Window:
    """A program on a pseudo-terminal, spoken to in bytes."""

    def __init__(self, home: Path, *command: str) -> None:
        home.mkdir(exist_ok=True)
        self.home = home
        self._child = pexpect.spawn(
            command[0], list(command[1:]), cwd=home, env=surroundings(home), dimensions=(24, 200)
        )
        self._child.timeout = PATIENCE
        self.greeting = self.waits(rb"> \Z")

    def waits(self, until: bytes, sending: bytes = b"") -> bytes:
        """Send something, and read until what was written ends so; what was written."""
        written = b""
        while sending or not re.search(until, written):
            readable, writable, _ = select(
                [self._child], [self._child] if sending else [], [], self._child.timeout
            )
            if not readable and not writable:
                pytest.fail(f"It waits for ever, after {written[-200:]!r}")
            if writable:
                sent = os.write(self._child.child_fd, sending[:4000])
                sending = sending[sent:]
            if readable:
                written += os.read(self._child.child_fd, 1 << 16)
        return written

    def close(self) -> None:
        """End the program."""
        self._child.close(force=True)


def acts(written: bytes, *, plain: bool) -> bool:
    """Whether anything is in it that a terminal would act on, but for drawing the line."""
    text = written.decode(errors="replace")
    if not plain:
        text = DRAWN.sub("", text)
    return any(unicodedata.category(one) == "Cc" and one not in "\r\n\b" for one in text)


def differences(home: Path, way: str, share: int) -> list[str]:
    """What of a share of the inputs did not come to what it should have come to."""
    plain, read, make, numbers = WAYS[way]
    window = Window(home, sys.executable, "-c", READING.format(plain=plain, read=read))
    found = []
    for number in numbers[share::WINDOWS]:
        given = make(number)
        written = b""
        if given.first:
            written = window.waits(given.first + rb"\Z", given.first)
        written += window.waits(rb"typed \[.*\]\r\n> \Z", given.sent)
        echo, _, told = written.rpartition(b"typed ")
        came = json.loads(told[:-4])
        if came != [given.text, given.left_out, given.unreadable] or acts(echo, plain=plain):
            found.append(f"{way} {number} of {SEED}: {given} came to {came}, shown as {echo!r}")
    window.close()
    found += [f"{one} was written" for one in home.iterdir()]
    return found


def test_every_input_comes_to_what_was_meant(tmp_path: Path, figures: Counter[str]) -> None:
    """Text in NFC, nothing that acts on a terminal kept or echoed, all that was left out told.

    No key brings back what was typed before, and no history of it is written anywhere.
    """
    with ThreadPoolExecutor() as together:
        tried = [
            together.submit(differences, tmp_path / f"{way} {share}", way, share)
            for way in WAYS
            for share in range(WINDOWS)
        ]
    found = [one for share in tried for one in share.result()]

    assert not found, "\n".join([f"{len(found)} differences, of which:", *found[:10]])
    figures["inputs typed at the prompt"] += sum(len(numbers) for *_, numbers in WAYS.values())


REVIEW = rb"or 0 to go on\.\s+> \Z"
"""Where the list of answers ends."""
AGAIN = rb"could not be read as letters\. Please type it again\.\s+> \Z"
LEFT_OUT = b"What cannot be printed was left out."
INSTEAD = "My hand."
"""What is typed when an input was refused."""
INTO_FILES = range(examples(400, usual=30))


def differences_kept(home: Path, share: int, *, plain: bool) -> list[str]:
    """What of a share of the inputs is not in the visit's file as it should be, or not told."""
    kept = keep(home)
    window = Window(home, *PROGRAM, "change", *(["--plain"] if plain else []))
    (section,) = re.findall(rb"(\d+)\. Main problem", window.greeting)
    (place,) = re.findall(
        rb"(\d+)\. What is the main problem", window.waits(REVIEW, section + b"\r")
    )
    found, before = [], SHORT_WAY[OWN_WORDS]
    for number in INTO_FILES[share::WINDOWS]:
        given = note_input(number)
        window.waits(rb"\n> \Z", place + b"\r")
        written = window.waits(rb"Note \Z", given.first)
        written += window.waits(AGAIN if given.unreadable else REVIEW, given.sent)
        if given.unreadable:
            written += window.waits(REVIEW, INSTEAD.encode() + b"\r")
        content = kept.read_bytes()
        came = (answers_kept(home)["main_problem"], LEFT_OUT in written)
        before = INSTEAD if given.unreadable else given.text or before
        meant = (before, given.left_out)
        if came != meant or acts(content, plain=True) or acts(written, plain=plain):
            found.append(f"{number} of {SEED}: {given} came to {came}, shown as {written!r}")
    window.close()
    strange = {one.name for one in home.rglob("*") if one.is_file()} - {kept.name}
    return [*found, *(f"{one} was written" for one in strange if not one.endswith(".lock"))]


def test_every_input_is_kept_in_the_file_as_it_was_meant(
    tmp_path: Path, figures: Counter[str]
) -> None:
    """Through the whole program too: what is typed as one's own words is what the file says."""
    with ThreadPoolExecutor() as together:
        tried = [
            together.submit(differences_kept, tmp_path / f"{share}", share, plain=share == 0)
            for share in range(WINDOWS)
        ]
    found = [one for share in tried for one in share.result()]

    assert not found, "\n".join([f"{len(found)} differences, of which:", *found[:10]])
    figures["inputs typed into a visit's file"] += len(INTO_FILES)
