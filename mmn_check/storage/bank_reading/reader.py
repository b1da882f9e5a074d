"""From YAML nodes to the dataclasses of the domain, with every mistake on the way reported.

What is made is as whole as can be: where something is wrong its place is filled, so that the
rest can still be checked. A bank with mistakes is never handed out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from mmn_check.domain.named import Names
from mmn_check.domain.questions import Choice
from mmn_check.storage.bank_reading.conditions import ConditionReader
from mmn_check.storage.bank_reading.notes import Notes
from mmn_check.storage.bank_reading.records import (
    called_in_words,
    fill_gaps,
    id_of,
)
from mmn_check.storage.bank_reading.shapes import (
    ELSEWHERE,
    USE,
    ByName,
    Count,
    ListOf,
    NameOf,
    OneRecord,
    OneWord,
    Record,
    Shape,
    Truth,
    When,
    Words,
    keys_of,
    wanted_keys,
)
from mmn_check.storage.bank_reading.words import A_LIST
from mmn_check.storage.mistakes import Findings, in_a_row, nearest, shown
from mmn_check.storage.yaml_nodes import Listing, Node, Table, name_of

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})  # what YAML writes for it
EARLIER = Names("question")


class Reader(ConditionReader):
    """Reads the nodes of one file; `lists` are the choices that questions may use by name."""

    def __init__(
        self, findings: Findings, *, notes: Notes, lists: Mapping[str, tuple[Choice, ...]]
    ) -> None:
        super().__init__(findings, notes)
        self._lists = lists

    def read(self, shape: Shape, node: Node) -> Any:
        """What the node says, None if it cannot be read (which has been reported)."""
        match shape:
            case Words():
                return self._words(node)
            case NameOf():
                return self._name(shape.names, node)
            case ListOf():
                return self._list(shape, node)
            case Record():
                return self._record(shape.made, node)
            case When():
                return self._condition(node)
            case OneRecord():
                return self._one_record(shape, node)
            case OneWord():
                return self._one_word(shape, node)
            case ByName():
                return self._by_name(shape, node)
            case Truth() | Count():
                return self._plain(shape, node)
            case _:
                assert_never(shape)

    def _list(self, shape: ListOf, node: Node) -> tuple[Any, ...] | None:
        if type(node) is not Listing:
            self._wrong(node, A_LIST)
            return None
        made = [self.read(shape.item, item) for item in node.items]
        return tuple(one for one in made if one is not None)

    def _by_name(self, shape: ByName, node: Node) -> dict[str, Any] | None:
        if type(node) is not Table:
            self._wrong(node, "names, each with a colon and what stands under it")
            return None
        named = {
            # Between quotation marks nothing may be meant: such a word has nothing to say.
            name: self._words(value, or_none=True)
            if type(shape.item) is Words
            else self.read(shape.item, value)
            for _, name, value in self._named(node)
        }
        return {name: value for name, value in named.items() if value is not None}

    def _one_record(self, shape: OneRecord, node: Node) -> Any:
        here = self._report
        before = here.question, here.in_cell
        here.question, here.in_cell = here.question or id_of(node), here.question is not None
        try:
            return self._tagged_record(shape, node)
        finally:
            here.question, here.in_cell = before

    def _tagged_record(self, shape: OneRecord, node: Node) -> Any:
        tag = node.get(shape.tag) if type(node) is Table else None
        if type(node) is not Table:
            self._wrong(node, f"keys with a colon, {shape.tag} among them")
        elif tag is None:
            self._report(node, f'There is no "{shape.tag}" here. It is {in_a_row(shape.records)}.')
        elif (word := name_of(tag)) in shape.records:
            return self._record(shape.records[word or ""].made, node)
        else:
            near = nearest(word or "", shape.records)
            self._report(tag, f'"{shown(word or "")}" is no {shape.tag}.{near}')
            self._report.told |= {(tag.line, tag.column)}
            for meant, record in shape.records.items():
                if near.endswith(f'mean "{meant}"?'):
                    return self._record(record.made, node)
        return None

    def _record(self, made: type, node: Node) -> Any:
        if type(node) is not Table:
            self._wrong(node, f"{called_in_words(made)}, as keys with a colon")
            return None
        keys = keys_of(made)
        values: dict[str, Any] = dict.fromkeys(ELSEWHERE.get(made, ()), ())
        used: tuple[Choice, ...] | None = None
        meant: set[str] = set()
        for at, name, value in self._named(node):
            key = keys.get(name)
            if key is None:
                meant.update(self._unknown(at, name, made))
            elif key.field is not None:
                values[key.field] = self.read(key.shape, value)
            elif name == USE:
                used = self._used(value)
        if used is not None:
            values["choices"] = used + (values.get("choices") or ())
        if not wanted_keys(made) <= values.keys() or None in values.values():
            given = {name_of(key) for key, _ in node.pairs} | meant
            for name in fill_gaps(values, keys, given=given):
                what = called_in_words(made).split(" ", 1)[1]
                self._report(node, f'There is no "{name}" in this {what}.')
        record = made(**values)
        self._notes.origins[id(record)] = self._report.file, node
        if meant:
            self._notes.misspelt[id(record)] = meant
        return record

    def _unknown(self, at: Node, name: str, made: type) -> Iterator[str]:
        """Report a key that a record does not have; the one that was probably meant."""
        near = nearest(name, keys_of(made))
        what = called_in_words(made)
        self._report(at, f'"{shown(name)}" is no key of {what}.{near}')
        yield from (word for word in keys_of(made) if near.endswith(f'mean "{word}"?'))

    def _used(self, node: Node) -> tuple[Choice, ...]:
        name = self._words(node)
        if name is not None and name not in self._lists:
            near = nearest(name, self._lists)
            self._report(node, f'There is no list "{shown(name)}" in bank.yaml.{near}')
        return self._lists.get(name or "", ())
