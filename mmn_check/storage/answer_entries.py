"""How everything said to one question is written down together, and taken apart again.

    weak: yes
    weak_places: {hand: right, neck: whole}
    helps: {picked: [rest, other], words: {other: Ice}, others: yes}
    medicines: [{name: Riluzole, dose: 50 mg}]
    tests: {rows: [{name: MRI, when: {state: not_sure}}], more: yes}
    tools: {buttons: {how: cannot}}

What is asked is never looked at in here: only the shape.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from mmn_check.bank.model import Question, Rows
from mmn_check.bank.problems import Way
from mmn_check.visit.values import Plain, Unsaid
from mmn_check.visit.visit import Key


class Leaf(NamedTuple):
    """What is written for one key."""

    key: Key
    content: Plain
    way: Way = ()


_FOLLOWED = frozenset({"picked", "state", "words", "others"})
_TABLE = frozenset({"rows", "state", "end", "more"})
NO_MORE = "no_more"
_ROW_NUMBER = re.compile(r"[1-9][0-9]{0,5}")
_STRANGE = "."
"""Marks the row part of a key that is no number."""


def taken_apart(question: Question, entry: Plain, way: Way) -> Iterator[Leaf]:
    """What an entry says, key by key; what has no right shape is left whole."""
    key = (question.id,)
    match question, entry:
        case _, Unsaid():
            yield Leaf(key, entry, way)
        case Rows(for_each=None), list():
            yield from _listed(question, entry, way)
            if len(entry) < question.at_most:  # nobody asks whether a full table has more
                yield Leaf((*key, "end"), NO_MORE, way)
        case Rows(for_each=None), dict() if entry and entry.keys() <= _TABLE:
            for name, part in entry.items():
                yield from _part_of_table(question, name, part, (*way, name))
        case Rows(for_each=str()), dict() if entry:
            for name, row in entry.items():
                yield from _row((*key, "row", str(name)), row, (*way, name))
        case Rows(), _:
            yield Leaf(key, entry, way)
        case _:
            yield from _simple(key, entry, way)


def put_together(question: Question, leaves: Mapping[Key, Plain], *, live: bool) -> Plain:
    """The entry that says what stands at each key; `live` tells an open table that it is open."""
    own = {key[1:]: content for key, content in leaves.items()}
    match question:
        case Rows() if () in own and not isinstance(own[()], Unsaid):
            return own[()]
        case Rows(for_each=None):
            return _put_table(question, own, live=live)
        case Rows():
            state = own.pop((), None)  # of a table that has none
            return ({"state": state.state} if state else {}) | _put_rows(own)
        case _:
            return _put_simple(own)


def _simple(key: Key, entry: Plain, way: Way) -> Iterator[Leaf]:
    """An answer, alone or with its follow-ups."""
    match entry:
        case dict() if entry and entry.keys() <= _FOLLOWED and not entry.keys() >= _EITHER:
            for name, part in entry.items():
                inside = (*way, name)
                match name, part:
                    case "picked", _:
                        yield Leaf(key, part, inside)
                    case "state", _:
                        yield Leaf(key, Unsaid(part), inside)
                    case "words", dict() if part:
                        for choice, said in part.items():
                            yield _follow_up((*key, name, str(choice)), said, (*inside, choice))
                    case _:
                        yield _follow_up((*key, name), part, inside)
        case _:
            yield Leaf(key, entry, way)


_EITHER = frozenset({"picked", "state"})
"""Of which an answer has one."""


def _follow_up(key: Key, content: Plain, way: Way) -> Leaf:
    match content:
        case {"state": state} if len(content) == 1:
            return Leaf(key, Unsaid(state), (*way, "state"))
        case _:
            return Leaf(key, content, way)


def _part_of_table(question: Rows, name: str, part: Plain, way: Way) -> Iterator[Leaf]:
    key = (question.id,)
    match name, part:
        case "rows", list():
            yield from _listed(question, part, way)
        case "rows", dict() if part:
            for number, row in part.items():
                known = _ROW_NUMBER.fullmatch(str(number))
                index = str(int(number) - 1) if known else f"{_STRANGE}{number}"
                yield from _row((*key, "row", index), row, (*way, number))
        case "state", _:
            yield Leaf(key, Unsaid(part), way)
        case ("end", "no_more") | ("more", "no"):
            yield Leaf((*key, "end"), NO_MORE, way)
        case "more", "yes":
            return
        case _:
            yield Leaf((*key, name), Unsaid(part) if name == "end" else part, way)


def _listed(question: Rows, rows: list[Plain], way: Way) -> Iterator[Leaf]:
    for index, row in enumerate(rows):
        key = (question.id, "row", str(index))
        if isinstance(row, list | dict):
            yield from _row(key, row, (*way, index))
        else:
            yield Leaf((*key, question.fields[0].id), row, (*way, index))


def _row(key: Key, row: Plain, way: Way) -> Iterator[Leaf]:
    if not (isinstance(row, dict) and row):
        yield Leaf(key, row, way)
        return
    for name, cell in row.items():
        yield from _simple((*key, str(name)), cell, (*way, name))


def _put_simple(own: Mapping[Key, Plain]) -> Plain:
    entry: dict[str, Plain] = {}
    for key, content in own.items():
        match key, content:
            case (), Unsaid(state):
                entry["state"] = state
            case (), _:
                entry["picked"] = content
            case ("words", choice), _:
                entry.setdefault("words", {})[choice] = _stated(content)
            case _:
                entry[key[0]] = _stated(content)
    bare = entry.get("picked")
    # A place may be called "words": what looks like follow-ups is not left bare.
    ambiguous = isinstance(bare, dict) and bare and bare.keys() <= _FOLLOWED
    return bare if entry.keys() == {"picked"} and not ambiguous else entry


def _stated(content: Plain) -> Plain:
    return {"state": content.state} if isinstance(content, Unsaid) else content


def _put_table(table: Rows, own: Mapping[Key, Plain], *, live: bool) -> Plain:
    rows = _put_rows({key: content for key, content in own.items() if key[:1] == ("row",)})
    entry: dict[str, Plain] = {"rows": _as_list(rows)} if rows else {}
    for name, key in (("state", ()), ("rows", ("rows",)), ("end", ("end",)), ("more", ("more",))):
        if key in own:
            content = own[key]
            entry[name] = content.state if isinstance(content, Unsaid) else content
    full = len(rows) >= table.at_most  # nobody asks whether it has more
    if entry.get("end", NO_MORE if full else None) == NO_MORE and entry.keys() <= {"rows", "end"}:
        listed = entry.get("rows", [])
        return listed if isinstance(listed, list) else entry
    return entry | ({"more": "yes"} if live and "rows" in entry and "end" not in entry else {})


def _put_rows(own: Mapping[Key, Plain]) -> dict[str, Plain]:
    cells: dict[str, dict[str, dict[Key, Plain]]] = {}
    whole: dict[str, Plain] = {}
    for key, content in own.items():
        if len(key) == 2:
            whole[key[1]] = content
        else:
            cells.setdefault(key[1], {}).setdefault(key[2], {})[key[3:]] = content
    return whole | {
        row: {name: _put_simple(parts) for name, parts in named.items()}
        for row, named in cells.items()
    }


def _as_list(rows: Mapping[str, Plain]) -> Plain:
    """Rows in a list if none is missing, else by their number, counted from 1."""
    if rows.keys() == {str(number) for number in range(len(rows))}:
        return [rows[str(number)] for number in range(len(rows))]
    numbers = sorted(int(row) for row in rows if not row.startswith(_STRANGE))
    strange = {row[len(_STRANGE) :]: rows[row] for row in rows if row.startswith(_STRANGE)}
    return {str(number + 1): rows[str(number)] for number in numbers} | strange
