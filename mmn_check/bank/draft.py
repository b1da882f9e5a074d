"""The files of a bank's folder read into a draft, with every mistake on the way.

Each is decoded, its hidden characters are told, and where its YAML is broken it is read in parts.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

from mmn_check import disk
from mmn_check.bank.model import Bank, Choice, Section, Term
from mmn_check.bank.nodes import Lost, Node, ScalarNode, TableNode
from mmn_check.bank.problems import (
    MOST,
    TOP,
    FilePlace,
    Findings,
    Problem,
    TooManyError,
    UnreadableError,
)
from mmn_check.bank.reader import BankReader
from mmn_check.bank.records import Record
from mmn_check.bank.schema import LISTS, ListShape, RecordShape, Shape, TableShape
from mmn_check.bank.shipped import LARGEST
from mmn_check.bank.source_map import SourceMap
from mmn_check.bank.yaml_source import compose
from mmn_check.text_safety import code_point, has_hidden, shown


def file_text(path: Path, findings: Findings) -> str | None:
    """The text of a file; None if it cannot be read, which is reported."""
    try:
        return _decoded(disk.read_whole(path, limit=LARGEST), findings)
    except disk.NotAFileError:
        findings(TOP, "This is not an ordinary file.", "A bank is made of YAML files.")
    except disk.TooLargeError:
        findings(TOP, f"This file is larger than {LARGEST // 1_000_000} MB: no questions are.")
    except OSError as error:
        findings(TOP, f"This file cannot be read: {error.strerror}.")
    return None


def _decoded(raw: bytes, findings: Findings) -> str | None:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        findings(FilePlace(line, column), "This is not text in UTF-8.", "save the file in UTF-8.")
        return None
    text = text.replace("\r\n", "\n")
    return _with_all_seen(text, findings) if has_hidden(text) else text


def _with_all_seen(text: str, findings: Findings) -> str:
    """The text with a sign for each hidden character, which is reported."""
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if line.isprintable():
            continue
        for column, (before, one) in enumerate(pairwise(["", *line]), start=1):
            if not one.isprintable() and one != before:
                hidden = f"a hidden character ({code_point(one)})", "take it out."
                what, remedy = SPELT_OUT.get(one, hidden)
                findings(FilePlace(number, column), f"Here is {what}.", remedy)
        seen = "".join(one if one.isprintable() else " " for one in line)
        indent = line[: len(line) - len(line.lstrip())]
        begin = _content_of(lines[number - 2]) if "\t" in indent and number > 1 else len(indent)
        lines[number - 1] = " " * begin + seen[len(indent) :]
    return "\n".join(lines)


def _content_of(line: str) -> int:
    """How many spaces and dashes of lists a line begins with."""
    return len(line) - len(line.lstrip(" -"))


SPELT_OUT = {
    "\t": ("a tab", "use spaces."),
    "\xa0": ("a space that is no plain space", "type it anew."),
}

MOST_BREAKS = 20
"""After so many, the rest of a file is given up."""
MOST_PARTS = 200_000
"""Words, lists and tables of one file: more than a thousand questions have."""
LARGE = 100_000
"""Characters; each break in a text so large would cost a reading too long."""
_ITEM = re.compile(r"^( *)- ", re.MULTILINE)
_ALONE = re.compile(r" *[a-z_]+ *")
"""A word on a line of its own, as a key without its colon is."""
_KEY = re.compile(r" *([a-z_]+)\b")
_LISTED = re.compile(r"^(questions|words):", re.MULTILINE)


def compose_in_parts(text: str, findings: Findings) -> tuple[Node | None, str]:
    """The document as far as it can be read, and the text of what cannot be."""
    lost: list[str] = []
    for _ in range(MOST_BREAKS if len(text) < LARGE else 2):
        passing = Findings(findings.file, most=findings.most)
        try:
            node = compose(text, passing, hides=has_hidden, most=MOST_PARTS)
        except TooManyError:
            _keep(passing.mistakes, findings)
            raise
        except UnreadableError as error:
            found = error.problem
            if not any(one.line == found.line for one in findings.mistakes):
                findings(found, found.what, found.remedy)
            mended, out = _without(text, error)
            if not out.strip():
                _keep(passing.mistakes, findings)
                return None, text
            text = mended
            findings.lost |= _keys_in(out)
            lost.append("" if error.to_the_end else out)
        else:
            _keep(passing.mistakes, findings)
            if node is None and not lost:
                findings(TOP, "There is nothing in this file.")
            return _emptied(node) if lost else node, "\n".join(lost)
    return None, text


def _keys_in(out: str) -> frozenset[tuple[int, str]]:
    """The words that begin lines in the text of what cannot be read, no further in than its first.

    Keys that stand further in belong to what is lost with them.
    """
    found = [(match.start(1) + 1, match[1]) for match in map(_KEY.match, out.split("\n")) if match]
    return frozenset(one for one in found if one[0] <= found[0][0])


def _keep(mistakes: list[Problem], findings: Findings) -> None:
    for one in mistakes:
        findings(one, one.what, one.remedy)


def _emptied(node: Node | None) -> Node | None:
    """The node with `Lost` under each key that was left empty, so that nothing is said of it."""
    if isinstance(node, TableNode):
        for at, (key, value) in enumerate(node.pairs):
            if isinstance(value, ScalarNode) and value.plain and not value.value:
                node.pairs[at] = key, Lost(value.line, value.column)
    return node


def _without(text: str, error: UnreadableError) -> tuple[str, str]:
    """The text with the lines of one item made empty, and those lines.

    Where a colon is missing after a key, all that it holds would be lost: it is put there instead.
    """
    lines = text.split("\n")
    line = error.problem.line
    if error.to_the_end:
        return "\n".join(lines[: line - 1]), "\n".join(lines[line - 1 :])
    bare, below, *_ = [*lines[line - 1 : line + 1], "", ""]
    if _ALONE.fullmatch(bare) and _content_of(below) > len(bare) - len(bare.lstrip(" ")):
        lines[line - 1] = f"{bare.rstrip()}:"
        return "\n".join(lines), bare
    most = _indent_of_items(text)
    here = min(line, len(lines)) - 1
    start = here
    while start > 0 and not _begins(lines[start], most):
        start -= 1
    end = start + 1
    while end < len(lines) and not (_begins(lines[end], most) and end > here):
        end += 1
    out = lines[start:end]
    lines[start:end] = [""] * len(out)
    return "\n".join(lines), "\n".join(out)


def _begins(line: str, most: int) -> bool:
    """Whether an item, or something above the items, begins on this line."""
    bare = line.lstrip(" ")
    return bool(bare) and not bare.startswith("#") and len(line) - len(bare) <= most


def _indent_of_items(text: str) -> int:
    """How far in the questions (or words) of a file begin, or the texts and sources."""
    listed = _LISTED.search(text)
    item = _ITEM.search(text, listed.end()) if listed else None
    return len(item[1]) if item else 2


GLOSSARY_FILE = "glossary.yaml"
DIARY_FILE = "diary.yaml"


class Glossary(Record):
    """The words that the bank explains."""

    words: tuple[Term, ...]
    """The words, each with its meaning."""


BANK_FILE = "bank.yaml"
OTHER_FILE = re.compile(
    r"(?:bank|diary|glossary|(?:never_say|example)(?:\.[a-z]{2,3}(?:_[A-Z]{2})?)?)\.yaml"
)
SECTION_FILE = re.compile(r"([0-9]{1,4})_.+\.yaml")
NEARLY = re.compile(r"[^.].*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""Names that a section's file gets by mistake."""
_HAS_SECTION = re.compile(r"^section:", re.MULTILINE)
MOST_FILES = 100
"""More sections than any bank has."""
LARGEST_BANK = 2_000_000
"""More characters than any bank has, all files together."""
MOST_NAMES = 10_000
MOST_QUESTIONS = 3_000
_IDS = re.compile(r"\bid[\"']?: *[\"']?([A-Za-z0-9_]+)")


EMPTY = Bank(id="", version="", title="", texts={}, sources={}, sections=())
"""Stands for a bank whose own file could not be read."""


@dataclass(kw_only=True)
class BankDraft:
    """A bank as far as it could be read, and what was noted on the way."""

    folder: Path
    bank: Bank = EMPTY
    """Without sections until all is read."""
    sections: list[Section] = field(default_factory=list)
    """The diary, where it was wanted and is there, stands last."""
    diary: Section | None = None
    source_map: SourceMap = field(default_factory=SourceMap)
    mistakes: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    """What is no mistake, but may not be what its author meant."""
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    broken_files: set[Path] = field(default_factory=set)
    """Files in which something could not be read."""
    _size: int = 0
    _questions: int = 0
    too_large: bool = False
    lost_sections: bool = False
    """Whether a section's file could not be read at all."""
    lost_questions: set[str] = field(default_factory=set)
    """The ids that stand in what could not be read."""

    def unsure(self) -> set[str]:
        """Questions of which not everything could be read."""
        of_mistakes = {one.question for one in self.mistakes if one.question}
        unlike = self.source_map.misspelt
        of_lists = {
            question.id
            for section in self.sections
            for question in (section.questions if unlike else ())
            if any(id(choice) in unlike for choice in question.own_choices)
        }
        return self.lost_questions | self.source_map.lost_ids | of_mistakes | of_lists

    def read(self, path: Path, shape: Shape) -> Any:
        """What one file says; None, and the mistakes noted, if it cannot be read."""
        findings = Findings(path, most=MOST - len(self.mistakes))
        value = None
        with suppress(TooManyError):
            value = self._read(path, shape, findings)
        self.mistakes += findings.mistakes
        return value

    def glossary(self) -> tuple[Term, ...] | None:
        """The words that the bank explains; None if the file of them could not be read."""
        path = self.folder / GLOSSARY_FILE
        if not path.exists():
            return ()
        found: Glossary | None = self.read(path, RecordShape(Glossary))
        return found.words if found else None

    def _read(self, path: Path, shape: Shape, findings: Findings) -> Any:
        text = file_text(path, findings)
        if text is None:
            return None
        self._size += len(text)
        if self._size > LARGEST_BANK:
            findings(TOP, "Up to here the bank is larger than 2 MB: no questions are.")
            self.too_large = True
            return None
        node, lost = compose_in_parts(text, findings)
        if lost:
            self.broken_files.add(path)
        self.lost_questions.update(_IDS.findall(lost))
        findings.told = frozenset((one.line, one.column) for one in findings.mistakes)
        if node is None:
            return None
        reader = BankReader(findings, source_map=self.source_map, lists=self.lists)
        if path.name == BANK_FILE and isinstance(node, TableNode) and (lists := node.get(LISTS)):
            self.lists |= reader.read(TableShape(ListShape(RecordShape(Choice))), lists) or {}
        made = reader.read(shape, node)
        if isinstance(made, Section) and not made.questions:
            ids = _IDS.findall(text)
            self.lost_questions.update(ids)
            self.lost_sections |= not (ids or self.source_map.has_empty(made, "questions"))
        return made

    @property
    def has_own_file(self) -> bool:
        """Whether bank.yaml could be read."""
        return id(self.bank) in self.source_map.origins

    @property
    def gave_up(self) -> bool:
        """Whether there was too much, or too much wrong, to look at everything."""
        return len(self.mistakes) >= MOST or self.too_large

    def count(self, section: Section) -> None:
        """Mind that a bank has only so many questions."""
        self._questions += len(section.questions)
        if self._questions > MOST_QUESTIONS:
            self.note(self.folder, f"There are more than {MOST_QUESTIONS} questions in this bank.")
            self.too_large = True

    def note(self, path: Path, what: str, remedy: str = "") -> None:
        """Note a mistake about the folder or a file as a whole."""
        self.mistakes.append(Problem(what, remedy=remedy, file=path))


def read_draft(folder: Path, *, diary: bool = False) -> BankDraft:
    """Read the bank file and then the sections, in the order of their numbers.

    With `diary` its section comes after them, as if it were one of them.
    """
    draft = BankDraft(folder=folder)
    names = _names(draft)
    if BANK_FILE in names:
        draft.bank = draft.read(folder / BANK_FILE, RecordShape(Bank)) or EMPTY
    of_a_day = [DIARY_FILE] if diary and DIARY_FILE in names else []
    for name in (*_section_files(draft, names), *of_a_day):
        if draft.gave_up:
            break
        section = draft.read(folder / name, RecordShape(Section))
        if section is None:
            draft.lost_sections = True
        else:
            draft.sections.append(section)
            draft.diary = section if name == DIARY_FILE else None
            draft.count(section)
    alone = draft.bank
    draft.bank = replace(alone, sections=tuple(draft.sections))
    if id(alone) in draft.source_map.origins:
        draft.source_map.origins[id(draft.bank)] = draft.source_map.origins[id(alone)]
    return draft


def _names(draft: BankDraft) -> set[str]:
    try:
        with os.scandir(draft.folder) as found:
            names = {one.name for one in islice(found, MOST_NAMES)}
    except OSError as error:
        draft.note(draft.folder, f"This is no folder that can be read: {error.strerror}.")
        return set()
    if BANK_FILE not in names:
        remedy = "A question bank is a folder that has one."
        draft.note(draft.folder, f"There is no {BANK_FILE} here.", remedy)
    return names


def _pass_over(draft: BankDraft, path: Path) -> None:
    """Tell of a file that is not read; it is a mistake if questions are lost by that."""
    what, remedy = "This file is not read.", "a section's file is named like 05_walking.yaml."
    text = file_text(path, Findings(path)) or ""
    if _HAS_SECTION.search(text) or path.suffix in {".yaml", ".yml"}:
        draft.note(path, what, remedy)
        draft.lost_questions.update(_IDS.findall(text))
    else:
        draft.remarks.append(Problem(what, remedy=remedy, file=path, level="note"))


def _section_files(draft: BankDraft, names: set[str]) -> list[str]:
    numbers = {name: int(found[1]) for name in names if (found := SECTION_FILE.fullmatch(name))}
    ordered = sorted(numbers, key=lambda name: (numbers[name], name))
    for name in sorted(names - set(ordered)):
        if NEARLY.fullmatch(name) and not OTHER_FILE.fullmatch(name):
            _pass_over(draft, draft.folder / name)
    for name, after in pairwise(ordered):
        if numbers[name] == numbers[after]:
            sentence = f"{shown(name)} has the same number, so it is unclear which comes first."
            draft.note(draft.folder / after, sentence)
    if len(ordered) > MOST_FILES:
        draft.note(draft.folder, f"There are more than {MOST_FILES} section files here.")
    if not ordered and BANK_FILE in names:
        draft.note(draft.folder, "There is no section here: a file named like 05_walking.yaml.")
    return ordered[:MOST_FILES]
