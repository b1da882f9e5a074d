"""What is typed instead of an answer: commands, "not sure", "rather not say", "no more"."""

from __future__ import annotations

from collections.abc import Callable

from mmn_check.domain.answer_reading.choices import labels, which_of
from mmn_check.domain.answer_reading.hints import what_to_type
from mmn_check.domain.answer_reading.naming import names_of
from mmn_check.domain.answer_reading.phrases import DOINGS, HARMLESS, NO_MORE_ROWS, phrase, request
from mmn_check.domain.answer_reading.readback import end_of_rows
from mmn_check.domain.answer_reading.readings import (
    Again,
    Command,
    CommandName,
    Option,
    Reading,
    Sure,
    Understood,
)
from mmn_check.domain.answer_reading.spoken import tokens
from mmn_check.domain.questions import Rows
from mmn_check.domain.steps import Step
from mmn_check.domain.values import DECLINED, NOT_SURE, Words, answered

_NAMES: dict[CommandName, str] = {
    "back": "Go back",
    "skip": "Skip this question",
    "help": "Show the help",
    "stop": "Stop here",
    "repeat": "Repeat the question",
    "quiet": "Show fewer hints",
    "no_more": "No more",
}
_ORDINARY_WORDS = frozenset({"why", "explain", "quiet", "exit"})
"""Words that are likely enough as free words to be kept without asking."""
_LONGEST = 60


def instead_of_answer(step: Step, typed: str, *, read: Callable[[str], Reading]) -> Reading | None:
    """What the words do, if they are no answer; asked, if a choice bears the same words."""
    said = request(typed)
    doing = DOINGS.get(said)
    if doing is None:
        return None
    names = names_of(labels(step))
    words = said.split()
    called, length = names.at(words)
    called = called if length == len(words) else frozenset()
    if called and isinstance(doing, Understood):
        return None
    if _is_refused(step, doing):
        return Again(f"This question needs an answer. {what_to_type(step)}")
    if isinstance(doing, Command) and doing.name not in HARMLESS and len(said) > 1:
        called |= names.with_words(words)
    if not called:
        return doing
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(name_of(doing), doing), *bearing])


def _is_refused(step: Step, doing: Reading) -> bool:
    """A required question is not left out; the kind of visit may be something one is unsure of."""
    if not step.item.required:
        return False
    if doing == Understood(NOT_SURE):
        return step.item.role != "visit_type"
    return doing in (Command("skip"), Understood(DECLINED))


def name_of(doing: Reading) -> str:
    """What the words do, as an option to choose."""
    if isinstance(doing, Command):
        return _NAMES[doing.name]
    return "Not sure" if doing == Understood(NOT_SURE) else "Rather not say"


def or_kept(text: str) -> Reading | None:
    """Asks, where free words are wanted and a command is typed, which of the two it is."""
    said = " ".join(tokens(text)) if len(text) <= _LONGEST else ""
    doing = DOINGS.get(said)
    if doing is None or said in _ORDINARY_WORDS:
        return None
    name = name_of(doing)
    kept = f"the letter {text}" if len(text) == 1 and text.isalpha() else f"“{text}”"
    return Sure(
        f"{name}, or keep {kept} as your answer?",
        (
            Option(name, doing),
            Option(f"Keep {kept}", Understood(answered(Words(text))), keys=("keep", "keep it")),
        ),
    )


def ended(step: Step, typed: str, *, read: Callable[[str], Reading]) -> Reading | None:
    """Whether the words say that a table has no more rows."""
    table = step.question
    said = phrase(typed) if len(typed) <= _LONGEST else ""
    if not step.may_end or not isinstance(table, Rows) or not _ends(table, said):
        return None
    if not may_end_now(step):
        return Again(f"Type the first {table.row}, or s to skip.")
    names = names_of(labels(step))
    called, length = names.at(said.split())
    if said == "0" or not called or length < len(said.split()):
        return Command("no_more")
    bearing = [(step.choices[n - 1].label, read(str(n))) for n in sorted(called)]
    return which_of(step, [(end_of_rows(step), Command("no_more")), *bearing])


def may_end_now(step: Step) -> bool:
    """Whether the table may end here; the first row may be left out only where it says so."""
    table = step.question
    return step.may_end and isinstance(table, Rows) and (step.thing != "1" or bool(table.none))


def _ends(table: Rows, said: str) -> bool:
    rows = (table.row, f"{table.row}s", f"more {table.row}s", f"other {table.row}s")
    own = {phrase(table.none)} if table.none else set()
    return said in NO_MORE_ROWS | own | {phrase(f"no {row}") for row in rows}
