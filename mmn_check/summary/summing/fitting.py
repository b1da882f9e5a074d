"""Page 1 cut to its limits: visibly, from the bottom of each block, never a whole block.

What is left never depends on what an answer means, only on the room there is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mmn_check.summary.printed import MEASURE, Line
from mmn_check.summary.summing.drafts import Draft, line_of

Block = tuple[tuple[Draft, ...], ...]
"""The lines of a block, each a run of drafts."""
Place = tuple[int, int]
"""Which line of a block, and which draft in it."""


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    return sum(_columns_of(character) for character in text)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, *, width: int, columns: Callable[[str], int] = columns) -> Iterator[str]:
    """The text in lines of no more than `width` columns, broken between words where possible.

    Line breaks in the text stay.
    """
    for paragraph in text.split("\n"):
        line, used = "", 0
        for number, word in enumerate(paragraph.split(" ")):
            wide = columns(word)
            if number and used + 1 + wide <= width:
                line, used = f"{line} {word}", used + 1 + wide
                continue
            if number:
                yield line.rstrip()
            *full, line = _chunks(word, width, columns)
            yield from full
            used = columns(line)
        yield line.rstrip()


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


def origins_in(block: Block) -> frozenset[str]:
    """Everything that any sentence of a block came from."""
    return frozenset[str]().union(*(one.origins for line in block for one in line))


def fitted(block: Block, *, limit: int, crowded_by: frozenset[str]) -> Block:
    """The block in no more than `limit` lines, as far as what must stand allows.

    A sentence that had to give way comes from all that took its room as well.
    """
    if height_of(block) <= limit:
        return block
    return tuple(
        tuple(replace(one, origins=one.origins | crowded_by) if one.is_cut else one for one in line)
        for line in _cut(block, limit)
    )


def height(lines: Iterable[Line]) -> int:
    """How many lines of page 1 they take."""
    return sum(1 for line in lines for _ in wrapped(line.text, width=MEASURE))


def _cut(block: Block, limit: int) -> Block:
    """Shortened from the bottom up until it fits, then given back, from the top down, what fits."""
    block = tuple(tuple(_at_most(one, limit * MEASURE) for one in line) for line in block)
    cut = _shortened(block, limit)
    limit = max(limit, height_of(cut))
    for place in _places(block):
        cut = _given_back(cut, block, place, limit)
    return cut


def height_of(block: Block) -> int:
    """How many lines of page 1 a block takes."""
    return height(line_of(line) for line in block)


def _at_most(one: Draft, most: int) -> Draft:
    return replace(one, quoted=most) if one.own > most else one


def _shortened(block: Block, limit: int) -> Block:
    """First lists and quotations give way, then sentences, last those that must be on page 1.

    The first sentence always stays.
    """
    upwards = _places(block)[::-1]
    but_first = upwards[:-1]
    for places, shorter in ((upwards, _least), (but_first, _dropped), (but_first, _given_up)):
        for place in places:
            if height_of(block) <= limit:
                return block
            block = _with(block, place, shorter(_at(block, place)))
    return block


def _least(one: Draft) -> Draft:
    least = replace(one, shown=1) if one.items > 1 else one
    return replace(least, quoted=least.least) if least.own > least.least else least


def _dropped(one: Draft) -> Draft:
    return replace(one, dropped=one.dropped or one.may_drop)


def _given_up(one: Draft) -> Draft:
    return replace(one, dropped=True)


def _given_back(cut: Block, whole: Block, place: Place, limit: int) -> Block:
    """The block with as much of one sentence as still fits.

    What follows something that is left out stays left out as well.
    """
    full, (at, within) = _at(whole, place), place
    behind_a_gap = within > 0 and cut[at][within - 1].dropped
    if _at(cut, place) == full or (cut[at][within].dropped and behind_a_gap):
        return cut

    def fits(one: Draft) -> bool:
        return height_of(_with(cut, place, one)) <= limit

    best = full if fits(full) else _most_of(full, fits)
    return _with(cut, place, best) if fits(best) else cut


def _most_of(full: Draft, fits: Callable[[Draft], bool]) -> Draft:
    """The longest form of a sentence that fits: first its list grows, then its quotations."""
    least = _least(full)
    shown = _largest(1, full.items, lambda number: fits(replace(least, shown=number)))
    best = replace(least, shown=shown if shown < full.items else full.shown)
    quoted = _largest(best.own, full.own, lambda number: fits(replace(best, quoted=number)))
    return replace(best, quoted=quoted if quoted < full.own else full.quoted)


def _largest(low: int, high: int, fits: Callable[[int], bool]) -> int:
    """The largest number that fits, as far as smaller ones do; the low one if none does."""
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(middle) else (low, middle - 1)
    return low


def _places(block: Block) -> list[Place]:
    return [(at, within) for at, line in enumerate(block) for within, _ in enumerate(line)]


def _at(block: Block, place: Place) -> Draft:
    return block[place[0]][place[1]]


def _with(block: Block, place: Place, one: Draft) -> Block:
    at, within = place
    line = (*block[at][:within], one, *block[at][within + 1 :])
    return (*block[:at], line, *block[at + 1 :])
