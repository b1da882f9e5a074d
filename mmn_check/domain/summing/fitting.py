"""Page 1 cut to its limits: visibly, from the bottom of each block, never a whole block.

What is left never depends on what an answer means, only on the room there is, and only on the
room in its own block.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from mmn_check.domain.printed import MEASURE, Line
from mmn_check.domain.summing.drafts import LEAST_QUOTE, Draft, line_of

Block = tuple[tuple[Draft, ...], ...]
"""The lines of a block, each a run of drafts."""


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, *, width: int, columns: Callable[[str], int] = columns) -> list[str]:
    """The text in lines of no more than `width` columns, broken between words where possible.

    Line breaks in the text stay.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0
        for number, word in enumerate(paragraph.split(" ")):
            wide = columns(word)
            if number and used + 1 + wide <= width:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            if number:
                lines.append(line.rstrip())
            *full, line = _chunks(word, width, columns)
            lines += full
            used = columns(line)
        lines.append(line.rstrip())
    return lines


def _chunks(word: str, width: int, columns: Callable[[str], int]) -> Iterator[str]:
    """A word cut into pieces that fit; mostly the word itself."""
    if columns(word) <= width:
        yield word
        return
    chunk, used = "", 0
    for character in word:
        wide = columns(character)
        if used + wide > width:
            yield chunk
            chunk, used = "", 0
        chunk, used = chunk + character, used + wide
    yield chunk


def fitted(block: Block, *, limit: int) -> tuple[Line, ...]:
    """The lines of a block in no more than `limit` lines, as far as what must stand allows.

    A sentence that had to give way comes from every answer of its block: they took its room.
    """
    everything = frozenset[str]().union(*(one.origins for line in block for one in line))
    cut = _cut(block, limit)
    return tuple(
        line_of(tuple(replace(one, origins=everything) if one.is_cut else one for one in line))
        for line in cut
    )


def _cut(block: Block, limit: int) -> Block:
    most = limit * MEASURE
    states = [tuple(tuple(_at_most(one, most) for one in line) for line in block)]
    while (over := _height(states[-1]) - limit) > 0:
        shorter = _with_one_cut(states[-1], over)
        if shorter is None:
            break
        states.append(shorter)
    return _without_idle_cuts(states, limit=max(limit, _height(states[-1])))


def _without_idle_cuts(states: Sequence[Block], *, limit: int) -> Block:
    """The last state, with each cut taken back that made no room, from the top down."""
    block = states[-1]
    for at, within in _places(block):
        for state in states[:-1]:
            if state[at][within] == block[at][within]:
                break
            longer = _with(block, at, within, state[at][within])
            if _height(longer) <= limit:
                block = longer
                break
    return block


def _height(block: Block) -> int:
    return sum(len(wrapped(line_of(line).text, width=MEASURE)) for line in block)


def _at_most(one: Draft, most: int) -> Draft:
    return replace(one, quoted=most) if one.own > most else one


def _with_one_cut(block: Block, over: int) -> Block | None:
    """The block with its lowest list or quotation shorter; else without its lowest sentence."""
    places = _places(block)
    for at, within in reversed(places):
        if (shorter := _shorter(block[at][within], over)) is not None:
            return _with(block, at, within, shorter)
    for at, within in reversed(places[1:]):
        one = block[at][within]
        if one.may_drop and not one.dropped:
            return _with(block, at, within, replace(one, dropped=True))
    return None


def _places(block: Block) -> list[tuple[int, int]]:
    return [(at, within) for at, line in enumerate(block) for within, _ in enumerate(line)]


def _with(block: Block, at: int, within: int, one: Draft) -> Block:
    line = (*block[at][:within], one, *block[at][within + 1 :])
    return (*block[:at], line, *block[at + 1 :])


def _shorter(one: Draft, over: int) -> Draft | None:
    """The draft with less of a list or a quotation; a great deal less where much is over."""
    if one.dropped:
        return None
    if one.items > 1:
        return replace(one, shown=one.items - 1)
    if one.own > LEAST_QUOTE:
        less = max(LEAST_QUOTE // 2, (over - 1) * MEASURE)
        return replace(one, quoted=max(LEAST_QUOTE, one.own - less))
    return None
