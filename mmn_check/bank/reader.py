"""Nodes made into the records of a bank; every mistake is noted, none stops the reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from mmn_check.bank import schema
from mmn_check.bank.conditions import AllOf, AnyOf, Clause, Condition, Within
from mmn_check.bank.model import Choice, Item
from mmn_check.bank.nodes import ListNode, Lost, Node, ScalarNode, TableNode, name_of
from mmn_check.bank.problems import Findings, meant_word, suggested
from mmn_check.bank.records import Names
from mmn_check.bank.schema import (
    ELSEWHERE,
    UNREAD,
    USE,
    RecordShape,
    Shape,
    ShapeKey,
    keys_of,
    wanted_keys,
)
from mmn_check.bank.source_map import Reference, SourceMap
from mmn_check.text_safety import quoted_in_a_row, shown

A_LIST = "a list: [one, two], or lines that begin with a dash"
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})  # what YAML writes for it
MOST_KEYS = 40
"""More than any record has: which keys there are is always told."""
CUT = "Put the text in quotation marks, or the comment on a line of its own."
WHOLE = re.compile(r"-?[0-9]{1,9}")
TRUTHS = {"true": True, "True": True, "TRUE": True}
TRUTHS |= {"false": False, "False": False, "FALSE": False}


EARLIER = Names("question")
WANTED = "a word, a list of words, {all_of: [...]} or {within_days: 31}"


CALLED = {
    "FixedText": "text",
    "Term": "word",
    "Move": "earlier place",
    "NeverSay": "list of what is never said",
    "SaidNo": "part of the page",
}
"""What a record is called in a sentence, where its class is called otherwise."""


EMPTY_VALUES: Mapping[type[Shape], object] = {
    schema.TextShape: "",
    schema.NameShape: "",
    schema.ListShape: (),
    schema.ConditionShape: (),
    schema.TableShape: {},
}


def id_of(node: Node) -> str | None:
    """The id that a question gives itself."""
    found = node.get("id") if type(node) is TableNode else None
    return name_of(found) if found else None


def called_in_words(made: type) -> str:
    """What a record is called in a sentence, without its article."""
    if issubclass(made, Item):
        return "question"
    return CALLED.get(made.__name__, made.__name__.lower())


def _some(made: type) -> str:
    """The same with its article."""
    name = called_in_words(made)
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def filling(shape: Shape) -> Any:
    """A value of the shape's type, in place of what could not be read: the record can be made."""
    if isinstance(shape, schema.WordShape):
        return next(iter(shape.words.values()))
    return EMPTY_VALUES.get(type(shape))


def fill_gaps(
    values: dict[str, Any], keys: Mapping[str, ShapeKey], *, given: Collection[str | None]
) -> Iterator[str]:
    """Put something where nothing could be read; the keys that are wanted and not there."""
    for name, key in keys.items():
        if key.field is None:
            continue
        if key.field in values:
            if values[key.field] is not None:
                continue
            del values[key.field]
        elif key.required and name not in given:
            yield name
        if key.required:
            values[key.field] = filling(key.shape)


def _told_twice(key: str, more: int) -> tuple[str, str]:
    """What to say of the first key that stands twice in a table, of how many more, and to do."""
    if key == "id":
        return f'"{key}" stands here twice.', "a new question begins with a dash."
    if more:
        keys = f"{more} other key{'s' if more > 1 else ''}"
        lost = "a dash or a name is lost between."
        return f'"{shown(key)}" and {keys} stand here twice.', lost
    return f'"{shown(key)}" stands here twice.', "keep one of them."


class BankReader:
    """Reads the nodes of one file; `lists` are the choices that questions may use by name."""

    def __init__(
        self, findings: Findings, *, source_map: SourceMap, lists: Mapping[str, tuple[Choice, ...]]
    ) -> None:
        self._report = findings
        self._source_map = source_map
        self._lists = lists
        self._is_prose = False
        """Whether what is being read is for people."""
        self._readers: Mapping[type[Shape], Callable[..., Any]] = {
            schema.TextShape: self._text,
            schema.NameShape: self._name,
            schema.PlainShape: self._plain,
            schema.WordShape: self._one_word,
            schema.ConditionShape: self._condition,
            schema.ListShape: self._list,
            schema.TableShape: self._by_name,
            schema.RecordShape: self._record,
            schema.RecordUnionShape: self._one_record,
        }

    def read(self, shape: Shape, node: Node) -> Any:
        """What the node says, None if it cannot be read (which has been reported)."""
        return self._readers[type(shape)](*vars(shape).values(), node)

    def _wrong(self, node: Node, wanted: str, remedy: str = "") -> None:
        if type(node) is not Lost:
            self._report(node, f"Here should stand {wanted}.", remedy)

    def _words(self, node: Node, *, or_none: bool = False) -> str | None:
        if type(node) is not ScalarNode:
            self._wrong(node, "a text")
        elif or_none and not node.plain and not node.value:
            return ""
        elif (text := node.value.strip()) and not (node.plain and text in NOTHING):
            return text
        else:
            self._report(node, "There is nothing here.", "write something, or leave the key out.")
        return None

    def _name(self, names: Names, node: Node) -> str | None:
        word = self._words(node)
        if word is not None:
            self._refers(names, word=word, spot=node)
        return word

    def _refers(
        self,
        names: Names,
        *,
        word: str,
        spot: Node,
        clause: Clause | None = None,
        said: Node | None = None,
    ) -> None:
        here = self._report
        self._source_map.references.append(
            Reference(names, word, here.file, spot, here.question, here.in_cell, clause, said)
        )

    def _plain(self, made: type[int], node: Node) -> int | None:
        word = node.value if type(node) is ScalarNode else ""
        truth, number = TRUTHS.get(word), int(word) if WHOLE.fullmatch(word) else None
        value = truth if made is bool else number
        if value is not None and type(node) is ScalarNode and node.plain:
            return value
        bare = "" if value is None else ", without quotation marks"
        self._wrong(node, f"{'true or false' if made is bool else 'a whole number'}{bare}")
        return None

    def _one_word(self, words: Mapping[str, str | int], node: Node) -> Any:
        if type(node) is not ScalarNode:
            self._wrong(node, f"one word: {quoted_in_a_row(words)}")
        elif node.value in words and (node.plain or type(words[node.value]) is str):
            return words[node.value]
        else:
            near = suggested(node.value, words)
            self._report(node, f'"{shown(node.value)}" cannot stand here.', near)
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
                self._report(key, *_told_twice(key.value, more))
                if key.value == "id" or more:  # the rest is of something else
                    self._source_map.lost_ids |= {
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
            either = 'There is no "or" between questions.' if type(node) is ListNode else ""
            wanted = "a question's id and what was said there, as in {weak: yes}"
            self._wrong(node, wanted, either)
            return None
        clauses: list[Clause] = []
        for key, name, value in self._named(node):
            clause = self._clause(name, value)
            self._refers(EARLIER, word=name, spot=key, clause=clause, said=value)
            if clause is not None:
                clauses.append(clause)
        if not node.pairs:
            self._report(node, "There is no condition here.", "leave the key out.")
        return tuple(clauses)

    def _clause(self, question: str, node: Node) -> Clause | None:
        match node:
            case ScalarNode():
                word = self._words(node)
                return AnyOf(question=question, words=(word,)) if word else None
            case ListNode():
                return AnyOf(question=question, words=self._some_words(node))
            case TableNode(pairs=[(ScalarNode(value="all_of"), words)]):
                return AllOf(question=question, words=self._some_words(words))
            case TableNode(pairs=[(ScalarNode(value="within_days"), days)]):
                return Within(question=question, days=self._plain(int, days) or 0)
            case _:
                self._wrong(node, WANTED)
                return None

    def _some_words(self, node: Node) -> tuple[str, ...]:
        """A list of words, at least one; none if it cannot be read."""
        if type(node) is not ListNode:
            self._wrong(node, A_LIST)
            return ()
        if not node.items:
            self._report(node, "There is no word here: nobody can say nothing.")
        return tuple(word for word in map(self._words, node.items) if word is not None)

    def _text(self, node: Node) -> str | None:
        if type(node) is ScalarNode and node.comment and self._is_prose:
            self._report(node, f'All from "{shown(node.comment)}" on is left out.', CUT)
        return self._words(node)

    def _list(self, item: Shape, node: Node) -> tuple[Any, ...] | None:
        if type(node) is not ListNode:
            self._wrong(node, A_LIST)
            return None
        made = [self.read(item, one) for one in node.items]
        return tuple(one for one in made if one is not None)

    def _by_name(self, item: Shape, node: Node) -> dict[str, Any] | None:
        if type(node) is not TableNode:
            self._wrong(node, "names, each with a colon and what stands under it")
            return None
        named = {
            # Between quotation marks nothing may be meant: such a word has nothing to say.
            name: self._words(value, or_none=True)
            if type(item) is schema.TextShape and not getattr(value, "comment", "")
            else self.read(item, value)
            for _, name, value in self._named(node)
        }
        return {name: value for name, value in named.items() if value is not None}

    def _one_record(self, tag: str, records: Mapping[str, RecordShape], node: Node) -> Any:
        here = self._report
        before = here.question, here.in_cell
        outside = here.question is None
        here.question, here.in_cell = here.question or id_of(node) or "", not outside
        record = self._tagged_record(tag, records, node)
        here.question, here.in_cell = before
        return record

    def _tagged_record(self, tag: str, records: Mapping[str, RecordShape], node: Node) -> Any:
        if type(node) is not TableNode:
            self._wrong(node, f"keys with a colon, {tag} among them")
        elif (said := node.get(tag)) is None:
            kinds = f"It is {quoted_in_a_row(records)}."
            self._report(node, f'There is no "{tag}" here.', kinds)
        elif (word := name_of(said) or "") in records:
            return self._record(records[word].made, node)
        else:
            self._report(said, f'"{shown(word)}" is no {tag}.', suggested(word, records))
            self._report.told |= {(said.line, said.column)}
            return self._of_no_kind(tag, [one.made for one in records.values()], node)
        return None

    def _of_no_kind(self, tag: str, kinds: Sequence[type], node: TableNode) -> Any:
        """A record of no known kind, read as the kind with fewest keys, and no others."""
        plainest = min(kinds, key=lambda one: len(keys_of(one)))
        passed = {tag}.union(*map(keys_of, kinds)) - keys_of(plainest).keys() | {tag}
        pairs = [pair for pair in node.pairs if name_of(pair[0]) not in passed]
        return self._record(plainest, TableNode(node.line, node.column, pairs))

    def _record(self, made: type, node: Node) -> Any:
        if type(node) is not TableNode:
            self._wrong(node, f"{_some(made)}, as keys with a colon")
            return None
        keys = keys_of(made)
        values: dict[str, Any] = dict(ELSEWHERE.get(made, {}))
        used: tuple[Choice, ...] | None = None
        meant: set[str] = set()
        for at, name, value in self._named(node):
            key = keys.get(name)
            if key is None:
                meant |= self._unknown(at, name, made, value)
            elif key.field is not None:
                self._is_prose = name not in UNREAD
                values[key.field] = self.read(key.shape, value)
            elif name == USE:
                used = self._used(value)
        if used is not None:
            values["choices"] = used + (values.get("choices") or ())
        if not wanted_keys(made) <= values.keys() or None in values.values():
            given = {name_of(key) for key, _ in node.pairs} | meant
            given |= {"choices"} if USE in meant else set()
            given |= {word for column, word in self._report.lost if column == node.column}
            for name in fill_gaps(values, keys, given=given):
                self._report(node, f'There is no "{name}" in this {called_in_words(made)}.')
        record = made(**values)
        self._source_map.origins[id(record)] = self._report.file, node
        if meant:
            self._source_map.misspelt[id(record)] = meant
        return record

    def _unknown(self, at: Node, name: str, made: type, value: Node) -> set[str]:
        """Report a key that a record does not have; the one probably meant, if any, is returned."""
        keys = keys_of(made)
        first, _, rest = name.partition(" ")
        if first in keys and rest.lstrip().startswith(('"', "'")):
            self._report(at, f'A colon is missing after "{first}".')
            return {first}
        if isinstance(value, ScalarNode) and value.plain and not value.value:
            told = "Is it the rest of a text with a comma? That needs quotation marks."
        else:
            told = suggested(name, keys, few=MOST_KEYS)
        self._report(at, f'"{shown(name)}" is no key of {_some(made)}.', told)
        near = meant_word(name, keys)
        if near == "id" and type(value) is ScalarNode:
            self._source_map.lost_ids.add(value.value)
        return {near} if near else set()

    def _used(self, node: Node) -> tuple[Choice, ...]:
        name = self._name(Names("list"), node)
        if name not in self._lists and self._report.question:
            self._source_map.lost_ids.add(self._report.question)
        return self._lists.get(name or "", ())
