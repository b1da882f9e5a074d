"""A file of a bank as plain data, by the rules of an editor: YAML 1.2, where yes is a word."""

from __future__ import annotations

from typing import Any

from mmn_check.bank.problems import (
    LineAndColumn,
    ListNode,
    Node,
    ScalarNode,
    TableNode,
    UnreadableError,
    name_of,
)
from mmn_check.bank.reader import NOTHING, TRUTHS
from mmn_check.bank.yaml_source import compose


def as_an_editor_reads(text: str) -> Any:
    """What is in a file; raises UnreadableError if that is no YAML that may stand in a bank."""

    def refuse(place: LineAndColumn, sentence: str) -> None:
        raise UnreadableError(place, sentence)

    return _plain(compose(text, refuse))


def _plain(node: Node | None) -> Any:
    match node:
        case ScalarNode(value=word, bare=True) if word in TRUTHS:
            return TRUTHS[word]
        case ScalarNode(value=word, bare=True) if word in NOTHING:
            return None
        case ScalarNode(value=word, bare=True) if word.isdecimal():
            return int(word)
        case ScalarNode(value=word):
            return word
        case ListNode(items=items):
            return [_plain(item) for item in items]
        case TableNode(pairs=pairs):
            return {name_of(key): _plain(value) for key, value in pairs}
    return None
