"""One entry of a visit's file as PyYAML writes it: what needs quotation marks or several lines."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import yaml
from yaml.resolver import Resolver

from mmn_check.storage.answer_values import with_point

_TABLE = "tag:yaml.org,2002:map"
_WORD = "tag:yaml.org,2002:str"
_TRUTH = "tag:yaml.org,2002:bool"
_RESOLVER = Resolver()
_DELICATE = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]|^[ \n]|[ \n]\Z|[ ]\n")
_WIDEST = 2**31 - 1


_Dumper: type[yaml.SafeDumper] = type(
    "_Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {"yaml_implicit_resolvers": {}}
)
"""Writes nodes as they are: what needs quotation marks has them already. The fast one, if any."""


def entry_text(name: str, value: Any, *, in_brackets: bool) -> str:
    """The lines of a key with what stands behind it; all of it on one, if `in_brackets`."""
    node = _node(value)
    if in_brackets and isinstance(node, yaml.MappingNode):
        node.flow_style = True
    top = yaml.MappingNode(_TABLE, [(_node(name), node)], flow_style=False)
    text = yaml.serialize(top, Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
    return str(text)


def _node(value: Any) -> yaml.Node:
    match value:
        case dict():
            pairs = [(_node(name), _node(one)) for name, one in value.items()]
            flow = all(map(_fits_a_line, value.values()))
            return yaml.MappingNode(_TABLE, pairs, flow_style=flow)
        case list():
            flow = all(map(_fits_a_line, value))
            nodes = [_node(one) for one in value]
            return yaml.SequenceNode("tag:yaml.org,2002:seq", nodes, flow_style=flow)
        case str():
            return yaml.ScalarNode(_WORD, value, style=_style_of(value))
        case None:
            return yaml.ScalarNode(_WORD, "null")
        case datetime():
            return yaml.ScalarNode(_WORD, value.isoformat())
        case float():
            return yaml.ScalarNode(_WORD, with_point(value))
        case _:
            return yaml.ScalarNode(_WORD, str(value))


def _fits_a_line(value: Any) -> bool:
    return not isinstance(value, dict | list) and not (isinstance(value, str) and "\n" in value)


def _style_of(text: str) -> str | None:
    """How to quote a text so that it is read as the same text again."""
    if _DELICATE.search(text):
        return '"'
    if "\n" in text:
        return "|"
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return None if tag in (_WORD, _TRUTH) else '"'
