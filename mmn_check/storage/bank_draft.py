"""One folder of YAML files, read as far as it can be, with every mistake on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mmn_check.domain.bank import Bank, Section
from mmn_check.domain.questions import Choice
from mmn_check.storage.bank_reader import Reader
from mmn_check.storage.bank_source import text_of
from mmn_check.storage.mistakes import TOP, Findings, Mistake, Place, TooManyError, has_hidden
from mmn_check.storage.notes import Notes
from mmn_check.storage.shapes import LISTS, ByName, ListOf, Record, Shape
from mmn_check.storage.yaml_nodes import Table, UnreadableError, compose

BANK_FILE = "bank.yaml"
OTHER_FILES = frozenset({BANK_FILE, "glossary.yaml", "never_say.yaml"})
SECTION_FILE = re.compile(r"([0-9]{1,4})_.+\.yaml")
MOST_FILES = 100
"""More sections than any bank has."""
FOLDER = Place(0, 0)
"""For a mistake that has no line."""


@dataclass(kw_only=True)
class Draft:
    """A bank as far as it could be read, and the nodes that it was read from."""

    folder: Path
    bank: Bank | None = None
    sections: list[tuple[Path, Section]] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    half_read: dict[Path, str] = field(default_factory=dict)
    """What could not be read, by its file."""
    mistakes: list[Mistake] = field(default_factory=list)
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def read(self, path: Path, shape: Shape) -> Any:
        """What one file says; None, and the mistakes noted, if it cannot be read."""
        findings = Findings(path)
        try:
            return self._read(path, shape, findings)
        except UnreadableError as error:
            findings(error.spot, error.sentence)
        except TooManyError:
            pass
        finally:
            self.mistakes += findings.mistakes
        return None

    def _read(self, path: Path, shape: Shape, findings: Findings) -> Any:
        text = text_of(path, findings)
        if text is None:
            return None
        node = compose(text, findings, hides=has_hidden)
        if node is None:
            findings(TOP, "There is nothing in this file.")
            return None
        reader = Reader(findings, notes=self.notes, lists=self.lists)
        if path.name == BANK_FILE and isinstance(node, Table) and (lists := node.get(LISTS)):
            self.lists |= reader.read(ByName(ListOf(Record(Choice))), lists) or {}
        return reader.read(shape, node)

    def note(self, sentence: str) -> None:
        """Note a mistake about the folder."""
        findings = Findings(self.folder)
        findings(FOLDER, sentence)
        self.mistakes += findings.mistakes


def read_draft(folder: Path) -> Draft:
    """Read the bank file and then the sections, in the order of their numbers."""
    draft = Draft(folder=folder)
    names = _names(draft)
    if BANK_FILE in names:
        draft.bank = draft.read(folder / BANK_FILE, Record(Bank))
    for name in _section_files(draft, names):
        path = folder / name
        section = draft.read(path, Record(Section))
        if section is not None:
            draft.sections.append((path, section))
    if draft.bank is not None:
        draft.bank = replace(draft.bank, sections=tuple(one for _, one in draft.sections))
    return draft


def _names(draft: Draft) -> set[str]:
    try:
        names = {path.name for path in draft.folder.iterdir()}
    except OSError as error:
        draft.note(f"This is no folder that can be read: {error.strerror}.")
        return set()
    if BANK_FILE not in names:
        draft.note(f"There is no {BANK_FILE} here. A question bank is a folder that has one.")
    return names


def _section_files(draft: Draft, names: set[str]) -> list[str]:
    numbers = {name: int(found[1]) for name in names if (found := SECTION_FILE.fullmatch(name))}
    ordered = sorted(numbers, key=lambda name: (numbers[name], name))
    for name in sorted(names - set(ordered) - OTHER_FILES):
        if name.endswith((".yaml", ".yml")) and not name.startswith("."):
            findings = Findings(draft.folder / name)
            findings(
                FOLDER, "This file is not read: a section's file is named like 05_walking.yaml."
            )
            draft.mistakes += findings.mistakes
    if len(ordered) > MOST_FILES:
        draft.note(f"There are more than {MOST_FILES} section files here.")
    if not ordered and BANK_FILE in names:
        draft.note("There is no section here: a file named like 05_walking.yaml.")
    return ordered[:MOST_FILES]
