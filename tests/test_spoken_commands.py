"""What is said around the conversation, where another language is spoken: none of it is English.

The bank and the sentences are made to show what was forgotten as in `test_spoken_screens`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pexpect
import pytest

from mmn_check import __main__ as program
from mmn_check.bank.model import Bank
from mmn_check.errors import MmnCheckError
from mmn_check.interview.question_screen import unfit_lines
from mmn_check.output import delivery
from mmn_check.output.pdf import PrintedPdf
from mmn_check.session import kept_visits
from tests.support.kept import NAME, keep
from tests.support.other_letters import bank_in_other_letters, latin_words
from tests.support.pseudo import Struck, struck
from tests.support.scripted import BANKS, NOW, headache
from tests.support.terminal import data_of, surroundings
from tests.support.tongue import speaking
from tests.support.walks import new_visit

PATH = re.compile(r"\S*/\S*")
TO_THE_PAGE = ("1", "0", "s", "1", "1r", "3", "2019", "0", "0", "s", "1")
"""The short way through the little bank from its second question on."""
SITS_DOWN = """
import sys
from pathlib import Path
from mmn_check.errors import MmnCheckError
from mmn_check.i18n import speak
from mmn_check.interview import os_signals
from mmn_check.session import conversation
from mmn_check.session.run_options import RunOptions
from mmn_check.session.run import Session
from tests.support.other_letters import bank_in_other_letters
from tests.support.pseudo import Struck

class Elsewhere(Session):
    @property
    def bank(self):
        return bank_in_other_letters(super().bank)

speak("struck", Struck())
os_signals.listen()
session = Elsewhere(options=RunOptions(), bank_folder=Path("HEADACHE"), plain=True)
try:
    named = {"name": None} if "change" in sys.argv[1] else {}
    getattr(conversation, sys.argv[1])(session, **named)
except MmnCheckError as error:
    print(error)
""".replace("HEADACHE", str(BANKS / "headache"))
"""Does what the program does at a terminal, once it is settled which language is spoken."""


@cache
def little() -> Bank:
    """The bank about headaches in other letters."""
    return bank_in_other_letters(headache())


@pytest.fixture(autouse=True)
def _struck() -> Iterator[None]:
    with speaking("struck", Struck()):
        yield


def test_answers_that_no_longer_fit_are_told_in_the_language() -> None:
    """What they were stays as it stands in the file."""
    visit = replace(new_visit(little()), misfits={"spots": ["5"]})

    assert [line for line in unfit_lines(little(), visit) if latin_words(line)] == []


def test_visits_are_listed_and_deleted_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """None, one, and what is said where nobody can be asked."""
    monkeypatch.setenv("XDG_DATA_HOME", str(data_of(tmp_path).parent))
    told = [*kept_visits.visit_lines()]
    keep(tmp_path)
    told += kept_visits.visit_lines()
    with pytest.raises(MmnCheckError) as nobody:
        kept_visits.forget_visits(None, every=False, yes=False, tell=told.append)
    told += [str(nobody.value)]
    told += [kept_visits.forget_visits(NAME, every=False, yes=True, tell=told.append)]
    told += [kept_visits.forget_visits(None, every=True, yes=True, tell=told.append)]

    assert len(told) > 5
    assert [line for line in told if latin_words(PATH.sub("", line))] == []


def test_what_is_said_of_a_page_or_a_form_is_looked_up(tmp_path: Path) -> None:
    """What a page could not show, and how long a form is."""
    page = PrintedPdf(pdf=b"", missing=("ж",), is_whole=False)
    target = delivery.Target(output=str(tmp_path))
    _, how_long = delivery.deliver_form(little(), target, depth=2, today=NOW.date())

    assert not latin_words(delivery._not_shown(page, target))
    assert struck("It has ") in how_long
    assert not latin_words(how_long)


def test_a_fault_of_the_program_is_told_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All but where its details are."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    told = program._what_went_wrong(ValueError())

    assert str(tmp_path) in told
    assert not latin_words(PATH.sub("", told))


def at_a_terminal(home: Path, way: str, *typed: str) -> str:
    """What is written on a terminal after a way to sit down, without what was typed there."""
    command = ["-c", SITS_DOWN, way]
    child = pexpect.spawn(
        sys.executable, command, cwd=str(home), env=surroundings(home), dimensions=(24, 500)
    )
    written: str = ""
    for line in typed:
        child.expect("> $")
        written += child.before.decode()
        child.send(line if line == "\x03" else f"{line}\r")
        child.expect("\r\n" if line != "\x03" else r"\^C|\r\n")
    child.expect(pexpect.EOF)
    written += child.before.decode()
    return written


def test_every_sitting_begins_and_ends_in_the_language(tmp_path: Path) -> None:
    """Stopped, gone on with, interrupted, finished, changed; and where the answers are."""
    told = [
        at_a_terminal(tmp_path, "go_on", "", "1", "q"),
        at_a_terminal(tmp_path, "go_on", "1", "\x03"),
        at_a_terminal(tmp_path, "go_on", "1", *TO_THE_PAGE, "1"),
        at_a_terminal(tmp_path, "change_answers", "q", "2"),
    ]

    for one, sentence in zip(told, ("Stopped.", "You began on", "Saved as", "Shall"), strict=True):
        assert struck(sentence) in one
    ends = [one.rpartition(struck("The pages behind"))[2] for one in told]
    assert latin_words(PATH.sub("", "".join(ends))) == set()
