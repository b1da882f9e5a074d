"""Question banks on the disk: where the shipped one is, and how one is opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import mmn_check
from mmn_check.domain.bank import Bank, Term
from mmn_check.storage.bank_reading.draft import Draft, read_draft
from mmn_check.storage.bank_reading.shapes import Record
from mmn_check.storage.bank_rules.whole import apart, broken_rules, links_of
from mmn_check.storage.mistakes import MOST, BankError

GLOSSARY_FILE = "glossary.yaml"


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """The words that the bank explains."""

    words: tuple[Term, ...]


def shipped_bank() -> Path:
    """The folder of the bank that comes with the program, installed or in a checkout."""
    package = Path(mmn_check.__file__).parent
    inside = package / "questions"
    return inside if inside.is_dir() else package.parent / "questions"


def read_bank(folder: Path) -> Bank:
    """The bank in a folder, without its glossary; raises BankError with every mistake."""
    draft = read_draft(folder)
    if draft.gave_up:
        raise BankError(draft.mistakes)
    broken = list(islice(broken_rules(draft, links_of(draft)), MOST))
    if folder != shipped_bank():
        # The shipped page is held to its rules by the tests: a start need not wait for them.
        from mmn_check.storage.bank_rules.pages import misprinted  # noqa: PLC0415

        broken += islice(misprinted(draft), MOST)
    if broken or draft.mistakes:
        raise BankError([*draft.mistakes, *apart(broken, draft.mistakes)])
    return draft.bank


def read_glossary(folder: Path) -> tuple[Term, ...]:
    """The words that a bank explains, none if it has no glossary; raises BankError."""
    path = folder / GLOSSARY_FILE
    if not path.exists():
        return ()
    draft = Draft(folder=folder)
    glossary: Glossary | None = draft.read(path, Record(Glossary))
    if draft.mistakes or glossary is None:
        raise BankError(draft.mistakes)
    return glossary.words
