"""A visit written as the text of its file: YAML for people to read, copy and mend."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import yaml
from yaml.resolver import Resolver

from mmn_check.domain.bank import Bank
from mmn_check.domain.pace import Pace
from mmn_check.domain.plain_data.stored import in_figures
from mmn_check.domain.plain_data.writing import notes_of, to_plain
from mmn_check.domain.visit import Visit

FORMAT = 1
"""The version of the file's format, under the key `mmn_check`."""
_WORD = "tag:yaml.org,2002:str"
_TRUTH = "tag:yaml.org,2002:bool"
_RESOLVER = Resolver()
_DELICATE = re.compile(r"[\t\r\x85\u2028\u2029\ufeff]|^[ \n]|[ \n]\Z|[ ]\n")
_WIDEST = 2**31 - 1


_Dumper: type[yaml.SafeDumper] = type(
    "_Dumper", (getattr(yaml, "CSafeDumper", yaml.SafeDumper),), {"yaml_implicit_resolvers": {}}
)
"""Writes nodes as they are: what needs quotation marks has them already. The fast one, if any."""


def text_of(bank: Bank, visit: Visit) -> str:
    """The text of a visit's file."""
    header: dict[str, Any] = {
        "mmn_check": FORMAT,
        "bank": {"id": visit.bank_id, "version": visit.bank_version},
        "visit": visit.name,
        **({"id": visit.identifier} if visit.identifier else {}),
        "started": visit.started,
        "finished": visit.finished,
        **({"amended": "yes"} if visit.amended else {}),
        "depth": visit.depth,
    }
    if visit.one_key:
        header["one_key"] = "yes"
    if visit.language:
        header["language"] = visit.language
    for key in ("urgent_shown", "urgent_unticked", "urgent_asked"):
        if times := getattr(visit, key):
            header[key] = dict(times)
    if visit.pace != Pace():
        header["pace"] = _pace_words(visit.pace)
    if notes := notes_of(visit):
        header["notes"] = notes
    pairs = [
        (_node(name), _laid_out(name, _node(value)))
        for name, value in (header | to_plain(bank, visit)).items()
    ]
    top = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=False)
    text = yaml.serialize(top, Dumper=_Dumper, allow_unicode=True, width=_WIDEST)
    return str(text)


def _pace_words(pace: Pace) -> dict[str, Any]:
    words = {
        "done": round(pace.done, 1),
        "seconds": round(pace.spent.total_seconds()),
        "spoken": pace.spoken,
        "told": pace.told,
        "left": round(pace.left, 1),
    }
    return {name: number for name, number in words.items() if number}


def _node(value: Any) -> yaml.Node:
    match value:
        case dict():
            pairs = [(_node(name), _node(one)) for name, one in value.items()]
            flow = all(map(_fits_a_line, value.values()))
            return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
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
            return yaml.ScalarNode(_WORD, in_figures(value))
        case _:
            return yaml.ScalarNode(_WORD, str(value))


def _laid_out(name: str, node: yaml.Node) -> yaml.Node:
    """One answer a line, however few there are; the end of the file on one line.

    Where a file was cut short, the bracket of its end is open: it cannot go unnoticed.
    """
    if isinstance(node, yaml.MappingNode) and node.value and name in ("answers", "set_aside"):
        node.flow_style = name == "set_aside"
    return node


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
