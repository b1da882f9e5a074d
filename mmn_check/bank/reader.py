"""The files of a bank's folder made into its records; every mistake is noted, none stops it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from mmn_check.bank import schema
from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.model import Bank, Choice, Item, Section, Term
from mmn_check.bank.problems import (
    MOST,
    TOP,
    Cause,
    Findings,
    LineAndColumn,
    ListNode,
    Lost,
    Node,
    Problem,
    ScalarNode,
    TableNode,
    led_to,
    meant_word,
    name_of,
    suggested,
)
from mmn_check.bank.records import Names, Record
from mmn_check.bank.schema import UNREAD, USE, RecordShape, Shape, keys_of
from mmn_check.bank.shipped_bank import BANK_FILE
from mmn_check.bank.yaml_source import compose_in_parts, file_text
from mmn_check.text_safety import quoted_in_a_row, safe

A_LIST = "a list: [one, two], or lines that begin with a dash"
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})  # what YAML writes for it
MOST_KEYS = 40
"""More than any record has: which keys there are is always told."""
CUT = "Put the text in quotation marks, or the comment on a line of its own."
WHOLE = re.compile(r"-?[0-9]{1,9}")
TRUTHS = {"true": True, "True": True, "TRUE": True}
TRUTHS |= {"false": False, "False": False, "FALSE": False}


A_CONDITION = "a question's id and what was said there, as in {weak: yes}"
WANTED = "a word, a list of words, {all_of: [...]} or {within_days: 31}"


CALLED = {
    "FixedText": "text",
    "Term": "word",
    "Move": "earlier place",
    "NeverSay": "list of what is never said",
    "SaidNo": "part of the page",
}
"""What a record is called in a sentence, where its class is called otherwise."""


def id_of(node: Node) -> str | None:
    """The id that a question gives itself."""
    return name_of(node.get("id")) if type(node) is TableNode else None


def called_in_words(made: type) -> str:
    """What a record is called in a sentence, without its article."""
    if issubclass(made, Item):
        return "question"
    return CALLED.get(made.__name__, made.__name__.lower())


def _some(made: type) -> str:
    """The same with its article."""
    name = called_in_words(made)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _told_twice(key: str, more: int) -> str:
    """What to say of the first key that stands twice in a table, and of how many more."""
    if key == "id":
        return f'"{key}" stands here twice: a new question begins with a dash.'
    if more:
        keys = f"{more} other key{'s' if more > 1 else ''}"
        return f'"{safe(key)}" and {keys} stand here twice: a dash or a name is lost between.'
    return f'"{safe(key)}" stands here twice: keep one of them.'


def _means_nothing(node: Node) -> bool:
    """Whether nothing stands in quotation marks: a word in a table may have nothing to say."""
    return type(node) is ScalarNode and not (node.bare or node.value)


A_QUESTION = Names("question")


class TooManyError(Exception):
    """There are so many mistakes that reading on helps nobody."""


class BankReader(Findings):
    """Reads one file for a draft, and notes what is wrong there."""

    def __init__(self, file: Path, draft: BankDraft) -> None:
        super().__init__(file)
        self._draft = draft
        self._in_cell = False
        """Whether a field of a question's table is being read."""
        self._is_prose = False
        """Whether what is being read is for people."""
        self._readers: Mapping[type[Shape], Callable[..., Any]] = {
            schema.TextShape: self._text,
            schema.BareShape: self._bare,
            schema.WordShape: self._one_word,
            schema.ConditionShape: self._condition,
            schema.ListShape: self._list,
            schema.TableShape: self._by_name,
            schema.RecordShape: self._record,
            schema.RecordUnionShape: self._one_record,
        }

    def __call__(self, spot: LineAndColumn, sentence: str) -> None:
        """Note a mistake; raises TooManyError when there are too many to go on."""
        super().__call__(spot, sentence)
        if len(self.mistakes) + len(self._draft.mistakes) >= MOST:
            raise TooManyError

    def read_file(self, shape: Shape) -> Any:
        """What the file says; None if it cannot be read; raises TooManyError."""
        draft, text = self._draft, file_text(self.file, self)
        draft.size += len(text or "")
        if draft.size > LARGEST_BANK:
            self(TOP, "Up to here the bank is larger than 2 MB: no questions are.")
            draft.too_large = True
        if text is None or draft.too_large:
            return None
        node, lost = compose_in_parts(text, self)
        if lost:
            draft.broken_files.add(self.file)
        draft.lost_questions.update(_IDS.findall(lost))
        made = self.read(shape, node) if node else None
        if isinstance(made, Section) and not made.questions:
            ids = _IDS.findall(text)
            draft.lost_questions.update(ids)
            draft.lost_sections |= not (ids or draft.has_empty(made, "questions"))
        return made

    def read(self, shape: Shape, node: Node) -> Any:
        """What the node says, None if it cannot be read (which has been reported)."""
        return self._readers[type(shape)](node, *vars(shape).values())

    def _wrong(self, node: Node, wanted: str) -> None:
        if type(node) is not Lost:
            self(node, f"Here should stand {wanted}.")

    def _text(self, node: Node, names: Names | None = None) -> str | None:
        if type(node) is not ScalarNode:
            self._wrong(node, "a text")
            return None
        text = node.value.strip()
        if not text or (node.bare and text in NOTHING):
            self(node, "There is nothing here: write something, or leave the key out.")
            return None
        if names:
            self._refers(names, text, node)
        elif node.comment and self._is_prose:
            self(node, f'All from "{safe(node.comment)}" on is left out. {CUT}')
        return text

    def _refers(self, names: Names, word: str, spot: Node, **said: Any) -> None:
        """Note that a word names something; in a condition, what must have been `said` there."""
        one = Reference(names, word, self.file, spot, self.question, self._in_cell, **said)
        self._draft.references.append(one)

    def _bare(self, node: Node, made: type[int]) -> int | None:
        word = node.value if type(node) is ScalarNode else ""
        truth, number = TRUTHS.get(word), int(word) if WHOLE.fullmatch(word) else None
        value = truth if made is bool else number
        if value is not None and type(node) is ScalarNode and node.bare:
            return value
        bare = "" if value is None else ", without quotation marks"
        self._wrong(node, f"{'true or false' if made is bool else 'a whole number'}{bare}")
        return None

    def _one_word(self, node: Node, words: Mapping[str, str | int]) -> Any:
        if type(node) is not ScalarNode:
            self._wrong(node, f"one word: {quoted_in_a_row(words)}")
        elif node.value in words and (node.bare or type(words[node.value]) is str):
            return words[node.value]
        else:
            near = suggested(node.value, words)
            self(node, f'"{safe(node.value)}" cannot stand here.{near}')
        return None

    def _named(self, table: TableNode) -> Iterator[tuple[Node, str, Node]]:
        """The keys of a table that are words, each once, with what stands under them."""
        seen: set[str] = set()
        for key, value in table.pairs:
            if type(key) is not ScalarNode:
                self._wrong(key, "a single word before the colon")
            elif key.value in seen:
                names = [name_of(name) for name, _ in table.pairs]
                more = len(names) - len(set(names)) - 1
                self(key, _told_twice(key.value, more))
                if key.value == "id" or more:  # the rest is of something else
                    self._draft.lost_questions |= {
                        one.value
                        for name, one in table.pairs
                        if name_of(name) == "id" and type(one) is ScalarNode
                    }
                    return
            else:
                seen.add(key.value)
                yield key, key.value, value

    def _condition(self, node: Node) -> Condition | None:
        if type(node) is not TableNode:
            either = '. There is no "or" between questions' if type(node) is ListNode else ""
            self._wrong(node, f"{A_CONDITION}{either}")
            return None
        self._is_prose = False
        clauses: list[Clause] = []
        for key, name, value in self._named(node):
            clause = self._clause(name, value)
            self._refers(A_QUESTION, name, key, clause=clause, said=value)
            if clause is not None:
                clauses.append(clause)
        if not node.pairs:
            self(node, "There is no condition here: leave the key out.")
        return tuple(clauses)

    def _clause(self, question: str, node: Node) -> Clause | None:
        match node:
            case ScalarNode():
                word = self._text(node)
                return AnyOf(question=question, words=(word,)) if word else None
            case ListNode():
                return AnyOf(question=question, words=self._some_words(node))
            case TableNode(pairs=[(ScalarNode(value="all_of"), words)]):
                return AllOf(question=question, words=self._some_words(words))
            case TableNode(pairs=[(ScalarNode(value="within_days"), days)]):
                return Within(question=question, days=self._bare(days, int) or 0)
            case _:
                self._wrong(node, WANTED)
                return None

    def _some_words(self, node: Node) -> tuple[str, ...]:
        """A list of words, at least one; none if it cannot be read."""
        if type(node) is ListNode and not node.items:
            self(node, "There is no word here: nobody can say nothing.")
        return self._list(node, schema.TextShape()) or ()

    def _list(self, node: Node, item: Shape) -> tuple[Any, ...] | None:
        if type(node) is not ListNode:
            self._wrong(node, A_LIST)
            return None
        made = [self.read(item, one) for one in node.items]
        return tuple(one for one in made if one is not None)

    def _by_name(self, node: Node, item: Shape) -> dict[str, Any] | None:
        if type(node) is not TableNode:
            self._wrong(node, "names, each with a colon and what stands under it")
            return None
        texts = type(item) is schema.TextShape
        named = {
            name: "" if texts and _means_nothing(value) else self.read(item, value)
            for _, name, value in self._named(node)
        }
        return {name: value for name, value in named.items() if value is not None}

    def _one_record(self, node: Node, records: Mapping[str, RecordShape]) -> Any:
        before = self.question, self._in_cell
        self._in_cell = self.question is not None
        self.question = self.question or id_of(node) or ""
        record = self._record_of_its_kind(node, records)
        self.question, self._in_cell = before
        return record

    def _record_of_its_kind(self, node: Node, records: Mapping[str, RecordShape]) -> Any:
        if type(node) is not TableNode:
            self._wrong(node, "keys with a colon, kind among them")
        elif (said := node.get("kind")) is None:
            self(node, f'There is no "kind" here. It is {quoted_in_a_row(records)}.')
        elif (word := name_of(said) or "") in records:
            return self._record(node, records[word].made)
        else:
            self(said, f'"{safe(word)}" is no kind.{suggested(word, records)}')
            self.told.add((said.line, said.column))
            return self._of_no_kind(node, [one.made for one in records.values()])
        return None

    def _of_no_kind(self, node: TableNode, kinds: Sequence[type]) -> Any:
        """A record of no known kind, read as the kind with fewest keys, and no others."""
        plainest = min(kinds, key=lambda one: len(keys_of(one)))
        passed = set[str]().union(*map(keys_of, kinds)) - keys_of(plainest).keys() | {"kind"}
        pairs = [pair for pair in node.pairs if name_of(pair[0]) not in passed]
        return self._record(TableNode(node.line, node.column, pairs), plainest)

    def _record(self, node: Node, made: type) -> Any:
        if type(node) is not TableNode:
            self._wrong(node, f"{_some(made)}, as keys with a colon")
            return None
        keys = keys_of(made)
        values: dict[str, Any] = {}
        used: tuple[Choice, ...] = ()
        meant: set[str] = set()
        for at, name, value in self._named(node):
            key, read = keys.get(name), self.read
            if key is None:
                near, read = self._unknown(at, name, made, value), self._if_sound
                if near is None or near in node.by_name:
                    continue
                meant.add(near)
                key = keys[near]
            if key.field is not None:
                self._is_prose = key.field not in UNREAD
                if (found := read(key.shape, value)) is not None:
                    values[key.field] = found
            elif key is keys.get(USE):
                used = self._used(read(key.shape, value))
                values.setdefault("choices", ())
            else:
                self._draft.lists |= read(key.shape, value) or {}
        if used:
            values["choices"] = used + values["choices"]
        if not schema.wanted_keys(made) <= values.keys():
            self._fill_gaps(made, values, node, meant)
        record = made(**values)
        self._draft.origins[id(record)] = Origin(self.file, node, self.question)
        return record

    def _fill_gaps(
        self, made: type, values: dict[str, Any], node: TableNode, meant: set[str]
    ) -> None:
        """Put something where nothing could be read; what is wanted and not there is reported."""
        given = {*node.by_name, *meant}
        given |= {word for column, word in self.lost if column == node.column}
        for name, key in keys_of(made).items():
            if key.required and key.field and key.field not in values:
                values[key.field] = key.shape.empty
                if name not in given:
                    self(node, f'There is no "{name}" in this {called_in_words(made)}.')

    def _if_sound(self, shape: Shape, node: Node) -> Any:
        """What the node says, if nothing is wrong there: of what was only meant nothing is told."""
        before, named_before = len(self.mistakes), len(self._draft.references)
        value = self.read(shape, node)
        is_sound = len(self.mistakes) == before
        del self.mistakes[before:], self._draft.references[named_before:]
        return value if is_sound else None

    def _unknown(self, at: Node, name: str, made: type, value: Node) -> str | None:
        """Report a key that a record does not have; the one that was probably meant, if any."""
        keys = keys_of(made)
        first, _, rest = name.partition(" ")
        if first in keys and rest.lstrip().startswith(('"', "'")):
            self(at, f'A colon is missing after "{first}".')
            return first
        if isinstance(value, ScalarNode) and value.bare and not value.value:
            told = " Is it the rest of a text with a comma? That needs quotation marks."
        else:
            told = suggested(name, keys, few=MOST_KEYS)
        self(at, f'"{safe(name)}" is no key of {_some(made)}.{told}')
        return meant_word(name, keys)

    def _used(self, name: str | None) -> tuple[Choice, ...]:
        """The choices of a list; the question is not read whole, if there is none of the name."""
        if name not in self._draft.lists and self.question:
            self._draft.lost_questions.add(self.question)
        return self._draft.lists.get(name or "", ())


GLOSSARY_FILE = "glossary.yaml"
DIARY_FILE = "diary.yaml"


class Glossary(Record):
    """The words that the bank explains."""

    words: tuple[Term, ...]
    """The words, each with its meaning."""


OTHER_FILE = re.compile(
    r"(?:bank|diary|glossary|(?:never_say|example)(?:\.[a-z]{2,3}(?:_[A-Z]{2})?)?)\.yaml"
)
SECTION_FILE = re.compile(r"([0-9]{1,4})_.+\.yaml")
NEARLY = re.compile(r"[^.].*\.ya?ml(?:\.txt)?", re.IGNORECASE)
"""Names that a section's file gets by mistake."""
_HAS_SECTION = re.compile(r"^section:", re.MULTILINE)
LARGEST_BANK = 2_000_000
"""More characters than any bank has, all files together."""
MOST_NAMES = 10_000
MOST_QUESTIONS = 3_000
_IDS = re.compile(r"\bid[\"']?: *[\"']?([A-Za-z0-9_]+)")


EMPTY = Bank(id="", version="", title="", texts={}, sources={}, sections=())
"""Stands for a bank whose own file could not be read."""


class Reference(NamedTuple):
    """A word that names something else in the bank."""

    names: Names
    word: str
    file: Path
    spot: LineAndColumn
    question: str | None
    """The question in which it stands."""
    in_cell: bool
    """Whether it stands in a field of that question's table."""
    clause: Clause | None = None
    """In a condition: what must have been said there."""
    said: Node | None = None
    """What stands behind the word in a condition."""

    def mistake(
        self, sentence: str, *, at: LineAndColumn | None = None, cause: Cause = ()
    ) -> Problem:
        """A mistake about it, at the word itself if at no other place."""
        found = Problem(sentence, file=self.file, question=self.question, cause=cause)
        return found.with_line_of(at or self.spot)


class Origin(NamedTuple):
    """Where a record was read."""

    file: Path
    table: TableNode
    question: str | None
    """The question that it is, or is a part of."""


@dataclass(kw_only=True, eq=False, repr=False)
class BankDraft:
    """A bank as far as it could be read, and what was noted on the way."""

    folder: Path
    bank: Bank = EMPTY
    """Without sections until all is read."""
    sections: list[Section] = field(default_factory=list)
    """The diary, where there is one, stands last."""
    diary: Section | None = None
    origins: dict[int, Origin] = field(default_factory=dict)
    """By the record's identity."""
    references: list[Reference] = field(default_factory=list)
    mistakes: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    """What is no mistake, but may not be what its author meant."""
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    broken_files: set[Path] = field(default_factory=set)
    """Files in which something could not be read."""
    size: int = 0
    """Characters, so far."""
    too_large: bool = False
    lost_sections: bool = False
    """Whether a section's file could not be read at all."""
    lost_questions: set[str] = field(default_factory=set)
    """The ids that stand in what could not be read, or only in part: two questions run into one
    another, or one's choices are not known."""

    @cached_property
    def unsure(self) -> set[str]:
        """Questions of which not everything could be read, once all is read."""
        return self.lost_questions.union(one.question for one in self.mistakes if one.question)

    def lacks(self, record: object, key: str) -> bool:
        """Whether a key is not there at all: neither with something wrong under it nor misspelt."""
        return key not in self.origins[id(record)].table.by_name and not getattr(record, key)

    def has_empty(self, record: object, key: str) -> bool:
        """Whether an empty list stands under a key."""
        node = self.origins[id(record)].table.get(key)
        return isinstance(node, ListNode) and not node.items

    def mistake(self, record: object, sentence: str, *keys: str | int, **more: Any) -> Problem:
        """A mistake about a record, at the last that is there of some keys, each further down.

        A number is a place in a list; `more` is told of it as `Problem` has it.
        """
        file, table, question = self.origins[id(record)]
        found = Problem(sentence, file=file, question=question, **more)
        return found.with_line_of(led_to(table, keys)[0])

    def read(self, path: Path, shape: Shape) -> Any:
        """What one file says; None, and the mistakes noted, if it cannot be read."""
        reader, value = BankReader(path, self), None
        with suppress(TooManyError):
            value = reader.read_file(shape)
        self.mistakes += reader.mistakes
        return value

    @cached_property
    def glossary(self) -> tuple[Term, ...] | None:
        """The words that the bank explains; None if the file of them could not be read."""
        path = self.folder / GLOSSARY_FILE
        if not path.exists():
            return ()
        found: Glossary | None = self.read(path, RecordShape(Glossary))
        return found.words if found else None

    @property
    def has_own_file(self) -> bool:
        """Whether bank.yaml could be read."""
        return id(self.bank) in self.origins

    @property
    def gave_up(self) -> bool:
        """Whether there was too much, or too much wrong, to look at everything."""
        return len(self.mistakes) >= MOST or self.too_large

    def note(self, path: Path, sentence: str) -> None:
        """Note a mistake about the folder or a file as a whole."""
        self.mistakes.append(Problem(sentence, file=path))


def read_draft(folder: Path) -> BankDraft:
    """Read the bank file and then the sections, in the order of their numbers.

    The diary's section comes after them, as if it were one of them.
    """
    draft = BankDraft(folder=folder)
    names = _names_in_folder(draft)
    if BANK_FILE in names:
        draft.bank = draft.read(folder / BANK_FILE, RecordShape(Bank)) or EMPTY
    of_a_day = [DIARY_FILE] if DIARY_FILE in names else []
    for name in (*_section_files(draft, names), *of_a_day):
        if draft.gave_up:
            break
        section = draft.read(folder / name, RecordShape(Section))
        if section is None:
            draft.lost_sections = True
        else:
            draft.sections.append(section)
            draft.diary = section if name == DIARY_FILE else None
            if sum(len(one.questions) for one in draft.sections) > MOST_QUESTIONS:
                draft.note(folder, f"There are more than {MOST_QUESTIONS} questions in this bank.")
                draft.too_large = True
    alone = draft.bank
    draft.bank = replace(alone, sections=tuple(draft.sections))
    if id(alone) in draft.origins:
        draft.origins[id(draft.bank)] = draft.origins[id(alone)]
    return draft


def _names_in_folder(draft: BankDraft) -> set[str]:
    try:
        with os.scandir(draft.folder) as found:
            names = {one.name for one in islice(found, MOST_NAMES)}
    except OSError as error:
        draft.note(draft.folder, f"This is no folder that can be read: {error.strerror}.")
        return set()
    if BANK_FILE not in names:
        sentence = f"There is no {BANK_FILE} here. A question bank is a folder that has one."
        draft.note(draft.folder, sentence)
    return names


def _pass_over(draft: BankDraft, path: Path) -> None:
    """Tell of a file that is not read; it is a mistake if questions are lost by that."""
    sentence = "This file is not read: a section's file is named like 05_walking.yaml."
    text = file_text(path, Findings(path)) or ""
    if _HAS_SECTION.search(text) or path.suffix in {".yaml", ".yml"}:
        draft.note(path, sentence)
        draft.lost_questions.update(_IDS.findall(text))
    else:
        draft.remarks.append(Problem(sentence, file=path, level="note"))


def _section_files(draft: BankDraft, names: set[str]) -> list[str]:
    numbers = {name: int(found[1]) for name in names if (found := SECTION_FILE.fullmatch(name))}
    ordered = sorted(numbers, key=lambda name: (numbers[name], name))
    for name in sorted(names - set(ordered)):
        if NEARLY.fullmatch(name) and not OTHER_FILE.fullmatch(name):
            _pass_over(draft, draft.folder / name)
    for name, after in pairwise(ordered):
        if numbers[name] == numbers[after]:
            sentence = f"{safe(name)} has the same number, so it is unclear which comes first."
            draft.note(draft.folder / after, sentence)
    if not ordered and BANK_FILE in names:
        draft.note(draft.folder, "There is no section here: a file named like 05_walking.yaml.")
    return ordered
