"""Reading what is one word, one text, one number or one name; and the keys of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, assert_never

from mmn_check.domain.conditions import Clause
from mmn_check.domain.named import Names
from mmn_check.storage.bank_reading.notes import Notes, Reference
from mmn_check.storage.bank_reading.shapes import Count, OneWord, Truth
from mmn_check.storage.mistakes import Findings, in_a_row, nearest, shown
from mmn_check.storage.yaml_nodes import Lost, Node, Scalar, Table

A_LIST = "a list: [one, two], or lines that begin with a dash"
NOTHING = frozenset({"", "~", "null", "Null", "NULL"})  # what YAML writes for it
WHOLE = re.compile(r"-?[0-9]{1,9}")
TRUTHS = {"true": True, "false": False}


class WordReader:
    """Reads single words of one file, and notes what they name."""

    def __init__(self, findings: Findings, notes: Notes) -> None:
        self._report = findings
        self._notes = notes

    def _wrong(self, node: Node, wanted: str) -> None:
        if type(node) is not Lost:
            self._report(node, f"Here should stand {wanted}.")

    def _words(self, node: Node, *, or_none: bool = False) -> str | None:
        if type(node) is not Scalar:
            self._wrong(node, "a text")
        elif or_none and not node.plain and not node.value:
            return ""
        elif (text := node.value.strip()) and not (node.plain and text in NOTHING):
            return text
        else:
            self._report(node, "There is nothing here: write something, or leave the key out.")
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
        self._notes.references.append(
            Reference(names, word, here.file, spot, here.question, here.in_cell, clause, said)
        )

    def _plain(self, shape: Truth | Count, node: Node) -> Any:
        value = _plain_value(shape, node.value if type(node) is Scalar else "")
        return self._wrong(node, _wanted_by(shape)) if value is None else value

    def _one_word(self, shape: OneWord, node: Node) -> Any:
        if type(node) is not Scalar:
            self._wrong(node, f"one word: {in_a_row(shape.words)}")
        elif node.value in shape.words:
            return shape.words[node.value]
        else:
            near = nearest(node.value, shape.words)
            self._report(node, f'"{shown(node.value)}" cannot stand here.{near}')
        return None

    def _named(self, table: Table) -> Iterator[tuple[Node, str, Node]]:
        """The keys of a table that are words, each once, with what stands under them."""
        seen: set[str] = set()
        for key, value in table.pairs:
            if type(key) is not Scalar:
                self._wrong(key, "a single word before the colon")
            elif key.value in seen:
                self._report(key, f'"{shown(key.value)}" stands here twice: keep one of them.')
            else:
                seen.add(key.value)
                yield key, key.value, value


def _plain_value(shape: Truth | Count, word: str) -> bool | int | None:
    """The truth or number that a word is, None if it is none."""
    match shape:
        case Truth():
            return TRUTHS.get(word)
        case Count():
            return int(word) if WHOLE.fullmatch(word) else None
        case _:
            assert_never(shape)


def _wanted_by(shape: Truth | Count) -> str:
    """What should stand there, in a sentence."""
    match shape:
        case Truth():
            return "true or false"
        case Count():
            return "a whole number"
        case _:
            assert_never(shape)
