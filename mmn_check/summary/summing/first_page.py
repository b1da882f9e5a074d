"""Page 1, cut to its limits, and what it had to leave to page 2."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mmn_check.bank.layout import Heading, Page, Part, looked_at_in, questions_in
from mmn_check.i18n import tr
from mmn_check.summary.printed import (
    MEASURE,
    PAGE_LINES,
    TITLE_LINES,
    Block,
    Line,
    Piece,
    Sentence,
    origins_of,
)
from mmn_check.summary.summing.drafts import Draft, begun, draft, line_of
from mmn_check.summary.summing.fitting import fitted, height_of, origins_in
from mmn_check.summary.summing.parts import lines_of
from mmn_check.summary.summing.phrases import STATE_WORDS, state_words
from mmn_check.summary.summing.saying import Drafts, looked_at
from mmn_check.summary.summing.told import Told
from mmn_check.summary.summing.wording import flat

Drafted = tuple[Drafts, ...]
"""The lines of a heading before they are cut."""
ROOM = PAGE_LINES - TITLE_LINES
"""So many lines of page 1 stand below the title bar."""
LONGEST = ROOM * MEASURE
OWN_ON_PAGE_2 = 400
"""So many characters of the patient's words stand in one place of what page 1 had no room for."""


def first_page(told: Told, page: Page) -> tuple[Block, ...]:
    """Page 1: each heading within its limit.

    What must stand whole may take more; if the page is then too long, the others are held to
    their tight limits. As long as it takes no more than is left to it, no heading's lines
    depend on what another says.
    """
    brief = told.in_brief()
    drafted = [(heading, _lines(brief, heading)) for heading in _headings(told, page)]
    crowd = _crowd(page, drafted)
    return tuple(_block(heading, lines, crowd) for heading, lines in drafted)


def _headings(told: Told, page: Page) -> Iterator[Heading]:
    return (heading for heading in page.first if told.holds(heading.ask_if))


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """What must stand whole, as the other headings see it."""

    is_here: bool
    """Whether it needs more than its own room."""
    room: int
    """The most that the others can leave to it."""
    least_room: int
    """What is left if every heading is on the page that may be."""
    headed_by: frozenset[str]
    """The questions that decide which headings are on the page."""
    origins: frozenset[str]


def _crowd(page: Page, drafted: Sequence[tuple[Heading, Drafted]]) -> Crowd:
    whole = [lines for heading, lines in drafted if heading.whole]
    others = [(heading, lines) for heading, lines in drafted if not heading.whole]
    needed = sum(map(height_of, whole))
    free = ROOM - sum(heading.limit + heading.space for heading, _ in others)
    taken = (heading.space + min(heading.limit, height_of(lines)) for heading, lines in others)
    deciding = [lines for _, lines in drafted] if needed > free else whole
    headed_by = frozenset(looked_at(*(heading.ask_if for heading in page.first)))
    return Crowd(
        is_here=needed > free and needed + sum(taken) > ROOM,
        room=_room_beside(heading for heading, _ in others),
        least_room=_room_beside(heading for heading in page.first if not heading.whole),
        headed_by=headed_by,
        origins=headed_by.union(*map(origins_in, deciding)),
    )


def _room_beside(others: Iterable[Heading]) -> int:
    """What page 1 has for what must stand whole, at the tightest."""
    return ROOM - sum(heading.tight or heading.limit for heading in others)


def _block(heading: Heading, lines: Drafted, crowd: Crowd) -> Block:
    cut = _cut(heading, lines, crowd)
    return Block(
        heading=heading.heading,
        lines=tuple(line_of(line) for line in cut),
        must=heading.must,
        limit=heading.limit,
        beside=heading.beside,
        space=heading.space and not crowd.is_here,
    )


def _cut(heading: Heading, lines: Drafted, crowd: Crowd) -> Drafted:
    # What is silent now may speak up, and take room, once another answer is given.
    own = origins_in(lines).union(looked_at_in(heading.lines))
    if heading.whole:
        may_be_cut = height_of(lines) > crowd.least_room
        headed_by = crowd.headed_by if may_be_cut else frozenset[str]()
        return _from_all(_within(lines, crowd.room, own), headed_by)
    usual = _within(lines, heading.limit, own)
    tight = _within(lines, heading.tight or heading.limit, own)
    if tight == usual:
        return usual
    return _from_all(tight if crowd.is_here else usual, own | crowd.origins)


def _from_all(lines: Drafted, questions: frozenset[str]) -> Drafted:
    """The lines as they are, each of them decided by some questions more."""
    if not questions:
        return lines
    return tuple(
        tuple(replace(one, origins=one.origins | questions) for one in line) for line in lines
    )


def _within(lines: Drafted, limit: int, crowded_by: frozenset[str]) -> Drafted:
    return fitted(_flowing(lines, limit), limit=limit, crowded_by=crowded_by)


def _flowing(lines: Drafted, limit: int) -> Drafted:
    """Lines that are too many flow into one before anything is cut, but for those of a list."""
    in_a_list = any(not one.stop for line in lines for one in line)
    if in_a_list or height_of(lines) <= limit:
        return lines
    return (tuple(one for line in lines for one in line),)


def _lines(told: Told, heading: Heading) -> Drafted:
    """The lines of a heading, never empty: where nothing was said, why there is nothing."""
    lines = _said(told, heading.lines)
    if not lines:
        asked = [question for _, question in questions_in(heading.lines)]
        states = (told.state(question) for question in asked)
        state = next((one for one in states if one in STATE_WORDS), "not_asked")
        lines = ((draft(state_words(state), *asked),),)
    origins = frozenset(looked_at(heading.ask_if))
    return tuple(tuple(_held(one, heading, origins) for one in line) for line in lines)


def _said(told: Told, lines: tuple[tuple[Part, ...], ...]) -> Drafted:
    return tuple(line for parts in lines for line in lines_of(told, parts))


def _held(one: Draft, heading: Heading, origins: frozenset[str]) -> Draft:
    """What must be on page 1 keeps all its sentences, though a table's rows may be counted.

    Words that no page 1 could hold are begun, lest their whole length be measured.
    """
    may_drop = one.row or not heading.must
    quoted = LONGEST if one.own > LONGEST else one.quoted
    if may_drop == one.may_drop and quoted == one.quoted and origins <= one.origins:
        return one
    return replace(one, origins=one.origins | origins, may_drop=may_drop, quoted=quoted)


def rest_of(told: Told, page: Page, first: Sequence[Block]) -> Iterator[Line]:
    """What stands under the headings of page 1 that send their reader to page 2.

    In full, but for very long words of the patient, which stand whole further on. What page 1
    leaves to page 2 on purpose comes first, so that it is on page 2 whatever else is cut.
    """
    blocks = zip(_headings(told, page), first, strict=False)
    for heading, block in sorted(blocks, key=lambda one: not one[0].page_2):
        sentences = [one for line in block.lines for one in line.sentences]
        if any(one.sends_to_page_2 for one in sentences):
            crowded_by = origins_of(sentences)
            lines = _said(told, heading.page_2 or heading.lines)
            label = Sentence(pieces=(Piece(heading.heading),), origins=crowded_by)
            for number, line in enumerate(lines):
                whole = line_of(tuple(_unhurried(one, crowded_by) for one in line))
                yield replace(whole, under=number > 0, label=None if number else label)


def _unhurried(one: Draft, crowded_by: frozenset[str]) -> Draft:
    parts = begun(flat(one.parts), OWN_ON_PAGE_2, f" ... {tr('(whole further on)')}")
    return replace(one, parts=parts, origins=one.origins | crowded_by)
